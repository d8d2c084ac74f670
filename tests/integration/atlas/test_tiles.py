"""Vector tiles of the city over HTTP: for the desk alone, with true counts, the same from both databases."""

import gzip
from collections.abc import Iterator
from typing import Any

import pytest

from backend.atlas.grid import tiles_over
from tests.factories.city import NORTH, NOWHERE, SOUTH, City, running_city, sent
from tests.factories.phone import Phone
from tests.factories.postgres import execute, require_postgres
from tests.factories.tiles import decoded

AROUND = (-84.2, 35.8, -83.7, 36.1)
HERE = "12/1093/1608.mvt"


@pytest.fixture(scope="module", params=["sqlite", "postgresql", "postgis"])
def lived_in(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[City]:
    """A city with five requests, one of them fixed; on PostgreSQL with and without PostGIS."""
    server = None if request.param == "sqlite" else require_postgres()
    with running_city(tmp_path_factory.mktemp("city"), server) as city:
        if request.param == "postgis":
            _extend(city)
        resident = city.resident()
        for at, service in ((SOUTH, "pothole"), (SOUTH, "pothole"), (NORTH, "garbage"), (None, "pothole")):
            sent(resident, at, service)
        done, _ = sent(resident)
        crew = city.staff("south")
        crew.sync()
        crew.close(resident.doc("request", done)["work_order_id"])
        crew.sync()
        yield city


def _extend(city: City) -> None:
    try:
        execute(city.settings.database_url, "CREATE EXTENSION postgis")
    except Exception as error:
        pytest.skip(f"no PostGIS: {error}")


def get(city: City, path: str, who: Phone | None = None, **headers: str) -> Any:
    phone = who or city.staff("dispatch")
    return city.http.get(f"/tiles/requests/{path}", headers=phone.headers | headers)


def over_the_city(city: City, z: int, query: str = "status=all") -> list[dict[str, Any]]:
    phone = city.staff("dispatch")
    paths = [f"{at.z}/{at.x}/{at.y}.mvt?{query}" for at in tiles_over(*AROUND, z)]
    return [facts for path in paths for _, facts in decoded(get(city, path, phone).content)]


@pytest.mark.parametrize("z", [6, 11, 14])
def test_the_groups_of_a_zoom_add_up_to_what_there_is(lived_in: City, z: int) -> None:
    groups = over_the_city(lived_in, z)
    assert sum(one["n"] for one in groups) == 4, "the fifth has no point"
    assert sum(one.get("done", one.get("sign") == "done") for one in groups) == 1


def test_one_that_stands_alone_says_what_the_desk_may_know_and_nothing_else(lived_in: City) -> None:
    [one] = over_the_city(lived_in, 12, "service=garbage")
    known = lived_in.rows("SELECT id, reference FROM service_request WHERE service_code = ?", "garbage")[0]
    said = {"service": "garbage", "status": "planned", "priority": "normal", "sign": "planned", "n": 1, "overdue": 0}
    assert one == known | said


def test_what_is_chosen_is_what_is_counted(lived_in: City) -> None:
    south = lived_in.crew("South crew")
    district = lived_in.rows("SELECT district_id FROM service_request WHERE service_code = ?", "garbage")[0]
    asked = {
        "": 3,
        "status=done": 1,
        "service=pothole": 2,
        f"crew={south}": 2,
        f"crew={south}&status=all": 3,
        f"district={district['district_id']}": 1,
        "crew=none": 0,
        "status=all&to=2026-11-20": 0,
        "status=all&from=2026-11-21&to=2026-11-21": 4,
    }
    assert {query: sum(one["n"] for one in over_the_city(lived_in, 10, query)) for query in asked} == asked


def test_squares_of_heat_only_count(lived_in: City) -> None:
    squares = over_the_city(lived_in, 10, "status=all&show=heat")
    assert sum(one["n"] for one in squares) == 4
    assert {name for one in squares for name in one} == {"n"}


def test_a_tile_is_for_the_desk_alone(lived_in: City) -> None:
    for who in (lived_in.staff("south"), lived_in.resident()):
        answer = get(lived_in, HERE, who)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert lived_in.http.get(f"/tiles/requests/{HERE}").status_code == 401
    assert get(lived_in, HERE, lived_in.staff("manager")).status_code == 200


def test_a_tile_that_nothing_changed_is_not_sent_again(lived_in: City) -> None:
    first = get(lived_in, HERE)
    assert first.headers["cache-control"] == "private, no-cache"
    again = get(lived_in, HERE, **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["12/4096/0.mvt", "21/0/0.mvt", "3/1/1.mvt?status=some", "3/1/1.mvt?from=today"])
def test_a_tile_that_there_is_not_is_refused(lived_in: City, path: str) -> None:
    assert (get(lived_in, path).status_code, get(lived_in, path).json()["code"]) == (400, "bad_value")


def test_another_ending_is_not_found(lived_in: City) -> None:
    assert get(lived_in, "3/1/1.png").status_code == 404


def test_a_new_request_an_outcome_and_an_erased_one_show_at_once(city: City) -> None:
    resident = city.resident()
    assert over_the_city(city, 10) == []
    first, _ = sent(resident)
    [one] = over_the_city(city, 10)
    assert (one["id"], one["sign"]) == (first, "planned")
    sent(resident, NOWHERE)
    sent(resident, SOUTH, "garbage")
    crew = city.staff("south")
    crew.sync()
    crew.close(resident.doc("request", first)["work_order_id"])
    crew.sync()
    [group] = over_the_city(city, 10)
    assert (group["n"], group["planned"], group["done"]) == (2, 1, 1)


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_large_tile_is_packed(city: City) -> None:
    resident = city.resident()
    for n in range(8):
        sent(resident, (35.98, -83.93 + n / 100))
    answer = get(city, HERE)
    assert answer.headers["content-encoding"] == "gzip"
    assert len(gzip.compress(answer.content)) < len(answer.content)
