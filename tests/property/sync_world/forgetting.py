"""The laws of what is to be gone: reports that were erased (SYNC-046), phones that were lost (SYNC-047)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.property.sync_world.driver import Answer, Sent
    from tests.property.sync_world.world import Done, Phone, World

Json = dict[str, Any]


def erased_is_gone(world: World) -> None:
    """I21: of an erased report the server keeps a row without words, place and author, and none of its photos; a copy
    that was put back changes nothing of it.
    """
    if not world.erased:
        return
    rows = {row["id"]: row for row in world.server.rows("SELECT * FROM service_request WHERE erased_at IS NOT NULL")}
    assert world.erased == rows.keys(), f"I21: {world.erased ^ rows.keys()} are back, or gone without being erased"
    for row in rows.values():
        assert (row["description"], row["reporter_device"], row["lat"]) == ("", "", None), f"I21: {row}"
    kept = str([world.server.rows(f"SELECT {text} FROM {name}") for name, text in _TEXTS])
    photos = {row["id"] for row in world.server.rows("SELECT id FROM attachment")}
    for done in _about_erased(world):
        assert _words(done) not in kept, f"I21: the server still has the words of {done}"
        if done.op["kind"] == "request.report":
            assert photos.isdisjoint(done.photos), f"I21: the server still has the photos of {done}"
            files = [sha256 for id in done.photos for sha256 in world.photos[id]]
            there = [file for file in files if (world.server.folder / "photos" / file[:2] / file).exists()]
            assert not there, f"I21: the files of {done} are still there"


_TEXTS = (
    ("service_request", "description"),
    ("request_entry", "text"),
    ("work_log", "text"),
    ("sync_op", "detail"),
    ("held_op", "args"),
    ("sync_quarantine", "body"),
)


def _about_erased(world: World) -> list[Done]:
    """What was said of erased reports, with their own words first of all."""
    ons = {f"request/{id}" for id in world.erased}
    return [done for done in world.written.values() if done.op["on"] in ons and _words(done)]


def _words(done: Done) -> str:
    args = done.op["args"]
    return str(args.get("description") or args.get("text") or "")


def is_forgotten(world: World, op_id: str) -> bool:
    """Whether an op was answered and is about an erased report: then it may be nowhere any more."""
    kind, _, id = world.written[op_id].op["on"].partition("/")
    return kind == "request" and id in world.erased and op_id in world.answered


def nothing_is_kept_of_the_erased(world: World, phone: Phone) -> None:
    """I21: in the end no phone has a word or a photo of it, but those that were refused: they are their author's."""
    seen = phone.seen
    letters = {letter["op"]["op_id"]: letter for letter in seen["letters"]}
    kept = json.dumps([seen["docs"], seen["journal"], seen["outbox"]])
    photos = {photo["id"] for photo in seen["photos"]}
    for done in _about_erased(world):
        if done.op["op_id"] not in letters:
            assert _words(done) not in kept, f"I21: {phone.name} still has the words of {done}"
            assert photos.isdisjoint(done.photos), f"I21: {phone.name} still has the photos of {done}"
    for letter in letters.values():
        is_refused = letter["ack"]["outcome"] == "rejected"
        assert is_refused or letter["op"]["on"].partition("/")[2] not in world.erased, f"I21: {phone.name} {letter}"


def a_lost_phone_hands_over(world: World, ops: dict[str, Json]) -> None:
    """I22: what a phone hands over that was given up for lost waits for the desk, or is refused; nothing is done."""
    for op_id, name in world.handing_over.items():
        stored = ops.get(op_id)
        if stored is not None and stored["kind"] != "noop":
            told = (stored["outcome"], stored["code"])
            assert told == ("held", "device_lost") or told[0] == "rejected", f"I22: {name} was lost and did {stored}"


def nobody_is_told_too_early(world: World, sent: Sent, answer: Answer) -> None:
    """I22: a lost phone gets no page, and is told to delete what it has not handed over only when its time is over."""
    phone = world.phones.get(sent.phone)
    if phone is None or not phone.revoked:
        return
    reply = json.loads(answer.body)
    if answer.status == 200:
        assert reply["pull"] is None, f"I22: {phone.name} is lost and was given {reply['pull']}"
    elif reply.get("wipe") == "now":
        waiting = [op_id for op_id, name in world.handing_over.items() if name == phone.name]
        assert not waiting or _is_over(world, phone), f"I22: {phone.name} was told to delete {waiting}"
        world.lost_with_phone.update(waiting)


def _is_over(world: World, phone: Phone) -> bool:
    """Whether its sign-in would have ended by itself by now."""
    return bool(world.server.clock.at >= phone.signed_in_until)


def nothing_is_left_on_it(phone: Phone) -> None:
    """I22: a lost phone that was told so is empty."""
    assert phone.seen["activity"]["wiped"] and phone.seen["left"] == 0, f"I22: {phone.name} still holds {phone.seen}"
