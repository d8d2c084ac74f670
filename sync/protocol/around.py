"""What is open around somebody, for anybody: no words, no photo, no exact place."""

from datetime import datetime

from msgspec import Struct, field

from sync.protocol.acts import Id, Short


class AroundDoc(Struct):
    """An open request, or one that was fixed a few days ago (`fixed`). The point is rounded to some ten metres.

    `distance_m` is from where one asked, in tens. `same`: near enough that one's own word may join it (SYNC-049).
    """

    reference: Short
    service_code: Short
    status: Short
    reported_at: datetime
    lat: float
    lon: float
    distance_m: int
    district_id: Id | None = None
    followers: int = 0
    fixed: bool = False
    same: bool = False


class AroundReply(Struct):
    """The nearest first; `more` when there are others within the same reach."""

    as_of: datetime
    around: list[AroundDoc] = field(default_factory=list)
    more: bool = False
