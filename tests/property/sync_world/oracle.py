"""The end of a story: everything heals, everybody gets through, and each phone holds exactly what a slow, independent
question to the domain tables says it should (I4), or names a blocker that a person can see (I14).
"""

import json
from typing import Any

import msgspec

from backend.exchange import feed
from backend.people.rules import Actor
from tests.property.sync_world import forgetting, laws
from tests.property.sync_world.world import Phone, World

Json = dict[str, Any]
MINUTES = 40
"""By then the longest pause after a failure, five minutes and a half, is over many times."""


def settle(world: World) -> None:
    """No more faults, no more acts: after some simulated minutes all is quiet and the same everywhere."""
    while world.late:
        world.deliver_late(0)
    world.page = world.narrow = None
    for name in list(world.phones):
        world.set_clock(name, 0)
    for phone in world.look():
        if phone.seen["activity"] is None:
            world.sync(phone.name)  # somebody opens the app; from here on it helps itself
    world.wait(MINUTES * 60)
    for phone in world.look():
        if _blocker(phone) == "sign_in_required":  # a restored server has forgotten it, and the phone hears it now
            world.sign_in(phone.name)
            world.sync(phone.name)
    world.wait(MINUTES * 60)
    waiting = {phone.name for phone in world.look() if not _is_quiet(phone)}
    assert not waiting, f"I14: {waiting} are online and still have something to send after {MINUTES} minutes"
    for name in [*world.phones, *world.phones]:  # twice: what the last one sent concerns the first
        world.sync(name)
    laws.check(world)
    for phone in world.phones.values():
        if blocker := _blocker(phone):
            world.counts[f"blocked: {blocker}"] += 1
            expected = {"device_fork": phone.cloned, "gap": world.restored, "device_revoked": phone.revoked}
            assert expected.get(blocker), f"I14: {phone.name} is stuck: {blocker}"
            if blocker == "device_revoked":
                forgetting.nothing_is_left_on_it(phone)
            continue
        assert not phone.seen["outbox"], f"I14: {phone.name} does not get rid of {phone.seen['outbox']}"
        same_as_the_server(world, phone)
        _nothing_was_forgotten(world, phone)
        forgetting.nothing_is_kept_of_the_erased(world, phone)
    laws.no_file_without_a_row(world)


def _is_quiet(phone: Phone) -> bool:
    activity = phone.seen["activity"] or {"pace": {"blocker": None}}
    return bool(activity["pace"]["blocker"]) or not phone.seen["outbox"]


def _blocker(phone: Phone) -> str | None:
    activity = phone.seen["activity"]
    return activity["pace"]["blocker"] if activity else None


def same_as_the_server(world: World, phone: Phone) -> None:
    """I4: the phone holds what it should, and nothing else."""
    expected = full_view(world, phone)
    held = {(doc["kind"], doc["id"]): doc["doc"] for doc in phone.seen["docs"]}
    assert held.keys() == expected.keys(), (
        f"I4: {phone.name} lacks {expected.keys() - held.keys()}, has too much {held.keys() - expected.keys()}"
    )
    for key, doc in expected.items():
        assert held[key] == doc, f"I4: {phone.name} holds another {key}: {held[key]} is not {doc}"


def _nothing_was_forgotten(world: World, phone: Phone) -> None:
    """What a phone still remembers as answered, the server knows too: a restored one was told again."""
    known = {row["op_id"] for row in world.server.rows("SELECT op_id FROM sync_op")}
    said = [one["op"] for one in phone.seen["journal"] if one["op"]["kind"] != "noop"]  # one is left of what was erased
    forgotten = [op for op in said if op["op_id"] not in known]
    assert not forgotten, f"I4: the server never heard again of {forgotten} of {phone.name}"


def full_view(world: World, phone: Phone) -> dict[tuple[str, str], Any]:
    """(kind, id) -> the document this phone should hold, from the tables of the domains and not from the feed."""
    rows, where = world.server.rows, "erased_at IS NULL"
    crew = rows("SELECT crew_id FROM account WHERE login = ?", phone.login)
    crew_id = str(crew[0]["crew_id"]) if crew else None
    values = [phone.device]
    if phone.role == "crew":
        where, values = f"{where} AND (crew_id = ? OR reporter_device = ?)", [str(crew_id), phone.device]
    elif phone.role == "resident":
        where += " AND reporter_device = ?"
    else:
        values = []
    wanted = {"request": [row["id"] for row in rows(f"SELECT id FROM service_request WHERE {where}", *values)]}
    if phone.role == "crew":
        wanted["wo"] = [row["id"] for row in rows("SELECT * FROM work_order") if _is_of_crew(row, str(crew_id))]
    if phone.role == "dispatcher":
        wanted["wo"] = [row["id"] for row in rows("SELECT id FROM work_order")]
    wanted |= {kind: [row["id"] for row in rows(f"SELECT {id} AS id FROM {kind}")] for kind, id in _REF.items()}
    mine = ("", []) if phone.role == "dispatcher" else (" WHERE device_id = ?", [phone.device])
    wanted["held"] = [row["id"] for row in rows(f"SELECT op_id AS id FROM held_op{mine[0]}", *mine[1])]
    return _documents(world, phone, crew_id, wanted)


def _is_of_crew(job: Json, crew_id: str) -> bool:
    """A crew holds its jobs, and those of others that it closed late, too, or otherwise."""
    closings = json.loads(job["closings"])
    return job["crew_id"] == crew_id or any(one["crew_id"] == crew_id and one["kind"] != "first" for one in closings)


_REF = {"service": "code", "district": "id", "crew": "id", "jurisdiction": "id"}


def _documents(
    world: World, phone: Phone, crew_id: str | None, wanted: dict[str, list[str]]
) -> dict[tuple[str, str], Any]:
    actor = Actor("knoxville", phone.device, phone.role, phone.login or None, crew_id)  # type: ignore[arg-type]
    with world.server.storage.engine.connect() as connection:
        found = {kind: feed._DOCS[kind](connection, ids, actor) for kind, ids in wanted.items() if ids}
    plain = {
        (kind, id): json.loads(msgspec.json.encode(doc)) for kind, docs in found.items() for id, doc in docs.items()
    }
    return {key: doc | ({"boundary": True} if doc.get("boundary") else {}) for key, doc in plain.items()}
