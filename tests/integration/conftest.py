"""A demo city of its own for each test, once on each kind of database."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.factories.city import City, running_city
from tests.factories.postgres import require_postgres

KINDS = ["sqlite", "postgresql"]


@pytest.fixture(params=KINDS)
def city(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[City]:
    """The real server over the demo city."""
    with _running(tmp_path, request.param) as running:
        yield running


@pytest.fixture(params=KINDS)
def either(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[City]:
    """The same where `city` is on one kind: for what its SQL must mean on both."""
    with _running(tmp_path, request.param) as running:
        yield running


@pytest.fixture(scope="module", params=KINDS)
def busy_city(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[City]:
    """One for a whole file: each test brings residents of its own, and looks at nothing but their phones."""
    with _running(tmp_path_factory.mktemp("city"), request.param) as running:
        yield running


def _running(folder: Path, kind: str) -> AbstractContextManager[City]:
    return running_city(folder, require_postgres() if kind == "postgresql" else None)
