"""Rows of another system's requests, out of a CSV file as cities and open-data portals write them."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from backend.places.columns import Skipped
from backend.places.csv_files import Row, listed, reading, whole
from backend.places.importing import ImportProblem
from backend.places.service import is_point

_USUAL = {
    "number": ("service_request_id", "unique_key", "request_id", "case_id", "wo_number", "number", "reference", "id"),
    "kind": ("service_code", "service_name", "complaint_type", "request_type", "category", "service", "type", "kind"),
    "opened": ("requested_datetime", "created_date", "date_created", "opened", "created", "open_dt", "wo_date", "date"),
    "closed": ("closed_date", "completed_date", "date_closed", "closed", "completed", "closed_dt", "resolution_date"),
    "status": ("status", "status_description", "state"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "longitude", "lng", "long", "x"),
    "place": ("address", "incident_address", "location", "street_address", "place"),
    "words": ("description", "descriptor", "details", "notes"),
}
FIELDS = tuple(_USUAL)
_DAYS = ("%m/%d/%Y", "%Y/%m/%d", "%m/%d/%y", "%d.%m.%Y", "%d-%b-%Y", "%Y%m%d")
_HOURS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
Clock = Callable[[str], datetime | None]
_A_DAY = timedelta(days=1)
"""By so much may another clock, or zone, be wrong."""
_OVER = re.compile(r"clos|complet|resolv|done|cancel|fixed", re.IGNORECASE)


class Past(Struct, frozen=True):
    """One request of the former system. `closed_at` is None for one that is open still."""

    line: int
    number: str
    kind: str
    opened_at: datetime
    closed_at: datetime | None
    lat: float | None
    lon: float | None
    place: str
    words: str


def read_past(
    file: Path, named: Mapping[str, str | None], zone: str, now: datetime, skipped: Skipped
) -> Iterator[tuple[Past, int]]:
    """Each usable row, and how many bytes of the file are read by then. Times without a zone are of the city's clocks.

    Raises ImportProblem for a file that cannot be read, or has no column for the kind or the day.
    """
    with reading(file) as (rows, position):
        header = next(rows, None)
        if header is None:
            raise ImportProblem(f"{file.name} is empty: it needs a line with the names of its columns.")
        at = _columns(header, named)
        clock = _clock(ZoneInfo(zone))
        for line, row in enumerate(whole(rows, len(header)), 2):
            read = _past(line, at, row, clock, now)
            if isinstance(read, str):
                skipped.add(line, read)
            else:
                yield read, position()


def _columns(header: Row, named: Mapping[str, str | None]) -> dict[str, int]:
    names = [re.sub(r"\W+", "_", name.strip().lower()) for name in header]
    exact = [name.strip().lower() for name in header]
    at: dict[str, int] = {}
    for what, usual in _USUAL.items():
        given = named.get(what)
        if given is not None:
            if given.strip().lower() not in exact:
                raise ImportProblem(f"There is no column '{given}'. Columns: {listed(header)}.")
            at[what] = exact.index(given.strip().lower())
        elif found := next((name for name in usual if name in names), None):
            at[what] = names.index(found)
    if "opened" not in at:
        raise ImportProblem(
            f"No column is known to hold the day: say which with --opened-field. Columns: {listed(header)}."
        )
    return at


def _past(line: int, at: dict[str, int], row: Row, clock: Clock, now: datetime) -> Past | str:
    told = {what: row[at[what]].strip() if what in at else "" for what in FIELDS}
    opened, closed = clock(told["opened"]), clock(told["closed"])
    if opened is None:
        return "a day that cannot be read"
    if opened > now:
        return "a day that is yet to come"
    if told["closed"] and closed is None:
        return "a closing day that cannot be read"
    if closed is not None and closed > now + _A_DAY:
        closed = None  # how some systems write "not yet"
    if closed is None and _OVER.search(told["status"]):
        closed = opened  # over, and nobody knows since when
    lat, lon = _point(told["lat"], told["lon"])
    number = told["number"] or " ".join(row)
    closed = None if closed is None else min(now, max(opened, closed))
    return Past(line, number, told["kind"], opened, closed, lat, lon, told["place"][:300], told["words"][:2000])


def _point(lat: str, lon: str) -> tuple[float, float] | tuple[None, None]:
    """A point that is none is no reason to lose a request: it lies where its words say."""
    with suppress(ValueError):
        where = (float(lat), float(lon))
        if is_point(*where) and where != (0.0, 0.0):
            return where
    return None, None


def _clock(zone: ZoneInfo) -> Clock:
    """Reads a moment in one of the usual forms; the form that fitted last is tried first."""
    forms = [day + hour for hour in _HOURS for day in _DAYS]

    def read(words: str) -> datetime | None:
        if not words:
            return None
        with suppress(ValueError, OverflowError):
            return _moment(datetime.fromisoformat(words), zone)
        for n, form in enumerate(forms):
            with suppress(ValueError, OverflowError):
                found = datetime.strptime(words, form)  # noqa: DTZ007 - its zone is the city's
                forms.insert(0, forms.pop(n))
                return _moment(found, zone)
        return None

    return read


def _moment(found: datetime, zone: ZoneInfo) -> datetime:
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
