"""Judging a set of linked claims: the SQL files as they stand, over the rows of those claims alone.

A mart of scope "claim" has rows that depend on the rows of linked claims and on marts of scope
"store" that come before it (payers, rules). So a set of claims that is closed over everything that
may link (queries/judging, marts.link_keys) is judged in a second database in memory, `part`, whose
`staging` holds the rows of these claims; then their rows in the marts are replaced. A small load
hands over the claims it touches; a rebuild, or a large load, one slice of the store after another.
"""

from __future__ import annotations

from datetime import date

from analytics.database.changed_lists import RULES, keep_rules_before, note_changed_rules
from analytics.database.connection import Connection, statement_of
from analytics.database.judged_elsewhere import (
    Elsewhere,
    judge_into_parts,
    slices_in_hand,
    slices_judged,
)
from analytics.database.judged_part import PART, current_database, judged_part, tables_of
from analytics.database.kept_sums import (
    add_sums,
    ask_again,
    begin_sums,
    keep_sums_before,
    no_sums_before,
)
from analytics.database.marts_order import LINK_KEYS, Order, is_of_lists
from analytics.database.merged_slices import MartsMerged
from analytics.database.on_base import add_rows, replace_rows, replace_table
from analytics.database.raw_columns import raw_columns
from analytics.database.raw_tables import file_numbers
from analytics.database.signal_sums import update_payer_weeks
from analytics.database.slices import cut_slices, slices_of
from analytics.sql_files import QUERIES, SqlFile, read_sql_file

# What a load adds may change these, and with them what of other claims must be judged again.
_BEFORE = ("payers", "clients", "answered_sets")
_NO_FILE = 1 << 34  # beyond the number of any file
_claim_key_of: dict[str, str] = {}  # by the text of a mart's file
_CLAIM_KEYS = ("submitted_claim_id", "claim_id", "linked_claim_id", "chain_number")


def judge_load(
    connection: Connection, is_edited: bool = False, elsewhere: Elsewhere | None = None
) -> list[date]:
    """Judge what the files of this load touch: their claims, and all that are linked with them.

    With `is_edited` also, and where no file came in only, what the team's lists decide otherwise.
    `elsewhere` judges slices of them, where they are many.
    The marts and functions of the snapshot before are there, and the raw rows of the load. Gives
    the remit weeks of the lines that changed, as they were and as they are.
    """
    first_claim_id = _first_claim_id(connection)
    order = Order.of_marts()
    if is_edited:
        keep_rules_before(connection)
    for name in _BEFORE:
        connection.execute(f"create or replace temp table earlier_{name} as from marts.{name}")
    for file in (*order.before, *order.after):
        is_before = file in order.before and (is_edited or not is_of_lists(file))
        if is_before or (is_edited and file.name in RULES):
            _make_anew(connection, file)
    note_changed_rules(connection, is_edited)
    _add_link_keys(connection, first_claim_id)
    _find_touched(connection, first_claim_id)
    begin_sums(connection, order.sums())
    weeks = _judge_slices(connection, order, elsewhere=elsewhere)
    for file in order.after:
        if file.again:
            ask_again(connection, file)
        elif not file.adds and file.name not in ("marts.payer_week_counts", "marts.payer_weeks"):
            _make_anew(connection, file)
    update_payer_weeks(connection, weeks)
    return weeks


def _find_touched(connection: Connection, first_claim_id: int) -> None:
    """Put the claims to be judged again into temp.touched_claims, with all that may be linked."""
    first, linked = (
        read_sql_file(QUERIES / "judging" / f"{name}.sql").text.rstrip("; \n")
        for name in ("touched_claims", "linked_claims")
    )
    given = {"first_claim_id": first_claim_id}
    connection.execute(f"create or replace temp table touched_claims as {first}", given)
    connection.execute("create or replace temp table found_last as from temp.touched_claims")
    while connection.execute("from temp.found_last limit 1").fetchall():
        connection.execute(f"create or replace temp table found_last as {linked}")
        connection.execute("insert into temp.touched_claims from temp.found_last")


def judge_all(
    connection: Connection, slice_count: int, elsewhere: Elsewhere | None = None
) -> MartsMerged | None:
    """Judge every claim, slice by slice, into the empty schema marts.

    What workers told of them, where they have written them as parts.
    """
    order, store = Order.of_marts(), current_database(connection)
    for file in (*order.before, read_sql_file(QUERIES / "3_marts" / "link_keys.sql")):
        connection.execute(f"create table {file.name} as {statement_of(file)}")
    connection.execute(
        "create or replace temp table touched_claims as"
        " select distinct claim_id from marts.link_keys"
    )
    told = _judge_into_parts(connection, order, elsewhere) if elsewhere else None
    if not told:
        _judge_slices(connection, order, slice_count, is_anew=True, elsewhere=elsewhere)
    there = {f"marts.{name}" for name in tables_of(connection, store, "marts")}
    for file in order.after:
        if file.name not in there:  # else workers have told what their slices add up to
            connection.execute(f"create table {file.name} as {statement_of(file)}")
    return told


def _judge_into_parts(
    connection: Connection, order: Order, elsewhere: Elsewhere
) -> MartsMerged | None:
    """Judge the claims of temp.touched_claims into parts, if there are enough for that."""
    ((claim_count,),) = connection.execute("select count(*) from temp.touched_claims").fetchall()
    slice_count, merging = elsewhere.slice_count_of(claim_count), elsewhere.merging
    if not slice_count or not merging or not merging.has_parts(claim_count):
        return None
    return judge_into_parts(connection, order, elsewhere, merging, slice_count)


