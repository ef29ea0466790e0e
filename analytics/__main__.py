"""The command line: load, demo, serve, ask, export, check, undo, recover, doctor, audit,
dictionary.

Results go to standard output, progress and faults to standard error. Exit 0: done; 1: something
was refused or a fault was found; 2: the command line was not understood.
Each command brings in what it needs when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analytics.arguments import (
    LISTS,
    WEEK_OPTIONS,
    WORK_LISTS,
    WORK_OPTIONS,
    UsageError,
    export_format,
    filters_of,
    parameter_value,
    parsed,
)
from analytics.vocabulary import (
    CHOICES,
    Columns,
    DenialsError,
    ReviewFilters,
    StoreBusy,
    StoreFault,
    UnknownQuestion,
)

if TYPE_CHECKING:
    from analytics.intake.column_maps import ColumnMap
    from analytics.review import Review

DONE, REFUSED, USAGE = 0, 1, 2
NO_ENGINE = "none"  # as --engine: the load's own process


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    try:
        options, values = parsed(sys.argv[1:] if arguments is None else arguments)
        _write_alike_everywhere()
        if options.command not in ("dictionary", "doctor"):
            os.umask(0o077)  # what is written from here on names patients
            _refuse_what_is_no_folder(options)
            _say_what_cannot_be_read(options)
        code = COMMANDS[options.command](options, values)
        if code == DONE and options.command in ("load", "demo", "check", "undo", "recover"):
            _say_who_may_look(options)
        sys.stdout.flush()  # what cannot be written is said here, and not as Python ends
        return code
    except (UsageError, UnknownQuestion) as fault:
        return _said(str(fault), USAGE)
    except DenialsError as fault:
        return _said(str(fault), REFUSED)
    except BrokenPipeError:  # `denials ask … | head` has seen enough
        _write_no_more()
        return DONE
    except KeyboardInterrupt:
        return _said("Stopped; the current data is unchanged.", REFUSED)
    except Exception as fault:  # a traceback could show patient data
        if os.environ.get("DENIALS_DEBUG"):
            raise
        try:
            sys.stdout.flush()
        except OSError:
            _write_no_more()
        return _said(_given_up(fault), REFUSED)


def _write_no_more() -> None:
    """Drop what standard output did not take: Python would fail at it once more as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _given_up(fault: Exception) -> str:
    """What stopped a command that nobody foresaw: the system in its words, else us."""
    way = "`denials check` says whether the data is whole"
    if isinstance(fault, OSError) and fault.strerror:
        where = f" ({fault.filename})" if fault.filename else ""
        return f"The command was given up: {fault.strerror}{where}; {way}."
    kind = type(fault).__name__
    words = f"Something went wrong in the program ({kind}), and the command was given up."
    return f"{words} {way}; DENIALS_DEBUG=1 shows where it was."


def load(options: argparse.Namespace, _: dict[str, str]) -> int:
    """Load files and folders; each is reported, refused ones with the reason."""
    from analytics.console import load_report, load_report_json, progress_bar
    from analytics.engines import engine_of_this_machine, is_an_engine
    from analytics.load import load_paths

    # Nothing of what was named is there: a slip of the pen. Beside others, it hurts none of them.
    if not any(path.exists() for path in options.paths):
        raise UsageError(f"There is no file or folder {options.paths[0]}.")
    engine = options.engine or engine_of_this_machine(options.paths)
    if engine == NO_ENGINE:
        engine = None
    if engine and not is_an_engine(engine):
        words = "it is processes, processes:N, spark://HOST:PORT or none"
        raise UsageError(f"There is no engine {engine}; {words}.")
    with progress_bar() as progress:
        report = load_paths(
            _store(options),
            options.paths,
            column_maps=_column_maps(options),
            profile=options.profile,
            progress=progress,
            engine=engine,
        )
    print(load_report_json(report) if options.json else load_report(report))
    return REFUSED if any(file.status == "refused" for file in report.files) else DONE


