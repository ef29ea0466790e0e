"""The dashboard's own answers equal the truth the sample generator kept, and tell its stories."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd
import pytest

from analytics import database, snapshots
from analytics.review import Review
from analytics.vocabulary import ReviewFilters, parse_week
from tests.conftest import SampleHouse

EVERYTHING = ReviewFilters()
VERDICTS = {
    "full": "denied",
    "partial": "partly_denied",
    "paid": "paid",
    "suspect": "suspect_zero_pay",
}
# A line is known by what was billed; within a claim of the sample no two lines are alike.
KEYS = ["payer_name", "patient_control_number", "procedure_code", "modifiers", "is_secondary"]
FACTS = [
    "first_remit_date",
    "first_answer",
    "first_group_code",
    "first_carc",
    "charge",
    "first_denied_amount",
    "first_paid",
    "outcome",
    "recovered_amount",
    "resolved_date",
]
AMOUNTS = ["charge", "first_denied_amount", "first_paid", "recovered_amount"]


@pytest.fixture(scope="module")
def connection(sample_house: SampleHouse) -> Iterator[database.Connection]:
    path = snapshots.current_files(sample_house.store)
    assert path is not None
    with database.connect(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def truth(sample_house: SampleHouse) -> pd.DataFrame:
    """The ledger's lines that have an answer; an estimate is none."""
    lines = sample_house.ledger.lines
    return lines[~lines["first_answer"].isin(["none yet", "predetermination"])]


@pytest.fixture(scope="module")
def counted(truth: pd.DataFrame) -> pd.DataFrame:
    """Those the headline counts: of the first payer, and no duplicates."""
    return truth[~truth["is_secondary"] & (truth["first_answer"] != "duplicate")].assign(
        is_denied=lambda rows: rows["first_answer"].isin(["denied", "partly_denied"]),
        is_overturned=lambda rows: rows["outcome"].isin(["recovered", "partly_recovered"]),
        is_re_denied=lambda rows: rows["outcome"] == "re_denied",
    )


def cents(dollars: pd.Series) -> pd.Series:
    """Dollars as whole cents, so that nothing hides in a rounding."""
    return dollars.astype(float).mul(100).round().astype("int64")


def figures(rows: pd.DataFrame, *keys: str) -> dict[tuple, tuple[int, ...]]:
    """Lines, denied lines and cents charged, denied, recovered, of the ledger, by key."""
    rows = rows.assign(**{name: cents(rows[name]) for name in AMOUNTS})
    rows = rows.assign(
        denied=rows["first_denied_amount"].where(rows["is_denied"], 0),
        denied_charge=rows["charge"].where(rows["is_denied"], 0),
    )
    sums = rows.groupby(list(keys)).agg(
        line_count=("is_denied", "size"),
        denied_line_count=("is_denied", "sum"),
        charge=("charge", "sum"),
        denied_charge=("denied_charge", "sum"),
        denied=("denied", "sum"),
        recovered=("recovered_amount", "sum"),
    )
    return as_figures(sums.reset_index(), list(keys), list(sums.columns))


def answered(rows: pd.DataFrame, *keys: str) -> dict[tuple, tuple[int, ...]]:
    """The same figures, as a grouped answer of the dashboard has them."""
    names = [
        "adjudicated_line_count",
        "denied_line_count",
        "adjudicated_charge_amount",
        "denied_charge_amount",
        "denied_amount",
        "recovered_amount",
    ]
    amounts = {name: cents(rows[name]) for name in names if name.endswith("_amount")}
    return as_figures(rows.assign(**amounts), list(keys), names)


def as_figures(rows: pd.DataFrame, keys: list[str], names: list[str]) -> dict:
    return {
        tuple(row[key] for key in keys): tuple(int(row[name]) for name in names)
        for row in rows.to_dict("records")
    }


