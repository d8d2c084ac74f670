"""Addresses are read in Python as in TypeScript; tests/unit/sync/addresses.test.ts runs the same vectors."""

import pytest

from sync.places.folding import asked
from tests.conformance.test_vectors import Vector, name_of, vectors


@pytest.mark.parametrize("vector", vectors("addresses"), ids=name_of)
def test_an_address_is_read_as_people_write_it(vector: Vector) -> None:
    found = asked(vector["text"])
    assert (found.house, found.street.key, found.zip) == (vector["house"], vector["key"], vector.get("zip", ""))
