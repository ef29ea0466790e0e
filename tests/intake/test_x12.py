"""Envelopes as real files have them: what is all there loads, and what is odd is said, and where.

Segment numbers are counted by hand from the list in `remittance_text`.
"""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.intake import delimiters, x12
from analytics.intake.envelopes import Envelope, SetPart
from analytics.vocabulary import RefusedFile
from tests.intake.remittance_text import (
    BODY,
    GS,
    ISA,
    SEGMENTS,
    SET,
    Said,
    bodies,
    parted,
    read,
    said,
    written,
)

SECOND = ("ST*835*0002", *SET[1:-1], "SE*13*0002")
SECOND_BODY = BODY.replace("0001", "0002")


def without(*ids: str) -> bytes:
    return written(tuple(s for s in SEGMENTS if s.split("*")[0] not in ids))


def test_a_lawful_file_gives_its_sets_and_nothing_to_say() -> None:
    envelope, parts = read(written())

    assert parts == [SetPart(1, 1, 0, 2, BODY.encode(), 0, GS.replace("*", "\x1d"), 3)]
    assert envelope.findings == []
    (only,) = envelope.sets
    assert (only.kind, only.control_number, only.version) == ("835", "0001", "005010X221A1")
    assert (only.first_segment_number, only.is_closed) == (3, True)
    assert envelope.segment_count == 17
    assert not envelope.ends_inside_set and not envelope.ends_inside_segment


def test_several_sets_and_groups_are_numbered_through_the_file() -> None:
    group_two = (GS.replace("*1*X*", "*2*X*"), *SECOND, "GE*1*2")
    text = written((ISA, GS, *SET, "GE*1*1", *group_two, "IEA*2*000000001"))

    envelope, parts = read(text)
    assert bodies(text) == [BODY, SECOND_BODY]
    # ISA, GS, 13 of set 1, GE, GS: the second ST is segment 18.
    assert [part.segments_before for part in parts] == [2, 17]
    assert envelope.findings == []


def test_several_interchanges_each_have_their_own_delimiters() -> None:
    second = parted(written((ISA, GS, *SECOND, "GE*1*1", "IEA*1*000000001")), b"|", b"^", b"*")
    text = written(after="\r\n") + b"\r\n" * 9 + second + written(after="\n")

    envelope, parts = read(text)
    assert bodies(text) == [BODY, SECOND_BODY, BODY]
    assert [part.segments_before for part in parts] == [2, 19, 36]
    assert said(envelope.findings) == [
        Said("several_interchanges", 18, "a second ISA", "nothing to do"),
        Said("other_delimiters", 18, "segment |, element ^, component *", "nothing to do"),
    ]


def test_a_second_interchange_may_open_with_a_byte_order_mark() -> None:
    text = written(after="\n") + b"\xef\xbb\xbf" + parted(written(), b"|", b"^", b">")

    envelope, _ = read(text)
    assert bodies(text) == [BODY, BODY]
    assert [found.finding_code for found in envelope.findings] == [
        "several_interchanges",
        "other_delimiters",
    ]
    assert envelope.segment_count == 34


def test_an_interchange_that_breaks_off_does_not_swallow_the_next() -> None:
    # The first file ends inside "SE*13*0001", without a terminator.
    broken = written()[: written().index(b"SE*13") + 1]

    envelope, parts = read(broken + written((ISA, GS, *SECOND, "GE*1*1", "IEA*1*000000001")))
    assert len(parts) == 2 and parts[1].body == SECOND_BODY.encode()
    assert said(envelope.findings)[-3:] == [
        Said("missing_se", 15, "ISA", "SE", 1),
        Said("missing_trailer", 15, "ISA", "GE"),
        Said("missing_trailer", 15, "ISA", "IEA"),
    ]


def test_a_missing_se_is_said_and_the_set_is_whole() -> None:
    text = without("SE")

    assert bodies(text) == [BODY]
    assert said(read(text)[0].findings) == [Said("missing_se", 14, "GE", "SE", 1)]
    assert not read(text)[0].ends_inside_set


def test_a_missing_se_between_two_sets_is_said_and_both_are_whole() -> None:
    text = written((ISA, GS, *SET[:-1], *SECOND, "GE*2*1", "IEA*1*000000001"))

    assert bodies(text) == [BODY, SECOND_BODY]
    assert said(read(text)[0].findings) == [Said("missing_se", 14, "ST", "SE", 1)]


def test_a_missing_ge_is_said() -> None:
    text = without("GE")

    assert bodies(text) == [BODY]
    assert said(read(text)[0].findings) == [Said("missing_trailer", 15, "IEA", "GE")]


def test_a_missing_iea_is_said() -> None:
    text = without("IEA")

    assert bodies(text) == [BODY]
    end = "the end of the file"
    assert said(read(text)[0].findings) == [Said("missing_trailer", 16, end, "IEA")]


