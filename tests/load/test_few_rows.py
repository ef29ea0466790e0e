"""Where there are few rows, statements are planned with less care: they answer the same."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from analytics import database, snapshots
from analytics.database import connection
from analytics.database.questions import questions
from analytics.load import bases
from analytics.vocabulary import SnapshotFiles
from tests.load.histories import files_of
from tests.load.stores import Store

OF_THE_LOAD = {"loaded_at"}  # the moment of a load is its own
PATIENT_KEY = "patients.key"  # what names are hashed with: each store makes its own


def test_a_load_of_few_rows_and_its_readers_see_what_is_there_when_planned_with_care(
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

    path = snapshots.current_files(quick.folder)
    answered = _answers(path)
    monkeypatch.setattr(connection, "FEW_ROWS_READ_BYTES", 0)
    with_care = _answers(path)
    assert any(len(answer) for answer in answered.values())
    for question, answer in answered.items():
        pd.testing.assert_frame_equal(answer, with_care[question], obj=question)


@pytest.mark.parametrize(
    ("bytes_brought", "bytes_there", "bytes_of_base", "has_few"),
    [
        (5_000, None, None, True),
        (5_000, 3 << 20, None, True),
        (2 << 20, None, None, False),
        (5_000, 17 << 20, None, False),
        (5_000, 1 << 20, 3 << 20, True),
        (5_000, 1 << 20, 64 << 20, False),
    ],
)
def test_few_rows_are_few_in_the_files_and_in_the_store(
    tmp_path: Path,
    bytes_brought: int,
    bytes_there: int | None,
    bytes_of_base: int | None,
    has_few: bool,
) -> None:
    (tmp_path / "files").mkdir()
    _file_of(tmp_path / "files" / "a.835", bytes_brought)
    base = tmp_path / "base.duckdb" if bytes_of_base is not None else None
    draft = SnapshotFiles(tmp_path / "draft.duckdb", base)
    for path, byte_count in ((draft.path, bytes_there), (base, bytes_of_base)):
        if path and byte_count is not None:
            _file_of(path, byte_count)

    assert bases.has_few_rows([tmp_path / "files"], draft) is has_few


def _answers(path: SnapshotFiles | None) -> dict[str, pd.DataFrame]:
    """The answer to every question that can be asked without a choice."""
    asked = [name for name, each in questions().items() if set(each.parameters) <= {"filters"}]
    with database.connect(path) as reader:
        return {name: database.ask(reader, name) for name in asked}


def _file_of(path: Path, byte_count: int) -> None:
    """A file of so many bytes, none of which are written."""
    with path.open("wb") as file:
        file.truncate(byte_count)
