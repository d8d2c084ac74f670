"""Two people change one thing at once, one of them without signal."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.barriers import Barriers
from tests.e2e.devices import CrewPhone, Desk, ResidentPhone
from tests.factories.server import Server

pytestmark = pytest.mark.e2e


def test_a_job_closed_without_signal_while_the_desk_gives_it_away_stays_closed(
    server: Server, resident: ResidentPhone, crew: CrewPhone, desk: Desk, phone_photo: Path, barriers: Barriers
) -> None:
    resident.go_home()
    shown = resident.report(phone_photo, "Pothole")
    crew.sign_in("south")
    expect(crew.job("Pothole")).to_be_visible()
    crew.wait_until_it_works_offline()
    crew.pull_network()
    crew.job("Pothole").click()
    crew.close_job(phone_photo, "Fixed")
    expect(crew.page.get_by_text("Saved on this phone")).to_be_visible()

    desk.sign_in("dispatch")
    desk.page.get_by_role("button", name=re.compile("^In work")).click()
    desk.row(re.compile("Pothole")).click()
    expect(desk.page.get_by_text(shown).first).to_be_visible()
    desk.page.keyboard.press("a")
    desk.page.get_by_role("radio", name="North crew").check()
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_text("Assigned to North crew").first).to_be_visible()
    desk.expect_all_sent()
    crew.restore_network()
    crew.expect_all_sent()
    news = crew.page.get_by_role("region", name="News about what you sent")
    expect(news).to_contain_text("had moved this job meanwhile; your photos and note are kept")
    barriers.look(crew.page, "news about what was sent")
    news.get_by_role("button", name="OK").click()
    expect(news).to_have_count(0)

    [(job, status, code)] = server.rows(
        "select w.id, w.status, o.code from work_order w"
        " join sync_op o on o.kind = 'wo.close' and o.\"on\" = 'wo/' || w.id"
    )
    assert (status, code) == ("done", "late_closure")
    crew.visit(f"/crew/jobs/{job}")
    expect(crew.page.get_by_role("heading", name="Pothole", level=1)).to_be_visible()
    expect(crew.page.get_by_text("Another crew has this job.")).to_be_visible()
    expect(crew.page.get_by_role("link", name="Correct")).to_be_visible()
    desk.visit("/desk")
    desk.page.get_by_role("button", name=re.compile("^Done")).click()
    expect(desk.row(re.compile("Fixed.*Pothole", re.DOTALL))).to_be_visible()
