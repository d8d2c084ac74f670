"""Every request of a city as columns of numbers in memory, in the order of a Z over the map: 70 bytes a request.

What a tile or a count needs of a million requests is then a slice and a few sums, the same on every database. The
database stays the only truth: the columns are of one snapshot, and are brought to the next by what the feed says
changed since (ADR-0034).
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from sqlalchemy import BigInteger, Connection, Integer, bindparam, func, select, type_coerce

from backend.atlas.grid import NOWHERE, Ints, codes, spots
from backend.db.commit import epoch, head
from backend.db.prepared import Prepared, among
from backend.db.remembered import remembered
from backend.db.rows import table
from backend.db.tables import SyncFeed
from backend.places import service as places
from backend.requests.tables import RequestImport, ServiceRequest
from sync.protocol import lifecycle
from sync.protocol.expected import expected_on

Array = NDArray[Any]
STATUSES = lifecycle.statuses("request")
OPEN = np.array([lifecycle.is_open("request", status) for status in STATUSES])
PRIORITIES = ("low", "normal", "high", "urgent")
NEVER = np.iinfo(np.int32).max
DAY = 86_400_000_000
"""In microseconds."""
_SLICE = 20_000
_AT_ONCE = 50_000
"""When more than this many changed, all are read anew."""
_CHANGING = ("due", "service", "status", "priority", "district", "crew")
_FEED, _REQUEST, _IMPORT = table(SyncFeed), table(ServiceRequest), table(RequestImport)
_NAMES = ("id", "lat", "lon", "cell", "service_code", "status", "priority", "district_id", "crew_id")
_IN_CITY = func.coalesce(_REQUEST.c.jurisdiction, "") == bindparam("here")
"""Asked of each row: see `requests.service`."""
_COLUMNS = (
    *(_REQUEST.c[name] for name in _NAMES),
    *(type_coerce(_REQUEST.c[name], BigInteger).label(name) for name in ("requested_at", "recorded_at")),
)
_ROWS = select(*_COLUMNS).where(_REQUEST.c.erased_at.is_(None))
_AFTER = _ROWS.where(_REQUEST.c.id > bindparam("after")).order_by(_REQUEST.c.id)
_NEXT_ROWS = _AFTER.limit(bindparam("n", type_=Integer))
_NEXT = {
    "sqlite": Prepared(_NEXT_ROWS.where(_IN_CITY)),
    # It has statistics, and would take the disguise for something that few rows are.
    "postgresql": Prepared(_NEXT_ROWS.where(_REQUEST.c.jurisdiction == bindparam("here"))),
}
_THESE = Prepared(_ROWS.where(_IN_CITY, among(_REQUEST.c.id, "ids")))
_CHANGED = Prepared(
    select(_FEED.c.id)
    .where(
        _FEED.c.jurisdiction == bindparam("here"),
        among(_FEED.c.bucket, "buckets"),
        _FEED.c.seq > bindparam("since", type_=BigInteger),
        _FEED.c.kind == "request",
    )
    .distinct()
    .limit(_AT_ONCE + 1)
)
_IMPORTS = Prepared(select(func.count(), func.sum(_IMPORT.c.n_rows)).where(_IMPORT.c.jurisdiction == bindparam("here")))


class Terms(Struct, frozen=True):
    """By when things are to be done: service code -> in how many working days, and which days are none."""

    days: tuple[tuple[str, int | None], ...] = ()
    holidays: frozenset[date] = frozenset()


class Revision(Struct, frozen=True):
    """Which state of the database: the history's name, how far it has come, what was imported beside it, and which
    services there are."""

    epoch: str
    head: int
    imports: tuple[int, int]
    terms: Terms

    @property
    def tag(self) -> str:
        """As a part of an ETag."""
        return f"{self.epoch}-{self.head}-{self.imports[0]}.{self.imports[1]}"


class Names(dict[str, int]):
    """Words -> small numbers, given out as they come."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class Columns(Struct):
    """`rows` by name: id, code, x, y, recorded (microseconds), due (day since 1970), service, status, priority,
    district, crew. Sorted by code; those without a point come first."""

    revision: Revision
    services: Names
    areas: Names
    """Districts and crews; 0 is none."""
    rows: dict[str, Array]

    def __len__(self) -> int:
        return len(self.rows["code"])

    @property
    def service_names(self) -> list[str]:
        """Number of a service -> its code."""
        return list(self.services)

    def within(self, first: int, beyond: int) -> slice:
        """Where the codes from `first` to before `beyond` lie."""
        low, high = np.searchsorted(self.rows["code"], [first, beyond]).tolist()
        return slice(low, high)

    @property
    def placed(self) -> slice:
        """Those with a point."""
        return slice(int(np.searchsorted(self.rows["code"], 0)), len(self))


def revision(connection: Connection, here: str) -> Revision:
    """The state of this snapshot."""
    [(n, rows)] = _IMPORTS.rows(connection, here=here)
    return Revision(epoch(connection), head(connection, here), (n, int(rows or 0)), _terms(connection, here))


@remembered
def _terms(connection: Connection, here: str) -> Terms:
    services = sorted(places.services(connection, here).items())
    return Terms(
        tuple((code, one.expected_days) for code, one in services), frozenset(places.holidays(connection, here))
    )


def load(connection: Connection, here: str, now: Revision) -> Columns:
    """All of them."""
    services, areas = Names(), Names({"": 0})
    empty = _columns([], services, areas, now.terms)
    parts = [_columns(rows, services, areas, now.terms) for rows in _slices(connection, here)] or [empty]
    return Columns(
        now, services, areas, _sorted({name: np.concatenate([one[name] for one in parts]) for name in empty})
    )


