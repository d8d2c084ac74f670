"""The public face of a service request: what anybody with its reference may read. No place, no words or photos of the
reporter, no device: only how far it has come. No I/O."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from backend.requests.atom import address
from backend.requests.page_words import PAGE_WORDS, say_date, say_day
from sync.decide.state import RequestState
from sync.protocol import lifecycle, reference
from sync.protocol.expected import expected_on

_AT = {"new": 0, "triaged": 0, "reopened": 0, "planned": 1, "in_work": 2, "resolved": 3, "closed": 3}


class Step(Struct, frozen=True):
    """A change of status. `crew` is empty where no crew made it."""

    kind: str
    crew: str
    at: datetime


class Facts(Struct, frozen=True):
    """What is public of a request beside its own row, in the reader's language where there is a choice."""

    locale: str
    now: datetime
    """In the city's own time: pages count in its days."""
    service: str
    district: str
    steps: Sequence[Step] = ()
    agency: str = ""
    """Who has it where that is an agency outside the city, and how to reach it; else empty."""
    expected_days: int | None = None
    """Working days in which the city means to have such a thing done."""
    holidays: Collection[date] = ()
    same_as: str = ""
    """The reference of the request that a duplicate follows."""


class Stop(Struct, frozen=True):
    """One stop of the curb line. `state` is passed, here, reached (fixed) or ahead, as in the app."""

    name: str
    state: str


class Told(Struct, frozen=True):
    """A day of the city, as HTML and as people write it, and what is said of it."""

    date: str
    day: str
    sentence: str


class PublicView(Struct, frozen=True):
    """What the page shows."""

    reference: str
    spoken: str
    is_open: bool
    headline: str
    summary: str
    service: str
    where: str
    """The service and the district."""
    expected: str
    agency: str
    note: str
    others: str
    same_as: str
    feed: str
    """Where to hear of reports like it."""
    stops: list[Stop]
    story: list[Told]
    reported: Told
    changed: Told


def public_view(request: RequestState, facts: Facts) -> PublicView:
    """The request without anything personal. The note is the crew's sentence to the public."""
    say = PAGE_WORDS[facts.locale]
    is_open = lifecycle.is_open("request", request.status)
    story = _story(facts, say)
    changed_at = facts.steps[-1].at if facts.steps else request.recorded_at
    headline = say["status"][request.status]
    changed = _told(facts, changed_at, headline)
    return PublicView(
        reference=request.reference,
        spoken=reference.show(request.reference),
        is_open=is_open,
        headline=headline,
        summary=f"{_where(facts)} · {headline} · {changed.day}",
        service=facts.service,
        where=_where(facts),
        expected=_expected(request, facts, say) if is_open else "",
        agency=say["agency"].format(agency=facts.agency) if facts.agency and is_open else "",
        note=request.status_note,
        others=_others(request.followers, say),
        same_as=facts.same_as,
        feed=address(service=request.service_code, district=request.district_id or "", lang=facts.locale),
        stops=_stops(request.status, say),
        story=story,
        reported=_told(facts, request.recorded_at, ""),
        changed=changed,
    )


def _where(facts: Facts) -> str:
    return " · ".join(part for part in (facts.service, facts.district) if part)


def _told(facts: Facts, at: datetime, sentence: str) -> Told:
    day = at.astimezone(facts.now.tzinfo).date()
    return Told(day.isoformat(), say_date(day, facts.locale), sentence)


def _story(facts: Facts, say: dict[str, Any]) -> list[Told]:
    """The newest first, as in the app."""
    lines = [_told(facts, step.at, _said(step, say)) for step in facts.steps]
    return lines[::-1]


def _said(step: Step, say: dict[str, Any]) -> str:
    by_crew = say["by_crew"].get(step.kind) if step.crew else None
    return str(by_crew.format(crew=step.crew) if by_crew else say["steps"][step.kind])


def _expected(request: RequestState, facts: Facts, say: dict[str, Any]) -> str:
    """By when the city means to have it done, and honestly so when that day is over."""
    if facts.expected_days is None:
        return ""
    day = expected_on(request.requested_at, facts.expected_days, facts.holidays)
    return str(say["late" if facts.now.date() > day else "expected"].format(day=say_day(day, facts.locale)))


def _others(followers: int, say: dict[str, Any]) -> str:
    one, many = say["told"]
    return "" if followers == 0 else one if followers == 1 else many.format(n=followers)


def _stops(status: str, say: dict[str, Any]) -> list[Stop]:
    """Four stops. What ended without work (duplicate, withdrawn) stays at the first; a closed one says so."""
    at = _AT.get(status, 0)
    names = (*say["stops"][:3], say["closed"]) if status == "closed" else say["stops"]
    here = "reached" if status == "resolved" else "here"
    return [Stop(name, "passed" if i < at else here if i == at else "ahead") for i, name in enumerate(names)]


def when(occurred_at: datetime, recorded_at: datetime, before: datetime | None, is_reporters: bool) -> datetime:
    """A crew's own moment, within what the server knows: no clock of a phone turns a story round. What reporters did
    has the server's moment alone: theirs would tell when they stood there.
    """
    if is_reporters or before is None:
        return recorded_at
    return min(recorded_at, max(before, occurred_at))
