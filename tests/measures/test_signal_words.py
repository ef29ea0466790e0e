"""An alert is one plain sentence: who, what, the numbers, since when, and the odds of luck."""

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


def test_it_says_who_what_the_numbers_since_when_and_the_odds():
    assert said() == (
        "BLUE denies 99213 with modifier 25 more often for CARC 97 (Bundled): 14 of 30 lines in 2 "
        "weeks, expected about 0.7 (9 of 1,381 in the 26 weeks before); since the week of Sep 7, "
        "2026; by luck about once in 500 weeks."
    )


def test_what_it_is_not_about_is_not_named():
    assert said(modifier_code=None).startswith("BLUE denies 99213 more often for")
    assert said(modifier_code="").startswith("BLUE denies 99213 without a modifier more often")
    everything = said(payer_name=None, procedure_code=None, modifier_code=None, carc_code="16")
    assert everything.startswith("All payers together deny lines more often for CARC 16: 14 of")


def test_an_improvement_is_less_often():
    assert "deny" not in said(kind="improved").partition("less often")[2]
    assert "BLUE denies 99213 with modifier 25 less often for" in said(kind="improved")
