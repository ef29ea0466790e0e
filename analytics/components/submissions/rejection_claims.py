"""The rejected claims as a list: those to resubmit, whose work they are, for which reason."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import address, views
from analytics.components.claim import history
from analytics.components.pane import Pick, pane
from analytics.components.submissions import paged
from analytics.markup.layout import Choice, chips, frame, section
from analytics.markup.marks import Text, html, joined
from analytics.markup.tables import Column, Row, table
from analytics.measures.names import short_payers
from analytics.measures.rejections import (
    STATES,
    states_of,
    with_reasons,
)
from analytics.measures.words import (
    count_text,
    dollar_text,
    short_day_text,
)

BY_WHOM = {
    "payer": "Payer",
    "clearinghouse": "Clearinghouse",
    "receiver": "Receiver of the file",
}
WHAT = {
    "claim": "the claim",
    "line": "a line of it",
    "provider": "all of a provider's claims",
    "batch": "the batch it came in",
    "set": "the file it came in",
}
ALL = "all"
# What stands in the address.
LIST, OWNER, REASON, PAGE = "rejected_list", "rejection_owner", "rejected_for", "rejected_page"
LISTS = {**STATES, ALL: "All rejected"}


def claim_list(claims: pd.DataFrame, reasons: pd.DataFrame) -> pd.DataFrame:
    """The rejected claims of the list, owner and reason chosen; a row opens its history.

    Answers all of them, for the download.
    """
    claims = with_reasons(claims).assign(state=states_of(claims))
    reason = address.keep(REASON, "")
    labels = dict(zip(reasons["reason_id"], reasons["reason_label"], strict=True))
    if reason in labels:
        claims = claims[claims["reason_id"] == reason]
    chosen = address.keep(LIST, "waiting", list(LISTS))
    owner, kept = _of_owner(claims, chosen)
    counts = kept["state"].value_counts()
    kinds = [
        Choice(
            words,
            {"list": name},
            name == chosen,
            f"{len(kept) if name == ALL else counts.get(name, 0):,}",
        )
        for name, words in LISTS.items()
    ]
    listed = kept if chosen == ALL else kept[kept["state"] == chosen]
    shown, pager = paged.rows_shown(listed, PAGE)
    short = short_payers(claims["payer_name"].unique())
    only = ""
    if reason in labels:
        only = chips(
            [Choice(f"Only {reason} {labels[reason]} ×", {"reason": ""}, is_on=True)], "Reason"
        )
    heads = [
        Column("Claim", "strong", is_pinned=True),
        Column("Payer"),
        Column("Charge", "money", is_strong=True),
        Column("Why", is_wide=True),
        Column("Owner"),
        Column("Rejected", "number"),
        Column("Waiting", "number"),
        *([Column("Status", "badge")] if chosen == ALL else []),
    ]
    rows = [
        _claim_row(row, place, short, is_told=chosen == ALL)
        for place, row in enumerate(shown.itertuples())
    ]
    block = section(
        "Rejected claims",
        joined(
            [
                html('<div class="stack tight">{}{}{}</div>', chips(kinds, "List"), owner, only),
                table(heads, rows, "Rejected claims", empty="No claim here."),
                pager,
            ]
        ),
        html(
            '<span class="muted">{}, {} charged</span>',
            count_text(len(listed), "claim"),
            dollar_text(listed["charge_amount"].sum()),
        ),
    )
    pane(frame(block), "rejected_claims", lambda picked: follow(picked, shown))
    return listed


def refusers(rows: pd.DataFrame) -> None:
    """Who refused, and whether a claim or all of a file."""
    views.table(
        rows.assign(
            rejected_by=rows["rejected_by"].map(BY_WHOM).fillna(rows["rejected_by"]),
            rejected_level=rows["rejected_level"].map(WHAT).fillna(rows["rejected_level"]),
        ),
        "rejection_refusers",
        (
            "rejected_by",
            "rejected_level",
            "rejected_claim_count",
            "waiting_claim_count",
            "rejected_charge_amount",
        ),
    )


def _of_owner(claims: pd.DataFrame, chosen: str) -> tuple[Text, pd.DataFrame]:
    """Whose work: chips where it is of several, counted in the list, and the claims of one."""
    owner = address.keep(OWNER, "")
    is_listed = (claims["state"] == chosen) | (chosen == ALL)
    counts = is_listed.groupby(claims["owner"]).sum().sort_values(ascending=False, kind="stable")
    if owner not in counts.index:
        owner = ""
    if len(counts) < 2:
        return "", claims
    every = Choice("Everybody", {"owner": ""}, not owner)
    rest = [
        Choice(name, {"owner": name}, name == owner, f"{count:,}") for name, count in counts.items()
    ]
    return chips([every, *rest], "Whose work"), claims[
        claims["owner"] == owner
    ] if owner else claims


def _claim_row(row: Any, place: int, short: dict[str, str], is_told: bool) -> Row:
    party = f" ({row.entity_label})" if isinstance(row.entity_label, str) else ""
    cells = [
        row.patient_control_number,
        short.get(row.payer_name, row.payer_name),
        dollar_text(row.charge_amount),
        html('<b class="code">{}</b> {}', row.reason_id, f"{row.status_label}{party}"),
        row.owner,
        short_day_text(row.rejection_date),
        "" if pd.isna(row.days_waiting) else count_text(row.days_waiting, "day"),
    ]
    return Row(cells + [STATES[row.state]] * is_told, {"row": f"{place}"})


def follow(picked: Pick, shown: pd.DataFrame | None = None) -> None:
    """For a pick: another list, owner or reason, other rows, a payer, a week, a claim's history."""
    state = st.session_state
    if shown is not None and (row := paged.picked_row(picked, shown)) is not None:
        history.open_claim(row)
    elif paged.turn(picked, PAGE):
        return
    elif picked.get("list") in LISTS:
        state[LIST], state[PAGE] = picked["list"], "1"
    elif "owner" in picked:
        state[OWNER], state[PAGE] = picked["owner"], "1"
    elif "reason" in picked:
        is_same = state.get(REASON) == picked["reason"]
        state[REASON], state[PAGE] = "" if is_same else picked["reason"], "1"
    else:
        known = {name: value for name, value in picked.items() if name in ("payer", "week")}
        if known:
            session.drill("rejections", **known)
