"""A new version of the app comes while work waits: it takes over when the person says so, and loses none of it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.devices import ResidentPhone, comment
from tests.factories.front_end import next_version
from tests.factories.server import Server

pytestmark = pytest.mark.e2e

SYNC = "**/sync/**"
NEXT = "9.9.9"


@pytest.fixture
def reported(resident: ResidentPhone, phone_photo: Path) -> ResidentPhone:
    """A phone that shows the report it has sent; nothing more gets through."""
    resident.go_home()
    resident.report(phone_photo, "Pothole")
    resident.expect_all_sent()
    resident.open_report()
    resident.cut_off(SYNC)
    return resident


def release(server: Server, folder: Path) -> None:
    """The city puts the next version in place."""
    server.stop()
    server.web_dir = next_version(server.web_dir, folder, NEXT)
    server.start()


def app_of(server: Server, phone: ResidentPhone) -> object:
    """Which version the phone last spoke with."""
    return server.rows("select app from sync_device where id = ?", phone.device_id())[0][0]


def comments(server: Server) -> list[str]:
    """In the order in which they were sent."""
    return [text for (text,) in server.rows("select text from request_entry where kind = 'comment' order by position")]


def test_an_update_loses_none_of_twenty_waiting_acts(server: Server, reported: ResidentPhone, tmp_path: Path) -> None:
    texts = [f"Comment {number}" for number in range(20)]
    for text in texts:
        comment(reported.page, text)
    release(server, tmp_path / "next")
    reported.page.reload()
    with reported.page.expect_event("load"):
        reported.page.get_by_role("button", name="Update now").click()
    expect(reported.page.get_by_text("20 not sent yet")).to_be_visible()
    assert app_of(server, reported) != NEXT

    reported.let_through(SYNC)
    reported.expect_all_sent()
    assert comments(server) == texts
    assert app_of(server, reported) == NEXT


def test_a_tab_opened_before_an_update_keeps_what_is_typed_in_it_after(
    server: Server, reported: ResidentPhone, tmp_path: Path
) -> None:
    release(server, tmp_path / "next")
    reported.page.reload()
    update = reported.page.get_by_role("button", name="Update now")
    expect(update).to_be_visible()
    old = reported.open_tab(reported.page.url.removeprefix(reported.url))
    expect(old.get_by_label("Add a comment")).to_be_visible()
    comment(old, "before the update")
    with reported.page.expect_event("load"):
        update.click()
    comment(old, "after the update")
    comment(reported.page, "in the new version")

    reported.let_through(SYNC)
    reported.expect_all_sent()
    assert comments(server) == ["before the update", "after the update", "in the new version"]
    old.get_by_role("navigation").get_by_role("link", name="My reports").click()
    expect(old.get_by_role("heading", name="My reports")).to_be_visible()
    assert old.evaluate("performance.getEntriesByType('navigation')[0].name").endswith("/reports")


def test_a_screen_loaded_for_the_first_time_after_an_update_comes_from_the_version_of_its_tab(
    server: Server, reported: ResidentPhone, tmp_path: Path
) -> None:
    old = reported.open_tab("/outbox")
    old.get_by_role("navigation").get_by_role("link", name="Report", exact=True).click()
    old.reload()
    release(server, tmp_path / "next")
    reported.page.reload()
    with reported.page.expect_event("load"):
        reported.page.get_by_role("button", name="Update now").click()
    expect(reported.page.get_by_label("Add a comment")).to_be_visible()
    old.go_back()
    expect(old.get_by_role("heading", level=1)).to_have_text("Outbox")
