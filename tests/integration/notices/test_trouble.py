"""Trouble on the way: a mail server that hangs holds up nobody, and a killed server sends after its restart."""

import socket
import threading
import time
from pathlib import Path

import httpx

from backend.notices.mail import Mailer
from backend.notices.sender import Channels, Sender
from tests.factories.city import SOUTH
from tests.factories.mail_server import Post, free_port, mail_server
from tests.factories.phone import Phone
from tests.factories.server import Server
from tests.integration.notices.conftest import FROM, Told

PATIENCE_S = 150
"""Longer than the wait after a first failure."""


def test_a_mail_server_that_hangs_holds_up_nobody(told: Told, sender: Sender, post: Post) -> None:
    told.agree()
    told.finish()
    told.city.clock.wait(minutes=2)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"smtp://127.0.0.1:{mute.getsockname()[1]}"
        sender.channels = Channels(Mailer(url, FROM, told.city.clock))
        sending = threading.Thread(target=sender.send_due)
        sending.start()
        taken, _ = mute.accept()
        told.ann.comment(told.request)
        told.ann.sync()
        assert told.ann.outcome() == ("applied", "ok")
        assert sending.is_alive(), "the mail server is still waited for"
        taken.close()
        sending.join(PATIENCE_S)
    sender.channels = Channels(Mailer(post.url, FROM, told.city.clock))
    assert told.later(minutes=5) == 1


def arrived(post: Post) -> int:
    deadline = time.monotonic() + PATIENCE_S
    while not post.arrived:
        assert time.monotonic() < deadline, "no message came"
    return len(post.arrived)


def test_a_server_that_is_killed_sends_after_its_restart(tmp_path: Path) -> None:
    port = free_port()
    also = {"CURBLINE_SMTP_URL": f"smtp://127.0.0.1:{port}", "CURBLINE_MAIL_FROM": FROM}
    with Server(tmp_path, also=also) as server, httpx.Client(base_url=server.url) as http:
        ann = Phone(http)
        ann.notify(ann.report(SOUTH))
        ann.sync()
        server.kill()
        with mail_server(port) as post:
            server.start()
            assert arrived(post) == 1
            assert post.arrived[0]["To"] == "ann@example.org"
