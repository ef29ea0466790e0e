"""Folders, ZIP and gzip archives: every file in them, one at a time.

An archive is unpacked member by member into the work folder, and a member is removed when the next
file is asked for: a large archive needs room for its largest member only. What cannot be unpacked
comes out as a refused file, so that it hurts no other.
"""

from __future__ import annotations

import gzip
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from analytics.intake.file_kinds import kind_of
from analytics.vocabulary import RefusedFile

# What an archive may ask of us before we call it a bomb.
MOST_BYTES = 4 * 1024**3
MOST_MEMBERS = 10_000
HIGHEST_RATIO = 200
# Small files of repeated text pack tighter than the ratio allows, and harm nobody.
FREE_BYTES = 64 * 1024**2
DEEPEST_ZIP = 2
_CHUNK = 1024 * 1024
_OUR_SUFFIXES = (".duckdb", ".wal", ".sqlite", ".lock")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile, NotImplementedError)


@dataclass(frozen=True)
class SourceFile:
    """A file to load, and how a person would name it: "batch.zip/era1.835".

    `refusal` is the sentence why it cannot be loaded (`path` is then of no use), "" if it can be
    tried. An unpacked file is there only until the next one is asked for.
    """

    path: Path
    display_name: str
    byte_count: int
    refusal: str = ""


@dataclass
class Allowance:
    """How many bytes and members an archive, with all archives in it, may still unpack."""

    bytes_left: int = MOST_BYTES
    members_left: int = MOST_MEMBERS


def expand(paths: list[Path], work_folder: Path) -> Iterator[SourceFile]:
    """Every file under these paths: folders in order of name, archives unpacked one by one."""
    for path in paths:
        if path.is_dir():
            for file in _files_under(path):
                name = f"{path.resolve().name}/{file.relative_to(path).as_posix()}"
                yield from _unpack_if_packed(_source(file, name), work_folder, Allowance(), 0)
        elif path.is_file():
            yield from _unpack_if_packed(_source(path, path.name), work_folder, Allowance(), 0)
        else:
            yield SourceFile(path, path.name, 0, f"{path.name} was not found.")


def _files_under(folder: Path) -> list[Path]:
    """The files of a folder and its folders by name; none that is hidden, ours or linked to."""
    found = []
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = Path(place) / name
            hidden = name.startswith((".", "~$")) or name.lower() in ("thumbs.db", "desktop.ini")
            if not hidden and not name.endswith(_OUR_SUFFIXES) and not file.is_symlink():
                found.append(file)
    return sorted(found, key=lambda file: file.relative_to(folder).as_posix())


def _source(path: Path, display_name: str) -> SourceFile:
    """A file on disk under its display name."""
    return SourceFile(path, display_name, path.stat().st_size)


def _unpack_if_packed(
    source: SourceFile, work_folder: Path, allowance: Allowance, depth: int
) -> Iterator[SourceFile]:
    """The file itself, or the files in it if it is an archive."""
    try:
        kind = kind_of(source.path)
    except RefusedFile as refused:
        yield _refused(source, str(refused))
        return
    if kind not in ("zip", "gzip"):
        yield source
    elif depth >= DEEPEST_ZIP:
        yield _refused(source, f"{source.display_name} lies too deep in archives; unpack it first.")
    elif kind == "gzip":
        yield from _gzip_content(source, work_folder, allowance, depth)
    else:
        yield from _zip_members(source, work_folder, allowance, depth)


def _refused(source: SourceFile, sentence: str) -> SourceFile:
    """The source with its refusal, which names it as a person would."""
    sentence = sentence.replace(source.path.name, source.display_name, 1)
    return replace(source, refusal=sentence)


def _gzip_content(
    source: SourceFile, work_folder: Path, allowance: Allowance, depth: int
) -> Iterator[SourceFile]:
    """The one file in a gzip archive."""
    name = source.display_name.removesuffix(".gz")
    with source.path.open("rb") as packed, gzip.GzipFile(fileobj=packed) as content:
        yield from _unpacked(content, name, source.byte_count, work_folder, allowance, depth)


