"""Flow, outcomes, the curve of resolution and lags: frames in, frames out."""

import pandas as pd
import pytest

from analytics.measures.claim_flow import claim_flow, claims_between
from analytics.measures.lags import lags_altogether, lags_by_payer, lags_by_week
from analytics.measures.outcomes import marks_of, outcomes_by, resolution_curve


def steps() -> pd.DataFrame:
    """A hundred claims of $10: 70 paid, 15 denied, 5 rejected, 10 unanswered (1 withdrawn)."""
    ways = [
        ("submitted", "paid", 70),
        ("submitted", "denied", 15),
        ("submitted", "rejected", 5),
        ("submitted", "open", 9),
        ("submitted", "written_off", 1),
        ("denied", "recovered", 6),
        ("denied", "open", 9),
        ("rejected", "recovered", 4),
        ("rejected", "open", 1),
    ]
    frame = pd.DataFrame(ways, columns=["from_stage", "to_stage", "claim_count"])
    return frame.assign(charge_amount=frame["claim_count"] * 10.0)


def counts(rows: pd.DataFrame, *columns: str) -> list[tuple]:
    return list(rows[[*columns, "claim_count"]].itertuples(index=False, name=None))


def test_each_claim_not_paid_at_first_stands_once_in_each_column():
    flow = claim_flow(steps())
    assert counts(flow.stages, "column_number", "stage") == [
        (0, "submitted", 100),
        (1, "paid", 70),
        (1, "denied", 15),
        (1, "rejected", 5),
        (1, "open", 10),
        (2, "recovered", 10),
        (2, "written_off", 1),
        (2, "open", 19),
    ]
    assert flow.stages["said"].iloc[0] == "100 claims · $1,000"


def test_a_stage_or_band_knows_the_claims_it_stands_for():
    flow = claim_flow(steps())
    stages = flow.stages.set_index(["column_number", "stage"])[["first_stage", "final_stage"]]
    assert tuple(stages.loc[(0, "submitted")]) == (None, None)
    assert tuple(stages.loc[(1, "open")]) == ("open", None)
    assert tuple(stages.loc[(2, "open")]) == (None, "open")
    last = flow.bands[flow.bands["column_number"] == 1]
    assert counts(last, "first_stage", "final_stage") == [
        ("denied", "open", 9),
        ("denied", "recovered", 6),
        ("open", "open", 9),
        ("open", "written_off", 1),
        ("rejected", "open", 1),
        ("rejected", "recovered", 4),
    ]


def test_claims_between_two_stages_are_counted():
    flow = claim_flow(steps())
    assert claims_between(flow, None, None) == 100
    assert claims_between(flow, "denied", None) == 15
    assert claims_between(flow, None, "open") == 9 + 9 + 1
    assert claims_between(flow, "rejected", "recovered") == 4
    assert claims_between(flow, "paid", "open") == 0


def test_a_flow_of_paid_claims_alone_ends_there():
    flow = claim_flow(steps().head(1))
    assert counts(flow.stages, "stage") == [("submitted", 70), ("paid", 70)]
    assert counts(flow.bands, "from_stage", "to_stage") == [("submitted", "paid", 70)]


