"""The trend of the rate, and what weighs most in a week, by reason and by payer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from analytics import session
from analytics.components import address
from analytics.components.pane import pane
from analytics.components.week.week_figures import MEASURES, open_picked
from analytics.markup.layout import Choice, columns, frame, section, switch
from analytics.markup.marks import Text
from analytics.markup.ranked import MoreRows, RankedRow, ranked_list
from analytics.markup.trend import TrendWeek, range_key, trend
from analytics.measures.breakdowns import OTHERS
from analytics.measures.health import unhealthy
from analytics.measures.names import short_payers
from analytics.measures.words import (
    count_text,
    dollar_text,
    percent_text,
    short_day_text,
)
from analytics.review import WeekInReview
from analytics.vocabulary import HISTORY, TOO_FEW

ROWS_SHOWN = 6


def explore(told: WeekInReview) -> None:
    """The trend of the rate, and what weighs most in the week by reason and by payer."""
    value = address.keep("week_by", "denied_amount", list(MEASURES))

    def block() -> Text:
        by = [Choice(words, {"by": name}, name == value) for name, words in MEASURES.items()]
        return frame(
            columns(
                section("Lines denied by week", weekly_trend(told), range_key()),
                section("By reason", _reasons(told, value)),
                section("By payer", _payers(told, value), switch(by, "Sorted by")),
                shares=(373, 354, 362),
            )
        )

    pane(
        session.of_week(f"explored {value}", told, block),
        "week_explored",
        lambda picked: open_picked(picked, told),
    )


def weekly_trend(told: WeekInReview, height: int = 204) -> Text:
    """The rate of each week shown, its usual range, and the weeks that miss a file."""
    missing = _missing_files(told)
    weeks = [_trend_week(row, missing.get(row.remit_week, "")) for row in told.weeks.itertuples()]
    last = "" if told.row["adjudicated_line_count"] == 0 else percent_text(told.row["denial_rate"])
    return trend(weeks, f"Lines denied by week. {told.sentence}", last, height)


def _missing_files(told: WeekInReview) -> dict[pd.Timestamp, str]:
    """Per week that misses a file, whose."""
    rows = unhealthy(told.review.ask("data_health"))
    rows = rows[rows["verdict"] != "many duplicates"]
    short = short_payers(told.payer_names)
    named: dict[pd.Timestamp, str] = {}
    for row in rows.itertuples():
        name = short.get(row.payer_name, row.payer_name)
        week = pd.Timestamp(row.remit_week)
        named[week] = name if week not in named else "Several payers"
    return named


def _trend_week(row: Any, missing: str) -> TrendWeek:
    rate = None if pd.isna(row.denial_rate) else float(row.denial_rate)
    said = (
        f"Week of {short_day_text(row.remit_week)}: {count_text(row.denied_line_count)} of "
        f"{count_text(row.adjudicated_line_count, 'line')} denied"
    )
    is_few = row.adjudicated_line_count < TOO_FEW
    said += f" ({percent_text(rate)})" if rate is not None and not is_few else ""
    has_range = not pd.isna(row.usual_low)
    return TrendWeek(
        row.remit_week.date(),
        rate,
        said,
        float(row.usual_low) if has_range else None,
        float(row.usual_high) if has_range else None,
        float(row.usual_rate) if has_range else None,
        is_few,
        missing,
        {"week": f"{row.remit_week:%Y-%m-%d}"},
    )


def _reasons(told: WeekInReview, value: str) -> Text:
    """The week's reasons, largest first."""
    rows = told.by_reason[told.by_reason["denied_line_count"] > 0]
    weeks = told.weekly_by_reason
    return _ranked(
        rows, value, weeks, "carc_code", "carc", "By reason",
        lambda row: (row.reason_label, row.carc_code, count_text(row.denied_line_count)),
        told.alerted("carc_code"),
    )  # fmt: skip


def _payers(told: WeekInReview, value: str) -> Text:
    """The week's payers, largest first; those that denied nothing are counted in the last row."""
    short = short_payers(told.payer_names)
    return _ranked(
        told.by_payer, value, told.weekly_by_payer, "payer_name", "payer", "By payer",
        lambda row: (
            short.get(row.payer_name, row.payer_name),
            "",
            f"{count_text(row.denied_line_count)} of {count_text(row.adjudicated_line_count)}",
        ),
        told.alerted("payer_name"),
    )  # fmt: skip


def _ranked(
    rows: pd.DataFrame,
    value: str,
    weekly: pd.DataFrame,
    column: str,
    name: str,
    label: str,
    said: Callable[[Any], tuple[str, str, str]],
    alerted: Mapping[str, str],
) -> Text:
    """The six largest, and how much the others come to."""
    rows = rows[rows[column] != OTHERS].sort_values(
        [value, column], ascending=[False, True], kind="stable"
    )
    first, rest = rows.head(ROWS_SHOWN), rows.iloc[ROWS_SHOWN:]
    trails = {key: part[value].tolist() for key, part in weekly.groupby(column, sort=False)}
    shown = []
    for row in first.itertuples():
        text, code, lines = said(row)
        key = getattr(row, column)
        shown.append(
            RankedRow(
                text,
                float(getattr(row, value)),
                (lines, dollar_text(row.denied_amount)),
                code,
                trails.get(key, [])[-HISTORY:],
                {name: key},
                alerted.get(key, ""),
            )
        )
    more = None
    if len(rest):
        denied = rest["denied_line_count"].sum()
        words = f"{len(rest)} more" if denied else f"{len(rest)} more, none denied"
        more = MoreRows(
            words, (count_text(denied), dollar_text(rest["denied_amount"].sum())), {"more": name}
        )
    return ranked_list(shown, spark_heading=f"{HISTORY} weeks", more=more, label=label)
