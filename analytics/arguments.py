"""The words of the command line: its commands, their options, and what they mean as values."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

from analytics.access.audit import ACTS
from analytics.notebook.work import STATUSES
from analytics.vocabulary import CHOICES, SWITCHES, ReviewFilters, parse_week

LISTS = {
    "top-denials": "top_denials",
    "denied-lines": "denied_lines",
    "worklist": "denied_lines",
    "work-first": "work_first",
    "denied-after-payment": "denied_after_payment",
    "takebacks": "takebacks",
}
# What can be exported, and as what; the first format where nothing says which.
EXPORTS = dict.fromkeys(LISTS, ("csv", "xlsx")) | dict.fromkeys(
    ("packet", "payer", "provider"), ("html", "pdf", "xlsx")
)
FORMATS = tuple(dict.fromkeys(chain.from_iterable(EXPORTS.values())))
WORK_LISTS = ("denied_lines", "work_first", "denied_after_payment", "takebacks")
WORK_OPTIONS = ("status", "assignee", "owner", "within_days")
# Numbers beyond these mean nothing, and nobody has data of other weeks.
MOST_ROWS, MOST_DAYS, MOST_WEEKS, MOST_PORTS = 10**9, 36_500, 5_200, 65_535
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 30)  # both are Mondays
# A question that takes one of these as its own parameter has no other weeks.
WEEK_OPTIONS = ("week", "first_week", "last_week")


class UsageError(Exception):
    """The command line was not understood; its text is one sentence. Exit 2."""


class OneSentenceParser(argparse.ArgumentParser):
    """An argparse that says what is wrong in one sentence instead of printing its usage."""

    def error(self, message: str) -> NoReturn:
        """Raise what `main` prints."""
        raise UsageError(f"{message[:1].upper()}{message[1:]}; see {self.prog} --help.")


def parsed(arguments: Sequence[str]) -> tuple[argparse.Namespace, dict[str, str]]:
    """The known options, and what is left as name → value: only `ask` may have such."""
    parser = _parser()
    known, rest = parser.parse_known_args(list(arguments))
    if rest and known.command != "ask":
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    values = _named_values(rest)
    for name, value in (vars(known) | values).items():
        if not all(map(_is_text, value if isinstance(value, list) else [value])):
            raise UsageError(f"The value of --{name.replace('_', '-')} is not text in UTF-8.")
    _refuse_contradictions(known)
    return known, values


def _is_text(value: object) -> bool:
    """Whether a word can be asked for: bytes that are not UTF-8 come as half characters."""
    return not isinstance(value, str) or value.isascii() or not re.search("[\ud800-\udfff]", value)


def _refuse_contradictions(options: argparse.Namespace) -> None:
    """Options of `audit` that say nothing together."""
    if options.command != "audit":
        return
    if options.holds and not options.verify:
        raise UsageError("--holds goes with --verify.")
    if options.first_day and options.last_day and options.last_day < options.first_day:
        raise UsageError("The last day is before the first day.")


def filters_of(options: argparse.Namespace, without: frozenset[str] = frozenset()) -> ReviewFilters:
    """The filters that the options say, but for those a question takes as its own parameters."""
    first, last = options.first_week, options.last_week
    if options.week and (first or last):
        raise UsageError("Give --week, or --first-week and --last-week, not both.")
    if first and last and last < first:
        raise UsageError("The last week is before the first week.")
    if options.week:
        first = last = options.week
    if without & set(WEEK_OPTIONS):
        first = last = None
    lists: dict[str, Any] = {
        each.field: tuple(getattr(options, name))
        for name, each in CHOICES.items()
        if name not in without
    }
    switches: dict[str, Any] = {
        each.field: each.default != getattr(options, _as_name(each.option))
        for each in SWITCHES.values()
    }
    return ReviewFilters(
        first_week=first,
        last_week=last,
        date_basis=options.date_basis,
        **lists,
        **switches,
    )


def export_format(options: argparse.Namespace) -> str:
    """The format to export in: the one said, else that of the file's name, else the first."""
    formats = EXPORTS[options.list]
    ending = options.output.suffix.lstrip(".").lower() if options.output else ""
    chosen = options.format or (ending if ending in FORMATS else formats[0])
    if chosen not in formats:
        raise UsageError(f"{options.list} is written as {' or '.join(formats)}.")
    return chosen


