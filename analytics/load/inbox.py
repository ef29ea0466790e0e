"""The inbox: a folder named when the server starts, whose files the dashboard may load.

Nothing outside it is read: links are passed over, wherever they lead.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from analytics.intake.archive import files_under
from analytics.intake.faults import clean_name


@dataclass(frozen=True)
class WaitingFile:
    """A file of the inbox that is not loaded: where it is, and how a person would name it."""

    path: Path
    name: str
    byte_count: int
    changed_at: datetime


def waiting_files(inbox: Path, loaded: Mapping[int, Set[str]]) -> list[WaitingFile]:
    """The files of the inbox whose content is not loaded, by name.

    `loaded` has the content keys of what is loaded, by number of bytes. An archive is known by what
    is in it alone, so it is listed until it is moved away; loading it again adds nothing.
    """
    waiting = []
    for path in files_under(inbox):
        try:
            about = path.lstat()
            if _is_among(path, loaded.get(about.st_size)):
                continue
        except OSError:  # moved away while we looked, or not ours to read
            continue
        name = clean_name(path.relative_to(inbox).as_posix())
        changed_at = datetime.fromtimestamp(about.st_mtime)
        waiting.append(WaitingFile(path, name, about.st_size, changed_at))
    return waiting


def still_there(inbox: Path, files: list[WaitingFile]) -> list[Path]:
    """Of these files, those that are files of the inbox now: none has become a link since."""
    there = set(files_under(inbox))
    return [file.path for file in files if file.path in there]


def _is_among(path: Path, keys: Set[str] | None) -> bool:
    """Whether the content of a file has one of these keys, as a load would give it."""
    if not keys:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12] in keys
