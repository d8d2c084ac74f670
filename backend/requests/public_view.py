"""The public face of a service request: what anybody with its reference may read. No place, no words or photos of the
reporter, no device: only how far it has come. No I/O."""

from datetime import datetime

from msgspec import Struct

from sync.decide.state import RequestState
from sync.protocol import reference

_STOPS = ("Reported", "Assigned", "In work", "Fixed")
_REACHED = {"new": 0, "triaged": 0, "reopened": 0, "planned": 1, "in_work": 2, "resolved": 3}
_HEADLINES = {
    "new": "Reported",
    "triaged": "Being looked at",
    "planned": "Assigned to a crew",
    "in_work": "In work",
    "resolved": "Fixed",
    "closed": "Closed",
    "duplicate": "Already reported by somebody else",
    "withdrawn": "Withdrawn by the person who reported it",
    "reopened": "Open again",
}


class Stop(Struct, frozen=True):
    """One stop of the curb line."""

    name: str
    reached: bool
    current: bool


class PublicView(Struct, frozen=True):
    """What the page shows."""

    reference: str
    headline: str
    service: str
    district: str
    note: str
    stops: list[Stop]
    reported_at: datetime
    updated_at: datetime


def public_view(request: RequestState, service: str, district: str) -> PublicView:
    """The request without anything personal. The note is the crew's sentence to the public."""
    at = _REACHED.get(request.status, 3)
    names = _STOPS if request.status in _REACHED else (*_STOPS[:3], "Closed")
    return PublicView(
        reference=reference.show(request.reference),
        headline=_HEADLINES[request.status],
        service=service,
        district=district,
        note=request.status_note,
        stops=[Stop(name, i <= at, i == at) for i, name in enumerate(names)],
        reported_at=request.recorded_at,
        updated_at=request.updated_at,
    )
