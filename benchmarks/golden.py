"""Golden master: is every answer what it was before a change?

`python -m benchmarks golden dump FOLDER` keeps the answer to every question, asked in many ways, of
the sample, of tests/cases and of tests/story.py (and of so many invented lines: `--lines 1000000`),
each a Parquet file. `compare FOLDER` loads, judges and asks anew with the code as it is now, and
tells what differs. `--store PATH` takes a store that is loaded already, a folder or one database,
in place of those; `compare --store PATH --against PATH` holds two of them against each other.
It ends with 1 where rows or columns differ; an order that differs is told only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from analytics import database
from benchmarks.golden_questions import Plan, answers, plan_of
from benchmarks.golden_rows import EQUAL, ROWS, Difference, compare_answers, is_key
from benchmarks.golden_stores import Maker, database_of, makers
from benchmarks.machine import ROOT

Found = dict[str, dict[str, Difference | None]]  # question → how asked → what differs; None: new


def main(words: Sequence[str]) -> int:
    """Do what the words ask; 0 where nothing differs."""
    parser = _parser()
    given = parser.parse_args(words)
    asked = frozenset(given.questions)
    if given.what == "dump":
        return dump(given.folder, makers(given.store, given.lines), asked)
    if bool(given.folder) == bool(given.against) or (given.against and not given.store):
        parser.error("compare takes a folder, or --store with --against")
    if given.against:
        found = compare_stores(given.store, given.against, given.ignore_columns or (), asked)
    else:
        found = compare(given, asked)
    return _tell(found, is_strict=given.ignore_columns is None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks golden", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    actions = parser.add_subparsers(dest="what", required=True)
    for name, words in (("dump", "keep every answer"), ("compare", "ask again and compare")):
        command = actions.add_parser(name, help=words)
        command.add_argument("folder", type=Path, nargs="?" if name == "compare" else None)
        command.add_argument("--store", type=Path, help="a store that is loaded already")
        command.add_argument("--questions", nargs="+", default=[], help="only these")
    actions.choices["dump"].add_argument("--lines", type=int, default=0, help="invented lines (0)")
    command = actions.choices["compare"]
    command.add_argument("--against", type=Path, help="another store, in place of a folder")
    command.add_argument("--only", nargs="+", default=[], metavar="STORE", help="of the folder")
    command.add_argument(
        "--ignore-columns",
        nargs="*",
        metavar="COLUMN",
        help="leave these out; if none is named, columns of one side only are no difference",
    )
    return parser


def dump(folder: Path, stores: Mapping[str, Maker], asked: frozenset[str]) -> int:
    """Keep every answer of these stores, and what was asked of them."""
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty.")
    plans = {}
    for store, make in stores.items():
        (folder / store).mkdir(parents=True)
        started, count = time.process_time(), 0
        with TemporaryDirectory() as work, database.connect(make(Path(work))) as connection:
            plan = plan_of(connection)
            for question, way, rows in answers(connection, plan, asked):
                _write(folder / store / f"{question}.{way}.parquet", rows)
                count += 1
        plans[store] = plan.as_json()
        print(f"{store}: {count} answers kept, {time.process_time() - started:.1f} CPU s")
    meta = {"commit": _commit(), "plans": plans}
    (folder / "meta.json").write_text(json.dumps(meta, indent=1), encoding="utf-8")
    return 0


def _write(path: Path, rows: pd.DataFrame) -> None:
    """An answer with its rows sorted, keys of ours last, and the place each row had."""
    order = sorted(rows.columns, key=lambda name: is_key(name, rows[name]))
    rows.assign(row_order=range(len(rows))).sort_values([*order, "row_order"]).to_parquet(
        path, index=False
    )


def _read(path: Path) -> pd.DataFrame:
    """An answer as it was given."""
    rows = pd.read_parquet(path).sort_values("row_order", ignore_index=True)
    return rows.drop(columns="row_order")


def _commit() -> str:
    """The commit of the code, and whether it was changed since."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    return said.stdout.strip() or "unknown"


