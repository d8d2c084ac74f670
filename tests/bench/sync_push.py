"""Pushing new ops through the server's whole unit of work, beside a bare loop that keeps rows as durably."""

import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from statistics import median

import httpx
import msgspec
import psycopg
from sqlalchemy import Connection

from backend import clock
from backend.db.session import opened
from backend.exchange.push import push
from backend.exchange.routes import decode
from backend.people.service import identify
from backend.settings import Settings
from sync.protocol.messages import ExchangeReply
from tests.bench.databases import Kind, demo
from tests.bench.measures import Measure, compared
from tests.factories.city import SOUTH
from tests.factories.phone import Phone
from tests.factories.postgres import plain

_BATCHES = 100
_OPS = 50
_ROUNDS = 5
_DEVICES = 10

Batches = Sequence[tuple[str, bytes]]


def measure(kind: Kind) -> Iterator[Measure]:
    """`push_KIND_ops_s`: half reports that become jobs, half comments on them; `replay_KIND_ops_s`: the same batches
    again, answered from the store (more is better).
    """
    with demo(kind) as settings, server(settings) as send, _BARE[kind.name](settings) as keep:
        for_warmth = bodies()
        send(for_warmth)
        keep(_BATCHES)
        kind.settle(settings)
        pushed, replayed, bare = [], [], []
        for _ in range(_ROUNDS):
            batches = bodies()
            pushed.append(_ops_s(partial(send, batches)))
            bare.append(_ops_s(partial(keep, _BATCHES)))
            replayed.append(_ops_s(partial(send, batches)))
    unit = "ops/s, batches of 50, half request.report with routing to a crew, half request.comment, fsync a batch"
    yield compared(
        f"push_{kind.name}_ops_s", median(pushed), f"{unit}; beside a bare loop of as many rows", median(bare)
    )
    unit = "ops/s, the same batches sent again; beside pushing them"
    yield compared(f"replay_{kind.name}_ops_s", median(replayed), unit, median(pushed))


def _ops_s(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return _BATCHES * _OPS / (time.perf_counter() - began)


def bodies() -> Batches:
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
def server(settings: Settings) -> Iterator[Callable[[Batches], None]]:
    with opened(settings.database) as database:

        def one(authorization: str, body: bytes) -> None:
            asked, now = decode(body), clock.now()

            def unit(connection: Connection) -> ExchangeReply:
                actor = identify(connection, authorization, now, settings.jurisdiction)
                pushed = push(connection, actor, authorization, asked, now)
                return ExchangeReply(1, now, pushed.last_mid, pushed.acks)

            reply = database.write_now(unit)
            msgspec.json.encode(reply)
            if {ack.outcome for ack in reply.acks} != {"applied"}:
                raise RuntimeError("an op was not applied: the figure would mean nothing")

        def send(batches: Batches) -> None:
            for authorization, body in batches:
                one(authorization, body)

        yield send


_TABLE = "CREATE TABLE op (id TEXT PRIMARY KEY, device TEXT, mid INTEGER, body TEXT, at BIGINT)"


def _rows() -> list[tuple[str, str, int, str, int]]:
    return [(str(uuid.uuid4()), "device", n, "x" * 300, time.time_ns()) for n in range(_OPS)]


@contextmanager
def _bare_sqlite(settings: Settings) -> Iterator[Callable[[int], None]]:
    """One transaction of 50 rows into one table with a unique key, as durable as the server's."""
    connection = sqlite3.connect(settings.data_dir / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(_TABLE)

    def keep(batches: int) -> None:
        for _ in range(batches):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO op VALUES (?, ?, ?, ?, ?)", _rows())
            connection.execute("COMMIT")

    yield keep
    connection.close()


@contextmanager
def _bare_postgres(settings: Settings) -> Iterator[Callable[[int], None]]:
    """The same on PostgreSQL, its rows as arrays in one statement: the fastest way in that SQL offers."""
    insert = "INSERT INTO op SELECT * FROM unnest(%s::text[], %s::text[], %s::int[], %s::text[], %s::bigint[])"
    with psycopg.connect(plain(settings.database), autocommit=True) as connection:
        connection.execute(_TABLE)

        def keep(batches: int) -> None:
            for _ in range(batches):
                connection.execute(insert, [list(column) for column in zip(*_rows(), strict=True)])

        yield keep


_BARE = {"sqlite": _bare_sqlite, "postgres": _bare_postgres}
