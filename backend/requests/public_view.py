"""The public face of a service request: what anybody with its reference may read. No place, no words or photos of the
reporter, no device: only how far it has come. No I/O."""

from datetime import datetime

from msgspec import Struct

from sync.decide.state import RequestState
from sync.protocol import lifecycle, reference

_STOPS = ("Reported", "Assigned", "In work", "Fixed")
_AT = {"new": 0, "triaged": 0, "reopened": 0, "planned": 1, "in_work": 2, "resolved": 3, "closed": 3}
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
    """One stop of the curb line. `state` is passed, here, reached (fixed) or ahead, as in the app."""

    name: str
    state: str


class PublicView(Struct, frozen=True):
    """What the page shows."""

    reference: str
    headline: str
    service: str
    district: str
    agency: str
    """Who has it where that is an agency outside the city, and how to reach it; else empty."""
    note: str
    stops: list[Stop]
    reported_at: datetime
    updated_at: datetime


def public_view(request: RequestState, service: str, district: str, agency: str = "") -> PublicView:
    """The request without anything personal. The note is the crew's sentence to the public."""
    return PublicView(
        reference=reference.show(request.reference),
        headline=_HEADLINES[request.status],
        service=service,
        district=district,
        agency=agency if lifecycle.is_open("request", request.status) else "",
        note=request.status_note,
        stops=_stops(request.status),
        reported_at=request.recorded_at,
        updated_at=request.updated_at,
    )


def _stops(status: str) -> list[Stop]:
    """Four stops. What ended without work (duplicate, withdrawn) stays at the first; a closed one says so."""
    at = _AT.get(status, 0)
    names = (*_STOPS[:3], "Closed") if status == "closed" else _STOPS
    here = "reached" if status == "resolved" else "here"
    return [Stop(name, "passed" if i < at else here if i == at else "ahead") for i, name in enumerate(names)]
