"""Use cases of service requests: loading and saving what decisions work on, and showing them."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, or_, select, update

from backend.attachments import service as attachments
from backend.db.commit import Change
from backend.db.rows import add, insert_new, put, table
from backend.people.rules import Actor
from backend.places import service as places
from backend.requests.tables import RequestEntry, ServiceRequest
from sync.decide import buckets
from sync.decide.state import Line, RequestState
from sync.protocol.messages import HistoryEntry, PhotoDoc, Place, RequestDoc, RouteDoc

_REQUEST = table(ServiceRequest)
_ENTRY = table(RequestEntry)

Names = dict[str, tuple[str, str, str | None]]


def load(connection: Connection, jurisdiction: str, ids: Iterable[str]) -> dict[str, RequestState]:
    """The jurisdiction's requests with these ids, as decisions work on them."""
    return _load(connection, _here(jurisdiction, ids))


def hold(connection: Connection, jurisdiction: str, ids: Iterable[str]) -> dict[str, RequestState]:
    """`load` for who will write them: until the unit ends, no other changes them. Work orders are held first."""
    return _load(connection, _here(jurisdiction, ids).order_by(_REQUEST.c.id).with_for_update(key_share=True))


def jobs_of(connection: Connection, jurisdiction: str, ids: Iterable[str]) -> set[str]:
    """The work orders of these requests just now."""
    rows = connection.execute(_here(jurisdiction, ids).with_only_columns(_REQUEST.c.work_order_id))
    return {id for id in rows.scalars() if id}


def taken(connection: Connection, references: Iterable[str]) -> set[str]:
    """Which of the references belong to a request already, in any jurisdiction."""
    rows = connection.execute(select(_REQUEST.c.reference).where(_REQUEST.c.reference.in_(set(references))))
    return set(rows.scalars())


def elsewhere(connection: Connection, jurisdiction: str, ids: Iterable[str]) -> set[str]:
    """Which of the ids name requests of another jurisdiction."""
    rows = connection.execute(
        select(_REQUEST.c.id).where(_REQUEST.c.id.in_(set(ids)), _REQUEST.c.jurisdiction != jurisdiction)
    )
    return set(rows.scalars())


def save(
    connection: Connection,
    jurisdiction: str,
    states: Sequence[RequestState],
    known: Container[str],
    lines: Sequence[Line],
    now: datetime,
) -> None:
    """Write requests and append to their histories. `known` are the ids that were there: only they are replaced."""
    put(connection, _REQUEST, [_row(jurisdiction, state) for state in states if state.id in known])
    insert_new(connection, _REQUEST, [_row(jurisdiction, state) for state in states if state.id not in known])
    add(connection, _ENTRY, history_rows(jurisdiction, "request_id", lines, now))


def history_rows(jurisdiction: str, owner: str, lines: Sequence[Line], now: datetime) -> list[dict[str, Any]]:
    """Lines of a history as rows; `owner` names the column of the thing they belong to."""
    return [
        {"id": line.id, "jurisdiction": jurisdiction, owner: line.thing_id, "kind": line.kind, "by": line.by}
        | {"text": line.text, "device_id": line.device_id, "position": position}
        | {"occurred_at": line.occurred_at, "recorded_at": now}
        for position, line in enumerate(lines)
    ]


def changes(states: Iterable[RequestState]) -> list[Change]:
    """The requests as changes for `commit_changes`."""
    return [Change("request", state.id, state.ver, buckets.of_request(state)) for state in states]


def touch(connection: Connection, jurisdiction: str, ids: Sequence[str]) -> list[Change]:
    """Raise the version of requests whose photos changed."""
    held = hold(connection, jurisdiction, ids)
    connection.execute(update(_REQUEST).where(_REQUEST.c.id.in_(held)).values(ver=_REQUEST.c.ver + 1))
    return changes(load(connection, jurisdiction, held).values())


def docs(connection: Connection, ids: Sequence[str], actor: Actor) -> dict[str, RequestDoc]:
    """The requests as this actor may see them; the caller has checked that a bucket of the actor's holds them."""
    rows = connection.execute(select(_REQUEST).where(_REQUEST.c.id.in_(ids))).mappings().all()
    photos = attachments.photos_of(connection, "request", ids)
    entries = history(connection, ids)
    names = places.route_names(connection, actor.jurisdiction) if actor.is_staff else None
    others = _references(connection, [id for row in rows for id in (row["duplicate_of"], row["follows"]) if id])
    return {row["id"]: _doc(row, photos.get(row["id"], []), entries[row["id"]], names, others) for row in rows}


