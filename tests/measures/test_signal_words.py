"""An alert is one plain sentence: who, what, the numbers, since when, and the odds of chance."""

from types import SimpleNamespace

from analytics.measures.signal_words import alert_sentence

ALERT = {
    "kind": "new_or_worse", "carc_code": "97", "payer_name": "BLUE", "procedure_code": "99213",
    "modifier_code": "25", "window_weeks": 2, "seen_count": 14, "line_count": 30,
    "expected_count": 0.74, "baseline_denied_count": 9, "baseline_line_count": 1381,
    "baseline_week_count": 26, "e_value": 0.002, "since_week": "2026-09-07",
}  # fmt: skip


def said(**other: object) -> str:
    return alert_sentence(SimpleNamespace(**ALERT | other), {"97": "Bundled"})


def test_it_leads_with_the_number_and_says_who_what_since_when_and_the_odds():
    # 14 / 30 = 46.7%; 9 / 1,381 = 0.65%.
    assert said() == (
        "Blue · 99213-25: 47% denied for CARC 97 (Bundled), under 1% is usual; since Sep 7, 2026 "
        "(14 of 30 lines in 2 weeks; 9 of 1,381 in the 26 weeks before; expected by chance about "
        "once in 500 weeks)."
    )


def test_what_it_is_not_about_is_not_named():
    assert said(modifier_code=None).startswith("Blue · 99213: 47% denied")
    assert said(modifier_code="").startswith("Blue · 99213 without a modifier: 47% denied")
    assert said(procedure_code=None).startswith("Blue · modifier 25: 47% denied")
    everything = said(payer_name=None, procedure_code=None, modifier_code=None, carc_code="16")
    assert everything.startswith("All payers · all lines: 47% denied for CARC 16, under 1% is")


def test_few_lines_are_counted_and_not_made_a_rate():
    # Under 20 lines no rate; with under 20 lines before, what is expected of the 8 is told.
    few = said(seen_count=6, line_count=8, baseline_denied_count=0, baseline_line_count=5)
    assert few.startswith(
        "Blue · 99213-25: 6 of 8 lines denied for CARC 97 (Bundled), about 0.7 expected; since"
    )


def test_an_improvement_is_below_what_is_usual():
    # 3 / 60 = 5%; 300 / 1,000 = 30%.
    better = said(
        kind="improved", seen_count=3, line_count=60, baseline_denied_count=300,
        baseline_line_count=1000,
    )  # fmt: skip
    assert "99213-25: 5% denied for CARC 97 (Bundled), 30% is usual; since" in better
