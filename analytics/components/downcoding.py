"""Downcoding: by payer and procedure with its dollars, and the lines behind it."""

from __future__ import annotations

import pandas as pd

from analytics.components import downloads, history, views


def draw(by_payer: pd.DataFrame, lines: pd.DataFrame) -> None:
    """Payers first, then their lines; a click on a line opens its claim."""
    if lines.empty:
        return
    views.table(
        by_payer,
        "downcoding_by_payer",
        {
            "payer_name": "Payer",
            "procedure_code": "Billed",
            "paid_procedure_code": "Paid as",
            "downcoded_line_count": ("Lines", views.COUNT),
            "adjudicated_line_count": ("of lines billed so", views.COUNT),
            "allowed_amount": ("Allowed", views.AMOUNT),
            "measured_line_count": ("Lines with dollars", views.COUNT),
            "downcoded_amount": ("Less than usual", views.AMOUNT),
        },
        {"payer": "payer_name", "procedure": "procedure_code"},
        page="outcomes",
    )
    views.table(
        lines,
        history.table_key("downcoded_lines_table"),
        {
            "patient_control_number": "Control number",
            "payer_name": "Payer",
            "remit_date": ("Remitted", views.DAY),
            "procedure_code": "Billed",
            "paid_procedure_code": "Paid as",
            "modifier_codes": "Modifiers",
            "charge_amount": ("Charge", views.AMOUNT),
            "allowed_amount": ("Allowed", views.AMOUNT),
            "usual_allowed_amount": ("Usually allowed", views.AMOUNT),
            "downcoded_amount": ("Less than usual", views.AMOUNT),
            "example_count": ("Examples", views.COUNT),
            "remark_codes": "Remark",
            "provider_name": "Provider",
            "service_date": ("Service", views.DAY),
            "file_name": "File",
            "segment_number": ("Segment", views.PLACE),
        },
        on_pick=history.open_claim,
        height=min(38 + 35 * len(lines), 320),
    )
    downloads.downloads(
        "Downcoded lines", {"Lines": lines, "By payer": by_payer}, "downcoded_lines"
    )
