"""The weekly packet: what the review shows of a week, to print or mail."""

from __future__ import annotations

import pandas as pd

from analytics.charts.printed import printed_trend
from analytics.exports.documents import Picture, Section, Table
from analytics.measures.breakdowns import breakdown
from analytics.measures.signal_words import status_text
from analytics.measures.words import points_text, rate_text
from analytics.packet.examples import shown_to_all
from analytics.packet.headline import headline_section
from analytics.packet.payer import payer_section
from analytics.review import WeekInReview, payer_in_depth

TOP, PAYERS, PAYER_EXAMPLES, EXAMPLES, WEEKS_LISTED = 10, 3, 3, 5, 13
NOTHING_NEW = "Nothing new: no reason stands out this week more than chance explains."
NOT_JUDGED = (
    "Alerts were not computed for this week: they need 8 weeks of answers before it "
    "and cover the last 26 weeks."
)
TOP_COLUMNS = (
    "carc_code",
    "reason_label",
    "payer_name",
    "procedure_code",
    "modifier_codes",
    "denied_line_count",
    "denied_amount",
    "owner",
    "usual_fix",
)
SHARES = (
    "denied_line_count",
    "adjudicated_line_count",
    "denial_rate",
    "denied_amount",
    "open_amount",
)


def weekly_sections(told: WeekInReview) -> tuple[Section, ...]:
    """Every section of the packet, in the order of the meeting."""
    top = told.top
    by_count = top.sort_values("denied_line_count", ascending=False, kind="stable")
    return (
        headline_section(told),
        _actions(told),
        _signals(told),
        _drivers(told),
        _trend(told),
        Section(
            "Top denials of the week",
            parts=(
                Table("Top ten by count", by_count.head(TOP), TOP_COLUMNS, "denied_line_count"),
                Table("Top ten by dollars", top.head(TOP), TOP_COLUMNS, "denied_amount"),
            ),
            has_own_page=True,
        ),
        _shares(told),
        Section(
            "Example claims of the week",
            ("The largest, recovered and open in turn; no patient can be identified from them.",),
            (
                shown_to_all(
                    "Examples", told.of_week("claim_examples", row_limit=EXAMPLES), "payer_name"
                ),
            ),
        ),
        *_payers(told),
    )


def _signals(told: WeekInReview) -> Section:
    """What stood out this week beyond chance, in the sentences of the signals."""
    kinds = [
        told.alerts.assign(kind="New or worse"),
        told.watched.assign(kind="To be watched"),
        told.improved.assign(kind="Improved"),
    ]
    judged = set(pd.to_datetime(told.judged_weeks["remit_week"]))
    is_judged = pd.Timestamp(told.week_of_alerts) in judged
    found = pd.concat([rows for rows in kinds if len(rows)] or kinds[:1], ignore_index=True)
    found["mark"] = [status_text(row) for row in found.itertuples()]
    found = found.drop(columns="status", errors="ignore")  # which the mark says in words
    return Section(
        "What is new",
        parts=(
            Table(
                "Signals",
                found,
                ("kind", "mark", "sentence"),
                if_empty=NOTHING_NEW if is_judged else NOT_JUDGED,
            ),
        ),
    )


def _actions(told: WeekInReview) -> Section:
    """What was decided until this week, and whether it moved its number."""
    return Section(
        "Actions",
        parts=(
            Table(
                "Decisions",
                told.actions.drop(columns="note"),
                (
                    "title",
                    "owner",
                    "due_date",
                    "status",
                    "sentence",
                ),
                if_empty="No decisions recorded yet.",
            ),
        ),
    )


def _drivers(told: WeekInReview) -> Section:
    """Why the rate moved against the eight weeks before."""
    rows, steps = told.drivers, told.driver_steps
    is_end = steps["step"].isin(["before", "after"])
    change = [
        rate_text(row.denied_line_count, row.line_count)
        if end
        else f"{'▼' if row.points < 0 else '▲'} {points_text(row.points)}"
        for row, end in zip(steps.itertuples(), is_end, strict=True)
    ]
    return Section(
        "Why the rate moved",
        (told.drivers_sentence,),
        (
            Table(
                "Drivers against 8 weeks before",
                steps.assign(change=change),
                (
                    "label",
                    "change",
                    "denied_line_count",
                    "line_count",
                    "denied_line_count_before",
                    "line_count_before",
                ),
                if_empty="There is nothing to compare.",
                sheet=rows,
            ),
        )
        if len(rows)
        else (),
    )


def _trend(told: WeekInReview) -> Section:
    """The weeks shown as a chart, the last of them in numbers."""
    return Section(
        "Week by week",
        parts=(
            Picture(printed_trend(told.weeks, "Denial rate week by week")),
            Table(
                "Weeks",
                told.weeks.tail(WEEKS_LISTED),
                (
                    "remit_week",
                    "denied_line_count",
                    "adjudicated_line_count",
                    "denial_rate",
                    "claim_denial_rate",
                    "dollar_denial_rate",
                    "denied_amount",
                    "recovered_amount",
                    "open_amount",
                ),
                bar="denial_rate",
                sheet=told.weeks,
            ),
        ),
    )


def _shares(told: WeekInReview) -> Section:
    """The week by payer, by category and by reason."""
    kinds = breakdown(told.by_category, "category", shared_denominator=True)
    payers, reasons = told.by_payer, told.by_reason
    return Section(
        "The week by payer, category and reason",
        parts=(
            Table(
                "By payer",
                breakdown(payers, "payer_name"),
                ("payer_name", *SHARES),
                "denied_amount",
                sheet=payers,
            ),
            Table("By category", kinds, ("category", *SHARES), "denied_amount"),
            Table(
                "By reason",
                breakdown(reasons, "carc_code", shared_denominator=True),
                ("carc_code", "reason_label", *SHARES),
                "denied_amount",
                sheet=reasons,
            ),
        ),
    )


def _payers(told: WeekInReview) -> list[Section]:
    """A page for each payer with most denied dollars this week."""
    payers = told.by_payer
    largest = payers[payers["denied_amount"] > 0].nlargest(PAYERS, "denied_amount")
    sections = []
    for payer in largest["payer_name"]:
        depth = payer_in_depth(told, payer)
        examples = shown_to_all("Example claims", depth.examples.head(PAYER_EXAMPLES))
        sections.append(payer_section(depth, examples))
    return sections
