"""Use cases of people: enrolling a device, signing in and out, telling who is acting."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, Subquery, bindparam, delete, insert, select, update

from backend.db.commit import Change
from backend.db.prepared import Prepared, among
from backend.db.remembered import remembered
from backend.db.rows import add, put, table
from backend.errors import Problem
from backend.people.agencies import agencies, name_agency
from backend.people.crew_phones import Phone, Sighting, crew_phones, forget_phone, forget_phones, note_phones
from backend.people.passwords import hash_password, matches
from backend.people.rules import Actor, Credentials, Role, digest, parse_authorization
from backend.people.tables import Account, Crew, Device, LostRight, SignIn
from sync.protocol.messages import CrewDoc, SignInReply

__all__ = ["Phone", "Sighting", "agencies", "crew_phones", "forget_phones", "name_agency", "note_phones"]

_ACCOUNT = table(Account)
_CREW = table(Crew)
_DEVICE = table(Device)
_LOST_RIGHT = table(LostRight)
_SIGN_IN = table(SignIn)

_BY_ID = Prepared(select(_DEVICE).where(_DEVICE.c.id == bindparam("id_")))
_HOLD = Prepared(select(_DEVICE.c.last_mid).where(_DEVICE.c.id == bindparam("id_")).with_for_update(key_share=True))
_PROGRESS = Prepared(
    update(_DEVICE)
    .where(_DEVICE.c.id == bindparam("id_"))
    .values({name: bindparam(name) for name in ("last_seen_at", "last_mid", "acked_mid", "skew_ms", "app")})
)
_SIGNED_IN = Prepared(
    select(*(_ACCOUNT.c[name] for name in ("id", "jurisdiction", "role", "crew_id", "name", "active")))
    .add_columns(_SIGN_IN.c.expires_at, _SIGN_IN.c.wipe)
    .join(_SIGN_IN, _SIGN_IN.c.account_id == _ACCOUNT.c.id)
    .where(_SIGN_IN.c.token_hash == bindparam("token_hash"))
)
_LOST = Prepared(
    select(_LOST_RIGHT.c.on, _LOST_RIGHT.c.ver, _LOST_RIGHT.c.crew_id).where(
        _LOST_RIGHT.c.account_id == bindparam("account_id"), among(_LOST_RIGHT.c.on, "ons")
    )
)

_NOBODY = hash_password("nobody has this password", "strong")


def identify(
    connection: Connection, authorization: str | None, now: datetime, jurisdiction: str, may_leave: bool = False
) -> Actor:
    """Who sent this request, checked today. Raises `sign_in_required`; an unknown device is a resident's new one.

    A lost phone is told `device_revoked`; with `may_leave` it is let in to hand over what waits on it (SYNC-047).
    """
    credentials = parse_authorization(authorization)
    if credentials is None:
        raise Problem("sign_in_required", "This needs a sign-in or a device's own secret.")
    device = _device(connection, credentials.device_id)
    if device is not None and device["state"] != "active":
        raise _revoked("now")
    if credentials.scheme == "bearer":
        return _staff(connection, credentials, device, now, may_leave)
    if device is not None and not _is_secret_of(credentials.secret, device["secret_hash"]):
        raise Problem("device_fork", "This device id belongs to another secret.")
    here = str(device["jurisdiction"]) if device else jurisdiction
    return Actor(
        here,
        _root(device) or credentials.device_id,
        "resident",
        sender=credentials.device_id,
        forgotten_mid=_forgotten(device),
    )


def identify_manager(connection: Connection, authorization: str | None, now: datetime, jurisdiction: str) -> Actor:
    """`identify` for what is a manager's alone. Raises `not_allowed` for everybody else."""
    actor = identify(connection, authorization, now, jurisdiction)
    if actor.role != "manager":
        raise Problem("not_allowed", "Only a manager may do this.")
    return actor


def identify_desk(connection: Connection, authorization: str | None, now: datetime, jurisdiction: str) -> Actor:
    """`identify` for who sees the whole city. Raises `not_allowed` for everybody else."""
    actor = identify(connection, authorization, now, jurisdiction)
    if not actor.is_desk:
        raise Problem("not_allowed", "Only a dispatcher or a manager may do this.")
    return actor


