"""Laws of the decision over random histories of a small city: two residents, two crews, two dispatchers."""

import pickle
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from sync.decide import Decision, Rights, World, decide
from sync.decide.state import Act, Answerable
from sync.protocol import lifecycle
from sync.protocol.messages import (
    AcceptArgs,
    AssignArgs,
    CloseArgs,
    CommentArgs,
    PhotoPromise,
    Place,
    ReportArgs,
    StartArgs,
)

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
REFERENCES = ("KFBZXGPCPC7", "00000000000")
REQUESTS = ("r0", "r1")
CLOSE, ASSIGN = ("wo.close",) * 3, ("wo.assign",) * 3
LATEST = (-1,) * 4
"""Seen in the version there is when the op arrives."""
PEOPLE = (
    Rights("ann", "resident"),
    Rights("bob", "resident"),
    Rights("south", "crew", "c-south", "South crew"),
    Rights("south-too", "crew", "c-south", "South crew"),
    Rights("north", "crew", "c-north", "North crew"),
    Rights("dana", "dispatcher", None, "dispatcher"),
    Rights("mani", "manager", None, "dispatcher"),
)
Deed = tuple[Rights, Act]
Step = tuple[Act, Rights, Decision, World]


def photo(n: int) -> PhotoPromise:
    return PhotoPromise(f"photo-{n}", "ab" * 32, 10, "image/jpeg")


@st.composite
def deeds(draw: st.DrawFn) -> list[Deed]:
    """A history; two reports come first more often than not, so that most acts find something to act on."""
    made: list[Deed] = []
    if draw(st.integers(0, 9)):
        made = [(PEOPLE[n], _act(n, "request.report", f"r{n}", 0, _report(n))) for n in range(2)]
    return made + [draw(_acts(n)) for n in range(len(made), len(made) + draw(st.integers(1, 14)))]


@st.composite
def _acts(draw: st.DrawFn, n: int) -> Deed:
    """Mostly an act of somebody whose trade it is, so that the rare rules are reached too."""
    kind = draw(st.sampled_from(("request.report", "request.comment", "wo.accept", "wo.start", *CLOSE, *ASSIGN)))
    right = (
        PEOPLE[2:5] if kind in ("wo.accept", "wo.start", "wo.close") else PEOPLE[5:] if kind == "wo.assign" else PEOPLE
    )
    who = draw(st.sampled_from(PEOPLE if draw(st.integers(0, 7)) == 0 else right))
    base = draw(st.sampled_from((0, 1, 2, 99, *LATEST)))
    request = draw(st.sampled_from(REQUESTS))
    if kind == "request.report":
        return who, _act(n, kind, request, base, _report(int(request[1])))
    if kind == "request.comment":
        return who, _act(n, kind, request, base, CommentArgs(f"comment-{n}", "Hello", [photo(n)]))
    args = {
        "wo.accept": AcceptArgs(),
        "wo.start": StartArgs(),
        "wo.close": CloseArgs(draw(st.sampled_from(sorted(lifecycle.CLOSING))), f"note {n}", [photo(n)]),
        "wo.assign": AssignArgs(draw(st.sampled_from(("c-south", "c-north"))), request),
    }[kind]
    return who, _act(n, kind, draw(st.sampled_from(("routed", "routed", "w0", "w1"))), base, args)


def _act(n: int, kind: str, id: str, base: int, args: Any) -> Act:
    return Act(f"op-{n}", kind, kind.partition(".")[0], id, base, NOW, args)


def _report(n: int) -> ReportArgs:
    return ReportArgs(REFERENCES[n], "pothole", Place(1.0, 1.0), "A hole", [photo(1000 + n)])


def play(history: list[Deed], shift: timedelta = timedelta(0)) -> tuple[World, list[Step]]:
    """The history in a fresh city, with the world as it was before each act. "routed" is the first job there is."""
    world = World(NOW, services={"pothole": True}, crews={"c-south", "c-north"})
    world.answerable = {act.op_id: Answerable("d1", "c-south", "inside") for _, act in history}
    steps: list[Step] = []
    for rights, act in history:
        id = next(iter(world.work_orders), "routed") if act.id == "routed" else act.id
        thing = world.work_orders.get(id) or world.requests.get(id)
        base = act.base if act.base >= 0 else thing.ver if thing else 0
        moved = Act(act.op_id, act.kind, act.thing, id, base, act.occurred_at + shift, act.args)
        before = pickle.loads(pickle.dumps(world))
        steps.append((moved, rights, decide(world, rights, moved), before))
    return world, steps


def _ends(outcome: str) -> bool:
    return lifecycle.CLOSING[outcome]["work_order"] == "done"


