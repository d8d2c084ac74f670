"""Noting what crews' phones hold, beside the exchange: who pulls waits for no write, and hardly a pull makes one."""

import threading
from datetime import datetime, timedelta

from backend.db.session import Database
from backend.people import service as people
from backend.people.rules import Actor, digest, parse_authorization
from backend.people.service import Sighting
from sync.protocol.messages import PullAsk

_AGAIN = timedelta(minutes=1)
"""A phone that holds nothing new is noted this often: desks read minutes."""
_REMEMBERED = 10_000
_LONGEST = 80


class Sightings:
    """What is not written yet, and what was written last of each phone. `note` may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: dict[str, Sighting] = {}
        self._written: dict[str, Sighting] = {}
        self._lock = threading.Lock()

    def note(self, actor: Actor, authorization: str | None, app: str, ask: PullAsk, now: datetime) -> None:
        """A phone asks for changes: `have` is what it has stored, for cursor and documents go to its disk together."""
        signed = parse_authorization(authorization)
        if actor.crew_id is None or signed is None:
            return
        bucket = f"crew:{actor.crew_id}"
        cursor = 0 if bucket in ask.reset else ask.have.get(bucket, 0)
        said = (_word(app), _word(ask.epoch))
        seen = Sighting(actor.sender_id, actor.jurisdiction, actor.crew_id, digest(signed.secret), *said, cursor, now)
        with self._lock:
            last = self._waiting.get(actor.sender_id) or self._written.get(actor.sender_id)
            if last is None or _is_news(last, seen):
                self._waiting[actor.sender_id] = seen

    async def flush(self) -> None:
        """Write what waits, all at once; nothing when nothing does."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
            if len(self._written) > _REMEMBERED:
                self._written.clear()
        if not waiting:
            return
        rows = sorted(waiting.values(), key=lambda one: one.device_id)
        await self._database.write(lambda connection: people.note_phones(connection, rows))
        with self._lock:
            self._written |= waiting


def _word(said: str) -> str:
    """As much of it as every database keeps: one phone's nonsense must not cost the others their place."""
    return said.replace("\0", "")[:_LONGEST]


def _is_news(last: Sighting, seen: Sighting) -> bool:
    same = ("crew_id", "token_hash", "app", "epoch", "cursor")
    return any(getattr(last, name) != getattr(seen, name) for name in same) or seen.seen_at - last.seen_at >= _AGAIN
