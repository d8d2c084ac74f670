"""A crew's day: prepared, worked with gloves and without signal, killed in the middle, ended with all received."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import httpx
import pytest
from msgspec import convert
from playwright.sync_api import Locator, Page, expect

from tests.bench.resident_targets import LOOK, Target
from tests.e2e.barriers import Barriers
from tests.e2e.devices import CrewPhone, Device
from tests.e2e.waiting import until_on_disk
from tests.factories.city import SOUTH
from tests.factories.phone import Phone
from tests.factories.photos import phone_jpeg, street
from tests.factories.reported import reported_with_photo
from tests.factories.server import Server

pytestmark = pytest.mark.e2e

PLACES = ("By the bakery", "At the school", "Under the bridge")
SMALLEST_PX = 64


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the camera takes of the work."""
    photo = tmp_path_factory.mktemp("camera") / "after.jpg"
    photo.write_bytes(phone_jpeg(street(1200, 900)))
    return photo


@pytest.fixture
def reporter(server: Server) -> Iterator[Phone]:
    """Somebody who reported three potholes in the south, each with a photo."""
    with httpx.Client(base_url=server.url) as http:
        phone = Phone(http)
        for nth, place in enumerate(PLACES):
            photo = phone_jpeg(street(800 + nth, 600))
            reported_with_photo(phone, (SOUTH[0] - nth / 200, SOUTH[1]), photo, place=place)
        yield phone


@pytest.fixture
def south(crew: CrewPhone, reporter: Phone) -> CrewPhone:
    """The south crew's phone with its jobs, in a browser that keeps what it is given."""
    assert reporter.acks
    crew.in_devtools("Browser.grantPermissions", permissions=["durableStorage", "geolocation"])
    crew.sign_in("south")
    for place in PLACES:
        expect(crew.job(place)).to_be_visible()
    crew.wait_until_it_works_offline()
    return crew


def open_job(crew: CrewPhone, place: str) -> None:
    """From Today to a job; walking there is no tap that closes it."""
    crew.visit("/crew")
    crew.job(place).click()
    expect(crew.page.get_by_role("heading", name="What the reporter said")).to_be_visible()


def prepared(crew: CrewPhone) -> Locator:
    """What Prepare says in the end."""
    crew.visit("/crew/prepare")
    verdict = crew.page.locator(".verdict")
    expect(verdict).to_contain_text("3 jobs, 3 photos")
    return verdict


def kill(crew: Device, path: str) -> Page:
    """The browser ends as it stands, and is opened again without signal."""
    crew.close()
    crew.open(offline=True)
    crew.visit(path)
    return crew.page


def test_a_day_without_signal_is_prepared_worked_in_three_taps_a_job_and_received(
    server: Server, south: CrewPhone, after: Path
) -> None:
    page = south.page
    expect(prepared(south)).to_contain_text("are on this phone. Ready.")
    expect(page.locator(".prepare-missing")).to_have_count(0)

    south.pull_network()
    for place in PLACES:
        open_job(south, place)
        expect(page.locator("img[alt='Pothole, photo 1 of the problem']")).to_be_visible()
        south.taps = 0
        south.close_job(after, "Fixed")
        expect(page.get_by_text("Pothole is closed.")).to_be_visible()
        assert south.taps <= 3, f"{south.taps} taps"

    # Undone while nothing has left the phone: it is the half-done closing again.
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Fixed", exact=True)).to_be_checked()
    expect(page.get_by_role("img", name="After")).to_be_visible()
    page.get_by_label("Made safe", exact=True).check()
    page.get_by_role("button", name="Close job").click()
    expect(page.get_by_text("Pothole is closed.")).to_be_visible()

    page.get_by_role("link", name="End of shift").click()
    expect(page.locator(".verdict")).to_contain_text("3 things are still on this phone.")
    expect(page.get_by_text("3 jobs closed today")).to_be_visible()
    south.restore_network()
    expect(page.locator(".verdict")).to_contain_text("Everything is received.")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Staff sign-in")).to_be_visible()
    closed = server.rows("select outcome from work_order where status = 'done' order by outcome")
    assert closed == [("fixed",), ("fixed",), ("made_safe",)]
    assert server.rows("select count(*) from attachment where state = 'stored'") == [(6,)]


