"""Reading what cities give away: Shapefiles and GeoPackages in any coordinates, or a sentence why not."""

import json
import struct
import zipfile
from functools import cache
from io import BytesIO
from typing import Any

import pyproj
import pytest
import shapely  # type: ignore[import-untyped]

from backend.places import sources
from backend.places.importing import ImportProblem, read_areas
from tests.factories.area_files import FEET, KNOXVILLE, geopackage, shapefile, zipped
from tests.factories.places import collection, feature, square

TO_FEET = pyproj.Transformer.from_crs("EPSG:4326", FEET, always_xy=True)
US_FOOT_M = 1200 / 3937


def names(data: bytes, **more: Any) -> list[str]:
    return [area.name for area in read_areas(data, "name", **more).areas]


def refusal(data: bytes, **more: Any) -> str:
    with pytest.raises(ImportProblem) as refused:
        read_areas(data, "name", **more)
    return str(refused.value)


@pytest.mark.parametrize("data", [zipped(shapefile(KNOXVILLE)), geopackage({"areas": KNOXVILLE})])
def test_areas_in_survey_feet_come_out_right_to_centimetres(data: bytes) -> None:
    for area in read_areas(data, "name").areas:
        x, y = TO_FEET.transform(*shapely.get_coordinates(area.geometry).T)
        feet = shapely.points(x, y)
        assert shapely.distance(feet, KNOXVILLE[area.name].exterior).max() * US_FOOT_M < 0.01
        corners = shapely.points(shapely.get_coordinates(KNOXVILLE[area.name]))
        assert all(shapely.distance(corner, feet).min() * US_FOOT_M < 0.01 for corner in corners)


def test_a_long_straight_border_of_the_plane_stays_where_it_was() -> None:
    # Four miles of it, looked at in the middle, where no vertex was.
    [north, _] = read_areas(zipped(shapefile(KNOXVILLE)), "name").areas
    for x in (2_585_000.0, 2_590_123.0, 2_597_777.0):
        line = shapely.LineString(
            [pyproj.Transformer.from_crs(FEET, 4326, always_xy=True).transform(x, y) for y in (599_990, 600_010)]
        )
        [crossing] = shapely.get_coordinates(shapely.intersection(line, north.geometry.exterior))
        assert abs(TO_FEET.transform(*crossing)[1] - 600_000) * US_FOOT_M < 0.01


def test_a_shapefile_without_a_prj_is_read_in_the_system_that_was_asked_for() -> None:
    silent = zipped(shapefile(KNOXVILLE, crs=None))
    assert "for example EPSG:2274" in refusal(silent)
    asked = read_areas(silent, "name", crs=FEET).areas[0].geometry
    assert asked.equals_exact(read_areas(zipped(shapefile(KNOXVILLE)), "name").areas[0].geometry, 1e-9)


def test_what_the_file_declares_may_be_asked_for_but_not_contradicted() -> None:
    data = zipped(shapefile(KNOXVILLE))
    assert names(data, crs="EPSG:6576") == ["North", "South"]  # the same plane on a newer datum
    assert "contradicts 'EPSG:2263'" in refusal(data, crs="EPSG:2263")


