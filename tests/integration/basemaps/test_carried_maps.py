"""The map of a district from the operator's file to a crew's phone: commands, whose it is, and its bytes in parts."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pmtiles.reader import MemorySource, all_tiles

from backend.cli import main
from tests.factories.basemaps import archive
from tests.factories.city import City, running_city
from tests.factories.phone import Phone


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    with running_city(tmp_path_factory.mktemp("city")) as running:
        yield running


@pytest.fixture
def bare(city: City) -> City:
    """The same city, without a map."""
    for one in ("Knoxville (demo)", *(f"District {n}" for n in range(1, 7))):
        curbline(city, "remove", one)
    return city


@pytest.fixture
def large(tmp_path: Path) -> Path:
    return archive(tmp_path / "large.pmtiles", noise_bytes=4_000)


def curbline(city: City, *arguments: str) -> Result:
    env = {"CURBLINE_DATA_DIR": str(city.folder), "CURBLINE_DATABASE_URL": "", "CURBLINE_PASSWORD_COST": "test"}
    return CliRunner().invoke(main, ["basemap", *arguments], env=env)


def offered(phone: Phone) -> list[dict[str, Any]]:
    answer = phone.http.get("/basemaps", headers=phone.headers)
    assert answer.status_code == 200
    return list(answer.json()["basemaps"])


def fetched(phone: Phone, sha256: str, **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return phone.http.get(f"/basemaps/{sha256}.pmtiles", headers=phone.headers | named)


def test_the_city_imports_once_and_cuts_a_map_for_each_district(bare: City, large: Path) -> None:
    assert "has no map" in curbline(bare, "list").stdout
    assert "no imported map" in curbline(bare, "extract", "--all").stderr
    said = curbline(bare, "import", str(large))
    assert (said.exit_code, said.stderr) == (0, "")
    assert said.stdout.startswith("The whole of Knoxville (demo): ")
    assert "Layers: water, roads, places. Credit: © Test surveyors." in said.stdout
    assert "as before" in curbline(bare, "import", str(large)).stdout

    said = curbline(bare, "extract", "--district", "District 3")
    assert (said.exit_code, said.stdout.count("\n")) == (0, 1)
    assert "as before" in curbline(bare, "extract", "--district", "District 3").stdout
    assert curbline(bare, "list").stdout.count("\n") == 2
    assert "no district 'District 99'" in curbline(bare, "extract", "--district", "District 99").stderr
    assert curbline(bare, "extract").exit_code == 2
    assert "There is no map" in curbline(bare, "remove", "Atlantis").stderr


def test_a_newer_map_takes_the_place_of_the_one_before(bare: City, large: Path, tmp_path: Path) -> None:
    curbline(bare, "import", str(large))
    before = offered(bare.staff("south"))
    curbline(bare, "import", str(archive(tmp_path / "newer.pmtiles", noise_bytes=900, seed=1)))
    (now,) = offered(bare.staff("south"))
    assert [now["sha256"]] != [one["sha256"] for one in before]
    assert fetched(bare.staff("south"), before[0]["sha256"]).status_code == 404


def test_a_refused_file_changes_nothing(bare: City, large: Path, tmp_path: Path) -> None:
    curbline(bare, "import", str(large))
    before = curbline(bare, "list").stdout
    (tmp_path / "cut.pmtiles").write_bytes(large.read_bytes()[:-1])
    said = curbline(bare, "import", str(tmp_path / "cut.pmtiles"))
    assert (said.exit_code, "is cut off" in said.stderr) == (2, True)
    assert curbline(bare, "list").stdout == before
    assert not list(bare.folder.glob("basemaps/*/.new-*"))


def test_a_crew_is_offered_its_districts_and_the_city_where_they_have_none(bare: City, large: Path) -> None:
    south, desk = bare.staff("south"), bare.staff("dispatch")
    assert offered(south) == []
    curbline(bare, "import", str(large))
    (whole,) = offered(south)
    assert (whole["district_id"], whole["attribution"]) == (None, "© Test surveyors")
    curbline(bare, "extract", "--all")
    cut = offered(south)
    assert cut
    assert all(one["district_id"] for one in cut)
    assert sum(one["size_bytes"] for one in cut) < whole["size_bytes"]
    assert offered(desk) == [whole]
    mine = {row["id"] for row in bare.rows("SELECT id FROM district WHERE crew_id = ?", bare.crew("South crew"))}
    assert {one["district_id"] for one in cut} <= mine
    for one in cut:
        curbline(bare, "remove", one["sha256"][:12])
    assert offered(south) == [whole]


def test_only_staff_has_the_maps(bare: City, large: Path) -> None:
    curbline(bare, "import", str(large))
    (whole,) = offered(bare.staff("south"))
    address = f"/basemaps/{whole['sha256']}.pmtiles"
    for path in ("/basemaps", address):
        assert bare.http.get(path).status_code == 401
        assert bare.http.get(path, headers=bare.resident().headers).status_code == 403
    for path in ("/basemaps/x.pmtiles", f"/basemaps/{'0' * 64}.pmtiles", "/basemaps/..%2F..%2Fcurbline.db"):
        assert bare.http.get(path, headers=bare.staff("south").headers).status_code == 404


def test_the_bytes_come_whole_or_in_parts_and_prove_themselves(bare: City, large: Path) -> None:
    curbline(bare, "import", str(large))
    south = bare.staff("south")
    (told,) = offered(south)
    data = large.read_bytes()
    whole = fetched(south, told["sha256"])
    assert (whole.status_code, whole.content) == (200, data)
    assert whole.headers["content-length"] == str(len(data)) == str(told["size_bytes"])
    assert "immutable" in whole.headers["cache-control"]
    assert "private" in whole.headers["cache-control"]
    assert hashlib.sha256(data).hexdigest() == told["sha256"]
    size = told["piece_bytes"]
    assert told["pieces"] == [hashlib.sha256(data[at : at + size]).hexdigest() for at in range(0, len(data), size)]
    assert list(all_tiles(MemorySource(whole.content)))  # type: ignore[no-untyped-call]

    part = fetched(south, told["sha256"], Range="bytes=100-299")
    assert (part.status_code, part.content) == (206, data[100:300])
    assert part.headers["content-range"] == f"bytes 100-299/{len(data)}"
    rest = fetched(south, told["sha256"], Range=f"bytes={size}-", If_Range=whole.headers["etag"])
    assert (rest.status_code, rest.content) == (206, data[size:])
    assert fetched(south, told["sha256"], Range=f"bytes={size}-", If_Range='"older"').status_code == 200
    beyond = fetched(south, told["sha256"], Range=f"bytes={len(data)}-")
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(data)}")
    assert fetched(south, told["sha256"], If_None_Match=whole.headers["etag"]).status_code == 304
    head = south.http.head(f"/basemaps/{told['sha256']}.pmtiles", headers=south.headers)
    assert (head.status_code, head.headers["content-length"], head.content) == (200, str(len(data)), b"")
