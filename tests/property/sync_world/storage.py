"""Where the city of a proof lies: a SQLite file or a PostgreSQL database. It can be begun anew, copied, put back, and
asked from outside. Only asking is possible while the server runs, unless `is_handy`.
"""

import gc
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine, create_engine

from backend import upkeep
from backend.db import backup as copies
from backend.db.commit import epoch, new_history
from backend.db.session import opened
from backend.settings import Settings
from tests.factories import postgres
from tests.factories.city import demo_database, demo_template, settings_of

Rows = list[dict[str, Any]]
KINDS = ("sqlite", "postgresql")


class Storage(Protocol):
    """One database and its copies, which have names."""

    settings: Settings
    engine: Engine
    is_handy: bool
    """Whether it may be begun anew and copied under the running server."""

    def open(self) -> None:
        """Connect to ask."""

    def close(self) -> None:
        """Let go of every connection."""

    def rows(self, statement: str, *values: object) -> Rows:
        """What the database says now; `?` stands for a value."""

    def begin_anew(self) -> None:
        """The demo city as it was in the beginning."""

    def backup(self, name: str) -> None:
        """Keep a copy under a name; one of that name is forgotten."""

    def restore(self, name: str) -> None:
        """Put the copy in the database's place, under a new history, as an operator does."""

    def drop(self) -> None:
        """Leave nothing behind outside the folder."""


class SQLiteFile:
    """`folder`/curbline.db, copied and put back as the commands `curbline backup` and `curbline restore` do."""

    is_handy = True

    def __init__(self, folder: Path) -> None:
        self.settings = settings_of(folder)
        self.file = folder / "curbline.db"
        shutil.copy(demo_database(), self.file)

    def open(self) -> None:
        self.engine = create_engine(self.settings.database)
        self._looking = sqlite3.connect(self.file, isolation_level=None)
        self._looking.row_factory = sqlite3.Row

    def close(self) -> None:
        self.engine.dispose()
        self._looking.close()

    def rows(self, statement: str, *values: object) -> Rows:
        return [dict(row) for row in self._looking.execute(statement, values)]

    def begin_anew(self) -> None:
        with closing(sqlite3.connect(demo_database())) as fresh, closing(sqlite3.connect(self.file)) as here:
            fresh.backup(here)

    def backup(self, name: str) -> None:
        copy = self._copy(name)
        copy.unlink(missing_ok=True)
        copies.copy_database(self.file, copy)

    def restore(self, name: str) -> None:
        gc.collect()  # a request that failed may keep its connection until then
        beside = copies.place_beside(self._copy(name), self.file)
        upkeep._make_ready(beside)
        former = copies.take_place(beside, self.file)
        if former is not None:
            former.unlink()

    def drop(self) -> None:
        self.file.unlink()

    def _copy(self, name: str) -> Path:
        return self.file.with_name(f"{name}.backup")


class PostgresDatabase:
    """A database of the tests' own PostgreSQL; a copy is another database there."""

    is_handy = False

    def __init__(self, folder: Path) -> None:
        self._server = postgres.require_postgres()
        self._name = f"curbline_world_{folder.name.replace('-', '_').lower()}"
        self.settings = settings_of(folder, postgres.address(self._server, self._name))
        self._names: set[str] = set()
        self.begin_anew()

    def open(self) -> None:
        self.engine = create_engine(self.settings.database)
        self._looking = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    def close(self) -> None:
        self._looking.close()
        self.engine.dispose()

    def rows(self, statement: str, *values: object) -> Rows:
        found = self._looking.exec_driver_sql(statement.replace("?", "%s"), values)
        return [dict(row) for row in found.mappings()]

    def begin_anew(self) -> None:
        self._replace(self._name, demo_template(self._server))

    def backup(self, name: str) -> None:
        self._replace(f"{self._name}_{name}", self._name)

    def restore(self, name: str) -> None:
        self._replace(self._name, f"{self._name}_{name}")
        with opened(self.settings.database) as database:
            database.write_now(lambda connection: new_history(connection, epoch(connection)))

    def drop(self) -> None:
        for name in self._names:
            postgres.execute(self._server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _replace(self, name: str, by: str) -> None:
        self._names.add(name)
        postgres.execute(self._server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        postgres.execute(self._server, f'CREATE DATABASE "{name}" TEMPLATE "{by}" STRATEGY FILE_COPY')


def storage_of(kind: str, folder: Path) -> Storage:
    """A demo city of its own, `sqlite` or `postgresql`; skips the test where there is no PostgreSQL."""
    return SQLiteFile(folder) if kind == "sqlite" else PostgresDatabase(folder)
