"""What people read is plain American billing English: the words of the trade, none of ours."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.sql_files import sql_files
from tests.rules import kept_by_each

ROOT = Path(__file__).parents[1]
MODULES = [*sorted((ROOT / "analytics").rglob("*.py")), ROOT / "app.py"]
PAGES_OF_DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"]
PAGES_OF_DOCS += [ROOT / "sample_data" / "README.md"]
PAGES_OF_DOCS += sorted((ROOT / "docs").glob("*.md"))
# What payers write in their extracts is not ours to word.
NOT_OURS = {"column_synonyms.csv", "reason_words.csv"}
ALL_LISTS = sorted((ROOT / "queries" / "reference").glob("*.csv"))
LISTS = [path for path in ALL_LISTS if path.name not in NOT_OURS]

# Not these, but: rejected (277CA, 999); submissions; no response yet; already loaded, repeated;
# View lines; corrected by; separated by; not counted above; zero paid, no denial code; expected by
# chance; classifying denials; undo; clear; is about; says; is in, is under; any; linked claim.
BANNED = re.compile(
    r"at the door|refused claims?\b|claims? refused|\bsendings?\b|\bunheard\b"
    r"|told (before|twice)|^its lines$|\bparted by|suspect zero"
    r"|\bluck\b|judging denials|^take back$|^empty these$|\bforetold\b|\bput right\b"
    # Verbs and nouns that say nothing by themselves
    r"|\b(speaks?|tells?|told|nothing) of\b|\bwhatever\b|\bof ours\b|\bdo(es)? not tell\b"
    r"|\bstands? (under|in|at|for|beside|once|twice|apart|before|outside)\b|\bway out\b"
    r"|\bby turns\b|\blooked into\b|\bnoted down\b|\bclaim'?s? li(f|v)es?\b|\bone life\b"
    # British spelling
    r"|\b(authoris|organis(?!m)|recognis|summaris|standardis|behaviour|colour|honour|favour"
    r"|enrolment|labelled(?!by)|cancelled|catalogue|centre\b|judgement|whilst|towards|programmes?\b|grey\b)",
    re.IGNORECASE,
)


def texts_of(module: Path) -> Iterator[tuple[int, str]]:
    """Every text of a module that may be shown, with its line: no docstring, no SQL, no name."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in docstrings and re.search(r"[a-z] [a-z]|^[A-Z]", node.value):
                yield node.lineno, node.value


@kept_by_each(MODULES, lambda path: str(path.relative_to(ROOT)))
def test_no_text_of_the_program_uses_a_banned_word(module: Path) -> None:
    found = [(line, text) for line, text in texts_of(module) if BANNED.search(text)]
    assert found == []


@pytest.mark.parametrize("page", PAGES_OF_DOCS, ids=lambda path: path.name)
def test_no_page_of_the_docs_uses_a_banned_word(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if BANNED.search(line)] == []


def test_no_question_nor_check_uses_a_banned_word() -> None:
    said = [
        file.text.split("\n", 1)[0] for file in sql_files() if "migrations" not in file.path.parts
    ]
    assert [line for line in said if BANNED.search(line)] == []


@kept_by_each(LISTS, lambda path: path.name)
def test_no_list_uses_a_banned_word(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.reader(file) if BANNED.search(" | ".join(row))]
    assert found == []


def test_no_heading_or_meaning_of_a_column_uses_a_banned_word() -> None:
    with (ROOT / "queries" / "columns.csv").open(encoding="utf-8", newline="") as file:
        rows = [f"{row['heading']} | {row['meaning']}" for row in csv.DictReader(file)]
    assert [row for row in rows if BANNED.search(row)] == []


@pytest.mark.parametrize(
    "text",
    [
        "3 claims refused at the door",
        "Its lines",
        "expected by luck once a week",
        "The authorisation is missing",
    ],
)
def test_the_words_are_found_where_they_stand(text: str) -> None:
    assert BANNED.search(text)


@pytest.mark.parametrize(
    "text", ["Taken back", "Rejected (277CA)", "organism", "Expected by chance"]
)
def test_words_of_the_trade_are_left_alone(text: str) -> None:
    assert not BANNED.search(text)
