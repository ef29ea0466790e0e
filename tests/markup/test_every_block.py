"""Every block, with hostile text and with the pictures' own: safe, whole, with names and picks."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from markupsafe import Markup

from analytics.markup import layout
from analytics.markup.alerts import Alert, alert_grid
from analytics.markup.badges import Badge, badge
from analytics.markup.due import DueDay, Owner, deadlines
from analytics.markup.effects import Effect, effects, effects_key
from analytics.markup.figures import Figure, Gauge, figure_row
from analytics.markup.heat import HeatCell, HeatColumn, HeatRow, alert_key, heat_table
from analytics.markup.history import Step, claim_history, deadline_banner, note, paragraph
from analytics.markup.layout import Action, Choice
from analytics.markup.marks import attention, bold, muted
from analytics.markup.parts import Part, counted_bar, dollars_bar, dollars_list
from analytics.markup.ranked import MoreRows, RankedRow, ranked_list
from analytics.markup.sparks import WeeklyBars, share_bar, spark, weekly_bars
from analytics.markup.tables import Column, Row, table
from analytics.markup.trend import TrendWeek, range_key, trend
from analytics.markup.two_lines import TrendLine, two_lines
from tests.markup.gallery import screens
from tests.markup.reading import read

BAD = """<img src=x onerror=alert(1)> "double" 'single' & {0} {name}"""
PICK = {"payer": BAD}
ACT = Action(BAD, PICK, "decide", label=BAD)
PARTS = [Part("recovered", 3, PICK, BAD), Part("winnable", 2, name=BAD)]
BARS = WeeklyBars((1, 2, 3), 1, BAD, BAD, BAD)
MONDAYS = [date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)]

# Each block with hostile text wherever it takes text.
HOSTILE: dict[str, Callable[[], Markup]] = {
    "headline": lambda: layout.headline(BAD, BAD, BAD, BAD),
    "section": lambda: layout.section(BAD, BAD, BAD, BAD),
    "columns": lambda: layout.columns(BAD, layout.group(BAD)),
    "frame": lambda: layout.frame(BAD, layout.rule()),
    "buttons": lambda: layout.action_buttons([ACT]),
    "switch": lambda: layout.switch([Choice(BAD, PICK, True)], BAD),
    "chips": lambda: layout.chips([Choice(BAD, PICK, False, BAD)], BAD),
    "crumbs": lambda: layout.crumbs(ACT, BAD, BAD, [ACT]),
    "progress": lambda: layout.progress(1, (BAD, BAD), BAD),
    "words": lambda: bold(BAD) + muted(BAD) + attention(BAD) + badge(BAD),
    "figures": lambda: figure_row(
        [Figure(BAD, BAD, BAD, BAD, Gauge(1, 0, 2), PICK), Figure(BAD, BAD, asks=True, note=BAD)],
        BAD,
    ),
    "dollars bar": lambda: dollars_bar(PARTS, BAD, BAD, BAD, BAD),
    "dollars list": lambda: dollars_list(PARTS, BAD, [(BAD, BAD)]),
    "counted bar": lambda: counted_bar(PARTS, BAD, [BAD]),
    "alerts": lambda: alert_grid([Alert(BAD, BAD, BAD, BAD, BAD, BARS, [ACT], badge=BAD)], ACT),
    "large alerts": lambda: alert_grid([Alert(BAD, BAD, BAD, bars=BARS)], is_large=True),
    "spark": lambda: spark((1, None, 2), BAD) + share_bar(0.4, BAD) + weekly_bars(BARS),
    "ranked": lambda: ranked_list(
        [RankedRow(BAD, 2, (BAD, BAD), BAD, (1, 2), PICK, BAD, True)],
        (BAD, BAD),
        BAD,
        MoreRows(BAD, (BAD, BAD), PICK),
        BAD,
    ),
    "trend": lambda: trend(
        [TrendWeek(day, 0.1, BAD, 0.0, 0.05, 0.1, False, BAD, PICK) for day in MONDAYS], BAD, BAD
    ),
    "two lines": lambda: two_lines(
        MONDAYS,
        [TrendLine(BAD, (0.1, 0.2, 0.3), BAD), TrendLine(BAD, (0.1, None, 0.3), BAD)],
        BAD,
        MONDAYS[1],
        BAD,
        [BAD] * 3,
        [PICK] * 3,
    ),
    "heat": lambda: heat_table(
        [HeatRow(BAD, BAD, BAD, BAD, 1.0, [HeatCell(3, BAD, PICK, BAD)], (1, 2), PICK, True)],
        [HeatColumn(BAD, BAD, PICK)],
        BAD,
        (BAD,) * 5,
    ),
    "due": lambda: deadlines(
        [DueDay(MONDAYS[0], 10, BAD, BAD, PICK, True), DueDay(MONDAYS[1], 0, BAD, BAD)],
        [Owner(BAD, BAD, BAD, PICK)],
        BAD,
        BAD,
        BAD,
        ACT,
        BAD,
    ),
    "effects": lambda: effects(
        [Effect(BAD, 0.2, 0.1, BAD, 10, 5, 15, PICK, True), Effect(BAD, 0.2, 0.1, BAD)],
        BAD,
        BAD,
        BAD,
    ),
    "effects key": lambda: effects_key(BAD, BAD, BAD),
    "history": lambda: claim_history([Step(BAD, BAD, BAD, BAD, "answered", PICK)]),
    "deadline": lambda: deadline_banner(BAD, BAD, BAD, BAD, BAD),
    "notes": lambda: note(BAD, BAD) + paragraph(BAD),
    "table": lambda: table(
        [Column(BAD), Column(BAD, "badge"), Column(BAD, "spark"), Column(BAD, "share")],
        [Row((BAD, Badge(BAD), (1, 2), 0.5), PICK, True, BAD, BAD), Row((BAD, BAD, (), 0))],
        BAD,
    ),
    "empty table": lambda: table([Column(BAD)], [], BAD, empty=BAD),
}
KEYS = {"keys": lambda: range_key() + alert_key()}
PICTURES = {name: (lambda drawn=drawn: drawn) for name, drawn in screens().items()}
EVERY = HOSTILE | KEYS | PICTURES
every_block = pytest.mark.parametrize("draw", EVERY.values(), ids=list(EVERY))


@pytest.mark.parametrize("draw", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_text_stays_text_wherever_it_is_put(draw: Callable[[], Markup]) -> None:
    document = read(draw())
    assert document.all("img") == []
    named = {name for element in document.elements for name in element.attributes}
    assert [name for name in named if name.startswith("on")] == []
    said = [document.text, *document.values("aria-label"), *document.values("data-pick")]
    # Quotes, braces and all: nothing is lost and nothing is put in their place.
    assert any(BAD in text for text in said)


@every_block
def test_every_tag_is_closed_where_it_should_be(draw: Callable[[], Markup]) -> None:
    assert read(draw()).faults == []


@every_block
def test_every_pick_is_json_of_names_and_texts(draw: Callable[[], Markup]) -> None:
    for said in read(draw()).values("data-pick"):
        values = json.loads(said)
        assert values
        assert all(isinstance(text, str) for pair in values.items() for text in pair)


@every_block
def test_whatever_can_be_clicked_is_a_button_with_a_name(draw: Callable[[], Markup]) -> None:
    document = read(draw())
    clicked = [element for element in document.elements if "data-pick" in element.attributes]
    assert {element.tag for element in clicked} <= {"button"}
    assert [e for e in document.all("button") if e.attributes.get("type") != "button"] == []
    assert [e for e in document.all("button") if not e.name] == []
    assert [e for e in document.all("button") if "button" in e.within] == []


@every_block
def test_only_words_stand_in_buttons(draw: Callable[[], Markup]) -> None:
    """A block element in a button is torn out of it by some readers."""
    blocks = {"div", "p", "ul", "ol", "li", "table", "figure", "h2", "h3"}
    assert [e.tag for e in read(draw()).elements if "button" in e.within and e.tag in blocks] == []


@every_block
def test_every_drawing_says_what_it_shows_or_is_decoration(draw: Callable[[], Markup]) -> None:
    for drawing in read(draw()).all("svg"):
        if "svg" in drawing.within:
            continue
        said = drawing.attributes
        is_named = said.get("role") == "img" and said.get("aria-label")
        assert is_named or said.get("aria-hidden") == "true"
