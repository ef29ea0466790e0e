"""The words of the command line, and what they mean as values."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analytics.arguments import UsageError, filters_of, parameter_value, parsed
from analytics.vocabulary import ReviewFilters


def filters(*words: str) -> ReviewFilters:
    return filters_of(parsed(["ask", "headline", *words])[0])


def test_no_options_mean_everything_under_the_default_definitions() -> None:
    assert filters() == ReviewFilters()


def test_every_filter_has_an_option_and_lists_repeat() -> None:
    assert filters(
        "--first-week=2026-W30", "--last-week", "2026-10-01", "--date-basis", "service",
        "--payer", "Aurora Health", "--payer", "O'Neil & Sons", "--category", "Bundling/NCCI",
        "--carc", "97", "--modifier", "25", "--procedure", "99213", "--provider", "Dr. A. Ames",
        "--line-of-business", "Medicare", "--secondary", "--duplicates", "--no-patient",
    ) == ReviewFilters(
        first_week=date(2026, 7, 20),
        last_week=date(2026, 9, 28),
        date_basis="service",
        payers=("Aurora Health", "O'Neil & Sons"),
        categories=("Bundling/NCCI",),
        carcs=("97",),
        modifiers=("25",),
        procedures=("99213",),
        providers=("Dr. A. Ames",),
        lines_of_business=("Medicare",),
        include_secondary=True,
        include_duplicates=True,
        include_patient=False,
    )  # fmt: skip


def test_one_week_is_first_and_last() -> None:
    week = filters("--week", "2026-W40")
    assert (week.first_week, week.last_week) == (date(2026, 9, 28), date(2026, 9, 28))


def test_the_store_may_be_named_before_or_after_the_command() -> None:
    for words in (["--database", "here", "undo"], ["undo", "--database", "here"]):
        assert parsed(words)[0].database == Path("here")
    assert not hasattr(parsed(["undo"])[0], "database")


def test_what_only_a_question_knows_is_kept_by_name() -> None:
    options, values = parsed(
        ["ask", "claim_history", "--claim", "10-482", "--row-limit=5", "--payer", "A"]
    )
    assert values == {"claim": "10-482", "row_limit": "5"}
    assert (options.question, options.payer) == ("claim_history", ["A"])


def test_a_value_is_read_as_the_ending_of_its_name_says() -> None:
    assert parameter_value("row_limit", "50") == 50
    assert parameter_value("service_date", "2026-10-01") == date(2026, 10, 1)
    assert parameter_value("remit_week", "2026-W40") == date(2026, 9, 28)
    assert parameter_value("control_number", "0017") == "0017"
    with pytest.raises(UsageError, match="--row-limit"):
        parameter_value("row_limit", "many")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("row_limit", "-5"),
        ("row_limit", "99999999999999999999999"),
        ("within_days", "99999999999"),
        ("weeks_before", "-1"),
        ("remit_week", "9999-12-31"),
        ("claim_days", "x"),
    ],
)
def test_a_value_that_no_question_can_use_is_said_in_one_sentence(name: str, text: str) -> None:
    with pytest.raises(UsageError, match=f"is not a value for --{name.replace('_', '-')}"):
        parameter_value(name, text)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["dance"],
        ["load"],
        ["load", "a.835", "--fast"],
        ["load", "a.csv", "--map", "m.json", "--profile", "PM"],
        ["undo", "--force", "yes"],
        ["ask", "headline", "--week", "2026-W60"],
        ["ask", "headline", "--week", "last"],
        ["ask", "headline", "--claim"],
        ["ask", "headline", "extra"],
        ["ask", "headline", "--format", "xml"],
        ["export", "everything"],
        ["export", "top-denials", "--claim", "1"],
        ["serve", "--port", "http"],
        ["serve", "--port", "99999"],
        ["serve", "--port", "-1"],
        ["ask", "headline", "--last-week", "9999-12-31"],  # its Sunday is in no calendar
        ["ask", "headline", "--first-week", "0001-01-01"],
        ["ask", "headline", "--payer", "\udcff"],  # what Python makes of bytes that are not UTF-8
        ["ask", "search", "--words", "\udcff"],
        ["load", ""],  # what a script gives whose variable is empty
        ["load", "a.csv", "--map", ""],
        ["serve", "--inbox", ""],
        ["undo", "--database", ""],
        ["export", "worklist", "-o", ""],
        ["export", "worklist", "--within-days", "99999999999"],
        ["export", "worklist", "--within-days", "-1"],
        ["export", "worklist", "--status", "written-off"],
        ["audit", "--first-day", "2026-10-02", "--last-day", "2026-10-01"],
        ["audit", "--holds", "41:9f2c"],
    ],
)
def test_words_that_are_not_understood_are_said_in_one_sentence(words: list[str]) -> None:
    with pytest.raises(UsageError) as fault:
        parsed(words)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    "words",
    [
        ("--week", "2026-W40", "--first-week", "2026-W30"),
        ("--first-week", "2026-W40", "--last-week", "2026-W30"),
    ],
)
def test_weeks_that_contradict_each_other_are_said_in_one_sentence(words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        filters(*words)


def test_a_question_that_takes_a_week_itself_has_no_other_weeks() -> None:
    options, _ = parsed(["ask", "rate_drivers", "--week", "2026-W40", "--payer", "BLUE"])
    filters = filters_of(options, without=frozenset({"week", "first_week", "last_week"}))
    assert filters == ReviewFilters(payers=("BLUE",))
    assert options.week == date(2026, 9, 28)
    assert parameter_value("weeks_before", "12") == 12
