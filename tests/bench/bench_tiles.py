"""What a tile and a page of the desk's history cost among a million requests, beside bare queries of the same."""

import gzip
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager

from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import text

from backend import seeding
from backend.app import create_app
from backend.atlas.grid import tiles_over
from backend.db.session import opened
from backend.settings import Settings
from tests.bench.databases import Kind, demo, kinds
from tests.bench.measures import Asked, Measure, compared, percentile
from tests.bench.tiles_seed import seed
from tests.factories.phone import Phone
from tests.factories.postgres import execute

_MANY, _SIZES = 1_000_000, (10_000, 100_000, 1_000_000)
_ZOOMS = range(4, 17)
_EACH = 6
_CITY = (-84.02, 35.87, -83.82, 36.03)
_ASKED = ("status=all", "status=open", "status=done&service=pothole&from=2019-01-01&to=2021-12-31")
_PAGES = (
    "status=all",
    "status=done&service=pothole&from=2019-01-01&to=2021-12-31",
    "status=all&bbox=-83.95,35.93,-83.9,35.97",
)
_BARE = (
    "SELECT CAST((lon + 180) * {n} / 360 AS INTEGER) AS x, CAST((90 - lat) * {n} / 180 AS INTEGER) AS y, "
    "count(*), sum(CASE WHEN closed_at IS NULL THEN 1 ELSE 0 END) FROM service_request "
    "WHERE jurisdiction = :here AND lon >= :west AND lon < :east AND lat >= :south AND lat < :north GROUP BY 1, 2"
)


def measure(asked: Asked) -> Iterator[Measure]:
    """`tile_KIND_p95` and the sizes, first looks and pages beside it; with growth, for three sizes of a city."""
    for kind in kinds(asked):
        for n in _SIZES if asked.growth else (_MANY,):
            with demo(kind) as settings:
                if kind.server:
                    _extend(settings)
                seed(kind, settings, n)
                yield from _of_city(kind, settings, f"{kind.name}_{n // 1000}k")


def _of_city(kind: Kind, settings: Settings, name: str) -> Iterator[Measure]:
    bare = _bare(settings)
    with _desk(settings) as (http, phone):
        began = time.perf_counter()
        _tile(http, phone, "10/273/402.mvt?status=all")
        yield Measure(f"tile_{name}_first", 1000 * (time.perf_counter() - began), "ms, the first tile of a process")
        taken, sizes = _tiles(http, phone)
        unit = (
            f"ms p95, {len(taken)} tiles of zoom {_ZOOMS[0]} to {_ZOOMS[-1]}, beside a bare query of all in such a tile"
        )
        yield compared(f"tile_{name}_p95", percentile(taken, 0.95), unit, percentile(bare, 0.95))
        yield Measure(f"tile_{name}_p50", percentile(taken, 0.5), "ms p50, the same tiles")
        yield Measure(f"tile_{name}_size_p95", percentile(sizes, 0.95), "bytes p95, packed")
        yield Measure(f"tile_{name}_size_most", max(sizes), "bytes, the largest, packed")
        pages = [_timed(http, phone, f"/desk/requests?{query}")[0] for query in _PAGES for _ in range(5)]
        yield Measure(f"page_{name}_p95", percentile(pages, 0.95), "ms p95, a first page of 50 with all counts")
        resident = Phone(http)
        resident.report((35.9606, -83.9207))
        resident.sync()
        after = _timed(http, phone, "/tiles/requests/10/273/402.mvt?status=open")[0]
        yield Measure(f"tile_{name}_after_change", after, "ms, the first tile after a report came in")


def _tiles(http: TestClient[Litestar], phone: Phone) -> tuple[list[float], list[float]]:
    """(milliseconds, packed bytes) of tiles over the city, each asked for once."""
    some, taken, sizes = random.Random(5), [], []
    for z in _ZOOMS:
        here = tiles_over(*_CITY, z)
        for at in some.sample(here, min(_EACH, len(here))):
            for query in _ASKED:
                ms, body = _timed(http, phone, f"/tiles/requests/{z}/{at.x}/{at.y}.mvt?{query}")
                taken.append(ms)
                sizes.append(float(len(gzip.compress(body, 5))))
    return taken, sizes


def _bare(settings: Settings) -> list[float]:
    """Milliseconds of counting, in squares, what lies in a tile of each zoom around the middle of the city."""
    taken = []
    with opened(settings.database) as database:
        for z in _ZOOMS:
            wide = 360 / 2**z
            box = {"west": -83.92 - wide / 2, "east": -83.92 + wide / 2}
            box |= {"south": 35.95 - wide * 0.4, "north": 35.95 + wide * 0.4}
            statement = text(_BARE.format(n=2 ** (z + 3)))
            began = time.perf_counter()
            database.read_now(lambda c: c.execute(statement, {"here": settings.jurisdiction, **box}).all())  # noqa: B023
            taken.append(1000 * (time.perf_counter() - began))
    return taken


def _timed(http: TestClient[Litestar], phone: Phone, path: str) -> tuple[float, bytes]:
    began = time.perf_counter()
    answer = http.get(path, headers=phone.headers)
    taken = 1000 * (time.perf_counter() - began)
    assert answer.status_code == 200, answer.text
    return taken, answer.content


def _tile(http: TestClient[Litestar], phone: Phone, path: str) -> None:
    _timed(http, phone, f"/tiles/requests/{path}")


@contextmanager
def _desk(settings: Settings) -> Iterator[tuple[TestClient[Litestar], Phone]]:
    with TestClient(create_app(settings)) as http:
        yield http, Phone.signed_in(http, "dispatch", seeding.read_accounts(seeding.FOLDER).password)


def _extend(settings: Settings) -> None:
    """With PostGIS where it can be had: what is measured says so by its size alone."""
    if execute(settings.database, "SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'"):
        execute(settings.database, "CREATE EXTENSION postgis")
