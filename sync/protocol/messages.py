"""The wire of the exchange, as msgspec Structs. The source of messages.schema.json and messages.ts.

Fields are only ever added, never renamed or removed (SYNC-040). Unknown fields are ignored on purpose, so that an older
server accepts a newer phone. Times are UTC, lengths in metres, sizes in bytes, coordinates WGS 84 degrees.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Raw, Struct, field

PROTO = 1
SCHEMA = 1

Id = Annotated[str, Meta(min_length=36, max_length=36, pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Short = Annotated[str, Meta(max_length=300)]
Priority = Literal["low", "normal", "high", "urgent"]

MAX_OPS = 50
MAX_OP_BYTES = 16 * 1024
MAX_PAGE = 500
MAX_BUCKETS = 1000
MAX_PHOTOS = 10
MAX_MATERIALS = 20
MAX_PHOTO_BYTES = 12 * 1024 * 1024

# --- what people did: arguments of each op ---


class Place(Struct, omit_defaults=True):
    """Where it is: a point, words, or both. `accuracy_m` is the radius the phone gave with its fix."""

    lat: float | None = None
    lon: float | None = None
    accuracy_m: float | None = None
    source: Literal["gps", "map", "typed"] = "gps"
    text: Short = ""


class PhotoPromise(Struct):
    """An attachment named by hash before its bytes arrive."""

    id: Id
    sha256: Sha256
    size_bytes: Count
    mime: Short


class ReportArgs(Struct):
    """`request.report`: a resident reports a problem. The reference is made on the device."""

    reference: Short
    service_code: Short
    place: Place
    description: str = ""
    photos: list[PhotoPromise] = field(default_factory=list)


class CommentArgs(Struct):
    """`request.comment`: words and photos added to a service request; kept whatever else happens (union law)."""

    id: Id
    text: str = ""
    photos: list[PhotoPromise] = field(default_factory=list)


class EditArgs(Struct):
    """`request.edit`: other words or another place; what is absent stays as it is."""

    description: str | None = None
    place: Place | None = None


class WithdrawArgs(Struct):
    """`request.withdraw`: its reporter takes it back, with a reason if they like."""

    text: str = ""


class ReopenArgs(Struct):
    """`request.reopen`: "not fixed", said by the reporter after the closure, with new photos if they like."""

    text: str = ""
    photos: list[PhotoPromise] = field(default_factory=list)


class RateArgs(Struct):
    """`request.rate`: what the reporter thinks of the result, 1 to 5 stars; the last one counts."""

    stars: Annotated[int, Meta(ge=1, le=5)]
    text: str = ""


class SortArgs(Struct):
    """`request.sort`: the desk says which kind of problem it is, and how pressing; what is absent stays as it is."""

    service_code: Short | None = None
    priority: Priority | None = None


class MergeArgs(Struct):
    """`request.merge`: the desk says that this is a duplicate of the request with the id `into`."""

    into: Id


class AcceptArgs(Struct):
    """`wo.accept`: the crew has seen the job."""


class StartArgs(Struct):
    """`wo.start`: the crew works on it."""


class CloseArgs(Struct):
    """`wo.close`: the job is over, with an outcome, a sentence for the reporter, and evidence."""

    outcome: Short
    note: str = ""
    photos: list[PhotoPromise] = field(default_factory=list)


class AssignArgs(Struct):
    """`wo.assign`: a dispatcher gives the job to a crew. `request_id` makes the work order when it does not exist."""

    crew_id: Id
    request_id: Id | None = None


class CancelArgs(Struct):
    """`wo.cancel`: the desk calls the job off."""

    note: str = ""


class Schedule(Struct):
    """When the crew should be there; null where one side is open, both null when no time is set."""

    from_at: Annotated[datetime, Meta(tz=True)] | None = None
    until_at: Annotated[datetime, Meta(tz=True)] | None = None


class PlanArgs(Struct):
    """`wo.plan`: when, and what to mind; what is absent stays as it is. The last to arrive wins."""

    schedule: Schedule | None = None
    instructions: str | None = None


class Material(Struct):
    """So much of something, in a unit that people say: 2.5 "kg", 1 "lamp"."""

    name: Short
    quantity: float
    unit: Short = ""


class LogArgs(Struct):
    """`wo.log`: time spent and material used on the job; rows are only ever added, totals are their sums."""

    id: Id
    minutes: Annotated[int, Meta(ge=0, le=10_000)] = 0
    materials: list[Material] = field(default_factory=list)
    text: str = ""


class ReviewArgs(Struct):
    """`op.review`: the desk accepts a held op, which is then decided as if by its author, or refuses it."""

    verdict: Literal["accept", "refuse"]
    note: str = ""


class NoopArgs(Struct):
    """`noop`: nothing, under a number whose op the device no longer has; `reason` says why (SYNC-015)."""

    reason: Short = ""


OP_ARGS: dict[str, type[Struct]] = {
    "request.report": ReportArgs,
    "request.comment": CommentArgs,
    "request.edit": EditArgs,
    "request.withdraw": WithdrawArgs,
    "request.reopen": ReopenArgs,
    "request.rate": RateArgs,
    "request.sort": SortArgs,
    "request.merge": MergeArgs,
    "wo.accept": AcceptArgs,
    "wo.start": StartArgs,
    "wo.close": CloseArgs,
    "wo.assign": AssignArgs,
    "wo.cancel": CancelArgs,
    "wo.plan": PlanArgs,
    "wo.log": LogArgs,
    "op.review": ReviewArgs,
    "noop": NoopArgs,
}


class Op(Struct):
    """One act of a person, frozen when queued. `on` is `request/ID` or the like; `base` the version its author saw."""

    mid: Annotated[int, Meta(ge=1, le=2**53 - 1)]
    op_id: Id
    kind: Short
    v: Annotated[int, Meta(ge=1, le=1000)]
    on: Annotated[str, Meta(pattern=r"^(request|wo|op|device)/[0-9a-f-]{36}$")]
    base: Count
    at: Annotated[datetime, Meta(tz=True)]
    args: Raw


# --- what a device may hold: documents of the feed ---


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


class RouteDoc(Struct):
    """Why this district: for staff only. `reason` is one of backend/places/locate.py."""

    reason: str
    layer: str | None = None
    district: str | None = None
    crew_id: str | None = None


class RequestDoc(Struct):
    """A service request as its readers see it: `route` only for staff, `duplicate_of` and `follows` are references."""

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


class WorkOrderDoc(Struct):
    """One job for a crew, for one or more service requests."""

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


class DistrictDoc(Struct):
    """An area a crew answers for. `boundary` (GeoJSON geometry) only in a dispatcher's view."""

    id: str
    ver: int
    name: str
    layer: str
    crew_id: str | None
    boundary: Any = None


