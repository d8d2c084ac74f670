"""Attachments, what they belong to, and uploads under way."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from backend.db.columns import Moment


class Attachment(SQLModel, table=True):
    """A promised file. `sha256` and `size_bytes` are of the bytes the device will send, never of what is served."""

    __tablename__ = "attachment"
    id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id")
    role: str
    sha256: str = Field(index=True)
    size_bytes: int = Field(sa_type=BigInteger)
    mime: str
    state: str = "expected"
    device_id: str = Field(foreign_key="sync_device.id")
    crew_id: str | None = None
    """Whose closing it belongs to; none of a photo from before that was kept."""
    large_sha256: str | None = None
    small_sha256: str | None = None
    width: int | None = None
    height: int | None = None
    likeness: int | None = Field(default=None, sa_type=BigInteger)
    """What the picture looks like, in 64 bits (likeness.py); none until it is stored."""
    promised_at: datetime = Field(sa_type=Moment)
    stored_at: datetime | None = Field(default=None, sa_type=Moment)


class AttachmentLink(SQLModel, table=True):
    """What an attachment belongs to: whoever may read one of these things may read the photo."""

    __tablename__ = "attachment_link"
    attachment_id: str = Field(primary_key=True, foreign_key="attachment.id")
    kind: str = Field(primary_key=True)
    id: str = Field(primary_key=True, index=True)


class Upload(SQLModel, table=True):
    """A tus upload of one attachment. Its offset is the size of its file, so a crash cannot make it lie."""

    __tablename__ = "upload"
    id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id")
    attachment_id: str = Field(foreign_key="attachment.id", index=True)
    device_id: str = Field(foreign_key="sync_device.id")
    size_bytes: int = Field(sa_type=BigInteger)
    expires_at: datetime = Field(sa_type=Moment)
