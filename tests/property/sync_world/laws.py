"""The invariants of the protocol, each over the whole world at any moment. Their names are those of the design."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from sync.protocol import lifecycle
from sync.protocol.check import mark
from tests.property.sync_world import forgetting

if TYPE_CHECKING:  # the world asks some of these laws itself
    from tests.property.sync_world.world import Phone, World

Json = dict[str, Any]


def check(world: World) -> None:
    """Every law that must hold after every step. Raises AssertionError with its name."""
    ops = of_the_server(world)
    forgetting.erased_is_gone(world)
    photos_are_what_was_taken(world)
    forgetting.a_lost_phone_hands_over(world, ops)
    feed = world.server.rows("SELECT bucket, kind, id, op, seq, ver FROM sync_feed")
    epoch = world.server.rows("SELECT epoch FROM sync_meta")[0]["epoch"]
    for phone in world.look():
        nothing_vanishes(world, phone, ops)
        cursors_never_go_back(phone)
        what_the_cursor_passed_is_here(phone, epoch, feed)
        only_what_it_may_hold(phone)
        own_effects_are_visible(world, phone)
        never_silent(phone)
        needs_no_mending(phone)


def of_the_server(world: World) -> dict[str, Json]:
    """The laws that the database alone must keep; op_id -> stored op."""
    ops = {row["op_id"]: row for row in world.server.rows("SELECT * FROM sync_op")}
    became = _what_became(world, ops)
    one_effect_each(world, became)
    no_hole_in_the_numbers(world)
    sums_are_right(world)
    outcomes_never_change(world, ops)
    what_was_taken_back_never_was(world, ops)
    one_closing_each(world, became)
    what_was_added_is_there(world, became)
    nobody_did_what_is_not_theirs(world, ops)
    nothing_of_other_places(world)
    return ops


def _what_became(world: World, ops: dict[str, Json]) -> dict[str, Json]:
    """The ops with the outcome that had its effect: that of the review, for one that was held and let through."""
    reviewed = {row["op_id"]: row for row in world.server.rows("SELECT * FROM held_op WHERE state = 'accepted'")}
    return {op_id: op | {"outcome": reviewed.get(op_id, op)["outcome"]} for op_id, op in ops.items()}


def one_effect_each(world: World, ops: dict[str, Json]) -> None:
    """I1: as many effects as there are ops that were kept, neither lost nor doubled."""
    kept = Counter((op["kind"], op["outcome"]) for op in ops.values() if op["on"] != "erased")
    lines = Counter({row["kind"]: row["n"] for row in world.server.rows(_LINES)})
    comments, requests = (int(world.server.rows(f"SELECT count(*) AS n FROM {what}")[0]["n"]) for what in _COUNTED)
    assert requests == kept["request.report", "applied"], f"I1: reports {requests}, {kept}"
    assert comments == kept["request.comment", "applied"], f"I1: comments {comments}, {kept}"
    closings = lines["closed"] + lines["closed_again"]
    assert closings == kept["wo.close", "applied"] + kept["wo.close", "merged"], f"I1: closings {lines}, {kept}"
    assert lines["accepted"] == kept["wo.accept", "applied"], f"I1: acceptances {lines}, {kept}"
    assert lines["started"] == kept["wo.start", "applied"], f"I1: starts {lines}, {kept}"


_ERASED = "(SELECT id FROM service_request WHERE erased_at IS NOT NULL)"
_COUNTED = (
    f"request_entry WHERE kind = 'comment' AND request_id NOT IN {_ERASED}",
    f"service_request WHERE id NOT IN {_ERASED}",
)
_LINES = "SELECT kind, count(*) AS n FROM work_log GROUP BY kind"


def no_hole_in_the_numbers(world: World) -> None:
    """I2: the mids of each device are 1 to last_mid. One that took a new id brings ops that have a number already."""
    numbered = world.server.rows(
        "SELECT d.id, d.last_mid, count(o.mid) AS n, coalesce(max(o.mid), 0) AS top FROM sync_device d"
        " LEFT JOIN sync_op o ON o.device_id = d.id GROUP BY d.id"
    )
    copied = {phone.device for phone in world.phones.values() if phone.cloned}
    first = {phone.device for phone in world.phones.values()} - copied
    for row in numbered:
        assert row["top"] <= row["last_mid"], f"I2: {row}"
        assert row["n"] == row["last_mid"] or row["id"] not in first, f"I2: {row}"


def sums_are_right(world: World) -> None:
    """I16: what the server keeps of each bucket is what its rows add up to."""
    sums: dict[str, list[int]] = {}
    for row in world.server.rows("SELECT bucket, kind, id, ver FROM sync_feed WHERE op = 'put'"):
        total = sums.setdefault(row["bucket"], [0, 0])
        total[0] += 1
        total[1] = (total[1] + mark(row["kind"], row["id"], row["ver"])) % 2**32
    kept = {row["bucket"]: [row["n_live"], row["digest"]] for row in world.server.rows("SELECT * FROM sync_bucket")}
    assert {bucket: total for bucket, total in kept.items() if total != [0, 0]} == sums, f"I16: {kept} {sums}"


def needs_no_mending(phone: Phone) -> None:
    """I16: a phone that applied every page never finds a bucket to differ."""
    assert not phone.seen["meta"].get("doubts"), f"I16: {phone.name} doubts {phone.seen['meta']['doubts']}"


def outcomes_never_change(world: World, ops: dict[str, Json]) -> None:
    """I3 and I7: what a phone was told is on disk, whatever died since."""
    for op_id, outcome in world.told.items():
        stored = ops.get(op_id)
        assert stored is not None, f"I7: op {op_id} was answered {outcome} and is gone"
        assert (stored["outcome"], stored["code"]) == outcome, f"I3: {op_id} {outcome}"


def what_was_taken_back_never_was(world: World, ops: dict[str, Json]) -> None:
    """I23: an act that its author took back was never sent."""
    assert not world.taken_back & ops.keys(), f"I23: {world.taken_back & ops.keys()} were taken back and sent"


def one_closing_each(world: World, ops: dict[str, Json]) -> None:
    """I10: every closing is kept beside its job, and exactly one counts of a job that is done; what it says, it is."""
    said: dict[str, set[str]] = defaultdict(set)
    for op_id, stored in ops.items():
        is_kept = stored["outcome"] in ("applied", "merged") and stored["code"] != "already_so"
        if stored["kind"] in ("wo.close", "wo.correct") and is_kept:
            said[stored["on"].partition("/")[2]].add(op_id)
    for job in world.jobs():
        closings = json.loads(job["closings"])
        assert {one["id"] for one in closings} == said[job["id"]], f"I10: {job['id']} {closings} {said[job['id']]}"
        counting = [(one["outcome"], one["note"]) for one in closings if one["counts"]]
        assert counting == [(job["outcome"], job["note"])] * (job["outcome"] is not None), (
            f"I10: {job['id']} {closings}"
        )
        is_done = job["status"] == "done"
        assert not is_done or lifecycle.CLOSING[job["outcome"]]["work_order"] == "done", f"I10: {job}"
        assert (job["closed_at"] is not None) == is_done, f"I10: {job}"


def what_was_added_is_there(world: World, ops: dict[str, Json]) -> None:
    """I11: comments and promised photos of every op that was not rejected are on the server."""
    entries = {row["id"] for row in world.server.rows("SELECT id FROM request_entry")}
    photos = {row["id"] for row in world.server.rows("SELECT id FROM attachment")}
    for op_id, stored in ops.items():
        done = world.written.get(op_id)
        if done is None or stored["outcome"] == "rejected" or stored["on"] == "erased":
            continue
        if stored["kind"] == "request.comment" and stored["outcome"] != "held":
            assert done.op["args"]["id"] in entries, f"I11: the words of {op_id}"
        assert photos.issuperset(done.photos), f"I11: the photos of {op_id}"


def nobody_did_what_is_not_theirs(world: World, ops: dict[str, Json]) -> None:
    """I20: what only the desk may do was done by the desk, and jobs are worked on by crews."""
    for op_id, stored in ops.items():
        done = world.written.get(op_id)
        if done is None or stored["outcome"] in ("rejected", "held"):
            continue
        role = world.phones[done.phone].role
        if stored["kind"] in _DESK_ONLY:
            assert role == "dispatcher", f"I20: {role} {done.phone} did {stored}"
        elif stored["kind"] == "wo.correct":
            assert role in ("crew", "dispatcher"), f"I20: {role} {done.phone} did {stored}"
        elif stored["kind"].startswith("wo."):
            assert role == "crew", f"I20: {role} {done.phone} did {stored}"


def nothing_of_other_places(world: World) -> None:
    """I6: no request has a photo of the closing of a job that serves others and not this one."""
    elsewhere = world.server.rows(_ELSEWHERE)
    assert not elsewhere, f"I6: {elsewhere}"


_ELSEWHERE = """
    SELECT shown.id, shown.attachment_id FROM attachment_link shown
    JOIN attachment_link of_job ON of_job.attachment_id = shown.attachment_id AND of_job.kind = 'wo'
    WHERE shown.kind = 'request'
    AND EXISTS (SELECT 1 FROM work_order_request WHERE work_order_id = of_job.id)
    AND NOT EXISTS (SELECT 1 FROM work_order_request WHERE work_order_id = of_job.id AND request_id = shown.id)
    AND NOT EXISTS (SELECT 1 FROM service_request WHERE id = shown.id AND follows IS NOT NULL)
