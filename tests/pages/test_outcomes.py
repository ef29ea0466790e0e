"""The Outcomes page on eight claims (tests/small_claims.py), and on remittances alone."""

from pathlib import Path

import pytest

from analytics.review import reviewing
from tests.pages.panes import pane_texts, picks
from tests.pages.test_pages import texts
from tests.small_claims import a_store_of_them


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_store_of_them(tmp_path_factory.mktemp("claims"))


def claims_listed(app) -> list[str]:
    """Control numbers of the list of claims, the first table of the page."""
    return sorted(app.dataframe[0].value["patient_control_number"])


def test_the_answer_counts_every_claim_once(visit, store):
    # Paid at first C1, C2; denied D1, D2, D3, R1; rejected J1; W1 waits. Recovered D1, J1.
    assert (
        "**2 of 8 claims** were paid on the first answer, 1 has no response yet. Of 5 denied or "
        "rejected, 2 are recovered and 3 still open."
    ) in texts(visit("outcomes", store))


def test_figures_of_few_claims_are_counts_not_rates(visit, store):
    said = pane_texts(visit("outcomes", store))
    # Clean: C1, C2 of the 7 decided. Overturned: D1 of D1, D2.
    assert "Clean claims – 2 of 7 decided too few to say" in said
    assert "Overturned – 1 of 2 resolved lines too few to say" in said
    assert "To the first answer – 7 claims too few to say" in said


def test_every_denied_line_has_one_outcome_in_its_row(visit, store):
    # Denied for CARC 97 are D1 (recovered), D2 (denied again), D3 and R1 (open).
    app = visit("outcomes", store)
    assert {"carc": "97"} in picks(app)
    app = visit("outcomes", store, outcomes_by="payer")
    assert {"payer": "BLUE LANTERN"} in picks(app) and {"payer": "RED HARBOR"} in picks(app)
    assert "By payer" in pane_texts(app)


def test_the_chips_choose_the_claims_listed(visit, store):
    app = visit("outcomes", store, outcomes_by="claims")
    assert len(claims_listed(app)) == 8
    assert {"flow_first": "denied"} in picks(app)
    app = visit("outcomes", store, outcomes_by="claims", flow_first="denied")
    assert claims_listed(app) == ["D1", "D2", "D3", "R1"]
    app = visit("outcomes", store, outcomes_by="claims", flow_first="denied", flow_final="open")
    assert claims_listed(app) == ["D2", "D3", "R1"]
    assert "**Denied → Open**: 3 claims." in texts(app)


def test_every_fold_opens_by_its_address(visit, store):
    folds = ("flow_drawn", "all_outcomes", "deadlines_ahead", "taken_back", "recovery_held",
             "resolution", "weeks_taken", "answers_coming", "hfma", "downcoded")  # fmt: skip
    app = visit("outcomes", store, outcomes_by="days", **dict.fromkeys(folds, "yes"))
    assert not app.exception
    assert "No line in view was paid under a lower procedure" in texts(app)
    assert "Days a claim takes" in pane_texts(app)


def test_a_picked_claim_shows_its_history(visit, store):
    with reviewing(store) as review:
        key = str(review.ask("claim_named", claim="J1")["linked_claim_id"].iloc[0])
    app = visit("outcomes", store, claim=key, claim_events="yes")
    events = next(each.value for each in app.dataframe if "event_date" in each.value)
    files = set(events["file_name"])
    assert files == {"sent_0209.edi", "door_0210.edi", "sent_0223.edi", "remit_0316.edi"}
    assert "J1" not in str(app.query_params)


def test_a_filter_narrows_the_claims(visit, store):
    app = visit("outcomes", store, payer="RED HARBOR", outcomes_by="claims")
    assert claims_listed(app) == ["R1"]
    assert "**0 of 1 claim**" in texts(app)


def test_remittances_alone_tell_denials_but_no_clean_claims_and_no_lags(visit, loaded_store):
    # 480 claims answered, 48 denied, none sent as far as we know.
    app = visit("outcomes", loaded_store, weeks="All weeks")
    assert not app.exception
    said = pane_texts(app)
    assert "Clean claims – 0 of 0 decided too few to say" in said
    assert "To the first answer – 0 claims too few to say" in said
    assert "**432 of 480 claims (90.0%)** were paid on the first answer" in texts(app)
