"""What happened to a claim, what usually helps and what this payer did, what was noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pandas as pd

from analytics import notebook, session
from analytics.markup.history import Step, claim_history, note, paragraph
from analytics.markup.layout import rule, section
from analytics.markup.marks import Text, bold, html, joined, muted
from analytics.markup.parts import Part, counted_bar
from analytics.measures.claim_steps import outcome_counts, steps_of
from analytics.measures.names import short_payers, shown_payer
from analytics.measures.words import (
    count_text,
    short_day_text,
)
from analytics.review import Review
from analytics.vocabulary import SOON, WEEKS_SHOWN, ReviewFilters

EVERY = ReviewFilters(include_secondary=True, include_duplicates=True)


def history_block(events: pd.DataFrame, own: pd.DataFrame) -> Text:
    """What happened, oldest first, with file and segment; then the last day to act."""
    steps = [
        Step(
            each.day,
            joined([bold(each.what) if each.is_answer else each.what, each.rest]),
            each.amount,
            each.place,
            "answered" if each.is_answer else "sent",
        )
        for each in steps_of(events)
    ]
    ahead = own[own["days_left"].fillna(-1) >= 0] if len(own) else own
    if len(ahead):
        first = ahead.sort_values(["days_left", "remitted_line_id"]).iloc[0]
        kind = notebook.DEADLINE_KINDS[first["deadline_kind"]].lower()
        what = {"appeal": "to appeal"}.get(kind, f"for {kind}")
        is_soon = first["days_left"] <= SOON
        steps.append(
            Step(
                short_day_text(first["deadline_date"]),
                f"Last day {what}",
                look="attention" if is_soon else "sent",
            )
        )
    return html("{}{}", rule(), section("History", claim_history(steps)))


def usual_blocks(own: pd.DataFrame) -> list[Text]:
    """The usual fix, and what this payer did with lines denied for the same reason."""
    first = own.iloc[0]
    blocks: list[Text] = []
    if isinstance(first["usual_fix"], str) and first["usual_fix"]:
        blocks += [rule(), section("Usual fix", paragraph(first["usual_fix"]))]
    payer, carc = first["payer_name"], first["carc_code"]
    if not carc:
        return blocks
    rows = lines_like(payer, carc).ask("outcomes_by_reason")
    if rows.empty:
        return blocks
    counts = outcome_counts(rows)
    parts = [
        Part("recovered", counts["recovered"]),
        Part("past_deadline", counts["denied_again"], name="Denied again"),
        Part("other_payer_or_patient", counts["open"], name="Open"),
    ]
    days = rows["median_days_to_resolution"].iloc[0]
    notes = [] if pd.isna(days) else [f"Answer in {count_text(days, 'day')}, median"]
    short = short_payers(_payers()).get(payer, shown_payer(payer))
    total = f"{count_text(sum(counts.values()), 'line')}, {WEEKS_SHOWN} weeks"
    title = f"What {short} did with CARC {carc}"
    return [*blocks, rule(), section(title, counted_bar(parts, title, notes), muted(total))]


def lines_like(payer: str, carc: str) -> Review:
    """The lines a payer denied for a reason in the newest weeks."""
    newest = session.everything().ask("data_span")["last_week"].iloc[0]
    last = None if pd.isna(newest) else pd.Timestamp(newest).date()
    weeks = replace(
        EVERY,
        first_week=last and last - timedelta(weeks=WEEKS_SHOWN - 1),
        last_week=last,
        payers=(payer,),
        carcs=(carc,),
    )
    return session.review(weeks)


def _payers() -> list[str]:
    choices = session.everything().ask("filter_choices")
    return choices.loc[choices["choice_kind"] == "payer", "value"].tolist()


def notes_block(work: pd.DataFrame) -> Text:
    """What the team wrote, newest first; who, and when."""
    written = work[work["note"].notna() & (work["note"] != "")] if len(work) else work
    written = written.drop_duplicates("entry_number")[::-1]
    if written.empty:
        body: Text = paragraph("No notes yet.", "muted")
    else:
        body = joined(
            note(row.note, f"{row.worked_by}, {short_day_text(row.worked_at)}")
            for row in written.itertuples()
        )
    return html("{}{}", rule(), section("Notes", body))
