"""The solver's own process: `python -m backend.tours.worker FD`. VROOM keeps Python's lock while it thinks, and brings
pandas with it; here neither holds up the server, and who takes too long can be ended.
"""

import sys
from contextlib import suppress
from datetime import timedelta
from multiprocessing.connection import Connection
from typing import Any

from msgspec import Struct

from backend.tours.rules import SERVICE_S, Matrix

IDLE_S = 300
"""Some 80 MB are not kept for nothing."""
ABSENT = 3
"""How the process ends where there is no VROOM."""
_EXPLORED = 5


class Task(Struct, frozen=True):
    """What a tour is to be made of: costs to be small, driving times, appointments by place; 0 is the start."""

    costs: Matrix
    seconds: Matrix
    windows: dict[int, tuple[int, int]]
    thinks_s: float


def solve(vroom: Any, task: Task) -> list[int]:
    """The places in the order of VROOM's tour; those that fit no appointment are not among them."""
    problem = vroom.Input()
    problem.set_durations_matrix("car", task.seconds)
    problem.set_costs_matrix("car", task.costs)
    problem.add_vehicle([vroom.Vehicle(0, start=0)])
    jobs = []
    for place in range(1, len(task.costs)):
        windows = [vroom.TimeWindow(*task.windows[place])] if place in task.windows else ()
        jobs.append(vroom.Job(place, location=place, default_service=SERVICE_S, time_windows=windows))
    problem.add_job(jobs)
    solution = problem.solve(exploration_level=_EXPLORED, nb_threads=1, timeout=timedelta(seconds=task.thinks_s))
    routes = solution.routes
    return [int(place) for place in routes[routes["type"] == "job"]["id"]]


def main(line: Connection) -> None:
    """Say that it is ready, then answer one task after the other until nobody asks any more."""
    try:
        import vroom  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        sys.exit(ABSENT)
    line.send("ready")
    while line.poll(IDLE_S):
        line.send(solve(vroom, line.recv()))


if __name__ == "__main__":
    with suppress(EOFError, OSError):  # The server is gone.
        main(Connection(int(sys.argv[1])))
