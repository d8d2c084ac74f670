"""Use cases of work orders: loading and saving what decisions work on, and showing them."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import datetime

from msgspec import convert
from sqlalchemy import Connection, bindparam, delete, select, tuple_, update

from backend.attachments import service as attachments
from backend.db.commit import Change
from backend.db.prepared import Prepared, among
from backend.db.rows import Row, add, insert_new, put, table
from backend.people.rules import Actor
from backend.requests import service as requests
from backend.work_orders import spent
from backend.work_orders.closer_view import evidence, own_closing
from backend.work_orders.open_jobs import OpenJob, last_closed, open_jobs
from backend.work_orders.tables import WorkLog, WorkOrder, WorkOrderRequest
from sync.decide import buckets
from sync.decide.state import Line, Settlement, Unserved, WorkOrderState
from sync.protocol.messages import Closing, Deed, HistoryEntry, PhotoDoc, Schedule, WorkOrderDoc

__all__ = ["OpenJob", "last_closed", "open_jobs"]

_JOB = table(WorkOrder)
_SERVES = table(WorkOrderRequest)
_LOG = table(WorkLog)

_THESE = select(_JOB).where(among(_JOB.c.id, "ids"))
_HERE = _THESE.where(_JOB.c.jurisdiction == bindparam("here"))
_SHOWN = Prepared(_THESE.with_only_columns(*(column for column in _JOB.c if column.name not in ("fver", "past_crews"))))
_LOAD = Prepared(_HERE)
_HOLD = Prepared(_HERE.order_by(_JOB.c.id).with_for_update(key_share=True))
_ELSEWHERE = Prepared(_THESE.where(_JOB.c.jurisdiction != bindparam("here")).with_only_columns(_JOB.c.id))
_PAIRS = Prepared(
    select(_SERVES.c.work_order_id, _SERVES.c.request_id)
    .where(among(_SERVES.c.work_order_id, "ids"))
    .order_by(_SERVES.c.request_id)
)
_OF_JOBS = among(_LOG.c.work_order_id, "ids")
_HISTORY = Prepared(
    select(_LOG.c.work_order_id, _LOG.c.occurred_at, _LOG.c.kind, _LOG.c.by, _LOG.c.text, _LOG.c.name)
    .where(_OF_JOBS)
    .order_by(_LOG.c.recorded_at, _LOG.c.position)
)
_LOGGED = Prepared(
    select(_LOG.c.work_order_id, _LOG.c.by, _LOG.c.minutes, _LOG.c.materials).where(_OF_JOBS, _LOG.c.kind == "logged")
)
_ASSIGNED = Prepared(
    select(_LOG.c.work_order_id, _LOG.c.by)
    .where(_OF_JOBS, _LOG.c.kind == "assigned")
    .order_by(_LOG.c.recorded_at, _LOG.c.position)
)

_SAME: tuple[str, ...] = (
    "id",
    "status",
    "crew_id",
    "district_id",
    "outcome",
    "note",
    "flags",
    "assign_rev",
    "past_crews",
    "created_at",
)
_SAME += ("accepted_at", "started_at", "closed_at", "closed_by", "ver", "fver")
_SAME += ("scheduled_from_at", "scheduled_until_at", "instructions")
_FACTS = ("closings", "settled", "moved")


def load(connection: Connection, jurisdiction: str, ids: Iterable[str]) -> dict[str, WorkOrderState]:
    """The jurisdiction's work orders with these ids, as decisions work on them."""
    return _load(connection, _LOAD, jurisdiction, ids)


def hold(connection: Connection, jurisdiction: str, ids: Iterable[str]) -> dict[str, WorkOrderState]:
    """`load` for who will write them: until the unit ends, no other changes them. They are held before requests."""
    return _load(connection, _HOLD, jurisdiction, ids)


def elsewhere(connection: Connection, jurisdiction: str, ids: Iterable[str]) -> set[str]:
    """Which of the ids name work orders of another jurisdiction."""
    return {id for (id,) in _ELSEWHERE.rows(connection, here=jurisdiction, ids=set(ids))}


def save(
    connection: Connection,
    jurisdiction: str,
    states: Sequence[WorkOrderState],
    known: Container[str],
    lines: Sequence[Line],
    now: datetime,
    unserved: Iterable[Unserved] = (),
) -> None:
    """Write work orders, what they serve and no longer do, and append to their logs. `known` are the ids that were
    there."""
    names = (*_SAME, *_FACTS)
    rows = [{name: getattr(state, name) for name in names} | {"jurisdiction": jurisdiction} for state in states]
    put(connection, _JOB, [row for row in rows if row["id"] in known])
    insert_new(connection, _JOB, [row for row in rows if row["id"] not in known])
    pairs = [{"work_order_id": state.id, "request_id": id} for state in states for id in state.request_ids]
    if gone := {(one.work_order_id, one.request_id) for one in unserved}:
        connection.execute(delete(_SERVES).where(tuple_(_SERVES.c.work_order_id, _SERVES.c.request_id).in_(gone)))
    add(connection, _SERVES, pairs)
    logged = [{"minutes": line.minutes, "materials": line.materials} for line in lines]
    entries = requests.history_rows(jurisdiction, "work_order_id", lines, now)
    add(connection, _LOG, [row | also for row, also in zip(entries, logged, strict=True)])


def changes(states: Iterable[WorkOrderState]) -> list[Change]:
    """The work orders as changes for `commit_changes`."""
    return [Change("wo", state.id, state.ver, buckets.of_work_order(state)) for state in states]


