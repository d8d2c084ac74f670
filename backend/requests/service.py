"""Use cases of service requests: loading and saving what decisions work on, and showing them."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select, update

from backend.attachments import service as attachments
from backend.db.cells import cell
from backend.db.commit import Change
from backend.db.prepared import Prepared, among
from backend.db.rows import Row, add, insert_new, put, table
from backend.notices import service as notices
from backend.people.rules import Actor
from backend.places import service as places
from backend.requests.archiving import is_long_over, leaving, long_over
from backend.requests.features import Ask, Box, public_request, public_requests
from backend.requests.spots import Spot, spots
from backend.requests.tables import RequestEntry, RequestImport, ServiceRequest
from sync.decide import buckets
from sync.decide.state import Line, RequestState, Unserved, made_id
from sync.protocol import lifecycle
from sync.protocol.messages import About, HistoryEntry, PhotoDoc, Place, RequestDoc, RouteDoc

_REQUEST = table(ServiceRequest)
_ENTRY = table(RequestEntry)
_IMPORT = table(RequestImport)

_IN_CITY = func.coalesce(_REQUEST.c.jurisdiction, "") == bindparam("here")
"""Asked of each row: without statistics SQLite takes an index of the city before any key, and reads the whole city."""
_THESE = select(_REQUEST).where(among(_REQUEST.c.id, "ids"))
_SHOWN = Prepared(_THESE.with_only_columns(*(column for column in _REQUEST.c if column.name != "fver")))
_LOAD = Prepared(_THESE.where(_IN_CITY))
_HOLD = Prepared(_THESE.where(_IN_CITY).order_by(_REQUEST.c.id).with_for_update(key_share=True))
_JOBS = Prepared(_THESE.where(_IN_CITY).with_only_columns(_REQUEST.c.work_order_id))
_TAKEN = Prepared(select(_REQUEST.c.reference).where(among(_REQUEST.c.reference, "references")))
_REFERENCES = Prepared(_THESE.with_only_columns(_REQUEST.c.id, _REQUEST.c.reference))
_ELSEWHERE = Prepared(_THESE.where(_REQUEST.c.jurisdiction != bindparam("here")).with_only_columns(_REQUEST.c.id))
_NAMED = Prepared(select(_REQUEST.c.id).where(among(_REQUEST.c.reference, "references"), _IN_CITY))
_FOLLOWING = Prepared(select(_REQUEST.c.id).where(among(_REQUEST.c.duplicate_of, "ids"), _IN_CITY))
_FIND = Prepared(select(_REQUEST).where(_REQUEST.c.reference == bindparam("reference"), _IN_CITY))
_HISTORY = Prepared(
    select(_ENTRY.c.request_id, _ENTRY.c.occurred_at, _ENTRY.c.kind, _ENTRY.c.by, _ENTRY.c.text, _ENTRY.c.name)
    .where(among(_ENTRY.c.request_id, "ids"))
    .order_by(_ENTRY.c.recorded_at, _ENTRY.c.position)
)
_PLACED = ("id", "reference", "service_code", "district_id", "route_reason", "route", "crew_id")
_PLACE = ("lat", "lon", "accuracy_m", "place_source", "place_text", "asset_id")
_OPEN = [status for status in lifecycle.statuses("request") if lifecycle.is_open("request", status)]
_NEXT_OPEN = Prepared(
    select(*(_REQUEST.c[name] for name in (*_PLACED, *_PLACE)))
    .where(_IN_CITY, _REQUEST.c.id > bindparam("after"), _REQUEST.c.erased_at.is_(None))
    .where(among(_REQUEST.c.status, "statuses"), among(_REQUEST.c.service_code, "codes"))
    .order_by(_REQUEST.c.id)
    .limit(bindparam("at_most"))
)
_DUPLICATES = Prepared(select(_REQUEST.c.id).where(_IN_CITY, among(_REQUEST.c.duplicate_of, "ids")))

__all__ = [
    "Ask",
    "Box",
    "Spot",
    "changes",
    "docs",
    "elsewhere",
    "find",
    "followers",
    "forget_words",
    "history",
    "history_rows",
    "hold",
    "is_long_over",
    "jobs_of",
    "leaving",
    "load",
    "long_over",
    "named",
    "note_import",
    "public_request",
    "public_requests",
    "reference_of",
    "save",
    "spots",
    "take_back_words",
    "taken",
    "told_again",
    "touch",
    "versions_of_crew",
]

Names = dict[str, tuple[str, str, str | None]]


def load(connection: Connection, jurisdiction: str, ids: Iterable[str]) -> dict[str, RequestState]:
    """The jurisdiction's requests with these ids, as decisions work on them."""
    return _load(connection, _LOAD, jurisdiction, ids)


def hold(connection: Connection, jurisdiction: str, ids: Iterable[str]) -> dict[str, RequestState]:
    """`load` for who will write them: until the unit ends, no other changes them. Work orders are held first."""
    return _load(connection, _HOLD, jurisdiction, ids)


