"""Laws of finding an area: a tiling has no gap and no point in two areas; a walk over a border changes hands once."""

import numpy as np
import shapely  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.places.locate import AreaIndex
from tests.factories.places import square

SIDE = 5
TILES = {f"{column}-{row}": square(column, row) for column in range(SIDE) for row in range(SIDE)}
TILING = AreaIndex(TILES.items())

anywhere = st.floats(-1, SIDE + 1, allow_nan=False)
within = st.floats(0, SIDE, allow_nan=False)
on_the_lines = st.sampled_from([float(line) for line in range(SIDE + 1)])
points = st.tuples(st.one_of(anywhere, on_the_lines), st.one_of(anywhere, on_the_lines))


@given(st.one_of(within, on_the_lines), st.one_of(within, on_the_lines))
def test_every_point_of_a_tiling_is_in_exactly_one_area(lon: float, lat: float) -> None:
    holding = sorted(name for name, tile in TILES.items() if tile.covers(shapely.Point(lon, lat)))
    found = TILING.locate(lon, lat)
    assert TILING.names[found.position] == holding[0]
    assert found.reason == ("inside" if TILES[holding[0]].contains(shapely.Point(lon, lat)) else "on_border")


@given(st.lists(points, max_size=50))
def test_many_points_get_the_answers_that_each_would_get_alone(several: list[tuple[float, float]]) -> None:
    lons, lats = np.array([lon for lon, _ in several]), np.array([lat for _, lat in several])
    found = TILING.locate_many(lons, lats)
    borders = TILING.on_border(lons, lats, found)
    alone = [TILING.locate(lon, lat) for lon, lat in several]
    assert found.tolist() == [one.position for one in alone]
    assert borders.tolist() == [one.reason == "on_border" for one in alone]


@given(st.floats(0.01, 0.99), st.lists(st.floats(-0.5, 0.5), min_size=2, max_size=30), st.integers(1, SIDE - 1))
def test_a_walk_across_a_border_changes_hands_once(lat: float, steps: list[float], line: int) -> None:
    walk = np.sort(np.array(steps)) + line
    found = TILING.locate_many(walk, np.full(len(walk), lat))
    assert np.count_nonzero(np.diff(found)) <= 1


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_cells_of_scattered_seeds_agree_with_the_polygons_themselves(seed: int) -> None:
    rng = np.random.default_rng(seed)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(rng.uniform(0, 1, (12, 2)))))
    index = AreaIndex([(f"{number:02}", cell) for number, cell in enumerate(cells)])
    lons, lats = rng.uniform(-0.5, 1.5, (2, 300))
    expected = [
        next((i for i, cell in enumerate(cells) if shapely.intersects_xy(cell, lon, lat)), -1)
        for lon, lat in zip(lons, lats, strict=True)
    ]
    assert index.locate_many(lons, lats).tolist() == expected
