"""Finding places over HTTP: what residents may ask, what a crew carries, and a report that names a lamp."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from backend.places import around
from backend.places.finding_routes import WithoutQuery
from sync.protocol.messages import PlacePack
from tests.factories.city import SOUTH, City, running_city

HERE = {"lat": SOUTH[0], "lon": SOUTH[1]}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    with running_city(tmp_path_factory.mktemp("city")) as running:
        yield running


def search(city: City, q: str, **also: object) -> list[dict[str, object]]:
    reply = city.http.get("/places/search", params={"q": q, **also})  # type: ignore[dict-item]
    assert reply.status_code == 200, reply.text
    found: list[dict[str, object]] = reply.json()["found"]
    return found


def near(city: City, **query: object) -> dict[str, list[dict[str, object]]]:
    reply: dict[str, list[dict[str, object]]] = city.http.get("/places/near", params=query).json()  # type: ignore[arg-type]
    return reply


def test_a_resident_finds_an_address_without_an_account(city: City) -> None:
    number = city.rows("SELECT house FROM address JOIN street ON street_id = id WHERE name = 'Tinker Street'")[3][
        "house"
    ]
    found = search(city, f"{number} tinkre street", **HERE)[0]
    assert found["label"] == f"{number} Tinker Street"
    assert isinstance(found["distance_m"], float)


@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=" + "x" * 201, "?q=elm&lat=91&lon=0", "?q=elm&lat=1", "?q=elm&lat=a&lon=b"]
)
def test_a_search_that_cannot_be_read_is_refused_as_a_problem(city: City, query: str) -> None:
    reply = city.http.get(f"/places/search{query}")
    assert (reply.status_code, reply.json()["code"]) == (400, "malformed")


def test_the_lamps_nearest_to_a_point_come_with_their_distance(city: City) -> None:
    lamps = near(city, **HERE, kind="street_light")["assets"]
    away = [one["distance_m"] for one in lamps]
    assert lamps
    assert away == sorted(away, key=float)  # type: ignore[arg-type]
    assert near(city, **HERE, kind="hydrant")["assets"] == []
    assert city.http.get("/places/near").status_code == 400


def test_what_people_type_is_not_in_the_log_of_requests() -> None:
    record = logging.LogRecord("uvicorn.access", logging.INFO, "", 0, '%s "%s %s" %d', (), None)
    record.args = ("127.0.0.1:1", "GET", "/places/search?q=412+Gay+St", 200)
    assert WithoutQuery().filter(record)
    assert record.getMessage() == '127.0.0.1:1 "GET /places/search" 200'


def test_a_crew_carries_what_lies_in_its_districts_and_asks_again_for_nothing(city: City) -> None:
    south = city.staff("south")
    reply = city.http.get("/places/pack", headers=south.headers)
    pack = reply.json()
    assert "Tinker Street" in pack["streets"]
    assert "Bluebird Avenue" not in pack["streets"]
    assert len(pack["houses"]["street"]) == len(pack["houses"]["lat"]) > 50
    assert set(pack["assets"]["kind"]) == {"street_light"}
    again = city.http.get("/places/pack", headers=south.headers | {"If-None-Match": reply.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_crew_does_not_wait_while_a_strangers_square_is_made(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = Event(), Event()
    make = around.pack_around

    def slowly(*args: Any) -> PlacePack:
        begun.set()
        assert go_on.wait(10)
        return make(*args)

    monkeypatch.setattr(around, "pack_around", slowly)
    with ThreadPoolExecutor() as pool:
        square = pool.submit(city.http.get, "/places/pack", params={"lat": SOUTH[0], "lon": SOUTH[1]})
        assert begun.wait(10)
        own = pool.submit(city.http.get, "/places/pack", headers=city.staff("south").headers)
        try:
            assert own.result(timeout=5).status_code == 200
        finally:
            go_on.set()
        assert square.result().status_code == 200


def test_only_a_crew_carries_a_pack(city: City) -> None:
    assert city.http.get("/places/pack").status_code == 401
    for phone in (city.resident(), city.staff("dispatch")):
        reply = city.http.get("/places/pack", headers=phone.headers)
        assert reply.json()["code"] == "not_allowed"


def test_a_report_about_a_lamp_tells_staff_whose_it_is_and_others_which(city: City) -> None:
    resident, desk = city.resident(), city.staff("dispatch")
    lamp = near(city, **HERE)["assets"][0]
    place = {**HERE, "source": "map", "text": str(lamp["label"]), "asset_id": lamp["asset_id"]}
    id = resident.report(service="street-light-outage", place=place)
    resident.sync()
    desk.sync()
    mine, theirs = resident.docs["request", id], desk.docs["request", id]
    assert (mine["place"]["asset_id"], mine["asset"]) == (lamp["asset_id"], lamp["label"])
    assert theirs["asset"] in {f"{lamp['label']} (City)", f"{lamp['label']} (City Power and Light)"}


def test_a_report_about_a_lamp_that_nobody_knows_is_kept_with_its_words(city: City) -> None:
    resident = city.resident()
    id = resident.report(place={**HERE, "source": "typed", "text": "Lamp 999999", "asset_id": "no such lamp"})
    resident.sync()
    place = resident.docs["request", id]["place"]
    assert (place["text"], place.get("asset_id")) == ("Lamp 999999", None)
    assert resident.acks[1]["outcome"] == "applied"


def test_too_many_searches_of_one_device_are_told_to_wait(tmp_path: Path) -> None:
    with running_city(tmp_path, exchanges_per_s=1) as city:
        who = {"Authorization": "Device a.b"}
        codes = [city.http.get("/places/search?q=elm", headers=who).status_code for _ in range(4)]
    assert codes == [200, 200, 429, 429]
