"""A photo id names one content for ever: an op that takes another's id is refused, never kept without its photo."""

import uuid

from tests.factories.city import City


def promise(id: str, sha256: str = "a" * 64) -> dict[str, object]:
    """A photo as an op promises it."""
    return {"id": id, "sha256": sha256, "size_bytes": 1000, "mime": "image/jpeg"}


def test_a_photo_id_that_names_other_bytes_is_refused_aloud(busy_city: City) -> None:
    phone, id = busy_city.resident(), str(uuid.uuid4())
    phone.report(photos=[promise(id)])
    phone.report(photos=[promise(id, "b" * 64)])
    assert [ack["code"] for ack in phone.sync()] == ["ok", "bad_value"]


def test_nobody_takes_the_photo_id_of_another_phone(busy_city: City) -> None:
    owner, thief, id = busy_city.resident(), busy_city.resident(), str(uuid.uuid4())
    owner.report(photos=[promise(id)])
    owner.sync()
    thief.report(photos=[promise(id)])
    assert [ack["code"] for ack in thief.sync()] == ["bad_value"]


def test_the_same_photo_may_be_promised_twice(busy_city: City) -> None:
    phone, id = busy_city.resident(), str(uuid.uuid4())
    request = phone.report(photos=[promise(id)])
    phone.comment(request, photos=[promise(id)])
    assert [ack["code"] for ack in phone.sync()] == ["ok", "ok"]