def test_every_line_is_judged_as_the_truth_has_it(
    connection: database.Connection, truth: pd.DataFrame
) -> None:
    said = connection.execute(
        "select * from marts.line_outcomes where verdict != 'unanswered'"
    ).df()
    # An answer without SVC names no procedure: it stands for the only line of its claim.
    of_claim = truth.groupby(["payer_name", "patient_control_number"])["procedure_code"].first()
    claims = pd.MultiIndex.from_frame(said[["payer_name", "patient_control_number"]])
    named = pd.Series(of_claim.reindex(claims).to_numpy(), index=said.index)
    said = said.assign(
        procedure_code=said["procedure_code"].mask(said["service_line_number"] == 0, named),
        modifiers=[":".join(codes) for codes in said["modifier_codes"]],
        first_answer=said["verdict"].map(VERDICTS).mask(said["is_duplicate"], "duplicate"),
        first_remit_date=said["remit_date"],
        first_group_code=said["group_code"].fillna(""),
        first_carc=said["carc_code"].fillna(""),
        charge=said["charge_amount"],
        first_denied_amount=said["denied_amount"],
        first_paid=said["paid_amount"],
        # What came of a refusal as duplicate is nothing of its own.
        outcome=said["outcome"].fillna("").mask(said["is_duplicate"], ""),
    )
    assert len(said) == len(truth)
    pd.testing.assert_frame_equal(facts(said), facts(truth), check_dtype=False)


def facts(rows: pd.DataFrame) -> pd.DataFrame:
    """What both sides must say of every line, in the same order and types."""
    shown = rows[KEYS + FACTS].copy()
    for name in AMOUNTS:
        shown[name] = cents(shown[name])
    for name in ("first_remit_date", "resolved_date"):
        shown[name] = pd.to_datetime(shown[name]).dt.strftime("%Y-%m-%d").fillna("")
    shown = shown.set_index(KEYS).sort_index()
    assert shown.index.is_unique
    return shown


def test_the_headline_is_right_to_the_cent(
    connection: database.Connection, counted: pd.DataFrame
) -> None:
    headline = database.ask(connection, "headline", EVERYTHING).iloc[0]
    expected = figures(counted.assign(all="all"), "all")[("all",)]
    assert answered(headline.to_frame().T.assign(all="all"), "all")[("all",)] == expected
    denied = counted[counted["is_denied"]]
    assert headline["adjudicated_claim_count"] == claims(counted)
    assert headline["denied_claim_count"] == claims(denied)
    assert headline["partial_line_count"] == (denied["first_answer"] == "partly_denied").sum()
    assert headline["overturned_line_count"] == denied["is_overturned"].sum()
    assert headline["resolved_line_count"] == (
        denied["is_overturned"].sum() + denied["is_re_denied"].sum()
    )
    assert headline["suspect_line_count"] == (counted["first_answer"] == "suspect_zero_pay").sum()
    assert headline["patient_billed_line_count"] == (denied["first_group_code"] == "PR").sum()


def claims(rows: pd.DataFrame) -> int:
    """How many claims, each counted once for its payer."""
    return len(rows[["payer_name", "patient_control_number"]].drop_duplicates())


def test_the_figures_are_those_of_the_readme(connection: database.Connection) -> None:
    # 1,384 of 15,779 lines, $236,524.58; 375 recovered, 33 partly, 296 re-denied; $36,154.73 back.
    headline = database.ask(connection, "headline", EVERYTHING).iloc[0]
    assert headline["adjudicated_line_count"] == 15_779
    assert headline["denied_line_count"] == 1_384
    assert headline["denied_amount"] == 236_524.58
    assert headline["recovered_amount"] == 36_154.73
    assert headline["overturned_line_count"] == 375 + 33
    assert headline["resolved_line_count"] == 375 + 33 + 296
    assert (headline["adjudicated_claim_count"], headline["denied_claim_count"]) == (8_203, 1_060)


def test_every_payer_is_right_to_the_cent(
    connection: database.Connection, counted: pd.DataFrame
) -> None:
    said = answered(database.ask(connection, "denials_by_payer", EVERYTHING), "payer_name")
    assert said == figures(counted, "payer_name")


def test_every_week_is_right_to_the_cent(
    connection: database.Connection, counted: pd.DataFrame
) -> None:
    said = answered(database.ask(connection, "weekly_denials", EVERYTHING), "remit_week")
    assert said == figures(
        counted.assign(remit_week=pd.to_datetime(counted["first_remit_week"])), "remit_week"
    )


def test_every_payer_week_is_right_to_the_cent(
    connection: database.Connection, counted: pd.DataFrame
) -> None:
    keys = ("payer_name", "remit_week")
    said = answered(database.ask(connection, "weekly_denials_by_payer", EVERYTHING), *keys)
    assert said == figures(counted.assign(remit_week=counted["first_remit_week"]), *keys)


