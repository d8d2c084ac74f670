"""Bodies that could not be read, kept for those who mend it: what a phone could not get through, as it was."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from backend.db.rows import table
from backend.exchange.tables import Quarantine
from backend.people.rules import Actor
from backend.people.service import new_id

_QUARANTINE = table(Quarantine)
_MOST = 20
_KEPT = timedelta(days=90)


def park(connection: Connection, actor: Actor, body: bytes, reason: str, now: datetime) -> None:
    """Keep the body; of one device at most twenty, the first ones."""
    of_device = _QUARANTINE.c.device_id == actor.sender_id
    if (connection.execute(select(func.count()).where(of_device)).scalar() or 0) >= _MOST:
        return
    connection.execute(
        insert(_QUARANTINE).values(
            id=new_id(),
            jurisdiction=actor.jurisdiction,
            device_id=actor.sender_id,
            received_at=now,
            reason=reason,
            body=body,
        )
    )


def forget_old(connection: Connection, now: datetime) -> None:
    """What lay here for ninety days goes."""
    connection.execute(delete(_QUARANTINE).where(_QUARANTINE.c.received_at < now - _KEPT))
