"""What a reporter does after reporting: changes it, takes it back, says whether it is fixed, follows a neighbour's."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from sync.protocol import reference as references
from tests.e2e.barriers import Barriers
from tests.e2e.devices import ResidentPhone
from tests.factories.city import SOUTH
from tests.factories.phone import Phone
from tests.factories.server import Server, serving

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all of these."""
    with serving(Server(tmp_path_factory.mktemp("city"))) as running:
        yield running


@pytest.fixture
def http(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, trust_env=False) as client:
        yield client


def press(page: Page, name: str, *, twice: bool = False) -> None:
    """A button by its words; `twice` as a hasty finger does."""
    page.get_by_role("button", name=name, exact=True).click(click_count=2 if twice else 1)


def lines(server: Server, reference: str, kind: str) -> list[str]:
    """What the city keeps of these acts in the history of a report."""
    query = (
        "SELECT l.text FROM request_entry l JOIN service_request r ON l.request_id = r.id"
        " WHERE r.reference = ? AND l.kind = ? ORDER BY l.recorded_at, l.position"
    )
    return [text for (text,) in server.rows(query, references.parse(reference), kind)]


def close_as_crew(http: httpx.Client, request: str) -> None:
    """The crew fixes it."""
    crew = Phone.signed_in(http, "south", "curbline-demo")
    crew.sync()
    crew.close(crew.doc("request", request)["work_order_id"], note="Filled and rolled")
    crew.sync()


def test_a_report_is_changed_and_taken_back_before_it_is_sent(
    resident: ResidentPhone, server: Server, phone_photo: Path, barriers: Barriers
) -> None:
    page = resident.page
    resident.go_home()
    resident.pull_network()
    reference = resident.report(phone_photo, "Pothole")
    resident.open_report()
    press(page, "Change it")
    barriers.look(page, "changing a report")
    press(page, "Save the change")
    expect(page.get_by_role("alert").get_by_text("Nothing is changed yet")).to_be_visible()
    page.get_by_label("Note").fill("Two deep holes")
    page.get_by_label("Address or landmark").fill("By the old bridge")
    press(page, "Save the change", twice=True)
    expect(page.get_by_text("Two deep holes")).to_be_visible()
    expect(page.get_by_text("By the old bridge")).to_be_visible()
    press(page, "Take it back")
    page.get_by_label("Why?").fill("They are gone")
    barriers.look(page, "taking a report back")
    press(page, "Yes, take it back", twice=True)
    expect(page.locator(".status-line", has_text="Taken back")).to_be_visible()
    resident.visit("/reports")
    expect(page.get_by_role("main").get_by_text("Taken back")).to_be_visible()
    resident.restore_network()
    resident.expect_all_sent()
    query = "SELECT status, description, place_text FROM service_request WHERE reference = ?"
    assert server.rows(query, references.parse(reference)) == [("withdrawn", "Two deep holes", "By the old bridge")]
    assert lines(server, reference, "withdrawn") == ["They are gone"]
    assert len(lines(server, reference, "edited")) == 1


