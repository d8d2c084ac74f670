"""Who acts. A resident is unnamed and known by a device; staff have an account and a sign-in on a device."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from backend.db.columns import Moment


class Crew(SQLModel, table=True):
    """People who close work together, or an agency outside the city that does; `contact` is how to reach that one."""

    __tablename__ = "crew"
    id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id", index=True)
    name: str
    is_agency: bool = False
    contact: str = ""
    ver: int = 1


class Account(SQLModel, table=True):
    """A member of the staff. `role` is crew, dispatcher or manager; `login` is unique in the whole installation."""

    __tablename__ = "account"
    id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id", index=True)
    login: str = Field(unique=True)
    name: str
    role: str
    crew_id: str | None = Field(default=None, foreign_key="crew.id")
    password_hash: str
    active: bool = True
    created_at: datetime = Field(sa_type=Moment)


class LostRight(SQLModel, table=True):
    """What an account might write while it was in a crew, and the thing's version when it left that crew.

    What it did before, and sends now, is held for the desk (SYNC-043).
    """

    __tablename__ = "lost_right"
    account_id: str = Field(primary_key=True, foreign_key="account.id")
    on: str = Field(primary_key=True)
    """`wo/ID` or `request/ID`."""
    jurisdiction: str = Field(foreign_key="jurisdiction.id")
    ver: int
    crew_id: str = Field(foreign_key="crew.id")
    left_at: datetime = Field(sa_type=Moment)


class SignIn(SQLModel, table=True):
    """One sign-in; only the SHA-256 of its token is kept."""

    __tablename__ = "sign_in"
    token_hash: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id")
    account_id: str = Field(foreign_key="account.id", index=True)
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    wipe: str | None = None
    """Taken back, for a phone that is lost: `now` it deletes what it holds, or `after_push` of what waits on it."""


class Device(SQLModel, table=True):
    """One browser profile in one role; bound on first use to an account, or to the SHA-256 of its own secret."""

    __tablename__ = "sync_device"
    id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id")
    account_id: str | None = Field(default=None, foreign_key="account.id")
    secret_hash: str | None = None
    root: str | None = None
    """The first device of the line that it carries on, in whose name it acts; None when it is the first."""
    state: str = "active"
    last_mid: int = Field(default=0, sa_type=BigInteger)
    acked_mid: int = Field(default=0, sa_type=BigInteger)
    forgotten_mid: int = Field(default=0, sa_type=BigInteger)
    """The answers of its ops are forgotten up to here (SYNC-017)."""
    skew_ms: int = Field(default=0, sa_type=BigInteger)
    app: str = ""
    last_seen_at: datetime = Field(sa_type=Moment)


class CrewPhone(SQLModel, table=True):
    """How far a crew's phone has stored its crew's bucket, as it said itself, and by which sign-in: when that one ends,
    the phone holds nothing any more. No position.
    """

    __tablename__ = "crew_phone"
    device_id: str = Field(primary_key=True)
    """A phone that only ever read is bound to nothing yet, so this need not be a `sync_device`."""
    jurisdiction: str = Field(foreign_key="jurisdiction.id", index=True)
    crew_id: str = Field(foreign_key="crew.id")
    token_hash: str
    app: str = ""
    epoch: str
    cursor: int = Field(sa_type=BigInteger)
    seen_at: datetime = Field(sa_type=Moment)
