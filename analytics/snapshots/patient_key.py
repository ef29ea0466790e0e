"""The key that patients' names are hashed with: `patients.key`, beside the snapshots.

It is made at the first load and never changed. Without it nobody can try out names on what a store
keeps of patients; who copies the snapshots alone cannot either.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from tempfile import mkstemp

from analytics.snapshots import files
from analytics.vocabulary import DenialsError

NAME = "patients.key"
BYTE_COUNT = 32


def patient_key(store: Path) -> bytes:
    """The key of a store, made if there is none yet; who asks holds the store for writing.

    A lost key is replaced by a new one: names loaded from then on are no longer compared with those
    loaded before. One that is damaged raises DenialsError, since the right one may be in a backup.
    """
    path = store / NAME
    if not path.exists():
        _make(path)
    try:
        key = path.read_bytes()
    except OSError as fault:
        raise DenialsError(f"{path} cannot be read: {fault.strerror}.") from fault
    if len(key) != BYTE_COUNT:
        raise DenialsError(
            f"{path} is damaged: it has {len(key)} bytes and not {BYTE_COUNT}; nothing was loaded. "
            "Put it back from a backup, or move it away: then patients loaded from now on are not "
            "kept separate from those loaded before."
        )
    return key


def _make(path: Path) -> None:
    """Write a new key beside and move it into place, so that a stop at any byte leaves no half."""
    handle, name = mkstemp(prefix="patients-", suffix=".new", dir=path.parent)  # the owner's only
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(BYTE_COUNT))
        file.flush()
        os.fsync(file.fileno())
    files.patiently(lambda: Path(name).replace(path))
    files.sync_folder(path.parent)
