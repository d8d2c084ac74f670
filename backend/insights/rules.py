"""What each number means, in one sentence for who reads it, and how shares are made. No I/O."""

DEFINITIONS = {
    "closed": "Reports that the city fixed or closed in the period, each counted once, also when it is open again. "
    "Reports that followed another one are not counted.",
    "rated": "How many of the closed reports their reporter gave stars; the last rating counts.",
    "satisfied": "How many of the rated reports have four or five stars.",
    "share": "Satisfied out of rated. Reports without a rating say nothing.",
    "reopened": "How many of the closed reports their reporter called not fixed in the period.",
    "comments": "The latest words that came with a rating of these reports. They are the reporter's own, unchecked.",
}
"""By the names of the fields; operations.md says the same."""

SATISFIED = 4
"""Stars from which on a reporter counts as satisfied."""


def share(part: int, whole: int) -> float | None:
    """Part of a whole, 0 to 1; None of nothing."""
    return part / whole if whole else None


def rating_of(text: str) -> tuple[int, str]:
    """Stars and words out of a line `rated` of a history: "4/5 Well done" is 4 and "Well done"."""
    stars, _, words = text.partition("/5")
    return int(stars), words.strip()