def test_every_reason_is_right_to_the_cent(
    connection: database.Connection, counted: pd.DataFrame
) -> None:
    said = database.ask(connection, "denials_by_reason", EVERYTHING)
    # Each reason is divided by all lines, so only what is denied is its own.
    expected = figures(counted[counted["is_denied"]], "first_carc")
    own = {key: figure[1:2] + figure[3:] for key, figure in answered(said, "carc_code").items()}
    assert own == {key: figure[1:2] + figure[3:] for key, figure in expected.items()}
    assert set(said["adjudicated_line_count"]) == {len(counted)}


def test_every_procedure_is_right_to_the_cent(
    connection: database.Connection, counted: pd.DataFrame
) -> None:
    # Larkfield answers an unknown member (CLP02 4) with one line without SVC.
    claim = counted.groupby(["payer_name", "patient_control_number"])["procedure_code"]
    is_unnamed = (
        (counted["payer_name"] == "LARKFIELD COMMUNITY MEDICAID")
        & (counted["first_status_code"] == "4")
        & (claim.transform("size") == 1)
    )
    named = counted.assign(procedure_code=counted["procedure_code"].mask(is_unnamed, "No line"))
    said = answered(database.ask(connection, "denials_by_procedure", EVERYTHING), "procedure_code")
    assert is_unnamed.any()
    assert said == figures(named, "procedure_code")


def test_categories_add_up_to_their_payer(connection: database.Connection) -> None:
    payers = database.ask(connection, "denials_by_payer", EVERYTHING)
    cells = database.ask(connection, "denials_by_payer_and_category", EVERYTHING)
    for name in ("denied_line_count", "denied_amount", "recovered_amount", "open_amount"):
        sums = cells.groupby("payer_name")[name].sum().round(2)
        assert sums.to_dict() == payers.set_index("payer_name")[name].to_dict(), name


def test_every_modifier_is_right_to_the_cent(
    connection: database.Connection, counted: pd.DataFrame
) -> None:
    said = answered(database.ask(connection, "denials_by_modifier", EVERYTHING), "modifier_code")
    split = counted.assign(modifier_code=counted["modifiers"].str.split(":")).explode(
        "modifier_code"
    )
    assert said == figures(split, "modifier_code")


def test_the_denied_lines_are_those_of_the_truth(
    connection: database.Connection, counted: pd.DataFrame
) -> None:
    said = database.ask(connection, "denied_lines", EVERYTHING)
    denied = counted[counted["is_denied"]]
    keys = ["payer_name", "patient_control_number", "carc_code", "group_code", "outcome"]
    ours = said[keys].assign(cents=cents(said["denied_amount"]))
    theirs = denied.rename(columns={"first_carc": "carc_code", "first_group_code": "group_code"})
    theirs = theirs[keys].assign(cents=cents(denied["first_denied_amount"]))
    assert sorted(ours.itertuples(index=False)) == sorted(theirs.itertuples(index=False))


def test_what_stands_apart_is_counted_apart(
    connection: database.Connection, sample_house: SampleHouse
) -> None:
    apart = database.ask(connection, "lines_apart", EVERYTHING).set_index("kind")["line_count"]
    lines = sample_house.ledger.lines
    primary, answers = lines[~lines["is_secondary"]], lines["first_answer"]
    assert apart["duplicate"] == (primary["first_answer"] == "duplicate").sum()
    assert apart["suspect_zero_pay"] == (primary["first_answer"] == "suspect_zero_pay").sum()
    assert apart["secondary"] == (lines["is_secondary"] & (answers != "none yet")).sum()
    assert apart["predetermination"] == (answers == "predetermination").sum()


@pytest.mark.parametrize(
    "filters",
    [
        EVERYTHING,
        ReviewFilters(include_secondary=True, include_duplicates=True),
        ReviewFilters(first_week=parse_week("2026-W40"), last_week=parse_week("2026-W41")),
        ReviewFilters(
            date_basis="service",
            first_week=parse_week("2026-W40"),
            last_week=parse_week("2026-W41"),
        ),
        ReviewFilters(payers=("BLUE LANTERN HEALTH",), carcs=("97",)),
        ReviewFilters(procedures=("99213",)),
        ReviewFilters(modifiers=("25",), include_patient=False),
        ReviewFilters(modifiers=("",)),
    ],
    ids=str,
)
def test_claims_are_counted_as_if_each_were_told_from_all_others(
    connection: database.Connection, filters: ReviewFilters
) -> None:
    def distinct(grain: str) -> list[tuple]:
        return connection.execute(
            f"select {grain}, count(distinct chain_number), count(distinct chain_number)"
            " filter (where is_denied) from review.lines_in_view($filters)"
            " group by all order by all",
            {"filters": filters.parameter()},
        ).fetchall()

    counts = ["adjudicated_claim_count", "denied_claim_count"]
    headline = Review(connection, filters).ask("headline")
    assert [(1, *row) for row in headline[counts].itertuples(index=False)] == distinct("1")
    weekly = Review(connection, filters).ask("weekly_denials")[["remit_week", *counts]]
    assert [
        (week.date(), *numbers) for week, *numbers in weekly.itertuples(index=False)
    ] == distinct("remit_week")


