"""What belongs to a whole city: a change to it is published as a new version of its jurisdiction."""

from sqlalchemy import Connection, update

from backend.db.commit import Change
from backend.errors import Problem
from backend.places.tables import Jurisdiction

_JURISDICTION = Jurisdiction.__table__  # type: ignore[attr-defined]


def change_jurisdiction(connection: Connection, id: str) -> Change:
    """A new version of the city for `commit_changes`: whoever remembers it reads it again. Raises `not_found`."""
    this = _JURISDICTION.c.id == id
    raised = update(_JURISDICTION).where(this).values(ver=_JURISDICTION.c.ver + 1).returning(_JURISDICTION.c.ver)
    ver = connection.execute(raised).scalar()
    if ver is None:
        raise Problem("not_found", f"There is no jurisdiction '{id}' yet: import districts, or run seed.")
    return Change("jurisdiction", id, ver, frozenset({"ref"}))
