"""What to work first: expected recovery per hour, and how well such predictions held."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.measures.rates import TOO_FEW, rate, share, wilson_interval
from analytics.measures.words import count_text, dollar_text, percent_text


def work_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Say from what each line's expected recovery is told. Takes the rows of `work_first`.

    ``overturn_rate`` is the chance to come back now, from few cases drawn towards what is usual;
    ``told_from`` says from how many, ``allowed_told_from`` whose history says what is allowed.
    ``recovery_per_hour_amount`` is the expected recovery by the minutes of work; no value without.
    """
    per_hour = rate(rows["expected_recovery_amount"], rows["work_minutes"] / 60).round(2)
    return rows.drop(columns=["chance", "chance_left"]).assign(
        overturn_rate=rows["chance"],
        told_from=[_told_from(row) for row in rows.itertuples()],
        allowed_told_from=[_allowed_told_from(row) for row in rows.itertuples()],
        recovery_per_hour_amount=per_hour,
    )


def _told_from(row: Any) -> str:
    """How many denials the chance is told from: at the payer, at all payers, all of them."""
    if not row.all_lesson_count:
        return "nothing 120 days old yet"
    if not row.carc_lesson_count:
        told = f"all {row.all_lesson_count:,.0f} denials"
    else:
        told = (
            f"{row.overturned_count:,.0f} of {row.lesson_count:,.0f} here, "
            f"{row.carc_overturned_count:,.0f} of {row.carc_lesson_count:,.0f} at all payers"
        )
    if row.chance_left == row.chance_left and row.chance_left < 0.995:
        reason = "denied again" if row.outcome == "re_denied" else f"{row.days_old:,.0f} days old"
        told += f"; {percent_text(row.chance_left)} of it left: {reason}"
    return told


def _allowed_told_from(row: Any) -> str:
    """Whose paid lines say what is usually allowed."""
    if not isinstance(row.allowed_from, str):
        return "no paid line yet"
    whose = {"payer": "this payer", "like payers": "payers of its line of business"}
    if row.allowed_from not in whose:
        return f"share of charge, {count_text(row.allowed_line_count, 'paid line')}"
    return f"{count_text(row.allowed_line_count, 'paid line')} of {whose[row.allowed_from]}"


def calibration(rows: pd.DataFrame) -> pd.DataFrame:
    """Foretold against seen, band by band; takes the rows of `overturn_calibration`.

    ``predicted_rate`` is the mean chance predicted, ``overturn_rate`` the share that came back with
    its 95 % Wilson interval (``low``, ``high``), ``band_label`` the band in words.
    """
    ends = [
        wilson_interval(count, total)
        for count, total in rows[["overturned_count", "predicted_count"]].to_numpy()
    ]
    return rows.assign(
        band_label=[f"{band * 20:.0f}–{band * 20 + 20:.0f}%" for band in rows["band_number"]],
        predicted_rate=rate(rows["expected_overturned_sum"], rows["predicted_count"]),
        overturn_rate=rate(rows["overturned_count"], rows["predicted_count"]),
        low=pd.Series([low for low, _ in ends], index=rows.index, dtype=float),
        high=pd.Series([high for _, high in ends], index=rows.index, dtype=float),
    )


def calibration_sentence(bands: pd.DataFrame) -> str:
    """How many denials of the past were predicted, and how many came back. Takes `calibration`."""
    predicted = bands["predicted_count"].sum()
    if predicted < TOO_FEW:
        return (
            f"Too few past denials to compare with ({predicted:,.0f}): it takes denials 120 days "
            "old, and 20 older ones to predict them from."
        )
    expected = share(bands["expected_overturned_sum"].sum(), predicted)
    return (
        f"Of {count_text(predicted, 'past denial')}, each predicted only from what was "
        f"known in its week, {percent_text(expected)} were expected to be recovered "
        f"and {percent_text(share(bands['overturned_count'].sum(), predicted))} were "
        f"({bands['overturned_count'].sum():,.0f})."
    )


def recovery_calibration(rows: pd.DataFrame) -> pd.DataFrame:
    """Add ``received_rate``: received ÷ expected dollars. Takes the rows of the question."""
    return rows.assign(
        received_rate=rate(rows["received_amount"], rows["expected_recovery_amount"])
    )


def recovery_calibration_sentence(deciles: pd.DataFrame) -> str:
    """How many dollars were expected of past denials, and how many came."""
    lines = deciles["denied_line_count"].sum()
    if lines < TOO_FEW:
        return (
            f"Too few past denials to compare with ({lines:,.0f}): it takes denials 120 days old, "
            "and 20 older ones to predict them from."
        )
    expected = deciles["expected_recovery_amount"].sum()
    received = deciles["received_amount"].sum()
    return (
        f"Of {count_text(lines, 'past denial')}, each predicted only from what was known in its "
        f"week, {dollar_text(expected)} was expected and {dollar_text(received)} came "
        f"({percent_text(share(received, expected))} of the expected)."
    )
