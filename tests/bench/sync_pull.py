"""A crew's new phone reads its whole bucket in pages of 500, beside a bare SELECT of the same rows, both as JSON."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from statistics import median
from typing import Any

import msgspec
import psycopg
from sqlalchemy import Connection

from backend.db.session import Database, opened
from backend.exchange.feed import pull
from backend.people.rules import Actor
from backend.settings import Settings
from sync.protocol.messages import MAX_PAGE, PullAsk, PullReply
from tests.bench import sync_push
from tests.bench.databases import Kind, demo
from tests.bench.measures import Measure, compared
from tests.factories.postgres import plain

_ROUNDS = 5
_ROWS = """
SELECT f.bucket, f.seq, f.kind, f.id, f.op, f.ver, r.*, w.* FROM sync_feed f
LEFT JOIN service_request r ON f.kind = 'request' AND r.id = f.id
LEFT JOIN work_order w ON f.kind = 'wo' AND w.id = f.id
WHERE f.jurisdiction = ? AND f.bucket = ? AND f.seq > ? ORDER BY f.seq LIMIT ?
"""


def measure(kind: Kind) -> Iterator[Measure]:
    """`pull_KIND_rows_s`: requests and jobs with their histories (more is better)."""
    with demo(kind) as settings, opened(settings.database) as database, _BARE[kind.name](settings) as select:
        with sync_push.server(settings) as send:
            send(sync_push.bodies())
        kind.settle(settings)
        crew = database.read_now(lambda c: c.exec_driver_sql("SELECT id FROM crew WHERE name = 'South crew'").scalar())
        actor = Actor(settings.jurisdiction, "00000000-0000-7000-8000-000000000000", "crew", "nobody", str(crew))
        ours, bare = [], []
        for _ in range(_ROUNDS):
            ours.append(_rows_s(partial(_pull_all, database, actor)))
            bare.append(_rows_s(partial(_select_all, select, settings.jurisdiction, f"crew:{crew}")))
    unit = f"rows/s of 5,000 in pages of {MAX_PAGE} as JSON, half jobs; bare: SELECT of them, no histories"
    yield compared(f"pull_{kind.name}_rows_s", median(ours), unit, median(bare))


def _rows_s(read: Callable[[], int]) -> float:
    began = time.perf_counter()
    n_rows = read()
    if n_rows < 5_000:
        raise RuntimeError("rows are missing: the figure would mean nothing")
    return n_rows / (time.perf_counter() - began)


def _pull_all(database: Database, actor: Actor) -> int:
    have: dict[str, int] = {}
    begun: list[str] = []
    epoch, n_rows, more = "", 0, True

    def page(connection: Connection) -> PullReply:
        return pull(connection, actor, PullAsk(epoch=epoch, have=have, limit=MAX_PAGE, begun=begun))

    while more:
        reply = database.read_now(page)
        msgspec.json.encode(reply)
        epoch, have, begun, more = reply.epoch, reply.cursors, reply.begun, reply.more
        n_rows += len(reply.rows)
    return n_rows


Select = Callable[[tuple[Any, ...]], list[Any]]


def _select_all(select: Select, city: str, bucket: str) -> int:
    cursor = n_rows = 0
    while rows := select((city, bucket, cursor, MAX_PAGE)):
        msgspec.json.encode(rows)
        cursor = rows[-1][1]
        n_rows += len(rows)
    return n_rows


@contextmanager
def _bare_sqlite(settings: Settings) -> Iterator[Select]:
    connection = sqlite3.connect(settings.data_dir / "curbline.db")
    yield lambda values: connection.execute(_ROWS, values).fetchall()
    connection.close()


@contextmanager
def _bare_postgres(settings: Settings) -> Iterator[Select]:
    with psycopg.connect(plain(settings.database), autocommit=True) as connection:
        statement = _ROWS.replace("?", "%s")
        yield lambda values: connection.execute(statement, values).fetchall()


_BARE = {"sqlite": _bare_sqlite, "postgres": _bare_postgres}
