"""The Rejections page: its numbers, what narrows it, and what it says where data are missing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import notebook
from analytics.load import load_paths
from analytics.notebook import Action
from analytics.review import reviewing
from tests.given import a_denied_claim, an_835
from tests.pages.claims import FILES, written
from tests.pages.panes import pane_texts, picks
from tests.pages.test_pages import texts
from tests.people import as_person

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
    return re.findall(r"\b(?:BL|RR)-\d+\b", pane_texts(app))


def test_the_page_tells_how_many_claims_were_rejected_and_how_many_wait(
    visit: Visit, claims_store: Path
) -> None:
    app = visit("rejections", claims_store)
    assert not app.exception and not app.error
    assert app.title[0].value == QUESTION
    assert (
        "**4 of 30 claims (13.3%)** were rejected before adjudication in the weeks "
        "shown; 3 still have to be resubmitted, **\\$240**."
    ) in texts(app)
    said = pane_texts(app)
    assert "Rejected 13.3% 4 of 30 claims $340 of $2,700 charged" in said
    assert "Week of Feb 9 13.3% 4 of 30 claims" in said
    assert "To resubmit 3 $240 charged" in said
    assert "Accepted or answered later 1 of 4 rejected" in said
    # Those that wait come first: the list opens on them.
    assert listed(app) == ["BL-1", "BL-2", "RR-1"]
    assert listed(visit("rejections", claims_store, rejected_list="all")) == [
        "BL-1", "BL-2", "RR-1", "BL-3",
    ]  # fmt: skip
    assert listed(visit("rejections", claims_store, rejected_list="accepted")) == ["BL-3"]


def test_a_decision_looks_at_the_latest_full_week_of_claims(
    visit: Visit, claims_store: Path, tmp_path: Path
) -> None:
    # Without a remittance no week of answers is under review; all claims are of that of Feb 9.
    store = tmp_path / "store"
    shutil.copytree(claims_store, store)
    known = Action("Ask the payer", "Ann", "2026-02-27", "2026-02-09", "rejection_rate")
    as_person("Bob", notebook.decide, store, known)  # so that Ann is known
    app = visit("rejections", store)
    app.button(key="decide_here").click().run()
    said = "In the 8 weeks up to that of Feb 9, 2026: 4 of 30 claims (13.3%) rejected."
    assert said in texts(app)
    app.text_input(key="action_title").set_value("Enroll the provider")
    app.selectbox(key="action_owner").set_value("Ann")
    app.button(key="save_decision").click().run()
    assert not app.exception
    kept = notebook.actions(store)[1]
    assert (kept["measure"], kept["decided_week"]) == ("rejection_rate", "2026-02-09")
    app.switch_page("analytics/pages/actions.py").run()
    assert not app.exception
    assert "2 actions, 2 open" in texts(app)
    assert "Enroll the provider" in pane_texts(app)
    assert "no full week after Feb 15, 2026 is loaded yet" in pane_texts(app)


def test_the_filters_hold(visit: Visit, claims_store: Path) -> None:
    app = visit("rejections", claims_store, payer="RED RIVER")
    assert "**1 of 5 claims** was rejected before adjudication (too few to say for a rate)" in (
        texts(app)
    )
    assert listed(app) == ["RR-1"]


def test_an_owner_and_a_reason_narrow_the_claims(visit: Visit, claims_store: Path) -> None:
    said = {"rejected_list": "all", "rejection_owner": "Front Desk/Registration"}
    app = visit("rejections", claims_store, **said)
    assert listed(app) == ["RR-1", "BL-3"]
    app = visit("rejections", claims_store, rejected_list="all", rejected_for="A7:562")
    assert listed(app) == ["BL-1", "BL-2"]
    assert {"reason": ""} in picks(app)  # which takes the reason away
    app.session_state["rejected_for"] = ""
    assert len(listed(app.run())) == 4


def test_what_the_address_says_wrongly_is_passed_over(visit: Visit, claims_store: Path) -> None:
    app = visit(
        "rejections", claims_store, rejected_for="x", rejection_owner="x", rejected_page="x9"
    )
    assert not app.exception
    assert listed(app) == ["BL-1", "BL-2", "RR-1"]


def test_a_picked_claim_shows_its_whole_history(visit: Visit, claims_store: Path) -> None:
    with reviewing(claims_store) as review:
        key = str(review.ask("claim_named", claim="BL-3")["linked_claim_id"].iloc[0])
    app = visit("rejections", claims_store, claim=key, claim_events="yes")
    events = next(each.value for each in app.dataframe if "event_date" in each.value)
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
    assert not pane_texts(app)


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
    shown = texts(app) + pane_texts(app)
    assert "QUARTZ" not in shown and "M001" not in shown


def test_without_data_the_page_says_how_to_get_some(visit: Visit, tmp_path: Path) -> None:
    app = visit("rejections", tmp_path / "empty")
    assert not app.exception
    assert "Nothing is loaded yet" in app.info[0].value
