"""A resident finds an address by its words and a lamp by its number; a crew finds both without a network."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.barriers import Barriers
from tests.e2e.devices import CrewPhone, ResidentPhone

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_an_address_with_a_typing_error_is_picked_by_keyboard_and_a_lamp_with_one_tap(resident: ResidentPhone) -> None:
    barriers = Barriers()
    resident.go_home()
    page = resident.page
    page.get_by_role("button", name="Report without a photo").click()
    page.get_by_role("button", name="Type the place instead").click()
    field = page.get_by_role("combobox", name="Address, corner or landmark")
    field.press_sequentially("tinkre stret")
    expect(page.get_by_role("option").first).to_contain_text("Tinker Street")
    barriers.look(page, "suggestions")
    field.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(field).to_have_value("Tinker Street")
    expect(page.get_by_role("option")).to_have_count(0)
    page.get_by_role("button", name="Use this place").click()
    page.get_by_role("button", name="Street light out").click()
    lamp = page.get_by_role("button", name="Lamp 44").first
    lamp.click()
    expect(lamp).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".answers")).to_contain_text(", Tinker Street")
    barriers.look(page, "which lamp")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".receipt-reference")).to_be_visible()
    assert not barriers.found


def test_a_report_from_where_one_stands_says_which_house_is_near(resident: ResidentPhone, phone_photo: Path) -> None:
    resident.go_home()
    page = resident.page
    resident.shoot("Report a problem", phone_photo)
    page.get_by_role("button", name="Use this place").click()
    page.get_by_role("button", name="Pothole").click()
    expect(page.locator(".answers")).to_contain_text(re.compile(r", near \d+ \w+"))


def test_a_crew_finds_a_lamp_and_a_house_without_a_network(crew: CrewPhone) -> None:
    barriers = Barriers()
    page = crew.page
    with page.expect_response("**/places/pack"):
        crew.sign_in("south")
    crew.wait_until_it_works_offline()
    page.get_by_role("link", name="Find an address or lamp").click()
    field = page.get_by_role("combobox", name="Address, street or lamp number")
    field.press_sequentially("lamp 4411")
    expect(page.get_by_role("option").first).to_contain_text("Lamp 4411")
    crew.pull_network()
    page.reload()
    field.press_sequentially("lanten st")
    expect(page.get_by_role("option").first).to_contain_text("Lantern Street")
    barriers.look(page, "found without a network")
    field.fill("lamp 4411")
    expect(page.get_by_role("option").first).to_contain_text("Lamp 4411")
    field.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Lamp 4411")
    field.press("Enter")
    expect(page.locator("a[href^='geo:35.96']")).to_be_visible()
    assert not barriers.found