def _references(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Request id -> its public reference: all that readers of one request learn of another."""
    if not ids:
        return {}
    rows = connection.execute(select(_REQUEST.c.id, _REQUEST.c.reference).where(_REQUEST.c.id.in_(ids)))
    return {row.id: row.reference for row in rows}


def versions_of_crew(connection: Connection, crew_id: str) -> dict[str, int]:
    """`request/ID` -> version now, of every request that the crew has."""
    rows = connection.execute(select(_REQUEST.c.id, _REQUEST.c.ver).where(_REQUEST.c.crew_id == crew_id))
    return {f"request/{id}": ver for id, ver in rows}


def find(connection: Connection, jurisdiction: str, reference: str) -> RequestState | None:
    """The request under a public reference."""
    row = (
        connection.execute(
            select(_REQUEST).where(_REQUEST.c.reference == reference, _REQUEST.c.jurisdiction == jurisdiction)
        )
        .mappings()
        .first()
    )
    return None if row is None else _state(row)


def told_again(connection: Connection, jurisdiction: str, id: str) -> set[str]:
    """The request and all that its reporter told of the same problem: what it follows, and what follows it."""
    found: set[str] = set()
    asked = {id}
    while asked - found:
        found |= asked
        one_further = select(_REQUEST.c.id, _REQUEST.c.follows).where(
            _REQUEST.c.jurisdiction == jurisdiction, or_(_REQUEST.c.id.in_(found), _REQUEST.c.follows.in_(found))
        )
        asked = {one for row in connection.execute(one_further) for one in row if one}
    return found


def forget_words(connection: Connection, ids: Iterable[str], device_id: str | None = None) -> int:
    """Empty the lines of these requests, the comments of one device or all there are; how many had words."""
    lines: list[ColumnElement[bool]] = [_ENTRY.c.request_id.in_(set(ids))]
    if device_id is not None:
        lines += [_ENTRY.c.device_id == device_id, _ENTRY.c.text != ""]
    return connection.execute(update(_ENTRY).where(*lines).values(text="", device_id="")).rowcount


def history(connection: Connection, ids: Sequence[str]) -> dict[str, list[HistoryEntry]]:
    """What happened to each request, oldest first."""
    found: dict[str, list[HistoryEntry]] = defaultdict(list)
    rows = connection.execute(
        select(_ENTRY.c.request_id, _ENTRY.c.occurred_at, _ENTRY.c.kind, _ENTRY.c.by, _ENTRY.c.text)
        .where(_ENTRY.c.request_id.in_(ids))
        .order_by(_ENTRY.c.recorded_at, _ENTRY.c.position)
    )
    for request_id, at, kind, by, text in rows:
        found[request_id].append(HistoryEntry(at, kind, by, text))
    return found


_SAME: tuple[str, ...] = (
    "id",
    "reference",
    "service_code",
    "status",
    "status_note",
    "description",
    "district_id",
    "route_reason",
)
_SAME += ("reporter_device", "work_order_id", "crew_id", "requested_at", "recorded_at", "updated_at", "ver", "fver")
_SAME += ("priority", "closed_at", "duplicate_of", "follows", "rating", "erased_at")


def _here(jurisdiction: str, ids: Iterable[str]) -> Select[Any]:
    return select(_REQUEST).where(_REQUEST.c.id.in_(set(ids)), _REQUEST.c.jurisdiction == jurisdiction)


def _load(connection: Connection, wanted: Select[Any]) -> dict[str, RequestState]:
    return {row["id"]: _state(row) for row in connection.execute(wanted).mappings()}


def _state(row: RowMapping) -> RequestState:
    return RequestState(place=_place(row), **{name: row[name] for name in _SAME})


def _place(row: RowMapping) -> Place:
    return Place(row["lat"], row["lon"], row["accuracy_m"], row["place_source"], row["place_text"])


def _row(jurisdiction: str, state: RequestState) -> dict[str, Any]:
    place = state.place
    return {name: getattr(state, name) for name in _SAME} | {
        "jurisdiction": jurisdiction,
        "lat": place.lat,
        "lon": place.lon,
        "accuracy_m": place.accuracy_m,
        "place_source": place.source,
        "place_text": place.text,
    }


def _doc(
    row: RowMapping,
    photos: list[PhotoDoc],
    entries: list[HistoryEntry],
    names: Names | None,
    references: dict[str, str],
) -> RequestDoc:
    return RequestDoc(
        id=row["id"],
        ver=row["ver"],
        reference=row["reference"],
        service_code=row["service_code"],
        status=row["status"],
        status_note=row["status_note"],
        description=row["description"],
        place=_place(row),
        district_id=row["district_id"],
        work_order_id=row["work_order_id"],
        crew_id=row["crew_id"],
        requested_at=row["requested_at"],
        recorded_at=row["recorded_at"],
        updated_at=row["updated_at"],
        photos=photos,
        history=entries,
        route=None if names is None else _route(row, names),
        priority=row["priority"],
        closed_at=row["closed_at"],
        duplicate_of=references.get(row["duplicate_of"]),
        follows=references.get(row["follows"]),
        rating=row["rating"],
    )


def _route(row: RowMapping, names: Names) -> RouteDoc:
    layer, district, crew_id = names.get(row["district_id"], (None, None, None))
    return RouteDoc(row["route_reason"], layer, district, crew_id)
