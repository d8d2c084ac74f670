"""What a client of OGC API - Features may ask, and what it hears of all else."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.errors import Problem
from backend.ogc.query import CRS84, LIMIT, Query, read
from backend.requests.service import Box

DAY = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, Query(LIMIT)),
        ({"limit": "5", "f": "json", "bbox-crs": CRS84}, Query(5)),
        ({"limit": "99999999999999"}, Query(1_000)),
        ({"bbox": "-84,35.5,-83,36"}, Query(box=Box(-84, 35.5, -83, 36))),
        ({"bbox": "-84,35.5,0,-83,36,9"}, Query(box=Box(-84, 35.5, -83, 36))),
        ({"bbox": "179,-20,-179,-10"}, Query(box=Box(179, -20, -179, -10))),
        ({"datetime": "2026-11-21T01:00:00+01:00"}, Query(since=DAY, until=DAY)),
        ({"datetime": "2026-11-21"}, Query(since=DAY, until=DAY + timedelta(days=1, microseconds=-1))),
        ({"datetime": "2026-11-21T00:00:00Z/.."}, Query(since=DAY)),
        ({"datetime": "/2026-11-21T00:00:00Z"}, Query(until=DAY)),
    ],
)
def test_what_may_be_asked(given: dict[str, str], asked: Query) -> None:
    assert read(given) == asked


@pytest.mark.parametrize(
    "given",
    [
        {"f": "html"},
        {"crs": "http://www.opengis.net/def/crs/EPSG/0/4326"},
        {"colour": "red"},
        {"limit": "0"},
        {"limit": "-1"},
        {"bbox": "1,2,3"},
        {"bbox": "1,2,3,nan"},
        {"bbox": "0,50,1,40"},
        {"bbox": "-181,0,1,1"},
        {"datetime": "yesterday"},
        {"datetime": "2026-11-21T00:00:00"},
        {"datetime": "2026-11-22/2026-11-21"},
        {"datetime": "a/b/c"},
        {"datetime": "0001-01-01T00:00:00+14:00/.."},
        {"datetime": "9999-12-31T23:59:59-10:00"},
    ],
)
def test_all_else_is_refused_with_a_sentence(given: dict[str, str]) -> None:
    with pytest.raises(Problem) as refusal:
        read(given)
    assert refusal.value.code == "bad_value"
