"""The real server in this process: the whole application over a real database, its clock in the harness's hands, able
to die at named places and to be put back to a backup.
"""

import asyncio
import atexit
import logging
import threading
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from litestar import Litestar

import backend.app
import backend.attachments.intake
import backend.attachments.store
import backend.attachments.uploads
import backend.db.commit
import backend.db.purge
import backend.db.sqlite
import backend.exchange.routes
import backend.exchange.world
import backend.people.service
from backend.attachments.purge import purge_expired
from backend.attachments.store import Store
from backend.clock import now as real_now
from backend.db.purge import purge_leaves
from backend.db.session import opened
from backend.erasing import erase_noted, erase_report
from backend.people.service import revoke
from tests.factories.city import START, TestClock
from tests.property.sync_world.driver import Answer, Sent
from tests.property.sync_world.storage import Rows, storage_of

FAILPOINTS: dict[str, tuple[Any, str, str]] = {
    "after_begin": (backend.exchange.routes, "push", "before"),
    "after_device_lock": (backend.people.service, "enrol", "after"),
    "after_decide": (backend.exchange.world, "save", "before"),
    "after_entities": (backend.exchange.world, "commit_changes", "before"),
    "before_clock": (backend.db.commit, "_advance", "before"),
    "after_clock": (backend.db.commit, "_advance", "after"),
    "before_commit": (backend.exchange.routes, "push", "after"),
    "after_commit_before_reply": (backend.exchange.routes, "pull", "before"),
}
"""Name -> where: whose function, before or after it. Wrapped only while a death is wanted."""

SQLITE_FAILPOINTS = {"after_reply_before_poke": (backend.db.sqlite, "_run_group", "after")}
"""PostgreSQL has no such place: there the poke is part of the transaction."""

UPLOAD_FAILPOINTS: dict[str, tuple[Any, str, str]] = {
    "mid_chunk": (backend.attachments.store.Store, "append", "halfway"),
    "after_last_byte": (backend.attachments.store.Store, "append", "after"),
    "after_hash": (backend.attachments.uploads, "make_safe", "before"),
    "after_rename_before_row": (backend.attachments.intake, "settle", "before"),
}
PURGE_FAILPOINTS: dict[str, tuple[Any, str, str]] = {
    "before_floor": (backend.db.purge, "_purge", "before"),
    "after_floor": (backend.db.purge, "delete", "before"),
}
_PLACES = FAILPOINTS | SQLITE_FAILPOINTS | UPLOAD_FAILPOINTS | PURGE_FAILPOINTS


class Death(BaseException):
    """The process ends here: nothing of ours may catch it, and no transaction it is in commits."""


LONGEST_S = 60
"""No request takes so long; one that does hangs."""


