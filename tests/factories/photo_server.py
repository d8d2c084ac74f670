"""A small real server of photos alone: two phones, a crew member, one request each may or may not read."""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from httpx import Response as HttpResponse
from litestar import Litestar, Request, Response
from litestar.datastructures import State
from litestar.testing import TestClient
from sqlalchemy import Connection, insert

from backend.attachments import service
from backend.attachments.routes import routes
from backend.attachments.rules import Thing
from backend.attachments.service import Promise
from backend.attachments.store import Store
from backend.db.commit import Change, commit_changes
from backend.db.session import Database, opened
from backend.errors import Problem
from backend.people.rules import Actor, digest
from backend.people.tables import Device
from backend.places.tables import Jurisdiction
from backend.settings import Settings
from sync.protocol.messages import PhotoDoc
from tests.factories.migrated import migrated_file

CITY = "knoxville"
START = datetime(2026, 11, 21, 9, 12, tzinfo=UTC)
TUS = {"Tus-Resumable": "1.0.0"}
BYTES = {"Content-Type": "application/offset+octet-stream"}


def id_of(n: int) -> str:
    """A readable id."""
    return f"00000000-0000-7000-8000-{n:012d}"


PHONE, STRANGER, REQUEST, PHOTO = id_of(1), id_of(2), id_of(10), id_of(20)


def actor_of(device_id: str) -> Actor:
    """The unnamed resident at a phone."""
    return Actor(CITY, device_id, "resident")


def credentials(device_id: str) -> dict[str, str]:
    """The Authorization header of a phone."""
    return {"Authorization": f"Device {device_id}.{_secret(device_id)}"}


def _secret(device_id: str) -> str:
    return f"the-secret-of-{device_id}"


class PhotoServer:
    """The running server, its clock, and what it told of changed photos."""

    def __init__(self, database: Database, store: Store, data_dir: Path) -> None:
        self.database = database
        self.store = store
        self.now = START
        self.told: list[list[Thing]] = []
        self.app = Litestar(
            routes(database, store, Settings(data_dir=data_dir), lambda: self.now, self.tell),
            exception_handlers={Problem: _answer},
            openapi_config=None,
        )

    def tell(self, connection: Connection, jurisdiction: str, things: list[Thing]) -> None:
        """Note the changed things and put them on the feed, as the composition root does."""
        self.told.append(things)
        commit_changes(
            connection, jurisdiction, [Change(k, i, len(self.told) + 1, frozenset({"test"})) for k, i in things]
        )

    def wait(self, **length: float) -> None:
        """Let time pass."""
        self.now += timedelta(**length)

    def promise(self, data: bytes, id: str = PHOTO, device_id: str = PHONE, sha256: str | None = None) -> str:
        """Promise a photo of REQUEST; its id."""
        sha256 = sha256 or hashlib.sha256(data).hexdigest()
        one = Promise(id, sha256, len(data), "image/jpeg", "report", device_id, [("request", REQUEST)])
        assert self.database.write_now(lambda c: service.promise(c, CITY, [one], self.now)) == []
        return id

    def show_in(self, *buckets: str) -> None:
        """Let these buckets hold REQUEST, and no others."""
        change = Change("request", REQUEST, 1, frozenset(buckets))
        self.database.write_now(lambda c: commit_changes(c, CITY, [change]))

    def state(self, id: str = PHOTO) -> str:
        """The attachment's state."""
        (doc,) = (d for d in self.database.read_now(_photos) if d.id == id)
        return doc.state


def _photos(connection: Connection) -> list[PhotoDoc]:
    return service.photos_of(connection, "request", [REQUEST])[REQUEST]


@contextmanager
def photo_server(data_dir: Path) -> Iterator[PhotoServer]:
    """A server over a fresh database and an empty store in `data_dir`."""
    with opened(migrated_file(data_dir)) as database:
        database.write_now(_settle_the_city)
        yield PhotoServer(database, Store(data_dir), data_dir)


class Phone:
    """A phone that speaks tus to a server."""

    def __init__(self, http: TestClient[Litestar], device_id: str = PHONE) -> None:
        self.http = http
        self.headers = credentials(device_id)

    def create(self, size: int, attachment: str = PHOTO, body: bytes | None = None, **more: str) -> HttpResponse:
        """POST /files."""
        name = base64.b64encode(attachment.encode()).decode()
        facts = {"Upload-Length": str(size), "Upload-Metadata": f"attachment {name}"}
        kind = BYTES if body is not None else {}
        return self.http.post("/files", headers=self.headers | TUS | facts | kind | more, content=body)

    def place(self, size: int, attachment: str = PHOTO) -> str:
        """Where to send an attachment's bytes."""
        reply = self.create(size, attachment)
        assert reply.status_code == 201, reply.text
        return reply.headers["Location"]

    def offset(self, place: str) -> int:
        """The offset that the server holds."""
        reply = self.ask(place)
        assert reply.status_code == 200, reply.text
        return int(reply.headers["Upload-Offset"])

    def ask(self, place: str) -> HttpResponse:
        """HEAD."""
        return self.http.head(place, headers=self.headers | TUS)

    def send(self, place: str, offset: int, data: bytes | Iterator[bytes], **more: str) -> HttpResponse:
        """PATCH."""
        facts = {"Upload-Offset": str(offset)}
        return self.http.patch(place, headers=self.headers | TUS | BYTES | facts | more, content=data)

    def give_up(self, place: str) -> HttpResponse:
        """DELETE."""
        return self.http.delete(place, headers=self.headers | TUS)

    def upload(self, data: bytes, attachment: str = PHOTO) -> str:
        """A whole upload; its place."""
        place = self.place(len(data), attachment)
        assert self.send(place, 0, data).status_code == 204
        return place

    def read(self, attachment: str = PHOTO, size: str = "large", **more: str) -> HttpResponse:
        """GET the photo."""
        return self.http.get(f"/attachments/{attachment}/{size}", headers=self.headers | more)


def _answer(request: Request[Any, Any, State], problem: Problem) -> Response[dict[str, Any]]:
    body = {"code": problem.code, "detail": problem.detail, **problem.extra}
    return Response(body, status_code=problem.status, headers=problem.headers)


def _settle_the_city(connection: Connection) -> None:
    connection.execute(insert(Jurisdiction).values(id=CITY, name="Knoxville", lat=0.0, lon=0.0, phone="", ver=1))
    blank = {"jurisdiction": CITY, "state": "active", "last_mid": 0, "acked_mid": 0, "skew_ms": 0, "app": ""}
    phones = [blank | {"id": id, "secret_hash": digest(_secret(id)), "last_seen_at": START} for id in (PHONE, STRANGER)]
    connection.execute(insert(Device), phones)
