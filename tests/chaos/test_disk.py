"""Disks that are slow, full or cut off: what was answered is there, and nothing is there by half (SYNC-014)."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

from backend.db.session import opened
from tests.factories import postgres
from tests.factories.city import SOUTH, City, demo_database, demo_settings, running_city
from tests.factories.postgres import require_postgres

FRAME_HEADER, WAL_HEADER = 24, 32


def effects(connection: sqlite3.Connection) -> tuple[set[str], int, int, int]:
    """(op_ids, requests, the device's last mid, sum of what its ops numbered) of a database."""
    ops = {row[0] for row in connection.execute("SELECT op_id FROM sync_op")}
    counts = ("SELECT count(*) FROM service_request", "SELECT coalesce(max(last_mid), 0) FROM sync_device")
    requests, last = (connection.execute(question).fetchone()[0] for question in counts)
    return ops, requests, last, connection.execute("SELECT coalesce(max(mid), 0) FROM sync_op").fetchone()[0]


def test_a_log_cut_at_any_frame_keeps_what_was_answered_by_then_and_nothing_by_half(tmp_path: Path) -> None:
    with running_city(tmp_path) as city:
        wal, ann = tmp_path / "curbline.db-wal", city.resident()
        answered: list[tuple[int, str]] = []
        for _ in range(4):
            ann.report(SOUTH)
            (op,) = ann.outbox
            ann.sync()
            answered.append((wal.stat().st_size, op["op_id"]))
        for name in ("curbline.db", "curbline.db-wal"):
            shutil.copy(tmp_path / name, tmp_path / f"kept-{name}")
    log = (tmp_path / "kept-curbline.db-wal").read_bytes()
    frame = FRAME_HEADER + int.from_bytes(log[8:12], "big")
    cut = tmp_path / "cut.db"
    for size in [0, *range(WAL_HEADER + frame, len(log) + 1, frame)]:
        shutil.copy(tmp_path / "kept-curbline.db", cut)
        cut.with_name("cut.db-wal").write_bytes(log[:size])
        with closing(sqlite3.connect(cut)) as recovered:
            ops, requests, last_mid, top = effects(recovered)
        assert {op_id for at, op_id in answered if at <= size} <= ops
        assert len(ops) == requests == last_mid == top
        cut.with_name("cut.db-wal").unlink(missing_ok=True)


@contextmanager
def no_room() -> Iterator[None]:
    """SQLite databases that are opened meanwhile may not grow."""

    def limit(connection: Any, record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    demo_database()  # which has to be made once
    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def test_a_full_disk_is_said_and_costs_nothing(tmp_path: Path) -> None:
    with no_room(), running_city(tmp_path) as city:
        ann = city.resident()
        for _ in range(40):
            ann.report(SOUTH, description="x" * 4000)
        refused = ann.push()
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "30")
        assert city.rows("SELECT 1 FROM sync_op") == city.rows("SELECT 1 FROM service_request") == []
    with running_city(tmp_path, fresh=False) as city:
        ann.http = city.http
        ann.sync()
        assert len(city.rows("SELECT 1 FROM service_request")) == 40


def test_nobody_is_told_that_it_is_stored_when_a_neighbour_finds_the_disk_full(tmp_path: Path) -> None:
    """SQLite takes back the whole transaction that the two are in, and lets it be committed without a word."""
    go_on = threading.Event()

    def fill(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE filling (text)")
        connection.exec_driver_sql("INSERT INTO filling VALUES (zeroblob(10000000))")

    def rename(connection: Connection, name: str) -> None:
        connection.exec_driver_sql("UPDATE account SET name = ? WHERE login = ?", (name, name))

    def names(connection: Connection) -> set[str]:
        return set(connection.exec_driver_sql("SELECT name FROM account WHERE name = login").scalars())

    with no_room(), demo_settings(tmp_path) as settings, opened(settings.database) as database:
        access = database._access
        access.submit(lambda _: go_on.wait(60))
        units = [lambda c: rename(c, "north"), fill, lambda c: rename(c, "south")]
        done = [access.submit(unit) for unit in units]
        go_on.set()
        assert isinstance(done[1].exception(), OperationalError)
        told = {name for name, one in (("north", done[0]), ("south", done[2])) if one.exception() is None}
        assert told <= database.read_now(names)


@pytest.fixture(params=["sqlite", "postgresql"])
def city(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[City]:
    server = require_postgres() if request.param == "postgresql" else None
    with running_city(tmp_path, server) as running:
        yield running


@contextmanager
def locked(city: City) -> Iterator[None]:
    """Another process holds what every writer needs."""
    if city.settings.database_url:
        with psycopg.connect(postgres.plain(city.settings.database_url)) as operator:
            operator.execute("SELECT head FROM sync_clock FOR UPDATE")
            yield
    else:
        with closing(sqlite3.connect(city.folder / "curbline.db", isolation_level=None)) as operator:
            operator.execute("BEGIN IMMEDIATE")
            yield


def test_who_comes_while_another_process_writes_waits_and_is_answered(city: City) -> None:
    ann = city.resident()
    ann.report(SOUTH)
    with ThreadPoolExecutor(1) as thread:
        with locked(city):
            answer = thread.submit(ann.push)
            with pytest.raises(TimeoutError):
                answer.result(timeout=1)
            assert city.rows("SELECT 1 FROM service_request") == []
        reply: httpx.Response = answer.result()
    assert [ack["outcome"] for ack in reply.json()["acks"]] == ["applied"]
