"""Laws of loading: a load judges what it touches alone, and all is as if it were judged anew.

The files are made up at random (tests/load/histories.py), and what comes later reaches back. Set
DENIALS_HISTORIES to try so many stores of several histories each, and not one.
"""

from __future__ import annotations

import os
import shutil
from functools import partial
from pathlib import Path
from random import Random

import pytest

from analytics import snapshots
from analytics.database import judging
from analytics.database.kept_sums import begin_sums
from analytics.database.marts_order import Order
from analytics.intake import x12
from analytics.load import limits, reading
from tests.given import a_claim, a_denied_claim, a_line, an_835
from tests.given_claims import a_277ca, a_billed_claim, a_billed_line, an_837, rejected
from tests.load.histories import files_of, loads_of
from tests.load.rebuilding import (
    NOTHING_EDITED,
    LoadedStore,
    ids_of_claims,
    ids_of_lines,
    unlike_after,
)
from tests.load.stores import QuickHouse, Store
from tests.load.test_information_requests import a_request

STORES = int(os.environ.get("DENIALS_HISTORIES", "1"))
# The team joins names that no file joins; or says that a reason denies nothing, and how long one
# may appeal.
EDITS = (
    {
        "payer_aliases": [
            {"payer_name_as_given": "RED HARBOR 1", "payer_name": "GREEN MESA 1"},
            {"payer_name_as_given": "GREEN MESA OF OHIO 0", "payer_name": "GREEN MESA 0"},
        ]
    },
    {
        "edited_rules": [{"carc_code": "97", "is_denial": "n"}],
        "edited_deadlines": [
            {"deadline_kind": "appeal", "days": "33", "counted_from": "remit_date"}
        ],
    },
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> LoadedStore:
    """A store of several histories, loaded at once."""
    store = LoadedStore(tmp_path_factory.mktemp("whole"))
    store.load(files_of(Random(7), 8, 6, has_fillers=True))
    return store


@pytest.mark.parametrize("seed", range(STORES))
def test_a_store_judged_load_by_load_is_the_store_judged_anew(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    files = files_of(rng, 4, 6, has_fillers=seed % 2 == 0)
    loads = loads_of(rng, files, (1, 6, 10))
    store = LoadedStore(tmp_path)
    claims: dict[tuple, int] = {}
    edited = NOTHING_EDITED
    for number, load in enumerate(loads):
        if number == 1 + seed % 3:
            store.begin_base()
        if number == len(loads) // 2:
            edited = {**edited, **EDITS[seed % 2]}
        store.load(load, edited, with_signals=True)
        # An id is given once, to one claim, and stays.
        with store.connected() as connection:
            found = ids_of_claims(connection)
        assert {place: found[place] for place in claims.keys() & found.keys()} == claims
        assert len(set(found.values())) == len(found)
        claims = found
        is_last = number == len(loads) - 1
        if is_last or number == 2:
            assert store.differences(with_signals=is_last) == {}, f"after load {number}"


def test_claims_judged_by_themselves_are_as_they_are_among_all(whole: LoadedStore) -> None:
    """Of claims closed over what may link them, every mart of scope claim; in slices, too."""
    order = Order.of_marts()
    with whole.connected() as connection:
        (claims,) = connection.execute(
            "select count(distinct claim_id) from marts.link_keys"
        ).fetchall()[0]
        for remainder, slice_count in ((0, 1), (1, 3)):
            connection.execute(
                "create or replace temp table touched_claims as with recursive touched as ("
                "  select distinct claim_id from marts.link_keys"
                "  where claim_id % 29 = $remainder"
                "  union select linked.claim_id from touched"
                "  inner join marts.link_keys as own on touched.claim_id = own.claim_id"
                "  inner join marts.link_keys as linked on own.link_key = linked.link_key"
                ") select claim_id from touched",
                {"remainder": remainder},
            )
            ((touched,),) = connection.execute(
                "select count(*) from temp.touched_claims"
            ).fetchall()
            assert 10 < touched < claims

            of_claims = [file.name for file in order.of_claims]
            begin_sums(connection, order.sums())
            judge = partial(judging._judge_slices, connection, order, slice_count)
            assert unlike_after(connection, of_claims, judge) == {}


def test_a_load_after_one_was_undone_is_the_load_without_it(store: Store, tmp_path: Path) -> None:
    """Loads A, B, undo, C leave what A, C leave: rows and ids."""
    other = Store(tmp_path / "other", tmp_path / "files")
    shutil.copytree(store.folder, other.folder)
    answer = an_835(a_claim("A9", icn="P9"), trace="T9")
    later = an_835(a_denied_claim("A9", icn="P9", status="22"), trace="T10", date="20260401")

    store.load_one("b.835", answer)
    snapshots.undo(store.folder)
    store.load_one("c.835", later)
    other.load_one("c.835", later)

    apart = {"loaded_at", "load_number"}
    one, two = (each.tables("marts", without=apart) for each in (store, other))
    assert one == two != {}


def test_who_speaks_in_acknowledgments_and_requests_may_become_another_payer_by_a_later_file(
    tmp_path: Path,
) -> None:
    store = LoadedStore(tmp_path)
    long_name = "BLUE LANTERN, INC."
    request = a_request("HL*4*3*PT~NM1*QC*1*MARKER*JANE****MI*M1~TRN*1*P5~STC*R4:287*20261110**1~")
    store.load(
        {
            "a.277": a_277ca(rejected("A1"), source=long_name),
            "b.277": request.replace("BLUE LANTERN", long_name),
        }
    )
    names = (
        "select payer_name from marts.submission_statuses"
        " union all select payer_name from marts.information_requests"
    )
    assert store.rows(names) == [(long_name,), (long_name,)]

    # One id (N104) makes them one payer, known by the shorter name.
    store.load(
        {
            "c.835": an_835(a_claim("X1"), payer=long_name, payer_id="BL1", trace="T1"),
            "d.835": an_835(a_claim("X2"), payer="BLUE LANTERN", payer_id="BL1", trace="T2"),
        }
    )

    assert store.rows(names) == [("BLUE LANTERN",), ("BLUE LANTERN",)]
    assert store.differences() == {}


def test_a_file_split_in_parts_and_batches_gives_its_claims_the_ids_it_gives_them_whole(
    quick_house: QuickHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    remittance = an_835(*(a_claim(f"C{n}", [a_line(), a_line("87880")]) for n in range(60)))
    claims = an_837(
        [a_billed_claim(f"D{n}") for n in range(40)], [a_billed_claim(f"E{n}") for n in range(40)]
    )
    extract = "Payer,Check Number,Check Date,Patient Account,Date of Service,CPT,Billed,Paid\n" + (
        "".join(f"ACME,CK{n % 7},2026-03-02,F{n},2026-02-02,99213,100,100\n" for n in range(50))
    )
    files = {"a.835": remittance, "no.txt": "nothing", "b.837": claims, "c.csv": extract}
    found = []
    for part_bytes, batch_bytes in ((1 << 20, 64 << 20), (500, 3_000)):
        monkeypatch.setattr(x12, "PART_BYTES", part_bytes)
        monkeypatch.setattr(x12, "BLOCK_BYTES", 4 * part_bytes)
        monkeypatch.setattr(reading, "BATCH_BYTES", batch_bytes)
        try:
            assert [report.status for report in quick_house.load(files)] == [
                "loaded", "refused", "loaded", "loaded",
            ]  # fmt: skip
            found.append(
                (ids_of_claims(quick_house.connection), ids_of_lines(quick_house.connection))
            )
        finally:
            quick_house.forget()
            quick_house.connection.execute("drop table temp.file_numbers")
    (claims_whole, lines_whole), (claims_in_parts, lines_in_parts) = found
    # Files are numbered as batches bring them; within its file each has its place.
    assert within_files(claims_in_parts, 28) == within_files(claims_whole, 28)
    assert within_files(lines_in_parts, 42) == within_files(lines_whole, 42)
    # 60 answered, 80 billed, 50 of the spreadsheet; two lines, and one each.
    assert (len(claims_whole), len(set(claims_whole.values()))) == (190, 190)
    assert (len(lines_whole), len(set(lines_whole.values()))) == (250, 250)
    # A line's id is that of its claim, and 14 bits for its place.
    assert all(
        line_id == (claims_whole[place[:-1]] << 14) + place[-1]
        for place, line_id in lines_whole.items()
    )


def within_files(ids: dict[tuple, int], bits: int) -> dict[tuple, int]:
    """Ids without the number of their file, which is one for each file and of no other."""
    numbers = {(place[0], an_id >> bits) for place, an_id in ids.items()}
    assert len({file_id for file_id, _ in numbers}) == len(numbers)
    assert len({number for _, number in numbers}) == len(numbers)
    return {place: an_id % (1 << bits) for place, an_id in ids.items()}


def test_a_claim_with_more_lines_than_ids_have_room_for_refuses_its_file(
    quick_house: QuickHouse,
) -> None:
    """14 bits hold 16,383 lines: the next would have the id of the next claim's first."""
    lines = [a_line(charge="1.00")] * 16_384
    over = quick_house.take({"over.835": an_835(a_claim("A1", lines), a_claim("A2"))})["over.835"]

    assert (over.report.status, over.row_count) == ("refused", 0)
    assert over.report.message == (
        "over.835 has a claim of 16,384 service lines, and a claim may have 16,383; the "
        "file was not loaded."
    )


def test_a_claim_of_as_many_lines_as_there_is_room_for_is_let_in(
    quick_house: QuickHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_LINES", 2)
    files = {
        f"{kind}{count}": text
        for count in (2, 3)
        for kind, text in (
            ("835 of ", an_835(a_claim("A1", [a_line()] * count))),
            ("837 of ", an_837(a_billed_claim("A1", [a_billed_line()] * count))),
        )
    }
    taken = quick_house.take(files)
    assert {name: one.report.status for name, one in taken.items()} == {
        "835 of 2": "loaded",
        "837 of 2": "loaded",
        "835 of 3": "refused",
        "837 of 3": "refused",
    }


@pytest.mark.parametrize("name", ["a.835", "a.csv"])
def test_a_file_longer_than_ids_have_room_for_is_refused(
    name: str, quick_house: QuickHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert limits.MOST_PLACES == 268_435_455
    texts = {
        "a.835": an_835(a_claim()),
        "a.csv": "Payer,Check Number,Check Date,Patient Account,Date of Service,CPT,Billed,Paid\n"
        "ACME,CK1,2026-03-02,A1,2026-02-02,99213,100,100\n",
    }
    # A remittance and its claim; the 835 has more segments.
    monkeypatch.setattr(limits, "MOST_PLACES", 2)
    assert quick_house.take({name: texts[name]})[name].report.status == (
        "loaded" if name == "a.csv" else "refused"
    )
    monkeypatch.setattr(limits, "MOST_PLACES", 1)
    taken = quick_house.take({name: texts[name]})[name]
    assert (taken.report.status, taken.row_count) == ("refused", 0)
    assert taken.report.message == (
        f"{name} is longer than the 1 segments or claims that a file may have; it was not "
        "loaded, so split it into several files."
    )
