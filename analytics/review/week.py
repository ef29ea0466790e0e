"""The week as everybody tells it: the facts that page, meeting and packet draw, each asked once.

Nothing is asked before it is wanted, so a page pays for what it shows. How a fact looks is not
decided here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from analytics.measures.denied_dollars import denied_dollars_sentence
from analytics.measures.drivers import driver_steps, drivers_sentence
from analytics.measures.expected import expected_next_week, expected_sentence
from analytics.measures.headline import week_rates
from analytics.measures.health import health_sentence, unhealthy
from analytics.measures.sentences import week_answer, week_sentence
from analytics.measures.signal_states import ENDED
from analytics.measures.signal_words import quiet_sentence
from analytics.measures.weeks import fill_weeks, usual_range
from analytics.measures.words import day_text, short_day_text
from analytics.measures.worklist import deadlines_sentence, missed_sentence
from analytics.review.asking import Review
from analytics.vocabulary import (
    SOON,
    WEEKS_BEFORE,
    WEEKS_SHOWN,
    DenialsError,
    ReviewFilters,
)


@dataclass(frozen=True)
class WeekInReview:
    """What is told of one week, under filters whose weeks end with it or hold it."""

    review: Review
    week: date

    @property
    def filters(self) -> ReviewFilters:
        """The filters, with all weeks shown."""
        return self.review.filters or ReviewFilters()

    @property
    def monday(self) -> pd.Timestamp:
        """The week as frames have it."""
        return pd.Timestamp(self.week)

    def of_week(self, question: str, **parameters: Any) -> pd.DataFrame:
        """The answer for the week alone."""
        alone = self.review.narrowed(first_week=self.week, last_week=self.week)
        return alone.ask(question, **parameters)

    def narrowed(self, **fields: Any) -> WeekInReview:
        """The same week of one payer, provider, reason or procedure."""
        return WeekInReview(self.review.narrowed(**fields), self.week)

    def first_asked(self) -> list[tuple[Review, str, dict[str, Any]]]:
        """What the first screen of the week asks, for whoever asks it all at once."""
        before = self.review.under(self.filters.with_history())
        of_all_weeks = self.review.under(self.filters.of_all_weeks())
        alone = self.review.narrowed(first_week=self.week, last_week=self.week)
        of_week, soon = {"week": self.week}, {"within_days": SOON}
        of_alerts = {"week": self.week_of_alerts}
        in_view = ("denied_dollars", "headline", "denials_by_payer", "lines_apart")
        return [
            *((before, question, {}) for question in ("weekly_denials", "data_health")),
            *((of_all_weeks, each, soon) for each in ("deadline_headline", "deadline_days")),
            *((self.review, each, of_alerts) for each in ("alerts", "watch_list", "improved")),
            *((self.review, question, {}) for question in in_view),
            *((alone, each, {}) for each in ("denials_by_payer", "denials_by_reason")),
            *((self.review, f"weekly_denials_by_{each}", {}) for each in ("payer", "reason")),
            (self.review.everything(), "actions", of_week),
        ]

    # How much was denied.

    @cached_property
    def weeks_with_history(self) -> pd.DataFrame:
        """Week by week with rates and usual range, the 13 before the weeks shown included.

        The week itself has a row though nobody in view was answered in it.
        """
        rows = self.review.under(self.filters.with_history()).ask("weekly_denials")
        return usual_range(fill_weeks(rows, until=self.monday))

    @cached_property
    def claim_weeks(self) -> pd.DataFrame:
        """The same weeks counted in claims: their rate, and its usual range."""
        weeks = self.weeks_with_history
        return usual_range(
            weeks.assign(
                denied_line_count=weeks["denied_claim_count"],
                adjudicated_line_count=weeks["adjudicated_claim_count"],
                denial_rate=weeks["claim_denial_rate"],
            )
        )

    @cached_property
    def weeks(self) -> pd.DataFrame:
        """The weeks shown."""
        rows, first = self.weeks_with_history, self.filters.first_week
        return rows if first is None else rows[rows["remit_week"] >= pd.Timestamp(first)]

    @cached_property
    def row(self) -> pd.Series:
        """The counts, amounts and rates of the week."""
        return self.weeks[self.weeks["remit_week"] == self.monday].iloc[0]

    @cached_property
    def rates(self) -> pd.DataFrame:
        """Its three rates, each against the eight weeks before."""
        return week_rates(self.weeks_with_history, self.monday)

    @cached_property
    def sentence(self) -> str:
        """How much was denied, and whether that is usual."""
        return week_sentence(self.weeks_with_history, self.monday)

    @cached_property
    def answer(self) -> str:
        """The week in one sentence: what was denied, what is worse, what is due."""
        worse = int((self.alerts["status"] != ENDED).sum())
        due = float(self.deadlines["due_open_amount"])
        return week_answer(self.row, worse if worse or self.is_judged else None, due, SOON)

    @cached_property
    def expected_sentence(self) -> str:
        """What the next week will likely bring, told from weeks without a missing file."""
        health = self.review.under(self.filters.with_history()).ask("data_health")
        missing = frozenset(pd.to_datetime(unhealthy(health)["remit_week"]))
        return expected_sentence(expected_next_week(self.weeks_with_history, self.monday, missing))

    @cached_property
    def health_sentence(self) -> str:
        """Which file seems to be missing; nothing where none is."""
        return health_sentence(self.review.ask("data_health"))

    # What became of the denials.

    @cached_property
    def headline(self) -> pd.DataFrame:
        """What became of the denials of all weeks shown: one row."""
        return self.review.ask("headline")

    @cached_property
    def dollars(self) -> pd.DataFrame:
        """Where the denied dollars of all weeks shown are."""
        return self.review.ask("denied_dollars")

    @cached_property
    def dollars_sentence(self) -> str:
        """What they come to."""
        return denied_dollars_sentence(self.dollars)

    @cached_property
    def deadlines(self) -> pd.Series:
        """The deadlines ahead, whichever week their denials are of."""
        of_all_weeks = self.review.under(self.filters.of_all_weeks())
        return of_all_weeks.ask("deadline_headline", within_days=SOON).iloc[0]

    @cached_property
    def deadlines_sentence(self) -> str:
        """How many deadlines are ahead."""
        return deadlines_sentence(self.deadlines, SOON)

    @cached_property
    def due_days(self) -> pd.DataFrame:
        """The deadlines of the next days by day and owner, the soonest first."""
        of_all_weeks = self.review.under(self.filters.of_all_weeks())
        return of_all_weeks.ask("deadline_days", within_days=SOON)

    @cached_property
    def missed_sentence(self) -> str:
        """How many lines have none left; nothing where there are none."""
        return missed_sentence(self.deadlines)

    # What changed, and why.

    @cached_property
    def week_of_alerts(self) -> date:
        """The week of answers that alerts are seen from; by service date the latest full one."""
        if self.filters.date_basis == "service":
            return self.review.everything().latest_full_week() or self.week
        return self.week

    @cached_property
    def alerts(self) -> pd.DataFrame:
        """What is new or worse, then what stands, then what ended lately."""
        return self.review.ask("alerts", week=self.week_of_alerts)

    @cached_property
    def watched(self) -> pd.DataFrame:
        """What may be chance, and is watched."""
        return self.review.ask("watch_list", week=self.week_of_alerts)

    @cached_property
    def improved(self) -> pd.DataFrame:
        """What is denied less than it was."""
        return self.review.ask("improved", week=self.week_of_alerts)

    @property
    def is_news(self) -> bool:
        """Whether any alert is new or stands; what has ended is told of, but is over."""
        return bool((self.alerts["status"] != ENDED).any())

    def weeks_of_alert(self, alert: pd.Series) -> pd.DataFrame:
        """Week by week, all weeks shown, the lines that an alert is about."""
        filters = {**alert_filters(alert), "first_week": self.filters.first_week}
        rows = self.review.narrowed(**filters).ask("weekly_denials")
        return fill_weeks(rows, weeks=pd.DatetimeIndex(self.weeks["remit_week"]))

    @cached_property
    def judged_weeks(self) -> pd.DataFrame:
        """The weeks of which alerts are told."""
        return self.review.everything().ask("signal_weeks")

    @cached_property
    def is_judged(self) -> bool:
        """Whether alerts are told of the week: with enough weeks before it, and not too old."""
        return bool((pd.to_datetime(self.judged_weeks["remit_week"]) == self.monday).any())

    @cached_property
    def quiet_sentence(self) -> str:
        """That nothing is new, or that the week was not judged."""
        return quiet_sentence(self.judged_weeks, pd.Timestamp(self.week_of_alerts))

    def drivers_between(self, periods: dict[str, date]) -> pd.DataFrame:
        """The parts of the change between two periods, each named by its first and last week."""
        span = {"first_week": min(periods.values()), "last_week": max(periods.values())}
        return self.review.narrowed(**span).ask("rate_drivers", **periods)

    def periods(self, weeks_before: int = WEEKS_BEFORE) -> dict[str, date]:
        """The week, and so many before it."""
        return {
            "before_first_week": self.week - timedelta(weeks=weeks_before),
            "before_last_week": self.week - timedelta(weeks=1),
            "first_week": self.week,
            "last_week": self.week,
        }

    @cached_property
    def drivers(self) -> pd.DataFrame:
        """The parts of the change of the week's rate against the eight weeks before."""
        return self.drivers_between(self.periods())

    @cached_property
    def drivers_sentence(self) -> str:
        """Why the rate moved."""
        return drivers_sentence(self.drivers)

    @cached_property
    def driver_steps(self) -> pd.DataFrame:
        """The parts from the rate before to that of the week."""
        return driver_steps(self.drivers)

    # What weighs most in the week alone.

    @cached_property
    def top(self) -> pd.DataFrame:
        """Alike denials together, most dollars first."""
        return self.of_week("top_denials")

    @cached_property
    def by_payer(self) -> pd.DataFrame:
        """The week's denials by payer."""
        return self.of_week("denials_by_payer")

    @cached_property
    def by_reason(self) -> pd.DataFrame:
        """The week's denials by reason."""
        return self.of_week("denials_by_reason")

    @cached_property
    def by_payer_and_reason(self) -> pd.DataFrame:
        """The week's denials by payer and reason."""
        return self.of_week("denials_by_payer_and_reason")

    @cached_property
    def weekly_by_payer(self) -> pd.DataFrame:
        """All weeks shown by payer, every week filled."""
        rows = self.review.ask("weekly_denials_by_payer")
        return fill_weeks(rows, "payer_name", weeks=pd.DatetimeIndex(self.weeks["remit_week"]))

    @cached_property
    def weekly_by_reason(self) -> pd.DataFrame:
        """All weeks shown by reason, every week filled."""
        rows = self.review.ask("weekly_denials_by_reason")
        return fill_weeks(rows, "carc_code", weeks=pd.DatetimeIndex(self.weeks["remit_week"]))

    @property
    def payer_names(self) -> list[str]:
        """Every payer that answered in the weeks shown."""
        return sorted(self.review.ask("denials_by_payer")["payer_name"])

    @cached_property
    def reason_labels(self) -> dict[str, str]:
        """What each CARC means in a few words."""
        rows = self.review.everything().ask("definitions")
        return dict(zip(rows["carc_code"], rows["reason_label"], strict=True))

    def alerted(self, column: str) -> dict[str, str]:
        """Which reasons (or payers) an alert is about, and since when it stands."""
        standing = self.alerts[self.alerts["status"] != ENDED].dropna(subset=[column])
        since = standing.groupby(column)["since_week"].min()
        return {key: f"Worse since {short_day_text(week)}" for key, week in since.items()}

    @cached_property
    def by_category(self) -> pd.DataFrame:
        """The week's denials by category."""
        return self.of_week("denials_by_category")

    @cached_property
    def by_modifier(self) -> pd.DataFrame:
        """The week's denials by modifier."""
        return self.of_week("denials_by_modifier")

    # What was decided.

    @cached_property
    def actions(self) -> pd.DataFrame:
        """What was decided until this week, and whether it moved its number."""
        return self.review.everything().ask("actions", week=self.week)

    @property
    def decided_before(self) -> pd.DataFrame:
        """What was decided before this week and is not dropped, the last meeting's first."""
        actions = self.actions
        is_before = actions["decided_week"] < self.monday
        return actions[is_before & (actions["status"] != "dropped")].sort_values(
            ["decided_week", "due_date"], ascending=[False, True]
        )

    @property
    def decided_now(self) -> pd.DataFrame:
        """What was decided in this week's meeting."""
        return self.actions[self.actions["decided_week"] == self.monday]


