"""Two answers to one question, compared row by row whatever our own numbers are.

Numbers we give (`KEYS`) may be given otherwise: what counts is which rows share one. So a row is
known by what else it says and by the rows it shares each number with. Of one number that is exact:
answers are equal if and only if the numbers of one can be renamed, one to one, into the other's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

# Numbers of ours that say only which rows belong together, and what each is counted within. A
# column of integers whose name ends in _id is one too.
KEYS: Mapping[str, str] = {
    "chain_number": "",
    "chain_line_number": "chain_number",
    "linked_claim_id": "",
    "group_number": "",
    "combination_number": "",
    "rule_number": "",
    "file_id": "",
    "remitted_line_id": "",
}
# Places in the order of the answer, which is compared by itself; and the moment of loading, also
# where a message tells the day ("was loaded as a.835 on 30 Nov 2026; …").
POSITIONS = ("event_number",)
MOMENTS = ("loaded_at",)
DAY_OF_LOADING = r"(?<= on )\d{1,2} [A-Z][a-z]{2} \d{4}(?=; nothing was added)"
# What a row is shown by first.
NAMING = ("patient_control_number", "payer_name", "procedure_code", "carc_code", "file_name")
SHOWN_ROWS = 3
DIGITS = 12  # of a float: sums of floats differ in the last bits with the order of adding

EQUAL, ROWS, ORDER = "equal", "rows differ", "order differs"
_NULL = np.uint64(0x9E3779B97F4A7C15)
_PRIME = np.uint64(0x100000001B3)


@dataclass(frozen=True)
class Difference:
    """How two answers differ: by verdict, columns of one side only, and some of the rows."""

    verdict: str
    only_before: Sequence[str] = ()
    only_after: Sequence[str] = ()
    rows: Sequence[str] = ()
    renamed: Sequence[str] = field(default=(), compare=False)  # columns compared up to renaming

    @property
    def is_equal(self) -> bool:
        """Whether nothing at all differs."""
        return self.verdict == EQUAL and not self.only_before and not self.only_after


def compare_answers(
    before: pd.DataFrame, after: pd.DataFrame, ignored: Collection[str] = ()
) -> Difference:
    """What differs between two answers, over the columns that both have."""
    left_out = {*POSITIONS, *MOMENTS, *ignored}
    names = [sorted(set(frame.columns) - left_out) for frame in (before, after)]
    common = [name for name in names[0] if name in set(names[1])]
    keys = [name for name in common if is_key(name, before[name]) or is_key(name, after[name])]
    plain = [name for name in common if name not in keys]
    cells = [_cells(frame, plain) for frame in (before, after)]
    alone = [_mixed(each) for each in cells]
    told = [
        _refined(codes, _groups(f, keys)) for codes, f in zip(alone, (before, after), strict=True)
    ]
    rows: list[str] = []
    if not _same(*told):
        verdict = ROWS
        rows = _rows_shown(before, after, plain, cells, alone) or _groups_shown(
            before, after, common, keys, told
        )
    else:
        verdict = EQUAL if np.array_equal(*told) else ORDER
    return Difference(
        verdict,
        [name for name in names[0] if name not in common],
        [name for name in names[1] if name not in common],
        rows,
        keys,
    )


def is_key(name: str, column: pd.Series) -> bool:
    """Whether a column holds numbers of ours, which may be others in another store."""
    return name in KEYS or (name.endswith("_id") and pd.api.types.is_integer_dtype(column))


def _cells(frame: pd.DataFrame, names: Sequence[str]) -> np.ndarray:
    """A number for each cell, alike for alike values: one row per row, one column per column."""
    cells = np.empty((len(frame), len(names)), dtype=np.uint64)
    for place, name in enumerate(names):
        cells[:, place] = _codes(frame[name])
    return cells


def _codes(column: pd.Series) -> np.ndarray:
    """A number for each value: of numbers by their first digits, of anything else by its text."""
    is_null = column.isna().to_numpy()
    if pd.api.types.is_numeric_dtype(column):  # booleans too
        values = _rounded(column.to_numpy(dtype=np.float64, na_value=np.nan))
    elif pd.api.types.is_datetime64_any_dtype(column):
        values = column.astype("datetime64[us]").to_numpy().view(np.int64)
    else:
        texts = column.astype(object).where(~is_null, "").astype(str)
        if column.name == "message":
            texts = texts.str.replace(DAY_OF_LOADING, "", regex=True)
        values = texts.to_numpy(dtype=object)
    codes = np.asarray(pd.util.hash_array(values), dtype=np.uint64)
    return np.where(is_null, _NULL, codes)


def _rounded(values: np.ndarray) -> np.ndarray:
    """Floats to so many significant digits; no value stays none, and minus zero is zero."""
    size = np.abs(values)
    is_sized = np.isfinite(size) & (size > 0)
    exponent = np.floor(np.log10(size, where=is_sized, out=np.zeros_like(size)))
    # Of very small numbers no power of ten can be made: they stay as they are.
    scale = 10.0 ** np.clip(DIGITS - 1 - exponent, -300, 300)
    return np.where(is_sized, np.round(values * scale) / scale, values) + 0.0


def _mixed(cells: np.ndarray) -> np.ndarray:
    """One number for each row, of all its cells in their order."""
    codes = np.zeros(len(cells), dtype=np.uint64)
    for place in range(cells.shape[1]):
        codes = _scrambled(codes * _PRIME + cells[:, place])
    return codes


def _scrambled(codes: np.ndarray) -> np.ndarray:
    """Numbers spread over all bits, so that sums of them tell which were added."""
    codes = (codes ^ (codes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    codes = (codes ^ (codes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return codes ^ (codes >> np.uint64(31))


def _groups(frame: pd.DataFrame, keys: Sequence[str]) -> list[np.ndarray]:
    """Of each key, and of each two, which group each row is of: 0 for none, else from 1."""
    groups = []
    for key in keys:
        within = KEYS.get(key, "")
        names = [key, within] if within in frame.columns else [key]
        numbers = frame.groupby(names, dropna=False, sort=False).ngroup().to_numpy()
        groups.append(np.where(frame[key].isna().to_numpy(), 0, numbers + 1))
    pairs = [(one, other) for at, one in enumerate(groups) for other in groups[:at]]
    size = np.int64(len(frame) + 1)
    return groups + [np.unique(a * size + b, return_inverse=True)[1] + 1 for a, b in pairs]


def _refined(codes: np.ndarray, groups: Sequence[np.ndarray]) -> np.ndarray:
    """A number for each row, of what it says and of the rows it shares each key with.

    With several keys a round tells of the next rows, and the rows next to those.
    """
    for _ in range(len(groups) + 1 if len(groups) > 1 else len(groups)):
        spread = _scrambled(codes + _PRIME)
        told = codes
        for numbers in groups:
            sums = np.zeros(int(numbers.max(initial=0)) + 1, dtype=np.uint64)
            np.add.at(sums, numbers, spread)
            sums[0] = _NULL
            told = _scrambled(told * _PRIME + sums[numbers])
        codes = told
    return codes


def _same(before: np.ndarray, after: np.ndarray) -> bool:
    """Whether the same numbers stand in both, each as often, in whatever order."""
    return len(before) == len(after) and np.array_equal(np.sort(before), np.sort(after))


def _surplus(codes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """The places of rows that the other side has not, or has less often."""
    values, counts = np.unique(others, return_counts=True)
    having = dict(zip(values.tolist(), counts.tolist(), strict=True))
    nth = pd.Series(codes).groupby(codes).cumcount().to_numpy()
    there = np.array([having.get(code, 0) for code in codes.tolist()], dtype=np.int64)
    return np.flatnonzero(nth >= there)


def _rows_shown(
    before: pd.DataFrame,
    after: pd.DataFrame,
    names: Sequence[str],
    cells: Sequence[np.ndarray],
    alone: Sequence[np.ndarray],
) -> list[str]:
    """Some rows of one side only; beside one that is much alike, what is other in it."""
    gone, come = _surplus(*alone), _surplus(alone[1], alone[0])
    if not len(gone) and not len(come):
        return []
    shown = [f"{len(gone):,} rows before and {len(come):,} after have no equal"]
    free = list(come[:2000])
    for row in gone[:SHOWN_ROWS]:
        alike = (cells[1][free] == cells[0][row]).sum(axis=1) if free else np.zeros(0)
        if len(alike) and alike.max() * 2 > len(names):
            twin = free.pop(int(alike.argmax()))
            other = [names[at] for at in np.flatnonzero(cells[1][twin] != cells[0][row])]
            changed = [f"{n}: {before[n].iloc[row]} → {after[n].iloc[twin]}" for n in other]
            same = [name for name in names if name not in other]
            same.sort(key=lambda name: name not in NAMING)
            shown.append(f"{_said(before, row, same[:8])} | {'; '.join(changed)}")
        else:
            shown.append(f"only before: {_said(before, row, names)}")
    lacking = SHOWN_ROWS - len(gone)
    return shown + [f"only after: {_said(after, row, names)}" for row in free[: max(lacking, 0)]]


def _groups_shown(
    before: pd.DataFrame,
    after: pd.DataFrame,
    names: Sequence[str],
    keys: Sequence[str],
    told: Sequence[np.ndarray],
) -> list[str]:
    """Some rows that share a number with other rows than before."""
    rows = _surplus(*told)
    shown = [f"{len(rows):,} rows are alike but share {', '.join(keys)} with other rows"]
    return shown + [_said(before, row, names) for row in rows[:SHOWN_ROWS]]


def _said(frame: pd.DataFrame, row: Any, names: Sequence[str]) -> str:
    """What a row says; null is left out."""
    values = {name: frame[name].iloc[row] for name in names}
    return ", ".join(f"{name}={value}" for name, value in values.items() if not pd.isna(value))
