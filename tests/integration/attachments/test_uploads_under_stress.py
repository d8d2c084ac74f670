"""What becomes of uploads when connections are cut, phones fall silent, and the server dies between two steps."""

import asyncio
import http.client
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uvicorn
from litestar.testing import TestClient

from backend.attachments.purge import purge_expired
from backend.attachments.uploads import Uploads
from tests.factories.photo_server import (
    BYTES,
    PHONE,
    PHOTO,
    STRANGER,
    TUS,
    Phone,
    PhotoServer,
    actor_of,
    credentials,
    id_of,
    photo_server,
)
from tests.factories.photos import phone_jpeg, street

DATA = phone_jpeg(street(1200, 900), 6)
HALF = len(DATA) // 2


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PhotoServer]:
    with photo_server(tmp_path) as server:
        server.promise(DATA)
        yield server


@pytest.fixture
def phone(server: PhotoServer) -> Iterator[Phone]:
    with TestClient(server.app) as http:
        yield Phone(http)


@contextmanager
def listening(server: PhotoServer) -> Iterator[int]:
    """The app on a real socket; its port."""
    bound = socket.create_server(("127.0.0.1", 0))
    uvicorn_server = uvicorn.Server(uvicorn.Config(server.app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=uvicorn_server.run, kwargs={"sockets": [bound]})
    thread.start()
    try:
        yield bound.getsockname()[1]
    finally:
        uvicorn_server.should_exit = True
        thread.join()


def begin_patch(port: int, place: str, offset: int, length: int) -> http.client.HTTPConnection:
    """A PATCH whose body is still to come."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.putrequest("PATCH", place)
    facts = {"Upload-Offset": str(offset), "Content-Length": str(length)}
    for name, value in (credentials(PHONE) | TUS | BYTES | facts).items():
        line.putheader(name, value)
    line.endheaders()
    return line


def ask(port: int, method: str, place: str, **more: str) -> tuple[int, str | None]:
    """Status and Upload-Offset of a request without a body."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request(method, place, headers=credentials(PHONE) | TUS | more)
    reply = line.getresponse()
    reply.read()
    line.close()
    return reply.status, reply.headers["Upload-Offset"]


def wait_until_written_to(server: PhotoServer, place: str, *, is_held: bool, size: int = 0) -> None:
    """Wait without asking until somebody writes to the upload, or nobody does any more and so many bytes are there:
    a request that asks holds the upload itself for a moment.
    """
    upload_id, deadline = place.rpartition("/")[2], time.monotonic() + 60
    while server.store.locks.is_held(upload_id) != is_held or server.store.upload_size(upload_id) < size:
        assert time.monotonic() < deadline, f"{server.store.upload_size(upload_id)} bytes came"


def test_a_cut_connection_keeps_every_byte_that_came_and_the_rest_completes_it(
    server: PhotoServer, phone: Phone
) -> None:
    place = phone.place(len(DATA))
    with listening(server) as port:
        line = begin_patch(port, place, 0, len(DATA))
        line.send(DATA[:HALF])
        line.close()
        wait_until_written_to(server, place, is_held=False, size=HALF)
        line = begin_patch(port, place, HALF, len(DATA) - HALF)
        line.send(DATA[HALF:])
        assert line.getresponse().status == 204
    assert server.state() == "stored"


def test_a_second_writer_is_told_to_wait_and_the_first_goes_on(server: PhotoServer, phone: Phone) -> None:
    place = phone.place(len(DATA))
    wrong = dict(BYTES, **{"Upload-Offset": "1"})
    with listening(server) as port:
        line = begin_patch(port, place, 0, len(DATA))
        line.send(DATA[:HALF])
        wait_until_written_to(server, place, is_held=True)
        assert ask(port, "PATCH", place, **wrong)[0] == 423
        assert ask(port, "DELETE", place)[0] == 423
        line.send(DATA[HALF:])
        assert line.getresponse().status == 204
    assert server.state() == "stored"


def test_a_phone_that_falls_silent_lets_go_of_its_upload(server: PhotoServer) -> None:
    uploads = Uploads(server.database, server.store, lambda: server.now, server.tell, silence_s=0.05)

    async def silent_after_half() -> AsyncIterator[bytes]:
        yield DATA[:HALF]
        await asyncio.Event().wait()

    async def rest() -> AsyncIterator[bytes]:
        yield DATA[HALF:]

    async def story() -> tuple[int, int]:
        me = actor_of(PHONE)
        place = (await uploads.create(me, PHOTO, len(DATA))).upload_id or ""
        first = await uploads.append(me, place, 0, len(DATA), silent_after_half())
        second = await uploads.append(me, place, HALF, None, rest())
        return first.offset_bytes, second.offset_bytes

    assert asyncio.run(asyncio.wait_for(story(), 30)) == (HALF, len(DATA))
    assert server.state() == "stored"


@pytest.mark.parametrize("ask_again", ["head", "create", "patch"])
def test_a_server_that_died_after_the_last_byte_finishes_when_asked(
    server: PhotoServer, phone: Phone, ask_again: str
) -> None:
    place = phone.place(len(DATA))
    server.store.append(place.rpartition("/")[2], [DATA])
    if ask_again == "head":
        assert phone.offset(place) == len(DATA)
    elif ask_again == "create":
        assert phone.create(len(DATA)).headers["Upload-Offset"] == str(len(DATA))
    else:
        assert phone.send(place, len(DATA), b"").status_code == 204
    assert server.state() == "stored"
    assert server.store.upload_ids() == []
    assert len(server.told) == 1


def test_a_server_that_died_before_deleting_the_bytes_tells_the_truth(server: PhotoServer, phone: Phone) -> None:
    place = phone.upload(DATA)
    server.store.append(place.rpartition("/")[2], [DATA[:100]])
    assert phone.offset(place) == len(DATA)
    server.wait(days=15)
    assert purge_expired(server.database, server.store, server.now) == 1
    assert server.store.upload_ids() == []
    assert phone.read().status_code == 200


def test_when_the_change_cannot_be_told_nothing_is_stored_and_the_bytes_stay(server: PhotoServer) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space left")

    uploads = Uploads(server.database, server.store, lambda: server.now, fail)

    async def whole() -> AsyncIterator[bytes]:
        yield DATA

    async def story() -> None:
        me = actor_of(PHONE)
        place = (await uploads.create(me, PHOTO, len(DATA))).upload_id or ""
        await uploads.append(me, place, 0, len(DATA), whole())

    with pytest.raises(OSError, match="no space"):
        asyncio.run(story())
    assert server.state() == "expected"
    with TestClient(server.app) as http:
        assert Phone(http).place(len(DATA))
    assert server.state() == "stored"


def test_the_purge_takes_expired_uploads_and_leaves_those_under_way(server: PhotoServer, phone: Phone) -> None:
    old = phone.place(len(DATA))
    phone.send(old, 0, DATA[:HALF])
    server.wait(days=10)
    young = phone.place(len(DATA), server.promise(DATA, id_of(21)))
    phone.send(young, 0, DATA[:HALF])
    server.wait(days=5)
    assert purge_expired(server.database, server.store, server.now) == 1
    assert phone.ask(old).status_code == 404
    assert phone.offset(young) == HALF


def test_the_purge_takes_photos_nobody_is_served_and_leaves_the_others(server: PhotoServer, phone: Phone) -> None:
    phone.upload(DATA)
    orphan = server.store.put(b"made from an upload whose row was never written")
    today = datetime.now(UTC)  # files are as old as the machine says
    assert server.store.path(orphan).exists()
    assert purge_expired(server.database, server.store, today) == 0
    assert purge_expired(server.database, server.store, today + timedelta(days=2)) == 1
    assert not server.store.path(orphan).exists()
    assert phone.read().status_code == 200


def test_the_same_photo_promised_again_is_stored_without_being_sent(server: PhotoServer, phone: Phone) -> None:
    phone.upload(DATA)
    again = server.promise(DATA, id_of(21))
    reply = phone.create(len(DATA), again)
    assert (reply.status_code, reply.headers["Upload-Offset"]) == (200, str(len(DATA)))
    assert len(server.told) == 2
    assert phone.read(again).headers["ETag"] == phone.read().headers["ETag"]
    assert phone.read(again).content == phone.read().content


def test_knowing_a_hash_is_not_having_the_photo(server: PhotoServer, phone: Phone) -> None:
    phone.upload(DATA)
    theirs = server.promise(DATA, id_of(22), STRANGER)
    stranger = Phone(phone.http, STRANGER)
    assert stranger.create(len(DATA), theirs).status_code == 201
    assert stranger.read(theirs).status_code == 404
