"""Connections. Domain code is synchronous and runs as a unit of work: one transaction a use case.

SQLite admits one writer, so one thread owns the writing connection and takes a group of waiting units into one
transaction, each in its savepoint: an fsync is shared, a failing unit takes only itself down (ADR-0008). Readers have
connections of their own and see one snapshot each.
"""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from backend.db.commit import POKES, Poke
from backend.errors import Problem

T = TypeVar("T")
Unit = Callable[[Connection], T]

_WAITING = 200
"""Units that may wait for the writer before the server says `busy` (protocol 2.12)."""
_GROUP = 64
_READERS = 4


def _engine(url: str, begin: str, size: int) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        raise ValueError("CURBLINE_DATABASE_URL must be a sqlite:/// address: no other database is supported yet.")
    engine = create_engine(
        url,
        pool_size=size,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": 10},
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "cache_size=-65536",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


class Database:
    """The database of one process. `write` and `read` run a unit of work and give back what it returns."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.on_commit: Callable[[list[Poke]], None] = lambda pokes: None
        """Told, on the writer's thread, what a transaction changed once it is on disk."""
        self._writing = _engine(url, "BEGIN IMMEDIATE", 1)
        self._reading = _engine(url, "BEGIN", _READERS)
        self._units: queue.Queue[tuple[Unit[Any], Future[Any]] | None] = queue.Queue(_WAITING)
        self._readers = ThreadPoolExecutor(_READERS, "reader")
        self._writer = threading.Thread(target=self._write_forever, name="writer", daemon=True)
        self._writer.start()

    async def write(self, unit: Unit[T]) -> T:
        """Run the unit in a durable transaction; it is on disk when this returns."""
        return await asyncio.wrap_future(self._submit(unit))

    async def read(self, unit: Unit[T]) -> T:
        """Run the unit against one snapshot."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, unit)

    def write_now(self, unit: Unit[T]) -> T:
        """`write` for callers without an event loop."""
        return self._submit(unit).result()

    def read_now(self, unit: Unit[T]) -> T:
        """`read` for callers without an event loop."""
        with self._reading.begin() as connection:
            return unit(connection)

    def is_crowded(self) -> bool:
        """Whether so many units wait for the writer that who only looks should look later."""
        return self._units.qsize() > _WAITING // 2

    def close(self) -> None:
        """Finish what waits, then let go of every connection."""
        self._units.put(None)
        self._writer.join()
        self._readers.shutdown()
        self._writing.dispose()
        self._reading.dispose()

    def _submit(self, unit: Unit[T]) -> Future[T]:
        done: Future[T] = Future()
        try:
            self._units.put_nowait((unit, done))
        except queue.Full:
            raise Problem("busy", "Too many people are sending at once.", {"Retry-After": "2"}) from None
        return done

    def _write_forever(self) -> None:
        with self._writing.connect() as connection:
            for group in self._groups():
                if _run_group(connection, group):
                    self.on_commit(connection.info.pop(POKES, []))
                connection.info.pop(POKES, None)

    def _groups(self) -> Iterator[list[tuple[Unit[Any], Future[Any]]]]:
        while True:
            group = [self._units.get()]
            while len(group) < _GROUP and not self._units.empty():
                group.append(self._units.get_nowait())
            work = [item for item in group if item is not None]
            if work:
                yield work
            if len(work) < len(group):
                return


def _run_group(connection: Connection, group: list[tuple[Unit[Any], Future[Any]]]) -> bool:
    """One transaction for all; nobody is answered before the commit is on disk. Whether it is.

    A unit whose caller has given up is not begun, and from here on nobody can give up: answering a cancelled future
    raises, and would end the only thread that writes.
    """
    group = [(unit, done) for unit, done in group if done.set_running_or_notify_cancel()]
    answers: list[tuple[Future[Any], Any, BaseException | None]] = []
    committed = True
    try:
        with connection.begin():
            for unit, done in group:
                answers.append((done, *_attempt(connection, unit)))
    except Exception as error:
        committed = False
        answers = [(done, None, error) for _, done in group]
    for done, result, failure in answers:
        done.set_result(result) if failure is None else done.set_exception(failure)
    return committed


def _attempt(connection: Connection, unit: Unit[T]) -> tuple[T | None, BaseException | None]:
    try:
        with connection.begin_nested():
            return unit(connection), None
    except Exception as error:  # the unit's own failure is its caller's to hear, not its neighbours'
        return None, error


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """A database for the length of a command."""
    database = Database(url)
    try:
        yield database
    finally:
        database.close()
