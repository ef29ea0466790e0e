"""The sample files are lawful, the ledger is right about them, and the stories are in them."""

import csv
import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

import sample_data
from sample_data import Ledger, write_sample_files

# Reasons of the sample that refuse payment, written down a second time on purpose.
COUNTING = {"4", "11", "16", "18", "22", "26", "27", "29", "31", "50", "96", "97", "109", "129"}
COUNTING |= {"151", "185", "193", "197", "198", "204", "226", "236", "252", "B7"}


@dataclass
class ReadLine:
    """An SVC loop, read back."""

    charge: Decimal
    paid: Decimal
    control_number: str = ""
    adjustments: list[tuple[str, str, Decimal]] = field(default_factory=list)


@dataclass
class ReadClaim:
    """A CLP loop, read back."""

    payer_name: str
    remit_date: str
    control_number: str
    status: str
    charge: Decimal
    paid: Decimal
    payer_claim_number: str
    adjustments: list[tuple[str, str, Decimal]] = field(default_factory=list)
    lines: list[ReadLine] = field(default_factory=list)


@dataclass
class ReadCheck:
    """An ST…SE of an 835, read back."""

    amount: Decimal
    trace_number: str
    remit_date: str
    payer_name: str = ""
    claims: list[ReadClaim] = field(default_factory=list)
    provider_adjustments: list[Decimal] = field(default_factory=list)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ledger]:
    """The sample with its default seed, written once."""
    folder = tmp_path_factory.mktemp("sample")
    return folder, write_sample_files(folder)


@pytest.fixture(scope="module")
def checks(sample: tuple[Path, Ledger]) -> dict[str, list[ReadCheck]]:
    """Every 835 file read back, by file name."""
    folder, _ = sample
    return {f"835/{p.name}": read_835(p.read_text()) for p in sorted((folder / "835").iterdir())}


@pytest.fixture(scope="module")
def lines(sample: tuple[Path, Ledger]) -> pd.DataFrame:
    """The ledger's primary lines that were answered."""
    ledger = sample[1].lines
    is_counted = ~ledger["is_secondary"] & ~ledger["first_answer"].isin(
        ["none yet", "predetermination"]
    )
    return ledger[is_counted]


def segments_of(text: str) -> list[list[str]]:
    """A file split by the delimiters its ISA declares."""
    element, terminator = text[3], text[105]
    return [s.strip("\r\n").split(element) for s in text.split(terminator) if s.strip("\r\n")]


def triplets(segment: list[str]) -> list[tuple[str, str, Decimal]]:
    """Group, reason and amount of each triplet of a CAS."""
    return [(segment[1], segment[i], Decimal(segment[i + 1])) for i in range(2, len(segment), 3)]


def read_835(text: str) -> list[ReadCheck]:
    """The checks of a file, read without any help from the product."""
    checks: list[ReadCheck] = []
    for segment in segments_of(text):
        match segment:
            case ["BPR", _, amount, *_, day]:
                checks.append(ReadCheck(Decimal(amount), "", day))
            case ["TRN", _, trace, *_]:
                checks[-1].trace_number = trace
            case ["DTM", "405", day]:
                assert day == checks[-1].remit_date
            case ["N1", "PR", name]:
                checks[-1].payer_name = name
            case ["CLP", number, status, charge, paid, _, _, payer_number, *_]:
                check, money = checks[-1], (Decimal(charge), Decimal(paid))
                key = (check.payer_name, check.remit_date, number, status)
                check.claims.append(ReadClaim(*key, *money, payer_number))
            case ["SVC", _, charge, paid, *_]:
                checks[-1].claims[-1].lines.append(ReadLine(Decimal(charge), Decimal(paid)))
            case ["REF", "6R", number]:
                checks[-1].claims[-1].lines[-1].control_number = number
            case ["CAS", *_]:
                claim = checks[-1].claims[-1]
                (claim.lines[-1] if claim.lines else claim).adjustments += triplets(segment)
            case ["PLB", _, _, *pairs]:
                checks[-1].provider_adjustments += [Decimal(a) for a in pairs[1::2]]
    return checks


