"""A store with sixteen weeks of one small payer, made of real 835 text; and an empty one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.remittances import WEEKS, interchange

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture(scope="session")
def sixteen_weeks(store_of: Callable[..., Path]) -> Callable[[], Path]:
    """Gives a store of its own with the sixteen weeks that nobody has looked at yet."""
    return lambda: store_of("sixteen_weeks", {"blue_harbor.835": interchange(range(WEEKS))})


@pytest.fixture(scope="session")
def loaded_store(sixteen_weeks: Callable[[], Path]) -> Path:
    """A store with the sixteen weeks: 480 lines, 48 of them denied ($4,800), $48,000 charged."""
    return sixteen_weeks()


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open a page through app.py on a store, with a link's parameters if given."""

    def open_page(page: str, store: Path, **parameters: str) -> AppTest:
        monkeypatch.setenv("DENIALS_HOME", str(store))
        app = AppTest.from_file(str(APP), default_timeout=30)
        for name, value in parameters.items():
            app.query_params[name] = value
        if page != "weekly_review":
            app.switch_page(f"analytics/pages/{page}.py")
        return app.run()

    return open_page
