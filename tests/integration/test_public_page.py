"""The public page of a report: what anybody with its reference may read, and nothing personal."""

import re
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
    for told in ("Fixed", "Pothole", "District 3", spoken, "Filled &amp; rolled", "November 21, 2026"):
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


def page_of(city: City) -> str:
    """The address of a new report's page."""
    ann = city.resident()
    ann.report(SOUTH)
    ann.sync()
    return f"/r/{city.rows('SELECT reference FROM service_request')[0]['reference']}"


def test_the_page_is_in_the_readers_language_and_leads_to_the_other(city: City) -> None:
    page = page_of(city)
    spanish = city.http.get(page, headers={"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"})
    assert '<html lang="es">' in spanish.text
    for told in (
        "Asignado a un equipo",
        "La ciudad recibió el reporte.",
        "21 de noviembre de 2026",
        "Yo también lo veo",
    ):
        assert told in spanish.text
    assert spanish.headers["vary"] == "Accept-Language, Accept-Encoding"
    assert f'<a class="other" href="{page}?lang=en" lang="en"' in spanish.text
    asked = city.http.get(f"{page}?lang=en", headers={"Accept-Language": "es"})
    assert '<html lang="en">' in asked.text
    assert f'<a class="other" href="{page}?lang=es"' in asked.text


def test_the_page_says_to_other_programs_what_it_is_about(city: City) -> None:
    page = page_of(city)
    text = city.http.get(page).text
    site = city.settings.site
    for tag in (
        f'<link rel="canonical" href="{site}{page}">',
        '<meta property="og:title" content="Pothole: Assigned to a crew">',
        '<meta property="og:description" content="Pothole · District 3 · Assigned to a crew · November 21, 2026">',
        f'<meta property="og:url" content="{site}{page}">',
        f'<meta property="og:image" content="{site}/share.png">',
        '<meta property="og:locale" content="en_US">',
        '<meta name="twitter:card" content="summary_large_image">',
        '<meta name="description" content="Pothole · District 3 · Assigned to a crew · November 21, 2026">',
    ):
        assert tag in text


def test_who_sees_the_same_is_led_to_saying_so_only_while_it_is_open(city: City) -> None:
    page, south = page_of(city), city.staff("south")
    assert f'href="/report?same={page.removeprefix("/r/")}"' in city.http.get(page).text
    south.sync()
    south.close(next(iter(south.ids("wo"))))
    south.sync()
    assert "/report?same=" not in city.http.get(page).text


def test_the_story_tells_each_step_and_not_a_word_of_anybody(city: City) -> None:
    ann, south, desk = city.resident(), city.staff("south"), city.staff("dispatch")
    request = ann.report(SOUTH)
    page = f"/r/{ann.outbox[0]['args']['reference']}"
    ann.sync()
    south.sync()
    job = next(iter(south.ids("wo")))
    south.start(job)
    south.close(job, note="Filled")
    south.sync()
    ann.sync()
    ann.queue("request.reopen", f"request/{request}", {"text": "Still there, says Mr Smith", "photos": []})
    ann.sync()
    assert ann.outcome()[0] == "applied"
    desk.sync()
    text = city.http.get(page).text
    told = ("It was opened again.", "South crew fixed it.", "South crew began the work.", "The city got the report.")
    places = [text.index(sentence) for sentence in told]
    assert places == sorted(places)
    assert "Smith" not in text


def test_what_routing_did_of_a_reporters_edit_has_the_servers_day_too(city: City) -> None:
    ann = city.resident()
    request = ann.report(None)
    page = f"/r/{ann.outbox[0]['args']['reference']}"
    ann.sync()
    city.clock.wait(days=2)
    place = {"lat": SOUTH[0], "lon": SOUTH[1]}
    ann.queue("request.edit", f"request/{request}", {"place": place}, at="2026-11-22T12:00:00Z")
    ann.sync()
    assert ann.doc("request", request)["status"] == "planned"
    assert re.findall(r'datetime="([^"]+)"', city.http.get(page).text) == [
        *("2026-11-21", "2026-11-23"),
        *("2026-11-23", "2026-11-21"),
    ]


def test_a_hostile_note_is_shown_as_the_text_it_is(city: City) -> None:
    page, south = page_of(city), city.staff("south")
    south.sync()
    south.close(next(iter(south.ids("wo"))), note='"><script>alert(1)</script>{{ site }}<!--')
    south.sync()
    text = city.http.get(page).text
    assert "&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{ site }}&lt;!--" in text
    assert "<script" not in text


def test_a_duplicate_leads_to_the_report_that_goes_on(city: City) -> None:
    ann, ben = city.resident(), city.resident()
    ann.report(SOUTH)
    first = ann.outbox[0]["args"]["reference"]
    ann.sync()
    ben.report(SOUTH, same_as=first)
    second = ben.outbox[0]["args"]["reference"]
    ben.sync()
    assert f'<a href="/r/{first}">See the earlier report</a>' in city.http.get(f"/r/{second}").text
    assert "One more person reported it." in city.http.get(f"/r/{first}").text


def test_page_and_style_together_are_less_than_6_kb_on_the_wire(city: City) -> None:
    page = city.http.get(page_of(city))
    (style,) = re.findall(r'href="(/r/page\.css\?\w+)"', page.text)
    sheet = city.http.get(style)
    assert (page.headers["content-encoding"], sheet.headers["content-encoding"]) == ("gzip", "gzip")
    assert int(page.headers["content-length"]) + int(sheet.headers["content-length"]) < 6_000
    assert "immutable" in sheet.headers["cache-control"]
    assert "immutable" not in city.http.get("/r/page.css").headers["cache-control"]


def test_a_page_that_has_not_changed_is_not_sent_again(city: City) -> None:
    page = page_of(city)
    etag = city.http.get(page).headers["etag"]
    again = city.http.get(page, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert city.http.get(f"{page}?lang=es", headers={"If-None-Match": etag}).status_code == 200


def test_looking_up_goes_on_in_the_language_that_was_asked_for(city: City) -> None:
    page = page_of(city).removeprefix("/r/")
    assert '<input type="hidden" name="lang" value="es">' in city.http.get("/r", params={"lang": "es"}).text
    reply = city.http.get("/r", params={"lang": "es", "reference": page}, follow_redirects=False)
    assert reply.headers["location"] == f"/r/{page}?lang=es"
    assert "Aún no está aquí" in city.http.get(f"/r/{reference.make()}", params={"lang": "es"}).text


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
