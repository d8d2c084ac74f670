"""How satisfied reporters are with what was closed: counted in the database, named here."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import TypeVar

from sqlalchemy import Connection, Subquery, case, exists, func, or_, select

from backend.db.rows import table
from backend.insights.rules import DEFINITIONS, SATISFIED, rating_of, share
from backend.insights.wire import Comment, DistrictNumbers, Numbers, SatisfactionReply, ServiceNumbers
from backend.places import service as places
from backend.requests.tables import RequestEntry, ServiceRequest

_REQUEST = table(ServiceRequest)
_ENTRY = table(RequestEntry)
_COMMENTS = 50
_NOT_FIXED = ("reopened", "followed_up")
"""The second is what it becomes two weeks after the closure: a new report that goes on with it (SYNC-044)."""

Key = TypeVar("Key", bound=Hashable)
Group = tuple[str, str | None, int, int, int, int]
"""Service code, district id; closed, rated, satisfied, reopened."""


def satisfaction(connection: Connection, here: str, since: date) -> SatisfactionReply:
    """The numbers of what was closed since the beginning of that day, in UTC."""
    closed = _closed(here, datetime.combine(since, time(), UTC))
    groups = _counted(connection, closed)
    named = {code: service.name for code, service in places.services(connection, here).items()}
    drawn = places.route_names(connection, here)
    services = [ServiceNumbers(code, named.get(code, code), n) for code, n in _summed(groups, lambda one: one[0])]
    districts = [
        DistrictNumbers(name, layer, numbers)
        for (layer, name), numbers in _summed(groups, lambda one: drawn.get(one[1] or "", (None, None))[:2])
    ]
    comments = list(_comments(connection, closed, named, {id: name for id, (_, name, _) in drawn.items()}))
    return SatisfactionReply(since, _sum(groups), services, districts, comments, DEFINITIONS)


def table_rows(reply: SatisfactionReply) -> Iterator[list[str]]:
    """The same as rows of a table, its heading first."""
    yield ["by", "layer", "name", "closed", "rated", "satisfied", "share", "reopened"]
    yield ["city", "", "", *_cells(reply.total)]
    for service in reply.services:
        yield ["service", "", service.name, *_cells(service.numbers)]
    for district in reply.districts:
        yield ["district", district.layer or "", district.name or "outside every district", *_cells(district.numbers)]


def _closed(here: str, since: datetime) -> Subquery:
    """The requests that were closed since then; one that is open again has only its history to say so."""
    line = (_ENTRY.c.request_id == _REQUEST.c.id, _ENTRY.c.recorded_at >= since)
    was_closed = exists().where(*line, _ENTRY.c.kind.in_(("resolved", "closed")))
    is_open_again = _REQUEST.c.closed_at.is_(None) & _REQUEST.c.status.notin_(("new", "duplicate", "withdrawn"))
    return (
        select(
            _REQUEST.c.id,
            _REQUEST.c.service_code,
            _REQUEST.c.district_id,
            _REQUEST.c.rating,
            exists().where(*line, _ENTRY.c.kind.in_(_NOT_FIXED)).label("is_reopened"),
        )
        .where(
            # Asked of each row: SQLite would take an index of the city, and read all rows in that one's order.
            func.coalesce(_REQUEST.c.jurisdiction, "") == here,
            _REQUEST.c.duplicate_of.is_(None),
            or_(_REQUEST.c.closed_at >= since, is_open_again & was_closed),
        )
        .subquery("closed")
    )


def _counted(connection: Connection, closed: Subquery) -> list[Group]:
    rows = connection.execute(
        select(
            closed.c.service_code,
            closed.c.district_id,
            func.count(),
            func.count(closed.c.rating),
            func.sum(case((closed.c.rating >= SATISFIED, 1), else_=0)),
            func.sum(case((closed.c.is_reopened, 1), else_=0)),
        ).group_by(closed.c.service_code, closed.c.district_id)
    )
    return [tuple(row) for row in rows]


def _comments(
    connection: Connection, closed: Subquery, services: dict[str, str], districts: dict[str, str]
) -> Iterator[Comment]:
    """The words with the last rating of each request, the latest first."""
    latest = func.row_number().over(
        partition_by=_ENTRY.c.request_id, order_by=(_ENTRY.c.recorded_at.desc(), _ENTRY.c.position.desc())
    )
    said = (
        select(closed.c.service_code, closed.c.district_id, _ENTRY.c.recorded_at, _ENTRY.c.text, latest.label("n"))
        .join(_ENTRY, _ENTRY.c.request_id == closed.c.id)
        .where(closed.c.rating.is_not(None), _ENTRY.c.kind == "rated")
        .subquery("said")
    )
    rows = connection.execute(
        select(said.c.service_code, said.c.district_id, said.c.recorded_at, said.c.text)
        .where(said.c.n == 1, said.c.text.like("_/5 _%"))
        .order_by(said.c.recorded_at.desc())
        .limit(_COMMENTS)
    )
    for code, district, at, text in rows:
        stars, words = rating_of(text)
        yield Comment(at.date(), stars, words, services.get(code, code), districts.get(district))


def _summed(groups: list[Group], key: Callable[[Group], Key]) -> list[tuple[Key, Numbers]]:
    """The groups with the same key as one, most closed first."""
    found: dict[Key, list[Group]] = defaultdict(list)
    for group in groups:
        found[key(group)].append(group)
    summed = [(name, _sum(some)) for name, some in found.items()]
    return sorted(summed, key=lambda one: (-one[1].closed, str(one[0])))


def _sum(groups: Iterable[Group]) -> Numbers:
    columns = zip(*(group[2:] for group in groups), strict=True)
    closed, rated, satisfied, reopened = [sum(column) for column in columns] or [0, 0, 0, 0]
    return Numbers(closed, rated, satisfied, reopened, share(satisfied, rated))


def _cells(numbers: Numbers) -> list[str]:
    counts = (numbers.closed, numbers.rated, numbers.satisfied)
    ratio = "" if numbers.share is None else f"{numbers.share:.3f}"
    return [*map(str, counts), ratio, str(numbers.reopened)]
