"""What a device may hold: the documents of the feed. Part of the source of messages.schema.json and messages.ts."""

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct, field

from sync.protocol.acts import Material, Place, Priority, Schedule


class PhotoDoc(Struct):
    """A photo of a service request or work order; `expected` until its bytes are stored, then `stored` or `bad`."""

    id: str
    role: Literal["report", "comment", "evidence"]
    state: Literal["expected", "stored", "bad"]
    width: int | None = None
    height: int | None = None


class HistoryEntry(Struct):
    """One line of what happened; `by` is a role or a crew's name, never a reporter."""

    at: datetime
    kind: str
    by: str
    text: str = ""
    name: str = ""
    """Who of the staff it was, for staff alone."""


class Deed(Struct):
    """Who did something to a job and when; `by` is a role or a crew's name, `name` the person's."""

    kind: str
    by: str
    name: str
    at: datetime


class Closing(Struct):
    """What somebody said became of a job. Of all that were sent, one counts at most: the others wait for the desk, or
    were said otherwise since.
    """

    id: str
    kind: Literal["first", "late", "double", "correction"]
    by: str
    name: str
    crew_id: str | None
    """Whose work it tells of."""
    occurred_at: datetime
    received_at: datetime
    outcome: str
    note: str = ""
    photos: list[str] = field(default_factory=list)
    minutes: int = 0
    materials: list[Material] = field(default_factory=list)
    counts: bool = False
    request_ids: list[str] | None = None
    """The requests that were told of it and have not given it back since (SYNC-086); not known of older ones."""


class Settled(Struct):
    """What the desk decided of a job's flags; with `take`, `closing` is the one that counts since."""

    verdict: Literal["take", "keep"]
    flags: list[str]
    note: str
    by: str
    name: str
    at: datetime
    closing: str | None = None


class RouteDoc(Struct):
    """Why this district: for staff only. `reason` is one of backend/places/locate.py.

    `distance_m` to the nearest border, None where none is near; `second` is the name of the next choice; `rule` is the
    asset's owner or the default point that decided.
    """

    reason: str
    layer: str | None = None
    district: str | None = None
    crew_id: str | None = None
    layer_version: int | None = None
    layer_since: str | None = None
    """The day, in UTC, from which that version answered."""
    distance_m: float | None = None
    second: str | None = None
    second_crew_id: str | None = None
    near_border: bool = False
    accuracy_m: float | None = None
    rule: str | None = None


class RequestDoc(Struct):
    """A service request as its readers see it: `route` only for staff, `duplicate_of` and `follows` are references,
    `followers` says how many others reported the same."""

    id: str
    ver: int
    reference: str
    service_code: str
    status: str
    status_note: str
    description: str
    place: Place
    district_id: str | None
    work_order_id: str | None
    crew_id: str | None
    requested_at: datetime
    recorded_at: datetime
    updated_at: datetime
    photos: list[PhotoDoc]
    history: list[HistoryEntry]
    route: RouteDoc | None = None
    priority: Priority = "normal"
    closed_at: datetime | None = None
    duplicate_of: str | None = None
    follows: str | None = None
    rating: int | None = None
    followers: int = 0
    asset: str | None = None
    """What the place's asset is called; for staff also whose it is: Lamp 4411 (City Power and Light)."""
    told_by: dict[str, bool] = field(default_factory=dict)
    """For its reporter alone: by which channels they are told of changes, and whether each is confirmed."""


class About(Struct):
    """What a job was for, in as few words as name it."""

    service_code: str
    reference: str
    place: Place


class WorkOrderDoc(Struct):
    """One job for a crew, for one or more service requests. A crew that only closed it reads what it said itself, what
    the desk decided, and `about` (SYNC-083)."""

    id: str
    ver: int
    status: str
    crew_id: str | None
    district_id: str | None
    request_ids: list[str]
    outcome: str | None
    note: str
    evidence: Literal["none", "pending", "complete"]
    flags: list[str]
    created_at: datetime
    accepted_at: datetime | None
    started_at: datetime | None
    closed_at: datetime | None
    closed_by: str | None
    photos: list[PhotoDoc]
    history: list[HistoryEntry]
    schedule: Schedule = field(default_factory=Schedule)
    instructions: str = ""
    minutes: int = 0
    materials: list[Material] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)
    """Every closing that was sent, in the order of their arrival."""
    settled: list[Settled] = field(default_factory=list)
    """What the desk decided and did not take back, oldest first."""
    moved: Deed | None = None
    """Who gave it to this crew or called it off last: `assigned` or `cancelled`."""
    about: About | None = None
    """For who does not hold what it serves."""


class HeldDoc(Struct):
    """An op that waits for the desk, or was dealt with; `outcome` and `code` are those of its later decision."""

    id: str
    ver: int
    kind: str
    on: str
    by: str
    why: str
    args: Any
    state: Literal["waiting", "accepted", "refused"]
    occurred_at: datetime
    received_at: datetime
    note: str = ""
    outcome: str | None = None
    code: str | None = None
    detail: Any = None
    photos: list[PhotoDoc] = field(default_factory=list)
    name: str = ""
    """Which of the staff its author is, for staff alone."""
    reviewed: Deed | None = None
    """Who of the desk dealt with it last; the name is for staff alone."""


class ServiceWords(Struct, frozen=True):
    """A service in another language; what is empty here is said in the city's own."""

    name: str
    description: str = ""
    group: str = ""
    keywords: list[str] = field(default_factory=list)


class ServiceDoc(Struct):
    """A kind of problem one may report, with Open311 keywords."""

    id: str
    ver: int
    name: str
    description: str
    group: str
    keywords: list[str]
    icon: str
    position: int
    active: bool
    asset_kind: str | None = None
    """The kind of assets that it is about, such as street_light."""
    layer: str | None = None
    """The layer that answers for it, for the phone's prediction."""
    expected_days: int | None = None
    """Working days in which the city means to have it done (SYNC-092)."""
    translations: dict[str, ServiceWords] = field(default_factory=dict)
    """By language, as in `es`; the words above are in the city's own."""


class DistrictDoc(Struct):
    """An area a crew answers for. `boundary` (GeoJSON geometry) only in a dispatcher's view; `outline` only in others':
    the rings of the simplified area as encoded lines, for the phone's prediction. A retired district has none.
    """

    id: str
    ver: int
    name: str
    layer: str
    crew_id: str | None
    boundary: Any = None
    outline: list[str] | None = None


class CrewDoc(Struct):
    """A crew's name, for everybody who reads who is coming. An agency is outside the city; `contact` reaches it."""

    id: str
    ver: int
    name: str
    agency: bool = False
    contact: str = ""


class JurisdictionDoc(Struct):
    """The city that this device talks to."""

    id: str
    ver: int
    name: str
    lat: float
    lon: float
    phone: str
    holidays: list[str] = field(default_factory=list)
    """ISO days on which nobody works (SYNC-092)."""


DOCS: dict[str, type[Struct]] = {
    "request": RequestDoc,
    "wo": WorkOrderDoc,
    "held": HeldDoc,
    "service": ServiceDoc,
    "district": DistrictDoc,
    "crew": CrewDoc,
    "jurisdiction": JurisdictionDoc,
}
