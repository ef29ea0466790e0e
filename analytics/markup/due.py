"""What is due: dollars by the day of their deadline, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from analytics.markup.layout import Action, action_button
from analytics.markup.marks import Pick, Text, attention, html, joined, pressable, spoken

WORTH_A_TEXT = 0.16  # of the tallest bar; a lower one has its dollars in its name only


@dataclass(frozen=True)
class DueDay:
    """The dollars due on one day; ``title`` says it whole: "Nov 28: 20 lines, $5,660"."""

    day: date
    amount: float
    text: str
    title: str
    pick: Pick | None = None
    is_today: bool = False


@dataclass(frozen=True)
class Owner:
    """What one owner has to do."""

    name: str
    lines: str
    amount: str
    pick: Pick | None = None


def deadlines(
    days: Sequence[DueDay],
    owners: Sequence[Owner],
    total: str,
    lines: str,
    today: str = "",
    action: Action | None = None,
    title: str = "Deadlines, next 14 days",
) -> Markup:
    """The sum in words, the days as bars, the owners as a list, side by side."""
    urgent = html(" {}", attention(today)) if today else ""
    return html(
        '<section class="due"><div class="due-sum"><h2>{}</h2><span class="number">{}</span>'
        "<p>{}{}</p>{}</div>{}{}</section>",
        title,
        total,
        lines,
        urgent,
        action_button(action) if action else "",
        due_bars(days, title),
        owner_list(owners),
    )


def due_bars(days: Sequence[DueDay], label: str) -> Markup:
    """One bar a day, each a button; today is orange and says so."""
    most = max((day.amount for day in days), default=0.0) or 1.0
    amounts = [day.amount for day in days]
    bars = joined(
        html("<li>{}</li>", _bar(day, most, _is_peak(amounts, place)))
        for place, day in enumerate(days)
    )
    return html('<ol class="due-days" aria-label="{}" data-arrows>{}</ol>', label, bars)


def owner_list(owners: Sequence[Owner], label: str = "By owner") -> Markup:
    """Each owner's lines and dollars, each row a button."""
    rows = joined(
        html(
            "<li>{}</li>",
            pressable(
                html(
                    "<span>{}</span><span>{}</span><b>{}</b>", owner.name, owner.lines, owner.amount
                ),
                owner.pick,
                "owner",
                spoken(owner.name, owner.lines, owner.amount),
            ),
        )
        for owner in owners
    )
    return html('<ul class="owners" aria-label="{}" data-arrows>{}</ul>', label, rows)


def _is_peak(amounts: list[float], place: int) -> bool:
    """Whether it is more than the days beside it: its text has room on a phone."""
    beside = amounts[max(place - 1, 0) : place] + amounts[place + 1 : place + 2]
    return all(amounts[place] > amount for amount in beside)


def _bar(day: DueDay, most: float, is_peak: bool) -> Markup:
    share = day.amount / most
    text: Text = day.text if share >= WORTH_A_TEXT else ""
    css = (
        "due-day" + " today" * day.is_today + " free" * (day.day.weekday() > 4) + " peak" * is_peak
    )
    body = html(
        '<span class="column"><span class="worth">{}</span><i style="height:{:.4g}%"></i></span>'
        '<span class="weekday">{}</span><span class="date">{}</span>',
        text,
        100 * share,
        "Today" if day.is_today else f"{day.day:%a}",
        day.day.day,
    )
    return pressable(body, day.pick, css, day.title)
