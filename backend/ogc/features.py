"""The features of the two collections, out of what their domains say is public."""

import shapely  # type: ignore[import-untyped]
from msgspec import Struct
from sqlalchemy import Connection

from backend.errors import Problem
from backend.ogc.documents import Json
from backend.ogc.query import Query
from backend.places import service as places
from backend.requests import service as requests
from sync.protocol import reference as references


class Page(Struct, frozen=True):
    """Features, the place that the next page begins after, and how many there are in all where that costs nothing."""

    features: list[Json]
    after: str | None
    matched: int | None = None


def page(connection: Connection, jurisdiction: str, collection: str, query: Query) -> Page:
    """A page of a collection. Raises `bad_value` for a place that is none."""
    if collection == "districts":
        return _districts(connection, jurisdiction, query)
    names = _Names(connection, jurisdiction)
    rows, after = requests.public_requests(connection, jurisdiction, _ask(query))
    return Page([names.request(row) for row in rows], None if after is None else f"{after[0]}.{after[1]}")


def one(connection: Connection, jurisdiction: str, collection: str, id: str) -> Json:
    """A feature by its id: of a request its reference, as people write it. Raises `not_found`."""
    if collection == "districts":
        found = places.public_districts(connection, jurisdiction, only=id)
        if found:
            return _district(found[0])
    elif (row := requests.public_request(connection, jurisdiction, references.parse(id) or "")) is not None:
        return _Names(connection, jurisdiction).request(row)
    raise Problem("not_found", "There is no such feature.")


def extent(connection: Connection, jurisdiction: str) -> list[float] | None:
    """West, south, east and north of all districts; None while there are none."""
    boundaries = [_shape(district) for district in places.public_districts(connection, jurisdiction)]
    return [round(float(degrees), 4) for degrees in shapely.total_bounds(boundaries)] if boundaries else None


class _Names:
    """What services and districts are called just now."""

    def __init__(self, connection: Connection, jurisdiction: str) -> None:
        self._services = places.services(connection, jurisdiction)
        self._districts = places.route_names(connection, jurisdiction)

    def request(self, row: Json) -> Json:
        service = self._services.get(row["service_code"])
        _, district, _ = self._districts.get(row["district_id"] or "", ("", None, None))
        return {
            "type": "Feature",
            "id": row["reference"],
            "geometry": row["point"] and {"type": "Point", "coordinates": row["point"]},
            "properties": {
                "reference": row["reference"],
                "service_code": row["service_code"],
                "service": service.name if service else row["service_code"],
                "status": row["status"],
                "status_note": row["status_note"],
                "district": district,
                "reported_at": row["recorded_at"],
                "updated_at": row["updated_at"],
                "closed_at": row["closed_at"],
                "followers": row["followers"],
                "duplicate_of": row["duplicate_of"],
            },
        }


def _ask(query: Query) -> requests.Ask:
    ask = requests.Ask(query.limit, box=query.box)
    key, _, reference = query.after.partition(".")
    if query.after and not (key.isascii() and key.isdigit() and len(key) < 18 and reference.isalnum()):
        raise Problem("bad_value", "after must be what the link to the next page says.")
    return requests.Ask(
        query.limit,
        max(query.since or ask.since, ask.since),
        min(query.until or ask.until, ask.until),
        query.box,
        (int(key), reference) if query.after else ask.after,
    )


def _districts(connection: Connection, jurisdiction: str, query: Query) -> Page:
    found = places.public_districts(connection, jurisdiction, None if query.box is None else _area(query.box))
    waiting = [one for one in found if one.id > query.after]
    shown = waiting[: query.limit]
    after = shown[-1].id if len(waiting) > len(shown) else None
    return Page([_district(one) for one in shown], after, len(found))


def _district(one: places.PublicDistrict) -> Json:
    told = {"name": one.name, "layer": one.layer, "crew": one.crew}
    return {"type": "Feature", "id": one.id, "geometry": one.boundary, "properties": told}


def _area(box: requests.Box) -> object:
    if box.west <= box.east:
        return shapely.box(box.west, box.south, box.east, box.north)
    halves = [(box.west, 180.0), (-180.0, box.east)]
    return shapely.union_all([shapely.box(west, box.south, east, box.north) for west, east in halves])


def _shape(district: places.PublicDistrict) -> object:
    return shapely.geometry.shape(district.boundary)
