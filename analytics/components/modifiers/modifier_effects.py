"""The Modifiers page: with and without a modifier, its weeks, all modifiers, which seem missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import address, downloads, views
from analytics.components.claim import history
from analytics.components.pane import Pick, pane
from analytics.markup.effects import Effect, effects, effects_key
from analytics.markup.layout import Choice, columns, frame, section, switch
from analytics.markup.marks import Text, attention, html, joined
from analytics.markup.tables import Column, Row, table
from analytics.markup.two_lines import TrendLine, two_lines
from analytics.measures.modifier_rows import (
    LEVELS,
    ROW_OF,
    VERDICTS,
    WEEKS_TOGETHER,
    is_worth_a_row,
    level_of,
    more_at,
    most_used_procedure,
    rows_at,
    strongest,
    weekly_rates,
    with_and_without,
)
from analytics.measures.modifiers import HIGHER, of_level, with_points
from analytics.measures.names import short_payers, shown_payer
from analytics.measures.rates import TOO_FEW
from analytics.measures.signal_states import ENDED
from analytics.measures.weeks import fill_weeks
from analytics.measures.words import count_text, dollar_text, percent_text, short_day_text
from analytics.vocabulary import ReviewFilters

POINTS = st.column_config.NumberColumn(format="%+.1f")
FIELDS = {"modifier": "modifier_code", "procedure": "procedure_code", "payer": "payer_name"}
ROWS_SHOWN = 9
MOST_OF_THEM = 0.5  # weeks with a rate, for a spark to say anything
NONE, NO_MODIFIER = "none", ""
# What stands in the address; empty is what the sentence speaks of.
LEVEL, MODIFIER = "modifier_level", "with_modifier"
PROCEDURE, ROW = "with_procedure", "with_row"


NOTHING = (
    f"Nothing to compare: no {TOO_FEW} lines with it, or none of the same payer, procedure and "
    "place of service without it. Choose more weeks, another level, or remove a filter."
)


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

    @property
    def filters(self) -> ReviewFilters:
        """The lines of the row, with its modifier."""
        return _narrowed(self.row, with_modifier=True)


def effects_in_view() -> pd.DataFrame:
    """Every effect under the filters; the modifiers among them narrow what is shown only."""
    filters = session.filters_in_force()
    rows = session.review(replace(filters, modifiers=())).ask("modifier_effects")
    return rows[rows["modifier_code"].isin(filters.modifiers)] if filters.modifiers else rows


def chosen(rows: pd.DataFrame) -> Chosen:
    """What to show: as the address says it, else what the sentence speaks of."""
    sentence = strongest(rows)
    level = address.keep(LEVEL, "", ["", *LEVELS])
    said, said_procedure = address.keep(MODIFIER, ""), address.keep(PROCEDURE, "")
    said_row = address.keep(ROW, "")
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


def draw(told: Chosen) -> None:
    """The pairs with their differences, beside them the weeks of one row."""
    weeks = _weeks(told)
    blocks = columns(_pairs(told), weeks, shares=(718, 358)) if weeks else _pairs(told)
    pane(frame(blocks), "modifier_effects", lambda picked: _pick(picked, told))


def all_modifiers(modifiers: pd.DataFrame, told: Chosen) -> None:
    """Every modifier in view: its weeks, rate and dollars, and what came of the comparison."""
    short = short_payers(told.effects["payer_name"].dropna().unique())
    alone = of_level(told.effects, "modifier").set_index("modifier_code")
    weekly, more = _weekly(), more_at(told.effects)
    against = {code: _against(alone.loc[code], more.get(code, []), short) for code in alone.index}
    rows = [
        _modifier_row(row, alone, weekly.get(row.modifier_code, ()), told, against)
        for row in modifiers.itertuples()
    ]
    heads = [
        Column("Modifier", "strong"),
        Column("Meaning", on_phone=False),
        Column("By week", "spark", on_phone=False),
        Column("Rate", "percent", is_strong=True),
        Column("Lines denied", "number"),
        Column("Denied", "money"),
        Column("Open", "money", on_phone=False),
        Column("Points", "number", on_phone=False),
        Column("Against similar lines", is_wide=True),
    ]
    block = section(
        "All modifiers",
        table(heads, rows, "All modifiers", tall=352),
        html('<span class="muted">{}</span>', "A line with two modifiers counts under both."),
    )
    pane(frame(block), "modifiers_table", lambda picked: _pick(picked, told))


def show_lines(told: Chosen) -> None:
    """For the button: the denied lines of the row that is shown."""
    if told.row is not None:
        _to_lines(told.row)


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


def _weeks(told: Chosen) -> Text:
    """The two lines of the row shown, and since when an alert stands for it."""
    row = told.row
    if row is None:
        return ""
    about = [shown_payer(row["payer_name"])] if isinstance(row["payer_name"], str) else []
    short = short_payers(told.effects["payer_name"].dropna().unique())
    about = [short.get(row["payer_name"], each) for each in about]
    about += [row["procedure_code"]] if isinstance(row["procedure_code"], str) else []
    about = about or [f"modifier {row['modifier_code']}"]
    weeks = _weeks_of(row)
    note = f"Share of lines denied, {WEEKS_TOGETHER} weeks together"
    title = f"{', '.join(about)[0].upper()}{', '.join(about)[1:]}, by week"
    if weeks["with_denial_rate"].notna().sum() < 2:
        words = f"Under {TOO_FEW} lines in {WEEKS_TOGETHER} weeks: too few to say."
        return section(title, html('<p class="empty">{}</p>', words), note=note)
    since = _alert_since(row)
    mondays = [week.date() for week in weeks["remit_week"]]
    lines = [
        TrendLine(
            f"With {row['modifier_code']}",
            _values(weeks["with_denial_rate"]),
            _last(weeks["with_denial_rate"]),
            "attention" if row["verdict"] == HIGHER else "data",
        )
    ]
    if weeks["without_denial_rate"].notna().any():
        lines.append(
            TrendLine(
                "Without",
                _values(weeks["without_denial_rate"]),
                _last(weeks["without_denial_rate"]),
                "quiet",
            )
        )
    block = two_lines(
        mondays,
        lines,
        f"{title}: share of lines denied with {row['modifier_code']} and without",
        since,
        f"Alert since {short_day_text(since)}" if since else "",
        [_said_of_week(week) for week in weeks.itertuples()],
        [{"week": f"{monday:%Y-%m-%d}"} for monday in mondays],
    )
    return section(title, block, note=note)


def _values(rates: pd.Series) -> list[float | None]:
    return [None if pd.isna(rate) else float(rate) for rate in rates]


def _last(rates: pd.Series) -> str:
    return "" if pd.isna(rates.iloc[-1]) else f"{rates.iloc[-1]:.0%}"


def _said_of_week(week: Any) -> str:
    """A point of both lines in words."""

    def part(name: str, words: str) -> str:
        denied, lines = getattr(week, f"{name}_denied_count"), getattr(week, f"{name}_line_count")
        rate = getattr(week, f"{name}_denial_rate")
        told = "too few to say" if pd.isna(rate) else percent_text(rate)
        return f"{words} {denied:,.0f} of {lines:,.0f} ({told})"

    return (
        f"{WEEKS_TOGETHER} weeks to that of {short_day_text(week.remit_week)}: "
        f"{part('with', 'with it')}, {part('without', 'without')}"
    )


def _weeks_of(row: pd.Series) -> pd.DataFrame:
    """The weeks in view of a row's lines with its modifier, and of those without it."""
    filters = _narrowed(row, with_modifier=False)
    code = row["modifier_code"]

    def made() -> pd.DataFrame:
        review = session.review(filters.with_history())
        everything = fill_weeks(review.ask("weekly_denials"))
        carried = review.ask("weekly_denials_by_modifier")
        carried = carried[carried["modifier_code"] == code].drop(columns="modifier_code")
        own = fill_weeks(carried, weeks=pd.DatetimeIndex(everything["remit_week"]))
        return session.in_view(with_and_without(own, everything))

    questions = ("weekly_denials", "weekly_denials_by_modifier")
    return session.kept(f"weeks_with {code}", questions, filters, made)


