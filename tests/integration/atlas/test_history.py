"""Ten years on the desk: taken over from a former system, found by page and count, and carried by no phone."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection

from backend.atlas.columns import Columns
from backend.atlas.keeping import Kept
from backend.cli import main
from backend.db.session import opened
from backend.exchange.archiving import archive_old
from backend.people.rules import Actor
from tests.factories.city import City, sent
from tests.factories.phone import Phone

PAST = """Unique Key,Created Date,Closed Date,Complaint Type,Latitude,Longitude,Incident Address
1,02/17/2016 12:19:00 PM,02/18/2016 09:00:00 AM,Pothole,35.9606,-83.9207,38 Gay St
2,02/20/2016 08:00:00 AM,03/01/2016 10:00:00 AM,Pothole,36.02,-83.94,Broadway
3,07/04/2019 10:00:00 PM,07/05/2019 10:00:00 AM,Noise,35.9606,-83.9207,Market Square
4,10/01/2026 10:00:00 AM,,Pothole,35.9606,-83.9207,Old Open Rd
5,10/02/2026 10:00:00 AM,10/05/2026 10:00:00 AM,Rats,,,Nowhere Ln
"""


@pytest.fixture
def with_past(city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> City:
    assert "4 requests" not in take_over(city, tmp_path, monkeypatch)
    return city


def take_over(city: City, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    file = folder / "past.csv"
    file.write_text(PAST)
    monkeypatch.setenv("CURBLINE_DATA_DIR", str(city.folder))
    monkeypatch.setenv("CURBLINE_DATABASE_URL", city.settings.database_url)
    ran = CliRunner().invoke(main, ["requests", "import", str(file), "--map", "Noise=garbage"])
    assert ran.exit_code == 0, ran.output
    return ran.output


def ask(city: City, query: str = "status=all", login: str = "dispatch") -> Any:
    return city.http.get(f"/desk/requests?{query}", headers=city.staff(login).headers)


def test_what_was_over_is_in_the_history_and_on_no_phone(with_past: City) -> None:
    reply = ask(with_past, "status=done").json()
    assert [row["place"] for row in reply["rows"]] == ["Market Square", "Broadway", "38 Gay St"]
    assert reply["counts"]["services"] == {"garbage": 1, "pothole": 2}
    desk = with_past.staff("dispatch")
    desk.sync()
    assert [desk.doc("request", id)["place"]["text"] for id in desk.ids("request")] == ["Old Open Rd"]


def test_taking_over_again_adds_nothing(with_past: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = take_over(with_past, tmp_path, monkeypatch)
    assert "0 requests that are over, 0 open; 4 known before" in output
    assert "1 for the kind 'Rats', which is no service here (line 6)" in output
    assert ask(with_past).json()["total"] == 4


def test_each_is_routed_and_says_where_it_came_from(with_past: City) -> None:
    row = ask(with_past, "q=broadway&status=all").json()["rows"][0]
    one = with_past.http.get(f"/desk/requests/{row['reference']}", headers=with_past.staff("manager").headers).json()
    assert one["request"]["route"]["district"] == "District 5"
    told = [(line["kind"], line["text"], line["at"][:10]) for line in one["request"]["history"]]
    assert told == [("reported", "", "2016-02-20"), ("imported", "2", "2016-02-20"), ("closed", "", "2016-03-01")]


def test_filters_and_words_find_and_count_together(with_past: City) -> None:
    def total(query: str) -> int:
        return int(ask(with_past, query).json()["total"])

    asked = {
        "status=all": 4,
        "status=open": 1,
        "status=done&service=pothole": 2,
        "status=all&from=2016-02-18&to=2019-07-05": 2,
        "status=all&q=gay+st": 1,
        "status=all&q=100%25": 0,
        "status=all&bbox=-83.93,35.95,-83.91,35.97": 3,
    }
    assert {query: total(query) for query in asked} == asked
    reference = ask(with_past, "status=open").json()["rows"][0]["reference"]
    assert total(f"status=open&q={reference.lower()}") == 1
    months = ask(with_past, "status=done&service=pothole").json()["counts"]["months"]
    assert months == [["2016-02-01", 2]]


def test_pages_go_on_where_the_last_one_ended(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.atlas.listing.PAGE", 2)
    resident = city.resident()
    ids = [sent(resident)[0] for _ in range(5)]
    seen, after = [], ""
    while True:
        reply = ask(city, f"status=all&after={after}").json()
        seen += [row["id"] for row in reply["rows"]]
        if (after := reply["next"]) is None:
            break
    assert seen == ids[::-1]


def test_the_history_is_for_the_desk_alone(with_past: City) -> None:
    for path in ("/desk/requests", "/desk/requests/K7QM-3XD9-2FT"):
        for who in (with_past.staff("south"), with_past.resident()):
            assert with_past.http.get(path, headers=who.headers).status_code == 403
        assert with_past.http.get(path).status_code == 401
    assert ask(with_past, login="manager").status_code == 200
    missing = with_past.http.get("/desk/requests/K7QM-3XD9-2FT", headers=with_past.staff("dispatch").headers)
    assert missing.status_code == 404


def close(city: City, resident: Phone, id: str) -> None:
    crew = city.staff("south")
    crew.sync()
    crew.close(resident.doc("request", id)["work_order_id"])
    crew.sync()


def archive(city: City) -> int:
    with opened(city.settings.database) as database:
        return archive_old(database, city.clock())


def test_what_was_over_long_ago_leaves_the_desk_and_the_crew_and_stays_with_its_reporter(city: City) -> None:
    resident = city.resident()
    id, reference = sent(resident)
    close(city, resident, id)
    still_open, _ = sent(resident)
    city.clock.wait(days=20)
    assert archive(city) == 0
    desk, crew = city.staff("dispatch"), city.staff("south")
    for phone in (desk, crew):
        phone.sync()
        assert phone.ids("request") == {id, still_open}
    city.clock.wait(days=11)
    assert archive(city) == 1
    for phone in (desk, crew, resident):
        phone.sync()
    assert desk.ids("request") == {still_open}
    assert crew.ids("request") == {still_open}
    assert len(crew.ids("wo")) == len(desk.ids("wo")) == 1
    assert resident.ids("request") == {id, still_open}
    found = city.http.get(f"/desk/requests/{reference}", headers=desk.headers).json()
    assert (found["request"]["id"], found["job"]["outcome"]) == (id, "fixed")
    assert archive(city) == 0


def test_an_act_brings_back_what_had_left(city: City) -> None:
    resident = city.resident()
    id, _ = sent(resident)
    close(city, resident, id)
    city.clock.wait(days=31)
    assert archive(city) == 1
    desk = city.staff("dispatch")
    desk.sync()
    assert desk.ids("request") == set()
    resident.comment(id)
    resident.sync()
    desk.sync()
    assert desk.ids("request") == {id}
    assert [desk.doc("wo", job)["request_ids"] for job in desk.ids("wo")] == [[id]], "with who closed it, and how"


def test_a_job_that_is_not_over_stays_with_its_crew_and_its_flag_with_the_desk(city: City) -> None:
    resident, desk, crew = city.resident(), city.staff("dispatch"), city.staff("south")
    id, _ = sent(resident)
    job = resident.doc("request", id)["work_order_id"]
    crew.sync()
    crew.start(job)
    crew.sync()
    desk.sync()
    desk.queue("request.close", f"request/{id}", {"outcome": "fixed", "note": "Seen on camera"})
    desk.sync()
    assert desk.doc("wo", job)["flags"] == ["double_work"]
    city.clock.wait(days=31)
    assert archive(city) == 0
    desk, crew = city.staff("dispatch"), city.staff("south")
    for phone in (desk, crew):
        phone.sync()
        assert (phone.ids("request"), phone.ids("wo")) == ({id}, {job})
    crew.close(job)
    crew.sync()
    desk.sync()
    desk.queue("wo.settle", f"wo/{job}", {"verdict": "keep"})
    desk.sync()
    city.clock.wait(days=31)
    assert archive(city) == 1
    for phone in (city.staff("dispatch"), city.staff("south")):
        phone.sync()
        assert (phone.ids("request"), phone.ids("wo")) == (set(), set())


def test_a_duplicate_leaves_with_what_it_follows_and_what_was_taken_back_by_itself(city: City) -> None:
    resident, desk = city.resident(), city.staff("dispatch")
    first, second, third = (sent(resident)[0] for _ in range(3))
    resident.queue("request.withdraw", f"request/{third}", {})
    resident.sync()
    desk.sync()
    desk.queue("request.merge", f"request/{second}", {"into": first})
    desk.sync()
    city.clock.wait(days=29)
    resident.comment(first)
    resident.sync()
    city.clock.wait(days=2)
    assert archive(city) == 1, "the first is open, and the second goes with it"
    desk = city.staff("dispatch")
    desk.sync()
    assert desk.ids("request") == {first, second}
    close(city, resident, first)
    city.clock.wait(days=31)
    assert archive(city) == 2
    for phone in (city.staff("dispatch"), city.staff("south")):
        phone.sync()
        assert (phone.ids("request"), phone.ids("wo")) == (set(), set())
    resident.sync()
    assert resident.ids("request") == {first, second, third}


def test_what_must_stay_does_not_keep_others_from_leaving(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.exchange.archiving._AT_ONCE", 1)
    resident, desk, crew = city.resident(), city.staff("dispatch"), city.staff("south")
    ids = [sent(resident)[0] for _ in range(4)]
    crew.sync()
    for id in ids[::2]:
        crew.start(resident.doc("request", id)["work_order_id"])
    crew.sync()
    desk.sync()
    for id in ids:
        desk.queue("request.close", f"request/{id}", {"outcome": "fixed", "note": "Seen on camera"})
    desk.sync()
    city.clock.wait(days=31)
    assert archive(city) == 2
    desk = city.staff("dispatch")
    desk.sync()
    assert desk.ids("request") == set(ids[::2])


def test_what_is_erased_is_gone_from_the_history_too(with_past: City, monkeypatch: pytest.MonkeyPatch) -> None:
    row = ask(with_past, "q=broadway&status=all").json()["rows"][0]
    monkeypatch.setenv("CURBLINE_DATA_DIR", str(with_past.folder))
    monkeypatch.setenv("CURBLINE_DATABASE_URL", with_past.settings.database_url)
    ran = CliRunner().invoke(main, ["erase", row["reference"], "--yes"])
    assert ran.exit_code == 0, ran.output
    assert ask(with_past).json()["total"] == 3


def test_a_page_that_begins_nowhere_is_refused(city: City) -> None:
    id = "a" * 36
    for nowhere in (f"{'9' * 5000}.{id}", f"--1.{id}", f".{id}", "1.a"):
        assert ask(city, f"after={nowhere}").status_code == 400
    assert ask(city, f"after=-2208988800000000.{id}").status_code == 200, "1900, as former systems say for never"


def test_while_the_columns_are_made_phones_are_answered(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    current, made = Kept.current, threading.Event()

    def slowly(kept: Kept, connection: Connection, actor: Actor) -> Columns:
        made.wait(20)
        return current(kept, connection, actor)

    monkeypatch.setattr(Kept, "current", slowly)
    headers, phone = city.staff("dispatch").headers, city.resident()
    with ThreadPoolExecutor(7) as others:
        looks = [others.submit(city.http.get, "/desk/requests", headers=headers) for _ in range(6)]
        try:
            assert others.submit(phone.sync).result(10) == []
            assert not any(one.done() for one in looks)
        finally:
            made.set()
    assert [one.result().status_code for one in looks] == [200] * 6
