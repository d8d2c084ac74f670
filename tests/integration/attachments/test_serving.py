"""Who may read a photo, and what is in the bytes they get."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient
from PIL import Image

from tests.factories.photo_server import PHONE, PHOTO, STRANGER, Phone, PhotoServer, id_of, photo_server
from tests.factories.photos import SECRET, phone_jpeg, street

DATA = phone_jpeg(street(640, 480), 6)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PhotoServer]:
    with photo_server(tmp_path) as server:
        server.promise(DATA)
        yield server


@pytest.fixture
def phone(server: PhotoServer) -> Iterator[Phone]:
    with TestClient(server.app) as http:
        yield Phone(http)


@pytest.mark.parametrize(("size", "pixels"), [("large", (640, 480)), ("small", (320, 240))])
def test_what_is_served_is_upright_and_tells_nothing(phone: Phone, size: str, pixels: tuple[int, int]) -> None:
    assert SECRET.encode() in DATA
    phone.upload(DATA)
    reply = phone.read(size=size)
    assert reply.status_code == 200
    image = Image.open(io.BytesIO(reply.content))
    assert image.size == pixels
    assert not image.getexif()
    for word in (SECRET.encode(), b"Exif", b"xmpmeta", b"ICC_PROFILE"):
        assert word not in reply.content


def test_a_photo_is_served_as_nothing_but_a_picture(phone: Phone) -> None:
    phone.upload(DATA)
    headers = phone.read().headers
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["Content-Disposition"] == "inline"
    assert "private" in headers["Cache-Control"]
    assert "immutable" in headers["Cache-Control"]


def test_a_photo_that_is_known_is_not_sent_again(phone: Phone) -> None:
    phone.upload(DATA)
    reply = phone.read(**{"If-None-Match": phone.read().headers["ETag"]})
    assert (reply.status_code, reply.content) == (304, b"")


def test_a_photo_still_expected_is_not_found(phone: Phone) -> None:
    assert phone.read().status_code == 404


@pytest.mark.parametrize("size", ["original", "sha256", "large_sha256", ".."])
def test_there_are_two_sizes_and_no_others(phone: Phone, size: str) -> None:
    phone.upload(DATA)
    assert phone.read(size=size).status_code == 404


def test_nothing_is_readable_by_knowing_an_id(server: PhotoServer, phone: Phone) -> None:
    phone.upload(DATA)
    stranger = Phone(phone.http, STRANGER)
    server.show_in(f"device:{PHONE}", "district:3")
    refused = stranger.read()
    assert refused.status_code == 404
    assert refused.json() == stranger.read(id_of(404)).json()


def test_who_may_hold_the_request_may_read_its_photo_and_no_longer(server: PhotoServer, phone: Phone) -> None:
    phone.upload(DATA)
    stranger = Phone(phone.http, STRANGER)
    server.show_in(f"device:{STRANGER}")
    assert stranger.read().status_code == 200
    server.show_in("district:3")
    assert stranger.read().status_code == 404


def test_a_photo_is_never_read_without_saying_who_asks(phone: Phone) -> None:
    phone.upload(DATA)
    assert phone.http.get(f"/attachments/{PHOTO}/large").status_code == 401