def compare(given: argparse.Namespace, asked: frozenset[str]) -> Found:
    """Hold what was kept against the answers of the code as it is now."""
    meta = json.loads((given.folder / "meta.json").read_text(encoding="utf-8"))
    print(f"Before: {meta['commit']}; now: {_commit()}")
    found: Found = defaultdict(dict)
    for store, plan in meta["plans"].items():
        if given.only and store not in given.only:
            continue
        make = makers(given.store, _line_count(store)).get(store)
        if make is None:
            raise SystemExit(f"{store} of {given.folder} cannot be held against that store.")
        kept = {path.stem: path for path in (given.folder / store).glob("*.parquet")}
        with TemporaryDirectory() as work, database.connect(make(Path(work))) as connection:
            for question, way, rows in answers(connection, Plan(**plan), asked):
                path = kept.pop(f"{question}.{way}", None)
                found[question][f"{store}, {way}"] = (
                    compare_answers(_read(path), rows, given.ignore_columns or ()) if path else None
                )
        for name in sorted(kept):
            question, _, way = name.partition(".")
            if not asked or question.removesuffix("_measured") in asked:
                found[question][f"{store}, {way}"] = Difference(ROWS, rows=["not asked any more"])
    return found


def _line_count(store: str) -> int:
    """How many lines were invented for a store of this name."""
    return int(store.removeprefix("lines_")) if store.startswith("lines_") else 0


def compare_stores(
    before: Path, after: Path, ignored: Sequence[str], asked: frozenset[str] = frozenset()
) -> Found:
    """Hold two loaded stores against each other."""
    found: Found = defaultdict(dict)
    with (
        database.connect(database_of(before)) as one,
        database.connect(database_of(after)) as other,
    ):
        plan = plan_of(one)
        told = {(question, way): rows for question, way, rows in answers(one, plan, asked)}
        for question, way, rows in answers(other, plan, asked):
            known = told.pop((question, way), None)
            found[question][way] = None if known is None else compare_answers(known, rows, ignored)
        for question, way in told:
            found[question][way] = Difference(ROWS, rows=["only the first store can be asked so"])
    return found


def _tell(found: Found, is_strict: bool) -> int:
    """Print each question with what differs; 1 where rows do, or where it counts, columns."""
    faults = 0
    for question, ways in found.items():
        differing = {way: e for way, e in ways.items() if e is not None and not e.is_equal}
        lines = [line for way in list(differing)[:1] for line in _lines_of(way, differing[way])]
        lines += [f"{way}: {_verdict(each)}" for way, each in list(differing.items())[1:]]
        told = {_verdict(each) for each in ways.values()} - {EQUAL}
        print(f"{question}: {', '.join(sorted(told)) or 'equal'} ({len(ways)} answers)")
        for line in lines:
            print(f"    {line}")
        faults += sum(_is_fault(each, is_strict) for each in ways.values())
    every = [each for ways in found.values() for each in ways.values()]
    equal = sum(each is not None and each.is_equal for each in every)
    renamed = sorted({name for each in every if each for name in each.renamed})
    print(f"{len(found)} questions, {len(every)} answers: {equal} equal, {faults} faults")
    print(f"Compared up to renaming: {', '.join(renamed) or 'no column'}")
    return int(faults > 0)


def _verdict(found: Difference | None) -> str:
    if found is None:
        return "new"
    columns = ["columns differ"] if found.only_before or found.only_after else []
    rows = [found.verdict] if found.verdict != EQUAL else []
    return " and ".join([*columns, *rows]) or EQUAL


def _is_fault(found: Difference | None, is_strict: bool) -> bool:
    """Whether a difference is one that must not be."""
    if found is None:
        return False
    has_other_columns = bool(found.only_before or found.only_after)
    return found.verdict == ROWS or (is_strict and has_other_columns)


def _lines_of(way: str, found: Difference) -> Iterator[str]:
    """What to say of one answer that differs."""
    yield f"{way}: {_verdict(found)}"
    if found.only_before:
        yield f"  only before: {', '.join(found.only_before)}"
    if found.only_after:
        yield f"  only after: {', '.join(found.only_after)}"
    yield from (f"  {row}" for row in found.rows)
