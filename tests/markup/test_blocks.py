"""What single blocks show: parts that add up, levels, diamonds, names."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from analytics.markup.due import DueDay, due_bars
from analytics.markup.effects import Effect, effects
from analytics.markup.heat import HeatCell, HeatColumn, HeatRow, heat_table
from analytics.markup.parts import PLACES, Part, dollars_bar, whole_dollars
from analytics.markup.ranked import RankedRow, ranked_list
from analytics.markup.sparks import WeeklyBars, weekly_bars
from analytics.markup.tables import Column, Row, table
from analytics.markup.trend import TrendWeek, trend
from analytics.measures.words import dollar_text
from tests.markup.reading import read

MONDAY = date(2026, 11, 2)


@given(some.lists(some.integers(0, 10**9), min_size=1, max_size=7))
def test_rounded_amounts_add_up_to_the_total_as_it_is_written(cents: list[int]) -> None:
    whole = whole_dollars([cent / 100 for cent in cents])
    assert dollar_text(sum(whole)) == dollar_text(sum(cents) / 100)
    # No amount is more than a dollar from its own.
    assert all(abs(dollar - cent / 100) <= 1 for dollar, cent in zip(whole, cents, strict=True))


def test_parts_stand_in_their_fixed_order_whatever_order_they_come_in() -> None:
    parts = [Part(place, 10) for place in reversed(PLACES)]
    items = read(dollars_bar(parts, "Where denied dollars are")).all("li")
    assert [item.text.removesuffix("$10") for item in items] == list(PLACES.values())


def test_finally_denied_is_named_only_where_there_is_any() -> None:
    parts = [Part("re_denied", 0), Part("written_off", 0)]
    items = read(dollars_bar(parts, "Where denied dollars are")).all("li")
    assert [item.text for item in items] == ["Written off$0"]


def test_a_dollars_bar_says_its_parts_in_one_sentence() -> None:
    bar = dollars_bar([Part("recovered", 5.5), Part("winnable", 4.4)], "Where", "last 26 weeks")
    # 5.5 and 4.4 are 9.9, so 10: the greater rest, .5, is rounded up.
    assert read(bar).values("aria-label")[0] == "Where, last 26 weeks: Recovered $6; Winnable $4."


def test_a_ranked_list_of_nothing_says_so() -> None:
    drawn = read(ranked_list([], empty="No claim was rejected."))
    assert drawn.text == "No claim was rejected."


def test_a_ranked_row_reads_as_one_sentence_with_its_alert() -> None:
    row = RankedRow("No authorization", 9, ("7", "$9"), "197", (), {"carc": "197"}, "Worse")
    button = read(ranked_list([row])).all("button")[0]
    assert button.name == "197 No authorization, Worse, Lines 7, Denied $9"


def a_week(place: int, value: float | None, **said: object) -> TrendWeek:
    return TrendWeek(MONDAY + timedelta(weeks=place), value, "", 0.05, 0.15, 0.1, **said)  # type: ignore[arg-type]


def test_weeks_outside_the_usual_range_have_diamonds_and_few_lines_a_hollow_dot() -> None:
    weeks = [
        a_week(0, 0.20),
        a_week(1, 0.01),
        a_week(2, 0.30, is_few=True),
        a_week(3, None),
        a_week(4, 0.10),
    ]
    drawn = [e.attributes.get("class", "") for e in read(trend(weeks, "Rate")).elements]
    assert [css for css in drawn if "outside" in css] == ["outside above", "outside below"]
    assert (drawn.count("few"), drawn.count("end")) == (1, 1)


def test_a_week_without_a_value_leaves_a_gap_in_the_line() -> None:
    weeks = [a_week(place, value) for place, value in enumerate((0.1, None, 0.1, 0.1))]
    line = next(
        e for e in read(trend(weeks, "R")).all("path") if e.attributes["class"] == "line data"
    )
    assert line.attributes["d"].count("M") == 2


def test_a_trend_of_nothing_is_still_an_empty_plot() -> None:
    assert read(trend([], "No week yet")).faults == []
    assert read(trend([a_week(0, None)], "No value yet")).faults == []


def test_each_week_of_a_trend_is_a_button_with_its_own_sentence() -> None:
    week = TrendWeek(MONDAY, 0.1, "Week of Nov 2: 3 of 30 lines denied", pick={"week": "x"})
    assert [b.name for b in read(trend([week], "Rate")).all("button")] == [week.title]


def test_a_missing_file_is_named_at_its_week() -> None:
    weeks = [a_week(0, 0.1), a_week(1, 0.1, missing="Cedar Compass")]
    assert "Cedar Compass missing" in read(trend(weeks, "Rate")).text


def test_a_heat_cell_names_payer_reason_dollars_and_alert() -> None:
    cells = [HeatCell(9, "$9", {"carc": "197"}, "Worse since Aug 17"), HeatCell(0, "$0")]
    row = HeatRow("Evergrove", "9.0%", "9 of 100", "$9", 1, cells)
    heads = [HeatColumn("197", "No auth"), HeatColumn("22", "Other payer")]
    document = read(heat_table([row], heads, "Payers"))
    assert [b.name for b in document.all("button")] == [
        "Evergrove, 197 No auth, $9, Worse since Aug 17"
    ]
    # Nothing denied is a dash, not a pale cell to click.
    assert document.all("td")[-1].text == "–"


def test_today_is_said_and_not_only_colored() -> None:
    days = [DueDay(MONDAY, 5, "$5", "Nov 2: $5", is_today=True)]
    assert "Today" in read(due_bars(days, "Deadlines")).text


def test_too_few_lines_have_no_difference() -> None:
    rows = [Effect("A", 0.2, 0.1, "388", 10, 5, 15), Effect("B", 0.2, 0.1, "12")]
    document = read(effects(rows, "with 25"))
    assert [row.text for row in document.all("tr")[1:]] == [
        "A388+10.0 (+5.0 to +15.0)",
        "B12too few to say",
    ]
    assert [e.attributes["class"] for e in document.all("line")].count("reach") == 1


def test_weekly_bars_say_their_counts_and_when_it_began() -> None:
    said = read(weekly_bars(WeeklyBars((0, 1, 5), 2, "since Sep 7"))).values("aria-label")
    assert said == ["Denied lines a week, oldest first: 0, 1, 5; since Sep 7."]


def test_a_row_of_a_table_opens_and_is_ticked_by_two_buttons() -> None:
    row = Row(("Today", "IV1"), {"claim": "IV1"}, name="IV1", tick="7-197")
    document = read(table([Column("Due"), Column("Claim")], [row], "Work list"))
    all_rows, tick, opener = document.all("button")
    assert all_rows.name == "Tick all rows shown"
    assert (tick.name, tick.attributes["data-tick"]) == ("Tick IV1", "7-197")
    assert opener.attributes["data-pick"] == '{"claim":"IV1"}'
