"""The product as a process of its own, on a free port with its own data: for tests over real sockets.

Importing the product takes seconds of a shared core and making its tables another: both are done once for all servers
of a test run. A server is a fork of a process that has imported everything and done nothing yet.
"""

import os
import socket
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import pytest

from backend.clock import now
from backend.db.session import opened
from backend.schema import migrate
from backend.seeding import FOLDER, seed_city
from backend.settings import Settings

ROOT = Path(__file__).parents[2]
DIST = ROOT / "pwa" / "dist"

_ready = get_context("forkserver")
_PRELOAD = ["backend.cli", "backend.app", "uvicorn.protocols.http.auto", "uvicorn.lifespan.on", "pytest"]
_ready.set_forkserver_preload(_PRELOAD)


class Server:
    """`curbline run` as a process of its own, for the demo city without its demo requests; it can be stopped, killed
    and started again on the same data. `web_dir` may be changed while it is stopped: another version of the app.
    `is_seeded`: the city is there already. `also`: more of its settings.
    """

    def __init__(
        self,
        data_dir: Path,
        database_url: str = "",
        is_seeded: bool = False,
        exchanges_per_s: int = 10,
        also: Mapping[str, str] | None = None,
    ) -> None:
        self.data_dir = data_dir
        self.web_dir = DIST
        self._also = also or {}
        self._log = data_dir / "server.log"
        self._settings = Settings(data_dir=data_dir, database_url=database_url, exchanges_per_s=exchanges_per_s)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self._process: ForkServerProcess | None = None
        if database_url and not is_seeded:
            _seed(self._settings)
        elif not is_seeded:
            (data_dir / "curbline.db").write_bytes(_seeded_database())

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start, and return when it answers."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Start the process."""
        environ = {k: v for k, v in os.environ.items() if not k.startswith("CURBLINE_")} | {
            "CURBLINE_DATA_DIR": str(self.data_dir),
            "CURBLINE_DATABASE_URL": self._settings.database_url,
            "CURBLINE_PORT": str(self.port),
            "CURBLINE_PASSWORD_COST": "test",
            "CURBLINE_EXCHANGES_PER_S": str(self._settings.exchanges_per_s),
            "CURBLINE_WEB_DIR": str(self.web_dir),
            **self._also,
        }
        self._process = _ready.Process(target=_serve, args=(environ, str(self._log)), daemon=True)
        self._process.start()

    def revive(self) -> None:
        """Start it again if it has ended by itself, as an operator's watch would."""
        if self._process is None or not self._process.is_alive():
            self.launch()

    def wait(self) -> None:
        """Return when it answers."""
        deadline = time.monotonic() + 60
        while not self._listens():
            assert self._process is not None and self._process.is_alive(), self._log.read_text()
            assert time.monotonic() < deadline, "the server did not start"

    def stop(self) -> None:
        """End the process and wait for it."""
        if self._process is not None:
            self._process.terminate()
            self._process.join(20)
            self._process = None

    def kill(self) -> None:
        """End the process as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.join(20)
            self._process = None

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What lies in its database (SQLite)."""
        with sqlite3.connect(self.data_dir / "curbline.db") as connection:
            return connection.execute(query, values).fetchall()

    def _listens(self) -> bool:
        """It listens only when it can answer. Between two looks the core is left to it."""
        assert self._process is not None
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            self._process.join(0.05)
            return False


@contextmanager
def serving(running: Server) -> Iterator[Server]:
    """For tests in a browser, one or all of a file: skipped where the front end is not built."""
    if not (DIST / "index.html").exists():
        pytest.skip("the front end is not built: run infra/bin/test")
    running.start()
    yield running
    running.kill()  # Nobody is left to be answered; to wait for open streams would cost three seconds.


def _serve(environ: dict[str, str], log: str) -> None:
    """In the new process: what the command `curbline run` does."""
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(ROOT)
    written = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(written, 1)
    os.dup2(written, 2)
    from backend.cli import main

    main(["run"])


def _seed(settings: Settings) -> None:
    migrate(settings.database)
    with opened(settings.database) as database:
        database.write_now(lambda connection: seed_city(connection, FOLDER, "test", now()))


@cache
def _seeded_database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        _seed(settings)
        return (Path(folder) / "curbline.db").read_bytes()
