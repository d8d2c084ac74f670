"""Use cases of notices for other domains: wishes to be told, what there is to tell, and forgetting both.

Everything here runs within the transaction that changes the request; nothing is sent from here (SYNC-091).
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from backend.db.prepared import Prepared, among
from backend.db.rows import add, put, table
from backend.notices.rules import CONFIRM, KEPT_AFTER_CLOSING, SETTLES, TOLD
from backend.notices.tables import Notice, Subscription
from sync.decide.state import Line, RequestState, Wish
from sync.protocol import lifecycle

_SUBSCRIPTION, _NOTICE = table(Subscription), table(Notice)
_LIVE = Prepared(
    select(
        _SUBSCRIPTION.c.request_id,
        _SUBSCRIPTION.c.channel,
        _SUBSCRIPTION.c.device_id,
        _SUBSCRIPTION.c.confirmed_at,
    ).where(
        among(_SUBSCRIPTION.c.request_id, "ids"),
        _SUBSCRIPTION.c.jurisdiction == bindparam("here"),
        _SUBSCRIPTION.c.ended_at.is_(None),
    )
)
_MOST_ASKED = 3
"""How many unanswered questions may be on their way to one address: nobody's mail is flooded in somebody's name."""


def told_by(connection: Connection, jurisdiction: str, ids: Sequence[str]) -> dict[str, dict[str, bool]]:
    """Request id -> channel -> whether it is confirmed: all that ever leaves the server of a wish."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for request_id, channel, _, confirmed_at in _LIVE.rows(connection, here=jurisdiction, ids=ids):
        found[request_id][channel] = confirmed_at is not None
    return found


def record(
    connection: Connection, jurisdiction: str, states: Sequence[RequestState], lines: Sequence[Line], now: datetime
) -> None:
    """Write what there is to tell of these changes, of requests that were there before, to whoever wants to know."""
    moved = {line.thing_id for line in lines if line.kind in (*TOLD, "withdrawn")}
    requests = {state.id: state for state in states if state.id in moved}
    live = _LIVE.rows(connection, here=jurisdiction, ids=list(requests)) if requests else []
    if not live:
        return
    wanting = defaultdict(list)
    for request_id, channel, device_id, confirmed_at in live:
        wanting[request_id].append((channel, device_id, confirmed_at is not None))
    rows = [
        _notice(jurisdiction, requests[line.thing_id], channel, line, position, now, is_confirmed)
        for position, line in enumerate(lines)
        if line.kind in TOLD and line.thing_id in wanting and not (line.kind == "comment" and line.by == "reporter")
        for channel, device_id, is_confirmed in wanting[line.thing_id]
        if line.device_id != device_id
    ]
    add(connection, _NOTICE, rows)
    for request_id in wanting:
        _end_later(connection, requests[request_id], now)


def subscribe(
    connection: Connection, jurisdiction: str, wishes: Sequence[Wish], states: Mapping[str, RequestState], now: datetime
) -> None:
    """Do as these reporters wish (SYNC-090); `states` has the requests of the wishes."""
    for wish in wishes:
        if wish.asked.address:
            _begin(connection, jurisdiction, wish, states[wish.request_id], now)
        else:
            end(connection, [(wish.request_id, wish.asked.channel)], "asked", now)


def end(connection: Connection, keys: Iterable[tuple[str, str]], why: str, now: datetime) -> None:
    """Tell these (request, channel) nothing more, and forget where to."""
    for request_id, channel in keys:
        this = (_SUBSCRIPTION.c.request_id == request_id, _SUBSCRIPTION.c.channel == channel)
        gone: dict[str, Any] = {"address": "", "p256dh": "", "auth": "", "leased_until": None}
        live = _SUBSCRIPTION.c.ended_at.is_(None)
        connection.execute(update(_SUBSCRIPTION).where(*this, live).values(ended_at=now, ended_why=why, **gone))
        waiting = (_NOTICE.c.request_id == request_id, _NOTICE.c.channel == channel, _NOTICE.c.sent_at.is_(None))
        connection.execute(delete(_NOTICE).where(*waiting, _NOTICE.c.failed_at.is_(None)))


def forget(connection: Connection, request_ids: Iterable[str]) -> None:
    """Nothing stays of who wanted to be told of these requests, nor of what they were told (SYNC-046)."""
    ids = set(request_ids)
    for one in (_NOTICE, _SUBSCRIPTION):
        connection.execute(delete(one).where(one.c.request_id.in_(ids)))


