"""What an op says, whichever version of the app wrote it: understood as today's arguments, or not at all (SYNC-045)."""

from typing import Any

import msgspec

from sync.decide.upcast import STEPS, Json, Steps, upcast, version_of
from sync.protocol.messages import OP_ARGS, Op

_TODAYS: dict[str, msgspec.json.Decoder[Any]] = {kind: msgspec.json.Decoder(args) for kind, args in OP_ARGS.items()}


def knows(op: Op, steps: Steps = STEPS) -> bool:
    """Whether this server knows the op's kind, and its version of it."""
    return op.kind in OP_ARGS and op.v <= version_of(op.kind, steps)


def arguments(op: Op, steps: Steps = STEPS) -> Any:
    """The arguments as today's Struct. Raises msgspec's errors for what is none; the server knows the op."""
    if op.v == version_of(op.kind, steps):
        return _TODAYS[op.kind].decode(op.args)
    return stored(op.kind, op.v, msgspec.json.decode(op.args, type=dict), steps)


def stored(kind: str, v: int, args: Json, steps: Steps = STEPS) -> Any:
    """`arguments` of what was read before, at the version that was today's then."""
    return msgspec.convert(upcast(kind, v, args, steps), OP_ARGS[kind])