def test_fixed_is_asked_once_and_not_fixed_after_all_opens_it_again(
    resident: ResidentPhone, server: Server, http: httpx.Client, phone_photo: Path, barriers: Barriers
) -> None:
    page = resident.page
    resident.go_home()
    reference = resident.report(phone_photo, "Pothole")
    resident.expect_all_sent()
    resident.open_report()
    expect(page.get_by_text("The city means to have it done by")).to_be_visible()
    close_as_crew(http, page.url.rpartition("/")[2])
    expect(page.get_by_role("heading", name="Is it fixed?")).to_be_visible()
    expect(page.get_by_text("The city means to have it done by")).to_have_count(0)
    barriers.look(page, "is it fixed?")
    press(page, "Yes, it is fixed")
    barriers.look(page, "how well?")
    press(page, "Good", twice=True)
    expect(page.get_by_role("heading", name="You said: Good.")).to_be_focused()
    page.get_by_label("Say more").fill("Quick work")
    barriers.look(page, "rated")
    press(page, "Add these words")
    expect(page.get_by_label("Say more")).to_have_count(0)
    expect(page.get_by_text("You rated the result: Good.")).to_have_count(1)
    resident.expect_all_sent()
    assert lines(server, reference, "rated") == ["4/5", "4/5 Quick work"]

    resident.open_report()
    expect(page.get_by_role("heading", name="You said: Good.")).to_be_visible()
    expect(page.get_by_text("Is it fixed?")).to_have_count(0)
    press(page, "It is not fixed after all")
    page.get_by_label("In your words").fill("It broke open")
    resident.shoot("Take a photo", phone_photo)
    expect(page.get_by_role("img", name="Your photo 1")).to_be_visible()
    barriers.look(page, "opening it again")
    resident.close()
    resident.open()  # the page was killed
    page = resident.page
    resident.open_report()
    expect(page.get_by_label("In your words")).to_have_value("It broke open")
    expect(page.get_by_role("img", name="Your photo 1")).to_be_visible()
    resident.pull_network()
    press(page, "Open it again", twice=True)
    expect(page.locator(".status-line", has_text="Opened again")).to_be_visible()
    expect(page.get_by_text("Saved on this phone")).to_be_visible()
    resident.restore_network()
    resident.expect_all_sent()
    assert lines(server, reference, "reopened") == ["It broke open"]
    desk = Phone.signed_in(http, "dispatch", "curbline-demo")
    desk.sync()
    [seen] = [
        doc
        for (kind, _), doc in desk.docs.items()
        if kind == "request" and doc["reference"] == references.parse(reference)
    ]
    assert [photo["role"] for photo in seen["photos"]] == ["report", "comment"]
    assert (seen["status"], desk.doc("wo", seen["work_order_id"])["status"]) == ("reopened", "open")


def test_a_neighbours_report_is_followed_once_to_its_end(
    resident: ResidentPhone, server: Server, http: httpx.Client, barriers: Barriers
) -> None:
    neighbour = Phone(http)
    request = neighbour.report(SOUTH)
    reference = neighbour.outbox[0]["args"]["reference"]
    neighbour.sync()
    page = resident.page
    resident.go_home()
    resident.visit(f"/report?same={reference}")
    expect(page.get_by_text("Assigned to a crew")).to_be_visible()
    barriers.look(page, "a neighbour's report")
    press(page, "Yes, keep me posted", twice=True)
    expect(page.get_by_text("It is the same as another report")).to_be_visible()
    own = page.url
    resident.expect_all_sent()
    resident.visit(f"/report?same={references.show(reference)}")
    expect(page.get_by_label("Add a comment")).to_be_visible()
    assert page.url == own
    page.get_by_role("link", name="Report another nearby").click()
    press(page, "Report without a photo")
    expect(page.get_by_role("combobox")).to_have_value(f"Where {references.show(reference)} is")
    resident.visit(own.removeprefix(resident.url))
    assert server.rows("SELECT followers FROM service_request WHERE reference = ?", reference) == [(1,)]

    close_as_crew(http, request)
    expect(page.locator(".status-line", has_text="Fixed on")).to_be_visible()
    other = Phone(http)
    over = other.report(SOUTH)
    gone = other.outbox[0]["args"]["reference"]
    other.sync()
    close_as_crew(http, over)
    resident.visit(f"/report?same={gone}")
    expect(page.get_by_role("heading", name="That report is over.")).to_be_visible()
    barriers.look(page, "a report that is over")
    resident.visit("/report?same=K7QM3XD92FJ")
    expect(page.get_by_role("heading", name="No report with this reference")).to_be_visible()
    resident.wait_until_it_works_offline()
    resident.pull_network()
    resident.visit(f"/report?same={references.make()}")
    expect(page.get_by_text("This phone must connect once")).to_be_visible()
