"""Which area holds a point: borders, holes, enclaves, parts and numbers that are no place."""

import math

import numpy as np
import pytest
from shapely import affinity, union_all  # type: ignore[import-untyped]
from shapely.geometry import Polygon  # type: ignore[import-untyped]

from backend.places.locate import AreaIndex
from tests.factories.places import EAST_AND_WEST, square

TWO = AreaIndex(EAST_AND_WEST.items())


def name_at(index: AreaIndex, lon: float, lat: float) -> str | None:
    found = index.locate(lon, lat)
    many = index.locate_many(np.array([lon]), np.array([lat]))
    assert many.tolist() == [found.position], "one point and many must agree"
    return None if found.position < 0 else index.names[found.position]


def test_a_point_belongs_to_the_area_around_it() -> None:
    assert name_at(TWO, 0.3, 0.5) == "West"
    assert name_at(TWO, 1.7, 0.5) == "East"
    assert TWO.locate(0.3, 0.5).reason == "inside"


def test_a_point_on_a_shared_border_belongs_to_the_first_area_by_name() -> None:
    assert name_at(TWO, 1.0, 0.4) == "East"
    assert TWO.locate(1.0, 0.4).reason == "on_border"


def test_the_order_in_which_areas_are_given_does_not_matter() -> None:
    turned = AreaIndex(reversed(EAST_AND_WEST.items()))
    assert name_at(turned, 1.0, 0.4) == name_at(TWO, 1.0, 0.4) == "East"


@pytest.mark.parametrize("corner", [(0, 0), (0, 1), (2, 0), (2, 1), (1, 0), (1, 1)])
def test_corners_are_on_the_border_and_not_outside(corner: tuple[float, float]) -> None:
    assert TWO.locate(*corner).reason == "on_border"


def test_where_areas_overlap_the_first_by_name_answers() -> None:
    index = AreaIndex([("b", square(0, 0, 2)), ("a", square(1, 1, 2))])
    assert name_at(index, 1.5, 1.5) == "a"
    assert name_at(index, 0.5, 0.5) == "b"


def test_a_hole_is_outside_and_its_edge_is_not() -> None:
    ring = Polygon(square(0, 0, 4).exterior.coords, [square(1, 1, 2).exterior.coords])
    index = AreaIndex([("ring", ring)])
    assert name_at(index, 2, 2) is None
    assert index.locate(2, 2).reason == "outside_every_district"
    assert index.locate(1, 2).reason == "on_border"
    assert name_at(index, 0.5, 2) == "ring"


def test_an_enclave_belongs_to_itself() -> None:
    ring = Polygon(square(0, 0, 4).exterior.coords, [square(1, 1, 2).exterior.coords])
    index = AreaIndex([("around", ring), ("within", square(1, 1, 2))])
    assert name_at(index, 2, 2) == "within"
    assert name_at(index, 3.5, 2) == "around"
    assert name_at(index, 1, 2) == "around"


def test_every_part_of_an_area_counts_and_the_gap_between_does_not() -> None:
    index = AreaIndex([("islands", union_all([square(0, 0), square(5, 5)]))])
    assert name_at(index, 0.5, 0.5) == name_at(index, 5.5, 5.5) == "islands"
    assert name_at(index, 3, 3) is None


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, 1e300, -181.0])
def test_numbers_that_are_no_place_are_outside(bad: float) -> None:
    for lon, lat in [(bad, 0.5), (0.5, bad), (bad, bad)]:
        assert name_at(TWO, lon, lat) is None


def test_no_areas_hold_nothing() -> None:
    assert name_at(AreaIndex([]), 0, 0) is None
    assert AreaIndex([]).locate_many(np.array([]), np.array([])).tolist() == []


def test_many_points_say_which_lie_on_a_border() -> None:
    lons, lats = np.array([0.5, 1.0, 1.5, 9.0, math.nan]), np.array([0.5, 0.5, 1.0, 9.0, 0.5])
    found = TWO.locate_many(lons, lats)
    assert [TWO.names[i] if i >= 0 else None for i in found] == ["West", "East", "East", None, None]
    assert TWO.on_border(lons, lats, found).tolist() == [False, True, True, False, False]


def test_slanted_borders_are_exact_and_not_as_coarse_as_the_grid() -> None:
    leaning = AreaIndex([("diamond", affinity.rotate(square(0, 0, 2), 45))])
    tip = 1 + math.sqrt(2)
    assert name_at(leaning, tip - 1e-9, 1.0) == "diamond"
    assert name_at(leaning, tip - 1e-3, 1.0 + 2e-3) is None
