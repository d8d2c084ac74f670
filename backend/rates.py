"""How often one device may ask. By who signs, never by address: a whole village may share one."""

import threading
from collections import OrderedDict
from datetime import datetime

from backend.errors import Problem

_REMEMBERED = 10_000


class Rates:
    """A bucket of tokens for each signature; those that asked last are remembered."""

    def __init__(self, per_s: int) -> None:
        self._per_s = per_s
        self._burst = 2.0 * per_s
        self._buckets: OrderedDict[str, tuple[float, datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, signature: str, now: datetime) -> None:
        """Use up one token. Raises `too_many` with the seconds to wait."""
        if self._per_s == 0:
            return
        with self._lock:
            tokens, at = self._buckets.pop(signature, (self._burst, now))
            tokens = min(self._burst, tokens + self._per_s * max(0.0, (now - at).total_seconds()))
            self._buckets[signature] = (tokens - 1 if tokens >= 1 else tokens, now)
            if len(self._buckets) > _REMEMBERED:
                self._buckets.popitem(last=False)
        if tokens < 1:
            raise Problem("too_many", "This device asks too often.", {"Retry-After": "1"})
