"""What is in a ZIP or gzip archive, and its members unpacked: work of the reading process."""

from __future__ import annotations

import gzip
import re
import stat
import zipfile
from pathlib import Path, PurePosixPath
from typing import IO, Any

from analytics.intake.faults import is_disk_full

_CHUNK = 1024 * 1024
# The archive whose members are asked for one after the other: reading its list each time is slow.
_open: dict[tuple[str, int, int], zipfile.ZipFile] = {}


def zip_members(path: Path) -> dict[str, Any]:
    """The members of an archive in its own order, without those that are no files of the sender.

    Each has its place in the archive, name, sizes, and why it is not unpacked ("" if it may be).
    """
    members = [
        {
            "place": place,
            "name": info.filename,
            "byte_count": info.file_size,
            "packed_bytes": info.compress_size,
            "fault": _fault_of_member(info),
        }
        for place, info in enumerate(_archive(path).infolist())
        if not _is_passed_over(info)
    ]
    return {"members": members}


def unpack_member(path: Path, place: int, **limits: Any) -> dict[str, Any]:
    """Unpack one member; see `_copied`."""
    archive = _archive(path)
    info = archive.infolist()[place]
    try:
        with archive.open(info) as content:
            return _copied(content, packed_bytes=info.compress_size, **limits)
    except (NotImplementedError, RuntimeError):
        return _stopped(0, "is packed in a way that is not read here; pack it as an ordinary ZIP")
    except Exception as fault:
        return _damaged(fault)


def unpack_gzip(path: Path, **limits: Any) -> dict[str, Any]:
    """Unpack the one file of a gzip archive; see `_copied`."""
    try:
        with path.open("rb") as packed, gzip.GzipFile(fileobj=packed) as content:
            return _copied(content, packed_bytes=path.stat().st_size, **limits)
    except Exception as fault:
        return _damaged(fault)


def _archive(path: Path) -> zipfile.ZipFile:
    """The archive, opened once."""
    about = path.stat()
    key = (str(path), about.st_size, about.st_mtime_ns)
    if key not in _open:
        for archive in _open.values():
            archive.close()
        _open.clear()
        _open[key] = zipfile.ZipFile(path)
    return _open[key]


def _copied(
    content: IO[bytes] | gzip.GzipFile,
    target: str,
    packed_bytes: int,
    bytes_left: int,
    free_bytes: int,
    highest_ratio: int,
) -> dict[str, Any]:
    """Unpack in pieces and count what really comes out: a bomb lies about its size.

    Gives `byte_count`, and `stopped` with the reason if it was not unpacked to its end.
    """
    byte_count = 0
    with Path(target).open("wb") as file:
        while chunk := content.read(_CHUNK):
            byte_count += len(chunk)
            if byte_count > bytes_left:
                return _stopped(byte_count, "too much")
            if byte_count > free_bytes and byte_count > highest_ratio * max(packed_bytes, 1):
                return _stopped(byte_count, "too dense")
            file.write(chunk)
    return {"byte_count": byte_count}


def _stopped(byte_count: int, reason: str) -> dict[str, Any]:
    return {"byte_count": byte_count, "stopped": reason}


def _damaged(fault: Exception) -> dict[str, Any]:
    """A member that cannot be read to its end: whatever the error, unless our disk is full."""
    if is_disk_full(fault):
        raise fault
    return _stopped(0, "is damaged; download it again")


def _is_passed_over(info: zipfile.ZipInfo) -> bool:
    """Folders, hidden files and what macOS adds are no files of the sender."""
    parts = PurePosixPath(info.filename.replace("\\", "/")).parts
    hidden = any(part.startswith(".") and part not in ("..", ".") for part in parts)
    return info.is_dir() or hidden or "__MACOSX" in parts


def _fault_of_member(info: zipfile.ZipInfo) -> str:
    """Why a member is not unpacked, "" if it may be."""
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if not path.parts:
        return "has no name and was not unpacked"
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", path.parts[0]):
        return "points outside its archive and was not unpacked"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link, not a file"
    if info.flag_bits & 1:
        return "is protected by a password; unpack it first"
    return ""
