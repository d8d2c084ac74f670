"""The one wall clock. Everything that asks for the time asks here, so that a test can hold it still."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def now() -> datetime:
    """The present moment in UTC, to the microsecond."""
    return datetime.now(UTC)
