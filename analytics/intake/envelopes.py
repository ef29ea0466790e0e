"""What is known of an X12 file beside its text: its transaction sets and what is odd about it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """Something odd about a file that still loads: where, what was found, what was expected."""

    transaction_set_number: int | None
    segment_number: int | None
    finding_code: str
    found: str
    expected: str
    message: str


@dataclass(frozen=True)
class SetPart:
    """A stretch of one transaction set: the whole of it, or, if large, a part cut before a loop.

    `body` runs from the ST segment (first part) or the loop's own segment (later parts), without
    the SE; segments are parted by 0x1E, elements 0x1D, components 0x1F, repetitions 0x1C.
    `first_segment_number` is that of the ST, in every part.
    `loops_before` are the loops of the set that earlier parts have, `inner_loops_before` those
    within them; `group_header` is the GS segment the set stands under, empty if there is none.
    """

    transaction_set_number: int
    part_number: int
    loops_before: int
    segments_before: int
    body: bytes
    inner_loops_before: int = 0
    group_header: str = ""
    first_segment_number: int = 1


@dataclass
class TransactionSet:
    """What the envelope says of one set.

    `kind` is ST01; who reads the set may take it for a kind of its own (`read_as`), as its guide or
    its content says.
    """

    number: int
    kind: str
    control_number: str
    version: str
    first_segment_number: int
    is_closed: bool = False
    read_as: str = ""

    def __post_init__(self) -> None:
        self.read_as = self.read_as or self.kind


@dataclass
class Envelope:
    """Filled while the sets of a file are read: its sets, what was odd, and how it ended.

    `ends_inside_set`: nothing came after the last segment of a set, not even an SE.
    `answers_interchange`: it holds a TA1, which answers an interchange and stands in no set.
    `ends_inside_segment`: the last segment has no terminator and is no trailer.
    """

    sets: list[TransactionSet] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    segment_count: int = 0
    ends_inside_segment: bool = False
    ends_inside_set: bool = False
    answers_interchange: bool = False
