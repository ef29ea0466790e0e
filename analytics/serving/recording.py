"""Sign-ins and sign-outs in the audit trail.

They are no reason to keep anybody out: who signs in sees, where the trail cannot be written, what
is wrong with it and what cannot be done meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from analytics.access import Person, audit
from analytics.vocabulary import DenialsError

Record = Callable[[str, Person, dict[str, Any]], None]
SECONDS_TO_WAIT = 2.0  # while nobody else is answered


def unrecorded(act: str, person: Person, details: dict[str, Any]) -> None:
    """For a gate without a store."""


def recording_in(store: Path) -> Record:
    """What puts a sign-in or a sign-out on record in the trail of a store."""

    def record(act: str, person: Person, details: dict[str, Any]) -> None:
        with suppress(DenialsError):
            audit.record(store, act, person=person, seconds=SECONDS_TO_WAIT, **details)

    return record
