"""The public reference of a service request: ten random Crockford base32 characters and one check character.

The check is the sum of g^i * character over GF(32), g primitive. Weights differ from place to place, so every single
wrong character and every swap of two characters is caught (SYNC-010). Twin of reference.ts.
"""

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE = {c: i for i, c in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_RANDOM = 10
_SEPARATORS = str.maketrans("", "", "- \t\n.")


def _double(x: int) -> int:
    """x times g in GF(32) with the polynomial x^5 + x^2 + 1."""
    return (x << 1) ^ (0b100101 if x & 0b10000 else 0)


def _check(values: list[int]) -> int:
    total = 0
    for value in reversed(values):
        total = _double(total ^ value)
    return total


def make() -> str:
    """A new reference, 11 characters, no hyphens."""
    values = [secrets.randbelow(32) for _ in range(_RANDOM)]
    return "".join(ALPHABET[v] for v in [*values, _check(values)])


def made_from(seed: bytes) -> str:
    """The reference that these bytes lead to: always the same, and as evenly spread as a random one."""
    bits = int.from_bytes(hashlib.sha256(seed).digest(), "big")
    values = [(bits >> (5 * i)) & 31 for i in range(_RANDOM)]
    return "".join(ALPHABET[v] for v in [*values, _check(values)])


def parse(spoken: str) -> str | None:
    """The reference in `spoken` (any case, hyphens, O for 0, I or L for 1), or None when it cannot be one."""
    letters = spoken[:40].upper().translate(_SEPARATORS)
    values = [_VALUE.get(c, -1) for c in letters]
    if len(values) != _RANDOM + 1 or -1 in values or _check(values[:-1]) != values[-1]:
        return None
    return "".join(ALPHABET[v] for v in values)


def show(reference: str) -> str:
    """As people read it: K7QM-3XD9-2FT."""
    return f"{reference[:4]}-{reference[4:8]}-{reference[8:]}"
