"""Folders and archives: what comes out of them, and what is kept from doing harm."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from analytics.intake import archive
from analytics.intake.archive import expand
from analytics.intake.file_kinds import kind_of
from analytics.vocabulary import RefusedFile

ISA = (
    "ISA*00*          *00*          *ZZ*A              *ZZ*B              *261001*1200*^*00501"
    "*000000001*0*P*:~GS*HP*A*B*20261001*1200*1*X*005010X221A1~ST*835*0001~"
)
CSV = "Acct,Paid\nA1,5\n"
KINDS = ("x12", "csv", "xlsx", "parquet", "zip", "gzip", "unknown")


def packed(members: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in members.items():
            pack.writestr(name, content)
    return stream.getvalue()


def expanded(work: Path, *paths: Path) -> list[tuple[str, bytes | str]]:
    """Name and content, or the refusal, of everything that comes out."""
    return [
        (source.display_name, source.refusal or source.path.read_bytes())
        for source in expand(list(paths), work)
    ]


def test_a_folder_gives_its_files_by_name_and_none_that_is_hidden_or_ours(tmp_path: Path):
    folder = tmp_path / "inbox"
    (folder / "b").mkdir(parents=True)
    for name in ["z.csv", "b/a.csv", ".DS_Store", "load.lock", "denials-000001.duckdb"]:
        (folder / name).write_text(CSV)
    (tmp_path / "outside.csv").write_text(CSV)
    (folder / "link.csv").symlink_to(tmp_path / "outside.csv")

    assert [name for name, _ in expanded(tmp_path / "work", folder)] == [
        "inbox/b/a.csv",
        "inbox/z.csv",
    ]


def test_an_archive_in_an_archive_gives_its_files_with_their_way(tmp_path: Path):
    path = tmp_path / "batch.zip"
    inner = packed({"a.csv": CSV})
    path.write_bytes(packed({"era1.835": ISA, "deep/inner.zip": inner, "__MACOSX/a.csv": CSV}))

    assert expanded(tmp_path / "work", path) == [
        ("batch.zip/era1.835", ISA.encode()),
        ("batch.zip/deep/inner.zip/a.csv", CSV.encode()),
    ]


def test_an_unpacked_file_is_gone_when_the_next_is_asked_for(tmp_path: Path):
    path, work = tmp_path / "batch.zip", tmp_path / "work"
    path.write_bytes(packed({"a.csv": CSV, "b.csv": CSV}))

    for _ in expand([path], work):
        assert len(list(work.iterdir())) == 1
    assert list(work.iterdir()) == []


def test_a_gzip_file_is_unpacked(tmp_path: Path):
    path = tmp_path / "era.835.gz"
    path.write_bytes(gzip.compress(ISA.encode()))

    assert expanded(tmp_path / "work", path) == [("era.835", ISA.encode())]


def test_a_damaged_member_hurts_no_other(tmp_path: Path):
    noise = bytes(range(256)) * 8
    content = bytearray(packed({"a.csv": noise, "b.csv": CSV}))
    content[60:70] = b"\xff" * 10
    path = tmp_path / "batch.zip"
    path.write_bytes(content)

    assert expanded(tmp_path / "work", path) == [
        ("batch.zip/a.csv", "batch.zip/a.csv is damaged; download it again."),
        ("batch.zip/b.csv", CSV.encode()),
    ]


def test_a_zip_bomb_is_stopped_while_it_grows_and_its_neighbour_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(archive, "FREE_BYTES", 1_000_000)
    path, work = tmp_path / "bomb.zip", tmp_path / "work"
    path.write_bytes(packed({"a.csv": b"0" * 5_000_000, "b.csv": CSV}))

    assert expanded(work, path) == [
        (
            "bomb.zip/a.csv",
            "bomb.zip/a.csv was not unpacked: it grows over 200 times, as a ZIP bomb does.",
        ),
        ("bomb.zip/b.csv", CSV.encode()),
    ]
    assert list(work.iterdir()) == []


def test_an_archive_that_declares_too_much_is_refused_before_it_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(archive.Allowance, "__init__", lambda self: vars(self).update(small()))
    path, work = tmp_path / "big.zip", tmp_path / "work"
    path.write_bytes(packed({"a.csv": "x,y\n" * 1000}))

    [(name, sentence)] = expanded(work, path)

    assert name == "big.zip"
    assert "would unpack to more than 4 GiB" in str(sentence)
    assert not work.exists()


def small() -> dict[str, int]:
    """An allowance that a thousand bytes exhaust."""
    return {"bytes_left": 1000, "members_left": 10}


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archive.Allowance, "__init__", lambda self: vars(self).update(small()))
    path = tmp_path / "many.zip"
    path.write_bytes(packed({f"f{number}.csv": "" for number in range(11)}))

    [(_, sentence)] = expanded(tmp_path / "work", path)

    assert "holds more than 10,000 files" in str(sentence)


def test_a_member_that_points_outside_is_not_unpacked(tmp_path: Path):
    path = tmp_path / "slip.zip"
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("../evil.csv", CSV)
        pack.writestr("/etc/evil.csv", CSV)
        pack.writestr("good.csv", CSV)

    found = expanded(tmp_path / "work", path)

    assert [str(sentence).partition(" ")[2] for _, sentence in found[:2]] == [
        "points outside its archive and was not unpacked.",
        "points outside its archive and was not unpacked.",
    ]
    assert found[2] == ("slip.zip/good.csv", CSV.encode())
    assert not (tmp_path / "evil.csv").exists()


def test_a_member_whose_name_no_windows_could_have_is_unpacked(tmp_path: Path):
    path = tmp_path / "names.zip"
    path.write_bytes(packed({"con:aux?.csv": CSV, "C:evil.csv": CSV}))

    named, drive = expanded(tmp_path / "work", path)

    assert named == ("names.zip/con:aux?.csv", CSV.encode())
    assert "points outside its archive" in str(drive[1])


def test_archives_nested_too_deep_are_left_packed(tmp_path: Path):
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"b.zip": packed({"c.zip": packed({"d.csv": CSV})})}))

    assert expanded(tmp_path / "work", path) == [
        ("a.zip/b.zip/c.zip", "a.zip/b.zip/c.zip is inside too many archives; unpack it first.")
    ]


def test_a_path_that_is_not_there_is_said_so(tmp_path: Path):
    assert expanded(tmp_path, tmp_path / "gone.835") == [("gone.835", "gone.835 was not found.")]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (ISA, "x12"),
        ("\ufeff" + ISA, "x12"),
        ("Content-Type: text\n\n" + ISA, "x12"),
        ("ST*835*0001~BPR*I*5~", "x12"),
        (CSV, "csv"),
        ("\ufeff" + CSV, "csv"),
        ("First\nSecond\n", "unknown"),
        (CSV.encode("utf-16"), "csv"),
        (packed({"a.csv": CSV}), "zip"),
        (b"PAR1....", "parquet"),
        (gzip.compress(b"x"), "gzip"),
    ],
    # Packed bytes hold the time of packing: an id made of them would differ between workers.
    ids=lambda value: value if value in KINDS else "content",
)
def test_the_kind_of_a_file_is_told_by_its_content(tmp_path: Path, content, kind: str):
    path = tmp_path / "file"
    path.write_bytes(content.encode() if isinstance(content, str) else content)

    assert kind_of(path) == kind


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\n", "only spaces in it"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG picture"),
        (b"%PDF-1.7\n", "PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .xlsx or CSV"),
        (b"PK\x03\x04 and no more", "damaged ZIP archive"),
        (b"<!DOCTYPE html><html>", "web page"),
        (bytes(range(256)) * 4, "not text"),
        (b"\0" * 2000, "only spaces in it"),
    ],
)
def test_a_file_that_is_no_extract_is_refused_with_what_it_is(tmp_path: Path, content, words: str):
    path = tmp_path / "scan.835"
    path.write_bytes(content)

    with pytest.raises(RefusedFile) as refused:
        kind_of(path)
    assert words in str(refused.value)
    assert str(refused.value).startswith("scan.835 ")
