"""What the field and the desk, or two desks, saw differently: both sides are kept, and a person decides."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.barriers import Barriers
from tests.e2e.devices import CrewPhone, Desk, Device, ResidentPhone
from tests.factories.server import Server

pytestmark = pytest.mark.e2e

Open = Callable[[type[Device], str, str], Device]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One city for all of them; each tells of another kind of problem."""
    running = Server(tmp_path_factory.mktemp("city"))
    running.start()
    yield running
    running.kill()


@pytest.fixture
def second(open_device: Open, server: Server) -> Device:
    """The screen of another who answers for the city."""
    other = open_device(Desk, "second", server.url)
    other.sign_in("manager")
    expect(other.page.locator(".dispatch")).to_be_visible()
    return other


def look_at(desk: Device, queue: str) -> None:
    desk.page.get_by_role("group", name="Queues").get_by_role("button", name=queue).click()


def row(desk: Device, text: str) -> Locator:
    return desk.page.locator("li[role=option]", has_text=text)


def field(desk: Device, name: str) -> Locator:
    """A line of the two sides."""
    return desk.page.get_by_role("table").get_by_role("row", name=re.compile(f"^{name}\\b"))


def sign_in(desk: Device, login: str = "dispatch") -> None:
    desk.sign_in(login)
    expect(desk.page.locator(".dispatch")).to_be_visible()


def test_a_closing_that_met_a_move_is_settled_in_two_actions_and_its_crew_hears_of_it(
    server: Server,
    resident: ResidentPhone,
    crew: CrewPhone,
    desk: Desk,
    second: Desk,
    phone_photo: Path,
    barriers: Barriers,
) -> None:
    resident.go_home()
    resident.report(phone_photo, "Pothole")
    crew.sign_in("south")
    expect(crew.job("Pothole")).to_be_visible()
    crew.wait_until_it_works_offline()
    crew.pull_network()
    crew.job("Pothole").click()
    crew.close_job(phone_photo, "Fixed")
    expect(crew.page.get_by_text("Saved on this phone").first).to_be_visible()
    sign_in(desk)
    south = desk.page.get_by_role("region", name="Crews").get_by_role("listitem").filter(has_text="South crew")
    expect(south).to_contain_text("synced")
    look_at(desk, "In work")
    row(desk, "Pothole").click()
    desk.page.keyboard.press("a")
    desk.page.get_by_role("radio", name="North crew").check()
    desk.page.keyboard.press("Enter")
    expect(row(second, "Pothole")).to_have_count(0)  # it is no new one any more
    told = second.page.get_by_role("status", name="News from others")
    expect(told).to_contain_text("Dana Dispatch gave it to North crew just now: Pothole")
    expect(told).to_contain_text("1 report has left this list.")
    crew.restore_network()
    crew.expect_all_sent()
    news = crew.page.get_by_role("region", name="News about what you sent")
    expect(news).to_contain_text(
        "Dana Dispatch had moved this job meanwhile; your photos and note are kept and the dispatcher decides."
    )

    look_at(second, "Conflicts")
    barriers.look(second.page, "conflicts")
    row(second, "Pothole").click()
    expect(field(second, "Who")).to_contain_text("Sam SouthDana Dispatch")
    expect(field(second, "Crew")).to_contain_text("South crewNorth crew")
    expect(second.page.get_by_role("img", name="Photos of South crew’s closing, photo 1")).to_be_visible()
    barriers.look(second.page, "a conflict")
    second.page.keyboard.press("t")  # two actions: it was chosen, and it is decided
    expect(second.page.get_by_text("Nothing is in conflict")).to_be_visible()
    expect(second.page.get_by_role("region", name="Decided today")).to_contain_text("The crew’s closing counts")
    barriers.look(second.page, "a conflict that was decided")
    second.page.get_by_role("button", name="Put back").click()
    row(second, "Pothole").click()
    second.page.get_by_label("A word to the crew").fill("It is not the right hole.")
    second.page.get_by_role("button", name="Keep it as it is").click()
    expect(second.page.get_by_text("Nothing is in conflict")).to_be_visible()
    expect(news).to_contain_text("Mani Manager decided that the job stays as it was. It is not the right hole.")
    barriers.look(crew.page, "news of a decision")
    assert server.rows("select status, outcome, flags from work_order") == [("assigned", None, "[]")]


def test_two_desks_change_one_report_and_both_changes_are_kept_until_somebody_chooses(
    resident: ResidentPhone, desk: Desk, second: Desk, phone_photo: Path, barriers: Barriers
) -> None:
    resident.go_home()
    resident.report(phone_photo, "Street light out")
    sign_in(desk)
    for one in (desk, second):
        look_at(one, "In work")
        row(one, "Street light").click()
        one.page.keyboard.press("p")
    desk.pull_network()
    choose(desk, "High")
    expect(row(desk, "Street light").get_by_role("img", name="Not sent yet")).to_be_visible()
    choose(second, "Urgent")
    expect(row(second, "Street light")).to_contain_text("Urgent")
    expect(row(second, "Street light").get_by_role("img", name="Not sent yet")).to_have_count(0)
    desk.restore_network()
    expect(desk.page.get_by_text("1 change of yours met another’s. Both are kept.")).to_be_visible()
    desk.page.get_by_role("link", name="See both").click()
    expect(desk.page.get_by_role("table")).to_contain_text("Mani Manager’s")
    expect(field(desk, "Priority")).to_contain_text("HighUrgent")
    barriers.look(desk.page, "a change that met another's")
    desk.page.keyboard.press("t")
    expect(second.page.get_by_role("status", name="News from others")).to_contain_text(
        "Dana Dispatch changed the priority just now: Street light out"
    )
    expect(row(second, "Street light")).to_contain_text("Just changed")
    expect(row(second, "Street light")).to_contain_text("High")
    barriers.look(second.page, "news from another desk")


def test_without_a_network_the_desk_opens_with_its_age_and_its_acts_wait(
    resident: ResidentPhone, desk: Desk, phone_photo: Path, barriers: Barriers
) -> None:
    resident.go_home()
    resident.report(phone_photo, "Garbage missed")
    sign_in(desk)
    look_at(desk, "In work")
    expect(row(desk, "Garbage")).to_be_visible()
    desk.wait_until_it_works_offline()
    desk.close()
    desk.open(offline=True)
    desk.visit("/desk?queue=in_work")
    freshness = desk.page.locator(".freshness")
    expect(freshness).to_contain_text("As of")
    expect(freshness).to_contain_text("No connection.")
    row(desk, "Garbage").click()
    desk.page.keyboard.press("p")
    choose(desk, "Urgent")
    expect(row(desk, "Garbage").get_by_role("img", name="Not sent yet")).to_be_visible()
    barriers.look(desk.page, "the desk without a network")
    freshness.get_by_role("link", name="1 change not sent yet").click()
    expect(desk.page.get_by_text("Saved on this phone")).to_be_visible()
    desk.restore_network()
    expect(desk.page.get_by_text("All sent.")).to_be_visible()


def choose(desk: Device, priority: str) -> None:
    desk.page.get_by_role("radio", name=priority, exact=True).check()
    desk.page.keyboard.press("Enter")
