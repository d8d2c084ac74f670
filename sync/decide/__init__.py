"""The pure decision: what an op does to the state of the city. Deterministic, no I/O, no device clock (SYNC-030)."""

from sync.decide.decide import decide
from sync.decide.state import Decision, Rights, World

__all__ = ["Decision", "Rights", "World", "decide"]
