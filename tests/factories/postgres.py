"""A PostgreSQL of our own for tests and benchmarks: started by hand in a private folder, reached by a socket in it,
ended with the process. TEST_POSTGRES_URL names one that runs already instead: its user must be allowed to make
databases.
"""

import atexit
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import URL
from sqlalchemy.engine import make_url

_MISSING = "no PostgreSQL: neither TEST_POSTGRES_URL nor the programs initdb and postgres of 15 or newer"


def require_postgres() -> URL:
    """The running server's address without a database; skips the test where none can be had."""
    server = find_postgres()
    if server is None:
        pytest.skip(_MISSING)
    return server


@cache
def find_postgres(durable: bool = False) -> URL | None:
    """The address of TEST_POSTGRES_URL, else of a server that lives as long as this process; None without programs.

    Tests wait for no disk; `durable` makes it write as in earnest.
    """
    if given := os.environ.get("TEST_POSTGRES_URL"):
        return make_url(given).set(database="postgres")
    programs = _programs()
    return None if programs is None else _start(programs, durable)


@contextmanager
def fresh_database(server: URL, template: str = "template0") -> Iterator[str]:
    """The address of a new database, a copy of the template; dropped at the end, whoever is still connected."""
    name = f"curbline_{uuid.uuid4().hex}"
    execute(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    try:
        yield address(server, name)
    finally:
        execute(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def empty_database(kind: str, folder: Path) -> Iterator[str]:
    """The address of a database without tables, of kind `sqlite` or `postgresql`; skips where there is no such."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'curbline.db'}"
    else:
        with fresh_database(require_postgres()) as url:
            yield url


def address(server: URL, database: str) -> str:
    """The database's address with everything that is needed to reach it."""
    return server.set(database=database).render_as_string(hide_password=False)


def restart() -> None:
    """Let our own server fall as in a crash and come up again; one that was only given to us is left alone."""
    if _CONTROL:
        _CONTROL[-1]("pg_ctl", "restart", "--mode=immediate", "--wait", "--silent")


_CONTROL: list[Callable[..., None]] = []
"""How the server of this process is told something."""


def plain(url: URL | str) -> str:
    """The address as PostgreSQL's own library reads it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def execute(url: URL | str, statement: str, *values: object) -> list[dict[str, Any]]:
    """Run one statement in a connection of its own, as an operator would; the rows it gives."""
    with psycopg.connect(plain(url), autocommit=True, row_factory=psycopg.rows.dict_row) as connection:
        cursor = connection.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def _programs() -> Path | None:
    """The folder of initdb and postgres: from the path, or the newest of Debian's."""
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    folders = [*([Path(on_path).parent] if on_path else []), *reversed(debian)]
    return next((one for one in folders if (one / "initdb").exists() and (one / "postgres").exists()), None)


def _start(programs: Path, durable: bool) -> URL:
    """Only the socket in a folder that is ours alone, so nobody needs a password and no port is taken."""
    folder = Path(tempfile.mkdtemp(prefix="curbline-pg-"))
    user = "postgres" if os.getuid() == 0 else None  # PostgreSQL refuses to run as root
    if user:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=user, cwd=folder)

    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync={'on' if durable else 'off'}"
    run("pg_ctl", "start", "--wait", "--silent", "-l", str(folder / "log"), "-o", options)
    _CONTROL.append(run)
    atexit.register(run, "pg_ctl", "stop", "--mode=immediate", "--silent")
    return URL.create("postgresql+psycopg", "postgres", database="postgres", query={"host": str(folder)})
