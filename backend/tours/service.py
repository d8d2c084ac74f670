"""Making a crew's tour: the jobs in parts, each part in the shortest order that is found in time."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from sqlalchemy import Connection

from backend.people.rules import Actor
from backend.tours.rules import TOURED, Point, Stop, length, nearest, parts
from backend.tours.solver import THINKS_S, Solver
from backend.tours.travel import Ways, ways
from backend.tours.wire import Engine, TourLeg, TourReply
from backend.tours.worker import Task
from backend.work_orders import service as work_orders

MOST = 500
"""So many jobs are put in order; what a crew has beside these follows, oldest first."""


def stops_of(connection: Connection, crew: Actor) -> list[Stop]:
    """The crew's open jobs, oldest first."""
    jobs = work_orders.open_jobs(connection, crew.jurisdiction, [crew.crew_id] if crew.crew_id else [])
    return [
        Stop(job.id, job.status, job.spot.point if job.spot else None, job.is_urgent, job.from_at, job.until_at)
        for job in jobs
    ]


def make_tour(stops: Sequence[Stop], start: Point | None, solver: Solver, url: str, now: datetime) -> TourReply:
    """Every job once. It thinks for seconds: call it on a thread of its own, outside every transaction."""
    ranked = parts(stops[:MOST], now)
    placed = {stop.id: at for at, stop in enumerate((one for part in ranked for one in part if one.point), 1)}
    points = [one.point for part in ranked for one in part if one.point is not None]
    known = ways([start or (points[0] if points else (0.0, 0.0)), *points], url)
    if start is None:
        for costs in (known.costs, known.metres, known.seconds):
            costs[0, :] = costs[:, 0] = 0
    maker = _Maker(known, solver, now)
    for number, part in enumerate(ranked):
        maker.add(part, placed, is_toured=number in TOURED)
    maker.add(stops[MOST:], {}, is_toured=False)
    return TourReply(maker.order, maker.legs(placed, start is not None), maker.engine, known.travel, now)


class _Maker:
    """A tour while it is made, part by part; each begins where the former ended."""

    def __init__(self, ways: Ways, solver: Solver, now: datetime) -> None:
        self.order: list[str] = []
        self.engine: Engine = "nearest"
        self._ways = ways
        self._solver = solver
        self._now = now
        self._here = 0
        self._given_up = False

    def add(self, part: Sequence[Stop], placed: dict[str, int], *, is_toured: bool) -> None:
        """The next part, put in the order of a tour or as it is."""
        if is_toured and len(part) > 1:
            part = self._in_order(part, placed)
        self.order += [stop.id for stop in part]
        reached = [placed[stop.id] for stop in part if stop.id in placed]
        self._here = reached[-1] if reached else self._here

    def legs(self, placed: dict[str, int], has_start: bool) -> list[TourLeg]:
        """The way to each job, from the last one before it that has a point."""
        found, here = [], 0 if has_start else None
        for id in self.order:
            there = placed.get(id)
            if there is None or here is None:
                found.append(TourLeg(id))
            else:
                on_streets = self._ways.travel == "streets"
                seconds = int(self._ways.seconds[here, there]) if on_streets else None
                found.append(TourLeg(id, int(self._ways.metres[here, there]), seconds))
            here = here if there is None else there
        return found

    def _in_order(self, part: Sequence[Stop], placed: dict[str, int]) -> list[Stop]:
        """The part by the solver; on to the nearest where that is shorter, and nobody waits for the crew at an hour."""
        chosen = np.ix_(*[[self._here, *(placed[stop.id] for stop in part)]] * 2)
        costs, seconds = self._ways.costs[chosen], self._ways.seconds[chosen]
        windows = {at: hours for at, stop in enumerate(part, 1) if (hours := stop.window(self._now))}
        plain = nearest(costs)
        found = None if self._given_up else self._solver.order(Task(costs, seconds, windows, THINKS_S))
        self._given_up = found is None
        if found is None:
            return [part[at - 1] for at in plain]
        self.engine = "vroom"
        found += [at for at in plain if at not in set(found)]
        is_better = bool(windows) or length(costs, found) <= length(costs, plain)
        return [part[at - 1] for at in (found if is_better else plain)]
