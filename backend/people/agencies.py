"""Agencies outside the city: crews that have nobody here, with a way to reach them (SYNC-081)."""

from sqlalchemy import Connection, select, update

from backend.db.commit import Change
from backend.db.remembered import remembered
from backend.db.rows import table
from backend.errors import Problem
from backend.people.tables import Account, Crew

_ACCOUNT, _CREW = table(Account), table(Crew)


def name_agency(connection: Connection, crew: Change, contact: str) -> Change:
    """Make a crew, as `create_crew` gives it, an agency with this contact, as a change for `commit_changes`.

    Raises `bad_value` for a crew that somebody signs in to: its people close their jobs themselves.
    """
    if connection.execute(select(_ACCOUNT.c.id).where(_ACCOUNT.c.crew_id == crew.id, _ACCOUNT.c.active)).first():
        raise Problem("bad_value", "This crew has people who sign in here. It cannot be an agency outside the city.")
    ver = crew.ver + 1
    connection.execute(update(_CREW).where(_CREW.c.id == crew.id).values(is_agency=True, contact=contact, ver=ver))
    return Change("crew", crew.id, ver, crew.buckets)


@remembered
def agencies(connection: Connection, jurisdiction: str) -> dict[str, tuple[str, str]]:
    """Crew id -> (name, contact) of every agency outside the city."""
    rows = connection.execute(
        select(_CREW.c.id, _CREW.c.name, _CREW.c.contact).where(_CREW.c.jurisdiction == jurisdiction, _CREW.c.is_agency)
    )
    return {id: (name, contact) for id, name, contact in rows}