def _narrowed(row: pd.Series | None, with_modifier: bool) -> ReviewFilters:
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


def _alert_since(row: pd.Series) -> date | None:
    """Since when an alert stands for just this payer, procedure and modifier."""
    week = session.week_under_review()
    if week is None:
        return None
    alerts = session.review().ask("alerts", week=week.date())
    alerts = alerts[alerts["status"] != ENDED]
    for column in FIELDS.values():
        value = row[column]
        is_same = alerts[column] == value if isinstance(value, str) else alerts[column].isna()
        alerts = alerts[is_same]
    since = alerts["since_week"].dropna()
    return None if since.empty else since.min().date()


def _weekly() -> dict[str, list[float | None]]:
    """Per modifier its rate, 4 weeks together, in the weeks in view; too few leave a gap."""
    question, filters = "weekly_denials_by_modifier", session.filters_in_force()

    def made() -> dict[str, list[float | None]]:
        rows = session.review(filters.with_history()).ask(question)
        rates = weekly_rates(fill_weeks(rows, "modifier_code")).reset_index()
        shown = session.in_view(rates).drop(columns="remit_week")
        # A few points with gaps between them are noise.
        is_told = shown.notna().mean() >= MOST_OF_THEM
        return {str(code): _values(shown[code]) for code in shown.columns[is_told]}

    return session.kept("modifier_sparks", (question,), filters, made)


