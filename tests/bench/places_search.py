"""Finding an address by words with typing errors: how often the right street is among the first five, and how long it
takes, beside FTS5's own trigram index, and beside a bare loop with difflib. Then the cost at a million addresses.
"""

import csv
import difflib
import gzip
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median

from backend.db.commit import start_history
from backend.db.session import Database, opened
from backend.places import service
from backend.places.address_import import AddressRow, put_addresses
from backend.places.finding import search
from backend.schema import migrate
from backend.seeding import FOLDER
from sync.places.folding import number, street
from tests.bench.measures import Asked, Measure, compared, percentile
from tests.factories.places import PUBLIC_DATA

_CITY = "benchville"
_SEED = 311
_MISTYPED = 300
_SLOW = 100
"""As many as a loop with difflib is asked."""
_FIRST = 5
_FREQUENT = 3
_SIZES = (10_000, 1_000_000)
_HOUSES_A_STREET = 33
_SYLLABLES = tuple("bar den kel mor tin wes hol lan pre sto gra fer oak rid vil cam dur nor sel wick".split())  # noqa: SIM905
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

Query = tuple[str, str]
"""(what is typed, the folded street that is meant)"""
Find = Callable[[str], Sequence[str]]


def measure(asked: Asked) -> Iterator[Measure]:
    """`search_recall_at_5` (more is better) with made and with real typing errors, and `search_p95_ms` (less is)."""
    rows, real, where = _addresses()
    chance = random.Random(_SEED)
    names = sorted({row.street for row in rows})
    made = [(mistyped(name, chance), street(name).key) for name in chance.sample(names, min(_MISTYPED, len(names)))]
    print(
        f"places_search: {len(rows)} addresses on {len(names)} streets of {where}, {len(real)} real errors",
        file=sys.stderr,
    )
    with _city(rows) as database, _fts5(names) as bare:
        find = _ours(database)
        for words, _ in made[:20]:
            find(words)
        (ours, ours_ms), (theirs, theirs_ms) = _recall(find, made), _recall(bare, made)
        yield compared("search_recall_at_5", ours, f"share of {len(made)} made errors, {where}; FTS5 trigram", theirs)
        yield compared("search_p95_ms", percentile(ours_ms, 0.95), "ms; FTS5 trigram", percentile(theirs_ms, 0.95))
        few = made[:_SLOW]
        (ours, ours_ms), (theirs, theirs_ms) = _recall(find, few), _recall(_difflib(names), few)
        yield compared("search_recall_at_5_loop", ours, f"share of {len(few)}; loop with difflib", theirs)
        yield compared("search_p95_ms_loop", percentile(ours_ms, 0.95), "ms; difflib", percentile(theirs_ms, 0.95))
        if real:
            ours, theirs = _recall(find, real)[0], _recall(bare, real)[0]
            yield compared("search_recall_real", ours, f"share of {len(real)} real errors; FTS5 trigram", theirs)
    yield from _growth()


def mistyped(name: str, chance: random.Random) -> str:
    """The name with an error of a thumb, two in long names: a letter missing, doubled, wrong, or two swapped."""
    text = name.lower()
    for _ in range(2 if len(name) > 12 else 1):
        spots = [at for at in range(len(text) - 1) if text[at].isalpha() and text[at + 1].isalpha()]
        if not spots:
            break
        at = chance.choice(spots)
        swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        wrong = text[:at] + chance.choice(_LETTERS) + text[at + 1 :]
        text = chance.choice([text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:], wrong, swapped])
    return text


def _addresses() -> tuple[list[AddressRow], list[Query], str]:
    """The city's file without its rare spellings, and those as queries where just one frequent street is that near."""
    file = PUBLIC_DATA / "knoxville" / "address_list.csv.gz"
    if not file.exists():
        with (Path(FOLDER) / "addresses.csv").open(encoding="utf-8") as text:
            return [_row(one["number"], one["street"]) for one in csv.DictReader(text)], [], "the demo city"
    with gzip.open(file, "rt", encoding="utf-8") as text:
        read = [(one["house"], " ".join(one["street"].split())) for one in csv.DictReader(text)]
    spelled = Counter(name for _, name in read)
    frequent = {street(name).key: name for name, times in spelled.items() if times >= _FREQUENT}
    rows = [_row(house, name) for house, name in read if street(name).key in frequent and name in frequent.values()]
    rare = [name for name, times in spelled.items() if times < _FREQUENT and street(name).key not in frequent]
    return rows, list(_meant(rare, frequent)), "Knoxville"