def jobs_of(connection: Connection, jurisdiction: str, ids: Iterable[str]) -> set[str]:
    """The work orders of these requests just now."""
    return {id for (id,) in _JOBS.rows(connection, here=jurisdiction, ids=set(ids)) if id}


def taken(connection: Connection, references: Iterable[str]) -> set[str]:
    """Which of the references belong to a request already, in any jurisdiction."""
    return {reference for (reference,) in _TAKEN.rows(connection, references=set(references))}


def named(connection: Connection, jurisdiction: str, references: Iterable[str]) -> set[str]:
    """The jurisdiction's requests under these references."""
    return {id for (id,) in _NAMED.rows(connection, here=jurisdiction, references=set(references))}


def followers(connection: Connection, jurisdiction: str, requests: Iterable[RequestState]) -> set[str]:
    """The requests that are duplicates of these, one step away (SYNC-048)."""
    followed = {one.id for one in requests if one.followers}
    return {id for (id,) in _FOLLOWING.rows(connection, here=jurisdiction, ids=followed)} if followed else set()


def elsewhere(connection: Connection, jurisdiction: str, ids: Iterable[str]) -> set[str]:
    """Which of the ids name requests of another jurisdiction."""
    return {id for (id,) in _ELSEWHERE.rows(connection, here=jurisdiction, ids=set(ids))}


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
    notices.record(connection, jurisdiction, [state for state in states if state.id in known], lines, now)


def history_rows(jurisdiction: str, owner: str, lines: Sequence[Line], now: datetime) -> list[dict[str, Any]]:
    """Lines of a history as rows; `owner` names the column of the thing they belong to."""
    return [
        {
            "id": line.id,
            "jurisdiction": jurisdiction,
            owner: line.thing_id,
            "kind": line.kind,
            "by": line.by,
            "text": line.text,
            "device_id": line.device_id,
            "name": line.name,
            "position": position,
            "occurred_at": line.occurred_at,
            "recorded_at": now,
        }
        for position, line in enumerate(lines)
    ]


def note_import(connection: Connection, jurisdiction: str, file: str, n_rows: int, at: datetime) -> None:
    """Note that so many requests of a file were taken over: what is over among them is in no feed that would say so."""
    facts = {"jurisdiction": jurisdiction, "file": file, "n_rows": n_rows, "imported_at": at}
    insert_new(connection, _IMPORT, [facts | {"id": str(uuid.uuid4())}])


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
    rows = _SHOWN.mappings(connection, ids=ids)
    photos = attachments.photos_of(connection, "request", ids)
    entries = history(connection, ids, actor.is_staff)
    names = places.route_names(connection, actor.jurisdiction) if actor.is_staff else None
    others = _references(connection, [id for row in rows for id in (row["duplicate_of"], row["follows"]) if id])
    told = {} if actor.is_staff else notices.told_by(connection, actor.jurisdiction, ids)
    found = {row["id"]: _doc(row, photos.get(row["id"], []), entries[row["id"]], names, others) for row in rows}
    for id, channels in told.items():
        found[id].told_by = channels
    _name_assets(connection, actor, found.values())
    return found


def abouts(connection: Connection, ids: Iterable[str]) -> dict[str, About]:
    """What each of these requests is about, for who may not hold it itself; none of those that were erased."""
    rows = _SHOWN.mappings(connection, ids=set(ids))
    return {
        row["id"]: About(row["service_code"], row["reference"], _place(row)) for row in rows if row["erased_at"] is None
    }


def _name_assets(connection: Connection, actor: Actor, found: Collection[RequestDoc]) -> None:
    """Say what the assets are called that requests are about; whose they are is for staff."""
    named = {doc.place.asset_id for doc in found if doc.place.asset_id}
    known = places.known_assets(connection, actor.jurisdiction, named)
    for doc in found:
        if (asset := known.get(doc.place.asset_id or "")) is not None:
            doc.asset = f"{asset.label} ({asset.owner})" if actor.is_staff and asset.owner else asset.label


