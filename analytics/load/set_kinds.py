"""Which kinds of X12 transaction sets are read: what each is called, and how it is split."""

from __future__ import annotations

import re
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
    "277 X213": SetKind(
        "information_request_277",
        "HL",
        "277 request for information (X213)",
        "request for information",
        "requests for information",
    ),
    "997": SetKind("acknowledgment_999", "AK2", "997", "acknowledgment", "acknowledgments"),
    "999": SetKind("acknowledgment_999", "AK2", "999", "acknowledgment", "acknowledgments"),
}
LOOP_TAGS = {kind: known.loop_tags for kind, known in SET_KINDS.items() if " " not in kind}
# Guides of 277s, in all versions: ST01 alone does not tell an acknowledgment from another notice.
_GUIDES_OF_277 = {
    "277": ("X214", "X167", "X364"),
    "277 X212": ("X212", "X093", "X228"),
    "277 X213": ("X213", "X150", "X313"),
}
# Without a guide: by the categories of the statuses (X12 list 507).
_CATEGORIES_OF_277 = {"277": "AD", "277 X213": "R", "277 X212": "PFE"}
_CATEGORY = re.compile(rb"\x1eSTC\x1d([A-Z])", re.IGNORECASE)
# Guides of 837s, 5010 and 4010: professional, institutional, dental.
_GUIDES = {"X222": "P", "X098": "P", "X223": "I", "X096": "I", "X224": "D", "X097": "D"}
_OTHER_SETS = {
    "269": "benefit coordination checks (269)",
    "270": "eligibility questions (270)",
    "271": "eligibility answers (271)",
    "274": "provider directories (274)",
    "275": "attachments to claims (275)",
    "276": "claim status questions (276)",
    "277 X212": "claim status answers (277, guide X212), not read as an acknowledgment",
    "278": "authorizations (278)",
    "820": "premium payments (820)",
    "824": "application advice (824)",
    "834": "enrollments (834)",
    "864": "text messages (864)",
}


def file_kind(sets: Iterable[TransactionSet]) -> str:
    """What a file is called by the sets in it: "835", "837P", or several with a plus between.

    >>> claims = TransactionSet(1, "837", "0001", "005010X222A1", 3)
    >>> remittance = TransactionSet(2, "835", "0002", "005010X221A1", 9)
    >>> file_kind([claims, remittance])
    '835+837P'
    """
    return "+".join(sorted({_name_of(found) for found in sets if found.read_as in SET_KINDS}))


def unread_kind(sets: Iterable[TransactionSet]) -> str:
    """What a file is called of which no set is read, by its first set."""
    first = next(iter(sets), None)
    if first is None or not SET_KIND.fullmatch(first.kind):  # else it may be any value
        return ""
    if first.read_as == "277 X212":
        return "277 claim status (X212)"
    return first.read_as if SET_KIND.fullmatch(first.read_as) else ""


def tell_277(version: str, body: bytes) -> str:
    """Which notice a 277 is: "277" acknowledges claims, X213 asks for more, X212 tells a status.

    By its guide, else by its content.

    >>> tell_277("005010X213", b"")
    '277 X213'
    >>> tell_277("005010", b"\\x1eSTC\\x1dF2\\x1f88")
    '277 X212'
    """
    for kind, guides in _GUIDES_OF_277.items():
        if any(guide in version for guide in guides):
            return kind
    category = _CATEGORY.search(body)
    letter = category[1].decode().upper() if category else ""
    told = (kind for kind, letters in _CATEGORIES_OF_277.items() if letter and letter in letters)
    return next(told, "277")


def _name_of(found: TransactionSet) -> str:
    name = SET_KINDS[found.read_as].name
    if found.kind != "837":
        return name
    return name + next((kind for guide, kind in _GUIDES.items() if guide in found.version), "")


def what_it_holds(sets: Iterable[TransactionSet]) -> str:
    """The kinds of sets in a file of which none is read, in words."""
    kinds = sorted({found.read_as for found in sets})
    return " and ".join(
        _OTHER_SETS.get(kind, f"transaction set {shown_if(SET_KIND, kind)}") for kind in kinds
    )
