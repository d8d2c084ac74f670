"""Copies of a SQLite database file: taking one while the server runs, and putting one in its place (SYNC-029)."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from backend.errors import Problem


def copy_database(source: Path, target: Path) -> None:
    """Write a whole and consistent copy of the database, at any time. Raises `bad_value` when the target is there."""
    if target.exists():
        raise Problem("bad_value", f"{target} is there already. A backup never replaces another.")
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    _copy(source, part)
    part.replace(target)


def check_copy(path: Path) -> None:
    """Raises `bad_value` when the file is no whole database of ours."""
    try:
        with closing(_open_to_read(path)) as copy:
            sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError as error:
        raise Problem("bad_value", f"{path} is no database: {error}.") from error
    if not sound:
        raise Problem("bad_value", f"{path} is damaged. Take another copy.")
    if not {"alembic_version", "sync_meta", "sync_feed"} <= tables:
        raise Problem("bad_value", f"{path} is no database of Curbline.")


def place_beside(copy: Path, database: Path) -> Path:
    """A second file beside the database with the copy's content, to be made ready before it takes the place."""
    beside = database.with_name(f"{database.name}.restored")
    forget(beside)
    _copy(copy, beside)
    return beside


def take_place(beside: Path, database: Path) -> Path | None:
    """Let the file be the database from now on; where the former one lies, if there was one.

    Raises `busy` when a server, or anything else, has the database open.
    """
    _fold(beside)
    former = None
    if database.exists():
        try:
            _fold(database)
        except sqlite3.OperationalError as error:
            raise Problem("busy", "The database is in use. Stop the server first.") from error
        former = database.with_name(f"{database.name}.replaced")
        database.replace(former)
    beside.replace(database)
    return former


def forget(path: Path) -> None:
    """Delete a database file and what lies beside it."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    with closing(_open_to_read(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _open_to_read(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _fold(path: Path) -> None:
    """Put everything into the one file. Only its sole user may leave the journal mode, which is what we must know."""
    with closing(sqlite3.connect(path, timeout=0)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
