"""Denials by one filter: what weighs most with its weeks, its rate, and whether it is changing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics import session
from analytics.components import downloads, layout, views
from analytics.components.pane import Pick, pane
from analytics.markup.layout import frame
from analytics.markup.marks import Text, bold, html, muted
from analytics.markup.tables import Column, Row, table
from analytics.measures.breakdowns import breakdown
from analytics.measures.changes import Change, recent_change, worth_listing
from analytics.measures.names import shown_payer
from analytics.measures.rates import TOO_FEW, share
from analytics.measures.sentences import NOTHING_DENIED
from analytics.measures.weeks import fill_weeks
from analytics.measures.words import count_text, dollar_text, percent_text
from analytics.vocabulary import CHOICES, WEEKS_BEFORE, WEEKS_SHOWN

ROWS_SHOWN = 12


@dataclass(frozen=True)
class Kind:
    """A filter: the column of its questions (denials_by_…, weekly_denials_by_…), and its words."""

    column: str
    one: str
    many: str


KINDS = {
    "procedure": Kind("procedure_code", "Procedure", "Procedures"),
    "provider": Kind("provider_name", "Provider", "Providers"),
    "place_of_service": Kind("place_of_service_code", "Place of service", "Places of service"),
    "diagnosis_chapter": Kind("diagnosis_chapter", "Diagnosis chapter", "Diagnosis chapters"),
    "client": Kind("client_name", "Client", "Clients"),
    "claim_kind": Kind("claim_kind", "Claim type", "Claim types"),
}
NOTE = (
    f"Change in points: the rate of the last {WEEKS_BEFORE} weeks less that of the {WEEKS_BEFORE} "
    "before, bold where it is clear."
)
SORTS = {"denied_amount": "Dollars", "denied_line_count": "Lines"}


def rows_by(name: str) -> pd.DataFrame:
    """The denials in view by a filter, those without a value apart."""
    rows = session.review().ask(f"denials_by_{name}")
    return rows[rows[KINDS[name].column].notna()].reset_index(drop=True)


def weeks_by(name: str, values: pd.Series) -> dict[Any, pd.DataFrame]:
    """The filled weeks of these values, those of the history that tell of a change included."""
    history = session.filters_in_force().with_history()
    rows = session.review(history).ask(f"weekly_denials_by_{name}")
    column = KINDS[name].column
    filled = fill_weeks(rows[rows[column].isin(values)], column)
    return dict(list(filled.groupby(column, sort=False)))


def labels_of(name: str) -> dict[str, str]:
    """What the values of a filter are called."""
    choices = session.everything().ask("filter_choices")
    choices = choices[choices["choice_kind"] == name]
    return dict(zip(choices["value"], choices["label"], strict=True))


def shown_table(
    name: str,
    value: str,
    keep: int = ROWS_SHOWN,
    more: Pick | None = None,
    selected: str = "",
    is_brief: bool = False,
) -> Text:
    """The rows that weigh most, and the others as one. A row says its filter and its value."""
    week = session.week_under_review()
    return session.kept(
        ("broken down", name, value, keep, str(more), selected, is_brief, week),
        (f"denials_by_{name}", f"weekly_denials_by_{name}", "filter_choices"),
        session.filters_in_force(),
        lambda: _table(name, value, keep, more, selected, is_brief, week),
    )


def _table(
    name: str,
    value: str,
    keep: int,
    more: Pick | None,
    selected: str,
    is_brief: bool,
    week: pd.Timestamp | None,
) -> Text:
    kind, rows = KINDS[name], rows_by(name)
    listed, rest = worth_listing(rows, kind.column, value, keep)
    if listed.empty:
        return html('<p class="empty">{}</p>', NOTHING_DENIED)
    weeks, labels = weeks_by(name, listed[kind.column]), labels_of(name)
    most = float(listed[value].max())
    drawn = [
        _row(
            row,
            value,
            most,
            _label(labels.get(getattr(row, kind.column), ""), getattr(row, kind.column)),
            weeks.get(getattr(row, kind.column)),
            week,
            {name: getattr(row, kind.column)},
            getattr(row, kind.column) == selected,
            is_brief,
        )
        for row in listed.itertuples()
    ]
    if len(rest):
        drawn.append(_rest(rest, more, is_brief))
    return table(columns_for(kind.one, is_brief), drawn, f"Denials by {kind.one.lower()}")


def columns_for(heading: str, is_brief: bool = False) -> list[Column]:
    """The columns of such a table; a brief one leaves out what is still denied."""
    return [
        Column(heading, is_wide=True),
        Column(f"{WEEKS_SHOWN} weeks", "spark", on_phone=False),
        Column("Rate", "percent", is_strong=True),
        Column("Lines denied", "number"),
        Column("Denied", "money", is_strong=True),
        Column("", "share", on_phone=False),
        *([] if is_brief else [Column("Still denied", "money", on_phone=False)]),
        Column("Change", "number", on_phone=False),
    ]


def change_text(change: Change | None) -> Text:
    """The change in points: bold where it is clear, standing back where it may be chance."""
    if change is None:
        return ""
    return bold(change.points) if change.is_clear else muted(change.points)


def spark_of(weeks: pd.DataFrame | None, column: str = "denial_rate") -> list[float]:
    """The weeks in view for a spark, without those in which nobody was answered."""
    return [] if weeks is None else session.in_view(weeks)[column].dropna().astype(float).tolist()


def rate_or_few(denied: float, lines: float) -> Text:
    """A rate, or that there are too few lines for one."""
    return percent_text(share(denied, lines)) if lines >= TOO_FEW else muted("too few")


def draw(key: str, names: Sequence[str], page: str = "denied_lines") -> None:
    """One of these filters, chosen by a switch that stands under the key, as a table to take home.

    A click leads to the lines of a row.
    """
    options = {name: KINDS[name].many for name in names}
    chosen = layout.switch("Break down by", key, options, names[0])
    pane(frame(shown_table(chosen, "denied_amount")), f"{key}_table", drilling((chosen,), page))
    downloads_of(chosen)


def downloads_of(name: str) -> None:
    """The rows of a filter as a file."""
    heading = CHOICES[name].heading
    downloads.downloads(
        f"Denials by {heading.lower()}", {heading: rows_by(name)}, f"denials_by_{name}"
    )


def full_table(name: str, value: str, key: str) -> None:
    """Every row, to sort; a click leads to its lines."""
    column = KINDS[name].column
    rows = breakdown(rows_by(name), column, value, keep=100_000)
    views.table(rows, key, (column, *views.MEASURED), {name: column})


def drilling(names: Sequence[str], page: str = "denied_lines") -> Callable[[Pick], None]:
    """For picks: set those of these filters that were picked, and go to the lines."""

    def drill(picked: Pick) -> None:
        known: Mapping[str, str] = {each: picked[each] for each in names if picked.get(each)}
        if known:
            session.drill(page, **known)

    return drill


def _label(label: str, value: str) -> str:
    """The label of a value, its code first where it has one of its own."""
    return shown_payer(label or value)


def _row(
    row: Any,
    value: str,
    most: float,
    label: str,
    weeks: pd.DataFrame | None,
    week: pd.Timestamp | None,
    pick: Pick,
    is_selected: bool,
    is_brief: bool,
) -> Row:
    change = None if weeks is None or week is None else recent_change(weeks, week)
    cells: list[Any] = [
        label,
        spark_of(weeks),
        rate_or_few(row.denied_line_count, row.adjudicated_line_count),
        f"{count_text(row.denied_line_count)} of {count_text(row.adjudicated_line_count)}",
        dollar_text(row.denied_amount),
        float(getattr(row, value)) / most if most else 0.0,
        *([] if is_brief else [dollar_text(row.open_amount)]),
        change_text(change),
    ]
    return Row(cells, pick, is_selected)


def _rest(rest: pd.DataFrame, more: Pick | None, is_brief: bool) -> Row:
    """The others as one row: small counts tell nothing one by one."""
    denied, lines = rest["denied_line_count"].sum(), rest["adjudicated_line_count"].sum()
    cells: list[Any] = [
        f"{len(rest)} more",
        [],
        rate_or_few(denied, lines),
        f"{count_text(denied)} of {count_text(lines)}",
        dollar_text(rest["denied_amount"].sum()),
        "",
        *([] if is_brief else [dollar_text(rest["open_amount"].sum())]),
        "",
    ]
    return Row(cells, more)
