"""Which requests are chosen, page by page and counted: from the columns, with the words of a page from the database."""

from datetime import date
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from backend.atlas.chosen import Chosen
from backend.atlas.columns import DAY, OPEN, Columns
from backend.atlas.grid import spots
from backend.atlas.wire import Counts, ListedRequest
from backend.db.prepared import Prepared, among
from backend.db.rows import Row, table
from backend.requests.service import Box
from backend.requests.tables import ServiceRequest
from sync.protocol import lifecycle
from sync.protocol.reference import parse

PAGE = 50
_FOUND = 20_000
"""Words that find more than this are counted no further."""
_REQUEST = table(ServiceRequest)
_NAMES = ("id", "reference", "service_code", "status", "priority", "place_text", "lat", "lon", "district_id")
_THESE = Prepared(
    select(*(_REQUEST.c[name] for name in (*_NAMES, "crew_id", "recorded_at", "closed_at"))).where(
        among(_REQUEST.c.id, "ids")
    )
)
_EVERYTHING = slice(None)
Positions = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Ask(Struct, frozen=True):
    """`words` stand in the place or the description, or are a whole reference; `after` is of the page before."""

    chosen: Chosen
    box: Box | None = None
    words: str = ""
    after: tuple[int, str] | None = None


class Found(Struct, frozen=True):
    """Positions in the columns. `allowed` are what box and words leave, whatever else is chosen; None: all."""

    positions: Positions
    allowed: Flags | None
    cut: bool


def find(connection: Connection, here: str, columns: Columns, ask: Ask) -> Found:
    """What is chosen, within the box and by the words."""
    allowed, cut = None if ask.box is None else _within(columns, ask.box), False
    if ask.words.strip():
        ids = _ids_of(connection, here, ask.words)
        cut = len(ids) > _FOUND
        by_words = np.isin(columns.rows["id"], np.array(ids[:_FOUND], "S36"))
        allowed = by_words if allowed is None else allowed & by_words
    return Found(_positions(columns, ask.chosen, allowed), allowed, cut)


def page(columns: Columns, found: Found, after: tuple[int, str] | None) -> tuple[Positions, str | None]:
    """The next positions, the newest first, and where the page after them begins."""
    at = found.positions
    recorded = columns.rows["recorded"][at]
    if after is not None:
        moment, id = after
        later = (recorded < moment) | ((recorded == moment) & (columns.rows["id"][at] > id.encode()))
        at, recorded = at[later], recorded[later]
    if len(at) > PAGE:
        # Of those that came at the same moment as the last that fits, all are looked at.
        least = np.partition(recorded, -PAGE - 1)[-PAGE - 1]
        at, recorded = at[recorded >= least], recorded[recorded >= least]
    order = np.lexsort((columns.rows["id"][at], -recorded))
    rows = at[order[:PAGE]]
    if len(order) <= PAGE:
        return rows, None
    last = rows[-1]
    return rows, f"{columns.rows['recorded'][last]}.{columns.rows['id'][last].decode()}"


def lines(connection: Connection, columns: Columns, rows: Positions, day: int) -> list[ListedRequest]:
    """The requests at these positions, in their order."""
    ids = [id.decode() for id in columns.rows["id"][rows].tolist()]
    late = dict(zip(ids, (columns.rows["due"][rows] < day).tolist(), strict=True))
    known = {row["id"]: row for row in _THESE.mappings(connection, ids=ids)}
    return [_line(known[id], late[id]) for id in ids if id in known]


def overdue(columns: Columns, found: Found, day: int) -> int:
    """How many of them should be done by now."""
    rows = columns.rows
    return int(np.count_nonzero(OPEN[rows["status"][found.positions]] & (rows["due"][found.positions] < day)))


def counts(columns: Columns, chosen: Chosen, found: Found) -> Counts:
    """How many there would be of each service, district, state and month."""

    def without(**part: Any) -> Positions:
        return _positions(columns, msgspec.structs.replace(chosen, **part), found.allowed)

    services, areas = columns.service_names, list(columns.areas)
    states = OPEN[columns.rows["status"][without(state="all")]]
    return Counts(
        services=_counted(columns.rows["service"][without(service="")], services),
        districts=_counted(columns.rows["district"][without(district="")], areas),
        states={"open": int(states.sum()), "done": int((~states).sum())},
        months=_months(columns.rows["recorded"][without(first=None, last=None)]),
    )


def _positions(columns: Columns, chosen: Chosen, allowed: Flags | None) -> Positions:
    which = chosen.among(columns, _EVERYTHING)
    if which is None and allowed is None:
        return np.arange(len(columns))
    both = [one for one in (which, allowed) if one is not None]
    return np.flatnonzero(np.logical_and.reduce(both))


def _within(columns: Columns, box: Box) -> Flags:
    """A request without a point is in no box."""
    (west, east), (south, north) = spots(np.array([box.south, box.north]), np.array([box.west, box.east]))
    x, y = columns.rows["x"], columns.rows["y"]
    across = (x >= west) & (x <= east) if west <= east else (x >= west) | (x <= east)
    inside: Flags = across & (y >= north) & (y <= south) & (columns.rows["code"] >= 0)
    return inside


def _ids_of(connection: Connection, here: str, words: str) -> list[str]:
    found = select(_REQUEST.c.id).where(func.coalesce(_REQUEST.c.jurisdiction, "") == here)
    reference = parse(words)
    if reference is not None:
        found = found.where(_REQUEST.c.reference == reference)
    else:
        said = func.lower(_REQUEST.c.place_text + "\n" + _REQUEST.c.description)
        found = found.where(*(said.contains(word, autoescape=True) for word in words.lower().split()))
    return list(connection.execute(found.limit(_FOUND + 1)).scalars())


def _counted(numbers: NDArray[np.uint16], names: list[str]) -> dict[str, int]:
    each = np.bincount(numbers, minlength=len(names)).tolist()
    return {name or "none": n for name, n in zip(names, each, strict=False) if n}


def _months(recorded: NDArray[np.int64]) -> list[tuple[date, int]]:
    if not len(recorded):
        return []
    months = (recorded // DAY).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    first = int(months.min())
    return [(_month(first + n), count) for n, count in enumerate(np.bincount(months - first).tolist())]


def _month(number: int) -> date:
    return date(1970 + number // 12, number % 12 + 1, 1)


def _line(row: Row, late: bool) -> ListedRequest:
    named = {name: row[name] for name in ("id", "reference", "service_code", "status", "priority", "lat", "lon")}
    named |= {name: row[name] for name in ("district_id", "crew_id", "recorded_at", "closed_at")}
    return ListedRequest(**named, place=row["place_text"], overdue=late and lifecycle.is_open("request", row["status"]))


def place_of(after: str) -> tuple[int, str] | None:
    """Where a page begins, as `page` names it; None for words that name none."""
    moment, _, id = after.partition(".")
    digits = moment.removeprefix("-")
    is_moment = digits.isascii() and digits.isdigit() and len(digits) < 19
    return (int(moment), id) if is_moment and len(id) == 36 else None
