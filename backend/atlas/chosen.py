"""Which requests somebody at the desk wants to see: read from the query of an address, and found among the columns."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from backend.atlas.columns import DAY, OPEN, Columns
from backend.errors import Problem

State = Literal["open", "done", "all"]
Flags = NDArray[np.bool_]
NONE = "none"
"""The district of what no district answers for, and the crew of what no crew has."""
NAMES = ("status", "service", "district", "crew", "from", "to")
_STATES: tuple[State, ...] = ("open", "done", "all")
_EPOCH = date(1970, 1, 1)


class Chosen(Struct, frozen=True):
    """Empty words choose all. `first` and `last` are days in UTC, both included, by when a request was recorded."""

    state: State = "open"
    service: str = ""
    district: str = ""
    crew: str = ""
    first: date | None = None
    last: date | None = None

    def among(self, columns: Columns, part: slice) -> Flags | None:
        """Which of a part of the columns are chosen; None for all of them."""
        rows, found = columns.rows, []
        if self.state != "all":
            found.append((OPEN if self.state == "open" else ~OPEN)[rows["status"][part]])
        for name, word, numbers in (
            ("service", self.service, columns.services),
            ("district", self.district, columns.areas),
            ("crew", self.crew, columns.areas),
        ):
            if word:
                found.append(rows[name][part] == numbers.get("" if word == NONE else word, np.uint16(0xFFFF)))
        if self.first is not None:
            found.append(rows["recorded"][part] >= (self.first - _EPOCH).days * DAY)
        if self.last is not None:
            found.append(rows["recorded"][part] < ((self.last - _EPOCH).days + 1) * DAY)
        return np.logical_and.reduce(found) if found else None


def read(given: Mapping[str, str]) -> Chosen:
    """Raises `bad_value` for a state or a day that there is not."""
    state = given.get("status", "open")
    if state not in _STATES:
        raise Problem("bad_value", "status must be open, done or all.")
    first, last = _day(given, "from"), _day(given, "to")
    if first is not None and last is not None and first > last:
        raise Problem("bad_value", "from must not be after to.")
    words = {name: given.get(name, "") for name in ("service", "district", "crew")}
    return Chosen(state, **words, first=first, last=last)


def today(now: datetime) -> int:
    """The day since 1970, in UTC; what is due on it is not overdue yet."""
    return (now.astimezone(UTC) - datetime.combine(_EPOCH, time(), UTC)) // timedelta(days=1)


def _day(given: Mapping[str, str], name: str) -> date | None:
    word = given.get(name, "")
    if not word:
        return None
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise Problem("bad_value", f"{name} must be a day like 2026-11-21.") from None
