"""Documents to print or mail: sections of sentences, figures and tables, as HTML, PDF and XLSX.

One template renders them all. An HTML is whole in itself: no script, no font, no picture from
elsewhere. A table is one frame, so that the three formats hold the same numbers.
"""

from __future__ import annotations

import io
from ctypes.util import find_library
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2
import pandas as pd

from analytics.access import needs
from analytics.columns import cell_text, heading_of, refuse_patient_columns
from analytics.exports.about import About
from analytics.exports.few import with_few_said
from analytics.exports.sheets import to_xlsx
from analytics.vocabulary import DenialsError

UNBROKEN = 16  # letters; longer texts may take several lines
PANGO = (
    "A PDF needs the libraries of Pango, which are not on this machine: on Debian or Ubuntu "
    "'apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0' brings them, on a Mac "
    "'brew install pango', on Windows MSYS2 with 'pacman -S mingw-w64-ucrt-x86_64-pango'. The HTML "
    "prints the same."
)


@dataclass(frozen=True)
class Figures:
    """Figures in large type: label, value, and the words below it."""

    items: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Picture:
    """A chart as SVG text, with its words for those who do not see it inside."""

    svg: str


@dataclass(frozen=True)
class Table:
    """A frame as a table, and as a sheet of its name.

    ``columns`` are those printed, in order (none given: all); the sheet has them all, those first.
    ``bar`` is the column with a bar beside its number. ``sheet`` is given where the workbook should
    hold another frame than the one printed.
    """

    name: str
    frame: pd.DataFrame
    columns: tuple[str, ...] = ()
    bar: str | None = None
    if_empty: str = "None."
    sheet: pd.DataFrame | None = None

    def printed(self) -> dict[str, str]:
        """The columns printed, with their headings."""
        return {name: heading_of(name) for name in self.columns or self.frame.columns}


@dataclass(frozen=True)
class Section:
    """A heading, sentences, and what stands under them."""

    heading: str
    sentences: tuple[str, ...] = ()
    parts: tuple[Figures | Picture | Table, ...] = ()
    has_own_page: bool = False


@dataclass(frozen=True)
class Document:
    """A title, sections, and how it was made."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    about: About

    def tables(self) -> list[Table]:
        """Every table, in order."""
        parts = [part for section in self.sections for part in section.parts]
        return [part for part in parts if isinstance(part, Table)]


@needs("export")
def to_html(document: Document) -> str:
    """The document as one page of HTML that needs nothing else."""
    for table in document.tables():
        refuse_patient_columns(table.frame.columns)
    return _template().render(document=document)


@cache
def pdf_hint() -> str:
    """What a PDF needs and this machine seems not to have; nothing where it is there."""
    return "" if any(map(find_library, ("pango-1.0", "pango-1.0-0"))) else PANGO


def pdf_fault() -> str:
    """What keeps this machine from writing a PDF, by trying; nothing where it can."""
    try:
        import weasyprint  # noqa: F401 (takes a second, and looks for libraries of the system)
    except (ImportError, OSError):
        return PANGO
    return ""


@needs("export")
def to_pdf(document: Document) -> bytes:
    """The same, printed. Raises DenialsError where the libraries it needs are missing."""
    if fault := pdf_fault():
        raise DenialsError(fault)
    import weasyprint

    file = io.BytesIO()
    weasyprint.HTML(string=to_html(document), url_fetcher=_refused).write_pdf(file)
    return file.getvalue()


@needs("export")
def to_workbook(document: Document) -> bytes:
    """Its tables as sheets, and how it was made. Tables of one name share a sheet."""
    frames: dict[str, list[pd.DataFrame]] = {}
    for table in document.tables():
        frame = table.frame if table.sheet is None else table.sheet
        first = [column for column in table.printed() if column in frame]
        ordered = frame[[*first, *frame.columns.difference(first, sort=False)]]
        frames.setdefault(table.name, []).append(ordered)
    sheets = {name: pd.concat(parts, ignore_index=True) for name, parts in frames.items()}
    return to_xlsx(sheets, document.about)


def _refused(address: str) -> object:
    raise ValueError(f"A document fetches nothing, and {address} would be fetched.")


@cache
def _template() -> jinja2.Template:
    """The template, with what it needs to write cells. Every text is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals |= {
        "cell": cell_text,
        "few": with_few_said,
        "zip": zip,
        "kind": _kind,
        "part_kind": lambda part: type(part).__name__,
        "width": _width,
    }
    return environment.get_template("document.html")


def _kind(frame: pd.DataFrame, column: str) -> str:
    """How a column is set: numbers to the right, days and short texts unbroken, files anywhere."""
    if frame[column].dtype.kind in "iuf":
        return "number"
    if column == "file_name":
        return "file"
    is_short = frame[column].astype(str).str.len().max() <= UNBROKEN
    return "unbroken" if is_short else "text"


def _width(value: float, frame: pd.DataFrame, column: str) -> int:
    """How long a bar is, in percent of the longest."""
    longest = frame[column].max()
    return round(100 * value / longest) if longest > 0 and value == value else 0