def touch(connection: Connection, jurisdiction: str, ids: Sequence[str]) -> list[Change]:
    """Raise the version of work orders whose photos changed."""
    held = hold(connection, jurisdiction, ids)
    connection.execute(update(_JOB).where(_JOB.c.id.in_(held)).values(ver=_JOB.c.ver + 1))
    return changes(load(connection, jurisdiction, held).values())


def docs(connection: Connection, ids: Sequence[str], actor: Actor) -> dict[str, WorkOrderDoc]:
    """The work orders as this actor may see them; the caller has checked that a bucket of the actor's holds them."""
    rows = _SHOWN.mappings(connection, ids=ids)
    photos = attachments.photos_of(connection, "wo", ids)
    serves, logs, logged = _serves(connection, ids), _logs(connection, ids), _logged(connection, ids)
    found = {
        row["id"]: _doc(row, serves[row["id"]], photos.get(row["id"], []), logs[row["id"]], logged[row["id"]])
        for row in rows
    }
    closed = [doc for doc in found.values() if not actor.is_desk and doc.crew_id != actor.crew_id]
    if closed:
        abouts = requests.abouts(connection, {id for doc in closed for id in doc.request_ids})
        found |= {doc.id: own_closing(doc, actor.crew_id, abouts, logged[doc.id]) for doc in closed}
    return found


def versions_of_crew(connection: Connection, crew_id: str) -> dict[str, int]:
    """`wo/ID` -> version now, of every work order that the crew has."""
    rows = connection.execute(select(_JOB.c.id, _JOB.c.ver).where(_JOB.c.crew_id == crew_id))
    return {f"wo/{id}": ver for id, ver in rows}


def serving(connection: Connection, request_ids: Iterable[str]) -> set[str]:
    """Every work order that serves or served one of the requests."""
    pairs = select(_SERVES.c.work_order_id).where(_SERVES.c.request_id.in_(set(request_ids)))
    return set(connection.execute(pairs).scalars())


def given_by_routing(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Which of the work orders have the crew that routing gave them: no person chose it."""
    last = dict(_ASSIGNED.rows(connection, ids=set(ids)))
    return {id for id, by in last.items() if by == "routing"}


def forget_words(connection: Connection, ids: Iterable[str], device_id: str) -> None:
    """Empty what one device wrote into the logs of these work orders."""
    lines = (_LOG.c.work_order_id.in_(set(ids)), _LOG.c.device_id == device_id)
    connection.execute(update(_LOG).where(*lines).values(text="", device_id=""))


def _load(connection: Connection, wanted: Prepared, jurisdiction: str, ids: Iterable[str]) -> dict[str, WorkOrderState]:
    rows = wanted.mappings(connection, here=jurisdiction, ids=set(ids))
    serves = _serves(connection, [row["id"] for row in rows]) if rows else {}
    return {row["id"]: _state(row, serves[row["id"]]) for row in rows}


def _state(row: Row, serves: list[str]) -> WorkOrderState:
    facts = {name: row[name] for name in _SAME}
    return WorkOrderState(
        request_ids=serves,
        closings=_closings(row),
        settled=convert(row["settled"], list[Settlement]),
        moved=convert(row["moved"], Deed | None),
        **facts,
    )


def _closings(row: Row) -> list[Closing]:
    """What was said of the job; of one that was closed before each closing was kept, the one that stands."""
    if row["closings"] or row["outcome"] is None:
        return convert(row["closings"], list[Closing])
    at = row["closed_at"] or row["accepted_at"] or row["created_at"]
    facts = {"outcome": row["outcome"], "note": row["note"], "counts": True, "crew_id": row["crew_id"]}
    return [Closing(row["id"], "first", row["closed_by"] or "", "", occurred_at=at, received_at=at, **facts)]


def _serves(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for work_order_id, request_id in _PAIRS.rows(connection, ids=ids):
        found[work_order_id].append(request_id)
    return found


def _logs(connection: Connection, ids: Sequence[str]) -> dict[str, list[HistoryEntry]]:
    found: dict[str, list[HistoryEntry]] = defaultdict(list)
    for work_order_id, *entry in _HISTORY.rows(connection, ids=ids):
        found[work_order_id].append(HistoryEntry(*entry))
    return found


def _logged(connection: Connection, ids: Sequence[str]) -> dict[str, list[spent.Row]]:
    found: dict[str, list[spent.Row]] = defaultdict(list)
    for id, *row in _LOGGED.rows(connection, ids=ids):
        found[id].append(spent.Row(*row))
    return found


def _doc(
    row: Row, serves: list[str], photos: list[PhotoDoc], log: list[HistoryEntry], logged: list[spent.Row]
) -> WorkOrderDoc:
    took = spent.summed(logged)
    return WorkOrderDoc(
        id=row["id"],
        ver=row["ver"],
        status=row["status"],
        crew_id=row["crew_id"],
        district_id=row["district_id"],
        request_ids=serves,
        outcome=row["outcome"],
        note=row["note"],
        evidence=evidence(photos),
        flags=row["flags"],
        created_at=row["created_at"],
        accepted_at=row["accepted_at"],
        started_at=row["started_at"],
        closed_at=row["closed_at"],
        closed_by=row["closed_by"],
        photos=photos,
        history=log,
        schedule=Schedule(row["scheduled_from_at"], row["scheduled_until_at"]),
        instructions=row["instructions"],
        minutes=took.minutes,
        materials=took.materials(),
        closings=_closings(row),
        settled=[one.told for one in convert(row["settled"], list[Settlement])],
        moved=convert(row["moved"], Deed | None),
    )
