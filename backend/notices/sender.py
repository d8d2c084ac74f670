"""The way of a message: from the queue through a template to a channel, one reader at a time.

Between the channel's yes and the note of it a crash may send a message twice; it then has the same id or tag.
"""

import hashlib
import logging
import random
from collections.abc import Callable
from datetime import datetime
from functools import partial

from msgspec import Struct
from sqlalchemy import Connection

from backend.clock import Clock
from backend.db.session import Database
from backend.notices import queue
from backend.notices.mail import Mail, Mailer
from backend.notices.push import News, Pusher, Reader
from backend.notices.queue import Due, Later, Refused, Result
from backend.notices.rules import CONFIRM, QuietHours
from backend.notices.templates import Message, render
from backend.notices.wording import template
from backend.places import service as places
from sync.protocol import reference as references

_LOG = logging.getLogger(__name__)

Changed = Callable[[Connection, str, list[str]], None]
"""Told (jurisdiction, ids of requests) when somebody is told of them no longer, so that their phones learn of it."""


class Channels(Struct):
    """What this installation can send by."""

    email: Mailer | None = None
    push: Pusher | None = None

    @property
    def open(self) -> list[str]:
        """The names of those there are."""
        return [name for name in ("email", "push") if getattr(self, name) is not None]


class Sender(Struct):
    """Sends what is due. `site` is the public address of this installation, without a slash at its end."""

    database: Database
    channels: Channels
    quiet: QuietHours
    site: str
    changed: Changed
    clock: Clock
    chance: Callable[[], float] = random.random

    def send_due(self) -> int:
        """Send everything that is due now; how many messages were taken. Blocking.

        A channel that is down rests until the next pass.
        """
        open_channels, n_sent, now = self.channels.open, 0, self.clock()
        is_quiet = self.quiet.hold(now)
        while open_channels:
            claimed = partial(self._claimed, channels=open_channels, is_quiet=is_quiet, now=now)
            looking = partial(queue.is_due, channels=open_channels, is_quiet=is_quiet, now=now)
            # Among the readers first: the writer is not for looking.
            found = self.database.write_now(claimed) if self.database.read_now(looking) else None
            if found is None:
                break
            due, message = found
            result = self._send(due, message)
            self.database.write_now(partial(self._settle, due=due, result=result))
            if isinstance(result, queue.Sent):
                n_sent += 1
            elif isinstance(result, Later | Refused):
                _LOG.info("a notice by %s was not taken: %s", due.reader["channel"], result.why)
            if isinstance(result, Later) and result.is_down:
                open_channels = [name for name in open_channels if name != due.reader["channel"]]
        return n_sent

    def _claimed(
        self, connection: Connection, channels: list[str], is_quiet: bool, now: datetime
    ) -> tuple[Due, Message] | None:
        due = queue.claim(connection, channels, is_quiet, now)
        return None if due is None else (due, self._message(connection, due))

    def _settle(self, connection: Connection, due: Due, result: Result) -> None:
        if queue.settle(connection, due, result, self.chance(), self.clock()):
            self.changed(connection, due.reader["jurisdiction"], [due.reader["request_id"]])

    def _message(self, connection: Connection, due: Due) -> Message:
        latest, here = due.latest, due.reader["jurisdiction"]
        facts = {
            "city": places.jurisdiction_name(connection, here),
            "service": _service_name(connection, here, latest["service_code"], due.reader["locale"]),
            "reference": references.show(latest["reference"]),
            "note": latest["note"],
            "link": self._link(due),
            "stop": self._stop(due),
        }
        words = template(connection, here, latest["service_code"], latest["state"], due.reader["locale"])
        return render(words, facts)

    def _send(self, due: Due, message: Message) -> Result:
        reader, latest = due.reader, due.latest
        if reader["channel"] == "email" and self.channels.email is not None:
            mail = Mail(reader["address"], _id(due), message, self._link(due), self._stop(due))
            return self.channels.email.send(mail)
        if reader["channel"] == "push" and self.channels.push is not None:
            target = Reader(reader["address"], reader["p256dh"], reader["auth"])
            words = [part for part in message.paragraphs if self.site not in part]
            news = News(message.subject, "\n".join(words), f"/reports/{latest['request_id']}", latest["reference"])
            return self.channels.push.send(target, news, bool(latest["is_urgent"]))
        return Later("this installation does not send by it")

    def _link(self, due: Due) -> str:
        return f"{self.site}/r/{due.latest['reference']}"

    def _stop(self, due: Due) -> str:
        return f"{self.site}/notices/{due.reader['token']}"


def _service_name(connection: Connection, here: str, code: str, locale: str) -> str:
    offered = places.services(connection, here).get(code)
    return offered.name_in(locale) if offered else code


def _id(due: Due) -> str:
    """The same for the same change and reader, however often it is tried."""
    latest = due.latest
    again = "" if latest["state"] != CONFIRM else due.reader["token"]
    said = f"{latest['request_id']}/{latest['channel']}/{latest['line_id']}/{again}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]
