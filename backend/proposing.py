"""The command that looks through a city's requests for points that can be no places, and proposes them as such."""

import click

from backend.places.commands import Installation
from backend.requests.shared_points import SHARED_BY, propose_default_points


@click.command("find")
@click.option("--at-least", default=SHARED_BY, show_default=True, type=click.IntRange(2), help="Requests on one point.")
@click.option("--jurisdiction", help="Which city; by default the one of CURBLINE_JURISDICTION.")
@click.pass_obj
def find(here: Installation, at_least: int, jurisdiction: str | None) -> None:
    """Find points that very many requests share, and flag them at once as proposed; `remove` takes one back."""
    city = jurisdiction or here.jurisdiction
    with here.opened() as database:
        found = database.write_now(lambda connection: propose_default_points(connection, city, at_least))
    for one in found:
        click.echo(f"{one.lat:.5f}  {one.lon:.5f}  shared by {one.count} requests")
    click.echo(f"{len(found)} new default points. New reports there wait for the desk.")
