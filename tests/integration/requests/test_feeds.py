"""The feeds for feed readers: valid Atom, of the right requests, nothing personal, and cheap to ask for again."""

import re
from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import psycopg
from sqlalchemy import create_engine

from backend.requests.changed import CHANGED
from tests.factories import postgres
from tests.factories.city import NORTH, SOUTH, City, running_city, sent
from tests.factories.postgres import require_postgres

NS = {"a": "http://www.w3.org/2005/Atom", "g": "http://www.georss.org/georss"}
FEED = "/feeds/requests.atom"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def entries(city: City, **asked: str) -> list[Element]:
    reply = city.http.get(FEED, params=asked)
    assert reply.status_code == 200, reply.text
    return fromstring(reply.content).findall("a:entry", NS)


def of(city: City, **asked: str) -> list[str]:
    """The references of a feed, in its order."""
    return [(one.findtext("a:id", "", NS)).rpartition(":")[2] for one in entries(city, **asked)]


def texts(parent: Element, name: str) -> list[str]:
    return [one.text or "" for one in parent.findall(f"a:{name}", NS)]


def district(city: City, name: str) -> str:
    return str(city.rows("SELECT id FROM district WHERE name = ?", name)[0]["id"])


def test_a_feed_keeps_to_the_rules_of_atom(either: City) -> None:
    ann = either.resident()
    for at in (SOUTH, NORTH, None):
        sent(ann, at)
    reply = either.http.get(f"{FEED}?service=pothole&lang=es")
    root = fromstring(reply.content)
    site = either.settings.site
    assert reply.headers["content-type"].startswith("application/atom+xml")
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "es"
    assert root.findtext("a:author/a:name", namespaces=NS) == "Knoxville (demo)"
    links = {one.get("rel"): one.get("href") for one in root.findall("a:link", NS)}
    assert links == {"self": f"{site}{FEED}?service=pothole&lang=es", "alternate": f"{site}/feeds"}
    found = root.findall("a:entry", NS)
    for part in (root, *found):
        assert [len(texts(part, name)) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert RFC3339.fullmatch(texts(part, "updated")[0])
    assert len({texts(one, "id")[0] for one in found}) == len(found) == 3
    moments = [datetime.fromisoformat(texts(one, "updated")[0]) for one in found]
    assert moments == sorted(moments, reverse=True)
    assert texts(root, "updated") == texts(found[0], "updated")


def test_an_entry_says_what_its_page_says_and_where_about(city: City) -> None:
    ann, south = city.resident(), city.staff("south")
    _, reference = sent(ann, (35.960612, -83.920738))
    south.sync()
    south.close(next(iter(south.ids("wo"))), note="Filled <b>& rolled</b>")
    south.sync()
    (one,) = entries(city)
    assert texts(one, "title") == ["Pothole: Fixed"]
    assert texts(one, "summary") == ["Pothole · District 3 · Fixed\nFilled <b>& rolled</b>"]
    assert one.findtext("g:point", namespaces=NS) == "35.9606 -83.9207"
    link = one.find("a:link", NS)
    assert link is not None
    assert link.get("href") == f"{city.settings.site}/r/{reference}"
    assert city.http.get(f"/r/{reference}").status_code == 200


def test_a_feed_is_of_one_kind_or_one_area_or_both(either: City) -> None:
    ann = either.resident()
    (_, hole), (_, far), (_, litter) = sent(ann, SOUTH), sent(ann, NORTH), sent(ann, SOUTH, "garbage")
    _, nowhere = sent(ann, None)
    three = district(either, "District 3")
    assert of(either) == [nowhere, litter, far, hole]
    assert of(either, service="pothole") == [nowhere, far, hole]
    assert of(either, district=three) == [litter, hole]
    assert of(either, district=three, service="garbage") == [litter]
    assert either.http.get(FEED, params={"service": "no-such"}).status_code == 404
    assert either.http.get(FEED, params={"district": "no-such"}).status_code == 404


def test_what_was_taken_back_or_erased_or_is_private_never_appears(city: City) -> None:
    ann = city.resident()
    request, _ = sent(ann)
    _, kept = sent(ann)
    erased, reference = sent(ann)
    ann.comment(request, "He shouted")
    ann.queue("request.withdraw", f"request/{request}", {"text": "Sorry"})
    ann.sync()
    city.change("UPDATE service_request SET erased_at = recorded_at WHERE id = ?", erased)
    assert of(city) == [kept]
    text = city.http.get(FEED).text
    assert [word for word in ("A deep hole", "shouted", ann.device, request, reference) if word in text] == []


def test_a_change_of_status_moves_an_entry_and_a_comment_does_not(city: City) -> None:
    ann, south = city.resident(), city.staff("south")
    (first, one), (_, two) = sent(ann), sent(ann)
    city.clock.wait(hours=1)
    before = city.http.get(FEED)
    ann.comment(first)
    ann.sync()
    assert city.http.get(FEED).content == before.content
    south.sync()
    south.start(ann.doc("request", first)["work_order_id"], at=city.clock.at.isoformat())
    south.sync()
    city.clock.wait(minutes=1)
    assert of(city) == [one, two]


def test_only_the_last_fifty_are_told(city: City) -> None:
    ann = city.resident()
    made = []
    for _ in range(52):
        ann.report(SOUTH)
        made.append(ann.outbox[-1]["args"]["reference"])
    ann.sync()
    found = of(city)
    assert len(found) == 50
    assert set(found) <= set(made)


def test_who_has_a_feed_already_is_told_so_in_a_few_bytes(city: City) -> None:
    ann = city.resident()
    sent(ann)
    first = city.http.get(FEED)
    known = {"If-None-Match": first.headers["etag"]}
    again = city.http.get(FEED, headers=known)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    sent(ann)
    city.clock.wait(minutes=1)
    assert city.http.get(FEED, headers=known).status_code == 200


def test_what_was_erased_goes_from_readers_that_know_only_a_date(city: City) -> None:
    ann = city.resident()
    sent(ann)
    request, _ = sent(ann)
    assert "last-modified" not in city.http.get(FEED).headers
    city.change("UPDATE service_request SET erased_at = recorded_at WHERE id = ?", request)
    city.clock.wait(minutes=1)
    for date in ("Wed, 21 Nov 2029 09:00:00 GMT", f"Wed, 21 Nov 2029 09:00:00 +{'9' * 20}", "yesterday"):
        reply = city.http.get(FEED, headers={"If-Modified-Since": date})
        assert (reply.status_code, len(fromstring(reply.content).findall("a:entry", NS))) == (200, 1)


def test_a_feed_is_made_once_a_minute_whoever_asks(city: City) -> None:
    ann = city.resident()
    _, first = sent(ann)
    assert of(city) == of(city, lang="es") == [first]
    _, second = sent(ann)
    assert of(city) == of(city, lang="es") == [first]
    assert of(city, service="pothole") == [second, first], "another feed, made now"
    city.clock.wait(minutes=1)
    assert of(city) == of(city, lang="es") == [second, first]


def test_pages_lead_to_their_feeds_in_both_languages(city: City) -> None:
    _, reference = sent(city.resident())
    page = city.http.get(f"/r/{reference}?lang=es").text
    (href,) = re.findall(r'type="application/atom\+xml" title="Bache · District 3" href="([^"]+)"', page)
    assert of(city, **dict(part.split("=") for part in href.partition("?")[2].split("&amp;"))) == [reference]
    listed = city.http.get("/feeds?lang=es").text
    for told in ("Noticias para lectores de feeds", "Bache</a>", "District 3</a>", "/feeds/requests.atom?lang=es"):
        assert told in listed
    links = [link.replace("&amp;", "&") for link in re.findall(r'<li><a href="([^"]+)"', listed)]
    assert {city.http.get(link).status_code for link in links} == {200}
    assert "News for feed readers" in city.http.get("/feeds").text


def test_postgresql_reads_a_districts_changes_backwards_by_their_index(tmp_path: Path) -> None:
    values = {"here": "knoxville", "bucket": "district:none", "window": 9, "codes": ["pothole"], "n": 5}
    statement = CHANGED.sql(create_engine("postgresql+psycopg://").dialect)
    words = dict.fromkeys(set(re.findall(r"%\((\w+)\)s", statement)) - values.keys(), "put")
    server = require_postgres()
    with (
        running_city(tmp_path, server) as city,
        psycopg.connect(postgres.plain(city.settings.database_url)) as connection,
    ):
        connection.execute("SET enable_seqscan = off")
        plan = "\n".join(line for (line,) in connection.execute(f"EXPLAIN {statement}", values | words))
    assert "Index Scan Backward using ix_sync_feed_pull" in plan
    assert "Seq Scan" not in plan
