"""A remittance file to queryable tables: ours beside oxedi and edi-835-parser, in one run.

Every contestant is a process of its own, from the file on disk to a closed DuckDB file; they take
turns, round by round, so that a busy moment of the machine hurts all alike.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.generate_835 import Counts, write_835
from benchmarks.machine import ROOT, Run, print_table, run_child, spread

PEERS = Path(__file__).parent / "peers"
PEER_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
SMALL_SETS = 4
# What each gives of what the file says, as read off its tables: ours, oxedi, edi-835-parser.
FACTS = {
    "claims, lines, charges, payments": "yes yes yes",
    "adjustments of lines and claims": "yes yes lines",
    "units of adjustments (CAS quantity)": "yes yes no",
    "modifiers": "all no first",
    "remarks of lines (LQ)": "yes no yes",
    "remarks of claims (MOA, MIA)": "yes no no",
    "procedure as billed, if paid as another (SVC06)": "yes no no",
    "line control number (REF 6R)": "yes yes yes",
    "service dates, statement dates": "yes yes yes",
    "date received, coverage end": "yes no no",
    "corrected patient or insured": "yes no no",
    "original claim of a correction (REF F8)": "yes no no",
    "money outside claims (PLB)": "yes yes no",
    "place of each row in the file": "yes yes no",
    "envelope counts checked, balance checked": "yes partly no",
}


def compare_loads(megabytes: float, rounds: int) -> None:
    """Run every contestant, and print what each took and what each found."""
    _install_peers()
    with scratch() as folder:
        file = folder / "large.835"
        counts = write_835(file, megabytes)
        small, small_bytes = _write_small_files(folder / "small")
        contestants = {
            "ours: raw tables and staging": ("our", "raw", file, counts.byte_count),
            "ours: whole load, judged and published": ("our", "whole", file, counts.byte_count),
            "oxedi 0.6": ("peer", "oxedi_load.py", file, counts.byte_count),
            "edi-835-parser 1.8, on a small file": (
                "peer",
                "edi_835_parser_load.py",
                small,
                small_bytes,
            ),
        }
        runs: dict[str, list[Run]] = {name: [] for name in contestants}
        for _ in range(rounds):
            for name, (side, what, source, _) in contestants.items():
                runs[name].append(run_contestant(side, what, source, folder))
        print_speed(runs, {name: each[3] for name, each in contestants.items()})
        _print_rows(runs, counts)
        names = ("ours", "oxedi", "edi-835-parser")
        facts = [
            {"what the file says": fact} | dict(zip(names, told.split(), strict=True))
            for fact, told in FACTS.items()
        ]
        print_table("Facts each yields", facts)


def run_contestant(side: str, what: str, source: Path, folder: Path) -> Run:
    """One contestant once, into a folder that is gone afterwards."""
    with TemporaryDirectory(dir=folder) as target:
        if side == "our":
            command = [sys.executable, "-m", "benchmarks.our_load", what, str(source), target]
        else:
            command = [str(PEER_PYTHON), str(PEERS / what), str(source), target]
        return run_child(command)


def _write_small_files(folder: Path) -> tuple[Path, int]:
    """A folder of files of one set each: what edi-835-parser can take, in reasonable time."""
    folder.mkdir()
    sizes = [
        write_835(folder / f"{number}.835.txt", 0, seed=number, sets=1).byte_count
        for number in range(SMALL_SETS)
    ]
    return folder, sum(sizes)


def print_speed(runs: dict[str, list[Run]], sizes: dict[str, int]) -> None:
    """What each contestant took, smallest, middle and largest of its rounds."""
    rows = []
    for name, own in runs.items():
        megabytes = sizes[name] / 1e6
        rows.append(
            {
                "contestant": name,
                "MB read": f"{megabytes:,.0f}",
                "MB/s, min / median / max": spread(
                    [megabytes / run.answer["seconds"] for run in own]
                ),
                "seconds": spread([run.answer["seconds"] for run in own], 2),
                "CPU seconds": spread([run.cpu_seconds for run in own], 2),
                "peak memory, MB": f"{max(run.peak_megabytes for run in own):,.0f}",
                "store, MB": f"{own[0].answer['megabytes']:,.0f}",
            }
        )
    print_table(f"File to queryable tables, {len(next(iter(runs.values())))} rounds in turn", rows)


def _print_rows(runs: dict[str, list[Run]], counts: Counts) -> None:
    expected = {
        "remittances": counts.transaction_sets,
        "claims": counts.claims,
        "lines": counts.lines,
        "adjustments": counts.adjustments,
        "remarks": counts.remarks,
        "provider_adjustments": counts.provider_adjustments,
    }
    rows = [{"contestant": "written by the generator"} | with_commas(expected)]
    for name, own in runs.items():
        found = own[0].answer["rows"]
        renamed = {"payments": "remittances", "services": "lines"}
        told = {renamed.get(table, table): count for table, count in found.items()}
        rows.append(
            {"contestant": name}
            | {key: f"{told[key]:,}" if key in told else "—" for key in expected}
        )
    print_table("Rows found", rows)


def with_commas(counts: dict[str, int]) -> dict[str, str]:
    """Counts as the tables show them."""
    return {name: f"{count:,}" for name, count in counts.items()}


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for files of hundreds of megabytes, gone afterwards."""
    folder = ROOT / "data" / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as name:
        yield Path(name)


def _install_peers() -> None:
    """Make the peers' own environment: one of them needs an older pandas than ours."""
    stamp = PEER_PYTHON.parents[1] / "installed"
    constraints = PEERS / "constraints.txt"
    if stamp.exists() and stamp.stat().st_mtime > constraints.stat().st_mtime:
        return
    shutil.rmtree(PEER_PYTHON.parents[1], ignore_errors=True)
    print("Installing the parsers to compare with into .venv-peers (once) ...", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", str(PEER_PYTHON.parents[1])], check=True)
    packages = ["oxedi", "edi-835-parser", "duckdb", "pyarrow"]
    pip = [str(PEER_PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--constraint", str(constraints), *packages], check=True)
    stamp.touch()
