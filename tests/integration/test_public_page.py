"""The public page of a report: what anybody with its reference may read, and nothing personal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.protocol import reference
from tests.factories.city import SOUTH, City, running_city

WORDS = "My neighbour Mr Smith dug it"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    with running_city(tmp_path) as running:
        yield running


def test_the_page_tells_how_far_it_has_come_and_nothing_personal(city: City) -> None:
    ann, south = city.resident(), city.staff("south")
    request = ann.report(SOUTH, description=WORDS, place={"lat": SOUTH[0], "lon": SOUTH[1], "text": "At my house, 7"})
    spoken = reference.show(ann.outbox[0]["args"]["reference"])
    ann.comment(request, "He also shouted at me")
    ann.sync()
    south.sync()
    job = ann.doc("request", request)["work_order_id"]
    south.close(job, note="Filled & rolled")
    south.sync()
    reply = city.http.get(f"/r/{spoken}")
    assert (reply.status_code, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    for told in ("Fixed", "Pothole", "District 3", spoken, "Filled &amp; rolled", "21 November 2026"):
        assert told in reply.text
    private = (WORDS, "35.96", "-83.92", "At my house", "shouted", ann.device, south.device, request, job, "Sam South")
    assert [word for word in private if word in reply.text] == []
    assert '<meta name="robots" content="noindex">' in reply.text


def test_the_page_names_the_agency_outside_the_city_that_has_it_and_how_to_reach_it(city: City) -> None:
    ann, desk = city.resident(), city.staff("dispatch")
    request = ann.report(SOUTH, "street-light-outage")
    page = f"/r/{ann.outbox[0]['args']['reference']}"
    ann.sync()
    assert "An agency outside the city has it: City Power and Light, 865-555-0100." in city.http.get(page).text
    desk.sync()
    desk.close(desk.doc("request", request)["work_order_id"], note="New lamp")
    desk.sync()
    assert desk.outcome() == ("applied", "ok")
    text = city.http.get(page).text
    assert ("New lamp" in text, "outside the city" in text) == (True, False)


@pytest.mark.parametrize("how", [str.lower, lambda text: text.replace("-", ""), lambda text: text.replace("0", "o")])
def test_the_reference_is_understood_as_people_type_it(city: City, how: object) -> None:
    assert callable(how)
    ann = city.resident()
    ann.report(SOUTH)
    ann.sync()
    spoken = reference.show(city.rows("SELECT reference FROM service_request")[0]["reference"])
    assert city.http.get(f"/r/{how(spoken)}").status_code == 200
    assert city.http.get("/r", params={"reference": how(spoken)}).status_code == 200


def test_a_wrong_check_character_is_said_to_be_one(city: City) -> None:
    good = reference.make()
    wrong = good[:-1] + ("A" if good[-1] != "A" else "B")
    reply = city.http.get(f"/r/{wrong}")
    assert reply.status_code == 404
    assert "cannot be a reference" in reply.text


def test_a_report_still_on_its_phone_is_said_to_be_on_its_way(city: City) -> None:
    reply = city.http.get(f"/r/{reference.make()}")
    assert reply.status_code == 404
    assert "may still be on the phone" in reply.text


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "é☃", "..", "%00", "a\r\nSet-Cookie: x=1", "x" * 3000, "//evil.example", " "]
)
def test_whatever_is_typed_is_shown_as_text_or_not_at_all(city: City, typed: str) -> None:
    reply = city.http.get("/r", params={"reference": typed}, follow_redirects=False)
    assert reply.status_code < 400
    assert "set-cookie" not in reply.headers
    assert reply.headers.get("location", "/r/").startswith("/r/")
    page = city.http.get("/r", params={"reference": typed})
    assert page.status_code in (200, 404)
    assert "<script>" not in page.text
