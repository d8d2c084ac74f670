"""Addresses are read in Python as in TypeScript; tests/unit/sync/addresses.test.ts runs the same vectors."""

import pytest

from sync.places.folding import asked
from sync.places.ranking import edits
from tests.conformance.test_vectors import Vector, name_of, vectors


@pytest.mark.parametrize("vector", vectors("addresses"), ids=name_of)
def test_an_address_is_read_as_people_write_it(vector: Vector) -> None:
    found = asked(vector["text"])
    assert (found.house, found.street.key, found.zip) == (vector["house"], vector["key"], vector.get("zip", ""))


@pytest.mark.parametrize("vector", vectors("edits"), ids=name_of)
def test_typing_errors_are_counted_as_people_make_them(vector: Vector) -> None:
    assert edits(vector["typed"], vector["name"]) == (vector["whole"], vector["begun"])
