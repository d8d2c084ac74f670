"""The command that writes a layer's districts to a file."""

from pathlib import Path

import click
import shapely  # type: ignore[import-untyped]
from sqlalchemy import Connection, select

from backend.people.service import crew_names
from backend.places.commands import Installation
from backend.places.exporting import FORMATS, export
from backend.places.importing import Area
from backend.places.routing import layer_id
from backend.places.tables import District

_DISTRICT = District.__table__  # type: ignore[attr-defined]


@click.command("export")
@click.argument("out", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--layer", required=True, help="The responsibility layer to write.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="geojson", show_default=True)
@click.option("--jurisdiction", help="Which city; by default the one of CURBLINE_JURISDICTION.")
@click.pass_obj
def export_districts(here: Installation, out: Path, layer: str, form: str, jurisdiction: str | None) -> None:
    """Write the districts of a layer to OUT, with their crews, as `districts import` reads them back."""
    city = jurisdiction or here.jurisdiction
    with here.opened() as database:
        areas = database.read_now(lambda connection: _areas(connection, city, layer))
    out.write_bytes(export(areas, layer, form))
    click.echo(f"Wrote {len(areas)} districts of layer '{layer}' of '{city}' to {out}.")


def _areas(connection: Connection, city: str, layer: str) -> list[Area]:
    """The districts that answer today, by name."""
    crews = crew_names(connection, city)
    rows = connection.execute(
        select(_DISTRICT.c.name, _DISTRICT.c.boundary, _DISTRICT.c.crew_id)
        .where(_DISTRICT.c.layer_id == layer_id(connection, city, layer), _DISTRICT.c.active)
        .order_by(_DISTRICT.c.name)
    )
    return [Area(name, shapely.from_wkb(boundary), crews.get(crew_id or "")) for name, boundary, crew_id in rows]
