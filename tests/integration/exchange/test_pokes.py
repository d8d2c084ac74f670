"""Pokes over real sockets: who listens hears that something moved, and nothing of what it was."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from backend.db.commit import Poke
from backend.exchange.events import Listener, Live
from tests.factories.phone import Phone
from tests.factories.postgres import empty_database
from tests.factories.server import Server

DISTRICT_3 = (35.9606, -83.9207)


@pytest.fixture
def http(tmp_path: Path) -> Iterator[httpx.Client]:
    """A client of a server in its own process."""
    server = Server(tmp_path)
    server.start()
    with httpx.Client(base_url=server.url, timeout=30) as client:
        yield client
    server.stop()


def pokes(stream: httpx.Response) -> Iterator[dict[str, Any]]:
    """The events of a stream as they come."""
    for line in stream.iter_lines():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


def test_a_crew_is_poked_when_a_job_comes_and_told_nothing_of_it(http: httpx.Client) -> None:
    crew, resident = Phone.signed_in(http, "south", "curbline-demo"), Phone(http)
    with http.stream("GET", "/sync/v1/events", headers=crew.headers) as stream:
        heard = pokes(stream)
        first = next(heard)
        resident.report(at=DISTRICT_3)
        resident.sync()
        poke = next(heard)
    assert poke["head"] > first["head"]
    assert poke["b"] == [f"crew:{crew.account['crew_id']}"]
    assert poke.keys() == {"head", "b"}


def test_what_is_committed_while_a_stream_opens_is_in_its_first_event() -> None:
    live, listener = Live(), Listener("knoxville", frozenset({"desk"}))

    async def head_now() -> int:
        live.tell([Poke("knoxville", 7, frozenset({"desk"}))])
        await asyncio.sleep(0)  # whoever commits tells the loop
        return 6

    async def first_event() -> bytes:
        return await anext(live.stream("phone", listener, head_now))

    assert asyncio.run(first_event()) == b'event: poke\ndata: {"head":7,"b":["desk"]}\n\n'


def test_a_device_has_one_stream(http: httpx.Client) -> None:
    phone = Phone(http)
    with http.stream("GET", "/sync/v1/events", headers=phone.headers) as former:
        heard = pokes(former)
        next(heard)
        with http.stream("GET", "/sync/v1/events", headers=phone.headers) as newer:
            next(pokes(newer))
            assert list(heard) == []


def test_nobody_listens_without_proof(http: httpx.Client) -> None:
    assert http.get("/sync/v1/events").status_code == 401


def test_a_crew_that_listens_to_one_process_hears_of_what_another_took_in(tmp_path: Path) -> None:
    with empty_database("postgresql", tmp_path) as url, Server(tmp_path, url) as here, Server(tmp_path, url) as there:
        with httpx.Client(base_url=here.url, timeout=30) as near, httpx.Client(base_url=there.url, timeout=30) as far:
            crew, resident = Phone.signed_in(near, "south", "curbline-demo"), Phone(far)
            with near.stream("GET", "/sync/v1/events", headers=crew.headers) as stream:
                heard = pokes(stream)
                first = next(heard)
                resident.report(at=DISTRICT_3)
                resident.sync()
                assert next(heard)["head"] > first["head"]
            crew.sync()
        assert len(crew.ids("wo")) == 1