@cache
def _parser() -> OneSentenceParser:
    common = _parent()
    common.add_argument(
        "--database",
        type=_path,
        metavar="FOLDER",
        default=argparse.SUPPRESS,  # so that it may stand before or after the command
        help="where the data is kept (else DENIALS_HOME, else as `denials doctor` says)",
    )
    parser = OneSentenceParser(
        prog="denials",
        description="From the files payers send to the weekly denial review and its work list.",
        parents=[common],
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, words: str, *parents: OneSentenceParser) -> OneSentenceParser:
        return commands.add_parser(
            name,
            help=words,
            description=f"{words[0].upper()}{words[1:]}.",
            parents=[common, *parents],
            allow_abbrev=False,
        )

    load = add(
        "load", "load files or folders; reports rows and findings, or why a file was not loaded"
    )
    load.add_argument("paths", nargs="+", type=_path, metavar="PATH")
    load.add_argument("--json", action="store_true", help="the report as JSON")
    load.add_argument(
        "--engine",
        metavar="ENGINE",
        help="who reads files and judges claims: processes[:N] of this machine, a Spark cluster"
        " (spark://HOST:PORT), or none: this process alone; else, for 256 MB of files and more, as"
        " many processes as the machine has cores and memory for",
    )
    maps = load.add_mutually_exclusive_group()
    maps.add_argument("--map", type=_path, metavar="FILE", help="a column map (JSON) for extracts")
    maps.add_argument("--profile", metavar="NAME", help="a column map saved under this name")

    demo = add("demo", "load the sample data into a store that holds nothing yet")
    demo.add_argument("--if-empty", action="store_true", help="do nothing if data is loaded")
    demo.add_argument(
        "--without-work",
        action="store_true",
        help="only the files, without the invented team's actions, work and notes",
    )

    serve = add("serve", "show the dashboard in the browser")
    serve.add_argument("--port", type=_port, help="else the first free one from 8501 on")
    serve.add_argument("--address", default="127.0.0.1", help="else 127.0.0.1: this machine only")
    serve.add_argument(
        "--token", action="store_true", help="ask for the token of the printed address"
    )
    share = serve.add_argument_group("sign-in (docs/sharing.md)")
    share.add_argument("--url", help="what people open, like https://denials.example.org")
    share.add_argument(
        "--sign-in", type=_path, metavar="FILE", help="the OpenID Connect provider (TOML)"
    )
    share.add_argument(
        "--trust-user-header",
        metavar="NAME",
        help="the header in which a reverse proxy on this machine names the signed-in user",
    )
    share.add_argument("--users", type=_path, metavar="FILE", help="who has which role (TOML)")
    share.add_argument(
        "--idle-minutes",
        type=_minutes,
        default=30.0,
        metavar="N",
        help="end a session not used for this long; else 30",
    )

    serve.add_argument(
        "--inbox",
        type=_path,
        metavar="FOLDER",
        help="page Files lists the files in this folder and loads them; no other folder is read",
    )

    ask = add("ask", "answer a question of queries/4_review", _filter_options())
    ask.add_argument("question", metavar="QUESTION", help="`list` names them all")
    ask.add_argument(
        "--format", choices=("csv", "json", "table"), help="else csv; table on a terminal"
    )

    export = add(
        "export",
        "write a list, or a document to print: the weekly packet, one payer, one provider",
        _filter_options(),
    )
    export.add_argument("list", choices=tuple(EXPORTS), metavar="|".join(EXPORTS))
    work = export.add_argument_group("choices of the work list")
    work.add_argument(
        "--status", choices=tuple(STATUSES), metavar="STATUS", help="one of " + ", ".join(STATUSES)
    )
    work.add_argument("--assignee", help="only this person's lines; '' for nobody's")
    work.add_argument("--owner", help="only lines this owner usually works")
    work.add_argument("--within-days", type=_days, metavar="N", help="only deadlines within N days")
    export.add_argument("--format", choices=FORMATS, help="else by the name of the file")
    export.add_argument("-o", "--output", type=_path, metavar="FILE", help="else standard output")

    add("check", "look for damage and faults in the data; exit 1 if one is found")
    add("undo", "go back to the data before the last load")
    add("recover", "publish the newest whole snapshot again; nothing is deleted")
    add("doctor", "say what this machine lacks to run the program, and how to get it")
    _add_audit(add("audit", "list who did what and when; verify the trail, or begin a new one"))
    add("dictionary", "write docs/data_dictionary.md and queries/raw_columns.csv from the SQL")
    return parser


