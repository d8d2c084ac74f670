"""Use cases of rerouting, for other domains: previews of a layer's version, and applying it."""

from backend.reroutes.applying import Step, apply_due, apply_version, begin, finish, follow
from backend.reroutes.keeping import Keeper
from backend.reroutes.preview import Group, Move, Preview, Side, move_rows, moves, preview

__all__ = [
    "Group",
    "Keeper",
    "Move",
    "Preview",
    "Side",
    "Step",
    "apply_due",
    "apply_version",
    "begin",
    "finish",
    "follow",
    "move_rows",
    "moves",
    "preview",
]
