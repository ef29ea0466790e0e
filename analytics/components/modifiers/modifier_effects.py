"""With and without a modifier: the pairs with their differences, beside them the weeks of one."""

from __future__ import annotations

import pandas as pd

from analytics.components.modifiers.modifier_choice import ROWS_SHOWN, Chosen, follow
from analytics.components.modifiers.modifier_weeks import weeks_block
from analytics.components.pane import pane
from analytics.markup.effects import Effect, effects, effects_key
from analytics.markup.layout import Choice, columns, frame, section, switch
from analytics.markup.marks import Text, html, joined
from analytics.measures.modifier_rows import (
    LEVELS,
    ROW_OF,
)
from analytics.measures.modifiers import HIGHER
from analytics.measures.names import short_payers
from analytics.measures.rates import TOO_FEW
from analytics.measures.words import count_text

NOTHING = (
    f"Nothing to compare: no {TOO_FEW} lines with it, or none of the same payer, procedure and "
    "place of service without it. Choose more weeks, another level, or remove a filter."
)


def draw(told: Chosen) -> None:
    """The pairs with their differences, beside them the weeks of one row."""

    def blocks() -> Text:
        weeks = weeks_block(told)
        return frame(columns(_pairs(told), weeks, shares=(718, 358)) if weeks else _pairs(told))

    pane(told.kept("effects", blocks), "modifier_effects", lambda picked: follow(picked, told))


def _pairs(told: Chosen) -> Text:
    """The section with the switch of levels."""
    levels = [Choice(words, {"level": name}, name == told.level) for name, words in LEVELS.items()]
    modifier = told.modifier or ""
    title, with_text = {
        "modifier": ("With and without each modifier", "with it"),
        "procedure": (f"With and without {modifier}, by procedure", f"with {modifier}"),
        "payer": (f"With and without {modifier}, by payer", f"with {modifier}"),
        "both": (f"{told.procedure} with and without {modifier}, by payer", f"with {modifier}"),
    }[told.level]
    note = "Same payer, procedure and place of service. It shows what goes with denials, not why."
    short = short_payers(told.effects["payer_name"].dropna().unique())
    drawn = [_effect(row, told, short) for _, row in told.rows.head(ROWS_SHOWN).iterrows()]
    if not drawn:
        body = html('<p class="empty">{}</p>', NOTHING)
        return section(title, body, switch(levels, "Compared by"))
    more = ""
    if told.left_out:
        words = count_text(told.left_out, "more row")
        more = html('<p class="note">{} with fewer lines, or nothing to compare with.</p>', words)
    return section(
        title,
        joined([effects(drawn, with_text, label=title), more]),
        switch(levels, "Compared by"),
        effects_key(with_text, note=note),
    )


def _effect(row: pd.Series, told: Chosen, short: dict[str, str]) -> Effect:
    is_told = pd.notna(row["difference"])
    points = {
        name: float(row[column]) * 100
        for name, column in (("points", "difference"), ("low", "low"), ("high", "high"))
        if is_told
    }
    name = row[ROW_OF[told.level]]
    text = {
        "modifier": f"{name} {row['modifier_label']}",
        "procedure": f"{name}-{row['modifier_code']}",
    }.get(told.level, short.get(name, name))
    return Effect(
        text,
        _share(row["with_denial_rate"]),
        _share(row["without_denial_rate"]),
        f"{row['compared_with_line_count' if is_told else 'with_line_count']:,.0f}",
        pick={"row": name},
        is_alert=row["verdict"] == HIGHER,
        is_selected=told.row is not None and told.row[ROW_OF[told.level]] == name,
        **points,
    )


def _share(rate: float) -> float:
    return 0.0 if pd.isna(rate) else float(rate)
