"""What a phone goes through in a day: double taps, a killed page, a server that dies, a place nobody answers for."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.devices import CrewPhone, Desk, ResidentPhone
from tests.factories.server import Server

pytestmark = pytest.mark.e2e


def reports_of(server: Server, phone: ResidentPhone) -> int:
    """How many requests the server holds from this phone."""
    query = "select count(*) from service_request where reporter_device = ?"
    return int(server.rows(query, phone.device_id())[0][0])


def test_a_double_tap_on_send_makes_one_report(server: Server, resident: ResidentPhone, phone_photo: Path) -> None:
    resident.go_home()
    resident.shoot("Report a problem", phone_photo)
    resident.page.get_by_role("button", name="Use this place").click()
    resident.page.get_by_role("button", name="Pothole").click()
    resident.page.get_by_role("button", name="Send").dblclick()
    expect(resident.page.locator(".receipt-reference")).to_be_visible()
    resident.expect_all_sent()
    assert reports_of(server, resident) == 1


def test_a_half_done_report_survives_a_closed_browser(resident: ResidentPhone, phone_photo: Path) -> None:
    resident.go_home()
    resident.shoot("Report a problem", phone_photo)
    expect(resident.page.get_by_text("within about")).to_be_visible()
    resident.page.get_by_role("button", name="Use this place").click()
    expect(resident.page.get_by_role("button", name="Pothole")).to_be_visible()
    resident.close()
    resident.open(offline=True)
    resident.visit("/")
    expect(resident.page.get_by_text("Not sent yet")).to_be_visible()
    resident.page.get_by_role("link", name="Continue").click()
    resident.page.get_by_role("button", name="Pothole").click()
    expect(resident.page.get_by_role("img", name="Your photo 1")).to_be_visible()
    resident.page.get_by_role("button", name="Send").click()
    expect(resident.page.get_by_text("Saved on this phone").first).to_be_visible()


def test_a_report_made_while_the_server_is_dead_arrives_once_when_it_lives(
    server: Server, resident: ResidentPhone, phone_photo: Path
) -> None:
    resident.go_home()
    server.kill()
    resident.report(phone_photo, "Pothole")
    expect(resident.page.get_by_text("isn't answering")).to_be_visible()
    server.start()
    resident.expect_all_sent()
    assert reports_of(server, resident) == 1


def test_a_place_nobody_answers_for_reaches_a_crew_by_hand(
    server: Server, resident: ResidentPhone, crew: CrewPhone, desk: Desk, phone_photo: Path
) -> None:
    resident.go_home()
    resident.stand_at(36.5, -84.9)
    reference = resident.report(phone_photo, "Pothole")
    resident.expect_all_sent()

    desk.sign_in("dispatch")
    desk.page.get_by_role("button", name=re.compile("^Unassigned")).click()
    desk.page.get_by_role("searchbox").fill(reference)
    desk.row().click()
    expect(desk.page.get_by_text(reference).first).to_be_visible()
    desk.page.keyboard.press("a")
    desk.page.get_by_role("radio", name="North crew").check()
    desk.page.keyboard.press("Enter")

    crew.sign_in("north")
    expect(crew.page.locator("a.job-row", has_text="36.50000")).to_be_visible()
