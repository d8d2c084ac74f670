"""Looking for duplicates, and a page of OGC API - Features, with a million requests stored: beside the same city with
ten thousand, and beside the bare SQL of a box.
"""

import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import numpy as np
from sqlalchemy import Connection

from backend.db.cells import around, cell
from backend.db.rows import insert_new, table
from backend.db.session import Database, opened
from backend.requests.features import Ask, Box, public_requests
from backend.requests.nearby import Spot, nearby
from backend.requests.tables import ServiceRequest
from backend.settings import Settings
from tests.bench.databases import Kind, demo, kinds
from tests.bench.measures import Asked, Measure, compared, percentile

_FEW, _MANY, _SLICE = 10_000, 1_000_000, 10_000
_ASKED = 300
_NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
_YEARS = timedelta(days=4 * 365)
_WEST, _SOUTH, _SIDE = -84.1, 35.85, 0.3
"""A city of 27 by 33 kilometres."""
_OPEN = 50
"""One request in so many is open; the others were closed within a month of their arrival, over four years."""
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
Work = Callable[[Connection, float, float], object]


def measure(asked: Asked) -> Iterator[Measure]:
    """`duplicates_KIND_p50_ms`, `_p95_ms` beside a bare query of the box, and `_p95_growth`; then pages of features."""
    for kind in kinds(asked) if asked.postgres else [Kind("sqlite")]:
        with demo(kind) as few, demo(kind) as many:
            _fill(kind, few, _FEW)
            _fill(kind, many, _MANY)
            with opened(few.database) as small, opened(many.database) as large:
                yield from _duplicates(kind, few.jurisdiction, small, large)
                yield from _pages(kind, few.jurisdiction, small, large)


def _duplicates(kind: Kind, city: str, small: Database, large: Database) -> Iterator[Measure]:
    def look(connection: Connection, lat: float, lon: float) -> object:
        return nearby(connection, city, Spot("pothole", lat, lon, 10.0), _NOW)

    bare = partial(_bare, "%s" if kind.server else "?", city)
    least, (ours, theirs) = _times(small, look), (_times(large, look), _times(large, bare))
    unit = f"ms a lookup, {_MANY:,} requests stored; baseline: bare SQL of the box"
    for percent in (50, 95):
        share = percent / 100
        name = f"duplicates_{kind.name}_p{percent}_ms"
        yield compared(name, percentile(ours, share), unit, percentile(theirs, share))
    grown = percentile(ours, 0.95) / percentile(least, 0.95)
    yield Measure(f"duplicates_{kind.name}_p95_growth", grown, f"times, with {_MANY:,} over with {_FEW:,}")


def _pages(kind: Kind, city: str, small: Database, large: Database) -> Iterator[Measure]:
    def box(connection: Connection, lat: float, lon: float) -> object:
        return public_requests(connection, city, Ask(100, box=Box(lon - 0.005, lat - 0.005, lon + 0.005, lat + 0.005)))

    def whole(connection: Connection, lat: float, lon: float) -> object:
        everything = Box(_WEST - 1, _SOUTH - 1, _WEST + 1, _SOUTH + 1)
        return public_requests(connection, city, Ask(100, box=everything, after=(cell(lat, lon), "")))

    def day(connection: Connection, lat: float, lon: float) -> object:
        since = _NOW - _YEARS * ((lat - _SOUTH) / _SIDE)
        return public_requests(connection, city, Ask(100, since, since + timedelta(days=1)))

    works: dict[str, Work] = {"box": box, "city": whole, "day": day}
    for name, work in works.items():
        least, most = (percentile(_times(database, work), 0.95) for database in (small, large))
        unit = f"ms a page of 100 features, {_MANY:,} requests stored; baseline: with {_FEW:,}"
        yield compared(f"ogc_{name}_{kind.name}_p95_ms", most, unit, least)


def _times(database: Database, work: Work) -> list[float]:
    """Milliseconds of each of some hundred lookups at points of the city, each in a snapshot of its own."""
    points = np.random.default_rng(7).uniform(size=(_ASKED, 2)) * _SIDE + (_SOUTH, _WEST)
    taken = []
    for lat, lon in points.tolist():

        def timed(connection: Connection, lat: float = lat, lon: float = lon) -> float:
            began = time.perf_counter()
            work(connection, lat, lon)
            return (time.perf_counter() - began) * 1e3

        taken.append(database.read_now(timed))
    return taken[50:]


def _bare(mark: str, city: str, connection: Connection, lat: float, lon: float) -> object:
    """The open ids in the cells of the box, by the same index, and nothing else."""
    cells = [one for first, last in around(lat, lon, 100.0) for one in range(first, last + 1)]
    among = ", ".join([mark] * len(cells))
    sql = f"SELECT id, lat, lon FROM service_request WHERE jurisdiction = {mark} AND cell IN ({among})"
    return connection.exec_driver_sql(f"{sql} AND closed_at IS NULL", (city, *cells)).fetchall()


def _fill(kind: Kind, settings: Settings, n_requests: int) -> None:
    """Write so many requests, a slice a transaction."""
    rng = np.random.default_rng(311)
    with opened(settings.database) as database:
        for start in range(0, n_requests, _SLICE):
            points = rng.uniform(size=(_SLICE, 2)) * _SIDE + (_SOUTH, _WEST)
            rows = [_row(settings.jurisdiction, n, *point) for n, point in enumerate(points.tolist(), start)]
            database.write_now(partial(_store, rows))
            done = f"{start + _SLICE:,} of {n_requests:,} requests on {kind.name}"
            print(f"\r{done}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    kind.settle(settings)


def _store(rows: list[dict[str, Any]], connection: Connection) -> None:
    insert_new(connection, table(ServiceRequest), rows)


def _row(city: str, n: int, lat: float, lon: float) -> dict[str, Any]:
    spread = n * 2_654_435_761 % 2**32
    at = _NOW - _YEARS * (spread / 2**32)
    is_open = n % _OPEN == 0
    closed = None if is_open else min(_NOW, at + timedelta(days=spread % 30))
    named = {"id": f"0190{n >> 16:04x}-{n & 0xFFFF:04x}-7000-8001-{n:012x}", "jurisdiction": city}
    named |= {"reference": "".join(_DIGITS[spread >> shift & 31] for shift in range(0, 50, 5)) + "0"}
    told = {"service_code": "pothole" if n % 3 else "garbage", "status": "planned" if is_open else "resolved"}
    told |= {"status_note": "", "description": "A deep hole", "route_reason": "inside", "priority": "normal"}
    place = {"lat": lat, "lon": lon, "cell": cell(lat, lon), "accuracy_m": 8.0, "place_source": "gps", "place_text": ""}
    moments = {"requested_at": at, "recorded_at": at, "updated_at": closed or at, "closed_at": closed}
    return named | told | place | moments | {"reporter_device": "", "followers": 0, "ver": 1, "fver": {}}
