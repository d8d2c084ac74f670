"""A crew's phone asks for its tour, over HTTP, with and without a router in the city."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from backend.app import create_app
from backend.tours.rules import Point
from backend.tours.service import make_tour
from backend.tours.travel import ways
from backend.tours.wire import TourReply
from tests.factories.city import SOUTH, City, TestClock, demo_settings, running_city, sent


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    """The real server over the demo city."""
    with running_city(tmp_path) as running:
        yield running


def east(km: float) -> Point:
    """A point of District 3 so far east of another one."""
    return SOUTH[0], SOUTH[1] + km / 90


def jobs_at(city: City, *places: Point | None) -> list[str]:
    """The ids of the South crew's new jobs at these places."""
    phone = city.resident()
    requests = [sent(phone, at)[0] for at in places]
    return [phone.doc("request", request)["work_order_id"] for request in requests]


def asked(city: City, login: str, where: str = "") -> Any:
    reply = city.http.get(f"/tours/today{where}", headers=city.staff(login).headers)
    return reply.json() if reply.status_code == 200 else (reply.status_code, reply.json()["code"])


def test_a_crew_gets_its_open_jobs_in_the_order_of_a_tour(either: City) -> None:
    far, near, begun = jobs_at(either, east(0.2), east(0.1), east(0.3))
    crew = either.staff("south")
    crew.sync()
    crew.start(begun)
    crew.sync()
    tour = asked(either, "south", f"?lat={SOUTH[0]}&lon={SOUTH[1]}")
    assert tour["order"] == [begun, far, near]
    assert [leg["id"] for leg in tour["legs"]] == tour["order"]
    assert tour["legs"][0]["distance_m"] == pytest.approx(300 * 1.3, rel=0.05)
    assert (tour["travel"], tour["legs"][0]["duration_s"]) == ("straight", None)


def test_what_is_closed_or_another_crews_is_in_no_tour(city: City) -> None:
    done, left = jobs_at(city, east(0.1), east(0.2))
    crew = city.staff("south")
    crew.sync()
    crew.close(done)
    crew.sync()
    assert asked(city, "south")["order"] == [left]
    assert asked(city, "north")["order"] == []


def test_only_a_crew_has_a_tour(city: City) -> None:
    assert asked(city, "dispatch") == (403, "not_allowed")
    assert city.http.get("/tours/today").json()["code"] == "sign_in_required"
    assert city.http.get("/tours/today", headers=city.resident().headers).json()["code"] == "not_allowed"


@pytest.mark.parametrize("where", ["?lat=91&lon=0", "?lat=0&lon=east", "?lat=nan&lon=0", "?lat=1"])
def test_a_point_that_is_none_is_refused(city: City, where: str) -> None:
    assert asked(city, "south", where)[0] == 400


def test_crews_that_wait_for_a_tour_hold_up_no_photo(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def make(*facts: Any) -> TourReply:
        seen.append(threading.current_thread().name)
        return make_tour(*facts)

    monkeypatch.setattr("backend.tours.routes.make_tour", make)
    asked(city, "south")
    assert seen[0].startswith("tour"), "uploads have the loop's own threads"


@contextmanager
def router(answer: Any) -> Iterator[tuple[str, list[str]]]:
    """A server that answers every question like OSRM's table service, or with these bytes; its address, and what it was
    asked."""
    seen: list[str] = []

    class Table(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            if isinstance(answer, bytes):
                self.wfile.write(answer)
                return
            n = self.path.count(";") + 1
            body = json.dumps(answer(n) if callable(answer) else answer).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Table)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def backwards(n: int) -> Any:
    """A table in which streets lead from the start to the last place, and from each to the one before it."""
    rows = [[0 if i == j else 60 if j == (i or n) - 1 else 600 for j in range(n)] for i in range(n)]
    return {"code": "Ok", "durations": rows, "distances": [[cell * 10 for cell in row] for row in rows]}


def test_the_streets_of_a_router_decide_where_the_city_has_one(tmp_path: Path) -> None:
    with router(backwards) as (url, seen), demo_settings(tmp_path) as settings:
        app = create_app(msgspec.structs.replace(settings, travel_matrix_url=url), clock := TestClock())
        with TestClient(app) as http:
            city = City(settings, http, clock)
            near, far = jobs_at(city, east(0.1), east(0.4))
            tour = asked(city, "south", f"?lat={SOUTH[0]}&lon={SOUTH[1]}")
    assert (tour["travel"], tour["order"]) == ("streets", [far, near])
    assert [leg["duration_s"] for leg in tour["legs"]] == [60, 60]
    assert [leg["distance_m"] for leg in tour["legs"]] == [600, 600]
    assert seen[0].startswith(f"/table/v1/driving/{SOUTH[1]:.5f},{SOUTH[0]:.5f};")


@pytest.mark.parametrize(
    "answer",
    [
        {"code": "TooBig"},
        {"code": "Ok", "durations": [[0]]},
        {"code": "Ok", "durations": [[0, 1], [1, 0]], "distances": [[0, 1], [1]]},
        "no table",
        {"durations": [["far", 0], [0, 0]]},
        b"220 mail.example.org ESMTP\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
    ],
    ids=["too many", "of another size", "of another length", "no table", "no numbers", "no HTTP", "cut off"],
)
def test_a_router_without_an_answer_leaves_straight_lines(answer: Any) -> None:
    with router(answer) as (url, seen):
        assert ways([SOUTH, east(1)], url).travel == "straight"
    assert seen


def test_where_a_router_knows_no_way_nobody_goes_first() -> None:
    table = {"code": "Ok", "durations": [[0, None, 60], [None, 0, None], [60, None, 0]]}
    with router(table) as (url, _):
        known = ways([SOUTH, east(1), east(2)], url)
    assert known.seconds[0, 1] > 1_000 * known.seconds[0, 2]
    assert known.metres[0, 1] == pytest.approx(1_300, rel=0.05)


def test_a_router_that_is_away_leaves_straight_lines() -> None:
    with router({}) as (url, _):
        pass
    assert ways([SOUTH, east(1)], url).travel == "straight"