def _judge_slices(
    connection: Connection,
    order: Order,
    slice_count: int | None = None,
    is_anew: bool = False,
    elsewhere: Elsewhere | None = None,
) -> list[date]:
    """Judge the claims of temp.touched_claims, slice by slice if they are many.

    Gives the remit weeks of their lines before and after.
    """
    ((claim_count,),) = connection.execute("select count(*) from temp.touched_claims").fetchall()
    if elsewhere and (count := elsewhere.slice_count_of(claim_count)):
        return _judge_elsewhere(connection, order, count, is_anew, elsewhere)
    if slice_count is None:
        slice_count = slices_of(claim_count)
    if slice_count == 1:
        return _judge_claims(connection, order, is_anew)
    cut_slices(connection, slice_count)
    weeks: set[date] = set()
    for number in range(slice_count):
        connection.execute(
            "create or replace temp table touched_claims as"
            " select claim_id from temp.claim_slices where slice_number = $number",
            {"number": number},
        )
        weeks.update(_judge_claims(connection, order, is_anew, number == 0))
    return sorted(weeks)


def _judge_elsewhere(
    connection: Connection, order: Order, slice_count: int, is_anew: bool, elsewhere: Elsewhere
) -> list[date]:
    """The same, by the workers of an engine: slices are taken in as they are judged."""
    weeks: set[date] = set()
    is_first = True
    for judged in slices_judged(connection, order, elsewhere, slice_count):
        with slices_in_hand(connection, judged):
            weeks.update(_take_in(connection, order, is_anew, is_first))
        is_first = False
    return sorted(weeks)


def _judge_claims(
    connection: Connection, order: Order, is_anew: bool, is_first: bool = True
) -> list[date]:
    """Judge the claims of temp.touched_claims here, and take their rows in."""
    store = current_database(connection)
    alike = None if is_anew and is_first else store
    with judged_part(connection, order, store, _raw_of_touched(connection, store), alike):
        return _take_in(connection, order, is_anew, is_first)


def _take_in(connection: Connection, order: Order, is_anew: bool, is_first: bool) -> list[date]:
    """Put the rows of the database `part` in the place of those that the touched claims had.

    Gives the remit weeks of the lines before and after; none where all are judged (`is_anew`), and
    sums made afterwards. With the first of those (`is_first`) the marts are still to be made.
    """
    if is_anew:
        _take_in_anew(connection, order, is_first)
        return []
    weeks = read_sql_file(QUERIES / "judging" / "touched_weeks.sql").text
    before = connection.execute(weeks).fetchall()
    keys = {file.name: _claim_key(connection, file) for file in order.of_claims}
    are_new = _are_new(connection)
    if are_new:
        no_sums_before(connection, order.sums())
    else:
        keep_sums_before(connection, order.sums(), keys)
    connection.execute("begin")
    for file in order.of_claims:
        replace_rows(connection, file.path.stem, PART, keys[file.name], are_new)
    for file in order.sums():
        add_sums(connection, file, PART)
    connection.execute("commit")
    after = connection.execute(weeks).fetchall()
    return sorted({week for (week,) in (*before, *after)})


def _take_in_anew(connection: Connection, order: Order, is_first: bool) -> None:
    """Put the rows of the database `part` beside those that are there: no claim has any yet."""
    connection.execute("begin")
    for file in order.of_claims:
        rows = f"from {PART}.{file.name}"
        if is_first:
            connection.execute(f"create table {file.name} as {rows}")
        else:
            connection.execute(f"insert into {file.name} by name {rows}")
    connection.execute("commit")


def _raw_of_touched(connection: Connection, store: str) -> dict[str, str]:
    """What files said of the touched claims; of what speaks of no claim alone, of their sets."""
    sets = read_sql_file(QUERIES / "judging" / "set_ids.sql").text
    connection.execute(f"create or replace temp table touched_sets as {sets}")
    rows = {}
    for table, columns in raw_columns().items():
        of = ""
        if "claim_id" in columns:
            of = "where claim_id in (select claim_id from temp.touched_claims)"
        elif "set_id" in columns:
            of = "where set_id in (select set_id from temp.touched_sets)"
        rows[table] = f'from "{store}".{table} {of}'
    return rows


def _first_claim_id(connection: Connection) -> int:
    """The lowest number that a claim of this load's files may have: all before have lower ones."""
    return min(file_numbers(connection).values(), default=_NO_FILE) << 28


def _are_new(connection: Connection) -> bool:
    """Whether all touched claims came with this load: no mart has a row of one."""
    lowest = connection.execute("select min(claim_id) from temp.touched_claims").fetchall()[0][0]
    return lowest is not None and lowest >= _first_claim_id(connection)


def _claim_key(connection: Connection, file: SqlFile) -> str:
    """The column of a mart of claims by which it holds the touched ones."""
    if file.text not in _claim_key_of:
        columns = [row[0] for row in connection.execute(f"describe {file.name}").fetchall()]
        _claim_key_of[file.text] = next(key for key in _CLAIM_KEYS if key in columns)
    return _claim_key_of[file.text]


def _add_link_keys(connection: Connection, first_claim_id: int) -> None:
    """What may link the claims that came in."""
    file = read_sql_file(QUERIES / "3_marts" / "link_keys.sql")
    add_rows(
        connection,
        LINK_KEYS,
        f"from ({statement_of(file)}) where claim_id >= $first_claim_id",
        {"first_claim_id": first_claim_id},
    )


def _make_anew(connection: Connection, file: SqlFile) -> None:
    replace_table(connection, file.name, statement_of(file))
