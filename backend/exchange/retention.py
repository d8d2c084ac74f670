"""Forgetting answers that nobody can ask for any more (SYNC-017). What to forget is looked up among the readers: the
writer must not stand still while years of ops are read.
"""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection, delete, func, select, update

from backend.db.rows import table
from backend.db.session import Database
from backend.exchange.tables import SyncOp
from backend.people import service as people

_OP = table(SyncOp)
_KEPT = timedelta(days=400)
_DETAILS_KEPT = timedelta(days=30)
"""Twice as long as a journal: no phone that acknowledged an answer asks for its words again after that."""
_AT_ONCE = 500


def forget_ops(database: Database, now: datetime) -> int:
    """Forget the ops of 400 days ago, and earlier what their answers said once the phone has it; how many ops.

    Blocking; run it now and then in a thread.
    """
    old = database.read_now(lambda c: _last_old_ones(c, now - _KEPT))
    said = database.read_now(lambda c: _acknowledged(c, now - _DETAILS_KEPT))
    for start in range(0, len(said), _AT_ONCE):
        database.write_now(partial(_forget_words, ids=said[start : start + _AT_ONCE]))
    return sum(database.write_now(partial(_forget, device_id=device_id, mid=mid)) for device_id, mid in old)


def _last_old_ones(connection: Connection, before: datetime) -> list[tuple[str, int]]:
    """(device, its last op from before then): its numbers were given in the order in which they came."""
    last = select(_OP.c.device_id, func.max(_OP.c.mid)).where(_OP.c.received_at < before).group_by(_OP.c.device_id)
    return [(device, mid) for device, mid in connection.execute(last)]


def _acknowledged(connection: Connection, before: datetime) -> list[str]:
    """Ops whose phone has said that it stored the answer, long ago."""
    device = people.acknowledged()
    told = select(_OP.c.op_id).join(device, device.c.id == _OP.c.device_id)
    old = (_OP.c.detail.is_not(None), _OP.c.received_at < before, _OP.c.mid <= device.c.acked_mid)
    return list(connection.execute(told.where(*old)).scalars())


def _forget_words(connection: Connection, ids: list[str]) -> None:
    connection.execute(update(_OP).where(_OP.c.op_id.in_(ids)).values(detail=None))


def _forget(connection: Connection, device_id: str, mid: int) -> int:
    people.note_forgotten(connection, device_id, mid)
    return connection.execute(delete(_OP).where(_OP.c.device_id == device_id, _OP.c.mid <= mid)).rowcount
