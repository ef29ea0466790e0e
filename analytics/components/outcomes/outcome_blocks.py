"""Outcomes as blocks: rates and days, where the dollars are, what became of denials, claims, days.

What the main part shows is one of four: by reason, by payer, the claims, the days they took.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import address
from analytics.components.outcomes import claim_flow
from analytics.components.pane import Pick, pane
from analytics.components.week import week_figures
from analytics.markup.figures import Figure, figure_row
from analytics.markup.layout import Choice, frame, section, switch
from analytics.markup.marks import Text, html
from analytics.markup.parts import Part, Place, cell_bar, parts_key
from analytics.markup.tables import Column, Row, table
from analytics.measures.breakdowns import OTHERS
from analytics.measures.claim_flow import Flow
from analytics.measures.denied_dollars import amount_in
from analytics.measures.lags import LAGS
from analytics.measures.names import short_payers
from analytics.measures.outcomes import OUTCOME_WORDS, OUTCOMES, outcomes_by
from analytics.measures.rates import TOO_FEW, share
from analytics.measures.words import (
    NO_VALUE,
    count_text,
    dollar_text,
    is_missing,
    percent_text,
    tile_dollar_text,
)
from analytics.vocabulary import ReviewFilters

SHOWN = "outcomes_by"
TABS = {"reason": "By reason", "payer": "By payer", "claims": "Claims", "days": "Days"}
KEYS = {"reason": "carc_code", "payer": "payer_name"}
FIELDS = {"reason": "carc", "payer": "payer"}
# Each outcome in the color of the dollars it belongs to.
LOOKS: dict[str, Place] = {
    "recovered": "recovered",
    "partly_recovered": "contractual",
    "open": "winnable",
    "re_denied": "re_denied",
    "reversed": "past_deadline",
}


def shown() -> str:
    """Which of the four stands in the address."""
    return address.keep(SHOWN, "reason", list(TABS))


def figures(claims: pd.Series, headline: pd.Series, lags: pd.Series, dollars: pd.DataFrame) -> None:
    """Clean claims, denials overturned, dollars back, days to the answer and to resolution."""
    recovered = amount_in(dollars, "recovered")
    lines = dollars.loc[dollars["place"] == "recovered", "line_count"].sum()
    denied = headline["denied_amount"]
    row = figure_row(
        [
            _rate(
                "Clean claims",
                claims["clean_claim_count"],
                claims["decided_claim_count"],
                "decided",
                f"first pass {_rate_text(claims, 'first_pass_claim', 'answered_claim')}",
                {"show": "claims"},
            ),
            _rate(
                "Overturned",
                headline["overturned_line_count"],
                headline["resolved_line_count"],
                "resolved lines",
                f"of {count_text(headline['denied_line_count'], 'denied line')}",
                {"show": "reason"},
            ),
            Figure(
                "Recovered",
                tile_dollar_text(recovered),
                count_text(lines, "line"),
                f"{percent_text(share(recovered, denied))} of {dollar_text(denied)} denied"
                if denied
                else "nothing denied",
                pick={"place": "recovered"},
            ),
            _days(
                "To the first answer",
                lags["submission_to_remit_median_days"],
                lags["submission_to_remit_claim_count"],
                "claim",
                _before(lags),
            ),
            _days(
                "To resolution",
                headline["median_days_to_resolution"],
                headline["resolved_line_count"],
                "line",
                "from the denial, median",
            ),
        ]
    )
    bar = week_figures.dollars(session.review(), dollars)
    pane(frame(row, bar) if bar else frame(row), "outcome_figures", _pick)


def by_outcome(outcomes: pd.DataFrame, by: str) -> None:
    """Denied lines by what became of them: a bar a row, the counts, and how many were overturned.

    Takes the answer to `outcomes_by_reason`.
    """
    label = "reason_label" if by == "reason" else KEYS[by]
    drawn = session.kept(
        ("outcomes", by),
        ("outcomes_by_reason",),
        session.filters_in_force(),
        lambda: frame(_by_outcome(outcomes_by(outcomes, KEYS[by], label), by)),
    )
    pane(drawn, "outcomes_main", _pick)


def _by_outcome(rows: pd.DataFrame, by: str) -> Text:
    most = max(rows["denied_line_count"].max(), 1) if len(rows) else 1
    short = short_payers(rows[KEYS[by]]) if by == "payer" else {}
    heads = [
        Column("Payer" if by == "payer" else "Reason", "strong"),
        Column("What became of the denied lines", is_wide=True, on_phone=False),
        Column("Denied lines", "number"),
        Column("Recovered", "number", on_phone=False),
        Column("Partly recovered", "number", on_phone=False),
        Column("Open", "number", on_phone=False),
        Column("Denied again", "number", on_phone=False),
        Column("Reversed", "number", on_phone=False),
        Column("Overturned", "percent", is_strong=True),
        Column("Of resolved", "number"),
    ]
    return section(
        "Outcomes of denials so far",
        table(
            heads,
            [_outcome_row(row, by, most, short) for row in rows.itertuples()],
            "Outcomes of denials",
            empty="Nothing is denied in these weeks.",
        ),
        _tabs(by),
        html('<span class="keys roomy">{}</span>', parts_key([_part(name, 0) for name in LOOKS])),
    )


def claims(flow: Flow, filters: ReviewFilters) -> None:
    """The claims by what happened first and what has become of them; a row opens its history."""
    chosen = claim_flow.chips(flow)
    block = section("Claims by what happened", chosen, _tabs("claims"))
    pane(frame(block), "outcomes_main", _pick)
    claim_flow.draw_claims(flow, filters)


def days(payers: pd.DataFrame, sentence: str) -> None:
    """Per payer, the days to submission and to its answer: median, and what 90 % keep."""
    short = short_payers(payers["payer_name"])
    heads = [
        Column("Payer", "strong"),
        Column("Claims", "number"),
        Column("To submission", "number"),
        Column("90% within", "number", on_phone=False),
        Column("Answered", "number", on_phone=False),
        Column("To the first answer", "number", is_strong=True),
        Column("90% within", "number"),
    ]
    rows = [
        Row(
            [
                short.get(row.payer_name, row.payer_name),
                f"{row.service_to_submission_claim_count:,.0f}",
                *_lag_cells(row, "service_to_submission"),
                f"{row.submission_to_remit_claim_count:,.0f}",
                *_lag_cells(row, "submission_to_remit"),
            ],
            {"payer": row.payer_name},
        )
        for row in payers.itertuples()
    ]
    block = section(
        "Days a claim takes",
        table(heads, rows, "Days by payer", empty="No claim file is loaded for these weeks."),
        _tabs("days"),
        sentence,
    )
    pane(frame(block), "outcomes_main", _pick)


def _tabs(now: str) -> Text:
    choices = [Choice(words, {"show": name}, name == now) for name, words in TABS.items()]
    return switch(choices, "Shown")


def _outcome_row(row: Any, by: str, most: float, short: dict[str, str]) -> Row:
    key, lines = getattr(row, KEYS[by]), row.denied_line_count
    label = short.get(key, key) if by == "payer" else row.label
    name: Text = label
    if by == "reason" and key != OTHERS:
        name = html('<b class="code">{}</b> {}', key, label)
    counts = {each: getattr(row, f"{each}_line_count") for each in OUTCOMES}
    return Row(
        [
            name,
            cell_bar([_part(each, counts[each]) for each in LOOKS], label, lines / most),
            count_text(lines),
            count_text(counts["recovered"]),
            count_text(counts["partly_recovered"]),
            count_text(counts["open"]),
            count_text(counts["re_denied"]),
            count_text(counts["reversed"]),
            NO_VALUE if pd.isna(row.overturn_rate) else percent_text(row.overturn_rate),
            f"{row.overturned_line_count:,.0f} of {row.resolved_line_count:,.0f}",
        ],
        None if key == OTHERS else {FIELDS[by]: key},
    )


def _part(outcome: str, count: float) -> Part:
    return Part(LOOKS[outcome], float(count), name=OUTCOME_WORDS[outcome])


def _lag_cells(row: Any, lag: str) -> list[str]:
    """Median and the days nine of ten keep; too few say so once."""
    middle, late = (getattr(row, f"{lag}_{part}_days") for part in ("median", "late"))
    return [f"{middle:,.0f}", f"{late:,.0f}"] if not pd.isna(middle) else ["too few to say", ""]


def _rate(
    label: str, part: float, whole: float, noun: str, note: str, pick: dict[str, str]
) -> Figure:
    """A rate with its counts; the counts alone where there are too few for one."""
    counts = f"{part:,.0f} of {whole:,.0f} {noun}"
    if whole < TOO_FEW:
        return Figure(label, NO_VALUE, counts, "too few to say", pick=pick)
    return Figure(label, percent_text(share(part, whole)), counts, note, pick=pick)


def _rate_text(row: pd.Series, above: str, below: str) -> str:
    part, whole = row[f"{above}_count"], row[f"{below}_count"]
    if whole < TOO_FEW:
        return f"{part:,.0f} of {whole:,.0f}, too few to say"
    return f"{percent_text(share(part, whole))} of {whole:,.0f}"


def _days(label: str, days: float, count: float, noun: str, note: str) -> Figure:
    """Median days, and how many tell them."""
    if is_missing(days) or count < TOO_FEW:
        return Figure(label, NO_VALUE, count_text(count, noun), "too few to say")
    return Figure(label, f"{days:,.0f} days", count_text(count, noun), note, pick={"show": "days"})


def _before(lags: pd.Series) -> str:
    """What went before the first answer: the days until the claim was sent."""
    days, count = lags["service_to_submission_median_days"], lags[f"{next(iter(LAGS))}_claim_count"]
    if is_missing(days) or count < TOO_FEW:
        return "from submission, median"
    return f"after {days:,.0f} to submission"


def _pick(picked: Pick) -> None:
    """For a pick: another part, the claims of a stage, or the lines of a reason, payer or place."""
    if picked.get("show") in TABS:
        st.session_state[SHOWN] = picked["show"]
    elif claim_flow.choose(picked):
        return
    elif "place" in picked:
        session.drill("denied_lines", {"place": picked["place"], "list": "all"})
    elif "payer" in picked and st.session_state.get(SHOWN) == "days":
        session.drill("outcomes", {SHOWN: "days"}, payer=picked["payer"])
    else:
        known = {name: value for name, value in picked.items() if name in ("carc", "payer")}
        if known:
            session.drill("denied_lines", {"list": "all"}, **known)
