"""Cutting a store into slices of linked claims, none of which may be linked with one of another."""

from __future__ import annotations

from analytics.database.connection import Connection
from analytics.sql_files import QUERIES, read_sql_file

# What the marts of so many claims take of memory while they are judged is some hundred megabytes.
CLAIMS_OF_SLICE = 250_000


def slices_of(claim_count: int) -> int:
    """How many slices so many claims are judged in."""
    return max(1, -(-claim_count // CLAIMS_OF_SLICE))


def cut_slices(connection: Connection, slice_count: int) -> None:
    """Put the claims of temp.touched_claims into temp.claim_slices (claim_id, slice_number from 0).

    Claims that share a number (marts.link_keys), directly or through others, stand in one slice.
    """
    import numpy as np
    import pyarrow as pa
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    shared = connection.execute(_text("shared_link_keys")).fetchnumpy()
    claims, claim_places = np.unique(shared["claim_id"], return_inverse=True)
    keys, key_places = np.unique(shared["link_key"], return_inverse=True)
    size = len(claims) + len(keys)
    links = coo_array(
        (np.ones(len(claim_places), np.int8), (claim_places, len(claims) + key_places)),
        shape=(size, size),
    )
    _, labels = connected_components(links, directed=False)
    roots = np.full(labels.max(initial=-1) + 1, np.iinfo(np.int64).max)
    np.minimum.at(roots, labels[: len(claims)], claims)
    linked = pa.table({"claim_id": claims, "root_id": roots[labels[: len(claims)]]})
    connection.register("linked_claims", linked)
    connection.execute(
        f"create or replace temp table claim_slices as {_text('claim_slices')}",
        {"slice_count": slice_count},
    )
    connection.unregister("linked_claims")


def _text(question: str) -> str:
    return read_sql_file(QUERIES / "judging" / f"{question}.sql").text
