"""The commands that give a city's phones their map."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import shapely  # type: ignore[import-untyped]

from backend.basemaps.archive import Archive
from backend.basemaps.checking import check
from backend.basemaps.extracting import extract as cut
from backend.basemaps.kept import Kept
from backend.basemaps.service import box_of, districts_named
from backend.basemaps.wire import Basemap
from backend.errors import Problem
from backend.places.commands import JURISDICTION, Installation
from backend.places.service import DistrictArea, jurisdiction_name

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_CREDIT = click.option("--attribution", help="Whom to credit, when the archive itself does not say.")


@click.group()
def basemap() -> None:
    """Maps that crews carry on their phones and see without a network (PMTiles archives of vector tiles)."""


@basemap.command("import")
@click.argument("file", type=_FILE)
@_CREDIT
@JURISDICTION
@click.pass_obj
def import_basemap(here: Installation, file: Path, attribution: str | None, jurisdiction: str | None) -> None:
    """Keep FILE as the map of the whole city, in place of the one it had. Phones of crews whose districts have no map
    of their own carry it. Importing the same file again changes nothing."""
    city = jurisdiction or here.jurisdiction
    with here.opened() as database:
        areas = database.read_now(lambda connection: districts_named(connection, city, None))
        name = database.read_now(lambda connection: jurisdiction_name(connection, city))
    with Archive(file) as archive:
        facts = check(archive, box_of(areas), attribution)
    kept, is_new = Kept(here.folder, city).put(file, facts, name, None)
    click.echo(f"{_line(kept)}{'' if is_new else ', as before'}.")
    click.echo(f"Layers: {', '.join(kept.layers)}. Credit: {kept.attribution}.")


@basemap.command()
@click.argument("file", type=_FILE, required=False)
@click.option("--district", help="The name of the district to cut out.")
@click.option("--all", "is_all", is_flag=True, help="Cut out every district.")
@click.option("--max-zoom", type=click.IntRange(0, 22), help="Leave out what shows only closer than this.")
@_CREDIT
@JURISDICTION
@click.pass_obj
def extract(
    here: Installation,
    /,
    file: Path | None,
    district: str | None,
    is_all: bool,
    max_zoom: int | None,
    attribution: str | None,
    jurisdiction: str | None,
) -> None:
    """Cut a map for each district, with a kilometre around it, out of the city's imported map or out of FILE, which may
    be much larger than the city. Crews then carry their districts only. Repeat it when districts or the map change."""
    if is_all == (district is not None):
        raise click.UsageError("Give --district or --all.")
    city = jurisdiction or here.jurisdiction
    kept = Kept(here.folder, city)
    areas = _areas(here, city, district)
    source, credit = (file, attribution) if file else _imported(kept)
    with Archive(source) as archive:
        for area in areas:
            one, is_new = _cut(here, kept, archive, area, max_zoom, attribution or credit)
            click.echo(f"{_line(one)}{'' if is_new else ', as before'}.")


@basemap.command("list")
@JURISDICTION
@click.pass_obj
def list_basemaps(here: Installation, jurisdiction: str | None) -> None:
    """Say which maps are kept."""
    city = jurisdiction or here.jurisdiction
    kept = Kept(here.folder, city).all()
    with here.opened() as database:
        today = database.read_now(lambda c: {area.id for area in districts_named(c, city, None)}) if kept else set()
    for one in kept:
        gone = "" if one.district_id is None or one.district_id in today else " (there is no such district any more)"
        click.echo(f"{one.sha256[:12]}  {_line(one)}{gone}.")
    if not kept:
        click.echo(f"'{city}' has no map. Its crews see districts and jobs on plain ground.")


@basemap.command()
@click.argument("which")
@JURISDICTION
@click.pass_obj
def remove(here: Installation, which: str, jurisdiction: str | None) -> None:
    """Delete a map: WHICH is its name, or the first letters of its number in `list`. Phones drop theirs when they next
    ask."""
    kept = Kept(here.folder, jurisdiction or here.jurisdiction)
    found = [one for one in kept.all() if one.name == which or (len(which) >= 6 and one.sha256.startswith(which))]
    if not found:
        raise Problem("not_found", f"There is no map '{which}'.")
    for one in found:
        kept.remove(one.sha256)
        click.echo(f"The map of {one.name} is removed.")


def _cut(
    here: Installation, kept: Kept, archive: Archive, area: DistrictArea, max_zoom: int | None, credit: str | None
) -> tuple[Basemap, bool]:
    with _scratch(here.folder) as part:
        cut(archive, shapely.from_wkb(area.boundary), area.name, max_zoom, part)
        with Archive(part) as small:
            facts = check(small, box_of([area]), credit)
        return kept.put(part, facts, area.name, area.id)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A file that is gone in the end."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".basemap-") as scratch:
        yield Path(scratch) / "map"


def _imported(kept: Kept) -> tuple[Path, str]:
    for one in kept.all():
        if one.district_id is None:
            return kept.path(one.sha256), one.attribution
    raise Problem("not_found", "There is no imported map to cut from. Import one, or name a FILE.")


def _areas(here: Installation, city: str, district: str | None) -> list[DistrictArea]:
    with here.opened() as database:
        return database.read_now(lambda connection: districts_named(connection, city, district))


def _line(one: Basemap) -> str:
    whose = one.name if one.district_id else f"The whole of {one.name}"
    return f"{whose}: {one.size_bytes / 1e6:,.1f} MB, zoom {one.min_zoom} to {one.max_zoom}"
