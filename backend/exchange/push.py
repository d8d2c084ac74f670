"""Pushing ops: repeats are answered from the store, new ones decided in order, in one transaction (protocol 2.5)."""

import hashlib
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from backend.db.prepared import Prepared, among
from backend.db.rows import insert_new, table
from backend.errors import Problem
from backend.exchange import world
from backend.exchange.arguments import arguments, knows
from backend.exchange.quarantine import park
from backend.exchange.tables import SyncOp
from backend.people import service as people
from backend.people.rules import Actor
from sync.decide import Decision, decide
from sync.decide.state import Act, rejected
from sync.protocol.messages import MAX_OP_BYTES, SCHEMA, Ack, Blocked, Clock, ExchangeRequest, Op

_OP = table(SyncOp)
_STORED = Prepared(
    select(_OP.c.digest, _OP.c.op_id, _OP.c.outcome, _OP.c.code, _OP.c.ver, _OP.c.detail).where(
        among(_OP.c.op_id, "ids")
    )
)
_STEADY = timedelta(minutes=10)
"""No request is under way for longer, so a clock that is further off than it says was set."""
_LOG = logging.getLogger(__name__)


class Pushed(msgspec.Struct):
    """What a push did: an ack for each op that is settled, the device's last mid, and where it had to stop."""

    acks: list[Ack]
    last_mid: int
    blocked: Blocked | None = None


def push(
    connection: Connection, actor: Actor, authorization: str | None, request: ExchangeRequest, now: datetime
) -> Pushed:
    """Settle the ops of one exchange. Raises `device_fork` or `gap`; everything else becomes an outcome."""
    last_mid = people.enrol(connection, actor, authorization, now)
    answered = _answered(connection, request.ops)
    new = [op for op in request.ops if op.mid > last_mid]
    _check_order(new, last_mid)
    if len({op.op_id for op in request.ops}) < len(request.ops):
        raise Problem("device_fork", "Two ops of this batch have one id.")
    new, blocked = _until_unknown(new, request.schema)
    repeated = [op for op in request.ops if op.mid <= last_mid]
    late = [op for op in repeated if op.mid <= actor.forgotten_mid and op.op_id not in answered]
    acks = [_repeat(answered, op) for op in repeated if op not in late]
    skew = _skew(request.clock, now)
    last_mid = new[-1].mid if new else last_mid
    people.record_progress(  # before the counter row, which must be the last thing a transaction writes (SYNC-020)
        connection,
        actor.sender_id,
        now,
        last_mid=last_mid,
        acked_mid=min(request.acked_mid, last_mid),
        skew_ms=request.clock.skew_ms,
        app=request.app,
    )
    if late or new:
        acks += _settle(connection, actor, [*late, *new], answered, skew, now)
    return Pushed(acks, last_mid, blocked)


def digest(op: Op) -> str:
    """What makes an op this op; its mid may change when a device takes a new name (protocol 2.7)."""
    head = "\0".join((op.op_id, op.kind, str(op.v), op.on, str(op.base), ""))
    return hashlib.sha256(head.encode() + bytes(op.args)).hexdigest()


Answered = dict[str, tuple[str, Ack]]
"""op_id -> (digest, stored answer)."""


def _answered(connection: Connection, ops: Sequence[Op]) -> Answered:
    """The answer of every op of the batch that was ever settled, whoever sent it first."""
    rows = _STORED.rows(connection, ids=[op.op_id for op in ops])
    return {op_id: (digest, Ack(0, op_id, *rest)) for digest, op_id, *rest in rows}


def _repeat(answered: Answered, op: Op) -> Ack:
    stored, ack = answered.get(op.op_id, ("", None))
    if ack is None or stored != digest(op):
        raise Problem("device_fork", "This number or id was used for another op.", mid=op.mid)
    return msgspec.structs.replace(ack, mid=op.mid)


def _check_order(new: Sequence[Op], last_mid: int) -> None:
    for expected, op in enumerate(new, last_mid + 1):
        if op.mid != expected:
            raise Problem("gap", f"Op {expected} is missing.", expected=expected)


def _until_unknown(new: list[Op], schema: int) -> tuple[list[Op], Blocked | None]:
    """A newer app's op that this server does not know yet waits on the phone, with all behind it (SYNC-042)."""
    for i, op in enumerate(new):
        if schema > SCHEMA and not knows(op):
            return new[:i], Blocked(op.mid, "newer_than_server")
    return new, None


def _settle(
    connection: Connection, actor: Actor, ops: list[Op], answered: Answered, skew: timedelta, now: datetime
) -> list[Ack]:
    """Decide all in one go; when a bug strikes, one by one, so that it takes only its own op down."""
    settled = {op.op_id: _repeat(answered, op) for op in ops if op.op_id in answered}
    fresh = [op for op in ops if op.op_id not in answered]
    try:
        with connection.begin_nested():
            acks = _decide_all(connection, actor, fresh, skew, now)
    except OperationalError:
        raise  # the database's trouble, not the op's: the phone sends the same batch again
    except Exception as error:
        level = (
            logging.INFO if isinstance(error, IntegrityError) else logging.ERROR
        )  # another device was faster: no bug
        _LOG.log(level, "a batch of %d ops failed; trying them one by one", len(fresh), exc_info=True)
        acks = [ack for op in fresh for ack in _decide_alone(connection, actor, op, skew, now)]
    settled |= {ack.op_id: ack for ack in acks}
    return [settled[op.op_id] for op in ops]


