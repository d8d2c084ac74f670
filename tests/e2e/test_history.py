"""Ten years on the desk: a dispatcher opens the history, filters it, and every count follows; all by keyboard alone."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.barriers import Barriers
from tests.e2e.devices import Desk
from tests.factories.server import ROOT, Server

pytestmark = pytest.mark.e2e

KINDS = ("pothole", "garbage", "pothole")
N = 36


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One city with three years of a former system: a request a month, two of three of them potholes."""
    if not (ROOT / "pwa" / "dist" / "index.html").exists():
        pytest.skip("the front end is not built: run infra/bin/test")
    folder = tmp_path_factory.mktemp("city")
    running = Server(folder, exchanges_per_s=0)
    running.start()
    rows = [
        f"{n},20{16 + n // 12}-{n % 12 + 1:02}-10T12:00:00Z,20{16 + n // 12}-{n % 12 + 1:02}-20,{KINDS[n % 3]},"
        f"{35.95 + n % 6 / 200},{-83.95 + n // 6 / 200},{100 + n} Gay St"
        for n in range(N)
    ]
    file = folder / "past.csv"
    file.write_text("\n".join(["id,opened,closed,service_code,lat,lon,address", *rows]))
    take_over(folder, str(file))
    yield running
    running.kill()


def take_over(folder: os.PathLike[str], file: str) -> None:
    environ = {k: v for k, v in os.environ.items() if not k.startswith("CURBLINE_")}
    command = [sys.executable, "-c", "from backend.cli import main; main()", "requests", "import", file]
    subprocess.run(command, check=True, env=environ | {"CURBLINE_DATA_DIR": str(folder)}, cwd=ROOT)


def totals(page: Page, text: str) -> None:
    expect(page.locator(".atlas-counts").get_by_role("status")).to_contain_text(text)


def shown_on_map(page: Page) -> int:
    """The numbers of all groups on the map together."""
    return sum(int(text) for text in page.locator(".map-count").all_inner_texts())


def test_a_dispatcher_finds_what_there_was(desk: Desk, barriers: Barriers) -> None:
    desk.sign_in("dispatch")
    page = desk.page
    expect(page.get_by_role("link", name="History")).to_be_visible()
    page.get_by_role("link", name="History").click()
    totals(page, f"{N} in view, of {N}")
    expect(page.locator(".atlas-map .map-canvas")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".map-count").first).to_be_visible()
    assert 0 < shown_on_map(page) <= N
    barriers.look(page, "the history")

    page.get_by_label("Kind of problem").select_option("pothole")
    totals(page, "24 in view, of 24")
    to = page.get_by_role("slider", name="To")
    to.focus()
    for _ in range(12):
        to.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"service=pothole&to=2017-12"))
    totals(page, "16 in view, of 16")
    expect(to).to_have_attribute("aria-valuetext", re.compile("Dec 2017"))

    page.get_by_label("Reference, address or words").fill("100 gay")
    totals(page, "1 in view, of 1")
    row = page.locator(".atlas-row")
    row.focus()
    row.press("Enter")
    detail = page.get_by_role("region", name="Request", exact=True)
    expect(detail).to_contain_text("Taken over from the former system")
    barriers.look(page, "one request of the history")

    page.reload()
    expect(detail).to_contain_text("100 Gay St")
    totals(page, "1 in view, of 1")
    page.get_by_role("button", name="Clear filters").click()
    totals(page, f"of {N}")
    page.get_by_text("Heat", exact=True).click()
    expect(page.get_by_role("img", name=re.compile("in one spot"))).to_be_visible()
    page.get_by_text("By district").click()
    expect(page.get_by_role("columnheader", name="Share")).to_be_visible()
    barriers.look(page, "heat")


def test_without_a_connection_it_says_so_and_offers_to_try_again(desk: Desk) -> None:
    desk.sign_in("dispatch")
    page = desk.page
    page.get_by_role("link", name="History").click()
    totals(page, f"of {N}")
    page.context.set_offline(True)
    expect(page.get_by_text("There is no connection.")).to_be_visible()
    page.get_by_label("Kind of problem").select_option("garbage")
    expect(page.get_by_role("button", name="Try again").first).to_be_visible()
    expect(page).to_have_url(re.compile("service=garbage"))
    page.context.set_offline(False)
    page.reload()
    totals(page, "of 12")