class Server:
    """The application over a city of this kind. `handle` answers a request, or None when it died of it."""

    def __init__(self, folder: Path, kind: str = "sqlite") -> None:
        self.folder = folder
        self.storage = storage_of(kind, folder)
        self.store = Store(folder)
        self.clock = TestClock()
        self.deaths: Counter[str] = Counter()
        """Where it died how often since the beginning."""
        self._loop = asyncio.new_event_loop()
        self._app: Litestar
        self._is_up, self._is_over = asyncio.Event(), asyncio.Event()
        self._start()

    def handle(self, sent: Sent, dies_at: str | None = None) -> Answer | None:
        """One request, as it arrives here. With `dies_at` the process ends there, if it comes by, and starts again."""
        if dies_at is None:
            return self._loop.run_until_complete(asyncio.wait_for(_call(self._app, sent), LONGEST_S))
        doom = Doom(self._loop, dies_at)
        with doom.lurking():
            answer: Answer | None = self._loop.run_until_complete(_first_of(_call(self._app, sent), doom.met.wait()))
        if not doom.is_met:
            assert answer is not None, "the request ended without an answer"
            return answer
        self.deaths[dies_at] += 1
        self._stop()
        self._start()
        return None

    def backup(self, name: str) -> None:
        """Keep a copy of the database as it is now."""
        with self._out_of_the_way():
            self.storage.backup(name)

    def restore(self, name: str) -> None:
        """Put a copy in place under a new history, and erase again what it brought back."""
        self._stop()
        self.storage.restore(name)
        with opened(self.storage.settings.database) as database:
            erase_noted(database, self.folder, self.clock())
        self._start()

    def begin_anew(self) -> None:
        """The demo city as it was in the beginning, without a photo; quicker than another server."""
        with self._out_of_the_way():
            self.storage.begin_anew()
        for pattern in ("photos/??/*", "uploads/*", "erased.jsonl"):
            for file in self.folder.glob(pattern):
                file.unlink()
        self.clock.at = START
        self.deaths.clear()

    def clear_up(self, dies_at: str | None = None) -> None:
        """The hourly clear-up, as another process of the same city; with `dies_at` it ends there."""
        with opened(self.storage.settings.database) as database:
            if dies_at is None:
                purge_expired(database, self.store, self.clock())
                database.write_now(lambda connection: purge_leaves(connection, self.clock()))
                return
            doom = Doom(self._loop, dies_at)
            with doom.lurking():
                clearing = database.write(lambda connection: purge_leaves(connection, self.clock()))
                self._loop.run_until_complete(_first_of(clearing, doom.met.wait()))
            assert doom.is_met, f"the clear-up never came to {dies_at}"

    def erase(self, reference: str) -> set[str]:
        """The command `curbline erase`, as another process of the same city; the ids of the requests that are gone."""
        with opened(self.storage.settings.database) as database:
            kept = erase_report(database, self.folder, "knoxville", reference, self.clock())
        return {one.id for one in kept}

    def revoke(self, login: str, at_once: bool) -> None:
        """The command `curbline revoke`."""
        with self.storage.engine.begin() as connection:
            revoke(connection, "knoxville", login, at_once)

    def sweep(self) -> None:
        """Delete the files that no row names, as if they had lain there for days."""
        with opened(self.storage.settings.database) as database:
            purge_expired(database, self.store, max(self.clock(), real_now()) + timedelta(days=2))

    def rows(self, statement: str, *values: object) -> Rows:
        """What the database says now."""
        return self.storage.rows(statement, *values)

    def close(self) -> None:
        """End it and let go of the file."""
        self._stop()
        self.storage.drop()
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    @contextmanager
    def _out_of_the_way(self) -> Iterator[None]:
        """While this lasts nobody has the database open, where that matters."""
        if self.storage.is_handy:
            yield
            return
        self._stop()
        yield
        self._start()

    def _start(self) -> None:
        self._running = self._loop.create_task(self._live())
        self._loop.run_until_complete(self._is_up.wait())
        self.storage.open()
        logging.disable(logging.CRITICAL)  # a server that dies is not quiet about it

    def _stop(self) -> None:
        self.storage.close()
        self._is_over.set()
        self._loop.run_until_complete(self._running)
        for name in (None, "litestar"):
            for handler in logging.getLogger(name).handlers:
                _silence(handler)

    async def _live(self) -> None:
        """Its life from start to end, in one task, as its own lifespan wants it."""
        self._is_over = asyncio.Event()
        with patch.object(backend.app, "migrate"):  # the file has today's schema; looking it up is most of a start
            self._app = backend.app.create_app(self.storage.settings, self.clock)
        async with self._app.lifespan():
            self._is_up.set()
            await self._is_over.wait()
        self._is_up.clear()


async def _first_of(work: Coroutine[Any, Any, Any], death: Coroutine[Any, Any, Any]) -> Any:
    """What the work gives, or None when death was faster; the other one is given up."""
    tasks = [asyncio.create_task(work), asyncio.create_task(death)]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    result, _ = await asyncio.gather(*tasks, return_exceptions=True)
    return None if isinstance(result, BaseException) else result


def _silence(handler: logging.Handler) -> None:
    """End the thread behind a queue of log lines, which every start of the application begins anew."""
    listener = getattr(handler, "listener", None)
    if listener is not None and listener._thread is not None:
        atexit.unregister(listener.stop)
        listener.stop()


class Doom:
    """A place at which the process is to die, and whether it came by."""

    def __init__(self, loop: asyncio.AbstractEventLoop, name: str) -> None:
        self.owner, self.name, self.when = _PLACES[name]
        self.is_met = False
        self.met = asyncio.Event()
        self._loop = loop
        self._deciding, self._is_over = threading.Lock(), False

    @contextmanager
    def lurking(self) -> Iterator[None]:
        """While this lasts, whoever comes to the place dies."""
        whole: Callable[..., Any] = getattr(self.owner, self.name)

        def dies(*args: Any, **kwargs: Any) -> Any:
            with self._deciding:
                if self._is_over:  # the request was answered just before: this is no death of its time any more
                    return whole(*args, **kwargs)
                self.is_met = True
            if self.when == "after":
                whole(*args, **kwargs)
            elif self.when == "halfway":
                store, upload_id, chunks = args
                data = b"".join(chunks)
                whole(store, upload_id, [data[: len(data) // 2]])
            self._loop.call_soon_threadsafe(self.met.set)
            # The one writer of SQLite is a thread of its own, which ends in silence by SystemExit alone.
            raise SystemExit if threading.current_thread().name == "writer" else Death

        with patch.object(self.owner, self.name, dies):
            yield
            with self._deciding:
                self._is_over = True


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
