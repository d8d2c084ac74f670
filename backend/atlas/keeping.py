"""The columns of this process: made when the desk first looks at its map, brought up to date when it looks again."""

import threading

from sqlalchemy import Connection

from backend.atlas.columns import Columns, follow, load, revision
from backend.people.rules import Actor
from backend.places import service as places


class Kept:
    """One set of columns a city. A reader whose snapshot is a moment older than the columns gets the newer ones."""

    def __init__(self) -> None:
        self._columns: dict[str, Columns] = {}
        self._lock = threading.Lock()

    def current(self, connection: Connection, actor: Actor) -> Columns:
        """The columns at this snapshot's state, or one a moment later."""
        here, now = actor.jurisdiction, revision(connection, actor.jurisdiction)
        known = self._columns.get(here)
        if known is not None and known.revision == now:
            return known
        with self._lock:
            known = self._columns.get(here)
            if known is None:
                known = self._columns[here] = load(connection, here, now)
            elif known.revision != now and not (known.revision.epoch == now.epoch and known.revision.head > now.head):
                buckets = places.readable_buckets(connection, actor)
                known = self._columns[here] = follow(connection, here, known, now, buckets)
            return known
