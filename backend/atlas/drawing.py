"""What one tile shows: groups of requests with true counts, and those that stand alone as themselves.

A tile is cut into squares, smaller the closer one looks; all requests of a square are one feature. Nothing is left out:
where a tile would hold too much, its squares grow.
"""

import numpy as np
from msgspec import Struct

from backend.atlas.chosen import Chosen
from backend.atlas.columns import OPEN, PRIORITIES, STATUSES, Array, Columns
from backend.atlas.grid import BITS, EXTENT, Ints, Tile

SIGNS = ("waiting", "planned", "in_work", "done")
"""As `signOf` in pwa/src/design/status-shapes.ts."""
ALONE_FROM = 16
"""From this zoom on only what stands on the same spot, or would make too much, is one."""
_GROUPS = 3
"""A tile has 2^3 squares each way: 64 pixels each, room for a number."""
_HEAT = 5
_MOST = 600
_SIGN_OF = np.array(
    [
        SIGNS.index("done" if not is_open else status if status in ("planned", "in_work") else "waiting")
        for status, is_open in zip(STATUSES, OPEN.tolist(), strict=True)
    ]
)


class Feature(Struct, frozen=True):
    """A point of a tile, in units of its side from the north-west corner, and what it says."""

    x: int
    y: int
    facts: dict[str, str | int]


def drawn(columns: Columns, tile: Tile, chosen: Chosen, day: int, *, heat: bool = False) -> list[Feature]:
    """The features of a tile. `day` is today; `heat` makes smaller squares that say only how many."""
    part = columns.within(*tile.codes)
    which = chosen.among(columns, part)
    rows = {name: columns.rows[name][part] for name in ("code", "x", "y", "status", "due")}
    if which is not None:
        rows = {name: column[which] for name, column in rows.items()}
    if not len(rows["code"]):
        return []
    starts = _starts(rows["code"], tile.z, heat)
    sizes = np.diff(np.append(starts, len(rows["code"])))
    at = [_middle(rows[axis], starts, sizes, corner, tile.z) for axis, corner in zip("xy", tile.corner, strict=True)]
    if heat:
        return [Feature(x, y, {"n": n}) for x, y, n in zip(*at, sizes.tolist(), strict=True)]
    facts = _counted(rows, starts, sizes, day)
    alone = np.flatnonzero(sizes == 1)
    positions = np.arange(part.start, part.stop) if which is None else part.start + np.flatnonzero(which)
    services = columns.service_names
    for n, position in zip(alone.tolist(), positions[starts[alone]].tolist(), strict=True):
        facts[n] = {"n": 1, "overdue": facts[n]["overdue"], **_itself(columns, services, position)}
    return [Feature(x, y, one) for x, y, one in zip(*at, facts, strict=True)]


def _starts(code: Ints, z: int, heat: bool) -> Ints:
    """Where each square begins; the squares are as small as the zoom wants and the size of a tile allows."""
    level = min(BITS, z + (_HEAT if heat else _GROUPS if z < ALONE_FROM else BITS))
    while True:
        squares = code >> 2 * (BITS - level)
        starts = np.flatnonzero(np.append(True, squares[1:] != squares[:-1]))
        if heat or len(starts) <= _MOST:
            return starts
        level = min(level - 1, z + 8)  # below a sixteenth of a pixel nothing is gained step by step


def _middle(places: Array, starts: Ints, sizes: Ints, corner: int, z: int) -> list[int]:
    """The mean place of each square's requests, in units of the tile."""
    means = np.add.reduceat(places.astype(np.int64) - corner, starts) // sizes
    return np.minimum(EXTENT - 1, means * EXTENT >> (BITS - z)).tolist()  # type: ignore[no-any-return]


def _counted(rows: dict[str, Array], starts: Ints, sizes: Ints, day: int) -> list[dict[str, str | int]]:
    overdue = OPEN[rows["status"]] & (rows["due"] < day)
    signs = _SIGN_OF[rows["status"]]
    counts = {"n": sizes, "overdue": np.add.reduceat(overdue.astype(np.int64), starts)}
    counts |= {sign: np.add.reduceat((signs == n).astype(np.int64), starts) for n, sign in enumerate(SIGNS)}
    return [dict(zip(counts, each, strict=True)) for each in zip(*(n.tolist() for n in counts.values()), strict=True)]


def _itself(columns: Columns, services: list[str], position: int) -> dict[str, str | int]:
    """What is said of a single request: nothing that a person wrote."""
    rows = columns.rows
    return {
        "id": rows["id"][position].decode(),
        "service": services[rows["service"][position]],
        "status": STATUSES[rows["status"][position]],
        "priority": PRIORITIES[rows["priority"][position]],
        "sign": SIGNS[_SIGN_OF[rows["status"][position]]],
    }
