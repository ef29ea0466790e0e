"""Weeks of an invented house where the truth is known: quiet ones, planted changes, file faults.

Lines come by payer, procedure and modifier (few of them make most); what is denied, by CARC, has a
rate of its own in each such cell and varies from week to week beyond chance, by cell and by payer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analytics import database
from tests.queries.lines_by_hand import FLAGS, MONDAY

FIRST_WEEK = pd.Timestamp(MONDAY)
PARTS = ("payer_name", "procedure_code", "modifier_code")


@dataclass(frozen=True)
class Change:
    """More (or fewer) lines denied for a CARC from a week on: so many a week in its cells.

    A step holds from then on; a drift grows to it over 12 weeks; a spike is of that week alone. A
    null part is all of them.
    """

    carc_code: str
    week: int
    lines_a_week: float
    payer_name: str | None = None
    procedure_code: str | None = None
    modifier_code: str | None = None
    kind: str = "step"

    def strength(self, week: int) -> float:
        """What of it is felt in a week, 0 to 1."""
        if week < self.week or (self.kind == "spike" and week > self.week):
            return 0.0
        return min(1.0, (week - self.week + 1) / 12) if self.kind == "drift" else 1.0


@dataclass(frozen=True)
class House:
    """The invented house: its cells (payer, procedure, modifier, mean lines a week) and rates.

    ``rates`` has a row per cell and a column per CARC: the share of lines denied for it. From week
    to week it varies by the spreads (variances, around 1), of the cell and of the whole payer.
    """

    cells: pd.DataFrame
    carcs: list[str]
    rates: np.ndarray
    spread: float = 0.05
    payer_spread: float = 0.03

    def in_change(self, change: Change) -> np.ndarray:
        """Which cells a change is about."""
        fits = np.ones(len(self.cells), bool)
        for name in PARTS:
            if (part := getattr(change, name)) is not None:
                fits &= (self.cells[name] == part).to_numpy()
        return fits


def a_house(
    seed: int, payers: int = 8, procedures: int = 25, carcs: int = 10, lines: float = 2500
) -> House:
    """A house of this size with so many lines a week, a tenth of them denied."""
    chance = np.random.default_rng(seed)
    frame = pd.MultiIndex.from_product(
        [
            [f"PAYER {number}" for number in range(1, payers + 1)],
            [f"992{number:02d}" for number in range(procedures)],
            ["", "25", "59"],
        ],
        names=PARTS,
    ).to_frame(index=False)
    size = (
        (1 / np.arange(1, payers + 1) ** 0.7)[:, None, None]
        * (1 / np.arange(1, procedures + 1) ** 0.8 * chance.gamma(2, 0.5, (payers, procedures)))[
            ..., None
        ]
        * chance.dirichlet([6, 2, 1], (payers, procedures))
    ).ravel()
    rates = 0.10 / carcs * chance.gamma(1.5, 1 / 1.5, carcs)
    by_payer = chance.lognormal(-0.125, 0.5, (payers, 1, 1, carcs))
    by_procedure = chance.lognormal(-0.25, 0.7, (1, procedures, 1, carcs))
    cell_rates = np.broadcast_to(rates * by_payer * by_procedure, (payers, procedures, 3, carcs))
    return House(
        frame.assign(lines=lines * size / size.sum()),
        [str(40 + number) for number in range(carcs)],
        np.minimum(cell_rates.reshape(-1, carcs), 0.3),
    )


def weeks_of(house: House, seed: int, weeks: int, changes: Sequence[Change] = ()) -> pd.DataFrame:
    """First answers, a row per line: week (from 0), payer, procedure, modifier, carc_code ("" is
    not denied).
    """
    chance = np.random.default_rng(seed)
    payer_of = pd.factorize(house.cells["payer_name"])[0]
    frames = []
    for week in range(weeks):
        counts = chance.poisson(house.cells["lines"] * chance.gamma(100, 0.01, len(house.cells)))
        own, shared = house.spread, house.payer_spread
        swing = chance.gamma(1 / own, own, house.rates.shape)
        payers = chance.gamma(1 / shared, shared, (payer_of.max() + 1, len(house.carcs)))
        rates = house.rates * swing * payers[payer_of]
        for change in changes:
            inside = house.in_change(change)
            more = change.lines_a_week * change.strength(week) / house.cells["lines"][inside].sum()
            at = house.carcs.index(change.carc_code)
            rates[inside, at] = np.clip(rates[inside, at] + more, 0, 0.9)
        denied = chance.poisson(counts[:, None] * rates)
        denied = np.minimum(denied, counts[:, None] // 2 + 1)
        paid = np.maximum(counts - denied.sum(axis=1), 0)
        every = np.column_stack([denied, paid])
        cell, reason = np.indices(every.shape)
        times = every.ravel()
        codes = np.array([*house.carcs, ""], object)
        lines = house.cells[list(PARTS)].iloc[np.repeat(cell.ravel(), times)]
        frames.append(lines.assign(week=week, carc_code=codes[np.repeat(reason.ravel(), times)]))
    return pd.concat(frames, ignore_index=True)


def without_a_file(lines: pd.DataFrame, payer: str, week: int, left: float = 0.1) -> pd.DataFrame:
    """A file of a payer's week is missing: a tenth of its lines came, with all its denials."""
    inside = ((lines["payer_name"] == payer) & (lines["week"] == week)).to_numpy()
    kept = lines["carc_code"].ne("").to_numpy() | (np.arange(len(lines)) % round(1 / left) == 0)
    return lines[~inside | kept]


