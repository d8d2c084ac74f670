"""What a crew's phone is told of its day's tour."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

Engine = Literal["vroom", "nearest"]
Travel = Literal["streets", "straight"]


class TourLeg(Struct, frozen=True):
    """The way to a job from the one before it. `distance_m` is None where it has no point, or the first one is without
    a known start; `duration_s` is driving time, None while nobody knows the streets.
    """

    id: str
    distance_m: int | None = None
    duration_s: int | None = None


class TourReply(Struct, frozen=True):
    """The crew's open jobs in the order of the tour. `engine` is "nearest" where no solver answered: then each leg goes
    on to the nearest. `travel` is "streets" when a travel matrix was given, else "straight": lines made longer.
    """

    order: list[str]
    legs: list[TourLeg]
    engine: Engine
    travel: Travel
    made_at: datetime
