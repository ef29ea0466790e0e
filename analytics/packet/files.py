"""A document as the bytes of a file, made from the current snapshot; no page need be open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from analytics import exports
from analytics.access import needs
from analytics.exports.about import differences_of
from analytics.exports.documents import Document, Section, to_html, to_pdf, to_workbook
from analytics.limits import limited
from analytics.measures.words import count_text, day_text
from analytics.packet.examples import shown_to_payer
from analytics.packet.payer import payer_section
from analytics.packet.provider import provider_sections
from analytics.packet.weekly import weekly_sections
from analytics.review import (
    Review,
    WeekInReview,
    payer_in_depth,
    reviewing,
    spanning,
    week_in_review,
    with_only_answers,
)
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
    with reviewing(store, filters) as review:
        document = DOCUMENTS[name](spanning(review, week), week)
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
def weekly_packet(review: Review, week: date | None) -> Document:
    """The weekly packet."""
    told = week_in_review(review, week)
    limits = (review.filters or ReviewFilters()).in_words()
    week_said = " · ".join(filter(None, [f"Week of {day_text(told.week)}", limits]))
    return _document("Weekly denial review", week_said, told, weekly_sections(told))


@needs("export")
def payer_document(review: Review, week: date | None) -> Document:
    """One payer in depth, with claims it finds by their control numbers."""
    payer = _only(review, "payers", "payer")
    of_payer = week_in_review(with_only_answers(review), week)
    told = WeekInReview(review.narrowed(payers=()), of_payer.week)
    depth = payer_in_depth(told, payer)
    section = payer_section(depth, shown_to_payer(FOR_PAYER, depth.examples))
    sections = (replace(section, has_own_page=False),)
    return _document("Payer in depth", _weeks(told), of_payer, sections)


@needs("export")
def provider_document(review: Review, week: date | None) -> Document:
    """One provider's patterns against all others, with de-identified examples."""
    provider = _only(review, "providers", "provider")
    of_provider = week_in_review(review, week)
    told = WeekInReview(review.narrowed(providers=()), of_provider.week)
    sections = provider_sections(told, provider)
    return _document(f"Denials of {provider}", _weeks(told), of_provider, sections)


DOCUMENTS = {"packet": weekly_packet, "payer": payer_document, "provider": provider_document}


def _only(review: Review, field: str, what: str) -> str:
    """The one payer or provider that is meant."""
    names = getattr(review.filters, field)
    if len(names) != 1:
        raise DenialsError(f"This document is of one {what}: name it with --{what}.")
    return names[0]


def _weeks(told: WeekInReview) -> str:
    """The weeks shown, first day to last."""
    mondays = told.weeks["remit_week"]
    return f"{day_text(mondays.iloc[0])} to {day_text(mondays.iloc[-1] + timedelta(days=6))}"


def _document(
    title: str, subtitle: str, told: WeekInReview, sections: tuple[Section, ...]
) -> Document:
    """Sections with what every document says of itself."""
    return Document(
        title=title,
        subtitle=subtitle,
        sections=sections,
        about=exports.About(
            title=f"{title}: {subtitle}",
            filters=told.filters,
            snapshot=told.review.snapshot,
            differences=differences_of(told.review.everything().ask("definitions")),
            made_at=datetime.now(),
            choices=(("Source files of the week", _files(told)),),
        ),
    )


def _files(told: WeekInReview) -> str:
    """The files that hold the lines of the week, the largest by name."""
    names = list(told.of_week("source_files")["file_name"])
    more = len(names) - FILES_NAMED
    named = ", ".join(names[:FILES_NAMED])
    return f"{named} and {count_text(more, 'more file')}" if more > 0 else named
