"""Nothing of a patient is said, shown, exported or logged, whatever a file holds and however."""

from __future__ import annotations

import contextlib
import io
import logging
from pathlib import Path

import pytest

from analytics import database, session, snapshots
from analytics.__main__ import main
from analytics.load import load_paths
from tests.load.stores import QuickHouse
from tests.patients import (
    GOLDEN,
    MARKER,
    SURFACES,
    Hunted,
    in_the_store,
    marked,
    marked_files,
    marks_in,
    with_each_segment_marked,
)

KINDS = ("835", "837", "277ca", "999")


@pytest.fixture(scope="module")
def hunted(tmp_path_factory: pytest.TempPathFactory) -> Hunted:
    """A store with the marked files, loaded by the command line too, with all that it said."""
    folder = tmp_path_factory.mktemp("hunt")
    paths = []
    for name, text in marked_files().items():
        paths.append(folder / name)
        paths[-1].write_text(text, encoding="utf-8")
    said, log = io.StringIO(), io.StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        report = load_paths(folder / "store", paths)
        store = ["--database", str(folder / "again")]
        main(["load", *map(str, paths), *store])
        main(["load", "--json", *map(str, paths), *store])
        main(["check", *store])
        main(["ask", "findings", *store])
    logging.getLogger().removeHandler(handler)
    return Hunted(folder / "store", report, said.getvalue() + log.getvalue())


def test_the_markers_are_where_patients_stand_and_most_of_the_files_load(hunted: Hunted) -> None:
    statuses = {file.file_name: file.status for file in hunted.report.files}
    assert statuses.pop("headerless.csv") == statuses.pop("tail.835") == "refused"
    assert set(statuses.values()) == {"loaded"}
    for name, text in marked_files().items():
        assert MARKER in text, name
    # The hunt must be able to find: a name in a text it is given is found.
    assert marks_in({"here": f"… {MARKER}1 …"})


@pytest.mark.parametrize("surface", SURFACES)
def test_no_mark_of_a_patient_is_on_a_surface(
    surface: str, hunted: Hunted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DENIALS_HOME", str(hunted.store))
    texts = SURFACES[surface](hunted)
    assert texts and all(texts.values())
    # What may be seen is seen, so that what may not would be found: a payer, a claim.
    if surface != "messages":
        together = "\n".join(texts.values())
        assert "AURORA" in together and "PCN-1" in together
    assert marks_in(texts) == []


def test_free_text_of_acknowledgments_is_not_stored_at_all(tmp_path: Path) -> None:
    # STC12 and IK404 often quote the patient; of marked files they are the only marks here.
    for kind, segment in (("277ca", "STC"), ("999", "IK4")):
        text = (GOLDEN / f"every_field.{kind}").read_text(encoding="utf-8")
        only = [
            marked(piece) if piece.strip().startswith(segment) else piece
            for piece in text.split("~")
        ]
        path = tmp_path / f"free.{kind}"
        path.write_text("~".join(only), encoding="utf-8")
        assert MARKER in path.read_text(encoding="utf-8")
        report = load_paths(tmp_path / "store", [path])
        assert report.files[0].status == "loaded"
    hunted = Hunted(tmp_path / "store", report, "")
    stored = in_the_store(hunted)
    assert stored and marks_in(stored) == []
    with database.connect(snapshots.current_files(hunted.store)) as connection:
        tables = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables()"
            " where schema_name in ('raw', 'marts') order by all"
        ).fetchall()
        rows = {name: connection.execute(f"from {name}").df().to_csv() for (name,) in tables}
    assert marks_in(rows) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_in_any_element_of_any_segment_is_in_no_message(kind: str, tmp_path: Path) -> None:
    house = QuickHouse(tmp_path)
    text = (GOLDEN / f"every_field.{kind}").read_text(encoding="utf-8")
    files = {f"{tag}.{kind}": changed for tag, changed in with_each_segment_marked(text)}
    assert len(files) > 5 and all(MARKER in changed for changed in files.values())

    reports = house.load(files)

    told = {report.file_name: repr(report) for report in reports}
    assert marks_in(told) == []
    for table in ("findings", "files"):
        for row in house.rows(f"select * exclude (file_id) from raw.{table}"):
            assert marks_in({table: repr(row)}) == []


def test_an_error_in_a_page_is_logged_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DENIALS_DEBUG", raising=False)
    monkeypatch.setattr(logging, "_logRecordFactory", logging.LogRecord)
    session.keep_values_out_of_logs()
    session.keep_values_out_of_logs()  # as each run of the app does
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logger = logging.getLogger("a page")
    logger.addHandler(handler)
    try:
        raise ValueError(f"could not convert {MARKER} JANE")
    except ValueError as fault:
        logger.exception("Uncaught app execution")
        logger.error("failed: %s", fault)
        logger.error("failed: %(fault)s in %(where)s", {"fault": fault, "where": "a page"})
        logger.warning(fault)
    assert log.getvalue().splitlines() == [
        "Uncaught app execution (ValueError)",
        "failed: ValueError",
        "failed: ValueError in a page",
        "ValueError",
    ]
