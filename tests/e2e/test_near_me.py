"""What is near somebody: a list on a tap, kept for when there is no signal, and a map that says the same.

And the public page of one of them: without a script, on paper, in both languages.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.e2e.barriers import Barriers
from tests.e2e.devices import _CHROMIUM, _QUIET, ResidentPhone
from tests.factories.city import SOUTH
from tests.factories.phone import Phone
from tests.factories.server import Server, serving

pytestmark = pytest.mark.e2e

CLOSE_BY = (SOUTH[0] + 0.0018, SOUTH[1])
FAR = (SOUTH[0] + 0.0108, SOUTH[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One city for all of these, with three reports of a neighbour."""
    with serving(Server(tmp_path_factory.mktemp("city"), exchanges_per_s=0)) as running:
        with httpx.Client(base_url=running.url, trust_env=False) as http:
            ann = Phone(http)
            ann.report(SOUTH)
            ann.report(CLOSE_BY, "garbage")
            ann.report(FAR, "leaf-pickup")
            ann.sync()
        yield running


def reference(server: Server, service: str = "garbage") -> str:
    (found,) = server.rows("SELECT reference FROM service_request WHERE service_code = ?", service)[0]
    return str(found)


def looks_around(resident: ResidentPhone) -> Page:
    """From the start page to the list."""
    page = resident.page
    resident.go_home()
    page.get_by_role("navigation").get_by_role("link", name="Near me").click()
    page.get_by_role("button", name="Look around me").click()
    expect(page.get_by_role("heading", name="3 reports near you.")).to_be_visible()
    return page


def test_a_tap_lists_what_is_near_the_nearest_first_and_leads_on(resident: ResidentPhone, server: Server) -> None:
    asked: list[str] = []
    resident.page.on("request", lambda request: asked.append(request.url))
    page = looks_around(resident)
    rows = page.locator(".near-row")
    expect(rows.nth(0)).to_contain_text("Right here. Reported today.")
    expect(rows.nth(1)).to_contain_text("About 200 m away")
    expect(rows.nth(2)).to_contain_text("About 1 km away")
    (question,) = [url for url in asked if "/requests/open" in url]
    assert question.endswith("lat=35.9606&lon=-83.9207")
    expect(page.get_by_role("link", name="I see this too")).to_have_count(2)

    page.get_by_label("Kind of problem").select_option("Garbage missed or dumped")
    expect(rows).to_have_count(1)
    same = rows.get_by_role("link", name="I see this too")
    address = f"/report?same={reference(server)}&service=garbage&lat=35.9624&lon=-83.9207"
    expect(same).to_have_attribute("href", address)
    same.click()
    expect(page.get_by_role("heading", name="Do you see this too?")).to_be_visible()
    page.go_back()
    page.get_by_label("Kind of problem").select_option("Garbage missed or dumped")
    rows.get_by_role("link", name="Look:").click()
    expect(page).to_have_url(f"{server.url}/r/{reference(server)}?lang=en")
    page.go_back()
    expect(page.get_by_text(re.compile("^As of "))).to_be_visible()
    expect(rows).to_have_count(3)


def test_the_last_answer_stays_a_week_without_signal_and_says_its_age(resident: ResidentPhone) -> None:
    page = looks_around(resident)
    resident.pull_network()
    page.reload()
    expect(page.locator(".near-row")).to_have_count(3)
    expect(page.get_by_text(re.compile("^As of "))).to_be_visible()
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_role("status").filter(has_text="This is what we knew then.")).to_be_visible()
    expect(page.locator(".near-row")).to_have_count(3)
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=8))
    page.reload()
    expect(page.get_by_role("button", name="Look around me")).to_be_visible()
    expect(page.locator(".near-row")).to_have_count(0)


def test_who_is_nowhere_or_where_nothing_is_reads_what_to_do_next(resident: ResidentPhone) -> None:
    page = resident.page
    resident.go_home()
    page.context.clear_permissions()
    resident.visit("/near")
    page.get_by_role("button", name="Look around me").click()
    expect(page.get_by_text("This app may not see where you are.")).to_be_visible()
    page.context.grant_permissions(["geolocation"])
    resident.stand_at(36.05, -83.99)
    page.get_by_role("button", name="Look around me").click()
    expect(page.get_by_role("heading", name="Nothing is reported near you.")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Report a problem")).to_be_visible()


def test_the_map_comes_when_it_is_asked_for_and_a_pin_marks_its_row(
    resident: ResidentPhone, barriers: Barriers
) -> None:
    asked: list[str] = []
    resident.page.on("request", lambda request: asked.append(request.url))
    page = looks_around(resident)
    barriers.look(page, "near me")
    page.get_by_label("Kind of problem").select_option("Pothole")
    assert not [url for url in asked if "/assets/map/" in url]
    page.get_by_role("button", name="Show on a map").click()
    canvas = page.locator(".map-canvas")
    expect(canvas).to_have_attribute("aria-busy", "false")
    canvas.scroll_into_view_if_needed()
    barriers.look(page, "near me, with the map")
    # The only pin is where the resident stands.
    here = canvas.locator(".map-you").bounding_box()
    assert here is not None
    page.mouse.click(here["x"] + here["width"] / 2, here["y"] + here["height"] / 2)
    expect(page.locator(".near-row")).to_have_attribute("aria-current", "true")


@pytest.fixture
def reader(playwright: Playwright, server: Server) -> Iterator[Page]:
    """Somebody who was sent a link, with a small phone in Spanish that runs no script."""
    browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_QUIET)
    yield browser.new_page(
        base_url=server.url, java_script_enabled=False, locale="es-MX", viewport={"width": 320, "height": 640}
    )
    browser.close()


def test_the_public_page_needs_no_script_speaks_the_readers_language_and_prints(reader: Page, server: Server) -> None:
    page = f"/r/{reference(server)}"
    reader.goto(page)
    expect(reader.get_by_role("heading", name="Asignado a un equipo")).to_be_visible()
    expect(reader.get_by_role("link", name="Yo también lo veo")).to_be_visible()
    reader.get_by_role("link", name="English").click()
    expect(reader.get_by_role("heading", name="Assigned to a crew")).to_be_visible()
    expect(reader.locator("html")).to_have_attribute("lang", "en")
    assert reader.evaluate("document.documentElement.scrollWidth") <= 320

    reader.emulate_media(media="print", color_scheme="dark")
    expect(reader.get_by_text(f"This page: {server.url}{page}")).to_be_visible()
    expect(reader.get_by_role("link", name="I see this too")).to_be_hidden()
    expect(reader.get_by_role("link", name="Español")).to_be_hidden()
    expect(reader.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(reader.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    expect(reader.locator("dd.reference")).to_have_css("font-size", "32px")


def test_public_pages_have_no_barrier(resident: ResidentPhone, server: Server, barriers: Barriers) -> None:
    for path in (f"/r/{reference(server)}", "/r", "/feeds"):
        resident.visit(path)
        barriers.look(resident.page, path)