def _meant(rare: Sequence[str], frequent: dict[str, str]) -> Iterator[Query]:
    """A rare spelling and the only frequent street that difflib holds to be nearly the same text."""
    names = {name: key for key, name in frequent.items()}
    for spelling in rare:
        near = difflib.get_close_matches(spelling, names, 2, 0.87)
        if len(near) == 1:
            yield spelling.lower(), names[near[0]]


def _row(house: str, name: str) -> AddressRow:
    return AddressRow(name, number(house), house, "", "", None, None)


@contextmanager
def _city(rows: Sequence[AddressRow]) -> Iterator[Database]:
    """A database with these addresses."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/curbline.db"
        migrate(url)
        with opened(url) as database:
            database.write_now(start_history)
            database.write_now(lambda c: service.create_jurisdiction(c, _CITY, _CITY, lat=0, lon=0))
            database.write_now(lambda c: put_addresses(c, _CITY, rows))
            yield database


def _ours(database: Database) -> Find:
    def find(words: str) -> list[str]:
        return [street(one.label).key for one in database.read_now(lambda c: search(c, _CITY, words, limit=_FIRST))]

    return find


@contextmanager
def _fts5(names: Sequence[str]) -> Iterator[Find]:
    """SQLite's own trigram index over the same names, any shared trigram counting, in the order of its bm25."""
    with closing(sqlite3.connect(":memory:")) as there:
        there.execute("CREATE VIRTUAL TABLE street USING fts5(name, tokenize='trigram')")
        there.executemany("INSERT INTO street VALUES (?)", [(name,) for name in names])

        def find(words: str) -> list[str]:
            pieces = [words[at : at + 3].replace('"', '""') for at in range(len(words) - 2)]
            asked = " OR ".join(f'"{piece}"' for piece in pieces)
            rows = there.execute("SELECT name FROM street WHERE street MATCH ? ORDER BY rank LIMIT ?", (asked, _FIRST))
            return [street(name).key for (name,) in rows]

        yield find


def _difflib(names: Sequence[str]) -> Find:
    return lambda words: [street(name).key for name in difflib.get_close_matches(words.upper(), names, _FIRST, 0.5)]


def _recall(find: Find, queries: Sequence[Query]) -> tuple[float, list[float]]:
    """The share of queries whose street is found, and how many milliseconds each took."""
    hits, times = 0, []
    for words, meant in queries:
        began = time.perf_counter()
        found = find(words)
        times.append((time.perf_counter() - began) * 1e3)
        hits += meant in found
    return hits / len(queries), times


def _growth() -> Iterator[Measure]:
    """How long a search takes at a million addresses, beside ten thousand: streets with invented names."""
    chance = random.Random(_SEED)
    taken: list[float] = []
    for size in _SIZES:
        n_streets = size // _HOUSES_A_STREET
        streets = sorted({_invented(chance) for _ in range(3 * n_streets)})[:n_streets]
        rows = [_row(str(100 + n), name) for name in streets for n in range(-(-size // len(streets)))]
        asked = [f"{chance.randint(100, 120)} {mistyped(chance.choice(streets), chance)}" for _ in range(200)]
        with _city(rows) as database:
            find = _ours(database)
            for words in asked[:20]:
                find(words)
            times = _recall(find, [(words, "") for words in asked])[1]
        taken.append(median(times))
    said = f"ms, median of {len(rows)} addresses on {len(streets)} streets; {_SIZES[0]} addresses"
    yield compared("search_million_ms", taken[1], said, taken[0])
    yield Measure("search_million_p95_ms", percentile(times, 0.95), "ms")


def _invented(chance: random.Random) -> str:
    return f"{''.join(chance.choices(_SYLLABLES, k=3))} {chance.choice(['St', 'Ave', 'Rd', 'Ln'])}".title()
