"""Which line an answer speaks of: by its REF 6R, by the reversal, by what is still denied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from tests.truth.adjudication import any_kind, any_paid
from tests.truth.claims import SaidLine
from tests.truth.situations.steps import (
    ANEW,
    HOW,
    all_denied,
    answered_anew,
    brought_nothing,
    first,
    numbers_of,
    reversed_and_corrected,
)
from tests.truth.telling import Teller

Change = Callable[[Teller, SaidLine], SaidLine]


def day_corrected(t: Teller) -> None:
    _told_otherwise(t, lambda _, line: replace(line, day=line.day and line.day + timedelta(days=1)))


def day_left_out(t: Teller) -> None:
    _told_otherwise(t, lambda _, line: replace(line, day=None))


def code_corrected(t: Teller) -> None:
    _told_otherwise(t, lambda _, line: replace(line, procedure="99215"))


def charge_corrected(t: Teller) -> None:
    def corrected(t: Teller, line: SaidLine) -> SaidLine:
        (billed,) = (one for one in t.claims[0].lines if one.key == line.key)
        return t.line(billed, t.rng.choice(("paid", "partial", "denied")), billed.charge + 50)

    _told_otherwise(t, corrected)


def _told_otherwise(t: Teller, change: Change) -> None:
    """A line told again under its REF 6R with another day, code or charge; reversed or not."""
    numbering = t.rng.choice(("own", "lines"))
    claim = t.bill(numbering=numbering)
    said = all_denied(t, claim)
    is_reversed = t.rng.random() < 0.4
    sign = "none" if is_reversed else t.rng.choice(("icn", "reference"))
    if numbering == "own" and t.rng.random() < 0.6:
        sign = "none"
    anew = t.answer(claim, [t.rng.choice(ANEW) for _ in claim.lines], **numbers_of(t, sign, said))
    place = t.rng.randrange(len(anew.lines))
    lines = list(anew.lines)
    lines[place] = change(t, lines[place])
    anew = t.of_lines(claim, lines, icn=anew.icn, reference=anew.reference)
    t.tell(*([t.reversal(said)] if is_reversed else []), anew)


def recoded_without_6r(t: Teller) -> None:
    """The reversal in the same remittance links the one line that comes back under a new code."""
    claim = t.bill(t.rng.choice((1, 1, 2, 3)), numbering="none")
    said = all_denied(t, claim)
    anew = t.answer(claim, [t.rng.choice(ANEW) for _ in claim.lines])
    lines = list(anew.lines)
    place = t.rng.randrange(len(lines))
    lines[place] = replace(lines[place], procedure="99215")
    t.tell(t.reversal(said, t.rng.choice(HOW)), t.of_lines(claim, lines, icn=anew.icn))


def line_numbers_left_out(t: Teller) -> None:
    """The next answer has no REF 6R: procedure, day, modifiers and charge agree."""
    claim = t.bill(numbering=t.rng.choice(("own", "lines")))
    said = all_denied(t, claim)
    bare = replace(claim, lines=tuple(replace(x, control_number=None) for x in claim.lines))
    sign = t.rng.choice(("icn", "reference", "lines"))
    t.tell(t.answer(bare, [t.rng.choice(ANEW) for _ in claim.lines], **numbers_of(t, sign, said)))


def line_numbers_renewed(t: Teller) -> None:
    """Billed again under new REF 6R: nothing speaks against the same line."""
    claim = t.bill(numbering="own")
    said = all_denied(t, claim)
    renewed = tuple(replace(x, control_number=f"{x.control_number}R") for x in claim.lines)
    sign = t.rng.choice(("icn", "reference", "lines"))
    again = replace(claim, lines=renewed)
    t.tell(t.answer(again, [t.rng.choice(ANEW) for _ in claim.lines], **numbers_of(t, sign, said)))


def modifiers_left_out(t: Teller) -> None:
    _with_modifiers(t, ())


def modifiers_corrected(t: Teller) -> None:
    _with_modifiers(t, ("25",))


def _with_modifiers(t: Teller, modifiers: tuple[str, ...]) -> None:
    """The next answer has other modifiers, or none; the procedures tell the lines apart."""
    claim = t.bill()
    said = all_denied(t, claim)
    again = replace(claim, lines=tuple(replace(x, modifiers=modifiers) for x in claim.lines))
    sign = t.rng.choice(("icn", "reference"))
    t.tell(t.answer(again, [t.rng.choice(ANEW) for _ in claim.lines], **numbers_of(t, sign, said)))


def answered_under_another_code(t: Teller) -> None:
    """Bundled at first: SVC01 has the payer's code, SVC06 the one billed; not so the next time."""
    claim = t.bill()
    said = t.answer(claim, [t.rng.choice(("denied", "paid")) for _ in claim.lines])
    bundled = tuple(replace(line, answered_as="80050") for line in said.lines)
    said = replace(said, lines=bundled)
    t.tell(said)
    if any(brought_nothing(line) for line in said.lines) and t.rng.random() < 0.7:
        answered_anew(t, claim, said)


