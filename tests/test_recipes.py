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

from tests.given import a_claim, a_denied_line, a_line, an_835

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COPIED = ("analytics", "queries", "sample_data", "tests", "docs/measures.md")


@dataclass(frozen=True)
class Recipe:
    """The files it writes and the commands it runs, in their order."""

    files: dict[str, str]
    commands: list[str]


def recipe(title: str) -> Recipe:
    """A recipe by its heading."""
    section = re.split(r"^##", TEXT.partition(f"### {title}\n")[2], flags=re.M)[0]
    files = re.findall(r"^`([\w/.]+)`:\n\n```\w+\n(.*?)```", section, flags=re.M | re.S)
    blocks = re.findall(r"^```sh\n(.*?)```", section, flags=re.M | re.S)
    return Recipe(dict(files), [line for block in blocks for line in block.splitlines()])


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the program, to change."""
    for name in COPIED:
        source, target = ROOT / name, tmp_path / "copy" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    return tmp_path / "copy"


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
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def cook(name: str, copy: Path) -> tuple[list[str], list[str]]:
    """Write the files of a recipe, run its tests and lint its SQL; its files and answers."""
    done = recipe(name)
    for path, text in done.files.items():
        assert not (ROOT / path).exists(), f"{path} is there already: the recipe needs another"
        (copy / path).write_text(text, encoding="utf-8")
    tests = [path for path in done.files if path.startswith("tests/")]
    assert tests and done.commands
    options = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--import-mode=importlib")
    assert "1 passed" in run(copy, "pytest", *options, *tests)
    odd = an_835(a_claim("Z1", [a_denied_line(group="OA")]), a_claim("Z2", [a_line(paid="130.00")]))
    (copy / "week.835").write_text(odd, encoding="utf-8")
    run(copy, "analytics", "load", "week.835")
    answers = [run(copy, "analytics", *shlex.split(line)[1:]) for line in done.commands]
    for path in done.files:
        if path.endswith(".sql"):
            config = ("--config", str(ROOT / ".sqlfluff"))
            run(copy, "sqlfluff", "lint", *config, str(copy / path))
    return list(done.files), answers


def test_a_breakdown_is_added_as_the_recipe_says(copy: Path) -> None:
    files, (answer,) = cook("Add a breakdown", copy)
    assert [path.split("/")[0] for path in files] == ["queries", "tests"]
    assert answer.splitlines() == ["group_code,denied_line_count,denied_amount", "OA,1,100.00"]


def test_a_finding_is_added_as_the_recipe_says(copy: Path) -> None:
    files, (answer,) = cook("Add a finding", copy)
    assert [path.split("/")[0] for path in files] == ["queries", "tests"]
    assert "A claim is paid more than was charged." in answer
