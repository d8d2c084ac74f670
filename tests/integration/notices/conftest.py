"""A city of its own for each test, and a sender over its database whose mail server is real."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.db.session import Database, opened
from backend.notices.mail import Mailer
from backend.notices.rules import quiet_hours
from backend.notices.sender import Channels, Sender
from backend.notifying import told_changed
from tests.factories.city import SOUTH, City, running_city
from tests.factories.mail_server import Post, mail_server
from tests.factories.postgres import require_postgres

FROM = "City of Knoxville <311@knoxville.example>"


BOTH = pytest.mark.parametrize("city", ["sqlite", "postgresql"], indirect=True)
"""For what each database does in its own way."""


@pytest.fixture
def city(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[City]:
    """The real server over the demo city."""
    server = require_postgres() if getattr(request, "param", "") == "postgresql" else None
    with running_city(tmp_path, server) as running:
        yield running


@pytest.fixture
def database(city: City) -> Iterator[Database]:
    """The city's database, as the command `curbline notices send` opens it."""
    with opened(city.settings.database) as database:
        yield database


@pytest.fixture(scope="module")
def server() -> Iterator[Post]:
    """A mail server."""
    with mail_server() as post:
        yield post


@pytest.fixture
def post(server: Post) -> Post:
    """The mail server, with nothing in it."""
    server.arrived.clear()
    server.answers.clear()
    return server


@pytest.fixture
def sender(city: City, database: Database, post: Post) -> Sender:
    """It sends by e-mail, at any hour."""
    mailer = Mailer(post.url, FROM, city.clock)
    never = quiet_hours("", "UTC")
    return Sender(database, Channels(mailer), never, "https://311.example", told_changed, city.clock, lambda: 0.5)


class Told:
    """Ann, who wants to be told of her report by e-mail and said yes to it; and the crew that has the job."""

    def __init__(self, city: City, sender: Sender, post: Post) -> None:
        self.city, self.sender, self.post = city, sender, post
        self.ann, self.south = city.resident(), city.staff("south")
        self.request = self.ann.report(SOUTH)
        self.reference = self.ann.outbox[0]["args"]["reference"]
        self.ann.sync()
        self.south.sync()
        self.job = self.ann.doc("request", self.request)["work_order_id"]

    def ask(self) -> str:
        """Ann gives her address; the page where she may say yes."""
        self.ann.notify(self.request)
        self.ann.sync()
        assert self.sender.send_due() == 1
        return page_of(self.post)

    def agree(self) -> str:
        """She says yes; the page where she may end it."""
        page = self.ask()
        assert self.city.http.post(f"{page}/yes").status_code == 200
        self.post.arrived.clear()
        return page

    def begin(self) -> None:
        """The crew begins."""
        self.south.start(self.job)
        self.south.sync()

    def finish(self, note: str = "Filled", outcome: str = "fixed") -> None:
        """The crew closes the job."""
        self.south.close(self.job, outcome=outcome, note=note)
        self.south.sync()

    def later(self, **length: float) -> int:
        """Time passes and the sender looks again; how many messages it sent."""
        self.city.clock.wait(**(length or {"minutes": 2}))
        return self.sender.send_due()


def page_of(post: Post) -> str:
    """The path of the page that the last message names."""
    unsubscribe = str(post.arrived[-1]["List-Unsubscribe"])
    return unsubscribe.strip(" <>").removeprefix("https://311.example")


@pytest.fixture
def told(city: City, sender: Sender, post: Post) -> Told:
    """Ann and the crew, at the beginning."""
    return Told(city, sender, post)
