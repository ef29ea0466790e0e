"""Alert cards: what got worse, by how much, since when, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from analytics.markup.layout import Action, action_button, action_buttons
from analytics.markup.marks import Text, html, joined
from analytics.markup.sparks import WeeklyBars, weekly_bars


@dataclass(frozen=True)
class Alert:
    """One pattern. ``number`` "46%", ``against`` "vs 2% usual", ``title`` payer and what.

    ``reason`` names the CARC, ``counts`` lines and open dollars. ``look`` "result" (blue edge) is
    for what an action changed or what improved, "plain" for what did not move; ``badge`` says so,
    as orange always has a word.
    """

    number: str
    against: Text
    title: str
    reason: Text = ""
    counts: Text = ""
    bars: WeeklyBars | None = None
    actions: Sequence[Action] = ()
    look: Literal["attention", "result", "plain"] = "attention"
    badge: Text = ""


def alert_card(alert: Alert, is_large: bool = False) -> Markup:
    """One alert. The large one is for a room: read from five meters."""
    badge = html('<span class="badge {}">{}</span>', alert.look, alert.badge) if alert.badge else ""
    lines = joined(html("<p>{}</p>", line) for line in (alert.reason, alert.counts) if line)
    bars = weekly_bars(alert.bars, is_large) if alert.bars else ""
    return html(
        '<article class="alert {look}{large}"><div class="figure-of"><span class="number">{number}'
        '</span><span class="against">{against}</span></div><div class="what"><h3>{title}{badge}'
        "</h3>{lines}{actions}</div>{bars}</article>",
        look=alert.look,
        large=" large" if is_large else "",
        number=alert.number,
        against=alert.against,
        title=alert.title,
        badge=badge,
        lines=lines,
        actions=action_buttons(alert.actions),
        bars=bars,
    )


def alert_grid(
    alerts: Sequence[Alert], more: Action | None = None, is_large: bool = False
) -> Markup:
    """Alerts two in a row; ``more``, such as "2 more", opens the rest."""
    rest = html('<div class="more-alerts">{}</div>', action_button(more)) if more else ""
    return html(
        '<div class="alerts{}">{}</div>{}',
        " large" if is_large else "",
        joined(alert_card(alert, is_large) for alert in alerts),
        rest,
    )
