"""A crew's phone that is watched, with jobs whose photos have arrived."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Playwright, expect

from tests.bench.resident_phone import WatchedPhone
from tests.e2e.devices import CrewPhone
from tests.factories.city import SOUTH
from tests.factories.phone import Phone
from tests.factories.photos import phone_jpeg, street
from tests.factories.reported import reported_with_photo


class WatchedCrew(CrewPhone, WatchedPhone):
    """What a crew does, with every tap and write noted."""


@contextmanager
def south(playwright: Playwright, profile: Path, url: str, jobs: list[str]) -> Iterator[WatchedCrew]:
    """The south crew's phone, ready for a day without signal with a job at each of these places."""
    with httpx.Client(base_url=url, timeout=60) as http:
        reporter = Phone(http)
        for nth, place in enumerate(jobs):
            photo = phone_jpeg(street(640 + nth, 480))
            reported_with_photo(reporter, (SOUTH[0] - nth / 1000, SOUTH[1]), photo, place=place)
    phone = WatchedCrew(playwright, profile, url)
    phone.open()
    try:
        phone.in_devtools("Browser.grantPermissions", permissions=["durableStorage", "geolocation"])
        phone.sign_in("south")
        expect(phone.page.get_by_role("heading", name="Today")).to_be_visible()
        phone.wait_until_it_works_offline()
        phone.visit("/crew/prepare")
        expect(phone.page.locator(".verdict")).to_contain_text("Ready.", timeout=180_000)
        yield phone
    finally:
        phone.close()


def open_job(phone: CrewPhone, place: str) -> None:
    """From Today to the job at this place."""
    phone.visit("/crew")
    phone.job(place).click()
    expect(phone.page.get_by_role("heading", name="What the reporter said")).to_be_visible()
