"""The commands for what routing treats otherwise than the map says: default points, and rules by an asset's owner."""

from collections.abc import Callable

import click
from sqlalchemy import Connection

from backend.db.commit import Change, commit_changes
from backend.places import service
from backend.places.commands import Installation
from backend.places.default_points import LARGEST_M

_JURISDICTION = click.option("--jurisdiction", help="Which city; by default the one of CURBLINE_JURISDICTION.")


@click.group("default-points")
def default_points() -> None:
    """Points that stand for "place unknown". Reports there are kept, and wait for the desk."""


@default_points.command("add")
@click.argument("label")
@click.option("--lat", required=True, type=click.FloatRange(-90, 90), help="Latitude in degrees, WGS 84.")
@click.option("--lon", required=True, type=click.FloatRange(-180, 180), help="Longitude in degrees, WGS 84.")
@click.option("--radius", default=10.0, show_default=True, type=click.FloatRange(0.1, LARGEST_M), help="In metres.")
@_JURISDICTION
@click.pass_obj
def _add(here: Installation, label: str, lat: float, lon: float, radius: float, jurisdiction: str | None) -> None:
    """Flag all within a radius of a point; LABEL is what the desk reads, such as "city hall"."""
    _publish(here, jurisdiction, lambda c, city: service.add_default_point(c, city, label, (lat, lon), radius))
    click.echo(f"New reports within {radius:g} m of {lat:.5f}, {lon:.5f} wait for the desk now: '{label}'.")


@default_points.command("list")
@_JURISDICTION
@click.pass_obj
def _list(here: Installation, jurisdiction: str | None) -> None:
    """Show the default points; what was only found by counting is marked as proposed."""
    city = jurisdiction or here.jurisdiction
    with here.opened() as database:
        found = database.read_now(lambda connection: service.default_points(connection, city))
    for one in found:
        proposed = "  proposed" if one.is_proposed else ""
        click.echo(f"{one.lat:.5f}  {one.lon:.5f}  {one.radius_m:g} m  {one.label}{proposed}")


@default_points.command("remove")
@click.argument("label")
@_JURISDICTION
@click.pass_obj
def _remove(here: Installation, label: str, jurisdiction: str | None) -> None:
    """Take the points called LABEL for places again."""
    _publish(here, jurisdiction, lambda c, city: service.remove_default_point(c, city, label))
    click.echo(f"New reports at '{label}' are routed by the map again.")


@click.group("rules")
def rules() -> None:
    """Who answers for what an owner has, instead of the layer of the service."""


@rules.command("set")
@click.option("--service", "code", required=True, help="The service's code.")
@click.option("--owner", required=True, help="The owner, as assets name it.")
@click.option("--layer", help="The layer that is asked instead.")
@click.option("--crew", help="The crew or agency that answers wherever it is.")
@_JURISDICTION
@click.pass_obj
def _set(
    here: Installation, code: str, owner: str, layer: str | None, crew: str | None, jurisdiction: str | None
) -> None:
    """Make a rule, or another one for the same service and owner."""
    if (layer is None) == (crew is None):
        raise click.UsageError("Give either --layer or --crew.")
    rule = service.OwnerRule(code, owner, layer, crew)
    _publish(here, jurisdiction, lambda c, city: service.set_owner_rule(c, city, rule))
    click.echo(_said(rule))


@rules.command("list")
@_JURISDICTION
@click.pass_obj
def _list_rules(here: Installation, jurisdiction: str | None) -> None:
    """Show the rules."""
    city = jurisdiction or here.jurisdiction
    with here.opened() as database:
        found = database.read_now(lambda connection: service.owner_rules(connection, city))
    for rule in found:
        click.echo(_said(rule))


@rules.command("remove")
@click.option("--service", "code", required=True, help="The service's code.")
@click.option("--owner", required=True, help="The owner, as assets name it.")
@_JURISDICTION
@click.pass_obj
def _remove_rule(here: Installation, code: str, owner: str, jurisdiction: str | None) -> None:
    """Let the service's own layer answer again."""
    _publish(here, jurisdiction, lambda c, city: service.remove_owner_rule(c, city, code, owner))
    click.echo(f"The layer of '{code}' answers for what '{owner}' has.")


def _said(rule: service.OwnerRule) -> str:
    who = f"layer '{rule.layer}'" if rule.layer is not None else f"'{rule.crew}'"
    return f"'{rule.service_code}', owner '{rule.owner}': {who} answers."


def _publish(here: Installation, jurisdiction: str | None, write: Callable[[Connection, str], Change]) -> None:
    city = jurisdiction or here.jurisdiction
    with here.opened() as database:
        database.write_now(lambda connection: commit_changes(connection, city, [write(connection, city)]))
