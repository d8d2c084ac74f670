"""A manager redraws the city's map: sees what it would do, applies it, and the crews' phones follow."""

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.devices import CrewPhone, Desk, Device
from tests.factories.phone import Phone
from tests.factories.redrawn import redrawn
from tests.factories.server import Server

pytestmark = pytest.mark.e2e
AXE = Path(__file__).parents[2] / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
IN_DISTRICT_3 = (35.9606, -83.9207)


def barriers(desk: Desk) -> list[str]:
    """What axe finds on the screen as it is now."""
    desk.page.evaluate(AXE.read_text())
    found = desk.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [f"{one['id']}: {node['target']}" for one in found["violations"] for node in one["nodes"]]


def test_a_redrawn_district_takes_its_open_job_from_one_crew_to_the_other(
    server: Server, desk: Desk, open_device: Callable[[type[Device], str, str], Device], tmp_path: Path
) -> None:
    with httpx.Client(base_url=server.url) as http:
        reporter = Phone(http)
        reporter.report(IN_DISTRICT_3, description="By the bakery")
        reporter.sync()
    phones = {}
    for login in ("south", "north"):
        phones[login] = open_device(CrewPhone, login, server.url)
        phones[login].sign_in(login)
    job = {login: phone.page.locator("a.job-row", has_text="Pothole") for login, phone in phones.items()}
    expect(job["south"]).to_be_visible()

    page = desk.page
    desk.sign_in("manager")
    page.get_by_role("link", name="Districts").click()
    page.get_by_role("link", name="Import a file for public-service").click()
    wrong, right = tmp_path / "notes.zip", tmp_path / "districts-2027.geojson"
    wrong.write_bytes(b"PK\x03\x04")
    page.get_by_label("Choose a file").set_input_files(wrong)
    expect(page.get_by_text("The zip file cannot be unpacked")).to_be_visible()
    right.write_bytes(redrawn("District 3", "North crew", field="NAME"))
    page.get_by_label("Choose a file").set_input_files(right)
    expect(page.get_by_label("districts' names")).to_have_value("NAME")
    expect(page.get_by_label("crews' names")).to_have_value("crew")
    assert barriers(desk) == []
    page.get_by_role("button", name="Show what would change").click()

    expect(page.get_by_text("1 of 1 open report would move.")).to_be_visible()
    expect(page.get_by_role("row", name="District 3, South crew District 3, North crew 1")).to_be_visible()
    expect(page.get_by_text("No overlaps and no gaps.")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as CSV").click()
    assert "South crew,District 3,North crew" in saved.value.path().read_text()
    assert barriers(desk) == []
    expect(job["south"]).to_be_visible()  # nothing has moved yet

    page.get_by_role("button", name="Apply now").click()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("1 open report has moved.")).to_be_visible()
    expect(job["north"]).to_be_visible()
    expect(job["south"]).to_have_count(0)
    page.emulate_media(color_scheme="dark")
    page.get_by_role("link", name="All layers").click()
    expect(page.get_by_text(re.compile(r"Version 2 since .*districts-2027\.geojson"))).to_be_visible()
    assert barriers(desk) == []
