"""Words that every floor shares: the filters of a review, and our errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

PRODUCT_VERSION = "0.2.0"  # as in pyproject.toml

Columns = dict[str, list[Any]]  # a table of plain values, column by column
DateBasis = Literal["remit", "service"]
# Weeks and limits, each once: SQL has those of SQL_CONSTANTS as reference.too_few() and so on.
TOO_FEW = 20  # lines, claims or answers: of fewer a percentage says more than is known
PRIOR_CASES = 20  # a chance of few cases is drawn towards a wider one as if by so many of it
WEEKS_BEFORE = 8  # a week is compared with so many before it; with fewer nothing is usual yet
HISTORY = 13  # weeks that say what is usual, and that rules are learned from
WEEKS_SHOWN = 26  # weeks in view where nothing else is said, and that alerts look back
DAYS_TO_LEARN = 120  # a denial this old says whether denials like it come back
SOON = 14  # days ahead in which a deadline is told of
# Remittances older than this are no longer worked day by day: time is told from the newest of them.
DAYS_TO_BE_CURRENT = 45
SQL_CONSTANTS = {
    "too_few": TOO_FEW,
    "prior_cases": PRIOR_CASES,
    "weeks_before": WEEKS_BEFORE,
    "weeks_of_history": HISTORY,
    "weeks_shown": WEEKS_SHOWN,
    "days_to_learn": DAYS_TO_LEARN,
    "days_ahead": SOON,
}


@dataclass(frozen=True)
class Filter:
    """What every surface calls one filter: a choice of values, or a switch that counts more.

    `field` is its name in ReviewFilters and, in SQL, in `$filters`; `name` that in the address, on
    the command line (`--line-of-business`) and in marts.filter_choices. `label` stands in the
    filter bar and on chips, `heading` in the words of exports and documents.
    """

    name: str
    label: str
    heading: str
    is_in_bar: bool = False  # else under "More filters"
    default: bool | None = None  # of a switch
    option: str = ""  # of a switch: what turns it on the command line, where not its name
    help: str = ""  # of a switch, on the command line
    field: str = ""  # the name of the field it stands at in ReviewFilters

    @property
    def short_label(self) -> str:
        """The label without what it has in brackets, for chips and sentences."""
        return self.label.split(" (")[0]


def _choice(name: str, label: str, heading: str, is_in_bar: bool = False) -> Any:
    """A field that holds the values chosen of a filter; none chosen is all."""
    return field(default=(), metadata={"filter": Filter(name, label, heading, is_in_bar)})


def _switch(name: str, default: bool, *words: str) -> Any:
    """A field that is yes or no: label, heading, option and help of its filter are its words."""
    label, heading, option, help_text = words
    made = Filter(name, label, heading, default=default, option=option, help=help_text)
    return field(default=default, metadata={"filter": made})


@dataclass(frozen=True)
class ReviewFilters:
    """What a review looks at, and the one table of its filters; an empty tuple means "all".

    Weeks are named by their Monday and both ends are included; None is open. Categories and
    CARCs narrow which denials are counted, never the adjudicated lines they are divided by.
    What each filter does to rows is in queries/functions/filters.sql. The filter bar, chips,
    address, command line, exports and saved views are drawn from FILTERS, in this order.
    """

    first_week: date | None = None
    last_week: date | None = None
    date_basis: DateBasis = "remit"
    payers: tuple[str, ...] = _choice("payer", "Payer", "Payers", is_in_bar=True)
    categories: tuple[str, ...] = _choice("category", "Category", "Categories", is_in_bar=True)
    carcs: tuple[str, ...] = _choice("carc", "Reason (CARC)", "CARCs", is_in_bar=True)
    modifiers: tuple[str, ...] = _choice("modifier", "Modifier", "Modifiers", is_in_bar=True)
    procedures: tuple[str, ...] = _choice("procedure", "Procedure", "Procedures", is_in_bar=True)
    providers: tuple[str, ...] = _choice("provider", "Provider", "Providers")
    lines_of_business: tuple[str, ...] = _choice(
        "line_of_business", "Line of business", "Lines of business"
    )
    places_of_service: tuple[str, ...] = _choice(
        "place_of_service", "Place of service", "Places of service"
    )
    claim_kinds: tuple[str, ...] = _choice("claim_kind", "Claim type", "Claim types")
    clients: tuple[str, ...] = _choice("client", "Client", "Clients")
    diagnosis_chapters: tuple[str, ...] = _choice(
        "diagnosis_chapter", "Diagnosis chapter", "Diagnosis chapters"
    )
    remarks: tuple[str, ...] = _choice("remark", "Remark (RARC)", "Remarks")
    include_secondary: bool = _switch(
        "secondary",
        False,
        "Secondary and tertiary payers",
        "Secondary payers",
        "secondary",
        "count secondary payers too",
    )
    include_duplicates: bool = _switch(
        "duplicates",
        False,
        "Duplicates and not-final codes",
        "Duplicates and codes that are not final",
        "duplicates",
        "count duplicates too",
    )
    include_patient: bool = _switch(
        "patient",
        True,
        "Denials billed to the patient",
        "Denials billed to the patient",
        "no-patient",
        "not what the patient was billed",
    )

    def with_history(self) -> ReviewFilters:
        """The same filters from 13 weeks earlier: what says which range is usual."""
        first = self.first_week
        return replace(self, first_week=first and first - timedelta(weeks=HISTORY))

    def of_all_weeks(self) -> ReviewFilters:
        """The same filters without their weeks: a deadline runs however old its denial is."""
        return replace(self, first_week=None, last_week=None)

    def parameter(self) -> dict[str, object]:
        """The filters as the one struct that `review.lines_in_view` takes; "all" is null."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: (list(value) or None) if isinstance(value, tuple) else value
            for name, value in values.items()
        }

    def chosen(self) -> list[tuple[Filter, tuple[str, ...]]]:
        """Every filter of values that narrows, with its values."""
        said = ((each, getattr(self, each.field)) for each in CHOICES.values())
        return [(each, values) for each, values in said if values]

    def in_words(self) -> str:
        """What is chosen: values of one filter are joined by "or", filters by "·"; '' is all.

        >>> ReviewFilters(clients=("Oak Clinic",), carcs=("16", "97")).in_words()
        'Reason 16 or 97 · Client Oak Clinic'
        """
        return " · ".join(
            f"{each.short_label} {' or '.join(value or 'none' for value in values)}"
            for each, values in self.chosen()
        )


