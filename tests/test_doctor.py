"""`denials doctor`: what a machine lacks, and how to get it."""

from __future__ import annotations

import os
import shutil
from collections import namedtuple
from importlib import metadata
from pathlib import Path

import pytest

from analytics import doctor
from analytics.__main__ import main
from analytics.engines import spark
from analytics.exports import documents

Usage = namedtuple("Usage", "total used free")


def asked(capsys: pytest.CaptureFixture[str], store: Path) -> tuple[int, str]:
    code = main(["doctor", "--database", str(store)])
    return code, capsys.readouterr().out


def test_where_nothing_is_missing_it_says_so_and_makes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, said = asked(capsys, tmp_path / "store")
    assert code == 0 and said.endswith("Nothing is missing.\n")
    assert "nothing is loaded yet; `denials demo`" in said
    assert not (tmp_path / "store").exists()


def test_a_library_that_is_missing_or_older_is_named_with_the_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    named = ["pandas>=3.1.1", "duckdb>=2.10", "nowhere>=1", 'pytest>=9; extra == "dev"']
    here = {"pandas": "3.1.1", "duckdb": "2.9.5"}

    def version(name: str) -> str:
        if name not in here:
            raise metadata.PackageNotFoundError(name)
        return here[name]

    monkeypatch.setattr(metadata, "requires", lambda _: named)
    monkeypatch.setattr(metadata, "version", version)
    older, missing = doctor.libraries()
    # 2.9.5 is before 2.10: versions are compared by number, not by letter.
    assert older.words.startswith("duckdb 2.9.5 is installed, and 2.10 or later is needed: ")
    assert older.words.endswith('-m pip install "duckdb>=2.10"')
    assert missing.words.startswith("nowhere is not installed: ")
    assert {older.state, missing.state} == {"missing"}


@pytest.mark.parametrize(
    ("has_pyspark", "version", "words"),
    [
        (False, 17, "Spark is not installed here: `pip install 'denials[spark]'` brings it"),
        (True, 0, "Spark needs Java 17 or later, and no Java was found: on Debian, "),
        (True, 11, "Spark needs Java 17 or later, and Java 11 is here: on Debian, "),
    ],
)
def test_without_java_or_pyspark_everything_but_loads_by_a_cluster_works(
    has_pyspark: bool,
    version: int,
    words: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spark.importlib.util, "find_spec", lambda _: has_pyspark or None)
    monkeypatch.setattr(spark, "java_version", lambda: version)
    code, said = asked(capsys, tmp_path)
    assert code == 0
    (line,) = [line for line in said.splitlines() if line.startswith("note    Spark")]
    assert words in line and line.endswith("; only loads by a cluster need it")


def test_java_is_found_by_its_home_or_on_the_path_and_asked_for_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'openjdk version \"21.0.2\" 2024-01-16' >&2\n")
    program.chmod(0o700)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert spark.java_version() == 21
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "bin"))
    assert spark.java_version() == 0


def test_without_pango_everything_but_the_pdf_works(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "pdf_fault", lambda: documents.PANGO)
    code, said = asked(capsys, tmp_path)
    assert code == 0
    assert "note    Pango             A PDF needs the libraries of Pango" in said
    for way in ("apt-get install libpango", "brew install pango", "MSYS2"):
        assert way in said


def test_a_full_disk_is_missing_room_for_a_load(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Half a gigabyte free; an empty store needs one.
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(2**40, 2**40 - 2**29, 2**29))
    code, said = asked(capsys, tmp_path)
    assert code == 1 and "0.5 GB free, 1.0 GB needed for a load" in said
    assert said.endswith("One thing is missing.\n")


def test_a_load_needs_three_times_the_room_of_the_largest_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, gigabytes in ((1, 1), (2, 2)):
        with (tmp_path / f"denials-{number:06d}.duckdb").open("wb") as file:
            file.truncate(gigabytes * 2**30)  # a hole: takes no room on the disk
    for free, state in ((6, "ok"), (5, "missing")):
        usage = Usage(2**40, 0, free * 2**30)
        monkeypatch.setattr(shutil, "disk_usage", lambda _, usage=usage: usage)
        assert doctor.disk_room(tmp_path).state == state


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights another way")
def test_a_folder_that_others_may_look_into_is_noted_with_the_command_that_closes_it(
    tmp_path: Path,
) -> None:
    tmp_path.chmod(0o755)
    noted = doctor.folder(tmp_path)
    assert noted.state == "note" and f"`chmod 700 {tmp_path}`" in noted.words


def test_a_folder_that_cannot_be_written_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(**_: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refused)
    found = doctor.folder(tmp_path / "store")
    assert found.state == "missing"
    assert f"{tmp_path} cannot be written (Permission denied)" in found.words
    assert "--database" in found.words


def test_a_file_in_place_of_the_data_folder_is_missing(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("")
    assert doctor.folder(tmp_path / "store").state == "missing"


def test_a_damaged_store_is_missing_with_the_way_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "current.json").write_text("{")
    code, said = asked(capsys, tmp_path)
    assert code == 1 and "`denials recover`" in said
