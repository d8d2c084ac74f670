"""The durable queue: who is due, held by a lease while one process sends to them, and what came of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, and_, delete, or_, select, update

from backend.db.rows import Row, table
from backend.notices import service
from backend.notices.rules import CONFIRM, CONFIRMS_WITHIN, GIVES_UP, KEPT_AFTER_CLOSING, LEASE, wait_after
from backend.notices.tables import Notice, Subscription

_SUBSCRIPTION, _NOTICE = table(Subscription), table(Notice)
_SAME = and_(_SUBSCRIPTION.c.request_id == _NOTICE.c.request_id, _SUBSCRIPTION.c.channel == _NOTICE.c.channel)


class Sent(Struct, frozen=True):
    """It was taken."""


class Later(Struct, frozen=True):
    """It was not taken now. `is_down`: nor would any other of this channel be."""

    why: str
    is_down: bool = False


class Refused(Struct, frozen=True):
    """It will never be taken. `is_gone`: nor will any other for the same reader."""

    why: str
    is_gone: bool = True


Result = Sent | Later | Refused


class Due(Struct, frozen=True):
    """One message to send: the reader, and the changes it tells of, the latest last."""

    reader: dict[str, Any]
    changes: list[dict[str, Any]]

    @property
    def latest(self) -> dict[str, Any]:
        """The change that the message says."""
        return self.changes[-1]


def is_due(connection: Connection, channels: Sequence[str], is_quiet: bool, now: datetime) -> bool:
    """Whether there is somebody to claim."""
    return connection.execute(_first_due(channels, is_quiet, now)).first() is not None


def claim(connection: Connection, channels: Sequence[str], is_quiet: bool, now: datetime) -> Due | None:
    """Hold one reader who is due, and all there is to tell them; None when nobody is."""
    first = _first_due(channels, is_quiet, now).with_for_update(skip_locked=True, of=_SUBSCRIPTION)
    reader = connection.execute(first).mappings().first()
    if reader is None:
        return None
    connection.execute(update(_SUBSCRIPTION).where(*_of(reader)).values(leased_until=now + LEASE))
    waiting = (_NOTICE.c.request_id == reader["request_id"], _NOTICE.c.channel == reader["channel"])
    rows = connection.execute(
        select(_NOTICE)
        .where(*waiting, _NOTICE.c.due_at.is_not(None))
        .order_by(_NOTICE.c.created_at, _NOTICE.c.position)
    )
    return Due(dict(reader), [dict(row) for row in rows.mappings()])


def settle(connection: Connection, due: Due, result: Result, chance: float, now: datetime) -> bool:
    """Note what came of a message; whether its reader is told no more from now on."""
    connection.execute(update(_SUBSCRIPTION).where(*_of(due.reader)).values(leased_until=None))
    match result:
        case Sent():
            _mark(connection, due, due_at=None, sent_at=now)
        case Refused(why=why, is_gone=is_gone):
            _mark(connection, due, due_at=None, failed_at=now, failure=why)
            if is_gone:
                service.end(connection, [(due.reader["request_id"], due.reader["channel"])], why, now)
            return is_gone
        case Later(why=why):
            if now - due.changes[0]["created_at"] > GIVES_UP:
                _mark(connection, due, due_at=None, failed_at=now, failure=f"given up: {why}")
            else:
                tries = max(one["tries"] for one in due.changes) + 1
                _mark(connection, due, due_at=now + wait_after(tries, chance), tries=tries, failure=why)
    return False


def confirm(connection: Connection, token: str, now: datetime) -> list[Row]:
    """The owner of an address says yes, for all that this phone asked for; the subscriptions that begin."""
    reader = find(connection, token)
    if reader is None or reader["ended_at"] is not None:
        return []
    rows = _same_address(connection, reader, _SUBSCRIPTION.c.device_id == reader["device_id"])
    new = [row for row in rows if row["confirmed_at"] is None]
    for row in new:
        connection.execute(update(_SUBSCRIPTION).where(*_of(row)).values(confirmed_at=now))
        this = (_NOTICE.c.request_id == row["request_id"], _NOTICE.c.channel == row["channel"])
        connection.execute(delete(_NOTICE).where(*this, _NOTICE.c.state == CONFIRM))
        untold = (_NOTICE.c.sent_at.is_(None), _NOTICE.c.failed_at.is_(None))
        connection.execute(update(_NOTICE).where(*this, *untold).values(due_at=now))
    return new


def stop(connection: Connection, token: str, everything: bool, now: datetime) -> list[Row]:
    """The reader wants no more of this report, or of any; the subscriptions that end."""
    reader = find(connection, token)
    if reader is None or reader["ended_at"] is not None:
        return []
    rows = _same_address(connection, reader) if everything else [reader]
    service.end(connection, [(row["request_id"], row["channel"]) for row in rows], "unsubscribed", now)
    return rows


def find(connection: Connection, token: str) -> Row | None:
    """The subscription with this token."""
    row = connection.execute(select(_SUBSCRIPTION).where(_SUBSCRIPTION.c.token == token)).mappings().first()
    return dict(row) if row else None


def failed(connection: Connection, jurisdiction: str) -> list[Row]:
    """What was never taken, newest first: no address, only what it was about and why."""
    these = select(_NOTICE).where(_NOTICE.c.jurisdiction == jurisdiction, _NOTICE.c.failed_at.is_not(None))
    return [dict(row) for row in connection.execute(these.order_by(_NOTICE.c.failed_at.desc())).mappings()]


def waiting(connection: Connection, jurisdiction: str) -> list[Row]:
    """What is still to be sent, the next one first."""
    these = select(_NOTICE).where(_NOTICE.c.jurisdiction == jurisdiction, _NOTICE.c.due_at.is_not(None))
    return [dict(row) for row in connection.execute(these.order_by(_NOTICE.c.due_at)).mappings()]


def forget_old(connection: Connection, now: datetime) -> int:
    """Forget readers whose time is over, questions nobody answered, and what was settled long ago; how many readers."""
    s = _SUBSCRIPTION.c
    old = or_(
        s.ends_at < now,
        s.ended_at < now - KEPT_AFTER_CLOSING,
        and_(s.confirmed_at.is_(None), s.ended_at.is_(None), s.created_at < now - CONFIRMS_WITHIN),
    )
    gone = select(s.request_id).where(old, s.request_id == _NOTICE.c.request_id, s.channel == _NOTICE.c.channel)
    connection.execute(delete(_NOTICE).where(gone.exists()))
    return connection.execute(delete(_SUBSCRIPTION).where(old)).rowcount


def _first_due(channels: Sequence[str], is_quiet: bool, now: datetime) -> Select[Any]:
    due = [_NOTICE.c.due_at <= now, _NOTICE.c.channel.in_(channels)]
    if is_quiet:  # who has just asked is awake
        due.append(or_(_NOTICE.c.is_urgent, _NOTICE.c.state == CONFIRM))
    free = or_(_SUBSCRIPTION.c.leased_until.is_(None), _SUBSCRIPTION.c.leased_until <= now)
    readers = select(_SUBSCRIPTION).join(_NOTICE, _SAME).where(*due, free, _SUBSCRIPTION.c.ended_at.is_(None))
    return readers.order_by(_NOTICE.c.due_at).limit(1)


def _mark(connection: Connection, due: Due, **values: Any) -> None:
    this = (_NOTICE.c.request_id == due.reader["request_id"], _NOTICE.c.channel == due.reader["channel"])
    told = [one["line_id"] for one in due.changes]
    connection.execute(update(_NOTICE).where(*this, _NOTICE.c.line_id.in_(told)).values(**values))


def _of(reader: Any) -> tuple[Any, ...]:
    return _SUBSCRIPTION.c.request_id == reader["request_id"], _SUBSCRIPTION.c.channel == reader["channel"]


def _same_address(connection: Connection, reader: Row, *also: Any) -> list[Row]:
    same = (_SUBSCRIPTION.c.address == reader["address"], _SUBSCRIPTION.c.ended_at.is_(None))
    here = _SUBSCRIPTION.c.jurisdiction == reader["jurisdiction"]
    return [dict(row) for row in connection.execute(select(_SUBSCRIPTION).where(*same, here, *also)).mappings()]
