"""Payers, Reasons, Procedures and providers: what their first screens say, and what opens.

Sixteen weeks of one payer: 480 lines of 99213, 48 of them denied for CARC 97, $100 each.
"""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.components.breakdowns.payer_table import PayerTable
from tests.pages.panes import TAG, pane_texts, picks
from tests.pages.test_pages import texts


def test_the_payers_are_told_with_their_reasons_cell_by_cell(visit, loaded_store):
    app = visit("payers", loaded_store)
    assert not app.exception
    assert (
        "Blue Harbor** denied most: **\\$4,800** on **48 of 480 lines (10.0%)**. 100% of it is"
        in (texts(app))
    )
    said = pane_texts(app)
    assert "Blue Harbor 10.0% 48 of 480 $4,800 $4.8k" in said
    assert "View 48 lines" in said
    assert {"payer": "BLUE HARBOR", "carc": "97"} in picks(app)  # the cell
    assert {"carc": "97"} in picks(app)  # the reason, and the head of its column
    assert "Back to Payers" not in said


@pytest.mark.parametrize(("cells", "text"), [("denied_line_count", "48"), ("denial_rate", "10.0%")])
def test_the_cells_show_lines_or_shares_of_lines(visit, loaded_store, cells, text):
    app = visit("payers", loaded_store, payer_cells=cells)
    assert not app.exception
    assert f"Blue Harbor 10.0% 48 of 480 $4,800 {text} Blue Harbor View 48 lines" in pane_texts(app)


def table_of(payers, reasons, value, alerted=None):
    """The words of a table of payers (name, denied, lines, dollars) and their reasons."""
    counts = ["denied_line_count", "adjudicated_line_count", "denied_amount"]
    table = PayerTable(
        pd.DataFrame(payers, columns=["payer_name", *counts]),
        pd.DataFrame(reasons, columns=["payer_name", "carc_code", *counts]),
        {},
        alerted or {},
        {"16": "Claim data invalid", "197": "No authorization"},
    )
    return str(table.drawn(value, ""))


def test_a_pair_never_denied_is_empty_and_a_share_of_few_lines_is_counted():
    payers = [("ALDER", 4, 40, 90.0), ("BIRCH", 2, 10, 20.0)]
    reasons = [("ALDER", "197", 4, 40, 90.0), ("BIRCH", "16", 2, 10, 20.0)]
    told = TAG.sub(" ", table_of(payers, reasons, "denial_rate"))
    # 4 of 40 are a tenth; Birch has 10 lines, too few for a rate.
    assert " ".join(told.split()).endswith(
        "Alder 10.0% 4 of 40 $90 10.0% – Birch too few 2 of 10 $20 – 2 of 10"
    )


def test_an_alert_frames_its_cell_and_says_since_when():
    reasons = [("ALDER", "197", 4, 40, 90.0), ("ALDER", "16", 2, 40, 20.0)]
    html = table_of(
        [("ALDER", 6, 40, 110.0)],
        reasons,
        "denied_amount",
        {("ALDER", "197"): "Worse since Aug 17"},
    )
    assert html.count("alerted") == 1
    assert "Alder, 197 No auth, $90, Worse since Aug 17" in html


def test_payers_beyond_nine_are_told_together():
    names = [f"PAYER {number:02}" for number in range(12)]
    payers = [(name, 5, 50, 120.0 - place) for place, name in enumerate(names)]
    reasons = [(name, "16", 5, 50, 120.0 - place) for place, name in enumerate(names)]
    told = " ".join(TAG.sub(" ", table_of(payers, reasons, "denied_line_count")).split())
    assert "Payer 08" in told and "Payer 09" not in told
    # 3 more: 15 of 150 lines, 111 + 110 + 109 dollars
    assert told.endswith("3 more 10.0% 15 of 150 $330 15")


def test_a_payer_in_the_address_is_open_with_the_way_back(visit, loaded_store):
    app = visit("payers", loaded_store, payer_open="BLUE HARBOR")
    assert not app.exception
    assert "Back to Payers Payers / Blue Harbor View 48 lines Decide" in pane_texts(app)
    assert app.query_params["payer_open"] == "BLUE HARBOR"


def test_a_payer_nobody_knows_opens_nothing(visit, loaded_store):
    app = visit("payers", loaded_store, payer_open="NOBODY")
    assert not app.exception
    assert "Back to Payers" not in pane_texts(app)
    assert "payer_open" not in app.query_params


def test_the_reasons_are_ranked_and_the_first_is_looked_into(visit, loaded_store):
    app = visit("reasons", loaded_store)
    assert not app.exception
    said = pane_texts(app)
    assert "Lines denied 10.0% 48 of 480 lines 8 weeks 10.0%, was 10.0%" in said
    assert "97 Bundled service 48 $4,800 100% 0.0" in said
    # Eight weeks of 3 of 30 are 24 of 240, and so were the eight before.
    assert "No clear change: 10.0% of lines in the last 8 weeks, 10.0% in the 8 before." in said
    assert "Blue Harbor 48 of 480 $4,800" in said
    assert {"place": "winnable"} in picks(app)


def test_a_reason_is_told_by_procedures_or_remarks_too(visit, loaded_store):
    said = pane_texts(visit("reasons", loaded_store, reason_open="97", reason_parts="procedure"))
    assert "Back to Reasons Reasons / 97 View 48 lines Decide" in said
    assert "99213 48 of 480 $4,800" in said
    said = pane_texts(visit("reasons", loaded_store, reason_parts="remark"))
    assert "N20" in said


def test_categories_stand_in_the_same_list(visit, loaded_store):
    app = visit("reasons", loaded_store, reasons_of="category")
    assert not app.exception
    assert "Category 26 weeks Lines Denied Share Change" in pane_texts(app)
    assert {"category": "Bundling/NCCI"} in picks(app)


FOLDS = {
    "payers": (
        "payer_in_depth", "all_payers", "payer_weeks", "payers_broken_down", "takebacks_folded",
        "downcoding_folded", "provider_adjustments",
    ),
    "reasons": ("all_reasons", "reason_weeks", "category_weeks", "cited_reasons", "remarks"),
    "providers": ("full_breakdown", "all_patterns", "example_claims"),
}  # fmt: skip


@pytest.mark.parametrize("page", FOLDS)
def test_every_fold_opens_from_the_address(visit, loaded_store, page):
    closed = visit(page, loaded_store)
    app = visit(page, loaded_store, **dict.fromkeys(FOLDS[page], "yes"))
    assert not app.exception
    assert len(app.dataframe) > len(closed.dataframe) == 0
    assert set(FOLDS[page]) <= set(app.query_params)


def test_a_provider_is_looked_into_with_its_education_sheet(visit, loaded_store):
    app = visit("providers", loaded_store, providers_by="provider")
    assert not app.exception
    assert "Oak Clinic 10.0% 48 of 480 $4,800" in pane_texts(app)
    assert not [each for each in app.get("download_button") if "Education" in each.label]
    app = visit("providers", loaded_store, providers_by="provider", provider_open="OAK CLINIC")
    assert not app.exception
    assert "Back to providers Providers / Oak Clinic View 48 lines" in pane_texts(app)
    sheets = [each.label for each in app.get("download_button") if "Education" in each.label]
    assert sheets == [f"Education sheet as {kind}" for kind in ("PDF", "HTML", "Excel")]
