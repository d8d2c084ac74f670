"""Who will come is said on the phone without a network; the city's answer wins, and the desk reads why."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from backend.db.commit import commit_changes
from backend.db.session import opened
from backend.places import service as places
from backend.settings import Settings
from tests.e2e.devices import Desk, ResidentPhone
from tests.factories.server import Server

pytestmark = pytest.mark.e2e

BORDER = (35.9606, -83.9143)
"""In District 3 of the South crew, six metres from District 2 of the Central crew."""
CITY_HALL = (35.9606, -83.9207)


def flag_city_hall(server: Server) -> None:
    """Meanwhile the city has learned that this point stands for none."""
    with opened(Settings(data_dir=server.data_dir).database) as database:
        database.write_now(
            lambda c: commit_changes(
                c, "knoxville", [places.add_default_point(c, "knoxville", "city hall", CITY_HALL, 15)]
            )
        )


def test_the_phone_foretells_the_crew_and_the_city_has_the_last_word(
    server: Server, resident: ResidentPhone, desk: Desk, phone_photo: Path
) -> None:
    resident.go_home()
    resident.pull_network()
    flag_city_hall(server)
    resident.report(phone_photo, "Pothole")
    expect(resident.page.get_by_text("Goes to South crew.")).to_be_visible()

    resident.stand_at(*BORDER)
    resident.visit("/")
    resident.report(phone_photo, "Pothole")
    expect(resident.page.get_by_text("Near a border. It goes to South crew or Central crew.")).to_be_visible()

    resident.restore_network()
    resident.expect_all_sent()
    resident.visit("/reports")
    resident.page.locator("main a[href^='/reports/']").last.click()
    expect(
        resident.page.get_by_text("You were told South crew. The city is looking for the right crew.")
    ).to_be_visible()

    desk.sign_in("dispatch")
    desk.page.get_by_role("button", name=re.compile("^Unassigned")).click()
    desk.row(re.compile("Pothole")).click()
    expect(desk.page.get_by_text("The place is the default point “city hall”. Ask where it is.")).to_be_visible()
    desk.page.get_by_role("button", name=re.compile("^In work")).click()
    row = desk.row(re.compile("Pothole"))
    expect(row.get_by_text("Near a border")).to_be_visible()
    row.click()
    expect(desk.page.get_by_text("from the border with District 2")).to_be_visible()
    desk.page.get_by_role("button", name="Hand it to Central crew").click()
    expect(desk.page.get_by_text("Assigned to Central crew")).to_be_visible()