def same_service_on_several_days(t: Teller) -> None:
    """One procedure day after day, without REF 6R: the day tells the lines apart."""
    claim = t.bill(3, numbering="none", same=3)
    days = tuple(
        replace(line, day=line.day + timedelta(days=place))
        for place, line in enumerate(claim.lines)
    )
    claim = t.claims[-1] = replace(claim, lines=days)
    said = first(t, claim, must_deny=True)
    t.rng.choice((reversed_and_corrected, answered_anew))(t, claim, said)


def one_line_reversed(t: Teller) -> None:
    """Of several lines one alone is taken back, and answered anew or not."""
    claim = t.bill(t.rng.choice((2, 3)))
    said = first(t, claim, must_deny=True)
    line = t.rng.choice(said.lines)
    part = t.of_lines(claim, [line], icn=said.icn)
    taken = replace(t.reversal(part), takes_back=said)
    anew = t.answer(claim, {line.key: t.rng.choice(ANEW)}, icn=said.icn)
    t.tell(taken, *([anew] if t.rng.random() < 0.7 else []))


def twin_lines(t: Teller) -> None:
    """Two lines alike but for their REF 6R; one is denied and answered again."""
    claim = t.bill(t.rng.choice((2, 3)), numbering=t.rng.choice(("own", "lines")), same=2)
    kinds = ["paid", "paid", *(any_kind(t.rng) for _ in claim.lines[2:])]
    place = t.rng.randrange(2)
    kinds[place] = "denied"
    said = t.answer(claim, kinds)
    t.tell(said)
    t.tell(t.answer(claim, {claim.lines[place].key: any_paid(t.rng)}, icn=said.icn))


def twin_lines_without_6r(t: Teller) -> None:
    """Two lines alike in all: what comes later speaks of the one still denied."""
    claim = t.bill(2, numbering="none", same=2)
    kinds = ["paid", "denied"]
    t.rng.shuffle(kinds)
    said = t.answer(claim, kinds)
    t.tell(said)
    t.tell(t.answer(claim, {claim.lines[kinds.index("denied")].key: any_paid(t.rng)}, icn=said.icn))


def twin_lines_over_two_remittances(t: Teller) -> None:
    """The first twin's payment stands: the second, under its own REF 6R, is another line."""
    claim = t.bill(2, numbering="own", same=2)
    one, other = claim.lines
    said = t.answer(claim, {one.key: "paid"})
    t.tell(said)
    t.tell(t.answer(claim, {other.key: t.rng.choice(("denied", "paid", "partial"))}, icn=said.icn))


TOLD = (
    day_corrected,
    day_left_out,
    code_corrected,
    charge_corrected,
    recoded_without_6r,
    line_numbers_left_out,
    line_numbers_renewed,
    modifiers_left_out,
    modifiers_corrected,
    answered_under_another_code,
    same_service_on_several_days,
    one_line_reversed,
    twin_lines,
    twin_lines_without_6r,
    twin_lines_over_two_remittances,
)
