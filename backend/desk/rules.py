"""What may stand in a ready note, and which jobs a phone holds. No I/O."""

import re
from collections.abc import Iterable, Mapping

FIELDS = ("reference", "service", "place", "due")
"""Twin of NOTE_FIELDS in pwa/src/store/note-fill.ts."""
MAX_TITLE = 60
MAX_TEXT = 1000
MOST_NOTES = 100
_FIELD = re.compile(r"\{([a-z]+)\}")
_ID = re.compile(r"[0-9a-z-]{1,40}")


def is_id(id: str) -> bool:
    """Whether a note may be kept under it."""
    return _ID.fullmatch(id) is not None


def problems(title: str, text: str) -> list[str]:
    """What is wrong with a note, in sentences; nothing when it can be kept."""
    found = []
    if not title.strip():
        found.append("The title is empty.")
    if len(title.strip()) > MAX_TITLE:
        found.append(f"The title is longer than {MAX_TITLE} characters.")
    if not text.strip():
        found.append("The text is empty.")
    if len(text.strip()) > MAX_TEXT:
        found.append(f"The text is longer than {MAX_TEXT} characters.")
    known = ", ".join(f"{{{field}}}" for field in FIELDS)
    for field in sorted({field for field in _FIELD.findall(text) if field not in FIELDS}):
        found.append(f"There is no field {{{field}}}; there are {known}.")
    if re.search(r"[{}]", _FIELD.sub("", text)):
        found.append("A brace in the text stands alone.")
    return found


def held_by(seqs: Mapping[str, int], cursors: Iterable[int]) -> dict[str, int]:
    """Job -> on how many phones: those that have stored their crew's bucket as far as the job's last change."""
    reached = list(cursors)
    return {id: count for id, seq in seqs.items() if (count := sum(cursor >= seq for cursor in reached))}
