"""Histories written as 835 files, one per week of several remittances, and where all stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from tests.truth.claims import Adjustment, BilledLine, History, SaidClaim, Told
from tests.truth.writer_837 import BilledPlace, write_claims

Remittance = tuple[str, ...]  # day, number, name and slot of the payer
Place = tuple[str, int, int, int]  # file, transaction set, claim of it, line of that


@dataclass
class Written:
    """Texts by file name in the order of their weeks, and the billed line of every SVC."""

    texts: dict[str, str] = field(default_factory=dict)
    places: dict[Place, tuple[History, Told, str]] = field(default_factory=dict)
    claim_count: int = 0
    billed: dict[BilledPlace, BilledLine] = field(default_factory=dict)


def write(histories: Sequence[History]) -> Written:
    """Files of all these histories; claims of one payer, day and slot share a remittance."""
    remittances: dict[Remittance, list[tuple[History, Told]]] = defaultdict(list)
    for history in histories:
        for told in history.told:
            remittances[_remittance_of(told)].append((history, told))
    written = Written()
    written.texts, written.billed = write_claims(histories)
    files: dict[str, list[tuple[Remittance, Decimal, list[tuple[History, Told]]]]]
    files = defaultdict(list)
    for key in sorted(remittances):
        members = remittances[key]
        check = sum(
            (told.claim.total_paid for _, told in members if not told.is_repeated), Decimal(0)
        )
        for ending, is_other in (("", False), ("_other", True)):
            part = [(history, told) for history, told in members if told.in_other_file == is_other]
            if part:
                files[f"week_{_week(members)}{ending}.835"].append((key, check, part))
    for name in sorted(files):
        written.texts[name] = _file(name, files[name], written)
    return written


def _remittance_of(told: Told) -> Remittance:
    number = told.payer.number or ""
    place = told.payer.number_is_in
    return str(told.on), number, told.payer.name, place, str(told.slot)


def _week(members: list[tuple[History, Told]]) -> date:
    on = members[0][1].on
    return on - timedelta(days=on.weekday())


def _file(name: str, sets: list, written: Written) -> str:
    """One interchange of several transaction sets."""
    body = []
    for set_number, (key, check, members) in enumerate(sets, start=1):
        segments = _header(key, check, set_number)
        for claim_number, (history, told) in enumerate(members, start=1):
            claim = told.claim
            segments += _claim(claim)
            written.claim_count += 1
            for line_number, line in enumerate(claim.lines, start=1):
                place = (name, set_number, claim_number, line_number)
                written.places[place] = (history, told, line.key)
            if not claim.lines and claim.whole_line:
                place = (name, set_number, claim_number, 0)
                written.places[place] = (history, told, claim.whole_line)
        paid = sum((told.claim.total_paid for _, told in members), Decimal(0))
        if check < 0:  # no check is negative: what is owed is carried forward
            segments.append(f"PLB*1234567893*20261231*FB:{key[0]}*{_money(paid)}")
        segments.append(f"SE*{len(segments) + 1}*{set_number:04}")
        body += segments
    return "~\n".join(
        [
            "ISA*00*          *00*          *ZZ*PAYERS         *ZZ*PRACTICE       "
            "*260105*1200*^*00501*000000001*0*P*:",
            "GS*HP*PAYERS*PRACTICE*20260105*1200*1*X*005010X221A1",
            *body,
            f"GE*{len(sets)}*1",
            "IEA*1*000000001",
            "",
        ]
    )


def _header(key: Remittance, check: Decimal, set_number: int) -> list[str]:
    on, number, name, number_is_in, slot = key
    day = on.replace("-", "")
    trace = f"T{day}{number}{slot}" + "".join(str(ord(letter) % 10) for letter in name)
    has_number = number and number_is_in == "N104"
    named = f"N1*PR*{name}*XV*{number}" if has_number else f"N1*PR*{name}"
    return [
        f"ST*835*{set_number:04}",
        f"BPR*I*{_money(max(check, Decimal(0)))}*C*ACH*CCP*01*111*DA*22*1512345678**01*222*DA*33"
        f"*{day}",
        f"TRN*1*{trace}*{number if number_is_in == 'TRN03' else '1512345678'}",
        f"DTM*405*{day}",
        named,
        "N3*1 PLAZA",
        "N4*DENVER*CO*80014",
        *([f"REF*2U*{number}"] if number and number_is_in == "2U" else []),
        "N1*PE*OAK CLINIC*XX*1234567893",
        "LX*1",
    ]


def _claim(claim: SaidClaim) -> list[str]:
    last, first = claim.patient
    segments = [
        f"CLP*{claim.control_number}*{claim.status}*{_money(claim.charge)}"
        f"*{_money(claim.total_paid)}**12*{claim.icn}*11*1",
        *_cas(claim.adjustments),
        f"NM1*QC*1*{last}*{first}****MI*M{last}",
    ]
    if claim.remarks:
        segments.append("MOA***" + "*".join(claim.remarks))
    if claim.reference:
        segments.append(f"REF*F8*{claim.reference}")
    if claim.day:
        segments.append(f"DTM*232*{claim.day:%Y%m%d}")
    if claim.interest:
        segments.append(f"AMT*I*{_money(claim.interest)}")
    for line in claim.lines:
        billed = ":".join(("HC", line.procedure, *line.modifiers))
        code = f"HC:{line.answered_as}" if line.answered_as else billed
        submitted = f"*{billed}" if line.answered_as else ""
        segments.append(
            f"SVC*{code}*{_money(line.charge)}*{_money(line.paid)}**{line.units}{submitted}"
        )
        if line.day:
            segments.append(f"DTM*472*{line.day:%Y%m%d}")
        segments += _cas(line.adjustments)
        if line.control_number:
            segments.append(f"REF*6R*{line.control_number}")
        segments += [f"LQ*HE*{code}" for code in line.remarks]
    return segments


def _cas(adjustments: tuple[Adjustment, ...]) -> list[str]:
    """A segment for each group in a row: its reasons are triplets of one CAS."""
    segments = []
    for group, said in groupby(adjustments, key=lambda one: one.group):
        triplets = "**".join(f"{one.carc}*{_money(one.amount)}" for one in said)
        segments.append(f"CAS*{group}*{triplets}")
    return segments


def _money(amount: Decimal) -> str:
    """As payers write it: no needless zeros."""
    text = f"{amount:.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
