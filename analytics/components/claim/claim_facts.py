"""What was denied of a claim: deadline, reason, the alert it is part of, lines, dollars."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics import notebook, session
from analytics.markup.badges import badge
from analytics.markup.history import deadline_banner, paragraph
from analytics.markup.layout import rule, section
from analytics.markup.marks import Text, bold, html, joined, muted
from analytics.markup.parts import PLACES, Part, counted_bar
from analytics.markup.tables import Column, Row, table
from analytics.measures.names import lower_first, shown_payer
from analytics.measures.rates import TOO_FEW
from analytics.measures.words import (
    count_text,
    dollar_text,
    percent_text,
    short_day_text,
)
from analytics.measures.work_list import due_text
from analytics.vocabulary import SOON


def denied_blocks(own: pd.DataFrame, lines: pd.DataFrame) -> list[Text]:
    """The deadline with its dollars; reason, payer, service; the alert it is part of."""
    if own.empty:
        return [paragraph("No line of this claim was denied.", "muted")]
    first = own.sort_values(["days_left", "remitted_line_id"], na_position="last").iloc[0]
    payer, is_one = shown_payer(first["payer_name"]), len(own) == 1
    expected = own["expected_recovery_amount"].sum(min_count=1)
    due = first["deadline_date"]
    when, title = due_text(first["days_left"]), "No deadline"
    days = ""
    if not pd.isna(due):
        kind = notebook.DEADLINE_KINDS[first["deadline_kind"]]
        title = f"{kind} {'was ' if first['is_past'] else ''}due {short_day_text(due)}"
        day = (pd.Timestamp(due) - pd.Timestamp(first["remit_date"])).days
        days = f"{count_text(day, 'day')} from remit, {short_day_text(first['remit_date'])}"
    service = " ".join([first["procedure_code"] or "", first["modifier_codes"] or ""]).split()
    said = [f"{'-'.join(service)} on {short_day_text(first['service_date'])}"]
    if not is_one:
        said = [f"{count_text(len(own), 'line')} of this reason"]
    if first["diagnosis_codes"] and is_one:
        said.append(f"diagnosis {first['diagnosis_codes']}")
    if isinstance(first["provider_name"], str) and first["provider_name"]:
        said.append(shown_payer(first["provider_name"]))
    if isinstance(first["remark_codes"], str) and first["remark_codes"]:
        said.append(f"remark {first['remark_codes']}")
    reason = f"CARC {first['carc_code']}, {lower_first(first['reason_label'] or '')}"
    blocks: list[Text] = [
        deadline_banner(
            when or "–",
            title,
            days,
            dollar_text(own["open_amount"].sum()),
            f"expected {dollar_text(expected)}" if not pd.isna(expected) else "",
            asks=not pd.isna(first["days_left"]) and 0 <= first["days_left"] <= SOON,
        ),
        html(
            '<div class="group">{}{}{}</div>',
            paragraph(
                joined(
                    [
                        bold(reason),
                        f" · {payer}",
                    ]
                )
            ),
            paragraph(", ".join(said), "muted"),
            _signs(own),
        ),
    ]
    if len(lines) > 1:
        blocks.append(_line_table(lines))
    return blocks


def _signs(own: pd.DataFrame) -> Text:
    """That it is part of an alert, and that records are asked for."""
    signs = []
    alerts = session.everything().ask("alerts")
    for row in alerts[alerts["status"] != "ended"].itertuples() if len(alerts) else ():
        if _is_part(row, own):
            usual = row.expected_count / row.line_count if row.line_count else 0
            rate = (
                f"{percent_text(row.seen_count / row.line_count)} vs {percent_text(usual)} usual"
                if row.line_count >= TOO_FEW
                else f"{row.seen_count} of {row.line_count}"
            )
            signs.append(badge(f"Part of an alert: {rate}", "attention"))
    signs += [
        badge(each, "attention") for each in own["information_request"].dropna().unique() if each
    ]
    return joined(signs, " ")


def _is_part(alert: Any, own: pd.DataFrame) -> bool:
    is_part = own["carc_code"] == alert.carc_code
    if not pd.isna(alert.payer_name):
        is_part &= own["payer_name"] == alert.payer_name
    if not pd.isna(alert.procedure_code):
        is_part &= own["procedure_code"] == alert.procedure_code
    if not pd.isna(alert.modifier_code):
        codes = own["modifier_codes"].fillna("").str.split()
        is_part &= codes.map(
            lambda said: alert.modifier_code in said if alert.modifier_code else not said
        )
    if not pd.isna(alert.first_week):
        is_part &= own["remit_week"] >= pd.Timestamp(alert.first_week)
    return bool(is_part.any())


def _line_table(lines: pd.DataFrame) -> Text:
    """Every denied line of the claim, whatever its reason."""
    columns = [
        Column("Service", is_wide=True),
        Column("CARC", "strong"),
        Column("Charge", "money", on_phone=False),
        Column("Denied", "money"),
        Column("Open", "money", is_strong=True),
        Column("Status"),
    ]
    rows = [
        Row(
            (
                "-".join([row.procedure_code or "", *str(row.modifier_codes or "").split()]),
                row.carc_code or "",
                dollar_text(row.charge_amount),
                dollar_text(row.denied_amount),
                dollar_text(row.open_amount),
                notebook.STATUSES[row.work_status],
            )
        )
        for row in lines.itertuples()
    ]
    return table(columns, rows, "Denied lines of this claim", tall=220)


def dollars_block(own: pd.DataFrame) -> list[Text]:
    """Where the denied dollars of these lines are now."""
    if own.empty:
        return []
    amounts = {
        "recovered": own["recovered_denied_amount"].sum(),
        "contractual": own["written_down_amount"].sum(),
        "other_payer_or_patient": own["recovered_cost_share_amount"].sum(),
    }
    for place, amount in own.groupby("still_denied_place")["still_denied_amount"].sum().items():
        amounts[str(place)] = amounts.get(str(place), 0) + amount
    parts = [Part(place, round(amounts.get(place, 0), 2)) for place in PLACES]
    notes = [f"Paid {dollar_text(own['paid_amount'].sum())}"]
    if not amounts["recovered"]:
        notes.append("Recovered $0")
    charged = f"of {dollar_text(own['charge_amount'].sum())} charged"
    bar = counted_bar(parts, "Where its dollars are", notes, is_money=True)
    return [rule(), section("Where its dollars are", bar, muted(charged))]