def _modifier_row(
    row: Any,
    alone: pd.DataFrame,
    weeks: Any,
    told: Chosen,
    against: dict[str, Text],
) -> Row:
    code, lines = row.modifier_code, row.adjudicated_line_count
    effect = alone.loc[code] if code in alone.index else None
    points = ""
    if effect is not None and pd.notna(effect["difference"]):
        change = 100 * float(effect["difference"])
        points = f"{'−' if change < 0 else '+'}{abs(change):.1f}"
    rate = percent_text(row.denied_line_count / lines) if lines >= TOO_FEW else "–"
    return Row(
        [
            code or "None",
            row.modifier_label,
            weeks,
            rate,
            f"{row.denied_line_count:,} of {lines:,}",
            dollar_text(row.denied_amount),
            dollar_text(row.open_amount),
            points,
            against.get(code, "") if code else "Lines without a modifier",
        ],
        {"modifier": code or NONE},
        is_selected=bool(code) and told.row is not None and told.row["modifier_code"] == code,
    )


def _against(effect: pd.Series, more: list[str], short: dict[str, str]) -> Text:
    """The verdict in words, and where a modifier goes with more denials at some payers only."""
    words = VERDICTS[effect["verdict"]]
    if effect["verdict"] == HIGHER:
        return attention(words)
    if not more:
        return words
    names = " and ".join(short.get(payer, payer) for payer in more[:2])
    return joined([words, ". ", attention(f"More at {names}")])


def _pick(picked: Pick, told: Chosen) -> None:
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
        _to_lines(told.row, week=monday)


def _to_lines(row: pd.Series, **said: str) -> None:
    """The denied lines of a row."""
    values = {name: row[column] for name, column in FIELDS.items() if isinstance(row[column], str)}
    session.drill("denied_lines", {"list": "all"}, **values, **said)


def numbers(effects: pd.DataFrame) -> None:
    """All of it in numbers, at every level, with the odds ratio."""
    st.caption(
        "Every modifier, alone and by procedure and payer. Lines with the modifier are compared "
        "with similar lines without it: same payer, procedure and place of service. Click a row "
        "to view its lines."
    )
    views.table(
        with_points(effects).fillna({"procedure_code": "All", "payer_name": "All"}),
        "modifier_effects_table",
        (
            "modifier_code",
            "procedure_code",
            "payer_name",
            ("difference_points", POINTS),
            ("low_points", POINTS),
            ("high_points", POINTS),
            "verdict",
            "with_denied_count",
            "with_line_count",
            "without_denied_count",
            "without_line_count",
            "odds_ratio",
        ),
        on_pick=lambda row: _to_lines(row.where(row != "All")),
    )
    downloads.downloads("With and without the modifier", {"Modifiers": effects}, "modifier_effects")


def missing_modifiers() -> None:
    """Lines refused without a modifier and paid with it, and the open ones like them."""
    st.caption(
        "Lines first denied for CARC 4, 97 or 236 and paid once a modifier was "
        "added, and what is still open of the same payer, procedure and reason "
        "without it. Check the record before adding one. Click a row to view the "
        "denied lines."
    )
    rows = session.review().ask("missing_modifiers")
    if rows.empty:
        st.caption(
            "None: no line in view that was denied for these reasons was later paid "
            "after a modifier was added. Corrected claims and their answers must be "
            "loaded to see it."
        )
        return
    views.table(
        rows,
        "missing_modifiers",
        (
            "payer_name",
            "procedure_code",
            "modifier_code",
            ("modifier_label", "medium"),
            "carc_code",
            "denied_line_count",
            "paid_line_count",
            "later_paid_amount",
            "open_line_count",
            "open_amount",
        ),
        {"payer": "payer_name", "procedure": "procedure_code", "carc": "carc_code"},
    )
    lines = session.review().ask("missing_modifier_lines", row_limit=500)
    st.markdown(f"The {count_text(len(lines), 'line')} paid since")
    views.table(
        lines,
        history.table_key("missing_modifier_lines"),
        (
            "patient_control_number",
            "payer_name",
            "procedure_code",
            "modifier_codes",
            "later_modifier_codes",
            "carc_code",
            "denied_amount",
            "later_paid_amount",
            "remit_date",
            "paid_date",
        ),
        on_pick=history.open_claim,
    )
    downloads.downloads(
        "Missing modifiers", {"Missing modifiers": rows, "Lines": lines}, "missing_modifiers"
    )
