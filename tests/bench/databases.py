"""The databases a benchmark runs on: a demo city of its own on each."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from sqlalchemy import URL

from backend.settings import Settings
from tests.bench.measures import Asked
from tests.factories.city import demo_settings
from tests.factories.postgres import execute, find_postgres


class Kind(Struct, frozen=True):
    """`sqlite`, or `postgres` at an address."""

    name: str
    server: URL | None = None

    def settle(self, settings: Settings) -> None:
        """What PostgreSQL does by itself within a minute: look at how its tables have grown."""
        if self.server:
            execute(settings.database, "ANALYZE")


def kinds(asked: Asked) -> list[Kind]:
    """SQLite, and PostgreSQL where it can be had; or that alone. Raises LookupError when it cannot."""
    server = find_postgres(durable=True)
    postgres = [Kind("postgres", server)] if server else []
    if asked.postgres and not postgres:
        raise LookupError("no PostgreSQL: neither TEST_POSTGRES_URL nor the programs initdb and postgres")
    return postgres if asked.postgres else [Kind("sqlite"), *postgres]


@contextmanager
def demo(kind: Kind) -> Iterator[Settings]:
    """A copy of the demo city."""
    with tempfile.TemporaryDirectory() as folder, demo_settings(Path(folder), kind.server) as settings:
        yield settings
