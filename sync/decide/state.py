"""What a decision reads and writes: Structs in memory. The server loads them, decides, saves what was touched."""

import hashlib
import uuid
from datetime import datetime
from typing import Any, Literal, TypeVar

from msgspec import Struct, field, structs

from sync.protocol.messages import Closing, Deed, Material, NotifyArgs, PhotoPromise, Place, Settled

Thing = TypeVar("Thing")
_NAMES = uuid.UUID("5d1f6f0e-4a51-4b5e-9a86-0c0f5b1e7a11").bytes
_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}


class Rights(Struct, frozen=True):
    """What the author of an op may do, today (I20). `signature` is how histories name the author: never as a person."""

    device_id: str
    role: Literal["resident", "crew", "dispatcher", "manager"]
    crew_id: str | None = None
    signature: str = "reporter"
    lost: dict[str, "Lost"] = field(default_factory=dict)
    """`wo/ID` or `request/ID` -> the right to it that ended when the author left a crew."""

    is_leaving: bool = False
    """Whether the author's phone was given up for lost: a person looks at all that it hands over (SYNC-047)."""

    name: str = ""
    """The person of the staff, for the eyes of staff."""

    @property
    def is_desk(self) -> bool:
        """Whether the author answers for the whole city."""
        return self.role in ("dispatcher", "manager")


class Lost(Struct, frozen=True):
    """A right that ended: the thing's version at that moment, and the crew through which it was held."""

    ver: int
    crew_id: str
    crew_name: str


class Act(Struct, frozen=True):
    """An op whose envelope is understood: `thing` is `request`, `wo` or `op`; `occurred_at` is corrected, for show."""

    op_id: str
    kind: str
    thing: str
    id: str
    base: int
    occurred_at: datetime
    args: Any
    is_late: bool = False
    """Whether nobody knows any more if it was done before (SYNC-017)."""


class Answerable(Struct, frozen=True):
    """Who answers for the point of a report, found before deciding."""

    district_id: str | None = None
    crew_id: str | None = None
    reason: str = ""
    route: dict[str, Any] | None = None
    """The rest of the answer, as it is kept beside the request: map version, distance to the border, second choice."""


Fver = dict[str, list[Any]]
"""Field group -> [version at its last write, device that wrote it]."""


class RequestState(Struct):
    """A service request."""

    id: str
    reference: str
    service_code: str
    description: str
    place: Place
    district_id: str | None
    route_reason: str
    reporter_device: str
    requested_at: datetime
    recorded_at: datetime
    updated_at: datetime
    status: str = "new"
    status_note: str = ""
    work_order_id: str | None = None
    crew_id: str | None = None
    priority: str = "normal"
    closed_at: datetime | None = None
    """When the server learned that it was over; never a device's claim."""
    duplicate_of: str | None = None
    chosen_crew_id: str | None = None
    """Of a duplicate: the crew that the desk had chosen for it, and that has it again when it is none (SYNC-084)."""
    followers: int = 0
    """How many requests are duplicates of this one."""
    follows: str | None = None
    rating: int | None = None
    erased_at: datetime | None = None
    """Since then only what statistics count is left of it, and no bucket holds it (SYNC-046)."""
    route: dict[str, Any] | None = None
    """What else was found when its point was routed (`Answerable.route`); for staff."""
    ver: int = 0
    fver: Fver = field(default_factory=dict)


class Before(Struct):
    """What a job and its requests were before a decision of the desk: id -> (status, note) of each that followed."""

    status: str
    outcome: str | None
    note: str
    closed_at: datetime | None
    closed_by: str | None
    counted: str | None
    requests: dict[str, tuple[str, str]] = field(default_factory=dict)
    ratings: dict[str, int] = field(default_factory=dict)


class Settlement(Struct):
    """A decision of the desk, and the way back from it."""

    told: Settled
    before: Before | None = None


class WorkOrderState(Struct):
    """A work order."""

    id: str
    request_ids: list[str]
    district_id: str | None
    created_at: datetime
    status: str = "open"
    crew_id: str | None = None
    outcome: str | None = None
    note: str = ""
    flags: list[str] = field(default_factory=list)
    assign_rev: int = 0
    past_crews: list[str] = field(default_factory=list)
    accepted_at: datetime | None = None
    started_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    scheduled_from_at: datetime | None = None
    scheduled_until_at: datetime | None = None
    instructions: str = ""
    closings: list[Closing] = field(default_factory=list)
    settled: list[Settlement] = field(default_factory=list)
    moved: Deed | None = None
    ver: int = 0
    fver: Fver = field(default_factory=dict)


class Line(Struct, frozen=True):
    """One line of a history, insert-only; `minutes` and `materials` only in the log of a work order."""

    id: str
    thing: str
    thing_id: str
    kind: str
    by: str
    text: str
    device_id: str
    occurred_at: datetime
    minutes: int = 0
    materials: list[Material] = field(default_factory=list)
    name: str = ""
    """The person of the staff who wrote it."""


class HeldOp(Struct):
    """An op that waits for the desk, or was dealt with. `author` is as whom it is decided when the desk accepts it."""

    act: Act
    author: Rights
    why: str
    received_at: datetime
    state: Literal["waiting", "accepted", "refused"] = "waiting"
    note: str = ""
    outcome: str | None = None
    code: str | None = None
    detail: dict[str, Any] | None = None
    reviewed: Deed | None = None
    reviewer_device: str = ""
    ver: int = 0


