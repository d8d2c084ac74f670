"""The writer: units share a commit but never a failure, and nothing a caller does can stop it."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from backend.db.session import Database, opened
from backend.errors import Problem


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'notes.db'}"


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    with opened(url) as database:
        database.write_now(lambda c: c.exec_driver_sql("CREATE TABLE note (text TEXT PRIMARY KEY)"))
        yield database


def note(text: str, connection: Connection) -> None:
    connection.exec_driver_sql("INSERT INTO note VALUES (?)", (text,))


def notes(database: Database) -> list[str]:
    return sorted(database.read_now(lambda c: [row[0] for row in c.exec_driver_sql("SELECT text FROM note")]))


class Gate:
    """A unit that holds the writer until it is opened, so that later units wait as one group."""

    def __init__(self) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()

    def __call__(self, connection: Connection) -> None:
        self.reached.set()
        assert self.opened.wait(10)


def test_a_unit_that_fails_takes_only_itself_down(database: Database) -> None:
    async def three() -> list[BaseException | None]:
        gate = Gate()
        held = asyncio.ensure_future(database.write(gate))
        await asyncio.to_thread(gate.reached.wait)
        units = [database.write(partial(note, text)) for text in ("a", "a", "b")]
        waiting = [asyncio.ensure_future(unit) for unit in units]
        await asyncio.sleep(0)
        gate.opened.set()
        await held
        return await asyncio.gather(*waiting, return_exceptions=True)

    first, second, third = asyncio.run(three())
    assert (first, third) == (None, None)
    assert isinstance(second, Exception)
    assert notes(database) == ["a", "b"]


def test_a_caller_that_gives_up_does_not_stop_the_writer(database: Database) -> None:
    async def give_up() -> None:
        gate = Gate()
        held = asyncio.ensure_future(database.write(gate))
        await asyncio.to_thread(gate.reached.wait)
        waiting = asyncio.ensure_future(database.write(lambda c: note("given up", c)))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        gate.opened.set()
        await held
        await asyncio.wait_for(database.write(lambda c: note("later", c)), 10)

    asyncio.run(give_up())
    assert "later" in notes(database)


def test_a_caller_that_gives_up_during_its_own_unit_does_not_stop_the_writer(database: Database) -> None:
    async def give_up() -> None:
        gate = Gate()
        running = asyncio.ensure_future(database.write(gate))
        await asyncio.to_thread(gate.reached.wait)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        gate.opened.set()
        await asyncio.wait_for(database.write(lambda c: note("later", c)), 10)

    asyncio.run(give_up())
    assert notes(database) == ["later"]


def test_a_database_that_another_process_holds_is_a_refusal_and_the_next_write_works(
    database: Database, url: str
) -> None:
    database.write_now(lambda c: c.exec_driver_sql("PRAGMA busy_timeout = 20"))
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError):
        database.write_now(lambda c: note("blocked", c))
    other.execute("COMMIT")
    other.close()
    database.write_now(lambda c: note("free", c))
    assert notes(database) == ["free"]


def test_more_than_the_writer_can_hold_is_busy_and_says_when_to_come_back(database: Database) -> None:
    async def crowd() -> list[BaseException | None]:
        gate = Gate()
        held = asyncio.ensure_future(database.write(gate))
        await asyncio.to_thread(gate.reached.wait)
        waiting = [asyncio.ensure_future(database.write(partial(note, str(n)))) for n in range(205)]
        await asyncio.sleep(0)
        gate.opened.set()
        await held
        return await asyncio.gather(*waiting, return_exceptions=True)

    refused = [answer for answer in asyncio.run(crowd()) if answer is not None]
    assert [(type(one), getattr(one, "code", "")) for one in refused] == [(Problem, "busy")] * 5
    assert getattr(refused[0], "headers", {}) == {"Retry-After": "2"}
    assert len(notes(database)) == 200


def test_a_reader_sees_one_moment_while_others_write(database: Database) -> None:
    def look_twice(connection: Connection) -> tuple[int, int]:
        count = "SELECT count(*) FROM note"
        before = connection.exec_driver_sql(count).scalar_one()
        database.write_now(lambda c: note("meanwhile", c))
        return before, connection.exec_driver_sql(count).scalar_one()

    assert database.read_now(look_twice) == (0, 0)
    assert notes(database) == ["meanwhile"]


def test_commits_reach_the_disk_before_they_are_answered(database: Database) -> None:
    settings = database.write_now(
        lambda c: [c.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("synchronous", "journal_mode")]
    )
    assert settings == [2, "wal"]