def test_lines_without_a_modifier_can_be_chosen(
    connection: database.Connection, counted: pd.DataFrame
) -> None:
    def chosen(*modifiers: str) -> tuple[int, int]:
        row = Review(connection, ReviewFilters(modifiers=modifiers)).ask("headline").iloc[0]
        return row["adjudicated_line_count"], row["denied_line_count"]

    codes = counted["modifiers"].str.split()
    without = codes.str.len() == 0
    assert chosen("") == (without.sum(), counted[without]["is_denied"].sum())
    either = without | codes.map(lambda listed: "25" in listed)
    assert chosen("", "25") == (either.sum(), counted[either]["is_denied"].sum())
    (choice,) = connection.execute(
        "select label from marts.filter_choices where choice_kind = 'modifier' and value = ''"
    ).fetchall()
    assert choice == ("No modifier",)


def test_every_file_holds_as_much_as_was_written(
    connection: database.Connection, sample_house: SampleHouse
) -> None:
    counts = ["transaction_set_count", "claim_count", "line_count", "adjustment_count"]
    said = database.ask(connection, "loaded_files").set_index("file_name")[counts]
    written = sample_house.ledger.files.set_index("file_name")[counts]
    assert sorted(said.index) == sorted(written.index)
    is_x12 = [not name.startswith("csv/") for name in written.index]
    written = written.astype(said.dtypes)
    pd.testing.assert_frame_equal(said.loc[written.index][is_x12], written[is_x12])
    # An extract has no transaction sets.
    pd.testing.assert_frame_equal(said.loc[written.index][counts[1:]], written[counts[1:]])


def test_blue_lantern_bundles_visits_with_modifier_25_since_week_37(
    connection: database.Connection, counted: pd.DataFrame
) -> None:
    monday = parse_week("2026-W37")
    assert monday == date(2026, 9, 7)

    def asked(reasons: tuple[str, ...] = ("97",), **weeks: date) -> pd.Series:
        filters = ReviewFilters(
            payers=("BLUE LANTERN HEALTH",),
            procedures=("99213",),
            modifiers=("25",),
            carcs=reasons,
            **weeks,
        )
        return database.ask(connection, "headline", filters).iloc[0]

    before = asked(last_week=monday - timedelta(weeks=1))
    since = asked(first_week=monday)
    # 9 of 405 lines (2.2 %) before, 75 of 169 (44.4 %) since, $7,680.00 refused
    assert (before["denied_line_count"], before["adjudicated_line_count"]) == (9, 405)
    assert (since["denied_line_count"], since["adjudicated_line_count"]) == (75, 169)
    assert since["denied_amount"] == 7_680

    own = counted[
        (counted["payer_name"] == "BLUE LANTERN HEALTH")
        & (counted["procedure_code"] == "99213")
        & counted["modifiers"].str.split(":").map(lambda codes: "25" in codes)
    ]
    told = own.assign(is_bundled=own["first_carc"] == "97")
    told = told.groupby("first_remit_week")["is_bundled"].agg(["size", "sum"])
    filters = ReviewFilters(
        payers=("BLUE LANTERN HEALTH",), procedures=("99213",), modifiers=("25",), carcs=("97",)
    )
    weekly = database.ask(connection, "weekly_denials", filters).set_index("remit_week")
    assert list(weekly["adjudicated_line_count"]) == list(told["size"])
    assert list(weekly["denied_line_count"]) == list(told["sum"])


