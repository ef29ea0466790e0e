"""The recipes of CONTRIBUTING.md, done as they are written there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.given import a_claim, a_denied_line, an_835

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COPIED = ("analytics", "queries", "sample_data", "tests", "docs/measures.md")


@dataclass(frozen=True)
class Recipe:
    """The files it writes, those it changes, and the commands it runs, in their order."""

    files: dict[str, str]
    changes: dict[str, str]
    commands: list[str]


def recipe(title: str) -> Recipe:
    """A recipe by its heading."""
    section = re.split(r"^##", TEXT.partition(f"### {title}\n")[2], flags=re.M)[0]
    told = re.findall(r"^`([\w/.]+)`:\n\n```(\w+)\n(.*?)```", section, flags=re.M | re.S)
    files = {path: text for path, kind, text in told if kind != "diff"}
    changes = {path: text for path, kind, text in told if kind == "diff"}
    blocks = re.findall(r"^```sh\n(.*?)```", section, flags=re.M | re.S)
    commands = [line for block in blocks for line in block.splitlines()]
    return Recipe(files, changes, commands)


def changed(text: str, change: str) -> str:
    """A text with its changes made: each part, parted by @@, must stand there once."""
    for part in re.split(r"^@@\n", change, flags=re.M):
        lines = part.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] != "+")
        after = "".join(line[1:] for line in lines if line[0] != "-")
        assert text.count(before) == 1, f"this is to stand there once:\n{before}"
        text = text.replace(before, after)
    return text


RECIPES = [recipe(title) for title in ("Add a breakdown", "Add a finding", "Add a filter")]
CHANGES = {path: text for each in RECIPES for path, text in each.changes.items()}
FILES = {path: text for each in RECIPES for path, text in each.files.items()}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in which all recipes were done, and a file of two claims loaded."""
    copy = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        source, target = ROOT / name, copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    for path, text in FILES.items():
        assert not (ROOT / path).exists(), f"{path} is there already: the recipe needs another"
        (copy / path).write_text(text, encoding="utf-8")
    for path, change in CHANGES.items():
        whole = (copy / path).read_text(encoding="utf-8")
        (copy / path).write_text(changed(whole, change), encoding="utf-8")
    odd = an_835(a_claim("Z1", [a_denied_line(group="OA")]), a_claim("Z2", paid="130.00"))
    (copy / "week.835").write_text(odd, encoding="utf-8")
    run(copy, "analytics", "load", "week.835")
    return copy


def run(copy: Path, *words: str) -> str:
    """A module of Python in the copy; what it wrote."""
    environment = os.environ | {"PYTHONPATH": str(copy), "DENIALS_HOME": str(copy / "data")}
    environment.pop("PYTEST_ADDOPTS", None)
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=copy,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=900,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def answer_of(name: str, copy: Path) -> str:
    """What the one command of a recipe says in the copy."""
    (command,) = recipe(name).commands
    return run(copy, "analytics", *shlex.split(command)[1:])


def test_a_breakdown_is_added_as_the_recipe_says(copy: Path) -> None:
    # One line of 100.00 is denied, under OA.
    said = answer_of("Add a breakdown", copy).splitlines()
    assert said == ["group_code,denied_line_count,denied_amount", "OA,1,100.00"]


def test_a_finding_is_added_as_the_recipe_says(copy: Path) -> None:
    assert "A claim is paid more than was charged." in answer_of("Add a finding", copy)


def test_a_filter_is_added_as_the_recipe_says(copy: Path) -> None:
    names, numbers = (line.split(",") for line in answer_of("Add a filter", copy).splitlines())
    told = dict(zip(names, numbers, strict=True))
    # Of the two lines in the file one is denied, under OA.
    assert (told["adjudicated_line_count"], told["denied_line_count"]) == ("2", "1")


def test_a_filter_touches_at_most_four_files_of_the_product() -> None:
    assert len(recipe("Add a filter").changes) <= 4


def test_the_tests_of_the_recipes_pass(copy: Path) -> None:
    tests = [path for path in FILES if path.startswith("tests/")]
    options = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--import-mode=importlib")
    assert f"{len(tests)} passed" in run(copy, "pytest", *options, *tests)


def test_the_sql_of_the_recipes_is_written_as_ours_is(copy: Path) -> None:
    paths = [path for path in FILES if path.endswith(".sql")]
    run(copy, "sqlfluff", "lint", "--config", str(ROOT / ".sqlfluff"), *paths)
