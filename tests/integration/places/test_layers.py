"""Importing layers and routing on them, on a real database."""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from msgspec import structs, to_builtins
from sqlalchemy import Connection, select, text

from backend.db.commit import commit_changes, head
from backend.db.session import Database, opened
from backend.db.tables import SyncFeed
from backend.errors import Problem
from backend.people.rules import Actor
from backend.people.service import crew_names
from backend.places import service
from backend.places.layers import ImportResult
from backend.places.service import Ask, Offer, Route
from sync.protocol.messages import ServiceWords
from tests.factories.places import EAST_AND_WEST, areas, city, put_layer, square

CITY = "testville"
CREWS = {"West": "West crew", "East": "East crew"}
POTHOLE = Offer("pothole", "Pothole", "A hole.", "Roads", ["hole"], "construction", 1, "roads")
LOST_DOG = Offer("lost-dog", "Lost dog", "Nobody answers.", "Animals", ["dog"], "dog", 2)
DESK = Actor(CITY, "desk-device", "dispatcher", "an-account")
RESIDENT = Actor(CITY, "a-phone", "resident")
CREW = Actor(CITY, "crew-phone", "crew", "another-account", "crew-1")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with city(tmp_path) as database:
        database.write_now(lambda c: put_layer(c, CITY, "roads", areas(EAST_AND_WEST, CREWS)))
        database.write_now(
            lambda c: commit_changes(c, CITY, service.put_services(c, CITY, [POTHOLE, LOST_DOG])),
        )
        yield database


def route(database: Database, code: str, lat: float | None, lon: float | None) -> Route:
    return database.read_now(lambda c: service.responsible_many(c, CITY, [Ask(code, lat, lon)]))[0]


def district_feed(connection: Connection) -> list[tuple[str, str, int]]:
    rows = connection.execute(
        select(SyncFeed.bucket, SyncFeed.op, SyncFeed.ver).where(SyncFeed.kind == "district")  # type: ignore[call-overload]
    )
    return sorted(map(tuple, rows))


def test_a_report_goes_to_the_district_and_crew_around_it(database: Database) -> None:
    found = route(database, "pothole", 0.5, 0.2)
    assert (found.district, found.crew, found.layer, found.reason) == ("West", "West crew", "roads", "inside")
    assert database.read_now(lambda c: crew_names(c, CITY))[found.crew_id or ""] == "West crew"


def test_a_point_outside_every_district_is_an_answer(database: Database) -> None:
    expected = Route(None, None, None, None, "roads", "outside_every_district", version=1)
    assert route(database, "pothole", 50.0, 50.0) == expected


@pytest.mark.parametrize(("lat", "lon"), [(None, None), (0.5, None), (math.nan, 0.5), (0.5, 999.0)])
def test_a_report_without_a_usable_point_says_so(database: Database, lat: float | None, lon: float | None) -> None:
    assert route(database, "pothole", lat, lon).reason == "no_point"


@pytest.mark.parametrize("code", ["lost-dog", "never-heard-of"])
def test_a_service_without_a_layer_says_so(database: Database, code: str) -> None:
    assert route(database, code, 0.5, 0.5).reason == "no_layer"


def test_many_asks_are_answered_in_their_order(database: Database) -> None:
    asks = [Ask("pothole", 0.5, 1.5), Ask("lost-dog", 0.5, 0.5), Ask("pothole", 0.5, 0.5), Ask("pothole", 0.5, 1.0)]
    found = database.read_now(lambda c: service.responsible_many(c, CITY, asks))
    assert [(r.district, r.reason) for r in found] == [
        ("East", "inside"),
        (None, "no_layer"),
        ("West", "inside"),
        ("East", "on_border"),
    ]


def test_arrays_of_points_are_answered_on_one_layer(database: Database) -> None:
    lons, lats = np.array([0.5, 1.0, 7.0]), np.array([0.5, 0.5, 0.5])
    found = database.read_now(lambda c: service.route_on_layer(c, CITY, "roads", lons, lats))
    assert [found.targets[i].crew if i >= 0 else None for i in found.positions] == ["West crew", "East crew", None]
    assert found.on_border.tolist() == [False, True, False]


def test_an_unknown_layer_is_refused_naming_those_there_are(database: Database) -> None:
    with pytest.raises(Problem, match=r"no layer 'parks'. Its layers: roads"):
        database.read_now(lambda c: service.route_point(c, CITY, "parks", 0.5, 0.5))


def test_importing_the_same_file_again_changes_and_publishes_nothing(database: Database) -> None:
    before = database.read_now(lambda c: head(c, CITY))
    again = database.write_now(lambda c: put_layer(c, CITY, "roads", areas(EAST_AND_WEST, CREWS)))
    assert again == ImportResult(unchanged=2)
    assert database.read_now(lambda c: head(c, CITY)) == before


def test_a_file_without_crews_keeps_those_that_answer_today(database: Database) -> None:
    again = database.write_now(lambda c: put_layer(c, CITY, "roads", areas(EAST_AND_WEST)))
    assert again == ImportResult(unchanged=2)
    assert route(database, "pothole", 0.5, 0.2).crew == "West crew"


def test_a_newer_file_adds_changes_and_retires(database: Database) -> None:
    newer = areas({"West": square(0, 0, 1.5), "South": square(0, -1)})
    assert database.write_now(lambda c: put_layer(c, CITY, "roads", newer)) == ImportResult(1, 1, 0, 1)
    assert route(database, "pothole", 0.5, 1.2).district == "West"
    assert route(database, "pothole", 0.5, 1.8).reason == "outside_every_district"
    assert database.read_now(district_feed) == [("ref", "put", 1), ("ref", "put", 2), ("ref", "put", 2)]


