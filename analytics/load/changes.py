"""What a load changed, as far as signals ask: the weeks whose lines are not as they were."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from analytics import database
from analytics.database import Connection


@dataclass(frozen=True)
class Changes:
    """Weeks whose lines changed, by remittance and by submission, and whose sums did; None: all.

    Sums change with lines, and where a payer's week is found healthy or not.
    """

    weeks: list[date] | None = None
    submission_weeks: list[date] | None = None
    summed_weeks: list[date] | None = None


def counted_anew(connection: Connection, weeks: Collection[date] | None) -> Changes:
    """Bring the sums of signals up to date for lines of these remit weeks; what that changed."""
    if weeks is None:
        database.update_signal_sums(connection)
        return Changes()
    # A line answered in a week no more had been sent in one as well.
    before = database.submission_weeks_of(connection, weeks)
    summed = database.update_signal_sums(connection, weeks)
    after = database.submission_weeks_of(connection, weeks)
    return Changes(sorted(set(weeks)), sorted(before | after), summed)