def answers(steps: list[Step]) -> list[tuple[str, str, Any]]:
    return [(decision.outcome, decision.code, decision.detail) for _, _, decision, _ in steps]


@given(deeds())
def test_the_same_history_is_decided_the_same_way(history: list[Deed]) -> None:
    (one, first), (other, second) = play(history), play(history)
    assert answers(first) == answers(second)
    assert one == other


@given(deeds(), st.timedeltas(timedelta(days=-3000), timedelta(days=3000)))
def test_no_device_clock_changes_an_outcome(history: list[Deed], shift: timedelta) -> None:
    (one, first), (other, second) = play(history), play(history, shift)
    assert answers(first) == answers(second)
    assert [r.status for r in one.requests.values()] == [r.status for r in other.requests.values()]
    assert [(j.status, j.flags, j.fver) for j in one.work_orders.values()] == [
        (j.status, j.flags, j.fver) for j in other.work_orders.values()
    ]


@given(deeds())
@settings(max_examples=300)
def test_things_only_move_along_their_lifecycle(history: list[Deed]) -> None:
    final, steps = play(history)
    worlds = [before for _, _, _, before in steps] + [final]
    for (act, _, decision, _), (before, after) in zip(steps, pairwise(worlds), strict=True):
        event(f"{act.kind}: {decision.code}")
        for id, job in before.work_orders.items():
            then = after.work_orders[id].status
            assert then == job.status or lifecycle.can("work_order", job.status, then)
        for id, request in before.requests.items():
            # Assigning anew takes a job up again; a report of it that is already over stays over.
            then = after.requests[id].status
            assert then == request.status or lifecycle.can("request", request.status, then)


@given(deeds())
def test_a_done_job_has_exactly_one_closing_and_keeps_it(history: list[Deed]) -> None:
    final, steps = play(history)
    for job in final.work_orders.values():
        ends = [act for act, _, decision, _ in steps if act.id == job.id and decision.code in ("ok", "late_closure")]
        closings = [act for act in ends if act.kind == "wo.close" and _ends(act.args.outcome)]
        assert (job.closed_by is not None) == (job.status == "done") == (job.closed_at is not None)
        assert len(closings) == (job.status == "done")
    for act, _, _, before in steps:
        known = before.work_orders.get(act.id)
        if known is not None and known.status == "done":
            now = final.work_orders[act.id]
            assert (now.outcome, now.note, now.closed_by) == (known.outcome, known.note, known.closed_by)


@given(deeds())
def test_words_and_photos_of_every_kept_op_are_there(history: list[Deed]) -> None:
    final, steps = play(history)
    lines, photos = {line.id for line in final.lines}, {one.photo.id for one in final.promises}
    for act, _, decision, before in steps:
        new_report = act.kind == "request.report" and act.id not in before.requests
        if decision.outcome == "rejected" or not (new_report or act.kind in ("request.comment", "wo.close")):
            continue
        assert {one.id for one in act.args.photos} <= photos
        if act.kind == "request.comment":
            assert act.args.id in lines
        if act.kind == "wo.close":
            assert any(act.args.note in line.text for line in final.lines if line.thing_id == act.id)


@given(deeds())
def test_a_refused_op_changes_nothing(history: list[Deed]) -> None:
    final, steps = play(history)
    worlds = [before for _, _, _, before in steps] + [final]
    for (_, _, decision, _), (before, after) in zip(steps, pairwise(worlds), strict=True):
        if decision.outcome == "rejected":
            assert after == before


@given(deeds())
def test_nobody_writes_what_is_not_theirs(history: list[Deed]) -> None:
    final, steps = play(history)
    worlds = [before for _, _, _, before in steps] + [final]
    for (act, who, decision, _), (before, after) in zip(steps, pairwise(worlds), strict=True):
        if decision.outcome == "rejected":
            continue
        if act.kind == "wo.assign":
            assert who.is_desk
        elif act.kind.startswith("wo."):
            job = before.work_orders[act.id]
            assert who.crew_id is not None
            assert who.crew_id in (job.crew_id, *job.past_crews)
        elif act.kind == "request.comment":
            request = before.requests[act.id]
            assert who.is_desk or who.device_id == request.reporter_device or who.crew_id == request.crew_id
        else:
            assert after.requests[act.id].reporter_device == who.device_id


@given(deeds())
def test_versions_only_grow_and_every_write_names_its_group(history: list[Deed]) -> None:
    final, steps = play(history)
    worlds = [before for _, _, _, before in steps] + [final]
    for before, after in pairwise(worlds):
        for old, new in ((before.requests, after.requests), (before.work_orders, after.work_orders)):
            for id, thing in old.items():
                assert new[id].ver >= thing.ver
                assert max(ver for ver, _ in new[id].fver.values()) == new[id].ver
