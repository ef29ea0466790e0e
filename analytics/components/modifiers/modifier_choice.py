"""Which modifier, level and row the page Modifiers shows, and what a click changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import address
from analytics.components.pane import Pick
from analytics.measures.modifier_rows import (
    LEVELS,
    ROW_OF,
    is_worth_a_row,
    level_of,
    most_used_procedure,
    rows_at,
    strongest,
)
from analytics.measures.modifiers import of_level
from analytics.vocabulary import ReviewFilters

FIELDS = {"modifier": "modifier_code", "procedure": "procedure_code", "payer": "payer_name"}
NONE, NO_MODIFIER = "none", ""
ROWS_SHOWN = 9
EFFECTS = ("modifier_effects",)
Made = TypeVar("Made")
# What stands in the address; empty is what the sentence speaks of.
LEVEL, MODIFIER = "modifier_level", "with_modifier"
PROCEDURE, ROW = "with_procedure", "with_row"


@dataclass(frozen=True)
class Chosen:
    """What the chart shows: a level, its modifier and procedure, and the row the weeks are of."""

    effects: pd.DataFrame
    level: str
    modifier: str | None
    procedure: str | None
    said_row: str
    sentence: pd.Series | None

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows of the level that say something."""
        rows = rows_at(self.effects, self.level, self.modifier, self.procedure)
        return rows[is_worth_a_row(rows)].reset_index(drop=True)

    @cached_property
    def left_out(self) -> int:
        """How many rows are not drawn."""
        every = rows_at(self.effects, self.level, self.modifier, self.procedure)
        return len(every) - min(len(self.rows), ROWS_SHOWN)

    @cached_property
    def row(self) -> pd.Series | None:
        """The row that was picked, else the one of the sentence, else the first."""
        if self.rows.empty:
            return None
        names = self.rows[ROW_OF[self.level]]
        wanted = [self.said_row]
        if self.sentence is not None and level_of(self.sentence) == self.level:
            wanted.append(self.sentence[ROW_OF[self.level]])
        for name in wanted:
            if (names == name).any():
                return self.rows[names == name].iloc[0]
        return self.rows.iloc[0]

    def kept(self, name: str, make: Callable[[], Made]) -> Made:
        """What is drawn of it, kept as long as the answers it is drawn from."""
        key = (name, self.level, self.modifier, self.procedure, self.said_row)
        week = session.week_under_review()
        return session.kept((*key, week), EFFECTS, session.filters_in_force(), make)

    @property
    def filters(self) -> ReviewFilters:
        """The lines of the row, with its modifier."""
        return narrowed(self.row, with_modifier=True)


def ask_together() -> None:
    """Ask at once what the page shows first."""
    filters = session.filters_in_force()
    before = session.review(filters.with_history())
    session.ask_together(
        (session.review(), "denials_by_modifier", {}),
        (session.review(replace(filters, modifiers=())), "modifier_effects", {}),
        (before, "weekly_denials_by_modifier", {}),
        (before, "weekly_denials", {}),
    )


def effects_in_view() -> pd.DataFrame:
    """Every effect under the filters; the modifiers among them narrow what is shown only."""
    filters = session.filters_in_force()
    rows = session.review(replace(filters, modifiers=())).ask("modifier_effects")
    return rows[rows["modifier_code"].isin(filters.modifiers)] if filters.modifiers else rows


def chosen(rows: pd.DataFrame) -> Chosen:
    """What to show: as the address says it, else what the sentence speaks of."""
    level = address.keep(LEVEL, "", ["", *LEVELS])
    said, said_procedure = address.keep(MODIFIER, ""), address.keep(PROCEDURE, "")
    said_row = address.keep(ROW, "")
    return session.kept(
        ("modifier chosen", level, said, said_procedure, said_row),
        EFFECTS,
        session.filters_in_force(),
        lambda: _chosen(rows, level, said, said_procedure, said_row),
    )


