"""The city's ready notes."""

from sqlmodel import Field, SQLModel


class NoteTemplate(SQLModel, table=True):
    """A note that crews and the desk may begin with. `position` counts from 0, without gaps."""

    __tablename__ = "note_template"
    jurisdiction: str = Field(primary_key=True, foreign_key="jurisdiction.id")
    id: str = Field(primary_key=True)
    title: str
    text: str
    outcome: str | None = None
    """The outcome of a closing that it is for; None for any."""
    position: int
