"""What people did: the arguments of each op of the wire. Part of the source of messages.schema.json and messages.ts.

An op's arguments are only ever added to; what changes their meaning is a new version of the op (SYNC-045).
"""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Id = Annotated[str, Meta(min_length=36, max_length=36, pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Short = Annotated[str, Meta(max_length=300)]
Minutes = Annotated[int, Meta(ge=0, le=10_000)]
Priority = Literal["low", "normal", "high", "urgent"]


class Place(Struct, omit_defaults=True):
    """Where it is: a point, words, or both. `accuracy_m` is the radius the phone gave with its fix.

    `asset_id` names the city thing that it is about, such as a lamp (SYNC-036).
    """

    lat: float | None = None
    lon: float | None = None
    accuracy_m: float | None = None
    source: Literal["gps", "map", "typed"] = "gps"
    text: Short = ""
    asset_id: Short | None = None


class PhotoPromise(Struct):
    """An attachment named by hash before its bytes arrive."""

    id: Id
    sha256: Sha256
    size_bytes: Count
    mime: Short


class ReportArgs(Struct):
    """`request.report`: a resident reports a problem. The reference is made on the device. `same_as` is the reference
    of a request that they found to be the same (SYNC-049)."""

    reference: Short
    service_code: Short
    place: Place
    description: str = ""
    photos: list[PhotoPromise] = field(default_factory=list)
    same_as: Short | None = None


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


class NotifyArgs(Struct):
    """`request.notify`: its reporter wants to be told of it by this channel; without an address no longer (SYNC-090).

    `address` is an e-mail address, or the push service's address for this phone, whose keys are `p256dh` and `auth`.
    """

    channel: Literal["email", "push"]
    address: Annotated[str, Meta(max_length=1000)] = ""
    p256dh: Short = ""
    auth: Short = ""
    locale: Short = "en"


class SortArgs(Struct):
    """`request.sort`: the desk says which kind of problem it is, and how pressing; what is absent stays as it is."""

    service_code: Short | None = None
    priority: Priority | None = None


class MergeArgs(Struct):
    """`request.merge`: the desk says that this is a duplicate of the request with the id `into`."""

    into: Id


class UnmergeArgs(Struct):
    """`request.unmerge`: the desk says that it is no duplicate after all."""


class CloseRequestArgs(Struct):
    """`request.close`: the desk closes it without a crew; `outcome` is one of `corrections.DESK_CLOSING`."""

    outcome: Short
    note: str


class AcceptArgs(Struct):
    """`wo.accept`: the crew has seen the job."""


class StartArgs(Struct):
    """`wo.start`: the crew works on it."""


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


class CloseArgs(Struct):
    """`wo.close`: the job is over, with an outcome, a sentence for the reporter, evidence, and what it took."""

    outcome: Short
    note: str = ""
    photos: list[PhotoPromise] = field(default_factory=list)
    minutes: Minutes = 0
    materials: list[Material] = field(default_factory=list)


class CorrectArgs(Struct):
    """`wo.correct`: whoever closed it says otherwise afterwards; what is absent stays as it was said."""

    outcome: Short | None = None
    note: str | None = None
    photos: list[PhotoPromise] = field(default_factory=list)


class ServeArgs(Struct):
    """`wo.serve`: the job is for this request too."""

    request_id: Id


class SplitArgs(Struct):
    """`wo.split`: the request leaves the job. With `job_id` it becomes a job of its own for the same crew, without it
    waits for the desk."""

    request_id: Id
    job_id: Id | None = None


class SettleArgs(Struct):
    """`wo.settle`: the desk decides what the field could not. `take`: a closing that does not count does from now on,
    the one with the id `closing` or the newest; `keep`: what stands stands; `open`: the last decision is taken back.
    `flags` are those that are decided, all there are when it is empty."""

    verdict: Literal["take", "keep", "open"]
    flags: list[Short] = field(default_factory=list)
    note: str = ""
    closing: Id | None = None


class LogArgs(Struct):
    """`wo.log`: time spent and material used on the job; rows are only ever added, totals are their sums."""

    id: Id
    minutes: Minutes = 0
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
    "request.notify": NotifyArgs,
    "request.sort": SortArgs,
    "request.merge": MergeArgs,
    "request.unmerge": UnmergeArgs,
    "request.close": CloseRequestArgs,
    "wo.accept": AcceptArgs,
    "wo.start": StartArgs,
    "wo.close": CloseArgs,
    "wo.assign": AssignArgs,
    "wo.cancel": CancelArgs,
    "wo.plan": PlanArgs,
    "wo.log": LogArgs,
    "wo.correct": CorrectArgs,
    "wo.serve": ServeArgs,
    "wo.split": SplitArgs,
    "wo.settle": SettleArgs,
    "op.review": ReviewArgs,
    "noop": NoopArgs,
}
