"""The city's ready notes, over HTTP."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.factories.city import City, running_city

MINE = {"title": " Tree crew ", "text": "A tree crew comes to {place}.", "outcome": None}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """The real server over the demo city."""
    with running_city(tmp_path_factory.mktemp("city")) as running:
        yield running


def titles(reply: Any) -> list[str]:
    assert reply.status_code == 200, reply.text
    return [note["title"] for note in reply.json()["notes"]]


def test_a_manager_adds_moves_changes_and_removes_a_note(either: City) -> None:
    manager = either.staff("manager").headers
    ready = titles(either.http.get("/dispatch/notes", headers=manager))
    assert len(ready) == 6
    assert titles(either.http.put("/dispatch/notes/mine", json=MINE, headers=manager)) == [*ready, "Tree crew"]
    moved = either.http.put("/dispatch/notes/mine", json=MINE | {"position": 1}, headers=manager)
    assert titles(moved) == [ready[0], "Tree crew", *ready[1:]]
    changed = either.http.put("/dispatch/notes/mine", json=MINE | {"text": "Soon.", "outcome": "fixed"}, headers=manager)
    assert changed.json()["notes"][1] == {"id": "mine", "title": "Tree crew", "text": "Soon.", "outcome": "fixed"}
    assert titles(either.http.delete("/dispatch/notes/mine", headers=manager)) == ready
    assert titles(either.http.delete("/dispatch/notes/mine", headers=manager)) == ready
    crew = either.staff("south").headers
    assert titles(either.http.get("/dispatch/notes", headers=crew)) == ready


@pytest.mark.parametrize("login", ["dispatch", "south"])
def test_only_a_manager_changes_notes(small: City, login: str) -> None:
    staff = small.staff(login).headers
    assert small.http.put("/dispatch/notes/mine", json=MINE, headers=staff).json()["code"] == "not_allowed"
    assert small.http.delete("/dispatch/notes/ready-1", headers=staff).json()["code"] == "not_allowed"
    assert len(titles(small.http.get("/dispatch/notes", headers=staff))) == 6


def test_residents_do_not_read_them(small: City) -> None:
    assert small.http.get("/dispatch/notes", headers=small.resident().headers).json()["code"] == "not_allowed"


@pytest.mark.parametrize(
    "wrong", [{"text": "By {mayor}."}, {"title": ""}, {"outcome": "lost"}, {"position": -1}, {"text": "x" * 6000}]
)
def test_what_is_no_note_is_refused_with_a_sentence(small: City, wrong: dict[str, object]) -> None:
    reply = small.http.put("/dispatch/notes/mine", json=MINE | wrong, headers=small.staff("manager").headers)
    assert reply.status_code == 400
    assert reply.json()["detail"]


def test_an_id_that_is_none_is_refused(small: City) -> None:
    manager = small.staff("manager").headers
    assert small.http.put("/dispatch/notes/No%20id!", json=MINE, headers=manager).status_code == 400
