"""What areas do to each other: overlaps, gaps, and the slivers that rounding leaves."""

import math

import pytest
import shapely  # type: ignore[import-untyped]
from shapely.geometry import box  # type: ignore[import-untyped]

from backend.places.importing import Areas, read_areas
from backend.places.topology import LISTED, SLIVER_M, examine
from tests.factories.places import areas, collection, feature, public_data, read_file

M = 1 / 111_320
"""A metre of latitude in degrees, and at the equator one of longitude."""


def test_areas_side_by_side_have_nothing_to_be_said_of() -> None:
    found = examine(areas({"West": box(0, 0, 1, 1), "East": box(1, 0, 2, 1)}))
    assert (found.overlaps, found.gaps, found.slivers) == ([], [], 0)


def test_an_overlap_is_measured_and_says_who_gets_its_points() -> None:
    [found] = examine(areas({"West": box(0, 0, 600 * M, 100 * M), "East": box(500 * M, 0, 900 * M, 100 * M)})).overlaps
    assert (found.first, found.second) == ("East", "West")
    assert found.area_m2 == pytest.approx(10_000, rel=0.01)
    assert box(500 * M, 0, 600 * M, 100 * M).contains(shapely.Point(found.lon, found.lat))


def test_an_area_within_another_overlaps_it_and_one_in_its_hole_does_not() -> None:
    inner, outer = box(100 * M, 100 * M, 200 * M, 200 * M), box(0, 0, 900 * M, 900 * M)
    assert [found.second for found in examine(areas({"In": inner, "Out": outer})).overlaps] == ["Out"]
    enclave = examine(areas({"In": inner, "Out": outer.difference(inner)}))
    assert (enclave.overlaps, enclave.gaps) == ([], [])


def test_ground_that_no_area_claims_is_a_gap_with_its_neighbours() -> None:
    hole = box(400 * M, 400 * M, 600 * M, 500 * M)
    halves = {"West": box(0, 0, 500 * M, 900 * M), "East": box(500 * M, 0, 900 * M, 900 * M)}
    [found] = examine(areas({name: half.difference(hole) for name, half in halves.items()})).gaps
    assert found.neighbours == ["East", "West"]
    assert found.area_m2 == pytest.approx(20_000, rel=0.01)
    assert hole.contains(shapely.Point(found.lon, found.lat))


def test_a_strip_between_two_areas_that_is_open_to_the_outside_is_a_gap() -> None:
    [found] = examine(areas({"West": box(0, 0, 500 * M, 900 * M), "East": box(512 * M, 0, 900 * M, 900 * M)})).gaps
    assert found.neighbours == ["East", "West"]
    assert found.area_m2 == pytest.approx(12 * 900, rel=0.02)


def test_a_corner_of_the_outline_where_two_areas_meet_is_no_gap() -> None:
    notched = {"West": box(0, 0, 500 * M, 900 * M), "East": box(500 * M, 300 * M, 900 * M, 900 * M)}
    assert examine(areas(notched)).gaps == []
    far = {"West": box(0, 0, 500 * M, 900 * M), "East": box(560 * M, 0, 900 * M, 900 * M)}
    assert examine(areas(far)).gaps == []


def test_areas_are_as_large_at_sixty_degrees_as_at_the_equator() -> None:
    wide = 100 * M / math.cos(math.radians(60))
    pair = {"A": box(0, 60, 2 * wide, 60 + 100 * M), "B": box(wide, 60, 3 * wide, 60 + 100 * M)}
    [found] = examine(areas(pair)).overlaps
    assert found.area_m2 == pytest.approx(10_000, rel=0.01)


@pytest.mark.parametrize(("width_m", "listed"), [(SLIVER_M * 0.8, 0), (SLIVER_M * 1.2, 1)])
def test_a_strip_narrower_than_a_sliver_is_only_counted(width_m: float, listed: int) -> None:
    found = examine(areas({"South": box(0, 0, 0.1, 0.1), "North": box(0, 0.1 - width_m * M, 0.1, 0.2)}))
    assert (found.overlap_count, found.slivers) == (listed, 1 - listed)


def test_a_tiling_whose_neighbours_were_rounded_apart_has_only_slivers() -> None:
    # Each area has vertices of its own on the slanting border, all of them rounded to six decimals.
    border = shapely.LineString([(-84.0, 35.9), (-83.9, 36.0371)])
    sides = {"Left": (-84.1, 0.0037), "Right": (-83.8, 0.0053)}
    rounded = {}
    for name, (far, step) in sides.items():
        points = shapely.get_coordinates(shapely.segmentize(border, step)).round(6).tolist()
        rounded[name] = shapely.Polygon([*points, (far, 36.0371), (far, 35.9)])
    found = examine(areas(rounded))
    assert (found.overlaps, found.gaps) == ([], [])
    assert found.slivers > 0


def test_the_largest_are_listed_and_all_are_counted() -> None:
    grid = {f"{n:03}": box(n * 50 * M, 0, (n * 50 + 51 + n / 10) * M, 900 * M) for n in range(LISTED + 20)}
    found = examine(areas(grid))
    assert found.overlap_count >= LISTED + 19
    assert len(found.overlaps) == LISTED
    assert [one.area_m2 for one in found.overlaps] == sorted((one.area_m2 for one in found.overlaps), reverse=True)


def test_areas_whose_rings_were_repaired_are_named() -> None:
    bow_tie = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    assert examine(read_areas(collection(feature(bow_tie, name="Bow tie")), "name")).repaired == ["Bow tie"]


@pytest.mark.realdata
def test_tracts_that_tile_a_county_have_neither_overlap_nor_gap() -> None:
    found = examine(read_file(public_data("knoxville/knox_tracts_49.geojson"), "GEOID"))
    assert (found.overlap_count, found.gap_count, found.slivers) == (0, 0, 0)


@pytest.mark.realdata
def test_the_community_districts_of_manhattan_leave_their_park_out() -> None:
    city = read_file(public_data("nyc/community_district.geojson"), "boro_cd")
    found = examine(Areas([area for area in city.areas if area.name.startswith("1")], []))
    assert found.overlap_count == 0
    central_park = found.gaps[0]
    assert central_park.neighbours == ["104", "105", "107", "108", "110", "111"]
    assert central_park.area_m2 == pytest.approx(3.41e6, rel=0.05)
    assert (central_park.lat, central_park.lon) == pytest.approx((40.7825, -73.9655), abs=0.002)


@pytest.mark.realdata
def test_a_copy_of_real_areas_with_one_moved_border_says_which_two_overlap() -> None:
    tracts = read_file(public_data("knoxville/knox_tracts_49.geojson"), "GEOID")
    moved = [
        type(area)(area.name, area.geometry.buffer(20 * M)) if at == 0 else area for at, area in enumerate(tracts.areas)
    ]
    found = examine(Areas(moved, []))
    assert found.overlaps
    assert all(tracts.areas[0].name in (one.first, one.second) for one in found.overlaps)
