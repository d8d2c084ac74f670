"""Reading a GeoJSON file of areas: every area usable, or a sentence why not."""

import pytest
from shapely.geometry import Point, Polygon  # type: ignore[import-untyped]

from backend.places.importing import ImportProblem, read_areas
from tests.factories.places import collection, feature, square

STATE_PLANE = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2274"}}
CRS84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
BOW_TIE = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])


def test_areas_are_named_by_the_field_that_was_asked_for() -> None:
    data = collection(feature(square(0, 0), no=7, crew="North crew"), feature(square(1, 0), no=8, crew="South crew"))
    found = read_areas(data, "no", "crew").areas
    assert [(area.name, area.crew, area.geometry.area) for area in found] == [
        ("7", "North crew", 1.0),
        ("8", "South crew", 1.0),
    ]


def test_a_file_that_names_wgs_84_and_one_with_a_byte_order_mark_are_read() -> None:
    data = collection(feature(square(0, 0), name="A"), crs=CRS84)
    assert len(read_areas(b"\xef\xbb\xbf" + data, "name").areas) == 1


def test_heights_are_left_out() -> None:
    data = collection(feature(Polygon([(0, 0, 9), (1, 0, 9), (1, 1, 9)]), name="A"))
    assert not read_areas(data, "name").areas[0].geometry.has_z


def test_a_ring_that_crosses_itself_is_repaired_and_named() -> None:
    found = read_areas(collection(feature(BOW_TIE, name="Bow tie"), feature(square(5, 5), name="Good")), "name")
    assert found.repaired == ["Bow tie"]
    assert found.areas[0].geometry.is_valid
    assert found.areas[0].geometry.area == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not JSON"),
        (b"PK\x03\x04", "zip file cannot be unpacked"),
        (b"[1, 2]", "not a GeoJSON FeatureCollection"),
        (b'{"type": "Feature"}', "not a GeoJSON FeatureCollection"),
        (collection(), "no features"),
        (b'{"type": "FeatureCollection", "features": 3}', "no features"),
        (collection(feature(square(0, 0), title="A", no=1)), r"no field 'name'. Its fields are: no, title"),
        (collection({"type": "Feature", "geometry": None}), "no properties"),
        (b'{"type": "FeatureCollection", "features": [3]}', "no properties"),
        (collection(feature(square(0, 0), name=None)), "is empty"),
        (collection(feature(Point(0, 0), name="A")), "'A' is not an area: its geometry is Point"),
        (collection(feature(None, name="A")), "'A' is not an area: its geometry is missing"),
        (collection(feature({"type": "Polygon", "coordinates": [[[0, 0], [1]]]}, name="A")), "rings of 'A' cannot"),
        (collection(feature({"type": "Polygon", "coordinates": []}, name="A")), "'A' is empty"),
        (collection(feature(square(2_580_000, 590_000, 500), name="A")), "State Plane feet"),
        (collection(feature(square(0, 0), name="A"), crs=STATE_PLANE), "outside the region that NAD83 / Tennessee"),
        (collection(feature(square(0, 0), name="A"), feature(square(1, 0), name="A")), "the same 'name': A"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(ImportProblem, match=sentence):
        read_areas(data, "name")


def test_a_ring_without_any_area_is_refused() -> None:
    line = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0], [0, 0]]]}
    with pytest.raises(ImportProblem, match="no area"):
        read_areas(collection(feature(line, name="Line")), "name")
