"""The real server over the demo city, in a folder of its own: what the tests of the exchange and its benchmark talk to.

The city is seeded once a process and its database copied, because importing districts takes longer than most tests.
"""

import atexit
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import URL
from sqlalchemy.engine import make_url

from backend import seeding
from backend.app import create_app
from backend.db.commit import start_history
from backend.db.session import opened
from backend.schema import migrate
from backend.settings import Settings
from tests.factories import postgres
from tests.factories.phone import Phone

START = datetime(2026, 11, 21, 9, 12, tzinfo=UTC)

SOUTH = (35.9606, -83.9207)
"""A point of District 3, whose crew is the South crew."""
NORTH = (36.02, -83.94)
"""A point of District 5, whose crew is the North crew."""
NOWHERE = (34.0, -80.0)
"""A point outside every district."""


class TestClock:
    """The server's clock: a millisecond passes between two looks, more when a test says so."""

    __test__ = False

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at

    def wait(self, **length: float) -> None:
        """Let time pass."""
        self.at += timedelta(**length)


def sent(
    phone: Phone, at: tuple[float, float] | None = SOUTH, service: str = "pothole", **args: Any
) -> tuple[str, str]:
    """(id, reference) of a report that has arrived."""
    request = phone.report(at, service, **args)
    reference = phone.outbox[-1]["args"]["reference"]
    phone.sync()
    return request, reference


class City:
    """The running server. `http` speaks to it; an exception of the server is a 500, as over the wire."""

    def __init__(self, settings: Settings, http: TestClient[Litestar], clock: TestClock) -> None:
        self.settings = settings
        self.folder = settings.data_dir
        self.http = http
        self.clock = clock

    def resident(self) -> Phone:
        """A resident's new phone."""
        return self._in_time(Phone(self.http))

    def staff(self, login: str) -> Phone:
        """A new device signed in as one of the demo's people: north, south, central, dispatch, manager."""
        return self._in_time(Phone.signed_in(self.http, login, seeding.read_accounts(seeding.FOLDER).password))

    def _in_time(self, phone: Phone) -> Phone:
        phone.wall = lambda: self.clock.at
        return phone

    def rows(self, statement: str, *values: object) -> list[dict[str, Any]]:
        """What another process reads in the database just now."""
        return self._outside(statement, values)

    def change(self, statement: str, *values: object) -> None:
        """Change the database from outside, as an operator would."""
        self._outside(statement, values)

    def _outside(self, statement: str, values: tuple[object, ...]) -> list[dict[str, Any]]:
        if self.settings.database_url:
            return postgres.execute(self.settings.database_url, statement.replace("?", "%s"), *values)
        with closing(sqlite3.connect(self.folder / "curbline.db")) as connection, connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(statement, values)]

    def crew(self, name: str) -> str:
        """A crew's id."""
        return str(self.rows("SELECT id FROM crew WHERE name = ?", name)[0]["id"])


@contextmanager
def running_city(
    folder: Path, server: URL | None = None, fresh: bool = True, exchanges_per_s: int = 0
) -> Iterator[City]:
    """The server over a copy of the demo city: in a file of the folder, or in a database of the PostgreSQL `server`.

    Without `fresh` it is the file that lies there already.
    """
    with demo_settings(folder, server, fresh) as settings:
        clock = TestClock()
        app = create_app(msgspec.structs.replace(settings, exchanges_per_s=exchanges_per_s), clock)
        with TestClient(app, raise_server_exceptions=False) as http:
            yield City(settings, http, clock)


@contextmanager
def demo_settings(folder: Path, server: URL | None = None, fresh: bool = True) -> Iterator[Settings]:
    """A copy of the demo city, for who brings a server of his own."""
    if server is None:
        if fresh:
            shutil.copy(demo_database(), folder / "curbline.db")
        yield settings_of(folder)
    else:
        with postgres.fresh_database(server, demo_template(server)) as url:
            yield settings_of(folder, url)


def settings_of(folder: Path, url: str = "") -> Settings:
    """Settings of a test server: nothing outside the folder and the database."""
    nowhere = folder / "no-front-end"
    return Settings(data_dir=folder, database_url=url, web_dir=nowhere, password_cost="test", exchanges_per_s=0)


@cache
def demo_template(server: URL) -> str:
    """The name of a freshly seeded demo city's database; copy it, never open it."""
    new = postgres.fresh_database(server)
    url = new.__enter__()
    atexit.register(new.__exit__, None, None, None)
    _seed(url)
    return make_url(url).database or ""


@cache
def demo_database() -> Path:
    """The file of a freshly seeded demo city; copy it, never write it."""
    folder = Path(tempfile.mkdtemp(prefix="curbline-city-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _seed(settings_of(folder).database)
    with sqlite3.connect(folder / "curbline.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return folder / "curbline.db"


def _seed(url: str) -> None:
    migrate(url)
    with opened(url) as database:
        database.write_now(start_history)
        database.write_now(lambda connection: seeding.seed_city(connection, seeding.FOLDER, "test", START))
