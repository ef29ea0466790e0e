"""How blocks stand on a page: frame, headline, sections, columns, switches and rows of buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from markupsafe import Markup

from analytics.markup.icons import Icon, icon
from analytics.markup.marks import Pick, Text, html, joined, pick

STYLESHEET = Path(__file__).parent / "markup.css"
ARROWS = Path(__file__).parent / "scripts" / "arrows.js"


@cache
def stylesheet() -> str:
    """The one stylesheet of all blocks, without its indentation: it travels with them."""
    lines = STYLESHEET.read_text(encoding="utf-8").splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


@cache
def arrows_script() -> str:
    """Makes one Tab stop of each group and moves inside it by the arrow keys."""
    return ARROWS.read_text(encoding="utf-8").replace("export ", "", 1)


@dataclass(frozen=True)
class Action:
    """A button: its words, what it says when clicked, and perhaps an icon before the words.

    ``label`` is its name where the words alone do not say enough ("Decide: Blue Lantern").
    """

    text: str
    pick: Pick
    icon: Icon | Literal[""] = ""
    look: Literal["plain", "main", "quiet"] = "plain"
    label: str = ""


@dataclass(frozen=True)
class Choice:
    """One side of a switch, or one chip; ``count`` stands after its words."""

    text: str
    pick: Pick
    is_on: bool = False
    count: str = ""


def frame(*blocks: Text) -> Markup:
    """Blocks one below another, in the wrapper that markup.css speaks of."""
    return html('<div class="dr"><div class="stack">{}</div></div>', joined(blocks))


def group(*blocks: Text) -> Markup:
    """Blocks that belong together, close below one another."""
    return html('<div class="group">{}</div>', joined(blocks))


def headline(title: str, span: str = "", sentence: Text = "", aside: Text = "") -> Markup:
    """The title of a page with its span, what stands right of it, and the answer below."""
    said = html('<p class="answer">{}</p>', sentence) if sentence else ""
    beside = html('<div class="aside">{}</div>', aside) if aside else ""
    return html(
        '<header class="headline"><div class="title-row"><h1>{}</h1><span class="span">{}</span>'
        "{}</div>{}</header>",
        title,
        span,
        beside,
        said,
    )


def section(title: str, body: Text, aside: Text = "", note: Text = "") -> Markup:
    """A part with its title; ``aside`` stands right of the title, ``note`` below it."""
    beside = html('<div class="aside">{}</div>', aside) if aside else ""
    below = html('<p class="note">{}</p>', note) if note else ""
    return html(
        '<section><div class="section-head"><h2>{}</h2>{}</div>{}{}</section>',
        title,
        beside,
        below,
        body,
    )


def columns(*blocks: Text, shares: Sequence[float] = ()) -> Markup:
    """Blocks side by side, fewer where there is less room; ``shares`` of the width, else alike."""
    widths = " ".join(f"minmax(0,{share:g}fr)" for share in shares or [1.0] * len(blocks))
    cells = joined(html("<div>{}</div>", block) for block in blocks)
    is_uneven = bool(shares) and max(shares) > 1.4 * min(shares)
    return html(
        '<div class="columns{}" style="--columns:{}">{}</div>',
        " uneven" * is_uneven,
        widths,
        cells,
    )


def rule() -> Markup:
    """A hairline between two parts."""
    return Markup('<hr class="rule">')


def action_button(action: Action) -> Markup:
    """One button of our own."""
    named = html(' aria-label="{}"', action.label) if action.label else ""
    return html(
        '<button type="button" class="button {}"{} {}>{}{}</button>',
        action.look,
        named,
        pick(**action.pick),
        icon(action.icon),
        action.text,
    )


def action_buttons(actions: Sequence[Action]) -> Markup:
    """Buttons in a row; nothing where there are none."""
    if not actions:
        return Markup()
    return html('<div class="buttons">{}</div>', joined(action_button(each) for each in actions))


def switch(choices: Sequence[Choice], label: str) -> Markup:
    """Two to four choices of which one is on; ``label`` says what is chosen."""
    return html(
        '<div class="switch" role="group" aria-label="{}" data-arrows>{}</div>',
        label,
        joined(_choice(each) for each in choices),
    )


def chips(choices: Sequence[Choice], label: str) -> Markup:
    """Lists to choose from with their counts, as pills; on a phone they scroll sideways."""
    return html(
        '<div class="chips" role="group" aria-label="{}" data-arrows>{}</div>',
        label,
        joined(_choice(each) for each in choices),
    )


def _choice(choice: Choice) -> Markup:
    count = html(" <b>{}</b>", choice.count) if choice.count else ""
    return html(
        '<button type="button" aria-pressed="{}" {}>{}{}</button>',
        "true" if choice.is_on else "false",
        pick(**choice.pick),
        choice.text,
        count,
    )


def crumbs(back: Action, above: str, here: str, actions: Sequence[Action] = ()) -> Markup:
    """The way back from what was drilled into: "Back to Payers", "Payers / Evergrove"."""
    return html(
        '<div class="crumbs">{}<span class="muted">{}</span><span class="muted" aria-hidden="true">'
        '/</span><h2>{}</h2><div class="aside">{}</div></div>',
        action_button(back),
        above,
        here,
        action_buttons(actions),
    )


def progress(step: int, titles: Sequence[str], note: Text = "") -> Markup:
    """Where a meeting is: a bar of steps, each a button to jump to it, and "Step 3 of 6".

    The keys of a presenter, arrows and Page Up and Page Down, press the steps beside it.
    """
    keys = {step - 1: "ArrowLeft PageUp", step + 1: "ArrowRight PageDown"}
    bars = joined(
        html(
            '<li><button type="button" aria-label="{}"{}{} {}><i class="{}"></i></button></li>',
            f"Step {at}: {title}",
            html(' title="{}"', title),
            _key(keys.get(at, "")) + Markup(' aria-current="step"' * (at == step)),
            pick(step=f"{at}"),
            "now" if at == step else "past" if at < step else "",
        )
        for at, title in enumerate(titles, start=1)
    )
    return html(
        '<nav class="progress" aria-label="Steps of the meeting"><ol class="bars">{}</ol>'
        "<span>Step {} of {}</span>{}</nav>",
        bars,
        step,
        len(titles),
        html("<span>{}</span>", note) if note else "",
    )


def _key(keys: str) -> Markup:
    """The keys that press a button wherever the focus is, but where somebody types."""
    return html(' data-keys="{}"', keys) if keys else Markup()
