"""One report under way, whoever uses the phone and in however many tabs: it is nobody else's, and goes once."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.devices import ResidentPhone
from tests.factories.server import Server

pytestmark = pytest.mark.e2e


def come_to(page: Page) -> None:
    """Bring a tab to the front."""
    page.bring_to_front()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def draft(resident: ResidentPhone, photo: Path) -> Page:
    """A pothole, ready to be sent."""
    page = resident.page
    resident.go_home()
    resident.shoot("Report a problem", photo)
    page.get_by_role("button", name="Use this place").click()
    page.get_by_role("button", name="Pothole").click()
    expect(page.get_by_role("img", name="Your photo 1")).to_be_visible()
    page.get_by_label("Note").fill("By the school")
    return page


def test_a_draft_sent_in_two_tabs_is_one_report_and_what_the_second_said_more_is_with_it(
    server: Server, resident: ResidentPhone, phone_photo: Path
) -> None:
    first = draft(resident, phone_photo)
    second = resident.open_tab("/report?step=check")
    expect(second.get_by_role("img", name="Your photo 1")).to_be_visible()
    second.get_by_label("Note").fill("By the school, and it grows")
    first.get_by_role("button", name="Send").click()
    expect(first.locator(".receipt-reference")).to_be_visible()
    second.get_by_role("button", name="Send").click()
    expect(second.locator(".receipt-reference")).to_have_text(first.locator(".receipt-reference").inner_text())
    resident.expect_all_sent()
    assert server.rows("select description from service_request") == [("By the school",)]
    said = server.rows("select text from request_entry where kind = 'comment'")
    assert said == [("By the school, and it grows",)]
    resident.visit("/")
    expect(first.get_by_text("Not sent yet")).to_have_count(0)


def test_another_tab_shows_what_is_under_way_and_goes_on_with_it(resident: ResidentPhone, phone_photo: Path) -> None:
    resident.go_home()
    other = resident.open_tab("/")
    expect(other.get_by_role("button", name="Report without a photo")).to_be_visible()
    draft(resident, phone_photo)
    come_to(other)
    other.get_by_role("link", name="Continue").click()
    expect(other.get_by_label("Note")).to_have_value("By the school")


def test_a_draft_stays_with_the_resident_while_a_crew_uses_the_same_tab(
    server: Server, resident: ResidentPhone, phone_photo: Path
) -> None:
    page = draft(resident, phone_photo)
    page.evaluate("history.pushState(null, '', '/staff'); dispatchEvent(new PopStateEvent('popstate'))")  # no new page
    page.get_by_label("Login").fill("south")
    page.get_by_label("Password", exact=True).fill("curbline-demo")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("No jobs now")).to_be_visible()
    page.get_by_role("link", name="Report", exact=True).click()
    expect(page.get_by_role("button", name="Report without a photo")).to_be_visible()
    page.get_by_role("link", name="Signed in as Sam South").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Staff sign-in")).to_be_visible()
    page.get_by_role("link", name="Report", exact=True).click()
    page.get_by_role("link", name="Continue").click()
    expect(page.get_by_label("Note")).to_have_value("By the school")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".receipt-reference")).to_be_visible()
    resident.expect_all_sent()
    assert server.rows("select count(*) from service_request") == [(1,)]


def test_a_report_begun_from_a_receipt_is_not_lost_by_beginning_again(
    resident: ResidentPhone, phone_photo: Path
) -> None:
    page = draft(resident, phone_photo)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".receipt-reference")).to_be_visible()
    resident.shoot("Report another nearby", phone_photo)
    expect(page.get_by_role("img", name="Your photo 1")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Not sent yet – continue").click()
    expect(page.get_by_role("img", name="Your photo 1")).to_be_visible()
