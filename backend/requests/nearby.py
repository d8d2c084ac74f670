"""Requests that may be about the same thing as one that is being made, or as one that there is. Reads only."""

from collections.abc import Collection, Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, select, union_all

from backend.attachments import service as attachments
from backend.attachments.rules import bits_apart
from backend.db.cells import distance_m, listed
from backend.db.prepared import Prepared, among
from backend.db.rows import Row, table
from backend.places import service as places
from backend.requests import rules
from backend.requests.tables import ServiceRequest
from sync.protocol import lifecycle
from sync.protocol.nearby import Why

_REQUEST = table(ServiceRequest)
_NAMES = ("id", "reference", "service_code", "status", "lat", "lon", "accuracy_m", "recorded_at", "closed_at")
_COLUMNS = [_REQUEST.c[name] for name in (*_NAMES, "asset_id", "duplicate_of", "followers", "erased_at")]
_THESE = Prepared(select(*_COLUMNS).where(among(_REQUEST.c.id, "ids")))
_MOST = 1_000
"""No more rows of the cells around one point are looked at: no stranger can make a lookup slow for the next one."""


class Spot(Struct, frozen=True):
    """What is known of the problem: its kind and point, perhaps its asset and its photos' likenesses."""

    service_code: str
    lat: float
    lon: float
    accuracy_m: float | None = None
    asset_id: str | None = None
    likenesses: Sequence[int] = ()


class Nearby(Struct, frozen=True):
    """A request that may be about the same thing; a duplicate is shown as the one that it follows."""

    id: str
    reference: str
    service_code: str
    status: str
    recorded_at: datetime
    over: bool
    followers: int
    distance_m: float
    photo: attachments.Seen | None
    bits: int | None
    why: list[Why]


def nearby(
    connection: Connection, jurisdiction: str, spot: Spot, now: datetime, exclude: Collection[str] = ()
) -> list[Nearby]:
    """What is open near the spot, or was closed in the last two weeks, of its kind or group: the likeliest first.

    Distances are to the nearest of the reports about a thing. Nothing erased or taken back is among them.
    """
    reach = rules.reach_m(spot.service_code, rules.WIDEST_M)
    kinds = _kinds(connection, jurisdiction, spot.service_code)
    rows = [row for row in _around(connection, jurisdiction, spot, reach, now) if row["service_code"] in kinds]
    homes = _homes(connection, [row["duplicate_of"] for row in rows if row["duplicate_of"]])
    things: dict[str, _Thing] = {}
    for row in rows:
        home, said = _home(row, homes), _said(spot, row)
        if said is None or home is None or home["id"] in exclude:
            continue
        if is_offered(home["status"], home["closed_at"], home["erased_at"], now):
            thing = things.setdefault(home["id"], _Thing(home, *said))
            thing.distance_m = min(thing.distance_m, said[0])
            thing.same_asset |= said[1]
    photos = attachments.seen(connection, list(things))
    found = [_weigh(spot, thing, photos.get(id, []), now, reach) for id, thing in things.items()]
    found.sort(key=lambda one: one[0], reverse=True)
    return [one for _, one in found[: rules.SHOWN]]


def is_offered(status: str, closed_at: datetime | None, erased_at: datetime | None, now: datetime) -> bool:
    """Whether strangers who report near it are told of it: while it is open, and for two weeks after."""
    if erased_at is not None:
        return False
    return lifecycle.is_open("request", status) or (closed_at is not None and closed_at > now - rules.OVER_FOR)


def _kinds(connection: Connection, jurisdiction: str, service_code: str) -> set[str]:
    """The service, and the others of its group."""
    offered = places.services(connection, jurisdiction)
    group = offered[service_code].group if service_code in offered else ""
    return {service_code, *(code for code, one in offered.items() if group and one.group == group)}


def _around(connection: Connection, jurisdiction: str, spot: Spot, reach_m: float, now: datetime) -> list[Row]:
    """What lies in the cells around the spot and is not long over."""
    cells = listed(spot.lat, spot.lon, reach_m)
    here = select(*_COLUMNS).where(
        _REQUEST.c.jurisdiction == jurisdiction, _REQUEST.c.cell.in_(cells), _REQUEST.c.erased_at.is_(None)
    )
    open_, over = here.where(_REQUEST.c.closed_at.is_(None)), here.where(_REQUEST.c.closed_at > now - rules.OVER_FOR)
    return [dict(row) for row in connection.execute(union_all(open_, over).limit(_MOST)).mappings()]


def _homes(connection: Connection, ids: list[str]) -> dict[str, Row]:
    """The requests that duplicates follow, over every step."""
    homes: dict[str, Row] = {}
    asked = set(ids)
    while asked:
        homes |= {row["id"]: row for row in _THESE.mappings(connection, ids=asked)}
        asked = {row["duplicate_of"] for row in homes.values() if row["duplicate_of"]} - homes.keys()
    return homes


def _home(row: Row, homes: dict[str, Row]) -> Row | None:
    while row["duplicate_of"] is not None:
        home = homes.get(row["duplicate_of"])
        if home is None:
            return None
        row = home
    return row


class _Thing(Struct):
    """What several reports may be about: the request that is worked on, and what the nearest of them says."""

    home: Row
    distance_m: float
    same_asset: bool


def _said(spot: Spot, row: Row) -> tuple[float, bool] | None:
    """How far the report is from the spot and whether it names the same asset; None when it is not about the spot."""
    apart_m = distance_m(spot.lat, spot.lon, row["lat"], row["lon"])
    if spot.asset_id and row["asset_id"]:
        return (apart_m, True) if spot.asset_id == row["asset_id"] else None
    within = apart_m <= rules.reach_m(spot.service_code, spot.accuracy_m, row["accuracy_m"])
    return (apart_m, False) if within else None


def _weigh(
    spot: Spot, thing: _Thing, photos: list[attachments.Seen], now: datetime, reach_m: float
) -> tuple[tuple[bool, float], Nearby]:
    home = thing.home
    known = [photo.likeness for photo in photos if photo.likeness is not None]
    signs = rules.Signs(
        distance_m=thing.distance_m,
        days=(now - home["recorded_at"]).total_seconds() / 86_400,
        same_asset=thing.same_asset,
        same_service=home["service_code"] == spot.service_code,
        over=not lifecycle.is_open("request", home["status"]),
        bits=min((bits_apart(one, other) for one in known for other in spot.likenesses), default=None),
    )
    shown = Nearby(
        **{name: home[name] for name in ("id", "reference", "service_code", "status", "recorded_at", "followers")},
        over=signs.over,
        distance_m=thing.distance_m,
        photo=photos[0] if photos else None,
        bits=signs.bits,
        why=rules.why(signs),
    )
    return rules.score(signs, reach_m), shown