def demo(options: argparse.Namespace, _: dict[str, str]) -> int:
    """Load the sample data, never among data of a practice."""
    from analytics import sample_work
    from analytics.console import load_report, progress_bar
    from analytics.load import load_sample, state_of

    store = _store(options)
    state = state_of(store)
    if state.kind != "empty":
        if options.if_empty:  # there is data, and who opens it is told what is wrong with it
            return DONE
        if state.kind == "damaged":
            state.readable()
        raise DenialsError(
            f"{store} already holds data, and the sample data should not be mixed in; "
            "choose an empty folder with --database."
        )
    with progress_bar() as progress:
        report = load_sample(store, progress)
    if not options.without_work:
        sample_work.write(store)
    print(load_report(report))
    return DONE


def serve(options: argparse.Namespace, _: dict[str, str]) -> int:
    """Show the dashboard until it is stopped, on models that this version's queries made.

    Where the data is damaged it starts too: its page says so and has the way out.
    """
    from analytics.console import progress_bar
    from analytics.load import refresh
    from analytics.serving import serve_dashboard, settings_of

    if options.inbox and not options.inbox.is_dir():
        raise UsageError(f"There is no folder {options.inbox} to be the inbox.")
    settings = settings_of(
        options.address,
        options.port,
        url=options.url,
        token=options.token,
        sign_in=options.sign_in,
        trust_user_header=options.trust_user_header,
        users=options.users,
        idle_minutes=options.idle_minutes,
    )
    store = _store(options)
    with suppress(StoreBusy), progress_bar() as progress:  # busy: then a load is making them
        state = refresh(store, progress)
        if state.kind == "newer":
            state.readable()
        elif state.fault:
            _said(str(state.fault), REFUSED)
    _say_who_may_look(options)
    return serve_dashboard(store, settings, options.inbox)


def ask(options: argparse.Namespace, values: dict[str, str]) -> int:
    """Answer a question of queries/4_review, as CSV, JSON or a table."""
    from analytics import database, notebook
    from analytics.console import answer_text

    questions = database.questions()
    if options.question == "list":
        print("\n".join(f"{name}: {question.title}" for name, question in questions.items()))
        return DONE
    if options.question not in questions:
        raise UsageError(
            f"There is no question {options.question!r}; `denials ask list` names them all."
        )
    declared = questions[options.question].parameters
    asked = _question_of(options, values, set(declared) - set(notebook.SAID))
    said = {name: value for name, value in asked.items() if name != "filters"}
    with _reviewing(options) as review:
        _say_what_nothing_has(options, review)
        columns = review.under(asked.get("filters")).ask_plain(options.question, **said)
    default = "table" if sys.stdout.isatty() else "csv"
    _record_answer(options, asked, columns)
    sys.stdout.write(answer_text(columns, options.format or default))
    return DONE


def _chosen(options: argparse.Namespace) -> list[tuple[str, str]]:
    """The filters that are given, each with one of its values."""
    return [(name, value) for name in CHOICES for value in getattr(options, name)]


def _say_what_nothing_has(options: argparse.Namespace, review: Review) -> None:
    """Say which values to filter by nothing loaded has: the answer alone would be empty."""
    chosen = _chosen(options)
    if not chosen:
        return
    there = review.everything().ask_plain("filter_choices")
    known = set(zip(there["choice_kind"], there["value"], strict=True))
    for name, value in chosen:
        if (name, value) not in known:
            option = "--" + name.replace("_", "-")
            print(f"Nothing that is loaded has {option} {value!r}.", file=sys.stderr)


def _record_answer(options: argparse.Namespace, asked: dict[str, Any], columns: Columns) -> None:
    """Put an answer that names claims on record: a claim that is opened, or a list taken away."""
    from analytics.access import audit
    from analytics.exports.about import described

    if claim := asked.get("claim"):
        audit.record(_store(options), "claim_opened", f"Claim {claim}", payer=asked.get("payer"))
    elif "patient_control_number" in columns:
        filters = asked.get("filters") or ReviewFilters()
        said = {
            name: str(value)
            for name, value in asked.items()
            if name not in ("filters", "words", "control_number")
        }
        audit.record(
            _store(options),
            "export",
            f"Answer {options.question}",
            format=options.format or "text",
            filters=dict(described(filters)) | said,
            rows={options.question: len(columns["patient_control_number"])},
        )


