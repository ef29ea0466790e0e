"""A document as the bytes of a file, made from the current snapshot; no page need be open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd

from analytics import database, exports, load, notebook
from analytics.access import needs
from analytics.answers import answer
from analytics.exports.about import differences_of
from analytics.exports.documents import Document, Section, to_html, to_pdf, to_workbook
from analytics.limits import limited
from analytics.measures.words import count_text, day_text
from analytics.packet.examples import shown_to_payer
from analytics.packet.payer import payer_in_depth, payer_section, with_only_answers
from analytics.packet.provider import provider_sections
from analytics.packet.view import Asker, View, spanning, view_of
from analytics.packet.weekly import weekly_sections
from analytics.vocabulary import DenialsError, ReviewFilters

FILES_NAMED = 12
FORMATS: dict[str, Callable[[Document], bytes]] = {
    "html": lambda document: to_html(document).encode(),
    "pdf": to_pdf,
    "xlsx": to_workbook,
}
FOR_PAYER = "Claims, for this payer only"


@needs("export")
def document_file(
    store: Path, name: str, filters: ReviewFilters, week: date | None, file_format: str
) -> bytes:
    """A document (`packet`, `payer` or `provider`) as HTML, PDF or XLSX.

    Without weeks in the filters it shows the 26 up to the week; without a week it tells of the
    latest full one. `payer` and `provider` are of the one that the filters name.
    """
    filters = limited(filters) or filters
    with load.opened(store) as (number, connection):

        def asker(question: str, asked: ReviewFilters | None, **said: object) -> pd.DataFrame:
            typed = notebook.parameters(store, database.questions()[question].parameters)
            return answer(connection, question, asked, **said, **typed)

        filters = spanning(asker, filters, week)
        document = DOCUMENTS[name](asker, filters, week, number)
    content = FORMATS[file_format](document)
    exports.record_export(store, document.about, file_format, _rows(document))
    return content


def _rows(document: Document) -> dict[str, int]:
    """How many rows stand in its tables, those of one name together."""
    counts: Counter[str] = Counter()
    for table in document.tables():
        counts[table.name] += len(table.frame if table.sheet is None else table.sheet)
    return dict(counts)


@needs("export")
def weekly_packet(
    asker: Asker, filters: ReviewFilters, week: date | None, snapshot: int
) -> Document:
    """The weekly packet."""
    view = view_of(asker, filters, week)
    week_said = " · ".join(filter(None, [f"Week of {day_text(view.week)}", filters.in_words()]))
    return _document("Weekly denial review", week_said, view, weekly_sections(view), snapshot)


@needs("export")
def payer_document(
    asker: Asker, filters: ReviewFilters, week: date | None, snapshot: int
) -> Document:
    """One payer in depth, with claims it finds by their control numbers."""
    payer = _only(filters.payers, "payer")
    own_filters = with_only_answers(asker, filters)
    week = view_of(asker, own_filters, week).week
    view = View(asker, replace(filters, payers=()), week)
    told = payer_in_depth(view, payer)
    section = payer_section(told, shown_to_payer(FOR_PAYER, told.examples))
    of_payer = View(asker, own_filters, week)
    sections = (replace(section, has_own_page=False),)
    return _document("Payer in depth", _weeks(view), of_payer, sections, snapshot)


@needs("export")
def provider_document(
    asker: Asker, filters: ReviewFilters, week: date | None, snapshot: int
) -> Document:
    """One provider's patterns against all others, with de-identified examples."""
    provider = _only(filters.providers, "provider")
    week = view_of(asker, filters, week).week
    view = View(asker, replace(filters, providers=()), week)
    sections = provider_sections(view, provider)
    of_provider = view.narrowed(providers=(provider,))
    return _document(f"Denials of {provider}", _weeks(view), of_provider, sections, snapshot)


DOCUMENTS = {"packet": weekly_packet, "payer": payer_document, "provider": provider_document}


def _only(names: tuple[str, ...], what: str) -> str:
    """The one payer or provider that is meant."""
    if len(names) != 1:
        raise DenialsError(f"This document is of one {what}: name it with --{what}.")
    return names[0]


def _weeks(view: View) -> str:
    """The weeks shown, first day to last."""
    mondays = view.weeks["remit_week"]
    return f"{day_text(mondays.iloc[0])} to {day_text(mondays.iloc[-1] + timedelta(days=6))}"


def _document(
    title: str, subtitle: str, view: View, sections: tuple[Section, ...], snapshot: int
) -> Document:
    """Sections with what every document says of itself."""
    return Document(
        title=title,
        subtitle=subtitle,
        sections=sections,
        about=exports.About(
            title=f"{title}: {subtitle}",
            filters=view.filters,
            snapshot=snapshot,
            differences=differences_of(view.asker("definitions", None)),
            made_at=datetime.now(),
            choices=(("Source files of the week", _files(view)),),
        ),
    )


def _files(view: View) -> str:
    """The files that hold the lines of the week, the largest by name."""
    names = list(view.of_week("source_files")["file_name"])
    more = len(names) - FILES_NAMED
    named = ", ".join(names[:FILES_NAMED])
    return f"{named} and {count_text(more, 'more file')}" if more > 0 else named