def succeed(
    connection: Connection, authorization: str | None, former_id: str, secret: str, now: datetime, jurisdiction: str
) -> None:
    """Let a device that nobody knows yet carry on another one, when it proves to be the same person's (SYNC-016).

    Without a proof it is simply new. Raises as `identify`, and `device_revoked` when the former one was shut out.
    """
    actor = identify(connection, authorization, now, jurisdiction, may_leave=True)
    former = _device(connection, former_id)
    if former is None or former["jurisdiction"] != actor.jurisdiction or _device(connection, actor.sender_id):
        return
    if actor.is_staff:
        is_same = former["account_id"] == actor.account_id
    else:
        is_same = _is_secret_of(secret, former["secret_hash"])
    if is_same and former["state"] != "active":
        raise _revoked("now")
    if is_same:
        enrol(connection, actor, authorization, now, root=_root(former))


def last_mid(connection: Connection, device_id: str) -> int:
    """How far the device's ops have come; 0 for one that never sent any."""
    return connection.execute(select(_DEVICE.c.last_mid).where(_DEVICE.c.id == device_id)).scalar() or 0


def enrol(
    connection: Connection, actor: Actor, authorization: str | None, now: datetime, root: str | None = None
) -> int:
    """Bind the actor's device on first use, as one that carries on `root`, and hold it until the unit ends: two pushes
    of one device wait for each other, before they look at anything else (protocol 2.4). How far its ops have come.
    """
    known = _hold(connection, actor.sender_id)
    if known is not None:
        return known
    credentials = parse_authorization(authorization)
    secret = digest(credentials.secret) if credentials and not actor.is_staff else None
    facts: dict[str, Any] = {"id": actor.sender_id, "jurisdiction": actor.jurisdiction, "account_id": actor.account_id}
    facts |= {"secret_hash": secret, "root": root, "state": "active", "app": "", "last_seen_at": now}
    add(connection, _DEVICE, [facts | {"last_mid": 0, "acked_mid": 0, "skew_ms": 0, "forgotten_mid": 0}])
    identify(
        connection, authorization, now, actor.jurisdiction, actor.is_leaving
    )  # somebody else may have bound it a moment before
    return _hold(connection, actor.sender_id) or 0


def _hold(connection: Connection, device_id: str) -> int | None:
    """The device's last mid, its row locked where a database locks rows; None when there is no such device."""
    mid: int | None = _HOLD.scalar(connection, id_=device_id)
    return mid


def acknowledged() -> Subquery:
    """Every device's `id` and `acked_mid`, the last op whose answer it has stored: to be joined with."""
    return select(_DEVICE.c.id, _DEVICE.c.acked_mid).subquery()


def note_forgotten(connection: Connection, device_id: str, mid: int) -> None:
    """From now on the answers of the device's ops up to this one are forgotten."""
    lower = (_DEVICE.c.id == device_id, _DEVICE.c.forgotten_mid < mid)
    connection.execute(update(_DEVICE).where(*lower).values(forgotten_mid=mid))


def record_progress(
    connection: Connection, device_id: str, now: datetime, *, last_mid: int, acked_mid: int, skew_ms: int, app: str
) -> None:
    """Note how far a device's ops have come and what it said of itself."""
    facts = {"last_mid": last_mid, "acked_mid": acked_mid, "skew_ms": skew_ms, "app": app}
    _PROGRESS.run(connection, id_=device_id, last_seen_at=now, **facts)


def check_password(connection: Connection, login: str, password: str) -> RowMapping:
    """The account, when the password is its own. Raises `wrong_password`, which does not tell whether it exists."""
    row = connection.execute(select(_ACCOUNT).where(_ACCOUNT.c.login == login.strip().lower())).mappings().first()
    known = matches(password, row["password_hash"] if row else _NOBODY)
    if row is None or not known or not row["active"]:
        raise Problem("wrong_password", "That name and password do not belong together.")
    return row


