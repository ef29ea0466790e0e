"""The papers: current, and true of the program they describe."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from analytics.arguments import parsed
from analytics.components.frame.navigation import TITLES
from analytics.database import RAW_COLUMNS, raw_columns_text
from analytics.dictionary import PAGE, dictionary_text
from analytics.intake.column_words import canonical_columns
from analytics.sql_files import sql_files

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MEASURES = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")
PAPERS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
PARTS_OF_A_MEASURE = ("Numerator", "Denominator", "Date", "Excluded", "When it moves")


def shell_lines(text: str) -> list[str]:
    """The commands in the shell blocks of a paper, without their remarks."""
    blocks = re.findall(r"```sh\n(.*?)```", text, flags=re.S)
    return [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]


def titles_of_pages() -> list[str]:
    """The pages in the order of the sidebar."""
    return list(TITLES.values())


def test_a_new_store_begins_with_the_columns_that_the_queries_of_raw_make() -> None:
    told = raw_columns_text(canonical_columns())
    assert RAW_COLUMNS.read_text(encoding="utf-8") == told, "run: denials dictionary"


def test_the_data_dictionary_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == dictionary_text(), "run: denials dictionary"


@pytest.mark.parametrize(
    "line", [line for line in shell_lines(README) if line.startswith("denials")]
)
def test_every_command_in_the_readme_is_understood(line: str) -> None:
    options, values = parsed(shlex.split(line)[1:])
    questions = {file.path.stem: file for file in sql_files("4_review")}
    if options.command == "ask" and options.question != "list":
        assert set(values) <= set(questions[options.question].parameters)


def test_every_file_and_folder_that_the_papers_name_is_there() -> None:
    named = re.compile(
        r"`((?:analytics|benchmarks|docs|queries|sample_data|tests)/[\w./-]+)`(:\n)?"
    )
    for paper in PAPERS:
        found = named.findall(paper.read_text(encoding="utf-8"))
        written = {name for name, comes in found if comes}  # a recipe gives its content
        gone = [name for name, _ in found if name not in written and not (ROOT / name).exists()]
        # The wheel alone has this folder.
        assert [name for name in gone if name != "analytics/carried"] == [], paper.name


def test_every_make_word_in_the_papers_exists() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), flags=re.M))
    for paper in PAPERS:
        text = paper.read_text(encoding="utf-8")
        assert set(re.findall(r"(?:`|^)make ([\w-]+)", text, flags=re.M)) <= targets, paper.name


@pytest.mark.parametrize("paper", PAPERS, ids=[str(path.relative_to(ROOT)) for path in PAPERS])
def test_every_link_and_picture_of_a_paper_is_there(paper: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", paper.read_text(encoding="utf-8")):
        assert (paper.parent / target).exists(), target


@pytest.mark.parametrize("title", titles_of_pages())
def test_every_page_is_described_in_the_readme(title: str) -> None:
    assert f"| {title} |" in README


def test_the_readme_describes_no_page_that_is_not_there() -> None:
    table = README.partition("| page | answers |")[2].partition("\n\n")[0]
    described = re.findall(r"^\| ([A-Z][\w ]+?) \|", table, flags=re.M)
    assert described == titles_of_pages()


@pytest.mark.parametrize("measure", re.findall(r"^### (.+)$", MEASURES, flags=re.M))
def test_every_measure_says_what_it_divides_and_what_to_do(measure: str) -> None:
    section = re.split(r"^##", MEASURES.partition(f"### {measure}\n")[2], flags=re.M)[0]
    assert re.findall(r"^- \*\*(.+?)\*\*:", section, flags=re.M) == list(PARTS_OF_A_MEASURE)


def test_the_changelog_opens_with_what_is_not_released_yet() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, flags=re.M)[0] == "Unreleased"


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [path.name[:4] for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == [f"{place:04d}" for place in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("paper", ["pyproject.toml", "constraints.txt", "Makefile", ".ci/run"])
def test_no_registry_address_stands_in_what_we_ship(paper: str) -> None:
    text = (ROOT / paper).read_text(encoding="utf-8")
    assert not re.search(r"https?://|index-url|find-links|file:/", text)
