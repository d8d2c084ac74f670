"""Laws of borders: one point and many agree, and distances are those of the shapes themselves."""

import math

import numpy as np
import shapely  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.places.borders import FURTHEST_M, NEAR_M, REACH_M, REACH_OUTSIDE_M, Borders, metres_per_degree
from backend.places.locate import AreaIndex

WEST, SOUTH, SIDE = -84.0, 36.0, 0.02
"""About 1.8 by 2.2 km, so that a point has borders within and beyond reach."""

around = st.tuples(st.floats(-0.3, 1.3), st.floats(-0.3, 1.3))
accuracies = st.one_of(st.none(), st.floats(0, 2_000))


def cells(seed: int) -> AreaIndex:
    rng = np.random.default_rng(seed)
    parts = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(rng.uniform(0, 1, (6, 2)))))
    square = shapely.box(0, 0, 1, 1)
    cut = shapely.intersection(parts, square)
    placed = [shapely.transform(part, lambda at: at * SIDE + (WEST, SOUTH)) for part in cut]
    return AreaIndex([(f"{number:02}", cell) for number, cell in enumerate(placed)])


LAYERS = [cells(seed) for seed in range(4)]
BORDERS = [Borders(layer.areas) for layer in LAYERS]
layers = st.sampled_from(range(len(LAYERS)))


def in_metres(area: object, lon: float, lat: float) -> object:
    """The area on a plane whose middle is the point."""
    return shapely.transform(area, lambda at: (at - (lon, lat)) * metres_per_degree(lat))


@given(layers, around, accuracies)
def test_the_distance_is_that_to_the_nearest_border_within_reach(
    at: int, point: tuple[float, float], accuracy_m: float | None
) -> None:
    lon, lat = WEST + point[0] * SIDE, SOUTH + point[1] * SIDE
    found = LAYERS[at].locate(lon, lat).position
    near = BORDERS[at].near(lon, lat, found, accuracy_m)
    plane = [in_metres(area, lon, lat) for area in LAYERS[at].areas]
    exact = min(shapely.distance(shapely.boundary(area), shapely.Point(0, 0)) for area in plane)
    sure = min(max(accuracy_m or 0.0, NEAR_M), FURTHEST_M)
    reach = max(REACH_M if found >= 0 else REACH_OUTSIDE_M, sure)
    if near.distance_m is None:
        assert exact > reach - 0.01
    else:
        assert math.isclose(near.distance_m, exact, abs_tol=0.01)
        assert near.near == (near.distance_m <= sure)


@given(layers, around, accuracies)
def test_the_second_choice_is_the_nearest_other_area(
    at: int, point: tuple[float, float], accuracy_m: float | None
) -> None:
    lon, lat = WEST + point[0] * SIDE, SOUTH + point[1] * SIDE
    found = LAYERS[at].locate(lon, lat).position
    near = BORDERS[at].near(lon, lat, found, accuracy_m)
    away = {
        position: float(shapely.distance(in_metres(area, lon, lat), shapely.Point(0, 0)))
        for position, area in enumerate(LAYERS[at].areas)
        if position != found
    }
    sure = max(accuracy_m or 0.0, NEAR_M)
    within = sure if found >= 0 else max(REACH_OUTSIDE_M, sure)
    if near.second < 0:
        assert min(away.values()) > within - 0.01
    else:
        assert away[near.second] <= min(away.values()) + 0.01


@settings(max_examples=20, deadline=None)
@given(layers, st.lists(st.tuples(around, accuracies), min_size=1, max_size=40))
def test_many_points_hear_what_each_would_hear_alone(
    at: int, asked: list[tuple[tuple[float, float], float | None]]
) -> None:
    lons = np.array([WEST + x * SIDE for (x, _), _ in asked])
    lats = np.array([SOUTH + y * SIDE for (_, y), _ in asked])
    found = LAYERS[at].locate_many(lons, lats)
    sure = np.array([math.nan if accuracy is None else accuracy for _, accuracy in asked])
    many = BORDERS[at].near_many(lons, lats, found, sure)
    alone = [
        BORDERS[at].near(lon, lat, position, accuracy)
        for lon, lat, position, (_, accuracy) in zip(lons.tolist(), lats.tolist(), found.tolist(), asked, strict=True)
    ]
    distances = [math.nan if one.distance_m is None else one.distance_m for one in alone]
    np.testing.assert_allclose(many.distances_m, distances, atol=1e-6)
    assert many.near.tolist() == [one.near for one in alone]
    assert many.seconds.tolist() == [one.second for one in alone]
