"""Alerts from week to week: new, standing, ended.

An alert begins where one stands out with an E-value of at most 1, and its baseline is frozen there.
It stands while it is seen with at most 10, a week without is not its end; after two such weeks it
has ended. One that began over half a year ago has ended as well: by then it is what is usual.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from analytics.measures.signal_counts import Array
from analytics.measures.signal_rollup import Taken, is_part, nested
from analytics.measures.signal_scores import SPAN

ALERT_LIMIT, WATCH_LIMIT = 1.0, 10.0  # E-values
WEEKS_TO_END = 2  # weeks without evidence after which an alert has ended
WEEKS_YOUNG = 4  # weeks in which an alert's level may still change
WEEKS_APART = 2  # weeks by which the starts of one change may be judged apart
WEEKS_ENDED = 4  # weeks in which an ended alert is still told of
NEW, STANDING, ENDED = "new", "standing", "ended"
GONE, USUAL, JOINED = "gone", "usual", "joined"  # why it ended


@dataclass
class Alert:
    """One change as it goes on: its combination now, and columns of weeks.

    ``start`` is the week the change began in, ``told`` the first it was told in, ``seen`` the last
    with evidence. ``taken`` is the evidence of the week looked at, None where there is none.
    """

    row: int
    start: int
    told: int
    seen: int
    taken: Taken | None = None
    ended: int | None = None
    why_ended: str = ""

    def status(self, at: int) -> str:
        """New in the week it is first told in, then standing, until it has ended."""
        if self.ended is not None:
            return ENDED
        return NEW if self.told == at else STANDING


@dataclass
class Standing:
    """The alerts of one direction: those that stand, and those that ended in the last weeks."""

    alerts: list[Alert] = field(default_factory=list)
    ended: list[Alert] = field(default_factory=list)

    def since(self, count: int, at: int) -> Array:
        """Per combination the column its baseline must end before: frozen where an alert stands."""
        starts = np.full(count, at + 1)
        for alert in self.alerts:
            starts[alert.row] = alert.start
        return starts

    def rows(self) -> list[int]:
        """The combinations in which an alert stands."""
        return [alert.row for alert in self.alerts]

    def settled(self, count: int, at: int) -> Array:
        """Per combination, whether it has an alert whose level has settled."""
        settled = np.zeros(count, bool)
        settled[[alert.row for alert in self.alerts if at - alert.told >= WEEKS_YOUNG]] = True
        return settled

    def let_usual_go(self, at: int) -> None:
        """End what began over half a year ago."""
        self.ended = [alert for alert in self.ended if at - (alert.ended or 0) < WEEKS_ENDED]
        for alert in self.alerts:
            alert.taken = None
            if alert.start <= at - SPAN:
                self._end(alert, at, USUAL)
        self._drop_ended()

    def take(self, one: Taken, parts: Array, reasons: Array) -> Alert | None:
        """The alert that this evidence is of: its own, or else one within it or around it."""
        own = [alert for alert in self.alerts if alert.row == one.row]
        untold = [alert for alert in self.alerts if alert.taken is None]
        near = _of_the_same(untold, one.row, parts, reasons)
        return min(own or near, key=lambda alert: alert.start, default=None)

    def widened(
        self, one: Taken, start: int, at: int, parts: Array, reasons: Array
    ) -> Alert | None:
        """The young alert that is a part of this evidence and began with it, if there is one.

        Few lines show a change in a part of it first; what then stands out around that part is the
        same change at its true level.
        """
        young = [
            alert
            for alert in self.alerts
            if at - alert.told < WEEKS_YOUNG
            and abs(alert.start - start) <= WEEKS_APART
            and reasons[alert.row] == reasons[one.row]
            and is_part(parts[alert.row], parts[one.row])
        ]
        return min(young, key=lambda alert: alert.start, default=None)

    def begin(self, row: int, start: int, at: int) -> Alert:
        """A new alert."""
        self.alerts.append(Alert(row, start, at, at))
        return self.alerts[-1]

    def end_what_is_gone(self, at: int, parts: Array, reasons: Array) -> None:
        """End what has not been seen for two weeks; where another tells it now, say so."""
        for alert in self.alerts:
            if at - alert.seen < WEEKS_TO_END:
                continue
            told = [other for other in self.alerts if other.taken]
            is_told = _of_the_same(told, alert.row, parts, reasons)
            self._end(alert, at, JOINED if is_told else GONE)
        self._drop_ended()

    def _end(self, alert: Alert, at: int, why: str) -> None:
        alert.ended, alert.why_ended = at, why
        self.ended.append(alert)

    def _drop_ended(self) -> None:
        self.alerts = [alert for alert in self.alerts if alert.ended is None]


def _of_the_same(alerts: list[Alert], row: int, parts: Array, reasons: Array) -> list[Alert]:
    """The alerts of the reason of a combination that stand within it or around it."""
    rows = np.array([alert.row for alert in alerts], int)
    fits = nested(parts[rows], parts[row]) & (reasons[rows] == reasons[row])
    return [alert for alert, is_one in zip(alerts, fits, strict=True) if is_one]
