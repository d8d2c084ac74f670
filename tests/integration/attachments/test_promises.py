"""Promises of photos on a real database."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Connection, insert

from backend.attachments import service
from backend.attachments.service import Promise
from backend.db.session import Database, opened
from backend.people.tables import Device
from backend.places.tables import Jurisdiction
from tests.factories.migrated import migrated_file

NOW = datetime(2026, 11, 21, 9, 12, tzinfo=UTC)


def id_of(n: int) -> str:
    return f"00000000-0000-7000-8000-{n:012d}"


PHONE, OTHER_PHONE, REQUEST, WORK_ORDER = id_of(1), id_of(2), id_of(10), id_of(11)
PHOTO = Promise(id_of(20), "a" * 64, 1000, "image/jpeg", "report", PHONE, [("request", REQUEST)])


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with opened(migrated_file(tmp_path)) as database:
        database.write_now(_city_with_two_phones)
        yield database


def _city_with_two_phones(connection: Connection) -> None:
    connection.execute(insert(Jurisdiction).values(id="knoxville", name="Knoxville", lat=0.0, lon=0.0, phone="", ver=1))
    phones = [
        {"id": id, "jurisdiction": "knoxville", "state": "active", "last_seen_at": NOW} for id in (PHONE, OTHER_PHONE)
    ]
    blank = {"last_mid": 0, "acked_mid": 0, "skew_ms": 0, "app": ""}
    connection.execute(insert(Device), [phone | blank for phone in phones])


def promise(database: Database, *promises: Promise) -> list[str]:
    return database.write_now(lambda c: service.promise(c, "knoxville", promises, NOW))


def photo_ids(database: Database, kind: str, id: str) -> list[str]:
    return [doc.id for doc in database.read_now(lambda c: service.photos_of(c, kind, [id])).get(id, [])]


def test_a_promised_photo_is_named_before_its_bytes_arrive(database: Database) -> None:
    assert promise(database, PHOTO) == []
    (doc,) = database.read_now(lambda c: service.photos_of(c, "request", [REQUEST]))[REQUEST]
    assert (doc.id, doc.role, doc.state, doc.width) == (PHOTO.id, "report", "expected", None)


def test_a_repeated_promise_changes_nothing(database: Database) -> None:
    promise(database, PHOTO)
    assert promise(database, PHOTO, PHOTO) == []
    assert photo_ids(database, "request", REQUEST) == [PHOTO.id]


@pytest.mark.parametrize("change", [{"sha256": "b" * 64}, {"size_bytes": 5}, {"device_id": OTHER_PHONE}])
def test_another_content_or_device_under_a_known_id_is_given_back(
    database: Database, change: dict[str, object]
) -> None:
    promise(database, PHOTO)
    other = msgspec.structs.replace(PHOTO, links=[("request", id_of(99))], **change)
    assert promise(database, other) == [PHOTO.id]
    assert photo_ids(database, "request", id_of(99)) == []


def test_two_contents_under_one_new_id_in_one_batch_clash(database: Database) -> None:
    other = msgspec.structs.replace(PHOTO, sha256="b" * 64)
    assert promise(database, PHOTO, other) == [PHOTO.id]
    assert photo_ids(database, "request", REQUEST) == [PHOTO.id]


def test_photos_come_in_the_order_of_their_promises(database: Database) -> None:
    later = msgspec.structs.replace(PHOTO, id=id_of(21))
    earlier = msgspec.structs.replace(PHOTO, id=id_of(19))
    promise(database, later, earlier)
    assert photo_ids(database, "request", REQUEST) == [earlier.id, later.id]


def test_a_linked_photo_belongs_to_both_things(database: Database) -> None:
    promise(database, PHOTO)
    database.write_now(lambda c: service.link(c, "wo", WORK_ORDER, [PHOTO.id]))
    database.write_now(lambda c: service.link(c, "wo", WORK_ORDER, [PHOTO.id]))
    assert photo_ids(database, "wo", WORK_ORDER) == [PHOTO.id]
    assert database.read_now(lambda c: service.parents(c, PHOTO.id)) == [("request", REQUEST), ("wo", WORK_ORDER)]


def test_nothing_promised_means_nothing_written(database: Database) -> None:
    assert promise(database) == []
    assert database.read_now(lambda c: service.photos_of(c, "request", [])) == {}
