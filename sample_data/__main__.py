"""Command line: ``python -m sample_data --out FOLDER [--seed N] [--ledger FILE]``."""

import argparse
from pathlib import Path

from sample_data import DEFAULT_SEED, write_sample_files


def main() -> None:
    """Write the sample files and, where asked, the truth about them."""
    parser = argparse.ArgumentParser(prog="python -m sample_data", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, metavar="N")
    parser.add_argument(
        "--ledger", type=Path, metavar="FILE", help="CSV of all lines; files go to FILE_files.csv"
    )
    options = parser.parse_args()
    ledger = write_sample_files(options.out, options.seed)
    if options.ledger:
        ledger.lines.to_csv(options.ledger, index=False)
        files = options.ledger.with_name(f"{options.ledger.stem}_files.csv")
        ledger.files.to_csv(files, index=False)
    print(f"{len(ledger.files)} files, {len(ledger.lines)} lines in the ledger")


if __name__ == "__main__":
    main()