def take_back_words(connection: Connection, request_id: str, line_ids: Sequence[str]) -> None:
    """What waits to be told of these lines of the request's history is told without their words."""
    these = (_NOTICE.c.request_id == request_id, _NOTICE.c.line_id.in_(line_ids), _NOTICE.c.sent_at.is_(None))
    connection.execute(update(_NOTICE).where(*these).values(note=""))


def _begin(connection: Connection, jurisdiction: str, wish: Wish, request: RequestState, now: datetime) -> None:
    asked = wish.asked
    key = (_SUBSCRIPTION.c.request_id == request.id, _SUBSCRIPTION.c.channel == asked.channel)
    known = connection.execute(select(_SUBSCRIPTION).where(*key)).mappings().first()
    if known is not None and (known["address"], known["p256dh"]) == (asked.address, asked.p256dh):
        return
    if known is not None:  # what waited for the former address is not for the new one
        end(connection, [(request.id, asked.channel)], "asked", now)
    is_sure = asked.channel == "push" or _has_confirmed(connection, jurisdiction, wish)
    unanswered = 0 if is_sure else _unanswered(connection, wish)
    row = {
        "request_id": request.id,
        "jurisdiction": jurisdiction,
        "reference": request.reference,
        "device_id": wish.device_id,
        "token": secrets.token_urlsafe(24),
        "created_at": now,
        "confirmed_at": now if is_sure else None,
        "ended_at": None,
        "ended_why": "",
        "ends_at": None,
        "leased_until": None,
    } | {name: getattr(asked, name) for name in ("channel", "address", "p256dh", "auth", "locale")}
    put(connection, _SUBSCRIPTION, [row])
    _end_later(connection, request, now)
    if not is_sure and unanswered < _MOST_ASKED:
        question = Line(CONFIRM, "request", request.id, CONFIRM, "", "", "", now)
        notice = _notice(jurisdiction, request, asked.channel, question, 0, now, True)
        put(connection, _NOTICE, [notice | {"due_at": now}])


def _has_confirmed(connection: Connection, jurisdiction: str, wish: Wish) -> bool:
    """Whether this phone has shown before that the address is its owner's."""
    sure = (_SUBSCRIPTION.c.address == wish.asked.address, _SUBSCRIPTION.c.confirmed_at.is_not(None))
    same = (_SUBSCRIPTION.c.device_id == wish.device_id, _SUBSCRIPTION.c.jurisdiction == jurisdiction)
    return connection.execute(select(_SUBSCRIPTION.c.request_id).where(*sure, *same).limit(1)).first() is not None


def _unanswered(connection: Connection, wish: Wish) -> int:
    """Questions on their way to the address, one a phone; as many as there may be when this phone has asked already."""
    waits = (_SUBSCRIPTION.c.address == wish.asked.address, _SUBSCRIPTION.c.confirmed_at.is_(None))
    phones = set(connection.execute(select(_SUBSCRIPTION.c.device_id).distinct().where(*waits)).scalars())
    return _MOST_ASKED if wish.device_id in phones else len(phones)


def _end_later(connection: Connection, request: RequestState, now: datetime) -> None:
    """A closed request is told of for a while yet; one that is open again has all its time."""
    over = not lifecycle.is_open("request", request.status) and request.status != "duplicate"
    this = (_SUBSCRIPTION.c.request_id == request.id, _SUBSCRIPTION.c.ended_at.is_(None))
    connection.execute(update(_SUBSCRIPTION).where(*this).values(ends_at=now + KEPT_AFTER_CLOSING if over else None))


def _notice(
    here: str, request: RequestState, channel: str, line: Line, position: int, now: datetime, is_confirmed: bool
) -> dict[str, Any]:
    is_urgent = request.priority == "urgent"
    said = line.text if line.by != "reporter" and line.kind != "duplicate" else ""
    return {
        "request_id": request.id,
        "channel": channel,
        "line_id": line.id,
        "jurisdiction": here,
        "state": line.kind,
        "reference": request.reference,
        "service_code": request.service_code,
        "note": said,
        "is_urgent": is_urgent,
        "position": position,
        "created_at": now,
        "due_at": None if not is_confirmed else now if is_urgent else now + SETTLES,
        "tries": 0,
        "sent_at": None,
        "failed_at": None,
        "failure": "",
    }
