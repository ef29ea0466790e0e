"""The rows of the work list: few columns, fifty to a page, each with its tick and its drawer."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import notebook, session
from analytics.components import address
from analytics.components.claim import claim_drawer, history
from analytics.components.pane import Pick, pane
from analytics.components.work import ticked_lines
from analytics.components.work.worklist import ORDERS, Listed
from analytics.markup.layout import Action, action_buttons, frame
from analytics.markup.marks import Text, attention, bold, html, joined, muted
from analytics.markup.tables import Column, Row, table
from analytics.measures.names import short_payers
from analytics.measures.words import count_text, dollar_text
from analytics.measures.work_list import SEVERAL, by_claim, by_line, due_text
from analytics.measures.worklist import NOBODY

PAGE_ROWS = 50
LEVELS = {"claims": "Claims", "lines": "Lines"}
MOST_LETTERS = 26  # of a next step in the table


def rows_of(listed: Listed) -> pd.DataFrame:
    """The list as rows: one per claim and reason, or per line, as the address says."""
    level = address.keep("work_rows", "claims", list(LEVELS))
    if listed.lines.empty:
        return listed.lines
    if level == "lines":
        return listed.kept("lines", lambda: by_line(listed.lines))
    return listed.kept("claims", lambda: by_claim(listed.lines, listed.order))


def draw(listed: Listed, rows: pd.DataFrame, empty: str) -> None:
    """The page of the rows that is looked at, and the ways to the others below it."""
    pages = max(1, -(-len(rows) // PAGE_ROWS))
    page = address.keep("work_page", "1", [str(each + 1) for each in range(pages)])
    at = min(int(page), pages) - 1
    shown = rows.iloc[at * PAGE_ROWS : (at + 1) * PAGE_ROWS]
    level = st.session_state["work_rows"]
    history.listed(listed.kept(("keys", level), lambda: _keys(rows)))
    if len(shown):
        claim_drawer.ahead(sorted({int(each) for each in shown["linked_claim_id"]}))
    names = [_name(row, level == "lines") for row in shown.itertuples()] if len(shown) else []
    drawn = listed.kept(
        ("table", level, at), lambda: _drawn(listed, shown, names, empty, _pages(at, pages, rows))
    )
    numbers = listed.kept("numbers", lambda: _numbers(listed.lines)) if len(rows) else {}
    ticks = ticked_lines.of_rows(shown, names, numbers) if len(shown) else None
    pane(drawn, "work_table" if ticks else "work_table_empty", _picked, ticks)


def _keys(rows: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys(rows["row_key"])) if len(rows) else []


def _numbers(lines: pd.DataFrame) -> dict[str, str]:
    return dict(zip(lines["remitted_line_id"], lines["patient_control_number"], strict=True))


def _drawn(listed: Listed, shown: pd.DataFrame, names: list[str], empty: str, pages: Text) -> Text:
    """A page of the table, each row known by its name, and the ways to other pages."""
    short = short_payers(_payers())
    columns = _columns(listed, st.session_state["work_rows"] == "lines")
    cells = [
        Row(
            _cells(row, listed, short),
            {"open": row.row_key},
            name=f"{row.patient_control_number}, {row.carc_code or 'no reason'}",
            tick=name,
        )
        for row, name in zip(shown.itertuples(), names, strict=True)
    ]
    return frame(table(columns, cells, "Work list", empty=empty, is_beside=True), pages)


def level_switch() -> None:
    """The switch between claims and lines."""
    st.segmented_control(
        "One row per",
        list(LEVELS),
        format_func=LEVELS.__getitem__,
        required=True,
        key="work_rows",
        label_visibility="collapsed",
        width="content",
        on_change=_first_page,
    )


def _first_page() -> None:
    st.session_state["work_page"] = "1"


def _name(row: Any, is_lines: bool) -> str:
    """What a row is ticked by."""
    return row.line_ids[0] if is_lines else row.row_key


def _payers() -> list[str]:
    choices = session.everything().ask("filter_choices")
    return choices.loc[choices["choice_kind"] == "payer", "value"].tolist()


def _columns(listed: Listed, is_lines: bool) -> list[Column]:
    def sorts(heading: str, order: str) -> Column:
        kind = "text" if order == "due" else "money"
        is_on = listed.order == order
        can_sort = "listed_line_count" in listed.lines
        return Column(
            heading,
            kind,  # type: ignore[arg-type]
            is_strong=order == "open",
            on_phone=order in ("due", "open"),
            pick={"sort": order} if can_sort else None,
            is_sorted=is_on and can_sort,
        )

    second = {
        "recover": sorts("Per hour", "per_hour"),
        "after_payment": Column("Taken back", "money", on_phone=False),
        "taken_back": Column("Taken back", "money", on_phone=False),
    }.get(listed.name, sorts("Expected", "expected"))
    third = "Does not match" if listed.name == "words" else "To do"
    place = [Column("In this place", "money", is_strong=True)] if listed.asked["place"] else []
    return [
        sorts("Due", "due"),
        Column("Claim", "strong", is_pinned=True),
        sorts("Open", "open"),
        *place,
        second,
        Column(third, on_phone=False),
        Column("Payer", on_phone=False),
        Column("Reason"),
        Column("Service", on_phone=False),
        Column("Assigned to", on_phone=False),
        Column("Status", on_phone=False),
    ]


def _cells(row: Any, listed: Listed, short: dict[str, str]) -> list[Any]:
    due = due_text(row.days_left)
    second = (
        row.taken_back_amount
        if hasattr(row, "taken_back_amount")
        else row.per_hour
        if listed.name == "recover"
        else row.expected_recovery_amount
    )
    place = [_money(row.place_amount)] if listed.asked["place"] else []
    return [
        attention(due) if due == "Today" else muted(due),
        row.patient_control_number,
        _money(row.open_amount),
        *place,
        _money(second),
        row.contradiction_label if listed.name == "words" else _to_do(row),
        short.get(row.payer_name, row.payer_name),
        joined([bold(row.carc_code or "–"), html(" {}", row.reason_label or "")]),
        _service(row),
        row.assignee or muted(NOBODY),
        notebook.STATUSES.get(row.work_status, row.work_status),
    ]


def _money(amount: Any) -> str:
    return "" if pd.isna(amount) else dollar_text(amount)


def _to_do(row: Any) -> str:
    """What is to be done: what the team said, else what the deadline is of."""
    if row.next_step:
        step = str(row.next_step)
        return step if len(step) <= MOST_LETTERS else f"{step[:MOST_LETTERS].rstrip()}…"
    if isinstance(row.information_request, str) and row.information_request:
        return "Send records"
    kind = row.deadline_kind
    return notebook.DEADLINE_KINDS.get(kind, "") if isinstance(kind, str) else ""


def _service(row: Any) -> Text:
    """The procedure with its modifiers; of several, how many lines."""
    if row.line_count > 1:
        return muted(count_text(row.line_count, "line"))
    said = [row.procedure_code or "", *str(row.modifier_codes or "").split()]
    return "-".join(each for each in said if each and each != SEVERAL)


def _pages(at: int, pages: int, rows: pd.DataFrame) -> Text:
    """Which rows of how many are shown, and the ways to those before and after."""
    if pages == 1:
        return ""
    first, last = at * PAGE_ROWS + 1, min((at + 1) * PAGE_ROWS, len(rows))
    actions = []
    if at > 0:
        actions.append(Action("Previous page", {"page": str(at)}, "left"))
    if at + 1 < pages:
        actions.append(Action("Next page", {"page": str(at + 2)}, "right"))
    return html(
        '<div class="pages"><span class="muted">{} to {} of {}</span>{}</div>',
        f"{first:,}",
        f"{last:,}",
        f"{len(rows):,}",
        action_buttons(actions),
    )


def _picked(picked: Pick) -> None:
    """For a pick in the table: a claim to open, an order, another page."""
    state = st.session_state
    if "open" in picked:
        history.open_key(picked["open"])
    elif picked.get("sort") in ORDERS:
        state["work_sort"], state["work_page"] = picked["sort"], "1"
        ticked_lines.draw_anew()
    elif picked.get("page", "").isdigit():
        state["work_page"] = picked["page"]
