"""Who may see and send what: a session that ended, a sign-out too early, two people with one browser."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.barriers import Barriers
from tests.e2e.devices import CrewPhone, ResidentPhone
from tests.e2e.waiting import until_stored
from tests.factories.server import Server

pytestmark = pytest.mark.e2e

SYNC = "**/sync/**"


@pytest.fixture
def south_has_a_job(resident: ResidentPhone, phone_photo: Path) -> str:
    """The reference of a report that the south crew has."""
    resident.go_home()
    shown = resident.report(phone_photo, "Pothole")
    resident.expect_all_sent()
    return shown


def end_sessions(server: Server) -> None:
    """As when they run out, or the city ends them."""
    server.rows("delete from sign_in")


def test_work_done_after_the_session_ended_is_kept_and_goes_with_the_next_sign_in(
    server: Server, crew: CrewPhone, south_has_a_job: str, phone_photo: Path, barriers: Barriers
) -> None:
    crew.sign_in("south")
    crew.job("Pothole").click()
    crew.wait_until_it_works_offline()
    end_sessions(server)
    crew.close_job(phone_photo, "Fixed")
    page = crew.page
    expect(page.get_by_text("Sign in to send 1 saved item.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Sign in to send 1 saved item.")).to_be_visible()
    assert server.rows("select status from work_order") == [("assigned",)]
    barriers.look(page, "signed out, with unsent work")

    page.get_by_role("link", name="Sign in", exact=True).click()
    page.get_by_label("Login").fill("south")
    page.get_by_label("Password", exact=True).fill("curbline-demo")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Closed today")).to_be_visible()
    crew.expect_all_sent()
    assert server.rows("select status, outcome from work_order") == [("done", "fixed")]
    until_stored(server, 2)


def test_signing_out_with_unsent_work_asks_first(crew: CrewPhone, south_has_a_job: str) -> None:
    crew.sign_in("south")
    crew.job("Pothole").click()
    crew.cut_off(SYNC)
    crew.page.get_by_role("button", name="Accept").click()
    expect(crew.page.get_by_role("button", name="Start")).to_be_visible()
    crew.visit("/staff")
    crew.page.get_by_role("button", name="Sign out").click()
    expect(crew.page.get_by_role("alert")).to_contain_text("1 thing is only on this phone")
    crew.page.get_by_role("button", name="Stay signed in").click()
    crew.visit("/outbox")
    expect(crew.page.get_by_role("heading", name=f"Job accepted: Pothole · {south_has_a_job}")).to_be_visible()

    crew.let_through(SYNC)
    crew.visit("/outbox")
    expect(crew.page.get_by_text("All sent.")).to_be_visible()
    crew.visit("/staff")
    crew.page.get_by_role("button", name="Sign out").click()
    expect(crew.page.get_by_role("heading", name="Staff sign-in")).to_be_visible()


def test_a_resident_s_unsent_report_and_a_crew_s_session_in_one_browser_stay_apart(
    server: Server, resident: ResidentPhone, phone_photo: Path
) -> None:
    resident.go_home()
    resident.cut_off(SYNC)
    shown = resident.report(phone_photo, "Pothole")
    page = resident.page
    resident.sign_in("south")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    resident.let_through(SYNC)
    page.reload()
    expect(page.get_by_text("No jobs now")).to_be_visible()
    resident.expect_all_sent()
    resident.visit("/reports")
    expect(page.get_by_text(shown)).to_have_count(0)
    assert server.rows("select count(*) from service_request") == [(0,)]

    resident.visit("/staff")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Staff sign-in")).to_be_visible()
    resident.expect_all_sent()
    device = resident.device_id()
    assert server.rows("select account_id from sync_device where id = ?", device) == [(None,)]
    assert server.rows("select reporter_device from service_request") == [(device,)]
