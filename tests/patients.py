"""Files with a marker in every field that tells of a patient, and all texts a person may see.

Each surface (`SURFACES`) is a function from a `Hunted` store to its texts by name; a new way for
data to leave is hunted by adding a function here. What the store's own files hold is one of them:
nothing of a patient is kept but keyed hashes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest

from analytics import database, notebook, snapshots
from analytics.components.frame import navigation
from analytics.lists import TITLES, list_file
from analytics.load import LoadReport
from analytics.packet.files import document_file
from analytics.review import Review
from analytics.vocabulary import ReviewFilters

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
MARKER = "ZQX"
BIRTH_DATE = "19030607"
# How a birth date may be written once it is read.
BIRTH_DATES = (BIRTH_DATE, "1903-06-07", "06/07/1903", "Jun 7, 1903", "7 Jun 1903")
PATIENTS = ("QC", "IL", "74", "03", "QD")
# Segment → the elements of it that are a patient's, or are free text; in any loop.
ELEMENTS = {
    "N3": (1, 2),
    "STC": (12,),
    "NTE": (2,),
    "MSG": (1,),
    "K3": (1,),
    "SBR": (3, 4),
    "PLB": (),
    "IK4": (4,),
    "PWK": (6, 7),
}
PATIENT_REFERENCES = ("1L", "1W", "EA", "SY", "IG", "Y4", "0F", "A6")
EXTRACTS = {
    "answers.csv": "Acct,Payer,DOS,CPT,Mod,Charge,Paid,Denial Codes,Check Date,Check #,"
    "Patient Name,Patient First Name,Patient Last Name,Member ID,DOB,Notes\n"
    f"X1,AURORA HEALTH PLAN,2026-09-01,99213,25,120,0,CO-97,2026-10-01,E1,{MARKER}A JANE,"
    f"{MARKER}B,{MARKER}C,{MARKER}D9,1903-06-07,{MARKER}E called\n",
    "claims.csv": "Claim #,Payer,CPT,Charge,DOS,Submission Date,Patient Name,Member ID,DOB\n"
    f"X1,AURORA HEALTH PLAN,99213,120,2026-09-01,2026-09-05,{MARKER}A JANE,{MARKER}D9,1903-06-07\n",
    # What stands in the columns is shifted in one row, and there are no headers in the other.
    "shifted.csv": "Payer,Check Date,Claim #,Charge,Paid,CPT,Denial Codes,DOS\n"
    "AURORA,2026-10-01,Y1,120,0,99213,CO-97,2026-09-01\n"
    f"AURORA,{MARKER}F,Y2,{MARKER}G JOHN,1903-06-07,99213,CO-97,{MARKER}H\n",
    "headerless.csv": f"{MARKER}A JANE,1903-06-07,{MARKER}D9,M2\n{MARKER}B,1903-06-07,M3,25\n",
    "tail.835": f"CLP*A1*4*120*0**12*P1*11*1~NM1*QC*1*{MARKER}A*JANE****MI*{MARKER}D~SVC*HC,99213~",
}


@dataclass(frozen=True)
class Hunted:
    """A store that was given the marked files, and all that was said meanwhile."""

    store: Path
    report: LoadReport
    said: str


def marked_files() -> dict[str, str]:
    """The marked files by name: X12 of every kind, extracts, and some that are refused."""
    kinds = ("835", "837", "277ca", "999")
    texts = {kind: (GOLDEN / f"every_field.{kind}").read_text(encoding="utf-8") for kind in kinds}
    return {f"marked.{kind}": marked(text) for kind, text in texts.items()} | EXTRACTS


def marked(text: str) -> str:
    """X12 text with a marker of its own in every element that is a patient's, and free text."""
    pieces = []
    for number, segment in enumerate(text.split("~")):
        blank = segment[: len(segment) - len(segment.lstrip())]
        elements = segment.strip().split("*")
        for place in _places(elements):
            if place < len(elements) and (elements[place] or elements[0] in ("STC", "IK4")):
                elements[place] = f"{MARKER}{number}X{place}"
        if elements[0] == "DMG":
            elements[2] = BIRTH_DATE
        if elements[0] in ("STC", "IK4") and len(elements) <= ELEMENTS[elements[0]][0]:
            short = ELEMENTS[elements[0]][0] - len(elements)
            elements += [""] * short + [f"{MARKER}{number}XT"]
        pieces.append(blank + "*".join(elements))
    return "~".join(pieces)


def _places(elements: list[str]) -> tuple[int, ...]:
    """The elements of a segment that are a patient's."""
    if elements[0] == "NM1" and elements[1] in PATIENTS:
        return (3, 4, 5, 7, 9)
    if elements[0] == "REF" and elements[1] in PATIENT_REFERENCES:
        return (2,)
    return ELEMENTS.get(elements[0], ())


