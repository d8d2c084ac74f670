"""The city's ready notes: reading, keeping, moving and removing them."""

from sqlalchemy import Connection, delete, select

from backend.db.rows import put, table
from backend.desk.rules import MOST_NOTES, is_id, problems
from backend.desk.tables import NoteTemplate
from backend.desk.wire import Note, NoteWords
from backend.errors import Problem

_NOTE = table(NoteTemplate)


def notes(connection: Connection, here: str) -> list[Note]:
    """All of them, in the city's order."""
    rows = connection.execute(
        select(*(_NOTE.c[name] for name in Note.__struct_fields__))
        .where(_NOTE.c.jurisdiction == here)
        .order_by(_NOTE.c.position)
    )
    return [Note(*row) for row in rows]


def keep_note(connection: Connection, here: str, id: str, words: NoteWords) -> None:
    """Add it, change it, or move it. Raises `bad_value` with what is wrong."""
    if not is_id(id):
        raise Problem("bad_value", "The id of a note has up to 40 small letters, digits and hyphens.")
    if wrong := problems(words.title, words.text):
        raise Problem("bad_value", " ".join(wrong))
    known = notes(connection, here)
    before = next((at for at, note in enumerate(known) if note.id == id), len(known))
    others = [note for note in known if note.id != id]
    if len(others) >= MOST_NOTES:
        raise Problem("bad_value", f"There are {MOST_NOTES} notes already: remove one first.")
    kept = Note(id, words.title.strip(), words.text.strip(), words.outcome)
    others.insert(before if words.position is None else words.position, kept)
    _keep(connection, here, others)


def remove_note(connection: Connection, here: str, id: str) -> None:
    """Remove it; repeating that does no harm."""
    connection.execute(delete(_NOTE).where(_NOTE.c.jurisdiction == here, _NOTE.c.id == id))
    _keep(connection, here, notes(connection, here))


def seed_notes(connection: Connection, here: str, given: list[NoteWords]) -> None:
    """The notes of a new city; in one that has some nothing changes."""
    if not notes(connection, here):
        for number, words in enumerate(given, 1):
            keep_note(connection, here, f"ready-{number}", words)


def _keep(connection: Connection, here: str, ordered: list[Note]) -> None:
    rows = [
        {"jurisdiction": here, "id": note.id, "title": note.title, "text": note.text, "outcome": note.outcome}
        | {"position": at}
        for at, note in enumerate(ordered)
    ]
    put(connection, _NOTE, rows)
