"""What anybody may carry of a place: all of a small city, else what is nearest to the middle of a coarse square."""

from collections.abc import Iterator

import httpx
import pytest

from backend.db.cells import distance_m
from backend.db.session import opened
from backend.places.address_import import AddressRow, put_addresses
from backend.places.around import MOST_ASSETS, MOST_HOUSES, square
from backend.places.assets import AssetRow, put_assets
from backend.places.gazetteer import Here
from tests.factories.city import NOWHERE, SOUTH, City, running_city

HERE: dict[str, object] = {"lat": SOUTH[0], "lon": SOUTH[1]}
MIDDLE = square(Here(*SOUTH))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    with running_city(tmp_path_factory.mktemp("small")) as running:
        yield running


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """Streets 22 m apart with a house every 18 m, one of them of two units; and lamps in one line."""
    houses = [
        AddressRow(
            f"Row {row} St",
            100 + n,
            str(100 + n),
            unit,
            "",
            MIDDLE.lat + (row - 75) * 2e-4,
            MIDDLE.lon + (n - 75) * 2e-4,
        )
        for row in range(150)
        for n in range(150)
        for unit in (("1", "2") if n == 75 else ("",))
    ]
    lamps = [AssetRow(str(n), "", f"Lamp {n}", MIDDLE.lat, MIDDLE.lon + n * 5e-6) for n in range(MOST_ASSETS + 500)]
    with running_city(tmp_path_factory.mktemp("large")) as running:
        with opened(running.settings.database) as database:
            database.write_now(lambda connection: put_addresses(connection, "knoxville", houses))
            database.write_now(lambda connection: put_assets(connection, "knoxville", "street_light", lamps))
        yield running


def away(lat: float, lon: float) -> float:
    return distance_m(MIDDLE.lat, MIDDLE.lon, lat, lon)


def ask(city: City, headers: dict[str, str] | None = None, /, **query: object) -> httpx.Response:
    reply: httpx.Response = city.http.get("/places/pack", params=query, headers=headers)  # type: ignore[arg-type]
    return reply


def test_anybody_carries_all_of_a_small_city_and_asks_again_for_nothing(small: City) -> None:
    reply = ask(small, **HERE)
    pack = reply.json()
    assert reply.headers["Cache-Control"].startswith("public")
    assert len(pack["houses"]["house"]) == small.rows("SELECT count(*) AS n FROM address")[0]["n"]
    assert len(pack["assets"]["number"]) == small.rows("SELECT count(*) AS n FROM asset WHERE active")[0]["n"]
    for place in (HERE, {"lat": NOWHERE[0], "lon": NOWHERE[1]}):
        again = ask(small, {"If-None-Match": reply.headers["ETag"]}, **place)
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "query",
    [
        {"lat": 36},
        {"lon": -84},
        {"lat": 91, "lon": 0},
        {"lat": 36, "lon": 181},
        {"lat": "nan", "lon": "inf"},
        {"lat": "'", "lon": ""},
    ],
)
def test_a_place_that_is_none_is_refused_as_a_problem(small: City, query: dict[str, object]) -> None:
    reply = ask(small, **query)
    assert (reply.status_code, reply.json()["code"]) == (400, "malformed")


def test_of_a_large_city_one_carries_the_nearest_each_house_once(large: City) -> None:
    pack = ask(large, **HERE).json()
    houses = pack["houses"]
    named = list(zip(houses["street"], houses["house"], strict=True))
    assert len(named) == len(set(named)) == MOST_HOUSES
    assert len(pack["assets"]["id"]) == MOST_ASSETS
    carried = max(map(away, houses["lat"], houses["lon"]))
    there = large.rows("SELECT DISTINCT street_id, house, lat, lon FROM address WHERE lat IS NOT NULL")
    assert carried <= sorted(away(one["lat"], one["lon"]) for one in there)[MOST_HOUSES - 1] + 2


def test_all_points_of_a_square_have_one_pack_and_the_next_square_another(large: City) -> None:
    tags = [
        ask(large, lat=MIDDLE.lat + north, lon=MIDDLE.lon + east).headers["ETag"]
        for north, east in ((0, 0), (0.0099, -0.0099), (0.0101, 0))
    ]
    assert tags[0] == tags[1] != tags[2]


def test_far_from_every_house_a_pack_of_a_large_city_is_empty(large: City) -> None:
    pack = ask(large, lat=NOWHERE[0], lon=NOWHERE[1]).json()
    assert (pack["streets"], pack["houses"]["house"], pack["assets"]["id"]) == ([], [], [])


def test_who_signs_as_a_crew_and_says_a_place_has_what_anybody_has(small: City) -> None:
    assert ask(small, small.staff("south").headers, **HERE).headers["ETag"] == ask(small, **HERE).headers["ETag"]
