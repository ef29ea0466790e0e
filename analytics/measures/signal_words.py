"""Alerts in one plain sentence each: who, what, the numbers, since when, and the odds of chance."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.measures.names import shown_payer
from analytics.measures.words import TOO_FEW, count_text, day_text, short_day_text

ENDINGS = {
    "gone": "not unusual for two weeks",
    "usual": "it has lasted over half a year and is now the usual rate",
    "joined": "another alert covers it",
}
MORE_THAN = 1_000_000  # weeks: beyond, a number only looks exact


def alert_sentence(alert: Any, labels: dict[str, str]) -> str:
    """A row of ``alerts`` in words; ``labels`` says what a CARC means.

    The number comes first; the counts it is made of and the odds of chance stand behind it.
    """
    label = labels.get(alert.carc_code)
    reason = f"CARC {alert.carc_code}" + (f" ({label})" if label else "")
    return (
        f"{_who(alert)} · {_what(alert)}: "
        f"{rate_text(alert.seen_count, alert.line_count)} denied for {reason}, "
        f"{_usual_text(alert)}; since {day_text(alert.since_week)} "
        f"({alert.seen_count:,} of {count_text(alert.line_count, 'line')} in "
        f"{count_text(alert.window_weeks, 'week')}; {alert.baseline_denied_count:,} of "
        f"{alert.baseline_line_count:,} in the {count_text(alert.baseline_week_count, 'week')} "
        f"before; {_state(alert)})."
    )


def rate_text(count: float, total: float) -> str:
    """A rate in whole percent; of few lines their number.

    >>> rate_text(56, 123), rate_text(1, 400), rate_text(0, 400), rate_text(6, 8)
    ('46%', 'under 1%', '0%', '6 of 8 lines')
    """
    if total < TOO_FEW:
        return f"{count:,.0f} of {total:,.0f} lines"
    return "under 1%" if 0 < count / total < 0.01 else f"{count / total:.0%}"


def _usual_text(alert: Any) -> str:
    """What was usual before; where nothing like it was answered before, what is expected."""
    if alert.baseline_line_count >= TOO_FEW:
        return f"{rate_text(alert.baseline_denied_count, alert.baseline_line_count)} is usual"
    return f"{expected_text(alert.expected_count)} expected"


def _state(alert: Any) -> str:
    """How odd it is; where it is not seen this week, that it stands still, or why it has ended."""
    if getattr(alert, "status", None) == "ended":
        return f"ended in the week of {day_text(alert.ended_week)}: {ENDINGS[alert.why_ended]}"
    if pd.isna(alert.e_value):
        return "not unusual this week; ends after two such weeks"
    return chance_text(alert.e_value)


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
    ('New', 'Since Sep 14')
    >>> status_text(Row(status="ended", since_week="2026-09-14", ended_week="2026-11-02"))
    'Ended Nov 2'
    >>> status_text(Row(status=None))
    ''
    """
    if pd.isna(getattr(alert, "status", None)):
        return ""
    if alert.status == "new":
        return "New"
    if alert.status == "standing":
        return f"Since {short_day_text(alert.since_week)}"
    return f"Ended {short_day_text(alert.ended_week)}"


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


def chance_text(e_value: float) -> str:
    """How often chance alone would bring such an alert among all combinations checked each week.

    >>> chance_text(0.002)
    'expected by chance about once in 500 weeks'
    >>> chance_text(0.7), chance_text(3.2)
    ('expected by chance about once a week', 'expected by chance about 3 times a week')
    >>> chance_text(1e-12)
    'expected by chance less than once in 1,000,000 weeks'
    """
    if e_value >= 1.5:
        return f"expected by chance about {e_value:.0f} times a week"
    weeks = 1 / max(e_value, 1e-300)
    if weeks < 1.5:
        return "expected by chance about once a week"
    if weeks >= MORE_THAN:
        return f"expected by chance less than once in {MORE_THAN:,} weeks"
    return f"expected by chance about once in {float(f'{weeks:.1e}'):,.0f} weeks"


def _who(alert: Any) -> str:
    """Who denies."""
    return "All payers" if pd.isna(alert.payer_name) else shown_payer(alert.payer_name)


def _what(alert: Any) -> str:
    """The lines it is about."""
    what = "all lines" if pd.isna(alert.procedure_code) else alert.procedure_code
    if pd.isna(alert.modifier_code):
        return what
    if alert.modifier_code == "":
        return f"{what} without a modifier"
    if pd.isna(alert.procedure_code):
        return f"modifier {alert.modifier_code}"
    return f"{what}-{alert.modifier_code}"


def quiet_sentence(weeks: pd.DataFrame, week: pd.Timestamp) -> str:
    """Why nothing is told of a week; ``weeks`` are the rows of ``signal_weeks``."""
    own = weeks[pd.to_datetime(weeks["remit_week"]) == week]
    if len(own):
        return (
            f"Nothing is new or worse in the week of {day_text(week)}: of "
            f"{count_text(own['combination_count'].iloc[0], 'combination')} of reason, payer, "
            "procedure and modifier none is more than chance explains."
        )
    if len(weeks) and week < pd.to_datetime(weeks["remit_week"]).min():
        return (
            "Alerts cover the last 26 weeks that have 8 weeks before them; "
            f"the week of {day_text(week)} is older."
        )
    return "Not enough weeks to say what is new or worse: 8 earlier weeks are needed."
