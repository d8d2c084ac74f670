"""Devices as page objects: what a person does with a phone or a desk, in the words they read."""

import os
import re
from pathlib import Path
from re import Pattern
from typing import ClassVar

from playwright.sync_api import BrowserContext, CDPSession, Geolocation, Locator, Page, Playwright, ViewportSize, expect

_CHROMIUM = os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium")
_QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"]
_QUIET += ["--disable-component-update", "--disable-sync"]

expect.set_options(timeout=40_000)


class Device:
    """One browser profile on disk: it can be closed and opened again, and its network pulled."""

    viewport: ClassVar[ViewportSize] = {"width": 390, "height": 844}
    is_phone = True

    def __init__(self, playwright: Playwright, profile: Path, url: str, browser: str = _CHROMIUM) -> None:
        self._playwright = playwright
        self._profile = profile
        self._browser = browser
        self.url = url
        self.position: Geolocation = {"latitude": 35.9606, "longitude": -83.9207, "accuracy": 12}
        self.taps = 0
        self._context: BrowserContext | None = None
        self._page: Page | None = None
        self._devtools: CDPSession | None = None

    @property
    def page(self) -> Page:
        """The tab in front."""
        assert self._page is not None, "the browser is closed"
        return self._page

    def open(self, *, offline: bool = False) -> None:
        """Start the browser; with `offline` there is no network from the first moment on."""
        self._context = self._launch()
        if offline:
            self._context.set_offline(True)
        self._page = self._context.pages[0] if self._context.pages else self._context.new_page()

    def _launch(self) -> BrowserContext:
        return self._playwright.chromium.launch_persistent_context(
            self._profile,
            executable_path=self._browser,
            args=_QUIET,
            viewport=self.viewport,
            has_touch=self.is_phone,
            permissions=["geolocation"],
            geolocation=self.position,
            locale="en-US",
            reduced_motion="reduce",
        )

    def close(self) -> None:
        """Close the browser; what is on disk stays."""
        if self._context is not None:
            self._context.close()
            self._context = self._page = self._devtools = None

    def pull_network(self) -> None:
        """No signal from here on, for pages and service worker alike."""
        assert self._context is not None
        self._context.set_offline(True)

    def restore_network(self) -> None:
        """Signal again."""
        assert self._context is not None
        self._context.set_offline(False)

    def stand_at(self, lat: float, lon: float) -> None:
        """Go somewhere else."""
        assert self._context is not None
        self.position = {"latitude": lat, "longitude": lon, "accuracy": 30}
        self._context.set_geolocation(self.position)

    def visit(self, path: str) -> None:
        """Type an address of the app."""
        self.page.goto(self.url + path)

    def open_tab(self, path: str) -> Page:
        """Another tab beside the one in front, which stays there."""
        assert self._context is not None
        tab = self._context.new_page()
        tab.goto(self.url + path)
        return tab

    def take_another_tab(self) -> None:
        """The tab in front is of no more use: go on in a new one."""
        assert self._context is not None
        self.page.close()
        self._page, self._devtools = self._context.new_page(), None

    def cut_off(self, address: str) -> None:
        """Requests to addresses of this pattern fail, all others pass: the city's server is half gone."""
        self.page.context.route(address, lambda route: route.abort())

    def let_through(self, address: str) -> None:
        """They pass again."""
        self.page.context.unroute(address)

    def in_devtools(self, command: str, **values: object) -> None:
        """One command of Chromium's own tools, on the page in front."""
        if self._devtools is None:
            self._devtools = self.page.context.new_cdp_session(self.page)
        self._devtools.send(command, values)

    def device_id(self, database: str = "curbline-resident") -> str:
        """What this device is called in its exchanges."""
        return str(
            self.page.evaluate(
                "name => new Promise(done => { const open = indexedDB.open(name); open.onsuccess = () => {"
                " const get = open.result.transaction('meta').objectStore('meta').get('me');"
                " get.onsuccess = () => (open.result.close(), done(get.result.device)); }; })",
                database,
            )
        )

    def expect_all_sent(self) -> None:
        """The outbox says that nothing is left on this device."""
        self.visit("/outbox")
        expect(self.page.get_by_text("All sent.")).to_be_visible()

    def wait_until_it_works_offline(self) -> None:
        """The service worker has kept the app: it is ready once all of it is in the cache."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def let_the_worker_send(self) -> None:
        """Allow Background Sync, as browsers do: not in every test, for it may begin before the network is pulled."""
        assert self._context is not None
        self._context.grant_permissions(["geolocation", "background-sync"])

    def leave_the_app(self) -> None:
        """Close every tab of it; the browser stays."""
        elsewhere = self.page.context.new_page()
        self.page.close()
        self._page = elsewhere

    def tap(self, target: Locator) -> None:
        """One tap of a person on our screen."""
        target.click()
        self.taps += 1

    def shoot(self, button: str, photo: Path | list[Path]) -> None:
        """Tap a button that opens the camera or the gallery, and take this photo with it, or choose these."""
        with self.page.expect_file_chooser() as chooser:
            self.tap(self.page.locator("label", has_text=re.compile(f"^{button}$")))
        chooser.value.set_files(photo)

    def sign_in(self, login: str) -> None:
        """Sign in with a sign-in of the demo."""
        self.visit("/staff")
        self.page.get_by_label("Login").fill(login)
        self.page.get_by_label("Password", exact=True).fill("curbline-demo")
        self.page.get_by_role("button", name="Sign in").click()


def comment(tab: Page, text: str) -> None:
    """Write to the crew, on a report that this tab shows; it is on the disk in the end."""
    field = tab.get_by_label("Add a comment")
    field.fill(text)
    tab.get_by_role("button", name="Add comment").click()
    expect(field).to_have_value("")


class ResidentPhone(Device):
    """What a resident does."""

    def go_home(self) -> None:
        """Open the app, with the city's services on the phone."""
        with self.page.expect_response("**/sync/v1/exchange"):
            self.visit("/")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        self.wait_until_it_works_offline()

    def report(self, photo: Path, service: str, *more: Path) -> str:
        """The whole report, from the home screen, with `more` photos; the reference shown in the end."""
        self.shoot("Report a problem", photo)
        expect(self.page.get_by_text("within about")).to_be_visible()
        self.tap(self.page.get_by_role("button", name="Use this place"))
        self.tap(self.page.get_by_role("button", name=service))
        self.say_it_is_another()
        for count, another in enumerate(more, start=2):
            self.shoot("Add a photo", another)
            expect(self.page.get_by_role("img", name=f"Your photo {count}")).to_be_visible()
        self.tap(self.page.get_by_role("button", name="Send"))
        reference = self.page.locator(".receipt-reference")
        expect(reference).to_be_visible()
        return reference.inner_text()

    def say_it_is_another(self) -> None:
        """Past the question whether it is reported already, where it is asked."""
        different = self.page.get_by_role("button", name="Mine is different")
        expect(different.or_(self.page.get_by_role("button", name="Send")).first).to_be_visible()
        if different.is_visible():
            self.tap(different)

    def open_report(self) -> None:
        """The newest report, from My reports."""
        self.visit("/reports")
        self.report_card.click()
        expect(self.page.get_by_label("Add a comment")).to_be_visible()

    @property
    def report_card(self) -> Locator:
        """The newest report in My reports."""
        return self.page.locator("main").locator("a[href^='/reports/']").first


class CrewPhone(Device):
    """What a crew does."""

    def job(self, place_or_service: str) -> Locator:
        """The row of a job in Today."""
        return self.page.locator("a.job-row", has_text=place_or_service).first

    def close_job(self, photo: Path, outcome: str) -> None:
        """From the open job: after-photo, outcome, close; it ends when the closing is on the disk."""
        self.shoot("Done", photo)
        self.tap(self.page.get_by_label(outcome, exact=True))
        self.tap(self.page.get_by_role("button", name="Close job"))
        self.page.wait_for_url(re.compile(r"/crew\?closed="))


class Desk(Device):
    """What a dispatcher does."""

    viewport: ClassVar[ViewportSize] = {"width": 1280, "height": 800}
    is_phone = False

    def row(self, words: str | Pattern[str] = "") -> Locator:
        """The rows of the list that say these words."""
        return self.page.locator("#desk-list").get_by_role("option", name=words or None)
