"""Where there are few rows, statements are planned with less care: they answer the same."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from analytics.load import bases
from analytics.vocabulary import SnapshotFiles
from tests.load.histories import files_of
from tests.load.stores import Store

OF_THE_LOAD = {"loaded_at"}  # the moment of a load is its own
PATIENT_KEY = "patients.key"  # what names are hashed with: each store makes its own


def test_a_load_of_few_rows_leaves_what_it_leaves_when_it_is_planned_with_care(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick, careful = (Store(tmp_path / name, tmp_path / "files") for name in ("quick", "careful"))
    files = files_of(Random(11), 2, 5, has_fillers=True)

    quick.load(files)
    careful.folder.mkdir()
    shutil.copy(quick.folder / PATIENT_KEY, careful.folder)
    monkeypatch.setattr(bases, "has_few_rows", lambda *_: False)
    careful.load(files)

    one, other = (
        each.tables("raw", "marts", "sums", "signals", without=OF_THE_LOAD)
        for each in (quick, careful)
    )
    assert "marts.line_outcomes" in one
    assert one.keys() == other.keys()
    for table in one:
        assert one[table] == other[table], table


@pytest.mark.parametrize(
    ("bytes_brought", "bytes_there", "base", "has_few"),
    [
        (5_000, None, None, True),
        (5_000, 3 << 20, None, True),
        (2 << 20, None, None, False),
        (5_000, 17 << 20, None, False),
        (5_000, 1 << 20, "base.duckdb", False),
    ],
)
def test_few_rows_are_few_in_the_files_and_in_the_store(
    tmp_path: Path, bytes_brought: int, bytes_there: int | None, base: str | None, has_few: bool
) -> None:
    (tmp_path / "files").mkdir()
    _file_of(tmp_path / "files" / "a.835", bytes_brought)
    draft = SnapshotFiles(tmp_path / "draft.duckdb", tmp_path / base if base else None)
    if bytes_there is not None:
        _file_of(draft.path, bytes_there)

    assert bases.has_few_rows([tmp_path / "files"], draft) is has_few


def _file_of(path: Path, byte_count: int) -> None:
    """A file of so many bytes, none of which are written."""
    with path.open("wb") as file:
        file.truncate(byte_count)
