"""Claims, rejections and lags of the sample equal the truth its generator kept, to the claim."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from analytics import database, snapshots
from tests.conftest import SampleHouse

NO_DECISION = ("none yet", "duplicate")
DENIED = ("denied", "partly_denied")


@pytest.fixture(scope="module")
def connection(sample_house: SampleHouse) -> Iterator[database.Connection]:
    path = snapshots.current_files(sample_house.store)
    assert path is not None
    with database.connect(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def truth(sample_house: SampleHouse) -> pd.DataFrame:
    """One row per claim of the ledger, as its first payer has it; an estimate is no claim."""
    lines = sample_house.ledger.lines
    lines = lines[~lines["is_secondary"] & (lines["first_answer"] != "predetermination")]
    is_decided = ~lines["first_answer"].isin(NO_DECISION)
    claims = (
        lines.assign(
            is_decided=is_decided,
            is_denied=lines["first_answer"].isin(DENIED),
            is_duplicate=lines["first_answer"] == "duplicate",
            decided_date=lines["first_remit_date"].where(is_decided),
        )
        .groupby("patient_control_number")
        .agg(
            payer_name=("payer_name", "first"),
            charge_cents=("charge", lambda charges: round(charges.sum() * 100)),
            service_date=("service_date", "min"),
            first_submission_date=("submitted_date", "min"),
            first_remit_date=("decided_date", "min"),
            rejected_submission_count=("rejection_count", "max"),
            is_answered=("is_decided", "any"),
            is_denied=("is_denied", "any"),
            is_duplicate=("is_duplicate", "any"),
        )
    )
    first = [claims["rejected_submission_count"] > 0, claims["is_denied"], claims["is_answered"]]
    return claims.assign(first_result=np.select(first, ["rejected", "denied", "paid"], "awaiting"))


@pytest.fixture(scope="module")
def said(connection: database.Connection) -> pd.DataFrame:
    """The same of marts.claims."""
    claims = connection.execute(
        "select * from marts.claims where standing != 'predetermination'"
    ).df()
    claims = claims.assign(
        charge_cents=claims["charge_amount"].astype(float).mul(100).round().astype(int),
        is_duplicate=claims["standing"] == "duplicate",
    )
    return claims.set_index("patient_control_number").sort_index()


def test_every_claim_is_as_the_truth_has_it(said: pd.DataFrame, truth: pd.DataFrame) -> None:
    assert said.index.is_unique
    days = ["service_date", "first_submission_date", "first_remit_date"]
    pd.testing.assert_frame_equal(
        said[list(truth.columns)].astype(dict.fromkeys(days, "datetime64[s]")),
        truth.sort_index(),
        check_dtype=False,
    )


def test_the_flow_counts_the_claims_of_the_truth(
    connection: database.Connection, truth: pd.DataFrame
) -> None:
    stages = database.ask(connection, "claim_flow").set_index("stage")["claim_count"]
    counted = truth[~truth["is_duplicate"] | (truth["rejected_submission_count"] > 0)]
    firsts = counted["first_result"].value_counts()
    assert stages["submitted"] == len(counted)
    assert stages[["rejected", "denied", "paid"]].to_dict() == {
        name: firsts[name] for name in ("rejected", "denied", "paid")
    }
    assert stages[["recovered", "written_off", "open"]].sum() == len(counted) - firsts["paid"]


def test_the_clearinghouse_refused_281_claims_once_each(
    connection: database.Connection, truth: pd.DataFrame
) -> None:
    rejections = connection.execute("select patient_control_number from marts.rejections").df()
    refused = truth.index[truth["rejected_submission_count"] > 0]
    assert sorted(rejections["patient_control_number"]) == sorted(refused)
    assert len(refused) == 281


def sendings(sample_house: SampleHouse) -> Counter:
    """How often each claim was sent to its first payer, counted in the text of the batches."""
    counts: Counter = Counter()
    for path in sorted(sample_house.folder.rglob("*")):
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if "*837*" not in text:
            continue
        for loop in re.split(r"~\s*SBR\*", text)[1:]:
            # A loop of another payer (SBR*S within a claim) holds no CLM of its own.
            for number in re.findall(r"~\s*CLM\*([^*]+)", loop) if loop[0] == "P" else ():
                counts[number.removesuffix("R")] += 1
    return counts


def test_clean_claims_are_those_of_the_truth_that_were_sent_once(
    connection: database.Connection, truth: pd.DataFrame, sample_house: SampleHouse
) -> None:
    counted = truth[~truth["is_duplicate"] | (truth["rejected_submission_count"] > 0)]
    sent = counted.index.map(sendings(sample_house))
    first_pass = counted["is_answered"] & ~counted["is_denied"]
    claims = database.ask(connection, "clean_claims").iloc[0]
    assert claims["submitted_claim_count"] == len(counted)
    assert claims["decided_claim_count"] == (counted["first_result"] != "awaiting").sum()
    assert claims["answered_claim_count"] == counted["is_answered"].sum() == 8_203
    assert claims["first_pass_claim_count"] == first_pass.sum()
    assert claims["clean_claim_count"] == ((counted["first_result"] == "paid") & (sent == 1)).sum()


def test_lags_are_the_days_of_the_truth(
    connection: database.Connection, truth: pd.DataFrame
) -> None:
    counted = truth[~truth["is_duplicate"] | (truth["rejected_submission_count"] > 0)]
    to_submission = (counted["first_submission_date"] - counted["service_date"]).dt.days
    to_remit = (counted["first_remit_date"] - counted["first_submission_date"]).dt.days.dropna()
    lags = database.ask(connection, "lags")
    payers = lags[lags["payer_name"].notna() & lags["claim_week"].isna()]
    assert len(payers) == counted["payer_name"].nunique() == 9
    for row in payers.to_dict("records"):
        own = counted["payer_name"] == row["payer_name"]
        sent, answered = to_submission[own], to_remit[own.reindex(to_remit.index)]
        assert row["submitted_claim_count"] == own.sum()
        assert row["submission_to_remit_claim_count"] == len(answered)
        assert row["service_to_submission_median_days"] == sent.median()
        assert row["service_to_submission_late_days"] == pytest.approx(sent.quantile(0.9))
        assert row["submission_to_remit_median_days"] == answered.median()
        assert row["submission_to_remit_late_days"] == pytest.approx(answered.quantile(0.9))


def test_the_outcomes_add_up_to_those_of_the_truth(
    connection: database.Connection, sample_house: SampleHouse
) -> None:
    lines = sample_house.ledger.lines
    lines = lines[~lines["is_secondary"] & lines["first_answer"].isin(DENIED)]
    expected = lines.groupby(["first_carc", "payer_name", "outcome"]).size()
    rows = database.ask(connection, "outcomes_by_reason").set_index(["carc_code", "payer_name"])
    outcomes = ("recovered", "partly_recovered", "re_denied", "reversed", "open")
    found = rows[[f"{name}_line_count" for name in outcomes]].set_axis(outcomes, axis=1).stack()
    assert found[found > 0].to_dict() == expected.to_dict()
    # 375 recovered, 33 partly, 296 re-denied, 18 reversed, 662 open (sample_data/README.md).
    assert found.groupby(level=2).sum()[list(outcomes)].tolist() == [375, 33, 296, 18, 662]
    days = (lines["resolved_date"] - lines["first_remit_date"]).dt.days.dropna()
    times = database.ask(connection, "resolution_times").set_index("waited_days")
    resolved = times["resolved_line_count"]
    assert resolved[resolved > 0].to_dict() == days.value_counts().to_dict()


def test_evergrove_paid_22_visits_under_a_lower_code(connection: database.Connection) -> None:
    # 22 visits billed 99214 and paid as 99213, $759.00 together (sample_data/README.md).
    lines = database.ask(connection, "downcoded_lines")
    assert len(lines) == 22
    assert set(lines["payer_name"]) == {"EVERGROVE SENIOR ADVANTAGE"}
    assert set(lines["procedure_code"]) == {"99214"}
    assert set(lines["paid_procedure_code"]) == {"99213"}
    assert set(lines["remark_codes"]) == {"N22"}
    assert round(lines["downcoded_amount"].sum(), 2) == 759.00
    payers = database.ask(connection, "downcoding_by_payer")
    assert payers["downcoded_amount"].tolist() == [759.00]


def test_the_downcoded_lines_are_those_of_the_truth(
    connection: database.Connection, sample_house: SampleHouse
) -> None:
    truth = sample_house.ledger.lines
    changed = truth[truth["paid_procedure_code"] != ""]
    lines = database.ask(connection, "downcoded_lines")
    assert sorted(lines["patient_control_number"]) == sorted(changed["patient_control_number"])
