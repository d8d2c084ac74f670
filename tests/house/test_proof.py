"""The proof says where each law is asked and each fault reached; every place it names exists."""

import re

import pytest

from tests.house.tree import ROOT

PAGE = (ROOT / "tests" / "property" / "README.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/.]+)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_every_place_that_the_proof_names_exists(file: str, name: str) -> None:
    assert re.search(rf"^( *def {name}\(|{name}\b.*=)", (ROOT / file).read_text(), re.MULTILINE)


def test_every_law_and_no_other_is_in_the_table() -> None:
    laws = re.findall(r"^\| I(\d+) \| .* \| .*`tests/.*::\w+`.* \|$", PAGE, re.MULTILINE)
    assert laws == [str(number) for number in range(1, 24)]
