"""A real server on a free port with its own data, and real browsers with their service worker."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Playwright

from backend.clock import now
from backend.db.session import opened
from backend.schema import migrate
from backend.seeding import FOLDER, seed_city
from backend.settings import Settings
from tests.e2e.devices import CrewPhone, Desk, Device, ResidentPhone
from tests.factories.photos import phone_jpeg, street

ROOT = Path(__file__).parents[2]
PUBLIC_PHOTO = ROOT.parent / "shared" / "data" / "photos" / "phones" / "jolla.jpg"


class Server:
    """`curbline run` as a process of its own, for the demo city without its demo requests; it can be stopped, killed
    and started again on the same data."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        settings = Settings(data_dir=data_dir)
        migrate(settings.database)
        with opened(settings.database) as database:
            database.write_now(lambda connection: seed_city(connection, FOLDER, "test", now()))

    def start(self) -> None:
        """Start, and return when it answers."""
        environ = {k: v for k, v in os.environ.items() if not k.startswith("CURBLINE_")} | {
            "CURBLINE_DATA_DIR": str(self.data_dir),
            "CURBLINE_PORT": str(self.port),
            "CURBLINE_PUBLIC_URL": self.url,
            "CURBLINE_PASSWORD_COST": "test",
            "CURBLINE_WEB_DIR": str(ROOT / "pwa" / "dist"),
        }
        command = [str(Path(sys.executable).with_name("curbline")), "run"]
        with (self.data_dir / "server.log").open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log)
        deadline = time.monotonic() + 60
        while not self._answers():
            assert self._process.poll() is None, (self.data_dir / "server.log").read_text()
            assert time.monotonic() < deadline, "the server did not start"

    def stop(self) -> None:
        """End the process and wait for it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def kill(self) -> None:
        """End the process as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(20)
            self._process = None

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health", timeout=1).status_code == 200
        except httpx.HTTPError:
            return False


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The product, with the demo city and no requests yet."""
    if not (ROOT / "pwa" / "dist" / "index.html").exists():
        pytest.skip("the front end is not built: run infra/bin/test")
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    running = Server(data_dir)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def open_device(playwright: Playwright, tmp_path: Path) -> Iterator[Callable[[type[Device], str, str], Device]]:
    """Opens devices, each with a browser profile on disk, and closes them in the end."""
    devices: list[Device] = []

    def open_one(kind: type[Device], name: str, url: str) -> Device:
        device = kind(playwright, tmp_path / name, url)
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
