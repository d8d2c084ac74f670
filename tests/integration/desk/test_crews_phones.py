"""What the desk is told of its crews' phones, over HTTP: only what a phone itself said that it has stored."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.db.session import opened
from backend.people import service as people
from tests.factories.city import NORTH, SOUTH, City, running_city, sent
from tests.factories.phone import Phone


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    """The real server over the demo city, on one kind of database."""
    with running_city(tmp_path) as running:
        yield running


def seen(city: City, crew: str = "South", by: str = "dispatch") -> Any:
    reply = city.http.get("/dispatch/crews", headers=city.staff(by).headers)
    assert reply.status_code == 200, reply.text
    return next(one for one in reply.json()["crews"] if one["name"].startswith(crew))


def a_job(city: City, at: tuple[float, float] = SOUTH) -> str:
    """The id of a new job for the crew that answers there."""
    phone = city.resident()
    return str(phone.doc("request", sent(phone, at)[0])["work_order_id"])


def looks_twice(phone: Phone) -> Phone:
    """The phone reads what is new, and says with its next look that it has stored it."""
    phone.sync()
    phone.sync()
    return phone


def test_a_job_is_on_the_phone_when_the_phone_says_so_and_not_before(either: City) -> None:
    job, crew = a_job(either), either.staff("south")
    assert (seen(either)["not_yet"], seen(either)["phones"]) == ([job], [])
    crew.sync()
    assert (seen(either)["not_yet"], len(seen(either)["phones"])) == ([job], 1)
    crew.sync()
    told = seen(either)
    assert (told["on_phone"], told["not_yet"], told["held_by"]) == ([job], [], {job: 1})
    assert told["open_jobs"] == 1


def test_a_job_that_changed_since_is_not_yet_on_the_phone_as_it_is(city: City) -> None:
    job, crew = a_job(city), looks_twice(city.staff("south"))
    desk = city.staff("dispatch")
    desk.sync()
    desk.queue("wo.plan", f"wo/{job}", {"instructions": "Mind the dog"})
    desk.sync()
    assert seen(city)["not_yet"] == [job]
    assert seen(city)["on_phone"] == seen(city, "North")["on_phone"] == []
    looks_twice(crew)
    assert seen(city)["on_phone"] == [job]


def test_of_two_phones_one_may_have_it(either: City) -> None:
    first, second = either.staff("south"), either.staff("south")
    looks_twice(second)
    job = a_job(either)
    looks_twice(first)
    told = seen(either)
    assert (told["on_phone"], told["held_by"], len(told["phones"])) == ([job], {job: 1}, 2)
    looks_twice(second)
    assert seen(either)["held_by"] == {job: 2}


def test_a_job_that_left_and_came_back_is_waited_for_again(either: City) -> None:
    job, crew, desk = a_job(either), looks_twice(either.staff("south")), either.staff("dispatch")
    desk.sync()
    for name in ("North", "South"):
        desk.assign(job, either.crew(f"{name} crew"))
        desk.sync()
    assert (seen(either)["not_yet"], seen(either, "North")["open_jobs"]) == ([job], 0)
    looks_twice(crew)
    assert seen(either)["on_phone"] == [job]


def test_a_phone_that_is_given_up_for_lost_holds_nothing_for_the_desk(city: City) -> None:
    job = a_job(city)
    looks_twice(city.staff("south"))
    with_database(city, lambda c: people.revoke(c, city.settings.jurisdiction, "south", at_once=False))
    told = seen(city)
    assert (told["phones"], told["last_seen_at"], told["not_yet"]) == ([], None, [job])


def test_who_signs_out_takes_the_phone_along(either: City) -> None:
    job, crew = a_job(either), looks_twice(either.staff("south"))
    assert seen(either)["on_phone"] == [job]
    either.http.post("/people/sign-out", headers=crew.headers)
    assert seen(either)["phones"] == []
    assert either.rows("SELECT * FROM crew_phone") == []


def test_a_crew_member_who_moves_takes_the_phone_out_of_the_crew(city: City) -> None:
    a_job(city)
    looks_twice(city.staff("south"))
    assert len(seen(city)["phones"]) == 1
    city.change("UPDATE account SET crew_id = ? WHERE login = 'south'", city.crew("North crew"))
    assert (seen(city)["phones"], seen(city, "North")["phones"]) == ([], [])


def test_a_new_history_has_to_be_read_before_anything_is_on_a_phone(city: City) -> None:
    job, crew = a_job(city), looks_twice(city.staff("south"))
    city.change("UPDATE sync_meta SET epoch = 'another'")
    assert seen(city)["not_yet"] == [job]
    looks_twice(crew)
    assert seen(city)["on_phone"] == [job]


def test_a_phone_that_doubts_what_it_holds_holds_nothing(city: City) -> None:
    job, crew = a_job(city), looks_twice(city.staff("south"))
    body = crew.body()
    body["pull"]["reset"] = [f"crew:{city.crew('South crew')}"]
    crew.post(body)
    assert seen(city)["not_yet"] == [job]


def test_looking_without_news_is_written_once_a_minute(either: City) -> None:
    a_job(either)
    crew = looks_twice(either.staff("south"))

    def written() -> str:
        seen(either)
        return str(either.rows("SELECT seen_at FROM crew_phone")[0]["seen_at"])

    before = written()
    crew.sync()
    assert written() == before
    either.clock.wait(seconds=61)
    crew.sync()
    assert written() > before


def test_the_place_is_that_of_the_last_job_that_was_started_or_closed(either: City) -> None:
    first, second = a_job(either, SOUTH), a_job(either, (SOUTH[0], SOUTH[1] + 0.001))
    crew = either.staff("south")
    crew.sync()
    crew.accept(first)
    crew.sync()
    assert seen(either)["at"] is None
    crew.start(first, at="2026-11-21T10:00:00Z")
    crew.sync()
    assert (seen(either)["at"]["lat"], seen(either)["at"]["what"]) == (SOUTH[0], "started")
    crew.close(second, at="2026-11-21T10:30:00Z")
    crew.sync()
    assert (seen(either)["at"]["lon"], seen(either)["at"]["what"]) == (SOUTH[1] + 0.001, "closed")
    assert seen(either, "North")["at"] is None


def test_only_the_desk_sees_where_crews_are(city: City) -> None:
    a_job(city, NORTH)
    for phone in (city.staff("north"), city.resident()):
        assert city.http.get("/dispatch/crews", headers=phone.headers).json()["code"] == "not_allowed"
    assert city.http.get("/dispatch/crews").json()["code"] == "sign_in_required"
    assert seen(city, "North", by="manager")["open_jobs"] == 1


def test_a_phone_not_heard_of_for_a_season_is_forgotten(city: City) -> None:
    looks_twice(city.staff("south"))
    assert len(seen(city)["phones"]) == 1
    city.clock.wait(days=91)
    with_database(city, lambda c: people.forget_phones(c, city.clock()))
    assert city.rows("SELECT * FROM crew_phone") == []


def with_database(city: City, unit: Any) -> None:
    """Do something as a command of the operator would."""
    with opened(city.settings.database) as database:
        database.write_now(unit)


@pytest.mark.parametrize("login", ["dispatch", "manager"])
def test_the_desks_own_devices_are_no_phones_of_a_crew(city: City, login: str) -> None:
    looks_twice(city.staff(login))
    assert seen(city)["phones"] == []


@pytest.mark.parametrize("what", ["app", "epoch"])
def test_a_phone_that_says_what_no_database_keeps_hides_no_other(either: City, what: str) -> None:
    job, crew, odd = a_job(either), either.staff("south"), either.staff("south")
    body = odd.body()
    (body if what == "app" else body["pull"])[what] = "odd\0" + "x" * 200
    assert odd.post(body).status_code in (200, 400)
    looks_twice(crew)
    assert seen(either)["on_phone"] == [job]
