"""The check of a bucket is what a device really holds, and what is doubted is read anew (SYNC-018)."""

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import create_engine

from backend import schema
from sync.protocol.check import mark
from tests.factories.city import NORTH, NOWHERE, SOUTH, City
from tests.factories.phone import Phone

Check = dict[str, dict[str, int]]


def told(phone: Phone) -> Check:
    """What the server says that each bucket of the phone holds."""
    check: Check = phone.post(phone.body()).json()["pull"]["check"]
    return check


def held(phone: Phone) -> Check:
    """What each bucket holds on the phone."""
    found: dict[str, list[int]] = {bucket: [0, 0] for bucket in phone.cursors}
    for (kind, id), buckets in phone.holders.items():
        for bucket in buckets:
            n, total = found[bucket]
            found[bucket] = [n + 1, (total + mark(kind, id, phone.docs[kind, id]["ver"])) % 2**32]
    return {bucket: {"n": n, "sum": total} for bucket, (n, total) in found.items()}


def test_the_check_is_what_every_phone_holds_whatever_happened(city: City) -> None:
    ann, south, north, dispatch = city.resident(), city.staff("south"), city.staff("north"), city.staff("dispatch")
    south_one = ann.report(SOUTH)
    ann.report(NORTH)
    ann.report(NOWHERE)
    ann.comment(south_one)
    ann.comment(south_one)
    ann.sync()
    job = ann.doc("request", south_one)["work_order_id"]
    for phone in (south, north, dispatch):
        phone.sync()
        assert held(phone) == told(phone)
    dispatch.assign(job, city.crew("North crew"))
    dispatch.sync()
    north.sync()
    north.close(job)
    north.sync()
    for phone in (ann, south, north, dispatch):
        phone.sync()
        assert held(phone) == told(phone)


def test_only_the_last_page_has_a_check(city: City) -> None:
    ann = city.resident()
    pages: list[dict[str, Any]] = []
    while not pages or pages[-1]["more"]:
        pages.append(ann.post(ann.body(limit=5)).json()["pull"])
        ann.settle({"acks": [], "pull": pages[-1]})
    assert [page["check"] is None for page in pages] == [True] * (len(pages) - 1) + [False]
    assert len(pages) > 1


def test_a_bucket_that_is_doubted_is_read_from_its_beginning(city: City) -> None:
    ann = city.resident()
    request = ann.report(SOUTH)
    ann.sync()
    own = f"device:{ann.device}"
    ann.docs.pop(("request", request))
    body = ann.body()
    body["pull"]["reset"] = [own, "district:none"]
    pull = ann.post(body).json()["pull"]
    assert (pull["reset"], {row["b"] for row in pull["rows"]}) == ([own], {own})
    ann.settle({"acks": [], "pull": pull})
    assert (request in ann.ids("request"), held(ann) == pull["check"]) == (True, True)


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_database_from_before_gets_its_checks_with_the_schema(city: City, tmp_path: Path) -> None:
    ann = city.resident()
    ann.report(SOUTH)
    ann.sync()
    before = city.rows("SELECT * FROM sync_bucket ORDER BY bucket")
    city.change("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = tmp_path / "older.db"
    copy.write_bytes((city.folder / "curbline.db").read_bytes())
    url = f"sqlite:///{copy}"
    command.downgrade(schema.config(url), "0003-1")
    schema.migrate(url)
    with create_engine(url).connect() as connection:
        rows = [dict(row) for row in connection.exec_driver_sql("SELECT * FROM sync_bucket ORDER BY bucket").mappings()]
    assert [row for row in rows if row["n_live"]] == [row for row in before if row["n_live"]]
