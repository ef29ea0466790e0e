"""Patients' names as keyed hashes: how the key is handed to SQL.

SQL hashes the names (`raw.keyed`, an HMAC-SHA256 of RFC 2104) and finds the key in variables of the
connection, which live in memory and end with it; nothing of the key is written into the database.
"""

from __future__ import annotations

import hashlib
import hmac

from analytics.database.connection import Connection

BLOCK_BYTES = 64  # of SHA-256 (FIPS 180-4)
INNER, OUTER = 0x36, 0x5C  # RFC 2104


def use_patient_key(connection: Connection, key: bytes) -> None:
    """Let SQL hash names with this key, on this connection, until it is closed."""
    block = key.ljust(BLOCK_BYTES, b"\0")
    number = hmac.digest(key, b"key id", hashlib.sha256)[:4]
    connection.execute(
        "set variable patient_key_inner = $key::blob",
        {"key": bytes(byte ^ INNER for byte in block)},
    )
    connection.execute(
        "set variable patient_key_outer = $key::blob",
        {"key": bytes(byte ^ OUTER for byte in block)},
    )
    connection.execute(
        "set variable patient_key_id = $number::uinteger",
        {"number": int.from_bytes(number)},
    )


def require_patient_key(connection: Connection) -> None:
    """Raise where names would be taken in without a key, and all patients be the same."""
    has_key = connection.execute("select getvariable('patient_key_inner') is not null").fetchall()
    if has_key != [(True,)]:
        raise RuntimeError("Rows are taken in only after `use_patient_key`.")