def test_that_modifier_25_goes_with_the_bundled_visits(connection: database.Connection) -> None:
    filters = ReviewFilters(first_week=parse_week("2026-W37"), carcs=("97",))
    effects = Review(connection, filters).ask("modifier_effects")
    told = effects[effects["is_told"]].iloc[0]  # the largest difference that is told
    assert (told["modifier_code"], told["procedure_code"]) == ("25", "99213")
    assert told["payer_name"] == "BLUE LANTERN HEALTH"
    assert (told["with_denied_count"], told["with_line_count"]) == (75, 169)
    assert told["sentence"].startswith(
        "99213 with modifier 25 at Blue Lantern Health is denied more often: +"
    )


def test_evergrove_refuses_more_and_more_for_want_of_authorisation(
    connection: database.Connection,
) -> None:
    def asked(first: date | None, last: date) -> tuple[int, int]:
        filters = ReviewFilters(
            payers=("EVERGROVE SENIOR ADVANTAGE",), carcs=("197",), first_week=first, last_week=last
        )
        headline = database.ask(connection, "headline", filters).iloc[0]
        return int(headline["denied_line_count"]), int(headline["adjudicated_line_count"])

    # 0.7 % of lines, then 2.8 %, then 5.3 %
    assert asked(None, date(2026, 7, 27)) == (8, 1_224)
    assert asked(date(2026, 8, 3), date(2026, 9, 21)) == (11, 399)
    assert asked(date(2026, 9, 28), date(2026, 11, 16)) == (24, 449)


def test_a_week_of_cedar_compass_is_missing(connection: database.Connection) -> None:
    filters = ReviewFilters(payers=("CEDAR COMPASS INSURANCE",))
    weeks = database.ask(connection, "weekly_denials", filters)["remit_week"]
    every_monday = pd.date_range(weeks.min(), weeks.max(), freq="7D")
    assert [f"{day:%G-W%V}" for day in every_monday.difference(weeks)] == ["2026-W42"]


def test_data_health_finds_that_week_and_no_other(connection: database.Connection) -> None:
    # Silver Heron's every other week, the weeks of few lines and the duplicates are all in order.
    health = database.ask(connection, "data_health")
    flagged = health[~health["is_healthy"]]
    assert flagged[["payer_name", "line_count", "verdict"]].to_numpy().tolist() == [
        ["CEDAR COMPASS INSURANCE", 0, "file missing?"]
    ]
    assert flagged["remit_week"].iloc[0].date() == parse_week("2026-W42")
    assert 27 <= flagged["expected_line_count"].iloc[0] <= 50


@pytest.mark.parametrize("week", ["2026-W38", "2026-W39"])
def test_blue_lanterns_visits_are_why_the_rate_moved(
    connection: database.Connection, week: str
) -> None:
    drivers = database.ask(connection, "rate_drivers", week=parse_week(week))
    shown = drivers[drivers["is_shown"]]
    assert shown[["payer_name", "procedure_code"]].to_numpy().tolist() == [
        ["BLUE LANTERN HEALTH", "99213"]
    ]
    assert shown["rate_part"].iloc[0] > abs(shown["mix_part"].iloc[0])


def alerts(connection: database.Connection, week: str) -> list[list]:
    """What is new or worse in a week, the least likely first: reason, payer, procedure, modifier,
    since when.
    """
    rows = database.ask(connection, "alerts", week=parse_week(week)).sort_values("e_value")
    rows = rows.assign(since=[f"{day:%G-W%V}" for day in rows["since_week"]])
    names = ["carc_code", "payer_name", "procedure_code", "modifier_code", "since"]
    return rows[names].astype(object).where(rows[names].notna(), None).to_numpy().tolist()


@pytest.mark.parametrize("week", [f"2026-W{number}" for number in range(38, 48)])
def test_blue_lanterns_bundled_visits_are_the_top_alert_from_their_second_week(
    connection: database.Connection, week: str
) -> None:
    assert alerts(connection, week)[0] == ["97", "BLUE LANTERN HEALTH", "99213", "25", "2026-W37"]


def test_blue_lanterns_alert_is_new_once_and_does_not_flicker(
    connection: database.Connection,
) -> None:
    status = {
        number: database.ask(connection, "alerts", week=parse_week(f"2026-W{number}"))
        .query("carc_code == '97' and payer_name == 'BLUE LANTERN HEALTH'")["status"]
        .tolist()
        for number in range(38, 48)
    }
    assert status == {38: ["new"], **{number: ["standing"] for number in range(39, 48)}}


