"""What is open within a walk of a point, or was fixed there lately, as anybody may know it. Reads only.

Found by exact cells, so that of the years of closed requests around a point none is looked at.
"""

import math
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ColumnElement, Connection, Float, Integer, bindparam, select

from backend.db.cells import distance_m, listed
from backend.db.columns import Moment
from backend.db.prepared import Prepared, among
from backend.db.rows import Row, table
from backend.requests.features import rounded
from backend.requests.rules import about_m
from backend.requests.tables import ServiceRequest
from sync.decide.duplicates import NEAR_M
from sync.protocol import lifecycle
from sync.protocol.around import AroundDoc, AroundReply

RADIUS_M = 2_000.0
SHOWN = 100
FIXED_FOR = timedelta(days=7)
"""What was fixed no longer ago is shown too: so one sees that reporting helps, and reports nothing twice."""
_OPEN = [status for status in lifecycle.statuses("request") if lifecycle.is_open("request", status)]
_REQUEST = table(ServiceRequest)
_NAMES = ("reference", "service_code", "status", "lat", "lon", "district_id", "recorded_at", "followers")


def _n(name: str) -> ColumnElement[float]:
    return bindparam(name, type_=Float)


def _near(when: ColumnElement[bool]) -> Prepared:
    """The nearest first, on a flat earth: over so short a way it is one."""
    north, east = _REQUEST.c.lat - _n("lat"), (_REQUEST.c.lon - _n("lon")) * _n("wide")
    return Prepared(
        select(*(_REQUEST.c[name] for name in _NAMES))
        .where(
            _REQUEST.c.jurisdiction == bindparam("here"),
            among(_REQUEST.c.cell, "cells", BigInteger),
            when,
            among(_REQUEST.c.status, "statuses"),
            _REQUEST.c.erased_at.is_(None),
        )
        .order_by(north * north + east * east, _REQUEST.c.reference)
        .limit(bindparam("n", type_=Integer))
    )


OPEN = _near(_REQUEST.c.closed_at.is_(None))
FIXED = _near(_REQUEST.c.closed_at > bindparam("since", type_=Moment))


def open_around(connection: Connection, here: str, lat: float, lon: float, now: datetime) -> AroundReply:
    """A hundred at most, the nearest first by their rounded points."""
    asked = {"here": here, "cells": listed(lat, lon, RADIUS_M), "lat": lat, "lon": lon, "n": SHOWN + 1}
    asked["wide"] = math.cos(math.radians(lat))
    rows = OPEN.mappings(connection, **asked, statuses=_OPEN)
    rows += FIXED.mappings(connection, **asked, statuses=["resolved"], since=now - FIXED_FOR)
    found = sorted((_doc(row, lat, lon) for row in rows), key=lambda one: (one.distance_m, one.reference))
    found = [one for one in found if one.distance_m <= RADIUS_M]
    return AroundReply(now, found[:SHOWN], len(found) > SHOWN)


def _doc(row: Row, lat: float, lon: float) -> AroundDoc:
    """Measured from the rounded point: a distance tells no more of the place than the point beside it."""
    at = rounded(row["lat"]), rounded(row["lon"])
    away_m = distance_m(lat, lon, *at)
    is_open = lifecycle.is_open("request", row["status"])
    return AroundDoc(
        reference=row["reference"],
        service_code=row["service_code"],
        status=row["status"],
        reported_at=row["recorded_at"],
        lat=at[0],
        lon=at[1],
        distance_m=about_m(away_m),
        district_id=row["district_id"],
        followers=row["followers"],
        fixed=not is_open,
        same=is_open and away_m < NEAR_M,
    )
