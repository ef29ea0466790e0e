"""Column maps, edited definitions of denials and payer names, as the team typed them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from analytics.notebook.file import now, read, write


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
    rows = read(store, "select profile_name, kind, columns from column_maps order by 1")
    return {name: Profile(name, kind, json.loads(columns)) for name, kind, columns in rows}


def save_profile(store: Path, profile: Profile) -> None:
    """Keep a column map under its name, in place of one of the same name."""
    write(
        store,
        "insert or replace into column_maps values (?, ?, ?, ?)",
        (profile.profile_name, profile.kind, json.dumps(dict(profile.columns)), now()),
    )


def remove_profile(store: Path, profile_name: str) -> None:
    """Forget a column map; nothing happens when there is none of this name."""
    write(store, "delete from column_maps where profile_name = ?", (profile_name,))


def carc_rules(store: Path) -> list[CarcRule]:
    """The edited definitions, by CARC and payer, the rule for all payers first."""
    rows = read(
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
    write(
        store,
        "insert or replace into carc_rules (carc_code, payer_name, is_denial, category, owner, "
        "preventable, usual_fix, note, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, now()),
    )


def remove_carc_rule(store: Path, carc_code: str, payer_name: str = "") -> None:
    """Go back to the default for this payer and CARC."""
    write(
        store,
        "delete from carc_rules where carc_code = ? and payer_name = ?",
        (carc_code, payer_name),
    )


def payer_aliases(store: Path) -> dict[str, str]:
    """The payer we mean for each name that files give it."""
    rows = read(store, "select payer_name_as_given, payer_name from payer_aliases order by 1")
    return dict(rows)


def save_payer_alias(store: Path, payer_name_as_given: str, payer_name: str) -> None:
    """Show what files call `payer_name_as_given` as `payer_name` from the next load on."""
    write(
        store,
        "insert or replace into payer_aliases values (?, ?, ?)",
        (payer_name_as_given, payer_name, now()),
    )


def remove_payer_alias(store: Path, payer_name_as_given: str) -> None:
    """Show this payer under the name its files give it again."""
    write(
        store,
        "delete from payer_aliases where payer_name_as_given = ?",
        (payer_name_as_given,),
    )
