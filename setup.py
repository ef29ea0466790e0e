"""Puts what the program reads beside its package into the wheel; all else is in pyproject.toml."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
# `analytics/program.py` finds them there. In an editable installation they stay where they are.
CARRIED = ("app.py", ".streamlit", "queries", "sample_data", "docs/measures.md", "docs/sharing.md")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "secrets.toml")


class BuildWithCarried(build_py):
    """Copies the package, then what it carries, as it is in the checkout."""

    def run(self) -> None:
        """Build what goes into the wheel."""
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / "analytics" / "carried"
        shutil.rmtree(target, ignore_errors=True)  # what an earlier build left
        for name in CARRIED:
            source, copy = ROOT / name, target / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, copy, ignore=LEFT_OUT)
            else:
                shutil.copy2(source, copy)


setup(cmdclass={"build_py": BuildWithCarried})
