"""Reasons: why lines are denied, and whether it is changing."""

from functools import partial

import streamlit as st

from analytics import session
from analytics.components import address, downloads, layout, views
from analytics.components.breakdowns import explored, reason_detail, reason_table
from analytics.components.breakdowns.break_down import NOTE, SORTS
from analytics.components.breakdowns.reason_detail import ReasonDetail
from analytics.components.definitions.reason_rules import PREVENTABLE
from analytics.components.pane import Pick, pane
from analytics.markup.layout import Choice, frame, section, switch
from analytics.measures.breakdowns import breakdown
from analytics.measures.names import short_payers
from analytics.measures.reasons import reasons_answer
from analytics.measures.signal_states import ENDED
from analytics.measures.words import all_text, short_day_text

KINDS = {"reason": "Reasons", "category": "Categories"}

opened = layout.opening("Reasons")
review = session.review()
reasons, categories = review.ask("denials_by_reason"), review.ask("denials_by_category")
layout.stop_if_empty(review.ask("weekly_denials"))
alerts = review.ask("alerts", week=None)
standing = alerts[alerts["status"] != ENDED].sort_values("since_week", ascending=False)
short = short_payers(review.ask("denials_by_payer")["payer_name"])
alerted = {
    row.carc_code: f"worse at {short.get(row.payer_name, 'all payers')} "
    f"since {short_day_text(row.since_week)}"
    for row in standing.itertuples()
}
by = address.keep("reasons_of", "reason", list(KINDS))
value = address.keep("reasons_by", "denied_amount", list(SORTS))
carcs = list(reasons["carc_code"])
if st.session_state.get("reason_open", "") not in ("", *carcs):
    st.session_state["reason_open"] = ""  # the filters have left it out
chosen = address.keep("reason_open", "", carcs)
shown = chosen or (carcs[0] if carcs else "")


def pick(picked: Pick) -> None:
    """For a pick in the list: a reason to look into, a category to narrow to, another order."""
    if picked.get("by") in SORTS:
        st.session_state["reasons_by"] = picked["by"]
    elif picked.get("of") in KINDS:
        st.session_state["reasons_of"] = picked["of"]
    elif picked.get("more"):
        st.session_state["all_reasons"] = True
    elif picked.get("carc") in carcs:
        st.session_state["reason_open"] = picked["carc"]
    elif picked.get("category") in set(categories["category"]):
        session.drill("reasons", category=picked["category"])


with opened.buttons:
    export = st.popover(
        "Export", key="reasons_export", icon=":material/download:", on_change="rerun"
    )
    if export.open:
        with export:
            downloads.downloads(
                "Denials by reason",
                {
                    "Reasons": reasons,
                    "Categories": categories,
                    "Also cited": partial(review.ask, "cited_reasons"),
                    "Remarks": partial(review.ask, "denials_by_remark"),
                },
                "denials_by_reason",
            )
first = reasons.iloc[0] if len(reasons) else None
layout.answer(
    reasons_answer(reasons, alerted.get(carcs[0], "") if carcs else ""),
    *([] if first is None else [f"{first['carc_code']} {first['reason_label']}"]),
)
explored.figures(review, "reasons_figures")
if reasons.empty:
    st.stop()
weekly = reason_table.weeks_by("reason")
left, right = st.columns((600, 520), gap="medium")
with left:
    is_by_reason = by == "reason"
    drawn = reason_detail.kept(
        ("table", by, value, shown),
        lambda: reason_table.drawn(
            reasons if is_by_reason else categories,
            weekly if is_by_reason else reason_table.weeks_by("category"),
            by,
            value,
            shown,
            alerted,
        ),
    )
    switches = switch(
        [Choice(words, {"of": name}, name == by) for name, words in KINDS.items()], "List"
    ) + switch(
        [Choice(words, {"by": name}, name == value) for name, words in SORTS.items()], "Sorted by"
    )
    pane(frame(section("Why lines are denied", drawn, switches, NOTE)), "reasons_list", pick)
with right:
    (row,) = reasons[reasons["carc_code"] == shown].itertuples()
    told = ReasonDetail(row, weekly[weekly["carc_code"] == shown], alerted.get(shown, ""), value)
    reason_detail.draw(told, bool(chosen))

if fold := layout.fold(all_text(len(reasons), "reason"), "all_reasons"):
    with fold:
        st.caption(
            "Each denied line is listed once, under its primary reason. Click a row to view lines."
        )
        views.table(
            breakdown(reasons, "carc_code", value, keep=1000, shared_denominator=True).replace(
                {"preventable": PREVENTABLE}
            ),
            "reasons_table",
            (
                "carc_code",
                ("reason_label", "medium"),
                "category",
                *views.MEASURED,
                "preventable",
                "owner",
            ),
            {"carc": "carc_code"},
        )
if fold := layout.fold("Week by week, the largest reasons", "reason_weeks"):
    with fold:
        labels = layout.labels_of(
            breakdown(reasons, "carc_code", value, shared_denominator=True),
            "carc_code",
            "reason_label",
        )
        views.trends(weekly, "carc_code", labels, "reason_trends", ("week", "carc"))
if fold := layout.fold("Week by week, the largest categories", "category_weeks"):
    with fold:
        labels = layout.labels_of(
            breakdown(categories, "category", value, shared_denominator=True),
            "category",
            "category",
        )
        views.trends(
            reason_table.weeks_by("category"),
            "category",
            labels,
            "category_trends",
            ("week", "category"),
        )
if fold := layout.fold("Every reason cited, primary or not", "cited_reasons"):
    with fold:
        views.table(
            review.ask("cited_reasons"),
            "cited_table",
            (
                "carc_code",
                "reason_label",
                "category",
                "cited_line_count",
                "primary_line_count",
                "cited_amount",
            ),
        )
if fold := layout.fold("Remarks that came with the denials", "remarks"):
    with fold:
        views.table(
            review.ask("denials_by_remark"),
            "remarks_table",
            (
                "remark_code",
                "remark_label",
                "carc_code",
                "category",
                "denied_line_count",
                "denied_amount",
            ),
            {"remark": "remark_code", "carc": "carc_code"},
        )
