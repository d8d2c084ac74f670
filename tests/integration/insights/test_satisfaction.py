"""What a manager learns of how satisfied reporters are, over HTTP."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.db.session import opened
from backend.erasing import erase_report
from tests.factories.city import NORTH, NOWHERE, SOUTH, City, running_city
from tests.factories.phone import Phone, uuid7
from tests.factories.postgres import require_postgres

SINCE = "2026-11-01"
BOTH = pytest.mark.parametrize("city", ["sqlite", "postgresql"], indirect=True)
"""For what is counted in the database."""


@pytest.fixture
def city(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[City]:
    """The real server over the demo city."""
    server = require_postgres() if getattr(request, "param", "") == "postgresql" else None
    with running_city(tmp_path, server) as running:
        yield running


def closed(city: City, at: tuple[float, float] = SOUTH, **report: Any) -> tuple[Phone, str]:
    """A resident whose report was fixed by its crew, and its id."""
    phone = city.resident()
    id = phone.report(at, **report)
    phone.sync()
    crew = city.staff("north" if at == NORTH else "south")
    crew.sync()
    crew.close(phone.doc("request", id)["work_order_id"])
    crew.sync()
    phone.sync()
    return phone, id


def given_and_closed(city: City, job: str, request: str) -> None:
    """The desk gives the job to a crew, and the crew closes it."""
    desk, crew = city.staff("dispatch"), city.staff("south")
    desk.sync()
    desk.assign(job, city.crew("South crew"), request)
    desk.sync()
    crew.sync()
    crew.close(job)
    crew.sync()
    assert crew.outcome() == ("applied", "ok")


def rate(phone: Phone, id: str, stars: int, text: str = "") -> None:
    phone.queue("request.rate", f"request/{id}", {"stars": stars, "text": text})
    phone.sync()


def reopen(phone: Phone, id: str) -> None:
    phone.queue("request.reopen", f"request/{id}", {"text": "Still a hole"})
    phone.sync()


def ask(city: City, since: str = SINCE, login: str = "manager", part: str = "") -> Any:
    return city.http.get(f"/insights/satisfaction{part}?since={since}", headers=city.staff(login).headers)


@BOTH
def test_each_service_and_district_has_its_numbers(city: City) -> None:
    rate(*closed(city), 5)
    rate(*closed(city), 2)
    closed(city)
    rate(*closed(city, NORTH, service="garbage"), 4)
    city.resident().report(SOUTH)  # open: it is no part of this
    reply = ask(city).json()
    pothole, garbage = reply["services"]
    assert (pothole["name"], garbage["name"]) == ("Pothole", "Garbage missed or dumped")
    assert pothole["numbers"] == {"closed": 3, "rated": 2, "satisfied": 1, "reopened": 0, "share": 0.5}
    assert garbage["numbers"] == {"closed": 1, "rated": 1, "satisfied": 1, "reopened": 0, "share": 1.0}
    places = [(one["layer"], one["name"], one["numbers"]["closed"]) for one in reply["districts"]]
    assert places == [("public-service", "District 3", 3), ("public-service", "District 5", 1)]
    assert (reply["total"]["closed"], reply["total"]["rated"]) == (4, 3)


@BOTH
def test_a_report_that_is_open_again_counts_as_closed_once_and_as_reopened(city: City) -> None:
    phone, id = closed(city)
    reopen(phone, id)
    numbers = ask(city).json()["total"]
    assert (numbers["closed"], numbers["reopened"], numbers["rated"], numbers["share"]) == (1, 1, 0, None)
    given_and_closed(city, phone.doc("request", id)["work_order_id"], id)
    numbers = ask(city).json()["total"]
    assert (numbers["closed"], numbers["reopened"]) == (1, 1)


def test_only_what_was_closed_in_the_period_counts(city: City) -> None:
    phone, id = closed(city)
    city.clock.wait(days=10)
    closed(city)
    reopen(phone, id)
    assert ask(city, "2026-11-21").json()["total"]["closed"] == 2
    after = ask(city, "2026-11-25").json()["total"]
    assert (after["closed"], after["reopened"]) == (1, 0), "it was opened again in the period, and closed before it"
    assert ask(city, "2026-12-25").json()["services"] == []


def test_not_fixed_after_two_weeks_counts_too(city: City) -> None:
    phone, id = closed(city)
    city.clock.wait(days=15)
    reopen(phone, id)
    numbers = ask(city).json()["total"]
    assert (numbers["closed"], numbers["reopened"]) == (1, 1)


@BOTH
def test_the_stars_of_an_end_do_not_count_for_the_next(city: City) -> None:
    phone, id = closed(city)
    rate(phone, id, 5)
    reopen(phone, id)
    given_and_closed(city, phone.doc("request", id)["work_order_id"], id)
    numbers = ask(city).json()["total"]
    assert (numbers["closed"], numbers["rated"], numbers["satisfied"]) == (1, 0, 0)
    rate(phone, id, 2)
    numbers = ask(city).json()["total"]
    assert (numbers["rated"], numbers["satisfied"]) == (1, 0)


def test_who_reported_the_same_is_not_counted_twice(city: City) -> None:
    first = city.resident()
    id = first.report(SOUTH)
    reference = first.outbox[0]["args"]["reference"]
    first.sync()
    second = city.resident()
    second.report(SOUTH, same_as=reference)
    second.sync()
    crew = city.staff("south")
    crew.sync()
    crew.close(first.doc("request", id)["work_order_id"])
    crew.sync()
    assert ask(city).json()["total"]["closed"] == 1


def test_a_report_outside_every_district_is_counted_without_one(city: City) -> None:
    phone = city.resident()
    id = phone.report(NOWHERE)
    phone.sync()
    given_and_closed(city, uuid7(), id)
    [district] = ask(city).json()["districts"]
    assert (district["name"], district["layer"], district["numbers"]["closed"]) == (None, None, 1)


@BOTH
def test_the_last_words_of_a_rating_are_shown_and_nothing_about_who_wrote_them(city: City) -> None:
    phone, id = closed(city)
    rate(phone, id, 1, "Still there")
    rate(phone, id, 4, "Now it is good")
    rate(*closed(city, NORTH), 5)
    reply = ask(city)
    [comment] = reply.json()["comments"]
    shown = {"service": "Pothole", "district": "District 3", "day": "2026-11-21"}
    assert comment == shown | {"stars": 4, "words": "Now it is good"}
    assert not [secret for secret in (phone.device, id, "35.96", "A deep hole") if secret in reply.text]


def test_the_words_of_an_erased_report_are_gone_and_its_number_stays(city: City) -> None:
    phone, id = closed(city)
    rate(phone, id, 1, "My name is Ann")
    with opened(city.settings.database) as database:
        reference = phone.doc("request", id)["reference"]
        erase_report(database, city.folder, city.settings.jurisdiction, reference, city.clock())
    reply = ask(city).json()
    assert (reply["comments"], reply["total"]["closed"]) == ([], 1)


def test_the_table_has_the_same_numbers_and_nobodys_words(city: City) -> None:
    rate(*closed(city), 4, "Well done")
    reply = ask(city, part=".csv")
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    assert "satisfaction-since-2026-11-01.csv" in reply.headers["content-disposition"]
    assert reply.text.splitlines() == [
        "by,layer,name,closed,rated,satisfied,share,reopened",
        "city,,,1,1,1,1.000,0",
        "service,,Pothole,1,1,1,1.000,0",
        "district,public-service,District 3,1,1,1,1.000,0",
    ]


def test_a_city_without_closed_reports_has_noughts(city: City) -> None:
    reply = ask(city).json()
    assert (reply["total"]["closed"], reply["total"]["share"], reply["services"]) == (0, None, [])
    assert set(reply["definitions"]) == {*reply["total"], "comments"}


def test_only_a_manager_may_ask_and_only_for_a_day(city: City) -> None:
    for login in ("dispatch", "south"):
        assert [ask(city, login=login, part=part).status_code for part in ("", ".csv")] == [403, 403]
    assert city.http.get(f"/insights/satisfaction?since={SINCE}").status_code == 401
    assert [ask(city, since=since).status_code for since in ("yesterday", "")] == [400, 400]
