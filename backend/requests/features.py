"""Requests as points that anybody may have, a page at a time: what the public page says, and about where (ADR-0022).

A page goes on after a place in an order that no later change moves: the moment of arrival, or within a box the cell. So
nothing is left out or given twice while requests come and go; one that is moved meanwhile may be.
"""

import math
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import BigInteger, ColumnElement, Connection, Float, Integer, Select, and_, bindparam, func, or_, select

from backend.db.cells import box
from backend.db.columns import Moment
from backend.db.prepared import Prepared, among
from backend.db.rows import Row, table
from backend.requests.tables import ServiceRequest

STEP = 1e-4
"""Degrees: about ten metres. Points are given, and boxes asked for, no finer."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BANDS = 100
"""In how many rows of the grid a box is looked at row by row; a taller one is looked at as a whole."""
_COLUMNS_OF_GRID = 360_000
_NAMES = ("reference", "service_code", "status", "status_note", "lat", "lon", "district_id", "recorded_at")
_REQUEST = table(ServiceRequest)
_COLUMNS = [_REQUEST.c[name] for name in (*_NAMES, "updated_at", "closed_at", "followers", "duplicate_of", "cell")]


class Box(Struct, frozen=True):
    """A box in WGS 84 degrees; one with its west beyond its east crosses the date line."""

    west: float
    south: float
    east: float
    north: float


class Ask(Struct, frozen=True):
    """Which requests: recorded within two moments, both included, in a box, and after a place in their order."""

    limit: int
    since: datetime = _EPOCH
    until: datetime = datetime(9000, 1, 1, tzinfo=UTC)
    box: Box | None = None
    after: tuple[int, str] = (-1, "")
    """(microseconds since 1970, or cell; reference) of the last request of the page before."""


def _n(name: str, kind: Any = BigInteger) -> Any:
    return bindparam(name, type_=kind)


def _after(key: ColumnElement[Any], kind: Any = BigInteger) -> ColumnElement[bool]:
    later = and_(key == _n("key", kind), _REQUEST.c.reference > bindparam("reference"))
    return or_(key > _n("key", kind), later)


def _within(column: ColumnElement[Any], low: str, high: str, kind: Any) -> ColumnElement[bool]:
    """Between two bounds; where the first is beyond the second, outside of what lies between them."""
    west, east = _n(low, kind), _n(high, kind)
    inside, beside = and_(column >= west, column <= east), or_(column >= west, column <= east)
    return or_(and_(west <= east, inside), and_(west > east, beside))


def _shown(arrived: ColumnElement[Any]) -> Select[Any]:
    return select(*_COLUMNS).where(
        _REQUEST.c.jurisdiction == bindparam("here"),
        arrived >= _n("since", Moment),
        arrived <= _n("until", Moment),
        _REQUEST.c.erased_at.is_(None),
        _REQUEST.c.status != "withdrawn",
    )


_SHOWN = _shown(_REQUEST.c.recorded_at)
_SHOWN_HERE = _shown(func.coalesce(_REQUEST.c.recorded_at, _n("since", Moment), type_=Moment))
"""In a box the cells are what is few; without statistics SQLite would take the index of arrivals, and read them all."""
_IN_TIME = Prepared(
    _SHOWN.where(_after(_REQUEST.c.recorded_at, Moment))
    .order_by(_REQUEST.c.recorded_at, _REQUEST.c.reference)
    .limit(_n("n", Integer))
)
_IN_SPACE = Prepared(
    _SHOWN_HERE.where(
        _REQUEST.c.cell >= _n("first"),
        _REQUEST.c.cell <= _n("last"),
        _within(_REQUEST.c.cell % _COLUMNS_OF_GRID, "first_column", "last_column", BigInteger),
        _REQUEST.c.lat >= _n("south", Float),
        _REQUEST.c.lat <= _n("north", Float),
        _within(_REQUEST.c.lon, "west", "east", Float),
        _after(_REQUEST.c.cell),
    )
    .order_by(_REQUEST.c.cell, _REQUEST.c.reference)
    .limit(_n("n", Integer))
)
_ONE = Prepared(_SHOWN.where(_REQUEST.c.reference == bindparam("reference")))
_REFERENCES = Prepared(
    select(_REQUEST.c.id, _REQUEST.c.reference).where(among(_REQUEST.c.id, "ids"), _REQUEST.c.erased_at.is_(None))
)


def public_requests(connection: Connection, jurisdiction: str, ask: Ask) -> tuple[list[Row], tuple[int, str] | None]:
    """A page, and the place after which the next one begins (None: there is none). A request without a point is in no
    box. `point` is (lon, lat) or None, `duplicate_of` a reference.
    """
    rows = (_in_time if ask.box is None else _in_space)(connection, jurisdiction, ask)
    page = rows[: ask.limit]
    if len(rows) <= ask.limit:
        return _finish(connection, page), None
    last = page[-1]
    key = last["cell"] if ask.box is not None else _microseconds(last["recorded_at"])
    return _finish(connection, page), (key, last["reference"])


def public_request(connection: Connection, jurisdiction: str, reference: str) -> Row | None:
    """One of them by its reference."""
    ask = Ask(1)
    rows = _ONE.mappings(connection, here=jurisdiction, since=ask.since, until=ask.until, reference=reference)
    return _finish(connection, rows)[0] if rows else None


def _in_time(connection: Connection, jurisdiction: str, ask: Ask) -> list[Row]:
    key, reference = ask.after
    at = _moment(key)
    given = {"here": jurisdiction, "since": max(ask.since, at), "until": ask.until}
    return _IN_TIME.mappings(connection, **given, key=at, reference=reference, n=ask.limit + 1)


def _in_space(connection: Connection, jurisdiction: str, ask: Ask) -> list[Row]:
    assert ask.box is not None
    snapped = _snapped(ask.box)
    given = {"here": jurisdiction, "since": ask.since, "until": ask.until}
    given |= {"west": snapped.west, "south": snapped.south, "east": snapped.east, "north": snapped.north}
    key, reference = ask.after
    found: list[Row] = []
    for first, last, columns in _bands(snapped):
        missing = ask.limit + 1 - len(found)
        if last < key or missing == 0:
            continue
        given |= {"first_column": columns[0], "last_column": columns[1]}
        found += _IN_SPACE.mappings(
            connection, **given, first=max(first, key), last=last, key=key, reference=reference, n=missing
        )
    return found


def _bands(box_: Box) -> Iterable[tuple[int, int, tuple[int, int]]]:
    """(first cell, last cell, columns) in the order of cells: each row by itself, or all rows in one."""
    if box_.south > box_.north:
        return []
    ranges = box(box_.west, box_.south, box_.east, box_.north)
    columns = (ranges[0][0] % _COLUMNS_OF_GRID, ranges[0][1] % _COLUMNS_OF_GRID)
    if box_.west > box_.east:
        columns = (ranges[1][0] % _COLUMNS_OF_GRID, columns[1])
    if len(ranges) > _BANDS:
        first, last = ranges[0][0], ranges[-1][1]
        return [(first - first % _COLUMNS_OF_GRID, last - last % _COLUMNS_OF_GRID + _COLUMNS_OF_GRID - 1, columns)]
    return [(first, last, columns) for first, last in ranges]


def _snapped(asked: Box) -> Box:
    """The box of exact points whose given ones are in the asked one: no finer box tells where a point is."""
    west, south = ((math.ceil(x / STEP - 1e-6) - 0.5) * STEP for x in (asked.west, asked.south))
    east, north = ((math.floor(x / STEP + 1e-6) + 0.5) * STEP for x in (asked.east, asked.north))
    return Box(max(-180.0, west), max(-90.0, south), min(180.0, east), min(90.0, north))


def _finish(connection: Connection, rows: list[Row]) -> list[Row]:
    homes = {row["duplicate_of"] for row in rows if row["duplicate_of"]}
    references = dict(_REFERENCES.rows(connection, ids=homes)) if homes else {}
    for row in rows:
        lat, lon = row.pop("lat"), row.pop("lon")
        row["point"] = None if row.pop("cell") is None else (rounded(lon), rounded(lat))
        row["duplicate_of"] = references.get(row["duplicate_of"])
    return rows


def rounded(degrees: float) -> float:
    """How fine anybody may know where a request is."""
    return round(degrees, 4)


def _microseconds(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)


def _moment(microseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=microseconds)
