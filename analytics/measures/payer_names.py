"""Names of payers: the list by payer, and what joining or separating names changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.measures.words import count_text

JOIN, SEPARATE, AUTOMATIC = "join", "separate", "automatic"


def by_payer(names: pd.DataFrame) -> pd.DataFrame:
    """The list of names, payers of several names and what the team decided first."""
    name_count = names.groupby("payer_name")["payer_name_as_given"].transform("count")
    is_decided = names.groupby("payer_name")["is_by_team"].transform("any")
    order = names.assign(is_plain=(name_count == 1) & ~is_decided.astype(bool))
    order = order.sort_values(["is_plain", "payer_name", "payer_name_as_given"])
    return order.drop(columns="is_plain").reset_index(drop=True)


def names_sentence(names: pd.DataFrame) -> str:
    """How many names stand for how many payers, and how many the team decided.

    >>> names_sentence(pd.DataFrame({"payer_name": ["Aurora", "Aurora", "Zenith"],
    ...     "payer_name_as_given": ["Aurora", "Aurora Inc", "Zenith"],
    ...     "is_by_team": [False, True, False]}))
    '3 names in the files are treated as 2 payers; 1 of the names your team joined or separated.'
    """
    are = "is" if len(names) == 1 else "are"
    decided = int(names["is_by_team"].sum())
    return (
        f"{count_text(len(names), 'name')} in the files {are} treated as "
        f"{count_text(names['payer_name'].nunique(), 'payer')}"
    ) + (f"; {count_text(decided)} of the names your team joined or separated." if decided else ".")


def names_to_choose(names: pd.DataFrame) -> list[str]:
    """Each name once, however files write its capitals; those of one payer stand together."""
    first: dict[str, str] = {}
    for name in by_payer(names)["payer_name_as_given"]:
        first.setdefault(_key(name), name)
    return list(first.values())


def names_to_keep(names: pd.DataFrame, chosen: Sequence[str]) -> list[str]:
    """What joined names may go by: their payers' names as they are now, and their own."""
    keys = {_key(name) for name in chosen}
    own = names[names["payer_name_as_given"].map(_key).isin(keys)]
    return list(dict.fromkeys([*own["payer_name"], *chosen]))


def alias_changes(
    names: pd.DataFrame,
    aliases: dict[str, str],
    step: str,
    chosen: Sequence[str],
    kept: str = "",
) -> tuple[dict[str, str], list[str]]:
    """What a step writes down: payer by name as given, and the names left to the files again.

    `aliases` is what is written down now. Joining also points what the team joined with the kept
    name's payer before to the kept name, so that the payer goes by it.
    """
    spelled = {_key(given): given for given in reversed(aliases)}
    chosen = [spelled.get(_key(name), name) for name in chosen]
    own = [given for given in aliases if _key(given) in {_key(name) for name in chosen}]
    if step == AUTOMATIC:
        return {}, own
    if step == SEPARATE:
        saved = {name: name for name in chosen if not _is_separate(name, aliases)}
    else:
        saved = {name: kept for name in chosen if _key(name) != _key(kept)}
        saved |= dict.fromkeys(_joined_with(names, aliases, kept), kept)
    # A separated name that is kept, or separated again, stays as it is.
    stay = {given for given in own if _is_separate(given, aliases) and given not in saved}
    gone = [given for given in own if given not in saved and given not in stay]
    return {given: name for given, name in saved.items() if aliases.get(given) != name}, gone


def _joined_with(names: pd.DataFrame, aliases: Mapping[str, str], kept: str) -> list[str]:
    """The names the team joined with the payer of a name, but for the name itself."""
    is_kept = names["payer_name_as_given"].map(_key) == _key(kept)
    payers = set(names.loc[is_kept, "payer_name"]) | {kept}
    of_payer = {
        _key(name) for name in names.loc[names["payer_name"].isin(payers), "payer_name_as_given"]
    }
    return [
        given
        for given in aliases
        if _key(given) in of_payer - {_key(kept)} and not _is_separate(given, aliases)
    ]


def _is_separate(given: str, aliases: Mapping[str, str]) -> bool:
    return _key(aliases.get(given, "")) == _key(given)


def _key(name: str) -> str:
    """A name without what never tells two payers apart: capitals and spacing."""
    return " ".join(name.upper().split())
