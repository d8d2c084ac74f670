"""The command that names agencies outside the city."""

import click
from sqlalchemy import Connection

from backend.db.commit import commit_changes
from backend.errors import Problem
from backend.people import service as people
from backend.people.agencies import name_agency
from backend.places import service as places
from backend.places.commands import JURISDICTION, Installation


@click.group()
def agencies() -> None:
    """Agencies outside the city, a utility or a county, that answer for some districts like a crew."""


@agencies.command()
@click.argument("name")
@click.option("--contact", required=True, help="How to reach it: a telephone number, an address of the web.")
@JURISDICTION
@click.pass_obj
def add(here: Installation, name: str, contact: str, jurisdiction: str | None) -> None:
    """Name an agency, or change its contact. Districts name it where they would name a crew.

    It has no phone here: the desk passes jobs on and closes them in its place.
    """
    city = jurisdiction or here.jurisdiction

    def unit(connection: Connection) -> None:
        if not places.has_jurisdiction(connection, city):
            raise Problem("not_found", f"There is no jurisdiction '{city}' yet: import districts, or run seed.")
        made = name_agency(connection, people.create_crew(connection, city, name), contact)
        commit_changes(connection, city, [made])

    with here.opened() as database:
        database.write_now(unit)
    click.echo(f"'{name}' is an agency outside '{city}' ({contact}).")