def test_a_file_without_any_trailer_is_whole_and_said_to_end_inside_a_set() -> None:
    text = without("SE", "GE", "IEA")

    envelope, _ = read(text)
    assert bodies(text) == [BODY]
    end = "the end of the file"
    assert said(envelope.findings) == [
        Said("missing_se", 14, end, "SE", 1),
        Said("missing_trailer", 14, end, "GE"),
        Said("missing_trailer", 14, end, "IEA"),
    ]
    assert envelope.ends_inside_set and not envelope.ends_inside_segment


def test_a_header_at_the_very_end_is_said_to_lack_what_it_promised() -> None:
    envelope, _ = read(written() + ISA[:40].encode())

    end = "the end of the file"
    assert said(envelope.findings) == [Said("missing_trailer", 18, end, "IEA")]


OPENED = "the number that opened it"


@pytest.mark.parametrize(
    ("wrong", "finding"),
    [
        ("SE*99*0001", Said("wrong_count", 15, "99", "13", 1)),
        ("SE**0001", Said("wrong_count", 15, "nothing", "13", 1)),
        ("SE*\u00b2*0001", Said("wrong_count", 15, "1 other sign", "13", 1)),
        ("SE*13*7777", Said("wrong_control_number", 15, "4 digits", OPENED, 1)),
        ("GE*4*1", Said("wrong_count", 16, "4", "1")),
        ("GE*1*9", Said("wrong_control_number", 16, "1 digit", OPENED)),
        ("IEA*0*000000001", Said("wrong_count", 17, "0", "1")),
        ("IEA*1*000000009", Said("wrong_control_number", 17, "9 digits", OPENED)),
    ],
)
def test_a_trailer_that_does_not_fit_is_said(wrong: str, finding: Said) -> None:
    tag = wrong.split("*")[0]
    text = "~".join(wrong if s.startswith(f"{tag}*") else s for s in SEGMENTS) + "~"

    envelope, parts = read(text.encode("latin-1"))
    assert [part.body for part in parts] == [BODY.encode()]
    assert finding in said(envelope.findings)
    assert [f for f in envelope.findings if f.finding_code != "latin_1_text"][1:] == []


def test_counts_with_leading_zeros_and_padding_are_right() -> None:
    text = written().replace(b"SE*13*0001", b"SE* 0013*0001 ")

    assert read(text)[0].findings == []


@pytest.mark.parametrize(
    ("trailer", "stray"),
    [
        ("SE*2*1", Said("stray_trailer", 16, "SE", "ST", 1)),
        ("GE*1*1", Said("stray_trailer", 17, "GE", "GS")),
        ("IEA*1*1", Said("stray_trailer", 18, "IEA", "ISA")),
    ],
)
def test_a_trailer_that_closes_nothing_is_said(trailer: str, stray: Said) -> None:
    at = stray.segment_number or 0
    text = written((*SEGMENTS[: at - 1], trailer, *SEGMENTS[at - 1 :]))

    assert bodies(text) == [BODY]
    assert said(read(text)[0].findings) == [stray]


def test_a_set_outside_any_group_is_said() -> None:
    text = without("GS", "GE").replace(b"IEA*1*", b"IEA*0*")

    assert bodies(text) == [BODY]
    assert said(read(text)[0].findings) == [Said("missing_group", 2, "ST", "GS", 1)]


def test_a_4010_file_is_read_and_said() -> None:
    text = written().replace(b"005010X221A1", b"004010X091A1")

    assert bodies(text) == [BODY]
    assert said(read(text)[0].findings) == [Said("other_version", 2, "004010X091A1", "005010")]


def test_lower_case_segment_ids_are_read_as_capitals() -> None:
    text = written().replace(b"CLP*", b"clp*").replace(b"SVC*", b"Svc*").replace(b"SE*", b"se*")

    assert bodies(text) == [BODY]
    assert said(read(text)[0].findings) == [Said("lower_case_segment", 9, "clp", "CLP")]


def test_an_all_lower_case_envelope_is_read() -> None:
    text = b"".join(
        part.split(b"*")[0].lower() + part[len(part.split(b"*")[0]) :] + b"~"
        for part in written().split(b"~")[:-1]
    )

    assert bodies(text) == [BODY]
    assert said(read(text)[0].findings) == [Said("lower_case_segment", 1, "isa", "ISA")]


def test_text_between_two_terminators_that_is_no_segment_is_said() -> None:
    text = written().replace(b"~LX*1~", b"~(page two of three)~LX*1~")

    envelope, _ = read(text)
    assert Said("text_between_segments", 8, "19 characters", "a segment") in said(envelope.findings)


@pytest.mark.parametrize("name", ["LISA", "ISA", "ST", "ISA*ROE", "GS", "SE", "IEA", "ISAAC"])
def test_a_name_that_reads_like_an_envelope_is_a_name(name: str) -> None:
    text = written().replace(b"DOE*JANE", f"{name}*{name}".encode())

    expected = f"{name}*{name}".replace("*", "\x1d")
    assert bodies(text) == [BODY.replace("DOE\x1dJANE", expected)]
    assert read(text)[0].findings == []


