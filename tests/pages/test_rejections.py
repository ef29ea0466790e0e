"""The Rejections page: its numbers, what narrows it, and what it says where data are missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.load import load_paths
from tests.given import a_denied_claim, an_835
from tests.pages.claims import FILES, written
from tests.pages.test_pages import texts

QUESTION = "Rejections"
Visit = Callable[..., AppTest]


@pytest.fixture(scope="module")
def claims_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with claims and acknowledgments alone: 4 of 30 claims refused."""
    folder = tmp_path_factory.mktemp("claims")
    load_paths(folder / "store", written(folder))
    return folder / "store"


def listed(app: AppTest) -> list[str]:
    """Control numbers in the list of claims."""
    return list(app.dataframe[-1].value["patient_control_number"])


def test_the_page_tells_how_many_claims_were_refused_and_how_many_wait(
    visit: Visit, claims_store: Path
) -> None:
    app = visit("rejections", claims_store)
    assert not app.exception and not app.error
    assert app.title[0].value == QUESTION
    assert (
        "4 of 30 claims (13.3%) were rejected before adjudication in the weeks "
        "shown; 3 still have to be resubmitted, \\$240."
    ) in texts(app)
    told = {metric.label: (metric.value, metric.delta) for metric in app.metric}
    assert told["Week of Feb 9, 2026: 4 of 30"][0] == "13.3%"
    assert told["Refused"] == ("13.3%", "4 of 30 claims")
    assert told["Charges rejected"] == ("\\$340", "of \\$2,700 sent")
    assert told["To resubmit"] == ("3", "\\$240 charged")
    assert listed(app) == ["BL-1", "BL-2", "RR-1", "BL-3"]


def test_the_filters_hold(visit: Visit, claims_store: Path) -> None:
    app = visit("rejections", claims_store, payer="RED RIVER")
    assert "1 of 5 claims (1 of 5 (too few to say)) was refused" not in texts(app)
    assert "1 of 5 claims was rejected before adjudication (too few to say for a rate)" in texts(
        app
    )
    assert listed(app) == ["RR-1"]


def test_an_owner_and_a_reason_narrow_the_claims(visit: Visit, claims_store: Path) -> None:
    app = visit("rejections", claims_store)
    app.session_state["rejection_owner"] = "Front Desk/Registration"
    app.run()
    assert listed(app) == ["RR-1", "BL-3"]
    app.session_state["rejection_owner"] = None
    app.run()
    app.multiselect(key="rejections_for").select("A7:562").run()
    assert listed(app) == ["BL-1", "BL-2"]
    app.toggle(key="rejections_waiting").set_value(True).run()
    assert listed(app) == ["BL-1", "BL-2"]


def test_a_picked_claim_shows_its_whole_history(visit: Visit, claims_store: Path) -> None:
    app = visit("rejections", claims_store)
    app.session_state["claim_open"] = ("BL-3", "BLUE LANTERN")
    app.run()
    events = app.dataframe[-1].value
    # The clearinghouse took the whole batch in, a day before the payer refused this claim of it.
    assert list(dict.fromkeys(events["file_name"])) == [
        "week7.837",
        "clearinghouse.277",
        "payer.277",
        "week8.837",
        "payer2.277",
    ]
    assert "BL-3" not in str(app.query_params)


def test_with_remittances_alone_the_page_says_what_to_load(
    visit: Visit, loaded_store: Path
) -> None:
    app = visit("rejections", loaded_store)
    assert "No claim files or acknowledgments (837, 277CA, 999) are loaded" in app.info[0].value
    assert not app.metric


def test_with_claims_alone_the_other_pages_say_what_to_load(
    visit: Visit, claims_store: Path
) -> None:
    for page in ("weekly_review", "reasons", "denied_lines"):
        app = visit(page, claims_store)
        assert not app.exception
        assert "Claims are loaded, but no remittances" in app.info[0].value


def test_without_acknowledgments_the_page_says_that_nothing_is_known(
    visit: Visit, tmp_path: Path
) -> None:
    (tmp_path / "week7.837").write_text(FILES["week7.837"])
    load_paths(tmp_path / "store", [tmp_path / "week7.837"])
    app = visit("rejections", tmp_path / "store")
    assert "whether a claim was rejected before adjudication is not known" in app.warning[0].value
    assert "For 30 claims neither an acknowledgment nor a payer's answer is loaded" in texts(app)


def test_claims_sent_before_the_first_remittance_are_in_view(visit: Visit, tmp_path: Path) -> None:
    # Sent on 9 February, first answered on 2 March: the weeks of the answers do not cut them off.
    answer = tmp_path / "answer.835"
    answer.write_text(an_835(a_denied_claim("BL-4"), date="20260302"))
    load_paths(tmp_path / "store", [*written(tmp_path), answer])
    assert "4 of 30 claims (13.3%)" in texts(visit("rejections", tmp_path / "store"))


def test_no_patient_is_named(visit: Visit, claims_store: Path) -> None:
    app = visit("rejections", claims_store)
    shown = texts(app) + "".join(table.value.to_csv() for table in app.dataframe)
    assert "QUARTZ" not in shown and "M001" not in shown


def test_without_data_the_page_says_how_to_get_some(visit: Visit, tmp_path: Path) -> None:
    app = visit("rejections", tmp_path / "empty")
    assert not app.exception
    assert "Nothing is loaded yet" in app.info[0].value
