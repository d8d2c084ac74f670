"""Exchanges and pokes over real sockets against a server of its own, beside its cheapest route."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import httpx
import msgspec

from backend import seeding
from backend.settings import Settings
from tests.bench.databases import Kind, demo
from tests.bench.measures import Measure, compared, percentile
from tests.factories.city import SOUTH
from tests.factories.phone import Phone
from tests.factories.server import Server

_CLIENTS = 4
_EACH = 60
_POKES = 80
_UNIT = f"ms, {_CLIENTS} clients, one report or comment and a pull each, over sockets; bare: GET /health by the same"


def measure(kind: Kind) -> Iterator[Measure]:
    """`exchange_KIND_p50_ms`, `exchange_KIND_p95_ms`, and on SQLite `poke_visible_p50_ms`, `poke_visible_p95_ms`."""
    with demo(kind) as settings, serving(settings) as server:
        kind.settle(settings)
        for percent, ours, bare in exchanges(server.port):
            yield compared(f"exchange_{kind.name}_p{percent}_ms", ours, _UNIT, bare)
        yield from _pokes(server, kind)


def serving(settings: Settings) -> Server:
    """A server of this city that limits nobody."""
    return Server(settings.data_dir, settings.database_url, is_seeded=True, exchanges_per_s=0)


def exchanges(port: int) -> list[tuple[int, float, float]]:
    """(percent, milliseconds of an exchange, of GET /health) at p50 and p95, under four clients that never pause."""
    _under_load(port, _exchange_forth)
    ours, bare = _under_load(port, _exchange_forth), _under_load(port, ask_health)
    return [(percent, percentile(ours, percent / 100), percentile(bare, percent / 100)) for percent in (50, 95)]


Ask = Callable[[http.client.HTTPConnection, Phone, int], float]


def _under_load(port: int, ask: Ask) -> list[float]:
    """Milliseconds of every answer that the clients waited for."""
    taken: list[float] = []

    def client() -> None:
        with closing(connected(port)) as connection:
            phone = Phone(httpx.Client())
            taken.extend(ask(connection, phone, n) for n in range(_EACH))

    threads = [threading.Thread(target=client) for _ in range(_CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(taken) != _CLIENTS * _EACH:
        raise RuntimeError("a client failed: the figure would mean nothing")
    return taken


def _exchange_forth(connection: http.client.HTTPConnection, phone: Phone, n: int) -> float:
    """A report, then a comment on it, and so on."""
    if n % 2 == 0:
        phone.report(SOUTH)
    else:
        phone.comment(next(iter(phone.ids("request"))))
    taken, reply = post(connection, phone)
    phone.settle(reply)
    if phone.outcome() != ("applied", "ok"):
        raise RuntimeError("an op was not applied: the figure would mean nothing")
    return taken


def ask_health(connection: http.client.HTTPConnection, phone: Phone, n: int) -> float:
    """Milliseconds of the cheapest request."""
    began = time.perf_counter()
    connection.request("GET", "/health")
    connection.getresponse().read()
    return (time.perf_counter() - began) * 1000


def post(connection: http.client.HTTPConnection, phone: Phone) -> tuple[float, Any]:
    """Milliseconds and the reply of an exchange of the phone's whole outbox."""
    body = msgspec.json.encode(phone.body(phone.outbox))
    began = time.perf_counter()
    connection.request("POST", "/sync/v1/exchange", body, phone.headers)
    data = connection.getresponse().read()
    return (time.perf_counter() - began) * 1000, msgspec.json.decode(data)


def _pokes(server: Server, kind: Kind) -> Iterator[Measure]:
    """From a resident's POST until the crew's phone was poked and its pull has shown the job."""
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}") as web:
        crew = Phone.signed_in(web, "south", seeding.read_accounts(seeding.FOLDER).password)
        crew.sync()
        resident = Phone(web)
        with closing(connected(server.port)) as out, closing(connected(server.port)) as back:
            with closing(connected(server.port)) as stream:
                stream.request("GET", "/sync/v1/events", headers=crew.headers)
                events = stream.getresponse()
                wait_for_poke(events)
                taken = [_poke(resident, out, events, crew, back) for _ in range(_POKES)]
            bare = [sum(ask_health(out, resident, 0) for _ in range(2)) for _ in range(_POKES)]
    unit = f"ms, {kind.name}, POST of a report until the crew's poke came and its pull showed it; bare: two GET /health"
    name = "poke_visible" if kind.name == "sqlite" else f"poke_visible_{kind.name}"
    for percent in (50, 95):
        share = percent / 100
        yield compared(f"{name}_p{percent}_ms", percentile(taken, share), unit, percentile(bare, share))


def _poke(
    resident: Phone,
    out: http.client.HTTPConnection,
    events: http.client.HTTPResponse,
    crew: Phone,
    back: http.client.HTTPConnection,
) -> float:
    request_id = resident.report(SOUTH)
    body = msgspec.json.encode(resident.body(resident.outbox, pull=False))
    began = time.perf_counter()
    out.request("POST", "/sync/v1/exchange", body, resident.headers)
    while ("request", request_id) not in crew.docs:
        wait_for_poke(events)
        crew.settle(post(back, crew)[1])
    taken = (time.perf_counter() - began) * 1000
    resident.settle(msgspec.json.decode(out.getresponse().read()))
    return taken


def wait_for_poke(events: http.client.HTTPResponse) -> None:
    """Read on until there is one."""
    while not events.readline().startswith(b"data:"):
        pass


def connected(port: int) -> http.client.HTTPConnection:
    """A connection that stays open."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.connect()
    return connection
