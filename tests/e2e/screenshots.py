"""Takes pictures of the product as people use it, with a real server, the demo city and a real browser."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from backend.app import photos_changed
from backend.attachments.store import Store
from backend.clock import now
from backend.db.session import opened
from backend.demo.work import seed_work
from backend.seeding import FOLDER
from backend.settings import Settings
from tests.e2e.devices import _CHROMIUM, _QUIET
from tests.factories.server import ROOT, Server

IMAGES = ROOT / "infra" / "docs" / "images"
INSTALL = ROOT / "pwa" / "public" / "screenshots"
PHOTO = FOLDER / "photos" / "pothole.jpg"
HERE = {"latitude": 35.9606, "longitude": -83.9207, "accuracy": 12}
PHONE, SMALL, DESKTOP = (390, 844), (320, 640), (1280, 800)
MOST_BYTES = 290_000
SIZES = {"phone": PHONE, "small": SMALL, "desktop": DESKTOP}


@contextmanager
def demo_server() -> Iterator[str]:
    """The address of a server with the demo city and its ten days of work."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        with opened(Settings(data_dir=server.data_dir).database) as database:
            seed_work(database, Store(server.data_dir), FOLDER, now(), photos_changed)
        server.start()
        try:
            yield server.url
        finally:
            server.stop()


def browser_of(playwright: Playwright) -> Browser:
    """Chromium that draws maps in software."""
    return playwright.chromium.launch(
        executable_path=_CHROMIUM, args=[*_QUIET, "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
    )


def open_page(browser: Browser, size: tuple[int, int], scale: float = 1, url: str = "") -> Page:
    """A new device in the middle of the demo city."""
    context = browser.new_context(
        base_url=url,
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=scale,
        permissions=["geolocation"],
        geolocation=HERE,  # type: ignore[arg-type]
        locale="en-US",
        color_scheme="light",
        reduced_motion="reduce",
        has_touch=size[0] < 600,
    )
    context.set_default_timeout(20_000)
    return context.new_page()


def sign_in(page: Page, login: str) -> None:
    """Sign in with a sign-in of the demo, and wait for the work to arrive."""
    page.goto("/staff")
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password", exact=True).fill("curbline-demo")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk*" if login == "dispatch" else "**/crew*")
    row = page.locator(".request-row" if login == "dispatch" else ".job-row").first
    expect(row).to_be_visible()


def begin_report(page: Page) -> None:
    """The photo is taken; the place is found."""
    page.goto("/")
    with page.expect_file_chooser() as chooser:
        page.locator("label", has_text="Report a problem").click()
    chooser.value.set_files(PHOTO)
    expect(page.get_by_text("within about").first).to_be_visible()
    page.get_by_label("Address or landmark").fill("Corner by the school gate")


def settle(page: Page) -> bytes:
    """The screen once every picture is here and two looks at it are the same; maps draw when they like."""
    expect(page.locator("body")).not_to_contain_text("Loading photo")
    before, after = b"", page.screenshot()
    for _ in range(12):
        if before == after:
            break
        page.wait_for_timeout(250)
        before, after = after, page.screenshot()
    return after


def shrink(path: Path) -> None:
    """As few colours as it takes to stay light in a clone."""
    image = Image.open(path).convert("RGB")
    for colours in (192, 128, 96, 64, 48):
        image.quantize(colours, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE).save(
            path, optimize=True
        )
        if path.stat().st_size < MOST_BYTES:
            break
    click.echo(f"{path.name} {path.stat().st_size // 1024} kB")


def take(page: Page, name: str) -> None:
    """One picture for the README."""
    path = IMAGES / f"{name}.png"
    path.write_bytes(settle(page))
    shrink(path)


def halve(path: Path, into: Path) -> None:
    """The same picture for a store's small window."""
    image = Image.open(path).convert("RGB")
    image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS).save(into)
    shrink(into)


def select_request(page: Page, queue: str, words: str) -> None:
    """Choose a request of a queue at the desk."""
    page.get_by_role("button", name=queue).first.click()
    page.locator(".request-row", has_text=words).first.click()
    expect(page.locator("#detail-title")).to_be_visible()


