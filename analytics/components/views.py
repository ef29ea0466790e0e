"""Charts and tables that drill: a click sets filters and goes to the lines behind it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from analytics.charts.alternatives import alternative
from analytics.charts.style import CONFIG, Figure, without_links
from analytics.charts.weekly import weekly_panels
from analytics.columns import Kind, book, heading_of, kind_of
from analytics.exports.few import few_said
from analytics.measures.breakdowns import OTHERS
from analytics.measures.names import shown_payer
from analytics.measures.weeks import usual_range
from analytics.session import drill, in_view

_NUMBER = st.column_config.NumberColumn
_DAY = st.column_config.DateColumn(format="MMM D, YYYY")
# How a kind of column looks on screen; the others as Streamlit has them.
FORMATS: dict[Kind, Any] = {
    "money": _NUMBER(format="dollar", step=0.01),
    "count": _NUMBER(format="localized"),
    "days": _NUMBER(format="localized"),
    "minutes": _NUMBER(format="localized"),
    "percent": _NUMBER(format="%.1f%%"),
    "decimal": _NUMBER(format="%.2f"),
    "number": _NUMBER(format="%d"),  # "plain" shows 97 as 96.99999999999999
    "date": _DAY,
    "week": _DAY,
    "time": st.column_config.DatetimeColumn(format="MMM D, YYYY, h:mm a"),
}
# A column of a table: its name, or its name and how wide it is, or of what type it is here.
Shown = str | tuple[str, Any]
# Names that files give in capitals; tables that people read have them as sentences do.
NAMES = ("payer_name", "provider_name")
MEASURED = (
    "denied_line_count",
    "adjudicated_line_count",
    "denial_rate",
    "denied_amount",
    "recovered_amount",
    "open_amount",
    "overturn_rate",
)


def column(name: str, how: Any = None) -> Any:
    """A column as Streamlit takes it, as the column book has it: heading, format, and its meaning
    where the pointer rests on the heading. ``how`` is its width, or another type.
    """
    own = how if isinstance(how, dict) else {} if how is None else {"width": how}
    known = book().get(name)
    kind = {} if known is None else FORMATS.get(known.kind, {})
    shown = {**st.column_config.Column(), **kind, "help": known.meaning if known else None}
    return {
        **shown,
        **{key: value for key, value in own.items() if value},
        "label": heading_of(name),
    }


def chart(
    figure: Figure,
    key: str,
    fields: tuple[str, ...],
    page: str = "denied_lines",
    on_pick: Callable[[dict[str, str]], None] | None = None,
) -> None:
    """A chart whose bars, cells and points drill: ``fields`` name what their customdata holds.

    Without ``fields`` it only shows; with ``on_pick`` a click sets no filter: it hands on what the
    point stands for.
    """
    if not any(trace.y is not None and len(trace.y) for trace in figure.data):
        st.caption("Nothing to show.")
        return
    st.plotly_chart(
        without_links(figure),
        key=key,
        config=CONFIG,
        alt=alternative(figure, key.replace("_", " ")),
        selection_mode="points",
        on_select=partial(_drill_from_chart, key, fields, page, on_pick) if fields else "ignore",
    )


def trends(
    weekly: pd.DataFrame, key: str, labels: dict[str, str], name: str, fields: tuple[str, ...]
) -> None:
    """A small weekly trend for each value of ``key`` in ``labels``, with its usual range.

    Takes filled weeks, those of the history that say what is usual included.
    """
    shown = weekly[weekly[key].isin(labels)]
    chart(weekly_panels(in_view(usual_range(shown, key)), key, labels), name, fields)


def _drill_from_chart(
    key: str,
    fields: tuple[str, ...],
    page: str,
    on_pick: Callable[[dict[str, str]], None] | None,
) -> None:
    """Set the filters that the clicked point stands for, or hand it on."""
    points = st.session_state[key]["selection"]["points"]
    if not points or "customdata" not in points[0]:
        return
    values = dict(zip(fields, points[0]["customdata"], strict=False))
    values = {name: value for name, value in values.items() if name and value is not None}
    if OTHERS in values.values():
        return
    if on_pick:
        on_pick(values)
    else:
        drill(page, **values)


def table(
    rows: pd.DataFrame,
    key: str,
    columns: Sequence[Shown],
    fields: dict[str, str] | None = None,
    on_pick: Callable[[pd.Series], None] | None = None,
    on_tick: Callable[[pd.DataFrame], None] | None = None,
    page: str = "denied_lines",
    is_of_names: bool = False,
    **options: Any,
) -> None:
    """A table in words and units; a click on a row drills to ``page`` by ``fields``
    {filter: column}.

    ``columns`` are those shown, under the headings of the column book. ``on_pick`` takes a clicked
    row instead; with ``on_tick`` rows have boxes, and it takes those that are ticked. A table that
    ``is_of_names`` has them as files give them.
    """
    if rows.empty:
        st.caption("Nothing to show.")
        return
    rates = {name: rows[name].mul(100).round(1) for name in rows if kind_of(name) == "percent"}
    widths = dict(each if isinstance(each, tuple) else (each, None) for each in columns)
    named = rows if is_of_names else _named(rows)
    shown, few = named.assign(**rates), _few_in(rows, widths)
    config = {name: column(name, how) for name, how in widths.items()}
    for name in few:
        config[name] = {**config[name], **st.column_config.NumberColumn(heading_of(name))}
    name = key.rstrip("_0123456789").replace("_", " ")
    place = st.container(key=key) if not on_tick else st
    key = key if on_tick else f"{key}-{_fingerprint(rows, widths)}"
    on_select: Any = "ignore"
    if fields or on_pick:
        on_select = partial(_drill_from_table, key, rows, fields or {}, on_pick, on_tick, page)
    place.dataframe(
        _saying_few(shown, few) if few else shown,
        key=key,
        hide_index=True,
        column_order=list(widths),
        column_config=config,
        on_select=on_select,
        selection_mode=["multi-row", "single-cell"] if on_tick else "single-cell",
        placeholder="",
        alt=f"Table: {name}, {len(rows):,} rows",
        **options,
    )


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with names as people read them; what a click hands on keeps those of the files."""
    told = [name for name in NAMES if name in rows]
    return rows.assign(**{name: rows[name].map(shown_payer, na_action="ignore") for name in told})


