"""When a message goes and when it is given up. No clock and no chance of its own: callers bring both."""

from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

Channel = Literal["email", "push"]

CONFIRM = "confirm"
"""The state of the message that asks whether an e-mail address is really its owner's wish."""
TOLD = ("triaged", "planned", "in_work", "resolved", "closed", "reopened", "duplicate", "comment")
"""The lines of a request's history that its reporter is told; what the reporter did is never among them."""
SETTLES = timedelta(minutes=1)
"""What follows within it is told in the same message."""
GIVES_UP = timedelta(days=3)
CONFIRMS_WITHIN = timedelta(days=7)
KEPT_AFTER_CLOSING = timedelta(days=30)
"""Longer than a request can be reopened."""
LEASE = timedelta(minutes=5)
_FIRST, _LONGEST = timedelta(minutes=1), timedelta(hours=6)


class QuietHours(Struct, frozen=True):
    """From when to when, in the city's own time, nothing is sent that is not urgent. No hours: never quiet."""

    begin: time
    end: time
    zone: ZoneInfo

    def hold(self, now: datetime) -> bool:
        """Whether it is quiet now; hours over midnight are the usual case."""
        local = now.astimezone(self.zone).time()
        if self.begin <= self.end:
            return self.begin <= local < self.end
        return local >= self.begin or local < self.end


def quiet_hours(text: str, zone: str) -> QuietHours:
    """`21:00-08:00` in a time zone of the IANA list; empty text is never quiet. Raises ValueError for anything else."""
    begin, _, end = (text or "00:00-00:00").partition("-")
    try:
        return QuietHours(time.fromisoformat(begin), time.fromisoformat(end), ZoneInfo(zone))
    except (KeyError, OSError, ValueError) as error:
        raise ValueError(f"'{text}' in the time zone '{zone}' are no quiet hours; write 21:00-08:00.") from error


def wait_after(tries: int, chance: float) -> timedelta:
    """How long to wait after so many failures: a second, to a bound that doubles; `chance` is from 0 to 1."""
    bound = min(_FIRST * (1 << min(tries, 20)), _LONGEST)
    return max(timedelta(seconds=1), bound * chance)
