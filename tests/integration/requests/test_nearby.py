"""What a resident is offered before sending, and the desk beside a request, over HTTP."""

import base64
import hashlib
from typing import Any

from PIL.Image import Image

from sync.protocol import reference as references
from tests.factories.city import SOUTH, City, sent
from tests.factories.phone import Json, Phone, uuid7
from tests.factories.photo_server import BYTES, TUS
from tests.factories.photos import phone_jpeg, street

NEAR = (SOUTH[0] + 0.00018, SOUTH[1])
"""20 m north of SOUTH."""
FAR = (SOUTH[0] + 0.0018, SOUTH[1])


def offered(
    phone: Phone, at: tuple[float, float] = NEAR, service: str = "pothole", **also: Any
) -> list[dict[str, Any]]:
    reply = phone.http.get(
        "/requests/nearby", params={"service": service, "lat": at[0], "lon": at[1], **also}, headers=phone.headers
    )
    assert reply.status_code == 200, reply.text
    found: list[Json] = reply.json()["nearby"]
    return found


def with_photo(phone: Phone, image: Image) -> tuple[str, str]:
    """A report that has arrived with its photo."""
    data = phone_jpeg(image)
    promise = {"id": uuid7(), "sha256": hashlib.sha256(data).hexdigest(), "size_bytes": len(data), "mime": "image/jpeg"}
    made = sent(phone, photos=[promise])
    named = base64.b64encode(str(promise["id"]).encode()).decode()
    facts = {"Upload-Length": str(len(data)), "Upload-Metadata": f"attachment {named}"}
    reply = phone.http.post("/files", headers=phone.headers | TUS | BYTES | facts, content=data)
    assert reply.status_code == 201, reply.text
    return made


def test_an_open_report_of_the_kind_near_the_point_is_offered_without_anything_personal(city: City) -> None:
    _, reference = sent(city.resident())
    [found] = offered(city.resident())
    assert (found["reference"], found["status"], found["distance_m"]) == (reference, "planned", 20)
    assert found["why"] == ["near", "same_service"]
    assert (found["photo"], found["id"], found["over"], found["followers"]) == (False, None, False, 0)
    assert not {"description", "place", "lat", "lon"} & found.keys()


def test_what_is_far_or_of_another_group_is_not_offered_and_a_bad_fix_looks_further(city: City) -> None:
    ann = city.resident()
    sent(ann)
    sent(ann, service="garbage")
    assert offered(ann, FAR) == []
    assert [one["service_code"] for one in offered(ann, NEAR, "road-condition")] == ["pothole"]
    beyond = (SOUTH[0] + 0.00063, SOUTH[1])
    assert offered(ann, beyond) == []
    assert len(offered(ann, beyond, accuracy=40)) == 1


def test_what_was_closed_is_offered_as_over_for_two_weeks(city: City) -> None:
    ann, south = city.resident(), city.staff("south")
    request, _ = sent(ann)
    south.sync()
    south.close(ann.doc("request", request)["work_order_id"])
    south.sync()
    assert [one["over"] for one in offered(ann)] == [True]
    city.clock.wait(days=15)
    assert offered(ann) == []


def test_a_duplicate_is_offered_as_what_it_follows_once(either: City) -> None:
    ann, bob = either.resident(), either.resident()
    _, reference = sent(ann, FAR)
    request, _ = sent(bob, SOUTH, same_as=reference)
    assert bob.doc("request", request)["duplicate_of"] == reference
    [found] = offered(bob)
    assert (found["reference"], found["distance_m"], found["followers"]) == (reference, 20, 1)


def test_the_same_lamp_comes_first_and_another_lamp_is_not_offered(city: City) -> None:
    ann = city.resident()
    lamps = [f"0190aaaa-0000-7000-8000-00000000000{n}" for n in range(2)]
    for lamp in lamps:
        request, _ = sent(ann, service="street-light-outage")
        city.change("UPDATE service_request SET asset_id = ? WHERE id = ?", lamp, request)
    _, unnamed = sent(ann, NEAR, "street-light-outage")
    found = offered(ann, NEAR, "street-light-outage", asset=lamps[1])
    assert [one["why"][0] for one in found] == ["same_asset", "near"]
    assert found[1]["reference"] == unnamed


def test_what_was_taken_back_is_not_offered(city: City) -> None:
    ann = city.resident()
    request, _ = sent(ann)
    ann.queue("request.withdraw", f"request/{request}", {"text": ""})
    ann.sync()
    assert offered(ann) == []


def test_the_photo_is_for_who_stands_near_and_the_desk_hears_that_two_are_alike(city: City) -> None:
    ann, bob = city.resident(), city.resident()
    first, reference = with_photo(ann, street())
    _, other = with_photo(bob, street(800, 600))
    [one, _] = offered(bob, SOUTH)
    assert one["photo"] is True
    where = {"lat": NEAR[0], "lon": NEAR[1]}
    picture = city.http.get(f"/requests/{references.show(reference)}/photo", params=where, headers=bob.headers)
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")
    away = city.http.get(f"/requests/{reference}/photo", params={"lat": 36.2, "lon": -83.9}, headers=bob.headers)
    assert away.status_code == 404
    desk = city.staff("dispatch")
    beside = city.http.get(f"/requests/{other}/nearby", headers=desk.headers).json()["nearby"]
    assert [(one["id"], one["reference"], one["distance_m"]) for one in beside] == [(first, reference, 0)]
    assert beside[0]["why"] == ["alike", "near", "same_service"]
    assert beside[0]["alike_bits"] <= 10


def test_only_the_desk_compares_and_strangers_sign_what_they_ask(city: City) -> None:
    ann = city.resident()
    _, reference = sent(ann)
    where: dict[str, str | float] = {"service": "pothole", "lat": NEAR[0], "lon": NEAR[1]}
    assert city.http.get(f"/requests/{reference}/nearby", headers=ann.headers).status_code == 403
    assert city.http.get("/requests/nearby", params=where).status_code == 401
    assert city.http.get("/requests/nearby", params=where | {"lat": 95}, headers=ann.headers).status_code == 400
