"""Files in, one snapshot out.

Files go into a copy of the current snapshot: each whole or not at all, and none hurts another. When
all are in, the models are built anew, checked as far as the files touch them, and the copy is
published; until that moment, and whatever goes wrong before it, readers see the snapshot before.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analytics import database, notebook, snapshots
from analytics.access import audit, needs, require_all_clients
from analytics.database import CheckResult, Connection
from analytics.engines import opened_engine
from analytics.intake.archive import expand
from analytics.intake.column_maps import ColumnMap
from analytics.intake.column_words import canonical_columns
from analytics.intake.reader_process import let_go
from analytics.load import bases
from analytics.load.column_choice import ChosenMaps, chosen_maps
from analytics.load.one_by_one import settle_each
from analytics.load.reading import FileReader
from analytics.load.recording import files_said, recorded_load
from analytics.load.reports import LoadReport, Progress, Reporter
from analytics.load.signals import begin_imports, judge_signals
from analytics.load.spread import Spread
from analytics.load.spread_reading import SpreadReader
from analytics.load.tasks import Workplace
from analytics.program import find_sample_data
from analytics.vocabulary import DenialsError

# Enough for batches and joins of a large practice; what does not fit goes to disk meanwhile.
MEMORY_MEGABYTES = int(os.environ.get("DENIALS_MEMORY_MB", "1200"))


@needs("load")
def load_paths(
    store: Path,
    paths: list[Path],
    *,
    column_maps: Mapping[str, ColumnMap] | None = None,
    profile: str | None = None,
    progress: Reporter | None = None,
    engine: str | None = None,
) -> LoadReport:
    """Load files and folders and publish what they bring.

    `column_maps` gives the map of an extract by its file name, `profile` names a saved one for all;
    else a saved profile whose headers the file has, else the guess. If no file brings anything new,
    nothing is published. `engine` names who reads files and judges claims (`analytics/engines`);
    else this process. Raises DenialsError (StoreBusy, disk full) with nothing changed.
    """
    tell = progress or (lambda _: None)
    with (
        opened_engine(engine) if engine else nullcontext() as opened,
        _draft(store, paths, adds_to_base=True) as (
            draft,
            connection,
            work_folder,
            standing,
        ),
        recorded_load(draft, paths) as outcome,
    ):
        choose = chosen_maps(store, column_maps or {}, profile)
        spread = None
        if opened:
            spread = Spread(opened, Workplace.of(store, work_folder), draft.parts)
        files = []
        connection.execute("begin")
        with closing(_reader(connection, choose, work_folder, tell, spread)) as reader:
            for group in reader.groups(expand(paths, work_folder / "unpacked")):
                files += settle_each(connection, group, draft.number)
                connection.execute("commit")
                connection.execute("begin")
        connection.execute("commit")
        outcome.say(**files_said(files))
        if not any(file.status == "loaded" for file in files):
            outcome.say(snapshot=None)
            return LoadReport(snapshots.current_snapshot(store), files)
        _judge(connection, standing, draft.number, tell, spread)
        if draft.parts.folder.exists():
            tell(Progress("", 0, 0, "writing the data as parts"))
            _close_in_parts(connection, draft, work_folder)
        else:
            database.close_compact(connection, draft.path, work_folder)
        number = _publish(draft, work_folder, tell)
        if number != draft.number:
            outcome.say(snapshot=number)
        return LoadReport(number, files)


def _reader(
    connection: Connection,
    choose: ChosenMaps,
    work_folder: Path,
    tell: Reporter,
    spread: Spread | None,
) -> FileReader | SpreadReader:
    """Who reads files: this process, or an engine's workers."""
    if spread is None:
        return FileReader(connection, choose, work_folder, tell)
    return SpreadReader(connection, choose, work_folder, tell, spread)


@needs("define")
def rebuild(store: Path, progress: Reporter | None = None) -> int:
    """Judge again by the definitions as they are now; the new snapshot's number.

    What edited lists decide otherwise, if there are any and all else is as it was; else everything.
    """
    return judge_again(store, progress)


def judge_again(store: Path, progress: Reporter | None = None) -> int:
    """The same, for whoever first meets a store of an older version, whatever their role."""
    tell = progress or (lambda _: None)
    if snapshots.current_snapshot(store) is None:
        raise DenialsError("Nothing is loaded yet, so there is nothing to classify again.")
    edited = _edited_judged(store, tell)
    if edited is not None:
        return edited
    with _draft(store) as (draft, connection, work_folder, standing):
        everything = replace(standing, has_marts=False)
        return _judged(draft, connection, work_folder, everything, tell)