def test_a_page_killed_at_any_step_opens_on_the_same_one(south: CrewPhone, after: Path) -> None:
    expect(prepared(south)).to_contain_text("Ready.")
    south.pull_network()
    open_job(south, PLACES[1])
    job = south.page.url.removeprefix(south.url)
    south.shoot("Done", after)
    expect(south.page.get_by_role("img", name="After")).to_be_visible()

    page = kill(south, job)
    expect(page.get_by_text("We kept this.")).to_be_visible()
    page.get_by_role("link", name="Go on closing").click()
    expect(page.get_by_role("img", name="After")).to_be_visible()
    page.get_by_label("Needs parts", exact=True).check()
    until_on_disk(page, "needs_parts")
    page = kill(south, f"{job}/close")
    expect(page.get_by_text("We kept this.")).to_be_visible()
    expect(page.get_by_label("Needs parts", exact=True)).to_be_checked()
    page.get_by_text("Time and material").click()
    page.get_by_role("button", name="30 min").click()
    page.get_by_label("The reporter will read this").fill("Ordered a cover")
    until_on_disk(page, "Ordered a cover")
    page = kill(south, f"{job}/close")
    expect(page.get_by_label("The reporter will read this")).to_have_value("Ordered a cover")
    expect(page.get_by_role("button", name="30 min")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Close job").click()
    expect(page.get_by_text("Pothole: Needs parts")).to_be_visible()

    # The order of the day, laid by hand.
    page.get_by_role("link", name="first").or_(page.get_by_role("link", name="route")).first.click()
    page.get_by_role("button", name="To the top: Pothole, 2").click()
    first = page.locator(".by-hand li").first.inner_text()
    page = kill(south, "/crew")
    expect(page.locator("a.job-row").first).to_contain_text(first.splitlines()[1])

    # Something else, begun.
    south.shoot("Found something else", after)
    expect(page.get_by_role("heading", name="What is it?")).to_be_visible()
    page.get_by_role("button", name="Street light out").click()
    until_on_disk(page, "street-light")
    page = kill(south, "/crew/found")
    expect(page.get_by_text("We kept this.")).to_be_visible()
    expect(page.get_by_role("button", name="Street light out")).to_have_attribute("aria-pressed", "true")


def test_prepare_names_what_is_missing_and_gets_it(crew: CrewPhone, reporter: Phone) -> None:
    assert reporter.acks
    crew.in_devtools("Browser.grantPermissions", permissions=["durableStorage", "geolocation"])
    crew.cut_off("**/attachments/**")
    crew.sign_in("south")
    expect(crew.job(PLACES[0])).to_be_visible()
    expect(crew.page.get_by_role("link", name="Not ready without signal")).to_contain_text("3 photos")
    crew.page.get_by_role("link", name="Not ready without signal").click()
    expect(crew.page.locator(".verdict")).to_contain_text("Not ready. Missing: 3 photos")
    for place in PLACES:
        expect(crew.page.get_by_text(f"Photo: Pothole, {place}")).to_be_visible()
    crew.let_through("**/attachments/**")
    crew.page.get_by_role("button", name="Get it").click()
    expect(crew.page.locator(".verdict")).to_contain_text("3 jobs, 3 photos")
    expect(crew.page.locator(".verdict")).to_contain_text("Ready.")


def test_what_was_closed_is_corrected_and_what_else_was_found_is_reported_in_three_taps(
    server: Server, south: CrewPhone, after: Path
) -> None:
    page = south.page
    open_job(south, PLACES[0])
    job = page.url.removeprefix(south.url)
    south.taps = 0
    south.shoot("Found something else", after)
    south.tap(page.get_by_role("button", name="Street light out"))
    south.tap(page.get_by_role("button", name="Send"))
    expect(page.get_by_text("Saved. Its reference is")).to_be_visible()
    assert south.taps <= 3, f"{south.taps} taps"
    expect(page.get_by_text("Received")).to_be_visible()
    [(words,)] = server.rows("select description from service_request where service_code != 'pothole'")
    assert words == f"Found by South crew while at Pothole, {PLACES[0]}."

    page.get_by_role("link", name="Back to the job").first.click()
    south.close_job(after, "Fixed")
    south.expect_all_sent()
    south.visit(job)
    page.get_by_role("link", name="Correct").click()
    expect(page.get_by_role("heading", name="What was said before")).to_be_visible()
    page.get_by_role("button", name="Send the correction").click()
    expect(page.get_by_text("Nothing is different yet.")).to_be_visible()
    page.get_by_label("Made safe", exact=True).check()
    page.get_by_label("The reporter will read this").fill("Safe for tonight, we come back")
    page.get_by_role("button", name="Send the correction").click()
    said = page.get_by_role("region", name="How it was closed")
    expect(said).to_contain_text("Safe for tonight, we come back")
    expect(said).to_contain_text("We fixed it.")
    south.expect_all_sent()
    assert server.rows("select outcome from work_order where outcome is not null") == [("made_safe",)]


def test_a_crew_does_not_sign_out_of_unsent_work_before_it_lies_in_a_file(
    server: Server, south: CrewPhone, after: Path
) -> None:
    page = south.page
    with httpx.Client(base_url=server.url) as http:
        mate = Phone.signed_in(http, "south", "curbline-demo")
        mate.sync()
        [job] = [id for kind, id in mate.docs if kind == "wo" and PLACES[0] in str(request_of(mate, id))]
        open_job(south, PLACES[0])
        south.pull_network()
        south.close_job(after, "Fixed")
        mate.close(job, at=datetime.now(UTC).isoformat())
        mate.sync()
    page.get_by_role("link", name="End of shift").click()
    page.get_by_role("button", name="Sign out").click()
    refused = page.get_by_role("alert").filter(has_text="You cannot sign out yet.")
    expect(refused).to_be_visible()
    expect(page.get_by_role("button", name="Sign out and keep it here")).to_have_count(0)
    with page.expect_download() as download:
        refused.get_by_role("button", name="Save a copy of all").click()
    assert '"wo.close"' in Path(download.value.path()).read_text()
    expect(page.get_by_role("button", name="Sign out and keep it here")).to_be_visible()

    # Its mate had closed it first: that makes a note of this one, and says so.
    south.restore_network()
    expect(page.locator(".verdict")).to_contain_text("Everything is received.")
    south.visit("/crew")
    expect(page.get_by_text("closed this job first")).to_be_visible()


def request_of(phone: Phone, job: str) -> object:
    """The first request that a job serves, as a phone holds it."""
    return phone.doc("request", phone.doc("wo", job)["request_ids"][0])["place"]


def test_every_screen_of_a_crew_is_for_gloves_and_for_everybody(
    south: CrewPhone, after: Path, barriers: Barriers
) -> None:
    small: list[str] = []
    for name, show in screens(south, after):
        show()
        expect(south.page.get_by_role("heading", level=1)).to_be_visible()
        barriers.look(south.page, name)
        south.page.evaluate("document.documentElement.toggleAttribute('data-bright', true)")
        barriers.look(south.page, f"{name}, bright")
        found = convert(south.page.evaluate(LOOK), list[Target])
        small += [f"{one.name!r} of {name}: {one.px:.0f}" for one in found if one.px < SMALLEST_PX and not one.inline]
        south.page.evaluate("document.documentElement.toggleAttribute('data-bright', false)")
    assert [one for one in small if "Skip to content" not in one] == []


def screens(crew: CrewPhone, after: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each screen of a crew by name, and how one comes there."""
    page = crew.page
    yield "today", lambda: crew.visit("/crew")
    for path in ("prepare", "order", "found", "find", "end"):
        yield path, partial(crew.visit, f"/crew/{path}")
    yield "a job", lambda: open_job(crew, PLACES[0])
    yield "closing", lambda: crew.shoot("Done", after)
    crew.pull_network()
    page.get_by_label("Fixed", exact=True).check()
    page.get_by_role("button", name="Close job").click()
    yield "just closed", lambda: expect(page.get_by_text("Pothole is closed.")).to_be_visible()
    yield "the end, unsent", lambda: crew.visit("/crew/end")
    yield "outbox", lambda: crew.visit("/outbox")
