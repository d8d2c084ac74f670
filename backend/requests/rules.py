"""Which requests near a point may be about the same thing, and in what order they are shown. No I/O."""

import math
from datetime import timedelta

from msgspec import Struct

from backend.attachments.rules import ALIKE_BITS
from sync.protocol.nearby import Why

RADIUS_M = 50.0
"""How far apart two reports of one thing may lie, beside what their fixes may be wrong."""
RADII_M = {"road-condition": 100.0, "flooding": 150.0, "graffiti": 40.0, "street-light-outage": 30.0}
"""Where a kind of problem is larger, or stands closer together, than most."""
WIDEST_M = 50.0
"""No fix widens the circle by more: a worse one would find a neighbourhood."""
OVER_FOR = timedelta(days=14)
"""What was closed no longer ago is shown too, as over: its reporter may mean that it was not fixed."""
SHOWN = 3


class Signs(Struct, frozen=True):
    """What speaks for two reports being one: metres and days between them, and what else is the same."""

    distance_m: float
    days: float
    same_asset: bool
    same_service: bool
    over: bool
    bits: int | None
    """In how many of 64 bits the likest two photos differ; None without photos on both sides."""

    @property
    def alike(self) -> bool:
        """Whether the photos show the same view."""
        return self.bits is not None and self.bits <= ALIKE_BITS


def reach_m(service_code: str, *accuracies_m: float | None) -> float:
    """How far around a point to look: the kind's radius, and what the fixes of both may be wrong together."""
    wrong = math.hypot(*(accuracy or 0.0 for accuracy in accuracies_m))
    return RADII_M.get(service_code, RADIUS_M) + min(WIDEST_M, wrong)


def score(signs: Signs, reach_m: float) -> tuple[bool, float]:
    """What is shown first sorts highest: the same asset before all, then nearness, kind, photo and age together."""
    near = 1 - min(1.0, signs.distance_m / reach_m)
    fresh = math.exp(-max(0.0, signs.days) / 60)
    photo = 0.0 if signs.bits is None else max(0.0, 1 - signs.bits / (2 * ALIKE_BITS))
    return signs.same_asset, near + 0.5 * signs.same_service + 0.5 * photo + 0.3 * fresh - 0.5 * signs.over


def why(signs: Signs) -> list[Why]:
    """What speaks for it, in the order of its weight: `same_asset`, `alike`, `near`, `same_service`."""
    told: dict[Why, bool] = {
        "same_asset": signs.same_asset,
        "alike": signs.alike,
        "near": True,
        "same_service": signs.same_service,
    }
    return [name for name, holds in told.items() if holds]


def about_m(distance_m: float) -> int:
    """The distance as strangers hear it, in tens of metres: three exact ones would tell where a reporter stood."""
    return max(10, round(distance_m / 10) * 10)
