"""What crews' phones say of themselves at each exchange: that they live, and how far they hold their crew's bucket."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, delete, or_, select

from backend.db.rows import table, write
from backend.people.tables import Account, CrewPhone, Device, SignIn

_FORGOTTEN_AFTER = timedelta(days=90)
_ACCOUNT, _DEVICE, _PHONE, _SIGN_IN = table(Account), table(Device), table(CrewPhone), table(SignIn)


class Phone(Struct, frozen=True):
    """A phone on which somebody of a crew is signed in; `cursor`: how far it holds its crew's bucket of that epoch."""

    seen_at: datetime
    app: str
    epoch: str
    cursor: int


class Sighting(Struct, frozen=True):
    """One exchange of a crew's phone, as much of it as is kept."""

    device_id: str
    jurisdiction: str
    crew_id: str
    token_hash: str
    app: str
    epoch: str
    cursor: int
    seen_at: datetime


def note_phones(connection: Connection, seen: Sequence[Sighting]) -> None:
    """Keep the last that was heard of each phone; of what another process noted later, nothing is overwritten."""
    rows = [{name: getattr(one, name) for name in Sighting.__struct_fields__} for one in seen]
    write(connection, _PHONE, rows, _newer)


def forget_phones(connection: Connection, now: datetime) -> None:
    """Forget phones that were not heard of for so long that every sign-in of theirs is over."""
    connection.execute(delete(_PHONE).where(_PHONE.c.seen_at < now - _FORGOTTEN_AFTER))


def forget_phone(connection: Connection, token_hash: str) -> None:
    """Forget the phone on which somebody signs out: it holds nothing any more."""
    connection.execute(delete(_PHONE).where(_PHONE.c.token_hash == token_hash))


def _newer(insert: Any, into: Any, names: tuple[str, ...]) -> Any:
    changed = {name: insert.excluded[name] for name in names if name != "device_id"}
    return insert.on_conflict_do_update(
        index_elements=["device_id"], set_=changed, where=insert.excluded.seen_at >= into.c.seen_at
    )


def crew_phones(connection: Connection, jurisdiction: str, now: datetime) -> dict[str, list[Phone]]:
    """Crew -> its phones, the one heard of last first. A phone whose sign-in ended or was taken back, or whose owner
    left the crew, is none; of two that carry on one another under one sign-in (SYNC-016), the later one counts.
    """
    rows = connection.execute(
        select(*(_PHONE.c[name] for name in ("crew_id", "token_hash", *Phone.__struct_fields__)))
        .join(_SIGN_IN, _SIGN_IN.c.token_hash == _PHONE.c.token_hash)
        .join(_ACCOUNT, _ACCOUNT.c.id == _SIGN_IN.c.account_id)
        .outerjoin(_DEVICE, _DEVICE.c.id == _PHONE.c.device_id)
        .where(
            _PHONE.c.jurisdiction == jurisdiction,
            _SIGN_IN.c.expires_at > now,
            _SIGN_IN.c.wipe.is_(None),
            _ACCOUNT.c.active,
            _ACCOUNT.c.crew_id == _PHONE.c.crew_id,
            or_(_DEVICE.c.state.is_(None), _DEVICE.c.state == "active"),
        )
        .order_by(_PHONE.c.seen_at.desc(), _PHONE.c.device_id)
    )
    found: dict[str, list[Phone]] = defaultdict(list)
    known: set[str] = set()
    for crew_id, token_hash, *facts in rows:
        if token_hash not in known:
            found[crew_id].append(Phone(*facts))
        known.add(token_hash)
    return found
