"""How many claims were rejected and wait; by week, payer and reason."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import address, layout
from analytics.components.pane import pane
from analytics.components.submissions.rejection_claims import ALL, REASON, follow
from analytics.markup.figures import Figure, Gauge, figure_row
from analytics.markup.layout import columns, frame, section
from analytics.markup.marks import Text
from analytics.markup.ranked import MoreRows, RankedRow, ranked_list
from analytics.markup.trend import TrendWeek, range_key, trend
from analytics.measures.breakdowns import OTHERS
from analytics.measures.names import short_payers
from analytics.measures.rates import TOO_FEW, share
from analytics.measures.rejections import (
    largest_payers,
    states_of,
    totals,
    week_told,
)
from analytics.measures.weeks import Week, average_note
from analytics.measures.words import (
    NO_VALUE,
    count_text,
    dollar_text,
    percent_text,
    short_day_text,
    short_dollar_text,
)
from analytics.vocabulary import ReviewFilters

NO_ACKNOWLEDGMENTS = (
    "Claim files are loaded, but no acknowledgment (277CA, 999) of them: whether a "
    "claim was rejected before adjudication is not known. Load what your "
    "clearinghouse and payers send back."
)
ROWS_SHOWN = 5


OF_REJECTIONS = (
    "rejections_by_payer",
    "weekly_rejections",
    "rejections_by_reason",
    "rejected_claims",
)


class Rejected(NamedTuple):
    """What is rejected under some filters: by payer, week and reason, and claim by claim.

    Weeks are those in view and those before that say what is usual.
    """

    payers: pd.DataFrame
    weekly: pd.DataFrame
    reasons: pd.DataFrame
    claims: pd.DataFrame


def draw(filters: ReviewFilters, told: Rejected, week: Week | None) -> None:
    """The figures, and below them the trend, payers and reasons."""
    reason = address.keep(REASON, "")
    figures, explored = session.kept(
        ("rejections drawn", week, reason, session.today()[0]),
        OF_REJECTIONS,
        filters,
        lambda: (_figures(told, week), _explored(told, reason, filters)),
    )
    pane(figures, "rejection_figures", follow)
    pane(explored, "rejections_explored", follow)


def _figures(told: Rejected, week: Week | None) -> Text:
    """How many were rejected, in the latest week too; how many wait, how many went through."""
    sums, claims = totals(told.payers), told.claims
    sent, rejected, waiting = (
        sums[f"{what}_claim_count"] for what in ("submitted", "rejected", "waiting")
    )
    later = int((states_of(claims) == "accepted").sum()) if len(claims) else 0
    oldest = claims["days_waiting"].max() if len(claims) else float("nan")
    row = figure_row(
        [
            Figure(
                "Rejected",
                percent_text(share(rejected, sent)) if sent >= TOO_FEW else NO_VALUE,
                f"{count_text(rejected)} of {count_text(sent, 'claim')}",
                "too few to say"
                if sent < TOO_FEW
                else f"{dollar_text(sums['rejected_charge_amount'])} of "
                f"{short_dollar_text(sums['submitted_charge_amount'])} charged",
                pick={"list": ALL},
            ),
            _week_figure(told.weekly, week),
            Figure(
                "To resubmit",
                count_text(waiting),
                f"{dollar_text(sums['waiting_charge_amount'])} charged",
                "" if pd.isna(oldest) else f"the oldest waits {count_text(oldest, 'day')}",
                pick={"list": "waiting"},
            ),
            Figure(
                "Accepted or answered later",
                count_text(later),
                f"of {count_text(rejected)} rejected",
                f"{count_text(rejected - waiting - later)} resubmitted, no response yet",
                pick={"list": "accepted"},
            ),
        ]
    )
    return frame(row)


def notes(payers: pd.DataFrame) -> None:
    """What a rejection is, what is not known, and which filters do nothing here."""
    no_response = int(payers["no_response_claim_count"].sum())
    said = [
        (
            "A rejected claim never reached adjudication: it is not a denial and is in "
            "no denial figure. Weeks are those in which a claim was first submitted."
        )
    ]
    if no_response:
        said.append(
            f"For {count_text(no_response, 'claim')} neither an acknowledgment nor a "
            "payer's answer is loaded; they count as submitted."
        )
    filters = session.filters_in_force()
    if filters.carcs or filters.categories:
        said.append("Reasons and categories of denials do not narrow this page.")
    st.caption(layout.plain(" ".join(said)))


def _explored(told: Rejected, reason: str, filters: ReviewFilters) -> Text:
    """The trend of the rate; the payers and the reasons with most rejections."""
    return frame(
        columns(
            section("Claims rejected by week", _trend(_in_view(told.weekly, filters)), range_key()),
            section("By payer", _payers(told.payers)),
            section("By reason", _reasons(told.reasons, reason)),
            shares=(373, 340, 376),
        )
    )


def _in_view(weekly: pd.DataFrame, filters: ReviewFilters) -> pd.DataFrame:
    """Weeks without those that only served as history."""
    first = filters.first_week
    return weekly if first is None else weekly[weekly["claim_week"] >= pd.Timestamp(first)]


def _week_figure(weekly: pd.DataFrame, week: Week | None) -> Figure:
    """The rate of the latest full week in its usual range; else against the weeks before."""
    told = week_told(weekly, week)
    if told is None:
        return Figure("Latest week", NO_VALUE, "no claim submitted")
    row, against = told
    rejected, sent = row["rejected_claim_count"], row["submitted_claim_count"]
    label = f"Week of {short_day_text(row['claim_week'])}"
    n = f"{rejected:,.0f} of {count_text(sent, 'claim')}"
    pick = {"week": f"{row['claim_week']:%Y-%m-%d}"}
    if sent < TOO_FEW:
        return Figure(label, NO_VALUE, n, "too few to say", pick=pick)
    rate, low, high = row["rejection_rate"], row["usual_low"], row["usual_high"]
    if pd.isna(low):
        note = average_note(against)
        return Figure(label, percent_text(rate), n, note, pick=pick)
    note = f"usual {low * 100:.1f} to {percent_text(high)}"
    return Figure(
        label, percent_text(rate), n, note, Gauge(rate, low, high), pick, asks=bool(rate > high)
    )


def _trend(weekly: pd.DataFrame) -> Text:
    weeks = [_trend_week(row) for row in weekly.itertuples()]
    last = weeks[-1].value if weeks else None
    return trend(
        weeks,
        "Claims rejected by week first submitted",
        "" if last is None else percent_text(last),
        164,
    )


def _trend_week(row: Any) -> TrendWeek:
    rate = None if pd.isna(row.rejection_rate) else float(row.rejection_rate)
    is_few = row.submitted_claim_count < TOO_FEW
    said = (
        f"Week of {short_day_text(row.claim_week)}: {count_text(row.rejected_claim_count)} of "
        f"{count_text(row.submitted_claim_count, 'claim')} rejected"
    )
    said += f" ({percent_text(rate)})" if rate is not None and not is_few else ""
    usual = [row.usual_low, row.usual_high, row.usual_rate]
    low, high, middle = (None if pd.isna(each) else float(each) for each in usual)
    return TrendWeek(
        row.claim_week.date(),
        rate,
        said,
        low,
        high,
        middle,
        is_few,
        pick={"week": f"{row.claim_week:%Y-%m-%d}"},
    )


def _payers(payers: pd.DataFrame) -> Text:
    rows = largest_payers(payers, ROWS_SHOWN)
    short = short_payers(payers["payer_name"])
    return ranked_list(
        [
            RankedRow(
                short.get(row.payer_name, row.payer_name),
                float(row.rejected_claim_count),
                (
                    f"{row.rejected_claim_count:,.0f} of {row.submitted_claim_count:,.0f}",
                    percent_text(row.rejection_rate)
                    if row.submitted_claim_count >= TOO_FEW
                    else "too few",
                ),
                pick=None if row.payer_name == OTHERS else {"payer": row.payer_name},
            )
            for row in rows.itertuples()
        ],
        ("Rejected", "Rate"),
        label="Payers with most rejected claims",
        empty="No claim was rejected.",
    )


def _reasons(reasons: pd.DataFrame, now: str) -> Text:
    first, rest = reasons.head(ROWS_SHOWN), reasons.iloc[ROWS_SHOWN:]
    more = None
    if len(rest):
        more = MoreRows(
            f"{len(rest)} more",
            (
                count_text(rest["waiting_claim_count"].sum()),
                count_text(rest["rejected_claim_count"].sum()),
            ),
        )
    return ranked_list(
        [
            RankedRow(
                f"{row.reason_id} {row.reason_label}",
                float(row.rejected_claim_count),
                (count_text(row.waiting_claim_count), count_text(row.rejected_claim_count)),
                pick={"reason": row.reason_id},
                is_selected=row.reason_id == now,
            )
            for row in first.itertuples()
        ],
        ("To resubmit", "Rejected"),
        more=more,
        label="Reasons of rejections",
        empty="No claim was rejected.",
    )
