"""A city's open reports in numbers, each made as a phone makes it: by an op of the exchange."""

from datetime import UTC, datetime, timedelta

import httpx

from tests.factories.phone import Phone

SERVICES = ("pothole", "street-light-outage", "garbage", "road-condition", "leaf-pickup")
SOUTH_WEST, NORTH_EAST = (35.93, -83.97), (35.99, -83.87)
OUTSIDE = (36.5, -84.9)
STREETS = ("Gay Street", "Central Avenue", "Broadway", "Magnolia Avenue", "Sutherland Avenue", "Chapman Highway")
_OUTSIDE_EVERY = 25
_DAYS = 20


def report_many(url: str, n_reports: int) -> list[str]:
    """So many reports of the last weeks all over the city, a few outside every district; their ids, oldest first."""
    with httpx.Client(base_url=url, timeout=60) as http:
        phone = Phone(http)
        now = datetime.now(UTC)
        ids = [_report(phone, n, now - timedelta(days=_DAYS) * (1 - n / n_reports)) for n in range(n_reports)]
        phone.sync()
    return ids


def _report(phone: Phone, n: int, at: datetime) -> str:
    lat, lon = OUTSIDE if n % _OUTSIDE_EVERY == 0 else (_between(0, n * 331), _between(1, n * 577))
    place = {"lat": lat, "lon": lon, "accuracy_m": 8.0, "text": f"{n % 900 + 1} {STREETS[n % len(STREETS)]}"}
    id = phone.report(service=SERVICES[n % len(SERVICES)], place=place, description=f"Number {n} of this month")
    phone.outbox[-1]["at"] = at.isoformat()
    return id


def _between(axis: int, step: int) -> float:
    """Somewhere in the city, without chance."""
    low, high = SOUTH_WEST[axis], NORTH_EAST[axis]
    return low + (high - low) * (step % 997) / 997