def follow(connection: Connection, here: str, old: Columns, now: Revision, buckets: Sequence[str]) -> Columns:
    """What `old` has become: those that changed since are read again, or all where that is less work."""
    if (old.revision.epoch, old.revision.imports, old.revision.terms) != (now.epoch, now.imports, now.terms):
        return load(connection, here, now)
    changed = [id for (id,) in _CHANGED.rows(connection, here=here, buckets=buckets, since=old.revision.head)]
    if len(changed) > _AT_ONCE:
        return load(connection, here, now)
    if not changed:
        return Columns(now, old.services, old.areas, old.rows)
    services, areas = Names(old.services), Names(old.areas)
    fresh = _columns(_THESE.rows(connection, here=here, ids=changed), services, areas, now.terms)
    return Columns(now, services, areas, _replaced(old.rows, np.array(changed, "S36"), _sorted(fresh)))


def _slices(connection: Connection, here: str) -> Iterator[list[tuple[Any, ...]]]:
    after = ""
    while rows := _NEXT[connection.dialect.name].rows(connection, here=here, after=after, n=_SLICE):
        yield rows
        after = rows[-1][0]


def _columns(rows: list[tuple[Any, ...]], services: Names, areas: Names, terms: Terms) -> dict[str, Array]:
    ids, lats, lons, cells, codes_, statuses, priorities, districts, crews, asked, recorded = (
        zip(*rows, strict=True) if rows else ((),) * (len(_NAMES) + 2)
    )
    usable = np.array([cell is not None for cell in cells], bool)
    service = np.array([services[code] for code in codes_], np.uint16)
    x, y = spots(_degrees(lats), _degrees(lons))
    known, urgent = {one: n for n, one in enumerate(STATUSES)}, {one: n for n, one in enumerate(PRIORITIES)}
    status = np.array([known[one] for one in statuses], np.uint8)
    return {
        "id": np.array(ids, "S36"),
        "code": np.where(usable, codes(x, y), NOWHERE),
        "x": x.astype(np.int32),
        "y": y.astype(np.int32),
        "recorded": np.array(recorded, np.int64),
        "due": _due(terms, list(services), service, np.array(asked, np.int64) // DAY, OPEN[status]),
        "service": service,
        "status": status,
        "priority": np.array([urgent.get(one, 1) for one in priorities], np.uint8),
        "district": np.array([areas[id or ""] for id in districts], np.uint16),
        "crew": np.array([areas[id or ""] for id in crews], np.uint16),
    }


def _sorted(rows: dict[str, Array]) -> dict[str, Array]:
    order = np.argsort(rows["code"], kind="stable")
    return {name: column[order] for name, column in rows.items()}


def _replaced(rows: dict[str, Array], gone: Array, fresh: dict[str, Array]) -> dict[str, Array]:
    """Without the ids in `gone`, with the fresh rows in their places."""
    old = _positions(rows["id"], gone)
    if _is_in_place(rows, old, fresh):
        at = old[np.argsort(rows["id"][old])]
        order = np.argsort(fresh["id"])
        changed = {name: rows[name].copy() for name in _CHANGING}
        for name, column in changed.items():
            column[at] = fresh[name][order]
        return rows | changed
    keep = np.ones(len(rows["id"]), bool)
    keep[old] = False
    at = np.searchsorted(rows["code"][keep], fresh["code"])
    return {name: np.insert(column[keep], at, fresh[name]) for name, column in rows.items()}


def _is_in_place(rows: dict[str, Array], old: Ints, fresh: dict[str, Array]) -> bool:
    """Whether the fresh rows are the old ones on the same spots: then little has to be copied."""
    known = sorted(zip(rows["id"][old].tolist(), rows["code"][old].tolist(), strict=True))
    return known == sorted(zip(fresh["id"].tolist(), fresh["code"].tolist(), strict=True))


def _positions(ids: Array, wanted: Array) -> Ints:
    """Where the wanted ids are. By their last eight characters first: whole ids compare slowly."""
    maybe = np.flatnonzero(np.isin(_ends(ids), _ends(wanted)))
    found: Ints = maybe[np.isin(ids[maybe], wanted)]
    return found


def _ends(ids: Array) -> Ints:
    tails = np.ascontiguousarray(ids.view("S1").reshape(len(ids), 36)[:, 28:])
    return tails.view(np.int64).ravel()


def _degrees(values: Sequence[float | None]) -> NDArray[np.float64]:
    return np.array([0.0 if value is None else value for value in values], np.float64)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_ONE = _EPOCH.date().toordinal()


def _due(terms: Terms, codes_: list[str], service: Array, asked: Ints, is_open: NDArray[np.bool_]) -> Array:
    """The day by which each open one is to be done, by its service's days; each pair of both is worked out once."""
    due = np.full(len(service), NEVER, np.int32)
    waiting = np.flatnonzero(is_open)
    pairs, which = np.unique(service[waiting].astype(np.int64) << 32 | asked[waiting], return_inverse=True)
    days = dict(terms.days)
    each = [_due_on(days.get(codes_[pair >> 32]), pair & 0xFFFFFFFF, terms.holidays) for pair in pairs.tolist()]
    due[waiting] = np.array(each, np.int32)[which]
    return due


def _due_on(days: int | None, asked: int, holidays: frozenset[date]) -> int:
    if days is None:
        return NEVER
    return expected_on(_EPOCH + timedelta(days=asked), days, holidays).toordinal() - _DAY_ONE
