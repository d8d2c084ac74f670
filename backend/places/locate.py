"""Which area holds a point. Pure: no database, no I/O; coordinates are WGS 84 degrees, longitude before latitude.

The tie rule: a point on a border, or where areas overlap, belongs to the first area by name (plain order of
characters). Holes and enclaves are honoured. NaN, infinite and out-of-range coordinates are outside.

A grid laid over the areas answers most points at once: a cell that lies wholly inside one area, or touches none, needs
no geometry. Only points in the other, mixed cells are tested against the polygons themselves, so answers are exact.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import numpy as np
import shapely  # type: ignore[import-untyped]
from msgspec import Struct

from backend.places.borders import Flags, Floats, Positions

Reason = Literal["inside", "on_border", "outside_every_district", "no_layer", "no_point", "default_point", "by_owner"]
"""Why a point got its district, or none:
`inside` an area; `on_border` of the area, which the tie rule chose among its neighbours; `outside_every_district`;
`no_layer` answers for the service; `no_point`: there are only words, or numbers that are no place on earth;
`default_point`: a place that stands for none; `by_owner`: a rule for the asset's owner chose the crew.
"""

_SIDE = 64
"""Cells along each side of the grid: 4,096 cells build in some 20 ms and leave one point in four to the polygons."""
_OUTSIDE = -1
_MIXED = -2
_MARGIN = 1e-6
"""Cells are tested this fraction of a cell larger than they are, so that rounding cannot put a point in a wrong one."""


class Found(Struct, frozen=True):
    """The area at `position` in `AreaIndex.names` (-1: none), and why."""

    position: int
    reason: Reason


class AreaIndex:
    """Areas that can be asked for points. Safe to share between threads once made."""

    def __init__(self, areas: Iterable[tuple[str, Any]]) -> None:
        """`areas` are (name, shapely Polygon or MultiPolygon); `names` and `areas` are in the order of positions."""
        ordered = sorted(areas, key=lambda area: area[0])
        self.names: Sequence[str] = tuple(name for name, _ in ordered)
        self.areas = [geometry for _, geometry in ordered]
        self._boxes = [geometry.bounds for geometry in self.areas]
        self._box = tuple(float(x) for x in shapely.total_bounds(self.areas)) if self.areas else (1.0, 1.0, -1.0, -1.0)
        west, south, east, north = self._box
        self._per_lon = _SIDE / (east - west) if east > west else 0.0
        self._per_lat = _SIDE / (north - south) if north > south else 0.0
        self._cells = self._grid()
        self._answers: list[int] = self._cells.tolist()
        for geometry in self.areas:
            # GEOS builds its search structure on the first question, which two threads must not ask at the same time
            shapely.prepare(geometry)
            shapely.intersects(geometry, geometry.representative_point())

    def locate(self, lon: float, lat: float) -> Found:
        """Who answers for one point; some microseconds."""
        west, south, east, north = self._box
        if not (west <= lon <= east and south <= lat <= north):
            return _NOWHERE
        row = min(int((lat - south) * self._per_lat), _SIDE - 1)
        answer = self._answers[row * _SIDE + min(int((lon - west) * self._per_lon), _SIDE - 1)]
        if answer == _OUTSIDE:
            return _NOWHERE
        if answer != _MIXED:
            return Found(answer, "inside")
        for position, (w, s, e, n) in enumerate(self._boxes):
            if w <= lon <= e and s <= lat <= n and shapely.intersects_xy(self.areas[position], lon, lat):
                within = shapely.contains_xy(self.areas[position], lon, lat)
                return Found(position, "inside" if within else "on_border")
        return _NOWHERE

    def locate_many(self, lons: Floats, lats: Floats) -> Positions:
        """Positions of the areas that hold the points, -1 outside; the same answers as `locate`, millions a second."""
        found, mixed = self._look_up(lons, lats)
        x, y, open_ = lons[mixed], lats[mixed], np.ones(len(mixed), bool)
        for position, (w, s, e, n) in enumerate(self._boxes):
            near = np.flatnonzero(open_ & (x >= w) & (x <= e) & (y >= s) & (y <= n))
            hits = near[shapely.intersects_xy(self.areas[position], x[near], y[near])]
            found[mixed[hits]] = position
            open_[hits] = False
        found[mixed[open_]] = _OUTSIDE
        return found

    def on_border(self, lons: Floats, lats: Floats, found: Positions) -> Flags:
        """Which of the points lie on the border of the area that `locate_many` found for them."""
        answer = np.zeros(len(found), bool)
        _, mixed = self._look_up(lons, lats)
        for position in np.unique(found[mixed]):
            if position != _OUTSIDE:
                here = mixed[found[mixed] == position]
                answer[here] = ~shapely.contains_xy(self.areas[position], lons[here], lats[here])
        return answer

    def _look_up(self, lons: Floats, lats: Floats) -> tuple[Positions, Positions]:
        """What the grid says of each point, and the indexes of those it leaves to the polygons."""
        west, south, east, north = self._box
        found = np.full(len(lons), _OUTSIDE, np.int64)
        near = np.flatnonzero((lons >= west) & (lons <= east) & (lats >= south) & (lats <= north))
        rows = np.minimum(((lats[near] - south) * self._per_lat).astype(np.int64), _SIDE - 1)
        columns = np.minimum(((lons[near] - west) * self._per_lon).astype(np.int64), _SIDE - 1)
        found[near] = self._cells[rows * _SIDE + columns]
        return found, np.flatnonzero(found == _MIXED)

    def _grid(self) -> Positions:
        """One answer a cell, row by row from the south-west: a position, _OUTSIDE or _MIXED."""
        west, south, east, north = self._box
        wide, high = (east - west) / _SIDE, (north - south) / _SIDE
        rows, columns = np.divmod(np.arange(_SIDE * _SIDE), _SIDE)
        x, y, dx, dy = west + columns * wide, south + rows * high, wide * _MARGIN, high * _MARGIN
        tree = shapely.STRtree(shapely.box(x - dx, y - dy, x + wide + dx, y + high + dy))
        cells = np.full(_SIDE * _SIDE, _OUTSIDE, np.int64)
        touched = np.zeros(_SIDE * _SIDE, np.int64)
        for position, geometry in enumerate(self.areas):
            touched[tree.query(geometry, predicate="intersects")] += 1
            cells[tree.query(geometry, predicate="contains_properly")] = position
        cells[(touched > 1) | ((touched == 1) & (cells == _OUTSIDE))] = _MIXED
        return cells


_NOWHERE = Found(_OUTSIDE, "outside_every_district")
