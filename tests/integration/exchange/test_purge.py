"""What left a bucket long ago is forgotten, and a phone that was away for longer misses nothing by it (SYNC-019)."""

from datetime import datetime

from backend.db.purge import purge_leaves
from backend.db.session import opened
from tests.factories.city import SOUTH, City
from tests.factories.phone import Phone

LEAVES = "SELECT 1 FROM sync_feed WHERE op = 'leave'"


def clear_up(city: City, at: datetime) -> int:
    """The hourly clear-up, at this moment, by another connection."""
    with opened(city.settings.database) as database:
        return database.write_now(lambda connection: purge_leaves(connection, at))


def reassigned(city: City) -> tuple[Phone, Phone, str]:
    """A job that both crews have seen with the South crew, and which is the North crew's now."""
    ann, south, dispatch = city.resident(), city.staff("south"), city.staff("dispatch")
    request = ann.report(SOUTH)
    ann.sync()
    south.sync()
    dispatch.sync()
    job = ann.doc("request", request)["work_order_id"]
    dispatch.assign(job, city.crew("North crew"))
    dispatch.sync()
    return ann, south, job


def test_a_phone_away_for_longer_than_leaves_are_kept_still_loses_the_job(city: City) -> None:
    _, south, job = reassigned(city)
    assert clear_up(city, city.clock.at) == 0
    city.clock.wait(days=121)
    gone = len(city.rows(LEAVES))
    assert (gone > 0, clear_up(city, city.clock.at)) == (True, gone)
    again = city.staff("south")
    south.secret = again.secret
    assert job in south.ids("wo")
    south.sync()
    assert south.ids("wo") == set()


def test_a_phone_that_saw_the_leave_is_not_reset_for_it(city: City) -> None:
    ann, south, _ = reassigned(city)
    south.sync()
    clear_up(city, city.clock.at)
    city.clock.wait(days=121)
    clear_up(city, city.clock.at)
    south.secret = city.staff("south").secret
    for phone in (ann, south):
        assert phone.post(phone.body()).json()["pull"]["reset"] == []


def test_a_leave_is_kept_for_as_long_as_its_day_is_not_past(city: City) -> None:
    clear_up(city, city.clock.at)
    city.clock.wait(days=100)
    reassigned(city)
    leaves = len(city.rows(LEAVES))
    for _ in range(5):
        city.clock.wait(days=20)
        assert clear_up(city, city.clock.at) == 0
    assert len(city.rows(LEAVES)) == leaves


def test_a_new_phone_reads_past_the_floor_page_by_page(city: City) -> None:
    reassigned(city)
    for _ in range(20):
        city.clock.wait(days=1)
        clear_up(city, city.clock.at)
    city.clock.wait(days=130)
    clear_up(city, city.clock.at)
    dispatch, south = city.staff("dispatch"), city.staff("south")
    dispatch.sync(limit=1)
    south.sync(limit=1)
    assert (len(dispatch.ids("wo")), south.ids("wo")) == (1, set())


def test_marks_are_one_a_day_and_those_that_served_go(city: City) -> None:
    for hours in (0, 1, 24, 24):
        city.clock.wait(hours=hours)
        clear_up(city, city.clock.at)
    assert len(city.rows("SELECT 1 FROM sync_mark")) == 3
    reassigned(city)
    for days in (1, 121):
        city.clock.wait(days=days)
        clear_up(city, city.clock.at)
    assert len(city.rows("SELECT 1 FROM sync_mark")) == 2
