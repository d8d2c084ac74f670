"""Reading the days on which nobody works, as cities give them away."""

from datetime import date
from pathlib import Path

import pytest

from backend import seeding
from backend.errors import Problem
from backend.places.holidays import read_holidays


def calendar(*events: str) -> str:
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n"


def test_a_text_has_a_day_at_the_beginning_of_each_line() -> None:
    text = "\ufeff# of the city\n2026-12-25 Christmas\n\n2026-11-26, Thanksgiving\n2026-11-26\n"
    assert read_holidays(text) == [date(2026, 11, 26), date(2026, 12, 25)]


def test_a_calendar_has_days_and_events_of_several() -> None:
    text = calendar(
        "SUMMARY:Thanksgiving\r\nDTSTART;VALUE=DATE:20261126\r\nDTEND;VALUE=DATE:20261128",
        "DTSTART;TZID=America/New_York:20261225T000000\r\nSUMMARY:A long\r\n  name",
    )
    assert read_holidays(text) == [date(2026, 11, 26), date(2026, 11, 27), date(2026, 12, 25)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Thanksgiving 2026-11-26", "begins with no day"),
        ("26.11.2026", "begins with no day"),
        (calendar("SUMMARY:Christmas\r\nDTSTART:20261225\r\nRRULE:FREQ=YEARLY"), "'Christmas' repeats itself"),
        (calendar("SUMMARY:Fog\r\nDTSTART:today"), "'Fog' has no day"),
        (calendar("SUMMARY:Fog"), "'Fog' has no day"),
        (calendar("SUMMARY:Age\r\nDTSTART:20200101\r\nDTEND:20300101"), "longer than a month"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        read_holidays(text)


def test_the_demo_citys_holidays_are_working_days_of_nobody() -> None:
    days = read_holidays((Path(seeding.FOLDER) / "holidays.txt").read_text())
    assert len(days) == 33
    assert [day for day in days if day.weekday() > 4] == []
