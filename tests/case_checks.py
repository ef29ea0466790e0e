"""What a case of tests/cases expects, key by key, and how each is compared."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from analytics import database
from analytics.load.reports import FileReport
from analytics.review import Review

# What the cases call the columns of a denied line.
SHORT_NAMES = {
    "denied_amount": "denied",
    "outcome": "outcome",
    "recovered_amount": "recovered",
    "open_amount": "open",
}


@dataclass(frozen=True)
class Loaded:
    """A store that holds the files of one case."""

    case: dict[str, Any]
    reports: list[FileReport]
    connection: database.Connection | None  # None where nothing was published

    def ask(self, question: str) -> pd.DataFrame:
        """The answer to a question; no rows where nothing was published."""
        return Review(self.connection).ask(question) if self.connection else pd.DataFrame()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall() if self.connection else []

    @cached_property
    def headline(self) -> dict[str, Any]:
        return self.ask("headline").iloc[0].to_dict()

    @cached_property
    def denied(self) -> pd.DataFrame:
        """The denied lines as they stand in the files, the files as the case names them."""
        return self.in_file_order(self.ask("denied_lines"))

    def in_file_order(self, lines: pd.DataFrame) -> pd.DataFrame:
        places = {name: place for place, name in enumerate(self.case["files"])}
        placed = lines.assign(place=lines["file_name"].map(places))
        return placed.sort_values(["place", "segment_number"], ignore_index=True)

    @property
    def findings(self) -> list[str]:
        """Each finding as one text: its code, its sentence, what was found and expected."""
        columns = ["finding_code", "message", "found", "expected"]
        told = self.ask("findings")
        if told.empty:
            return []
        return [" ".join(map(str, row)) for row in told[columns].itertuples(index=False)]


def headline(loaded: Loaded, expected: dict[str, Any]) -> None:
    assert {column: loaded.headline[column] for column in expected} == expected


def denied_lines(loaded: Loaded, expected: list[dict[str, Any]]) -> None:
    told = loaded.denied.rename(columns=SHORT_NAMES)[list(SHORT_NAMES.values())]
    assert told.to_dict("records") == expected


def answered_lines(loaded: Loaded, expected: int | None) -> None:
    if expected is not None:  # null: the case does not say
        assert loaded.headline["adjudicated_line_count"] == expected


def the_denied_line(loaded: Loaded, expected: dict[str, Any]) -> None:
    (line,) = loaded.denied.to_dict("records")
    assert {column: line[column] for column in expected} == expected


def denied_remark(loaded: Loaded, expected: str) -> None:
    (line,) = loaded.denied.to_dict("records")
    assert expected in line["remark_codes"].split()


def denied_pcns(loaded: Loaded, expected: list[str]) -> None:
    assert list(loaded.denied["patient_control_number"]) == expected


def denied_after_payment_line_count(loaded: Loaded, expected: int) -> None:
    assert len(loaded.ask("denied_after_payment")) == expected


def denied_after_payment_amount(loaded: Loaded, expected: int) -> None:
    assert loaded.ask("denied_after_payment")["denied_amount"].sum() == expected


def finding(loaded: Loaded, expected: str) -> None:
    assert any(_words(expected) <= _words(told) for told in loaded.findings), loaded.findings


def refused(loaded: Loaded, expected: str) -> None:
    """Refused in one sentence that names what is missing, with nothing left behind."""
    assert expected == "one sentence naming the missing columns"
    assert [report.status for report in loaded.reports] == ["refused"]
    assert {"charge", "procedure"} <= _words(loaded.reports[0].message)
    assert _is_one_sentence(loaded.reports[0].message)
    assert loaded.connection is None


def refused_or_said(loaded: Loaded, expected: str) -> None:
    """Refused in one sentence, or a finding says that only the first of several lines was read."""
    assert expected.startswith("lines in columns (wide): refused, or a finding")
    (report,) = loaded.reports
    if report.status == "refused":
        assert _is_one_sentence(report.message)
        assert loaded.connection is None
    else:
        assert any({"only", "first", "line"} <= _words(told) for told in loaded.findings)


def payer(loaded: Loaded, expected: str) -> None:
    assert loaded.rows(
        "select payer_name, is_secondary from marts.submitted_claims where claim_number is not null"
    ) == [(expected, False)]


def kind(loaded: Loaded, expected: str) -> None:
    (report,) = loaded.reports
    assert _words(expected) <= _words(f"{report.kind} {report.message}")


def claim_flow_submitted(loaded: Loaded, expected: int) -> None:
    told = loaded.ask("claim_flow")
    submitted = 0 if told.empty else told.set_index("stage").loc["submitted", "claim_count"]
    assert submitted == expected


def note(loaded: Loaded, _: str) -> None:
    NOTES[loaded.case["name"]](loaded)


def cas_without_amount_says(loaded: Loaded) -> None:
    """Zero paid with CARC 16 stated but no amount: under its reason, and no amount is guessed."""
    headline(loaded, {"adjudicated_line_count": 1, "suspect_line_count": 0, "denied_amount": 0})
    ((carc, denied),) = loaded.rows("select carc_code, denied_amount from marts.line_outcomes")
    assert (carc, denied) == ("16", 0)


def new_carc_says(loaded: Loaded) -> None:
    """Listed, never hidden: zero paid and no code that counts."""
    headline(loaded, {"adjudicated_line_count": 1, "suspect_line_count": 1})
    apart = loaded.ask("lines_apart").set_index("kind")
    assert apart.loc["suspect_zero_pay", "line_count"] == 1


def takeback_says(loaded: Loaded) -> None:
    """Work with a deadline, under its own reason; initial denials stay 0."""
    headline(loaded, {"denied_line_count": 0, "denied_amount": 0, "open_amount": 0})
    (line,) = loaded.ask("denied_after_payment").to_dict("records")
    assert line["carc_code"] == "50"
    assert line["work_status"] == "new"
    assert pd.notna(line["deadline_date"])


def status_answer_says(loaded: Loaded) -> None:
    """One sentence says that it is not read as an acknowledgment; no figure counts it."""
    (report,) = loaded.reports
    assert {"not", "acknowledgment"} <= _words(report.message)
    assert _is_one_sentence(report.message)
    for table in ("submitted_claims", "rejections", "line_outcomes"):
        assert loaded.rows(f"select * from marts.{table}") == []


CHECKS: dict[str, Callable[[Loaded, Any], None]] = {
    "headline": headline,
    "denied_lines": denied_lines,
    "answered_lines": answered_lines,
    "denied": the_denied_line,
    "denied_remark": denied_remark,
    "denied_pcns": denied_pcns,
    "denied_after_payment_line_count": denied_after_payment_line_count,
    "denied_after_payment_amount": denied_after_payment_amount,
    "finding": finding,
    "refused": refused,
    "refused_or_said": refused_or_said,
    "payer": payer,
    "kind": kind,
    "claim_flow_submitted": claim_flow_submitted,
    "note": note,
}
NOTES: dict[str, Callable[[Loaded], None]] = {
    "cas_without_amount": cas_without_amount_says,
    "new_carc": new_carc_says,
    "takeback": takeback_says,
    "status_answer_277_x212": status_answer_says,
}


def _words(text: str) -> set[str]:
    """The words of a text, as a finding's code and its sentence may both spell them."""
    return set(re.findall(r"[a-z0-9]+(?:\.[0-9]+)?", text.lower().replace("_", " ")))


def _is_one_sentence(text: str) -> bool:
    """One sentence of a report; the file it is about may be named in front of it."""
    return text.endswith(".") and not re.search(r"[.!?]\s+[A-Z]", text.partition(": ")[2] or text)


def differences_of(loaded: Loaded) -> list[str]:
    """What came out otherwise than expected; a question that cannot be asked is a difference."""
    found = []
    for key, expected in loaded.case["expected"].items():
        try:
            CHECKS[key](loaded, expected)
        except Exception as difference:
            found.append(f"{key}: expected {expected}\n{difference}")
    return found
