"""A history as people read it: what was told, day by day, and what came out otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from tests.truth.claims import Adjustment, History, SaidClaim, Told
from tests.truth.comparison import Comparison


def shown(history: History, differences: list[str]) -> str:
    """The situation, its events and the differences; `[1.1.1]` is the billed line spoken of."""
    billed = ", its claims loaded as billed" if history.has_claim_file else ""
    lines = [f"{history.situation} (history {history.number}{billed})"]
    lines += [f"  {line}" for told in history.told for line in _event(told)]
    lines += [f"  ! {difference}" for difference in differences]
    return "\n".join(lines)


def summary(comparison: Comparison, order: str) -> str:
    """How much was compared, how much differs, by situation."""
    differing: dict[str, int] = {}
    for number in comparison.differences:
        name = comparison.histories[number].situation
        differing[name] = differing.get(name, 0) + 1
    told = [
        f"{order}: {len(comparison.histories):,} histories, {comparison.claim_count:,} answers, "
        f"{comparison.line_count:,} lines compared; "
        f"{len(comparison.differences):,} histories differ"
    ]
    told += [f"    {name}: {count}" for name, count in sorted(differing.items())]
    told += [f"    {difference}" for difference in comparison.sums]
    return "\n".join(told)


def _event(told: Told) -> Iterator[str]:
    claim = told.claim
    again = "  (in another file)" if told.in_other_file else ""
    again = "  (once more, in another file)" if told.is_repeated else again
    reference = f" refers to {claim.reference}" if claim.reference else ""
    yield (
        f"{told.on} {told.payer.name} ({told.payer.number}): CLP {claim.control_number!r}"
        f" status {claim.status}, charge {claim.charge}, paid {claim.total_paid},"
        f" {claim.icn or 'no number'}{reference}{_all(claim.adjustments)}{again}"
    )
    yield from _lines(claim)


def _lines(claim: SaidClaim) -> Iterator[str]:
    for line in claim.lines:
        code = ":".join((line.procedure, *line.modifiers))
        code += f" as {line.answered_as}" if line.answered_as else ""
        number = f", 6R {line.control_number}" if line.control_number else ""
        yield (
            f"    [{line.key}] {code} on {line.day}, charge {line.charge}, paid {line.paid}"
            f"{_all(line.adjustments)}{number}"
        )


def _all(adjustments: tuple[Adjustment, ...]) -> str:
    return "".join(f", {one.group} {one.carc} {one.amount}" for one in adjustments)
