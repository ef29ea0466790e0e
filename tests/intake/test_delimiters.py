"""Every way to part an X12 file that is lawful or happens gives the same segments."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.intake.delimiters import Delimiters, find_header, normalise
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

LAWFUL = [byte for byte in range(0x1C, 0x7F) if not chr(byte).isalnum() and chr(byte) not in " .-"]


@pytest.mark.parametrize("after", ["", "\n", "\r\n", "\n\n", " \n", "\r"])
def test_what_follows_the_terminator_changes_nothing_and_needs_no_word(after: str) -> None:
    text = written(after=after)

    assert bodies(text) == [BODY]
    assert read(text)[0].findings == []
    assert read(text)[0].segment_count == 17


@pytest.mark.parametrize("terminator", ["\n", "\r\n", "\r"])
def test_the_end_of_a_line_may_be_the_terminator(terminator: str) -> None:
    text = written().replace(b"~", terminator.encode())

    envelope, _ = read(text)
    assert bodies(text) == [BODY]
    name = "line feed" if terminator == "\n" else "carriage return"
    assert said(envelope.findings) == [Said("newline_as_terminator", 1, name, "nothing to do")]


def test_blank_lines_between_lines_that_are_segments_are_no_segments() -> None:
    text = written().replace(b"~", b"\n\n")

    assert bodies(text) == [BODY]
    assert read(text)[0].segment_count == 17


def test_line_breaks_inside_segments_are_taken_out() -> None:
    text = written()
    wrapped = b"\r\n".join(text[at : at + 80] for at in range(0, len(text), 80))

    envelope, _ = read(wrapped)
    assert bodies(wrapped) == [BODY]
    # The first 80 characters end inside the ISA, so it is not 106 characters long either.
    assert said(envelope.findings) == [
        Said("odd_header_length", 1, "108 characters", "106 characters"),
        Said("newline_in_segment", 1, "a line break", "whole segments"),
    ]


def test_a_line_break_inside_a_later_segment_is_said_with_its_number() -> None:
    text = written(after="\n").replace(b"DOE*JA", b"DOE*JA\n")

    envelope, _ = read(text)
    assert bodies(text) == [BODY]
    assert said(envelope.findings) == [
        Said("newline_in_segment", 10, "a line break", "whole segments")
    ]


@pytest.mark.parametrize(
    ("segment", "element", "component", "named"),
    [
        (b"|", b"^", b">", "segment |, element ^, component >"),
        (b"'", b"+", b":", "segment ', element +, component :"),
        (b"!", b"|", b"<", "segment !, element |, component <"),
        (b"\x1c", b"\x1d", b"\x1f", "segment 0x1c, element 0x1d, component 0x1f"),
        (b"\x1d", b"\x1e", b"\x1f", "segment 0x1d, element 0x1e, component 0x1f"),
        (b"\x1e", b"\x1f", b"\x1d", "segment 0x1e, element 0x1f, component 0x1d"),
    ],
)
def test_other_delimiters_are_taken_from_the_header(
    segment: bytes, element: bytes, component: bytes, named: str
) -> None:
    text = parted(written(), segment, element, component)

    assert bodies(text) == [BODY]
    assert said(read(text)[0].findings) == [Said("other_delimiters", 1, named, "nothing to do")]


@given(st.permutations(LAWFUL))
@settings(max_examples=60, deadline=None)
def test_any_lawful_delimiters_give_the_same_sets(order: list[int]) -> None:
    segment, element, component = (bytes([byte]) for byte in order[:3])
    text = parted(written(), segment, element, component)

    assert bodies(text) == [BODY]


def test_a_separator_within_the_text_is_a_blank_and_parts_nothing() -> None:
    text = written().replace(b"DOE", b"D\x1e\x1d\x1f\x1c\x00E")

    assert bodies(text) == [BODY.replace("DOE", "D     E")]


def test_a_repetition_character_is_marked() -> None:
    text = written().replace(b"AURORA HEALTH", b"AURORA^HEALTH")

    assert bodies(text) == [BODY.replace("AURORA HEALTH", "AURORA\x1cHEALTH")]


def test_a_letter_in_place_of_the_repetition_character_is_none() -> None:
    # Before 5010, ISA11 held a standard's letter.
    text = written().replace(b"*^*00501*", b"*U*00401*").replace(b"JANE", b"JUNE^JULY")

    assert bodies(text) == [BODY.replace("JANE", "JUNE^JULY")]


@pytest.mark.parametrize(
    ("header", "length"),
    [
        (ISA.replace("PAYER          ", "PAYER"), 96),
        (ISA.replace("          ", ""), 76),
        (ISA.replace("PAYER          ", "PAYER                    "), 116),
    ],
)
def test_a_header_that_is_not_106_characters_is_read_by_its_separators(
    header: str, length: int
) -> None:
    text = written((header, *SEGMENTS[1:]))

    assert bodies(text) == [BODY]
    assert said(read(text)[0].findings) == [
        Said("odd_header_length", 1, f"{length} characters", "106 characters")
    ]


@pytest.mark.parametrize(
    "header",
    [
        ISA[:-2],  # ISA16 left out with its separator
        ISA[:-1],  # ISA16 empty
        ISA.replace("*^*00501", "*00501"),  # ISA11 left out, so ISA16 stands fifteenth
        ISA.replace("*0*P*:", "*0*:*P"),  # ISA15 and ISA16 exchanged
        ISA.replace("*0*P*:", "*0*P*:*"),  # one separator too many
    ],
)
@pytest.mark.parametrize("after", ["", "\n"])
def test_where_the_component_separator_is_missing_or_misplaced_the_sets_show_the_delimiters(
    header: str, after: str
) -> None:
    text = written((header, *SEGMENTS[1:]), after=after)

    assert bodies(text) == [BODY]
    found = [finding.finding_code for finding in said(read(text)[0].findings)]
    assert found[:1] == ([] if len(header) == len(ISA) else ["odd_header_length"])


def test_without_a_component_separator_in_the_header_the_first_procedure_shows_it() -> None:
    text = written((ISA[:-2], *SEGMENTS[1:])).replace(b"HC:", b"HC>").replace(b":25", b">25")

    assert bodies(text) == [BODY]


def test_a_short_header_ended_by_the_end_of_the_line_is_read() -> None:
    text = written((ISA[:-2], *SEGMENTS[1:])).replace(b"~", b"\n")

    assert bodies(text) == [BODY]


@pytest.mark.parametrize("first", [(ISA, GS), (GS,)])
def test_names_that_are_those_of_envelope_segments_open_nothing(first: tuple[str, ...]) -> None:
    names = "ISA*GS****MI*W1", "GE*ISA****MI*ISA", "ISA*ISA*ISA*ISA**ISA*ISA", "SE*ST*835*0001"
    claims = [f"NM1*QC*1*{name}" for name in names]
    text = written((*first, *SET[:9], *claims, "SE*14*0001", "GE*1*1"))

    assert len(read(text)[0].sets) == 1
    assert bodies(text)[0].count("\x1eNM1\x1dQC\x1d1\x1d") == len(["DOE", *names])


def test_procedures_may_be_parted_by_another_character_than_the_header_names() -> None:
    text = written().replace(b"HC:", b"HC>").replace(b":25", b">25")

    assert bodies(text) == [BODY]
    assert said(read(text)[0].findings) == [Said("other_component_separator", 1, ">", ":")]


def test_each_interchange_is_looked_at_for_how_it_parts_procedures() -> None:
    without_procedures = written((ISA, GS, *SET[:8], "SE*9*0001", "GE*1*1", "IEA*1*000000001"))
    text = without_procedures + written().replace(b"HC:", b"HC>").replace(b":25", b">25")

    assert bodies(text)[1] == BODY
    assert Said("other_component_separator", 14, ">", ":") in said(read(text)[0].findings)


def test_a_blank_in_place_of_the_component_separator_parts_no_words() -> None:
    text = written((ISA[:-1] + " ", *SEGMENTS[1:]))

    assert bodies(text) == [BODY]


def test_a_byte_order_mark_is_passed_over() -> None:
    text = b"\xef\xbb\xbf" + written()

    assert bodies(text) == [BODY]
    assert said(read(text)[0].findings) == [Said("byte_order_mark", 1, "EF BB BF", "ISA first")]


def test_text_before_the_header_is_passed_over() -> None:
    text = b"From: VISA*desk, re: ISA 2026\r\n\r\n" + written()

    assert bodies(text) == [BODY]
    assert said(read(text)[0].findings) == [Said("text_before_header", 1, "29 bytes", "ISA first")]


@pytest.mark.parametrize("first", [SET, (GS, *SET, "GE*1*1")])
def test_a_file_without_isa_starts_at_its_group_or_set(first: tuple[str, ...]) -> None:
    text = written(first)

    assert bodies(text) == [BODY]
    assert said(read(text)[0].findings) == [Said("no_interchange_header", 1, "no ISA", "ISA")]
    assert read(text)[0].segment_count == len(first)


@pytest.mark.parametrize("own", [b"~*>", b"|^:", b"\n*:", b"\x1e\x1d\x1f"])
def test_a_file_without_isa_shows_its_delimiters_in_st_and_svc(own: bytes) -> None:
    segment, element, component = (bytes([byte]) for byte in own)
    text = parted(written((GS, *SET)), segment, element, component)

    assert bodies(text) == [BODY]


def test_a_group_named_in_text_before_a_bare_set_is_not_its_group() -> None:
    text = b"GS-1 and GS*notes\n" + written(SET)

    assert bodies(text) == [BODY]
    assert read(text)[0].sets[0].first_segment_number == 1


def test_text_that_only_mentions_isa_and_st_is_refused() -> None:
    with pytest.raises(RefusedFile, match=r"^No X12 header \(ISA\)"):
        find_header(io.BytesIO(b"Dear VISA*holder, the ST*range is ISA: closed.\n" * 50))


@pytest.mark.parametrize("length", [3, 4, 50, 104, 105])
def test_a_header_that_breaks_off_is_refused(length: int) -> None:
    with pytest.raises(RefusedFile, match="ISA"):
        find_header(io.BytesIO(written()[:length]))


def test_a_first_header_too_damaged_to_read_does_not_hide_its_claims() -> None:
    damaged = written().replace(ISA.encode(), b"ISA*00*PAYER")

    with pytest.raises(RefusedFile, match="first ISA header"):
        find_header(io.BytesIO(damaged + written()))


def test_empty_segments_and_blanks_between_segments_are_no_segments() -> None:
    text = normalise(b"ST*835*1~~ ~\r\n  SE*2*1~", Delimiters(b"~", b"*", b":"))

    assert text == b"\x1eST\x1d835\x1d1\x1eSE\x1d2\x1d1"


def test_blanks_around_values_are_left_out_and_said_once() -> None:
    padded = written().replace(b"CLP*A1*1*120*0**", b"CLP * A1 * 1 * 120 * 0 **")
    padded = padded.replace(b"HC:99213:25*120", b" HC: 99213 :25 *120 ")

    envelope, _ = read(padded)
    assert bodies(padded) == [BODY]
    assert said(envelope.findings) == [Said("padded_values", 9, "a blank", "nothing to do", 1)]


def test_blanks_between_words_stay() -> None:
    text = written().replace(b"AURORA HEALTH~", b"AURORA  HEALTH ~")

    assert bodies(text) == [BODY.replace("AURORA HEALTH", "AURORA  HEALTH")]
