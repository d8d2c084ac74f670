"""Servers that are broken on purpose, each in a way that real systems were: the harness must find every one of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from msgspec import structs
from sqlalchemy import Connection, update

from backend.attachments import erasing
from backend.attachments import service as attachments
from backend.db import commit
from backend.db.rows import put, table
from backend.exchange import erasure, feed, push, world
from backend.people import service as people
from backend.people.tables import Device
from backend.places import service as places
from backend.work_orders import service as work_orders
from tests.property.sync_world import server

PHONES = ("optimistic_docs", "forgets_when_sending", "cursor_without_page", "ignores_leave", "new_name_each_try")
"""Broken phones: mutants.ts."""
FORGETFUL_PHONES = ("keeps_the_erased", "keeps_when_lost")


@contextmanager
def no_leave() -> Iterator[None]:
    """A thing that moves to another bucket is never taken out of the first one."""
    with patch.object(commit, "_memberships", lambda *_: {}):
        yield


@contextmanager
def early_cursor() -> Iterator[None]:
    """Numbers are handed out before the rows that carry them can be seen, as a sequence does: whoever looks between
    the two has passed rows it never saw."""
    late: list[dict[str, Any]] = []

    def hold(connection: Connection, into: Any, rows: list[dict[str, Any]]) -> None:
        put(connection, into, late)
        late[:] = rows

    with patch.object(commit, "put", hold):
        yield


@contextmanager
def late_mid() -> Iterator[None]:
    """How far a device has come is written in a transaction of its own, after the one with the ops."""
    waiting: dict[str, int] = {}
    whole, devices = people.record_progress, table(Device)

    def later(connection: Connection, device_id: str, now: Any, **facts: Any) -> None:
        for id, mid in waiting.items():
            connection.execute(update(devices).where(devices.c.id == id).values(last_mid=mid))
        waiting.clear()
        waiting[device_id] = facts.pop("last_mid")
        whole(connection, device_id, now, **facts)

    with patch.object(people, "record_progress", later):
        yield


@contextmanager
def no_memory() -> Iterator[None]:
    """An op that comes again is not known again."""
    with patch.object(push, "_answered", lambda *_: {}):
        yield


@contextmanager
def changing_answers() -> Iterator[None]:
    """An op that comes again is told that it was done already, not what it was told before."""
    whole = push._repeat

    def other(*given: Any) -> Any:
        ack = whole(*given)
        ack.outcome, ack.code = "merged", "already_so"
        return ack

    with patch.object(push, "_repeat", other):
        yield


@contextmanager
def cursor_past_the_page() -> Iterator[None]:
    """A page that was cut says that it was all."""
    whole = feed._page

    def cut(*given: Any) -> Any:
        return whole(*given)[0], False

    with patch.object(feed, "_page", cut):
        yield


@contextmanager
def everybody_reads_everything() -> Iterator[None]:
    """The buckets are those the phone asks for, not those it may read."""
    whole = places.readable_buckets
    all_of_them = "SELECT DISTINCT bucket FROM sync_feed WHERE bucket LIKE 'crew:%'"

    def more(connection: Connection, actor: Any) -> list[str]:
        return [*whole(connection, actor), *connection.exec_driver_sql(all_of_them).scalars()]

    with patch.object(places, "readable_buckets", more):
        yield


@contextmanager
def written_twice() -> Iterator[None]:
    """What an op adds gets an id of the server's own, so that nothing notices the second time."""
    with patch.object(push, "_answered", _nothing), patch.object(people, "enrol", _from_the_start(people.enrol)):
        yield


def _nothing(*_: Any) -> dict[str, Any]:
    return {}


def _from_the_start(enrol: Callable[..., int]) -> Callable[..., int]:
    def none(*given: Any) -> int:
        return enrol(*given) * 0

    return none


@contextmanager
def erased_only_leaves() -> Iterator[None]:
    """What is erased leaves its buckets as if it had moved: phones are not told to keep nothing of it."""
    with patch.object(erasure, "told", lambda *_: frozenset()):
        yield


@contextmanager
def erased_but_not_noted() -> Iterator[None]:
    """Nothing outside the database knows what was erased, so that a copy that is put back does not either."""
    with patch.object(erasure, "note", lambda *_: None):
        yield


@contextmanager
def pictures_stay() -> Iterator[None]:
    """The rows of an erased report's photos go, their files do not."""
    with patch.object(erasing.Erased, "discard", lambda *_: None):
        yield


@contextmanager
def lost_is_like_any() -> Iterator[None]:
    """What comes from a lost phone is done as if its owner still had it."""
    whole = world.rights

    def none_is_leaving(*given: Any) -> Any:
        return structs.replace(whole(*given), is_leaving=False)

    with patch.object(world, "rights", none_is_leaving):
        yield


@contextmanager
def lost_must_delete() -> Iterator[None]:
    """A lost phone is told to delete what it holds before it has handed anything over."""
    whole = people.revoke

    def at_once(connection: Connection, jurisdiction: str, login: str, _: bool) -> int:
        return whole(connection, jurisdiction, login, at_once=True)

    with patch.object(server, "revoke", at_once):
        yield


@contextmanager
def closers_read_everything() -> Iterator[None]:
    """A crew that closed another's job goes on reading all of it."""
    with patch.object(work_orders, "own_closing", lambda doc, *_: doc):
        yield


@contextmanager
def photos_stay_behind() -> Iterator[None]:
    """A request that leaves a job keeps the photos of its closing."""
    with patch.object(attachments, "unlink", lambda *_: None):
        yield


WRONG_EYES = (closers_read_everything, photos_stay_behind)
FORGETFUL = (erased_only_leaves, erased_but_not_noted, pictures_stay, lost_is_like_any, lost_must_delete)
SERVERS = (
    no_leave,
    early_cursor,
    late_mid,
    no_memory,
    changing_answers,
    cursor_past_the_page,
    everybody_reads_everything,
    written_twice,
)
ON_POSTGRES = (no_leave, early_cursor, late_mid)
"""Those whose reason is how a database works."""
