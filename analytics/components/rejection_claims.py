"""What the Rejections page is made of: figures, notes, pills that narrow, and the claims."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import figures, history, layout, views
from analytics.components.how_counted import plain_dollars
from analytics.measures.rates import TOO_FEW, share
from analytics.measures.rejections import totals, week_told, with_reasons
from analytics.measures.weeks import HISTORY, Week, average_text
from analytics.measures.words import (
    NO_VALUE,
    count_text,
    day_text,
    dollar_text,
    percent_text,
    points_text,
    short_dollar_text,
)
from analytics.vocabulary import ReviewFilters

REASONS = 12  # bars; more are in the list of claims
NO_ACKNOWLEDGMENTS = (
    "Claim files are loaded, but no acknowledgment (277CA, 999) of them: whether a "
    "claim was rejected before adjudication is not known. Load what your "
    "clearinghouse and payers send back."
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


def figures_row(payers: pd.DataFrame, weekly: pd.DataFrame, week: Week | None) -> None:
    """The latest week against the eight before, and what became of all claims refused in view."""
    sums = totals(payers)
    sent, refused, waiting = (
        sums[f"{what}_claim_count"] for what in ("submitted", "rejected", "waiting")
    )
    is_told, past = sent >= TOO_FEW, refused - waiting
    rate = percent_text(share(refused, sent)) if is_told else count_text(refused)
    of_sent = f"of {count_text(sent, 'claim')}" + ("" if is_told else "; too few to say")
    told = (
        ("Refused", rate, f"{count_text(refused)} {of_sent}", None),
        (
            "Charges rejected",
            dollar_text(sums["rejected_charge_amount"]),
            f"of {short_dollar_text(sums['submitted_charge_amount'])} sent",
            None,
        ),
        (
            "To resubmit",
            count_text(waiting),
            f"{dollar_text(sums['waiting_charge_amount'])} charged",
            (
                "Claims whose last submission was rejected, with nothing after it. The "
                f"other {count_text(past)} rejected claims were resubmitted, answered or "
                "withdrawn since."
            ),
        ),
    )
    with st.container(key="figures_of_door"):
        columns = st.columns([4, 3, 3, 3], gap="small")
    _week_figure(columns[0], weekly, week)
    for column, (label, value, below, words) in zip(columns[1:], told, strict=True):
        column.metric(
            label,
            plain_dollars(value),
            plain_dollars(below),
            delta_color="off",
            delta_arrow="off",
            border=True,
            height="stretch",
            help=words,
        )


def _week_figure(
    column: st.delta_generator.DeltaGenerator, weekly: pd.DataFrame, week: Week | None
) -> None:
    """The rate of the latest full week, its change, and the weeks before it."""
    told = week_told(weekly, week)
    if told is None:
        column.metric("Rejected in the latest week", NO_VALUE, border=True)
        return
    row, against = told
    refused, sent = row["rejected_claim_count"], row["submitted_claim_count"]
    trail = weekly[weekly["claim_week"] <= row["claim_week"]].tail(HISTORY)
    is_told = sent >= TOO_FEW
    figures.tile(
        column,
        f"Week of {day_text(row['claim_week'])}: {refused:,.0f} of {sent:,.0f}",
        percent_text(row["rejection_rate"]) if is_told else NO_VALUE,
        trail["rejection_rate"],
        **(figures.change(against, points_text) if is_told else figures.FEW),
        help=(
            "Claims first sent in this week, and how many of them were rejected. Change "
            f"against the average of the 8 weeks before ({average_text(against)})."
        ),
    )


def notes(payers: pd.DataFrame) -> None:
    """What a rejection is, what is not known, and which filters do nothing here."""
    if not session.has_acknowledgments():
        st.warning(NO_ACKNOWLEDGMENTS, icon=":material/mark_email_unread:")
    unheard = int(payers["unheard_claim_count"].sum())
    said = [
        (
            "A rejected claim never reached adjudication: it is no denial and stands in "
            "no denial figure. Weeks are those in which a claim was first sent."
        )
    ]
    if unheard:
        said.append(
            f"For {count_text(unheard, 'claim')} neither an acknowledgment nor a "
            "payer's answer is loaded; they count as submitted."
        )
    filters = session.filters_in_force()
    if filters.carcs or filters.categories:
        said.append("Reasons and categories of denials do not narrow this page.")
    st.caption(layout.plain(" ".join(said)))


def in_view(weekly: pd.DataFrame, filters: ReviewFilters) -> pd.DataFrame:
    """Weeks without those that only served as history."""
    first = filters.first_week
    return weekly if first is None else weekly[weekly["claim_week"] >= pd.Timestamp(first)]


def beside_payers(rows: pd.DataFrame) -> list[str]:
    """Beside a payer's bar: of how many claims, the rate, what waits."""
    return [
        f"{row.rejected_claim_count:,.0f} of {count_text(row.submitted_claim_count, 'claim')} · "
        + (
            percent_text(row.rejection_rate)
            if row.submitted_claim_count >= TOO_FEW
            else "too few to say"
        )
        + _waiting(row)
        for row in rows.itertuples()
    ]


