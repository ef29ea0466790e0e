"""Rules learned from history: which lines alike were denied for a reason more than lines around.

A rule says of lines alike in some of five attributes how many were denied for one reason (CARC).
Its rate is shrunk towards those of the wider sets it lies in; what counts is how high it surely is.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analytics.measures.names import shown_payer
from analytics.measures.rates import TOO_FEW, rate, share
from analytics.measures.words import count_text, percent_text

ATTRIBUTES = (
    "payer_name",
    "procedure_code",
    "modifier_set",
    "place_of_service_code",
    "diagnosis_code",
)
PRIOR_LINES = 20  # what the wider sets weigh, in lines
BOUND = 0.05  # one rule in twenty may lie below its lower bound
_SET = ["before_week", "carc_code", *ATTRIBUTES]


def learn_rules(counts: pd.DataFrame) -> pd.DataFrame:
    """The sets of lines that say more than the wider ones, strongest first in each week.

    Takes the rows of ``claim_rule_counts``. With y of n lines denied for the reason and r the mean
    shrunk rate of the sets wider by one attribute, the rate is beta distributed with a = y + 20 r
    and b = n - y + 20 (1 - r); ``shrunk_share`` is its mean, ``lower_bound`` its 5 % quantile. (All
    lines have no wider set: a = y + 1/2, b = n - y + 1/2.)

    A set is a rule if its lower bound is no lower than the share of all lines denied for any
    reason, and above the rate of the other lines of every set wider by one attribute, themselves
    shrunk towards all lines of that set: else the wider one says it all. Adds ``rule_number`` and
    ``sentence``, too.
    """
    if counts.empty:
        return counts.assign(rule_number=0, shrunk_share=0.0, lower_bound=0.0, sentence="")
    from scipy.special import betaincinv  # takes a second to import

    wider = _wider_sets(counts)
    a, b = _beta_of(counts, wider)
    shrunk, lower = a / (a + b), betaincinv(a, b, BOUND)
    overall = rate(counts["all_denied_line_count"], counts["all_line_count"])
    is_narrowed = (wider >= 0).any(axis=1)
    is_rule = is_narrowed & (lower >= overall) & (lower > _highest_around(counts, wider))
    rules = counts.assign(shrunk_share=shrunk, lower_bound=lower)[is_rule]
    order = {"before_week": True, "lower_bound": False, "line_count": False}
    order |= dict.fromkeys(_SET[1:], True)
    rules = rules.sort_values(list(order), ascending=list(order.values()), ignore_index=True)
    return rules.assign(
        rule_number=range(1, len(rules) + 1),
        sentence=[rule_sentence(row) for row in rules.itertuples()],
    )


def needed_rules(rules: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """The rules that hold on lines of their own, numbered anew.

    Takes the rules and the rows of ``claim_rule_own_lines``. A rule holds if, of the lines no
    stronger rule speaks of, at least 20 are left and at least as large a share of them was denied
    for its reason as of all lines for any reason.
    """
    told = rules[["rule_number"]].merge(own, how="left", on="rule_number")
    lines, denied = told["own_line_count"], told["own_denied_line_count"]
    overall = rate(rules["all_denied_line_count"], rules["all_line_count"]).to_numpy()
    holds = ((lines >= TOO_FEW) & (rate(denied, lines) >= overall)).to_numpy()
    kept = rules[holds].reset_index(drop=True)
    return kept.assign(rule_number=range(1, len(kept) + 1))


def _beta_of(counts: pd.DataFrame, wider: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both beta parameters of every set, from the widest sets to the narrowest."""
    denied = counts["denied_line_count"].to_numpy(dtype=float)
    others = counts["line_count"].to_numpy(dtype=float) - denied
    a, b = denied + 0.5, others + 0.5
    attribute_count = (wider >= 0).sum(axis=1)
    for level in range(1, len(ATTRIBUTES) + 1):  # each needs the rates of the level above
        here = attribute_count == level
        parents = wider[here]
        rates = np.where(parents >= 0, (a / (a + b))[parents], 0.0)
        prior = PRIOR_LINES * rates.sum(axis=1) / level
        a[here], b[here] = denied[here] + prior, others[here] + PRIOR_LINES - prior
    return a, b


def _highest_around(counts: pd.DataFrame, wider: np.ndarray) -> np.ndarray:
    """The highest rate that a set's next wider sets have in their other lines, shrunk."""
    denied = counts["denied_line_count"].to_numpy(dtype=float)
    lines = counts["line_count"].to_numpy(dtype=float)
    denied_around, lines_around = denied[wider] - denied[:, None], lines[wider] - lines[:, None]
    above = denied_around + PRIOR_LINES * (denied / lines)[wider]
    below = np.where(wider >= 0, lines_around + PRIOR_LINES, np.inf)
    return (above / below).max(axis=1, initial=0.0)


def _wider_sets(counts: pd.DataFrame) -> np.ndarray:
    """Where, per set and attribute, the set without that attribute stands; -1 where it has none."""
    codes = pd.DataFrame({name: pd.factorize(counts[name])[0] for name in _SET})
    places = codes.assign(place=range(len(codes)))
    wider = np.full((len(counts), len(ATTRIBUTES)), -1)
    for column, name in enumerate(ATTRIBUTES):
        told = (codes[name] >= 0).to_numpy()
        found = codes[told].assign(**{name: -1}).merge(places, how="left", on=_SET)
        wider[told, column] = found["place"].to_numpy()
    return wider


def rule_sentence(rule: Any) -> str:
    """What a rule says, with its counts and what lines around it met."""
    whose = shown_payer(rule.payer_name) if isinstance(rule.payer_name, str) else "All payers"
    denied, lines = count_text(rule.denied_line_count), count_text(rule.line_count)
    return (
        f"{whose} denied {denied} of {lines} {lines_alike(rule)} for CARC {rule.carc_code}; "
        f"{_otherwise(rule)}."
    )


def lines_alike(rule: Any) -> str:
    """The lines a rule is about, but for their payer: "lines of 99213 with modifier 25"."""
    words = ["lines"]
    if isinstance(rule.procedure_code, str):
        words.append(f"of {rule.procedure_code}")
    if isinstance(rule.modifier_set, str):
        plural = "s" if " " in rule.modifier_set else ""
        words.append(
            f"with modifier{plural} {rule.modifier_set}"
            if rule.modifier_set
            else "without a modifier"
        )
    if isinstance(rule.diagnosis_code, str):
        words.append(f"for diagnosis {rule.diagnosis_code}")
    if isinstance(rule.place_of_service_code, str):
        words.append(f"at place of service {rule.place_of_service_code}")
    return " ".join(words)


def _otherwise(rule: Any) -> str:
    """The same reason among the lines around."""
    denied, lines = rule.otherwise_denied_line_count, rule.otherwise_line_count
    if lines < TOO_FEW:
        return f"{count_text(denied)} of {count_text(lines)} otherwise"
    return f"{percent_text(share(denied, lines))} otherwise"
