"""Databases without a row of any file, made once per machine: what a new store begins with.

Making raw tables, lists, views, functions and empty marts takes some hundred statements, the same
for every new store, and as many for a file that begins beside a base. So what they make is kept in
the user's cache folder and copied. It holds nothing of any patient or practice: it is made before
anything is read. A name carries what the database was made by and the checksum of its content,
which is looked at on each use. Where the folder cannot be used, all is made anew, as before.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from analytics.database.building import make_empty_models
from analytics.database.connection import connect
from analytics.database.migrations import versions
from analytics.database.models import prepare
from analytics.program import cache_folder
from analytics.vocabulary import SnapshotFiles

WHOLE, BESIDE = "whole", "beside"  # a base
KEPT_FILES = 8  # of several versions of the program, which may be used in turn
_NO_KEY = bytes(32)  # names are hashed by the key of the connection: none is in a database


def begin_with_prepared(
    path: Path, extract_columns: Sequence[str], is_beside_base: bool = False
) -> bool:
    """Put a prepared database where there is none yet; False where that could not be done.

    It is in small blocks, for stores that stay small; with `is_beside_base` the one that adds to a
    base.
    """
    folder = _own_folder()
    if folder is None:
        return False
    kind = BESIDE if is_beside_base else WHOLE
    try:
        content = _kept(folder, kind, extract_columns)
        if content is None:
            _make(folder, extract_columns)
            content = _kept(folder, kind, extract_columns)
    except (OSError, duckdb.IOException):
        return False
    if content is None:
        return False
    path.write_bytes(content)
    return True


def _own_folder() -> Path | None:
    """The cache folder, if it is ours alone and can be written."""
    folder = cache_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    if os.name != "nt":
        is_ours = found.st_uid == os.getuid() and not stat.S_IMODE(found.st_mode) & 0o077
        if not (stat.S_ISDIR(found.st_mode) and is_ours):
            return None
    return folder if os.access(folder, os.W_OK) else None


def _kept(folder: Path, kind: str, extract_columns: Sequence[str]) -> bytes | None:
    """The content of the database of a kind that this version made; one that is damaged goes."""
    for path in sorted(folder.glob(f"{kind}-{_made_by(tuple(extract_columns))}-*.duckdb")):
        content = path.read_bytes()
        if path.stem.rpartition("-")[2] == hashlib.sha256(content).hexdigest():
            return content
        path.unlink(missing_ok=True)
    return None


def _make(folder: Path, extract_columns: Sequence[str]) -> None:
    """Make both kinds, beside their names and then under them; what older versions made goes."""
    with TemporaryDirectory(prefix="making-", dir=folder) as making:
        whole, beside = (Path(making) / f"{kind}.duckdb" for kind in (WHOLE, BESIDE))
        with connect(whole, read_only=False, is_small=True) as connection:
            prepare(connection, extract_columns, {}, _NO_KEY)
            make_empty_models(connection)
        with connect(SnapshotFiles(beside, whole), read_only=False, is_small=True) as connection:
            prepare(connection, extract_columns, {}, _NO_KEY)
        for kind, path in ((WHOLE, whole), (BESIDE, beside)):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            name = f"{kind}-{_made_by(tuple(extract_columns))}-{digest}.duckdb"
            path.replace(folder / name)
    found = sorted(folder.glob("*-*-*.duckdb"), key=lambda path: path.stat().st_mtime_ns)
    for path in found[:-KEPT_FILES]:
        with suppress(OSError):
            path.unlink()


@cache
def _made_by(extract_columns: tuple[str, ...]) -> str:
    """What a prepared database hangs on: queries and lists, this code, DuckDB, columns."""
    code = sorted(Path(__file__).parent.glob("*.py"))
    said = [repr((versions(), duckdb.__version__, extract_columns)).encode()]
    return hashlib.sha256(b"\0".join(said + [path.read_bytes() for path in code])).hexdigest()[:24]