def test_a_name_at_the_start_of_a_wrapped_line_that_reads_like_a_header_is_a_name() -> None:
    text = written().replace(b"DOE*JANE", b"DOE*\nISA*ROE")

    assert bodies(text) == [BODY.replace("JANE", "ISA\x1dROE")]


def test_latin_1_letters_are_said_and_utf_8_letters_need_no_word() -> None:
    latin, utf = (written().replace(b"DOE", "MÜLLER".encode(code)) for code in ("latin-1", "utf-8"))

    assert said(read(latin)[0].findings) == [Said("latin_1_text", 10, "byte DC", "ASCII or UTF-8")]
    assert read(utf)[0].findings == []
    assert bodies(utf) == [BODY.replace("DOE", "MÜLLER")]


def test_a_set_of_another_kind_is_passed_over_and_said() -> None:
    other = ("ST*277*0002", "BHT*0085*08", "SE*3*0002")
    text = written((ISA, GS, *SET, *other, "GE*2*1", "IEA*1*000000001"))

    envelope, parts = read(text)
    assert [part.body for part in parts] == [BODY.encode()]
    assert [found.kind for found in envelope.sets] == ["835", "277"]
    assert said(envelope.findings) == [Said("set_not_read", 16, "277", "835", 2)]


def test_an_envelope_without_a_set_is_refused() -> None:
    with pytest.raises(RefusedFile, match="no transaction set"):
        read(written((ISA, GS, "GE*0*1", "IEA*1*000000001")))


def test_a_segment_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(x12, "MOST_SEGMENT_BYTES", 5_000)

    with pytest.raises(RefusedFile, match="does not end"):
        read(written() + b"NTE*" + b"x" * 2_000_000)


# Laws.


@given(
    block=st.integers(1, 400),
    part=st.integers(1, 200),
    head=st.integers(700, 2_000),
    after=st.sampled_from(["", "\n", "\r\n"]),
)
@settings(max_examples=80, deadline=None)
def test_however_a_file_is_cut_into_blocks_and_parts_its_sets_are_the_same(
    block: int, part: int, head: int, after: str
) -> None:
    second = written((ISA, GS, *SECOND, "GE*1*1", "IEA*1*000000001"), after)
    second = parted(second, b"*", b"~", b"|")
    text = written(after=after) + second + b"~" * 3 + written(after=after)
    with pytest.MonkeyPatch.context() as patch:
        whole, _ = read(text)
        patch.setattr(x12, "BLOCK_BYTES", block)
        patch.setattr(x12, "HELD_BACK_BYTES", 600)
        patch.setattr(x12, "PART_BYTES", part)
        patch.setattr(delimiters, "HEAD_BYTES", head)
        envelope, parts = read(text)
        assert bodies(text) == [BODY, SECOND_BODY, BODY]
    assert envelope == whole
    for number in (1, 2, 3):
        own = [p for p in parts if p.transaction_set_number == number]
        assert [p.part_number for p in own] == list(range(1, len(own) + 1))
        for earlier, later in zip(own, own[1:], strict=False):
            assert later.body.startswith(b"\x1eCLP\x1d")
            assert later.loops_before == earlier.loops_before + earlier.body.count(b"\x1eCLP\x1d")
            assert later.segments_before == earlier.segments_before + earlier.body.count(b"\x1e")


@given(cut=st.integers(0, len(written()) - 1))
@settings(max_examples=120, deadline=None)
def test_no_cut_goes_unsaid(cut: int) -> None:
    """A file that lost its end is refused, or what it lost is said."""
    try:
        envelope, parts = read(written()[:cut])
    except RefusedFile:
        return
    whole = b"".join(part.body for part in parts) == BODY.encode()
    closed = bool(envelope.sets) and envelope.sets[-1].is_closed
    codes = {found.finding_code for found in envelope.findings}
    assert whole or "missing_se" in codes
    assert closed or (envelope.ends_inside_set and "missing_se" in codes)
    assert codes or cut == len(written()) - 1


@given(st.binary(max_size=300), st.sampled_from([b"", ISA.encode() + b"~", b"ST*835*1~"]))
@settings(max_examples=150, deadline=None)
def test_no_bytes_are_more_than_refused(noise: bytes, opening: bytes) -> None:
    try:
        envelope, parts = read(opening + noise)
    except RefusedFile as refused:
        assert str(refused).endswith(".")
        return
    assert {part.transaction_set_number for part in parts} <= {s.number for s in envelope.sets}


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_damage_anywhere_is_more_than_refused_nowhere(data: st.DataObject) -> None:
    text = bytearray(written())
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(text) - 1))
        text[at] = data.draw(st.sampled_from(b"~*:^\n\r \x1d\x1e\x00ISAGTE\xe9\xff09"))
    try:
        envelope = Envelope()
        list(x12.read_parts(io.BytesIO(bytes(text)), envelope, {"835": "CLP"}))
    except RefusedFile:
        return
    assert envelope.sets
