"""A layer that is exported and imported again is the same layer."""

import json

import pytest
import shapely  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.places.exporting import FORMATS, export
from backend.places.importing import Area, ImportProblem, read_areas
from tests.factories.places import square

FRACTIONS = st.floats(0.05, 0.95)
NAMES = st.text("Nor7-'\"äß北", min_size=1, max_size=12)


@st.composite
def tilings(draw: st.DrawFn) -> list[Area]:
    """A square over Knoxville cut by two lines of any slant, its parts the areas, one of them with a lake."""
    whole = square(-84.1, 35.9, 0.3)
    cuts = [
        shapely.LineString([(-84.2, 35.9 + 0.3 * draw(FRACTIONS)), (-83.7, 35.9 + 0.3 * draw(FRACTIONS))]),
        shapely.LineString([(-84.1 + 0.3 * draw(FRACTIONS), 35.8), (-84.1 + 0.3 * draw(FRACTIONS), 36.3)]),
    ]
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union_all([whole.boundary, *cuts]))))
    parts = [piece for piece in pieces if whole.contains(piece.representative_point())]
    parts[0] = parts[0].difference(parts[0].representative_point().buffer(0.001))
    if draw(st.booleans()):
        parts = [shapely.multipolygons([parts[0], square(-80, 30)]), *parts[1:]]
    names = draw(st.lists(NAMES, min_size=len(parts), max_size=len(parts), unique=True))
    crews = draw(st.lists(NAMES, min_size=len(parts), max_size=len(parts)))
    return [Area(*one) for one in zip(names, parts, crews, strict=True)]


@pytest.mark.parametrize("format", FORMATS)
@given(areas=tilings())
@settings(max_examples=5)
def test_areas_come_back_as_they_were(format: str, areas: list[Area]) -> None:
    back = read_areas(export(areas, "roads", format), "name", "crew")
    assert not back.repaired
    assert [(area.name, area.crew) for area in back.areas] == [(area.name, area.crew) for area in areas]
    for one, other in zip(areas, back.areas, strict=True):
        assert shapely.normalize(one.geometry).equals_exact(shapely.normalize(other.geometry), 0)


@pytest.mark.parametrize("format", ["geojson", "gpkg"])
def test_a_file_of_ours_is_no_change_to_the_byte(format: str) -> None:
    area = Area("West", square(0.1, 0.2, 1 / 3))
    [back] = read_areas(export([area], "roads", format), "name").areas
    assert shapely.to_wkb(back.geometry) == shapely.to_wkb(area.geometry)


def test_an_area_without_a_crew_has_an_empty_field() -> None:
    assert json.loads(export([Area("West", square(0, 0))], "roads", "geojson"))["features"][0]["properties"] == {
        "name": "West",
        "crew": None,
    }


def test_a_name_that_a_shapefile_would_cut_is_refused() -> None:
    with pytest.raises(ImportProblem, match="too long a name for a Shapefile"):
        export([Area("ä" * 128, square(0, 0))], "roads", "shapefile.zip")
