"""Stories that once went wrong, and the ones every phone lives through; each in the words of the world."""

from collections.abc import Iterator

import pytest

from tests.property.sync_world import laws, oracle
from tests.property.sync_world.machine import stage
from tests.property.sync_world.server import FAILPOINTS, PURGE_FAILPOINTS, UPLOAD_FAILPOINTS
from tests.property.sync_world.storage import KINDS
from tests.property.sync_world.world import World

# A server that dies takes its writing thread with it; that is the point.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


ON_POSTGRES_TOO = {
    "test_a_server_that_dies_anywhere_loses_nothing_and_does_nothing_twice",
    "test_a_server_that_dies_with_a_photo_in_its_hands_stores_it_whole_in_the_end",
    "test_a_clear_up_that_dies_forgets_nothing_that_a_phone_in_a_drawer_needs",
    "test_a_crew_that_is_moved_between_two_pages_holds_nothing_of_the_old_one",
    "test_a_server_put_back_to_any_copy_hears_of_everything_since",
    "test_two_tabs_without_the_lock_do_nothing_twice",
    "test_what_was_erased_stays_gone_whatever_copy_is_put_back",
    "test_a_lost_phone_hands_over_its_work_and_is_empty",
}
"""Where the database has a say; the other stories are about phones and the network."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "world" in metafunc.fixturenames:
        kinds = KINDS if metafunc.function.__name__ in ON_POSTGRES_TOO else KINDS[:1]
        metafunc.parametrize("world", kinds, indirect=True)


@pytest.fixture
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """A world of its own on this kind of database; at the end it heals and everybody agrees."""
    made = World(*stage(request.param))
    yield made
    oracle.settle(made)


def test_a_clock_put_right_after_years_does_not_keep_the_phone_waiting_for_years(world: World) -> None:
    world.enrol("ann", "resident")
    world.set_clock("ann", 3650)
    world.report("ann")
    world.sync("ann", "lost_request")
    world.set_clock("ann", 0)
    world.wait(600)
    assert world.look("ann")[0].seen["outbox"] == []


def test_a_proxy_that_refuses_large_batches_does_not_keep_work_on_the_phone(world: World) -> None:
    world.enrol("ann", "resident")
    for _ in range(20):
        world.report("ann")
    world.narrow = 3_000
    world.sync("ann")
    world.wait(600)
    assert world.look("ann")[0].seen["outbox"] == []


@pytest.mark.parametrize("place", FAILPOINTS)
def test_a_server_that_dies_anywhere_loses_nothing_and_does_nothing_twice(world: World, place: str) -> None:
    world.enrol("ann", "resident")
    world.enrol("south", "crew", "south")
    request = world.report("ann", photos=1)
    world.comment("ann", request)
    world.sync("ann", f"server_dies:{place}")
    laws.check(world)
    assert world.server.deaths[place] == 1
    world.wait(600)
    laws.check(world)
    assert [row["id"] for row in world.requests()] == [request]


@pytest.mark.parametrize("place", UPLOAD_FAILPOINTS)
def test_a_server_that_dies_with_a_photo_in_its_hands_stores_it_whole_in_the_end(world: World, place: str) -> None:
    world.enrol("ann", "resident")
    world.report("ann", photos=1)
    world.sync("ann", "fine", "fine", f"server_dies:{place}")
    assert world.server.deaths[place] == 1
    laws.check(world)
    world.wait(600)
    assert [row["state"] for row in world.server.rows("SELECT state FROM attachment")] == ["stored"]


@pytest.mark.parametrize("place", PURGE_FAILPOINTS)
def test_a_clear_up_that_dies_forgets_nothing_that_a_phone_in_a_drawer_needs(world: World, place: str) -> None:
    for name, role, login in (("ann", "resident", ""), ("south", "crew", "south"), ("dana", "dispatcher", "dispatch")):
        world.enrol(name, role, login)
    world.report("ann")
    for name in ("ann", "south", "dana"):
        world.sync(name)
    world.assign("dana", world.jobs()[0]["id"], world.crew("North crew"))
    world.sync("dana")
    world.clear_up()
    world.sleep(days=121)
    world.clear_up(place)
    leaves = len(world.server.rows("SELECT 1 FROM sync_feed WHERE op = 'leave'"))
    assert leaves > 0
    world.clear_up()
    assert world.server.rows("SELECT 1 FROM sync_feed WHERE op = 'leave'") == []


@pytest.mark.parametrize("how", ["abort", "quota"])
def test_a_disk_that_fails_anywhere_in_the_storing_of_a_reply_loses_nothing(world: World, how: str) -> None:
    world.enrol("ann", "resident")
    for puts in range(1, 8):
        world.report("ann", photos=1)
        world.spoil("ann", puts, how)
        world.sync("ann")
        laws.check(world)
    world.wait(600)
    assert len(world.requests()) == 7


def test_a_phone_that_is_shut_out_between_two_pages_gets_no_other_and_keeps_none(world: World) -> None:
    for name, role, login in (("ann", "resident", ""), ("dana", "dispatcher", "dispatch")):
        world.enrol(name, role, login)
    request = world.report("ann")
    for name in ("ann", "dana"):
        world.sync(name)
    world.comment("dana", request)
    world.sync("dana")
    for _ in range(3):
        world.report("ann")
    world.sync("ann")
    world.shrink_pages(1)
    world.sync("dana", "fine", "fine", lambda: world.revoke("dana"))
    seen = world.look("dana")[0].seen
    assert seen["activity"]["pace"]["blocker"] == "device_revoked"
    assert (seen["activity"]["wiped"], seen["docs"], seen["journal"]) == (True, [], [])


def test_a_sign_in_that_ends_between_two_pages_costs_nothing_but_a_new_one(world: World) -> None:
    for name, role, login in (("ann", "resident", ""), ("south", "crew", "south")):
        world.enrol(name, role, login)
    world.report("ann")
    world.sync("ann")
    world.shrink_pages(1)
    world.sync("south")
    world.close("south", world.jobs()[0]["id"])
    world.comment("south", world.requests()[0]["id"])
    world.sync("south", "fine", lambda: world.operate("UPDATE sign_in SET expires_at = 0"))
    laws.check(world)
    assert world.look("south")[0].seen["activity"]["pace"]["blocker"] == "sign_in_required"
    assert [job["status"] for job in world.jobs()] == ["done"]


def test_a_crew_that_is_moved_between_two_pages_holds_nothing_of_the_old_one(world: World) -> None:
    for name, role, login in (("ann", "resident", ""), ("south", "crew", "south")):
        world.enrol(name, role, login)
    for _ in range(3):
        world.report("ann")
    world.sync("ann")
    world.shrink_pages(2)
    world.sync("south", "fine", "fine", lambda: world.transfer("south", "North crew"))
    laws.check(world)
    assert [doc for doc in world.look("south")[0].seen["docs"] if doc["kind"] == "wo"] == []


@pytest.mark.parametrize("copy", range(4))
def test_a_server_put_back_to_any_copy_hears_of_everything_since(world: World, copy: int) -> None:
    for name, role, login in (("ann", "resident", ""), ("south", "crew", "south")):
        world.enrol(name, role, login)
    world.backup()
    world.comment("ann", world.report("ann", photos=1))
    world.sync("ann")
    world.backup()
    world.sync("south")
    world.act("south", "wo.start", f"wo/{world.jobs()[0]['id']}", {})
    world.sync("south", "lost_reply")
    world.backup()
    world.close("south", world.jobs()[0]["id"])
    world.sync("south")
    world.backup()
    world.restore(copy)
    world.sync("ann")
    laws.check(world)
    world.sync("south")
    world.sign_in("south")
    world.sync("ann")
    world.sync("south")
    laws.check(world)
    assert [job["status"] for job in world.jobs()] == ["done"]


def test_two_batches_of_one_phone_that_arrive_in_the_wrong_order_are_both_taken_once(world: World) -> None:
    world.enrol("ann", "resident")
    world.report("ann")
    world.sync("ann", "late")
    world.report("ann")
    world.sync("ann")
    world.deliver_late(0)
    laws.check(world)
    assert len(world.requests()) == 2


def test_a_batch_that_comes_again_after_ten_minutes_changes_nothing(world: World) -> None:
    world.enrol("ann", "resident")
    world.report("ann")
    world.sync("ann", "repeated_later")
    world.wait(600)
    world.deliver_late(0)
    laws.check(world)
    assert len(world.requests()) == 1


def test_a_job_that_moves_to_another_crew_leaves_the_first_ones_phone(world: World) -> None:
    for name, role, login in (("ann", "resident", ""), ("south", "crew", "south"), ("dana", "dispatcher", "dispatch")):
        world.enrol(name, role, login)
    world.report("ann")
    world.sync("ann")
    world.sync("south")
    assert [doc["kind"] for doc in world.look("south")[0].seen["docs"]].count("wo") == 1
    world.sync("dana")
    world.assign("dana", world.jobs()[0]["id"], world.crew("North crew"))
    world.sync("dana")
    world.sync("south")
    assert [doc["kind"] for doc in world.look("south")[0].seen["docs"]].count("wo") == 0


def test_what_a_restored_server_forgot_it_hears_again(world: World) -> None:
    world.enrol("ann", "resident")
    world.backup()
    request = world.report("ann")
    world.sync("ann")
    world.restore(0)
    assert world.requests() == []
    world.sync("ann")
    assert [row["id"] for row in world.requests()] == [request]


def test_a_wrong_clock_does_not_make_the_phone_forget_what_a_restored_server_needs(world: World) -> None:
    world.enrol("ann", "resident")
    world.backup()
    request = world.report("ann")
    world.sync("ann")
    world.set_clock("ann", 3650)
    world.sync("ann")
    world.restore(0)
    world.sync("ann")
    assert [row["id"] for row in world.requests()] == [request]


def test_a_clock_that_lost_its_battery_does_not_keep_a_closing_from_the_city(world: World) -> None:
    world.enrol("ann", "resident")
    world.enrol("south", "crew", "south")
    world.report("ann")
    world.sync("ann")
    world.sync("south")
    world.set_clock("south", -3650)
    world.close("south", world.jobs()[0]["id"])
    world.sync("south")
    assert [job["status"] for job in world.jobs()] == ["done"]


def test_what_a_crew_did_before_it_was_moved_waits_for_the_desk_and_is_then_done_once(world: World) -> None:
    for name, role, login in (("ann", "resident", ""), ("south", "crew", "south"), ("dana", "dispatcher", "dispatch")):
        world.enrol(name, role, login)
    world.report("ann")
    for name in ("ann", "south", "dana"):
        world.sync(name)
    world.close("south", world.jobs()[0]["id"])
    world.transfer("south", "North crew")
    world.sync("south", "lost_reply")
    assert [held["why"] for held in world.held()] == ["right_lost"]
    world.sync("dana")
    world.review("dana", world.held()[0]["op_id"], "accept")
    world.sync("dana", "repeated")
    laws.check(world)
    assert [job["status"] for job in world.jobs()] == ["done"]


def test_an_op_that_is_too_big_becomes_a_letter_and_the_next_goes_out(world: World) -> None:
    world.enrol("ann", "resident")
    world.report("ann")
    world.sync("ann", "cut")
    request = world.report("ann")
    world.sync("ann")
    laws.check(world)
    assert [letter["ack"]["code"] for letter in world.look("ann")[0].seen["letters"]] == ["too_big"]
    assert [row["id"] for row in world.requests()] == [request]


def test_words_behind_a_report_that_drew_its_reference_again_arrive(world: World) -> None:
    for name in ("ann", "bea"):
        world.enrol(name, "resident")
    world.report("ann")
    world.sync("ann")
    request = world.report("bea", clash=True)
    world.comment("bea", request, photos=1)
    world.sync("bea")
    laws.check(world)
    assert world.look("bea")[0].seen["letters"] == []
    said = world.server.rows("SELECT * FROM request_entry WHERE kind = 'comment'")
    assert [line["request_id"] for line in said] == [request]


def test_words_behind_a_report_that_was_refused_become_a_letter_beside_it(world: World) -> None:
    world.enrol("ann", "resident")
    request = world.new_id()
    refused = {"reference": world.reference(), "service_code": "no such service", "place": {"text": "Here"}}
    world.act("ann", "request.report", f"request/{request}", refused)
    world.comment("ann", request)
    world.sync("ann")
    world.comment("ann", request)
    world.sync("ann")
    laws.check(world)
    codes = [letter["ack"]["code"] for letter in world.look("ann")[0].seen["letters"]]
    assert sorted(codes) == ["depends_on_rejected", "depends_on_rejected", "service_retired"]


def test_two_tabs_without_the_lock_do_nothing_twice(world: World) -> None:
    world.enrol("ann", "resident", tabs=2, lock=False)
    for _ in range(3):
        world.report("ann", photos=1)
    world.sync("ann", "fine", "lost_reply", "repeated")
    laws.check(world)
    world.wait(600)
    assert len(world.requests()) == 3


def test_a_page_that_dies_while_its_reports_are_under_way_sends_them_once(world: World) -> None:
    world.enrol("ann", "resident")
    world.report("ann")
    world.sync("ann", "dies")
    world.sync("ann")
    assert len(world.requests()) == 1


@pytest.mark.parametrize("copy", range(2))
def test_what_was_erased_stays_gone_whatever_copy_is_put_back(world: World, copy: int) -> None:
    for name, role, login in (("ann", "resident", ""), ("south", "crew", "south"), ("dana", "dispatcher", "dispatch")):
        world.enrol(name, role, login)
    world.backup()
    request = world.report("ann", photos=1)
    world.sync("ann", "repeated_later")
    world.backup()
    for name in ("south", "dana"):
        world.sync(name)
    world.comment("dana", request)
    world.sync("dana")
    world.comment("ann", request, photos=1)
    world.erase(request)
    laws.check(world)
    world.sync("south")
    world.restore(copy)
    world.sync("ann", "lost_reply")
    laws.check(world)
    assert [row["description"] for row in world.requests()] == [""]


@pytest.mark.parametrize("fault", ["lost_reply", "dies", "server_dies:before_commit"])
def test_a_lost_phone_hands_over_its_work_and_is_empty(world: World, fault: str) -> None:
    for name, role, login in (("ann", "resident", ""), ("south", "crew", "south"), ("dana", "dispatcher", "dispatch")):
        world.enrol(name, role, login)
    world.report("ann")
    for name in ("ann", "south", "dana"):
        world.sync(name)
    job = world.jobs()[0]["id"]
    world.act("south", "wo.start", f"wo/{job}", {})
    world.close("south", job, photos=1)
    world.lose("south")
    world.sync("south", fault)
    laws.check(world)
    world.sync("south")
    assert world.is_emptied("south")
    assert [held["why"] for held in world.held()] == ["device_lost"] * 2
    world.sync("dana")
    for held in world.held():
        world.review("dana", held["op_id"], "accept")
    world.sync("dana")
    laws.check(world)
    assert [one["status"] for one in world.jobs()] == ["done"]
