"""The command that erases a report at its reporter's wish, and erasing again what a restored copy brought back."""

from datetime import datetime
from functools import partial
from pathlib import Path

import click

from backend.attachments.store import Store
from backend.clock import now
from backend.db.session import Database
from backend.errors import Problem
from backend.exchange import erasure
from backend.places.commands import Installation
from sync.protocol import reference as references


@click.command()
@click.argument("reference", required=False)
@click.option("--yes", is_flag=True, help="Do not ask again.")
@click.option("--again", is_flag=True, help="Erase again whatever was erased here, after a copy was put back.")
@click.option("--jurisdiction", help="Which city; by default the one of CURBLINE_JURISDICTION.")
@click.pass_obj
def erase(here: Installation, reference: str | None, yes: bool, again: bool, jurisdiction: str | None) -> None:
    """Erase the report with this REFERENCE: its words, place and photos, here and on every phone. It cannot be undone.

    What statistics count stays: the kind, the district, the days and the status.
    """
    if again == (reference is not None):
        raise Problem("bad_value", "Give a reference, or --again.")
    with here.opened() as database:
        if again:
            click.echo(f"{erase_noted(database, here.folder, now())} reports are erased.")
            return
        spoken = references.parse(reference or "")
        if spoken is None:
            raise Problem("bad_value", f"'{reference}' cannot be a reference. Check it against what was written down.")
        if not yes:
            click.confirm(f"Erase {references.show(spoken)} for good?", abort=True)
        kept = erase_report(database, here.folder, jurisdiction or here.jurisdiction, spoken, now())
    click.echo(f"Erased: {', '.join(references.show(one.reference) for one in kept)}. Older backups still have it.")


def erase_report(database: Database, folder: Path, city: str, reference: str, at: datetime) -> list[erasure.Kept]:
    """Erase it in the database, then its photos; what stays of it is noted between the two. Raises `not_found`."""
    kept, photos = database.write_now(lambda connection: erasure.erase(connection, city, reference, at))
    erasure.note(folder, kept)
    photos.discard(Store(folder))
    return kept


def erase_noted(database: Database, folder: Path, at: datetime) -> int:
    """Erase what was ever erased in this data folder and may be in its database again; how many reports that are."""
    noted, store = erasure.noted(folder), Store(folder)
    for kept in noted:
        database.write_now(partial(erasure.erase_again, kept=kept, now=at)).discard(store)
    return len(noted)
