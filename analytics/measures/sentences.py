"""The answer of each page in one plain sentence, with the numbers in it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.measures.names import number_word
from analytics.measures.rates import TOO_FEW
from analytics.measures.weeks import week_against_before
from analytics.measures.words import (
    count_text,
    day_text,
    dollar_text,
    is_missing,
    percent_text,
    rate_text,
)
from analytics.vocabulary import WEEKS_BEFORE

NOTHING_DENIED = "No denied line matches these filters."


def week_sentence(weekly: pd.DataFrame, week: pd.Timestamp | None) -> str:
    """What payers denied in a week, of how much, and what is usual. Weeks filled, with rates."""
    if week is None:
        return "No payer answered a line in these weeks."
    row = weekly[weekly["remit_week"] == week].iloc[0]
    if not row.adjudicated_line_count:
        return f"No payer answered any of these lines in the week of {day_text(week)}."
    past = week_against_before(weekly, week, "denied_line_count", "adjudicated_line_count")
    sentence = (
        f"In the week of {day_text(week)} payers denied {int(row.denied_line_count):,} of "
        f"{count_text(row.adjudicated_line_count, 'line')} ({_rate(row)}), "
        f"denied amount {dollar_text(row.denied_amount)}"
    )
    if is_missing(past["average"]) or past["average_line_count"] < TOO_FEW:
        return sentence + "."
    sentence += f"; the {WEEKS_BEFORE}-week average is {percent_text(past['average'])}"
    low, high = row.get("usual_low"), row.get("usual_high")
    if is_missing(low) or row.adjudicated_line_count < TOO_FEW:
        return sentence + "."
    place = "outside" if row["is_unusual"] else "within"
    return f"{sentence}. That is {place} the usual range of {percent_text(low)} to " + (
        f"{percent_text(high)}."
    )


def week_answer(row: pd.Series, alert_count: int | None, due_amount: float, days: int) -> str:
    """The week in one sentence: what was denied, whether that is usual, what is worse, what is due.

    ``row`` is a week with its rates and usual range; ``alert_count`` is None where none are told of
    that week.
    """
    if not row.adjudicated_line_count:
        return f"No payer answered any of these lines in the week of {day_text(row.remit_week)}."
    denied = (
        f"Payers denied {int(row.denied_line_count):,} of "
        f"{count_text(row.adjudicated_line_count, 'line')} ({_rate(row)})"
    )
    worse = "" if alert_count is None else patterns_worse(alert_count)
    due = f"{dollar_text(due_amount)} is due in the next {days} days" if due_amount else ""
    rest = ", and ".join(filter(None, (worse, due)))
    return f"{denied}{_usual_words(row)}." + (f" {rest[0].upper()}{rest[1:]}." if rest else "")


def patterns_worse(count: int) -> str:
    """How many patterns are worse than usual.

    >>> patterns_worse(2), patterns_worse(1), patterns_worse(0)
    ('two denial patterns are worse than usual', 'one denial pattern is worse than usual', \
'no denial pattern is worse than usual')
    """
    if count == 1:
        return "one denial pattern is worse than usual"
    noun = "denial pattern is" if count == 0 else "denial patterns are"
    return f"{number_word(count)} {noun} worse than usual"


def _usual_words(row: pd.Series) -> str:
    """Where the rate of a week lies; nothing where too few weeks tell what is usual."""
    low, high = row.get("usual_low"), row.get("usual_high")
    if is_missing(low) or row.adjudicated_line_count < TOO_FEW:
        return ""
    if not row["is_unusual"]:
        return ", within the usual range"
    return f", {'above' if row.denial_rate > high else 'below'} the usual range"


def provider_sentence(providers: pd.DataFrame, provider: str) -> str:
    """What one provider's lines met, and what all others' did. Takes the rows of all providers."""
    is_it = providers["provider_name"] == provider
    row, others = providers[is_it].iloc[0], providers[~is_it]
    sentence = (
        f"{count_text(row.denied_line_count)} of "
        f"{count_text(row.adjudicated_line_count, 'line')} of {provider} were denied "
        f"({_rate(row)}), {dollar_text(row.denied_amount)}"
    )
    denied, lines = others["denied_line_count"].sum(), others["adjudicated_line_count"].sum()
    if not lines:
        return sentence + "."
    return f"{sentence}; of all others {rate_text(denied, lines)} of {count_text(lines, 'line')}."


def files_sentence(files: pd.DataFrame, counts: pd.Series, kinds: pd.DataFrame) -> str:
    """How many files are loaded with what in them, what was set aside, what needs a look.

    Takes the files, the row of `loaded_counts` and the kinds of findings.
    """
    loaded = files[files["status"] == "loaded"]
    apart = " and ".join(
        f"{count_text(count, noun)}"
        for noun in ("refused file", "duplicate")
        if (count := int((files["status"] == noun.split()[0]).sum()))
    )
    is_note = kinds["is_note"].astype(bool)
    look, notes = (int(kinds.loc[part, "finding_count"].sum()) for part in (~is_note, is_note))
    return (
        f"{count_text(len(loaded), 'file')} loaded: {_claims_told_of(counts)}; "
        + (f"{apart} set aside; " if apart else "")
        + f"{count_text(look, 'finding')} to look at"
        + (f" and {count_text(notes, 'note')}." if notes else ".")
    )


def _claims_told_of(counts: pd.Series) -> str:
    """What the files tell of: claims answered, submitted, acknowledged; no kind without any.

    >>> _claims_told_of(pd.Series({"remitted_claim_count": 2, "remitted_line_count": 3,
    ...     "sent_claim_count": 1, "acknowledged_claim_count": 0}))
    '2 remitted claims with 3 lines, 1 claim submitted'
    """
    told = []
    if counts["remitted_claim_count"]:
        told.append(
            f"{count_text(counts['remitted_claim_count'], 'remitted claim')} with "
            f"{count_text(counts['remitted_line_count'], 'line')}"
        )
    if counts["sent_claim_count"]:
        told.append(f"{count_text(counts['sent_claim_count'], 'claim')} submitted")
    if counts["acknowledged_claim_count"]:
        noun = "" if counts["sent_claim_count"] else "claim"  # said once
        told.append(f"{count_text(counts['acknowledged_claim_count'], noun)} acknowledged")
    return ", ".join(told) or "no claim"


def definitions_sentence(definitions: pd.DataFrame, changed: Mapping[str, int]) -> str:
    """How many reasons count as denials, and how many of each kind were changed here.

    ``definitions`` are those of all payers; ``changed`` counts changes in force by what they are
    of, those of one payer included.
    """
    counting = int(definitions["is_denial"].sum())
    said = [count_text(count, noun) for noun, count in changed.items() if count]
    told = f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else "".join(said)
    is_one = sum(changed.values()) == 1
    return f"{counting} of {count_text(len(definitions), 'reason')} count as a denial; " + (
        f"{told} {'is' if is_one else 'are'} changed here." if said else "all are the defaults."
    )


def _rate(row: pd.Series) -> str:
    """The denial rate of a row by lines, beside its counts."""
    lines = row["adjudicated_line_count"]
    return "too few to say" if lines < TOO_FEW else rate_text(row["denied_line_count"], lines)
