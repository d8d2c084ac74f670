"""What anybody reads of a request, in both languages, and that no clock of a phone turns its story round."""

from datetime import UTC, date, datetime, timedelta
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from backend.requests.languages import chosen
from backend.requests.page_words import PAGE_WORDS, say_date, say_day
from backend.requests.public_view import Facts, Step, public_view, when
from sync.decide.state import RequestState
from sync.protocol import lifecycle, reference
from sync.protocol.messages import Place

AT = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)
"""Still the 21st in Knoxville."""


def request(status: str = "new", **also: Any) -> RequestState:
    return RequestState(
        id="r1",
        reference=reference.make(),
        service_code="pothole",
        description="By my house",
        place=Place(lat=35.9, lon=-83.9, text="My house"),
        district_id="d3",
        route_reason="",
        reporter_device="device",
        requested_at=AT,
        recorded_at=AT,
        updated_at=AT,
        status=status,
        **also,
    )


def facts(locale: str = "en", now: datetime = AT, **also: Any) -> Facts:
    return Facts(locale, now.astimezone(ZoneInfo("America/New_York")), "Pothole", "District 3", **also)


def strings(words: Any) -> list[str]:
    if isinstance(words, str):
        return [words]
    return [one for part in (words.values() if isinstance(words, dict) else words) for one in strings(part)]


def shape(words: Any) -> Any:
    if isinstance(words, dict):
        return {name: shape(part) for name, part in words.items()}
    return sorted({field for one in strings(words) for _, field, _, _ in Formatter().parse(one) if field})


def test_both_languages_say_the_same_things() -> None:
    assert shape(PAGE_WORDS["en"]) == shape(PAGE_WORDS["es"])
    assert [one for locale in PAGE_WORDS for one in strings(PAGE_WORDS[locale]) if len(one.split()) > 20] == []


@pytest.mark.parametrize("locale", PAGE_WORDS)
@pytest.mark.parametrize("status", lifecycle.statuses("request"))
def test_every_status_has_words_in_every_language(status: str, locale: str) -> None:
    kind = "reported" if status == "new" else status
    view = public_view(request(status), facts(locale, steps=[Step(kind, "South crew", AT)]))
    assert view.headline == PAGE_WORDS[locale]["status"][status]
    assert "{" not in view.story[0].sentence


def test_a_step_of_no_crew_names_none() -> None:
    told = public_view(request("in_work"), facts(steps=[Step("in_work", "", AT)])).story
    assert [line.sentence for line in told] == ["Work began."]


@pytest.mark.parametrize(
    ("asked", "accepts", "locale"),
    [
        ("", "", "en"),
        ("", "es-MX,es;q=0.9,en;q=0.8", "es"),
        ("", "de, es;q=0.3, en;q=0.7", "en"),
        ("", "fr;q=1, es;q=0", "en"),
        ("", "es;q=nonsense", "en"),
        ("", ",;=;,q=", "en"),
        ("en", "es", "en"),
        ("es", "en", "es"),
        ("xx", "es", "es"),
    ],
)
def test_the_language_is_the_asked_one_or_the_readers(asked: str, accepts: str, locale: str) -> None:
    assert chosen(asked, accepts) == locale


def test_dates_are_said_as_people_write_them() -> None:
    day = date(2026, 5, 2)
    assert (say_date(day, "en"), say_date(day, "es")) == ("May 2, 2026", "2 de mayo de 2026")
    assert (say_day(day, "en"), say_day(day, "es")) == ("Saturday, May 2, 2026", "sábado 2 de mayo de 2026")


def test_days_are_those_of_the_city() -> None:
    assert public_view(request(), facts()).reported.date == "2026-11-21"


def test_the_story_names_the_crew_and_begins_with_the_newest() -> None:
    steps = [Step("reported", "", AT), Step("resolved", "South crew", AT + timedelta(days=1))]
    told = public_view(request("resolved"), facts("es", steps=steps)).story
    assert [line.sentence for line in told] == ["South crew lo arregló.", "La ciudad recibió el reporte."]
    assert [line.day for line in told] == ["22 de noviembre de 2026", "21 de noviembre de 2026"]


def test_nothing_of_the_reporter_is_in_the_view() -> None:
    view = repr(public_view(request(), facts()))
    assert [word for word in ("house", "35.9", "-83.9", "device'", "r1") if word in view] == []


@pytest.mark.parametrize(("followers", "sentence"), [(0, ""), (1, "One more person reported it."), (3, "3 more")])
def test_how_many_reported_it_too_is_counted(followers: int, sentence: str) -> None:
    assert public_view(request(followers=followers), facts()).others.startswith(sentence)
    assert bool(public_view(request(followers=followers), facts()).others) == bool(sentence)


@pytest.mark.parametrize(
    ("locale", "days_later", "sentence"),
    [
        ("en", 4, "The city means to have it done by Wednesday, November 25, 2026."),
        ("es", 4, "La ciudad piensa terminarlo a más tardar el miércoles 25 de noviembre de 2026."),
        ("en", 5, "The city meant to have it done by Wednesday, November 25, 2026. It is late."),
    ],
)
def test_an_open_request_says_by_when_it_means_to_be_done(locale: str, days_later: int, sentence: str) -> None:
    now = AT + timedelta(days=days_later)
    known = facts(locale, now, expected_days=3)
    assert public_view(request("in_work"), known).expected == sentence
    assert public_view(request("resolved"), known).expected == ""
    closed = facts(locale, now, expected_days=2, holidays=[date(2026, 11, 24)])
    assert public_view(request("in_work"), closed).expected == sentence
    assert public_view(request(), facts(locale, now)).expected == ""


def test_an_agency_is_named_only_while_the_request_is_open() -> None:
    has_it = facts(agency="City Power")
    assert [bool(public_view(request(status), has_it).agency) for status in ("in_work", "closed")] == [True, False]


def test_a_crews_moment_stays_between_the_step_before_and_its_arrival() -> None:
    hour = timedelta(hours=1)
    assert when(AT + hour, AT + 2 * hour, AT, is_reporters=False) == AT + hour
    assert when(AT - hour, AT + 2 * hour, AT, is_reporters=False) == AT
    assert when(AT + 9 * hour, AT + 2 * hour, AT, is_reporters=False) == AT + 2 * hour


def test_what_a_reporter_did_has_the_servers_moment() -> None:
    hour = timedelta(hours=1)
    assert when(AT, AT + hour, AT - hour, is_reporters=True) == AT + hour
