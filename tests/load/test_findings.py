"""What is odd in the content of a remittance loads whole, and is said with its place.

Numbers and places are worked out by hand from `tests/golden`, where each line is one segment.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from tests.given import a_claim, a_denied_line, a_line, an_835
from tests.load.stores import Intake, Store

GOLDEN = Path(__file__).parents[1] / "golden"
FINE = "nothing to do"


def golden(name: str) -> bytes:
    return (GOLDEN / name).read_bytes()


def test_what_a_file_is_told_of_stands_in_the_marts_and_no_check_minds_it(
    store: Store, intake: Intake
) -> None:
    names = ("every_field.835", "odd_but_lawful.835", "out_of_balance.835")
    names += ("every_field.837", "every_field.277ca", "every_field.999")
    files = {name: golden(name) for name in names}

    # A load whose checks find a fault raises.
    for report in (store.load(files), intake.load(files)):
        assert [file.status for file in report.files] == ["loaded"] * len(files)
    assert {name: store.findings(name) for name in names} == {
        name: intake.findings(name) for name in names
    }
    assert len(store.findings("odd_but_lawful.835")) == 10


def test_a_file_whose_sums_add_up_has_only_its_takebacks_to_tell(intake: Intake) -> None:
    report = intake.load_one("whole.835", golden("every_field.835"))

    # 2 CLP, 2 SVC; triplets 3 + 6 on claim 1, 2 + 1 and 1 + 2 on its lines, 1 on claim 2.
    assert (report.status, report.claim_count, report.line_count) == ("loaded", 2, 2)
    assert report.adjustment_count == 16
    assert intake.findings("whole.835") == {
        ("claim_without_lines", 1, 56, "1 time", FINE),
        ("interest", 1, 18, "1 time", FINE),
        # Three pairs of the first PLB, one of the second.
        ("provider_adjustment", 1, 59, "4 times", FINE),
    }
    assert report.finding_count == 3


def test_what_is_lawful_but_unusual_loads_and_is_told(intake: Intake) -> None:
    report = intake.load_one("odd.835", golden("odd_but_lawful.835"))

    # 5 CLP, 3 SVC, 5 CAS of one triplet each.
    assert (report.status, report.claim_count, report.line_count) == ("loaded", 5, 3)
    assert report.adjustment_count == 5
    assert intake.findings("odd.835") == {
        # The check is -145: claims -80 + 0 + 40 + 0 - 5 = -45, less 100 taken back.
        ("negative_check", 1, 3, "1 time", FINE),
        ("no_line_header", 1, 3, "1 time", FINE),
        ("reversal", 1, 8, "1 time", FINE),
        ("crossover", 1, 14, "1 time", FINE),
        ("interest", 1, 14, "1 time", FINE),
        ("old_group_code", 1, 17, "1 time", FINE),
        ("predetermination", 1, 18, "1 time", FINE),
        # have no SVC, and R-4 is paid -5 without being a reversal.
        ("claim_without_lines", 1, 14, "2 times", FINE),
        ("negative_payment", 1, 21, "1 time", FINE),
        ("provider_adjustment", 1, 23, "3 times", FINE),
    }


def test_what_does_not_add_up_or_cannot_be_read_loads_and_is_said(intake: Intake) -> None:
    report = intake.load_one("off.835", golden("out_of_balance.835"))

    # 4 CLP, 1 SVC under a claim; 3 CAS under claims.
    assert (report.status, report.claim_count, report.line_count) == ("loaded", 4, 1)
    assert report.adjustment_count == 3
    known = "a code of the published list"
    assert intake.findings("off.835") == {
        # Claims paid 60 + 30 are 90, the check is 100.
        ("check_out_of_balance", 1, 3, "90.00", "100.00"),
        ("adjustment_without_claim", 1, 9, "CAS before CLP", "CLP first"),
        ("line_without_claim", 1, 10, "SVC before CLP", "CLP first"),
        # 120 charged less 50 adjusted is 70, paid 60: the claim's only line, so the claim too.
        ("claim_out_of_balance", 1, 11, "70.00", "60.00"),
        ("line_out_of_balance", 1, 12, "70.00", "60.00"),
        ("unknown_claim_status", 1, 14, "77", known),
        ("unknown_group", 1, 15, "XX", known),
        ("unknown_reason", 1, 15, "4 digits", known),
        ("claim_without_lines", 1, 14, "3 times", FINE),
        ("unreadable_amount", 1, 16, "6 letters", "a number"),
        ("unreadable_date", 1, 16, "8 digits", "a day as CCYYMMDD"),
        ("missing_amount", 1, 18, "missing amount", "an amount with each reason"),
        ("missing_control_number", 1, 19, "no patient control number", "CLP01"),
        ("missing_amount", 1, 19, "no charge or payment", "CLP03 and CLP04"),
    }


def test_an_unknown_code_is_said_with_what_is_made_of_it(intake: Intake) -> None:
    # Only a reason decides whether an amount counts (tests/queries/test_3_marts_lines.py).
    intake.load_one(
        "codes.835",
        an_835(
            a_claim("A1", [a_denied_line(group="ZZ")], status="77"),
            a_claim("A2", [a_denied_line(group="")], status=""),
            a_claim("A3", [a_denied_line(carc="ZZ9")]),
        ),
    )
    told = "select message from raw.findings where finding_code like 'unknown%' order by 1"
    assert [message for (message,) in intake.rows(told)] == [
        "The claim status code is in no list we have; the claim is read as one that a primary "
        "payer answered.",
        "The claim status code is missing; the claim is read as one that a primary payer answered.",
        "The group code is in no list we have; its amounts count by their reasons, and none as "
        "the patient's share.",
        "The group code is missing; its amounts count by their reasons, and none as the "
        "patient's share.",
        "The reason code (CARC) is in no list we have; it counts as no denial until the "
        "definitions say so.",
    ]


def test_a_remittance_that_does_not_say_who_paid_what_when_is_said_to(intake: Intake) -> None:
    text = "ST*835*0001~LX*1~CLP*A1*1*50*50~SVC*HC:99213*50*50~SE*5*0001~"
    report = intake.load_one("bare.835", text)

    assert (report.status, report.claim_count) == ("loaded", 1)
    assert intake.findings("bare.835") == {
        ("no_interchange_header", None, 1, "no ISA", "ISA"),
        ("missing_payment", 1, 1, "no payment amount", "BPR"),
        ("missing_trace", 1, 1, "no trace number", "TRN"),
        ("missing_payer", 1, 1, "no payer name", "N1*PR"),
        ("missing_date", 1, 1, "no date", "BPR16 or DTM*405"),
    }


def test_a_procedure_that_cannot_be_parted_is_said(intake: Intake) -> None:
    text = golden("every_field.835").replace(b"SVC*NU:0450", b"SVC*NU/0450")
    intake.load_one("slash.835", text)

    found = (
        "unreadable_procedure",
        1,
        51,
        "2 letters, 4 digits, 1 other sign",
        "a qualifier and a code",
    )
    assert found in intake.findings("slash.835")


def test_letters_that_are_not_utf_8_are_read_as_latin_1_beside_those_that_are(
    intake: Intake,
) -> None:
    # Names of patients are not kept; a provider's and a payer's are.
    text = golden("every_field.835").replace(b"BRAVO*ROSE", "MÜLLER*JOS".encode() + b"\xe9")
    text = text.replace(b"BEACON MUTUAL", b"O\x92HARA MUTUAL")
    intake.load_one("names.835", text)

    assert intake.rows(
        "select rendering_provider_name, crossover_payer_name from raw.remittance_835_claims"
        " where segment_number = 18"
    ) == [("MÜLLER, JOSé", "O’HARA MUTUAL")]
    # The first such byte stands in the NM1*82 of segment 24.
    assert ("latin_1_text", None, 24, "byte E9", "ASCII or UTF-8") in intake.findings("names.835")


def signed(*claims: str) -> str:
    body = "BPR*I*0*C*NON************20261005~TRN*1*S1*1612345678~N1*PR*BEACON MUTUAL~LX*1~"
    body += "".join(claims)
    return f"ST*835*0001~{body}SE*{body.count('~') + 2}*0001~"


def codes(intake: Intake, text: str) -> set[str]:
    intake.load_one("signs.835", text)
    always = {"no_interchange_header", "claim_without_lines", "check_out_of_balance"}
    return {finding[0] for finding in intake.findings("signs.835")} - always


def test_a_lawful_reversal_and_its_correction_are_told_and_are_no_fault(intake: Intake) -> None:
    text = signed(
        "CLP*A1*22*-100*-80**12*K1~CAS*CO*45*-20~", "CLP*A1*1*100*90**12*K1~CAS*CO*45*10~"
    )

    assert codes(intake, text) == {"reversal"}


def test_a_reversal_that_is_the_claim_alone_is_in_balance(intake: Intake) -> None:
    assert codes(intake, signed("CLP*A1*22*-100*0**12*K1~")) == {"reversal"}


def test_a_22_with_amounts_that_are_not_negative_is_worth_knowing(intake: Intake) -> None:
    text = signed("CLP*A1*22*100*80**12*K1~CAS*CO*45*20~")

    assert codes(intake, text) == {"correction_sent_as_22"}
    assert intake.findings("signs.835") >= {("correction_sent_as_22", 1, 6, "1 time", FINE)}


def test_negative_amounts_without_a_22_are_worth_knowing(intake: Intake) -> None:
    text = signed("CLP*A1*1*-100*-80**12*K1~CAS*CO*45*-20~")

    assert codes(intake, text) == {"reversal_without_22"}
    assert intake.findings("signs.835") >= {("reversal_without_22", 1, 6, "1 time", FINE)}


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        # Only the payment is negated: read as taken back, not as the correction.
        ("CLP*A1*22*100*-80**12*K1~", {"reversal", "claim_out_of_balance"}),
        # A charge of 0: money goes, or the payer says so.
        ("CLP*A1*1*0*-80**12*K1~", {"reversal_without_22", "claim_out_of_balance"}),
        ("CLP*A1*22*0*0**12*K1~", {"reversal"}),
        ("CLP*A1*1*100*-80**12*K1~", {"negative_payment", "claim_out_of_balance"}),
    ],
)
def test_what_is_said_of_a_reversal_is_how_it_is_read(
    intake: Intake, claim: str, said: set[str]
) -> None:
    assert codes(intake, signed(claim)) == said


def test_a_claim_that_is_not_decided_yet_is_worth_knowing(intake: Intake) -> None:
    text = signed("CLP*A1*13*100*0**12*K1~CAS*OA*133*100~", "CLP*A2*23*50*0**12*K2~CAS*OA*B11*50~")

    assert codes(intake, text) == {"no_decision"}
    assert intake.findings("signs.835") >= {("no_decision", 1, 6, "2 times", FINE)}


def test_interest_in_a_claims_payment_is_said_as_imbalance(intake: Intake) -> None:
    text = signed("CLP*A1*1*100*85**12*K1~AMT*I*5~CAS*CO*45*20~")

    assert codes(intake, text) == {"claim_out_of_balance", "interest"}
    # 100 less 20 is 80; the payer counts 5 of interest in what it paid.
    assert intake.findings("signs.835") >= {("claim_out_of_balance", 1, 6, "80.00", "85.00")}


def test_a_reason_without_an_amount_is_kept_as_unknown_and_said(intake: Intake) -> None:
    text = signed("CLP*A1*1*100*0**12*K1~CAS*CO*16**1~")

    assert codes(intake, text) == {"missing_amount"}
    assert intake.rows(
        "select carc_code, amount, quantity from staging.adjustments where file_id ="
        " (select file_id from raw.files where file_name = 'signs.835')"
    ) == [("16", None, 1)]


def test_a_workbook_whose_other_sheets_are_not_read_says_so(intake: Intake, tmp_path: Path) -> None:
    path = tmp_path / "months.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for month in ("August", "September"):
            sheet = book.add_worksheet(month)
            sheet.write_row(0, 0, ["Claim #", "CPT", "Billed", "Paid", "Reason"])
            sheet.write_row(1, 0, [month, "99213", 100, 0, "CO-97"])

    report = intake.load_one("months.xlsx", path.read_bytes())

    assert (report.status, report.claim_count) == ("loaded", 1)
    assert (
        "sheets_not_read",
        None,
        1,
        "1 more sheet with such headers",
        "one sheet of claims",
    ) in (intake.findings("months.xlsx"))


def test_an_amount_beyond_dollars_and_cents_is_read_to_the_cent_and_said(intake: Intake) -> None:
    # 100 less 33.34 and 66.66 is 0; zeros at the end change nothing.
    text = signed("CLP*A1*1*1.0E2*0**12*K1~CAS*CO*45*33.335**97*66.6600~")

    assert codes(intake, text) == {"rounded_amount"}
    places = {
        (finding[2], finding[3], finding[4])
        for finding in intake.findings("signs.835")
        if finding[0] == "rounded_amount"
    }
    assert places == {
        (6, "1 letter, 3 digits, 1 other sign", "dollars and cents"),
        (7, "5 digits, 1 other sign", "dollars and cents"),
    }


def test_a_file_in_lower_case_says_who_pays_which_line_and_what_is_allowed(intake: Intake) -> None:
    line = a_line(adjustments=[("CO", "45", "20")], control_number="6R1")
    text = an_835(a_claim("LOWER", [line], original_icn="ICN0"), payer="LOW PAYER")
    lower = text.replace("REF*6R*", "AMT*B6*80~REF*6R*").lower()
    intake.load_one("lower.835", lower)

    assert "missing_payer" not in {finding[0] for finding in intake.findings("lower.835")}
    of_file = "file_id = (select file_id from raw.files where file_name = 'lower.835')"
    assert intake.rows(f"select payer_name_as_given from staging.remittances where {of_file}") == [
        ("low payer",)
    ]
    assert intake.rows(
        "select line_control_number, allowed_amount, service_date::varchar"
        f" from staging.remitted_lines where {of_file}"
    ) == [("6r1", 80, "2026-02-02")]
    assert intake.rows(
        "select original_reference_number, patient_key is not null, provider_name"
        f" from staging.remitted_claims where {of_file}"
    ) == [("icn0", True, "bravo, rose")]
