"""Alerts in one plain sentence each: who, what, the numbers, since when, and the odds of luck."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.measures.words import count_text, day_text

ENDINGS = {
    "gone": "it has not stood out for two weeks",
    "usual": "it lasts for over half a year and is what is usual by now",
    "joined": "what was seen is told by another alert",
}
MORE_THAN = 1_000_000  # weeks: beyond, a number only looks exact


def alert_sentence(alert: Any, labels: dict[str, str]) -> str:
    """A row of ``alerts`` in words; ``labels`` says what a CARC means."""
    label = labels.get(alert.carc_code)
    reason = f"CARC {alert.carc_code}" + (f" ({label})" if label else "")
    how = "less often" if alert.kind == "improved" else "more often"
    return (
        f"{_who(alert)} {_what(alert)} {how} for {reason}: {alert.seen_count:,} of "
        f"{count_text(alert.line_count, 'line')} in {count_text(alert.window_weeks, 'week')}, "
        f"expected {expected_text(alert.expected_count)} "
        f"({alert.baseline_denied_count:,} of {alert.baseline_line_count:,} in the "
        f"{count_text(alert.baseline_week_count, 'week')} before); since the week of "
        f"{day_text(alert.since_week)}; {_state(alert)}."
    )


def _state(alert: Any) -> str:
    """How odd it is; where it is not seen this week, that it stands still, or why it has ended."""
    if getattr(alert, "status", None) == "ended":
        return f"ended in the week of {day_text(alert.ended_week)}: {ENDINGS[alert.why_ended]}"
    if pd.isna(alert.e_value):
        return "it does not stand out this week, and ends once that holds for two weeks"
    return luck_text(alert.e_value)


def with_actions(improved: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``improved``, each sentence with the action that was meant to improve it."""
    said = [
        f"{row.sentence} {_meant(row)}" if pd.notna(row.action_number) else row.sentence
        for row in improved.itertuples()
    ]
    return improved.assign(sentence=pd.Series(said, index=improved.index, dtype="object"))


def _meant(row: Any) -> str:
    """An action by its title and owner, when it was decided, and whether it is done."""
    done = f", done {day_text(row.action_done_date)}" if pd.notna(row.action_done_date) else ""
    decided = f"decided in the week of {day_text(row.action_decided_week)}{done}"
    return f"Meant to improve it: “{row.action_title}” ({row.action_owner}, {decided})."


def status_text(alert: Any) -> str:
    """The mark of a row of ``alerts``: new, since when it stands, or when it ended.

    >>> from types import SimpleNamespace as Row
    >>> new = Row(status="new", since_week="2026-09-14", ended_week=None)
    >>> status_text(new), status_text(Row(status="standing", since_week="2026-09-14"))
    ('New', 'Since W38')
    >>> status_text(Row(status="ended", since_week="2026-09-14", ended_week="2026-11-02"))
    'Ended W45'
    >>> status_text(Row(status=None))
    ''
    """
    if pd.isna(getattr(alert, "status", None)):
        return ""
    if alert.status == "new":
        return "New"
    if alert.status == "standing":
        return f"Since {week_text(alert.since_week)}"
    return f"Ended {week_text(alert.ended_week)}"


def week_text(week: Any) -> str:
    """The week of a day by its number in the year: W38.

    >>> week_text("2026-09-14")
    'W38'
    """
    return f"W{pd.Timestamp(week).isocalendar().week:02d}"


def expected_text(count: float) -> str:
    """An expected count, as exact as it is worth.

    >>> expected_text(25.33), expected_text(2.67), expected_text(0.043), expected_text(0.001)
    ('about 25', 'about 2.7', 'about 0.04', 'less than 0.01')
    """
    if count < 0.01:
        return "less than 0.01"
    if count < 0.1:
        return f"about {count:.2f}"
    return f"about {count:,.1f}" if count < 10 else f"about {count:,.0f}"


def luck_text(e_value: float) -> str:
    """How often luck alone would bring such a thing among all that is looked at each week.

    >>> luck_text(0.002)
    'by luck about once in 500 weeks'
    >>> luck_text(0.7), luck_text(3.2)
    ('by luck about once a week', 'by luck about 3 of the kind a week')
    >>> luck_text(1e-12)
    'by luck less than once in 1,000,000 weeks'
    """
    if e_value >= 1.5:
        return f"by luck about {e_value:.0f} of the kind a week"
    weeks = 1 / max(e_value, 1e-300)
    if weeks < 1.5:
        return "by luck about once a week"
    if weeks >= MORE_THAN:
        return f"by luck less than once in {MORE_THAN:,} weeks"
    return f"by luck about once in {float(f'{weeks:.1e}'):,.0f} weeks"


def _who(alert: Any) -> str:
    """Who denies."""
    return "All payers together deny" if pd.isna(alert.payer_name) else f"{alert.payer_name} denies"


def _what(alert: Any) -> str:
    """The lines it is about."""
    what = "lines" if pd.isna(alert.procedure_code) else alert.procedure_code
    if pd.isna(alert.modifier_code):
        return what
    if alert.modifier_code == "":
        return f"{what} without a modifier"
    return f"{what} with modifier {alert.modifier_code}"


def quiet_sentence(weeks: pd.DataFrame, week: pd.Timestamp) -> str:
    """Why nothing is told of a week; ``weeks`` are the rows of ``signal_weeks``."""
    own = weeks[pd.to_datetime(weeks["remit_week"]) == week]
    if len(own):
        return (
            f"Nothing is new or worse in the week of {day_text(week)}: of "
            f"{count_text(own['combination_count'].iloc[0], 'combination')} of reason, payer, "
            "procedure and modifier none is beyond what luck brings."
        )
    if len(weeks) and week < pd.to_datetime(weeks["remit_week"]).min():
        return (
            "What was new or worse is told of the last 26 weeks that have 8 weeks before them; "
            f"the week of {day_text(week)} is older."
        )
    return "Too few weeks to say what is new or worse: 8 weeks before are needed."
