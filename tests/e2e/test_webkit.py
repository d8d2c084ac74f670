"""A dozen looks at the app in WebKit, the engine of every browser on an iPhone: it has no Background Sync, keeps photos
in another way, and serves from its worker when the server is gone."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.e2e import webkit
from tests.e2e.barriers import AXE
from tests.e2e.waiting import until
from tests.e2e.webkit import WebKit
from tests.factories.city import SOUTH
from tests.factories.phone import Phone
from tests.factories.photos import phone_jpeg, street
from tests.factories.server import Server

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(None in (webkit.DRIVER, webkit.BROWSER), reason="WebKitGTK's driver is not installed"),
    pytest.mark.skipif(webkit.SCREEN is None, reason="Xvfb is not installed"),
]

DONE = "//input[@type='file'][following-sibling::label[normalize-space()='Done']]"
"""The camera of the job; what else a crew finds has one of its own."""

STAND_DOWNTOWN = """
const here = { coords: { latitude: 35.9606, longitude: -83.9207, accuracy: 12 }, timestamp: Date.now() };
navigator.geolocation.getCurrentPosition = (found) => found(here);
navigator.geolocation.watchPosition = (found) => (found(here), 1);
"""
"""WebKit here never tells where it is."""


IS_DARK = "return matchMedia('(prefers-color-scheme: dark)').matches"
DATABASES = "return (await indexedDB.databases()).map(({ name }) => name).sort()"


@pytest.fixture(scope="module")
def window() -> Iterator[WebKit]:
    """One for all tests: each has a server of its own, and so an origin without a past."""
    with webkit.window() as opened:
        yield opened


@pytest.fixture
def home(server: Server, window: WebKit) -> WebKit:
    """The app's first screen, with all that it needs offline."""
    window.go(server.url)
    window.see("What needs fixing?")
    window.run("await navigator.serviceWorker.ready")
    window.wait_for("navigator.serviceWorker.controller !== null")
    return window


def report(window: WebKit, photo: Path) -> None:
    """From the home screen to the receipt, with the place typed where the phone does not know it."""
    window.type("//input[@type='file']", str(photo))
    window.see("Where is it?")
    if "within about" not in window.text():
        window.button("Type the place instead")
        window.type("//input[@id='place']", "12 Elm Street")
    window.button("Use this place")
    window.button("Pothole")
    window.wait_for("document.querySelector('.check-photo img') !== null")
    window.wait_for("document.querySelector('button[type=submit]').getAttribute('aria-disabled') !== 'true'")
    window.button("Send")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture from a phone."""
    path = tmp_path / "pothole.jpg"
    path.write_bytes(phone_jpeg(street(1200, 1600), orientation=6))
    return path


def sign_in(window: WebKit, server: Server, login: str) -> None:
    """With a sign-in of the demo."""
    window.go(f"{server.url}/staff")
    window.type("//input[@id='login']", login)
    window.type("//input[@id='password']", "curbline-demo")
    window.button("Sign in")


def close_job(window: WebKit, photo: Path) -> None:
    """From the open job to the crew's day: a photo of it, and that it is fixed."""
    window.see("What happened")
    window.type(DONE, str(photo))
    window.see("Close this job")
    window.type("//input[@id='outcome-fixed']", " ")
    window.button("Close job")
    window.see("Closed today")


@pytest.fixture
def reporter(server: Server) -> Iterator[Phone]:
    """Somebody else's phone."""
    with httpx.Client(base_url=server.url) as http:
        yield Phone(http)


def open_job(window: WebKit, server: Server, reporter: Phone) -> None:
    """The south crew, in front of the one job that a resident's report made for it."""
    reporter.report(at=SOUTH)
    reporter.sync()
    sign_in(window, server, "south")
    window.tap("//a[contains(@class, 'job-row')]")
    window.see("What the reporter said")


def test_a_report_without_a_server_outlives_a_reload_and_arrives_once(
    server: Server, home: WebKit, photo: Path
) -> None:
    server.kill()
    report(home, photo)
    home.see("Saved on this phone")
    home.see("isn't answering")
    home.go(f"{server.url}/outbox")
    home.see("1 photo left")
    server.start()
    home.button("Try now")
    home.see("All sent.")
    assert server.rows("select place_text from service_request") == [("12 Elm Street",)]
    assert server.rows("select state, width < height from attachment") == [("stored", 1)]


def test_screens_open_from_cold_without_a_server(server: Server, home: WebKit) -> None:
    server.kill()
    for path, words in (("/reports", "My reports"), ("/staff", "Staff sign-in"), ("/", "What needs fixing?")):
        home.go(server.url + path)
        home.see(words)
        # WebKit may keep a transaction of a page that was left in the middle of it for ever: let it finish.
        home.see("isn't answering")


def test_a_crew_closes_a_job_that_a_resident_reported_in_the_same_browser(
    server: Server, home: WebKit, photo: Path
) -> None:
    home.run(STAND_DOWNTOWN)
    report(home, photo)
    home.see("The city has your report")
    sign_in(home, server, "south")
    home.tap("//a[contains(@class, 'job-row')]")
    close_job(home, photo)
    home.tap("//nav//a[@href='/outbox']")
    home.see("All sent.")
    assert server.rows("select status, outcome from work_order") == [("done", "fixed")]


def test_a_crew_closes_a_job_without_a_server_and_it_counts_once_there_is_one(
    server: Server, home: WebKit, reporter: Phone, photo: Path
) -> None:
    open_job(home, server, reporter)
    server.kill()
    close_job(home, photo)
    home.see("1 not sent yet")
    home.go(f"{server.url}/outbox")
    home.see("Job closed: Pothole")
    server.start()
    home.button("Try now")
    home.see("All sent.")
    assert server.rows("select status, outcome from work_order") == [("done", "fixed")]
    assert server.rows("select mid from sync_op where kind = 'wo.close'") == [(1,)]


