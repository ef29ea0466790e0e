"""Every raw row knows its segment, and a set gives the same rows however it is cut into parts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.intake import x12
from analytics.intake.envelopes import SetPart
from tests.queries_raw.raw_house import RawHouse, Row, parts_of

HEAD = ["ISA*00*          *00*          *ZZ*A              *ZZ*B              *261001*1200*^*00501"
        "*000000001*0*P*:", "GS*HP*A*B*20261001*1200*1*X*005010X221A1"]  # fmt: skip
SET_HEAD = ["ST*835*1", "BPR*I*0", "TRN*1*T*1", "N1*PR*AURORA", "LX*1"]
LINE = ["SVC*HC:99213*10*0", "DTM*472*20261001", "CAS*CO*45*1**16*2*3", "REF*6R*1", "LQ*HE*N1"]
CLAIM = ["NM1*QC*1*DOE*JANE", "CAS*PR*1*1", "MOA***MA01", "AMT*I*1", "REF*F8*R", "DTM*232*20261001"]


def a_set(number: int, shape: list[list[int]]) -> list[str]:
    """A set of claims; each claim lists how many segments each of its lines has."""
    segments = [*SET_HEAD]
    for claim_number, lines in enumerate(shape):
        segments += [f"CLP*S{number}C{claim_number}*1*10*0**12*P", *CLAIM[: len(lines) + 1]]
        for length in lines:
            segments += LINE[:length]
        segments += [f"LX*{claim_number + 2}"]
    segments += ["PLB*1*20261231*WO:1*1*L6*2"]
    return [*segments, f"SE*{len(segments) + 1}*1"]


def a_file(shapes: list[list[list[int]]]) -> list[str]:
    sets = [segment for number, shape in enumerate(shapes) for segment in a_set(number, shape)]
    return [*HEAD, *sets, f"GE*{len(shapes)}*1", "IEA*1*000000001"]


shapes = st.lists(
    st.lists(st.lists(st.integers(1, 5), max_size=4), max_size=6), min_size=1, max_size=3
)


def text_of(segments: list[str]) -> bytes:
    return "".join(f"{segment}~" for segment in segments).encode()


@given(shapes)
@settings(max_examples=10, deadline=None)
def test_every_row_stands_where_its_segment_stands(
    raw_house: RawHouse, shapes: list[list[list[int]]]
) -> None:
    segments = a_file(shapes)

    rows = raw_house.read(text_of(segments))

    def places(table: str) -> list[int]:
        return sorted({row["segment_number"] for row in rows[table]})

    def all_of(*ids: str) -> list[int]:
        """Where segments of these ids stand in the file; the first is number 1."""
        return [n for n, segment in enumerate(segments, 1) if segment.split("*")[0] in ids]

    assert places("remittances") == all_of("ST")
    assert places("claims") == all_of("CLP")
    assert places("lines") == all_of("SVC")
    assert places("adjustments") == all_of("CAS")
    assert places("remarks") == all_of("LQ", "MOA")
    assert places("provider_adjustments") == all_of("PLB")
    # A CAS under SVC has two triplets here, one under CLP has one.
    lines_with_cas = sum(length >= 3 for shape in shapes for claim in shape for length in claim)
    claims_with_cas = sum(len(claim) >= 1 for shape in shapes for claim in shape)
    assert len(rows["adjustments"]) == 2 * lines_with_cas + claims_with_cas


@given(shapes=shapes, part_bytes=st.integers(1, 400), seed=st.integers(0, 9))
@settings(max_examples=10, deadline=None)
def test_a_set_gives_the_same_rows_however_it_is_cut(
    raw_house: RawHouse, shapes: list[list[list[int]]], part_bytes: int, seed: int
) -> None:
    text = text_of(a_file(shapes))
    whole = raw_house.read(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(x12, "PART_BYTES", part_bytes)
        patch.setattr(x12, "BLOCK_BYTES", part_bytes)
        patch.setattr(x12, "HELD_BACK_BYTES", 600)
        parts = parts_of(text)
    assert raw_house.rows_of(batches_of(parts, random.Random(seed))) == whole


def batches_of(parts: list[SetPart], chance: random.Random) -> list[list[SetPart]]:
    """The parts in batches; a database may take the parts of a batch in any order."""
    batches = []
    while parts:
        size = chance.randint(1, 12)
        batches.append(chance.sample(parts[:size], len(parts[:size])))
        parts = parts[size:]
    return batches


def test_a_line_before_any_claim_is_nobodys_and_keeps_its_place(raw_house: RawHouse) -> None:
    segments = [*HEAD, "ST*835*1", "CAS*CO*45*1", *LINE, *LINE, "CLP*A*1*1*1", "SE*13*1"]

    rows = raw_house.read(text_of(segments))

    stray: list[Row] = [
        {"transaction_set_number": 1, "segment_number": 4, "segment_id": "CAS"},
        {"transaction_set_number": 1, "segment_number": 5, "segment_id": "SVC"},
        {"transaction_set_number": 1, "segment_number": 10, "segment_id": "SVC"},
    ]
    assert rows["stray_lines"] == stray
    assert [claim["segment_number"] for claim in rows["claims"]] == [15]
    assert rows["lines"] == rows["adjustments"] == rows["remarks"] == []


def test_a_claim_may_be_numbered_like_a_segment(raw_house: RawHouse) -> None:
    """CLP01 is a practice's own number: CAS there opens no adjustment, LQ no remark."""
    claims = ["CLP*CAS*1*10*0**12*P", "CLP*LQ*HE*N1", "CLP*PLB*1*WO:1*5"]
    segments = [*HEAD, *SET_HEAD, *claims, "CAS*CO*45*10", "SE*10*1"]

    rows = raw_house.read(text_of(segments))

    assert [claim["patient_control_number"] for claim in rows["claims"]] == ["CAS", "LQ", "PLB"]
    assert [row["segment_number"] for row in rows["adjustments"]] == [11]
    assert rows["remarks"] == rows["provider_adjustments"] == []