class CrewDoc(Struct):
    """A crew's name, for everybody who reads who is coming."""

    id: str
    ver: int
    name: str


class JurisdictionDoc(Struct):
    """The city that this device talks to."""

    id: str
    ver: int
    name: str
    lat: float
    lon: float
    phone: str


DOCS: dict[str, type[Struct]] = {
    "request": RequestDoc,
    "wo": WorkOrderDoc,
    "held": HeldDoc,
    "service": ServiceDoc,
    "district": DistrictDoc,
    "crew": CrewDoc,
    "jurisdiction": JurisdictionDoc,
}

# --- the exchange ----------------------------------------------------------------------------------------------------


class Clock(Struct):
    """What the phone's clock says; evidence for times shown to people, never order (I12)."""

    wall: datetime
    skew_ms: Annotated[int, Meta(ge=-(2**53 - 1), le=2**53 - 1)] = 0


class PullAsk(Struct):
    """Which history the device knows and how far it has each bucket."""

    epoch: str
    have: Annotated[dict[str, Count], Meta(max_length=MAX_BUCKETS)]
    limit: Annotated[int, Meta(ge=1, le=MAX_PAGE)] = MAX_PAGE
    reset: Annotated[list[str], Meta(max_length=MAX_BUCKETS)] = field(default_factory=list)
    """Buckets to read from their beginning, for what the device holds of them fails its check (SYNC-018)."""
    begun: Annotated[list[str], Meta(max_length=MAX_BUCKETS)] = field(default_factory=list)
    """As the last reply said: buckets being read from their beginning, page by page (SYNC-019)."""


class Former(Struct):
    """The device that the sender was before it had to take a new id, with the proof that it was (SYNC-016)."""

    device: Id
    secret: Short


class ExchangeRequest(Struct):
    """One request of a device: push its ops, then ask for changes."""

    proto: int
    schema: int
    app: Short
    device: Id
    acked_mid: Count
    clock: Clock
    ops: Annotated[list[Op], Meta(max_length=MAX_OPS)]
    pull: PullAsk | None = None
    former: Former | None = None


class Ack(Struct):
    """The stored outcome of one op. `ver` is the version of the thing it was about, after it."""

    mid: int
    op_id: str
    outcome: str
    code: str
    ver: int
    detail: Any = None


class FeedRow(Struct):
    """One membership of the feed: `put` carries a document, `leave` says that the bucket no longer holds it."""

    b: str
    s: int
    k: str
    id: str
    op: Literal["put", "leave"]
    ver: int
    doc: Any = None


class Check(Struct, frozen=True):
    """How many things a bucket holds, and the sum of their marks modulo 2^32 (protocol/check.py)."""

    n: int
    sum: int


class PullReply(Struct):
    """Changes since the cursors. `more` asks for another exchange with the new cursors."""

    epoch: str
    head: int
    drop: list[str]
    reset: list[str]
    rows: list[FeedRow]
    cursors: dict[str, int]
    more: bool
    begun: list[str] = field(default_factory=list)
    check: dict[str, Check] | None = None
    """On the last page, of each bucket."""


class Blocked(Struct):
    """The first op that this server is too old to know; it and all behind it stay in the outbox (SYNC-042)."""

    mid: int
    code: str


class ExchangeReply(Struct):
    """200 also when ops were rejected: each op has its own outcome."""

    proto: int
    server_time: datetime
    last_mid: int
    acks: list[Ack]
    pull: PullReply | None = None
    blocked: Blocked | None = None
    upgrade: dict[str, int] | None = None
    retry_after_ms: int = 0


class SignInRequest(Struct):
    """A staff member's sign-in on one device."""

    login: Short
    password: Annotated[str, Meta(max_length=200)]


class SignInReply(Struct):
    """`token` goes into `Authorization: Bearer`; it is shown once and stored hashed."""

    token: str
    account_id: str
    name: str
    role: Literal["crew", "dispatcher", "manager"]
    crew_id: str | None


WIRE: tuple[type[Struct], ...] = (ExchangeRequest, ExchangeReply, SignInRequest, SignInReply)
