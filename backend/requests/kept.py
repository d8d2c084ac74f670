"""Finished answers for anybody, kept for a short while: what strangers ask again costs the database nothing."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from backend.clock import Clock
from backend.db.session import Database

_FOR = timedelta(minutes=1)
_MOST = 256


class Kept:
    """The answers asked for last. One is made at a time, so that strangers cost one reader at most; what fails to be
    made is not kept, so that nothing but what the city has is ever a key.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._kept: OrderedDict[Hashable, tuple[datetime, bytes]] = OrderedDict()
        self._making = asyncio.Lock()

    async def read(self, key: Hashable, make: Callable[[Connection], bytes]) -> bytes:
        """What is kept under the key, or made now."""
        if (body := self._fresh(key)) is not None:
            return body
        async with self._making:
            if (body := self._fresh(key)) is None:
                body = await self._database.read(make)
                self._kept[key] = self._clock(), body
                self._kept.move_to_end(key)
                if len(self._kept) > _MOST:
                    self._kept.popitem(last=False)
        return body

    def _fresh(self, key: Hashable) -> bytes | None:
        made_at, body = self._kept.get(key, (None, b""))
        if made_at is None or self._clock() - made_at >= _FOR:
            return None
        self._kept.move_to_end(key)
        return body
