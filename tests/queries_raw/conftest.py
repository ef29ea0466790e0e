"""The raw house, prepared once per worker."""

from __future__ import annotations

import pytest

from analytics import database
from tests.queries_raw.raw_house import RawHouse


@pytest.fixture(scope="session")
def raw_house() -> RawHouse:
    return RawHouse(database.connect(None, read_only=False))