def wait_for_map(page: Page) -> None:
    """The map has drawn its areas and pins."""
    expect(page.locator(".dispatch-map canvas")).to_be_visible()
    expect(page.locator(".map-name:visible, .map-count").first).to_be_visible()


def check_report(page: Page) -> None:
    """A pothole, ready to be sent."""
    begin_report(page)
    page.get_by_role("button", name="Use this place").click()
    page.get_by_role("button", name="Pothole").click()
    different = page.get_by_role("button", name="Mine is different")
    expect(different.or_(page.get_by_role("button", name="Send")).first).to_be_visible()
    if different.is_visible():
        different.click()
    expect(page.get_by_role("button", name="Send")).to_be_visible()


def close_job(page: Page, place: str) -> None:
    """The crew has mended what was reported there."""
    page.locator(".job-row", has_text=place).first.click()
    with page.expect_file_chooser() as chooser:
        page.locator("label", has_text="Done").click()
    chooser.value.set_files(FOLDER / "photos" / "pothole-patched.jpg")
    page.get_by_label("Fixed", exact=True).check(force=True)
    page.get_by_role("button", name="Close job").click()
    expect(page.get_by_text("Closed today")).to_be_visible()


def open_newest_report(page: Page) -> None:
    """The resident's newest report, with both of its photos."""
    page.goto("/reports")
    expect(page.get_by_text("Fixed on").first).to_be_visible()
    page.locator("main a[href^='/reports/']").first.click()
    expect(page.get_by_role("img")).to_have_count(2)


def look_around(page: Page) -> None:
    """What is reported near, as a list."""
    page.goto("/near")
    page.get_by_role("button", name="Look around me").click()
    expect(page.locator(".near-row").first).to_be_visible()


def readme_pictures(browser: Browser, url: str) -> None:
    """The README's pictures, and of the resident's the smaller ones that browsers show before the app is installed."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    INSTALL.mkdir(parents=True, exist_ok=True)
    page = open_page(browser, PHONE, 2, url)
    check_report(page)
    take(page, "report")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("The city has your report")).to_be_visible()
    crew = open_page(browser, PHONE, 2, url)
    sign_in(crew, "south")
    expect(crew.get_by_text("Ready without signal")).to_be_visible()
    take(crew, "crew")
    close_job(crew, "school gate")
    open_newest_report(page)
    take(page, "fixed")
    look_around(page)
    take(page, "near")
    for name in ("report", "fixed", "near"):
        halve(IMAGES / f"{name}.png", INSTALL / f"{name}.png")
    page = open_page(browser, DESKTOP, 1, url)
    sign_in(page, "dispatch")
    select_request(page, "Done", "school gate")
    wait_for_map(page)
    take(page, "desk")
    page.get_by_role("button", name="Unassigned").first.click()
    page.locator(".mark-bar .button").first.click()
    expect(page.locator(".act-many")).to_be_visible()
    take(page, "desk-selection")


class Album:
    """Every screen in all sizes and both themes, with a word about what does not fit."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def shoot(self, page: Page, name: str, whole: bool = True) -> None:
        """The screen as it is now; `whole` on a screen as tall as its content, so that fixed bars lie at its end."""
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            if whole:
                tall = page.evaluate("document.documentElement.scrollHeight")
                page.set_viewport_size({"width": width, "height": max(tall, height)})
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme)
                (self._folder / f"{name}-{size}-{theme}.png").write_bytes(settle(page))
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                click.echo(f"{name} at {size}: {wide} pixels wide, {wide - width} too many")
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})