def with_a_batch_again(lines: pd.DataFrame, payer: str, week: int) -> pd.DataFrame:
    """A batch was sent twice: all lines of a payer's week come again, refused as duplicates."""
    again = lines[(lines["payer_name"] == payer) & (lines["week"] == week)]
    return pd.concat([lines, again.assign(carc_code="18")], ignore_index=True)


def signal_counts(connection: database.Connection, lines: pd.DataFrame) -> pd.DataFrame:
    """The answer of ``signal_counts`` on these lines alone, their weeks judged for health first."""
    put_weeks(connection, lines)
    database.update_payer_weeks(connection)
    database.update_signal_sums(connection)
    return database.signal_counts(connection)


def put_weeks(
    connection: database.Connection, lines: pd.DataFrame, weeks: Sequence[date] | None = None
) -> None:
    """Put these lines into the marts in place of those there (of these weeks, if any are given).

    Each is a claim of its own, known by its place in the index.
    """
    place = lines.index.to_numpy()
    days = FIRST_WEEK + pd.to_timedelta(lines["week"].to_numpy() * 7, unit="D")
    is_denied = lines["carc_code"].ne("").to_numpy()
    is_duplicate = lines["carc_code"].eq("18").to_numpy()
    rows = pd.DataFrame(
        {
            "chain_number": place,
            "chain_line_number": 1,
            "file_id": "one",
            "transaction_set_number": 1,
            "claim_number": place,
            "service_line_number": 1,
            "payer_name": lines["payer_name"].to_numpy(),
            "procedure_code": lines["procedure_code"].to_numpy(),
            "modifier_set": lines["modifier_code"].to_numpy(),
            "verdict": np.where(is_denied, "full", "paid"),
            "carc_code": lines["carc_code"].mask(~is_denied, None).to_numpy(),
            "remit_week": days,
            "remit_date": days + pd.Timedelta(days=4),
            **dict.fromkeys((*FLAGS, "is_reversal", "is_predetermination", "is_undecided"), False),
            "is_denied": is_denied,
            "is_duplicate": is_duplicate,
        }
    )
    for table in ("line_outcomes", "remitted_lines"):
        known = connection.execute(
            "select column_name from duckdb_columns() where schema_name = 'marts' "
            f"and table_name = '{table}'"
        ).fetchall()
        own = rows[[name for (name,) in known if name in rows]]
        connection.register("simulated_lines", own)
        connection.execute(
            f"delete from marts.{table} where $weeks is null or list_contains($weeks, remit_week)",
            {"weeks": None if weeks is None else list(weeks)},
        )
        connection.execute(f"insert into marts.{table} by name select * from simulated_lines")
        connection.unregister("simulated_lines")
