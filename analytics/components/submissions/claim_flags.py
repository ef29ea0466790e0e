"""Open claims like claims that were denied: figures, the flagged lines, the rules behind them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import address, layout, views
from analytics.components.claim import history
from analytics.components.pane import Pick, pane
from analytics.components.submissions import paged
from analytics.markup.badges import Badge
from analytics.markup.figures import Figure, figure_row
from analytics.markup.layout import Choice, chips, frame, section
from analytics.markup.marks import Text, html, joined
from analytics.markup.tables import Column, Row, table
from analytics.measures.claim_flags import Judgement, flags_by_rule
from analytics.measures.names import short_payers, shown_payer
from analytics.measures.rates import TOO_FEW, share
from analytics.measures.words import (
    NO_VALUE,
    count_text,
    dollar_text,
    percent_text,
    short_day_text,
    tile_dollar_text,
)

# What stands in the address.
LIST, RULE, PAGE = "flag_list", "flag_rule", "flag_page"
PROOF = "flags_proof"
ALL, REJECTED = "all", "rejected"


def figures(flags: pd.DataFrame, open_lines: pd.Series, told: Judgement) -> None:
    """How many open lines are flagged, for how much, and how past flags did."""
    row = figure_row([*_flagged(flags, open_lines, told), _proof(told)])
    pane(frame(row), "flag_figures", _pick)


def lines(flags: pd.DataFrame) -> pd.DataFrame:
    """The flagged lines, surest first, with what history says; a row opens its claim's history.

    Answers those of the list and rule chosen.
    """
    kept, only = _of_rule(flags)
    chosen = address.keep(LIST, ALL, [ALL, REJECTED])
    is_rejected = kept["is_rejected"].astype(bool)
    kinds = [
        Choice("All flagged lines", {"list": ALL}, chosen == ALL, f"{len(kept):,}"),
        Choice(
            "Rejected, to correct and resubmit",
            {"list": REJECTED},
            chosen == REJECTED,
            f"{is_rejected.sum():,}",
        ),
    ]
    listed = kept[is_rejected] if chosen == REJECTED else kept
    shown, pager = paged.rows_shown(listed, PAGE)
    short = short_payers(flags["payer_name"].unique())
    heads = [
        Column("Claim", "strong", is_pinned=True),
        Column("Payer"),
        Column("Procedure"),
        Column("Charge", "money", is_strong=True),
        Column("Usually allowed", "money", on_phone=False),
        Column("What past denials show", is_wide=True),
        Column("Owner", on_phone=False),
        Column("Sent", "number", on_phone=False),
        Column("Status", "badge", on_phone=False),
    ]
    rows = [_line(row, place, short) for place, row in enumerate(shown.itertuples())]
    block = section(
        "Flagged lines of open claims",
        joined(
            [
                html('<div class="stack tight">{}{}</div>', chips(kinds, "List"), only),
                table(heads, rows, "Flagged lines", empty="No line here."),
                pager,
            ]
        ),
        html('<span class="muted">{}</span>', "Surest first. A row opens the claim's history."),
    )
    pane(frame(block), "claim_flags", lambda picked: _pick(picked, shown))
    return listed


def rules(flags: pd.DataFrame) -> None:
    """The rules that flag something, surest first; a row lists its lines alone."""
    counted = flags_by_rule(flags)
    chosen = st.session_state.get(RULE)
    heads = [
        Column("What past denials show", is_wide=True),
        Column("Flagged lines", "number", is_strong=True),
        Column("Charge", "money"),
        Column("Usually allowed", "money", on_phone=False),
        Column("Usual fix", on_phone=False),
        Column("Owner", on_phone=False),
    ]
    rows = [
        Row(
            [
                said_rule(row.sentence, flags["payer_name"].unique()),
                count_text(row.flagged_line_count),
                dollar_text(row.charge_amount),
                dollar_text(row.usual_allowed_amount),
                row.usual_fix,
                row.owner,
            ],
            {"rule": f"{row.rule_number}"},
            is_selected=f"{row.rule_number}" == chosen,
        )
        for row in counted.head(60).itertuples()
    ]
    pane(frame(table(heads, rows, "Rules")), "claim_rules", _pick)


def said_rule(sentence: str, payers: Any) -> str:
    """The sentence of a rule with its payer as people write the name."""
    for payer in sorted(payers, key=len, reverse=True):
        if sentence.startswith(f"{payer} "):
            return shown_payer(payer) + sentence[len(payer) :]
    return sentence


def examples_table(flags: pd.DataFrame) -> None:
    """The latest denied lines a rule was learned from; a click opens the claim."""
    kept, _ = _of_rule(flags)
    rule = kept.iloc[0]
    words = said_rule(rule["sentence"], flags["payer_name"].unique())
    st.caption(layout.plain(f"Lines it was learned from: {words} Click one for its full history."))
    views.table(
        session.everything().ask("claim_rule_examples", rule_number=int(rule["rule_number"])),
        history.table_key("claim_rule_examples"),
        (
            "patient_control_number",
            "payer_name",
            "procedure_code",
            "modifier_codes",
            "diagnosis_codes",
            "place_of_service_code",
            "carc_code",
            "denied_amount",
            "outcome",
            "remit_date",
            "service_date",
        ),
        on_pick=history.open_claim,
    )


def _flagged(flags: pd.DataFrame, open_lines: pd.Series, told: Judgement) -> list[Figure]:
    """What is open; of it what is flagged, where flags are shown."""
    lines, charge = open_lines["line_count"], open_lines["charge_amount"]
    if not told.is_proven:
        return [
            Figure("Open lines", count_text(lines), "submitted, not answered yet"),
            Figure("Open charges", tile_dollar_text(charge), count_text(lines, "line")),
        ]
    rejected = flags["is_rejected"].astype(bool).sum() if len(flags) else 0
    flagged, allowed = flags["charge_amount"].sum(), flags["usual_allowed_amount"].sum()
    return [
        Figure(
            "Lines flagged",
            count_text(len(flags)),
            f"of {count_text(lines, 'open line')}",
            pick={"list": ALL},
        ),
        Figure(
            "Charge flagged",
            tile_dollar_text(flagged),
            f"of {dollar_text(charge)} open",
            f"{dollar_text(allowed)} usually allowed",
            pick={"list": ALL},
        ),
        Figure(
            "To correct and resubmit",
            count_text(rejected),
            "flagged and rejected",
            "not with a payer yet",
            pick={"list": REJECTED},
        ),
    ]


def _proof(told: Judgement) -> Figure:
    """What was denied of the lines past rules would have flagged."""
    label, n = "Past flags denied", f"{told.denied:,} of {count_text(told.flagged, 'flagged line')}"
    if told.flagged < TOO_FEW:
        return Figure(label, NO_VALUE, n, "too few to say", pick={"open": "proof"})
    note = f"{told.lift:.1f} times the {told.expected:,.1f} expected"
    return Figure(
        label, percent_text(share(told.denied, told.flagged)), n, note, pick={"open": "proof"}
    )


def _of_rule(flags: pd.DataFrame) -> tuple[pd.DataFrame, Text]:
    """The lines of the rule in the address, and the chip that takes it away; else all."""
    rule = address.keep(RULE, "")
    kept = flags[flags["rule_number"].astype(str) == rule]
    if kept.empty:
        return flags, ""
    words = said_rule(kept["sentence"].iloc[0], flags["payer_name"].unique())
    return kept, chips([Choice(f"Only: {words} ×", {"rule": ""}, is_on=True)], "Rule")


def _line(row: Any, place: int, short: dict[str, str]) -> Row:
    modifiers = "-".join(row.modifier_codes.split()) if isinstance(row.modifier_codes, str) else ""
    usual = row.usual_allowed_amount
    return Row(
        [
            row.patient_control_number,
            short.get(row.payer_name, row.payer_name),
            f"{row.procedure_code}-{modifiers}" if modifiers else f"{row.procedure_code}",
            dollar_text(row.charge_amount),
            "" if pd.isna(usual) else dollar_text(usual),
            html(
                '<b class="code">{}</b> {} <span class="muted">{}</span>',
                row.carc_code,
                row.reason_label,
                _history_text(row),
            ),
            row.owner,
            "" if pd.isna(row.submission_date) else short_day_text(row.submission_date),
            Badge("Rejected", "action") if row.is_rejected else "",
        ],
        {"row": f"{place}"},
    )


def _history_text(row: Any) -> str:
    """How lines like it fared, and all others."""
    like = f"{row.seen_denied_line_count:,} of {row.seen_line_count:,} like it denied"
    if not row.otherwise_line_count:
        return like
    rest = percent_text(share(row.otherwise_denied_line_count, row.otherwise_line_count))
    return f"{like}, {rest} otherwise"


def _pick(picked: Pick, shown: pd.DataFrame | None = None) -> None:
    """For a pick: another list or rule, other rows, the proof, a claim's history."""
    state = st.session_state
    if shown is not None and (row := paged.picked_row(picked, shown)) is not None:
        history.open_claim(row)
    elif paged.turn(picked, PAGE):
        return
    elif picked.get("list") in (ALL, REJECTED):
        state[LIST], state[PAGE] = picked["list"], "1"
    elif "rule" in picked:
        is_number = picked["rule"].isdigit() and picked["rule"] != state.get(RULE)
        state[RULE], state[PAGE] = picked["rule"] if is_number else "", "1"
    elif picked.get("open") == "proof":
        state[PROOF] = True
