"""Whether two stores hold the same: every mart, signal and sum, row by row, both ways."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from analytics import database, snapshots
from analytics.database import Connection

SCHEMAS = ("marts", "signals", "sums")
# Numbers within one run of the queries, which nothing reads afterwards, and the hour of a load.
OF_THE_RUN = {"mention_number", "part_number", "loaded_at"}


def unlike(one: Path, other: Path, without: set[str] | None = None) -> dict[str, tuple[int, int]]:
    """Tables in which two stores differ: rows that only the one has, and only the other.

    `without` are columns that may differ beside those of the run.
    """
    ways = OF_THE_RUN | (without or set())
    files = [snapshots.current_files(store) for store in (one, other)]
    assert files[0] and files[1]
    found = {}
    with closing(database.connect(files[0])) as own, closing(database.connect(files[1])) as others:
        tables = [tables_of(each) for each in (own, others)]
        for name in {*tables[0]} ^ {*tables[1]}:
            found[name] = (name in tables[0], name in tables[1])
        for name in sorted({*tables[0]} & {*tables[1]}):
            if counts := _unlike(own, others, name, ways):
                found[name] = counts
    return found


def tables_of(connection: Connection) -> dict[str, list[str]]:
    """The relations of marts, signals and sums, with their columns."""
    columns = database.relation_columns(connection)
    return {name: own for name, own in columns.items() if name.split(".")[0] in SCHEMAS}


def _unlike(
    one: Connection, other: Connection, name: str, without: set[str]
) -> tuple[int, int] | None:
    columns = [row[0] for row in one.execute(f"describe {name}").fetchall()]
    if columns != [row[0] for row in other.execute(f"describe {name}").fetchall()]:
        return (-1, -1)
    listed = ", ".join(f'"{column}"' for column in columns if column not in without)
    # A sum of hashes tells whether there is anything to look for.
    rows = f"select {listed} from {name}"
    question = f"select count(*), sum(hash(said)::hugeint) from ({rows}) as said"
    if one.execute(question).fetchall() == other.execute(question).fetchall():
        return None
    with closing(database.connect(None)) as both:
        both.register("one", one.sql(rows).to_arrow_table())
        both.register("other", other.sql(rows).to_arrow_table())
        ((gone,),) = both.execute(
            "select count(*) from (from one except all from other)"
        ).fetchall()
        ((come,),) = both.execute(
            "select count(*) from (from other except all from one)"
        ).fetchall()
    return gone, come
