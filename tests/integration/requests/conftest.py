"""A demo city of its own for each test; `either` is one on each kind of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.city import City, running_city


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    with running_city(tmp_path) as running:
        yield running