def outcomes() -> pd.DataFrame:
    """Twelve reasons of one payer each; the first is refused by two."""
    rows = [("97", "A", 30, 10, 6), ("97", "B", 20, 10, 2)]
    rows += [(f"{at}", "A", 5, 4, 1) for at in range(11)]
    names = ["carc_code", "payer_name", "denied_line_count", "recovered_line_count",
             "re_denied_line_count"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(
        reason_label="Reason " + frame["carc_code"],
        partly_recovered_line_count=0,
        reversed_line_count=0,
        open_line_count=frame[names[2]] - frame[names[3]] - frame[names[4]],
        resolved_line_count=frame[names[3]] + frame[names[4]],
        overturned_line_count=frame[names[3]],
    )


def test_outcomes_of_a_reason_are_summed_over_its_payers():
    by = outcomes_by(outcomes(), "carc_code", "reason_label")
    first, last = by.iloc[0], by.iloc[-1]
    assert (first.carc_code, first.label, first.denied_line_count) == ("97", "Reason 97", 50)
    assert first.overturn_rate == pytest.approx(20 / 28)
    # 12 reasons: ten, and two of five lines together.
    assert (len(by), last.carc_code, last.denied_line_count) == (11, "All others", 10)


def times() -> pd.DataFrame:
    """A hundred denials: 10 paid on day 10, 40 too young after 20 days, 25 answered on day 30 (20
    paid, 5 refused again), 5 waiting since 50 days, 20 since 70."""
    rows = [(10, 10, 10, 10), (20, 40, 0, 0), (30, 25, 25, 20), (50, 5, 0, 0), (70, 20, 0, 0)]
    names = ["waited_days", "denied_line_count", "resolved_line_count", "overturned_line_count"]
    return pd.DataFrame(rows, columns=names)


def test_a_denial_too_young_for_a_day_is_not_counted_on_it():
    curve = resolution_curve(times())
    # Day 10: 10 of 100, 90 % wait. Day 30: watched are 100 - 10 - 40 = 50; 25 of 50, half of 90 %.
    assert curve["watched_line_count"].tolist() == [100, 90, 50, 25, 20]
    assert curve["settled_rate"].tolist() == pytest.approx([0.1, 0.1, 0.55, 0.55, 0.55])
    # Overturned: 10 % on day 10, on day 30 90 % times 20 of 50 = 36 %.
    assert curve["overturned_rate"].tolist() == pytest.approx([0.1, 0.1, 0.46, 0.46, 0.46])


def test_the_curve_ends_where_too_few_are_watched():
    young = pd.concat([times(), times().tail(1).assign(waited_days=90, denied_line_count=19)])
    assert resolution_curve(young)["waited_days"].max() == 70
    assert resolution_curve(times().head(0)).empty


def test_the_curve_is_read_at_days_it_reaches():
    marks = marks_of(resolution_curve(times()))
    assert marks["waited_days"].tolist() == [30, 60]
    assert marks["settled_rate"].tolist() == pytest.approx([0.55, 0.55])
    # Watched for 60 days: only the 20 that wait since 70.
    assert marks["watched_line_count"].tolist() == [50, 20]


def lags() -> pd.DataFrame:
    """Two payers and two weeks; the second week is half answered, RED HARBOR has few claims."""
    week = pd.Timestamp("2026-02-09")
    rows = [
        (None, None, 60, 45),
        ("BLUE LANTERN", None, 45, 40),
        ("RED HARBOR", None, 15, 5),
        (None, week, 40, 36),
        (None, week + pd.Timedelta(weeks=1), 20, 9),
    ]
    names = ["payer_name", "claim_week", "submitted_claim_count", "answered_claim_count"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(
        service_to_submission_claim_count=frame["submitted_claim_count"],
        submission_to_remit_claim_count=frame["answered_claim_count"],
        service_to_submission_median_days=7.0,
        service_to_submission_late_days=10.0,
        submission_to_remit_median_days=20.0,
        submission_to_remit_late_days=30.0,
    )


def test_lags_of_too_few_claims_are_no_value():
    payers = lags_by_payer(lags())
    assert payers["payer_name"].tolist() == ["BLUE LANTERN", "RED HARBOR"]
    assert payers["submission_to_remit_median_days"].iloc[0] == 20
    assert payers.iloc[1].filter(like="_days").isna().all()
    assert lags_altogether(lags())["submitted_claim_count"] == 60


def test_a_week_is_mature_once_nine_in_ten_claims_are_answered():
    weeks = lags_by_week(lags())
    assert weeks["is_mature"].tolist() == [True, False]  # 36 of 40, 9 of 20
    assert weeks["submission_to_remit_median_days"].isna().tolist() == [False, True]
