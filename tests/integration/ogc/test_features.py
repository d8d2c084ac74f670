"""The city's requests and districts through OGC API - Features: what is in them, what never is, and how pages hold."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.protocol import reference as references
from tests.factories.city import NORTH, SOUTH, START, City, running_city

ITEMS = "/ogc/collections/requests/items"
WORDS = "My neighbour dug it"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    with running_city(tmp_path) as running:
        yield running


def got(city: City, address: str, **params: Any) -> dict[str, Any]:
    reply = city.http.get(address, params=params or None)
    assert reply.status_code == 200, reply.text
    assert reply.headers["access-control-allow-origin"] == "*"
    found: dict[str, Any] = reply.json()
    return found


def street(city: City, n: int) -> list[str]:
    """So many reports, 11 m apart from south to north, and one in words; their references."""
    ann = city.resident()
    for i in range(n):
        ann.report((SOUTH[0] + i * 0.0001, SOUTH[1]))
    ann.report(None)
    made = [op["args"]["reference"] for op in ann.outbox]
    ann.sync()
    return made


def walked(city: City, during: Any = None, **params: Any) -> list[str]:
    """The ids of all pages."""
    ids: list[str] = []
    page = got(city, ITEMS, **params)
    while True:
        ids += [feature["id"] for feature in page["features"]]
        following = [link["href"] for link in page["links"] if link["rel"] == "next"]
        if not following:
            return ids
        if during:
            during()
        page = got(city, following[0])


def test_the_service_describes_itself(city: City) -> None:
    landing = got(city, "/ogc/")
    rels = {link["rel"]: link["href"] for link in landing["links"]}
    assert rels.keys() >= {"self", "service-desc", "conformance", "data"}
    assert any(name.endswith("/conf/core") for name in got(city, rels["conformance"])["conformsTo"])
    assert got(city, rels["service-desc"])["openapi"].startswith("3.0")
    listed = got(city, rels["data"])["collections"]
    assert [one["id"] for one in listed] == ["requests", "districts"]
    west, south, east, north = listed[0]["extent"]["spatial"]["bbox"][0]
    assert west < SOUTH[1] < east
    assert south < SOUTH[0] < north


def test_a_request_shows_what_its_public_page_shows_and_about_where(city: City) -> None:
    ann = city.resident()
    id = ann.report((35.960637, -83.920712), description=WORDS)
    reference = ann.outbox[0]["args"]["reference"]
    ann.sync()
    [feature] = got(city, ITEMS)["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-83.9207, 35.9606]}
    told = feature["properties"]
    assert (told["reference"], told["service"], told["status"], told["district"]) == (
        reference,
        "Pothole",
        "planned",
        "District 3",
    )
    assert got(city, f"{ITEMS}/{references.show(reference)}")["properties"] == told
    page = city.http.get(ITEMS).text
    assert not [word for word in (WORDS, ann.device, id, "accuracy", "960637", "920712") if word in page]


def test_what_was_taken_back_or_erased_is_not_there(city: City) -> None:
    ann = city.resident()
    ids = [ann.report(SOUTH) for _ in range(3)]
    made = [op["args"]["reference"] for op in ann.outbox]
    ann.queue("request.withdraw", f"request/{ids[0]}", {"text": ""})
    ann.sync()
    city.change("UPDATE service_request SET erased_at = 1 WHERE id = ?", ids[1])
    assert walked(city) == [made[2]]
    assert [city.http.get(f"{ITEMS}/{reference}").status_code for reference in made] == [404, 404, 200]


def test_pages_give_each_request_once_while_others_come_and_go(either: City) -> None:
    made, late = street(either, 7), either.resident()

    def meanwhile() -> None:
        late.report(NORTH)
        late.sync()

    for params in ({}, {"bbox": "-84,35.96,-83.9,35.97"}):
        walk = walked(either, meanwhile, limit=2, **params)
        assert len(walk) == len(set(walk))
        assert {*walk} >= {*made[:-1]}


def test_a_box_holds_what_is_given_in_it_and_no_finer(either: City) -> None:
    made = street(either, 4)
    edge = f"-83.93,35.9607,-83.92,{SOUTH[0] + 0.0002:.6f}"
    assert {*walked(either, bbox=edge)} == {*made[1:3]}
    assert {*walked(either, bbox="-83.93,35.96065,-83.92,35.9607")} == {made[1]}
    assert {*walked(either, bbox="-180,-90,180,90")} == {*made[:4]}
    assert walked(either, bbox="-83.9,35,-83.93,37") == []
    assert {*walked(either, bbox="170,35,-83.92,37")} == {*made[:4]}


def test_datetime_is_the_moment_of_arrival(city: City) -> None:
    street(city, 1)
    day = START.date().isoformat()
    city.clock.wait(days=2)
    [late] = street(city, 0)
    assert len(walked(city, datetime=day)) == 2
    assert walked(city, datetime=f"{day}T23:00:00Z/..") == [late]
    assert len(walked(city, datetime="../..")) == 3


def test_districts_come_with_their_crews_and_boundaries(city: City) -> None:
    all_ = got(city, "/ogc/collections/districts/items")
    page = got(city, "/ogc/collections/districts/items", bbox=f"{SOUTH[1]},{SOUTH[0]},{SOUTH[1]},{SOUTH[0]}")
    told = [feature["properties"] for feature in page["features"]]
    assert ("District 3", "South crew") in {(one["name"], one["crew"]) for one in told}
    assert page["numberMatched"] == page["numberReturned"] < all_["numberMatched"]
    one = page["features"][0]
    assert one["geometry"]["type"] in ("Polygon", "MultiPolygon")
    assert got(city, f"/ogc/collections/districts/items/{one['id']}")["geometry"] == one["geometry"]


def test_what_is_not_there_is_not_found_and_a_made_up_place_to_go_on_from_refused(city: City) -> None:
    for address in ("/ogc/collections/people", "/ogc/collections/people/items", f"{ITEMS}/nobody"):
        assert city.http.get(address).status_code == 404, address
    for after in ("x", "1", "99999999999999999999.A", "-1.A", "1.%"):
        assert city.http.get(ITEMS, params={"after": after}).status_code == 400, after