"""
_DESK_ONLY: tuple[str, ...] = ("wo.assign", "wo.cancel", "wo.plan", "wo.serve", "wo.split", "wo.settle", "op.review")
_DESK_ONLY += ("request.sort", "request.merge", "request.unmerge", "request.close")


def photos_are_what_was_taken(world: World) -> None:
    """I15: a stored photo is made of the bytes that were taken, whole on disk, and no upload ever shrinks."""
    folder = world.server.folder
    for row in world.server.rows("SELECT id, large_sha256, small_sha256 FROM attachment WHERE state = 'stored'"):
        made = world.photos[row["id"]]
        assert (row["large_sha256"], row["small_sha256"]) == made, f"I15: {row} is not {made}"
        for sha256 in made:
            file = folder / "photos" / sha256[:2] / sha256
            assert file.exists(), f"I15: {row} has no file"
            assert hashlib.sha256(file.read_bytes()).hexdigest() == sha256, f"I15: the file of {row}"
    sizes = {file.name: file.stat().st_size for file in folder.glob("uploads/*")}
    for id, size in sizes.items():
        assert size >= world.uploads.get(id, 0), f"I15: upload {id} lost bytes: {size} after {world.uploads[id]}"
    world.uploads = sizes


def no_file_without_a_row(world: World) -> None:
    """I15: after a clear-up every file is named by a row, and every row's files are there."""
    world.server.sweep()
    folder = world.server.folder
    columns = "SELECT large_sha256, small_sha256 FROM attachment WHERE state = 'stored'"
    named = {sha256 for row in world.server.rows(columns) for sha256 in row.values()}
    assert {file.name for file in folder.glob("photos/??/*")} == named, "I15: photos without a row, or rows without one"
    uploads = {row["id"] for row in world.server.rows("SELECT id FROM upload")}
    assert {file.name for file in folder.glob("uploads/*")} <= uploads, "I15: an upload's file without a row"


