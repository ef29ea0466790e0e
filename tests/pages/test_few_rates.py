"""Tables on the screen: a rate of under 20 lines is said by its counts, and sorts as a number."""

import pandas as pd

from analytics.components import views
from analytics.measures.rates import with_rates

ROWS = with_rates(
    pd.DataFrame(
        {
            "payer_name": ["BLUE", "RED"],
            "denied_line_count": [3, 10],
            "adjudicated_line_count": [5, 100],
        }
    )
)


def test_a_rate_of_too_few_lines_is_said_by_its_counts():
    few = views._few_in(ROWS, {"payer_name": "Payer", "denial_rate": "Rate"})
    assert few == {"denial_rate": {0: "3 of 5 (too few to say)"}}
    shown = views._saying_few(ROWS.assign(denial_rate=[60.0, 10.0]), few)
    html = shown.to_html()
    assert "3 of 5 (too few to say)" in html and ">10.0%<" in html and "60.0%" not in html
    assert shown.data["denial_rate"].tolist() == [60.0, 10.0]


def test_a_rate_that_is_not_shown_or_of_enough_lines_changes_nothing():
    assert views._few_in(ROWS, {"payer_name": "Payer"}) == {}
    assert views._few_in(ROWS.iloc[1:], {"denial_rate": "Rate"}) == {}


def test_a_table_has_names_as_sentences_have_them():
    given = pd.DataFrame({"payer_name": ["BLUE LANTERN", None], "denied_line_count": [1, 2]})
    named = views._named(given)
    assert named["payer_name"].tolist()[:1] == ["Blue Lantern"]
    assert named["payer_name"].isna().tolist() == [False, True]
    assert given["payer_name"].tolist()[0] == "BLUE LANTERN"  # a click sets the filter to it
