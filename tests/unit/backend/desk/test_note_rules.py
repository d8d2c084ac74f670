"""What may stand in a ready note."""

import re
from pathlib import Path

import msgspec
import pytest

from backend import seeding
from backend.desk.rules import FIELDS, MAX_TEXT, MAX_TITLE, held_by, problems
from backend.desk.wire import NoteWords


@pytest.mark.parametrize(
    ("title", "text", "about"),
    [
        (" ", "Fixed.", "title is empty"),
        ("Fixed", " \n ", "text is empty"),
        ("x" * (MAX_TITLE + 1), "Fixed.", "title is longer"),
        ("Fixed", "x" * (MAX_TEXT + 1), "text is longer"),
        ("Fixed", "By {mayor}", "no field {mayor}"),
        ("Fixed", "By {Reference}", "stands alone"),
        ("Fixed", "By {reference", "stands alone"),
        ("Fixed", "By reference}", "stands alone"),
    ],
)
def test_what_is_wrong_with_a_note_is_said(title: str, text: str, about: str) -> None:
    assert about in " ".join(problems(title, text))


def test_every_field_may_stand_in_a_note() -> None:
    assert problems("All", " ".join(f"{{{field}}}" for field in FIELDS)) == []


def test_the_app_fills_in_the_same_fields() -> None:
    source = Path("pwa/src/store/note-fill.ts").read_text()
    listed = re.search(r"NOTE_FIELDS = \[(.*?)\]", source)
    assert listed is not None
    assert tuple(re.findall(r'"(\w+)"', listed[1])) == FIELDS


def test_the_demo_citys_notes_can_be_kept() -> None:
    ready = msgspec.json.decode((seeding.FOLDER / "notes.json").read_bytes(), type=list[NoteWords])
    assert len(ready) == 6
    assert [note.title for note in ready if problems(note.title, note.text)] == []


def test_a_job_is_on_the_phones_that_came_as_far_as_its_last_change() -> None:
    assert held_by({"old": 3, "new": 9, "newest": 10}, [9, 0, 3]) == {"old": 2, "new": 1}