def amount_of(adjustments: list[tuple[str, str, Decimal]]) -> Decimal:
    """The sum of the amounts."""
    return sum((amount for _, _, amount in adjustments), Decimal(0))


def test_the_same_seed_gives_the_same_bytes(sample: tuple[Path, Ledger], tmp_path: Path) -> None:
    folder, ledger = sample
    again = write_sample_files(tmp_path)
    names = list(ledger.files["file_name"])
    assert all((folder / n).read_bytes() == (tmp_path / n).read_bytes() for n in names)
    pd.testing.assert_frame_equal(again.lines, ledger.lines)


def test_another_seed_gives_other_claims_and_the_same_shape(
    sample: tuple[Path, Ledger], tmp_path: Path
) -> None:
    other = write_sample_files(tmp_path, seed=7)
    assert not other.lines.equals(sample[1].lines)
    assert 8550 <= other.lines["patient_control_number"].nunique() <= 9450


def test_every_check_claim_and_line_balances(checks: dict[str, list[ReadCheck]]) -> None:
    for name, sets in checks.items():
        for check in sets:
            paid = sum((claim.paid for claim in check.claims), Decimal(0))
            plb = sum(check.provider_adjustments, Decimal(0))
            assert paid - plb == check.amount, name
            assert check.amount >= 0, name
            for claim in check.claims:
                at_lines = sum((amount_of(line.adjustments) for line in claim.lines), Decimal(0))
                assert claim.charge - amount_of(claim.adjustments) - at_lines == claim.paid
                if claim.lines:
                    assert claim.charge == sum(line.charge for line in claim.lines)
                    assert claim.paid == sum(line.paid for line in claim.lines)
                for line in claim.lines:
                    if not claim.adjustments:
                        assert line.charge - amount_of(line.adjustments) == line.paid


def test_only_larkfield_puts_adjustments_at_the_claim(checks: dict[str, list[ReadCheck]]) -> None:
    claims = [c for sets in checks.values() for check in sets for c in check.claims]
    at_claim = [c for c in claims if c.adjustments]
    assert {c.payer_name for c in at_claim} == {"LARKFIELD COMMUNITY MEDICAID"}
    assert {carc for c in at_claim for _, carc, _ in c.adjustments} == {"29", "31"}
    without_lines = [c for c in claims if not c.lines]
    assert without_lines and {c.status for c in without_lines} == {"4"}


def test_the_ledger_counts_what_the_files_hold(
    sample: tuple[Path, Ledger], checks: dict[str, list[ReadCheck]]
) -> None:
    folder, ledger = sample
    for file in ledger.files.itertuples():
        if file.kind == "csv":
            rows = list(csv.DictReader((folder / file.file_name).open(newline="")))
            assert len(rows) == file.line_count
            assert len({(r["Pt Acct #"], r["Payor Claim #"]) for r in rows}) == file.claim_count
            assert sum(r["Adj Codes"].count(":") for r in rows) == file.adjustment_count
            continue
        segments = segments_of((folder / file.file_name).read_text())
        count = Counter(segment[0] for segment in segments)
        assert count["ST"] == count["SE"] == file.transaction_set_count
        if file.kind == "835":
            assert (count["CLP"], count["SVC"]) == (file.claim_count, file.line_count)
            found = sum(len(triplets(s)) for s in segments if s[0] == "CAS")
            assert found == file.adjustment_count
        elif file.kind == "837":
            assert (count["CLM"], count["LX"]) == (file.claim_count, file.line_count)
        else:
            assert count["STC"] - 1 == file.claim_count  # one speaks of the batch


def test_envelopes_count_their_segments_and_carry_their_control_numbers(
    sample: tuple[Path, Ledger],
) -> None:
    folder, ledger = sample
    for name in ledger.files.loc[ledger.files["kind"] != "csv", "file_name"]:
        text = (folder / name).read_text()
        segments, start, opened = segments_of(text), 0, []
        assert len(segments[0][0]) == 3 and text.startswith("ISA")
        for position, segment in enumerate(segments):
            match segment[0]:
                case "ISA":
                    opened = [segment[13]]
                case "ST":
                    start = position
                case "SE":
                    assert int(segment[1]) == position - start + 1
                    assert segment[2] == segments[start][2]
                case "IEA":
                    assert segment[2] == opened[0]


