"""The grid never misses what is near, wherever on earth, and its distances are those of the ground."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backend.db.cells import around, cell, distance_m, listed


@given(
    st.floats(-85, 85),
    st.floats(-180, 179.9999),
    st.floats(0, 2 * math.pi),
    st.floats(0, 1),
    st.sampled_from([5.0, 60.0, 150.0, 2_000.0]),
)
@example(36.0, 179.9999, 0.0, 0.9, 150.0)
@example(0.0, -180.0, math.pi, 0.9, 60.0)
def test_every_point_of_a_circle_lies_in_the_cells_around_its_middle(
    lat: float, lon: float, way: float, share: float, radius_m: float
) -> None:
    north = share * radius_m * math.sin(way) / 111_195
    east = share * radius_m * math.cos(way) / 111_195 / math.cos(math.radians(lat))
    near = (lat + north, (lon + east + 180) % 360 - 180)
    if distance_m(lat, lon, *near) <= radius_m:
        assert any(first <= cell(*near) <= last for first, last in around(lat, lon, radius_m))


def test_a_small_circle_touches_few_cells() -> None:
    assert sum(last - first + 1 for first, last in around(35.96, -83.92, 60)) <= 9


def test_cells_are_named_one_by_one_as_far_north_as_people_live() -> None:
    ranges = around(78.2, 15.6, 2_000)
    assert listed(78.2, 15.6, 2_000) == [one for first, last in ranges for one in range(first, last + 1)]


@pytest.mark.parametrize(("lat", "radius_m"), [(89.99, 2_000), (-89.99, 2_000), (90, 60), (-90, 60)])
def test_no_cells_are_named_at_a_pole_where_a_circle_touches_millions(lat: float, radius_m: float) -> None:
    assert listed(lat, 0, radius_m) == []


def test_a_degree_along_the_equator_is_111_kilometres() -> None:
    assert distance_m(0, 0, 0, 1) == pytest.approx(111_195, abs=1)


def test_distance_across_the_date_line_is_short() -> None:
    assert distance_m(10, 179.9999, 10, -179.9999) < 25
