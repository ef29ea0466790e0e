"""What changes in the notebook, as entries of the audit trail: what was before, and what is now.

SQLite itself hands over each row before and after a change, so no way of writing goes unrecorded.
What people write about claims in their own words may name a patient: it is told by its length.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from analytics.access.audit import Entry

Row = dict[str, object]


@dataclass(frozen=True)
class Recorded:
    """How a table is recorded: as which act, by which key, in which words."""

    act: str
    key: tuple[str, ...]
    about: Callable[[Row], str]
    free_text: tuple[str, ...] = ()


def _of_all(value: object, what: str) -> str:
    return str(value or f"all {what}")


RECORDED = {
    "carc_rules": Recorded(
        "definition",
        ("payer_name", "carc_code"),
        lambda row: f"CARC {row['carc_code']}, {_of_all(row['payer_name'], 'payers')}",
    ),
    "payer_aliases": Recorded(
        "payer_name", ("payer_name_as_given",), lambda row: str(row["payer_name_as_given"])
    ),
    "client_names": Recorded(
        "client_name",
        ("tax_id", "npi"),
        lambda row: f"Tax ID {row['tax_id'] or 'none'}, NPI {row['npi'] or 'none'}",
    ),
    "deadline_limits": Recorded(
        "deadline_limit",
        ("payer_name", "line_of_business", "deadline_kind"),
        lambda row: (
            f"{str(row['deadline_kind']).replace('_', ' ').capitalize()}, "
            f"{_of_all(row['payer_name'], 'payers')}, "
            f"{_of_all(row['line_of_business'], 'lines of business')}"
        ),
    ),
    "work_minutes": Recorded("work_minutes", ("category",), lambda row: str(row["category"])),
    "acknowledged_weeks": Recorded(
        "health",
        ("payer_name", "remit_week"),
        lambda row: f"{row['payer_name']}, week of {row['remit_week']}",
        ("note",),
    ),
    "column_maps": Recorded("column_map", ("profile_name",), lambda row: str(row["profile_name"])),
    "saved_views": Recorded("view", ("view_name",), lambda row: str(row["view_name"])),
    "actions": Recorded(
        "action", ("action_number",), lambda row: f"Action {row['action_number']}", ("note",)
    ),
    "work_entries": Recorded(
        "work",
        ("entry_number", "patient_control_number", "remitted_line_id"),
        lambda row: f"Claim {row['patient_control_number']}, line {row['remitted_line_id']}",
        ("note", "next_step"),
    ),
}
# When and by whom stands in the entry itself.
NOT_SAID = (
    "changed_at",
    "changed_by",
    "decided_at",
    "decided_by",
    "acknowledged_at",
    "acknowledged_by",
    "revision",
    "entry_number",
)
WORK_FIELDS = ("status", "assignee", "note", "next_step", "next_date")
PATIENTS = ("patient", "member", "subscriber", "birth")


def watch(notebook: sqlite3.Connection) -> None:
    """From now on this connection writes down each row it changes."""
    notebook.execute("pragma temp_store = memory")  # it may hold what people wrote of patients
    notebook.execute("pragma recursive_triggers = on")  # else what a replace deletes is not told
    notebook.execute(
        "create temp table changed (place integer primary key, name text, was text, becomes text)"
    )
    for table in RECORDED:
        names = [row[1] for row in notebook.execute(f"pragma main.table_info({table})")]
        for event, was, becomes in (
            ("insert", "null", _as_json("new", names)),
            ("update", _as_json("old", names), _as_json("new", names)),
            ("delete", _as_json("old", names), "null"),
        ):
            notebook.execute(
                f"create temp trigger {table}_{event} after {event} on main.{table} begin "
                f"insert into changed (name, was, becomes) values ('{table}', {was}, {becomes}); "
                "end"
            )


def _as_json(which: str, names: list[str]) -> str:
    pairs = ", ".join(f"'{name}', {which}.{name}" for name in names)
    return f"json_object({pairs})"


def changes(notebook: sqlite3.Connection) -> list[Entry]:
    """What was changed since `watch`, one entry per thing; nothing of what is as it was."""
    first: dict[tuple, Row] = {}
    last: dict[tuple, Row] = {}
    for table, was, becomes in notebook.execute(
        "select name, was, becomes from changed order by place"
    ).fetchall():
        before, after = json.loads(was or "{}"), json.loads(becomes or "{}")
        key = (table, *((before or after)[name] for name in RECORDED[table].key))
        first.setdefault(key, before)
        last[key] = after
    if any(key[0] == "work_entries" for key in first):
        _fill_in_work(notebook, first, last)
    told = [_entry(RECORDED[key[0]], first[key], last[key]) for key in first]
    return [entry for entry in told if entry]


def _fill_in_work(
    notebook: sqlite3.Connection, first: dict[tuple, Row], last: dict[tuple, Row]
) -> None:
    """Work is only added to: what stood before is what was said last of each field."""
    for key, row in last.items():
        if key[0] != "work_entries":
            continue
        said = [name for name in WORK_FIELDS if row[name] is not None]
        before = {}
        for name in said:
            found = notebook.execute(
                f"select {name} from main.work_entries where patient_control_number = ? "
                f"and remitted_line_id = ? and entry_number < ? and {name} is not null "
                "order by entry_number desc limit 1",
                (row["patient_control_number"], row["remitted_line_id"], row["entry_number"]),
            ).fetchone()
            before[name] = found[0] if found else None
        where = {name: row[name] for name in RECORDED["work_entries"].key}
        first[key] = before | where
        last[key] = {name: row[name] for name in said} | where


def _entry(how: Recorded, was: Row, becomes: Row) -> Entry | None:
    """A change as an entry: the fields that differ, before and after; None where none does."""
    differ = [
        name
        for name in {**was, **becomes}
        if name not in NOT_SAID
        and was.get(name) != becomes.get(name)
        # what is new or gone is named by its key already; what has a new name is not
        and (name not in how.key or (was and becomes))
        and ((was and becomes) or {**was, **becomes}[name] not in (None, ""))
    ]
    if not differ and was and becomes:
        return None
    details: dict[str, object] = {}
    if was:
        details["before"] = {name: _said(how, name, was.get(name)) for name in differ}
    if becomes:
        details["after"] = {name: _said(how, name, becomes.get(name)) for name in differ}
    return Entry(how.act, how.about(becomes or was), details)


def _said(how: Recorded, name: str, value: object) -> object:
    """A value as it may stand in the trail."""
    if name.startswith("is_") and value is not None:
        return bool(value)
    if name in how.free_text and value:
        return f"{len(str(value))} letters"
    if how.act == "column_map" and name == "columns" and value:
        return {
            column: f"{len(header)} letters" if any(w in column for w in PATIENTS) else header
            for column, header in json.loads(str(value)).items()
        }
    if how.act == "action" and name == "filters" and value:
        return json.loads(str(value))
    return value