def test_of_several_alike_the_first_of_a_loop_counts_that_says_something(
    raw_house: RawHouse,
) -> None:
    """A REF of a line is not its claim's; REF*F8 with nothing after it is passed over."""
    claim = ["CLP*A*1*10*0", "REF*F8", "REF*F80*X", "REF*F8*FIRST*MORE", "REF*F8*SECOND"]
    lines = ["SVC*HC:99213*5*0", "REF*6R*L1", "SVC*HC:99214*5*0", "REF*F8*OF A LINE"]
    later = ["CLP*B*1*10*0", "SVC*HC:99213*10*0", "REF*F8*OF A LINE", "REF*6R**EMPTY", "REF*6R*L3"]
    segments = [*HEAD, *SET_HEAD, *claim, *lines, *later, "SE*20*1"]

    rows = raw_house.read(text_of(segments))

    assert [claim.get("original_reference_number") for claim in rows["claims"]] == ["FIRST", None]
    assert [line.get("line_control_number") for line in rows["lines"]] == ["L1", None, None]


def test_values_of_any_length_and_letters_are_read_whole(raw_house: RawHouse) -> None:
    """Databases keep values of up to twelve bytes otherwise than longer ones (an É has two)."""
    lengths = (1, 3, 4, 5, 11, 12, 13, 40)
    values = [*("X" * length for length in lengths), "MÜLLER", "É" * 6, "É" * 7]
    segments = [*HEAD, *SET_HEAD]
    for value in values:
        segments += [f"CLP*{value}*1*10*0", f"REF*F8*{value}", f"NM1*82*1*{value}"]

    rows = raw_house.read(text_of([*segments, "SE*50*1"]))

    for column in ("patient_control_number", "original_reference_number"):
        assert [claim[column] for claim in rows["claims"]] == values
    assert {claim["rendering_provider_name"] for claim in rows["claims"]} == set(values)


def test_triplets_and_pairs_beyond_the_sixth_are_not_dropped(raw_house: RawHouse) -> None:
    cas = "CAS*CO" + "".join(f"*{code}*1*" for code in range(1, 9))
    plb = "PLB*1*20261231" + "".join(f"*WO:{code}*1" for code in range(1, 9))

    rows = raw_house.read(text_of([*HEAD, "ST*835*1", "CLP*A*1*8*0", cas, plb, "SE*5*1"]))

    assert [row["carc_code"] for row in rows["adjustments"]] == list("12345678")
    assert [row["reference_id"] for row in rows["provider_adjustments"]] == list("12345678")


@pytest.mark.parametrize(
    ("reference", "kept"),
    [
        ("12026001234567800", "12026001234567800"),
        # Positions 1 to 19 are Medicare's number of the claim; then ours, or the patient's.
        ("12026001234567800  ACC-1", "12026001234567800  ACC-1"),
        ("12026001234567800  123456789012", "12026001234567800  123456789012"),
        ("12026001234567800  1EG4TE5MK73", "12026001234567800"),
        ("12026001234567800  1eg4te5mk73 ", "12026001234567800"),
        ("12026001234567800021EG4TE5MK73", "1202600123456780002"),
        ("12026001234567800  123456789A", "12026001234567800"),
        ("12026001234567800  123456789C1", "12026001234567800"),
        ("1EG4TE5MK73", None),
        ("123456789A", "123456789A"),  # too short for the patient's place: a number of the payer
    ],
)
def test_the_medicare_number_of_a_patient_is_not_kept_of_a_provider_adjustment(
    raw_house: RawHouse, reference: str, kept: str | None
) -> None:
    plb = f"PLB*1*20261231*WO:{reference}*10"

    rows = raw_house.read(text_of([*HEAD, "ST*835*1", "CLP*A*1*8*0", plb, "SE*5*1"]))

    (only,) = rows["provider_adjustments"]
    assert (only.get("reference_id"), only["amount"]) == (kept, "10")


def test_a_cas_with_holes_gives_only_the_triplets_it_has(raw_house: RawHouse) -> None:
    rows = raw_house.read(
        text_of([*HEAD, "ST*835*1", "CLP*A*1*8*0", "CAS*CO****45*8", "CAS*PR", "SE*5*1"])
    )

    (only,) = rows["adjustments"]
    assert (only["adjustment_number"], only["carc_code"], only["amount"]) == (2, "45", "8")


def test_empty_segments_and_bare_ids_hurt_nobody(raw_house: RawHouse) -> None:
    rows = raw_house.read(
        text_of([*HEAD, "ST*835*1", "BPR", "TRN", "N1", "CLP", "CLP*A", "SVC*", "CAS*", "SE*9*1"])
    )

    assert [row.get("patient_control_number") for row in rows["claims"]] == ["A"]
    assert [row["segment_number"] for row in rows["lines"]] == [9]