def _zip_members(
    source: SourceFile, work_folder: Path, allowance: Allowance, depth: int
) -> Iterator[SourceFile]:
    """The members of a ZIP archive in its own order, each unpacked when its turn comes."""
    with zipfile.ZipFile(source.path) as archive:
        members = [info for info in archive.infolist() if not _is_passed_over(info)]
        allowance.members_left -= len(members)
        declared = sum(info.file_size for info in members)
        if allowance.members_left < 0:
            reason = f"holds more than {MOST_MEMBERS:,} files"
            yield _refused(source, f"{source.display_name} {reason}; unpack it and load a folder.")
            return
        if declared > allowance.bytes_left:
            reason = f"would unpack to more than {MOST_BYTES // 1024**3} GiB"
            yield _refused(source, f"{source.display_name} {reason}; unpack it and load a folder.")
            return
        for info in members:
            name = f"{source.display_name}/{info.filename}"
            fault = _fault_of_member(info)
            if fault:
                yield SourceFile(source.path, name, info.file_size, f"{name} {fault}.")
                continue
            try:
                with archive.open(info) as content:
                    packed = info.compress_size
                    yield from _unpacked(content, name, packed, work_folder, allowance, depth)
            except _DAMAGED:
                yield SourceFile(source.path, name, 0, f"{name} is damaged; fetch it again.")


def _is_passed_over(info: zipfile.ZipInfo) -> bool:
    """Folders, hidden files and what macOS adds are no files of the sender."""
    parts = PurePosixPath(info.filename.replace("\\", "/")).parts
    hidden = any(part.startswith(".") and part not in ("..", ".") for part in parts)
    return info.is_dir() or hidden or "__MACOSX" in parts


def _fault_of_member(info: zipfile.ZipInfo) -> str:
    """Why a member is not unpacked, "" if it may be."""
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "points outside its archive and was not unpacked"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link, not a file"
    if info.flag_bits & 1:
        return "is protected by a password; unpack it first"
    return ""


def _unpacked(
    content: BinaryIO,
    name: str,
    packed_bytes: int,
    work_folder: Path,
    allowance: Allowance,
    depth: int,
) -> Iterator[SourceFile]:
    """A packed file, unpacked for as long as it is looked at."""
    work_folder.mkdir(parents=True, exist_ok=True)
    target = work_folder / f"unpacked-{depth}-{PurePosixPath(name).name}"
    try:
        try:
            byte_count = _copy(content, target, packed_bytes, allowance)
        except RefusedFile as refused:
            yield SourceFile(target, name, 0, f"{name} {refused}.")
            return
        except _DAMAGED:
            yield SourceFile(target, name, 0, f"{name} is damaged; fetch it again.")
            return
        source = SourceFile(target, name, byte_count)
        yield from _unpack_if_packed(source, work_folder, allowance, depth + 1)
    finally:
        target.unlink(missing_ok=True)


def _copy(content: BinaryIO, target: Path, packed_bytes: int, allowance: Allowance) -> int:
    """Unpack in pieces and count what really comes out: a bomb lies about its size."""
    byte_count = 0
    with target.open("wb") as file:
        while chunk := content.read(_CHUNK):
            byte_count += len(chunk)
            allowance.bytes_left -= len(chunk)
            if allowance.bytes_left < 0:
                raise RefusedFile(
                    f"was not unpacked: its archive holds more than {MOST_BYTES // 1024**3} GiB"
                )
            if byte_count > FREE_BYTES and byte_count > HIGHEST_RATIO * max(packed_bytes, 1):
                raise RefusedFile(
                    f"was not unpacked: it grows over {HIGHEST_RATIO} times, as a ZIP bomb does"
                )
            file.write(chunk)
    return byte_count
