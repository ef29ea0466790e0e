"""Which errors are a file's: it is refused for them, and the load goes on with the others."""

from __future__ import annotations

from analytics import database
from analytics.intake.faults import is_disk_full
from analytics.vocabulary import DenialsError


def is_of_the_file(fault: Exception) -> bool:
    """Whether to refuse the file in hand for an error, rather than to end the load.

    A full disk, a lack of memory, and what was said to the load itself (another load runs) are
    nobody's file.
    """
    if isinstance(fault, (DenialsError, MemoryError)) or is_disk_full(fault):
        return False
    return not database.is_of_the_machine(fault)


def not_readable(file_name: str) -> str:
    """The sentence for a file that made a reader stumble; what it stumbled over is not quoted."""
    return (
        f"{file_name} has something that cannot be read here; it was not "
        "loaded. Download it again, and if that does not help, send its kind and "
        "sender to the person who maintains this program."
    )
