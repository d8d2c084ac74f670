"""Which archives are for whom, and where the city lies."""

import shapely  # type: ignore[import-untyped]
from sqlalchemy import Connection

from backend.basemaps.checking import Box
from backend.basemaps.extracting import with_margin
from backend.basemaps.kept import Kept
from backend.basemaps.wire import Basemap
from backend.errors import Problem
from backend.people.rules import Actor
from backend.places.service import DistrictArea, district_areas


def basemaps_for(connection: Connection, kept: Kept, actor: Actor) -> list[Basemap]:
    """A crew's: those of its districts, and the whole city's instead while one of them has none. The desk's: the whole
    city's, or all that there are."""
    known = kept.all()
    if not known:
        return []
    cities = [one for one in known if one.district_id is None]
    if actor.role != "crew":
        return cities or known
    mine = [area for area in district_areas(connection, actor.jurisdiction) if area.crew_id == actor.crew_id]
    cut, is_whole = _cut_for(mine, {one.district_id: one for one in known})
    return cut if is_whole or not cities else cities


def _cut_for(areas: list[DistrictArea], cut: dict[str | None, Basemap]) -> tuple[list[Basemap], bool]:
    """As few archives as show all the areas: those of several layers lie upon each other. And whether they do."""
    chosen, shown, is_whole = list[Basemap](), shapely.Polygon(), bool(areas)
    shapes = [(area, shapely.from_wkb(area.boundary)) for area in areas]
    for area, shape in sorted(shapes, key=lambda one: (-one[1].area, one[0].name)):
        if shown.covers(shape):
            continue
        if area.id in cut:
            chosen.append(cut[area.id])
            shown = shown.union(with_margin(shape))
        else:
            is_whole = False
    return sorted(chosen, key=lambda one: one.name), is_whole


def districts_named(connection: Connection, jurisdiction: str, name: str | None) -> list[DistrictArea]:
    """The districts of today, or those of one name in any layer. Raises `not_found`."""
    areas = district_areas(connection, jurisdiction)
    found = [area for area in areas if name in (None, area.name)]
    if not found:
        named = f"no district '{name}'" if name else "no district"
        raise Problem("not_found", f"'{jurisdiction}' has {named}.")
    return found


def box_of(areas: list[DistrictArea]) -> Box:
    """What the districts reach."""
    west, south, east, north = shapely.total_bounds([shapely.from_wkb(area.boundary) for area in areas])
    return float(west), float(south), float(east), float(north)