def resident_screens(browser: Browser, url: str, album: Album) -> None:
    """From the home screen to a report that is on its way, with and without a connection."""
    page = open_page(browser, PHONE, 1, url)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    album.shoot(page, "home")
    for path, name in (("/reports", "reports-empty"), ("/outbox", "outbox-empty"), ("/nowhere", "not-here")):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        album.shoot(page, name)
    page.goto("/staff")
    page.get_by_role("button", name="Sign in").click()
    album.shoot(page, "staff-mistakes")
    begin_report(page)
    album.shoot(page, "report-place")
    page.get_by_role("button", name="Use this place").click()
    expect(page.locator(".tile").first).to_be_visible()
    album.shoot(page, "report-what")
    page.get_by_role("button", name="Pothole").click()
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    page.get_by_label("Note").fill("Deep hole full of water. A car hit it and a man is injured.")
    album.shoot(page, "report-check")
    page.goto("/")
    expect(page.get_by_text("Not sent yet")).to_be_visible()
    album.shoot(page, "home-draft")
    page.get_by_role("link", name="Continue").click()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Saved on this phone")).to_be_visible()
    album.shoot(page, "report-saved-offline")
    page.goto("/outbox")
    album.shoot(page, "outbox-offline")
    page.context.set_offline(False)
    page.goto("/reports")
    expect(page.get_by_text("Received").first).to_be_visible()
    album.shoot(page, "reports")
    page.locator("main a[href^='/reports/']").first.click()
    expect(page.get_by_text("What happened so far")).to_be_visible()
    album.shoot(page, "report-detail")
    page.goto("/")
    expect(page.get_by_text("Your latest reports")).to_be_visible()
    album.shoot(page, "home-recent")
    page.goto("/app")
    expect(page.get_by_role("heading", name="This app")).to_be_visible()
    album.shoot(page, "this-app")
    look_around(page)
    album.shoot(page, "near")


def crew_screens(browser: Browser, url: str, album: Album) -> None:
    """Today, a job, and closing it."""
    page = open_page(browser, PHONE, 1, url)
    sign_in(page, "south")
    album.shoot(page, "crew-today")
    page.goto("/staff")
    expect(page.get_by_text("You are signed in")).to_be_visible()
    album.shoot(page, "staff-signed-in")
    page.goto("/crew")
    page.locator(".job-row", has_text="bakery").click()
    expect(page.get_by_text("What the reporter said")).to_be_visible()
    album.shoot(page, "crew-job")
    with page.expect_file_chooser() as chooser:
        page.locator("label", has_text="Done").click()
    chooser.value.set_files(FOLDER / "photos" / "pothole-patched.jpg")
    expect(page.get_by_role("heading", name="Close this job")).to_be_visible()
    page.get_by_label("Fixed", exact=True).check(force=True)
    album.shoot(page, "crew-close")
    page.get_by_role("button", name="Close job").click()
    expect(page.get_by_text("Closed today")).to_be_visible()
    page.goto("/crew")
    expect(page.get_by_text("Closed today")).to_be_visible()
    album.shoot(page, "crew-today-closed")


def desk_screens(browser: Browser, url: str, album: Album) -> None:
    """Queues, a request in detail, the map, and what everybody may read."""
    page = open_page(browser, DESKTOP, 1, url)
    sign_in(page, "dispatch")
    wait_for_map(page)
    album.shoot(page, "desk", whole=False)
    for queue, words in (("Done", "school gate"), ("In work", "speed bump"), ("Done", "fire station")):
        page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
        page.goto("/desk")
        select_request(page, queue, words)
        wait_for_map(page)
        album.shoot(page, f"desk-{words.replace(' ', '-')}", whole=False)
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    page.goto("/desk")
    select_request(page, "Unassigned", "old mill")
    page.get_by_role("button", name="Assign", exact=True).first.click()
    album.shoot(page, "desk-assign", whole=False)
    page.goto("/desk")
    page.get_by_role("button", name="Show map").click()
    wait_for_map(page)
    album.shoot(page, "desk-map", whole=False)
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    page.goto("/desk")
    select_request(page, "Done", "school gate")
    public = page.locator("a.reference").first.get_attribute("href")
    page.goto(public or "/r")
    album.shoot(page, "public")
    page.goto("/r")
    album.shoot(page, "public-search")


def main() -> None:
    """Take the README's pictures, or with --all DIR every screen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="DIR", help="shoot every screen into DIR")
    folder: Path | None = parser.parse_args().all
    with demo_server() as url, sync_playwright() as playwright:
        browser = browser_of(playwright)
        if folder is None:
            readme_pictures(browser, url)
            return
        album = Album(folder)
        for screens in (resident_screens, crew_screens, desk_screens):
            screens(browser, url, album)


if __name__ == "__main__":
    main()
