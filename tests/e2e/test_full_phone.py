"""A phone with no room left: it says so, claims nothing that is not kept, and goes on when there is room again."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.barriers import Barriers
from tests.e2e.devices import ResidentPhone
from tests.factories.server import Server

pytestmark = [pytest.mark.e2e, pytest.mark.whole_browser]  # quotas

SIZE_MB = 96


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own for the browser's profile."""
    disk = tmp_path / "resident"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "none", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a small disk is not installed: mounting one needs root")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """A file that takes all the room there is."""
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(bytes(4096)) == 4096:
            pass
    return ballast


def test_a_report_that_a_full_phone_cannot_keep_is_not_called_kept(
    small_disk: Path, server: Server, resident: ResidentPhone, phone_photo: Path
) -> None:
    resident.go_home()
    page = resident.page
    resident.pull_network()
    resident.shoot("Report a problem", phone_photo)
    resident.tap(page.get_by_role("button", name="Use this place"))
    resident.tap(page.get_by_role("button", name="Pothole"))
    expect(page.get_by_role("img", name="Your photo 1")).to_be_visible()
    ballast = fill(small_disk)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert").filter(has_text="This phone could not save the report.")).to_be_visible()

    ballast.unlink()
    page.reload()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Saved on this phone")).to_be_visible()
    resident.restore_network()
    resident.expect_all_sent()
    assert server.rows("select state from attachment") == [("stored",)]


def test_a_photo_that_a_full_phone_cannot_keep_is_not_counted_on(
    small_disk: Path, resident: ResidentPhone, phone_photo: Path, barriers: Barriers
) -> None:
    resident.go_home()
    page = resident.page
    resident.wait_until_it_works_offline()
    ballast = fill(small_disk)
    resident.shoot("Report a problem", phone_photo)
    expect(page.get_by_role("alert").filter(has_text="This phone is full and can't keep this photo.")).to_be_visible()
    expect(page.get_by_role("img", name="Your photo 1")).to_have_count(0)
    barriers.look(page, "a full phone")

    ballast.unlink()
    resident.shoot("Take a photo", phone_photo)
    expect(page.get_by_role("img", name="Your photo 1")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="full")).to_have_count(0)
