"""The database of one process. Domain code is synchronous and runs as a unit of work: one transaction a use case.

Which database it is shows in the address alone: sqlite.py and postgresql.py each know one way to run a unit.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from backend.db.commit import Poke
from backend.db.postgresql import PostgreSQL
from backend.db.sqlite import SQLite

T = TypeVar("T")
Unit = Callable[[Connection], T]

_READERS = 4
_KINDS: dict[str, type[SQLite] | type[PostgreSQL]] = {"sqlite": SQLite, "postgresql+psycopg": PostgreSQL}


class Access(Protocol):
    """One kind of database. `tell` hears, on a thread of its own, what transactions changed once they are on disk."""

    tell: Callable[[list[Poke]], None]

    def submit(self, unit: Unit[T]) -> Future[T]:
        """Run the unit in a durable transaction. Raises `busy` when too many wait."""

    def read(self, unit: Unit[T]) -> T:
        """Run the unit against one snapshot."""

    def is_crowded(self) -> bool:
        """Whether more than half of those wait who may."""

    def close(self) -> None:
        """Finish what waits, then let go of every connection."""


class Database:
    """`write` and `read` run a unit of work and give back what it returns."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._access: Access = _kind(url)(url, _READERS)
        self._readers = ThreadPoolExecutor(_READERS, "reader")

    @property
    def on_commit(self) -> Callable[[list[Poke]], None]:
        """Told what a transaction changed once it is on disk, whichever process wrote it; on a thread of its own."""
        return self._access.tell

    @on_commit.setter
    def on_commit(self, tell: Callable[[list[Poke]], None]) -> None:
        self._access.tell = tell

    async def write(self, unit: Unit[T]) -> T:
        """Run the unit in a durable transaction; it is on disk when this returns. A unit may be run more than once."""
        return await asyncio.wrap_future(self._access.submit(unit))

    async def read(self, unit: Unit[T]) -> T:
        """Run the unit against one snapshot."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, unit)

    def write_now(self, unit: Unit[T]) -> T:
        """`write` for callers without an event loop."""
        return self._access.submit(unit).result()

    def read_now(self, unit: Unit[T]) -> T:
        """`read` for callers without an event loop."""
        return self._access.read(unit)

    def is_crowded(self) -> bool:
        """Whether so many units wait for the writer that who only looks should look later."""
        return self._access.is_crowded()

    def close(self) -> None:
        """Finish what waits, then let go of every connection."""
        self._readers.shutdown()
        self._access.close()


def check_address(url: str) -> None:
    """Raises ValueError, with a sentence that shows no password, for an address that no code here can use."""
    _kind(url)


def _kind(url: str) -> type[SQLite] | type[PostgreSQL]:
    try:
        return _KINDS[make_url(url).drivername]
    except (ArgumentError, KeyError):
        raise ValueError("CURBLINE_DATABASE_URL must be a sqlite:/// or a postgresql+psycopg:// address.") from None


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """A database for the length of a command."""
    database = Database(url)
    try:
        yield database
    finally:
        database.close()
