"""The day on which the city means to have something done (SYNC-092). Pure; twin of expected.ts."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

_SATURDAY = 5


def expected_on(requested_at: datetime, days: int, holidays: Collection[date] = ()) -> date:
    """The last of so many working days after the UTC day of `requested_at`, which is not counted itself.

    Saturdays, Sundays and `holidays` are no working days.
    """
    day = requested_at.astimezone(UTC).date()
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY and day not in holidays:
            days -= 1
    return day