def _chosen(
    rows: pd.DataFrame, level: str, said: str, said_procedure: str, said_row: str
) -> Chosen:
    sentence = strongest(rows)
    if not level:
        level = "modifier" if sentence is None else level_of(sentence)
    modifier = _modifier(rows, said, sentence)
    procedure = _procedure(rows, modifier, said_procedure, sentence)
    return Chosen(rows, level, modifier, procedure, said_row, sentence)


def _modifier(rows: pd.DataFrame, said: str, sentence: pd.Series | None) -> str | None:
    """The modifier asked for, else the one of the sentence, else the most used."""
    if (rows["modifier_code"] == said).any():
        return said
    if sentence is not None:
        return str(sentence["modifier_code"])
    most = of_level(rows, "modifier").sort_values(
        ["with_line_count", "modifier_code"], ascending=[False, True]
    )
    return str(most["modifier_code"].iloc[0]) if len(most) else None


def _procedure(
    rows: pd.DataFrame, modifier: str | None, said: str, sentence: pd.Series | None
) -> str | None:
    """The procedure asked for, else the one of the sentence, else the one it stands on most."""
    is_of_it = rows["modifier_code"] == modifier
    if (is_of_it & (rows["procedure_code"] == said)).any():
        return said
    if sentence is not None and sentence["modifier_code"] == modifier:
        if isinstance(sentence["procedure_code"], str):
            return sentence["procedure_code"]
    return most_used_procedure(rows, modifier) if modifier else None


def narrowed(row: pd.Series | None, with_modifier: bool) -> ReviewFilters:
    """The filters in force, narrowed to what a row is about."""
    filters = replace(session.filters_in_force(), modifiers=())
    if row is None:
        return filters
    said: dict[str, Any] = {}
    if with_modifier:
        said["modifiers"] = (row["modifier_code"],)
    if isinstance(row["payer_name"], str):
        said["payers"] = (row["payer_name"],)
    if isinstance(row["procedure_code"], str):
        said["procedures"] = (row["procedure_code"],)
    elif not with_modifier and not filters.procedures:
        said["procedures"] = _procedures_of(row["modifier_code"])
    return replace(filters, **said)


def _procedures_of(modifier: str) -> tuple[str, ...]:
    """The procedures a modifier stood on: of the others no line is like one with it."""
    rows = of_level(effects_in_view(), "procedure")
    return tuple(rows.loc[rows["modifier_code"] == modifier, "procedure_code"].sort_values())


def follow(picked: Pick, told: Chosen) -> None:
    """For a pick: another level, row or modifier; the lines of a week; lines without a modifier."""
    state = st.session_state
    if picked.get("level") in LEVELS:
        state[LEVEL] = picked["level"]
        state[ROW] = ""
    elif picked.get("modifier") == NONE:
        session.drill(modifier=NO_MODIFIER)
    elif picked.get("modifier") in set(told.effects["modifier_code"]):
        state[MODIFIER], state[PROCEDURE] = picked["modifier"], ""
        state[ROW] = picked["modifier"] if told.level == "modifier" else ""
        state[LEVEL] = told.level
    elif picked.get("row") in set(told.rows[ROW_OF[told.level]]):
        state[LEVEL], state[ROW] = told.level, picked["row"]
        state[MODIFIER] = picked["row"] if told.level == "modifier" else told.modifier or ""
        state[PROCEDURE] = {"both": told.procedure or "", "procedure": picked["row"]}.get(
            told.level, ""
        )
    elif "week" in picked and told.row is not None:
        try:
            monday = date.fromisoformat(picked["week"]).isoformat()
        except ValueError:
            return
        to_lines(told.row, week=monday)


def show_lines(told: Chosen) -> None:
    """For the button: the denied lines of the row that is shown."""
    if told.row is not None:
        to_lines(told.row)


def to_lines(row: pd.Series, **said: str) -> None:
    """The denied lines of a row."""
    values = {name: row[column] for name, column in FIELDS.items() if isinstance(row[column], str)}
    session.drill("denied_lines", {"list": "all"}, **values, **said)
