"""A lost crew phone that finds a network again hands over what waits on it and is empty afterwards."""

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from backend.cli import main
from tests.e2e.devices import CrewPhone, ResidentPhone
from tests.factories.server import Server

pytestmark = pytest.mark.e2e

REST = """async () => {
  const session = await new Promise(done => { const open = indexedDB.open('curbline'); open.onsuccess = () => {
    const get = open.result.transaction('session').objectStore('session').get('now');
    get.onsuccess = () => { open.result.close(); done(get.result ?? null); }; }; });
  return { session, databases: (await indexedDB.databases()).map(({ name }) => name).sort() };
}"""
"""What whoever found the phone could read in it."""


def test_a_lost_phone_hands_over_its_work_and_keeps_nothing(
    server: Server, resident: ResidentPhone, crew: CrewPhone, phone_photo: Path
) -> None:
    resident.go_home()
    resident.report(phone_photo, "Pothole")
    resident.visit("/outbox")
    expect(resident.page.get_by_text("All sent.")).to_be_visible()
    crew.sign_in("south")
    crew.job("Pothole").click()
    crew.wait_until_it_works_offline()
    crew.pull_network()
    crew.close_job(phone_photo, "Fixed")
    expect(crew.page.get_by_text("Saved on this phone").first).to_be_visible()
    done = CliRunner().invoke(main, ["revoke", "south"], env={"CURBLINE_DATA_DIR": str(server.data_dir)})
    assert done.exit_code == 0, done.output
    crew.restore_network()
    expect(crew.page.get_by_text("signed this phone out and emptied it")).to_be_visible()
    assert crew.page.evaluate(REST) == {"session": None, "databases": ["curbline", "curbline-resident"]}
    with sqlite3.connect(server.data_dir / "curbline.db") as connection:
        held = connection.execute(
            "SELECT h.kind, h.why, a.state FROM held_op h JOIN attachment_link l ON l.id = h.op_id "
            "JOIN attachment a ON a.id = l.attachment_id"
        ).fetchall()
    assert held == [("wo.close", "device_lost", "stored")]
