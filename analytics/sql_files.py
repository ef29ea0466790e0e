"""The files of queries/ as papers: what each says of itself, before anything runs.

The path is the name: `queries/3_marts/denials.sql` is `marts.denials`. A file opens with its
docstring: line one, the grain, then one line per parameter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from analytics.program import QUERIES

_PARAMETER = re.compile(r"--\s*param (\w+):\s*(.+)")
_SAID = re.compile(r"-- (grain|ids|scope|needs|adds|again):\s*(.+)")


@dataclass(frozen=True)
class SqlFile:
    """What a file says: line one, grain, notes and parameters."""

    path: Path
    text: str = field(repr=False)
    title: str
    grain: str
    notes: str
    parameters: dict[str, str]
    ids: tuple[str, ...] = ()
    scope: str = ""
    needs: tuple[str, ...] = ()  # where none of these has a row, this has none
    # Of a mart that is kept from load to load: what adds up, and by what it is asked again.
    adds: tuple[str, ...] = ()
    again: tuple[str, ...] = ()

    @cached_property
    def name(self) -> str:
        """The schema and relation that the path names.

        An extract's folder in 1_raw is part of the name; what stands in a `batch` is kept only
        while a batch is split, or checked.
        """
        folder, *deeper = self.path.relative_to(QUERIES).parts[:-1]
        schema = "temp" if "batch" in deeper else re.sub(r"^[0-9]_", "", folder)
        extract = [part for part in deeper if part != "batch"]
        return f"{schema}.{'_'.join([*extract, self.path.stem])}"

    def statement(self) -> str:
        """The SQL without comments and texts: what it truly reads and uses."""
        return self._code

    @cached_property
    def _code(self) -> str:
        return re.sub(r"--[^\n]*|'(?:[^']|'')*'", " ", self.text)


def sql_files(folder: str = "") -> list[SqlFile]:
    """Every SQL file of a folder of queries/, in the order of reading."""
    return [read_sql_file(path) for path in sorted((QUERIES / folder).rglob("*.sql"))]


def read_sql_file(path: Path) -> SqlFile:
    """One file, with its header taken apart; read again only once it was written to."""
    status = path.stat()
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=2000)
def _read(path: Path, _changed: int, _size: int) -> SqlFile:
    text = path.read_text(encoding="utf-8")
    header = _header(text)
    said: dict[str, str] = {}
    for found in filter(None, map(_SAID.match, header)):  # what is long is said in several lines
        said[found[1]] = f"{said.get(found[1], '')} {found[2]}"
    notes = [
        line[2:].strip()
        for line in header[1:]
        if not _SAID.match(line) and not _PARAMETER.match(line)
    ]
    return SqlFile(
        path=path,
        text=text,
        title=header[0].removeprefix("--").strip() if header else "",
        grain=said.get("grain", "").strip(),
        notes="\n".join(notes).strip(),
        parameters={found[1]: found[2].strip() for found in map(_PARAMETER.match, header) if found},
        ids=_words(said.get("ids", "")),
        scope=said.get("scope", "").strip(),
        needs=_words(said.get("needs", "")),
        adds=_words(said.get("adds", "")),
        again=_words(said.get("again", "")),
    )


def _words(said: str) -> tuple[str, ...]:
    return tuple(said.replace(",", " ").split())


def _header(text: str) -> list[str]:
    """The comment lines a file opens with."""
    lines: list[str] = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line)
    return lines
