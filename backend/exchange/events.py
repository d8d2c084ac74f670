"""GET /sync/v1/events: server-sent pokes. A poke says "look again" and carries no data: every byte of data goes through
the exchange, the one path that checks rights. A lost poke costs a minute, never a change (SYNC-028).
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import msgspec
from litestar import Request, get
from litestar.handlers import HTTPRouteHandler
from litestar.response import Stream
from sqlalchemy import Connection

from backend.clock import Clock
from backend.db.commit import Poke, head
from backend.db.session import Database
from backend.people.rules import Actor
from backend.people.service import identify
from backend.places.service import readable_buckets
from backend.settings import Settings

_PING_S = 25
_LONGEST_S = 600
"""A stream ends by then, so that a device comes back with the rights of that moment."""


class Listener:
    """One device's stream: what is pending for it, and whether a newer stream of the device took its place."""

    def __init__(self, jurisdiction: str, buckets: frozenset[str]) -> None:
        self.jurisdiction = jurisdiction
        self.buckets = buckets
        self.head = 0
        self.pending: set[str] = set()
        self.replaced = False
        self.woken = asyncio.Event()

    def offer(self, poke: Poke) -> None:
        """Keep what of the poke concerns this device."""
        concerned = poke.buckets & self.buckets
        if poke.jurisdiction == self.jurisdiction and concerned:
            self.head = max(self.head, poke.head)
            self.pending |= concerned
            self.woken.set()

    def take(self) -> bytes:
        """The pending pokes as one event."""
        data = msgspec.json.encode({"head": self.head, "b": sorted(self.pending)})
        self.pending.clear()
        self.woken.clear()
        return b"event: poke\ndata: " + data + b"\n\n"


class Live:
    """Every device that listens to this process, one stream each."""

    def __init__(self) -> None:
        self._listeners: dict[str, Listener] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    def tell(self, pokes: list[Poke]) -> None:
        """Spread the pokes; called on the writer's thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._spread, pokes)

    async def stream(
        self, device_id: str, listener: Listener, head_now: Callable[[], Awaitable[int]]
    ) -> AsyncIterator[bytes]:
        """The events of one device, with a ping when nothing happens. The first says the head of after it listens:
        one of before would hide what was committed in between.
        """
        self._loop = asyncio.get_running_loop()
        if former := self._listeners.get(device_id):
            former.replaced = True
            former.woken.set()
        self._listeners[device_id] = listener
        try:
            ends = self._loop.time() + _LONGEST_S
            known = await head_now()
            listener.head = max(listener.head, known)
            yield listener.take()
            while self._loop.time() < ends:
                event = await self._next(listener)
                if listener.replaced:
                    return
                yield event
        finally:
            if self._listeners.get(device_id) is listener:
                del self._listeners[device_id]

    async def _next(self, listener: Listener) -> bytes:
        try:
            await asyncio.wait_for(listener.woken.wait(), _PING_S)
        except TimeoutError:
            return b": ping\n\n"
        return listener.take()

    def _spread(self, pokes: list[Poke]) -> None:
        for poke in pokes:
            for listener in self._listeners.values():
                listener.offer(poke)


def routes(database: Database, settings: Settings, clock: Clock) -> list[HTTPRouteHandler]:
    """The handler of the pokes."""
    live = Live()
    database.on_commit = live.tell

    @get("/sync/v1/events")
    async def listen(request: Request[Any, Any, Any]) -> Stream:
        authorization = request.headers.get("authorization")

        def who(connection: Connection) -> tuple[Actor, Listener]:
            actor = identify(connection, authorization, clock(), settings.jurisdiction)
            return actor, Listener(actor.jurisdiction, frozenset(readable_buckets(connection, actor)))

        actor, listener = await database.read(who)

        async def head_now() -> int:
            return await database.read(lambda connection: head(connection, actor.jurisdiction))

        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return Stream(live.stream(actor.sender_id, listener, head_now), media_type="text/event-stream", headers=headers)

    return [listen]
