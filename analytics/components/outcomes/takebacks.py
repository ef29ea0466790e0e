"""Payments taken back, and what was denied then: part of Payers and Outcomes."""

from __future__ import annotations

import streamlit as st

from analytics import session
from analytics.charts.takebacks import takebacks_chart
from analytics.components import downloads, views
from analytics.components.text import plain
from analytics.exports.columns import columns_for
from analytics.measures.takebacks import takebacks_sentence


def draw(has_heading: bool = True) -> None:
    """The sentence, the weeks, the reasons; a click leads to the lines in the work list."""
    if has_heading:
        st.subheader("Denied after payment, and other takebacks", anchor=False)
    weekly = session.review().ask("weekly_denied_after_payment")
    st.caption(
        plain(
            f"{takebacks_sentence(weekly)} These are not initial denials and are not "
            "in the figures above; each is counted in the week the money was taken "
            "back."
        )
    )
    if weekly.empty:
        return
    views.chart(takebacks_chart(weekly), "takebacks", ("week",), on_pick=_show_lines)
    reasons = session.review().ask("denied_after_payment_by_reason")
    if len(reasons):
        st.markdown("Reasons of what was denied after payment")
        views.table(
            reasons,
            "denied_after_payment_reasons",
            (
                "carc_code",
                ("reason_label", "medium"),
                "payer_name",
                "denied_line_count",
                "taken_back_amount",
                "denied_amount",
                "recovered_amount",
                "open_amount",
            ),
            on_pick=lambda row: _show_lines(
                {"carc": row["carc_code"], "payer": row["payer_name"]}, "after_payment"
            ),
        )
    lines = session.review().ask("takebacks")
    downloads.downloads(
        "Takebacks",
        {"Takebacks": columns_for("takebacks", lines), "Weeks": weekly, "Reasons": reasons},
        "takebacks",
    )


def _show_lines(values: dict[str, str], name: str = "taken_back") -> None:
    """Go to the work list of what was taken back, with these filters."""
    session.drill("denied_lines", {"list": name}, **values)
