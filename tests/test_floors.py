"""The house guide as a test: how modules and SQL files are written, and what SQL may read.

What a module may import stands in pyproject.toml (import-linter), and `make lint` looks.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analytics import database
from analytics.columns import book
from analytics.intake.column_words import canonical_columns
from analytics.review import MEASURES, Review
from analytics.sql_files import SqlFile, sql_files
from analytics.vocabulary import SQL_CONSTANTS
from tests.rules import kept_by_each

ROOT = Path(__file__).parents[1]
MODULES = [*sorted((ROOT / "analytics").rglob("*.py")), ROOT / "app.py"]

# What the SQL of a folder may read. Checks may read anything; functions read nothing.
MAY_READ = {
    # Raw reads what words mean (denial_words, reason_words) and which codes deny, nothing else.
    "1_raw": {"raw", "intake", "temp", "reference"},
    "2_staging": {"raw", "staging"},
    "3_marts": {"staging", "marts", "reference"},
    "4_review": {"marts", "review", "signals", "sums"},
    "signals": set(),
    "sums": {"marts", "review", "signals", "sums"},
    "alerts": {"sums", "temp"},
}
ALL_SQL = sql_files()
WITH_GRAIN = [file for file in ALL_SQL if not {"functions", "migrations"} & set(file.path.parts)]


every_module = kept_by_each(MODULES, lambda path: str(path.relative_to(ROOT)))


def every_sql_file(
    files: list[SqlFile] = ALL_SQL,
) -> Callable[[Callable[[SqlFile], None]], Callable[[], None]]:
    return kept_by_each(files, lambda file: str(file.path.relative_to(ROOT / "queries")))


@every_module
def test_whoever_wants_a_number_asks_a_review(path: Path) -> None:
    """A load asks within its own transaction; whoever else asks the database skips the rights."""
    if {"database", "review", "load", "limits.py"}.isdisjoint(path.parts):
        assert not re.findall(r"database\.ask\w*|run_checks", path.read_text(encoding="utf-8"))


@every_module
def test_a_module_opens_with_a_docstring(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring and docstring.strip().endswith((".", ":", "`", ")"))


@every_module
def test_every_signature_has_types_and_every_public_function_a_docstring(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.FunctionDef):
            continue
        assert node.returns is not None, f"{node.name} does not say what it returns"
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        untyped = [a.arg for a in given if a.annotation is None and a.arg not in {"self", "cls"}]
        assert not untyped, f"{node.name}: no type for {untyped}"
        nested = node.col_offset > 0
        assert nested or node.name.startswith("_") or ast.get_docstring(node), node.name


def test_components_are_at_most_twenty_topics_and_none_of_their_modules_is_long() -> None:
    """A topic is a package, or a module that several share; a module has about 200 lines."""
    components = ROOT / "analytics" / "components"
    modules = [path for path in MODULES if path.is_relative_to(components)]
    topics = {path.relative_to(components).parts[0] for path in modules} - {"__init__.py"}
    assert len(topics) <= 20, sorted(topics)
    named = [path.name for path in modules if path.name != "__init__.py"]
    assert len(named) == len(set(named)), "a module's name says its topic without its package"
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    assert {name: lines for name, lines in lengths.items() if lines > 300} == {}


@every_sql_file()
def test_line_one_of_a_query_is_its_docstring(file: SqlFile) -> None:
    assert file.text.startswith("-- ")
    assert file.title.endswith((".", "?"))


@every_sql_file(WITH_GRAIN)
def test_a_query_states_its_grain(file: SqlFile) -> None:
    assert file.grain.startswith("one row"), f"the grain of {file.name} is {file.grain!r}"


@every_sql_file(sql_files("3_marts"))
def test_a_mart_says_once_whether_its_rows_depend_on_linked_claims_alone_or_on_the_store(
    file: SqlFile,
) -> None:
    said = [line for line in file.text.splitlines() if line.startswith("-- scope:")]
    assert said in (["-- scope: claim"], ["-- scope: store"])


@every_sql_file(WITH_GRAIN)
def test_a_query_declares_exactly_the_parameters_it_uses(file: SqlFile) -> None:
    used = set(re.findall(r"\$([a-z_]\w*)", file.statement()))
    assert set(file.parameters) == used


@every_sql_file([file for file in ALL_SQL if file.path.relative_to(ROOT).parts[1] in MAY_READ])
def test_a_query_reads_only_the_layers_below_it(file: SqlFile) -> None:
    folder = file.path.relative_to(ROOT / "queries").parts[0]
    found = re.findall(r"(?<!distinct )\b(?:from|join)\s+(\w+)\.\w+", file.statement())
    read = set(found) - {"recurring"}  # what a recursive query has found so far
    assert read <= MAY_READ[folder]


@every_sql_file()
def test_a_ratio_is_never_made_in_sql(file: SqlFile) -> None:
    assert not re.findall(r"\bas\s+\w+_rate\b", file.statement())


@every_sql_file([file for file in ALL_SQL if "migrations" not in file.path.parts])
def test_sql_has_weeks_and_limits_by_their_names(file: SqlFile) -> None:
    """As `reference.too_few()`: each is a number once, in analytics/vocabulary.py."""
    weeks = r"7 \* \(?\d+|\b(?:8|13|26) preceding"
    limits = r">= 20\b|\+ 20\b|\+ 120\b|<= (?:8|13|26)\b"
    assert not re.findall(f"{weeks}|{limits}", file.statement())


def test_sql_has_the_weeks_and_limits_of_the_vocabulary(
    empty_models: database.Connection,
) -> None:
    for name, value in SQL_CONSTANTS.items():
        assert empty_models.execute(f"select reference.{name}()").fetchall() == [(value,)]


@every_sql_file(WITH_GRAIN)
def test_sql_is_written_in_lower_case(file: SqlFile) -> None:
    assert not re.findall(r"\b(?:SELECT|FROM|WHERE|JOIN|GROUP BY|ORDER BY)\b", file.statement())


@every_sql_file()
def test_what_a_column_means_stands_in_the_column_book_and_in_no_query(file: SqlFile) -> None:
    assert "comment on" not in file.statement()


@pytest.fixture(scope="module")
def empty_models() -> Iterator[database.Connection]:
    """Every table and function of ours, without a row."""
    with database.connect(None) as connection:
        database.prepare(connection, canonical_columns(), {}, bytes(32))
        database.build_models(connection)
        yield connection


@pytest.mark.parametrize("question", database.questions())
def test_every_question_can_be_asked_before_anything_is_loaded(
    empty_models: database.Connection, question: str
) -> None:
    columns = Review(empty_models).ask(question).columns
    assert not {str(column) for column in columns} & (phi_columns() - {"patient_control_number"})


OF_PATIENTS = (
    r"^patient_|insured|subscriber|member|birth|gender|medical_record|social_security|ssn"
    r"|(^|_)(last|first|middle)_name|group_name|given_value"
)
# Numbers, amounts and codes of a claim, and places in a file.
OF_PATIENTS_KEPT = {
    "patient_key",
    "patient_control_number",
    "patient_level_number",
    "patient_paid_amount",
    "patient_responsibility_amount",
    "patient_status_code",
    "subscriber_level_number",
}


def test_of_a_patient_nothing_but_the_key_is_kept(empty_models: database.Connection) -> None:
    """In every table and view, by the names of columns; `tests/patients.py` looks for values."""
    assert phi_columns() == {"patient_key"}
    columns = empty_models.execute(
        "select distinct column_name from duckdb_columns() where not internal and"
        " schema_name in ('raw', 'reference', 'intake', 'staging', 'marts', 'review', 'signals',"
        " 'sums')"
    ).fetchall()
    telling = {column for (column,) in columns if re.search(OF_PATIENTS, column)}
    assert {"patient_key", "patient_control_number"} <= telling
    assert telling - OF_PATIENTS_KEPT == set()


def phi_columns() -> set[str]:
    """The columns that the column book marks."""
    return {column.name for column in book().values() if column.is_phi}


@every_sql_file(sql_files("4_review"))
def test_no_column_marked_phi_reaches_a_review(file: SqlFile) -> None:
    words = set(re.findall(r"\w+", file.statement()))
    assert not words & (phi_columns() - {"patient_control_number"})


@pytest.mark.parametrize("question", MEASURES)
def test_a_measure_belongs_to_a_question(question: str) -> None:
    assert question in database.questions()
