"""The requests that changed last, out of the history that phones pull: it is in that order already (ADR-0026).

A district's bucket is read backwards by its index, and no further than WINDOW changes: a feed of a seldom kind looks
back so far and no more. All districts are every one ever drawn, for what is over keeps its district: some milliseconds
each, so who asks for strangers keeps the answer.
"""

from sqlalchemy import Connection, Integer, bindparam, select

from backend.db.prepared import Prepared, among
from backend.db.rows import table
from backend.db.tables import SyncFeed
from backend.places import service as places
from backend.requests.tables import ServiceRequest

WINDOW = 1_000
_FEED, _REQUEST = table(SyncFeed), table(ServiceRequest)
_WINDOW = (
    select(_FEED.c.kind, _FEED.c.id, _FEED.c.op, _FEED.c.seq)
    .where(_FEED.c.jurisdiction == bindparam("here"), _FEED.c.bucket == bindparam("bucket"))
    .order_by(_FEED.c.seq.desc())
    .limit(bindparam("window", type_=Integer))
    .subquery()
)
CHANGED = Prepared(
    select(_WINDOW.c.seq, _WINDOW.c.id)
    .join(_REQUEST, _REQUEST.c.id == _WINDOW.c.id)
    .where(
        _WINDOW.c.kind == "request",
        _WINDOW.c.op == "put",
        _REQUEST.c.erased_at.is_(None),
        _REQUEST.c.status != "withdrawn",
        among(_REQUEST.c.service_code, "codes"),
    )
    .order_by(_WINDOW.c.seq.desc())
    .limit(bindparam("n", type_=Integer))
)


def changed(connection: Connection, here: str, service: str, district: str, n: int) -> list[str]:
    """The ids of the n requests that changed last and that anybody may know of; an empty service or district is all."""
    codes = {service} if service else set(places.services(connection, here))
    districts = [district] if district else ["none", *places.route_names(connection, here)]
    found: list[tuple[int, str]] = []
    for one in districts:
        asked = {"here": here, "bucket": f"district:{one}", "window": WINDOW, "codes": codes}
        found += CHANGED.rows(connection, **asked, n=n)
    return [id for _, id in sorted(found, reverse=True)[:n]]
