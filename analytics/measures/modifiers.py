"""What goes with a modifier: denial rates compared within like lines (Mantel and Haenszel)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analytics.measures.names import shown_payer
from analytics.measures.rates import NORMAL_95, rate
from analytics.measures.words import count_text, points_text

HIGHER, LOWER = "is denied more often", "is denied less often"
NO_DIFFERENCE, UNKNOWN = "no clear difference", "too few to say"
NOTHING_LIKE = "no similar lines without it"
ORDER = {HIGHER: 0, LOWER: 0, NO_DIFFERENCE: 1, UNKNOWN: 2, NOTHING_LIKE: 3}
LEAST_MANTEL_FLEISS = 5  # below, the test's approximation does not hold (Mantel and Fleiss 1980)
FALSE_SHARE = 0.05  # of the differences called, about so many may be chance
MIX = 0.01  # a raw comparison is said to differ from this many points on

KEYS = ["modifier_code", "procedure_code", "payer_name"]
COLUMNS = [
    *KEYS,
    "modifier_label",
    "verdict",
    "sentence",
    "with_line_count",
    "with_denied_count",
    "without_line_count",
    "without_denied_count",
    "compared_with_line_count",
    "compared_with_denied_count",
    "compared_without_line_count",
    "strata_count",
    "raw_difference",
    "with_denial_rate",
    "without_denial_rate",
    "difference",
    "low",
    "high",
    "odds_ratio",
    "mantel_fleiss",
    "p_value",
    "q_value",
    "is_told",
    "is_mix",
]


def modifier_effects(rows: pd.DataFrame) -> pd.DataFrame:
    """The difference in denial rate that goes with each modifier, beside the raw one, in words.

    Takes the sums of `modifier_effects`. ``difference`` is that of `pooled`, ``raw_difference``
    that of all lines together; all are shares: 0.05 is 5 points. Where Mantel-Fleiss is under 5
    there is none. A difference is told (``is_told``) where its ``q_value`` over all rows that have
    one is at most 0.05. Told ones come first by their size, then the others by their lines.
    """
    effects = pd.concat([rows, pooled(rows)], axis=1)
    can_be_judged = effects["mantel_fleiss"] >= LEAST_MANTEL_FLEISS
    figures = ["difference", "low", "high", "odds_ratio", "p_value"]
    effects[figures] = effects[figures].where(can_be_judged)
    raw = rate(rows["with_denied_count"], rows["with_line_count"]) - rate(
        rows["without_denied_count"], rows["without_line_count"]
    )
    is_outside = (raw < effects["low"]) | (raw > effects["high"])
    q_value = expected_false_share(effects["p_value"])
    effects = effects.assign(
        raw_difference=raw,
        q_value=q_value,
        is_told=q_value <= FALSE_SHARE,
        is_mix=is_outside & ((raw - effects["difference"]).abs() >= MIX),
    )
    effects = effects.assign(**_two_rates(effects))
    effects["verdict"] = np.select(
        [
            effects["strata_count"] == 0,
            ~can_be_judged,
            effects["is_told"] & (effects["difference"] > 0),
            effects["is_told"],
        ],
        [NOTHING_LIKE, UNKNOWN, HIGHER, LOWER],
        NO_DIFFERENCE,
    )
    effects["sentence"] = [_sentence(row) for row in effects.itertuples()]
    order = effects.assign(
        place=effects["verdict"].map(ORDER),
        size=effects["difference"].abs().where(effects["is_told"], 0),
    ).sort_values(
        ["place", "size", "with_line_count", *KEYS],
        ascending=[True, False, False, True, True, True],
        na_position="first",
    )
    return effects.loc[order.index, COLUMNS].reset_index(drop=True)


def _two_rates(effects: pd.DataFrame) -> dict[str, pd.Series]:
    """The denied share of compared lines with the modifier, and what like lines without it come to:
    that share less the difference. Of all lines, where there is no difference to tell.
    """
    told = effects["difference"].notna()
    like = rate(effects["compared_with_denied_count"], effects["compared_with_line_count"])
    all_with = rate(effects["with_denied_count"], effects["with_line_count"])
    all_without = rate(effects["without_denied_count"], effects["without_line_count"])
    return {
        "with_denial_rate": like.where(told, all_with),
        "without_denial_rate": (like - effects["difference"]).clip(0, 1).where(told, all_without),
    }


def pooled(rows: pd.DataFrame) -> pd.DataFrame:
    """What Mantel and Haenszel make of the sums over strata; no value where nothing can be pooled.

    ``difference`` is the risk difference (Greenland and Robins 1985) with its 95 % interval
    (``low``, ``high``; variance of Sato 1989); ``odds_ratio``; ``mantel_fleiss``; ``p_value`` of
    their test, without continuity correction.
    """
    weight = rows["weight_sum"].astype(float).where(rows["weight_sum"] > 0)
    difference = rows["difference_sum"] / weight
    variance = (difference * rows["sato_p_sum"] + rows["sato_q_sum"]) / weight**2
    half = NORMAL_95 * np.sqrt(variance.clip(lower=0))
    away_from_least = rows["expected_sum"] - rows["least_sum"]
    away_from_most = rows["most_sum"] - rows["expected_sum"]
    return pd.DataFrame(
        {
            "difference": difference,
            "low": (difference - half).clip(lower=-1),
            "high": (difference + half).clip(upper=1),
            "odds_ratio": rate(rows["odds_above_sum"], rows["odds_below_sum"]),
            "mantel_fleiss": np.minimum(away_from_least, away_from_most),
            "p_value": two_sided(rows["excess_sum"], rows["variance_sum"]),
        }
    )


def two_sided(excess: pd.Series, variance: pd.Series) -> pd.Series:
    """How often chance alone strays so far from zero, either way; no value without variance.

    >>> two_sided(pd.Series([1.959964, 1.0]), pd.Series([1.0, 0.0])).round(6).tolist()
    [0.05, nan]
    """
    from scipy.special import erfc  # takes a while to come in: only where it is needed

    deviations = excess.abs() / np.sqrt(variance.astype(float).where(variance > 0))
    return pd.Series(erfc(deviations / np.sqrt(2)), index=excess.index)


def expected_false_share(p_values: pd.Series) -> pd.Series:
    """Among what is at least as clear, the share that chance brings; those not judged have none.

    The i-th least of m takes p m ÷ i, or what a less clear one has if that is less. Benjamini and
    Hochberg 1995, J. R. Stat. Soc. B 57:289-300.

    >>> expected_false_share(pd.Series([0.04, None, 0.01, 0.03])).round(3).tolist()
    [0.04, nan, 0.03, 0.04]
    """
    ordered = p_values.dropna().sort_values()
    shares = ordered * len(ordered) / np.arange(1, len(ordered) + 1)
    return shares[::-1].cummin().reindex(p_values.index)


def of_level(effects: pd.DataFrame, level: str) -> pd.DataFrame:
    """The effects of modifiers alone (`modifier`), by `procedure`, by `payer`, or by `both`."""
    of_procedure = effects["procedure_code"].notna() == (level in ("procedure", "both"))
    of_payer = effects["payer_name"].notna() == (level in ("payer", "both"))
    return effects[of_procedure & of_payer].reset_index(drop=True)


def with_points(effects: pd.DataFrame) -> pd.DataFrame:
    """The same with its differences in points, as tables show them."""
    points = {
        "difference_points": "difference",
        "low_points": "low",
        "high_points": "high",
        "raw_points": "raw_difference",
    }
    return effects.assign(**{name: effects[share] * 100 for name, share in points.items()})


def _sentence(row: Any) -> str:
    """All of it in words: against like lines, all lines together, and whether that is mix."""
    name = f"{row.procedure_code} with modifier " if _is_said(row.procedure_code) else "Modifier "
    name += row.modifier_code + (
        f" at {shown_payer(row.payer_name)}" if _is_said(row.payer_name) else ""
    )
    all_lines = (
        f"{row.with_denied_count:,.0f} of {count_text(row.with_line_count, 'line')} denied with "
        f"it, {row.without_denied_count:,.0f} of {row.without_line_count:,.0f} without"
    )
    if row.verdict in (NOTHING_LIKE, UNKNOWN):
        return f"{name}: {row.verdict}; {all_lines}."
    goes = f" {row.verdict}:" if row.is_told else f": {row.verdict},"
    return (
        f"{name}{goes} {points_text(row.difference)} ({_ends(row.low, row.high)}) "
        f"than similar lines, {row.compared_with_line_count:,.0f} with it and "
        f"{row.compared_without_line_count:,.0f} without in "
        f"{count_text(row.strata_count, 'group')} of one payer, procedure and place. "
        f"All lines together: {all_lines}, "
        f"{points_text(row.raw_difference)}.{_mix(row)}"
    )


def _mix(row: Any) -> str:
    """Why all lines together say something else, where they do."""
    if not row.is_mix:
        return ""
    often = "more" if row.raw_difference > row.difference else "less"
    return (
        " The two differ because of mix: it is used more on lines that are denied "
        f"{often} often anyway."
    )


def _ends(low: float, high: float) -> str:
    """Both ends of an interval, in points.

    >>> _ends(-0.012, 0.031)
    '−1.2 to +3.1'
    """
    return " to ".join(points_text(end).removesuffix(" points") for end in (low, high))


def _is_said(value: object) -> bool:
    return isinstance(value, str)
