"""One phone, two tabs: one numbers after the other, and nothing goes twice even where the browser's lock is none."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.devices import CrewPhone, ResidentPhone, comment
from tests.factories.server import Server

pytestmark = pytest.mark.e2e

LOCK_FOR_ALL = """
LockManager.prototype.request = function (name, options, work) { return Promise.resolve((work ?? options)({ name })); };
"""
"""Web Locks of which each tab gets every one at once (I17)."""

EACH = 4


@pytest.fixture(params=["one tab at a time", "all tabs at once"])
def lock(request: pytest.FixtureRequest) -> str:
    """Who may sync."""
    return str(request.param)


def two_tabs(resident: ResidentPhone, photo: Path) -> tuple[Page, Page]:
    """Both on the one report that this phone has sent."""
    resident.go_home()
    resident.report(photo, "Pothole")
    resident.expect_all_sent()
    resident.open_report()
    other = resident.open_tab(resident.page.url.removeprefix(resident.url))
    expect(other.get_by_label("Add a comment")).to_be_visible()
    return resident.page, other


def test_two_tabs_number_and_send_each_act_once(
    server: Server, resident: ResidentPhone, phone_photo: Path, lock: str
) -> None:
    if lock == "all tabs at once":
        resident.page.context.add_init_script(LOCK_FOR_ALL)
    first, second = two_tabs(resident, phone_photo)
    resident.pull_network()
    for number in range(EACH):
        comment(first, f"first {number}")
        comment(second, f"second {number}")
    resident.restore_network()
    resident.expect_all_sent()

    device = resident.device_id()
    numbers = server.rows("select mid from sync_op where device_id = ? order by mid", device)
    assert [mid for (mid,) in numbers] == list(range(1, 2 * EACH + 2))
    said = server.rows("select text from request_entry where kind = 'comment' order by text")
    assert [text for (text,) in said] == sorted(f"{tab} {n}" for tab in ("first", "second") for n in range(EACH))


def test_what_one_tab_keeps_shows_in_the_other(resident: ResidentPhone, phone_photo: Path) -> None:
    first, second = two_tabs(resident, phone_photo)
    resident.pull_network()
    comment(first, "Mind the dog")
    expect(second.get_by_text("Mind the dog")).to_be_visible()
    expect(second.get_by_text("1 not sent yet")).to_be_visible()


@pytest.mark.usefixtures("server")
def test_signing_out_in_one_tab_clears_the_other(crew: CrewPhone) -> None:
    crew.sign_in("south")
    expect(crew.page.get_by_text("No jobs now")).to_be_visible()
    other = crew.open_tab("/crew")
    expect(other.get_by_role("link", name="Signed in as Sam South")).to_be_visible()
    crew.visit("/staff")
    crew.page.get_by_role("button", name="Sign out").click()
    expect(other.get_by_text("Sign in to see your work.")).to_be_visible()
    expect(other.get_by_role("link", name="Signed in as Sam South")).to_have_count(0)
