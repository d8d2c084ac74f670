"""Redrawing the map over HTTP: what a manager's screen asks, and who else may."""

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from backend.reroutes.uploads import Uploads
from tests.factories.area_files import KNOXVILLE, shapefile, zipped
from tests.factories.city import SOUTH, City, running_city
from tests.factories.phone import Phone
from tests.factories.places import EAST_AND_WEST, collection, feature
from tests.factories.redrawn import redrawn

LAYER = "public-service"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    with running_city(tmp_path) as running:
        yield running


def upload(phone: Phone, data: bytes, name: str = "new.geojson") -> Any:
    return phone.http.post(f"/places/uploads?file_name={name}", content=data, headers=phone.headers)


def draft(phone: Phone, data: bytes, **more: object) -> dict[str, Any]:
    found = upload(phone, data).json()
    asked = {"upload": found["upload"], "file_name": "new.geojson", "layer": LAYER, "name_field": "name"} | more
    reply = phone.http.post("/places/drafts", json=asked, headers=phone.headers)
    assert reply.status_code == 201, reply.text
    return dict(reply.json())


def version(phone: Phone, number: int, part: str = "", layer: str = LAYER) -> Any:
    return phone.http.get(f"/places/versions/{number}{part}?layer={layer}", headers=phone.headers)


def act(phone: Phone, number: int, what: str, **body: object) -> Any:
    return phone.http.post(f"/places/versions/{number}/{what}?layer={LAYER}", json=body, headers=phone.headers)


def reported(city: City) -> str:
    resident = city.resident()
    id = resident.report(SOUTH)
    resident.sync()
    return id


def followed(manager: Phone, number: int) -> dict[str, Any]:
    """The version once all open requests have followed it."""
    deadline = time.monotonic() + 30
    while (found := version(manager, number).json())["version"]["state"] == "applying":
        assert time.monotonic() < deadline, found
    return dict(found)


def test_a_file_is_looked_at_drafted_previewed_and_applied(city: City) -> None:
    id = reported(city)
    manager = city.staff("manager")
    found = upload(manager, redrawn(field="NAME")).json()
    assert (found["file_name"], found["sheets"][0]["name_field"], found["sheets"][0]["crew_field"]) == (
        "new.geojson",
        "NAME",
        "crew",
    )
    shown = draft(manager, redrawn(), crew_field="crew")
    number = shown["version"]["number"]
    assert (shown["version"]["state"], shown["version"]["made_by"]) == ("draft", "manager")
    assert shown["version"]["findings"]["overlap_count"] == 0
    [group] = shown["preview"]["groups"]
    assert (group["from_"]["crew"], group["to"]["crew"], group["count"]) == ("South crew", "North crew", 1)

    lines = version(manager, number, "/moves.csv").text.splitlines()
    assert lines[0].startswith("reference,service,lat,lon,from_district,from_crew")
    assert lines[1].split(",")[5:8] == ["South crew", "District 3", "North crew"]
    drawn = version(manager, number, "/map").json()
    assert (len(drawn["before"]), len(drawn["after"])) == (6, 6)
    assert [spot[:2] for spot in drawn["moves"]] == [[SOUTH[1], SOUTH[0]]]

    assert act(manager, number, "apply").status_code == 200
    assert followed(manager, number)["version"]["state"] == "applied"
    query = (
        "SELECT c.name FROM work_order w JOIN work_order_request l ON l.work_order_id = w.id "
        "JOIN crew c ON c.id = w.crew_id WHERE l.request_id = ?"
    )
    assert city.rows(query, id) == [{"name": "North crew"}]


def test_a_version_for_a_later_day_waits_and_may_be_discarded(city: City) -> None:
    manager = city.staff("manager")
    number = draft(manager, redrawn(), crew_field="crew")["version"]["number"]
    later = (city.clock.at + timedelta(days=3)).isoformat()
    assert act(manager, number, "apply", at=later).json()["version"]["state"] == "scheduled"
    assert act(manager, number, "discard").status_code == 204
    assert version(manager, number).json()["version"]["state"] == "discarded"
    assert act(manager, number, "apply").json()["code"] == "bad_value"


def test_layers_are_listed_with_who_asks_them(city: City) -> None:
    manager = city.staff("manager")
    draft(manager, collection(*(feature(shape, name=name) for name, shape in EAST_AND_WEST.items())), layer="snow")
    found = {one["name"]: one for one in manager.http.get("/places/layers", headers=manager.headers).json()}
    assert [found[name]["districts"] for name in ("snow", "parking", LAYER)] == [0, 3, 6]
    assert "Pothole" in found[LAYER]["services"]
    assert [one["state"] for one in found["snow"]["versions"]] == ["draft"]


def test_a_shapefile_is_read_in_the_system_that_was_asked_for(city: City) -> None:
    manager = city.staff("manager")
    data = zipped(shapefile(KNOXVILLE, crs=None))
    assert upload(manager, data).json()["sheets"][0]["needs_crs"]
    assert draft(manager, data, crs="EPSG:2274")["preview"]["districts"]["added"] == 2


@pytest.mark.parametrize("login", ["dispatch", "south", None])
def test_nobody_but_a_manager_may_look_or_redraw(city: City, login: str | None) -> None:
    other = city.staff(login) if login else city.resident()
    assert upload(other, redrawn()).json()["code"] == "not_allowed"
    assert other.http.get("/places/layers", headers=other.headers).status_code == 403
    assert act(other, 1, "apply").status_code == 403
    assert version(other, 1, "/moves.csv").status_code == 403


def test_what_cannot_be_used_is_refused_in_a_sentence_and_not_kept(city: City) -> None:
    manager = city.staff("manager")
    refused = upload(manager, b"\x89PNG")
    assert (refused.status_code, refused.json()["code"]) == (400, "bad_value")
    assert "nor a zipped Shapefile" in refused.json()["detail"]
    assert list((city.folder / "areas").iterdir()) == []
    found = upload(manager, redrawn()).json()["upload"]
    asked = {"upload": found, "file_name": "x", "layer": LAYER, "name_field": "colour"}
    reply = manager.http.post("/places/drafts", json=asked, headers=manager.headers)
    assert "no field 'colour'" in reply.json()["detail"]
    listed = manager.http.get("/places/layers", headers=manager.headers).json()
    assert {each["state"] for one in listed for each in one["versions"]} == {"applied"}


def test_one_manager_cannot_read_what_another_uploaded(city: City, tmp_path: Path) -> None:
    manager = city.staff("manager")
    found = upload(manager, redrawn()).json()["upload"]
    uploads = Uploads(city.folder)
    assert uploads.read(str(manager.account["account_id"]), found)
    for account, id in (("somebody", found), (str(manager.account["account_id"]), "../../curbline.db")):
        with pytest.raises(Exception, match="not here any more"):
            uploads.read(account, id)


def test_a_new_file_takes_the_place_of_the_last_and_a_day_old_one_goes(city: City) -> None:
    manager = city.staff("manager")
    upload(manager, redrawn())
    upload(manager, redrawn())
    [file] = (city.folder / "areas").iterdir()
    os.utime(file, (0, city.clock.at.timestamp() - 86_500))
    Uploads(city.folder).purge(city.clock.at)
    assert not file.exists()
