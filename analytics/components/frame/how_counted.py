"""How the figures of a page are counted: the definition in words, and the SQL as it is run."""

from __future__ import annotations

import re

import streamlit as st

from analytics import database, session
from analytics.components.text import plain
from analytics.exports.about import differences_of
from analytics.program import DOCS
from analytics.vocabulary import ReviewFilters

MEASURES = DOCS / "measures.md"
# Per page, the section of docs/measures.md and the questions its figures answer.
OF_PAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "weekly_review": (
        "This week",
        ("headline", "denied_dollars", "weekly_denials", "alerts", "rate_drivers", "top_denials"),
    ),
    "meeting": ("This week", ("headline", "denied_dollars", "weekly_denials", "alerts")),
    "reasons": ("Reasons", ("denials_by_reason", "weekly_denials_by_reason")),
    "payers": ("Payers", ("denials_by_payer", "denials_by_payer_and_reason", "alerts")),
    "modifiers": ("Modifiers", ("modifier_effects", "missing_modifiers", "denials_by_modifier")),
    "providers": (
        "Procedures and providers",
        ("denials_by_procedure", "denials_by_provider", "provider_patterns", "claim_examples"),
    ),
    "outcomes": (
        "Outcomes",
        (
            "denied_dollars", "claim_flow_steps", "clean_claims", "outcomes_by_reason",
            "last_deadlines", "weekly_denied_after_payment", "recovery_calibration",
            "resolution_times", "lags", "maturity", "hfma_measures", "downcoded_lines",
        ),
    ),
    "denied_lines": (
        "Work list",
        (
            "work_list", "work_list_counts", "work_first", "denied_after_payment",
            "deadlines", "claim_history", "outcomes_by_reason",
        ),
    ),
    "rejections": (
        "Rejections",
        ("rejections_by_payer", "rejections_by_reason", "rejected_claims"),
    ),
    "before_submission": (
        "Before submission",
        ("claim_flags", "claim_rule_counts", "claim_rule_outcomes", "claim_check"),
    ),
    "actions": ("Actions", ("actions", "action_weeks")),
    "files": ("Data health", ("data_health", "words_against_answers")),
    "definitions": ("What is a denial", ("definitions",)),
}  # fmt: skip


def draw(page: str) -> None:
    """The chip that opens it; drawn only once opened: SQL in colors costs a browser much."""
    section, questions = OF_PAGES[page]
    changed = differences()
    fold = st.popover(
        f"How counted · {len(changed)} changed" if changed else "How counted",
        icon=":material/help:",
        key="how_counted",
        type="tertiary",
        on_change="rerun",
        wrap=False,
    )
    if not fold.open:
        return
    with fold, st.container(height=560, border=False):
        if changed:
            st.caption(plain("Definitions changed here: " + " ".join(changed)))
        st.markdown(plain_dollars(definition(section)))
        for question in questions:
            st.caption(f"queries/4_review/{question}.sql")
            st.code(database.sql_of(question), language="sql")


def differences() -> tuple[str, ...]:
    """What the team's definitions change against the default, one sentence each."""
    if session.snapshot() is None:  # none are in force yet
        return ()
    return session.kept(
        "differences",
        ("definitions",),
        ReviewFilters(),
        lambda: differences_of(session.everything().ask("definitions")),
    )


def definition(section: str) -> str:
    """A section of docs/measures.md, by its heading."""
    for heading, body in _sections("\n## "):
        if heading.lower() == section.lower():
            return re.sub(r"^### (.*)$", r"**\1**", body, flags=re.MULTILINE)
    return ""


def measures() -> dict[str, str]:
    """What docs/measures.md says of each measure, by name; and what a denial and a claim are."""
    told = {name: body for name, body in _sections("\n## ") if name.startswith("What is")}
    return told | {name: body.partition("\n## ")[0].strip() for name, body in _sections("\n### ")}


def _sections(mark: str) -> list[tuple[str, str]]:
    """Heading and body of every section of docs/measures.md that opens with a mark."""
    text = MEASURES.read_text("utf-8") if MEASURES.exists() else ""
    parted = (part.partition("\n") for part in text.split(mark)[1:])
    return [(heading.strip(), body.strip()) for heading, _, body in parted]


def plain_dollars(text: str) -> str:
    """Markdown whose dollar signs are dollars."""
    return text.replace("$", "\\$")
