"""Finding places by words and by what is near, on both databases, over files as cities give them."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from backend.db.cells import touched
from backend.db.commit import start_history
from backend.db.rows import table
from backend.db.session import Database, opened
from backend.places import assets, finding, gazetteer, service
from backend.places.address_import import AddressCount, put_addresses, read_addresses
from backend.places.assets import AssetCount, put_assets, read_assets
from backend.places.gazetteer import Here
from backend.places.gazetteer_tables import Address, Asset
from backend.places.importing import ImportProblem
from sync.protocol.messages import NearReply, PlaceFound
from tests.factories.migrated import migrated_database

CITY = "sampleton"
ADDRESSES = """NUMBER,STREET,UNIT,POSTCODE,LAT,LON
400,Gay St,,37902,35.9600,-83.9200
412,GAY STREET,,37902,35.9610,-83.9210
420,Gay St,,37902,35.9618,-83.9218
411,Gay St,,37902,35.9611,-83.9209
12,Elm Street,B,,35.97,-83.93
14,Elm Street,,,,
9,Magnolia Ave,,,35.98,-83.90
9,E Magnolia Ave,,,35.98,-83.88
7,,,,,
x,Oak Ln,,,,
8,Oak Ln,,,990,1
"""
LAMPS = "pole,owner,lat,lon\n4411,City Power and Light,35.96101,-83.92101\n4412,City,35.9615,-83.9213\n,City,1,1\n"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    with migrated_database(request.param, tmp_path) as url, opened(url) as database:
        database.write_now(start_history)
        database.write_now(lambda c: service.create_jurisdiction(c, CITY, "Sampleton", lat=35.96, lon=-83.92))
        yield database


def silent(read: int) -> None:
    """Nobody watches."""


def give(database: Database, folder: Path, text: str = ADDRESSES) -> AddressCount:
    file = folder / "addresses.csv.gz"
    file.write_bytes(gzip.compress(text.encode()))
    rows = read_addresses(file, {}, silent).rows
    return database.write_now(lambda c: put_addresses(c, CITY, rows))


def give_lamps(database: Database, folder: Path, text: str = LAMPS) -> AssetCount:
    file = folder / "lamps.csv"
    file.write_text(text)
    rows = read_assets(file, "Lamp", {"asset": "pole"}, silent)[0]
    return database.write_now(lambda c: put_assets(c, CITY, "street_light", rows))


def found(database: Database, words: str, near: Here | None = None) -> list[PlaceFound]:
    return database.read_now(lambda c: finding.search(c, CITY, words, near))


def first(database: Database, words: str, near: Here | None = None) -> str:
    return found(database, words, near)[0].label


def near(database: Database, lat: float, lon: float, kind: str | None = None) -> NearReply:
    return database.read_now(lambda c: finding.near(c, CITY, Here(lat, lon), kind))


def test_an_address_is_found_however_it_is_written(database: Database, tmp_path: Path) -> None:
    give(database, tmp_path)
    asked = ("412 Gay St", "412 gay street", "412 gya st", "412 Gay", "Gay St 412", "412 Gay St, Sampleton 37902")
    assert [first(database, words) for words in asked] == ["412 Gay St"] * 6
    assert first(database, "9 magnola av") == "9 Magnolia Ave"
    assert first(database, "9 east magnolia") == "9 E Magnolia Ave"


def test_a_house_that_is_not_in_the_file_is_about_between_its_neighbours(database: Database, tmp_path: Path) -> None:
    give(database, tmp_path)
    place = found(database, "416 Gay St")[0]
    assert (place.kind, place.label, place.exact) == ("address", "416 Gay St", False)
    assert (round(place.lat or 0, 4), round(place.lon or 0, 4)) == (35.9614, -83.9214)
    assert found(database, "900 Gay St")[0].kind == "street"


def test_of_streets_that_fit_as_well_the_nearer_comes_first(database: Database, tmp_path: Path) -> None:
    give(database, tmp_path, "house,street,lat,lon\n1,Mill Ave,36.0,-83.9\n1,Mill Rd,36.1,-83.9\n")
    assert first(database, "mill", Here(36.1, -83.9)) == "Mill Rd"
    assert first(database, "mill", Here(36.0, -83.9)) == "Mill Ave"


def test_words_that_fit_nothing_find_nothing(database: Database, tmp_path: Path) -> None:
    give(database, tmp_path)
    assert [found(database, words) for words in ("zzyzx", "?!", "' OR 1=1", "\x00")] == [[], [], [], []]


def test_the_same_file_again_changes_nothing_and_another_takes_its_place(database: Database, tmp_path: Path) -> None:
    assert give(database, tmp_path) == AddressCount(8, 4, 7, True)
    before = database.read_now(lambda c: gazetteer.revision(c, CITY))
    assert not give(database, tmp_path).changed
    assert database.read_now(lambda c: gazetteer.revision(c, CITY)) == before
    give(database, tmp_path, "house,street\n1,Mill Ave\n")
    assert (first(database, "mill"), found(database, "gay")) == ("Mill Ave", [])


def test_rows_that_cannot_be_used_are_counted_and_shown(tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_text(ADDRESSES)
    assert read_addresses(file, {}, silent).skipped.sentence() == (
        "Left out 3: 1 for no street (line 10); 1 for no house number (line 11); "
        "1 for a point that is not in degrees (WGS 84) (line 12)."
    )


def test_a_file_without_a_column_for_the_street_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_text("house,way\n1,Mill Ave\n")
    with pytest.raises(ImportProblem, match="--street-field"):
        read_addresses(file, {}, silent)
    assert read_addresses(file, {"street": "Way"}, silent).rows[0].street == "Mill Ave"


def test_the_nearest_house_and_the_nearest_lamps_belong_to_a_point(database: Database, tmp_path: Path) -> None:
    give(database, tmp_path)
    assert give_lamps(database, tmp_path) == AssetCount(2, 0, 0, 0)
    here = near(database, 35.961, -83.9211, "street_light")
    assert here.address is not None
    assert here.address.label == "412 Gay St"
    assert [(one.label, round(one.distance_m or 0)) for one in here.assets] == [("Lamp 4411", 8), ("Lamp 4412", 58)]
    assert near(database, 35.961, -83.9211, "hydrant").assets == []
    assert near(database, 35.5, -83.5) == NearReply(None, [])


@pytest.mark.parametrize("things", [Address, Asset])
def test_what_is_near_is_read_by_its_cells_and_nothing_else_of_the_city(tmp_path: Path, things: type) -> None:
    there = table(things)
    wanted = touched(select(there.c.lat).where(there.c.jurisdiction == CITY), there.c.cell, 35.961, -83.9211, 60)
    with migrated_database("sqlite", tmp_path) as url, opened(url) as database:
        asked = wanted.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
        steps = database.read_now(lambda c: [row[3] for row in c.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")])
    searches = [step for step in steps if there.name in step]
    assert searches
    assert all("cell>? AND cell<?" in step for step in searches), steps


def test_a_lamp_is_found_by_its_number(database: Database, tmp_path: Path) -> None:
    give(database, tmp_path)
    give_lamps(database, tmp_path)
    assert [first(database, words) for words in ("4411", "lamp 4411", "#4411")] == ["Lamp 4411"] * 3


def test_a_newer_file_changes_adds_and_retires_lamps(database: Database, tmp_path: Path) -> None:
    give_lamps(database, tmp_path)
    kept = found(database, "4411")[0].asset_id or ""
    newer = "pole,owner,lat,lon\n4411,City,35.96101,-83.92101\n4413,City,35.9,-83.9\n"
    assert give_lamps(database, tmp_path, newer) == AssetCount(1, 1, 0, 1)
    assert give_lamps(database, tmp_path, newer) == AssetCount(0, 0, 2, 0)
    assert found(database, "4411")[0].asset_id == kept
    assert database.read_now(lambda c: assets.owners(c, CITY, [kept])) == {kept: "City"}
    assert found(database, "4412") == []


def test_lamps_come_from_a_geojson_of_points_too(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [-83.9, 35.9]}
    lamp = {"type": "Feature", "properties": {"Nr": 7, "Eigner": "City"}, "geometry": point}
    file = tmp_path / "lamps.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [lamp, {"type": "Feature"}]}))
    rows, skipped = read_assets(file, "Lamp", {"asset": "Nr", "owner": "Eigner"}, silent)
    assert [(one.number, one.owner, one.lat) for one in rows] == [("7", "City", 35.9)]
    assert skipped.sentence() == "Left out 1: 1 for no number (line 3)."
