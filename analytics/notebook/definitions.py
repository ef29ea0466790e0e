"""Column maps, edited definitions of denials and payer names, as the team typed them.

What saves or removes one takes `seen`: when it was changed last as the editor saw it (`changed_at`,
or '' where there was none). If somebody else changed it since, EditConflict says both and nothing
is written. None saves whatever stands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field
from pathlib import Path
from typing import Literal

from analytics.access import needs
from analytics.notebook.file import Seen, now, read, write, write_all
from analytics.notebook.seen import as_seen


@dataclass(frozen=True)
class Profile:
    """A saved column map: which header of a practice's extract holds which of our columns."""

    profile_name: str
    kind: Literal["remittance", "claim"]
    columns: Mapping[str, str]
    changed_at: str = field(default="", compare=False)


@dataclass(frozen=True)
class CarcRule:
    """A team's own judgment of one CARC; None leaves the default, '' as payer means all payers."""

    carc_code: str
    payer_name: str = ""
    is_denial: bool | None = None
    category: str | None = None
    owner: str | None = None
    preventable: str | None = None  # 'y', 'partly' or 'n'
    usual_fix: str | None = None
    note: str = ""
    changed_at: str = ""


@dataclass(frozen=True)
class PayerAlias:
    """A payer's name in the files and the payer it is joined with; with itself, it is separate."""

    payer_name_as_given: str
    payer_name: str = ""
    changed_at: str = ""


def profiles(store: Path) -> dict[str, Profile]:
    """The saved column maps by name."""
    rows = read(store, "select profile_name, kind, columns, changed_at from column_maps order by 1")
    return {
        name: Profile(name, kind, json.loads(columns), changed_at)
        for name, kind, columns, changed_at in rows
    }


@needs("load")
def save_profile(store: Path, profile: Profile, seen: str | None = None) -> None:
    """Keep a column map under its name, in place of one of the same name."""
    columns = json.dumps(dict(profile.columns))
    typed = {"kind": profile.kind, **profile.columns}
    write(
        store,
        "insert or replace into column_maps values (?, ?, ?, ?)",
        (profile.profile_name, profile.kind, columns, now("microseconds")),
        seen=_profile_seen(profile.profile_name, typed, seen),
    )


@needs("load")
def remove_profile(store: Path, profile_name: str, seen: str | None = None) -> None:
    """Delete a column map; nothing happens when there is none of this name."""
    write(
        store,
        "delete from column_maps where profile_name = ?",
        (profile_name,),
        seen=_profile_seen(profile_name, {}, seen),
    )


def _profile_seen(name: str, typed: Mapping[str, object], seen: str | None) -> list[Seen]:
    statement = "select kind, columns, changed_at from column_maps where profile_name = ?"
    return as_seen(
        f"The column map {name}",
        (statement, (name,)),
        lambda row: {"kind": row[0], **json.loads(row[1])},
        typed,
        seen,
    )


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


@needs("define")
def save_carc_rule(store: Path, rule: CarcRule, seen: str | None = None) -> None:
    """Keep an edited definition, in place of the one for the same payer and CARC."""
    save_carc_rules(store, [(rule, seen)])


@needs("define")
def remove_carc_rule(
    store: Path, carc_code: str, payer_name: str = "", seen: str | None = None
) -> None:
    """Go back to the default for this payer and CARC."""
    save_carc_rules(store, [], [(CarcRule(carc_code, payer_name), seen)])


@needs("define")
def save_carc_rules(
    store: Path,
    rules: Sequence[tuple[CarcRule, str | None]],
    removed: Sequence[tuple[CarcRule, str | None]] = (),
) -> None:
    """Keep edited definitions and go back to the default of others: all of them or none.

    Each with what was `seen` of it; of a removed one only its CARC and payer matter.
    """
    at = now("microseconds")
    seen = [each for rule, when in rules for each in _rule_seen(rule, _rule_words(rule), when)]
    seen += [each for rule, when in removed for each in _rule_seen(rule, {}, when)]
    changes = [
        (
            "insert or replace into carc_rules (carc_code, payer_name, is_denial, category, owner, "
            "preventable, usual_fix, note, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(*astuple(rule)[:-1], at) for rule, _ in rules],
        ),
        (
            "delete from carc_rules where carc_code = ? and payer_name = ?",
            [(rule.carc_code, rule.payer_name) for rule, _ in removed],
        ),
    ]
    write_all(store, changes, seen)