def test_a_retired_district_comes_back_under_its_own_id(database: Database) -> None:
    first = route(database, "pothole", 0.5, 1.8).district_id
    database.write_now(lambda c: put_layer(c, CITY, "roads", areas({"West": square(0, 0)})))
    assert route(database, "pothole", 0.5, 1.8).district_id is None
    database.write_now(lambda c: put_layer(c, CITY, "roads", areas(EAST_AND_WEST)))
    assert route(database, "pothole", 0.5, 1.8).district_id == first


def test_another_process_that_imports_is_seen_at_once(database: Database) -> None:
    assert route(database, "pothole", 0.5, 1.2).district == "East"
    with opened(database.url) as other:
        other.write_now(lambda c: put_layer(c, CITY, "roads", areas({"All": square(0, 0, 2)})))
    assert route(database, "pothole", 0.5, 1.2).district == "All"


def test_a_unit_that_fails_leaves_no_half_of_a_layer(database: Database) -> None:
    def unit(connection: Connection) -> None:
        put_layer(connection, CITY, "roads", areas({"All": square(0, 0, 2)}))
        connection.execute(text("insert into nowhere values (1)"))

    with pytest.raises(Exception, match="nowhere"):
        database.write_now(unit)
    assert route(database, "pothole", 0.5, 1.2).district == "East"


def test_two_cities_with_a_layer_of_the_same_name_do_not_mix(database: Database) -> None:
    def unit(connection: Connection) -> None:
        made = service.create_jurisdiction(connection, "elsewhere", "Elsewhere", lat=0, lon=0)
        put_layer(connection, "elsewhere", "roads", areas({"Far": square(0, 0, 2)}), also=[made])

    database.write_now(unit)
    assert route(database, "pothole", 0.5, 0.2).district == "West"
    far = database.read_now(lambda c: service.route_point(c, "elsewhere", "roads", 0.5, 0.2))
    assert far.district == "Far"


def test_a_city_is_made_once(database: Database) -> None:
    with pytest.raises(Problem, match="already a jurisdiction 'testville'"):
        database.write_now(lambda c: service.create_jurisdiction(c, CITY, "Again", lat=0, lon=0))


def test_services_are_listed_with_their_layer_and_offered_again_only_when_changed(database: Database) -> None:
    offered = database.read_now(lambda c: service.services(c, CITY))
    assert {code: s.layer for code, s in offered.items()} == {"pothole": "roads", "lost-dog": None}
    assert database.write_now(lambda c: service.put_services(c, CITY, [POTHOLE, LOST_DOG])) == []


def test_a_service_is_named_in_the_readers_language_where_the_city_has_words_for_it(database: Database) -> None:
    spoken = structs.replace(POTHOLE, expected_days=2, translations={"es": ServiceWords("Bache", group="Calles")})
    database.write_now(lambda c: commit_changes(c, CITY, service.put_services(c, CITY, [spoken])))
    offered = database.read_now(lambda c: service.services(c, CITY))["pothole"]
    assert (offered.name_in("es"), offered.name_in("es-MX"), offered.name_in("fr")) == ("Bache", "Bache", "Pothole")
    document = database.read_now(lambda c: service.docs(c, "service", ["pothole"], RESIDENT))["pothole"]
    told = to_builtins(document)
    assert (told["expected_days"], told["translations"]["es"]["group"]) == (2, "Calles")
    assert database.write_now(lambda c: service.put_services(c, CITY, [spoken])) == []


def test_only_the_desk_reads_where_a_district_lies(database: Database) -> None:
    id = route(database, "pothole", 0.5, 0.2).district_id or ""
    desk = database.read_now(lambda c: service.docs(c, "district", [id], DESK))[id]
    phone = database.read_now(lambda c: service.docs(c, "district", [id], RESIDENT))[id]
    assert desk.boundary["type"] == "Polygon"  # type: ignore[union-attr]
    assert phone.boundary is None  # type: ignore[union-attr]
    assert phone.name == desk.name == "West"


def test_services_and_the_city_are_read_by_everybody_and_nobody_elses(database: Database) -> None:
    pothole = database.read_now(lambda c: service.docs(c, "service", ["pothole", "gone"], RESIDENT))
    assert list(pothole) == ["pothole"]
    assert database.read_now(lambda c: service.docs(c, "jurisdiction", [CITY], RESIDENT))[CITY].name == "Testville"
    stranger = Actor("elsewhere", "a-phone", "resident")
    assert database.read_now(lambda c: service.docs(c, "service", ["pothole"], stranger)) == {}


def test_each_role_reads_its_own_buckets(database: Database) -> None:
    database.write_now(lambda c: put_layer(c, CITY, "roads", areas({"West": square(0, 0)})))
    assert database.read_now(lambda c: service.readable_buckets(c, RESIDENT)) == ["device:a-phone", "ref"]
    assert database.read_now(lambda c: service.readable_buckets(c, CREW)) == [
        "device:crew-phone",
        "ref",
        "crew:crew-1",
        "closed:crew-1",
    ]
    desk = database.read_now(lambda c: service.readable_buckets(c, DESK))
    assert desk[:4] == ["device:desk-device", "ref", "desk", "district:none"]
    assert len(desk) == 6, "a retired district keeps its past requests, and the desk reads them"