FILTERS = tuple(
    replace(each.metadata["filter"], field=each.name)
    for each in fields(ReviewFilters)
    if each.metadata
)
# By their names: the filters that choose among values, and those that are yes or no.
CHOICES = {each.name: each for each in FILTERS if each.default is None}
SWITCHES = {each.name: each for each in FILTERS if each.default is not None}


@dataclass(frozen=True)
class Versions:
    """What a snapshot was made by: its queries, the shape of its raw tables, the product."""

    queries: str = ""
    raw_version: int = 0
    product_version: str = ""

    def is_newer_than(self, other: Versions) -> bool:
        """Whether a later program made it."""
        return self._age() > other._age() or self.raw_version > other.raw_version

    def _age(self) -> tuple[int, ...]:
        """The product's version as numbers, which sort."""
        return tuple(int(part) for part in self.product_version.split(".") if part.isdigit())


@dataclass(frozen=True)
class Parts:
    """The rows of a large store, as workers wrote them: Parquet files in a folder per table.

    They belong to the snapshot of this number, whose own file shows them as views.
    """

    number: int
    folder: Path


@dataclass(frozen=True)
class SnapshotFiles:
    """The files of one snapshot: its own, and the base it adds to, where it is not whole.

    The one or the other may have parts.
    """

    path: Path
    base: Path | None = None
    parts: Parts | None = None


def week_of(day: date) -> date:
    """The Monday that names the week of a day.

    >>> week_of(date(2026, 10, 4))
    datetime.date(2026, 9, 28)
    """
    return day - timedelta(days=day.weekday())


def day_seen_from(newest: date | None, today: date) -> date:
    """The day deadlines are seen from: today, or that of the newest remittance where it is old.

    >>> day_seen_from(date(2026, 11, 20), date(2026, 11, 26))
    datetime.date(2026, 11, 26)
    >>> day_seen_from(date(2026, 11, 20), date(2027, 11, 26))
    datetime.date(2026, 11, 20)
    """
    if newest is None or (today - newest).days <= DAYS_TO_BE_CURRENT:
        return today
    return newest


def parse_week(text: str) -> date:
    """The Monday of an ISO week ("2026-W40") or of the week of a day ("2026-10-01").

    Raises ValueError on anything else.

    >>> parse_week("2026-W40")
    datetime.date(2026, 9, 28)
    """
    year, separator, number = text.upper().partition("-W")
    if separator:
        return date.fromisocalendar(int(year), int(number), 1)
    return week_of(date.fromisoformat(text))


class DenialsError(Exception):
    """A fault we can name; its text is one sentence for the person at the screen."""


def refuse_unless_day(text: str) -> None:
    """Say what is no day: the database reads 2026-10-01 alone, not all that Python does."""
    try:
        is_day = date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_day = False
    if not is_day:
        raise DenialsError(f"{text!r} is not a day; write it like 2026-10-01.")


class RefusedFile(DenialsError):
    """A file that cannot be understood: nothing of it was loaded."""


class TooLarge(DenialsError):
    """A piece of work does not fit into the memory of whoever is to do it."""


class WorkerLost(DenialsError):
    """Workers ended in the middle of a piece of work, again and again."""


class StoreBusy(DenialsError):
    """Another load holds the store."""


class NothingToUndo(DenialsError):
    """There is no earlier snapshot to go back to."""


class NotAllowed(DenialsError):
    """The person who acts has no right to do this."""


class TrailFault(DenialsError):
    """The audit trail cannot be carried on, so nothing is done that must be on record."""


class StoreFault(DenialsError):
    """The store cannot be read as it stands; its text names the way out."""


class LostPointer(StoreFault):
    """Snapshots are there, but which one is current is not known."""


class DamagedSnapshot(StoreFault):
    """A published snapshot is missing or damaged: its number, and where undo goes, if anywhere."""

    def __init__(self, sentence: str, number: int, earlier: int | None) -> None:
        super().__init__(sentence)
        self.number = number
        self.earlier = earlier


class NewerStore(DenialsError):
    """The store was written by a newer version of this program."""


class EditConflict(DenialsError):
    """Somebody else changed what is being saved: what stands now, and what was typed.

    Both as columns and values. `standing` is empty where it was removed; `changed_at` is what to
    hand in as seen, to save over it nevertheless; `key` tells which of several it is.
    """

    def __init__(
        self,
        what: str,
        standing: Mapping[str, object],
        typed: Mapping[str, object],
        changed_at: str = "",
        key: tuple = (),
    ) -> None:
        done = "changed" if standing else "removed"
        super().__init__(
            f"{what} was {done} by somebody else after you opened it, so yours was not saved."
        )
        self.what = what
        self.standing = dict(standing)
        self.typed = dict(typed)
        self.changed_at = changed_at
        self.key = key


class UnknownQuestion(DenialsError):
    """No file of queries/4_review has this name."""
