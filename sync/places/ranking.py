"""How well a street fits what somebody wrote, typing errors and half-typed words allowed for. Twin of ranking.ts."""

from sync.places.folding import Street

ENOUGH = 0.55
"""A street that fits less is not shown: it would only be noise below the right one."""


def fit(asked: Street, there: Street) -> float:
    """From 0 (another street) to a little above 1 (the very one)."""
    core = _fit_core(asked, there)
    return core + _fit_part(asked.suffix, there.suffix, 0.08) + _fit_part(asked.direction, there.direction, 0.1)


def _fit_core(asked: Street, there: Street) -> float:
    typed, name = asked.core.replace(" ", ""), there.core.replace(" ", "")
    if not typed or not name:
        return 0.0
    best = _fit_text(typed, name)
    if not asked.suffix and there.suffix and best < 1:  # the suffix itself may be mistyped: ABBEY RAOD
        best = max(best, _fit_text(typed, name + there.suffix) - 0.02)
    if not asked.suffix and asked.direction and not there.direction and best < 1:  # W of WALNUT only
        best = max(best, _fit_text(asked.direction + typed, name) - 0.02)
    return best


def _fit_text(typed: str, name: str) -> float:
    whole, begun = edits(typed, name)
    near = 1 - whole / max(len(typed), len(name))
    tail = min(10, max(0, len(name) - len(typed)))
    return max(near, 1 - begun / len(typed) - 0.02 * tail)


def _fit_part(asked: str, there: str, weight: float) -> float:
    if asked == there:
        return weight
    return -weight if asked and there else -weight / 4


def edits(typed: str, name: str) -> tuple[int, int]:
    """How many letters are missing, extra, wrong or swapped: against the whole name, and against its best beginning.

    Hyyrö's bit vectors for the optimal string alignment (2003): a column of the table is one integer.
    """
    every, last = (1 << len(typed)) - 1, 1 << (len(typed) - 1)
    places: dict[str, int] = {}
    for at, letter in enumerate(typed):
        places[letter] = places.get(letter, 0) | 1 << at
    up, down, diagonal, before = every, 0, 0, 0
    distance = begun = len(typed)
    for letter in name:
        here = places.get(letter, 0)
        swapped = ((~diagonal & here) << 1) & before
        diagonal = ((((here & up) + up) ^ up) | here | down | swapped) & every
        right, left = (down | ~(diagonal | up)) & every, diagonal & up
        distance += (right & last != 0) - (left & last != 0)
        begun = min(begun, distance)
        right, left = (right << 1 | 1) & every, (left << 1) & every
        up, down = (left | ~(diagonal | right)) & every, right & diagonal
        before = here
    return distance, begun
