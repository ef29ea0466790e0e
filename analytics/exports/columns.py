"""What a column is, told from its name: its heading, its kind, whether it may leave the house."""

from __future__ import annotations

import re
from typing import Literal

import pandas as pd

Kind = Literal["amount", "count", "rate", "date", "instant", "text"]

HEADINGS = {
    "carc_code": "CARC",
    "rarc_code": "RARC",
    "remark_code": "RARC",
    "remark_codes": "RARCs",
    "modifier_codes": "Modifiers",
    "reason_label": "Reason",
    "category": "Category",
    "payer_name": "Payer",
    "provider_name": "Provider",
    "procedure_code": "Procedure",
    "patient_control_number": "Patient control number",
    "usual_fix": "Usual fix",
    "information_request": "Records asked for",
    "requested_codes": "Codes asked for",
    "requested_labels": "Asked for",
    "kept_claim_count": "Claims kept",
    "kept_line_count": "Lines kept",
    "kept_charge_amount": "Charge kept",
    "kept_paid_amount": "Paid kept",
    "denied_line_count": "Denied lines",
    "partial_line_count": "Partly denied lines",
    "adjudicated_line_count": "Adjudicated lines",
    "resolved_line_count": "Resolved lines",
    "overturned_line_count": "Overturned lines",
    "denied_amount": "Denied dollars",
    "denied_charge_amount": "Charge of denied lines",
    "adjudicated_charge_amount": "Charge of adjudicated lines",
    "recovered_amount": "Recovered dollars",
    "open_amount": "Open dollars",
    "charge_amount": "Charge",
    "paid_amount": "Paid",
    "first_remit_date": "First remitted",
    "last_remit_date": "Last remitted",
    "is_denial": "Counts as a denial",
    "is_patient_billed": "Billed to patient",
    "days_open": "Days open",
    "submitted_claim_count": "Claims sent",
    "rejected_claim_count": "Refused claims",
    "waiting_claim_count": "Still to be sent again",
    "unheard_claim_count": "Claims nothing was heard of",
    "submitted_charge_amount": "Charge of claims sent",
    "rejected_charge_amount": "Charge of refused claims",
    "waiting_charge_amount": "Charge still to be sent again",
    "rejected_submission_count": "Times refused",
    "rejected_by": "Refused by",
    "rejected_level": "What was refused",
    "status_category_label": "Kind of refusal",
    "status_label": "Why refused",
    "entity_label": "Party meant",
    "entity_labels": "Parties meant",
    "is_resolved": "Let in or answered since",
    "is_waiting": "Still to be sent again",
    "claim_week": "Week first sent",
    "submission_date": "Sent",
    "rejection_date": "Refused",
    "deadline_kind": "Next deadline",
    "deadline_date": "Deadline",
    "work_status": "Status",
    "is_past": "Past every deadline",
    "work_minutes": "Minutes of work",
    "expected_recovery_amount": "Expected recovery",
    "recovery_per_hour_amount": "Expected recovery per hour",
    "overturn_rate": "Overturn rate",
    "told_from": "Overturn rate told from",
    "assignee": "Assigned to",
    "worked_by": "Changed by",
    "worked_at": "Changed (UTC)",
    "file_name": "File",
    "segment_number": "Segment or row",
    "remitted_line_id": "Line id",
}

# Of the columns that open with "patient", only these say nothing about who the patient is.
PATIENT_COLUMNS_ALLOWED = {
    "patient_control_number",
    "patient_responsibility_amount",
    "patient_billed_line_count",
}
PATIENT_WORDS = re.compile(
    r"^patient_|insured|subscriber|member|birth|medical_record|social_security|ssn"
    r"|corrected_(last|first|middle)?_?name|(^|_)(last|first|middle)_name"
)


class PatientDataRefused(Exception):
    """A fault of ours: a frame with a column that tells who a patient is was to be exported."""


def refuse_patient_columns(frame: pd.DataFrame) -> None:
    """Raise when a column could name a patient. The patient control number may pass."""
    names = [str(name).strip().lower().replace(" ", "_") for name in frame.columns]
    telling = [
        name for name in names if PATIENT_WORDS.search(name) and name not in PATIENT_COLUMNS_ALLOWED
    ]
    if telling:
        raise PatientDataRefused(f"These columns are never exported: {', '.join(telling)}.")


