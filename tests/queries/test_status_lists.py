"""Claim status codes and categories (X12 lists 507 and 508) each have a label of our own."""

from __future__ import annotations

import csv

import pytest

from analytics.sql_files import QUERIES

REFERENCE = QUERIES / "reference"
# Retired before any list at hand, or never given out.
NOT_GIVEN_OUT = {36, 43, 58, 62, 63, 74, 75, 76, 77, 79, 80, 82, 151, 797}


def rows_of(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_claim_status_code_has_a_short_label_and_an_owner() -> None:
    rows = rows_of("acknowledgment_statuses")
    owners = {
        "Billing", "Front Desk/Registration", "Authorization", "Coding", "Credentialing",
        "Provider Documentation",
    }  # fmt: skip

    assert [int(row["status_code"]) for row in rows] == [
        code for code in range(800) if code not in NOT_GIVEN_OUT
    ]
    assert all(3 <= len(row["status_label"]) <= 60 for row in rows)
    assert {row["owner"] for row in rows} == owners


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("21", "missing"), ("54", "Duplicate"), ("84", "authorized"), ("97", "Patient"),
        ("187", "service"), ("287", "Medical necessity"), ("297", "Medical notes"),
        ("453", "modifier"), ("464", "Payer's claim number"), ("562", "NPI"), ("634", "Remark"),
        ("672", "balance"), ("700", "ICD-10"), ("718", "timely filing"), ("772", "specific"),
    ],
)  # fmt: skip
def test_labels_say_what_the_list_means(code: str, word: str) -> None:
    labels = {row["status_code"]: row["status_label"] for row in rows_of("acknowledgment_statuses")}

    assert word in labels[code]


def test_every_category_has_a_label_and_only_acknowledgments_take_or_reject() -> None:
    rows = rows_of("acknowledgment_categories")

    assert {row["status_category_code"] for row in rows} >= {
        "A0", "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "P0", "P1", "P2", "P3", "P4", "P5",
        "F0", "F1", "F2", "F3", "F3F", "F3N", "F4", "E0", "E1", "E2", "E3", "E4", "D0", "RQ",
        "R0", "R1", *(f"R{number}" for number in range(3, 17)),
    }  # fmt: skip
    assert all(row["status_category_label"] for row in rows)
    deciding = {row["status_category_code"][0] for row in rows if row["standing"]}
    assert deciding == {"A", "D", "9"}  # of claims, of data for reporting (DR), of files (999)


def test_statuses_that_decide_nothing_say_so() -> None:
    standing = {row["claim_status_code"]: row["standing"] for row in rows_of("claim_statuses")}

    undecided = {code for code, said in standing.items() if said == "no_decision"}
    assert undecided == {"5", "10", "13", "15", "16", "17", "23"}
    assert (standing["25"], standing["27"], standing["22"]) == (
        "predetermination", "primary", "reversal",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["acknowledgment_statuses", "acknowledgment_categories",
                                  "claim_statuses", "entity_codes"])  # fmt: skip
def test_labels_are_spelled_as_in_the_united_states(name: str) -> None:
    text = (REFERENCE / f"{name}.csv").read_text(encoding="utf-8").lower()

    assert not [word for word in ("isation", "authoris", "licence", "anaesth", "recognis",
                                  "cancelled", "programme", "tumour") if word in text]  # fmt: skip
