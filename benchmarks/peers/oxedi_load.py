"""oxedi: parse a file and put its Arrow tables into a DuckDB file; prints JSON like our own load.

Runs in an environment of its own: `python oxedi_load.py FILE FOLDER`.
"""

import json
import sys
import time
from pathlib import Path

import duckdb
import oxedi


def main() -> None:
    """Parse, load, and count what is there."""
    file, folder = sys.argv[1], Path(sys.argv[2])
    started = time.perf_counter()
    result = oxedi.parse_file(file)
    parsed = time.perf_counter() - started
    path = folder / "oxedi.duckdb"
    connection = duckdb.connect(str(path))
    rows = {}
    for name in result.tables:
        rows_of_table = result.tables[name]
        connection.execute(f'create table "{name}" as select * from rows_of_table')
        rows[name] = len(rows_of_table)
    connection.close()
    seconds = time.perf_counter() - started
    size = path.stat().st_size / 1e6
    print(json.dumps({"seconds": seconds, "parsed": parsed, "rows": rows, "megabytes": size}))


if __name__ == "__main__":
    main()
