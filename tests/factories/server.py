"""The product as a process of its own, on a free port with its own data: for tests over real sockets."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from backend.clock import now
from backend.db.session import opened
from backend.schema import migrate
from backend.seeding import FOLDER, seed_city
from backend.settings import Settings

ROOT = Path(__file__).parents[2]


class Server:
    """`curbline run` as a process of its own, for the demo city without its demo requests; it can be stopped, killed
    and started again on the same data. `is_seeded`: the city is there already.
    """

    def __init__(
        self, data_dir: Path, database_url: str = "", is_seeded: bool = False, exchanges_per_s: int = 10
    ) -> None:
        self.data_dir = data_dir
        self._settings = Settings(data_dir=data_dir, database_url=database_url, exchanges_per_s=exchanges_per_s)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        if is_seeded:
            return
        migrate(self._settings.database)
        with opened(self._settings.database) as database:
            database.write_now(lambda connection: seed_city(connection, FOLDER, "test", now()))

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start, and return when it answers."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Start the process."""
        environ = {k: v for k, v in os.environ.items() if not k.startswith("CURBLINE_")} | {
            "CURBLINE_DATA_DIR": str(self.data_dir),
            "CURBLINE_DATABASE_URL": self._settings.database_url,
            "CURBLINE_PORT": str(self.port),
            "CURBLINE_PASSWORD_COST": "test",
            "CURBLINE_EXCHANGES_PER_S": str(self._settings.exchanges_per_s),
            "CURBLINE_WEB_DIR": str(ROOT / "pwa" / "dist"),
        }
        command = [str(Path(sys.executable).with_name("curbline")), "run"]
        with (self.data_dir / "server.log").open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log)

    def wait(self) -> None:
        """Return when it answers."""
        deadline = time.monotonic() + 60
        while not self._answers():
            assert self._process is not None and self._process.poll() is None, (
                self.data_dir / "server.log"
            ).read_text()
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
