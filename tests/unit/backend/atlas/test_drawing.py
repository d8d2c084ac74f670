"""What a tile shows of columns that are made by hand: true counts, whatever the zoom."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from backend.atlas.chosen import Chosen
from backend.atlas.columns import DAY, NEVER, STATUSES, Columns, Names, Revision, Terms
from backend.atlas.drawing import Feature, drawn
from backend.atlas.encoding import LAYER, by_library
from backend.atlas.grid import EXTENT, Tile, codes, spots, tiles_over
from tests.factories.tiles import decoded

TODAY = (date(2026, 11, 21) - date(1970, 1, 1)).days
CITY = (-84.1, 35.8, -83.7, 36.1)
REVISION = Revision("e", 1, (0, 0), Terms())


def columns_of(lats: Any, lons: Any, **given: Any) -> Columns:
    """Open potholes at these points, one an hour, unless something else is given."""
    n = len(lats)
    x, y = spots(np.array(lats), np.array(lons))
    rows: dict[str, Any] = {
        "id": np.array([f"{i:036}" for i in range(n)], "S36"),
        "code": codes(x, y),
        "x": x.astype(np.int32),
        "y": y.astype(np.int32),
        "recorded": np.arange(n, dtype=np.int64) * DAY // 24,
        "due": np.full(n, NEVER, np.int32),
        "service": np.zeros(n, np.uint16),
        "status": np.full(n, STATUSES.index("triaged"), np.uint8),
        "priority": np.ones(n, np.uint8),
        "district": np.zeros(n, np.uint16),
        "crew": np.zeros(n, np.uint16),
    } | {name: np.array(value) for name, value in given.items()}
    order = np.argsort(rows["code"], kind="stable")
    services = Names({"pothole": 0, "garbage": 1})
    return Columns(REVISION, services, Names({"": 0}), {name: column[order] for name, column in rows.items()})


def scattered(n: int, **given: Any) -> Columns:
    some = np.random.default_rng(3)
    return columns_of(some.normal(35.95, 0.02, n), some.normal(-83.92, 0.02, n), **given)


def over_the_city(columns: Columns, z: int, chosen: Chosen, **also: Any) -> list[Feature]:
    return [one for at in tiles_over(*CITY, z) for one in drawn(columns, at, chosen, TODAY, **also)]


@pytest.mark.parametrize("z", [4, 8, 10, 12, 14, 16, 18])
@pytest.mark.parametrize("heat", [False, True])
def test_the_groups_of_a_zoom_hold_every_request_once(z: int, heat: bool) -> None:
    features = over_the_city(scattered(3_000), z, Chosen("all"), heat=heat)
    assert sum(int(one.facts["n"]) for one in features) == 3_000
    assert all(0 <= one.x < EXTENT and 0 <= one.y < EXTENT for one in features)


def test_each_status_and_what_is_overdue_is_counted() -> None:
    status = [STATUSES.index(one) for one in ("new", "triaged", "planned", "in_work", "resolved", "closed")]
    columns = columns_of([35.95] * 6, [-83.92] * 6, status=status, due=[TODAY - 1, TODAY, TODAY - 1, NEVER, 0, 0])
    [one] = over_the_city(columns, 10, Chosen("all"))
    assert one.facts == {"n": 6, "overdue": 2, "waiting": 2, "planned": 1, "in_work": 1, "done": 2}


def test_what_stands_alone_is_itself() -> None:
    [one] = over_the_city(columns_of([35.95], [-83.92], due=[TODAY - 1]), 10, Chosen())
    said = {"n": 1, "overdue": 1, "id": f"{0:036}", "service": "pothole", "status": "triaged", "priority": "normal"}
    assert one.facts == said | {"sign": "waiting"}


def test_close_by_each_stands_for_itself_until_a_tile_would_hold_too_much() -> None:
    few = over_the_city(scattered(400), 16, Chosen())
    assert all(one.facts["n"] == 1 for one in few)
    lats, lons = 35.95 + np.arange(2_000) * 1e-7, np.full(2_000, -83.92)
    many = over_the_city(columns_of(lats, lons), 16, Chosen())
    assert len(many) <= 2 * 600
    assert sum(int(one.facts["n"]) for one in many) == 2_000


def test_only_what_is_chosen_is_counted() -> None:
    columns = scattered(1_000, service=[0, 1] * 500)
    chosen = Chosen("all", service="garbage", first=date(1970, 1, 2), last=date(1970, 1, 3))
    assert sum(int(one.facts["n"]) for one in over_the_city(columns, 11, chosen)) == 24
    assert over_the_city(columns, 11, Chosen("done")) == []
    assert over_the_city(columns, 11, Chosen("all", service="unknown")) == []


def test_a_group_stands_in_the_middle_of_its_requests() -> None:
    columns = columns_of([35.95, 35.9502], [-83.92, -83.9202])
    [one] = over_the_city(columns, 12, Chosen())
    ends = [
        drawn(columns_of([lat], [lon]), at, Chosen(), TODAY)
        for lat, lon in ((35.95, -83.92), (35.9502, -83.9202))
        for at in tiles_over(*CITY, 12)
    ]
    (first,), (last,) = [each for each in ends if each]
    assert (one.x, one.y) == ((first.x + last.x) // 2, (first.y + last.y) // 2)


def test_the_library_writes_what_it_is_given() -> None:
    features = [Feature(0, 4095, {"n": 12, "overdue": 3}), Feature(17, 5, {"id": "a", "n": 1})]
    assert decoded(by_library(None, features), LAYER) == [  # type: ignore[arg-type]
        ((0, 4095), {"n": 12, "overdue": 3}),
        ((17, 5), {"id": "a", "n": 1}),
    ]


def test_a_tile_without_requests_is_empty() -> None:
    assert drawn(scattered(10), Tile(12, 0, 0), Chosen("all"), TODAY) == []
    assert by_library(None, []) == b""  # type: ignore[arg-type]
