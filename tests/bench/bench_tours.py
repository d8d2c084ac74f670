"""How long a crew waits for its tour and how long the tour is, beside always on to the nearest of the same jobs."""

import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from backend.tours.rules import Stop
from backend.tours.service import make_tour
from backend.tours.solver import Solver
from backend.tours.wire import TourReply
from tests.bench.measures import Asked, Measure, compared

_SIZES = {20: 10, 100: 5, 300: 3}
"""Jobs, and how many random days of so many."""
_NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)
_CITY = ((35.90, 36.04), (-84.05, -83.80))


def measure(asked: Asked) -> Iterator[Measure]:
    """`tour_N_ms` and `tour_N_km`; nothing where this machine has no solver."""
    solver, nobody = Solver(), Solver((sys.executable, "-c", "raise SystemExit(3)"))
    chance = random.Random(20)
    try:
        _warm(solver)
        for size, days in _SIZES.items():
            ours, bare = zip(*(_day(chance, size, solver, nobody) for _ in range(days)), strict=True)
            about = f"{size} jobs spread over a city of 15 by 22 km, mean of {days}; bare: always on to the nearest"
            yield compared(f"tour_{size}_ms", *_means(ours, 0, f"ms, {about}", bare))
            yield compared(f"tour_{size}_km", *_means(ours, 1, f"km, {about}", bare))
    finally:
        solver.close()


Taken = tuple[float, float]
"""Milliseconds, kilometres."""


def _warm(solver: Solver) -> None:
    """Its process starts once, which is not what is measured."""
    pair = [Stop(str(n), "assigned", (36.0, -83.9 + n / 100)) for n in range(3)]
    while make_tour(pair, None, solver, "", _NOW).engine != "vroom":
        if solver.is_absent:
            raise RuntimeError("there is no solver for this machine")


def _day(chance: random.Random, size: int, solver: Solver, nobody: Solver) -> tuple[Taken, Taken]:
    points = [(chance.uniform(*_CITY[0]), chance.uniform(*_CITY[1])) for _ in range(size + 1)]
    stops = [Stop(str(n), "assigned", point) for n, point in enumerate(points[1:])]
    found = []
    for one in (solver, nobody):
        began = time.perf_counter()
        tour = make_tour(stops, points[0], one, "", _NOW)
        found.append(((time.perf_counter() - began) * 1000, _km(tour)))
        if one is solver and tour.engine != "vroom":
            raise RuntimeError("the solver gave no answer: the figure would mean nothing")
    return found[0], found[1]


def _km(tour: TourReply) -> float:
    return sum(leg.distance_m or 0 for leg in tour.legs) / 1000


def _means(ours: tuple[Taken, ...], part: int, unit: str, bare: tuple[Taken, ...]) -> tuple[float, str, float]:
    return statistics.mean(one[part] for one in ours), unit, statistics.mean(one[part] for one in bare)
