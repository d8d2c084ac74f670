"""`curbline holidays` and `curbline services`: by when a report is expected to be done, on the page and on phones."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backend.cli import main
from tests.factories.city import SOUTH, City, running_city, sent


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    """The real server over the demo city; its clock begins on Saturday, 21 November 2026."""
    with running_city(tmp_path) as running:
        yield running


def curbline(city: City, *arguments: str) -> Result:
    env = {"CURBLINE_DATA_DIR": str(city.folder), "CURBLINE_DATABASE_URL": city.settings.database_url}
    return CliRunner().invoke(main, arguments, env=env)


def told(city: City, reference: str) -> str:
    text = city.http.get(f"/r/{reference}").text
    return text.partition("means to have it done by ")[2].partition(",")[0]


def test_a_holiday_moves_what_is_expected_and_phones_hear_of_it(either: City) -> None:
    phone = either.resident()
    reference = sent(phone, SOUTH)[1]
    assert (
        curbline(either, "services", "set", "pothole", "--expected-days", "4").stdout == "'pothole': 4 working days.\n"
    )
    assert told(either, reference) == "Friday"  # Thanksgiving on the way
    assert curbline(either, "holidays", "add", "2026-11-27", "2026-11-24").exit_code == 0
    assert told(either, reference) == "Tuesday"
    phone.sync()
    known = phone.doc("jurisdiction", either.settings.jurisdiction)["holidays"]
    assert {"2026-11-24", "2026-11-26", "2026-11-27"} <= set(known)
    assert known == sorted(known)
    assert phone.doc("service", "pothole")["expected_days"] == 4
    assert curbline(either, "holidays", "remove", "2026-11-24", "2026-11-27").exit_code == 0
    assert told(either, reference) == "Friday"


def test_a_file_of_days_is_added_to_those_that_are_there(city: City) -> None:
    before = curbline(city, "holidays", "list").stdout
    (city.folder / "days.txt").write_text("2026-11-27 The day after\n")
    assert curbline(city, "holidays", "import", str(city.folder / "days.txt")).exit_code == 0
    after = curbline(city, "holidays", "list").stdout
    assert set(after.splitlines()) - set(before.splitlines()) == {"2026-11-27  Friday"}
    again = curbline(city, "holidays", "import", str(city.folder / "days.txt"))
    assert again.stdout == "That was so already.\n"


def test_a_city_may_say_nothing_of_a_service(city: City) -> None:
    assert curbline(city, "services", "set", "pothole").stdout == "'pothole': nothing is said.\n"
    assert "pothole  says nothing  Pothole" in curbline(city, "services", "list").stdout
    assert told(city, sent(city.resident(), SOUTH)[1]) == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("services", "set", "mayor", "--expected-days", "3"), "There is no service 'mayor' here."),
        (("holidays", "add", "2026-11-27", "--jurisdiction", "atlantis"), "There is no jurisdiction 'atlantis'"),
        (("holidays", "add", "27.11.2026"), "does not match the format"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(city: City, arguments: tuple[str, ...], sentence: str) -> None:
    refused = curbline(city, *arguments)
    assert (refused.exit_code, sentence in refused.stderr) == (2, True)
