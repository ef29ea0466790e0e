"""What signals keep, brought up to date for some weeks, is what they find in all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from analytics import database, snapshots
from analytics.database import Connection
from analytics.load.signals import judge_signals
from tests.given import SampleHouse

SUMS = ("line_weeks", "submission_weeks", "healthy_weeks", "combination_weeks",
        "combination_denials")  # fmt: skip
NAMED = """
    select columns(* exclude (payer_id, procedure_id, modifiers_id, place_id, diagnosis_id, carc_id)),
"""
JUDGED = ("alerts", "judged_weeks", "claim_rules", "claim_rule_tests")
