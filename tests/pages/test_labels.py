"""Labels that hold data show it letter for letter, by one function that every label uses."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.components.text import PARTED, plain

ROOT = Path(__file__).parents[2]
# What draws its first argument as Markdown; of the others, what does so under a name.
FIRST = {
    "button", "caption", "checkbox", "download_button", "error", "expander", "form_submit_button",
    "header", "info", "markdown", "metric", "pills", "popover", "radio", "segmented_control",
    "subheader", "success", "tabs", "title", "toast", "toggle", "warning", "write",
}  # fmt: skip
NAMED = {"label", "text", "help", "delta", "format_func"}
MARKDOWN = FIRST | {"page_link", "progress"}
# These make data plain, or answer with words and numbers of ours.
SAFE = {"plain", "plain_dollars", "refusal", "why_not", "definition", "pdf_hint"}
# Looked at: words of ours, that no file and nobody who types can change.
OURS = {
    "action_change.py: label",
    "action_change.py: notebook.ACTION_STATUSES.__getitem__",
    "action_change.py: words",
    "alerts.py: icon",
    "alerts.py: marked(row)",  # plain inside
    "audit_entries.py: count",
    "claim_drawer.py: sign",
    "claim_drawer.py: words",
    "claim_flow.py: said",
    "decide.py: words",
    "downloads.py: label",
    "downloads.py: words",
    "editing.py: label",
    "editing.py: {**editor.seen, **mine}",
    "how_counted.py: question",
    "layout.py: label",
    "layout.py: options.__getitem__",
    "layout.py: text",
    "layout.py: title",
    "layout.py: titles",
    "meeting.py: step.question",
    "meeting_decisions.py: number_word(count).capitalize()",  # plain inside
    "meeting_payer.py: shown_payer(payer)",  # plain inside
    "meeting_state.py: time_left(time.monotonic() - begun, minutes)",
    "meeting_steps.py: _worse_title(len(rows), told.is_judged)",  # plain inside
    "meeting_steps.py: rate",  # plain inside
    "meeting_steps.py: said.capitalize()",  # plain inside
    "meeting_steps.py: where",  # plain inside
    "meeting_top.py: first.carc_code",  # plain inside
    "meeting_top.py: first.reason_label",  # plain inside
    "payer_in_depth.py: more",
    "recovery.py: _shown(fault)",
    "recovery.py: earlier",
    "rejections.py: unknown",
    "saved_views.py: pages[view.page]",
    "search.py: _shown(each)",
    "uploads.py: label",
    "weekly_review.py: name",
    "welcome.py: label",
    "welcome.py: store",
    "work_minutes.py: _categories(len(changed))",
    "work_minutes.py: _categories(unverified)",
    "work_page.py: work_first.HOW",
}


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def unsafe(node: ast.expr) -> Iterator[ast.expr]:
    """The parts of a label that may be data and are not made plain."""
    if isinstance(node, ast.Constant):
        return
    if isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from unsafe(part)
    elif isinstance(node, ast.FormattedValue):
        spec = ast.unparse(node.format_spec) if node.format_spec else ""
        if not any(sign in spec for sign in (",", "f", "g", "%")):  # a number or a day
            yield from unsafe(node.value)
    elif isinstance(node, ast.IfExp):
        yield from unsafe(node.body)
        yield from unsafe(node.orelse)
    elif isinstance(node, ast.BinOp):
        yield from unsafe(node.left)
        yield from unsafe(node.right)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from unsafe(value)
    elif isinstance(node, ast.GeneratorExp):
        yield from unsafe(node.elt)
    elif isinstance(node, ast.Call) and name_of(node.func) == "join":
        yield from unsafe(node.args[0])
    elif isinstance(node, ast.Lambda):
        yield from unsafe(node.body)
    elif isinstance(node, ast.List):
        for value in node.elts:
            yield from unsafe(value)
    elif isinstance(node, ast.Call) and (
        name_of(node.func) in SAFE or name_of(node.func).endswith("_text")
    ):
        return
    elif not (name_of(node) in SAFE or _is_constant(node) or _is_number(node)):
        yield node


def _is_constant(node: ast.expr) -> bool:
    """A constant of the module, a value of one, or the way to one."""
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id.isupper()


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and name_of(node.func) in ("len", "min")


def labels(path: Path) -> Iterator[tuple[int, str]]:
    """Line and words of whatever in a page's labels is not made plain."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or name_of(node.func) not in MARKDOWN:
            continue
        first = node.args[:1] if name_of(node.func) in FIRST else []
        drawn = [*first, *(word.value for word in node.keywords if word.arg in NAMED)]
        for each in drawn:
            for part in unsafe(each):
                yield part.lineno, ast.unparse(part)


@pytest.mark.parametrize(
    "path",
    [
        *sorted((ROOT / "analytics" / "pages").glob("*.py")),
        *sorted((ROOT / "analytics" / "components").rglob("*.py")),
        ROOT / "app.py",
    ],
    ids=lambda path: path.name,
)
def test_what_stands_in_a_label_is_made_plain_or_is_ours(path: Path) -> None:
    found = [
        f"{path.name}:{line}: {words}"
        for line, words in labels(path)
        if f"{path.name}: {words}" not in OURS
    ]
    assert not found, "wrap data in plain(), or say in OURS that it is none"


@pytest.mark.parametrize(
    "name",
    [
        "![i](http://evil.test/i.png)",
        "**bold** :material/home: $x^2$ [lnk](http://evil.test/a)",
        "<img src=x onerror=alert(1)>",
        '=HYPERLINK("http://evil.test","x")',
        ":red[hot] :streamlit: :smile:",
        "www.evil.test ann@evil.test",
        "1. one",
        "- one",
        "# one",
        "a -> b",
        "A & B Co.",
        "Aetna Life – 10:30",
        "-2+3",
    ],
)
def test_made_plain_a_name_reads_the_same_and_nothing_in_it_is_taken_up(name: str) -> None:
    """What a backslash or an unseen character stands before is text; a browser test looks at it."""
    made = plain(name)
    assert made.replace(PARTED, "").replace("\\", "") == name.replace("\\", "")
    for sign in "*[]<>$#&":
        assert made.count(f"\\{sign}") == made.count(sign)
    assert "://" not in made
    assert ":material" not in made
    assert "@evil" not in made
    assert "www." not in made


def test_lines_and_marks_that_turn_the_reading_do_not_leave_the_label() -> None:
    assert plain("a\nb\t c") == "a b c"
    assert plain("\u202eRTL\u2066") == "RTL"


def test_a_negative_number_keeps_its_sign_in_front() -> None:
    assert plain("-2.5 points") == "-2.5 points"  # st.metric tells the direction by it
