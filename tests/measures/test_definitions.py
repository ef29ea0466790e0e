"""What an edited definition changes, and nothing else."""

import pandas as pd

from analytics.measures.definitions import defaults, edited_rules


def definitions(**changes: object) -> pd.DataFrame:
    """One CARC as delivered, with changes."""
    row = {
        "carc_code": "97",
        "is_denial": True,
        "category": "Bundling/NCCI",
        "owner": "Coding",
        "preventable": "y",
        "usual_fix": "Add modifier",
    }
    return pd.DataFrame([row | changes])


def test_only_the_changed_field_becomes_a_rule():
    shown = definitions()
    rules = edited_rules(shown, definitions(owner="Billing"), base=definitions())
    assert rules == [{"carc_code": "97", "owner": "Billing"}]


def test_what_was_not_touched_makes_no_rule():
    assert edited_rules(definitions(), definitions(), base=definitions(owner="Billing")) == []


def test_a_reason_edited_back_to_its_default_has_no_field_left():
    shown = definitions(is_denial=False)
    assert edited_rules(shown, definitions(), base=definitions()) == [{"carc_code": "97"}]


def test_a_payers_rule_may_say_the_default_again_where_all_payers_differ():
    team = definitions(owner="Billing")
    rules = edited_rules(team, definitions(owner="Coding"), base=team)
    assert rules == [{"carc_code": "97", "owner": "Coding"}]


def test_defaults_are_read_from_their_own_columns():
    row = definitions(owner="Billing").assign(
        default_is_denial=True,
        default_category="Bundling/NCCI",
        default_owner="Coding",
        default_preventable="y",
        default_usual_fix="Add modifier",
    )
    assert defaults(row)["owner"].tolist() == ["Coding"]
