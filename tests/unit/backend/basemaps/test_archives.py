"""Which archives are taken, what is said of the others, and what a district is cut to."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from pmtiles.reader import MmapSource, all_tiles
from pmtiles.tile import Compression, Entry, TileType, serialize_directory, serialize_header, zxy_to_tileid
from shapely.geometry import box  # type: ignore[import-untyped]

from backend.basemaps.archive import TILE_BYTES, Archive
from backend.basemaps.checking import Facts, check
from backend.basemaps.extracting import extract
from backend.basemaps.mvt import NoTile, layer_names
from backend.errors import Problem
from tests.factories.basemaps import KNOXVILLE, archive, header, tile
from tests.factories.places import public_data

CITY = (-84.0, 35.9, -83.8, 36.05)
DISTRICT = box(-83.95, 35.93, -83.92, 35.96)


def checked(path: Path, attribution: str | None = None) -> Facts:
    with Archive(path) as opened:
        return check(opened, CITY, attribution)


def refusal(path: Path) -> str:
    with pytest.raises(Problem) as refused:
        checked(path)
    assert refused.value.code == "bad_value"
    return refused.value.detail.removeprefix(f"{path.name} ")


def made(path: Path, tiles: bytes, entries: list[Entry], leaves: bytes = b"", **also: object) -> Path:
    """An archive byte by byte, whatever it says."""
    root = serialize_directory(entries)
    said = gzip.compress(b'{"attribution": "Somebody"}')
    at = [127, 127 + len(root), 127 + len(root) + len(said), 127 + len(root) + len(said) + len(leaves)]
    told: Any = header(KNOXVILLE) | {
        "root_offset": at[0],
        "root_length": len(root),
        "metadata_offset": at[1],
        "metadata_length": len(said),
        "leaf_directory_offset": at[2],
        "leaf_directory_length": len(leaves),
        "tile_data_offset": at[3],
        "tile_data_length": len(tiles),
        "clustered": True,
        "internal_compression": Compression.GZIP,
        "min_zoom": 8,
        "max_zoom": 14,
    }
    path.write_bytes(serialize_header(told | also) + root + said + leaves + tiles)
    return path


FIRST = zxy_to_tileid(8, 68, 100)
GOOD = gzip.compress(tile("Testville"))


def test_a_whole_map_of_the_city_is_taken(tmp_path: Path) -> None:
    facts = checked(archive(tmp_path / "city"))
    assert facts.layers == ["water", "roads", "places"]
    assert (facts.attribution, facts.min_zoom, facts.max_zoom) == ("© Test surveyors", 8, 14)
    assert facts.tiles > 400


def test_whom_an_archive_credits_is_told_without_links(tmp_path: Path) -> None:
    linked = archive(tmp_path / "city", zooms=[8], attribution='<a href="https://example.org">&copy; Makers</a>')
    assert checked(linked).attribution == "© Makers"
    assert checked(linked, "The city").attribution == "The city"
    assert "credit" in refusal(archive(tmp_path / "nameless", zooms=[8], attribution=""))


def test_an_archive_of_elsewhere_is_refused(tmp_path: Path) -> None:
    assert "nothing of the city" in refusal(archive(tmp_path / "sea", bounds=(0.1, 0.1, 0.5, 0.5), zooms=[8]))


def test_a_cut_off_archive_is_refused_wherever_it_is_cut(tmp_path: Path) -> None:
    whole = archive(tmp_path / "city").read_bytes()
    for length in (1, 100, 127, 200, len(whole) // 2, len(whole) - 1):
        (tmp_path / "part").write_bytes(whole[:length])
        said = refusal(tmp_path / "part")
        assert "cut off" in said or "no PMTiles" in said


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty."),
        (b"<html>no</html>", "is no PMTiles archive."),
        (b"PMTiles\x02" + b"\0" * 500, "is a PMTiles archive of version 2. Version 3 is needed."),
    ],
)
def test_what_is_no_archive_is_refused(tmp_path: Path, data: bytes, sentence: str) -> None:
    (tmp_path / "file").write_bytes(data)
    assert refusal(tmp_path / "file") == sentence


def test_pictures_and_unknown_compressions_are_refused(tmp_path: Path) -> None:
    one = [Entry(FIRST, 0, len(GOOD), 1)]
    assert "PNG" in refusal(made(tmp_path / "a", GOOD, one, tile_type=TileType.PNG))
    assert "Gzip is needed" in refusal(made(tmp_path / "b", GOOD, one, tile_compression=Compression.BROTLI))
    assert checked(made(tmp_path / "c", GOOD, one)).tiles == 1


def test_a_tile_that_is_none_is_refused(tmp_path: Path) -> None:
    for bad in (b"not gzip at all", gzip.compress(b"\x1a\xff\x01short"), GOOD[:-9]):
        assert "damaged" in refusal(made(tmp_path / "map", bad, [Entry(FIRST, 0, len(bad), 1)]))


def test_entries_that_lead_astray_are_refused(tmp_path: Path) -> None:
    beyond = [Entry(FIRST, len(GOOD), len(GOOD), 1)]
    assert "outside" in refusal(made(tmp_path / "a", GOOD, beyond))
    twice = [Entry(FIRST, 0, len(GOOD), 1), Entry(FIRST, 0, len(GOOD), 1)]
    assert "out of order" in refusal(made(tmp_path / "b", GOOD, twice))
    endless = [Entry(FIRST, 0, len(GOOD), 2**60)]
    assert "outside of its zoom" in refusal(made(tmp_path / "c", GOOD, endless))


def test_directories_in_a_circle_are_refused(tmp_path: Path) -> None:
    leaf = serialize_directory([Entry(FIRST, 0, 60, 0)])
    assert 0 < len(leaf) <= 60
    leaf = leaf.ljust(60, b"\0")
    circle = made(tmp_path / "map", GOOD, [Entry(FIRST, 0, 60, 0)], leaf)
    assert "circle" in refusal(circle)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = gzip.compress(b"\0" * (TILE_BYTES + 1_000_000))
    assert "far more" in refusal(made(tmp_path / "map", bomb, [Entry(FIRST, 0, len(bomb), 1)]))


def test_a_tile_that_does_not_add_up_is_none() -> None:
    assert layer_names(tile("Testville")) == ["water", "roads", "places"]
    for cut in (b"\x1a", b"\x1a\x05abc", b"\x1f", b"\x1a\x02\x78\x02", b"\xff" * 12):
        with pytest.raises(NoTile):
            layer_names(cut)


def tiles_of(path: Path) -> dict[tuple[int, int, int], bytes]:
    with path.open("rb") as file:
        return dict(all_tiles(MmapSource(file)))  # type: ignore[no-untyped-call]


def cut(source: Path, target: Path, max_zoom: int | None = None) -> Path:
    with Archive(source) as opened:
        extract(opened, DISTRICT, "District 3", max_zoom, target)
    return target


def test_a_district_is_cut_with_what_is_around_it_and_nothing_else(tmp_path: Path) -> None:
    city = archive(tmp_path / "city", noise_bytes=40)
    small = tiles_of(cut(city, tmp_path / "small"))
    whole = tiles_of(city)
    assert all(whole[at] == data for at, data in small.items())
    # 14/4371..4374/6454..6457: the district; one more on each side lies within a kilometre of it.
    assert {x for zoom, x, _ in small if zoom == 14} == set(range(4370, 4374))
    assert {zoom for zoom, _, _ in small} == set(range(8, 15))
    with Archive(tmp_path / "small") as opened:
        assert check(opened, DISTRICT.bounds, None).layers == ["water", "roads", "places"]
        assert opened.metadata["name"] == "District 3"
        assert "made_by" not in opened.metadata


def test_the_same_cut_gives_the_same_bytes_and_equal_tiles_lie_there_once(tmp_path: Path) -> None:
    city = archive(tmp_path / "city")
    one, other = cut(city, tmp_path / "one"), cut(city, tmp_path / "other")
    assert one.read_bytes() == other.read_bytes()
    with Archive(one) as opened:
        assert opened.header["tile_contents_count"] == 1
        assert opened.header["addressed_tiles_count"] > 20


def test_closer_zooms_can_be_left_out(tmp_path: Path) -> None:
    small = tiles_of(cut(archive(tmp_path / "city"), tmp_path / "small", 11))
    assert max(zoom for zoom, _, _ in small) == 11


def test_a_district_that_the_archive_does_not_show_is_refused(tmp_path: Path) -> None:
    elsewhere = archive(tmp_path / "far", bounds=(-84.9, 36.5, -84.8, 36.6), zooms=[12, 13])
    with pytest.raises(Problem, match="shows nothing of District 3"):
        cut(elsewhere, tmp_path / "small")


@pytest.mark.realdata
def test_a_map_that_another_tool_made_is_taken_and_cut(tmp_path: Path) -> None:
    real = public_data("basemap/knoxville-minimal.pmtiles")
    facts = checked(real, "U.S. Census Bureau")
    assert (facts.tiles, facts.layers) == (9874, ["city", "counties", "places", "tracts"])
    small = tiles_of(cut(real, tmp_path / "small"))
    whole = tiles_of(real)
    assert len(small) > 15
    assert all(whole[at] == data for at, data in small.items())


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("empty", "is empty"),
        ("invalid", "is no PMTiles archive"),
        ("invalid_v4", "version 4"),
        ("stamen_toner_z3", "PNG"),
        ("test_fixture_1", "elsewhere"),
    ],
)
def test_the_files_of_the_specification_are_told_apart(name: str, sentence: str) -> None:
    assert sentence in refusal(public_data(f"basemap/pmtiles-spec/{name}.pmtiles"))