class Promised(Struct, frozen=True):
    """A photo an op promised, and every thing whose readers may see it."""

    photo: PhotoPromise
    role: Literal["report", "comment", "evidence"]
    device_id: str
    links: list[tuple[str, str]]
    crew_id: str | None = None
    """Whose closing it belongs to: that crew sees it also when the job is another's by then (SYNC-083)."""


class Unserved(Struct, frozen=True):
    """A request that a job no longer serves, and what was said of the job that is not the request's any more
    (SYNC-086): closings, their notes and the ids of their photos."""

    work_order_id: str
    request_id: str
    closings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    photos: list[str] = field(default_factory=list)


class Wish(Struct, frozen=True):
    """How a reporter wants to be told of a request from now on; the last wish for a channel counts."""

    request_id: str
    device_id: str
    asked: NotifyArgs


class World(Struct):
    """Everything a batch of ops touches. Decisions change it in place; `touched` and the lists say what to save."""

    now: datetime
    services: dict[str, bool] = field(default_factory=dict)
    """Service code -> still offered."""
    crews: set[str] = field(default_factory=set)
    agencies: set[str] = field(default_factory=set)
    """Crews outside the city, whose jobs the desk does in their place (SYNC-081)."""
    answerable: dict[str, Answerable] = field(default_factory=dict)
    """op_id of a report, or of what may move one -> who answers for its point."""
    taken: set[str] = field(default_factory=set)
    """References of the batch, or made for it, that other requests already have."""
    elsewhere: set[str] = field(default_factory=set)
    """Ids of the batch that name things of another city."""
    refused: set[str] = field(default_factory=set)
    """Requests that the author's own report did not make, because it was rejected."""
    promised: dict[str, tuple[str, int] | None] = field(default_factory=dict)
    """Attachment id -> (sha256, size) of what it names already; None where it is another device's."""
    assets: set[str] = field(default_factory=set)
    """Ids that places of the batch name and the city has."""
    requests: dict[str, RequestState] = field(default_factory=dict)
    work_orders: dict[str, WorkOrderState] = field(default_factory=dict)
    held: dict[str, HeldOp] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    """Erased requests that the batch names: its device is told once more to keep nothing of them."""
    touched: set[tuple[str, str]] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)
    unserved: list[Unserved] = field(default_factory=list)
    promises: list[Promised] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    carried: list[tuple[str, str]] = field(default_factory=list)
    """(request, request that follows it up): the photos of the first belong to the second too."""


class Decision(Struct, frozen=True):
    """The terminal outcome of an op, with its code in outcomes.json and facts its author needs."""

    outcome: str
    code: str
    detail: dict[str, Any] | None = None


APPLIED = Decision("applied", "ok")


def rejected(code: str, **detail: Any) -> Decision:
    """Nothing changed; the op becomes a letter to its author."""
    return Decision("rejected", code, detail or None)


def for_desk(rights: Rights, thing: Thing | None) -> Thing | Decision:
    """What an act of the desk is about, or why it is refused."""
    if not rights.is_desk:
        return rejected("not_allowed")
    return rejected("not_found") if thing is None else thing


def made_id(*parts: str) -> str:
    """An id for something that a decision makes: the same for the same op, so that a decision stays deterministic."""
    x = hashlib.sha1(_NAMES + "/".join(parts).encode(), usedforsecurity=False).hexdigest()
    return f"{x[:8]}-{x[8:12]}-5{x[13:16]}-{_VARIANT[x[16]]}{x[17:20]}-{x[20:32]}"  # uuid5, for a third of the time


def known_place(world: World, place: Place) -> Place:
    """The place, without an asset that the city does not have: its point and words stay (SYNC-036)."""
    if place.asset_id is None or place.asset_id in world.assets:
        return place
    return structs.replace(place, asset_id=None)


def write(world: World, thing: RequestState | WorkOrderState, rights: Rights, *groups: str) -> None:
    """Count a write to the field groups: a new version, and who wrote them."""
    thing.ver += 1
    for group in groups:
        thing.fver[group] = [thing.ver, rights.device_id]
    world.touched.add(("request" if isinstance(thing, RequestState) else "wo", thing.id))
    if isinstance(thing, RequestState):
        thing.updated_at = world.now


def is_foreign(fver: Fver, group: str, base: int, device_id: str) -> bool:
    """Whether somebody else wrote the group after the version that the author saw (SYNC-031)."""
    ver, device = fver.get(group, (0, device_id))
    return bool(ver > base and device != device_id)


def tell(
    world: World, rights: Rights, act: Act, thing: RequestState | WorkOrderState, kind: str, text: str = ""
) -> None:
    """Append a line to the thing's history."""
    name = "request" if isinstance(thing, RequestState) else "wo"
    id = made_id(act.op_id, name, thing.id, kind)
    by, device_id = rights.signature, rights.device_id
    line = Line(id, name, thing.id, kind, by, text, device_id, act.occurred_at, name=rights.name)
    world.lines.append(line)


def deed(kind: str, rights: Rights, act: Act) -> Deed:
    """Who does what, and when, for those who hear of it later."""
    return Deed(kind, rights.signature, rights.name, act.occurred_at)


def promise(
    world: World,
    rights: Rights,
    photos: list[PhotoPromise],
    role: Any,
    links: list[tuple[str, str]],
    crew_id: str | None = None,
) -> None:
    """Expect these photos from the author's device; `crew_id` is whose closing they belong to."""
    world.promised.update((photo.id, (photo.sha256, photo.size_bytes)) for photo in photos)
    world.promises.extend(Promised(photo, role, rights.device_id, links, crew_id) for photo in photos)
