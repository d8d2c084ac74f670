"""Nothing on any screen that axe calls a barrier, by day and by night, and everything within reach of the Tab key."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Page, expect

from backend.app import photos_changed
from backend.attachments.store import Store
from backend.clock import now
from backend.db.session import opened
from backend.demo.work import seed_work
from backend.seeding import FOLDER
from backend.settings import Settings
from tests.e2e.barriers import Barriers
from tests.e2e.devices import CrewPhone, Desk, Device, ResidentPhone
from tests.factories.server import Server, serving

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

PHOTOS = FOLDER / "photos"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all of these: the demo city with its ten days of work."""
    running = Server(tmp_path_factory.mktemp("city"))

    def seed() -> None:
        with opened(Settings(data_dir=running.data_dir).database) as database:
            seed_work(database, Store(running.data_dir), FOLDER, now(), photos_changed)

    # The browsers' own event loop may run in this thread.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(seed).result()
    with serving(running):
        yield running


def heading(device: Device, words: str) -> None:
    """Wait for a screen by its title."""
    expect(device.page.get_by_role("heading", name=words).first).to_be_visible()


def test_a_report_meets_no_barrier_from_home_to_public_page(resident: ResidentPhone, barriers: Barriers) -> None:
    page = resident.page
    resident.go_home()
    barriers.look(page, "home")
    resident.shoot("Report a problem", PHOTOS / "pothole.jpg")
    expect(page.get_by_text("within about")).to_be_visible()
    barriers.look(page, "place")
    page.get_by_role("button", name="Use this place").click()
    expect(page.get_by_role("button", name="Pothole")).to_be_visible()
    barriers.look(page, "what")
    page.get_by_role("button", name="Pothole").click()
    page.get_by_label("Note").fill("Somebody is injured")
    expect(page.get_by_role("link", name="Call 911")).to_be_in_viewport()
    barriers.look(page, "check, with danger")
    page.goto(f"{resident.url}/")
    expect(page.get_by_text("Not sent yet")).to_be_visible()
    barriers.look(page, "home, with a draft")
    page.get_by_role("link", name="Continue").click()
    heading(resident, "Check and send")
    resident.pull_network()
    page.get_by_role("button", name="Send").click()
    heading(resident, "Saved on this phone")
    expect(page.get_by_text("No connection").or_(page.get_by_text("isn't answering"))).to_be_visible()
    barriers.look(page, "sent, without signal")
    page.get_by_role("link", name="not sent yet").click()
    heading(resident, "Outbox")
    barriers.look(page, "outbox")
    resident.restore_network()
    resident.visit("/reports")
    expect(page.get_by_text("Assigned to South crew")).to_be_visible()
    barriers.look(page, "my reports")
    resident.report_card.click()
    heading(resident, "Pothole")
    barriers.look(page, "detail")
    page.get_by_role("link", name="Public page").click()
    expect(page.get_by_text("Last change")).to_be_visible()
    barriers.look(page, "public page")
    resident.visit("/r")
    barriers.look(page, "public search")


def test_a_crew_meets_no_barrier_from_sign_in_to_closing(crew: CrewPhone, barriers: Barriers) -> None:
    page = crew.page
    crew.visit("/staff")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    barriers.look(page, "staff sign-in, with mistakes")
    crew.sign_in("south")
    expect(crew.job("bakery")).to_be_visible()
    barriers.look(page, "crew today")
    crew.job("bakery").click()
    heading(crew, "What the reporter said")
    barriers.look(page, "crew job")
    crew.shoot("Done", PHOTOS / "pothole-patched.jpg")
    heading(crew, "Close this job")
    page.get_by_label("Fixed", exact=True).check()
    barriers.look(page, "crew close")


def test_a_dispatcher_meets_no_barrier_at_the_desk(desk: Desk, barriers: Barriers) -> None:
    page = desk.page
    desk.sign_in("dispatch")
    expect(desk.row().first).to_be_visible()
    barriers.look(page, "desk")
    desk.row().first.click()
    expect(page.locator("#detail-title")).to_be_visible()
    barriers.look(page, "desk, with detail")
    page.keyboard.press("a")
    expect(page.get_by_role("radiogroup")).to_be_visible()
    barriers.look(page, "desk, assigning")


def tabs(page: Page, most: int) -> Iterator[str]:
    """The names of what the Tab key reaches, as the focus stands on each."""
    for _ in range(most):
        page.keyboard.press("Tab")
        yield page.evaluate(
            "(() => { const at = document.activeElement;"
            " return at.getAttribute('aria-label') || at.labels?.[0]?.innerText || at.innerText || at.id || ''; })()"
        )


def is_covered(page: Page) -> bool:
    """Whether something else lies over the middle of what has the focus."""
    return bool(
        page.evaluate(
            "(() => { const at = document.activeElement; const label = at.labels?.[0];"
            " const seen = at.classList.contains('visually-hidden') && label ? label : at;"
            " const box = seen.getBoundingClientRect();"
            " const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);"
            " return !(top && (seen.contains(top) || top.contains(seen))); })()"
        )
    )


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus stands on something of this name, in full sight, once the screen has such a thing."""
    expect(page.get_by_text(name).or_(page.get_by_label(name)).first).to_be_attached()
    for reached in tabs(page, 40):
        assert not is_covered(page), f"{reached} lies under something else"
        if name in reached:
            return
    raise AssertionError(f"the Tab key does not reach {name}")


def test_a_report_without_a_photo_is_made_by_keyboard_alone(resident: ResidentPhone) -> None:
    page = resident.page
    resident.go_home()
    for name, then in (
        ("Report without", "Where is it?"),
        ("Use this place", "What is the problem?"),
        ("Recycling missed", "Check and send"),  # which no other test here reports
        ("Send", "The city has your report"),
    ):
        tab_to(page, name)
        page.keyboard.press("Enter")
        heading(resident, then)


@pytest.mark.usefixtures("server")
def test_a_job_is_closed_by_keyboard_alone(crew: CrewPhone) -> None:
    page = crew.page
    crew.sign_in("north")
    tab_to(page, crew.page.locator(".job-what").first.inner_text())
    page.keyboard.press("Enter")
    heading(crew, "What happened")
    expect(page.get_by_role("heading", level=1)).to_be_focused()  # the screen has taken the focus, and keeps it
    tab_to(page, "Close without a photo")
    page.keyboard.press("Enter")
    heading(crew, "Close this job")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    tab_to(page, "Fixed")
    page.keyboard.press("Space")
    tab_to(page, "Close job")
    page.keyboard.press("Enter")
    heading(crew, "Closed today")


def test_screens_at_four_times_the_size_of_a_desktop_still_fit_their_width(resident: ResidentPhone) -> None:
    # 320 px are a screen of 1280 px at 400 % (WCAG 1.4.10).
    resident.page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/", "/reports", "/outbox", "/staff", "/r"):
        resident.visit(path)
        expect(resident.page.get_by_role("heading", level=1)).to_be_visible()
        assert resident.page.evaluate("document.documentElement.scrollWidth") <= 320, path
