"""What a reporter is offered before sending, and the desk beside a request: others that may be about the same thing."""

from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from sync.protocol.acts import Id, Short

Why = Literal["same_asset", "alike", "near", "same_service"]


class NearbyDoc(Struct):
    """A request that may be about the same thing. To residents `distance_m` is in tens; `id` is for the desk alone.

    `photo` says whether there is one to ask for; `alike_bits` in how many of 64 bits the likest two differ.
    """

    reference: Short
    service_code: Short
    status: Short
    reported_at: datetime
    distance_m: int
    why: list[Why]
    over: bool = False
    followers: int = 0
    photo: bool = False
    alike_bits: int | None = None
    id: Id | None = None


class NearbyReply(Struct):
    """The likeliest first; three at most."""

    nearby: list[NearbyDoc] = field(default_factory=list)
