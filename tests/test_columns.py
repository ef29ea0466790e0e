"""The column book: every column is in it, once, with one heading; and nothing else is."""

from __future__ import annotations

import ast
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from analytics.columns import (
    BOOK,
    PatientDataRefused,
    book,
    cell_text,
    exact_text,
    heading_of,
    refuse_patient_columns,
)
from analytics.dictionary import columns_of_all
from analytics.exports.columns import LISTS

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "analytics").rglob("*.py"))


@pytest.fixture(scope="module")
def relations() -> dict[str, list[str]]:
    return columns_of_all()


def words_of_code() -> set[str]:
    """Every text in the program that could be the name of a column."""
    return {
        node.value
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def names_set_in_code() -> set[str]:
    """What `assign` and `rename` name: `assign(words=…)`."""
    return {
        keyword.arg
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg
    }


def test_every_column_of_a_table_view_question_or_export_is_in_the_book(
    relations: dict[str, list[str]],
) -> None:
    there = {name for columns in relations.values() for name in columns}
    there |= {name for columns in LISTS.values() for name in columns}
    assert there - {*book()} == set()


def test_the_book_has_no_column_that_is_nowhere(relations: dict[str, list[str]]) -> None:
    there = {name for columns in relations.values() for name in columns}
    assert {*book()} - there - words_of_code() - names_set_in_code() == set()


def test_the_book_is_sorted_by_name_so_that_a_column_has_one_place() -> None:
    names = re.findall(r"^(\w+),", BOOK.read_text(encoding="utf-8"), flags=re.M)[1:]
    assert names == sorted(set(names))


def test_a_heading_and_a_meaning_are_words() -> None:
    for column in book().values():
        assert column.heading[0].isupper() or column.heading == "kB", column.name
        assert "_" not in column.heading, column.name
        assert column.meaning.endswith((".", "…")), column.name


def test_the_ending_of_a_name_and_its_kind_agree() -> None:
    """The endings of the house guide, as the data dictionary tells them."""
    kinds = {"_amount": {"money"}, "_week": {"week"}, "_rate": {"percent"}, "_at": {"time"}}
    kinds |= {"_date": {"date"}, "_count": {"count", "decimal"}}  # an expected count has parts
    for column in book().values():
        for ending, allowed in kinds.items():
            if column.name.endswith(ending) and column.name != "medicare_rate":  # a word of a list
                assert column.kind in allowed, column.name
        assert column.kind == "flag" or not column.name.startswith(("is_", "has_")), column.name


def room(path: Path) -> str:
    """The folder of analytics/ that a module stands in."""
    return path.relative_to(ROOT / "analytics").parts[0]


def shown_tables() -> list[tuple[str, list[str]]]:
    """Where a table is drawn or printed, and the columns named in its place, in their order."""
    found = []
    for path in (path for path in MODULES if room(path) in {"components", "pages", "packet"}):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
                given = node.value if ast.unparse(node.targets[0]).endswith("COLUMNS") else None
            elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"views.table", "Table"}:
                given = node.args[2] if len(node.args) > 2 else None
            else:
                continue
            if isinstance(given, ast.Tuple):
                named = [
                    each.elts[0] if isinstance(each, ast.Tuple) else each for each in given.elts
                ]
                names = [each.value for each in named if isinstance(each, ast.Constant)]
                found.append((f"{path.name}:{node.lineno}", names))
    return found


def test_every_column_of_a_table_on_screen_or_in_print_is_in_the_book() -> None:
    tables = shown_tables()
    assert len(tables) > 50
    assert {name for _, names in tables for name in names} - {*book()} == set()


def test_no_two_columns_of_a_table_share_a_heading() -> None:
    for where, names in shown_tables():
        headings = [heading_of(name) for name in names]
        assert len(headings) == len(set(headings)), where


def test_no_page_words_a_heading_of_its_own() -> None:
    """Columns of tables take theirs from the book; editors ask it for theirs."""
    for path in MODULES:
        if room(path) in {"components", "pages"}:
            text = path.read_text(encoding="utf-8")
            assert not re.findall(r'column_config\.\w*Column\(\s*"', text), path.name


def test_no_two_columns_of_a_list_that_people_take_away_share_a_heading() -> None:
    for columns in LISTS.values():
        headings = [heading_of(name) for name in columns]
        assert len(headings) == len(set(headings))


@pytest.mark.parametrize(
    "value, name, people, programs",
    [
        (1234.5, "paid_amount", "$1,234.50", "1234.50"),
        (Decimal("-12.00"), "amount", "−$12.00", "-12.00"),
        (0.1517, "denial_rate", "15.2%", "0.1517"),
        (1204.0, "denied_line_count", "1,204", "1204"),
        (1204, "segment_number", "1204", "1204"),
        (12.5, "median_days_to_resolution", "12.5", "12.5"),
        (date(2026, 11, 16), "remit_date", "2026-11-16", "2026-11-16"),
        (datetime(2026, 11, 16, 8, 5), "worked_at", "2026-11-16 08:05", "2026-11-16T08:05:00"),
        (pd.Timestamp("2026-11-16"), "remit_week", "2026-11-16", "2026-11-16"),
        (True, "is_denial", "yes", "true"),
        (None, "paid_amount", "–", ""),
        (float("nan"), "denial_rate", "–", ""),
        (pd.NaT, "remit_date", "–", ""),
        (pd.NA, "line_count", "–", ""),
        ("0450", "revenue_code", "0450", "0450"),
    ],
)
def test_a_value_has_one_text_for_people_and_one_for_programs(
    value: object, name: str, people: str, programs: str
) -> None:
    assert (cell_text(value, name), exact_text(value, name)) == (people, programs)


@pytest.mark.parametrize(
    "name", ["patient_key", "Patient Last Name", "subscriber_id", "birth_date"]
)
def test_a_column_that_tells_of_a_patient_is_refused(name: str) -> None:
    with pytest.raises(PatientDataRefused):
        refuse_patient_columns(["payer_name", name])


def test_the_numbers_amounts_and_codes_of_a_claim_may_pass() -> None:
    refuse_patient_columns(["patient_control_number", "patient_responsibility_amount"])
