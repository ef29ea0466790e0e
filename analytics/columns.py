"""The column book: what a column is called, what it means and holds, and its values as text.

One row per name in queries/columns.csv, so a column has one heading wherever it stands: in tables,
exports, documents and the data dictionary.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from analytics.sql_files import QUERIES

Kind = Literal[
    "money",
    "count",
    "percent",
    "decimal",
    "date",
    "week",
    "time",
    "days",
    "minutes",
    "number",
    "code",
    "flag",
    "id",
    "text",
]
BOOK = QUERIES / "columns.csv"
NO_VALUE = "–"

# A column that is not in the book is refused in exports when its name tells of a patient.
PATIENT_WORDS = re.compile(
    r"^patient_|insured|subscriber|member|birth|medical_record|social_security|ssn"
    r"|corrected_(last|first|middle)?_?name|(^|_)(last|first|middle)_name"
)


class PatientDataRefused(Exception):
    """A fault of ours: a frame with a column that tells who a patient is was to be exported."""


@dataclass(frozen=True)
class Column:
    """A row of the book. ``is_phi``: it tells of a patient, and is never asked for or exported."""

    name: str
    heading: str
    meaning: str
    kind: Kind
    is_phi: bool


@cache
def book() -> dict[str, Column]:
    """Every column by its name, read once."""
    with BOOK.open(encoding="utf-8", newline="") as file:
        rows = [
            Column(
                row["name"],
                row["heading"],
                row["meaning"],
                cast(Kind, row["kind"]),
                row["phi"] == "yes",
            )
            for row in csv.DictReader(file)
        ]
    unknown = {row.kind for row in rows} - {*get_args(Kind)}
    if unknown or len({row.name for row in rows}) != len(rows):
        raise ValueError(f"{BOOK.name}: a name listed twice, or an unknown kind: {sorted(unknown)}")
    return {row.name: row for row in rows}


def heading_of(name: str) -> str:
    """The words people read above a column; of a name that is no column of ours, its own words.

    >>> heading_of("denied_amount"), heading_of("overturn_rate"), heading_of("my_words")
    ('Denied amount', 'Overturn rate', 'My words')
    """
    known = book().get(name)
    return known.heading if known else name.replace("_", " ").strip().capitalize()


def kind_of(name: str) -> Kind:
    """What a column holds.

    >>> kind_of("paid_amount"), kind_of("remit_week"), kind_of("payer_name")
    ('money', 'week', 'text')
    """
    known = book().get(name)
    return known.kind if known else "text"


def refuse_patient_columns(names: Iterable[object]) -> None:
    """Raise when a column could name a patient. The patient control number may pass."""
    plain = [str(name).strip().lower().replace(" ", "_") for name in names]
    telling = [name for name in plain if _tells_of_a_patient(name)]
    if telling:
        raise PatientDataRefused(f"These columns are never exported: {', '.join(telling)}.")


def _tells_of_a_patient(name: str) -> bool:
    known = book().get(name)
    return known.is_phi if known else bool(PATIENT_WORDS.search(name))


def is_missing(value: object) -> bool:
    """Whether a value of a frame or of plain columns is none at all.

    >>> is_missing(None), is_missing(float("nan")), is_missing(0), is_missing("")
    (True, True, False, False)
    """
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    is_number = hasattr(value, "__float__") and not hasattr(value, "__len__")
    return is_number and bool(value != value)


def is_flag(value: object) -> bool:
    """Whether a value is yes or no."""
    return type(value).__name__ in {"bool", "bool_"}


def cell_text(value: object, name: str) -> str:
    """A value of a column as people read it: dollars with cents, rates with one decimal.

    >>> cell_text(1234.5, "paid_amount"), cell_text(0.1517, "denial_rate"), cell_text(3.0, "days")
    ('$1,234.50', '15.2%', '3')
    >>> cell_text(None, "paid_amount"), cell_text(True, "is_denial"), cell_text(1204, "set_number")
    ('–', 'yes', '1,204')
    """
    if isinstance(value, str):
        return value
    if is_missing(value):
        return NO_VALUE
    if is_flag(value):
        return "yes" if value else "no"
    kind = kind_of(name)
    if hasattr(value, "isoformat"):
        return value.isoformat(" ")[:16] if kind == "time" else value.isoformat()[:10]
    if not hasattr(value, "__float__"):
        return str(value)
    return _number_text(float(value), kind)


def _number_text(value: float, kind: Kind) -> str:
    if kind == "money":
        return f"{'−' if value < 0 else ''}${abs(value):,.2f}"
    if kind == "percent":
        return f"{value:.1%}"
    if kind in {"number", "id"}:  # read, not added up: no thousands separator
        return f"{value:.0f}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def exact_text(value: object, name: str) -> str:
    """A value of a column as programs read it: cents exact, days in ISO form, missing empty.

    >>> exact_text(1234.5, "paid_amount"), exact_text(3.0, "line_count"), exact_text(True, "is_x")
    ('1234.50', '3', 'true')
    """
    if isinstance(value, str):
        return value
    if is_missing(value):
        return ""
    if is_flag(value):
        return "true" if value else "false"
    kind = kind_of(name)
    if hasattr(value, "isoformat"):
        return value.isoformat() if kind == "time" else value.isoformat()[:10]
    if kind == "money":
        return f"{value:.2f}"
    is_whole = kind in {"count", "number", "days", "minutes"} and value == int(value)  # type: ignore[call-overload]
    return str(int(value)) if is_whole else str(value)  # type: ignore[call-overload]
