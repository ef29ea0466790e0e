"""Flags of open claims: what each rule flags, whether flags prove themselves, what history says."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import pandas as pd

from analytics.measures.claim_rules import ATTRIBUTES, lines_alike
from analytics.measures.names import shown_payer
from analytics.measures.rates import TOO_FEW, rate, share
from analytics.measures.words import count_text, dollar_text, percent_text, rate_text

PROVEN = 1.5  # lift from which flags are shown; queries/4_review/claim_flags.sql holds it, too


@dataclass(frozen=True)
class Judgement:
    """How flags would have done: of the lines flagged so many denied, against how many expected."""

    week_count: int
    flagged: int
    denied: int
    expected: float

    @property
    def lift(self) -> float:
        """Denied ÷ expected; no value under 20 flagged lines."""
        return share(self.denied, self.expected) if self.flagged >= TOO_FEW else nan

    @property
    def is_proven(self) -> bool:
        """Whether flags are shown."""
        return self.lift >= PROVEN


def with_expected(tests: pd.DataFrame) -> pd.DataFrame:
    """Add ``expected_line_count``: flagged lines × the week's share of all lines denied."""
    shares = rate(tests["denied_line_count"], tests["line_count"])
    return tests.assign(expected_line_count=tests["flagged_line_count"] * shares)


def judgement(tests: pd.DataFrame) -> Judgement:
    """All weeks of the frame of ``with_expected`` together."""
    return Judgement(
        len(tests),
        int(tests["flagged_line_count"].sum()),
        int(tests["flagged_denied_line_count"].sum()),
        float(tests["expected_line_count"].sum()),
    )


def judgement_sentence(told: Judgement) -> str:
    """How the flags would have done in past weeks, and whether they are shown."""
    if not told.week_count:
        return (
            "Flags are hidden: no week of claims has 8 weeks of answers before it "
            "and half of its own lines answered, so it is not known yet whether they "
            "would help."
        )
    span = f"the {count_text(told.week_count, 'week')} of claims they can be checked against"
    if told.flagged < TOO_FEW:
        return (
            f"Flags are hidden: in {span}, only {count_text(told.flagged, 'line')} would have been "
            f"flagged, and under {TOO_FEW} say nothing."
        )
    counts = (
        f"of {count_text(told.flagged, 'line')} that would have been flagged in {span}, "
        f"{told.denied:,} were denied, and about {told.expected:,.1f} were expected at the rate of "
        f"all lines: {told.lift:.1f} times as many"
    )
    if not told.is_proven:
        return f"Flags stay hidden until they do {PROVEN} times better or more: {counts}."
    return f"{counts[0].upper()}{counts[1:]}."


def flags_sentence(flags: pd.DataFrame, open_lines: pd.Series) -> str:
    """How many open lines are flagged, with their charges."""
    waiting = count_text(open_lines["line_count"], "line")
    if not open_lines["line_count"]:
        return "No billed line is waiting for a response."
    if flags.empty:
        return (
            f"None of {waiting} not answered yet looks like lines that payers deny more often than "
            "others."
        )
    return (
        f"{count_text(len(flags))} of {waiting} not answered yet, "
        f"{dollar_text(flags['charge_amount'].sum())} of "
        f"{dollar_text(open_lines['charge_amount'])} charged, look like lines that "
        "payers deny more often than others."
    )


def flags_by_rule(flags: pd.DataFrame) -> pd.DataFrame:
    """A row per rule that flags something, surest first: its sentence, flagged lines, dollars."""
    names = ["sentence", "carc_code", "reason_label", "owner", "usual_fix", "lower_bound"]
    names += ["seen_line_count", "seen_denied_line_count"]
    names += ["otherwise_line_count", "otherwise_denied_line_count"]
    grouped = flags.groupby("rule_number", sort=True)
    rules = grouped[names].first()
    rules.insert(1, "flagged_line_count", grouped.size())
    rules.insert(2, "charge_amount", grouped["charge_amount"].sum())
    rules.insert(3, "usual_allowed_amount", grouped["usual_allowed_amount"].sum())
    return rules.reset_index()


def check_sentence(rows: pd.DataFrame) -> str:
    """What history says of a line, in one or two sentences, with n.

    Takes the rows of ``claim_check``, fullest first. Under 20 lines like it, also the nearest wider
    set that has 20: of those with most attributes, the first.
    """
    exact = rows.iloc[0]
    if exact["line_count"] >= TOO_FEW:
        return f"{_denied_of(exact)}{_beside(exact, rows)}."
    if exact["line_count"]:
        opening = (
            f"Of {lines_alike(exact)}{_of_payer(exact)} only {count_text(exact['line_count'])} "
            f"were answered in the last 13 weeks, {exact['denied_line_count']:,} of them denied: "
            "too few to say."
        )
    else:
        opening = f"No {lines_alike(exact)}{_of_payer(exact)} were answered in the last 13 weeks."
    enough = rows[(rows["line_count"] >= TOO_FEW) & rows[list(ATTRIBUTES)].notna().any(axis=1)]
    if enough.empty:
        return f"{opening} There are no past answers for similar lines either."
    return f"{opening} The nearest with enough: {_denied_of(enough.iloc[0], 'of')}."


def _denied_of(row: pd.Series, opening: str = "Of") -> str:
    """Of such lines so many were denied, most for which reason."""
    lines, denied = row["line_count"], row["denied_line_count"]
    words = (
        f"{opening} {count_text(lines)} {lines_alike(row)}{_of_payer(row)}, {denied:,} were denied "
        f"({rate_text(denied, lines)})"
    )
    if not denied:
        return words
    return (
        f"{words}, most for CARC {row['carc_code']} ({count_text(row['carc_denied_line_count'])})"
    )


def _beside(exact: pd.Series, rows: pd.DataFrame) -> str:
    """The rate of all lines outside of the set, where there are enough."""
    everything = rows.iloc[-1]
    lines, denied = (everything[name] - exact[name] for name in ("line_count", "denied_line_count"))
    if lines < TOO_FEW or exact[list(ATTRIBUTES)].isna().all():
        return ""
    return f"; of all others {percent_text(share(denied, lines))} of {count_text(lines, 'line')}"


def _of_payer(row: pd.Series) -> str:
    """The payer, where one is named."""
    return f" of {shown_payer(row['payer_name'])}" if isinstance(row["payer_name"], str) else ""
