"""The days on which nobody in the city works, so that what is expected counts working days (SYNC-092)."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select, update

from backend.db.commit import Change
from backend.db.remembered import remembered
from backend.errors import Problem
from backend.places.jurisdictions import change_jurisdiction
from backend.places.tables import Jurisdiction

_JURISDICTION = Jurisdiction.__table__  # type: ignore[attr-defined]
MOST = 1000
_LONGEST = timedelta(days=31)


def days_of(connection: Connection, jurisdiction: str) -> list[date]:
    """The city's holidays, the earliest first."""
    days = connection.execute(select(_JURISDICTION.c.holidays).where(_JURISDICTION.c.id == jurisdiction)).scalar()
    return [date.fromisoformat(day) for day in days or ()]


@remembered
def holidays(connection: Connection, jurisdiction: str) -> frozenset[date]:
    """`days_of`, as published."""
    return frozenset(days_of(connection, jurisdiction))


def change_holidays(
    connection: Connection, jurisdiction: str, add: Iterable[date] = (), remove: Iterable[date] = ()
) -> list[Change]:
    """Add and remove days, as changes for `commit_changes`; none when nothing is new. Raises `bad_value`."""
    before = days_of(connection, jurisdiction)
    after = sorted({*before, *add} - set(remove))
    if len(after) > MOST:
        raise Problem("bad_value", f"A city has at most {MOST} holidays; remove those of years long past.")
    if after == before:
        return []
    days = [day.isoformat() for day in after]
    connection.execute(update(_JURISDICTION).where(_JURISDICTION.c.id == jurisdiction).values(holidays=days))
    return [change_jurisdiction(connection, jurisdiction)]


def read_holidays(text: str) -> list[date]:
    """The days in a calendar (iCalendar) or in lines that begin with a day, as 2026-11-26 Thanksgiving.

    Raises `bad_value` with the line for anything else, and for an event that repeats: its days must be written out.
    """
    unfolded = re.sub(r"\r?\n[ \t]", "", text.removeprefix("\ufeff"))
    lines = [line.rstrip() for line in unfolded.splitlines()]
    if lines and lines[0].upper() == "BEGIN:VCALENDAR":
        return sorted(day for event in _events(lines) for day in _days(event))
    plain = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return sorted({_iso(line.split()[0], line) for line in plain})


def _iso(word: str, line: str) -> date:
    try:
        return date.fromisoformat(word.rstrip(",;"))
    except ValueError:
        raise Problem("bad_value", f"This line begins with no day like 2026-11-26: '{line[:60]}'.") from None


def _events(lines: Iterable[str]) -> Iterable[dict[str, str]]:
    """Each event's properties, without their parameters."""
    event: dict[str, str] | None = None
    for line in lines:
        name, _, value = line.partition(":")
        match name.partition(";")[0].upper(), value.upper():
            case "BEGIN", "VEVENT":
                event = {}
            case "END", "VEVENT" if event is not None:
                yield event
                event = None
            case property, _ if event is not None:
                event.setdefault(property, value)


def _days(event: dict[str, str]) -> Iterable[date]:
    called = event.get("SUMMARY", "An event")
    if "RRULE" in event or "RDATE" in event:
        raise Problem("bad_value", f"'{called}' repeats itself. Give a file in which each of its days is written out.")
    try:
        first = _calendar_day(event["DTSTART"])
        end = _calendar_day(event["DTEND"]) if "DTEND" in event else first
    except (KeyError, ValueError):
        raise Problem("bad_value", f"'{called}' has no day that can be read.") from None
    if end - first > _LONGEST:
        raise Problem("bad_value", f"'{called}' is longer than a month: that is no holiday.")
    return [first + timedelta(days=n) for n in range(max(1, (end - first).days))]


def _calendar_day(value: str) -> date:
    return datetime.strptime(value[:8], "%Y%m%d").date()  # noqa: DTZ007  a day of the city, wherever it is
