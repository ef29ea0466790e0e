"""Checks as 835 files (005010X221A1), each payer in its own handwriting."""

from dataclasses import replace

from sample_data.checks import Check
from sample_data.payers import Payer
from sample_data.practice import PRACTICE_NAME, PRACTICE_NPI, PRACTICE_TAX_NUMBER
from sample_data.remitted_claim_835 import claim_segments
from sample_data.x12 import Format, Segment, interchange, money

GUIDE = ("HP", "835", "005010X221A1")


def remittance_text(payer: Payer, checks: list[Check], control_number: int) -> str:
    """One file: all checks of a payer's day."""
    bundles = [[check] for check in checks] if payer.bundling == "interchanges" else [checks]
    return "".join(
        interchange(
            payer.format,
            f"PAYER{payer.payer_id}",
            "INVENTEDVALLEY",
            checks[0].remit_date,
            control_number + number,
            GUIDE,
            [check_segments(check) for check in bundle],
        )
        for number, bundle in enumerate(bundles)
    )


def resent_text(payer: Payer, checks: list[Check], control_number: int) -> str:
    """The same checks in another envelope and with ordinary delimiters."""
    return remittance_text(replace(payer, format=Format()), checks, control_number)


def check_segments(check: Check) -> list[Segment]:
    """What stands between ST and SE."""
    payer, day = check.payer, f"{check.remit_date:%Y%m%d}"
    method = "NON" if check.amount == 0 else "CHK" if payer.by_check else "ACH"
    accounts = ("CCP", "01", "000000000", "DA", "0000000", f"1{payer.payer_id}0000")
    to = ("", "01", "000000000", "DA", "0000000") if method == "ACH" else ("",) * 5
    segments: list[Segment] = [
        ("BPR", "H" if method == "NON" else "I", money(check.amount, payer.has_cents), "C", method,
         *(accounts if method == "ACH" else ("",) * 6), *to, day),
        ("TRN", "1", check.trace_number, f"1{payer.payer_id}0000"),
        ("DTM", "405", day),
        ("N1", "PR", payer.name),
        ("N3", "1 INVENTED PLAZA"),
        ("N4", "NOWHERETON", "ZZ", "00000"),
        ("PER", "BL", "PROVIDER LINE", "TE", "5555550100"),
        ("N1", "PE", PRACTICE_NAME, "XX", PRACTICE_NPI),
        ("REF", "TJ", PRACTICE_TAX_NUMBER),
    ]  # fmt: skip
    if payer.has_lx:
        segments.append(("LX", "1"))
    for answer in check.answers:
        segments += claim_segments(answer)
    pairs = check.provider_adjustments
    for start in range(0, len(pairs), 6):
        parts = [
            e
            for p in pairs[start : start + 6]
            for e in ((p.code, p.reference), money(p.amount, payer.has_cents))
        ]
        segments.append(("PLB", PRACTICE_NPI, "20261231", *parts))
    return segments
