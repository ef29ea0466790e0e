"""A document as the bytes of a file, made from the current snapshot; no page need be open."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pandas as pd

from analytics import database, exports, notebook, snapshots
from analytics.answers import answer
from analytics.exports.about import differences_of
from analytics.exports.documents import Document, to_html, to_pdf, to_workbook
from analytics.measures.words import count_text, day_text
from analytics.packet.view import View, view_of
from analytics.packet.weekly import weekly_sections
from analytics.vocabulary import DenialsError, ReviewFilters

FILES_NAMED = 12
FORMATS = {
    "html": lambda document: to_html(document).encode(),
    "pdf": to_pdf,
    "xlsx": to_workbook,
}


def packet_file(store: Path, filters: ReviewFilters, week: date | None, file_format: str) -> bytes:
    """The weekly packet as HTML, PDF or XLSX; of the latest full week in view if none is given."""
    return FORMATS[file_format](weekly_packet(store, filters, week))


def weekly_packet(store: Path, filters: ReviewFilters, week: date | None = None) -> Document:
    """The weekly packet of a store."""
    number = snapshots.current_snapshot(store)
    if number is None:
        raise DenialsError("Nothing is loaded yet: `denials load FILE`, or `denials demo`.")
    with database.connect(snapshots.snapshot_path(store, number)) as connection:

        def asker(question: str, asked: ReviewFilters | None, **said: object) -> pd.DataFrame:
            declared = database.questions()[question].parameters
            typed = notebook.parameters(store, declared)
            return answer(connection, question, asked, **said, **typed)

        view = view_of(asker, filters, week)
        return Document(
            title="Weekly denial review",
            subtitle=f"Week of {day_text(view.week)}",
            sections=weekly_sections(view),
            about=exports.About(
                title=f"Weekly denial review, week of {day_text(view.week)}",
                filters=view.filters,
                snapshot=number,
                differences=differences_of(view.asker("definitions", None)),
                made_at=datetime.now(),
            ),
            files=_files(view),
        )


def _files(view: View) -> tuple[str, ...]:
    """The files that hold the lines of the week, the largest by name."""
    names = list(view.of_week("source_files")["file_name"])
    more = len(names) - FILES_NAMED
    named = tuple(names[:FILES_NAMED])
    return (*named, f"and {count_text(more, 'more file')}") if more > 0 else named
