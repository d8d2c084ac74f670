"""The real server in this process: the whole application over a SQLite file, its clock in the harness's hands, able to
die at named places of its writing and to be put back to a backup.
"""

import asyncio
import atexit
import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from litestar import Litestar

import backend.app
import backend.db.commit
import backend.exchange.routes
import backend.exchange.world
from backend import upkeep
from backend.db import backup as copies
from tests.factories.city import START, TestClock, demo_database, settings_of
from tests.property.sync_world.driver import Answer, Sent

FAILPOINTS: dict[str, tuple[Any, str, str]] = {
    "after_begin": (backend.exchange.routes, "push", "before"),
    "after_decide": (backend.exchange.world, "save", "before"),
    "before_clock": (backend.db.commit, "_advance", "before"),
    "after_clock": (backend.db.commit, "_advance", "after"),
    "before_commit": (backend.exchange.routes, "push", "after"),
    "after_commit_before_reply": (backend.exchange.routes, "pull", "before"),
}
"""Name -> where: module, function, before or after it. Wrapped only while a death is wanted."""


LONGEST_S = 20
"""No request takes so long; one that does hangs."""


class Server:
    """The application over `folder`/curbline.db. `handle` answers a request, or None when it died of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "curbline.db"
        self.clock = TestClock()
        self._loop = asyncio.new_event_loop()
        self._app: Litestar
        self._is_up, self._is_over = asyncio.Event(), asyncio.Event()
        shutil.copy(demo_database(), self.file)
        self._start()

    def handle(self, sent: Sent, dies_at: str | None = None) -> Answer | None:
        """One request, as it arrives here. With `dies_at` the process ends there, if it comes by, and starts again."""
        if dies_at is None:
            return self._loop.run_until_complete(asyncio.wait_for(_call(self._app, sent), LONGEST_S))
        doom = Doom(self._loop, dies_at)
        with doom.lurking():
            answer = self._loop.run_until_complete(self._until(doom.met, sent))
        if not doom.is_met:
            return answer
        self._stop()
        self._start()
        return None

    def backup(self, name: str) -> Path:
        """A copy of the database as it is now, as `curbline backup` makes it."""
        copy = self.folder / f"{name}.backup"
        copy.unlink(missing_ok=True)
        copies.copy_database(self.file, copy)
        return copy

    def restore(self, copy: Path) -> None:
        """Put a copy in place under a new history, as `curbline restore` does."""
        self._stop()
        beside = copies.place_beside(copy, self.file)
        upkeep._make_ready(beside)
        former = copies.take_place(beside, self.file)
        if former is not None:
            former.unlink()
        self._start()

    def begin_anew(self) -> None:
        """The demo city as it was in the beginning; quicker than another server."""
        with sqlite3.connect(demo_database()) as fresh, sqlite3.connect(self.file) as here:
            fresh.backup(here)
        fresh.close()
        here.close()
        self.clock.at = START

    def rows(self, statement: str, *values: object) -> list[dict[str, Any]]:
        """What the database says now."""
        self._looking.row_factory = sqlite3.Row
        return [dict(row) for row in self._looking.execute(statement, values)]

    def close(self) -> None:
        """End it and let go of the file."""
        self._stop()
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    def _start(self) -> None:
        self._running = self._loop.create_task(self._live())
        self._loop.run_until_complete(self._is_up.wait())
        self._looking = sqlite3.connect(self.file, isolation_level=None)
        logging.disable(logging.CRITICAL)  # a server that dies is not quiet about it

    def _stop(self) -> None:
        self._looking.close()
        self._is_over.set()
        self._loop.run_until_complete(self._running)
        for name in (None, "litestar"):
            for handler in logging.getLogger(name).handlers:
                _silence(handler)

    async def _live(self) -> None:
        """Its life from start to end, in one task, as its own lifespan wants it."""
        self._is_over = asyncio.Event()
        with patch.object(backend.app, "migrate"):  # the file has today's schema; looking it up is most of a start
            self._app = backend.app.create_app(settings_of(self.folder), self.clock)
        async with self._app.lifespan():
            self._is_up.set()
            await self._is_over.wait()
        self._is_up.clear()

    async def _until(self, died: asyncio.Event, sent: Sent) -> Answer | None:
        handling, death = asyncio.create_task(_call(self._app, sent)), asyncio.create_task(died.wait())
        await asyncio.wait({handling, death}, return_when=asyncio.FIRST_COMPLETED)
        for task in (handling, death):
            task.cancel()
        answers = await asyncio.gather(handling, death, return_exceptions=True)
        return answers[0] if isinstance(answers[0], Answer) else None


def _silence(handler: logging.Handler) -> None:
    """End the thread behind a queue of log lines, which every start of the application begins anew."""
    listener = getattr(handler, "listener", None)
    if listener is not None and listener._thread is not None:
        atexit.unregister(listener.stop)
        listener.stop()


class Doom:
    """A place at which the process is to die, and whether it came by."""

    def __init__(self, loop: asyncio.AbstractEventLoop, name: str) -> None:
        self.module, self.name, self.when = FAILPOINTS[name]
        self.is_met = False
        self.met = asyncio.Event()
        self._loop = loop

    @contextmanager
    def lurking(self) -> Iterator[None]:
        """While this lasts, whoever comes to the place dies."""
        whole: Callable[..., Any] = getattr(self.module, self.name)

        def dies(*args: Any, **kwargs: Any) -> None:
            if self.when == "after":
                whole(*args, **kwargs)
            self.is_met = True
            self._loop.call_soon_threadsafe(self.met.set)
            # SystemExit ends the writing thread: no `except Exception` of ours may survive it. Readers run in a pool
            # whose threads outlive what they ran; the server is replaced all the same.
            raise RuntimeError("died while reading") if self.name == "pull" else SystemExit

        setattr(self.module, self.name, dies)
        try:
            yield
        finally:
            setattr(self.module, self.name, whole)


async def _call(app: Litestar, sent: Sent) -> Answer:
    """One request through the application, without a socket."""
    path, _, query = sent.url.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": sent.method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in sent.headers.items()]
        + [(b"content-length", str(len(sent.body)).encode())],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "state": {},
        "extensions": {},
    }
    incoming = [{"type": "http.request", "body": sent.body, "more_body": False}]
    outgoing: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return incoming.pop() if incoming else await asyncio.Future()

    async def send(message: Any) -> None:
        outgoing.append(message)

    await app(scope, receive, send)  # type: ignore[arg-type]
    body = b"".join(message.get("body", b"") for message in outgoing[1:])
    headers = {name.decode().lower(): value.decode() for name, value in outgoing[0]["headers"]}
    return Answer(int(outgoing[0]["status"]), headers, body)
