"""No input does more than be refused, and what is cut off is never taken for the whole.

Files are taken in by the hundred, each telling of remittances of its own.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.load.remittances import a_file, a_set
from tests.load.stores import QuickHouse, Taken

CLAIMS = ["A", "B", "C", "D"]
GOOD = a_file(a_set("GOOD", paid=["Z"]))
# One changed letter makes a claim another of its remittance, or a remittance that of another file.
REPEATED = {"told_before", "repeated_claim", "told_with_other_money"}


def a_whole(number: int) -> bytes:
    """Two remittances, one paid, one of denials: its check of 0.00 adds up wherever it ends."""
    paid, denied = (
        a_set(f"P{number:04d}", paid=CLAIMS[:2]),
        a_set(f"D{number:04d}", denied=CLAIMS[2:]),
    )
    return a_file(paid, denied).encode()


WHOLE = a_whole(0)
FIRST_SE = WHOLE.index(b"SE*")
SECOND_SET = WHOLE.index(b"ST*835", FIRST_SE)
SECOND_SE = WHOLE.index(b"SE*", SECOND_SET)


def check_a_cut(cut: int, taken: Taken) -> None:
    """Refused with nothing left, or loaded with its closed remittances and a word on the rest."""
    if taken.report.status == "refused":
        assert taken.row_count == 0 and taken.report.message.endswith(".")
        return
    assert taken.report.status == "loaded"
    assert taken.claims[:2] == ["A", "B"]
    assert taken.report.claim_count == len(taken.claims)
    if cut <= SECOND_SET + len("S"):
        # Only the second set's first letter: what had been opened is not closed.
        assert "missing_trailer" in taken.finding_codes or "missing_se" in taken.finding_codes
    elif cut < SECOND_SE + len("SE"):
        assert "missing_se" in taken.finding_codes
    else:
        assert taken.claims == CLAIMS
        assert cut == len(WHOLE) - 1 or taken.finding_codes


def test_a_file_cut_at_any_byte_is_refused_or_says_what_it_lacks(quick_house: QuickHouse) -> None:
    cuts = {f"{cut}.835": a_whole(cut)[:cut] for cut in range(1, len(WHOLE))}

    taken = quick_house.take(cuts)
    assert len(taken) == len(WHOLE) - 1
    for cut in range(1, len(WHOLE)):
        check_a_cut(cut, taken[f"{cut}.835"])

    # Within the first remittance nothing loads before its money adds up: after the CLP of its last
    # claim (its line lacks, which is said), after all but the trailers, and after "SE".
    loaded = [cut for cut in range(1, len(WHOLE)) if taken[f"{cut}.835"].report.status == "loaded"]
    last_claim_ends = WHOLE.index(b"~", WHOLE.index(b"CLP*B")) + 1
    expected = [last_claim_ends, FIRST_SE, FIRST_SE + len("SE")]
    assert [cut for cut in loaded if cut < FIRST_SE + len("SE*")] == expected
    # Within the second, whose check is 0.00, ends of segments load and say that it is not closed.
    within = [cut for cut in loaded if SECOND_SET + 1 < cut < SECOND_SE + len("SE")]
    assert within and all(WHOLE[cut - 1] == ord("~") for cut in within)


damage = st.lists(
    st.tuples(
        st.integers(3, len(WHOLE) - 1),
        st.sampled_from(b"~*:^\n\r \x1d\x1e\x1f\x00SVCLPA\xe9\xff\xc309-."),
    ),
    min_size=1,
    max_size=10,
)


@given(st.lists(damage, min_size=20, max_size=40))
@settings(max_examples=4, deadline=None)
def test_damaged_files_are_refused_or_give_the_rows_they_count(
    quick_house: QuickHouse, damages: list[list[tuple[int, int]]]
) -> None:
    files = {}
    for number, places in enumerate(damages):
        text = bytearray(a_whole(number))
        for at, byte in places:
            text[at] = byte
        files[f"{number}.835"] = bytes(text)

    taken = quick_house.take({**files, "good.835": GOOD})
    for file in taken.values():
        left = len(file.claims) if file.report.status == "loaded" else file.row_count
        is_repeated = not REPEATED.isdisjoint(file.finding_codes)
        assert (
            left == (file.report.claim_count if file.report.status == "loaded" else 0)
            or is_repeated
        )
    assert taken["good.835"].claims == ["Z"]


openings = st.sampled_from(
    [b"", WHOLE[:106], WHOLE[:SECOND_SET], b"ST*835*1~", b"a,b\n", b"PK\x03\x04"]
)


@given(
    st.lists(st.builds(bytes.__add__, openings, st.binary(max_size=300)), min_size=10, max_size=20)
)
@settings(max_examples=4, deadline=None)
def test_random_bytes_are_refused_in_a_sentence_or_loaded(
    quick_house: QuickHouse, texts: list[bytes]
) -> None:
    files = {f"{number}.bin": text for number, text in enumerate(texts)}

    taken = quick_house.take({**files, "good.835": GOOD})
    for file in taken.values():
        if file.report.status == "refused":
            assert file.row_count == 0 and not file.finding_codes
            assert file.report.message.endswith(".") and "\n" not in file.report.message
    assert taken["good.835"].claims == ["Z"]
