"""One writer an upload, across processes too: a second server process on the same folder."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from litestar.testing import TestClient

from tests.factories.photo_server import Phone, id_of, photo_server
from tests.factories.photos import phone_jpeg, street

DATA = phone_jpeg(street(), 6)
HOLDER = """
import sys
from pathlib import Path
from backend.attachments.locks import Locks
with Locks(Path(sys.argv[1])).hold(sys.argv[2]):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process_that_writes(data_dir: Path, upload_id: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLDER, str(data_dir / "uploads.lock"), upload_id]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_while_another_process_writes_an_upload_it_is_locked_and_the_others_are_not(tmp_path: Path) -> None:
    with photo_server(tmp_path) as server, TestClient(server.app) as http:
        phone = Phone(http)
        other = server.promise(DATA + b"!", id_of(11))
        server.promise(DATA)
        place, elsewhere = phone.place(len(DATA)), phone.place(len(DATA) + 1, other)
        with another_process_that_writes(tmp_path, place.rpartition("/")[2]):
            assert phone.send(place, 0, DATA).status_code == 423
            assert phone.send(elsewhere, 0, DATA).status_code == 204
        assert phone.send(place, 0, DATA).status_code == 204


def test_a_killed_process_lets_go_of_its_uploads(tmp_path: Path) -> None:
    with photo_server(tmp_path) as server, TestClient(server.app) as http:
        phone = Phone(http)
        server.promise(DATA)
        place = phone.place(len(DATA))
        with another_process_that_writes(tmp_path, place.rpartition("/")[2]) as process:
            process.kill()
            process.wait()
            assert phone.send(place, 0, DATA).status_code == 204
        assert server.state() == "stored"
