"""Whose lines the person who acts sees: everybody's, or those of some clients alone.

The file of users may limit a person to clients. Whatever such a person asks is asked under these
clients; an answer that no client narrows has no rows for them; and a claim is opened only if it is
of these clients. It is decided here, for every question, and asked of nowhere but in `answers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from analytics import database
from analytics.access import clients_seen, current_person, sees_all_of
from analytics.database import Connection
from analytics.vocabulary import ReviewFilters

# Of nobody's claims: what the team settled, published lists, and which days are loaded.
OF_NO_CLAIM = frozenset(
    {
        "data_span",
        "deadline_limits",
        "definition_changes",
        "definitions",
        "latest_full_week",
        "remark_definitions",
        "work_minutes",
    }
)
# They take filters, but are worked out at load, over all clients together.
OF_ALL_CLIENTS = frozenset({"alerts", "data_health", "improved", "watch_list"})
# Of nobody's claims, but some of what the team settled is for one payer alone.
OF_PAYERS = frozenset({"deadline_limits", "definition_changes", "definitions"})
# Counts of all clients' claims beside the days: whether there are any is all that pages need.
COUNTS_OF_ALL = {
    "data_span": ("line_count", "payer_count", "claim_count", "acknowledged_claim_count")
}
OF_ONE_CLAIM = frozenset({"claim_history", "claim_named", "work_history"})


def limited(filters: ReviewFilters | None) -> ReviewFilters | None:
    """The filters as the person who acts may have them; NotAllowed for other clients alone."""
    if not current_person().clients:
        return filters
    filters = filters or ReviewFilters()
    return replace(filters, clients=clients_seen(filters.clients))


def has_rows(connection: Connection, question: str, parameters: Mapping[str, Any]) -> bool:
    """Whether the person who acts gets the rows of an answer (asked under `limited` filters)."""
    clients = current_person().clients
    if not clients or question in OF_NO_CLAIM:
        return True
    if question in OF_ONE_CLAIM:
        said = {name: parameters.get(name) for name in ("claim", "linked_claim")}
        told = database.ask_plain(connection, "claim_clients", **said)["client_name"]
        return bool(told) and set(told) <= set(clients)
    declared = database.questions()[question].parameters
    if question in OF_ALL_CLIENTS:
        return False
    if "actions" in declared:  # each is asked under its own filters
        decided = parameters.get("actions") or ()
        return all(sees_all_of(each["filters"]["clients"] or ()) for each in decided)
    return "filters" in declared


def payers_seen(connection: Connection, question: str) -> frozenset[str] | None:
    """Of what the team settled, the payers whose rows the person who acts gets; None is all.

    They are those of the person's clients, and '' for what is settled for every payer.
    """
    if not current_person().clients or question not in OF_PAYERS:
        return None
    told = database.ask_plain(connection, "filter_choices", limited(None))
    choices = zip(told["choice_kind"], told["value"], strict=True)
    return frozenset({"", *(value for kind, value in choices if kind == "payer")})


def counts_hidden(question: str) -> tuple[str, ...]:
    """The counts of an answer of which the person who acts gets 1 for any, and 0 for none."""
    return COUNTS_OF_ALL.get(question, ()) if current_person().clients else ()


def clients_of_lines(connection: Connection, lines: Iterable[str]) -> dict[str, set[str]]:
    """Whose each line is, by its `remitted_line_id`; a line nobody knows is not among them."""
    told = database.ask_plain(connection, "clients_of_lines", lines=list(lines))
    found: dict[str, set[str]] = {}
    for line, client in zip(told["remitted_line_id"], told["client_name"], strict=True):
        found.setdefault(line, set()).add(client)
    return found