def test_a_reversal_mirrors_an_earlier_adjudication(checks: dict[str, list[ReadCheck]]) -> None:
    claims = [c for sets in checks.values() for check in sets for c in check.claims]
    given = {(c.payer_name, c.payer_claim_number): c for c in claims if c.status != "22"}
    reversals = [c for c in claims if c.status == "22"]
    assert len(reversals) > 100
    for reversal in reversals:
        mirrored = given[reversal.payer_name, reversal.payer_claim_number]
        assert (reversal.charge, reversal.paid) == (-mirrored.charge, -mirrored.paid)
        assert reversal.control_number == mirrored.control_number
        assert reversal.remit_date >= mirrored.remit_date
        at_lines = [a for line in mirrored.lines for a in line.adjustments]
        undone = [a for line in reversal.lines for a in line.adjustments]
        assert undone == [(group, carc, -amount) for group, carc, amount in at_lines]


def test_the_ledger_agrees_with_the_first_word_of_the_files(
    sample: tuple[Path, Ledger], checks: dict[str, list[ReadCheck]]
) -> None:
    """Denied amounts and payments by line, for payers that echo the line control number."""
    first: dict[tuple[str, str], tuple[str, Decimal, Decimal]] = {}
    claims = [c for sets in checks.values() for check in sets for c in check.claims]
    for claim in sorted(claims, key=lambda c: (c.remit_date, c.status == "22")):
        for line in claim.lines:
            spread = claim.adjustments and [("CO", "29", line.charge)]
            rows = line.adjustments or spread
            denied = sum((a for _, carc, a in rows if carc in COUNTING), Decimal(0))
            key = (claim.payer_name, line.control_number)
            first.setdefault(key, (claim.remit_date, denied, line.paid))
    checked = 0
    for row in sample[1].lines.itertuples():
        if (row.payer_name, row.line_control_number) in first:
            day, denied, paid = first[row.payer_name, row.line_control_number]
            assert f"{row.first_remit_date:%Y%m%d}" == day
            assert (round(row.first_denied_amount * 100), round(row.first_paid * 100)) == (
                denied * 100,
                paid * 100,
            )
            checked += 1
    assert checked > 12000


def test_the_ledger_keeps_its_own_rules(sample: tuple[Path, Ledger]) -> None:
    ledger = sample[1].lines
    denied = ledger["first_answer"].isin(["denied", "partly_denied"])
    assert (ledger["first_denied_amount"] <= ledger["charge"]).all()
    assert (ledger.loc[denied, "first_denied_amount"] > 0).all()
    assert (ledger.loc[denied, "outcome"] != "").all()
    assert (ledger.loc[~denied, "outcome"] == "").all()
    assert (ledger.loc[ledger["first_answer"] == "denied", "first_paid"] == 0).all()
    recovered = ledger["outcome"].isin(["recovered", "partly_recovered"])
    assert (ledger.loc[recovered, "recovered_amount"] > 0).all()
    assert (ledger.loc[~recovered, "recovered_amount"] == 0).all()
    assert not ledger.duplicated(["payer_name", "line_control_number", "is_secondary"]).any()


def test_nine_thousand_claims_within_forty_weeks(
    sample: tuple[Path, Ledger], lines: pd.DataFrame
) -> None:
    ledger = sample[1].lines
    assert 8550 <= ledger["patient_control_number"].nunique() <= 9450
    assert lines["first_remit_week"].nunique() == 40
    assert lines["first_remit_week"].min() == pd.Timestamp("2026-02-16")
    assert lines["first_remit_week"].max() == pd.Timestamp("2026-11-16")
    answered = ledger.dropna(subset="first_remit_date")
    assert (answered["first_remit_date"] <= pd.Timestamp("2026-11-20")).all()
    assert (answered["resolved_date"].dropna() >= answered["first_remit_date"].min()).all()
    assert (ledger["service_date"] < ledger["submitted_date"]).all()


