"""Ten years of a city under a new map: how long open requests take to follow, how much memory, beside finding alone.

Each run is a process of its own, so that its peak of memory is its own.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import shapely  # type: ignore[import-untyped]
from msgspec import Struct
from sqlalchemy import Connection

from backend import seeding
from backend.clock import now
from backend.db.commit import commit_changes
from backend.db.session import opened
from backend.places import service as places
from backend.places.borders import Floats
from backend.places.importing import Area, Areas, read_areas
from backend.places.locate import AreaIndex
from backend.requests import service as requests
from backend.reroutes import service as reroutes
from backend.work_orders import service as work_orders
from sync.decide.state import Line, RequestState, WorkOrderState, made_id
from sync.protocol.messages import Place
from tests.bench.measures import Asked, Measure, compared
from tests.factories.city import demo_settings

_MANY = 386_658
_SLICE = 5_000
_LAYER = "public-service"
_SHIFT = 0.01
_AT = datetime(2026, 1, 1, tzinfo=UTC)


class Ran(Struct):
    """What a run took: seconds of each part, requests that moved, and memory in MB before it and at its peak."""

    preview_s: float
    reroute_s: float
    moved: int
    before_mb: float
    peak_mb: float


def measure(asked: Asked) -> Iterator[Measure]:
    """`reroute_386658_s`, `preview_386658_s`, `reroute_386658_peak_mb`: all open; `reroute_10_percent_s` (less is
    better). The baseline of seconds is `locate_many` alone over the same points.
    """
    if asked.postgres:
        return
    lons, lats = _points()
    with tempfile.TemporaryDirectory() as folder, demo_settings(Path(folder)) as settings:
        with opened(settings.database) as database:
            for start in range(0, _MANY, _SLICE):
                until = min(start + _SLICE, _MANY)
                database.write_now(partial(_fill, settings.jurisdiction, start, until, lons, lats))
                print(f"\r{until:,} of {_MANY:,} requests", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
        bare = _bare(lons, lats)
        ran = _run(settings.database, settings.jurisdiction, _SHIFT)
        what = f"s, all {_MANY:,} open, {ran.moved:,} of them move"
        yield compared("reroute_386658_s", ran.reroute_s, what, bare)
        yield Measure("reroute_386658_rows_s", _MANY / ran.reroute_s, f"rows/s; finding alone {_MANY / bare:,.0f}")
        yield Measure("reroute_386658_moved_s", ran.moved / ran.reroute_s, "requests moved a second")
        yield compared("preview_386658_s", ran.preview_s, "s, its preview", bare)
        yield compared("reroute_386658_peak_mb", ran.peak_mb, "MB at the peak, beside before", ran.before_mb)
        with opened(settings.database) as database:
            database.write_now(_close_nine_of_ten)
        ran = _run(settings.database, settings.jurisdiction, 0.0)
        what = f"s, one in ten of {_MANY:,} open, {ran.moved:,} of them move"
        yield compared("reroute_10_percent_s", ran.reroute_s, what, bare)


def _points() -> tuple[Floats, Floats]:
    """Points over the box of the demo's districts, always the same."""
    areas = _areas(0.0).areas
    west, south, east, north = shapely.total_bounds([area.geometry for area in areas])
    rng = np.random.default_rng(311)
    return rng.uniform(west, east, _MANY), rng.uniform(south, north, _MANY)


def _areas(shift: float) -> Areas:
    """The demo's districts, so many degrees further east."""
    found = read_areas((seeding.FOLDER / "districts.geojson").read_bytes(), "name", "crew").areas
    shifted = [shapely.transform(area.geometry, lambda xy: xy + np.array([shift, 0.0])) for area in found]
    return Areas([Area(one.name, new, one.crew) for one, new in zip(found, shifted, strict=True)], [])


def _bare(lons: Floats, lats: Floats) -> float:
    index = AreaIndex([(area.name, area.geometry) for area in _areas(_SHIFT).areas])
    began = time.perf_counter()
    index.locate_many(lons, lats)
    return time.perf_counter() - began


def _fill(here: str, start: int, until: int, lons: Floats, lats: Floats, connection: Connection) -> None:
    """Requests as routing leaves them, each with a job where a crew answers, written as the product writes them."""
    x, y = lons[start:until].tolist(), lats[start:until].tolist()
    asks = [places.Ask("pothole", lat, lon) for lon, lat in zip(x, y, strict=True)]
    routes = places.responsible_many(connection, here, asks)
    states, jobs, logs = [], [], []
    for n, (ask, route) in enumerate(zip(asks, routes, strict=True), start):
        id, job_id = (f"{n:08x}-{kind:04x}-4000-8000-000000000000" for kind in (1, 2))
        crew = route.crew_id
        state = RequestState(
            id, f"K{n:09d}X", "pothole", "A deep hole", Place(ask.lat, ask.lon, 8.0), route.district_id,
            route.reason, made_id("phone", str(n)), _AT, _AT, _AT, "planned" if crew else "new", ver=2,
        )  # fmt: skip
        if crew:
            state.work_order_id, state.crew_id = job_id, crew
            jobs.append(WorkOrderState(job_id, [id], route.district_id, _AT, "assigned", crew, assign_rev=1, ver=1))
            logs.append(Line(f"l{n}", "wo", job_id, "assigned", "routing", crew, "", _AT))
        states.append(state)
    requests.save(connection, here, states, (), [], _AT)
    work_orders.save(connection, here, jobs, (), logs, _AT)
    commit_changes(connection, here, [*requests.changes(states), *work_orders.changes(jobs)])


def _close_nine_of_ten(connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE service_request SET status = 'resolved' WHERE rowid % 10 > 0")


def _run(url: str, here: str, shift: float) -> Ran:
    """`_follow` in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.places_reroute", url, here, str(shift)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return msgspec.json.decode(done.stdout, type=Ran)


def _follow(url: str, here: str, shift: float) -> Ran:
    """Draft the demo's districts so far to the east, look at what that would move, and apply it."""
    areas = _areas(shift)

    def draft(connection: Connection) -> int:
        return places.draft_version(connection, here, _LAYER, areas, file_name="", made_by="manager", now=now())

    with opened(url) as database:
        number = database.write_now(draft)
        before = _peak_mb()
        began = time.perf_counter()
        shown = database.read_now(lambda connection: reroutes.preview(connection, here, _LAYER, number))
        looked = time.perf_counter()
        reroutes.apply_version(database, here, _LAYER, number, now)
        ended = time.perf_counter()
    return Ran(looked - began, ended - looked, shown.move, before, _peak_mb())


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: list[str]) -> Any:
    """One run, for `measure`."""
    url, here, shift = arguments
    sys.stdout.buffer.write(msgspec.json.encode(_follow(url, here, float(shift))))


if __name__ == "__main__":
    main(sys.argv[1:])
