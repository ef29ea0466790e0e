"""Uploads on disk: in a private folder per session, gone when the session or the server ends.

A reader needs a file on disk, so an upload is written beside the store for as long as its session
stands, readable by us only. What a killed server left behind goes when the next one starts.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from analytics.intake.faults import clean_name

_OURS = re.compile(r"uploads-(\d+)-.*|upload-.*")  # the second as older versions named them
_MOST_NAME_BYTES = 150


@dataclass
class UploadFolder:
    """The uploads of one session, by the key the screen gives each."""

    path: Path
    files: dict[str, Path] = field(default_factory=dict)
    loads: int = 0
    is_over: bool = False
    lock: Lock = field(default_factory=Lock)

    def keep(self, key: str, name: str, content: BinaryIO) -> Path:
        """Write an upload under its own name, once; again if it is no longer there."""
        if key not in self.files or not self.files[key].exists():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.mkdir(mode=0o700, exist_ok=True)
            folder = Path(tempfile.mkdtemp(dir=self.path))
            self.files[key] = folder / _name_on_disk(name)
            content.seek(0)
            with self.files[key].open("wb") as target:
                shutil.copyfileobj(content, target)
        return self.files[key]

    def keep_only(self, keys: set[str]) -> None:
        """Remove what the person took off the screen again."""
        for key in self.files.keys() - keys:
            shutil.rmtree(self.files.pop(key).parent, ignore_errors=True)

    def take(self) -> list[Path]:
        """Leave the files to a load, which says with `give_back` that it is done with them."""
        with self.lock:
            self.loads += 1
        taken, self.files = list(self.files.values()), {}
        return taken

    def give_back(self, taken: list[Path]) -> None:
        """Remove what a load was given, whatever came of it."""
        for path in taken:
            shutil.rmtree(path.parent, ignore_errors=True)
        with self.lock:
            self.loads -= 1
        self._remove_if_over()

    def end(self) -> None:
        """The session is over: nothing stays, once no load reads from here."""
        self.is_over = True
        self._remove_if_over()

    def _remove_if_over(self) -> None:
        if self.is_over and not self.loads:
            shutil.rmtree(self.path, ignore_errors=True)


def new_folder(store: Path) -> UploadFolder:
    """A private folder beside the store, named by the process that answers for it."""
    return UploadFolder(store / f"uploads-{os.getpid()}-{secrets.token_hex(8)}")


def sweep(store: Path) -> None:
    """Remove what servers that are gone have left; for a server that starts."""
    if not store.is_dir():
        return
    for folder in store.iterdir():
        ours = _OURS.fullmatch(folder.name)
        if ours and not _runs(ours[1]):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process_id: str | None) -> bool:
    """Whether another process of this number runs; our own number is a server's before us."""
    if process_id is None or int(process_id) in (0, os.getpid()):
        return False
    if os.name == "nt":  # there, asking would end it
        return False
    with suppress(PermissionError):
        try:
            os.kill(int(process_id), 0)
        except (ProcessLookupError, OverflowError):
            return False
    return True


def _name_on_disk(name: str) -> str:
    """The file's own name as far as a disk takes it."""
    own = clean_name(Path(name.replace("\\", "/")).name).encode()[-_MOST_NAME_BYTES:]
    return own.decode(errors="ignore").strip(". ") or "upload"