def _few_in(rows: pd.DataFrame, columns: Collection[str]) -> dict[str, dict[int, str]]:
    """Per rate shown, the places of its rows of too few cases and what stands there instead."""
    return {
        name: dict(zip(rows.index.get_indexer(texts.index), texts, strict=True))
        for name, texts in few_said(rows).items()
        if name in columns and len(texts)
    }


def _saying_few(rows: pd.DataFrame, few: dict[str, dict[int, str]]) -> Styler:
    """Rows whose rates of too few cases say so; a column still sorts by its numbers."""
    styled = rows.style.format(dict.fromkeys(few, "{:.1f}%"), na_rep="")
    for name, texts in few.items():
        column = rows.columns.get_loc(name)
        for place, words in texts.items():
            styled._display_funcs[(place, column)] = partial(_said, words)
    return styled


def _said(words: str, _: object) -> str:
    return words


def _fingerprint(rows: pd.DataFrame, columns: Collection[str]) -> int:
    """Tells rows from others: a table whose rows change under one key loses the next click."""
    shown = rows[[name for name in columns if name in rows]]
    return int(pd.util.hash_pandas_object(shown, index=False).sum())


def _drill_from_table(
    key: str,
    rows: pd.DataFrame,
    fields: dict[str, str],
    on_pick: Callable[[pd.Series], None] | None,
    on_tick: Callable[[pd.DataFrame], None] | None,
    page: str,
) -> None:
    """Set the filters that the clicked row stands for, or hand the rows on."""
    selection = st.session_state[key]["selection"]
    if on_tick:
        on_tick(rows.iloc[selection["rows"]])
    cells = selection["cells"]
    if not cells:
        return
    row = rows.iloc[cells[0][0]]
    if on_pick:
        on_pick(row)
        return
    values = {
        name: row[column]
        for name, column in fields.items()
        if row[column] or name == "modifier"  # "" is lines without one
    }
    if values and OTHERS not in values.values():
        drill(page, **values)
