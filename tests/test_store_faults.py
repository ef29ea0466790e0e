"""A store whose pointer or snapshot is damaged: one sentence, a way out, nothing deleted."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from analytics import load, notebook, snapshots
from analytics.__main__ import main
from tests.load.remittances import a_file, a_set

# What each load adds: claim A, B, C, each denied for $10.
LOADS = ("A", "B", "C")
COMMANDS: dict[str, tuple[str, ...]] = {
    "ask": ("ask", "headline"),
    "export": ("export", "top-denials"),
    "undo": ("undo",),
    "load": ("load", "FILE"),
    "demo": ("demo",),
    "check": ("check",),
}
Said = tuple[int, str, str]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three loads."""
    folder = tmp_path_factory.mktemp("sound")
    for name in LOADS:
        path = folder / f"{name}.835"
        path.write_text(a_file(a_set(f"T{name}", denied=[name])))
        load.load_paths(folder / "store", [path])
    return folder / "store"


@pytest.fixture
def store(sound: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copytree(sound, tmp_path / "store"))


@pytest.fixture
def run(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Runs a command on the store: exit code, standard output, standard error."""
    new = tmp_path / "new.835"
    new.write_text(a_file(a_set("TNEW", denied=["NEW"])))

    def run_command(*words: str) -> tuple[int, str, str]:
        words = tuple(str(new) if word == "FILE" else word for word in words)
        code = main(["--database", str(store), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_command


def state_of(store: Path) -> dict[str, tuple[int, int]]:
    """Every file a person would miss: its size, and when it was written last."""
    ours = {"load.lock", "audit.sqlite", "audit.begun"}  # the trail grows with what is done
    there = {path.name: path.stat() for path in store.iterdir() if path.name not in ours}
    return {name: (status.st_size, status.st_mtime_ns) for name, status in there.items()}


def denied_claims(run: Callable[..., Said]) -> int:
    code, out, err = run("ask", "headline", "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)[0]["denied_claim_count"]


def pointer_with(**changes: object) -> Callable[[bytes], bytes]:
    """The pointer with something else in it and a checksum that does not fit."""
    return lambda text: json.dumps(json.loads(text) | changes).encode()


POINTERS: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda _: None,
    "empty": lambda _: b"",
    "no json": lambda _: b"\x00\xff not json",
    "truncated": lambda text: text[: len(text) // 2],
    "a digit changed": lambda text: text.replace(b'"snapshot": 3', b'"snapshot": 2'),
    "negative": lambda _: b'{"snapshot": -3, "previous": []}',
    "zero": lambda _: b'{"snapshot": 0, "previous": []}',
    "a number as text": lambda _: b'{"snapshot": "3", "previous": []}',
    "a truth": lambda _: b'{"snapshot": true, "previous": []}',
    "of another program": lambda _: b'{"current": "main.db"}',
    "a list": lambda _: b"[3, 2, 1]",
    "of another store": lambda _: b'{"snapshot": 41, "previous": [40, 39], "highest": 41}',
    "a name outside": pointer_with(kept=[{"number": 3, "file_name": "../../etc/passwd"}]),
    "deeply nested": lambda _: b"[" * 100_000,
}


@pytest.fixture(params=POINTERS)
def broken(request: pytest.FixtureRequest, store: Path) -> Path:
    """The store with a pointer that cannot be followed."""
    path = store / "current.json"
    content = POINTERS[request.param](path.read_bytes())
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    return store


def test_without_a_sound_pointer_every_command_says_so_and_deletes_nothing(
    broken: Path, run: Callable[..., Said]
) -> None:
    before = state_of(broken)
    for words in COMMANDS.values():
        code, out, err = run(*words)
        assert (code, out) == (1, "")
        assert err.count("\n") == 1 and err.endswith("deletes nothing.\n")
        assert "`denials recover` publishes the newest whole snapshot" in err
        assert state_of(broken) == before


@pytest.mark.parametrize(
    "broken", ["missing", "empty", "negative", "of another store"], indirect=True
)
def test_recover_publishes_the_newest_snapshot_before_all_others_and_deletes_nothing(
    broken: Path, run: Callable[..., Said]
) -> None:
    before = state_of(broken)
    assert run("recover") == (0, "Snapshot 3 is current again, and nothing was deleted.\n", "")
    assert denied_claims(run) == 3
    after = state_of(broken)
    assert {name: after[name] for name in before if name != "current.json"} == {
        name: state for name, state in before.items() if name != "current.json"
    }
    numbers = json.loads((broken / "current.json").read_text())
    assert (numbers["snapshot"], numbers["previous"]) == (3, [2, 1])


def test_a_pointer_of_another_store_with_the_same_numbers_is_seen_through(
    store: Path, run: Callable[..., Said], tmp_path: Path
) -> None:
    for number in range(3):
        with snapshots.next_snapshot(tmp_path / "other") as draft:
            draft.path.write_text(f"a snapshot of somebody else, {number}")
            draft.publish()
    shutil.copyfile(tmp_path / "other" / "current.json", store / "current.json")
    before = state_of(store)
    for words in COMMANDS.values():
        code, out, err = run(*words)
        assert code == 1 and "denied_line_count" not in out
        assert err.count("\n") <= 1
        assert state_of(store) == before
    assert "Snapshot 3 is damaged: it has" in run("ask", "headline")[2]
    assert run("recover")[0] == 0
    assert denied_claims(run) == 3


def test_after_recover_loads_and_undo_go_on(store: Path, run: Callable[..., Said]) -> None:
    (store / "current.json").unlink()
    run("recover")
    assert run("load", "FILE")[0] == 0
    assert denied_claims(run) == 4
    assert run("undo")[1] == "Snapshot 3 is current again.\n"
    assert run("undo")[1] == "Snapshot 2 is current again.\n"
    assert denied_claims(run) == 2


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "deleted": (lambda path: path.unlink(), "its file denials-000003.duckdb is missing"),
    "truncated": (
        lambda path: path.write_bytes(path.read_bytes()[:-70_000]),
        "bytes and was published with",
    ),
    "empty": (lambda path: path.write_bytes(b""), "it has 0 bytes and was published with"),
    "longer": (lambda path: path.open("ab").write(b"more"), "bytes and was published with"),
    "of zeros": (
        lambda path: path.write_bytes(bytes(path.stat().st_size)),
        "its bytes are not those that were published",
    ),
    "a bit flipped in its head": (
        lambda path: flip(path, 5000),
        "its bytes are not those that were published",
    ),
}


def flip(path: Path, at: int) -> None:
    """Turn one bit of a file around."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


@pytest.fixture(params=DAMAGES)
def damaged(request: pytest.FixtureRequest, store: Path) -> tuple[Path, str]:
    """The store with a damaged current snapshot, and the reason that is given."""
    harm, reason = DAMAGES[request.param]
    harm(store / "denials-000003.duckdb")
    return store, reason


def test_a_damaged_snapshot_is_named_by_every_command_with_the_way_back(
    damaged: tuple[Path, str], run: Callable[..., Said]
) -> None:
    store, reason = damaged
    before = state_of(store)
    for name, words in COMMANDS.items():
        if name in ("undo", "demo"):
            continue
        code, out, err = run(*words)
        assert code == 1
        said = out + err
        assert said.startswith("Snapshot 3 is damaged: ") and reason in said
        assert "undo goes back to 2 (`denials undo`)" in said
        assert "nothing" not in said.lower() or "is lost" not in said
        assert state_of(store) == before


def test_undo_leads_back_from_a_damaged_snapshot(
    damaged: tuple[Path, str], run: Callable[..., Said]
) -> None:
    before = state_of(damaged[0])
    assert run("undo") == (0, "Snapshot 2 is current again.\n", "")
    assert denied_claims(run) == 2
    after = state_of(damaged[0])
    assert after.keys() == before.keys()


def test_recover_leads_back_from_a_damaged_snapshot_and_names_it(
    damaged: tuple[Path, str], run: Callable[..., Said]
) -> None:
    store, _ = damaged
    before = state_of(store)
    assert run("recover") == (
        0,
        "Snapshot 2 is current again, and nothing was deleted. Damaged, and left as they are: 3.\n",
        "",
    )
    assert denied_claims(run) == 2
    assert state_of(store).keys() == before.keys()


@pytest.mark.parametrize("at", [0.3, 0.5, 0.7, 0.9])
def test_a_bit_flipped_anywhere_is_found_by_check_and_never_built_upon(
    store: Path, run: Callable[..., Said], at: float
) -> None:
    path = store / "denials-000003.duckdb"
    flip(path, int(path.stat().st_size * at))
    for words in (COMMANDS["check"], COMMANDS["load"]):
        code, out, err = run(*words)
        assert code == 1
        assert "Snapshot 3 is damaged: its bytes are not those that were published" in out + err
    assert run("recover")[1].startswith("Snapshot 2 is current again")


def test_a_damaged_snapshot_that_is_not_shown_is_named_by_check_and_passed_by_undo(
    store: Path, run: Callable[..., Said]
) -> None:
    flip(store / "denials-000002.duckdb", 5000)
    assert denied_claims(run) == 3
    code, out, _ = run("check")
    assert code == 1
    assert "Snapshot 2, kept to go back to, is damaged" in out and "of snapshot 3" in out
    assert run("undo") == (0, "Snapshot 1 is current again.\n", "")


def test_with_no_whole_snapshot_recover_says_so_and_changes_nothing(
    store: Path, run: Callable[..., Said]
) -> None:
    for number in (1, 2, 3):
        (store / f"denials-{number:06d}.duckdb").write_bytes(b"damaged")
    before = state_of(store)
    code, out, err = run("recover")
    assert (code, out) == (1, "")
    assert err.startswith(f"No snapshot in {store} can be read, so nothing was changed")
    assert state_of(store) == before


def test_the_only_snapshot_damaged_names_the_backup(store: Path, run: Callable[..., Said]) -> None:
    for number in (1, 2):
        (store / f"denials-{number:06d}.duckdb").unlink()
    flip(store / "denials-000003.duckdb", 5000)
    _, _, err = run("ask", "headline")
    assert "put denials-000003.duckdb back from a backup" in err and "undo" not in err


def test_recover_with_nothing_wrong_changes_nothing(store: Path, run: Callable[..., Said]) -> None:
    before = state_of(store)
    words = "Snapshot 3 is whole and current; there was nothing to recover.\n"
    assert run("recover") == (0, words, "")
    assert state_of(store) == before


def test_recover_without_a_pointer_passes_by_what_cannot_be_read(
    store: Path, run: Callable[..., Said]
) -> None:
    (store / "current.json").unlink()
    flip(store / "denials-000003.duckdb", 5000)
    shutil.copyfile(store / "load.lock", store / "denials-000009.duckdb")  # somebody's empty file
    code, out, _ = run("recover")
    assert (code, denied_claims(run)) == (0, 2)
    assert out.endswith("Damaged, and left as they are: 3, 9.\n")
    assert (store / "denials-000009.duckdb").exists()
    assert run("load", "FILE")[0] == 0
    assert snapshots.current_snapshot(store) == 10


def test_a_pointer_of_version_0_1_0_is_read_and_gets_what_it_lacks_from_the_next_load(
    store: Path, run: Callable[..., Said]
) -> None:
    old = '{"snapshot": 3, "previous": [2, 1], "highest": 3}'
    (store / "current.json").write_text(old)
    assert denied_claims(run) == 3
    assert (store / "current.json").read_text() == old
    run("load", "FILE")
    kept = json.loads((store / "current.json").read_text())["kept"]
    assert [each["number"] for each in kept] == [4, 3]
    assert all(each["checksum"].startswith("sha256:") for each in kept)


def test_the_demo_of_a_damaged_store_leaves_it_to_serve(
    broken: Path, run: Callable[..., Said]
) -> None:
    assert run("demo", "--if-empty") == (0, "", "")


# What is no folder of data


EVERY_COMMAND = (*COMMANDS.values(), ("recover",), ("audit",), ("serve",))


def test_a_file_in_place_of_the_folder_is_said_once_by_every_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "data"
    path.write_text("")
    for store in (path, path / "below"):
        for words in EVERY_COMMAND:
            code = main(
                [
                    "--database",
                    str(store),
                    *words[:1],
                    *("README.md" if word == "FILE" else word for word in words[1:]),
                ]
            )
            said = capsys.readouterr()
            sentence = (
                f"{path} is a file, and data is kept in a folder; choose one with --database."
            )
            assert (code, said.out, said.err) == (1, "", f"{sentence}\n")
    assert path.read_text() == ""


def test_a_link_to_a_folder_that_is_away_is_not_taken_for_a_store_without_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link = tmp_path / "data"
    link.symlink_to(tmp_path / "not mounted")
    for words in (("ask", "headline"), ("undo",), ("demo",), ("recover",)):
        code = main(["--database", str(link), *words])
        said = capsys.readouterr()
        assert (code, said.out) == (1, "")
        assert said.err == f"{link} is a link to {tmp_path / 'not mounted'}, which is not there.\n"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_folder_whose_name_is_not_text_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "\udcff"  # the byte FF
    store.mkdir()
    for words in EVERY_COMMAND[:5]:
        code = main(["--database", str(store), *words])
        said = capsys.readouterr()
        assert (code, said.out) == (1, "")
        words = f"The name of the folder {tmp_path}/\\xff is not text in UTF-8"
        assert said.err == f"{words}; choose one with --database.\n"


def test_a_folder_with_a_question_mark_is_refused_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # DuckDB takes what follows a question mark for the query of an address.
    store = tmp_path / "what?"
    code = main(["--database", str(store), "load", str(Path(__file__).parent / "conftest.py")])
    said = capsys.readouterr()
    assert (code, said.out) == (1, "")
    assert said.err.startswith(f"The folder {store} has a question mark in its name")
    assert said.err.count("\n") == 1 and not store.exists()


def test_a_folder_in_place_of_a_file_is_said_with_the_systems_words(
    store: Path, run: Callable[..., Said]
) -> None:
    (store / "current.json").unlink()
    (store / "current.json").mkdir()
    code, out, err = run("recover")
    assert (code, out) == (1, "")
    assert err.startswith("The command was given up: Is a directory (")
    assert err.count("\n") == 1


# The notebook


def test_with_a_damaged_notebook_questions_and_loads_go_on_and_say_so(
    store: Path, run: Callable[..., Said]
) -> None:
    notebook.save_carc_rule(store, notebook.CarcRule("97", owner="Billing"))
    (store / "notebook.sqlite").write_bytes(b"damaged")
    for words in (("ask", "denied_lines"), ("export", "worklist"), ("load", "FILE"), ("check",)):
        code, out, err = run(*words)
        assert code == 0 and out
        assert err.startswith("What was typed (notes, work, actions, definitions) cannot be read")
        assert err.count("\n") == 1
    assert (store / "notebook.sqlite").read_bytes() == b"damaged"


# Rights


def test_a_store_is_its_owners_alone(tmp_path: Path, run: Callable[..., Said]) -> None:
    (tmp_path / "a.835").write_text(a_file(a_set("T1", denied=["A"])))
    store = tmp_path / "private"
    load.load_paths(store, [tmp_path / "a.835"])
    notebook.save_carc_rule(store, notebook.CarcRule("97", owner="Billing"))
    assert store.stat().st_mode & 0o077 == 0
    assert {path.name: path.stat().st_mode & 0o777 for path in store.iterdir()} == {
        "audit.begun": 0o600,
        "audit.sqlite": 0o600,
        "current.json": 0o600,
        "denials-000001.duckdb": 0o600,
        "load.lock": 0o600,
        "notebook.sqlite": 0o600,
        "patients.key": 0o600,
    }


def test_a_folder_open_to_others_is_warned_of_in_one_sentence(
    store: Path, run: Callable[..., Said]
) -> None:
    store.chmod(0o755)
    words = f"The folder {store} is open to other users of this machine; `chmod 700 {store}` keeps"
    code, _, err = run("load", "FILE")
    assert code == 0 and err.startswith(words) and err.count("\n") == 1
    store.chmod(0o700)
    assert run("check")[2] == ""
