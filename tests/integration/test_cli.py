"""The command line as people use it: real files, a real database in a fresh folder, exit codes and sentences."""

import csv
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backend import seeding
from backend.cli import main
from tests.factories.area_files import FEET, KNOXVILLE, shapefile, zipped
from tests.factories.places import EAST_AND_WEST, collection, feature, public_data, square

TWO_AREAS = collection(*(feature(shape, name=name, crew=f"{name} crew") for name, shape in EAST_AND_WEST.items()))
IMPORT = ("--layer", "roads", "--name-field", "name")


@pytest.fixture(autouse=True)
def _fresh_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CURBLINE_DATA_DIR", str(tmp_path / "new" / "data"))
    monkeypatch.setenv("CURBLINE_PASSWORD_COST", "test")


def curbline(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=typed)


def done(*arguments: str, typed: str | None = None) -> str:
    result = curbline(*arguments, typed=typed)
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(*arguments: str, typed: str | None = None) -> str:
    result = curbline(*arguments, typed=typed)
    assert result.exit_code == 2, (result.exit_code, result.output, result.exception)
    assert "Traceback" not in result.output
    return result.stderr


def import_two_areas() -> str:
    Path("areas.geojson").write_bytes(TWO_AREAS)
    return done("districts", "import", "areas.geojson", *IMPORT, "--crew-field", "crew")


def route_file(text: str, *more: str, out: str = "out.csv") -> Result:
    Path("in.csv").write_text(text)
    return curbline("route", "--csv", "in.csv", "--out", out, *(more or ("--layer", "roads")))


def answers(out: str = "out.csv") -> list[dict[str, str]]:
    with Path(out).open(newline="") as file:
        return list(csv.DictReader(file))


def test_importing_and_routing_work_in_a_folder_that_does_not_exist_yet() -> None:
    assert "2 added, 0 changed, 0 unchanged, 0 retired" in import_two_areas()
    assert "0 added, 0 changed, 2 unchanged, 0 retired" in import_two_areas()
    found = json.loads(done("route", "--lat", "0.5", "--lon", "1.5", "--layer", "roads"))
    assert (found["district"], found["crew"], found["layer"], found["reason"]) == (
        "East",
        "East crew",
        "roads",
        "inside",
    )


def test_a_point_outside_every_district_is_no_error() -> None:
    import_two_areas()
    found = json.loads(done("route", "--lat", "-35.5", "--lon", "0.5", "--layer", "roads"))
    assert (found["district"], found["reason"]) == (None, "outside_every_district")


def test_repaired_areas_are_named() -> None:
    bow_tie = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}
    Path("areas.geojson").write_bytes(collection(feature(bow_tie, name="Bow tie")))
    assert "Repaired the rings of 1: Bow tie." in done("districts", "import", "areas.geojson", *IMPORT)


def test_overlaps_and_gaps_are_said_with_their_size() -> None:
    wide = {"West": square(0, 0, 1.001), "East": square(1, 0)}
    Path("areas.geojson").write_bytes(collection(*(feature(shape, name=name) for name, shape in wide.items())))
    said = done("districts", "import", "areas.geojson", *IMPORT)
    assert "'East' and 'West' overlap by 12,3" in said
    assert "points there go to 'East', first by name" in said


@pytest.mark.parametrize("form", ["geojson", "gpkg"])
def test_an_exported_layer_imported_again_is_no_change(form: str) -> None:
    import_two_areas()
    assert "Wrote 2 districts" in done("districts", "export", "out", "--layer", "roads", "--format", form)
    assert "2 unchanged" in done("districts", "import", "out", *IMPORT, "--crew-field", "crew")


def test_a_shapefile_in_feet_is_imported_with_the_system_that_was_asked_for() -> None:
    Path("areas.zip").write_bytes(zipped(shapefile(KNOXVILLE, crs=None)))
    assert "--crs" in refused("districts", "import", "areas.zip", *IMPORT)
    assert "2 added" in done("districts", "import", "areas.zip", *IMPORT, "--crs", FEET)
    found = json.loads(done("route", "--lat", "35.98", "--lon", "-83.9", "--layer", "roads"))
    assert found["district"] == "North"


