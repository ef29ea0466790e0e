"""The Outcomes page on eight claims (tests/small_claims.py), and on remittances alone."""

from pathlib import Path

import pytest

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
    said = texts(visit("outcomes", store))
    assert (
        "Of 8 claims submitted 2 were paid on the first answer, 4 denied and 1 rejected "
        "before adjudication"
    ) in said
    assert "1 have no response yet. Of the 5 denied or rejected 2 are recovered and 3 still" in said


def test_figures_of_few_claims_are_counts_not_rates(visit, store):
    app = visit("outcomes", store)
    figures = {metric.label: (metric.value, metric.delta) for metric in app.metric}
    # Clean: C1, C2 of the 7 decided. First pass: J1 too. Overturned: D1 of D1, D2.
    assert figures["Clean claims"] == ("2 of 7", "too few to say")
    assert figures["First pass"] == ("3 of 7", "too few to say")
    assert figures["Overturn rate"] == ("1 of 2", "too few to say")
    assert figures["To answer"][0] == "–"


def test_the_buttons_choose_the_claims_listed(visit, store):
    app = visit("outcomes", store)
    assert len(claims_listed(app)) == 8
    app.button_group(key="flow_first").set_value("denied").run()
    assert claims_listed(app) == ["D1", "D2", "D3", "R1"]
    app.button_group(key="flow_final").set_value("open").run()
    assert claims_listed(app) == ["D2", "D3", "R1"]
    assert "**Denied → Open**: 3 claims." in texts(app)


def test_a_picked_claim_shows_its_history(visit, store):
    app = visit("outcomes", store)
    app.session_state["claim_open"] = ("J1", "BLUE LANTERN")
    app.run()
    files = set(app.dataframe[-1].value["file_name"])
    assert files == {"sent_0209.edi", "door_0210.edi", "sent_0223.edi", "remit_0316.edi"}
    assert "J1" not in str(app.query_params)


def test_a_filter_narrows_the_claims(visit, store):
    app = visit("outcomes", store, payer="RED HARBOR")
    assert claims_listed(app) == ["R1"]
    assert "Of 1 claim submitted" in texts(app)


def test_remittances_alone_tell_denials_but_no_clean_claims_and_no_lags(visit, loaded_store):
    # 480 claims answered, 48 denied, none sent as far as we know.
    app = visit("outcomes", loaded_store, weeks="All weeks")
    assert not app.exception
    figures = {metric.label: (metric.value, metric.delta) for metric in app.metric}
    assert figures["Clean claims"] == ("–", "too few to say")
    assert figures["First pass"] == ("90.0%", "of 480 answered")
    assert figures["To submission"] == ("–", "0 claims; too few")
    assert "No line in view was paid under a lower procedure" in texts(app)
