"""Outlines for phones: small, sharing their borders, and read alike in both languages."""

import json
from zlib import compress

import numpy as np
import pytest
import shapely  # type: ignore[import-untyped]
from shapely.geometry import Polygon  # type: ignore[import-untyped]

from backend.places.borders import Borders
from backend.places.outlines import LARGEST_BYTES, encode_line, outlines
from tests.factories.places import square
from tests.house.tree import ROOT

VECTORS = json.loads((ROOT / "sync" / "vectors" / "outlines.json").read_text())
RINGS = [[(round(lat * 100_000), round(lon * 100_000)) for lat, lon in ring] for ring in VECTORS["rings"]]


def test_rings_are_written_as_phones_read_them() -> None:
    assert [encode_line(ring) for ring in RINGS] == VECTORS["lines"]
    example = encode_line([(3850000, -12020000), (4070000, -12095000), (4325200, -12645300)])
    assert example == "_p~iF~ps|U_ulLnnqC_mqNvxq`@", "the example of the format's own description"


@pytest.mark.parametrize("point", VECTORS["points"], ids=lambda point: f"{point['lat']},{point['lon']}")
def test_the_server_counts_as_phones_do(point: dict[str, float]) -> None:
    outer, hole = ([(lon, lat) for lat, lon in ring] for ring in VECTORS["rings"])
    shape = Polygon(outer, [hole])
    assert bool(shapely.contains_xy(shape, point["lon"], point["lat"])) == point["inside"]
    near = Borders([shape]).near(point["lon"], point["lat"], -1, 5_000)
    assert near.distance_m == pytest.approx(point["distance_m"], abs=0.1)


def test_a_hole_and_each_part_have_rings_of_their_own() -> None:
    ring = Polygon(square(0, 0, 4).exterior.coords, [square(1, 1, 2).exterior.coords])
    islands = shapely.union_all([square(10, 0), square(20, 0)])
    assert [len(lines) for lines in outlines([ring, islands])] == [2, 2]


def test_a_layer_too_big_for_a_phone_is_told_more_coarsely() -> None:
    turns = np.linspace(0, 2 * np.pi, 40_000, endpoint=False)
    radius = 0.3 + np.random.default_rng(311).uniform(0, 0.002, len(turns))
    coast = Polygon(np.column_stack([np.cos(turns) * radius, np.sin(turns) * radius]))
    (lines,) = outlines([coast])
    assert 0 < len(compress("".join(lines).encode())) <= LARGEST_BYTES


def test_no_areas_have_no_outlines() -> None:
    assert outlines([]) == []
