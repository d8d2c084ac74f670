"""How the processes on one PostgreSQL database tell each other that something moved: NOTIFY inside the transaction
that moved it, and one LISTEN connection a process. Nobody is told of what was rolled back; while the connection is
lost pokes are lost with it, and each costs a minute at most (SYNC-028).
"""

import logging
import select
import socket
import threading
from collections.abc import Callable, Iterator, Sequence

import msgspec
import psycopg
from sqlalchemy.engine import make_url

from backend.db.commit import Poke

CHANNEL = "curbline_pokes"
_LOG = logging.getLogger(__name__)
_BUCKETS = 100
"""Buckets in one message: PostgreSQL takes 8000 bytes."""
_PAUSE_S = 1.0
_DECODER = msgspec.json.Decoder(Poke)


def messages(pokes: Sequence[Poke]) -> list[str]:
    """The pokes as texts that each fit into one notification."""
    return [
        msgspec.json.encode(Poke(poke.jurisdiction, poke.head, frozenset(buckets))).decode()
        for poke in pokes
        for buckets in _cut(sorted(poke.buckets))
    ]


def _cut(buckets: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(buckets), _BUCKETS):
        yield buckets[start : start + _BUCKETS]


class Listening:
    """A thread that hears every poke of the database until it is closed; `tell` is called on it."""

    def __init__(self, url: str, tell: Callable[[list[Poke]], None]) -> None:
        self._address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._tell = tell
        self._hearing, self._closing = socket.socketpair()
        self._thread = threading.Thread(target=self._listen_forever, name="listener", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread and its connection."""
        self._closing.send(b"x")
        self._thread.join()
        self._hearing.close()
        self._closing.close()

    def _listen_forever(self) -> None:
        while True:
            try:
                self._listen()
                return
            except psycopg.OperationalError as error:
                _LOG.warning("pokes of other processes cannot be heard: %s", error)
            if select.select([self._hearing], [], [], _PAUSE_S)[0]:
                return

    def _listen(self) -> None:
        """Tell what is heard; returns when closed."""
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            while True:
                if pokes := [_DECODER.decode(notice.payload) for notice in connection.notifies(timeout=0)]:
                    self._tell(pokes)
                ready = select.select([connection.fileno(), self._hearing.fileno()], [], [])[0]
                if self._hearing.fileno() in ready:
                    return
