"""The drawer of a claim: its deadline, its history from top to bottom, a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from analytics.markup.marks import Pick, Text, html, joined, pressable


@dataclass(frozen=True)
class Step:
    """What happened on a day. ``detail`` stands small below it, ``amount`` right.

    ``look``: "sent" is hollow, "answered" is blue, "attention" orange (its day is orange, too).
    """

    day: str
    text: Text
    amount: str = ""
    detail: str = ""
    look: Literal["sent", "answered", "attention"] = "sent"
    pick: Pick | None = None


def claim_history(steps: Sequence[Step]) -> Markup:
    """Steps one below another, joined by a line."""
    return html('<ol class="history">{}</ol>', joined(_step(step) for step in steps))


def deadline_banner(
    when: str, title: Text, note: Text = "", amount: str = "", expected: str = "", asks: bool = True
) -> Markup:
    """The deadline of a claim and what is at stake: "Today", "Appeal due Nov 28", "$2,450".

    ``asks``: orange, for what is due today or soon; else it is quiet.
    """
    return html(
        '<div class="deadline{}"><b class="when">{}</b><div class="what"><b>{}</b><span>{}</span>'
        '</div><div class="worth"><b>{}</b><span>{}</span></div></div>',
        " asks" if asks else "",
        when,
        title,
        note,
        amount,
        expected,
    )


def paragraph(text: Text, look: Literal["", "muted", "small"] = "") -> Markup:
    """A paragraph of plain text."""
    return html('<p class="{}">{}</p>', look, text)


def note(text: str, who: str) -> Markup:
    """A note with who wrote it and when."""
    return html('<p>{} <span class="muted">{}</span></p>', text, who)


def _step(step: Step) -> Markup:
    detail = html('<span class="detail">{}</span>', step.detail) if step.detail else ""
    text = html("<span>{}{}</span>", step.text, detail)
    words = pressable(text, step.pick, "text-button") if step.pick else text
    return html(
        '<li class="{}"><i class="dot"></i><span class="day">{}</span>{}'
        '<span class="amount">{}</span></li>',
        step.look,
        step.day,
        words,
        step.amount,
    )