def _edited_judged(store: Path, tell: Reporter) -> int | None:
    """Judge what edited lists decide otherwise; None where none was, or more is to be judged."""
    if snapshots.current_versions(store) != database.versions():
        return None
    with _draft(store, adds_to_base=True) as (draft, connection, work_folder, standing):
        if not (standing.has_marts and standing.is_edited):
            return None
        return _judged(draft, connection, work_folder, standing, tell)


def _judged(
    draft: snapshots.Draft,
    connection: Connection,
    work_folder: Path,
    standing: database.Standing,
    tell: Reporter,
) -> int:
    """Judge a draft without new files, check what was judged, publish it; the new number."""
    with audit.recorded(draft.store, "rebuild", f"Snapshot {draft.number}"):
        _judge(connection, standing, draft.number, tell)
        database.close_compact(connection, draft.path, work_folder)
        return _publish(draft, work_folder, tell)


def _judge(
    connection: Connection,
    standing: database.Standing,
    load_number: int,
    tell: Reporter,
    spread: Spread | None = None,
) -> None:
    """Judge what was touched, or everything where there are no marts; check it; find alerts."""
    tell(Progress("", 0, 0, "classifying denials"))
    weeks, told = None, None
    elsewhere = spread.judging() if spread else None
    if elsewhere is None:  # an engine's workers may begin as copies of this process
        begin_imports()
    if standing.has_marts:
        weeks = database.judge_load(connection, standing.is_edited, elsewhere)
    else:
        told = database.build_models(
            connection, elsewhere=elsewhere, has_empty_marts=standing.has_empty_marts
        )
    tell(Progress("", 0, 0, "checking totals"))
    if told:
        _stop_at_a_fault(database.run_checks_beside(connection, told.faults))
    else:
        checked = load_number if standing.has_marts else None
        is_edited = standing.has_marts and standing.is_edited
        slice_count = database.check_slices_of(connection, checked, is_edited)
        _stop_at_a_fault(
            database.run_checks(connection, checked, is_edited=is_edited, slice_count=slice_count)
        )
    tell(Progress("", 0, 0, "finding alerts"))
    judge_signals(connection, weeks)


@needs("load")
def load_sample(store: Path, progress: Reporter | None = None) -> LoadReport:
    """Write the invented practice's files and load them all."""
    find_sample_data()
    from sample_data import write_sample_files

    with TemporaryDirectory() as folder:
        write_sample_files(Path(folder))
        return load_paths(store, sorted(Path(folder).iterdir()), progress=progress)


@needs("look")
def check(store: Path) -> list[CheckResult]:
    """The standing checks on the current snapshot: one row per check.

    NotAllowed for whoever sees some clients only: rows of all clients are named.
    """
    require_all_clients("run the checks")
    current = snapshots.current_files(store)
    if current is None:
        raise DenialsError("Nothing is loaded yet, so there is nothing to check.")
    with database.connect(current) as connection:
        return database.run_checks(connection)


def _stop_at_a_fault(checks: Sequence[CheckResult]) -> None:
    """Raise DenialsError, in one sentence, if a check found a fault: it is not published."""
    found = [check for check in checks if check.offending_row_count]
    if found:
        first = found[0]
        others = f" and {len(found) - 1} more of {len(checks)} checks" if len(found) > 1 else ""
        rows = "row" if first.offending_row_count == 1 else "rows"
        raise DenialsError(
            "The totals do not match, so nothing was published and the current data "
            f"is unchanged: check {first.check_name} found "
            f"{first.offending_row_count:,} {rows}{others}."
        )


@contextmanager
def _draft(
    store: Path, paths: Sequence[Path] = (), adds_to_base: bool = False
) -> Iterator[tuple[snapshots.Draft, Connection, Path, database.Standing]]:
    """The next snapshot, open for filling, with the reference lists as they are now.

    Of the machine's files it can read those of `paths` and what is put into its work folder. With
    `adds_to_base` it only adds to a base, where there is a large one: for loads that judge what
    they touch. Else all is in one file of its own, whose marts are to be judged anew.
    """
    versions = database.versions()
    on_base = bases.is_added_to(store, versions) if adds_to_base else lambda _: False
    make_whole = bases.whole_maker(store, MEMORY_MEGABYTES, with_marts=False)
    with snapshots.next_snapshot(store, versions, on_base=on_base, make_whole=make_whole) as draft:
        with TemporaryDirectory(prefix="work-", dir=store) as folder:
            work_folder = Path(folder)
            key = snapshots.patient_key(store)
            is_small = bases.is_small(paths)
            if not draft.path.exists():
                if draft.base or is_small:
                    database.begin_with_prepared(
                        draft.path, canonical_columns(), is_beside_base=bool(draft.base)
                    )
            elif draft.base is None and snapshots.current_versions(store) != versions:
                database.rewrite_older(draft.path, key, work_folder, MEMORY_MEGABYTES)
            connection = database.connect(
                draft.files,
                read_only=False,
                work_folder=work_folder / "spill",
                memory_megabytes=MEMORY_MEGABYTES,
                files_to_read=[work_folder, *paths],
                is_small=is_small,
                has_few_rows=bases.has_few_rows(paths, draft.files),
                parts=[] if draft.base else [draft.parts],
            )
            try:
                standing = database.prepare(connection, canonical_columns(), _edited(store), key)
                yield draft, connection, work_folder, standing
            finally:
                let_go()
                connection.close()


