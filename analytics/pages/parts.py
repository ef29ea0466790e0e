"""What every page is made of: opening, figures, clickable charts and tables, export, method."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics import database, exports, session
from analytics.charts.style import CONFIG
from analytics.exports.about import differences_of
from analytics.measures.breakdowns import OTHERS
from analytics.measures.words import count_text, dollar_text
from analytics.pages import sidebar
from analytics.session import drill

MEASURES = Path(__file__).parents[2] / "docs" / "measures.md"
AMOUNT = st.column_config.NumberColumn(format="dollar", step=0.01)
COUNT = st.column_config.NumberColumn(format="localized")
PERCENT = st.column_config.NumberColumn(format="percent")
DAY = st.column_config.DateColumn(format="MMM D, YYYY")
MEASURED = {
    "denied_line_count": ("Denied lines", COUNT),
    "adjudicated_line_count": ("of lines", COUNT),
    "denial_rate": ("Lines denied", PERCENT),
    "denied_amount": ("Denied", AMOUNT),
    "recovered_amount": ("Recovered", AMOUNT),
    "open_amount": ("Still open", AMOUNT),
    "overturn_rate": ("Overturned", PERCENT),
}


def opening(question: str) -> None:
    """The question as title and the chips of the filters; without data, the ways in, and stop."""
    st.title(question, anchor=False)
    if not session.has_data():
        st.info(
            "Nothing is loaded yet. Try it with sample data, or load your own remittance files.",
            icon=":material/inbox:",
        )
        st.page_link("analytics/pages/files.py", label="Load files", icon=":material/upload:")
        st.stop()
    sidebar.draw_chips()


def stop_if_empty(rows: pd.DataFrame) -> None:
    """Say so when the filters leave nothing, and stop."""
    if rows.empty:
        st.info("No line matches these filters. Widen the weeks or remove a filter.")
        st.stop()


def answer(sentence: str) -> None:
    """The answer in one sentence; dollar signs are text, not formulas."""
    st.markdown(f"##### {plain(sentence)}")


def plain(text: str) -> str:
    """Text that markdown leaves as it is."""
    for sign in "\\`*_[]<>$~#":
        text = text.replace(sign, f"\\{sign}")
    return text


def switch(
    label: str, key: str, options: dict[str, str] | None = None, default: str = "denied_amount"
) -> str:
    """A switch between measures, dollars and lines if nothing else is said; held across pages."""
    options = options or {"denied_amount": "Dollars", "denied_line_count": "Lines"}
    return st.segmented_control(
        label,
        list(options),
        format_func=options.get,
        default=default,
        required=True,
        key=key,
        persist_state="session",
    )


def labels_of(rows: pd.DataFrame, key: str, label: str, count: int = 6) -> dict[str, str]:
    """Key and title of the first rows, for small weekly trends."""
    kept = rows[rows[key] != OTHERS].head(count)
    return {
        code: code if code == text else f"{code} · {text}"
        for code, text in zip(kept[key], kept[label], strict=True)
    }


def chart(figure: go.Figure, key: str, fields: tuple[str, ...], page: str = "denied_lines") -> None:
    """A chart whose bars, cells and points drill: ``fields`` name what their customdata holds."""
    st.plotly_chart(
        figure,
        key=key,
        config=CONFIG,
        selection_mode="points",
        on_select=partial(_drill_from_chart, key, fields, page),
    )


def _drill_from_chart(key: str, fields: tuple[str, ...], page: str) -> None:
    """Set the filters that the clicked point stands for."""
    points = st.session_state[key]["selection"]["points"]
    if not points or "customdata" not in points[0]:
        return
    values = dict(zip(fields, points[0]["customdata"], strict=False))
    values = {name: value for name, value in values.items() if name and value is not None}
    if OTHERS not in values.values():
        drill(page, **values)


def table(
    rows: pd.DataFrame,
    key: str,
    columns: dict[str, object],
    fields: dict[str, str] | None = None,
    on_pick: Callable[[pd.Series], None] | None = None,
    **options: object,
) -> None:
    """A table in words and units; a click on a row drills by ``fields`` {filter: column}.

    ``columns`` maps each shown column to its title, or to (title, column type).
    """
    config = {}
    for name, said in columns.items():
        title, kind = said if isinstance(said, tuple) else (said, None)
        config[name] = {**(kind or st.column_config.Column()), "label": title}
    st.dataframe(
        rows,
        key=key,
        hide_index=True,
        column_order=list(columns),
        column_config=config,
        on_select=partial(_drill_from_table, key, rows, fields or {}, on_pick)
        if fields or on_pick
        else "ignore",
        selection_mode="single-cell",
        **options,
    )


def _drill_from_table(
    key: str,
    rows: pd.DataFrame,
    fields: dict[str, str],
    on_pick: Callable[[pd.Series], None] | None,
) -> None:
    """Set the filters that the clicked row stands for, or hand the row on."""
    cells = st.session_state[key]["selection"]["cells"]
    if not cells:
        return
    row = rows.iloc[cells[0][0]]
    if on_pick:
        on_pick(row)
    elif OTHERS not in [row[column] for column in fields.values()]:
        drill(**{name: str(row[column]) for name, column in fields.items()})


def downloads(title: str, sheets: dict[str, pd.DataFrame], name: str) -> None:
    """CSV (of the first sheet) and XLSX of what is shown; made only when asked for."""
    about = exports.About(
        title=title,
        filters=session.filters_in_force(),
        snapshot=session.snapshot(),
        differences=differences(),
        made_at=datetime.now(),
    )
    first = next(iter(sheets.values()))
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Download CSV",
            partial(exports.to_csv, first, about),
            f"{name}.csv",
            "text/csv",
            key=f"{name}_csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "Download Excel",
            partial(exports.to_xlsx, sheets, about),
            f"{name}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"{name}_xlsx",
            on_click="ignore",
            icon=":material/table_view:",
        )


def differences() -> tuple[str, ...]:
    """What the team's definitions change against the default, one sentence each."""
    return differences_of(session.ask_all("definitions"))


def apart() -> None:
    """The lines kept out of the figures, each kind with its count and dollars."""
    rows = session.ask("lines_apart")
    rows = rows[rows["line_count"] > 0]
    if rows.empty:
        return
    words = "; ".join(
        f"{row.label}: {count_text(row.line_count, 'line')}, {dollar_text(row.charge_amount)}"
        for row in rows.itertuples()
    )
    st.caption(plain(f"Apart, not in the figures above (switches in the sidebar): {words}."))


def how_counted(section: str, *questions: str) -> None:
    """What differs from the default, then folded: the definition and the SQL as run."""
    changed = differences()
    if changed:
        st.caption(plain("Definitions changed here: " + " ".join(changed)))
    with st.expander("How this is counted", icon=":material/calculate:", key=f"how_{section}"):
        st.markdown(plain_dollars(definition(section)))
        for question in questions:
            st.caption(f"queries/4_review/{question}.sql")
            st.code(database.sql_of(question), language="sql")


def definition(section: str) -> str:
    """A section of docs/measures.md, by its heading."""
    text = MEASURES.read_text("utf-8") if MEASURES.exists() else ""
    for part in text.split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        if heading.strip().lower() == section.lower():
            return body.strip()
    return ""


def plain_dollars(text: str) -> str:
    """Markdown whose dollar signs are dollars."""
    return text.replace("$", "\\$")
