"""What anybody may know of a request's way: each change of its status, when, and by which crew; nothing anybody wrote.

Reads `kind`, `by` and the moments of a history; never its words, never a device.
"""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select

from backend.db.prepared import Prepared, among
from backend.db.rows import table
from backend.requests.public_view import Step, when
from backend.requests.tables import RequestEntry
from sync.protocol import lifecycle

_ENTRY = table(RequestEntry)
_KINDS = ["reported", "corrected", *(status for status in lifecycle.statuses("request") if status != "new")]
_BY_REPORTERS = ("reported", "withdrawn", "reopened", "duplicate")
_NO_CREW = ("reporter", "dispatcher", "crew", "routing")
_STEPS = Prepared(
    select(_ENTRY.c.request_id, _ENTRY.c.kind, _ENTRY.c.by, _ENTRY.c.occurred_at, _ENTRY.c.recorded_at)
    .where(among(_ENTRY.c.request_id, "ids"), among(_ENTRY.c.kind, "kinds"))
    .order_by(_ENTRY.c.recorded_at, _ENTRY.c.position)
)


def steps(connection: Connection, ids: Iterable[str]) -> dict[str, list[Step]]:
    """Request id -> its steps, oldest first; the same one twice in a row is one."""
    found: dict[str, list[Step]] = defaultdict(list)
    for id, kind, by, occurred_at, recorded_at in _STEPS.rows(connection, ids=set(ids), kinds=_KINDS):
        before = found[id][-1] if found[id] else None
        if by == "reporter" and kind not in _BY_REPORTERS:
            continue
        # What routing does, it does in somebody's moment: a reporter's, when a corrected place moves the job.
        at = when(occurred_at, recorded_at, before.at if before else None, by in ("reporter", "routing"))
        step = Step(kind, "" if by in _NO_CREW else by, at)
        if before is None or (before.kind, before.crew) != (kind, step.crew):
            found[id].append(step)
    return found
