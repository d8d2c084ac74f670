"""What is open around somebody: which, in what order, how exactly, and by an index that holds no closed ones."""

import re
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine

from backend.db.cells import listed
from backend.requests.around import FIXED, OPEN
from tests.factories import postgres
from tests.factories.city import SOUTH, City, running_city, sent
from tests.factories.phone import Json, Phone
from tests.factories.postgres import require_postgres

DEGREE_M = 111_195.0


def north(metres: float) -> tuple[float, float]:
    """A point so far north of SOUTH."""
    return SOUTH[0] + metres / DEGREE_M, SOUTH[1]


def reply(phone: Phone, at: tuple[float, float] = SOUTH) -> Json:
    answer = phone.http.get("/requests/open", params={"lat": at[0], "lon": at[1]}, headers=phone.headers)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def around(phone: Phone, at: tuple[float, float] = SOUTH) -> list[Json]:
    found: list[Json] = reply(phone, at)["around"]
    return found


def test_the_nearest_is_first_and_what_is_beyond_two_kilometres_is_not_told(either: City) -> None:
    ann = either.resident()
    made = {metres: sent(ann, north(metres))[1] for metres in (1900, 300, 2100, 40)}
    found = around(either.resident())
    assert [one["reference"] for one in found] == [made[40], made[300], made[1900]]
    assert [one["distance_m"] for one in found] == pytest.approx([40, 300, 1900], abs=10)
    assert [one["same"] for one in found] == [True, True, False]


def test_only_public_facts_are_told_and_the_point_is_rounded(city: City) -> None:
    ann = city.resident()
    _, reference = sent(ann, (35.960612, -83.920738), description="By Mr Smith's house")
    (one,) = around(city.resident())
    assert (one["lat"], one["lon"]) == (35.9606, -83.9207)
    assert set(one) == {
        *("reference", "service_code", "status", "reported_at", "lat", "lon"),
        *("distance_m", "district_id", "followers", "fixed", "same"),
    }
    assert one["reference"] == reference
    assert one["distance_m"] % 10 == 0


def test_the_distance_tells_no_more_of_the_place_than_its_rounded_point(city: City) -> None:
    sent(city.resident(), (35.96064, -83.92074))
    sent(city.resident(), (35.96056, -83.92066))
    asker = city.resident()
    for metres in range(0, 200, 7):
        assert len({one["distance_m"] for one in around(asker, north(metres))}) == 1


def test_what_was_fixed_is_told_for_a_week_and_flagged(either: City) -> None:
    ann, south = either.resident(), either.staff("south")
    request, _ = sent(ann, SOUTH)
    south.sync()
    south.close(ann.doc("request", request)["work_order_id"])
    south.sync()
    (one,) = around(ann)
    assert (one["status"], one["fixed"], one["same"]) == ("resolved", True, False)
    either.clock.wait(days=8)
    assert around(ann) == []


def test_what_is_over_otherwise_is_not_told(city: City) -> None:
    ann, ben, south = city.resident(), city.resident(), city.staff("south")
    withdrawn, _ = sent(ann, SOUTH, "garbage")
    ann.queue("request.withdraw", f"request/{withdrawn}", {"text": ""})
    erased, _ = sent(ann, SOUTH, "recycling")
    city.change("UPDATE service_request SET erased_at = recorded_at WHERE id = ?", erased)
    request, first = sent(ann, SOUTH)
    sent(ben, SOUTH, same_as=first)
    closed, _ = sent(ann, north(100))
    south.sync()
    south.close(ann.doc("request", closed)["work_order_id"], outcome="not_found", note="Nothing there")
    south.sync()
    ann.sync()
    (one,) = around(ann)
    assert (one["reference"], one["followers"]) == (first, 1)
    assert ann.doc("request", request)["status"] == "planned"


def test_a_hundred_are_told_and_that_there_are_more(city: City) -> None:
    ann = city.resident()
    for number in range(104):
        ann.report(north(number), "pothole")
    ann.sync()
    found = reply(ann)
    assert (len(found["around"]), found["more"]) == (100, True)
    assert found["around"] == sorted(found["around"], key=lambda one: (one["distance_m"], one["reference"]))
    assert max(one["distance_m"] for one in found["around"]) <= 110


def test_who_asks_signs_and_says_a_point_and_not_too_often(tmp_path: Path) -> None:
    with running_city(tmp_path, exchanges_per_s=1) as city:
        ann = city.resident()
        unsigned = city.http.get("/requests/open", params={"lat": 1, "lon": 1})
        assert unsigned.status_code == 401
        nowhere = city.http.get("/requests/open", params={"lat": 91, "lon": 1}, headers=ann.headers)
        assert (nowhere.status_code, nowhere.json()["code"]) == (400, "bad_value")
        assert [city.http.get("/requests/open", headers=ann.headers).status_code for _ in range(2)] == [400, 400]
        asked = {"lat": 1.0, "lon": 1.0}
        codes = [city.http.get("/requests/open", params=asked, headers=ann.headers).status_code for _ in range(4)]
        assert 429 in codes


def test_at_a_pole_nothing_is_near_and_nobody_waits_for_it(city: City) -> None:
    ann = city.resident()
    for at in ((90.0, 0.0), (89.99, 0.0), (-89.99, 0.0)):
        assert around(ann, at) == []
        asked: Json = {"service": "pothole", "lat": at[0], "lon": at[1]}
        offered = ann.http.get("/requests/nearby", params=asked, headers=ann.headers)
        assert (offered.status_code, offered.json()["nearby"]) == (200, [])


MANY = """
INSERT INTO service_request SELECT (jsonb_populate_record(one, jsonb_build_object(
  'id', n, 'reference', n, 'cell', one.cell + mod(n, 5000), 'closed_at', CASE WHEN mod(n, 20) > 0 THEN n END))).*
FROM service_request one, generate_series(1, 10000) n"""


def test_postgresql_finds_them_by_their_cells_among_many_that_are_closed(tmp_path: Path) -> None:
    cells = listed(*SOUTH, 200.0)
    values = {"here": "knoxville", "cells": cells, "lat": 1.0, "lon": 1.0, "wide": 1.0, "n": 5, "statuses": ["new"]}
    server = require_postgres()
    with running_city(tmp_path, server) as city:
        sent(city.resident(), SOUTH)
        for change in (MANY, "ANALYZE service_request"):
            city.change(change)
        with psycopg.connect(postgres.plain(city.settings.database_url)) as connection:
            for statement in (OPEN, FIXED):
                text = statement.sql(create_engine("postgresql+psycopg://").dialect)
                asked = {name: values.get(name, 9_900) for name in re.findall(r"%\((\w+)\)s", text)}
                plan = "\n".join(line for (line,) in connection.execute(f"EXPLAIN {text}", asked))
                assert re.search(r"ix_service_request_near.*\n.*Index Cond: .*cell = ANY.*closed_at", plan), plan
