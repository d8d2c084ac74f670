"""The wire of the exchange, as msgspec Structs. The source of messages.schema.json and messages.ts.

Fields are only ever added, never renamed or removed (SYNC-040). Unknown fields are ignored on purpose, so that an older
server accepts a newer phone. Times are UTC, lengths in metres, sizes in bytes, coordinates WGS 84 degrees.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Raw, Struct, field

# To its readers the wire is one module.
from sync.protocol.acts import *  # noqa: F403
from sync.protocol.acts import Count, Id, Short
from sync.protocol.around import AroundReply
from sync.protocol.documents import *  # noqa: F403
from sync.protocol.finding import *  # noqa: F403
from sync.protocol.finding import NearReply, PlacePack, SearchReply
from sync.protocol.nearby import NearbyReply

PROTO = 1
SCHEMA = 4
ERASE_SCHEMA = 2
"""Older apps would take `erase` for a document: they are told `leave`."""
SCHEMA_MIN = 1
"""The oldest documents that the server still writes; older apps may push, and are told to update (SYNC-041)."""

MAX_OPS = 50
MAX_OP_BYTES = 16 * 1024
MAX_PAGE = 500
MAX_BUCKETS = 1000
MAX_PHOTOS = 10
MAX_MATERIALS = 20
MAX_PHOTO_BYTES = 12 * 1024 * 1024


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
    """One membership of the feed: `put` carries a document, `leave` says that the bucket no longer holds it, `erase`
    that nothing of it may stay on the device, whichever bucket held it.
    """

    b: str
    s: int
    k: str
    id: str
    op: Literal["put", "leave", "erase"]
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


WIRE: tuple[type[Struct], ...] = (
    ExchangeRequest,
    ExchangeReply,
    SignInRequest,
    SignInReply,
    SearchReply,
    NearReply,
    PlacePack,
    NearbyReply,
    AroundReply,
)
