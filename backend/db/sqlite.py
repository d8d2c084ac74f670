"""SQLite admits one writer, so one thread owns the writing connection and takes a group of waiting units into one
transaction, each in its savepoint: an fsync is shared, a failing unit takes only itself down (ADR-0008). Readers have
connections of their own and see one snapshot each.
"""

import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event

from backend.db.commit import POKES, Poke
from backend.errors import Problem

T = TypeVar("T")
Unit = Callable[[Connection], T]

_WAITING = 200
"""Units that may wait for the writer before the server says `busy` (protocol 2.12)."""
_GROUP = 64


class SQLite:
    """One file, one process, one writing thread."""

    def __init__(self, url: str, n_readers: int) -> None:
        self.tell: Callable[[list[Poke]], None] = lambda pokes: None
        self._writing = _engine(url, "BEGIN IMMEDIATE", 1)
        self._reading = _engine(url, "BEGIN", n_readers)
        self._units: queue.Queue[tuple[Unit[Any], Future[Any]] | None] = queue.Queue(_WAITING)
        self._writer = threading.Thread(target=self._write_forever, name="writer", daemon=True)
        self._writer.start()

    def submit(self, unit: Unit[T]) -> Future[T]:
        """Have the writer run the unit; its answer comes when it is on disk. Raises `busy`."""
        done: Future[T] = Future()
        try:
            self._units.put_nowait((unit, done))
        except queue.Full:
            raise Problem("busy", "Too many people are sending at once.", {"Retry-After": "2"}) from None
        return done

    def read(self, unit: Unit[T]) -> T:
        """Run the unit against one snapshot."""
        with self._reading.begin() as connection:
            return unit(connection)

    def is_crowded(self) -> bool:
        """Whether more than half of those wait who may."""
        return self._units.qsize() > _WAITING // 2

    def close(self) -> None:
        """Finish what waits, then let go of every connection."""
        self._units.put(None)
        self._writer.join()
        self._writing.dispose()
        self._reading.dispose()

    def _write_forever(self) -> None:
        with self._writing.connect() as connection:
            for group in self._groups():
                if _run_group(connection, group):
                    self.tell(connection.info.pop(POKES, []))
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
    if len(group) == 1:
        return _run_one(connection, *group[0])
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


def _run_one(connection: Connection, unit: Unit[Any], done: Future[Any]) -> bool:
    """`_run_group` for one alone, whose transaction is all the savepoint that it needs."""
    try:
        with connection.begin():
            result = unit(connection)
    except Exception as error:
        done.set_exception(error)
        return False
    done.set_result(result)
    return True


def _attempt(connection: Connection, unit: Unit[T]) -> tuple[T | None, BaseException | None]:
    try:
        with connection.begin_nested():
            return unit(connection), None
    except Exception as error:  # the unit's own failure is its caller's to hear, not its neighbours'
        return None, error


def _engine(url: str, begin: str, size: int) -> Engine:
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
            "wal_autocheckpoint=8000",  # pages: one that many transactions change goes into the database once
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
