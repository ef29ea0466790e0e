"""What leaves the page or explains it: downloads, changed definitions, how a figure is counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd
import streamlit as st

from analytics import database, exports, session
from analytics.access import as_now
from analytics.components import rights
from analytics.components.layout import plain
from analytics.exports.about import differences_of
from analytics.program import DOCS
from analytics.vocabulary import ReviewFilters

Sheet: TypeAlias = pd.DataFrame | Callable[[], pd.DataFrame]
MEASURES = DOCS / "measures.md"


def downloads(
    title: str,
    sheets: dict[str, Sheet],
    name: str,
    filters: ReviewFilters | None = None,
    more_differences: tuple[str, ...] = (),
    **said: Any,
) -> None:
    """CSV (of the first sheet) and XLSX of what is shown; made only when asked for.

    A sheet that the page does not show may be a function that gives its frame.
    ``filters`` where they are not those in force; ``more_differences`` what else differs from the
    default; ``said`` is what else the file says of itself.
    """
    about = exports.About(
        title=title,
        filters=filters or session.filters_in_force(),
        snapshot=session.snapshot(),
        differences=differences() + more_differences,
        made_at=datetime.now(),
        **said,
    )
    if not rights.may("export"):
        return
    first, store = next(iter(sheets.values())), session.store()
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Download CSV",
            as_now(partial(_csv, store, title, first, about)),
            f"{name}.csv",
            "text/csv",
            key=f"{name}_csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "Download Excel",
            as_now(partial(_workbook, store, sheets, about)),
            f"{name}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"{name}_xlsx",
            on_click="ignore",
            icon=":material/table_view:",
        )


def _csv(store: Path, name: str, sheet: Sheet, about: exports.About) -> bytes:
    """One sheet as CSV, on record before it is handed out."""
    frame = sheet() if callable(sheet) else sheet
    content = exports.to_csv(frame, about)
    exports.record_export(store, about, "csv", {name: len(frame)})
    return content


def _workbook(store: Path, sheets: dict[str, Sheet], about: exports.About) -> bytes:
    """The sheets as XLSX, those not shown asked for now; on record before it is handed out."""
    frames = {name: sheet() if callable(sheet) else sheet for name, sheet in sheets.items()}
    content = exports.to_xlsx(frames, about)
    counts = {name: len(frame) for name, frame in frames.items()}
    exports.record_export(store, about, "xlsx", counts)
    return content


def differences() -> tuple[str, ...]:
    """What the team's definitions change against the default, one sentence each."""
    if session.snapshot() is None:  # none are in force yet
        return ()
    return differences_of(session.ask_all("definitions"))


def how_counted(section: str, *questions: str) -> None:
    """What differs from the default, then folded: the definition and the SQL as run."""
    changed = differences()
    if changed:
        st.caption(plain("Definitions changed here: " + " ".join(changed)))
    _definition_and_sql(section, questions)


@st.fragment  # to open it draws nothing else anew
def _definition_and_sql(section: str, questions: tuple[str, ...]) -> None:
    """Folded, and drawn only once opened: SQL in colors costs a browser much."""
    fold = st.expander(
        "How this is counted",
        icon=":material/calculate:",
        key=f"how_{section}",
        on_change="rerun",
    )
    if fold.open:
        with fold:
            st.markdown(plain_dollars(definition(section)))
            for question in questions:
                st.caption(f"queries/4_review/{question}.sql")
                st.code(database.sql_of(question), language="sql")


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
