"""Payers: who denies, for what, and whether it is changing."""

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import address, downloads, layout, views
from analytics.components.breakdowns import break_down, payer_detail, payer_in_depth
from analytics.components.breakdowns.payer_detail import PayerDetail, kept
from analytics.components.breakdowns.payer_table import CELLS, PayerTable, listed_payers
from analytics.components.claim import history
from analytics.components.outcomes import downcoding, takebacks
from analytics.components.pane import Pick, pane
from analytics.markup.heat import alert_key
from analytics.markup.layout import Choice, frame, rule, section, switch
from analytics.markup.marks import Text
from analytics.measures.breakdowns import breakdown
from analytics.measures.names import shown_payer
from analytics.measures.payers import most_cited, most_denied, payers_answer
from analytics.measures.signal_states import ENDED
from analytics.measures.weeks import fill_weeks
from analytics.measures.words import all_text, count_text, short_day_text

PANELS = 6

opened = layout.opening("Payers")
review = session.review()
before = session.review(session.filters_in_force().with_history())
session.ask_together(
    (review, "denials_by_payer", {}),
    (review, "denials_by_payer_and_reason", {}),
    (review, "secondary_payers", {}),
    (review, "alerts", {"week": None}),
    (before, "weekly_denials_by_payer", {}),
)
payers = review.ask("denials_by_payer")
secondary = review.ask("secondary_payers")
if secondary.empty:
    layout.stop_if_empty(payers)
reasons = review.ask("denials_by_payer_and_reason")
alerts = review.ask("alerts", week=None)
standing = alerts[(alerts["status"] != ENDED) & alerts["payer_name"].notna()]
alerted = {
    (row.payer_name, row.carc_code): f"Worse since {short_day_text(row.since_week)}"
    for row in standing.sort_values("since_week", ascending=False).itertuples()
}
names = [*dict.fromkeys([*payers["payer_name"], *secondary["payer_name"]])]


def since(payer: str) -> dict[str, str]:
    """Of which reasons of a payer it is worse, since when."""
    return {carc: words for (each, carc), words in alerted.items() if each == payer}


if st.session_state.get("payer_open", "") not in ("", *names):
    st.session_state["payer_open"] = ""  # the filters have left it out
chosen = address.keep("payer_open", "", names)
first = kept("first", lambda: most_denied(payers))
shown = chosen or (first.payer_name if first else names[0])
told = kept(("detail", shown), lambda: PayerDetail(shown, since(shown)))


def pick(picked: Pick) -> None:
    """For a pick in the table: the lines of a cell or of a reason, or a payer to look into."""
    payer, carc = picked.get("payer", ""), picked.get("carc", "")
    if picked.get("cells") in CELLS:
        st.session_state["payer_cells"] = picked["cells"]
    elif picked.get("do") == "back":
        st.session_state["payer_open"] = ""
    elif picked.get("more") == "payers":
        st.session_state["all_payers"] = True
    elif payer in names and carc in set(reasons["carc_code"]):
        session.drill(payer=payer, carc=carc)
    elif payer in names:
        st.session_state["payer_open"] = payer
    elif carc in set(reasons["carc_code"]) and not payer:
        session.drill(carc=carc)
    else:
        payer_detail.opened(picked, told)


with opened.buttons:
    export = st.popover(
        "Export", key="payers_export", icon=":material/download:", on_change="rerun"
    )
    if export.open:
        with export:
            downloads.downloads(
                "Denials by payer",
                {"Payers": payers, "Payer and reason": reasons},
                "denials_by_payer",
            )
if len(payers):
    worse = since(first.payer_name) if first else {}
    strong = (shown_payer(first.payer_name), most_cited(reasons, first.payer_name)) if first else ()
    layout.answer(kept("answer", lambda: payers_answer(payers, reasons, worse)), *strong)
value = address.keep("payer_cells", "denied_amount", list(CELLS))


def weeks_of_payers() -> pd.DataFrame:
    """The weeks of the payers listed, those that say what is usual included."""
    rows = before.ask("weekly_denials_by_payer")
    is_listed = rows["payer_name"].isin(listed_payers(payers)[0]["payer_name"])
    return fill_weeks(rows[is_listed], "payer_name")


def cells() -> Text:
    """The table, and the switch of what its cells show."""
    weeks = dict(list(weekly.groupby("payer_name", sort=False)))
    labels = dict(zip(reasons["carc_code"], reasons["reason_label"], strict=True))
    table = PayerTable(payers, reasons, weeks, alerted, labels)
    choices = [Choice(words, {"cells": name}, name == value) for name, words in CELLS.items()]
    return section(
        "Denied by payer and reason",
        table.drawn(value, shown),
        alert_key() + switch(choices, "Cells show"),
    )


weekly = kept("weeks", weeks_of_payers)
blocks = [kept(("cells", value, shown), cells), rule()] if len(payers) else []
pane(frame(*blocks, payer_detail.heading(told, bool(chosen))), "payer_cells_pane", pick)
payer_detail.draw(told)

# One title for every payer: under another the fold would close when another payer is opened.
if fold := layout.fold("This payer: how it pays, what changed, claims", "payer_in_depth"):
    with fold:
        payer_in_depth.draw(shown)
if len(payers):
    if fold := layout.fold(all_text(len(payers), "payer"), "all_payers"):
        with fold:
            views.table(
                breakdown(payers, "payer_name", keep=100_000),
                "payers_table",
                ("payer_name", *views.MEASURED),
                {"payer": "payer_name"},
            )
    if fold := layout.fold("Week by week", "payer_weeks"):
        with fold:
            largest = list(listed_payers(payers)[0]["payer_name"])[:PANELS]
            labels = {name: shown_payer(name) for name in largest}
            views.trends(weekly, "payer_name", labels, "payer_trends", ("week", "payer"))
    if fold := layout.fold("By client or claim type", "payers_broken_down"):
        with fold:
            break_down.draw("payers_parts", ("client", "claim_kind"))
if len(secondary):
    count = count_text(len(secondary), "payer")
    if fold := layout.fold(f"Secondary answers only: {count}", "secondary_payers"):
        with fold:
            payer_in_depth.draw_secondary(secondary)
if fold := layout.fold("Denied after payment, and other takebacks", "takebacks_folded"):
    with fold:
        takebacks.draw(has_heading=False)
if fold := layout.fold("Paid under a lower procedure than billed", "downcoding_folded"):
    with fold:
        downcoding.draw(review.ask("downcoding_by_payer"), review.ask("downcoded_lines"))
if fold := layout.fold("Provider-level adjustments (PLB)", "provider_adjustments"):
    with fold:
        payer_in_depth.draw_adjustments()
history.show_open_claim()
