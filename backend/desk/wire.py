"""What the desk's screens are told of crews and of ready notes."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

Outcome = Literal["fixed", "made_safe", "not_found", "not_ours", "needs_parts", "duplicate"]


class PhoneSeen(Struct, frozen=True):
    """A phone on which somebody of the crew is signed in, and when it was last heard of."""

    seen_at: datetime
    app: str


class LastAct(Struct, frozen=True):
    """Where the crew last started or closed a job: the place of the job, never of the phone."""

    lat: float
    lon: float
    what: Literal["started", "closed"]
    when: datetime


class CrewSeen(Struct, frozen=True):
    """`on_phone` are the open jobs that one of its phones holds as they are now, `held_by` says how many; the others
    are `not_yet`.
    """

    crew_id: str
    name: str
    phones: list[PhoneSeen]
    last_seen_at: datetime | None
    at: LastAct | None
    open_jobs: int
    on_phone: list[str]
    not_yet: list[str]
    held_by: dict[str, int]


class CrewsReply(Struct, frozen=True):
    """The city's own crews, by name."""

    as_of: datetime
    crews: list[CrewSeen]


class NoteWords(Struct, frozen=True):
    """A ready note as a manager keeps it. Without `position` it stays where it is, and a new one is the last."""

    title: Annotated[str, Meta(max_length=200)]
    text: Annotated[str, Meta(max_length=5000)]
    outcome: Outcome | None = None
    position: Annotated[int, Meta(ge=0, le=1000)] | None = None


class Note(Struct, frozen=True):
    """A ready note. `outcome` is the one of a closing that it is for; None for any."""

    id: str
    title: str
    text: str
    outcome: str | None = None


class NotesReply(Struct, frozen=True):
    """The notes in the city's order."""

    notes: list[Note]