def alert_filters(alert: pd.Series) -> dict[str, Any]:
    """What an alert is about as fields of the filters; '' is lines without a modifier."""
    said = {
        "payers": alert["payer_name"],
        "carcs": alert["carc_code"],
        "procedures": alert["procedure_code"],
        "modifiers": alert["modifier_code"],
    }
    return {
        name: (value,)
        for name, value in said.items()
        if not pd.isna(value) and (value or name == "modifiers")
    }


def week_in_review(review: Review, week: date | None = None) -> WeekInReview:
    """The week given, or the latest full one of those under the filters.

    Raises DenialsError where the week has no answers.
    """
    rows = review.ask("weekly_denials")
    if week is None and len(rows):
        week = review.latest_full_week()
        assert week is not None  # some line is answered
        return WeekInReview(review, week)
    if week is None or pd.Timestamp(week) not in set(pd.to_datetime(rows["remit_week"])):
        when = f"in the week of {day_text(week)}" if week else "in these weeks"
        raise DenialsError(
            f"No payer answered a line {when} under these filters; `denials ask weekly_denials` "
            "names the weeks that have answers."
        )
    return WeekInReview(review, week)


def spanning(review: Review, week: date | None) -> Review:
    """A review without weeks under those the pages open with: the last 26, up to the week."""
    filters = review.filters or ReviewFilters()
    if filters.first_week or filters.last_week:
        return review
    service = "service_" if filters.date_basis == "service" else ""
    newest = review.everything().ask("data_span")[f"last_{service}week"].iloc[0]
    last = week or (None if pd.isna(newest) else pd.Timestamp(newest).date())
    first = last and last - timedelta(weeks=WEEKS_SHOWN - 1)
    return review.under(replace(filters, first_week=first, last_week=last))
