"""What the Modifiers page shows: the level its sentence speaks of, its rows, weeks and verdicts."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.measures.modifiers import (
    HIGHER,
    LOWER,
    NO_DIFFERENCE,
    NOTHING_LIKE,
    UNKNOWN,
    of_level,
)
from analytics.measures.names import shown_payer
from analytics.measures.rates import TOO_FEW, rate
from analytics.measures.words import points_text

LEVELS = {
    "modifier": "Modifier",
    "procedure": "+ Procedure",
    "payer": "+ Payer",
    "both": "+ Procedure and payer",
}
# What the rows of a level are told apart by.
ROW_OF = {
    "modifier": "modifier_code",
    "procedure": "procedure_code",
    "payer": "payer_name",
    "both": "payer_name",
}
VERDICTS = {
    HIGHER: "More denials",
    LOWER: "Fewer denials",
    NO_DIFFERENCE: "No clear difference",
    UNKNOWN: "Too few to say",
    NOTHING_LIKE: "Nothing to compare with",
}
ALL_PAYERS = "Payers"
FAR = 0.10  # a difference from which "far more often" is said
WEEKS_TOGETHER = 4  # of which a point of the two lines is made: one week of one pair is few lines


def strongest(effects: pd.DataFrame) -> pd.Series | None:
    """What most surely goes with more denials; None where nothing clearly does."""
    higher = effects[effects["is_told"].astype(bool) & (effects["difference"] > 0)]
    if higher.empty:
        return None
    keys = ["p_value", "modifier_code", "procedure_code", "payer_name"]
    return higher.sort_values(keys, na_position="first").iloc[0]


def level_of(row: pd.Series) -> str:
    """The level a row of `modifier_effects` stands on."""
    has_procedure, has_payer = pd.notna(row["procedure_code"]), pd.notna(row["payer_name"])
    if has_procedure:
        return "both" if has_payer else "procedure"
    return "payer" if has_payer else "modifier"


def modifiers_sentence(
    effects: pd.DataFrame, row: pd.Series | None, payers: Mapping[str, str] | None = None
) -> str:
    """What most surely goes with more denials: a modifier, or one at one procedure or payer.

    ``row`` is that of `strongest`; ``payers`` are their names as shown.
    """
    if row is None:
        alone = of_level(effects, "modifier")
        return (
            "No modifier is clearly denied more often than similar lines without it; "
            f"{alone['difference'].notna().sum():,} of {len(alone):,} "
            f"{'modifier' if len(alone) == 1 else 'modifiers'} could be compared."
        )
    what, where, rates = sentence_parts(row, payers)
    deny = "deny" if where == ALL_PAYERS else "denies"
    often = "far more often" if row["difference"] >= FAR else "more often"
    return (
        f"{where} {deny} {what} {often} than similar lines without it: {rates}, "
        f"{points_text(row['difference'])}."
    )


def sentence_parts(row: pd.Series, payers: Mapping[str, str] | None = None) -> tuple[str, str, str]:
    """What is denied, who denies it, and at which two rates: the words that carry the sentence."""
    procedure, payer = row["procedure_code"], row["payer_name"]
    what = f"{procedure if isinstance(procedure, str) else 'lines'} with modifier "
    where = ALL_PAYERS
    if isinstance(payer, str):
        where = (payers or {}).get(payer, shown_payer(payer))
    rates = f"{row['with_denial_rate']:.0%} against {row['without_denial_rate']:.0%}"
    return what + row["modifier_code"], where, rates


def rows_at(
    effects: pd.DataFrame, level: str, modifier: str | None, procedure: str | None
) -> pd.DataFrame:
    """The rows of a level: all modifiers, or the procedures or payers of one.

    Those that could be judged come first by their difference, then the others by their lines.
    """
    rows = of_level(effects, level)
    if level != "modifier":
        rows = rows[rows["modifier_code"] == modifier]
    if level == "both":
        rows = rows[rows["procedure_code"] == procedure]
    return rows.sort_values(
        ["difference", "with_line_count", ROW_OF[level]],
        ascending=[False, False, True],
        na_position="last",
        ignore_index=True,
    )


def is_worth_a_row(rows: pd.DataFrame) -> pd.Series:
    """Whether a row says something: 20 lines with the modifier, and any to compare them with."""
    return (rows["with_line_count"] >= TOO_FEW) & (rows["without_line_count"] > 0)


def most_used_procedure(effects: pd.DataFrame, modifier: str) -> str | None:
    """The procedure on which a modifier stands most, of those that can be compared if there are."""
    rows = of_level(effects, "procedure")
    rows = rows[rows["modifier_code"] == modifier]
    rows = rows.assign(is_told=rows["difference"].notna()).sort_values(
        ["is_told", "with_line_count", "procedure_code"], ascending=[False, False, True]
    )
    return None if rows.empty else str(rows["procedure_code"].iloc[0])


def more_at(effects: pd.DataFrame) -> dict[str, list[str]]:
    """Per modifier the payers at which it clearly goes with more denials, the surest first."""
    rows = effects[effects["payer_name"].notna() & (effects["verdict"] == HIGHER)].sort_values(
        ["p_value", "payer_name", "procedure_code"], na_position="first"
    )
    payers: dict[str, list[str]] = {}
    for code, payer in zip(rows["modifier_code"], rows["payer_name"], strict=True):
        if payer not in payers.setdefault(code, []):
            payers[code].append(payer)
    return payers


def weekly_rates(filled: pd.DataFrame) -> pd.DataFrame:
    """The denied share of each modifier, a column each, by week: each of 4 weeks together.

    Takes filled weeks by ``modifier_code``. A share of under 20 lines has no value.
    """
    denied, lines = (
        filled.pivot(index="remit_week", columns="modifier_code", values=name)
        .rolling(WEEKS_TOGETHER, min_periods=1)
        .sum()
        for name in ("denied_line_count", "adjudicated_line_count")
    )
    return denied / lines.where(lines >= TOO_FEW)


def with_and_without(carried: pd.DataFrame, everything: pd.DataFrame) -> pd.DataFrame:
    """Denied shares with and without a modifier, week by week, each of 4 weeks together.

    Takes filled weeks of the lines with it and of all lines, by ``remit_week``. A share of under
    20 lines has no value.
    """
    counts = ["denied_line_count", "adjudicated_line_count"]
    own = carried.set_index("remit_week")[counts]
    whole = everything.set_index("remit_week")[counts]
    own = own.reindex(whole.index, fill_value=0)
    sums = {
        name: part.rolling(WEEKS_TOGETHER, min_periods=1).sum()
        for name, part in (("with", own), ("without", whole - own))
    }
    told = {"remit_week": whole.index}
    for name, part in sums.items():
        denied, lines = part[counts[0]], part[counts[1]]
        told[f"{name}_denied_count"] = denied.to_numpy()
        told[f"{name}_line_count"] = lines.to_numpy()
        told[f"{name}_denial_rate"] = rate(denied, lines).where(lines >= TOO_FEW).to_numpy()
    return pd.DataFrame(told)
