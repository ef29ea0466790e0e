"""Edited definitions: what a team's judgment of a reason changes."""

from __future__ import annotations

import pandas as pd

EDITABLE = ["is_denial", "category", "owner", "preventable", "usual_fix"]


def edited_rules(shown: pd.DataFrame, edited: pd.DataFrame, base: pd.DataFrame) -> list[dict]:
    """One rule per CARC edited: its code and the fields that now differ from ``base``.

    ``shown`` is what was offered for editing, ``base`` what holds without a rule of this payer (the
    default; for one payer, what holds for all payers), each one row per CARC. A CARC edited back to
    its base has no field left.
    """
    changed = edited[(edited[EDITABLE] != shown[EDITABLE]).any(axis=1)]
    below = base.set_index("carc_code")
    rules = []
    for row in changed.to_dict("records"):
        held = below.loc[row["carc_code"]]
        fields = {name: row[name] for name in EDITABLE if row[name] != held[name]}
        rules.append({"carc_code": row["carc_code"], **fields})
    return rules


def defaults(definitions: pd.DataFrame) -> pd.DataFrame:
    """The definitions as delivered, in the columns that may be edited."""
    named = {f"default_{name}": name for name in EDITABLE}
    return definitions[["carc_code", *named]].rename(columns=named)


def with_words(codes: pd.DataFrame, sought: str, code: str) -> pd.DataFrame:
    """The rows of a code, if it is one; else those whose text holds what was sought; '' is all.

    >>> codes = pd.DataFrame({"code": ["16", "97"], "label": ["Claim data missing", "Bundled"]})
    >>> list(with_words(codes, "97", "code").label), list(with_words(codes, "DATA", "code").label)
    (['Bundled'], ['Claim data missing'])
    """
    is_code = codes[code].str.lower() == sought.strip().lower()
    if is_code.any():
        return codes[is_code].reset_index(drop=True)
    texts = codes.select_dtypes(["str", "object"]).fillna("").agg(" ".join, axis=1)
    is_in = texts.str.contains(sought.strip(), case=False, regex=False)
    return codes[is_in].reset_index(drop=True)