def a_reply_shows_its_effects(world: World, ask: Json, reply: Json) -> None:
    """I9: what a reply acknowledges for the first time is in the page it brings, as far as this page goes. A phone that
    looked while the answer to its ops was lost has seen it before."""
    pull = reply["pull"]
    if pull is None:
        return
    shown = world.shown.setdefault((ask["device"], pull["epoch"]), {})
    shown |= {(row["b"], row["k"], row["id"]): row["ver"] for row in pull["rows"]}
    fresh = [ack for ack in reply["acks"] if ack["op_id"] not in world.told and ack["outcome"] == "applied"]
    on = {op["op_id"]: op["on"].split("/") for op in ask["ops"]}
    for ack in fresh:
        where = "SELECT bucket, seq FROM sync_feed WHERE kind = ? AND id = ? AND op = 'put'"
        for row in world.server.rows(where, *on[ack["op_id"]]):
            if row["seq"] <= pull["cursors"].get(row["bucket"], 0):
                seen = shown.get((row["bucket"], *on[ack["op_id"]]), 0)
                assert seen >= ack["ver"], f"I9: {ack} is not shown in {row}"


def nothing_vanishes(world: World, phone: Phone, ops: dict[str, Json]) -> None:
    """I8: what was written here lies in the outbox, the journal or among the letters, or the server has it."""
    seen = phone.seen
    here = {queued["op"]["op_id"] for where in ("outbox", "journal", "letters") for queued in seen[where]}
    for op_id in phone.written:
        is_known = op_id in here or op_id in ops or op_id in world.lost_with_phone
        assert is_known or forgetting.is_forgotten(world, op_id), f"I8: {world.written[op_id]} vanished"
    unanswered = {queued["op"]["op_id"] for queued in seen["outbox"]}
    for queued in seen["journal"]:
        assert queued["op"]["op_id"] not in unanswered, f"I8: {queued['op']} is both answered and not"
    said = [op for op in seen["journal"] if op["op"]["kind"] != "noop"]  # one is left of what was erased
    refused = {op["op"]["op_id"] for op in said if op["ack"]["outcome"] == "rejected"}
    refused -= {op["op"]["op_id"] for op in seen["journal"] if op["ack"]["code"] == "reference_taken"}
    refused -= {op["op"]["op_id"] for op in seen["journal"] if _went_again(op, seen)}
    assert refused <= {letter["op"]["op_id"] for letter in seen["letters"]}, "I8: a refusal that nobody is shown"


