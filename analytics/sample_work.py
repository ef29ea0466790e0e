"""What an invented team typed while it worked the sample data: so that no page of it is empty.

Actions (one that worked, one that did not, two open), owners, work on about a hundred lines,
notes, an appeal under way, a request for records, and a missing file somebody has looked into. All
of it is chosen from the data by rule, so that the same data gives the same notebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from analytics import notebook
from analytics.access import Person, acting_as
from analytics.measures.health import unhealthy
from analytics.notebook import Action, WorkChange
from analytics.review import Review, reviewing
from analytics.vocabulary import ReviewFilters

LEAD, CODER, FRONT, BILLER = "Rosa Diaz", "Ken Abbott", "Maya Brooks", "Owen Tate"
TEAM = (LEAD, CODER, FRONT, BILLER)
WEEKS = 8  # whose open lines the team has taken up
LINES = 96  # how many of them
WON, LOST, WRITTEN_OFF = 6, 4, 2  # lines whose answer is in
RECORDS = "252"  # CARC: an attachment is needed

Line = Mapping[str, object]


def write(store: Path) -> bool:
    """Write it all, as the people of the team; nothing where somebody has typed anything.

    Whether it was written.
    """
    if not notebook.is_blank(store):
        return False
    with reviewing(store) as review:
        week = review.latest_full_week()
        lines = _lines(review)
        faults = unhealthy(review.ask("data_health"))
    if week is None:
        return False
    _decide(store, week)
    _work(store, lines, week)
    for row in faults.head(1).itertuples():
        with acting_as(Person(LEAD, "manager")):
            notebook.acknowledge(
                store,
                [(row.payer_name, f"{row.remit_week:%Y-%m-%d}")],
                "The clearinghouse will send the file again.",
            )
    return True


def _decide(store: Path, week: date) -> None:
    """What was decided in meetings before this week, and what became of it."""

    def monday(weeks_ago: int) -> date:
        return week - timedelta(weeks=weeks_ago)

    def day(weeks_ago: int, weekday: int) -> str:
        return (monday(weeks_ago) + timedelta(days=weekday)).isoformat()

    decided = (
        Action(
            "Bill Larkfield claims within ten days of service",
            BILLER,
            day(6, 4),
            day(7, 0),
            filters=_about("LARKFIELD COMMUNITY MEDICAID", "29"),
            note="The days of the holiday backlog are worked first.",
            status="done",
            done_date=day(7, 4),
        ),
        Action(
            "Send the office note with 99213-25",
            CODER,
            day(4, 4),
            day(6, 0),
            filters=_about("BLUE LANTERN HEALTH", "97", modifiers=("25",)),
            note="Blue Lantern asked for notes with appeals only.",
            status="done",
            done_date=day(5, 4),
        ),
        Action(
            "Call Blue Lantern's provider relations about modifier 25",
            LEAD,
            day(0, 4),
            day(2, 0),
            filters=_about("BLUE LANTERN HEALTH", "97", modifiers=("25",)),
            note="Ask for the policy in writing and for a reprocessing project.",
        ),
        Action(
            "Check authorization before every Evergrove visit",
            FRONT,
            day(-2, 4),
            day(1, 0),
            filters=_about("EVERGROVE SENIOR ADVANTAGE", "197"),
            goal="0.02",
            note="The scheduling team adds it to the check-in list.",
        ),
    )
    with acting_as(Person(LEAD, "manager")):
        for action in decided:
            notebook.decide(store, action)


def _about(payer: str, carc: str, **more: tuple[str, ...]) -> ReviewFilters:
    return ReviewFilters(payers=(payer,), carcs=(carc,), **more)  # type: ignore[arg-type]


def _lines(review: Review) -> list[Line]:
    """The denied lines, the newest answer first, each told from the others."""
    columns = review.ask_plain("denied_lines")
    rows = [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]
    return sorted(
        rows,
        key=lambda row: (
            -_day(row["remit_date"]).toordinal(),
            str(row["patient_control_number"]),
            str(row["remitted_line_id"]),
        ),
    )


def _day(value: object) -> date:
    return date.fromisoformat(str(value)[:10])


def _work(store: Path, lines: list[Line], week: date) -> None:
    """Who has which line, how far it is, and what was noted."""
    first = week - timedelta(weeks=WEEKS - 1)
    is_new = [row for row in lines if _day(row["remit_date"]) >= first]
    taken = [row for row in is_new if row["outcome"] == "open" and not row["is_patient_billed"]][
        :LINES
    ]
    for place, row in enumerate(taken):
        _say(store, [row], _step(row, place, week))
    _say(store, _with(lines, "recovered", WON), WorkChange(status="won", assignee=CODER))
    _say(store, _with(lines, "re_denied", LOST), WorkChange(status="lost", assignee=BILLER))
    old = [
        row
        for row in reversed(lines)
        if row["outcome"] == "open" and row["is_past"] and not row["is_patient_billed"]
    ]
    _say(
        store,
        old[:WRITTEN_OFF],
        WorkChange(status="written_off", assignee=LEAD, note="Past the deadline, small balance."),
    )


def _with(lines: Iterable[Line], outcome: str, count: int) -> list[Line]:
    return [row for row in lines if row["outcome"] == outcome][:count]


def _step(row: Line, place: int, week: date) -> WorkChange:
    """How far the work on a line is: what its reason asks for, else one of five steps in turn."""
    assignee = TEAM[place % len(TEAM)]
    soon = (week + timedelta(days=14 + place % 7)).isoformat()
    if row["carc_code"] == RECORDS:
        return WorkChange(
            "working",
            assignee,
            "The payer asks for the records of the visit.",
            "Send the records",
            soon,
        )
    kinds = (
        WorkChange(None, assignee),
        WorkChange("working", assignee),
        WorkChange(
            "sent",
            assignee,
            "Appeal sent with the office note, by certified mail.",
            "Ask for the answer to the appeal",
            soon,
        ),
        WorkChange("working", assignee, "Called the payer; a corrected claim is needed."),
        WorkChange(None, ""),
    )
    kind = kinds[place % len(kinds)]
    return kind if kind.assignee else WorkChange(note="Who knows this plan? Please take it.")


def _say(store: Path, lines: Iterable[Line], change: WorkChange) -> None:
    """Write one change of lines, as who has them."""
    named = {str(row["remitted_line_id"]): str(row["patient_control_number"]) for row in lines}
    if named:
        with acting_as(Person(change.assignee or FRONT, "worker")):
            notebook.save_work(store, named, change)
