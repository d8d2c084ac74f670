"""What a tour is: which jobs come before which, how far it is between them, and always on to the nearest. No I/O."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Matrix = NDArray[np.uint32]
"""Costs between places, the start at 0. Where there is no start, its row is all zeros: it is wherever is best."""

DETOUR = 1.3
"""How much longer streets are than straight lines: 1.2 to 1.4 in the cities of North America (Ballou 2002, Giacomin and
Levinson 2015). One factor for all changes no order, only what is said of distances."""
SPEED_M_S = 8.0
"""Some 29 km/h, to compare lines with the hours of appointments; never shown."""
SERVICE_S = 20 * 60
"""What a job takes where nobody knows."""
FAR_OFF = timedelta(hours=12)
"""What is planned for later than this is not for today."""
_EARTH_RADIUS_M = 6_371_000.0

Point = tuple[float, float]
"""(lat, lon), WGS 84."""


class Stop(Struct, frozen=True):
    """A job as a tour sees it, with when somebody expects the crew; None where that is open."""

    id: str
    status: str
    point: Point | None
    is_urgent: bool = False
    from_at: datetime | None = None
    until_at: datetime | None = None

    def window(self, now: datetime) -> tuple[int, int] | None:
        """The appointment in seconds from now; None without one, and when it is over."""
        if (self.from_at is None and self.until_at is None) or (self.until_at is not None and self.until_at <= now):
            return None
        begins, ends = self.from_at or now, self.until_at or now + 2 * FAR_OFF
        return max(0, int((begins - now).total_seconds())), max(1, int((ends - now).total_seconds()))


def parts(stops: Sequence[Stop], now: datetime) -> list[list[Stop]]:
    """The jobs in parts that come one after the other, each in its given order: what is begun, without a point and
    with one; what is urgent; the others; what is planned for another day; what has no point; what waits for parts.
    """
    found: list[list[Stop]] = [[] for _ in range(7)]
    for stop in stops:
        found[_part(stop, now)].append(stop)
    found[4].sort(key=lambda stop: stop.from_at or now)
    found[5].sort(key=lambda stop: not stop.is_urgent)
    return found


TOURED = frozenset({1, 2, 3})
"""The parts that are put in the order of a tour."""


def _part(stop: Stop, now: datetime) -> int:
    if stop.status == "blocked":
        return 6
    if stop.status == "started":
        return 0 if stop.point is None else 1
    if stop.point is None:
        return 5
    if stop.from_at is not None and stop.from_at > now + FAR_OFF:
        return 4
    return 2 if stop.is_urgent else 3


def straight(points: Sequence[Point]) -> Matrix:
    """Metres between the points by haversine, made longer by `DETOUR`."""
    lat, lon = np.radians(np.array(points, dtype=float).reshape(-1, 2)).T
    north, east = np.sin((lat[:, None] - lat) / 2), np.sin((lon[:, None] - lon) / 2)
    square = north**2 + np.cos(lat[:, None]) * np.cos(lat) * east**2
    metres: Matrix = np.rint(2 * _EARTH_RADIUS_M * DETOUR * np.arcsin(np.minimum(1, np.sqrt(square)))).astype(np.uint32)
    return metres


def nearest(costs: Matrix) -> list[int]:
    """Every place but the start, always on to the nearest; of equals the first."""
    left, order, here = np.ones(len(costs), dtype=bool), [], 0
    left[0] = False
    while left.any():
        here = int(np.where(left, costs[here], np.iinfo(np.uint32).max).argmin())
        left[here] = False
        order.append(here)
    return order


def length(costs: Matrix, order: Sequence[int]) -> int:
    """The cost of going from the start through these places."""
    return sum(int(costs[a, b]) for a, b in zip([0, *order], order, strict=False))
