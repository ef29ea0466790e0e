"""Which weeks alerts are judged from: weeks of the calendar, so that a load moves none of them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from analytics import database, snapshots
from analytics.load import load_paths
from analytics.load.alerts import spells
from tests.pages.remittances import FIRST, interchange

# 1970-01-05 + 56 x 52 weeks: a Monday at which a year of the calendar of judging begins.
BORDER = date(1970, 1, 5) + 56 * timedelta(weeks=52)


def weeks(count: int) -> timedelta:
    return timedelta(weeks=count)


def test_young_data_are_one_spell_from_their_first_week_on():
    first = BORDER - weeks(20)
    assert list(spells(first, BORDER + weeks(9), 26)) == [(first, BORDER + weeks(9), 26)]


def test_old_data_are_judged_from_a_year_or_two_before():
    first = BORDER - weeks(300)
    # The last 26 weeks end 9 weeks after the border, itself included: 16 lie before it, 10 after.
    assert list(spells(first, BORDER + weeks(9), 26)) == [
        (BORDER - weeks(104), BORDER - weeks(1), 16),
        (BORDER - weeks(52), BORDER + weeks(9), 10),
    ]


def test_a_week_is_judged_from_the_same_week_whatever_is_loaded_later():
    first, week = BORDER - weeks(300), BORDER + weeks(3)
    begins = set()
    for later in range(20):
        told = list(spells(first, week + weeks(later), 26))
        begins |= {begin for begin, last, count in told if last - weeks(count) < week <= last}
    assert begins == {BORDER - weeks(52)}


def alerts(store: Path, week: date) -> pd.DataFrame:
    with database.connect(snapshots.current_files(store)) as connection:
        return database.ask(connection, "alerts", week=week)


def test_loading_in_one_or_in_steps_and_loading_more_tell_the_same_of_a_week(tmp_path: Path):
    # 13 weeks of 3 denials of 30 lines, then 3 weeks in which 10 are denied: 7 paid ones with them.
    texts = []
    for week in range(16):
        text = interchange(range(week, week + 1)).replace("*000000001*", f"*{week + 1:09}*")
        if week >= 13:
            for claim in range(20, 27):
                head, _, rest = text.partition(f"CLP*ACC{week}-{claim}*1*100*100*")
                body, _, more = rest.partition("SVC*HC:99213*100*100**1~\n")
                dated, _, others = more.partition("~\n")
                text = (
                    f"{head}CLP*ACC{week}-{claim}*1*100*0*{body}SVC*HC:99213*100*0**1~\n"
                    f"{dated}~\nCAS*CO*50*100~\n{others}"
                )
        texts.append(text)
    paths = []
    for number, text in enumerate(texts):
        paths.append(tmp_path / f"week_{number:02}.835")
        paths[-1].write_text(text)
    load_paths(tmp_path / "known_then", paths[:15])
    load_paths(tmp_path / "at_once", paths[::-1])
    load_paths(tmp_path / "in_steps", paths[8:])
    load_paths(tmp_path / "in_steps", paths[:8])
    seen = FIRST + timedelta(weeks=14)
    then = alerts(tmp_path / "known_then", seen)
    assert then["carc_code"].tolist() == ["50"]
    for name in ("at_once", "in_steps"):
        pd.testing.assert_frame_equal(alerts(tmp_path / name, seen), then)
