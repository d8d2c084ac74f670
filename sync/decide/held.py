"""Ops that only a person may let through: their author lost the right meanwhile, or they are too old (SYNC-043)."""

from collections.abc import Callable
from datetime import timedelta

from msgspec import structs

from sync.decide.reports import may_read
from sync.decide.state import APPLIED, Act, Decision, HeldOp, Rights, World, deed, promise, rejected
from sync.decide.work import ever_had

KEPT_FOR = timedelta(days=180)
_ONLY_ADD = ("request.report", "request.comment", "wo.log", "noop")
"""Acts that change nothing there is: a wrong clock must not keep a report from its crew."""
_CREWS_DO = ("wo.accept", "wo.start", "wo.close", "wo.log", "wo.correct", "request.comment")

Rule = Callable[[World, Rights, Act], Decision]


def hold(world: World, rights: Rights, act: Act) -> Decision | None:
    """Keep the op for the desk, with its words and photos; None when it can be decided now."""
    if act.kind == "op.review":
        return rejected("not_allowed") if rights.is_leaving else None
    if act.kind == "request.notify":  # an address is for nobody to look at
        return None
    if rights.is_leaving and act.kind != "noop":  # also what is about things that wait themselves
        return _keep(world, structs.replace(rights, is_leaving=False), act, "device_lost")
    author = _before_it_left(world, rights, act)
    is_old = act.is_late or act.occurred_at < world.now - KEPT_FOR
    is_late = act.kind not in _ONLY_ADD and is_old and _has_standing(world, rights, act)
    if author is rights and not is_late:
        return None
    return _keep(world, author, act, "too_old" if author is rights else "right_lost")


def _keep(world: World, author: Rights, act: Act, why: str) -> Decision:
    world.held[act.op_id] = HeldOp(act, author, why, world.now, ver=1)
    world.touched.add(("held", act.op_id))
    promise(world, author, getattr(act.args, "photos", []), _role(act), [("held", act.op_id)])
    return Decision("held", why)


def review(world: World, rights: Rights, act: Act, rules: dict[str, Rule]) -> Decision:
    """`op.review`: compare-and-set; when accepted, the op is decided in today's state as if by its author.

    What was refused may be accepted later. What was accepted stands, and is undone by acts of its own.
    """
    if not rights.is_desk:
        return rejected("not_allowed")
    held = world.held.get(act.id)
    if held is None:
        return rejected("not_found")
    wanted = "accepted" if act.args.verdict == "accept" else "refused"
    if held.state == wanted:
        return Decision("merged", "already_so")
    if held.state != "waiting" and held.ver > act.base and held.reviewer_device != rights.device_id:
        return rejected("field_conflict", state=held.state)
    if held.state == "accepted" and held.outcome != "rejected":
        undone_by = ["wo.settle", "wo.correct"] if held.act.kind in ("wo.close", "wo.correct") else []
        return rejected("effect_stands", state=held.state, outcome=held.outcome, undone_by=undone_by)
    if wanted == "accepted":
        made = rules[held.act.kind](world, held.author, held.act)
    else:
        made = rejected("refused_by_supervisor", note=act.args.note)
    held.state, held.note = ("accepted", act.args.note) if wanted == "accepted" else ("refused", act.args.note)
    held.outcome, held.code, held.detail = made.outcome, made.code, made.detail
    held.reviewed, held.reviewer_device = deed(held.state, rights, act), rights.device_id
    held.ver += 1
    world.touched.add(("held", act.id))
    return structs.replace(APPLIED, detail={"outcome": made.outcome, "code": made.code})


def _before_it_left(world: World, rights: Rights, act: Act) -> Rights:
    """The author as a member of the crew it left, for what it did before; as it is, for everything else."""
    lost = rights.lost.get(f"{act.thing}/{act.id}")
    if lost is None or act.kind not in _CREWS_DO or act.base > lost.ver:
        return rights
    if _has_standing(world, rights, act):
        return rights
    return structs.replace(rights, role="crew", crew_id=lost.crew_id, signature=lost.crew_name, lost={})


def _has_standing(world: World, rights: Rights, act: Act) -> bool:
    """Whether the thing is the author's to write about at all; what a stranger sends is refused, not held."""
    job, request = world.work_orders.get(act.id), world.requests.get(act.id)
    if request is not None:
        return may_read(rights, request)
    return rights.is_desk or (job is not None and ever_had(rights, job))


def _role(act: Act) -> str:
    return {"wo.close": "evidence", "wo.correct": "evidence", "request.report": "report"}.get(act.kind, "comment")
