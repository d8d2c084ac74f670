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
    """How many letters are missing, extra, wrong or swapped: against the whole name, and against its best beginning."""
    before: list[int] = []
    last = list(range(len(name) + 1))
    for i, letter in enumerate(typed, 1):
        row = [i]
        for j, other in enumerate(name, 1):
            step = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == name[j - 2] and typed[i - 2] == other:
                step = min(step, before[j - 2] + 1)
            row.append(step)
        before, last = last, row
    return last[-1], min(last)