def _rule_seen(rule: CarcRule, typed: Mapping[str, object], seen: str | None) -> list[Seen]:
    statement = (
        "select is_denial, category, owner, preventable, usual_fix, note, changed_at "
        "from carc_rules where carc_code = ? and payer_name = ?"
    )

    def words(row: tuple) -> dict[str, object]:
        """A row of the table as what was typed reads."""
        is_denial, *rest = row[:-1]
        there = None if is_denial is None else bool(is_denial)
        return _rule_words(CarcRule(rule.carc_code, rule.payer_name, there, *rest))

    what = f"CARC {rule.carc_code} for {rule.payer_name or 'all payers'}"
    return as_seen(what, (statement, (rule.carc_code, rule.payer_name)), words, typed, seen)


def _rule_words(rule: CarcRule) -> dict[str, object]:
    """What a definition says, without what it leaves at the default."""
    said = {name: value for name, value in asdict(rule).items() if value not in (None, "")}
    return {name: said[name] for name in said.keys() - {"carc_code", "payer_name", "changed_at"}}


def payer_aliases(store: Path) -> dict[str, str]:
    """The payer we mean for each name that files give it."""
    return {alias.payer_name_as_given: alias.payer_name for alias in typed_payer_aliases(store)}


def typed_payer_aliases(store: Path) -> list[PayerAlias]:
    """The names a team joined or separated, and when."""
    rows = read(
        store,
        "select payer_name_as_given, payer_name, changed_at from payer_aliases order by 1",
    )
    return [PayerAlias(*row) for row in rows]


@needs("define")
def save_payer_alias(
    store: Path, payer_name_as_given: str, payer_name: str, seen: str | None = None
) -> None:
    """Show what files call `payer_name_as_given` as `payer_name` from the next load on."""
    save_payer_aliases(store, [(PayerAlias(payer_name_as_given, payer_name), seen)])


@needs("define")
def remove_payer_alias(store: Path, payer_name_as_given: str, seen: str | None = None) -> None:
    """Show this payer under the name its files give it again."""
    save_payer_aliases(store, [], [(PayerAlias(payer_name_as_given), seen)])


@needs("define")
def save_payer_aliases(
    store: Path,
    aliases: Sequence[tuple[PayerAlias, str | None]],
    removed: Sequence[tuple[PayerAlias, str | None]] = (),
) -> None:
    """Join and separate names, and leave others to the files again: all of them or none."""
    at = now("microseconds")
    seen = [_alias_seen(each, {"payer_name": each.payer_name}, when) for each, when in aliases]
    seen += [_alias_seen(each, {}, when) for each, when in removed]
    changes: list[tuple[str, list[tuple]]] = [
        (
            "insert or replace into payer_aliases values (?, ?, ?)",
            [(each.payer_name_as_given, each.payer_name, at) for each, _ in aliases],
        ),
        (
            "delete from payer_aliases where payer_name_as_given = ?",
            [(each.payer_name_as_given,) for each, _ in removed],
        ),
    ]
    write_all(store, changes, [each for condition in seen for each in condition])


def _alias_seen(alias: PayerAlias, typed: Mapping[str, object], seen: str | None) -> list[Seen]:
    statement = "select payer_name, changed_at from payer_aliases where payer_name_as_given = ?"
    given = alias.payer_name_as_given
    where = (statement, (given,))
    return as_seen(f"The name of {given}", where, lambda row: {"payer_name": row[0]}, typed, seen)