def sign_in(connection: Connection, account: RowMapping, now: datetime, days: int) -> SignInReply:
    """A fresh token for the account, good for so many days. Only its hash is kept."""
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(_SIGN_IN).values(
            token_hash=digest(token),
            jurisdiction=account["jurisdiction"],
            account_id=account["id"],
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
    )
    return SignInReply(token, account["id"], account["name"], account["role"], account["crew_id"])


def sign_out(connection: Connection, authorization: str | None) -> None:
    """Forget the sign-in; repeating it does no harm."""
    credentials = parse_authorization(authorization)
    if credentials is not None:
        connection.execute(delete(_SIGN_IN).where(_SIGN_IN.c.token_hash == digest(credentials.secret)))
        forget_phone(connection, digest(credentials.secret))


def revoke(connection: Connection, jurisdiction: str, login: str, at_once: bool) -> int:
    """Take back every sign-in of the account; how many. Its phones delete what they hold, after they have handed over
    what waits on them, or at once. Raises `not_found`.
    """
    mine = select(_ACCOUNT.c.id).where(
        _ACCOUNT.c.login == login.strip().lower(), _ACCOUNT.c.jurisdiction == jurisdiction
    )
    account_id = connection.execute(mine).scalar()
    if account_id is None:
        raise Problem("not_found", f"There is no account '{login}' here.")
    wipe = "now" if at_once else "after_push"
    taken = update(_SIGN_IN).where(_SIGN_IN.c.account_id == account_id)
    if not at_once:
        taken = taken.where(_SIGN_IN.c.wipe.is_(None))
    return connection.execute(taken.values(wipe=wipe)).rowcount


def create_account(
    connection: Connection,
    jurisdiction: str,
    login: str,
    name: str,
    role: Role,
    crew_id: str | None,
    password: str,
    cost: str,
    now: datetime,
) -> str:
    """A staff account; its id. Raises `bad_value` for a taken login, or a crew member without a crew."""
    login = login.strip().lower()
    if role == "crew" and crew_id is None:
        raise Problem("bad_value", "A crew member needs a crew.")
    if role == "crew" and crew_id in agencies(connection, jurisdiction):
        raise Problem("bad_value", "This is an agency outside the city: nobody signs in for it.")
    if len(password) < 8:
        raise Problem("bad_value", "A password needs at least 8 characters.")
    if connection.execute(select(_ACCOUNT.c.id).where(_ACCOUNT.c.login == login)).first():
        raise Problem("bad_value", f"There is already an account '{login}'.")
    id = new_id()
    connection.execute(
        insert(_ACCOUNT).values(
            id=id,
            jurisdiction=jurisdiction,
            login=login,
            name=name,
            role=role,
            crew_id=crew_id if role == "crew" else None,
            password_hash=hash_password(password, cost),
            active=True,
            created_at=now,
        )
    )
    return id


def crew_of(connection: Connection, jurisdiction: str, login: str) -> tuple[str, str | None]:
    """(account, its crew) of a crew member's login. Raises `not_found` for anybody else."""
    row = connection.execute(
        select(_ACCOUNT.c.id, _ACCOUNT.c.crew_id).where(
            _ACCOUNT.c.login == login.strip().lower(),
            _ACCOUNT.c.jurisdiction == jurisdiction,
            _ACCOUNT.c.role == "crew",
        )
    ).first()
    if row is None:
        raise Problem("not_found", f"There is no crew member '{login}' here.")
    return row[0], row[1]


def change_crew(
    connection: Connection,
    jurisdiction: str,
    account_id: str,
    old: str | None,
    new: str | None,
    seen: Mapping[str, int],
    now: datetime,
) -> None:
    """Move the account to another crew, or to none; `seen` says how far the things of the old one had come."""
    connection.execute(update(_ACCOUNT).where(_ACCOUNT.c.id == account_id).values(crew_id=new))
    rows: list[dict[str, Any]] = [
        {"account_id": account_id, "on": on, "jurisdiction": jurisdiction, "ver": ver, "crew_id": old, "left_at": now}
        for on, ver in seen.items()
    ]
    put(connection, _LOST_RIGHT, rows)


