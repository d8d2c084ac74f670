"""How far a border is and what comes next: reach, ties, holes, the accuracy of a fix, and places that are far away."""

import numpy as np
import pytest
from shapely.geometry import Polygon  # type: ignore[import-untyped]

from backend.places.borders import FURTHEST_M, Borders, metres_per_degree
from backend.places.locate import AreaIndex
from tests.factories.places import EAST_AND_WEST, square

TWO = AreaIndex(EAST_AND_WEST.items())
BORDERS = Borders(TWO.areas)
EAST, WEST = TWO.names.index("East"), TWO.names.index("West")
DEGREE_M = metres_per_degree(0.5)[0]


def east_of_the_border(metres: float) -> float:
    return 1.0 + metres / DEGREE_M


def test_a_degree_is_as_long_as_the_earth_has_it() -> None:
    assert metres_per_degree(0) == pytest.approx((111_319.5, 110_574.3), abs=1)
    assert metres_per_degree(60) == pytest.approx((55_800, 111_412), abs=2)


def test_ten_metres_from_the_border_the_neighbour_comes_second() -> None:
    near = BORDERS.near(east_of_the_border(10), 0.5, EAST)
    assert near.distance_m == pytest.approx(10, abs=0.01)
    assert (near.near, near.second) == (True, WEST)


def test_a_vague_fix_is_near_a_border_that_a_sharp_one_is_not() -> None:
    lon = east_of_the_border(50)
    assert BORDERS.near(lon, 0.5, EAST, 12) == BORDERS.near(lon, 0.5, EAST)
    assert not BORDERS.near(lon, 0.5, EAST, 12).near
    vague = BORDERS.near(lon, 0.5, EAST, 60)
    assert (vague.near, vague.second) == (True, WEST)


def test_beyond_reach_nothing_is_said() -> None:
    far = BORDERS.near(east_of_the_border(251), 0.5, EAST)
    assert (far.distance_m, far.near, far.second) == (None, False, -1)
    assert BORDERS.near(east_of_the_border(251), 0.5, EAST, 400).distance_m == pytest.approx(251, abs=0.1)


def test_no_fix_is_so_vague_that_the_whole_world_is_near() -> None:
    assert BORDERS.near(east_of_the_border(FURTHEST_M + 10), 0.5, EAST, 1e300).distance_m is None


def test_on_the_border_the_distance_is_nothing_and_the_neighbour_second() -> None:
    near = BORDERS.near(1.0, 0.4, EAST)
    assert near.distance_m == pytest.approx(0, abs=1e-9)
    assert (near.near, near.second) == (True, WEST)


def test_outside_every_area_the_nearest_within_a_kilometre_comes_second() -> None:
    near = BORDERS.near(2.0 + 340 / DEGREE_M, 0.5, -1)
    assert near.distance_m == pytest.approx(340, abs=0.1)
    assert (near.near, near.second) == (False, EAST)
    assert BORDERS.near(2.0 + 1_010 / DEGREE_M, 0.5, -1).second == -1


def test_at_the_outer_border_nobody_comes_second() -> None:
    near = BORDERS.near(2.0 - 10 / DEGREE_M, 0.5, EAST)
    assert (near.near, near.second) == (True, -1)


def test_of_two_neighbours_equally_near_the_first_by_name_comes_second() -> None:
    four = AreaIndex([(name, square(x, y)) for name, x, y in [("a", 0, 0), ("c", 1, 0), ("b", 0, 1), ("d", 1, 1)]])
    step = 5 / metres_per_degree(1.0)[0], 5 / metres_per_degree(1.0)[1]
    near = Borders(four.areas).near(1 - step[0], 1 - step[1], 0)
    assert four.names[near.second] == "b"


def test_the_edge_of_a_hole_is_a_border() -> None:
    ring = Polygon(square(0, 0, 4).exterior.coords, [square(1, 1, 2).exterior.coords])
    index = AreaIndex([("around", ring), ("within", square(1, 1, 2))])
    near = Borders(index.areas).near(3 + 5 / DEGREE_M, 2.0, 0)
    assert index.names[near.second] == "within"


def test_no_areas_have_no_borders() -> None:
    nothing = Borders([])
    assert nothing.near(0, 0, -1, 1_000).distance_m is None
    many = nothing.near_many(np.array([0.0, np.nan]), np.zeros(2), np.array([-1, -1]), np.full(2, np.nan))
    assert np.isnan(many.distances_m).all()


@pytest.mark.parametrize("lat", [90.0, -90.0])
def test_at_the_poles_nothing_breaks(lat: float) -> None:
    assert BORDERS.near(0.0, lat, -1).distance_m is None