def beside_reasons(rows: pd.DataFrame) -> list[str]:
    """Beside a reason's bar: claims, charges, what waits."""
    return [
        f"{count_text(row.rejected_claim_count, 'claim')} · "
        f"{dollar_text(row.rejected_charge_amount)}{_waiting(row)}"
        for row in rows.head(REASONS).itertuples()
    ]


def _waiting(row: Any) -> str:
    """How many of a row wait, if any."""
    return f" · {row.waiting_claim_count:,.0f} waiting" if row.waiting_claim_count else ""


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


def owner_pills(reasons: pd.DataFrame) -> str | None:
    """One owner to look at, or all; each with its refused claims."""
    counts = reasons.groupby("owner")["rejected_claim_count"].sum().sort_values(ascending=False)
    if st.session_state.get("rejection_owner") not in counts.index:
        st.session_state["rejection_owner"] = None
    return st.pills(
        "Whose work",
        list(counts.index),
        format_func=lambda owner: layout.plain(f"{owner} · {counts[owner]:,.0f}"),
        key="rejection_owner",
        persist_state="session",
        label_visibility="collapsed",
    )


def reasons_key() -> str:
    """Key of the chart of reasons; another after each click: the pick below says what is chosen."""
    return f"rejection_reasons_{st.session_state.get('reasons_picked', 0)}"


def narrow_to_reason(picked: dict[str, str]) -> None:
    """For a chart's callback: show the claims of the clicked reason only."""
    st.session_state["rejections_for"] = [picked["reason"]]
    st.session_state["reasons_picked"] = st.session_state.get("reasons_picked", 0) + 1


def narrowed(claims: pd.DataFrame, reasons: pd.DataFrame, owner: str | None) -> pd.DataFrame:
    """The claims left by the owner, the reasons picked and the switch for waiting ones."""
    labels = dict(zip(reasons["reason_id"], reasons["reason_label"], strict=True))
    picked = st.session_state.get("rejections_for") or []
    st.session_state["rejections_for"] = [reason for reason in picked if reason in labels]
    with st.container(horizontal=True, vertical_alignment="center"):
        chosen = st.multiselect(
            "Only rejected for",
            list(labels),
            format_func=lambda reason: f"{reason} {labels.get(reason, '')}",
            key="rejections_for",
            placeholder="All reasons (or click a bar above)",
            label_visibility="collapsed",
            persist_state="session",
            width=520,
        )
        is_waiting = st.toggle(
            "Only those still to resubmit", key="rejections_waiting", persist_state="session"
        )
    kept = with_reasons(claims)
    kept = kept[kept["reason_id"].isin(chosen)] if chosen else kept
    kept = kept[kept["owner"] == owner] if owner else kept
    return kept[kept["is_waiting"].astype(bool)] if is_waiting else kept


def table_of(claims: pd.DataFrame) -> None:
    """The refused claims; a click on one opens its history."""
    st.caption("Those still to resubmit come first. Click a claim for its full history.")
    because = claims["status_label"] + claims["entity_label"].map(
        lambda party: f" ({party})" if isinstance(party, str) else ""
    )
    with st.container(key="rejected_claims"):
        views.table(
            claims.assign(
                because=because,
                rejected_by=claims["rejected_by"].map(BY_WHOM).fillna(claims["rejected_by"]),
                rejected_level=claims["rejected_level"].map(WHAT).fillna(claims["rejected_level"]),
            ),
            _table_key(claims),
            (
                "patient_control_number",
                "payer_name",
                "rejection_date",
                ("because", 290),
                "charge_amount",
                "days_waiting",
                "owner",
                "reason_id",
                ("status_category_label", "medium"),
                "message",
                "rejected_by",
                "rejected_level",
                "rejected_submission_count",
                "is_resolved",
                "provider_name",
                "service_date",
                "submission_date",
                "file_name",
                "segment_number",
            ),
            on_pick=history.open_claim,
            height=min(38 + 35 * max(len(claims), 1), 560),
        )


def _table_key(claims: pd.DataFrame) -> str:
    """Another table for other claims, as a click on one whose rows have changed is lost.

    And another after each closed history, to clear its selected cell.
    """
    listed = crc32("".join(claims["patient_control_number"]).encode())
    return f"rejected_claims_{listed}_{st.session_state.get('lines_drawn', 0)}"