def test_a_bad_file_imports_nothing() -> None:
    import_two_areas()
    bad = collection(feature(square(0, 0, 2), name="West"), feature(square(2_580_000, 590_000), name="Feet"))
    Path("areas.geojson").write_bytes(bad)
    assert "State Plane" in refused("districts", "import", "areas.geojson", *IMPORT)
    found = json.loads(done("route", "--lat", "0.5", "--lon", "1.5", "--layer", "roads"))
    assert found["district"] == "East"


def import_draft(*more: str) -> str:
    """A second version, in which the West reaches over what was the East."""
    newer = collection(feature(square(0, 0, 2), name="West", crew="West crew"))
    Path("newer.geojson").write_bytes(newer)
    return done("districts", "import", "newer.geojson", *IMPORT, "--crew-field", "crew", *more)


def answers_in_the_east() -> str:
    return str(json.loads(done("route", "--lat", "0.5", "--lon", "1.5", "--layer", "roads"))["district"])


def test_a_draft_is_looked_at_and_changes_nothing_until_it_is_applied() -> None:
    import_two_areas()
    assert "Nothing has changed yet" in import_draft("--draft")
    assert "1 changed, 0 unchanged, 1 retired" in done("districts", "preview", "--layer", "roads", "--csv", "moves.csv")
    assert Path("moves.csv").read_text().startswith("reference,service,lat,lon,from_district,")
    assert answers_in_the_east() == "East"
    assert "answers now" in done("districts", "apply", "--layer", "roads", "--version", "2", "--yes")
    assert answers_in_the_east() == "West"
    first, second = done("districts", "versions", "--layer", "roads").splitlines()
    assert ("replaced" in first, "applied" in second, "newer.geojson" in second) == (True, True, True)


def test_a_version_for_a_later_day_waits_and_may_be_discarded() -> None:
    import_two_areas()
    assert "answers from 2100-01-01" in import_draft("--from", "2100-01-01")
    assert answers_in_the_east() == "East"
    assert "is discarded" in done("districts", "discard", "--layer", "roads", "--version", "2")
    assert "discarded, not a draft" in refused("districts", "apply", "--layer", "roads", "--version", "2", "--yes")
    assert "no draft" in refused("districts", "preview", "--layer", "roads")


