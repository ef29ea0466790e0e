"""Numbers as people read them: dollars, percentages, counts, weeks."""

from __future__ import annotations

from math import isnan

import pandas as pd

from analytics.columns import NO_VALUE, cell_text, is_missing
from analytics.measures.rates import TOO_FEW, share


def count_text(count: float, one: str = "", many: str = "") -> str:
    """A count, with its word in the right number.

    >>> count_text(1204, "line", "lines"), count_text(1, "line"), count_text(7)
    ('1,204 lines', '1 line', '7')
    """
    number = f"{int(count):,}"
    if not one:
        return number
    return f"{number} {one}" if int(count) == 1 else f"{number} {many or one + 's'}"


def all_text(count: float, one: str) -> str:
    """All of some things, as the title of their list; of one there is no "all".

    >>> all_text(12, "reason"), all_text(1, "payer")
    ('All 12 reasons', '1 payer')
    """
    return f"{'' if count == 1 else 'All '}{count_text(count, one)}"


def dollar_text(amount: float) -> str:
    """Whole dollars.

    >>> dollar_text(9310.4), dollar_text(-12.5), dollar_text(float("nan"))
    ('$9,310', '−$12', '–')
    """
    if is_missing(amount):
        return NO_VALUE
    return f"{'−' if amount < 0 else ''}${abs(amount):,.0f}"


def short_dollar_text(amount: float) -> str:
    """Dollars where there is little room.

    >>> short_dollar_text(56850), short_dollar_text(120860), short_dollar_text(2345678)
    ('$56,850', '$121K', '$2.3M')
    """
    if is_missing(amount) or abs(amount) < 100_000:
        return dollar_text(amount)
    return f"${amount / 1e3:,.0f}K" if abs(amount) < 1e6 else f"${amount / 1e6:,.1f}M"


def compact_dollar_text(amount: float) -> str:
    """Dollars where there is hardly any room: in cells and above bars.

    >>> compact_dollar_text(983), compact_dollar_text(18570), compact_dollar_text(999.6)
    ('$983', '$18.6k', '$1.0k')
    >>> compact_dollar_text(121400), compact_dollar_text(2345678), compact_dollar_text(-1200)
    ('$121k', '$2.3M', '−$1.2k')
    """
    size = abs(amount)
    if is_missing(amount) or round(size) < 1000:
        return dollar_text(amount)
    sign = "−" if amount < 0 else ""
    if size < 99_950:
        return f"{sign}${size / 1e3:.1f}k"
    if size < 999_500:
        return f"{sign}${size / 1e3:.0f}k"
    return f"{sign}${size / 1e6:,.1f}M"


def tile_dollar_text(amount: float) -> str:
    """Dollars in the large type of a figure, which has room for seven digits.

    >>> tile_dollar_text(9310422.6), tile_dollar_text(83004112)
    ('$9,310,423', '$83.0M')
    """
    fits = is_missing(amount) or abs(amount) < 10_000_000
    return dollar_text(amount) if fits else short_dollar_text(amount)


def percent_text(value: float) -> str:
    """A rate as a percentage; no value stays none.

    >>> percent_text(0.1517), percent_text(float("nan"))
    ('15.2%', '–')
    """
    return cell_text(value, "denial_rate")


def rate_text(count: float, total: float, noun: str = "line") -> str:
    """A rate, or the bare counts where there are too few lines for one.

    >>> rate_text(61, 402), rate_text(3, 5), rate_text(0, 0)
    ('15.2%', '3 of 5 (too few to say)', 'no lines')
    """
    if total <= 0:
        return f"no {noun}s"
    if total < TOO_FEW:
        return f"{int(count)} of {int(total)} (too few to say)"
    return percent_text(share(count, total))


def points_text(difference: float) -> str:
    """A difference of two rates, in points, with its sign.

    >>> points_text(0.031), points_text(-0.004)
    ('+3.1 points', '−0.4 points')
    """
    if isnan(difference):
        return NO_VALUE
    return f"{'−' if difference < 0 else '+'}{abs(difference) * 100:.1f} points"


def day_text(day: object) -> str:
    """A day as written in the office.

    >>> day_text("2026-11-16")
    'Nov 16, 2026'
    """
    if is_missing(day):
        return NO_VALUE
    stamp = pd.Timestamp(day)
    return f"{stamp:%b} {stamp.day}, {stamp.year}"


def short_day_text(day: object) -> str:
    """A day of a year that is plain from what stands beside it.

    >>> short_day_text("2026-11-16")
    'Nov 16'
    """
    return day_text(day).partition(",")[0]


def week_text(monday: object) -> str:
    """A week by its first and last day.

    >>> week_text("2026-11-16"), week_text("2026-12-28")
    ('Nov 16 to 22, 2026', 'Dec 28, 2026 to Jan 3, 2027')
    """
    return span_text(monday, monday)


def span_text(first_monday: object, last_monday: object) -> str:
    """The days of some weeks, from the first Monday to the last Sunday.

    >>> span_text("2026-05-25", "2026-11-16")
    'May 25 to Nov 22, 2026'
    """
    first = pd.Timestamp(first_monday)
    last = pd.Timestamp(last_monday) + pd.Timedelta(days=6)
    if first.year != last.year:
        return f"{day_text(first)} to {day_text(last)}"
    end = f"{last.day}" if first.month == last.month else f"{last:%b} {last.day}"
    return f"{first:%b} {first.day} to {end}, {last.year}"
