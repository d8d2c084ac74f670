"""One pothole, from shutter to closure, with no signal at either end."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from sync.protocol import reference as references
from tests.e2e.devices import CrewPhone, Desk, ResidentPhone
from tests.e2e.waiting import until
from tests.factories.server import Server

pytestmark = pytest.mark.e2e


def test_a_pothole_reported_and_closed_without_signal_is_fixed_for_everybody(
    server: Server, resident: ResidentPhone, crew: CrewPhone, desk: Desk, phone_photo: Path
) -> None:
    # The resident opened the app once, with signal; then there is none.
    resident.go_home()
    expect(resident.page.get_by_text("Report a problem").first).to_be_visible()
    crew.sign_in("south")
    expect(crew.page.get_by_role("heading", name="Today")).to_be_visible()
    resident.pull_network()

    resident.taps = 0
    shown = resident.report(phone_photo, "Pothole")
    assert resident.taps <= 4, f"{resident.taps} taps"
    reference = references.parse(shown)
    assert reference is not None
    expect(resident.page.get_by_role("status").filter(has_text="Saved on this phone")).to_be_visible()

    # The browser is closed and opened again, still without signal: the report is there.
    resident.close()
    resident.open(offline=True)
    resident.visit("/reports")
    expect(resident.report_card).to_contain_text("Pothole")
    expect(resident.page.get_by_text("Saved on this phone")).to_be_visible()
    assert server.rows("select id from service_request where reference = ?", reference) == []

    # Signal: it sends itself, once, to the right district, with its photo and without its EXIF.
    resident.restore_network()
    expect(resident.page.get_by_text("Assigned to South crew")).to_be_visible()
    resident.expect_all_sent()
    [(request_id, district, status)] = server.rows(
        "select r.id, d.name, r.status from service_request r join district d on d.id = r.district_id "
        "where r.reference = ?",
        reference,
    )
    assert (district, status) == ("District 3", "planned")
    until(lambda: len(stored(server, str(request_id))) == 1, "the photo that came whole is not stored")
    [(large,)] = stored(server, str(request_id))
    served = next(server.data_dir.glob(f"photos/*/{large}*")).read_bytes()
    assert b"Exif" not in served
    assert len(Image.open(io.BytesIO(served)).getexif()) == 0

    # The crew's phone gets the job, loses its signal, closes it with a photo, and comes back.
    job = crew.page.locator(f"a.job-row[href$='{job_of(server, str(request_id))}']")
    expect(job).to_be_visible()
    crew.wait_until_it_works_offline()
    crew.pull_network()
    crew.taps = 0
    job.click()
    crew.close_job(phone_photo, "Fixed")
    assert crew.taps <= 3, f"{crew.taps} taps"
    expect(crew.page.get_by_text("Saved on this phone")).to_be_visible()
    assert server.rows("select status from service_request where reference = ?", reference) == [("planned",)]
    crew.restore_network()
    expect(crew.page.get_by_text("Saved on this phone")).to_have_count(0)

    # Dispatcher, resident and everybody with the reference read that it is fixed.
    desk.sign_in("dispatch")
    desk.page.get_by_role("button", name=re.compile("^Done")).click()
    desk.row(re.compile("Fixed.*Pothole", re.DOTALL)).first.click()
    expect(desk.page.get_by_text(shown).first).to_be_visible()
    resident.visit("/reports")
    resident.report_card.click()
    expect(resident.page.get_by_text(re.compile("Fixed on"))).to_be_visible()
    expect(resident.page.get_by_text("After")).to_be_visible()
    public = desk.page.request.get(f"{server.url}/r/{reference}").text()
    assert "Fixed" in public
    assert server.rows(
        "select count(*) from service_request where reporter_device = ("
        "select reporter_device from service_request where reference = ?)",
        reference,
    ) == [(1,)]


def stored(server: Server, request_id: str) -> list[tuple[object, ...]]:
    """The large pictures of a request's photos that the city has made: a moment after their last byte came."""
    return server.rows(
        "select large_sha256 from attachment a join attachment_link l on l.attachment_id = a.id "
        "where l.id = ? and a.state = 'stored'",
        request_id,
    )


def job_of(server: Server, request_id: str) -> object:
    """The work order that serves a request."""
    [(job,)] = server.rows("select work_order_id from work_order_request where request_id = ?", request_id)
    return job
