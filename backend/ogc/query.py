"""What a client may ask of a collection, out of the query of its address. No I/O; raises `bad_value` for all else."""

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct

from backend.errors import Problem
from backend.requests.service import Box

LIMIT, MOST = 100, 1_000
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_KNOWN = {"bbox", "bbox-crs", "crs", "datetime", "limit", "after", "f"}


class Query(Struct, frozen=True):
    """`since` and `until` are both included, None where a side is open; `after` is a place in a collection's order."""

    limit: int = LIMIT
    box: Box | None = None
    since: datetime | None = None
    until: datetime | None = None
    after: str = ""


def read(given: Mapping[str, str]) -> Query:
    """The query of /items. Unknown parameters are refused, as OGC API - Features asks."""
    check_format(given)
    unknown = given.keys() - _KNOWN
    if unknown:
        known = ", ".join(sorted(_KNOWN))
        raise Problem("bad_value", f"There is no parameter '{sorted(unknown)[0]}'. There are {known}.")
    for name in ("bbox-crs", "crs"):
        if given.get(name, CRS84) != CRS84:
            raise Problem("bad_value", f"{name} must be {CRS84}.")
    since, until = _interval(given.get("datetime", ".."))
    return Query(_limit(given.get("limit")), _box(given.get("bbox")), since, until, given.get("after", ""))


def check_format(given: Mapping[str, str]) -> None:
    """Refuse what is asked for in another format than JSON."""
    if given.get("f", "json") not in ("json", "geojson"):
        raise Problem("bad_value", "f must be json.")


def _limit(given: str | None) -> int:
    if given is None:
        return LIMIT
    if not (given.isascii() and given.isdigit() and int(given[:9]) > 0):
        raise Problem("bad_value", f"limit must be a whole number from 1 on; {MOST} are given at most.")
    return min(MOST, int(given[:9]))


def _box(given: str | None) -> Box | None:
    if given is None:
        return None
    try:
        numbers = [float(part) for part in given.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 6:  # heights are of no interest to what lies on the ground
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4 or not all(math.isfinite(number) for number in numbers):
        raise Problem("bad_value", "bbox must be west,south,east,north in degrees of WGS 84.")
    west, south, east, north = numbers
    if not (abs(west) <= 180 and abs(east) <= 180 and -90 <= south <= north <= 90):
        raise Problem("bad_value", "bbox must be west,south,east,north in degrees of WGS 84.")
    return Box(west, south, east, north)


def _interval(given: str) -> tuple[datetime | None, datetime | None]:
    """RFC 3339 moments or whole days, `a`, `a/b`, `../b` or `a/..`."""
    sides = given.split("/")
    if len(sides) > 2:
        raise Problem("bad_value", "datetime must be one moment, or two with a / between them.")
    first, last = sides[0], sides[-1]
    since, until = _moment(first, 0), _moment(last, 1)
    if since is not None and until is not None and since > until:
        raise Problem("bad_value", "datetime must not end before it begins.")
    return since, until


def _moment(given: str, days: int) -> datetime | None:
    """A moment, or the beginning of a day (the end of it, for `days` 1); None for an open side."""
    if given in ("", ".."):
        return None
    try:
        if len(given) == 10:
            start = datetime.combine(date.fromisoformat(given), time(), UTC)
            return start + timedelta(days=1) - timedelta(microseconds=1) if days else start
        moment = datetime.fromisoformat(given)
        if moment.tzinfo is None:
            raise Problem("bad_value", "datetime needs a time zone, like 2026-11-21T09:00:00Z.")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Problem("bad_value", "datetime must be written like 2026-11-21T09:00:00Z or 2026-11-21.") from None
