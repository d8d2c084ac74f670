"""tus 1.0.0 as promised in protocol 2.10, over HTTP."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from litestar.testing import TestClient

from tests.factories.photo_server import (
    PHONE,
    PHOTO,
    START,
    STRANGER,
    TUS,
    Phone,
    PhotoServer,
    credentials,
    id_of,
    photo_server,
)
from tests.factories.photos import phone_jpeg, street

DATA = phone_jpeg(street(), 6)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PhotoServer]:
    with photo_server(tmp_path) as server:
        server.promise(DATA)
        yield server


@pytest.fixture
def phone(server: PhotoServer) -> Iterator[Phone]:
    with TestClient(server.app) as http:
        yield Phone(http)


def test_options_tells_what_the_server_speaks_without_a_sign_in(phone: Phone) -> None:
    reply = phone.http.options("/files")
    assert reply.status_code == 204
    assert reply.headers["Tus-Version"] == "1.0.0"
    assert {"creation", "expiration", "checksum", "termination"} <= set(reply.headers["Tus-Extension"].split(","))
    assert reply.headers["Tus-Checksum-Algorithm"] == "sha1,sha256"
    assert int(reply.headers["Tus-Max-Size"]) == 12 * 1024 * 1024


@pytest.mark.parametrize("version", [{}, {"Tus-Resumable": "0.2.2"}])
def test_another_version_of_tus_is_refused(phone: Phone, version: dict[str, str]) -> None:
    reply = phone.http.post("/files", headers=phone.headers | version | {"Upload-Length": "1"})
    assert reply.status_code == 412
    assert reply.headers["Tus-Version"] == reply.headers["Tus-Resumable"] == "1.0.0"


def test_nobody_uploads_without_saying_who_they_are(phone: Phone) -> None:
    assert phone.http.post("/files", headers=TUS | {"Upload-Length": "1"}).status_code == 401


def test_a_promised_photo_gets_a_place_that_expires_in_14_days(phone: Phone) -> None:
    reply = phone.create(len(DATA))
    assert reply.status_code == 201
    assert reply.headers["Location"].startswith("/files/")
    assert reply.headers["Tus-Resumable"] == "1.0.0"
    assert (parsedate_to_datetime(reply.headers["Upload-Expires"]) - START).days == 14
    assert phone.offset(reply.headers["Location"]) == 0


def test_only_a_promised_photo_gets_a_place(phone: Phone) -> None:
    assert phone.create(len(DATA), id_of(404)).status_code == 404
    assert phone.create(len(DATA), "").status_code == 404


def test_only_the_phone_that_promised_gets_a_place(server: PhotoServer, phone: Phone) -> None:
    stranger = Phone(phone.http, STRANGER)
    assert stranger.create(len(DATA)).status_code == 404
    place = phone.place(len(DATA))
    assert stranger.ask(place).status_code == 404
    assert stranger.send(place, 0, DATA).status_code == 404
    assert stranger.give_up(place).status_code == 404
    assert server.state() == "expected"


def test_another_size_than_promised_is_refused(phone: Phone) -> None:
    assert phone.create(len(DATA) + 1).status_code == 400


def test_a_photo_over_12_megabytes_is_refused(server: PhotoServer, phone: Phone) -> None:
    big = server.promise(bytes(12 * 1024 * 1024 + 1), id_of(21))
    assert phone.create(12 * 1024 * 1024 + 1, big).status_code == 413


@pytest.mark.parametrize("length", ["", "-1", "1e3", "99999999999999999999", "many"])
def test_a_length_that_is_no_count_is_refused(phone: Phone, length: str) -> None:
    headers = phone.headers | TUS | {"Upload-Length": length}
    assert phone.http.post("/files", headers=headers).status_code == 400


def test_a_whole_photo_in_one_patch_is_stored_before_the_answer(server: PhotoServer, phone: Phone) -> None:
    reply = phone.send(phone.place(len(DATA)), 0, DATA)
    assert reply.status_code == 204
    assert int(reply.headers["Upload-Offset"]) == len(DATA)
    assert server.state() == "stored"
    assert server.told == [[("request", id_of(10))]]


def test_a_photo_in_pieces_is_stored_after_the_last(server: PhotoServer, phone: Phone) -> None:
    place = phone.place(len(DATA))
    for start in range(0, len(DATA), 10_000):
        assert server.state() == "expected"
        piece = DATA[start : start + 10_000]
        assert int(phone.send(place, start, piece).headers["Upload-Offset"]) == start + len(piece)
    assert server.state() == "stored"


def test_a_photo_may_come_with_its_creation(server: PhotoServer, phone: Phone) -> None:
    reply = phone.create(len(DATA), body=DATA)
    assert reply.status_code == 201
    assert int(reply.headers["Upload-Offset"]) == len(DATA)
    assert server.state() == "stored"


def test_a_wrong_offset_is_told_the_right_one(phone: Phone) -> None:
    place = phone.place(len(DATA))
    phone.send(place, 0, DATA[:5000])
    for wrong in (0, 4999, 5001, len(DATA)):
        reply = phone.send(place, wrong, DATA[5000:])
        assert reply.status_code == 409
        assert reply.headers["Upload-Offset"] == "5000"
        assert reply.headers["Tus-Resumable"] == "1.0.0"
    assert phone.offset(place) == 5000


def _checksum(data: bytes, algorithm: str = "sha256") -> dict[str, str]:
    return {"Upload-Checksum": f"{algorithm} {b64encode(hashlib.new(algorithm, data).digest()).decode()}"}


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_pieces_with_the_right_checksum_become_the_photo(server: PhotoServer, phone: Phone, algorithm: str) -> None:
    place = phone.place(len(DATA))
    for start in range(0, len(DATA), 20_000):
        piece = DATA[start : start + 20_000]
        assert phone.send(place, start, piece, **_checksum(piece, algorithm)).status_code == 204
    assert server.state() == "stored"


def test_a_piece_that_changed_on_its_way_is_not_kept_and_what_came_before_is(server: PhotoServer, phone: Phone) -> None:
    place = phone.place(len(DATA))
    phone.send(place, 0, DATA[:5000])
    flipped = bytes([DATA[5000] ^ 1]) + DATA[5001:]
    reply = phone.send(place, 5000, flipped, **_checksum(DATA[5000:]))
    assert (reply.status_code, reply.headers["Upload-Offset"]) == (460, "5000")
    assert phone.offset(place) == 5000
    assert phone.send(place, 5000, DATA[5000:], **_checksum(DATA[5000:])).status_code == 204
    assert server.state() == "stored"


def test_a_photo_that_changed_with_its_creation_is_not_kept(server: PhotoServer, phone: Phone) -> None:
    flipped = DATA[:-1] + bytes([DATA[-1] ^ 1])
    assert phone.create(len(DATA), body=flipped, **_checksum(DATA)).status_code == 460
    assert phone.offset(phone.place(len(DATA))) == 0
    assert server.state() == "expected"


@pytest.mark.parametrize("header", ["md5 AAAA", "sha256", "sha1 !", "sha256 ", ""])
def test_a_checksum_the_server_cannot_read_is_refused_and_nothing_kept(phone: Phone, header: str) -> None:
    place = phone.place(len(DATA))
    assert phone.send(place, 0, DATA, **{"Upload-Checksum": header}).status_code == 400
    assert phone.offset(place) == 0


def test_bytes_of_another_content_type_are_refused(phone: Phone) -> None:
    place = phone.place(len(DATA))
    assert phone.send(place, 0, DATA, **{"Content-Type": "image/jpeg"}).status_code == 415
    assert phone.offset(place) == 0


def test_more_bytes_than_promised_are_refused_when_announced(phone: Phone) -> None:
    place = phone.place(len(DATA))
    assert phone.send(place, 0, DATA + b"!").status_code == 413
    assert phone.offset(place) == 0


def test_more_bytes_than_promised_are_never_written_when_not_announced(server: PhotoServer, phone: Phone) -> None:
    place = phone.place(len(DATA))
    assert phone.send(place, 0, iter([DATA, b"!" * 1000])).status_code == 413
    assert phone.offset(place) == len(DATA)
    assert server.state() == "stored"


def test_beginning_again_finds_what_came(phone: Phone) -> None:
    place = phone.place(len(DATA))
    phone.send(place, 0, DATA[:5000])
    again = phone.create(len(DATA))
    assert (again.status_code, again.headers["Location"], again.headers["Upload-Offset"]) == (201, place, "5000")


def test_beginning_what_is_stored_is_answered_as_done(phone: Phone) -> None:
    place = phone.upload(DATA)
    reply = phone.create(len(DATA))
    assert (reply.status_code, reply.headers["Upload-Offset"]) == (200, str(len(DATA)))
    assert phone.offset(place) == len(DATA)
    assert phone.send(place, len(DATA), b"").status_code == 204


def test_bytes_that_are_not_those_promised_are_bad_and_may_be_sent_again(server: PhotoServer, phone: Phone) -> None:
    place = phone.place(len(DATA))
    flipped = bytes([DATA[0]]) + bytes([DATA[1] ^ 1]) + DATA[2:]
    assert phone.send(place, 0, flipped).status_code == 204
    assert server.state() == "bad"
    assert len(server.told) == 1
    assert phone.ask(place).status_code == 404
    assert server.store.upload_ids() == []
    phone.upload(DATA)
    assert server.state() == "stored"
    assert len(server.told) == 2


def test_a_page_called_a_photo_is_bad(server: PhotoServer, phone: Phone) -> None:
    page = b"<html><script>alert(1)</script></html>"
    photo = server.promise(page, id_of(21))
    phone.upload(page, photo)
    assert server.state(photo) == "bad"
    assert phone.read(photo).status_code == 404


def test_a_given_up_upload_is_gone_and_its_photo_still_expected(server: PhotoServer, phone: Phone) -> None:
    place = phone.place(len(DATA))
    phone.send(place, 0, DATA[:5000])
    assert phone.give_up(place).status_code == 204
    assert phone.ask(place).status_code == 404
    assert server.state() == "expected"
    assert server.store.upload_ids() == []
    assert phone.offset(phone.place(len(DATA))) == 0


def test_an_upload_that_waited_14_days_is_gone(server: PhotoServer, phone: Phone) -> None:
    place = phone.place(len(DATA))
    phone.send(place, 0, DATA[:5000])
    server.wait(days=13, hours=23)
    assert phone.offset(place) == 5000
    server.wait(hours=1)
    assert phone.ask(place).status_code == 410
    assert phone.send(place, 5000, DATA[5000:]).status_code == 410
    assert phone.place(len(DATA)) != place


@pytest.mark.parametrize("place", [f"/files/{id_of(5)}", "/files/..%2f..%2fcurbline.db", "/files/%00", "/files/x"])
def test_an_upload_nobody_began_is_not_found(phone: Phone, place: str) -> None:
    assert phone.ask(place).status_code == 404


def test_every_promise_is_kept_by_its_own_phone_alone(server: PhotoServer, phone: Phone) -> None:
    theirs = server.promise(DATA, id_of(22), STRANGER)
    assert phone.create(len(DATA), theirs).status_code == 404
    Phone(phone.http, STRANGER).upload(DATA, theirs)
    assert (server.state(theirs), server.state(PHOTO)) == ("stored", "expected")
    assert credentials(PHONE) != credentials(STRANGER)
