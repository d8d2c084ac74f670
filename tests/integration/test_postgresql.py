"""What PostgreSQL must do that SQLite does by admitting one writer: lose no row, cross without harm, tell all."""

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError

from backend.db.commit import Change, Poke, commit_changes, head
from backend.db.session import Database, opened
from backend.errors import Problem
from backend.schema import migrate
from tests.factories.postgres import empty_database, execute

CITY = "testville"
_LONG_S = 30


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    with empty_database("postgresql", tmp_path) as url:
        migrate(url)
        yield url


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    with opened(url) as database:
        yield database


@pytest.fixture
def other(url: str) -> Iterator[Database]:
    """The same database as another process has it."""
    with opened(url) as database:
        yield database


def change(connection: Connection, *ids: str) -> int:
    return commit_changes(connection, CITY, [Change("request", id, 1, frozenset({"a"})) for id in ids])


def look(connection: Connection, cursor: int) -> tuple[int, set[str]]:
    """(head, ids after the cursor) of one snapshot, as a pull reads them."""
    reached = head(connection, CITY)
    rows = connection.execute(text("SELECT id FROM sync_feed WHERE seq > :cursor"), {"cursor": cursor})
    return reached, set(rows.scalars())


def test_a_follower_of_eight_writers_in_two_processes_loses_no_row(database: Database, other: Database) -> None:
    def write(n: int) -> None:
        for i in range(40):
            near = (database, other)[(n + i) % 2]
            ids = [f"{n}-{i}-{k}" for k in range(1 + i % 4)]
            near.write_now(lambda c, ids=ids: change(c, *ids))  # type: ignore[misc]

    seen: set[str] = set()
    cursor = 0
    with ThreadPoolExecutor(8) as writers:
        working = [writers.submit(write, n) for n in range(8)]
        while not all(done.done() for done in working):
            cursor, found = database.read_now(partial(look, cursor=cursor))
            seen |= found
        for done in working:
            done.result()
    seen |= database.read_now(partial(look, cursor=cursor))[1]
    assert seen == database.read_now(partial(look, cursor=0))[1]


def test_a_later_writer_waits_for_the_one_that_has_its_numbers(database: Database, other: Database) -> None:
    numbered, commit = threading.Event(), threading.Event()

    def slow(connection: Connection) -> int:
        reached = change(connection, "slow")
        numbered.set()
        assert commit.wait(_LONG_S)
        return reached

    with ThreadPoolExecutor(2) as writers:
        first = writers.submit(database.write_now, slow)
        assert numbered.wait(_LONG_S)
        second = writers.submit(other.write_now, lambda c: change(c, "quick"))
        until_waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        while not database.read_now(lambda c: c.execute(until_waiting).scalar_one()):
            assert not second.done()
        assert database.read_now(partial(look, cursor=0)) == (0, set())
        commit.set()
        assert (first.result(), second.result()) == (1, 2)


def test_units_that_cross_are_both_done(database: Database) -> None:
    """Made to happen: whichever waits for the other is undone by PostgreSQL, and run again by us."""
    database.write_now(lambda c: (change(c, "a"), change(c, "b")))
    both_hold_one = threading.Barrier(2)
    tries: queue.Queue[str] = queue.Queue()

    def touch(first: str, second: str, connection: Connection) -> None:
        again = not tries.empty() and tries.qsize() >= 2
        tries.put(first)
        raise_ver = text("UPDATE sync_feed SET ver = ver + 1 WHERE id = :id")
        connection.execute(raise_ver, {"id": first})
        if not again:
            both_hold_one.wait(_LONG_S)
        connection.execute(raise_ver, {"id": second})

    with ThreadPoolExecutor(2) as writers:
        crossing = [writers.submit(database.write_now, partial(touch, *pair)) for pair in (("a", "b"), ("b", "a"))]
        for done in crossing:
            done.result()
    assert tries.qsize() == 3
    vers = database.read_now(lambda c: list(c.execute(text("SELECT ver FROM sync_feed")).scalars()))
    assert vers == [3, 3]


def test_a_unit_that_always_clashes_ends_as_the_error_it_is(database: Database) -> None:
    same = text("INSERT INTO sync_meta VALUES (1, 'one')")
    database.write_now(lambda c: c.execute(same))
    with pytest.raises(IntegrityError):
        database.write_now(lambda c: c.execute(same))


def test_a_failed_unit_leaves_nothing_and_pokes_nobody(database: Database) -> None:
    heard: queue.Queue[list[Poke]] = queue.Queue()
    database.on_commit = heard.put

    def fail(connection: Connection) -> None:
        change(connection, "lost")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.write_now(fail)
    database.write_now(lambda c: change(c, "kept"))
    assert [poke.head for poke in heard.get(timeout=_LONG_S)] == [1]


def test_every_process_hears_what_one_of_them_wrote(database: Database, other: Database) -> None:
    heard: queue.Queue[list[Poke]] = queue.Queue()
    database.on_commit = other.on_commit = heard.put
    buckets = frozenset(f"district:{n:036}" for n in range(300))
    other.write_now(lambda c: commit_changes(c, CITY, [Change("request", "r1", 1, buckets)]))
    found: list[Poke] = []
    while sum(len(poke.buckets) for poke in found) < 600:
        found += heard.get(timeout=_LONG_S)
    assert {poke.head for poke in found} == {300}
    assert frozenset[str]().union(*(poke.buckets for poke in found)) == buckets


def test_a_database_that_was_started_again_is_used_again(database: Database, url: str) -> None:
    database.write_now(lambda c: change(c, "before"))
    database.read_now(partial(look, cursor=0))
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    execute(url, f"{others} AND pid <> pg_backend_pid()")
    assert database.write_now(lambda c: change(c, "after")) == 2
    assert database.read_now(partial(look, cursor=0))[1] == {"before", "after"}


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match="read-only transaction"):
        database.read_now(lambda c: change(c, "r1"))


def test_more_than_the_writers_can_hold_is_busy(database: Database) -> None:
    go = threading.Event()

    def wait(connection: Connection) -> bool:
        return go.wait(_LONG_S)

    with ThreadPoolExecutor(220) as callers:
        asked = [callers.submit(database.write_now, wait) for _ in range(220)]
        while sum(one.done() for one in asked) < 12:
            pass
        go.set()
        refused = [one.exception() for one in asked if one.exception() is not None]
    assert [(type(one), getattr(one, "code", "")) for one in refused] == [(Problem, "busy")] * 12


def test_an_answered_unit_is_on_disk_though_the_server_was_told_to_hurry(url: str) -> None:
    name = make_url(url).database
    execute(url, f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    with opened(url) as database:
        assert database.write_now(lambda c: c.execute(text("SHOW synchronous_commit")).scalar_one()) == "on"


@pytest.mark.slow
def test_processes_that_start_at_once_make_the_tables_once(tmp_path: Path) -> None:
    with empty_database("postgresql", tmp_path) as url:
        environ = os.environ | {"CURBLINE_DATABASE_URL": url, "CURBLINE_DATA_DIR": str(tmp_path)}
        command = [sys.executable, "-c", "from backend.cli import main; main()", "migrate"]
        starting = [
            subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            for _ in range(3)
        ]
        said = [process.communicate()[0] for process in starting]
        assert [process.returncode for process in starting] == [0, 0, 0], said
        assert len(execute(url, "SELECT epoch FROM sync_meta")) == 1
