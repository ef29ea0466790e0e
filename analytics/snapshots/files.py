"""Files of a store: put on disk, copied with their checksum, locked, and kept to their owner."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from filelock import FileLock, Timeout

from analytics.vocabulary import DenialsError, StoreBusy

OWNER_ONLY_FOLDER, OWNER_ONLY_FILE = 0o700, 0o600  # what is in them names patients
BLOCK_BYTES = 4 << 20
DISK_FULL_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
DISK_FULL_WORDS = ("no space left on device", "disk quota exceeded", "file too large")

Result = TypeVar("Result")


@contextmanager
def lock(store: Path) -> Iterator[None]:
    """Hold the store for writing. Raises StoreBusy while somebody else does."""
    if reason := folder_fault(store) or unwritable_name(store):
        raise DenialsError(reason)
    try:
        store.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        held = FileLock(store / "load.lock", timeout=0, mode=OWNER_ONLY_FILE)
        held.acquire()
    except Timeout:
        raise StoreBusy(
            "Another load is running on this data; try again when it is done."
        ) from None
    except OSError as fault:
        raise DenialsError(f"The folder {store} cannot be written: {fault.strerror}.") from fault
    try:
        yield
    finally:
        held.release()


def folder_fault(store: Path) -> str:
    """One sentence if there can be no store at this path; else nothing."""
    try:
        os.fsencode(store).decode()
    except UnicodeDecodeError:
        name = os.fsencode(store).decode(errors="backslashreplace")
        return f"The name of the folder {name} is not text in UTF-8; choose one with --database."
    there = next(path for path in (store, *store.parents) if os.path.lexists(path))
    if not there.exists():
        return f"{there} is a link to {there.readlink()}, which is not there."
    if not there.is_dir():
        return f"{there} is a file, and data is kept in a folder; choose one with --database."
    return ""


def unwritable_name(store: Path) -> str:
    """One sentence if the database cannot write below this path: it would take it for an address
    and what follows the question mark for a query; else nothing.
    """
    if "?" not in str(store):
        return ""
    return (
        f"The folder {store} has a question mark in its name, and the database cannot write there: "
        "rename it, or choose another with --database."
    )


def folder_warning(store: Path) -> str:
    """One sentence if others on this machine may look into the store's folder; else nothing."""
    if os.name == "nt" or not store.is_dir():
        return ""
    if not stat.S_IMODE(store.stat().st_mode) & 0o077:
        return ""
    return (
        f"The folder {store} is open to other users of this machine; "
        f"`chmod 700 {store}` keeps it to you."
    )


def keep_to_owner(path: Path) -> None:
    """Let nobody but the owner read a file, whatever the umask was."""
    with suppress(OSError):
        path.chmod(OWNER_ONLY_FILE)


def checksum_of(path: Path) -> str:
    """The checksum of a file's bytes, with the name of its kind in front."""
    with path.open("rb") as file:
        return _said(hashlib.file_digest(file, "sha256"))


def copy(source: Path, target: Path) -> str:
    """Copy a file; the checksum of the bytes that were copied."""
    digest = hashlib.sha256()
    with source.open("rb") as reading, _new_file(target) as writing:
        while block := reading.read(BLOCK_BYTES):
            digest.update(block)
            writing.write(block)
    return _said(digest)


def write_whole(path: Path, text: str) -> None:
    """Write a small file and put it on disk."""
    with _new_file(path) as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def sync_file(path: Path) -> None:
    """Put what was written into a file on disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Put new and renamed files on disk; Windows does so itself and cannot open folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Remove a file or folder; what cannot go now (open on Windows) is left for next time."""
    with suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def beside(path: Path, ending: str) -> Path:
    """A file that stands beside another, named after it."""
    return path.with_name(path.name + ending)


def is_disk_full(fault: Exception) -> bool:
    """Whether an error means "no room"; the database says so in words, not in a number."""
    if isinstance(fault, OSError) and fault.errno in DISK_FULL_ERRORS:
        return True
    return any(words in str(fault).lower() for words in DISK_FULL_WORDS)


def patiently(action: Callable[[], Result]) -> Result:
    """Try again for a second: on Windows a file cannot be replaced while somebody reads it."""
    for _ in range(20):
        try:
            return action()
        except PermissionError:
            time.sleep(0.05)
    return action()


def _new_file(path: Path) -> BinaryIO:
    return open(path, "wb", opener=lambda name, flags: os.open(name, flags, OWNER_ONLY_FILE))


def _said(digest: object) -> str:
    return f"sha256:{digest.hexdigest()}"  # type: ignore[attr-defined]