def _went_again(op: Json, seen: Json) -> bool:
    """SYNC-056: what stood behind a report that drew another reference is another op now, the same in all but name."""
    same = [one for one in (*seen["outbox"], *seen["journal"]) if one["op"]["args"] == op["op"]["args"]]
    return op["ack"]["code"] == "depends_on_rejected" and any(one["op"]["mid"] > op["op"]["mid"] for one in same)


def cursors_never_go_back(phone: Phone) -> None:
    """I5: within one history a cursor only grows, as long as the bucket is held."""
    epoch, cursors = phone.seen["meta"]["epoch"], phone.seen["meta"]["cursors"]
    for bucket, cursor in cursors.items():
        assert cursor >= phone.cursors.get((epoch, bucket), 0), f"I5: {phone.name} {bucket} went back to {cursor}"
    phone.cursors = {(epoch, bucket): cursor for bucket, cursor in cursors.items()}


def what_the_cursor_passed_is_here(phone: Phone, epoch: str, feed: list[Json]) -> None:
    """I5: every put and leave up to the cursor was applied."""
    meta = phone.seen["meta"]
    if meta["epoch"] != epoch:
        return
    held = {(bucket, doc["kind"], doc["id"]): doc["ver"] for doc in phone.seen["docs"] for bucket in doc["buckets"]}
    known = {(row["bucket"], row["kind"], row["id"]) for row in feed}
    assert held.keys() <= known, f"I5: {phone.name} holds what no bucket ever held: {held.keys() - known}"
    for row in feed:
        key = (row["bucket"], row["kind"], row["id"])
        if row["seq"] > meta["cursors"].get(row["bucket"], 0):
            continue
        if row["op"] == "put":
            assert held.get(key, -1) >= row["ver"], f"I5: {phone.name} lacks {key} {row['seq']}"
        else:
            assert key not in held, f"I5: {phone.name} still holds {key}"


def only_what_it_may_hold(phone: Phone) -> None:
    """I6: memberships only in buckets the last pull allowed, and no field that is not for these eyes."""
    allowed = phone.seen["meta"]["cursors"].keys()
    for doc in phone.seen["docs"]:
        assert allowed >= set(doc["buckets"]), f"I6: {phone.name} holds {doc['kind']} of {doc['buckets']}"
        assert doc["buckets"], f"I6: {phone.name} holds {doc['kind']}/{doc['id']} of no bucket"
        if phone.role == "resident":
            assert doc["kind"] != "wo" and not (doc["doc"] or {}).get("route"), f"I6: {doc}"
        if phone.role != "dispatcher":
            assert not (doc["doc"] or {}).get("boundary"), f"I6: {doc['kind']}"
        closers = {bucket.removeprefix("closed:") for bucket in doc["buckets"] if bucket.startswith("closed:")}
        if closers:
            others = [one for one in doc["doc"]["closings"] if one["crew_id"] not in closers]
            assert not others and not doc["doc"]["request_ids"], f"I6: {phone.name} reads of others' work: {doc}"


def own_effects_are_visible(world: World, phone: Phone) -> None:
    """I9: what the device counts as seen is in its documents, or the thing is not its own any more."""
    if world.restored:  # versions of a history that was lost mean nothing
        return
    held = {f"{doc['kind']}/{doc['id']}": doc["ver"] for doc in phone.seen["docs"]}
    for one in phone.seen["journal"]:
        on, ack = one["op"]["on"], one["ack"]
        if ack["mid"] <= phone.seen["meta"]["seenMid"] and ack["outcome"] == "applied":
            assert held.get(on, ack["ver"]) >= ack["ver"], f"I9: {phone.name} shows {on} as it was before {ack}"


def never_silent(phone: Phone) -> None:
    """I14: an engine at rest has a timer armed, or names what stands in its way (SYNC-060)."""
    activity = phone.seen["activity"]
    if activity is not None:
        assert phone.seen["timers"] or activity["pace"]["blocker"], f"I14: {phone.name} sleeps for ever"
