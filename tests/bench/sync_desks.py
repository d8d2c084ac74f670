"""From one desk's act until a second desk has it: the poke, and the exchange that shows the change."""

import http.client
import time
from collections.abc import Iterator
from contextlib import closing

import httpx
import msgspec

from backend import seeding
from tests.bench.databases import Kind, demo
from tests.bench.measures import Measure, compared, percentile
from tests.bench.sync_exchange import ask_health, connected, post, serving, wait_for_poke
from tests.factories.city import SOUTH
from tests.factories.phone import Phone

_ACTS = 60
_BARE = "bare: two GET /health"


def measure(kind: Kind) -> Iterator[Measure]:
    """`desk_visible_KIND_p50_ms` and `desk_visible_KIND_p95_ms`."""
    with demo(kind) as settings, serving(settings) as server:
        kind.settle(settings)
        with httpx.Client(base_url=f"http://127.0.0.1:{server.port}") as web:
            taken, bare = _acts(web, server.port)
    unit = f"ms, {kind.name}, POST of an assignment until a second desk's poke came and its pull showed it; {_BARE}"
    for percent in (50, 95):
        ours, peer = (percentile(times, percent / 100) for times in (taken, bare))
        yield compared(f"desk_visible_{kind.name}_p{percent}_ms", ours, unit, peer)


def _acts(web: httpx.Client, port: int) -> tuple[list[float], list[float]]:
    """Milliseconds of every assignment, and of two of the cheapest requests."""
    password = seeding.read_accounts(seeding.FOLDER).password
    first, second = (Phone.signed_in(web, login, password) for login in ("dispatch", "manager"))
    resident = Phone(web)
    request_id = resident.report(SOUTH)
    resident.sync()
    for desk in (first, second):
        desk.sync()
    job_id = first.doc("request", request_id)["work_order_id"]
    crews = sorted(first.ids("crew"))[:2]
    with closing(connected(port)) as out, closing(connected(port)) as back, closing(connected(port)) as stream:
        stream.request("GET", "/sync/v1/events", headers=second.headers)
        events = stream.getresponse()
        wait_for_poke(events)
        # From the second on each gives it to the other crew, so that every one changes something.
        taken = [_act(first, out, events, second, back, job_id, crews[n % 2]) for n in range(_ACTS)]
        bare = [sum(ask_health(out, resident, 0) for _ in range(2)) for _ in range(_ACTS)]
    return taken[2:], bare


def _act(
    first: Phone,
    out: http.client.HTTPConnection,
    events: http.client.HTTPResponse,
    second: Phone,
    back: http.client.HTTPConnection,
    job_id: str,
    crew_id: str,
) -> float:
    first.assign(job_id, crew_id)
    body = msgspec.json.encode(first.body(first.outbox))
    began = time.perf_counter()
    out.request("POST", "/sync/v1/exchange", body, first.headers)
    while second.doc("wo", job_id)["crew_id"] != crew_id:
        wait_for_poke(events)
        second.settle(post(back, second)[1])
    taken = (time.perf_counter() - began) * 1000
    first.settle(msgspec.json.decode(out.getresponse().read()))
    return taken
