"""How an export was made: its filters, weeks, definitions and data version, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from analytics.columns import heading_of
from analytics.vocabulary import SWITCHES, ReviewFilters

if TYPE_CHECKING:
    import pandas as pd

DEFINITIONS = (
    "A denied line is a service line whose first answer left some of its charge unpaid for a "
    "reason that counts as a denial, in full or in part.",
    "Each line is counted once, by its first answer; later denials of the same line are not "
    "new denials.",
    (
        "A line with several reasons is listed under its primary reason: the one with "
        "the largest denied amount."
    ),
    "Denied dollars are the adjustments for reasons that count, never more than the charge. "
    "Contractual write-offs and the patient's share never count.",
)

REJECTIONS = (
    (
        "A rejection is a claim rejected before adjudication by a "
        "clearinghouse or the payer (277CA, 999). It is never a denial."
    ),
    (
        "A claim counts once as submitted and once as rejected, no matter how often either "
        "happened, in the week it was first submitted, under its first rejection."
    ),
    "Categories, CARCs and denials billed to the patient are about denials and do not narrow "
    "rejections; claims answered only as duplicates were submitted and count.",
)

FLAGS = (
    "A flag says that of lines with the same payer, procedure, modifiers, place of service or "
    "diagnosis more were denied for a reason, in the answers of the last 13 weeks, than of other "
    "lines; "
    "it goes with denials and is not shown to cause them.",
    "Each open line (billed and not answered) has one flag, that of the rule whose rate has the "
    "highest lower bound.",
)


@dataclass(frozen=True)
class About:
    """What an export says of itself."""

    title: str
    filters: ReviewFilters
    snapshot: int | None
    definitions: tuple[str, ...] = DEFINITIONS
    differences: tuple[str, ...] = ()
    made_at: datetime | None = None
    dated_by: str | None = None  # what weeks are of, where not what the filters say
    choices: tuple[tuple[str, str], ...] = ()  # what else narrows the list: label and words

    def facts(self) -> list[tuple[str, str]]:
        """Label and words, one pair for each thing worth knowing, for a sheet."""
        return [
            ("List", self.title),
            ("Made", f"{self.made_at:%Y-%m-%d %H:%M}" if self.made_at else "not noted"),
            ("Data version", "none" if self.snapshot is None else f"Snapshot {self.snapshot}"),
            *described(self.filters, self.dated_by),
            *self.choices,
            *(("Definition", sentence) for sentence in self.definitions),
            *(("Differs from the default", words) for words in self.differences or ("Nothing",)),
            ("Privacy", "Patient names and member ids are left out."),
        ]

    def one_line(self) -> str:
        """The same in one line, for a file that has no second sheet."""
        said = [*described(self.filters, self.dated_by), *self.choices]
        filters = "; ".join(f"{label}: {words}" for label, words in said)
        differences = " ".join(self.differences) or "Default definitions."
        version = "no data" if self.snapshot is None else f"snapshot {self.snapshot}"
        return f"{self.title}, {version}; {filters}. {differences}"


def described(filters: ReviewFilters, dated_by: str | None = None) -> list[tuple[str, str]]:
    """The filters in words: weeks and what is counted always, the rest when they narrow.

    >>> described(ReviewFilters(payers=("Aurora Health",)))[0]
    ('Weeks', 'all loaded, by remittance date')
    """
    basis = {"remit": dated_by or "remittance date", "service": "service date"}[filters.date_basis]
    return [
        ("Weeks", f"{_weeks(filters.first_week, filters.last_week)}, by {basis}"),
        *(
            (each.heading, ", ".join(value or "none" for value in values))
            for each, values in filters.chosen()
        ),
        *((each.heading, _counted(getattr(filters, each.field))) for each in SWITCHES.values()),
    ]


def _counted(included: bool) -> str:
    return "counted" if included else "left out"


def _weeks(first: date | None, last: date | None) -> str:
    """Monday of the first week to Sunday of the last."""
    if first is None and last is None:
        return "all loaded"
    begin = f"{first:%Y-%m-%d}" if first else "the first loaded"
    return f"{begin} to {last + timedelta(days=6):%Y-%m-%d}" if last else f"{begin} to the last"


CHOICES = {
    "list": "List",
    "place": "Where the dollars are",
    "control_number": "Claims starting with",
    "owner": "Owner",
    "status": "Status",
    "assignee": "Assigned to",
    "outcomes": "Outcomes",
    "within_days": "Deadline within days",
    "past": "Lines past all deadlines",
    "today": "Deadlines as of",
}


def choices_said(asked: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """What a work list was asked for beside its filters, in words.

    >>> choices_said({"status": "written_off", "assignee": "", "within_days": 14})
    (('Status', 'written off'), ('Assigned to', 'nobody'), ('Deadline within days', '14'))
    """
    return tuple(
        (label, _choice(asked[name]))
        for name, label in CHOICES.items()
        if asked.get(name) is not None and asked[name] != []
    )


def _choice(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(_choice(each) for each in value)
    return f"{value}".replace("_", " ") or "nobody"


def differences_of(definitions: pd.DataFrame) -> tuple[str, ...]:
    """What a team has edited, one sentence per CARC and payer, from the answer `definitions`."""
    edited = definitions[~definitions["is_default"].astype(bool)]
    return tuple(_difference(row) for row in edited.to_dict("records"))


def _difference(row: dict[str, object]) -> str:
    fields = ("is_denial", "category", "owner", "preventable", "usual_fix")
    changes = [
        f"{heading_of(field).lower()} {_word(row[field])} (default {_word(row[default])})"
        for field in fields
        if (default := f"default_{field}") in row and _word(row[field]) != _word(row[default])
    ]
    where = f" at {row['payer_name']}" if row.get("payer_name") else ""
    return f"CARC {row['carc_code']}{where}: {', '.join(changes) or 'edited'}."


def _word(value: object) -> str:
    """A value in a sentence; yes and no for truths, however the answer spells them."""
    if type(value).__name__ in {"bool", "bool_"}:
        return "yes" if value else "no"
    return "none" if value is None or value != value or value == "" else f"{value}"
