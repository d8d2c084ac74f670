"""Pushing new ops through the server's whole unit of work, beside a bare loop that keeps rows as durably."""

import sqlite3
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from shutil import copy
from statistics import median

import httpx
import msgspec
from sqlalchemy import Connection

from backend import clock
from backend.db.session import opened
from backend.exchange.push import push
from backend.exchange.routes import decode
from backend.people.service import identify
from sync.protocol.messages import ExchangeReply
from tests.bench.measures import Measure, compared
from tests.factories.city import SOUTH, demo_database, settings_of
from tests.factories.phone import Phone

_BATCHES = 100
_OPS = 50
_ROUNDS = 5
_DEVICES = 10


def measure() -> Iterator[Measure]:
    """`push_sqlite_ops_s`: half reports that become jobs, half comments on them (more is better)."""
    with tempfile.TemporaryDirectory() as folder, _server(Path(folder)) as send, _bare(Path(folder)) as keep:
        rounds = [_bodies() for _ in range(_ROUNDS + 1)]
        send(rounds[0]), keep(_BATCHES)
        ours, bare = [], []
        for bodies in rounds[1:]:
            ours.append(_ops_s(partial(send, bodies)))
            bare.append(_ops_s(partial(keep, _BATCHES)))
    unit = "ops/s, batches of 50, half request.report with routing to a crew, half request.comment, fsync a batch"
    yield compared("push_sqlite_ops_s", median(ours), unit, median(bare))


def _ops_s(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return _BATCHES * _OPS / (time.perf_counter() - began)


def _bodies() -> list[tuple[str, bytes]]:
    """Prepared exchanges of several new phones in turn: (authorization, body)."""
    phones = [Phone(httpx.Client()) for _ in range(_DEVICES)]
    made = []
    for n in range(_BATCHES):
        phone = phones[n % _DEVICES]
        for _ in range(_OPS // 2):
            phone.comment(phone.report(SOUTH))
        made.append((phone.headers["Authorization"], msgspec.json.encode(phone.body(phone.outbox, pull=False))))
        phone.outbox.clear()
    return made


@contextmanager
def _server(folder: Path) -> Iterator[Callable[[Sequence[tuple[str, bytes]]], None]]:
    copy(demo_database(), folder / "curbline.db")
    with opened(settings_of(folder).database) as database:

        def one(authorization: str, body: bytes) -> None:
            asked, now = decode(body), clock.now()

            def unit(connection: Connection) -> ExchangeReply:
                actor = identify(connection, authorization, now, settings_of(folder).jurisdiction)
                pushed = push(connection, actor, authorization, asked, now)
                return ExchangeReply(1, now, pushed.last_mid, pushed.acks)

            reply = database.write_now(unit)
            msgspec.json.encode(reply)
            if {ack.outcome for ack in reply.acks} != {"applied"}:
                raise RuntimeError("an op was not applied: the figure would mean nothing")

        def send(batches: Sequence[tuple[str, bytes]]) -> None:
            for authorization, body in batches:
                one(authorization, body)

        yield send


@contextmanager
def _bare(folder: Path) -> Iterator[Callable[[int], None]]:
    """One transaction of 50 rows into one table with a unique key, as durable as the server's."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE op (id TEXT PRIMARY KEY, device TEXT, mid INTEGER, body TEXT, at INTEGER)")

    def keep(batches: int) -> None:
        for _ in range(batches):
            rows = [(str(uuid.uuid4()), "device", n, "x" * 300, time.time_ns()) for n in range(_OPS)]
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO op VALUES (?, ?, ?, ?, ?)", rows)
            connection.execute("COMMIT")

    yield keep
    connection.close()