def _decide_alone(connection: Connection, actor: Actor, op: Op, skew: timedelta, now: datetime) -> list[Ack]:
    try:
        with connection.begin_nested():
            return _decide_all(connection, actor, [op], skew, now)
    except OperationalError:
        raise
    except DataError:  # text or a number that this database cannot keep
        return _store(connection, actor, [(op, rejected("bad_value"), 0)], skew, now)
    except Exception:
        _LOG.exception("op %s of kind %s failed alone", op.op_id, op.kind)
        park(connection, actor, msgspec.json.encode(op), "internal_error", now)
        return _store(connection, actor, [(op, rejected("internal_error"), 0)], skew, now)


def _decide_all(connection: Connection, actor: Actor, ops: list[Op], skew: timedelta, now: datetime) -> list[Ack]:
    """One pass over one state: load what the ops touch, decide in order, save set-wise."""
    acts = {op.op_id: _act(op, actor, skew, now) for op in ops}
    state = world.load(connection, actor, [act for act in acts.values() if isinstance(act, Act)], now)
    known, away = world.known(state), world.away(state)
    rights = world.rights(connection, actor, [act for act in acts.values() if isinstance(act, Act)])
    settled = []
    for op in ops:
        act = acts[op.op_id]
        decision = decide(state, rights, act) if isinstance(act, Act) else act
        # The version of what the author may not read would tell that it is there.
        ver = 0 if decision.code in ("not_found", "not_allowed") else world.version(state, op.on)
        settled.append((op, decision, ver))
    acks = _store(connection, actor, settled, skew, now)
    world.save(connection, actor, state, known, away)
    return acks


def _act(op: Op, actor: Actor, skew: timedelta, now: datetime) -> Act | Decision:
    """The op with its arguments understood, or why they cannot be."""
    thing, _, id = op.on.partition("/")
    if len(bytes(op.args)) > MAX_OP_BYTES:
        return rejected("too_big", max_bytes=MAX_OP_BYTES)
    if not knows(op):
        return rejected("unknown_op", kind=op.kind, v=op.v)
    try:
        args = arguments(op)
    except msgspec.ValidationError as error:
        return rejected("bad_value", fields=[{"code": "bad_value", "at": _pointer(str(error))}])
    except (msgspec.DecodeError, UnicodeDecodeError):  # not Unicode, which only a look into the arguments tells
        return rejected("bad_value", fields=[{"code": "bad_value", "at": ""}])
    is_late = op.mid <= actor.forgotten_mid
    return Act(op.op_id, op.kind, thing, id, op.base, _when(op, skew, now), args, is_late)


def _pointer(message: str) -> str:
    """The JSON pointer of what msgspec complains about: "... - at `$.photos[0].id`" is /photos/0/id."""
    path = message.rpartition("`$")[2].rstrip("`") if "`$" in message else ""
    return path.replace("[", ".").replace("]", "").replace(".", "/")


def _skew(clock: Clock, now: datetime) -> timedelta:
    """How far our clock is ahead of the phone's. What it measured last is exact, unless its clock was set since: then
    what it shows now tells, as well as the network's delay allows.
    """
    measured = timedelta(milliseconds=clock.skew_ms)
    wall = clock.wall if clock.wall.tzinfo else clock.wall.replace(tzinfo=UTC)
    shown = now - wall
    return measured if abs(shown - measured) < _STEADY else shown


def _when(op: Op, skew: timedelta, now: datetime) -> datetime:
    """When it happened by the phone's corrected clock, but not in the future; now, where that is no date at all."""
    try:
        return min(op.at.astimezone(UTC) + skew, now)
    except OverflowError:
        return now


def _store(
    connection: Connection, actor: Actor, settled: list[tuple[Op, Decision, int]], skew: timedelta, now: datetime
) -> list[Ack]:
    rows = [
        {
            "op_id": op.op_id,
            "jurisdiction": actor.jurisdiction,
            "device_id": actor.sender_id,
            "mid": op.mid,
            "digest": digest(op),
            "kind": op.kind,
            "v": op.v,
            "on": op.on,
            "base": op.base,
            "outcome": decision.outcome,
            "code": decision.code,
            "detail": decision.detail,
            "ver": ver,
            "occurred_at": _when(op, skew, now),
            "received_at": now,
        }
        for op, decision, ver in settled
    ]
    insert_new(connection, _OP, rows)
    if holes := sum(op.kind == "noop" for op, _, _ in settled):
        _LOG.warning("device %s filled %d numbers whose ops are gone or refused", actor.sender_id, holes)
    return [Ack(op.mid, op.op_id, made.outcome, made.code, ver, made.detail) for op, made, ver in settled]
