"""PostgreSQL: a pool of threads runs one transaction a unit, as many processes as you like beside each other.

Writers are READ COMMITTED and wait for each other at rows, in the order device, attachments, things, counter; above
that the counter row would fail instead of waiting (SYNC-020). What still crosses is run again (ADR-0012).
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

import psycopg
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from backend.db.commit import POKES, Poke
from backend.db.listening import CHANNEL, Listening, messages
from backend.errors import Problem

T = TypeVar("T")
Unit = Callable[[Connection], T]

_LOG = logging.getLogger(__name__)
_WRITERS = 8
_WAITING = 200
"""Units that may wait for a writer before the server says `busy` (protocol 2.12)."""
_TRIES = 4
_CROSSED = {"40P01", "40001", "55P03", "23505"}
"""Deadlock, serialization failure, a lock that did not come, and a key that another writer took a moment before us."""
_DURABLE = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
_PATIENCE = {"options": "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"}
"""Nobody waits for a hung writer longer than for the disk of SQLite, and a writer that hangs is ended."""
_NOTIFY = text("SELECT pg_notify(:channel, message) FROM unnest(CAST(:messages AS text[])) AS message")


class PostgreSQL:
    """The connections of one process to a PostgreSQL database."""

    def __init__(self, url: str, n_readers: int) -> None:
        self.tell: Callable[[list[Poke]], None] = lambda pokes: None
        self._writing = create_engine(
            url, pool_size=_WRITERS, max_overflow=0, isolation_level="READ COMMITTED", connect_args=_PATIENCE
        )
        event.listen(self._writing, "connect", _make_durable)
        snapshot = create_engine(url, pool_size=n_readers, max_overflow=0, isolation_level="REPEATABLE READ")
        self._reading = snapshot.execution_options(postgresql_readonly=True)
        self._n_asked = 0
        self._counting = threading.Lock()
        self._writers = ThreadPoolExecutor(_WRITERS, "writer")
        self._listening = Listening(url, self._pass_on)

    def submit(self, unit: Unit[T]) -> Future[T]:
        """Have a writer run the unit; its answer comes when it is on disk. Raises `busy`."""
        with self._counting:
            if self._n_asked == _WRITERS + _WAITING:
                raise Problem("busy", "Too many people are sending at once.", {"Retry-After": "2"})
            self._n_asked += 1
        done = self._writers.submit(_repeated, lambda: self._write(unit))
        done.add_done_callback(self._count_off)
        return done

    def read(self, unit: Unit[T]) -> T:
        """Run the unit against one snapshot."""

        def once() -> T:
            with self._reading.begin() as connection:
                return unit(connection)

        return _repeated(once)

    def is_crowded(self) -> bool:
        """Whether more than half of those wait who may."""
        return self._n_asked > _WRITERS + _WAITING // 2

    def close(self) -> None:
        """Finish what waits, then let go of every connection."""
        self._writers.shutdown()
        self._listening.close()
        self._writing.dispose()
        self._reading.dispose()

    def _count_off(self, done: Future[Any]) -> None:
        with self._counting:
            self._n_asked -= 1

    def _pass_on(self, pokes: list[Poke]) -> None:
        self.tell(pokes)

    def _write(self, unit: Unit[T]) -> T:
        """One transaction; the pokes are part of it, so that a process is told of what is on disk and nothing else."""
        with self._writing.begin() as connection:
            connection.info.pop(POKES, None)
            answer = unit(connection)
            if pokes := connection.info.pop(POKES, None):
                connection.execute(_NOTIFY, {"channel": CHANNEL, "messages": messages(pokes)})
            return answer


def _make_durable(connection: psycopg.Connection[Any], record: object) -> None:
    """An answered op must be on disk, whatever the server was told for others."""
    connection.execute(_DURABLE)
    connection.commit()


def _repeated(once: Callable[[], T]) -> T:
    """Run it again when it crossed another transaction or lost its connection; `busy` when that does not help."""
    for tries_left in reversed(range(_TRIES)):
        try:
            return once()
        except DBAPIError as error:
            if not _is_passing(error):
                raise
            if tries_left:
                _LOG.info("a transaction is run again: %s", error.orig)
            elif isinstance(error, IntegrityError):
                raise
            else:
                raise Problem("busy", "Too many people change the same.", {"Retry-After": "2"}) from error
    raise AssertionError("the last try answers or raises")


def _is_passing(error: DBAPIError) -> bool:
    state: Any = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or state in _CROSSED
