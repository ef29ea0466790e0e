"""What the lists that the team edits decide otherwise than before: of which payers, and of what.

Files alone change no rule of a payer but with the payer's names, and then its claims are judged
again anyway. So this is looked at only where a list was edited.
"""

from __future__ import annotations

from analytics.database.connection import Connection

# The marts that judge by these lists, and what of a line says which of their rows it falls under.
_RULES = {
    "carc_rules": "payer_name, carc_code",
    "deadline_rules": "payer_name, line_of_business",
}
RULES = [f"marts.{name}" for name in _RULES]


def keep_rules_before(connection: Connection) -> None:
    """Keep the rules as they were, before they are made anew."""
    for name in _RULES:
        connection.execute(f"create or replace temp table earlier_{name} as from marts.{name}")


def note_changed_rules(connection: Connection, is_edited: bool) -> None:
    """Put what falls under rules that are others now into temp.changed_carc_rules and so on.

    They have no row where no list was edited.
    """
    for name, keys in _RULES.items():
        now, earlier = f"from marts.{name}", f"from temp.earlier_{name}"
        others = f"({now} except {earlier}) union all ({earlier} except {now})"
        rows = f"({others})" if is_edited else f"({now} limit 0)"
        connection.execute(
            f"create or replace temp table changed_{name} as select distinct {keys} from {rows}"
        )
