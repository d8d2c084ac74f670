"""A dozen looks at the app in WebKit, the engine of every browser on an iPhone: it has no Background Sync, keeps photos
in another way, and serves from its worker when the server is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import webkit
from tests.e2e.test_accessible import AXE
from tests.e2e.webkit import WebKit
from tests.factories.photos import phone_jpeg, street
from tests.factories.server import Server

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(None in (webkit.DRIVER, webkit.BROWSER), reason="WebKitGTK's driver is not installed"),
    pytest.mark.skipif(webkit.SCREEN is None, reason="Xvfb is not installed"),
]


STAND_DOWNTOWN = """
const here = { coords: { latitude: 35.9606, longitude: -83.9207, accuracy: 12 }, timestamp: Date.now() };
navigator.geolocation.getCurrentPosition = (found) => found(here);
navigator.geolocation.watchPosition = (found) => (found(here), 1);
"""
"""WebKit here never tells where it is."""


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


def test_a_report_without_a_server_outlives_a_reload_and_arrives_once(
    server: Server, home: WebKit, photo: Path
) -> None:
    server.stop()
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
    server.stop()
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
    home.see("What happened")
    home.type("//input[@type='file']", str(photo))
    home.see("Close this job")
    home.type("//input[@id='outcome-fixed']", " ")
    home.button("Close job")
    home.see("Closed today")
    home.tap("//nav//a[@href='/outbox']")
    home.see("All sent.")
    assert server.rows("select status, outcome from work_order") == [("done", "fixed")]


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


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_screen_of_a_resident_has_a_barrier(server: Server, photo: Path, theme: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run infra/bin/test")
    with webkit.window(*(["--dark-mode"] if theme == "dark" else [])) as window:
        window.go(server.url)
        window.see("What needs fixing?")
        assert window.run("return matchMedia('(prefers-color-scheme: dark)').matches") is (theme == "dark")
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
