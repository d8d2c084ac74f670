"""Who wants to be told of which request, what they are to be told, and a city's own words for it."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from backend.db.columns import Moment


class Subscription(SQLModel, table=True):
    """One reporter's wish to be told of one request by one channel. Once it has ended, its address is empty."""

    __tablename__ = "subscription"
    request_id: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id")
    reference: str
    device_id: str
    address: str = Field(index=True)
    p256dh: str = ""
    auth: str = ""
    locale: str = "en"
    token: str = Field(unique=True)
    """Part of the address of the page where it can be confirmed and ended; whoever has it may do that."""
    created_at: datetime = Field(sa_type=Moment)
    confirmed_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_why: str = ""
    ends_at: datetime | None = Field(default=None, sa_type=Moment)
    """When it is forgotten: some time after the request was closed; open again while that is null."""
    leased_until: datetime | None = Field(default=None, sa_type=Moment)
    """Until then one process is sending to it."""


class Notice(SQLModel, table=True):
    """One change that a subscription is to be told, once. It holds what the message says: nothing but public facts."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_due_at", "due_at"),)
    request_id: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    line_id: str = Field(primary_key=True)
    """The line of the request's history (SYNC-091), or `confirm`."""
    jurisdiction: str = Field(foreign_key="jurisdiction.id")
    state: str
    reference: str
    service_code: str
    note: str = ""
    is_urgent: bool = False
    position: int = 0
    """Order among those of one moment."""
    created_at: datetime = Field(sa_type=Moment)
    due_at: datetime | None = Field(default=None, sa_type=Moment)
    """When to send it or try again; null once it is settled, and while its subscription waits to be confirmed."""
    tries: int = 0
    sent_at: datetime | None = Field(default=None, sa_type=Moment)
    failed_at: datetime | None = Field(default=None, sa_type=Moment)
    failure: str = ""


class NoticeTemplate(SQLModel, table=True):
    """A city's own words for a state of a service's requests; `*` is every service."""

    __tablename__ = "notice_template"
    jurisdiction: str = Field(primary_key=True, foreign_key="jurisdiction.id")
    service_code: str = Field(primary_key=True)
    state: str = Field(primary_key=True)
    locale: str = Field(primary_key=True)
    subject: str
    body: str
