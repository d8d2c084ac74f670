"""Databases with every table and nothing in them: made once a process and copied, for a migration takes longer than
most tests."""

import atexit
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.engine import make_url

from backend.schema import migrate
from tests.factories import postgres


@contextmanager
def migrated_database(kind: str, folder: Path) -> Iterator[str]:
    """The address of a new one of the kind `sqlite` or `postgresql`."""
    if kind == "sqlite":
        yield migrated_file(folder)
    else:
        server = postgres.require_postgres()
        with postgres.fresh_database(server, _template(server)) as url:
            yield url


def migrated_file(folder: Path) -> str:
    """The address of a new SQLite file in the folder."""
    shutil.copy(_file(), folder / "curbline.db")
    return f"sqlite:///{folder / 'curbline.db'}"


@cache
def _file() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="curbline-tables-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "curbline.db"
    migrate(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


@cache
def _template(server: URL) -> str:
    new = postgres.fresh_database(server)
    url = new.__enter__()
    atexit.register(new.__exit__, None, None, None)
    migrate(url)
    return make_url(url).database or ""
