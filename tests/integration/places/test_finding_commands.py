"""`curbline addresses import` and `curbline assets import`: what they say of what they took and what they left out."""

import random
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Connection

from backend.cli import main
from backend.db.session import opened
from backend.places.address_import import put_addresses, read_addresses
from backend.places.finding import search
from sync.places.folding import street
from tests.bench.places_search import mistyped
from tests.factories.places import city, public_data


def curbline(folder: Path, *arguments: str) -> Result:
    env = {"CURBLINE_DATA_DIR": str(folder), "CURBLINE_JURISDICTION": "testville", "CURBLINE_DATABASE_URL": ""}
    return CliRunner().invoke(main, arguments, env=env)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with city(tmp_path):
        return tmp_path


def test_addresses_and_lamps_are_imported_and_what_was_left_out_is_said(folder: Path) -> None:
    (folder / "a.csv").write_text("Hausnr,street\n12,Elm Street\n,Elm Street\n")
    (folder / "l.csv").write_text("number,owner,lat,lon\n4411,City,0.5,0.5\n4412,City,,\n")
    said = curbline(folder, "addresses", "import", str(folder / "a.csv"), "--house-field", "Hausnr")
    assert (said.exit_code, said.stdout) == (0, "'testville' has 1 addresses on 1 streets, 0 with a point.\n")
    assert said.stderr == "Left out 1: 1 for no house number (line 3).\n"
    said = curbline(folder, "assets", "import", str(folder / "l.csv"), "--kind", "street_light")
    assert said.stdout == "'testville', street_light: 1 added, 0 changed, 0 unchanged, 0 retired.\n"
    assert said.stderr == "Left out 1: 1 for no point (line 3).\n"
    with opened(f"sqlite:///{folder / 'curbline.db'}") as database:
        found = database.read_now(lambda c: [search(c, "testville", words) for words in ("12 elm", "lamp 4411")])
    assert [places[0].label for places in found] == ["12 Elm Street", "Lamp 4411"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty"),
        ("house,street\n,\n", "has no usable address"),
        ("a,b\n1,2\n", "--house-field"),
        ("house,street\n1,2,3\n", "A row has 3 fields"),
    ],
)
def test_a_file_that_is_of_no_use_is_refused_with_a_sentence(folder: Path, text: str, sentence: str) -> None:
    (folder / "a.csv").write_text(text)
    said = curbline(folder, "addresses", "import", str(folder / "a.csv"))
    assert said.exit_code == 2
    assert sentence in said.stderr


@pytest.mark.realdata
def test_a_citys_own_streets_are_found_with_typing_errors(tmp_path: Path) -> None:
    rows = read_addresses(public_data("knoxville/address_list.csv.gz"), {}, lambda read: None).rows
    spelled = Counter(row.street for row in rows)
    names = sorted(name for name, houses in spelled.items() if houses >= 5)  # rarer ones are often errors themselves
    chance = random.Random(311)
    asked = [(mistyped(name, chance), street(name).key) for name in chance.sample(names, 100)]

    def find(connection: Connection) -> list[bool]:
        found = [search(connection, "testville", words) for words, _ in asked]
        pairs = zip(asked, found, strict=True)
        return [meant in {street(one.label).key for one in places[:5]} for (_, meant), places in pairs]

    with city(tmp_path) as database:
        database.write_now(lambda c: put_addresses(c, "testville", rows))
        assert sum(database.read_now(find)) >= 95