def lost_rights(connection: Connection, actor: Actor, ons: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Which of these things the actor could once write through a crew: `wo/ID` -> (version then, crew)."""
    if actor.role != "crew":
        return {}
    rows = _LOST.rows(connection, account_id=actor.account_id, ons=set(ons))
    return {on: (ver, crew_id) for on, ver, crew_id in rows}


def line_of(connection: Connection, root: str) -> list[str]:
    """Every device that acts in the name of this one, itself included."""
    mine = select(_DEVICE.c.id).where((_DEVICE.c.id == root) | (_DEVICE.c.root == root))
    return list(connection.execute(mine).scalars())


def create_crew(connection: Connection, jurisdiction: str, name: str) -> Change:
    """A crew by name, new or as it is, as a change for `commit_changes`."""
    row = (
        connection.execute(select(_CREW).where(_CREW.c.jurisdiction == jurisdiction, _CREW.c.name == name))
        .mappings()
        .first()
    )
    id = row["id"] if row else new_id()
    if row is None:
        facts = {"is_agency": False, "contact": ""}
        connection.execute(insert(_CREW).values(id=id, jurisdiction=jurisdiction, name=name, ver=1, **facts))
    return Change("crew", id, row["ver"] if row else 1, frozenset({"ref"}))


def crew_names(connection: Connection, jurisdiction: str) -> dict[str, str]:
    """Crew id -> name."""
    rows = connection.execute(select(_CREW.c.id, _CREW.c.name).where(_CREW.c.jurisdiction == jurisdiction))
    return {row.id: row.name for row in rows}


@remembered
def known_crew_names(connection: Connection, jurisdiction: str) -> dict[str, str]:
    """`crew_names`, as published."""
    return crew_names(connection, jurisdiction)


def crew_docs(connection: Connection, ids: list[str], actor: Actor) -> dict[str, CrewDoc]:
    """Crews as every device may read them."""
    columns = (_CREW.c.id, _CREW.c.ver, _CREW.c.name, _CREW.c.is_agency, _CREW.c.contact)
    return {row[0]: CrewDoc(*row) for row in connection.execute(select(*columns).where(_CREW.c.id.in_(ids)))}


def new_id() -> str:
    """A random id for something made on the server."""
    return str(uuid.uuid4())


def _device(connection: Connection, id: str) -> dict[str, str | int] | None:
    rows = _BY_ID.mappings(connection, id_=id)
    return rows[0] if rows else None


def _root(device: Mapping[str, object] | None) -> str | None:
    return None if device is None else str(device["root"] or device["id"])


def _forgotten(device: Mapping[str, Any] | None) -> int:
    return 0 if device is None else int(device["forgotten_mid"])


def _is_secret_of(secret: str, stored: object) -> bool:
    return isinstance(stored, str) and secrets.compare_digest(digest(secret), stored)


def _staff(
    connection: Connection,
    credentials: Credentials,
    device: Mapping[str, object] | None,
    now: datetime,
    may_leave: bool,
) -> Actor:
    rows = _SIGNED_IN.mappings(connection, token_hash=digest(credentials.secret))
    row = rows[0] if rows else None
    is_over = row is None or row["expires_at"] < now
    if row is not None and row["wipe"] is not None and (is_over or row["wipe"] == "now" or not may_leave):
        raise _revoked("now" if is_over else row["wipe"])
    if row is None or is_over or not (row["active"] or row["wipe"]):
        raise Problem("sign_in_required", "This sign-in has ended. Sign in again; nothing is lost.")
    if device is not None and device["account_id"] != row["id"]:
        raise Problem("device_fork", "This device id belongs to somebody else.")
    me = _root(device) or credentials.device_id
    sender = credentials.device_id
    forgotten, is_leaving = _forgotten(device), row["wipe"] is not None
    return Actor(
        row["jurisdiction"], me, row["role"], row["id"], row["crew_id"], row["name"], sender, is_leaving, forgotten
    )


def _revoked(wipe: str) -> Problem:
    return Problem("device_revoked", "This device was shut out.", wipe=wipe)
