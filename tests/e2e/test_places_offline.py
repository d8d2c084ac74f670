"""Without signal a resident finds an address and a lamp; a pin moves by keys, or by a tap on a map nobody must load."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.barriers import Barriers
from tests.e2e.devices import ResidentPhone
from tests.factories.server import Server, serving

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all of these: they report, and ask for no more."""
    with serving(Server(tmp_path_factory.mktemp("city"))) as running:
        yield running


def begin(resident: ResidentPhone, told: str = "within about") -> Page:
    """The place of a new report, on a phone that has fetched what it carries; `told` of where it is."""
    with resident.page.expect_response(lambda answer: "/places/pack?lat=" in answer.url) as pack:
        resident.go_home()
    assert "authorization" not in pack.value.request.all_headers()
    page = resident.page
    page.get_by_role("button", name="Report without a photo").click()
    expect(page.get_by_role("status").filter(has_text=told)).to_be_visible()
    return page


def arrived(server: Server, page: Page, kind: str) -> tuple[Any, ...]:
    """Go on to the end; the place as the city has it: latitude, longitude, accuracy, source."""
    page.get_by_role("button", name="Use this place").click()
    page.get_by_role("button", name=kind).click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="The city has your report")).to_be_visible()
    newest = "select lat, lon, accuracy_m, place_source from service_request order by recorded_at desc limit 1"
    return server.rows(newest)[0]


def test_an_address_and_a_lamp_are_found_without_signal(resident: ResidentPhone) -> None:
    barriers = Barriers()
    page = begin(resident)
    resident.pull_network()
    page.reload()
    expect(page.get_by_text(re.compile(r"within about 12 m, near \d+ \w+"))).to_be_visible()
    page.get_by_role("button", name="Type the place instead").click()
    field = page.get_by_role("combobox", name="Address, corner or landmark")
    field.press_sequentially("507 tinkre stret")
    expect(page.get_by_role("option").first).to_contain_text("507 Tinker Street")
    barriers.look(page, "found without signal")
    field.fill("the third bench")
    expect(page.get_by_text("No signal. What you typed is kept as it is.")).to_be_visible()
    field.fill("507 tinker")
    page.get_by_role("option", name="507 Tinker Street").click()
    page.get_by_role("button", name="Use this place").click()
    page.get_by_role("button", name="Street light out").click()
    expect(page.get_by_role("button", name=re.compile(r"^Lamp \d+")).first).to_be_visible()
    page.get_by_label("Number on the pole").fill("4411")
    page.get_by_role("button", name="Lamp 4411").click()
    expect(page.locator(".answers")).to_contain_text("Lamp 4411, 507 Tinker Street")
    assert not barriers.found


def test_arrow_keys_move_the_pin_and_the_report_arrives_there(server: Server, resident: ResidentPhone) -> None:
    barriers = Barriers()
    page = begin(resident)
    page.get_by_role("button", name="Move the pin").click()
    said = page.get_by_role("group", name="Move the pin").get_by_role("status")
    expect(page.get_by_role("button", name="5 m north")).to_be_focused()
    for key in ("ArrowUp", "ArrowUp", "Shift+ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    expect(said).to_contain_text(re.compile(r"^30 m north of where you are, near \d+ "))
    barriers.look(page, "a moved pin")
    page.get_by_role("button", name="Back to where I am").click()
    expect(said).to_contain_text("The pin is where you are")
    page.get_by_role("button", name="Bigger steps").click()
    page.get_by_role("button", name="25 m west").click()
    expect(said).to_contain_text("25 m west of where you are")
    lat, lon, *sure = arrived(server, page, "Leaves and brush")
    assert sure == [12, "map"]
    assert lat == pytest.approx(35.9606, abs=1e-6)
    assert lon == pytest.approx(-83.9207 - 25 / 111_195 / 0.80946, abs=1e-6)
    assert not barriers.found


def test_the_map_comes_with_a_tap_and_places_by_a_tap(server: Server, resident: ResidentPhone) -> None:
    barriers = Barriers()
    fetched: list[str] = []
    resident.page.on("request", lambda request: fetched.append(request.url))
    page = begin(resident)
    page.get_by_role("button", name="Move the pin").click()
    expect(page.get_by_role("button", name="5 m north")).to_be_visible()
    assert not [url for url in fetched if "/assets/map/" in url]
    page.get_by_role("button", name="Show on a map").click()
    canvas = page.locator(".pin-map canvas")
    expect(canvas).to_be_visible()
    expect(page.locator(".map-street").first).to_be_visible()
    barriers.look(page, "the map of a pin")
    box = canvas.bounding_box()
    assert box is not None
    canvas.click(position={"x": box["width"] / 2 + 60, "y": box["height"] / 2})
    said = page.get_by_role("group", name="Move the pin").get_by_role("status").first
    expect(said).to_contain_text(re.compile(r"\d+ m east of where you are"))
    resident.pull_network()
    page.reload()
    expect(said).to_contain_text(re.compile(r"\d+ m east of where you are"))
    page.get_by_role("button", name="Show on a map").click()
    expect(page.locator(".pin-map canvas")).to_be_visible()
    resident.restore_network()
    lat, lon, *sure = arrived(server, page, "Parking problem")
    assert sure == [12, "map"]
    assert lat == pytest.approx(35.9606, abs=2e-5)
    assert -83.9207 < lon < -83.9195
    assert not barriers.found


def test_a_rough_fix_asks_for_an_address_first_and_a_place_outside_is_said_at_once(resident: ResidentPhone) -> None:
    barriers = Barriers()
    resident.page.context.set_geolocation({"latitude": 35.5, "longitude": -83.0, "accuracy": 500})
    page = begin(resident)
    told = page.get_by_role("status")
    expect(told.filter(has_text="This is a rough guess.")).to_be_visible()
    expect(told.filter(has_text="This is outside the city's districts.")).to_be_visible()
    expect(page.get_by_role("combobox", name="Address, corner or landmark")).to_be_visible()
    expect(page.get_by_role("button", name="Use this place")).to_be_visible()
    barriers.look(page, "a rough place outside")
    assert not barriers.found


def test_who_may_not_be_located_taps_on_the_map_of_the_city(server: Server, resident: ResidentPhone) -> None:
    barriers = Barriers()
    resident.page.context.clear_permissions()
    page = begin(resident, "This app may not see where you are.")
    page.get_by_role("button", name="Show on a map").click()
    expect(page.get_by_text("Tap the map to place the pin.")).to_be_visible()
    canvas = page.locator(".pin-map canvas")
    expect(canvas).to_be_visible()
    barriers.look(page, "the map of the city")
    canvas.click()
    expect(page.get_by_role("status").filter(has_text="The place you chose")).to_be_visible()
    page.get_by_role("button", name="5 m south").click()
    *_, accuracy_m, source = arrived(server, page, "Pothole")
    assert (accuracy_m, source) == (None, "map")
    assert not barriers.found