def _close_in_parts(connection: Connection, draft: snapshots.Draft, work_folder: Path) -> None:
    """Close a draft whose marts workers wrote as parts; what files said becomes parts, too."""
    connection.close()
    small = work_folder / "small.duckdb"
    written = replace(draft.files, parts=draft.parts)
    database.make_whole(written, small, work_folder, MEMORY_MEGABYTES, parts=draft.parts)
    small.replace(draft.path)


def _publish(draft: snapshots.Draft, work_folder: Path, tell: Reporter) -> int:
    """Make the draft current; those kept before it are freed of what older versions kept.

    Then, where what it adds to its base has grown, both are written as the next base, which is
    current from then on. The number of the snapshot that is.
    """
    draft.publish()
    make_whole = bases.whole_maker(draft.store, MEMORY_MEGABYTES)
    key = snapshots.patient_key(draft.store)
    failed = snapshots.rewrite_earlier(
        draft,
        lambda path: database.rewrite_older(path, key, work_folder, MEMORY_MEGABYTES),
        make_whole,
    )
    for number, fault in failed.items():
        sentence = (
            f"Snapshot {number}, kept to go back to, still holds names or numbers of patients, "
            f"as an earlier version wrote them ({fault}); the next load tries again"
        )
        tell(Progress("", 0, 0, sentence, is_said_at_once=True))
    published = snapshots.snapshot_files(draft.store, draft.number)
    if bases.is_to_be_folded(published):
        way = "as new parts" if published.parts else "as one file"
        tell(Progress("", 0, 0, f"writing the data {way}"))
        try:
            in_parts = bases.whole_maker(draft.store, MEMORY_MEGABYTES, in_parts=True)
            return snapshots.fold(draft, in_parts) or draft.number
        except Exception as fault:  # what was published stands, whatever happens here
            sentence = f"The data could not be written {way} ({fault}); the next load tries"
            tell(Progress("", 0, 0, f"{sentence} again", is_said_at_once=True))
    return draft.number


def _edited(store: Path) -> dict[str, list[dict[str, Any]]]:
    """What the team typed, as rows of the reference tables.

    Nothing while the notebook cannot be read: then what the snapshot before knew of it stays.
    """
    if notebook.fault(store):
        return {}
    rules = []
    for rule in notebook.carc_rules(store):
        row = asdict(rule)
        row.pop("changed_at")
        row["is_denial"] = None if rule.is_denial is None else "y" if rule.is_denial else "n"
        rules.append(row)
    aliases = [
        {"payer_name_as_given": given, "payer_name": name}
        for given, name in notebook.payer_aliases(store).items()
    ]
    limits = [
        {
            "payer_name": limit.payer_name,
            "line_of_business": limit.line_of_business,
            "deadline_kind": limit.deadline_kind,
            "days": None if limit.day_count is None else str(limit.day_count),
            "counted_from": limit.counted_from,
            "is_verified": "y" if limit.is_verified else "n",
            "note": limit.note,
        }
        for limit in notebook.deadline_limits(store)
    ]
    minutes = [
        {
            "category": each.category,
            "work_minutes": None if each.work_minutes is None else str(each.work_minutes),
            "is_verified": "y" if each.is_verified else "n",
            "note": each.note,
        }
        for each in notebook.work_minutes(store)
    ]
    clients = [
        {"tax_id": each.tax_id, "npi": each.npi, "client_name": each.client_name}
        for each in notebook.client_names(store)
    ]
    return {
        "edited_rules": rules,
        "payer_aliases": aliases,
        "client_names": clients,
        "edited_deadlines": limits,
        "edited_work_minutes": minutes,
    }
