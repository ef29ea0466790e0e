"""What no rule links, with the reason: claims under one number, and lines. Part of Files."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import downloads, layout, views
from analytics.components.claim import history
from analytics.measures.words import count_text

SIDES = {"answered": "Answered, not billed", "billed": "Billed, not answered"}


def draw() -> None:
    """How many of each, folded, each with its reason; a click opens the claim."""
    claims, lines = (
        session.everything().ask("unlinked_claims"),
        session.everything().ask("unmatched_lines"),
    )
    fold = layout.fold(
        f"What is not linked: {count_text(len(claims), 'claim')}, {count_text(len(lines), 'line')}",
        "unlinked_folded",
    )
    if fold is None:
        return
    with fold:
        _draw_open(claims, lines)


def _draw_open(claims: pd.DataFrame, lines: pd.DataFrame) -> None:
    """Why, and the two lists."""
    numbers = claims.loc[claims["claim_count"] > 1, "patient_control_number"].nunique()
    st.caption(
        "Claims and lines are linked by rules, never by similarity: "
        f"{count_text(len(claims), 'claim')} under "
        f"{count_text(numbers, 'shared control number')} or none, and "
        f"{count_text(len(lines), 'billed or answered line')} without a match. Each "
        "counts on its own, with the reason. Click one for its claim's history."
    )
    _claims(claims)
    _lines(lines)
    downloads.downloads("What is not linked", {"Claims": claims, "Lines": lines}, "unlinked_claims")


def _claims(claims: pd.DataFrame) -> None:
    """The claims that share a control number, side by side."""
    st.markdown(f"**Claims under one number that are separate claims: {len(claims):,}**")
    if len(claims):
        views.table(
            _in_words(claims),
            history.table_key("unlinked_claims"),
            (
                "patient_control_number",
                "payer_name",
                "service_date",
                ("reason", 400),
                "payer_claim_control_number",
                "charge_amount",
                "answer_count",
                "claim_count",
            ),
            on_pick=_open,
        )


def _lines(lines: pd.DataFrame) -> None:
    """The lines that stand on one side only."""
    st.markdown(f"**Lines without a match: {len(lines):,}**")
    if len(lines):
        views.table(
            _in_words(lines.assign(side=lines["side"].map(SIDES))),
            history.table_key("unmatched_lines"),
            (
                "side",
                "patient_control_number",
                "payer_name",
                ("reason", 400),
                "procedure_code",
                "modifier_codes",
                "service_date",
                "charge_amount",
                "file_name",
                "segment_number",
            ),
            on_pick=_open,
        )


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Reasons as sentences begin."""
    return rows.assign(reason=rows["reason"].str[:1].str.upper() + rows["reason"].str[1:])


def _open(row: pd.Series) -> None:
    """Open the claim, unless nothing names it."""
    if row["patient_control_number"]:
        history.open_claim(row)
