"""Work that the city does not take: it comes back to its author whole, and can be mended there."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.barriers import Barriers
from tests.e2e.devices import CrewPhone, Desk, ResidentPhone
from tests.factories.server import Server

pytestmark = pytest.mark.e2e

HEARD_AND_DRAWN = """
async () => {
  await navigator.locks.request("sync curbline-resident", () => undefined);
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
}
"""
"""The app knows how its last exchange went, and the screen shows what it shows of it."""


def change(server: Server, statement: str) -> None:
    """Somebody at the city changes something."""
    with sqlite3.connect(server.data_dir / "curbline.db", timeout=30) as connection:
        connection.execute(statement)


def comments(server: Server) -> list[tuple[object, ...]]:
    """The words of comments, with the kind of the report they are on."""
    with sqlite3.connect(server.data_dir / "curbline.db") as connection:
        return connection.execute(
            "select r.service_code, e.text from request_entry e join service_request r on r.id = e.request_id"
            " where e.kind = 'comment'"
        ).fetchall()


def test_a_refused_report_is_mended_and_takes_along_what_was_said_of_it(
    server: Server, resident: ResidentPhone, phone_photo: Path, barriers: Barriers
) -> None:
    page = resident.page
    resident.go_home()
    resident.pull_network()
    reference = resident.report(phone_photo, "Pothole")
    page.get_by_role("link", name="Follow this report").click()
    page.get_by_label("Add a comment").fill("It grew since yesterday.")
    page.get_by_role("button", name="Add comment").click()
    expect(page.get_by_role("status").filter(has_text="Saved on this phone").last).to_be_visible()

    change(server, "update service set active = 0 where code = 'pothole'")
    resident.restore_network()
    letter = page.locator(".letter", has_text="Report: Pothole")
    expect(letter).to_contain_text("The city no longer takes this kind of report.")
    expect(page.locator(".letter", has_text="It grew since yesterday.")).to_be_visible()

    barriers.look(page, "a refused report, and what was said of it")

    letter.get_by_role("link", name="Edit and resend").click()
    page.get_by_role("button", name="Street light out").click()
    expect(page.locator(".check-photo")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="The city has your report")).to_be_visible()
    expect(page.locator(".receipt-reference")).to_have_text(reference)
    resident.visit("/outbox")
    expect(page.get_by_text("All sent.")).to_be_visible()
    assert comments(server) == [("street-light-outage", "It grew since yesterday.")]


def test_held_work_is_refused_with_a_word_and_comes_back_to_the_crew_with_it(
    server: Server, resident: ResidentPhone, crew: CrewPhone, desk: Desk, phone_photo: Path, barriers: Barriers
) -> None:
    resident.go_home()
    resident.report(phone_photo, "Pothole")
    crew.sign_in("south")
    crew.job("Pothole").click()
    crew.pull_network()
    crew.close_job(phone_photo, "Fixed")
    moving = [str(Path(sys.executable).parent / "curbline"), "move-user", "south", "--crew", "North crew"]
    subprocess.run(moving, env=os.environ | {"CURBLINE_DATA_DIR": str(server.data_dir)}, check=True)
    crew.restore_network()
    crew.visit("/outbox")
    expect(crew.page.get_by_role("heading", name="Waiting for approval")).to_be_visible()
    barriers.look(crew.page, "held work")

    desk.sign_in("dispatch")
    page = desk.page
    page.get_by_role("button", name="Held").click()
    expect(page.get_by_role("option", name="Job closed")).to_be_visible()
    page.keyboard.press("j")
    expect(page.get_by_role("columnheader", name="As it is now")).to_be_visible()
    page.get_by_role("button", name="Refuse").click()
    page.get_by_label("A word to its author").fill("The hole is still there.")
    page.get_by_role("button", name="Refuse").click()
    expect(page.get_by_text("Nothing waits for your decision")).to_be_visible()

    letter = crew.page.locator(".letter")
    expect(letter).to_contain_text("A supervisor did not accept this.")
    expect(letter).to_contain_text("The hole is still there.")
    expect(letter.locator("img")).to_be_visible()
    barriers.look(crew.page, "refused work")
    letter.get_by_role("button", name="Discard").click()
    letter.get_by_role("button", name="Discard", exact=True).click()
    expect(crew.page.get_by_text("All sent.")).to_be_visible()


def test_nothing_moves_from_under_a_finger_while_the_signal_goes(resident: ResidentPhone) -> None:
    page = resident.page
    resident.go_home()
    page.locator("label", has_text="Report a problem").hover()
    with page.expect_file_chooser():
        page.mouse.down()
        with page.expect_event("requestfailed", lambda request: request.url.endswith("/exchange")):
            resident.pull_network()
        page.evaluate(HEARD_AND_DRAWN)
        page.mouse.up()
    expect(page.get_by_text("No connection.")).to_be_visible()
