"""The work list: lines as rows of one claim and reason, and what a list comes to, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.measures.rates import rate
from analytics.measures.words import count_text, dollar_text, short_day_text

SEVERAL = "Several"
# List → its title.
LISTS = {
    "due": "Due in 14 days",
    "recover": "Work first",
    "mine": "Mine",
    "unassigned": "Unassigned",
    "waiting": "Waiting",
    "after_payment": "Denied after payment",
    "taken_back": "Taken back",
    "records": "Payer asks for records",
    "words": "Words against answers",
    "past": "Past deadline",
    "all": "All denied lines",
}
# Of the lines of a row: what adds up, and what is said only where all say the same.
SUMMED = (
    "open_amount",
    "denied_amount",
    "place_amount",
    "taken_back_amount",
    "expected_recovery_amount",
    "work_minutes",
)
SHARED = ("work_status", "assignee", "procedure_code", "modifier_codes", "next_step")
ORDERS = {
    "due": "soonest due first",
    "expected": "most expected first",
    "per_hour": "most expected per hour first",
    "open": "most open first",
}


def claim_key(linked_claim_id: object, carc_code: object) -> str:
    """What a claim and reason goes by in an address: a key of ours, nothing of the patient's.

    >>> claim_key(37044092951, "197"), claim_key(37044092951, None)
    ('37044092951-197', '37044092951')
    """
    return (
        f"{linked_claim_id}-{carc_code}"
        if carc_code and carc_code == carc_code
        else f"{linked_claim_id}"
    )


def by_claim(lines: pd.DataFrame, order: str = "open") -> pd.DataFrame:
    """One row per linked claim and reason, in an order of `ORDERS`; lines come in it already.

    Sums dollars and lines; the nearest deadline is theirs; what differs from line to line says
    "Several". ``line_ids`` are the lines in it, ``row_key`` is the key of the row.
    """
    if lines.empty:
        return by_line(lines)
    if "expected_recovery_amount" not in lines:
        lines = lines.assign(expected_recovery_amount=float("nan"))
    key = ["linked_claim_id", "carc_code"]
    keyed = lines.assign(
        carc_code=lines["carc_code"].fillna(""), is_past=lines["is_past"].astype(bool)
    )
    groups = keyed.groupby(key, sort=False)
    rows = keyed.drop_duplicates(key).set_index(key)
    nearest = keyed.sort_values(["is_past", "days_left"], na_position="last", kind="stable")
    nearest = nearest.drop_duplicates(key).set_index(key).reindex(rows.index)
    for name in ("days_left", "deadline_kind", "deadline_date", "is_past"):
        rows[name] = nearest[name]
    for name in SUMMED:
        if name in keyed:
            rows[name] = groups[name].sum(min_count=1).round(2)
    for name in SHARED:
        told = keyed[name].fillna("").groupby([keyed[each] for each in key], sort=False)
        rows[name] = told.first().where(told.nunique() == 1, SEVERAL)
    rows["line_count"] = groups.size()
    rows["line_ids"] = groups["remitted_line_id"].agg(list)
    rows = rows.reset_index()
    rows["row_key"] = [
        claim_key(linked_claim, carc)
        for linked_claim, carc in zip(rows["linked_claim_id"], rows["carc_code"], strict=True)
    ]
    rows["per_hour"] = per_hour(rows)
    by = {"due": "days_left", "expected": "expected_recovery_amount", "per_hour": "per_hour"}
    first = {"is_past": True} if order == "due" else {}
    first |= {by.get(order, "open_amount"): order == "due", "open_amount": False}
    first |= {"linked_claim_id": True, "carc_code": True}
    return rows.sort_values(
        list(first), ascending=list(first.values()), kind="stable", ignore_index=True
    )


def per_hour(rows: pd.DataFrame) -> pd.Series:
    """Expected recovery by an hour of work; no value where either is not known.

    >>> per_hour(pd.DataFrame({"expected_recovery_amount": [30.0], "work_minutes": [20]})).tolist()
    [90.0]
    """
    if "work_minutes" not in rows:
        return pd.Series(float("nan"), index=rows.index)
    return rate(rows["expected_recovery_amount"], rows["work_minutes"] / 60).round(2)


def by_line(lines: pd.DataFrame) -> pd.DataFrame:
    """One row per line, with the same columns as `by_claim`; its key is that of its claim."""
    return lines.assign(
        line_count=1,
        per_hour=per_hour(lines),
        line_ids=[[each] for each in lines["remitted_line_id"]],
        row_key=[
            claim_key(linked_claim, carc)
            for linked_claim, carc in zip(lines["linked_claim_id"], lines["carc_code"], strict=True)
        ],
        **{name: lines[name].fillna("") for name in SHARED},
    )


def due_text(days_left: float) -> str:
    """A deadline as a list says it.

    >>> due_text(0), due_text(1), due_text(12), due_text(-3), due_text(float("nan"))
    ('Today', '1 day', '12 days', 'Past', '')
    """
    if pd.isna(days_left):
        return ""
    if days_left < 0:
        return "Past"
    return "Today" if days_left == 0 else count_text(days_left, "day")


def list_sentence(name: str, totals: Mapping[str, Any], by: object = None) -> str:
    """What a list comes to; ``totals`` of its lines, ``by`` the last day of those due."""
    count = int(totals["line_count"])
    if not count:
        return EMPTY.get(name, "No line is on this list.")
    lines, is_one = count_text(count, "line"), count == 1
    are = "is" if is_one else "are"
    wait = "waits" if is_one else "wait"
    said = {
        "due": f"{lines} {are} due by {short_day_text(by)}" if by is not None else f"{lines} due",
        "recover": f"{lines} can be worked",
        "mine": f"{lines} {are} yours",
        "unassigned": f"{lines} {are} assigned to nobody",
        "waiting": f"{lines} {wait} for the payer",
        "after_payment": f"{lines} {'was' if is_one else 'were'} paid, then taken back and denied",
        "taken_back": f"{lines} {'was' if is_one else 'were'} taken back",
        "records": f"Payers ask for records of {lines}",
        "words": f"{lines} {'does' if is_one else 'do'} not match the payer's answers",
        "past": f"{lines} {are} past every deadline",
        "all": f"{lines} {are} denied in view",
    }[name]
    of = f" of {dollar_text(totals['denied_amount'])}" if name == "all" else ""
    sentence = f"{said}: {dollar_text(totals['open_amount'])}{of} open."
    expected = totals.get("expected_amount")
    if expected is not None and not pd.isna(expected) and name not in ("past", "words"):
        sentence += f" Expected back: {dollar_text(expected)}."
    return sentence


EMPTY = {
    "due": "Nothing is due in the next 14 days.",
    "mine": "Nothing is assigned to you.",
    "unassigned": "Every open line is assigned to somebody.",
    "waiting": "Nothing waits for the payer.",
    "after_payment": "Nothing that was paid was denied later.",
    "taken_back": "Nothing that was paid was taken back.",
    "records": "No payer waits for records of a denied line.",
    "words": "Every status matches the payer's answers.",
    "past": "Nothing is past its deadline.",
}


def place_sentence(label: str, totals: Mapping[str, Any]) -> str:
    """What stands in one place of the denied dollars."""
    count = int(totals["line_count"])
    if not count:
        return f"No denied dollars in view are in this place: {label.lower()}."
    return (
        f"{label}: {dollar_text(totals['place_amount'])} of "
        f"{count_text(count, 'denied line')}, which were denied "
        f"{dollar_text(totals['denied_amount'])} in all."
    )
