"""Which kinds of X12 transaction sets are read: what each is called, and how it is split."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analytics.intake.envelopes import TransactionSet
from analytics.intake.shapes import SET_KIND, shown_if


@dataclass(frozen=True)
class SetKind:
    """A kind of set that is read.

    `extract` is its folder of queries/1_raw. `loop_tags` says where a large set may be cut and what
    is counted (`x12.read_parts`). `word` and `words` are what people call such sets.
    """

    extract: str
    loop_tags: str
    name: str
    word: str
    words: str


SET_KINDS = {
    "835": SetKind("remittance_835", "CLP", "835", "remittance", "remittances"),
    "837": SetKind("claim_837", "HL CLM", "837", "batch of claims", "batches of claims"),
    "277": SetKind("acknowledgment_277", "HL", "277CA", "acknowledgment", "acknowledgments"),
    "997": SetKind("acknowledgment_999", "AK2", "997", "acknowledgment", "acknowledgments"),
    "999": SetKind("acknowledgment_999", "AK2", "999", "acknowledgment", "acknowledgments"),
}
LOOP_TAGS = {kind: known.loop_tags for kind, known in SET_KINDS.items()}
# Guides of 837s, 5010 and 4010: professional, institutional, dental.
_GUIDES = {"X222": "P", "X098": "P", "X223": "I", "X096": "I", "X224": "D", "X097": "D"}
_OTHER_SETS = {
    "270": "eligibility questions (270)",
    "271": "eligibility answers (271)",
    "276": "claim status questions (276)",
    "278": "authorisations (278)",
    "820": "premium payments (820)",
    "834": "enrolments (834)",
}


def file_kind(sets: Iterable[TransactionSet]) -> str:
    """What a file is called by the sets in it: "835", "837P", or several with a plus between.

    >>> claims = TransactionSet(1, "837", "0001", "005010X222A1", 3)
    >>> remittance = TransactionSet(2, "835", "0002", "005010X221A1", 9)
    >>> file_kind([claims, remittance])
    '835+837P'
    """
    return "+".join(sorted({_name_of(found) for found in sets if found.kind in SET_KINDS}))


def _name_of(found: TransactionSet) -> str:
    name = SET_KINDS[found.kind].name
    if found.kind != "837":
        return name
    return name + next((kind for guide, kind in _GUIDES.items() if guide in found.version), "")


def what_it_holds(sets: Iterable[TransactionSet]) -> str:
    """The kinds of sets in a file of which none is read, in words."""
    kinds = sorted({found.kind for found in sets})
    return " and ".join(
        _OTHER_SETS.get(kind, f"transaction set {shown_if(SET_KIND, kind)}") for kind in kinds
    )
