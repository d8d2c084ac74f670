"""Ops that wait for the desk: kept whole and shown; and the end of a membership, which is why some of them wait."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, select, update

from backend.attachments import service as attachments
from backend.db.commit import Change, versions_in
from backend.db.rows import put, table
from backend.exchange import tables
from backend.exchange.arguments import stored
from backend.people import service as people
from backend.people.rules import Actor
from backend.requests import service as requests
from backend.work_orders import service as work_orders
from sync.decide import buckets
from sync.decide.state import Act, HeldOp, Rights
from sync.decide.upcast import version_of
from sync.protocol.messages import Deed, HeldDoc, PhotoDoc

_HELD = table(tables.HeldOp)


def load(connection: Connection, jurisdiction: str, ids: Sequence[str]) -> dict[str, HeldOp]:
    """The jurisdiction's held ops with these ids, as decisions work on them."""
    rows = connection.execute(select(_HELD).where(_HELD.c.op_id.in_(ids), _HELD.c.jurisdiction == jurisdiction))
    return {row["op_id"]: _state(row) for row in rows.mappings()}


def save(connection: Connection, jurisdiction: str, states: Sequence[HeldOp]) -> None:
    """Write held ops."""
    put(connection, _HELD, [_row(jurisdiction, state) for state in states])


def changes(states: Iterable[HeldOp]) -> list[Change]:
    """The held ops as changes for `commit_changes`."""
    return [Change("held", state.act.op_id, state.ver, buckets.of_held(state)) for state in states]


def touch(connection: Connection, jurisdiction: str, ids: Sequence[str]) -> list[Change]:
    """Raise the version of held ops whose photos changed."""
    if not ids:
        return []
    connection.execute(update(_HELD).where(_HELD.c.op_id.in_(ids)).values(ver=_HELD.c.ver + 1))
    return changes(load(connection, jurisdiction, ids).values())


def docs(connection: Connection, ids: list[str], actor: Actor) -> dict[str, Any]:
    """Held ops; the caller has checked that a bucket of the actor's holds them."""
    rows = connection.execute(select(_HELD).where(_HELD.c.op_id.in_(ids))).mappings().all()
    photos = attachments.photos_of(connection, "held", ids)
    return {row["op_id"]: _doc(row, photos.get(row["op_id"], []), actor.is_staff) for row in rows}


def move_to_crew(connection: Connection, jurisdiction: str, login: str, crew_id: str | None, now: datetime) -> None:
    """Move a crew member to another crew or to none. Raises `not_found`.

    What the phone still has to send about the old crew's things is held when it was done before this moment.
    """
    account_id, old = people.crew_of(connection, jurisdiction, login)
    if old == crew_id:
        return
    seen: dict[str, int] = {}
    if old is not None:
        seen = work_orders.versions_of_crew(connection, old) | requests.versions_of_crew(connection, old)
        seen |= _closed_by(connection, jurisdiction, old)
    people.change_crew(connection, jurisdiction, account_id, old, crew_id, seen, now)


def _closed_by(connection: Connection, jurisdiction: str, crew_id: str) -> dict[str, int]:
    """`wo/ID` -> version now, of every job that the crew has no more and closed: it may correct what it said there."""
    held = versions_in(connection, jurisdiction, buckets.closed_by(crew_id), "wo")
    return {f"wo/{id}": ver for id, ver in held.items()}


_SAME = ("why", "state", "note", "outcome", "code", "detail", "ver", "received_at")


def _state(row: RowMapping) -> HeldOp:
    thing, _, id = row["on"].partition("/")
    args = stored(row["kind"], row["v"], row["args"])
    act = Act(row["op_id"], row["kind"], thing, id, row["base"], row["occurred_at"], args)
    author = msgspec.convert(row["author"], Rights)
    reviewed = msgspec.convert(row["reviewed"], Deed | None)
    same = {name: row[name] for name in _SAME}
    return HeldOp(act, author, reviewed=reviewed, reviewer_device=row["reviewer_device"], **same)


def _row(jurisdiction: str, state: HeldOp) -> dict[str, Any]:
    act = state.act
    return {name: getattr(state, name) for name in _SAME} | {
        "op_id": act.op_id,
        "jurisdiction": jurisdiction,
        "device_id": state.author.device_id,
        "kind": act.kind,
        "v": version_of(act.kind),
        "on": f"{act.thing}/{act.id}",
        "base": act.base,
        "args": act.args,
        "author": msgspec.structs.replace(state.author, lost={}),
        "occurred_at": act.occurred_at,
        "reviewed": state.reviewed,
        "reviewer_device": state.reviewer_device,
    }


def _doc(row: RowMapping, photos: list[PhotoDoc], for_staff: bool) -> HeldDoc:
    reviewed = msgspec.convert(row["reviewed"], Deed | None)
    if reviewed is not None and not for_staff:
        reviewed.name = ""
    return HeldDoc(
        id=row["op_id"],
        kind=row["kind"],
        on=row["on"],
        by=row["author"].get("signature", ""),
        name=row["author"].get("name", "") if for_staff else "",
        reviewed=reviewed,
        args=row["args"],
        occurred_at=row["occurred_at"],
        photos=photos,
        **{name: row[name] for name in _SAME},
    )