def _references(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Request id -> its public reference: all that readers of one request learn of another."""
    if not ids:
        return {}
    return dict(_REFERENCES.rows(connection, ids=ids))


def reference_of(connection: Connection, id: str | None) -> str:
    """The public reference of a request; empty without one."""
    return _references(connection, [id]).get(id, "") if id else ""


def versions_of_crew(connection: Connection, crew_id: str) -> dict[str, int]:
    """`request/ID` -> version now, of every request that the crew has."""
    rows = connection.execute(select(_REQUEST.c.id, _REQUEST.c.ver).where(_REQUEST.c.crew_id == crew_id))
    return {f"request/{id}": ver for id, ver in rows}


class Placed(Struct, frozen=True):
    """An open request and where it lies, as little of it as finding who answers needs; `crew_id` has its job."""

    id: str
    reference: str
    service_code: str
    district_id: str | None
    route_reason: str
    route: dict[str, Any] | None
    crew_id: str | None
    place: Place


def open_after(
    connection: Connection, jurisdiction: str, codes: Iterable[str], after: str, at_most: int
) -> list[Placed]:
    """The next open requests for these services, in the order of their ids, after the one with this id."""
    facts: dict[str, Any] = {"here": jurisdiction, "after": after, "statuses": _OPEN, "codes": set(codes)}
    rows = _NEXT_OPEN.mappings(connection, **facts, at_most=at_most)
    return [Placed(place=_place(row), **{name: row[name] for name in _PLACED}) for row in rows]


def duplicates_of(connection: Connection, jurisdiction: str, ids: Iterable[str]) -> set[str]:
    """What was merged into these requests, over every step."""
    found: set[str] = set()
    asked = set(ids)
    while asked:
        asked = {id for (id,) in _DUPLICATES.rows(connection, here=jurisdiction, ids=asked)} - found
        found |= asked
    return found


def find(connection: Connection, jurisdiction: str, reference: str) -> RequestState | None:
    """The request under a public reference."""
    rows = _FIND.mappings(connection, here=jurisdiction, reference=reference)
    return _state(rows[0]) if rows else None


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


def take_back_words(connection: Connection, gone: Unserved) -> None:
    """Empty the lines that told the request what was said of a job that serves it no more, and what waits to be sent
    of them: those of the closings themselves, and those of who corrected or settled them."""
    kinds = {law["request"] for law in lifecycle.CLOSING.values()} | {"triaged"}
    told = [made_id(closing, "request", gone.request_id, kind) for closing in gone.closings for kind in kinds]
    of_it = _ENTRY.c.request_id == gone.request_id
    corrected = select(_ENTRY.c.occurred_at).where(of_it, _ENTRY.c.kind == "corrected").scalar_subquery()
    said = and_(_ENTRY.c.occurred_at.in_(corrected), _ENTRY.c.kind.in_(kinds), _ENTRY.c.text.in_(gone.notes))
    ids = list(connection.scalars(select(_ENTRY.c.id).where(of_it, or_(_ENTRY.c.id.in_(told), said))))
    connection.execute(update(_ENTRY).where(of_it, _ENTRY.c.id.in_(ids)).values(text=""))
    notices.take_back_words(connection, gone.request_id, ids)


def history(connection: Connection, ids: Sequence[str], for_staff: bool = False) -> dict[str, list[HistoryEntry]]:
    """What happened to each request, oldest first; who of the staff it was is for staff alone."""
    found: dict[str, list[HistoryEntry]] = defaultdict(list)
    for request_id, at, kind, by, text, name in _HISTORY.rows(connection, ids=ids):
        found[request_id].append(HistoryEntry(at, kind, by, text, name if for_staff else ""))
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
    "route",
)
_SAME += ("reporter_device", "work_order_id", "crew_id", "requested_at", "recorded_at", "updated_at", "ver", "fver")
_SAME += ("priority", "closed_at", "duplicate_of", "chosen_crew_id", "followers", "follows", "rating", "erased_at")


def _load(connection: Connection, wanted: Prepared, jurisdiction: str, ids: Iterable[str]) -> dict[str, RequestState]:
    rows = wanted.mappings(connection, here=jurisdiction, ids=set(ids))
    return {row["id"]: _state(row) for row in rows}


def _state(row: Row) -> RequestState:
    return RequestState(place=_place(row), **{name: row[name] for name in _SAME})


def _place(row: Row) -> Place:
    return Place(row["lat"], row["lon"], row["accuracy_m"], row["place_source"], row["place_text"], row["asset_id"])


def _row(jurisdiction: str, state: RequestState) -> dict[str, Any]:
    place = state.place
    return {name: getattr(state, name) for name in _SAME} | {
        "jurisdiction": jurisdiction,
        "lat": place.lat,
        "lon": place.lon,
        "cell": _cell(place),
        "accuracy_m": place.accuracy_m,
        "place_source": place.source,
        "place_text": place.text,
        "asset_id": place.asset_id,
    }


def _cell(place: Place) -> int | None:
    if place.lat is None or place.lon is None or not places.is_point(place.lat, place.lon):
        return None
    return cell(place.lat, place.lon)


def _doc(
    row: Row,
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
        followers=row["followers"],
    )


_NOBODY: tuple[str | None, str | None, str | None] = (None, None, None)


def _route(row: Row, names: Names) -> RouteDoc:
    layer, district, crew_id = names.get(row["district_id"], _NOBODY)
    facts = row["route"] or {}
    _, second, crew_of_second = names.get(facts.get("second", ""), _NOBODY)
    return RouteDoc(
        row["route_reason"],
        layer or facts.get("layer"),
        district,
        facts.get("crew_id") or crew_id,
        layer_version=facts.get("version"),
        layer_since=facts.get("since"),
        distance_m=facts.get("distance_m"),
        second=second,
        second_crew_id=crew_of_second,
        near_border=facts.get("near", False),
        accuracy_m=facts.get("accuracy_m"),
        rule=facts.get("rule"),
    )
