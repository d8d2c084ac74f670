"""What an exchange costs in a city of a million requests, beside the same city with ten thousand."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from statistics import median
from typing import Any

from sqlalchemy import Connection

from backend.db.rows import add, insert_new, put, table
from backend.db.session import opened
from backend.db.tables import SyncClock, SyncFeed
from backend.requests.tables import RequestEntry, ServiceRequest
from backend.settings import Settings
from backend.work_orders.tables import WorkLog, WorkOrder, WorkOrderRequest
from tests.bench.databases import Kind, demo
from tests.bench.measures import Measure
from tests.bench.sync_exchange import exchanges, serving

_FEW, _MANY, _SLICE = 10_000, 1_000_000, 5_000
_ROUNDS = 3
_AT = datetime(2026, 1, 1, tzinfo=UTC)
Row = dict[str, Any]


def measure(kind: Kind) -> Iterator[Measure]:
    """`exchange_KIND_p50_growth`: how many times as long an exchange takes, in turns (less is better)."""
    with demo(kind) as few, demo(kind) as many:
        _grow(kind, few, _FEW)
        _grow(kind, many, _MANY)
        with serving(few) as small, serving(many) as large:
            taken = [[exchanges(server.port)[0][1] for server in (small, large)] for _ in range(_ROUNDS)]
    least, most = (median(one[at] for one in taken) for at in (0, 1))
    unit = f"times, exchange p50 with {_MANY:,} requests ({most:.1f} ms) over that with {_FEW:,} ({least:.1f} ms)"
    yield Measure(f"exchange_{kind.name}_p50_growth", most / least, unit)


def _grow(kind: Kind, settings: Settings, n_requests: int) -> None:
    """Write so many requests, a slice a transaction."""
    with opened(settings.database) as database:
        crew, district = database.read_now(_south)
        for start in range(0, n_requests, _SLICE):
            database.write_now(partial(_fill, settings.jurisdiction, start, crew, district))
            done = f"{start + _SLICE:,} of {n_requests:,} requests on {kind.name}"
            print(f"\r{done}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    kind.settle(settings)


def _south(connection: Connection) -> tuple[str, str]:
    """The South crew and a district of it."""
    found = "SELECT c.id, d.id FROM crew c JOIN district d ON d.crew_id = c.id WHERE c.name = 'South crew'"
    crew, district = connection.exec_driver_sql(found).first() or ("", "")
    return crew, district


def _fill(city: str, start: int, crew: str, district: str, connection: Connection) -> None:
    """Requests as routing leaves them: each a job, lines of their histories, and five memberships of buckets."""
    numbers = range(start, start + _SLICE)
    owned = {"jurisdiction": city, "crew_id": crew, "district_id": district, "ver": 1, "fver": {}}
    moments = dict.fromkeys(("requested_at", "recorded_at", "updated_at"), _AT)
    told = {"jurisdiction": city, "text": "", "device_id": "", "occurred_at": _AT, "recorded_at": _AT, "position": 0}
    request = {
        "service_code": "pothole",
        "status": "planned",
        "description": "A deep hole",
        "lat": 35.9606,
        "lon": -83.92,
    }
    request |= {"status_note": "", "accuracy_m": 8.0, "place_source": "gps", "place_text": "", "route_reason": "inside"}
    request |= {"priority": "normal"} | owned | moments
    job = {"status": "assigned", "note": "", "flags": [], "past_crews": [], "assign_rev": 1, "created_at": _AT}
    job |= {"instructions": ""} | owned
    insert_new(connection, table(ServiceRequest), [request | _names(n) for n in numbers])
    insert_new(connection, table(WorkOrder), [job | {"id": _id(2, n)} for n in numbers])
    pairs = [{"work_order_id": _id(2, n), "request_id": _id(1, n)} for n in numbers]
    insert_new(connection, table(WorkOrderRequest), pairs)
    lines = [(n, kind) for n in numbers for kind in ("reported", "planned")]
    entries = [
        told | {"id": _id(3, n) + kind, "request_id": _id(1, n), "kind": kind, "by": "routing"} for n, kind in lines
    ]
    add(connection, table(RequestEntry), entries)
    logged = told | {"kind": "assigned", "by": "routing", "minutes": 0, "materials": []}
    add(connection, table(WorkLog), [logged | {"id": _id(4, n), "work_order_id": _id(2, n)} for n in numbers])
    _publish(connection, city, numbers, [f"crew:{crew}", f"district:{district}"])


def _publish(connection: Connection, city: str, numbers: range, buckets: list[str]) -> None:
    """The feed as it would be, without the sums of its checks, which nobody here compares."""
    things = [(1, "request", bucket) for bucket in buckets] + [(2, "wo", bucket) for bucket in buckets]
    seq = connection.exec_driver_sql("SELECT max(head) FROM sync_clock").scalar() or 0
    rows: list[Row] = []
    for n in numbers:
        for of, kind, bucket in [*things, (1, "request", f"device:{_id(5, n % 1000)}")]:
            seq += 1
            rows.append({"kind": kind, "id": _id(of, n), "jurisdiction": city, "bucket": bucket, "seq": seq})
    insert_new(connection, table(SyncFeed), [row | {"op": "put", "ver": 1} for row in rows])
    put(connection, table(SyncClock), [{"jurisdiction": city, "head": seq}])


def _names(n: int) -> Row:
    return {
        "id": _id(1, n),
        "reference": _reference(n),
        "work_order_id": _id(2, n),
        "reporter_device": _id(5, n % 1000),
    }


def _id(of: int, n: int) -> str:
    """Ids that sort by n as those of phones sort by time; of jobs, as decisions make them, without order."""
    if of == 2:
        return f"{n * 2_654_435_761 % 2**32:08x}-0000-5000-8000-{n:012x}"
    return f"0190{n >> 16:04x}-{n & 0xFFFF:04x}-7000-8{of:03x}-{n:012x}"


def _reference(n: int) -> str:
    """Different for every n, in no order."""
    digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    spread = n * 2_654_435_761 % 2**32
    return "".join(digits[spread >> shift & 31] for shift in range(0, 50, 5)) + "0"
