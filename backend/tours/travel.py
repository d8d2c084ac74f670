"""How far and how long it is between points: as a table of the city's own router says, else in straight lines."""

import urllib.request
from collections.abc import Sequence
from http.client import HTTPException

import msgspec
import numpy as np
from msgspec import Struct

from backend.tours.rules import SPEED_M_S, Matrix, Point, straight
from backend.tours.wire import Travel

_PATIENCE_S = 5.0
_MOST_BYTES = 20_000_000
"""Two numbers for each pair of 500 jobs are a third of it; what is cut off is no answer."""
_NO_WAY = 10_000_000
"""Where the router knows no way: a third of a year, and nobody goes there before anything else."""


class Ways(Struct, frozen=True):
    """Between points: `costs` are what a tour keeps small, seconds of driving along streets, else metres."""

    costs: Matrix
    metres: Matrix
    seconds: Matrix
    travel: Travel


class _Table(Struct):
    """The reply of OSRM's table service, as far as it is read."""

    durations: list[list[float | None]]
    distances: list[list[float | None]] | None = None


def ways(points: Sequence[Point], url: str) -> Ways:
    """The ways between the points; straight where the router at `url` has no answer, or none is set."""
    metres = straight(points)
    table = _ask(points, url) if url and len(points) > 1 else None
    if table is None:
        return Ways(metres, metres, np.rint(metres / SPEED_M_S).astype(np.uint32), "straight")
    seconds = _matrix(table.durations)
    return Ways(seconds, metres if table.distances is None else _matrix(table.distances), seconds, "streets")


def _ask(points: Sequence[Point], url: str) -> _Table | None:
    places = ";".join(f"{lon:.5f},{lat:.5f}" for lat, lon in points)
    address = f"{url.rstrip('/')}/table/v1/driving/{places}?annotations=duration,distance"
    try:
        with urllib.request.urlopen(address, timeout=_PATIENCE_S) as answer:
            table = msgspec.json.decode(answer.read(_MOST_BYTES), type=_Table)
    except (OSError, ValueError, HTTPException, msgspec.MsgspecError):
        return None
    matrices = [table.durations] if table.distances is None else [table.durations, table.distances]
    return table if all(_is_square(rows, len(points)) for rows in matrices) else None


def _is_square(rows: list[list[float | None]], side: int) -> bool:
    return len(rows) == side and all(len(row) == side for row in rows)


def _matrix(rows: list[list[float | None]]) -> Matrix:
    known = np.array([[_NO_WAY if cell is None else cell for cell in row] for row in rows])
    rounded: Matrix = np.rint(known.clip(0, _NO_WAY)).astype(np.uint32)
    return rounded