def test_an_agency_outside_the_city_is_named_with_its_contact_and_is_nobodys_crew() -> None:
    import_two_areas()
    assert "outside 'knoxville' (865-555-0199)" in done("agencies", "add", "East crew", "--contact", "865-555-0199")
    done("create-user", "wes", "--role", "crew", "--crew", "West crew", "--password-stdin", typed="correct horse\n")
    assert "people who sign in here" in refused("agencies", "add", "West crew", "--contact", "865-555-0198")
    on_board = ("create-user", "eve", "--role", "crew", "--crew", "East crew", "--password-stdin")
    assert "agency outside the city" in refused(*on_board, typed="correct horse\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("districts", "import", "absent.geojson", *IMPORT), "absent.geojson"),
        (("route", "--lat", "91", "--lon", "0", "--layer", "roads"), "91"),
        (("route", "--lat", "nan", "--lon", "0", "--layer", "roads"), "nan"),
        (("route", "--lat", "0", "--layer", "roads"), "Give --lat and --lon"),
        (("route", "--lat", "0", "--lon", "0"), "either --service or --layer"),
        (("route", "--lat", "0", "--lon", "0", "--layer", "roads"), "no layer 'roads'"),
        (("route", "--lat", "0", "--lon", "0", "--service", "pothole"), "no service 'pothole'"),
        (("create-user", "ann", "--role", "dispatcher", "--password-stdin"), "no jurisdiction 'knoxville'"),
        (("move-user", "ann"), "no crew member 'ann'"),
        (("move-user", "ann", "--crew", "Dragons"), "no crew 'Dragons'"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(arguments: tuple[str, ...], sentence: str) -> None:
    assert sentence in refused(*arguments, typed="long enough\n")


def test_a_bad_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURBLINE_PORT", "eighty")
    assert "port" in refused("migrate")
    monkeypatch.setenv("CURBLINE_PORT", "8000")
    monkeypatch.setenv("CURBLINE_DATABASE_URL", "mysql://localhost/curbline")
    assert "sqlite:///" in refused("migrate")


def test_a_database_that_does_not_answer_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURBLINE_DATABASE_URL", "postgresql+psycopg://city:hush@127.0.0.1:1/curbline")
    said = refused("migrate")
    assert "127.0.0.1" in said
    assert "hush" not in said


def test_a_database_that_is_no_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("broken.db").write_bytes(b"not a database at all, but long enough to be read as a header" * 20)
    monkeypatch.setenv("CURBLINE_DATABASE_URL", f"sqlite:///{Path('broken.db').absolute()}")
    assert "database" in refused("migrate")


def test_a_file_of_points_keeps_its_columns_and_gains_three() -> None:
    import_two_areas()
    text = 'id,LAT,note,Lon\n1,0.5,"a, b",0.5\n2,0.5,,1.0\n3,9,x,9\n4,,no point,\n5,north,x,0.5\n6,95,x,0.5\n7,0.5\n'
    result = route_file(text)
    assert result.exit_code == 0, result.output
    rows = answers()
    assert list(rows[0]) == ["id", "LAT", "note", "Lon", "district", "crew", "reason"]
    assert rows[0]["note"] == "a, b"
    assert [(row["district"], row["crew"], row["reason"]) for row in rows] == [
        ("West", "West crew", "inside"),
        ("East", "East crew", "on_border"),
        ("", "", "outside_every_district"),
        ("", "", "no_point"),
        ("", "", "no_point"),
        ("", "", "no_point"),
        ("", "", "no_point"),
    ]
    assert "7 rows (1 inside, 4 no_point, 1 on_border, 1 outside_every_district)" in result.stderr
    assert "points/s" in result.stderr


def test_columns_that_are_there_already_are_kept_beside_the_answers() -> None:
    import_two_areas()
    result = route_file("district,latitude,longitude,Crew\nold,0.5,0.5,mine\n")
    assert result.exit_code == 0, result.output
    assert "already has a column 'district': the answer is in 'district_routed'" in result.stderr
    (row,) = answers()
    assert (row["district"], row["district_routed"], row["Crew"], row["crew_routed"]) == (
        "old",
        "West",
        "mine",
        "West crew",
    )


def test_each_row_may_name_its_own_service() -> None:
    done("seed")
    text = "kind,lat,lon\npothole,35.9606,-83.9207\nparking,35.9606,-83.9207\ndragon,35.9606,-83.9207\n"
    assert route_file(text, "--service-column", "kind").exit_code == 0
    assert [(row["district"], row["reason"]) for row in answers()] == [
        ("District 3", "inside"),
        ("South precinct", "inside"),
        ("", "no_layer"),
    ]


def test_a_file_may_be_answered_with_how_near_the_border_is() -> None:
    import_two_areas()
    text = "lat,lon,accuracy_m\n0.5,0.9999,\n0.5,0.9995,100\n0.5,0.5,\n0,0,\n,,\n"
    assert route_file(text, "--layer", "roads", "--explain").exit_code == 0
    assert [(row["reason"], row["distance_m"], row["near_border"], row["second"]) for row in answers()] == [
        ("inside", "11.1", "yes", "East"),
        ("inside", "55.7", "yes", "East"),
        ("inside", "", "no", ""),
        ("default_point", "", "", ""),
        ("no_point", "", "", ""),
    ]


def test_one_point_is_answered_with_its_second_choice() -> None:
    import_two_areas()
    found = json.loads(done("route", "--layer", "roads", "--lat", "0.5", "--lon", "0.9999", "--accuracy", "30"))
    assert (found["district"], found["version"], found["distance_m"], found["near_border"]) == ("West", 1, 11.1, True)
    assert (found["second"]["district"], found["second"]["crew"]) == ("East", "East crew")


def test_default_points_are_added_found_listed_and_removed() -> None:
    done("seed")
    assert "wait for the desk" in done("default-points", "add", "city hall", "--lat", "35.9606", "--lon", "-83.9207")
    point = ("route", "--service", "pothole", "--lat", "35.96061", "--lon", "-83.9207")
    assert json.loads(done(*point))["reason"] == "default_point"
    assert "0 new default points" in done("default-points", "find")
    assert done("default-points", "find", "--at-least", "2").splitlines()[-1].endswith("wait for the desk.")
    assert "city hall" in done("default-points", "list")
    done("default-points", "remove", "city hall")
    assert json.loads(done(*point))["reason"] == "inside"
    assert "no default point" in refused("default-points", "remove", "city hall")


def test_rules_by_owner_are_set_listed_and_removed() -> None:
    done("seed")
    rule = ("--service", "pothole", "--owner", "The state")
    assert "'North crew' answers" in done("rules", "set", *rule, "--crew", "North crew")
    point = ("route", *rule, "--lat", "35.9606", "--lon", "-83.9207")
    found = json.loads(done(*point))
    assert (found["crew"], found["reason"], found["district"]) == ("North crew", "by_owner", "District 3")
    assert done("rules", "list") == "'pothole', owner 'The state': 'North crew' answers.\n"
    done("rules", "remove", *rule)
    assert json.loads(done(*point))["crew"] == "South crew"
    assert "Give either" in refused("rules", "set", *rule)


def test_compressed_files_are_read_and_written() -> None:
    import_two_areas()
    with gzip.open("in.csv.gz", "wt") as file:
        file.write("lat,lon\n0.5,0.5\n")
    done("route", "--csv", "in.csv.gz", "--out", "out.csv.gz", "--layer", "roads")
    with gzip.open("out.csv.gz", "rt", newline="") as file:
        assert file.read() == "lat,lon,district,crew,reason\n0.5,0.5,West,West crew,inside\n"


def test_a_file_longer_than_one_slice_is_answered_whole() -> None:
    import_two_areas()
    route_file("n,lat,lon\n" + "".join(f"{n},0.5,{0.5 + n % 2}\n" for n in range(45_001)))
    rows = answers()
    assert [int(row["n"]) for row in rows] == list(range(45_001))
    assert all(row["district"] == ("East" if int(row["n"]) % 2 else "West") for row in rows)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty"),
        ("a,b\n1,2\n", "no columns lat and lon"),
        ("lat,lon\n0.5,0.5,0.5\n", "3 fields but the header 2"),
    ],
)
def test_a_file_that_cannot_be_routed_leaves_the_old_answers_alone(text: str, sentence: str) -> None:
    import_two_areas()
    Path("out.csv").write_text("yesterday's answers")
    result = route_file(text)
    assert (result.exit_code, sentence in result.stderr) == (2, True), result.output
    assert Path("out.csv").read_text() == "yesterday's answers"
    assert sorted(path.name for path in Path().glob(".*")) == [], "no half file stays behind"