@pytest.mark.parametrize("week", [f"2026-W{number}" for number in range(41, 48)])
def test_evergroves_authorisations_are_an_alert_of_the_payer_as_a_whole(
    connection: database.Connection, week: str
) -> None:
    # They creep up from 2026-W32 on; the alert begins where the creeping passed the ordinary.
    carc, payer, procedure, modifier, since = alerts(connection, week)[1]
    assert (carc, payer, procedure, modifier) == ("197", "EVERGROVE SENIOR ADVANTAGE", None, None)
    assert "2026-W32" <= since <= "2026-W41"


def test_an_alert_is_one_sentence_with_the_numbers_of_the_truth(
    connection: database.Connection, counted: pd.DataFrame
) -> None:
    own = counted[
        (counted["payer_name"] == "BLUE LANTERN HEALTH")
        & (counted["procedure_code"] == "99213")
        & (counted["modifiers"] == "25")
    ]
    weeks = pd.to_datetime(own["first_remit_week"])
    monday = pd.Timestamp(parse_week("2026-W37"))
    since = own[weeks.between(monday, monday + timedelta(weeks=1))]
    before = own[weeks.between(monday - timedelta(weeks=26), monday - timedelta(weeks=1))]
    denied, usual = (int((rows["first_carc"] == "97").sum()) for rows in (since, before))
    alert = database.ask(connection, "alerts", week=parse_week("2026-W38")).iloc[0]
    assert alert["sentence"].startswith(
        f"Blue Lantern Health · 99213-25: {denied / len(since):.0%} denied for CARC 97 (Bundled "
        f"service), {usual / len(before):.0%} is usual; since Sep 7, 2026 ({denied} "
        f"of {len(since)} lines in 2 weeks; {usual} of {len(before)} in the 26 weeks before; "
        "expected by chance about once in "
    )
    assert (alert["window_weeks"], alert["seen_count"]) == (2, denied)


def test_every_open_visit_with_modifier_25_at_blue_lantern_is_flagged_before_all_others(
    connection: database.Connection, sample_house: SampleHouse
) -> None:
    # The README: 75 lines refused since week 37, which the 13 weeks of answers before hold whole.
    flags = database.ask(connection, "claim_flags")
    first = flags[flags["rule_number"] == flags["rule_number"].iloc[0]]
    assert first["sentence"].iloc[0].startswith("Blue Lantern Health denied 75 of ")
    assert "lines of 99213 with modifier 25 for CARC 97; " in first["sentence"].iloc[0]
    lines = sample_house.ledger.lines
    is_open = (lines["first_answer"] == "none yet") & ~lines["is_secondary"]
    is_bundled = (lines["procedure_code"] == "99213") & (lines["modifiers"] == "25")
    is_blue_lantern = lines["payer_name"] == "BLUE LANTERN HEALTH"
    waiting = lines[is_open & is_bundled & is_blue_lantern]
    assert sorted(first["patient_control_number"]) == sorted(waiting["patient_control_number"])
    # And the other story: authorizations at Evergrove.
    others = flags[flags["rule_number"] != first["rule_number"].iloc[0]]
    assert set(zip(others["payer_name"], others["carc_code"], strict=True)) == {
        ("EVERGROVE SENIOR ADVANTAGE", "197")
    }


def test_the_missing_file_and_the_one_sent_twice_make_no_alert(
    connection: database.Connection,
) -> None:
    for week in ("2026-W42", "2026-W43", "2026-W30", "2026-W31"):
        for question in ("alerts", "improved"):
            payers = database.ask(connection, question, week=parse_week(week))["payer_name"]
            assert not set(payers) & {"CEDAR COMPASS INSURANCE", "MERIDELL BENEFIT COMPANY"}


def test_the_file_meridell_sent_twice_is_reported_and_changes_nothing(
    connection: database.Connection, sample_house: SampleHouse
) -> None:
    said = database.ask(connection, "loaded_files").set_index("file_name")
    again = said.loc["835/meridell_20260724_again.txt"]
    assert again["status"] == "duplicate"
    assert again["message"] == (
        "Its remittance was loaded before from another file; nothing was added."
    )
    assert set(said["status"].drop("835/meridell_20260724_again.txt")) == {"loaded"}
    reported = [file for file in sample_house.report.files if file.status != "loaded"]
    assert [(file.file_name, file.status) for file in reported] == [(again.name, "duplicate")]


def test_no_standing_check_finds_a_fault(connection: database.Connection) -> None:
    checks = database.run_checks(connection)
    assert [check for check in checks if check.offending_row_count] == []
