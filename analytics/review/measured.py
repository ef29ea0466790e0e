"""Which questions have a measure: what is made of their rows before anybody sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# Question of queries/4_review → what is made of its rows: frame in, frame out, empty stays empty.
# A measure decides columns, order and how many rows are kept; a module of analytics/measures each,
# which is brought in when its question is asked: frames take a second to come.
MEASURES: Mapping[str, tuple[str, str]] = {
    "actions": ("actions", "judged_actions"),
    "denied_dollars": ("denied_dollars", "denied_dollars"),
    "hfma_measures": ("hfma", "hfma_measures"),
    "improved": ("signal_words", "with_actions"),
    "modifier_effects": ("modifiers", "modifier_effects"),
    "overturn_calibration": ("work_first", "calibration"),
    "recovery_calibration": ("work_first", "recovery_calibration"),
    "work_first": ("work_first", "work_first"),
}


def measure_of(question: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """What makes the measure of a question out of its rows."""
    module, function = MEASURES[question]
    return getattr(import_module(f"analytics.measures.{module}"), function)
