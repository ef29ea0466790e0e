"""What people type: column maps, edited definitions, payer aliases. It outlives every load.

A small SQLite file beside the snapshots. Every function opens it, does one thing and closes it, so
the app and a nightly load can write at the same time: a writer waits for the other's few
milliseconds. Its few statements stand here, not in `queries/`, which speaks to the other database.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path

from analytics.vocabulary import DenialsError

SECONDS_TO_WAIT = 10.0

# One script per version of the notebook, oldest first; never edited, only added to.
SCHEMA_STEPS = (
    """
    create table column_maps (
        profile_name text primary key,
        kind text not null,
        columns text not null,
        changed_at text not null
    );
    create table carc_rules (
        payer_name text not null,
        carc_code text not null,
        is_denial integer,
        category text,
        owner text,
        preventable text,
        usual_fix text,
        note text not null,
        changed_at text not null,
        primary key (payer_name, carc_code)
    );
    create table payer_aliases (
        payer_name_as_given text primary key,
        payer_name text not null,
        changed_at text not null
    );
    """,
)


@dataclass(frozen=True)
class Profile:
    """A saved column map: which header of a practice's extract holds which of our columns."""

    profile_name: str
    kind: str
    columns: Mapping[str, str]


@dataclass(frozen=True)
class CarcRule:
    """A team's own judgement of one CARC; None leaves the default, '' as payer means all payers."""

    carc_code: str
    payer_name: str = ""
    is_denial: bool | None = None
    category: str | None = None
    owner: str | None = None
    preventable: str | None = None  # 'y', 'partly' or 'n'
    usual_fix: str | None = None
    note: str = ""
    changed_at: str = ""


def profiles(store: Path) -> dict[str, Profile]:
    """The saved column maps by name."""
    rows = _read(store, "select profile_name, kind, columns from column_maps order by 1")
    return {name: Profile(name, kind, json.loads(columns)) for name, kind, columns in rows}


def save_profile(store: Path, profile: Profile) -> None:
    """Keep a column map under its name, in place of one of the same name."""
    _write(
        store,
        "insert or replace into column_maps values (?, ?, ?, ?)",
        (profile.profile_name, profile.kind, json.dumps(dict(profile.columns)), _now()),
    )


def remove_profile(store: Path, profile_name: str) -> None:
    """Forget a column map; nothing happens when there is none of this name."""
    _write(store, "delete from column_maps where profile_name = ?", (profile_name,))


def carc_rules(store: Path) -> list[CarcRule]:
    """The edited definitions, by CARC and payer, the rule for all payers first."""
    rows = _read(
        store,
        "select carc_code, payer_name, is_denial, category, owner, preventable, usual_fix, note, "
        "changed_at from carc_rules order by carc_code, payer_name",
    )
    return [
        CarcRule(code, payer, None if is_denial is None else bool(is_denial), *rest)
        for code, payer, is_denial, *rest in rows
    ]


def save_carc_rule(store: Path, rule: CarcRule) -> None:
    """Keep an edited definition, in place of the one for the same payer and CARC."""
    *values, _ = astuple(rule)
    _write(
        store,
        "insert or replace into carc_rules (carc_code, payer_name, is_denial, category, owner, "
        "preventable, usual_fix, note, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, _now()),
    )


def remove_carc_rule(store: Path, carc_code: str, payer_name: str = "") -> None:
    """Go back to the default for this payer and CARC."""
    _write(
        store,
        "delete from carc_rules where carc_code = ? and payer_name = ?",
        (carc_code, payer_name),
    )


def payer_aliases(store: Path) -> dict[str, str]:
    """The payer we mean for each name that files give it."""
    rows = _read(store, "select payer_name_as_given, payer_name from payer_aliases order by 1")
    return dict(rows)


def save_payer_alias(store: Path, payer_name_as_given: str, payer_name: str) -> None:
    """Show what files call `payer_name_as_given` as `payer_name` from the next load on."""
    _write(
        store,
        "insert or replace into payer_aliases values (?, ?, ?)",
        (payer_name_as_given, payer_name, _now()),
    )


def remove_payer_alias(store: Path, payer_name_as_given: str) -> None:
    """Show this payer under the name its files give it again."""
    _write(
        store,
        "delete from payer_aliases where payer_name_as_given = ?",
        (payer_name_as_given,),
    )


def _read(store: Path, statement: str) -> list[tuple]:
    """The rows of a question; none, and no file made, while nobody has typed anything."""
    if not _path(store).exists():
        return []
    with _opened(store) as notebook:
        return notebook.execute(statement).fetchall()


def _write(store: Path, statement: str, values: tuple) -> None:
    store.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _opened(store) as notebook:
        notebook.execute("begin immediate")
        notebook.execute(statement, values)
        notebook.execute("commit")


@contextmanager
def _opened(store: Path) -> Iterator[sqlite3.Connection]:
    """The notebook at today's version, closed afterwards; SQLite's errors become one sentence."""
    try:
        with closing(
            sqlite3.connect(_path(store), timeout=SECONDS_TO_WAIT, isolation_level=None)
        ) as notebook:
            _bring_up_to_date(notebook)
            yield notebook
    except sqlite3.Error as fault:
        raise DenialsError(f"The notebook {_path(store)} cannot be used: {fault}.") from fault


def _bring_up_to_date(notebook: sqlite3.Connection) -> None:
    """Add what later versions of this program brought; refuse a notebook newer than we are."""
    if _version(notebook) < len(SCHEMA_STEPS):
        notebook.execute("begin immediate")
        for step in SCHEMA_STEPS[_version(notebook) :]:  # asked again: another may have been first
            for statement in step.split(";"):
                notebook.execute(statement)
        notebook.execute(f"pragma user_version = {len(SCHEMA_STEPS)}")
        notebook.execute("commit")
    if _version(notebook) > len(SCHEMA_STEPS):
        raise DenialsError(
            "The notebook was written by a newer version of this program; update the program."
        )


def _version(notebook: sqlite3.Connection) -> int:
    return notebook.execute("pragma user_version").fetchone()[0]


def _path(store: Path) -> Path:
    return store / "notebook.sqlite"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
