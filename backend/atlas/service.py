"""Use cases of the desk's map and history."""

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select

from backend.atlas import listing
from backend.atlas.chosen import Chosen
from backend.atlas.drawing import drawn
from backend.atlas.encoding import encoder
from backend.atlas.grid import Tile
from backend.atlas.keeping import Kept
from backend.atlas.wire import OneRequest, RequestsReply
from backend.db.prepared import Prepared, among
from backend.db.rows import table
from backend.errors import Problem
from backend.people.rules import Actor
from backend.requests import service as requests
from backend.requests.tables import ServiceRequest
from backend.work_orders import service as work_orders
from sync.protocol.reference import parse

_REQUEST = table(ServiceRequest)
_REFERENCES = Prepared(select(_REQUEST.c.id, _REQUEST.c.reference).where(among(_REQUEST.c.id, "ids")))
_FIND = Prepared(
    select(_REQUEST.c.id, _REQUEST.c.work_order_id).where(
        _REQUEST.c.reference == bindparam("reference"),
        _REQUEST.c.jurisdiction == bindparam("here"),
        _REQUEST.c.erased_at.is_(None),
    )
)


class Drawn(Struct, frozen=True):
    """A tile, and the name of the state that it shows; None where the asker has that one."""

    tag: str
    body: bytes | None


def tile(
    connection: Connection, kept: Kept, actor: Actor, at: Tile, chosen: Chosen, day: int, known: str, *, heat: bool
) -> Drawn:
    """One tile of what is chosen; `known` is the state that the asker has."""
    columns = kept.current(connection, actor)
    tag = f'"{columns.revision.tag}-{day}"'
    if tag in known:
        return Drawn(tag, None)
    features = drawn(columns, at, chosen, day, heat=heat)
    alone = {str(one.facts["id"]) for one in features if "id" in one.facts}
    for id, reference in _REFERENCES.rows(connection, ids=alone) if alone else ():
        next(one for one in features if one.facts.get("id") == id).facts["reference"] = reference
    return Drawn(tag, encoder(connection)(connection, features))


def listed(connection: Connection, kept: Kept, actor: Actor, ask: listing.Ask, day: int) -> RequestsReply:
    """A page of what is looked for; the first one with its counts."""
    columns = kept.current(connection, actor)
    found = listing.find(connection, actor.jurisdiction, columns, ask)
    rows, following = listing.page(columns, found, ask.after)
    return RequestsReply(
        total=len(found.positions),
        unplaced=int((columns.rows["code"][found.positions] < 0).sum()),
        overdue=listing.overdue(columns, found, day),
        rows=listing.lines(connection, columns, rows, day),
        next=following,
        cut=found.cut,
        counts=listing.counts(columns, ask.chosen, found) if ask.after is None else None,
    )


def one(connection: Connection, actor: Actor, spoken: str) -> OneRequest:
    """A request by its reference, in whatever way that is written. Raises `not_found`."""
    reference = parse(spoken)
    rows = _FIND.rows(connection, reference=reference, here=actor.jurisdiction) if reference else []
    if not rows:
        raise Problem("not_found", "There is no such request.")
    id, job = rows[0]
    jobs = work_orders.docs(connection, [job], actor) if job else {}
    return OneRequest(requests.docs(connection, [id], actor)[id], jobs.get(job))
