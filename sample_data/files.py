"""Writes the sample files into a folder, and counts what each holds."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from sample_data.acknowledgment_277 import acknowledgment_date, acknowledgment_text
from sample_data.checks import Check, pay
from sample_data.claim_837 import batch_text
from sample_data.csv_extract import extract_text
from sample_data.ledger import line_ledger
from sample_data.model import Submission
from sample_data.payers import IRONGATE, monday
from sample_data.planted import RESENT_PAYER, RESENT_WEEK
from sample_data.remittance_835 import remittance_text, resent_text
from sample_data.remitted_claim_835 import adjustment_rows
from sample_data.simulation import simulate

DEFAULT_SEED = 61


@dataclass(frozen=True)
class Ledger:
    """The truth about the sample: one row per line and payer, one row per file."""

    lines: pd.DataFrame
    files: pd.DataFrame


@dataclass(frozen=True)
class SampleFile:
    """One file to be written, and what it holds."""

    name: str  # with its folder, such as 835/meridell_20260220.txt
    text: str
    sets: int
    claims: int
    lines: int
    adjustments: int = 0
    copy_of: str = ""


def write_sample_files(folder: Path, seed: int = DEFAULT_SEED) -> Ledger:
    """Write all files below ``folder`` and return the truth about them. Same seed, same bytes."""
    world = simulate(seed)
    checks = pay([answer for chain in world.chains for answer in chain.answers])
    files = [
        *_remittance_files([c for c in checks if c.payer is not IRONGATE]),
        *_batch_files(world.submissions),
        *_extract_files([c for c in checks if c.payer is IRONGATE]),
    ]
    for file in files:
        path = Path(folder) / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.text.encode("ascii"))
    counts = pd.DataFrame(
        {
            "file_name": file.name,
            "kind": file.name.split("/")[0],
            "transaction_set_count": file.sets,
            "claim_count": file.claims,
            "line_count": file.lines,
            "adjustment_count": file.adjustments,
            "copy_of": file.copy_of,
        }
        for file in files
    )
    return Ledger(line_ledger(world.chains, world.submissions), counts)


def _remittance_files(checks: list[Check]) -> list[SampleFile]:
    """One 835 file per payer and day, and one of them a second time."""
    piles: dict[tuple[str, date], list[Check]] = defaultdict(list)
    for check in checks:
        piles[check.payer.slug, check.remit_date].append(check)
    files = []
    for number, ((slug, day), pile) in enumerate(sorted(piles.items()), start=1):
        payer = pile[0].payer
        name = f"835/{slug}_{day:%Y%m%d}.{payer.extension}"
        files.append(_remittance_file(name, remittance_text(payer, pile, number * 10), pile))
        if payer is RESENT_PAYER and monday(day) == RESENT_WEEK:
            again = f"835/{slug}_{day:%Y%m%d}_again.{payer.extension}"
            text = resent_text(payer, pile, number * 10 + 5)
            files.append(_remittance_file(again, text, pile, copy_of=name))
    return files


def _remittance_file(name: str, text: str, checks: list[Check], copy_of: str = "") -> SampleFile:
    """One 835 file with its counts."""
    answers = [answer for check in checks for answer in check.answers]
    return SampleFile(
        name,
        text,
        sets=len(checks),
        claims=len(answers),
        lines=sum(len(answer.lines) for answer in answers if answer.has_lines),
        adjustments=sum(len(row) for answer in answers for row in adjustment_rows(answer)),
        copy_of=copy_of,
    )


def _batch_files(submissions: Iterable[Submission]) -> list[SampleFile]:
    """One 837P file per Friday, and the 277CA file that answers it."""
    batches: dict[date, list[Submission]] = defaultdict(list)
    for submission in submissions:
        batches[submission.batch_date].append(submission)
    files = []
    for number, (day, sent) in enumerate(sorted(batches.items()), start=1):
        line_count = sum(len(s.claim.lines) for s in sent)
        name = f"837/claims_{day:%Y%m%d}.837"
        files.append(SampleFile(name, batch_text(day, sent, number), 1, len(sent), line_count))
        name = f"277ca/ack_{acknowledgment_date(day):%Y%m%d}.277ca"
        text = acknowledgment_text(day, sent, number)
        files.append(SampleFile(name, text, 1, len(sent), 0))
    return files


def _extract_files(checks: list[Check]) -> list[SampleFile]:
    """One CSV file per month."""
    months: dict[str, list[Check]] = defaultdict(list)
    for check in checks:
        months[f"{check.remit_date:%Y-%m}"].append(check)
    files = []
    for month, pile in sorted(months.items()):
        answers = [answer for check in pile for answer in check.answers]
        lines = [line for answer in answers for line in answer.lines]
        adjustments = sum(len(line.adjustments) for line in lines)
        name = f"csv/{IRONGATE.slug}_remits_{month}.csv"
        text = extract_text(pile)
        files.append(SampleFile(name, text, 0, len(answers), len(lines), adjustments))
    return files
