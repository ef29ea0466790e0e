"""Whose fault an error is, and how a file is named that may be called anything."""

from __future__ import annotations

import errno

DISK_FULL_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
MOST_NAME_LENGTH = 160


def is_disk_full(fault: BaseException) -> bool:
    """Whether an error says that our disk has no room: then no file is at fault."""
    return isinstance(fault, OSError) and fault.errno in DISK_FULL_ERRORS


def clean_name(name: str) -> str:
    """A file name that can be shown and stored: one line, no control characters, not endless.

    >>> clean_name("era\\x1b[2J 1.835"), len(clean_name("a" * 500))
    ('era�[2J 1.835', 160)
    """
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in name)
    if len(shown) > MOST_NAME_LENGTH:
        half = MOST_NAME_LENGTH // 2
        shown = f"{shown[: half - 1]}…{shown[-half:]}"
    return shown
