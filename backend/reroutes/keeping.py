"""The server's own eye on the map: what was cut is finished, and what is scheduled is applied when its moment comes."""

import asyncio
import logging
from contextlib import suppress

from backend.clock import Clock
from backend.db.session import Database
from backend.reroutes.applying import apply_due

_LOG = logging.getLogger(__name__)
_LOOK_AGAIN_S = 60


class Keeper:
    """Looks at the start, every minute, and when it is woken. Several servers may: each slice counts once."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._woken = asyncio.Event()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look, in the running event loop."""
        self._task = asyncio.create_task(self._keep())

    def wake(self) -> None:
        """Look now: a version was applied or scheduled."""
        self._woken.set()

    async def stop(self) -> None:
        """Let the slice under way end; the rest is finished at the next start."""
        self._stopping = True
        self.wake()
        if self._task is not None:
            await self._task

    async def _keep(self) -> None:
        while not self._stopping:
            self._woken.clear()
            try:
                await asyncio.to_thread(apply_due, self._database, self._clock, lambda: self._stopping)
            except Exception:
                _LOG.exception("open requests could not follow the map")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), _LOOK_AGAIN_S)
