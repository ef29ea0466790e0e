"""What a load says of itself, while it runs and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True)
class FileReport:
    """What became of one file; counts are of the file, whether or not it was new.

    What is kept of it is what counts: none of what was loaded before, nothing of a file refused.
    """

    file_name: str
    kind: str
    status: Literal["loaded", "duplicate", "refused"]
    message: str = ""
    transaction_set_count: int = 0
    claim_count: int = 0
    line_count: int = 0
    adjustment_count: int = 0
    finding_count: int = 0
    kept_claim_count: int = 0
    kept_line_count: int = 0
    kept_charge_amount: Decimal = Decimal(0)
    kept_paid_amount: Decimal = Decimal(0)


@dataclass(frozen=True)
class LoadReport:
    """What became of a load: the snapshot that is current after it, and each file."""

    snapshot: int | None
    files: list[FileReport]


@dataclass(frozen=True)
class Progress:
    """How far a load is: bytes done of the file in hand, and what is being done.

    What nobody asked for, such as a rebuild on first use, is said at once.
    """

    file_name: str
    done_bytes: int
    total_bytes: int
    step: str
    is_said_at_once: bool = False


Reporter = Callable[[Progress], None]