def test_a_geojson_in_feet_is_read_by_its_crs_or_by_the_one_that_was_asked_for() -> None:
    area = feature(KNOXVILLE["North"], name="North")
    declared = collection(area, crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2274"}})
    [one], [other] = read_areas(declared, "name").areas, read_areas(collection(area), "name", crs=FEET).areas
    assert one.geometry.equals(other.geometry)
    assert one.geometry.centroid.y == pytest.approx(35.98, abs=0.01)


@pytest.mark.parametrize(
    ("crs", "sentence"),
    [("EPSG:99999", "no coordinate system"), ("feet", "no coordinate system"), ("EPSG:5703", "no place on earth")],
)
def test_a_system_that_nobody_knows_is_refused(crs: str, sentence: str) -> None:
    assert sentence in refusal(collection(feature(KNOXVILLE["North"], name="North")), crs=crs)


def test_coordinates_that_no_length_on_earth_has_are_refused() -> None:
    huge = shapely.box(0, 0, 1e15, 1e15)
    assert "too large" in refusal(collection(feature(huge, name="Huge")), crs="EPSG:3857")


def test_one_of_several_layers_must_be_named() -> None:
    data = geopackage({"wards": KNOXVILLE, "parks": {"Park": KNOXVILLE["North"]}})
    assert "several layers: parks, wards" in refusal(data)
    assert "no layer 'roads'. Its layers: parks, wards" in refusal(data, source_layer="roads")
    assert names(data, source_layer="parks") == ["Park"]
    two = shapefile(KNOXVILLE) | {
        f"more/parks{name[5:]}": part for name, part in shapefile({"Park": KNOXVILLE["North"]}).items()
    }
    assert "several layers: areas, parks" in refusal(zipped(two))
    assert names(zipped(two), source_layer="parks") == ["Park"]


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1", "CP1252"])
def test_names_are_read_in_the_encoding_that_the_cpg_names(encoding: str) -> None:
    assert names(zipped(shapefile({"Año": KNOXVILLE["North"]}, encoding=encoding))) == ["Año"]


def test_names_without_a_cpg_are_read_as_latin_1() -> None:
    parts = shapefile({"Año": KNOXVILLE["North"]}, encoding="ISO-8859-1", without=[".cpg"])
    assert names(zipped(parts)) == ["Año"]


def test_heights_and_measures_are_left_out() -> None:
    high = shapely.from_wkt("POLYGON ZM ((-84 36 9 1, -83.9 36 9 1, -83.9 36.1 9 1, -84 36 9 1))")
    [area] = read_areas(geopackage({"areas": {"High": high}}, crs="EPSG:4326"), "name").areas
    assert not area.geometry.has_z and not area.geometry.has_m


def test_arcs_become_lines() -> None:
    # A circle of a mile around a point: a CurvePolygon of one CircularString, as WKB.
    x, y, r = 2_590_000.0, 600_000.0, 5_280.0
    points = [(x - r, y), (x, y + r), (x + r, y), (x, y - r), (x - r, y)]
    ring = struct.pack("<BII", 1, 8, 5) + b"".join(struct.pack("<dd", *point) for point in points)
    [area] = read_areas(geopackage({"areas": {"Round": struct.pack("<BII", 1, 10, 1) + ring}}), "name").areas
    drawn = shapely.transform(
        area.geometry, lambda lonlat: shapely.get_coordinates(shapely.points(*TO_FEET.transform(*lonlat.T)))
    )
    assert drawn.area == pytest.approx(3.14159 * r * r, rel=0.001)


@cache
def bomb() -> bytes:
    """A zip of some kB that unpacks to more than is allowed."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("areas.geojson", b" " * (sources.MAX_BYTES + 1))
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (zipped({"readme.txt": b"nothing"}), "holds no Shapefile"),
        (zipped({"inner.zip": zipped(shapefile(KNOXVILLE))}), "a zip in a zip is not read"),
        (zipped({"a.geojson": b"{}", "b.gpkg": b""}), "several files of areas: a.geojson, b.gpkg"),
        (zipped({f"../areas{ending}": b"" for ending in (".shp", ".shx", ".dbf")}), "a place outside itself"),
        (zipped({"/etc/areas.shp": b""}), "a place outside itself"),
        (zipped({f"{number}.txt": b"" for number in range(201)}), "holds 201 files; 200 at most"),
        (zipped(shapefile(KNOXVILLE, without=[".dbf"])), "'areas.shp' lacks its .dbf"),
        (zipped(shapefile(KNOXVILLE) | {"areas.shp": b"no shapes"}), "is no Shapefile"),
        (shapefile(KNOXVILLE)["areas.shp"], "A Shapefile is several files"),
        (zipped(shapefile(KNOXVILLE))[:400], "cannot be unpacked"),
        (b"SQLite format 3\x00" + b"x" * 2000, "The file cannot be read"),
        (geopackage({"areas": {"Line": shapely.LineString([(0, 0), (1, 1)])}}), "geometry is LineString"),
        (b"[" * 100_000, "not JSON"),
        (b"\x89PNG\r\n", "nor a zipped Shapefile, nor a GeoPackage"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    assert sentence in refusal(data)


def test_a_zip_that_unpacks_to_too_much_is_refused() -> None:
    assert "too large: 64 MB at most" in refusal(bomb())


def test_a_zip_that_lies_about_its_size_is_cut_off() -> None:
    data = bytearray(bomb())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    assert "cannot be unpacked" in refusal(bytes(data)) or "too large" in refusal(bytes(data))


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    assert "too large" in refusal(b" " * (sources.MAX_BYTES + 1))


def test_too_many_areas_are_refused() -> None:
    row = {"type": "Feature", "properties": None, "geometry": None}
    data = json.dumps({"type": "FeatureCollection", "features": [row] * (sources.MAX_FEATURES + 1)}).encode()
    assert "10,001 features; 10,000 areas at most" in refusal(data)


def test_numbers_as_names_have_no_fraction() -> None:
    assert names(collection(feature(square(0, 0), name=7.0))) == ["7"]