@pytest.mark.parametrize(
    ("kind", "rate", "tolerance"),
    [
        ("medicare", 0.07, 0.02),
        ("medicare_advantage", 0.14, 0.025),
        ("medicaid", 0.14, 0.025),
        ("commercial", 0.11, 0.02),
        ("marketplace", 0.17, 0.04),
    ],
)
def test_denial_rates_are_near_published_ones(
    lines: pd.DataFrame, kind: str, rate: float, tolerance: float
) -> None:
    """Share of claims initially denied, before the planted stories begin."""
    early = lines[(lines["payer_kind"] == kind) & (lines["first_remit_date"] < "2026-08-03")]
    early = early[early["first_answer"] != "duplicate"]
    by_claim = early["outcome"].ne("").groupby(early["patient_control_number"]).any()
    assert by_claim.mean() == pytest.approx(rate, abs=tolerance)
    readme = Path(sample_data.__file__).with_name("README.md").read_text()
    assert f"| {kind} | {by_claim.mean():.1%} of {len(by_claim):,}".replace("%", " %") in readme


def test_denials_are_worked_and_overturned_as_often_as_published(lines: pd.DataFrame) -> None:
    mature = lines[(lines["outcome"] != "") & (lines["first_remit_date"] < "2026-08-03")]
    outcomes = mature["outcome"].value_counts(normalize=True)
    recovered = outcomes["recovered"] + outcomes["partly_recovered"]
    assert 1 - outcomes["open"] == pytest.approx(0.60, abs=0.06)
    assert recovered / (recovered + outcomes["re_denied"]) == pytest.approx(0.55, abs=0.06)


def test_blue_lantern_bundles_modifier_25_from_week_37(lines: pd.DataFrame) -> None:
    visits = lines[
        (lines["payer_name"] == "BLUE LANTERN HEALTH")
        & (lines["procedure_code"] == "99213")
        & lines["modifiers"].str.contains("25")
    ]
    is_bundled = visits["first_carc"] == "97"
    since = visits["first_remit_week"] >= "2026-09-07"
    assert is_bundled[~since].mean() < 0.06
    assert is_bundled[since].mean() > 0.38
    assert 12 <= visits[since].groupby("first_remit_week").size().mean() <= 18


def test_evergrove_asks_for_more_authorisations(lines: pd.DataFrame) -> None:
    own = lines[lines["payer_name"] == "EVERGROVE SENIOR ADVANTAGE"]
    refused = own[own["first_carc"] == "197"]["first_remit_week"]
    before = (refused < "2026-08-03").sum() / 24
    last_eight_weeks = (refused >= "2026-09-28").sum() / 8
    assert before < 0.8
    assert last_eight_weeks > 2


def test_one_file_of_cedar_compass_is_missing(
    sample: tuple[Path, Ledger], checks: dict[str, list[ReadCheck]]
) -> None:
    weeks = [name for name in checks if "cedar-compass" in name]
    assert len(weeks) == 39
    assert not any("20261015" in name for name in weeks)
    lost = sample[1].lines.query("is_lost and first_answer == 'none yet'")
    assert set(lost["payer_name"]) == {"CEDAR COMPASS INSURANCE"}


def test_one_file_of_meridell_comes_twice(
    sample: tuple[Path, Ledger], checks: dict[str, list[ReadCheck]]
) -> None:
    folder, ledger = sample
    (copy,) = ledger.files[ledger.files["copy_of"] != ""].itertuples()
    assert (folder / copy.file_name).read_bytes() != (folder / copy.copy_of).read_bytes()
    assert checks[copy.file_name] == checks[copy.copy_of]
    others = [c.trace_number for n, sets in checks.items() if n != copy.file_name for c in sets]
    assert len(others) == len(set(others))