def heading_of(column: str) -> str:
    """The words people read above a column.

    >>> heading_of("denied_amount"), heading_of("overturn_rate")
    ('Denied dollars', 'Overturn rate')
    """
    return HEADINGS.get(column) or column.replace("_", " ").strip().capitalize()


def kind_of(column: str) -> Kind:
    """What the ending of a column's name promises it holds.

    >>> kind_of("paid_amount"), kind_of("remit_week"), kind_of("payer_name")
    ('amount', 'date', 'text')
    """
    endings: dict[str, Kind] = {
        "_amount": "amount",
        "_count": "count",
        "_number": "count",
        "_minutes": "count",
        "days_open": "count",
        "days_waiting": "count",
        "days_left": "count",
        "_rate": "rate",
        "_date": "date",
        "_week": "date",
        "_at": "instant",
    }
    return next((kind for ending, kind in endings.items() if column.endswith(ending)), "text")


def columns_for(list_name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The columns of a list in the order people work it; a column the answer lacks is left out."""
    return frame[[column for column in LISTS[list_name] if column in frame.columns]]


LISTS = {
    "work_first": (
        "patient_control_number",
        "payer_name",
        "provider_name",
        "service_date",
        "procedure_code",
        "modifier_codes",
        "remit_date",
        "carc_code",
        "reason_label",
        "category",
        "owner",
        "usual_fix",
        "recovery_per_hour_amount",
        "expected_recovery_amount",
        "open_amount",
        "overturn_rate",
        "told_from",
        "work_minutes",
        "deadline_kind",
        "deadline_date",
        "days_left",
        "is_past",
        "work_status",
        "assignee",
        "next_step",
        "next_date",
        "note",
        "denied_amount",
        "file_name",
        "segment_number",
    ),
    "rejected_claims": (
        "patient_control_number",
        "payer_name",
        "provider_name",
        "charge_amount",
        "is_waiting",
        "days_waiting",
        "rejected_by",
        "rejected_level",
        "status_category_code",
        "status_category_label",
        "status_code",
        "status_label",
        "entity_label",
        "message",
        "owner",
        "service_date",
        "submission_date",
        "rejection_date",
        "rejected_submission_count",
        "is_resolved",
        "source",
        "file_name",
        "segment_number",
    ),
    "top_denials": (
        "carc_code",
        "reason_label",
        "category",
        "payer_name",
        "procedure_code",
        "modifier_codes",
        "owner",
        "usual_fix",
        "denied_line_count",
        "denied_amount",
        "denied_charge_amount",
        "recovered_amount",
        "open_amount",
        "first_remit_date",
        "last_remit_date",
    ),
    "denied_lines": (
        "patient_control_number",
        "payer_name",
        "provider_name",
        "service_date",
        "procedure_code",
        "modifier_codes",
        "remit_date",
        "group_code",
        "carc_code",
        "reason_label",
        "remark_codes",
        "category",
        "owner",
        "usual_fix",
        "verdict",
        "outcome",
        "deadline_kind",
        "deadline_date",
        "days_left",
        "work_status",
        "assignee",
        "next_step",
        "next_date",
        "note",
        "worked_by",
        "worked_at",
        "charge_amount",
        "paid_amount",
        "denied_amount",
        "recovered_amount",
        "open_amount",
        "is_patient_billed",
        "days_open",
        "file_name",
        "segment_number",
    ),
    "actions": (
        "action_number",
        "title",
        "owner",
        "due_date",
        "status",
        "measure",
        "payer_name",
        "category",
        "carc_code",
        "modifier_code",
        "procedure_code",
        "provider_name",
        "line_of_business",
        "decided_week",
        "since_week",
        "done_date",
        "decided_by",
        "goal",
        "before_week_count",
        "before_count",
        "before_total_count",
        "before_amount",
        "before_rate",
        "after_week_count",
        "after_count",
        "after_total_count",
        "after_amount",
        "after_rate",
        "usual_low",
        "usual_high",
        "verdict",
        "sentence",
        "repeat_line_count",
        "repeat_served_after_line_count",
        "note",
    ),
}