def audit(options: argparse.Namespace, _: dict[str, str]) -> int:
    """Who did what: the trail, whether it is whole, or a new one."""
    from analytics.access import audit as trail
    from analytics.console_audit import audit_text, started_text, verified_text

    store = _store(options)
    if options.start_new:
        print(started_text(trail.start_new(store)))
        return DONE
    if options.verify:
        verified = trail.verify(store, options.holds)
        print(verified_text(verified))
        return REFUSED if verified.broken else DONE
    sought = trail.Sought(
        person=options.person or "",
        acts=tuple(options.act),
        first_day=options.first_day,
        last_day=options.last_day,
    )
    default = "table" if sys.stdout.isatty() else "csv"
    sys.stdout.write(audit_text(trail.entries(store, sought), options.format or default))
    return DONE


def export(options: argparse.Namespace, values: dict[str, str]) -> int:
    """Write a list or a document to a file or to standard output."""
    file_format = export_format(options)
    if file_format in {"xlsx", "pdf"} and options.output is None and sys.stdout.isatty():
        words = file_format.upper()
        raise UsageError(f"The {words} cannot be shown on a terminal: name a file with -o.")
    said = {option: getattr(options, option) for option in WORK_OPTIONS}
    choices = {option: value for option, value in said.items() if value is not None}
    if choices and LISTS.get(options.list) not in WORK_LISTS:
        raise UsageError(f"{options.list} takes no --{min(choices).replace('_', '-')}.")
    _bring_up_to_date(options)
    if _chosen(options):
        with _reviewing(options) as review:
            _say_what_nothing_has(options, review)
    content = _exported(options, file_format, choices)
    if options.output is None:
        sys.stdout.buffer.write(content)
        return DONE
    try:
        options.output.write_bytes(content)
    except OSError as fault:
        raise DenialsError(f"{options.output} cannot be written: {fault.strerror}.") from fault
    print(f"Wrote {options.output}.", file=sys.stderr)
    return DONE


def _exported(options: argparse.Namespace, file_format: str, choices: dict[str, object]) -> bytes:
    """The file that was asked for."""
    if options.list not in LISTS:
        from analytics.packet import document_file

        filters = replace(
            filters_of(options), first_week=options.first_week, last_week=options.last_week
        )
        return document_file(_store(options), options.list, filters, options.week, file_format)
    from analytics.lists import list_file

    name = LISTS[options.list]
    return list_file(_store(options), name, filters_of(options), file_format, **choices)


def check(options: argparse.Namespace, _: dict[str, str]) -> int:
    """Read every kept snapshot through, run every file of queries/checks, hold the work list
    against the payers' answers; a fault found is exit 1.
    """
    from analytics.console import check_report
    from analytics.load import damaged_snapshots
    from analytics.review import checked

    store = _store(options)
    damaged = damaged_snapshots(store)
    for sentence in damaged.values():
        print(sentence)
    try:
        with _reviewing(options, even_damaged=bool(damaged)) as review:
            faults = checked(review)
    except StoreFault:
        if damaged:
            return REFUSED
        raise
    print(check_report(faults))
    return REFUSED if damaged or any(fault.offending_row_count for fault in faults) else DONE


def undo(options: argparse.Namespace, _: dict[str, str]) -> int:
    """Publish the snapshot before the current one again."""
    from analytics import load

    print(f"Snapshot {load.undo(_store(options))} is current again.")
    return DONE


def recover(options: argparse.Namespace, _: dict[str, str]) -> int:
    """Publish the newest whole snapshot again, where the pointer or the current one is damaged."""
    from analytics import load
    from analytics.console import recovery_report

    print(recovery_report(load.recover(_store(options))))
    return DONE


def doctor(options: argparse.Namespace, _: dict[str, str]) -> int:
    """Say what this machine lacks; exit 1 if something must be put right first."""
    from analytics.doctor import looked_over, report

    found = looked_over(_store(options))
    print(report(found))
    return REFUSED if any(each.state == "missing" for each in found) else DONE


def dictionary(options: argparse.Namespace, _: dict[str, str]) -> int:
    """Write docs/data_dictionary.md and queries/raw_columns.csv from SQL and book."""
    from analytics.program import IS_INSTALLED

    if IS_INSTALLED:
        raise DenialsError("`denials dictionary` is for working on the code, in a checkout of it.")
    from analytics.database import RAW_COLUMNS, raw_columns_text
    from analytics.dictionary import PAGE, dictionary_text
    from analytics.intake.column_words import canonical_columns

    PAGE.write_text(dictionary_text(), encoding="utf-8", newline="\n")
    RAW_COLUMNS.write_text(raw_columns_text(canonical_columns()), encoding="utf-8", newline="\n")
    print(f"Wrote {PAGE} and {RAW_COLUMNS}.")
    return DONE


