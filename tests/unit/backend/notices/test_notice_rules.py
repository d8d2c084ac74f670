"""When messages go, and what they say: hours, waits and the strict renderer."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.notices.rules import quiet_hours, wait_after
from backend.notices.templates import FIELDS, LOCALES, STATES, Template, default, problems, render

FACTS = dict.fromkeys(FIELDS, "something") | {"note": "", "link": "https://x/r/1"}


@pytest.mark.parametrize(
    ("utc", "is_quiet"), [("01:59", False), ("02:00", True), ("05:00", True), ("12:59", True), ("13:00", False)]
)
def test_hours_over_midnight_are_the_citys_own(utc: str, is_quiet: bool) -> None:
    """New York is five hours behind in November."""
    hours = quiet_hours("21:00-08:00", "America/New_York")
    assert hours.hold(datetime.fromisoformat(f"2026-11-21T{utc}:00+00:00")) == is_quiet


def test_hours_within_a_day_and_none_at_all() -> None:
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert quiet_hours("11:00-13:00", "UTC").hold(noon)
    assert not quiet_hours("13:00-14:00", "UTC").hold(noon)
    assert not quiet_hours("", "UTC").hold(noon)


@pytest.mark.parametrize(("text", "zone"), [("21-8h", "UTC"), ("21:00", "UTC"), ("21:00-08:00", "Knoxville/East")])
def test_hours_that_are_none_are_refused(text: str, zone: str) -> None:
    with pytest.raises(ValueError, match="no quiet hours"):
        quiet_hours(text, zone)


def test_waits_double_up_to_six_hours_and_are_never_nothing() -> None:
    assert [wait_after(tries, 1.0) for tries in (1, 2, 3, 30)] == [
        timedelta(minutes=2),
        timedelta(minutes=4),
        timedelta(minutes=8),
        timedelta(hours=6),
    ]
    assert wait_after(5, 0.0) == timedelta(seconds=1)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("state", STATES)
def test_our_own_words_pass_our_own_rules(state: str, locale: str) -> None:
    template = default(state, locale)
    assert problems(template) == {}
    assert "{reference}" in template.subject


@pytest.mark.parametrize(
    ("subject", "body", "said"),
    [
        ("{who}", "x", "no field {who}"),
        ("x", "{note", "stands alone"),
        ("x", "{}", "no field {}"),
        ("x", "{note.__class__}", "stands alone"),
        ("a\nb", "x", "more than one line"),
        ("", "x", "is empty"),
        ("x", "y" * 4001, "longer than"),
    ],
)
def test_words_that_could_not_be_filled_in_are_refused(subject: str, body: str, said: str) -> None:
    [sentences] = problems(Template(subject, body)).values()
    assert any(said in sentence for sentence in sentences)


def test_a_paragraph_about_nothing_goes() -> None:
    message = render(Template("s", "First\n\nThe crew says: {note}\n\n{link}"), FACTS)
    assert message.paragraphs == ["First", "https://x/r/1"]


def test_what_a_fact_says_is_no_template_and_breaks_no_subject() -> None:
    message = render(Template("{note}", "{note}"), FACTS | {"note": "{link}\r\nBcc: eve"})
    assert (message.subject, message.paragraphs) == ("{link} Bcc: eve", ["{link}\r\nBcc: eve"])
