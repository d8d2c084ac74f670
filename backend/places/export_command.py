"""The command that writes a layer's districts to a file."""

from pathlib import Path

import click
import shapely  # type: ignore[import-untyped]
from sqlalchemy import Connection

from backend.people.service import crew_names
from backend.places.commands import JURISDICTION, Installation
from backend.places.exporting import FORMATS, export
from backend.places.importing import Area
from backend.places.layers import districts_of
from backend.places.routing import layer_id
from backend.places.versions import drawn_in, version


@click.command("export")
@click.argument("out", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--layer", required=True, help="The responsibility layer to write.")
@click.option("--version", "number", type=int, help="Which version of it; by default what answers today.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="geojson", show_default=True)
@JURISDICTION
@click.pass_obj
def export_districts(
    here: Installation, out: Path, layer: str, number: int | None, form: str, jurisdiction: str | None
) -> None:
    """Write the districts of a layer to OUT, with their crews, as `districts import` reads them back."""
    city = jurisdiction or here.jurisdiction
    with here.opened() as database:
        areas = database.read_now(lambda connection: _areas(connection, city, layer, number))
    out.write_bytes(export(areas, layer, form))
    click.echo(f"Wrote {len(areas)} districts of layer '{layer}' of '{city}' to {out}.")


def _areas(connection: Connection, city: str, layer: str, number: int | None) -> list[Area]:
    """The areas by name, of a version or of the districts that answer today."""
    id = layer_id(connection, city, layer)
    if number is not None:
        version(connection, city, layer, number)
        rows = [(one.name, one.crew, one.boundary) for one in drawn_in(connection, id, number)]
    else:
        crews = crew_names(connection, city)
        known = sorted(districts_of(connection, id).values(), key=lambda row: row.name)
        rows = [(row.name, crews.get(row.crew_id or ""), row.boundary) for row in known if row.active]
    return [Area(name, shapely.from_wkb(boundary), crew) for name, crew, boundary in rows]
