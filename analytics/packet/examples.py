"""Example claims: with what a payer needs to find them, or with nothing that tells of a patient."""

from __future__ import annotations

import pandas as pd

from analytics.exports.documents import Table
from analytics.measures.outcomes import OUTCOME_WORDS

# Accounts and the days of a patient's care tell who it was; the place in a file leads those who
# hold the file, and nobody else, to the claim.
IDENTIFYING = ["patient_control_number", "service_date", "remit_date"]
SERVICE = ("procedure_code", "modifier_codes", "carc_code")
STORY = ("diagnosis_codes", "remark_codes", "denied_amount", "outcome")
WHERE = ("file_name", "segment_number")
FOR_PAYER = (
    "patient_control_number",
    "service_date",
    "remit_date",
    "procedure_code",
    "modifier_codes",
    "carc_code",
    "reason_label",
    "remark_codes",
    "charge_amount",
    "denied_amount",
    "outcome",
)


def deidentified(examples: pd.DataFrame) -> pd.DataFrame:
    """Examples without control numbers and days."""
    kept = examples.drop(columns=IDENTIFYING)
    return kept.assign(
        outcome=kept["outcome"].map(OUTCOME_WORDS),
        put_right_by=kept["put_right_by"].astype("str").str.replace(r" on .*$", "", regex=True),
    )


def shown_to_all(name: str, examples: pd.DataFrame, *more: str, has_service: bool = True) -> Table:
    """De-identified examples as a table, with further columns before the place in the file.

    Without service and reason where what stands above them says it.
    """
    return Table(
        name,
        deidentified(examples),
        (
            *(SERVICE if has_service else ()),
            *STORY,
            *more,
            *WHERE,
        ),
        if_empty="No line was denied, so there is no example.",
    )


def shown_to_payer(name: str, examples: pd.DataFrame) -> Table:
    """Examples as a payer finds them: by control number and days; no name and no member id."""
    return Table(
        name,
        examples.assign(outcome=examples["outcome"].map(OUTCOME_WORDS)),
        FOR_PAYER,
        if_empty="No line was denied, so there is no example.",
    )