def with_each_segment_marked(text: str) -> Iterator[tuple[str, str]]:
    """Per segment id, the text with a marker in every element of the segments of this id."""
    pieces = text.split("~")
    ids = dict.fromkeys(piece.strip().split("*")[0] for piece in pieces)
    for segment_id in [each for each in ids if each and each not in ("ISA",)]:
        changed = [
            re.sub(r"(?<=\*)[^*]*", f"{MARKER}Y JOHN", piece)
            if piece.strip().split("*")[0] == segment_id
            else piece
            for piece in pieces
        ]
        yield segment_id, "~".join(changed)


def marks_in(texts: Mapping[str, str]) -> list[str]:
    """Where a marker or the birth date stands, with what is around it."""
    found = []
    for name, text in texts.items():
        for mark in (MARKER, *BIRTH_DATES):
            if (at := text.find(mark)) >= 0:
                found.append(f"{name}: …{text[max(0, at - 60) : at + 40]!r}")
    return found


def messages(hunted: Hunted) -> dict[str, str]:
    """What the load said: reports of files, its output, its log."""
    told = {f"report of {file.file_name}": repr(file) for file in hunted.report.files}
    return told | {"output and log": hunted.said}


def questions(hunted: Hunted) -> dict[str, str]:
    """The answer to every question, asked of all and of each claim there is."""
    texts = {}
    with database.connect(snapshots.current_files(hunted.store)) as connection:
        claims = connection.execute(
            "select distinct patient_control_number from staging.remitted_claims"
            " union select distinct patient_control_number from staging.claims"
        ).fetchall()
        for name, question in database.questions().items():
            typed = notebook.parameters(hunted.store, question.parameters)
            asked: list[dict[str, object]] = [{}]
            if "claim" in question.parameters:
                asked = [{"claim": claim} for (claim,) in claims]
            if "words" in question.parameters:
                asked = [{"words": MARKER}, {"words": "aurora"}]
            frames = [Review(connection).ask(name, **typed, **said) for said in asked]
            texts[f"question {name}"] = "\n".join(frame.to_csv() for frame in frames)
    return texts


def exported(hunted: Hunted) -> dict[str, str]:
    """Every list and document in every format, with what the file says of itself."""
    files = {
        f"{name}.{ending}": list_file(hunted.store, name, ReviewFilters(), ending)
        for name in TITLES
        for ending in ("csv", "xlsx")
    }
    files |= {
        f"packet.{ending}": document_file(hunted.store, "packet", ReviewFilters(), None, ending)
        for ending in ("html", "xlsx")
    }
    return {f"export {name}": _all_text(content) for name, content in files.items()}


def pages(hunted: Hunted) -> dict[str, str]:
    """Every page: all its elements, and the rows of its tables. Needs DENIALS_HOME."""
    texts: dict[str, str] = {}
    listed = list(navigation.TITLES)
    assert len(listed) > 10
    for page in listed:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        if page != listed[0]:  # the first is shown as the app opens
            app.switch_page(f"analytics/pages/{page}.py")
        app.run()
        assert not app.exception, page
        texts[f"page {page}"] = text_of(app)
    return texts


def text_of(app: AppTest) -> str:
    """What a page sends to the browser, and the rows of its tables."""
    tables = [
        each.value.to_csv()
        for each in app.get("arrow_data_frame") + list(app.dataframe)
        if isinstance(getattr(each, "value", None), pd.DataFrame)
    ]
    protos = [*_protos(app.main), *_protos(app.sidebar)]
    return "\n".join([*map(str, protos), *tables])


def in_the_store(hunted: Hunted) -> dict[str, str]:
    """The bytes of every file of the store, and the rows of every table of every snapshot.

    A database compresses texts, so that bytes alone do not tell; rows alone do not tell what is
    left in blocks that are free.
    """
    found = {}
    for path in sorted(hunted.store.rglob("*")):
        if path.is_file():
            found[f"store {path.name}"] = path.read_bytes().decode("latin-1")
        if path.suffix == ".duckdb":
            found |= rows_of_every_table(path)
    return {name: text for name, text in found.items() if text}


def rows_of_every_table(path: Path) -> dict[str, str]:
    """The rows of a snapshot as text, by table."""
    with database.connect(path) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() where not internal order by all"
        ).fetchall()
        return {
            f"{path.name} {schema}.{table}": _text_of(connection, f'{schema}."{table}"')
            for schema, table in tables
        }


def _text_of(connection: database.Connection, table: str) -> str:
    ((text,),) = connection.execute(
        f"select string_agg(rows::varchar, chr(10)) from {table} as rows"
    ).fetchall()
    return text or ""


SURFACES: dict[str, Callable[[Hunted], dict[str, str]]] = {
    "messages": messages,
    "questions": questions,
    "exports": exported,
    "pages": pages,
    "files of the store": in_the_store,
}


def _protos(block: object) -> Iterator[object]:
    """What is sent to the browser for each element under a block."""
    for child in getattr(block, "children", {}).values():
        if getattr(child, "proto", None) is not None:
            yield child.proto
        yield from _protos(child)


def _all_text(content: bytes) -> str:
    """A file as text; of a workbook all its parts, the metadata among them."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("latin-1") for name in parts.namelist())