def test_files_that_are_no_text_or_cut_short_are_refused() -> None:
    import_two_areas()
    Path("in.csv").write_bytes(b"lat,lon\n\xff\xfe\n")
    assert "UTF-8" in refused("route", "--csv", "in.csv", "--out", "o.csv", "--layer", "roads")
    Path("in.csv.gz").write_bytes(gzip.compress(b"lat,lon\n" + os.urandom(4000).hex().encode())[:-200])
    assert "cannot be read" in refused("route", "--csv", "in.csv.gz", "--out", "o.csv", "--layer", "roads")


def test_an_answer_that_cannot_be_written_says_where() -> None:
    import_two_areas()
    Path("in.csv").write_text("lat,lon\n")
    assert "nowhere" in refused("route", "--csv", "in.csv", "--out", "nowhere/out.csv", "--layer", "roads")


def test_the_demo_city_is_made_once_and_routes_every_service() -> None:
    assert "made" in done("seed")
    assert "there already" in done("seed")
    for service in ("pothole", "road-condition", "garbage", "recycling", "leaf-pickup"):
        found = json.loads(done("route", "--lat", "35.9606", "--lon", "-83.9207", "--service", service))
        assert (found["layer"], found["crew"]) == ("public-service", "South crew")
    light = json.loads(done("route", "--lat", "35.9606", "--lon", "-83.9207", "--service", "street-light-outage"))
    assert (light["layer"], light["crew"]) == ("street-lights", "City Power and Light")
    parking = json.loads(done("route", "--lat", "36.02", "--lon", "-83.94", "--service", "parking"))
    assert (parking["layer"], parking["crew"]) == ("parking", "North crew")


