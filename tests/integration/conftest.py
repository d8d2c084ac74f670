"""A demo city of its own for each test, once on each kind of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.city import City, running_city
from tests.factories.postgres import require_postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def city(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[City]:
    """The real server over the demo city."""
    server = require_postgres() if request.param == "postgresql" else None
    with running_city(tmp_path, server) as running:
        yield running
