"""Education of one provider: what it meets more than others, real examples, what they teach."""

from __future__ import annotations

import pandas as pd

from analytics.charts.printed import printed_trend
from analytics.exports.documents import Picture, Section, Table
from analytics.measures.providers import LEAST, MORE, compare_patterns, pattern_sentence
from analytics.measures.sentences import provider_sentence
from analytics.packet.examples import shown_to_all
from analytics.review import WeekInReview

PATTERNS, EXAMPLES, REMARKS, LISTED = 4, 2, 3, 10
READING = (
    (
        "Each pattern is one procedure with the same modifiers, denied for one reason: "
        "this provider against all others. This shows association, not fault."
    ),
    (
        "These are actual claims. Names, control numbers and dates are left out; the "
        "file and segment show where each claim is in the files."
    ),
)


def provider_sections(told: WeekInReview, provider: str) -> tuple[Section, ...]:
    """One provider's patterns: the clearest first, each with its examples and what helps."""
    own = told.narrowed(providers=(provider,))
    patterns = compare_patterns(told.review.ask("provider_patterns", provider=provider))
    remarks = own.review.ask("denials_by_remark")
    enough = patterns[patterns["denied_line_count"] >= LEAST]
    clear = enough[enough["verdict"] == MORE]
    shown = next((rows for rows in (clear, enough) if len(rows)), patterns)
    return (
        _opening(told, own, provider, patterns, len(clear)),
        *(
            _pattern(own, pattern, remarks[remarks["carc_code"] == pattern["carc_code"]])
            for _, pattern in shown.head(PATTERNS).iterrows()
        ),
    )


def _opening(
    told: WeekInReview, own: WeekInReview, provider: str, patterns: pd.DataFrame, clear_count: int
) -> Section:
    """The provider against all others, the trend, and every pattern in numbers."""
    providers = told.review.ask("denials_by_provider")
    stands_out = (
        (
            "Below is what this provider is denied for clearly more often than others, "
            "the largest difference first."
        )
        if clear_count
        else (
            f"No pattern of {LEAST} or more denied lines is clearly above others; the "
            "largest differences are listed below."
        )
    )
    return Section(
        "Where you stand",
        (provider_sentence(providers, provider), stands_out, *READING),
        (
            Picture(printed_trend(own.weeks, f"Denial rate of {provider} week by week")),
            Table(
                "Patterns",
                patterns.head(LISTED),
                (
                    "procedure_code",
                    "modifier_codes",
                    "carc_code",
                    "reason_label",
                    "denied_line_count",
                    "adjudicated_line_count",
                    "pattern_rate",
                    "other_rate",
                    "other_adjudicated_line_count",
                    "verdict",
                    "denied_amount",
                ),
                if_empty="No line of this provider was denied.",
                sheet=patterns,
            ),
        ),
    )


def _pattern(own: WeekInReview, pattern: pd.Series, remarks: pd.DataFrame) -> Section:
    """A pattern with its point, the remarks that came with its reason, and real examples."""
    modifiers = tuple(pattern["modifier_codes"].split())
    service = " ".join((pattern["procedure_code"], *modifiers))
    examples = own.narrowed(
        carcs=(pattern["carc_code"],),
        procedures=(pattern["procedure_code"],),
        modifiers=modifiers,
    ).review.ask("claim_examples", row_limit=EXAMPLES)
    cited = [
        f"{row.remark_code} ({row.remark_label})" for row in remarks.head(REMARKS).itertuples()
    ]
    points = [f"Lesson: {pattern['usual_fix']}."]
    if cited:
        points.append(f"Payers added to this reason: {'; '.join(cited)}.")
    return Section(
        f"{service}: {pattern['reason_label']}",
        (pattern_sentence(pattern), *points),
        (
            shown_to_all(
                "Example claims", examples, "payer_name", "put_right_by", has_service=False
            ),
        ),
    )
