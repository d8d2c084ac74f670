"""What people write for a street or an address, folded so that the same place is the same text. Twin of folding.ts.

Upper case without accents; suffixes, directions and ordinals as in street_words.json. Nothing is corrected here: typing
errors are for `ranking`.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct


class _Words(Struct):
    suffixes: frozenset[str]
    directions: frozenset[str]
    units: frozenset[str]
    short: dict[str, str]


_WORDS = msgspec.json.decode((Path(__file__).parent / "street_words.json").read_bytes(), type=_Words)
_TOKEN = re.compile(r"[A-Z0-9]+(?:/[0-9]+)?")
_HOUSE = re.compile(r"[0-9]+[A-Z]?")
_FRACTION = re.compile(r"[0-9]+/[0-9]+")
_ENDS = {1: "ST", 2: "ND", 3: "RD"}


class Street(Struct, frozen=True):
    """A street's name in parts: N GAY ST is direction N, core GAY, suffix ST. What is not said is empty."""

    core: str
    suffix: str = ""
    direction: str = ""

    @property
    def key(self) -> str:
        """The same for every usual way to write this street."""
        return " ".join(part for part in (self.direction, self.core, self.suffix) if part)


class Asked(Struct, frozen=True):
    """What somebody looks for: a house number, a street, or both; `zip` when they wrote it."""

    house: str
    street: Street
    zip: str = ""


def tokens(text: str) -> list[str]:
    """The words of a text in upper case, without accents and punctuation, in their usual short form."""
    plain = text if text.isascii() else _without_accents(text)
    plain = re.sub(r"['’.]", "", plain.upper().replace("&", " AND ").replace("#", " UNIT "))
    plain = re.sub(r"(?<=[0-9])-(?=[0-9])", "", plain)
    return [_WORDS.short.get(word, word) for word in _TOKEN.findall(plain)]


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.category(c).startswith("M"))


@lru_cache(100_000)
def street(text: str) -> Street:
    """The street of a name as a file or a person writes it."""
    return _street(tokens(text))


def house(text: str) -> str:
    """A house number as it is compared: 12B, 12 1/2; empty without a digit."""
    if text.isdecimal() and text.isascii():
        return text
    found = tokens(text)
    return " ".join(found) if found and found[0][0].isdigit() else ""


def number(folded: str) -> int:
    """The number that a folded house number begins with, 0 without one."""
    digits = re.match(r"[0-9]{1,9}", folded)
    return int(digits[0]) if digits else 0


def asked(text: str) -> Asked:
    """The address in a text: what follows a comma, a unit or the street is the city's name or a ZIP and left out."""
    first, _, rest = text.partition(",")
    words = tokens(first) if any(c.isalpha() for c in first) else tokens(f"{first} {rest}")
    code = next((word for word in reversed(tokens(text)[1:]) if len(word) == 5 and word.isdigit()), "")
    if words and len(words) > 1 and words[-1] == code:
        words.pop()
    unit = next((at for at, word in enumerate(words[1:-1], 1) if word in _WORDS.units), None)
    words = words[:unit]
    house_words: list[str] = []
    if len(words) > 1 and _HOUSE.fullmatch(words[0]) and not _is_numbered(words):
        house_words.append(words.pop(0))
        if len(words) > 1 and _FRACTION.fullmatch(words[0]):
            house_words.append(words.pop(0))
    elif len(words) > 1 and words[-1].isdigit() and words[-2] not in ("HWY", "RTE"):
        house_words.append(words.pop())
    return Asked(" ".join(house_words), _street(words), code)


def grams(core: str) -> list[str]:
    """The three-letter pieces of a street's core, its beginning and end marked by blanks: GAY is __G, _GA, GAY, AY_."""
    text = f"  {core} "
    return list(dict.fromkeys(text[at : at + 3] for at in range(len(text) - 2)))


def _is_numbered(words: list[str]) -> bool:
    """Whether the text begins with a numbered street and no house: 5 AVE."""
    return len(words) == 2 and words[1] in _WORDS.suffixes


def _street(words: list[str]) -> Street:
    words = [_ordinal(word) for word in words]
    direction = suffix = ""
    for end in (0, -1):
        rest = words[1:] if end == 0 else words[:-1]
        if not direction and words and words[end] in _WORDS.directions and _has_name(rest):
            direction, words = words[end], rest
    if len(words) > 1 and words[-1] in _WORDS.suffixes:
        suffix = words.pop()
    return Street(" ".join(words), suffix, direction)


def _has_name(words: list[str]) -> bool:
    return any(word not in _WORDS.suffixes for word in words)


def _ordinal(word: str) -> str:
    """A bare number in a street's name as its ordinal: 5 AVE is 5TH AVE."""
    if not word.isdigit():
        return word
    value = int(word[-2:])
    return f"{word}{'TH' if 10 < value < 20 else _ENDS.get(value % 10, 'TH')}"
