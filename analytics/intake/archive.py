"""Folders, ZIP and gzip archives: every file in them, one at a time.

An archive is unpacked member by member into the work folder, by the reading process, and a member
is removed when the next file is asked for: a large archive needs room for its largest member only.
What cannot be unpacked comes out as a refused file, so that it hurts no other.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from analytics.intake.faults import clean_name
from analytics.intake.file_kinds import kind_of
from analytics.intake.reader_process import ask_reader
from analytics.vocabulary import RefusedFile

# What an archive may ask of us before we call it a bomb.
MOST_BYTES = 4 * 1024**3
MOST_MEMBERS = 10_000
HIGHEST_RATIO = 200
# Small files of repeated text pack tighter than the ratio allows, and harm nobody.
FREE_BYTES = 64 * 1024**2
DEEPEST_ZIP = 2
_OUR_SUFFIXES = (".duckdb", ".wal", ".sqlite", ".lock")
_STOPPED = {
    "too much": f"was not unpacked: its archive holds more than {MOST_BYTES // 1024**3} GiB",
    "too dense": f"was not unpacked: it grows over {HIGHEST_RATIO} times, as a ZIP bomb does",
}


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
            for file in files_under(path):
                name = f"{path.resolve().name}/{file.relative_to(path).as_posix()}"
                yield from _on_disk(file, name, work_folder)
        elif path.is_file():
            yield from _on_disk(path, path.name, work_folder)
        else:
            name = clean_name(path.name)
            why = "is not a file" if path.exists() else "was not found"
            yield SourceFile(path, name, 0, f"{name} {why}.")


def _on_disk(path: Path, name: str, work_folder: Path) -> Iterator[SourceFile]:
    """A file on disk under its display name, or the files in it; one that went is refused."""
    name = clean_name(name)
    try:
        source = SourceFile(path, name, path.stat().st_size)
    except OSError as fault:
        yield SourceFile(path, name, 0, f"{name} cannot be read: {fault.strerror}.")
        return
    yield from _unpack_if_packed(source, work_folder, Allowance(), 0)


def files_under(folder: Path) -> list[Path]:
    """The files of a folder and its folders by name; none that is hidden, ours or linked to."""
    found = []
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = Path(place) / name
            hidden = name.startswith((".", "~$")) or name.lower() in ("thumbs.db", "desktop.ini")
            if not hidden and not name.endswith(_OUR_SUFFIXES) and _is_regular(file):
                found.append(file)
    return sorted(found, key=lambda file: file.relative_to(folder).as_posix())


def _is_regular(file: Path) -> bool:
    """Whether this is a file itself: no link to one, and nothing that waits for a writer."""
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except OSError:
        return False


def _unpack_if_packed(
    source: SourceFile, work_folder: Path, allowance: Allowance, depth: int
) -> Iterator[SourceFile]:
    """The file itself, or the files in it if it is an archive."""
    try:
        kind = kind_of(source.path)
    except RefusedFile as refused:
        yield _refused(source, str(refused))
        return
    except OSError as fault:
        sentence = f"{source.display_name} cannot be read: {fault.strerror}."
        yield replace(source, refusal=sentence)
        return
    if kind not in ("zip", "gzip"):
        yield source
    elif depth >= DEEPEST_ZIP:
        yield _refused(
            source, f"{source.display_name} is inside too many archives; unpack it first."
        )
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

    def unpack(**limits: Any) -> dict[str, Any]:
        """Ask the reading process for it."""
        most = min(allowance.bytes_left, HIGHEST_RATIO * source.byte_count + FREE_BYTES)
        return ask_reader("unpack_gzip", source.path, most, **limits)

    yield from _unpacked(unpack, name, work_folder, allowance, depth)


def _zip_members(
    source: SourceFile, work_folder: Path, allowance: Allowance, depth: int
) -> Iterator[SourceFile]:
    """The members of a ZIP archive in its own order, each unpacked when its turn comes."""
    try:
        members = ask_reader("zip_members", source.path)["members"]
    except RefusedFile as refused:
        yield _refused(source, str(refused))
        return
    allowance.members_left -= len(members)
    declared = sum(member["byte_count"] for member in members)
    if allowance.members_left < 0:
        reason = f"holds more than {MOST_MEMBERS:,} files"
        yield _refused(source, f"{source.display_name} {reason}; unpack it and load a folder.")
        return
    if declared > allowance.bytes_left:
        reason = f"would unpack to more than {MOST_BYTES // 1024**3} GiB"
        yield _refused(source, f"{source.display_name} {reason}; unpack it and load a folder.")
        return
    for member in members:
        name = f"{source.display_name}/{clean_name(member['name'])}"
        if fault := member["fault"]:
            yield SourceFile(source.path, name, member["byte_count"], f"{name} {fault}.")
            continue
        unpack = partial(
            ask_reader, "unpack_member", source.path, member["byte_count"], place=member["place"]
        )
        yield from _unpacked(unpack, name, work_folder, allowance, depth)


def _unpacked(
    unpack: Callable[..., dict[str, Any]],
    name: str,
    work_folder: Path,
    allowance: Allowance,
    depth: int,
) -> Iterator[SourceFile]:
    """A packed file, unpacked for as long as it is looked at.

    Its name on disk is ours: an archive may name a file anything.
    """
    work_folder.mkdir(parents=True, exist_ok=True)
    target = work_folder / f"unpacked-{depth}"
    try:
        try:
            told = unpack(
                target=str(target),
                bytes_left=allowance.bytes_left,
                free_bytes=FREE_BYTES,
                highest_ratio=HIGHEST_RATIO,
            )
        except RefusedFile as refused:
            yield _refused(SourceFile(target, name, 0), str(refused))
            return
        allowance.bytes_left -= told["byte_count"]
        if stopped := told.get("stopped"):
            yield SourceFile(target, name, 0, f"{name} {_STOPPED.get(stopped, stopped)}.")
            return
        source = SourceFile(target, name, told["byte_count"])
        yield from _unpack_if_packed(source, work_folder, allowance, depth + 1)
    finally:
        target.unlink(missing_ok=True)
