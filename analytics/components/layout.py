"""What every page is made of: the opening, the answer, switches, the lines apart."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import session
from analytics.charts.style import INK, INK_ON_DARK
from analytics.components import chips, decide, loading, welcome
from analytics.components.text import plain as plain  # every page speaks of parts.plain
from analytics.measures.apart import apart_words
from analytics.measures.breakdowns import OTHERS
from analytics.measures.health import health_sentence
from analytics.program import page_file


def opening(
    question: str, of_claims: bool = False, of_weeks: bool = True, of_filters: bool = True
) -> None:
    """The question as title and the chips of the filters; without data, the ways in, and stop.

    ``of_claims`` pages need claims, sent or acknowledged; all others need remittances. On pages
    ``of_weeks`` something can be decided about what is in view, and those of remittances say first
    which weeks of a payer miss a file. Where filters do nothing, ``of_filters`` is no.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", key="opening"):
        st.title(question, anchor=False, width="stretch")
        button = st.empty()
    if not (session.has_claims() if of_claims else session.has_answers()):
        _say_what_is_missing(of_claims)
        st.stop()
    if of_weeks:
        with button:
            decide.decide_button("here", measure="rejection_rate" if of_claims else "denial_rate")
        decide.show_open_decision()
    if of_weeks and not of_claims:
        _say_what_is_missing_of_weeks()
    if not of_filters:
        return
    chips.draw_chips()
    if session.filters_in_force().date_basis == "service":
        st.caption(
            "By service date the latest weeks look better than they are, because "
            "many answers are not in yet. Outcomes shows the likely rates."
        )


def _say_what_is_missing_of_weeks() -> None:
    """Before any figure: a payer's week in view that seems to miss a file, if there is one."""
    sentence = health_sentence(session.review().ask("data_health"))
    if not sentence:
        return
    with st.container(key="health_banner", gap="small"):
        st.warning(plain(sentence), icon=":material/report:")
        st.page_link(page_file("files"), label="Data health on the page Files")


def _say_what_is_missing(of_claims: bool) -> None:
    """The ways in; or, where only the other kind of file is loaded, which kind to fetch."""
    if not session.has_data():
        welcome.draw()
        loading.watch()
    elif of_claims:
        st.info(
            (
                "No claim files or acknowledgments (837, 277CA, 999) are loaded yet. "
                "Load the claims you sent (837, or a CSV of billed lines) and the "
                "acknowledgments of the clearinghouse and the payers (277CA, 999) on the "
                "page Files. Remittances do not show claims that never reached "
                "adjudication."
            ),
            icon=":material/inbox:",
        )
    else:
        st.info(
            (
                "Claims are loaded, but no remittances (835) that answer them, so "
                "nothing is denied yet. Load the payers' remittances on the page Files; "
                "the page Rejections already shows what was rejected before adjudication."
            ),
            icon=":material/inbox:",
        )


def ink() -> str:
    """The color of numbers on colored cells, by the theme in use."""
    return INK_ON_DARK if st.context.theme.type == "dark" else INK


def stop_if_empty(rows: pd.DataFrame, what: str = "line") -> None:
    """Say so when the filters leave nothing, and stop."""
    if rows.empty:
        st.info(plain(f"No {what} matches these filters. Choose more weeks or remove a filter."))
        st.stop()


def answer(sentence: str) -> None:
    """The answer in one sentence; dollar signs are text, not formulas."""
    st.markdown(f"##### {plain(sentence)}")


def switch(
    label: str, key: str, options: dict[str, str] | None = None, default: str = "denied_amount"
) -> str:
    """A switch between measures, dollars and lines if nothing else is said; held across pages."""
    options = options or {"denied_amount": "Dollars", "denied_line_count": "Lines"}
    return st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        default=default,
        required=True,
        key=key,
        persist_state="session",
    )


def labels_of(rows: pd.DataFrame, key: str, label: str, count: int = 6) -> dict[str, str]:
    """Key and title of the first rows, for small weekly trends."""
    kept = rows[rows[key] != OTHERS].head(count)
    return {
        code: code if code == text else f"{code} · {text}"
        for code, text in zip(kept[key], kept[label], strict=True)
    }


def apart() -> None:
    """The lines kept out of the figures, each kind with its count and dollars."""
    rows = session.review().ask("lines_apart")
    rows = rows[rows["line_count"] > 0]
    if rows.empty:
        return
    st.caption(plain(f"Not counted above: {apart_words(rows)}."))
