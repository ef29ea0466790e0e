"""edi-835-parser: a folder of files of one transaction set each into a frame and a DuckDB file.

Runs in an environment of its own: `python edi_835_parser_load.py FOLDER_OF_FILES FOLDER`. The
parser wants one payer per file, so the file is handed to it set by set.
"""

import json
import sys
import time
import warnings
from pathlib import Path

import duckdb
import edi_835_parser


def main() -> None:
    """Parse, load, and count what is there."""
    files, folder = sys.argv[1], Path(sys.argv[2])
    warnings.simplefilter("ignore")
    started = time.perf_counter()
    sets = edi_835_parser.parse(files)
    parsed = time.perf_counter() - started
    lines = sets.to_dataframe()
    path = folder / "edi_835_parser.duckdb"
    connection = duckdb.connect(str(path))
    connection.execute("create table lines as select * from lines")
    connection.close()
    seconds = time.perf_counter() - started
    adjusted = [
        column for column in lines if column.startswith("adj_") and column.endswith("_code")
    ]
    remarked = [
        column for column in lines if column.startswith("rem_") and column.endswith("_code")
    ]
    rows = {
        "claims": sets.count_claims(),
        "lines": len(lines),
        "adjustments": int(lines[adjusted].notna().sum().sum()),
        "remarks": int(lines[remarked].notna().sum().sum()),
    }
    size = path.stat().st_size / 1e6
    print(json.dumps({"seconds": seconds, "parsed": parsed, "rows": rows, "megabytes": size}))


if __name__ == "__main__":
    main()