def test_staff_accounts_take_their_password_from_standard_input_or_a_prompt() -> None:
    done("seed")
    done("create-user", "ann", "--role", "dispatcher", "--password-stdin", typed="correct horse\n")
    done("create-user", "bob", "--role", "crew", "--crew", "New crew", typed="correct horse\ncorrect horse\n")
    again = ("create-user", "ANN", "--role", "manager", "--password-stdin")
    assert "already an account 'ann'" in refused(*again, typed="correct horse\n")
    assert "8 characters" in refused("create-user", "eve", "--role", "manager", "--password-stdin", typed="short\n")
    assert "needs a crew" in refused(
        "create-user", "eve", "--role", "crew", "--password-stdin", typed="correct horse\n"
    )


@pytest.mark.slow
def test_the_installed_command_runs_as_a_process_of_its_own() -> None:
    Path("areas.geojson").write_bytes(TWO_AREAS)
    program = [sys.executable, "-c", "from backend.cli import main; main()"]
    subprocess.run([*program, "districts", "import", "areas.geojson", *IMPORT], check=True, capture_output=True)
    point = [*program, "route", "--lat", "0.5", "--lon", "0.5", "--layer", "roads"]
    found = subprocess.run(point, check=True, capture_output=True, text=True)
    assert json.loads(found.stdout)["district"] == "West"
    wrong = subprocess.run([*program, "route", "--lat", "0.5"], check=False, capture_output=True, text=True)
    assert (wrong.returncode, "Traceback" in wrong.stderr) == (2, False)


def test_the_seed_is_small_enough_to_send_to_phones() -> None:
    for file in seeding.read_city(seeding.FOLDER).layers.values():
        assert (seeding.FOLDER / file).stat().st_size < 60_000


@pytest.mark.realdata
def test_new_yorks_recorded_community_boards_are_found_again() -> None:
    areas, requests = public_data("nyc/community_district.geojson"), public_data("nyc/requests_community_board.csv.gz")
    layer = ("--layer", "community", "--jurisdiction", "nyc")
    done("districts", "import", str(areas), *layer, "--name-field", "geography_value")
    done("route", "--csv", str(requests), "--out", "out.csv", *layer)
    districts = {f["properties"]["geography_value"] for f in json.loads(areas.read_bytes())["features"]}
    recorded = [(" ".join(reversed(row["Community Board"].split(" ", 1))), row) for row in answers()]
    usable = [(board, row) for board, row in recorded if board in districts and row["reason"] != "no_point"]
    agreeing = [board for board, row in usable if board == row["district"]]
    assert len(usable) > 5_000
    assert len(agreeing) / len(usable) >= 0.992
