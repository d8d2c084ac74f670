"""A real mail server on a port of its own: what tests of notices send to."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Post:
    """What arrived. `answers` are what the server says to the next messages instead of taking them."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"smtp://127.0.0.1:{port}"
        self.arrived: list[EmailMessage] = []
        self.answers: list[str] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """Whether it takes the address."""
        if self.answers and not self.answers[0].startswith("after "):
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep the message; `after ...` answers come when it was kept, as a server does that dies too early."""
        made = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(made, EmailMessage)
        self.arrived.append(made)
        return self.answers.pop(0).removeprefix("after ") if self.answers else "250 OK"

    def text(self, at: int = -1) -> str:
        """The plain text of a message."""
        body = self.arrived[at].get_body(("plain",))
        assert body is not None
        return str(body.get_content())


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def mail_server(port: int = 0) -> Iterator[Post]:
    """The server, while it runs."""
    post = Post(port or free_port())
    controller = Controller(post, hostname="127.0.0.1", port=post.port)
    controller.start()
    try:
        yield post
    finally:
        controller.stop()
