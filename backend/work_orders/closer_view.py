"""What a crew reads of a job that it closed and that is another's: its own closing, time and material, what the desk
decided, and nothing of what others do there. Pure.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec.structs import replace

from backend.work_orders.spent import Row, summed
from sync.protocol import lifecycle
from sync.protocol.messages import About, Closing, HistoryEntry, PhotoDoc, WorkOrderDoc

_CLOSINGS = ("closed", "closed_again", "correction", "corrected")
"""Lines that tell of a closing."""


def own_closing(
    doc: WorkOrderDoc, crew_id: str | None, abouts: Mapping[str, About], logged: Iterable[Row]
) -> WorkOrderDoc:
    """The job as the crew's closing left it, for its eyes; `abouts` are those of the requests that it serves, and
    `logged` is what anybody noted of time and material."""
    own = [one for one in doc.closings if one.crew_id == crew_id]
    last = next((one for one in own if one.counts), own[-1] if own else None)
    status = lifecycle.CLOSING[last.outcome]["work_order"] if last else "cancelled"
    is_done = last is not None and status == "done"
    theirs = {id for one in own for id in one.photos}
    photos = [photo for photo in doc.photos if photo.id in theirs]
    names = {one.by for one in own if one.kind != "correction"}  # what the desk corrected, it signed
    took = summed(row for row in logged if row.by in names)
    return WorkOrderDoc(
        id=doc.id,
        ver=doc.ver,
        status=status,
        crew_id=doc.crew_id,
        district_id=None,
        request_ids=[],
        outcome=last.outcome if last else None,
        note=last.note if last else "",
        evidence=evidence(photos),
        flags=[],
        created_at=doc.created_at,
        accepted_at=None,
        started_at=None,
        closed_at=last.occurred_at if last and is_done else None,
        closed_by=last.by if last and is_done else None,
        photos=photos,
        history=[line for line in doc.history if _is_told(line, own, names)],
        minutes=took.minutes,
        materials=took.materials(),
        closings=[replace(one, request_ids=None) for one in own],
        settled=doc.settled,
        about=_about(doc, own, abouts),
    )


def evidence(photos: list[PhotoDoc]) -> Literal["none", "pending", "complete"]:
    """How much of what was promised is there."""
    if not photos:
        return "none"
    return "complete" if all(photo.state == "stored" for photo in photos) else "pending"


def _about(doc: WorkOrderDoc, own: list[Closing], abouts: Mapping[str, About]) -> About | None:
    """Of the requests that the job serves, the first that was told when the crew closed it."""
    told = {id for one in own if one.kind != "correction" for id in one.request_ids or ()}
    return next((abouts[id] for id in doc.request_ids if id in told and id in abouts), None)


def _is_told(line: HistoryEntry, own: list[Closing], names: set[str]) -> bool:
    return line.kind == "settled" or (line.kind == "logged" and line.by in names) or _is_of(line, own)


def _is_of(line: HistoryEntry, own: list[Closing]) -> bool:
    return line.kind in _CLOSINGS and any((line.at, line.by) == (one.occurred_at, one.by) for one in own)
