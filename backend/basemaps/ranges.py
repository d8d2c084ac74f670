"""A part of a file over HTTP (RFC 9110, section 14): one range, or all of it. Pure."""

import re

_ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_DIGITS = 18


class Unsatisfiable(ValueError):
    """The range begins beyond the end."""


def part_of(size: int, asked: str | None, unless: str | None, etag: str) -> tuple[int, int] | None:
    """First byte and the one after the last; None for all of it: nothing was asked for, or nothing that makes sense,
    or the file is another than the one that `unless` (If-Range) names."""
    if asked is None or (unless is not None and unless.strip() != etag):
        return None
    found = _ONE_RANGE.fullmatch(asked.strip().lower())
    if found is None or max(map(len, found.groups())) > _DIGITS:
        return None
    first, last = found.groups()
    if first == "":
        if last == "":
            return None
        if int(last) == 0:
            raise Unsatisfiable
        return max(0, size - int(last)), size
    if int(first) >= size:
        raise Unsatisfiable
    end = size if last == "" else min(size, int(last) + 1)
    return None if end <= int(first) else (int(first), end)