def _question_of(
    options: argparse.Namespace, values: dict[str, str], declared: Collection[str]
) -> dict[str, Any]:
    """What to ask with: the filters, and the parameters that the question declares."""
    if "filters" in values:
        raise UsageError(f"{options.question} takes no --filters; each filter has its own option.")
    asked: dict[str, Any] = {name: parameter_value(name, text) for name, text in values.items()}
    own = frozenset((*CHOICES, *WEEK_OPTIONS)) & frozenset(declared)
    asked |= {name: getattr(options, name) for name in own & set(WEEK_OPTIONS)}
    for name in own - set(WEEK_OPTIONS):
        given = getattr(options, name)
        if len(given) > 1:
            raise UsageError(f"{options.question} takes one --{name}.")
        if given:
            asked[name] = given[0]
    if unknown := sorted(set(asked) - set(declared)):
        raise UsageError(f"{options.question} takes no --{unknown[0].replace('_', '-')}.")
    filters = filters_of(options, without=own)
    if "filters" in declared:
        asked["filters"] = filters
    elif filters != ReviewFilters():
        raise UsageError(f"{options.question} takes no filters.")
    return asked


@contextmanager
def _reviewing(options: argparse.Namespace, even_damaged: bool = False) -> Iterator[Review]:
    """The current snapshot, open while in here."""
    from analytics.console import progress_bar
    from analytics.review import reviewing

    store = _store(options)
    with progress_bar() as progress, reviewing(store, None, progress, even_damaged) as review:
        yield review


def _bring_up_to_date(options: argparse.Namespace) -> None:
    """Classify again what an older version made, and say how far it is."""
    from analytics.console import progress_bar
    from analytics.load import refresh

    with progress_bar() as progress:
        refresh(_store(options), progress).readable()


def _refuse_what_is_no_folder(options: argparse.Namespace) -> None:
    """Raise where there can be no store, before anything is looked for in it."""
    from analytics.snapshots import folder_fault

    if fault := folder_fault(_store(options)):
        raise DenialsError(fault)


def _say_what_cannot_be_read(options: argparse.Namespace) -> None:
    """A sentence where what was typed, or the trail, cannot be read: the command goes on."""
    from analytics import notebook
    from analytics.access import audit

    if sentence := notebook.fault(_store(options)):
        print(sentence, file=sys.stderr)
    if options.command != "audit" and (sentence := audit.fault(_store(options))):
        print(sentence, file=sys.stderr)


def _say_who_may_look(options: argparse.Namespace) -> None:
    """A sentence where others on this machine may look into the data."""
    from analytics.snapshots import folder_warning

    if sentence := folder_warning(_store(options)):
        print(sentence, file=sys.stderr)


def _write_alike_everywhere() -> None:
    """What goes into a file or another program is UTF-8 with plain line ends, on Windows too."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")


def _store(options: argparse.Namespace) -> Path:
    from analytics.snapshots import store_folder

    return store_folder(getattr(options, "database", None))


def _column_maps(options: argparse.Namespace) -> dict[str, ColumnMap] | None:
    """The column map of `--map`, for every path given."""
    if options.map is None:
        return None
    from analytics.intake.column_maps import ColumnMap

    try:
        said = json.loads(options.map.read_text(encoding="utf-8"))
        column_map = ColumnMap(kind=said["kind"], columns=said["columns"])
    except (OSError, ValueError, KeyError, TypeError):
        example = '{"kind": "remittance", "columns": {"paid_amount": "Ins Paid"}}'
        raise UsageError(f"{options.map} is not a column map; one looks like {example}.") from None
    return {path.name: column_map for path in options.paths}


def _said(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


COMMANDS = {
    "load": load,
    "demo": demo,
    "serve": serve,
    "ask": ask,
    "export": export,
    "check": check,
    "undo": undo,
    "recover": recover,
    "doctor": doctor,
    "audit": audit,
    "dictionary": dictionary,
}

if __name__ == "__main__":
    sys.exit(main())