def _add_audit(audit: argparse.ArgumentParser) -> None:
    """The options of `audit`."""
    sought = audit.add_argument_group("which entries; days are of UTC")
    sought.add_argument("--person", metavar="NAME", help="only what this person did")
    sought.add_argument(
        "--act",
        action="append",
        default=[],
        choices=tuple(ACTS),
        metavar="ACT",
        help=f"only this, may be repeated: {', '.join(ACTS)}",
    )
    sought.add_argument("--first-day", type=_day, metavar="DAY", help="2026-10-01")
    sought.add_argument("--last-day", type=_day, metavar="DAY", help="that day included")
    audit.add_argument(
        "--format", choices=("csv", "json", "table"), help="else csv; table on a terminal"
    )
    audit.add_argument(
        "--verify", action="store_true", help="follow the chain of hashes; exit 1 if it is broken"
    )
    audit.add_argument(
        "--holds",
        type=_noted,
        metavar="NUMBER:HASH",
        help="with --verify: this entry, written down earlier, must still be there",
    )
    audit.add_argument(
        "--start-new", action="store_true", help="begin a new trail and keep the old file aside"
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day: write 2026-10-01") from None


def _noted(text: str) -> tuple[int, str]:
    number, _, hashed = text.partition(":")
    if not number.isdigit() or not hashed:
        raise argparse.ArgumentTypeError(f"{text!r} is not as --verify prints it, like 41:9f2c…")
    return int(number), hashed


def _filter_options() -> OneSentenceParser:
    parent = _parent()
    group = parent.add_argument_group("filters")
    for name in ("--week", "--first-week", "--last-week"):
        group.add_argument(name, type=_week, metavar="WEEK", help="2026-W40, or a day of the week")
    group.add_argument("--date-basis", choices=("remit", "service"), default="remit")
    for name in CHOICES:
        option = "--" + name.replace("_", "-")
        group.add_argument(
            option,
            action="append",
            default=[],
            type=_carc if name == "carc" else str,
            help="may be repeated",
        )
    for each in SWITCHES.values():
        group.add_argument(f"--{each.option}", action="store_true", help=each.help)
    return parent


def _as_name(option: str) -> str:
    """An option as argparse names its value."""
    return option.replace("-", "_")


def _parent() -> OneSentenceParser:
    return OneSentenceParser(add_help=False, allow_abbrev=False)


def _carc(text: str) -> str:
    """A reason code as it is kept, also where its group is written with it.

    >>> _carc("CO-97"), _carc("097"), _carc("pr b7"), _carc("not stated")
    ('97', '97', 'B7', 'not stated')
    """
    written = r"(?:(?:CO|PR|OA|PI|CR)[\s:*/-]*)?0*([ABDPWY]?\d{1,3})"
    code = re.fullmatch(written, text.strip().upper())
    return code[1] if code else text


def _path(text: str) -> Path:
    """A file or folder; nothing at all is not the folder one is in."""
    if not text:
        raise argparse.ArgumentTypeError("'' is not the name of a file or folder")
    return Path(text)


def _port(text: str) -> int:
    try:
        return _whole_number(text, MOST_PORTS)
    except ValueError:
        words = f"{text!r} is not a port, a number up to {MOST_PORTS}"
        raise argparse.ArgumentTypeError(words) from None


def _days(text: str) -> int:
    try:
        return _whole_number(text, MOST_DAYS)
    except ValueError:
        words = f"{text!r} is not a number of days from 0 to {MOST_DAYS}"
        raise argparse.ArgumentTypeError(words) from None


def _whole_number(text: str, most: int) -> int:
    number = int(text)
    if not 0 <= number <= most:
        raise ValueError("out of range")
    return number


def _known_week(text: str) -> date:
    """A week that others can be counted from, before and after; raises ValueError."""
    week = parse_week(text)
    if not EARLIEST <= week <= LATEST:
        raise ValueError("out of range")
    return week


def _week(text: str) -> date:
    try:
        return _known_week(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a week: write 2026-W40, or a day of it as 2026-10-01"
        ) from None


def _named_values(rest: Sequence[str]) -> dict[str, str]:
    """`--claim 17 --row-limit=5` as {"claim": "17", "row_limit": "5"}."""
    values: dict[str, str] = {}
    words = iter(rest)
    for word in words:
        name, equals, value = word.partition("=")
        if not name.startswith("--"):
            raise UsageError(f"{word!r} is not an option; options look like --payer NAME.")
        if not equals:
            value = next(words, "\0")
            if value == "\0":  # which no argument can hold
                raise UsageError(f"{name} needs a value.")
        values[name[2:].replace("-", "_")] = value
    return values


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0
    if not 0 < minutes < 24 * 60:
        raise argparse.ArgumentTypeError("minutes are more than 0 and less than a day")
    return minutes


def parameter_value(name: str, text: str) -> object:
    """A parameter of a question as the ending of its name says: a number, a day, or text."""
    readers: dict[str, Callable[[str], object]] = {
        "_limit": partial(_whole_number, most=MOST_ROWS),
        "_days": partial(_whole_number, most=MOST_DAYS),
        "weeks_before": partial(_whole_number, most=MOST_WEEKS),
        "_date": date.fromisoformat,
        "_week": _known_week,
        "today": date.fromisoformat,
    }
    reader = next((reader for ending, reader in readers.items() if name.endswith(ending)), str)
    try:
        return reader(text)
    except ValueError:
        raise UsageError(f"{text!r} is not a value for --{name.replace('_', '-')}.") from None