def test_the_readme_tells_the_numbers(sample: tuple[Path, Ledger], lines: pd.DataFrame) -> None:
    """What is printed in sample_data/README.md is what the default seed makes."""
    readme = " ".join(Path(sample_data.__file__).with_name("README.md").read_text().split())
    counted = lines[lines["first_answer"] != "duplicate"]
    denied = counted[counted["outcome"] != ""]
    outcomes = denied["outcome"].value_counts()
    bundled = counted[
        (counted["payer_name"] == "BLUE LANTERN HEALTH")
        & (counted["procedure_code"] == "99213")
        & counted["modifiers"].str.contains("25")
    ]
    since = bundled[bundled["first_remit_week"] >= "2026-09-07"]
    before = bundled[bundled["first_remit_week"] < "2026-09-07"]
    evergrove = counted[counted["payer_name"] == "EVERGROVE SENIOR ADVANTAGE"]
    eight_weeks = [
        evergrove[evergrove["first_remit_week"].between(*weeks)]
        for weeks in [
            ("2026-02-16", "2026-07-27"),
            ("2026-08-03", "2026-09-21"),
            ("2026-09-28", "2026-11-16"),
        ]
    ]
    drift = [f"{(part['first_carc'] == '197').sum()} of {len(part):,}" for part in eight_weeks]
    ledger = sample[1].lines
    downcoded = ledger[ledger["paid_procedure_code"] != ""]
    of_claims = ledger.groupby("patient_control_number")
    lost = ledger.query("is_lost and first_answer == 'none yet' and not is_secondary")
    for words in [
        f"{denied['patient_control_number'].nunique():,} of these",
        f"{len(denied):,} of {len(counted):,} lines denied at first, "
        f"${denied['first_denied_amount'].sum():,.2f} denied",
        f"{outcomes['recovered']} are recovered, {outcomes['partly_recovered']} partly recovered, "
        f"{outcomes['re_denied']} re-denied, {outcomes['reversed']} reversed, "
        f"{outcomes['open']} open; ${denied['recovered_amount'].sum():,.2f} was recovered",
        f"Before: {(before['first_carc'] == '97').sum()} of {len(before)} lines",
        f"Since: {(since['first_carc'] == '97').sum()} of {len(since)} lines",
        f"{drift[0]} lines in the 24 weeks before 2026-08-03, {drift[1]} in the eight weeks",
        f"{drift[2]} in the last eight",
        f"{(denied['first_group_code'] == 'PR').sum()} denied lines are billed to the patient",
        f"{len(downcoded)} visits of Evergrove paid as 99213",
        f"{of_claims['replacement_control_number'].max().ne('').sum()} replacement claims have",
        f"Rejections by the clearinghouse, {of_claims['rejection_count'].max().gt(0).sum()} claims",
        f"({lost['patient_control_number'].nunique()} claims, ${lost['charge'].sum():,.2f})",
    ]:
        assert words in readme
    for _, part in sample[1].files.groupby("kind"):
        sums = part[["claim_count", "line_count", "adjustment_count"]].sum()
        cells = [f"{number:,}" if number else "" for number in [len(part), *sums]]
        assert " ".join(f"| {' | '.join(cells)} |".split()) in readme


def test_rejections_are_near_three_percent(sample: tuple[Path, Ledger]) -> None:
    folder, _ = sample
    status = Counter()
    for path in (folder / "277ca").iterdir():
        segments = segments_of(path.read_text())
        status.update(s[1].split(":")[0] for s in segments if s[0] == "STC")
    rejected = status["A3"] + status["A7"] + status["A8"]
    assert rejected / (rejected + status["A2"]) == pytest.approx(0.03, abs=0.006)


def test_nobody_in_the_sample_can_be_real(sample: tuple[Path, Ledger]) -> None:
    """NPIs begin with 0, member numbers say what they are, phones are 555-01xx."""
    folder, _ = sample
    text = "".join(
        path.read_text() for path in folder.rglob("*") if path.is_file() and path.suffix != ".csv"
    )
    npis = set(re.findall(r"[*|]XX[*|](\d{10})", text))
    assert npis and all(npi.startswith("0") for npi in npis)
    members = set(re.findall(r"[*|]MI[*|](\w+)", text))
    assert members and all(m.startswith("SAMPLE") for m in members)
    assert set(re.findall(r"[*|]TE[*|](\d+)", text)) == {"5555550100", "5555550101"}
