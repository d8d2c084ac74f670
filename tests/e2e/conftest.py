"""A real server on a free port with its own data, and real browsers with their service worker.

Most tests use Chromium without its windows and menus, which takes a third less of the processor, where Debian's package
of it is there. What those bring (`whole_browser`) is tested in the whole browser, and so are the benchmarks.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.e2e.barriers import AXE, Barriers
from tests.e2e.devices import CrewPhone, Desk, Device, ResidentPhone
from tests.factories.photos import phone_jpeg, street
from tests.factories.server import Server, serving

ROOT = Path(__file__).parents[2]
SHELL = os.environ.get("CHROMIUM_SHELL_PATH") or shutil.which("chromium-headless-shell")
PUBLIC_PHOTO = ROOT.parent / "shared" / "data" / "photos" / "phones" / "jolla.jpg"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The product, with the demo city and no requests yet."""
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    with serving(Server(data_dir)) as running:
        yield running


@pytest.fixture
def open_device(
    request: pytest.FixtureRequest, playwright: Playwright, tmp_path: Path
) -> Iterator[Callable[[type[Device], str, str], Device]]:
    """Opens devices, each with a browser profile on disk, and closes them in the end."""
    devices: list[Device] = []
    browser = {} if SHELL is None or request.node.get_closest_marker("whole_browser") else {"browser": SHELL}

    def open_one(kind: type[Device], name: str, url: str) -> Device:
        device = kind(playwright, tmp_path / name, url, **browser)
        devices.append(device)
        device.open()
        return device

    yield open_one
    for device in devices:
        device.close()


@pytest.fixture
def resident(open_device: Callable[[type[ResidentPhone], str, str], ResidentPhone], server: Server) -> ResidentPhone:
    """A resident's phone, standing in the middle of the demo city."""
    return open_device(ResidentPhone, "resident", server.url)


@pytest.fixture
def crew(open_device: Callable[[type[CrewPhone], str, str], CrewPhone], server: Server) -> CrewPhone:
    """A crew's phone, nobody signed in yet."""
    return open_device(CrewPhone, "crew", server.url)


@pytest.fixture
def desk(open_device: Callable[[type[Desk], str, str], Desk], server: Server) -> Desk:
    """A dispatcher's screen, nobody signed in yet."""
    return open_device(Desk, "desk", server.url)


@pytest.fixture
def phone_photo(tmp_path: Path) -> Path:
    """A real phone's photo where the public data lies beside the project, else one with orientation 6 and GPS."""
    photo = tmp_path / "pothole.jpg"
    if PUBLIC_PHOTO.exists():
        shutil.copyfile(PUBLIC_PHOTO, photo)
    else:
        photo.write_bytes(phone_jpeg(street(3000, 2000), orientation=6))
    return photo


@pytest.fixture
def barriers() -> Iterator[Barriers]:
    """Fails with all that was found on the way, not only the first."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run infra/bin/test")
    collected = Barriers()
    yield collected
    assert collected.found == []
