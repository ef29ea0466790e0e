"""Names of clients: what a team calls whoever bills under a tax ID and an NPI."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analytics.access import needs
from analytics.notebook.file import now, read, write
from analytics.notebook.seen import as_seen
from analytics.vocabulary import DenialsError


@dataclass(frozen=True)
class ClientName:
    """A client's name for a pair of tax ID and NPI as files give them; one of the two may be ''."""

    tax_id: str
    npi: str
    client_name: str = ""
    changed_at: str = ""


def client_names(store: Path) -> list[ClientName]:
    """The names a team gave, and when."""
    rows = read(
        store,
        "select tax_id, npi, client_name, changed_at from client_names order by tax_id, npi",
    )
    return [ClientName(*row) for row in rows]


@needs("define")
def save_client_name(store: Path, named: ClientName, seen: str | None = None) -> None:
    """Call whoever bills under this tax ID and NPI by this name; an empty one takes it away again.

    `seen` is when it was changed last as the editor saw it, '' where there was none; raises
    EditConflict if somebody else changed it since. None saves whatever stands.
    """
    if not (named.tax_id or named.npi):
        raise DenialsError("A client is known by its tax ID or its NPI; this one has neither.")
    key, name = (named.tax_id, named.npi), named.client_name.strip()
    condition = as_seen(
        f"The name of the client {named.npi or named.tax_id}",
        ("select client_name, changed_at from client_names where tax_id = ? and npi = ?", key),
        lambda row: {"client_name": row[0]},
        {"client_name": name} if name else {},
        seen,
    )
    if name:
        statement = "insert or replace into client_names values (?, ?, ?, ?)"
        write(store, statement, (*key, name, now("microseconds")), seen=condition)
    else:
        statement = "delete from client_names where tax_id = ? and npi = ?"
        write(store, statement, key, seen=condition)
