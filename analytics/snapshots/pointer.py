"""The pointer, `current.json`: what it says, how it is read, and how it is replaced.

It carries a checksum of itself, so one damaged digit is known for what it is. Pointers of version
0.1.0 have neither checksums nor sizes; they are read, and the next load writes what they lack.

A file's name says what is in it: `denials-000042.duckdb` is a whole snapshot, and
`denials-000043-on-000042.duckdb` is what snapshot 43 has beside snapshot 42, its base.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from analytics.snapshots import files
from analytics.vocabulary import Versions

NAME, UNFINISHED = "current.json", "current.json.new"
FILE_NAME = re.compile(r"denials-(\d{6,})(?:-on-(\d{6,}))?\.duckdb")


@dataclass(frozen=True)
class Kept:
    """The file of a published snapshot as it was when it was published."""

    number: int
    file_name: str
    byte_count: int
    checksum: str
    versions: Versions = Versions()
    begun_at: str = ""  # when its load began (UTC): what was typed later is not in it
    parts: str = ""  # the checksum of the list of its parts; '' where it has none

    @property
    def base(self) -> int | None:
        """The snapshot whose file this one adds to; none where it is whole."""
        return base_of(self.file_name)


@dataclass(frozen=True)
class Pointer:
    """The current snapshot, those before it, those undone, the highest number ever given."""

    snapshot: int
    previous: tuple[int, ...] = ()
    undone: tuple[int, ...] = ()
    highest: int = 0
    kept: tuple[Kept, ...] = ()

    def numbers(self) -> tuple[int, ...]:
        """The published snapshots one can be on, the current one first."""
        return (self.snapshot, *self.previous)

    def known(self) -> set[int]:
        """Every snapshot of its history."""
        return {*self.numbers(), *self.undone}

    def needed(self) -> set[int]:
        """Every snapshot whose file the history needs: its own, and the bases they add to."""
        records = (self.record(number) for number in self.known())
        return self.known() | {each.base for each in records if each and each.base}

    def record(self, number: int) -> Kept | None:
        """What is known of a snapshot's file; nothing where version 0.1.0 wrote the pointer."""
        return next((kept for kept in self.kept if kept.number == number), None)


class NotAPointer(Exception):
    """The file is not a pointer of ours, or it is damaged."""


def read(path: Path) -> Pointer | None:
    """What a pointer says; None where there is no file. Raises NotAPointer."""
    try:
        return _understood(json.loads(files.patiently(path.read_bytes)))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as fault:
        raise NotAPointer from fault


def write(store: Path, pointer: Pointer) -> None:
    """Replace the pointer in one step: readers see the old one or the new one, never a part."""
    prepare(store, pointer)
    publish(store)


def prepare(store: Path, pointer: Pointer) -> None:
    """Write the next pointer beside the current one, whole and on disk."""
    files.write_whole(store / UNFINISHED, _text(pointer))


def publish(store: Path) -> None:
    """Put the prepared pointer in place of the current one."""
    files.patiently(lambda: (store / UNFINISHED).replace(store / NAME))
    files.sync_folder(store)


def file_name(number: int, base: int | None = None) -> str:
    """The name of a published snapshot's file; `base` is the snapshot that it adds to."""
    return f"denials-{number:06d}{f'-on-{base:06d}' if base else ''}.duckdb"


def base_of(name: str) -> int | None:
    """The snapshot that the file of this name adds to; none where it is whole."""
    found = FILE_NAME.fullmatch(name)
    return int(found[2]) if found and found[2] else None


def of_numbers(kept: Iterable[Kept | None], numbers: Iterable[int]) -> tuple[Kept, ...]:
    """The records of these snapshots, in their order, and then those of their bases."""
    by_number = {each.number: each for each in kept if each}
    found = [by_number[number] for number in numbers if number in by_number]
    named = {each.number for each in found}
    bases = dict.fromkeys(each.base for each in found if each.base and each.base not in named)
    return (*found, *(by_number[base] for base in bases if base in by_number))


def _text(pointer: Pointer) -> str:
    said = asdict(pointer)
    return json.dumps(said | {"checksum": _checksum(said)}, indent=1)


def _checksum(said: dict) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _understood(said: dict) -> Pointer:
    """A pointer from its JSON; raises ValueError, KeyError or TypeError where it is none."""
    if "kept" in said and said.get("checksum") != _checksum(
        {name: value for name, value in said.items() if name != "checksum"}
    ):
        raise ValueError("the checksum is another")
    snapshot = _number(said["snapshot"])
    previous = tuple(_number(number) for number in said["previous"])
    undone = tuple(_number(number) for number in said.get("undone", ()))
    highest = _number(said.get("highest", max(snapshot, *previous, 0)))
    pointer = Pointer(snapshot, previous, undone, highest, _records(said.get("kept", ())))
    if len(pointer.known()) < 1 + len(previous) + len(undone) or highest < max(pointer.known()):
        raise ValueError("the numbers contradict each other")
    return pointer


def _records(said: Iterable[dict]) -> tuple[Kept, ...]:
    names = {field.name for field in fields(Versions)}
    kept = []
    for each in said:
        versions = {name: value for name, value in each["versions"].items() if name in names}
        number = _number(each["number"])
        base = base_of(each["file_name"])
        if each["file_name"] != file_name(number, base) or (base or 0) >= number:
            raise ValueError("a file of another name")
        kept.append(
            Kept(
                number,
                each["file_name"],
                _number(each["byte_count"]),
                str(each["checksum"]),
                Versions(**versions),
                str(each.get("begun_at", "")),
                str(each.get("parts", "")),
            )
        )
    return tuple(kept)


def _number(value: object) -> int:
    """A whole number from 1 on."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("not a number of a snapshot")
    return value
