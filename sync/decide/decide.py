"""decide(world, rights, act): the one place where an op meets the state. It raises nothing for business reasons."""

from collections.abc import Callable

from sync.decide import closing, desk, held, reporters, reports, serving, settling, work
from sync.decide.erasure import erased_of
from sync.decide.state import APPLIED, Act, Decision, Rights, World, rejected
from sync.protocol.messages import OP_ARGS, PhotoPromise
from sync.protocol.validation import problems

_RULES: dict[str, Callable[[World, Rights, Act], Decision]] = {
    "request.report": reports.report,
    "request.comment": reports.comment,
    "request.edit": reporters.edit,
    "request.withdraw": reporters.withdraw,
    "request.reopen": reporters.reopen,
    "request.rate": reporters.rate,
    "request.notify": reporters.notify,
    "request.sort": desk.sort,
    "request.merge": desk.merge,
    "request.unmerge": desk.unmerge,
    "request.close": desk.close,
    "wo.accept": work.accept,
    "wo.start": work.start,
    "wo.close": closing.close,
    "wo.assign": work.assign,
    "wo.cancel": desk.cancel,
    "wo.plan": desk.plan,
    "wo.log": work.log,
    "wo.correct": closing.correct,
    "wo.serve": serving.serve,
    "wo.split": serving.split,
    "wo.settle": settling.settle,
    "op.review": lambda world, rights, act: held.review(world, rights, act, _RULES),
    "noop": lambda world, rights, act: APPLIED,
}
assert _RULES.keys() == OP_ARGS.keys(), "every op of the wire has a rule"


def decide(world: World, rights: Rights, act: Act) -> Decision:
    """The outcome of the act, having changed `world` in place when it was kept."""
    made = _decide(world, rights, act)
    if act.kind == "request.report" and made.outcome == "rejected":
        world.refused.add(act.id)
    if made.code == "not_found" and act.thing == "request" and act.id in world.refused:
        return rejected("depends_on_rejected")  # SYNC-056
    return made


def _decide(world: World, rights: Rights, act: Act) -> Decision:
    rule = _RULES.get(act.kind)
    if rule is None:
        return rejected("unknown_op", kind=act.kind)
    found = problems(act.kind, act.thing, act.args)
    if found:
        return rejected(found[0].code, fields=[{"code": p.code, "at": p.at} for p in found])
    if any(_names_another(world, photo) for photo in getattr(act.args, "photos", [])):
        return rejected("bad_value", fields=[{"code": "bad_value", "at": "/photos"}])
    if gone := erased_of(world, act):
        world.gone |= gone
        return rejected("erased")
    return held.hold(world, rights, act) or rule(world, rights, act)


def _names_another(world: World, photo: PhotoPromise) -> bool:
    """Whether the photo's id is taken by other bytes: keeping the op would drop its photo without a word."""
    ours = (photo.sha256, photo.size_bytes)
    return world.promised.get(photo.id, ours) != ours