def test_signing_out_leaves_nothing_of_the_crew(server: Server, home: WebKit, reporter: Phone) -> None:
    open_job(home, server, reporter)
    home.go(f"{server.url}/staff")
    # The crew's own, and the addresses that it carries; the map's where a browser keeps no files.
    assert len([name for name in home.run(DATABASES) if name != "curbline-basemaps"]) == 4
    home.button("Sign out")
    home.see("Password")

    def left() -> list[str]:  # a resident's own pack of places may have come already
        return [name for name in home.run(DATABASES) if name != "curbline-places"]

    # The screen changes first, the database goes after.
    until(lambda: left() == ["curbline", "curbline-resident"], lambda: f"{left()} are still there")


def test_a_refused_report_comes_back_with_its_photo_and_goes_out_mended(
    server: Server, home: WebKit, photo: Path
) -> None:
    server.rows("update service set active = 0 where code = 'pothole'")
    report(home, photo)
    home.see("1 needs you")
    home.go(f"{server.url}/outbox")
    home.see("The city no longer takes this kind of report.")
    home.tap("//a[normalize-space()='Edit and resend']")
    home.button("Street light out")
    home.wait_for("document.querySelector('.check-photo img') !== null")
    home.button("Send")
    home.see("The city has your report")
    home.go(f"{server.url}/outbox")
    home.see("All sent.")
    sent = "select r.service_code, a.state from service_request r, attachment_link l, attachment a"
    assert server.rows(f"{sent} where l.id = r.id and a.id = l.attachment_id") == [("street-light-outage", "stored")]


def test_what_one_tab_keeps_shows_in_the_other_and_goes_once(server: Server, home: WebKit, reporter: Phone) -> None:
    open_job(home, server, reporter)
    home.open_tab(home.run("return location.href"))
    home.see("What the reporter said")
    [second, first] = home.tabs()
    home.look_at(first)
    home.button("Accept")
    home.look_at(second)
    home.see("Sam South (South crew) accepted it")
    home.close_tab()
    home.go(f"{server.url}/outbox")
    home.see("All sent.")
    assert server.rows("select mid, kind from sync_op where kind <> 'request.report'") == [(1, "wo.accept")]


def test_the_desk_is_told_of_a_report_as_it_comes_in(server: Server, home: WebKit, reporter: Phone) -> None:
    sign_in(home, server, "dispatch")
    home.see("Everything has been looked at")
    reporter.report()
    reporter.sync()
    home.see("Unassigned 1")


def test_everybody_finds_a_report_by_its_reference(server: Server, home: WebKit, photo: Path) -> None:
    report(home, photo)
    home.see("The city has your report")
    reference = home.run("return document.querySelector('.receipt-reference').innerText")
    home.go(f"{server.url}/r")
    home.type("//input", reference)
    home.tap("//button")
    home.see(reference)
    home.see("Pothole")


def test_the_outbox_s_writes_ask_for_the_disk(home: WebKit) -> None:
    assert (
        home.run(
            "const open = indexedDB.open('curbline-resident');"
            "await new Promise((done) => (open.onsuccess = done));"
            "const asked = open.result.transaction('outbox', 'readwrite', { durability: 'strict' }).durability;"
            "open.result.close(); return asked"
        )
        == "strict"
    )


def test_no_screen_of_a_resident_has_a_barrier_by_day(server: Server, home: WebKit, photo: Path) -> None:
    assert home.run(IS_DARK) is False
    meet_no_barrier(home, server, photo)


def test_no_screen_of_a_resident_has_a_barrier_by_night(server: Server, photo: Path) -> None:
    with webkit.window("--dark-mode") as window:
        window.go(server.url)
        window.see("What needs fixing?")
        assert window.run(IS_DARK) is True
        meet_no_barrier(window, server, photo)


def meet_no_barrier(window: WebKit, server: Server, photo: Path) -> None:
    """From the home screen to the list of reports."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run infra/bin/test")
    assert barriers(window) == []
    report(window, photo)
    window.see("The city has your report")
    assert barriers(window) == []
    window.go(f"{server.url}/reports")
    window.see("Pothole")
    assert barriers(window) == []


def barriers(window: WebKit) -> list[str]:
    """What axe finds on the screen as it is now."""
    if not window.run("return 'axe' in window"):
        window.run(AXE.read_text())
    return list(
        window.run(
            "await Promise.all(document.getAnimations().map((one) => one.finished));"
            "const { violations } = await axe.run(document, { resultTypes: ['violations'] });"
            "return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`))"
        )
    )


def test_nothing_is_complained_about_on_the_way(home: WebKit, photo: Path) -> None:
    home.run(
        "window.complaints = [];"
        "for (const kind of ['error', 'warn']) console[kind] = (...what) => complaints.push(what.join(' '));"
        "addEventListener('error', (event) => complaints.push(event.message));"
        "addEventListener('unhandledrejection', (event) => complaints.push(String(event.reason)));"
        "addEventListener('securitypolicyviolation', (event) => complaints.push(event.violatedDirective));"
    )
    report(home, photo)
    home.see("The city has your report")
    for words, title in (("My reports", "My reports"), ("Report", "What needs fixing?")):
        home.tap(f"//nav//a[contains(., '{words}')]")
        home.see(title)
    assert home.run("return complaints") == []
