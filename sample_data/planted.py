"""The stories planted in the sample: what the dashboard must find. See README.md."""

from datetime import date

from sample_data.payers import BLUE_LANTERN, CEDAR_COMPASS, EVERGROVE, MERIDELL, week_number

# 1. From this remit week Blue Lantern bundles visits with modifier 25 (99213-25, CARC 97).
BUNDLING_PAYER = BLUE_LANTERN
BUNDLING_WEEK = date(2026, 9, 7)
BUNDLING_RATE_BEFORE, BUNDLING_RATE_SINCE = 0.03, 0.45

# 2. Evergrove refuses more and more for want of authorisation (CARC 197), to the last week.
DRIFT_PAYER = EVERGROVE
DRIFT_WEEK = date(2026, 8, 3)
DRIFT_RATE_LAST = 0.60

# 3. The remittance file of this payer and week never arrives.
MISSING_PAYER = CEDAR_COMPASS
MISSING_WEEK = date(2026, 10, 12)

# 4. This payer's file of this week arrives again, in another envelope and another handwriting.
RESENT_PAYER = MERIDELL
RESENT_WEEK = date(2026, 7, 20)


def bundling_rate(day: date) -> float:
    """The chance that a visit with modifier 25 is bundled, by remit date."""
    return BUNDLING_RATE_SINCE if day >= BUNDLING_WEEK else BUNDLING_RATE_BEFORE


def drift_rate(day: date) -> float:
    """The added chance that a claim needing authorisation is refused, by remit date."""
    weeks = week_number(day) - week_number(DRIFT_WEEK) + 1
    return DRIFT_RATE_LAST * max(weeks, 0) / 16
