"""Columns of other people's files: found by the names that are usual, or by the name somebody gives; and bad rows."""

from collections import Counter

from backend.places.csv_files import Row, listed
from backend.places.importing import ImportProblem
from backend.places.routing import is_point

_USUAL = {
    "house": ("house", "number", "add_number", "house_number", "housenumber", "addr:housenumber", "hse_num", "no"),
    "street": ("street", "street_name", "streetname", "stname", "st_name", "addr:street", "full_street", "road"),
    "unit": ("unit", "addr:unit", "apt", "subaddress"),
    "zip": ("zip", "postcode", "zip_code", "zipcode", "addr:postcode"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "longitude", "lng", "long", "x"),
    "asset": ("asset_id", "pole_number", "pole", "number", "id"),
    "owner": ("owner", "owned_by", "ownership"),
}
"""As OpenAddresses, the National Address Database, OpenStreetMap and most cities call them."""
_EXAMPLES = 3


class Columns:
    """Which column holds what. Raises ImportProblem when one that is needed, or was named, is not there."""

    def __init__(self, header: Row, named: dict[str, str | None], needed: tuple[str, ...]) -> None:
        names = [name.strip().lower() for name in header]
        self._at: dict[str, int] = {}
        for what, usual in _USUAL.items():
            given = named.get(what)
            if given is not None and given.strip().lower() not in names:
                raise ImportProblem(f"There is no column '{given}'. Columns: {listed(header)}.")
            found = next((name for name in ((given.strip().lower(),) if given else usual) if name in names), None)
            if found is not None:
                self._at[what] = names.index(found)
        missing = [what for what in needed if what not in self._at]
        if missing:
            raise ImportProblem(
                f"No column is known to hold the {missing[0]}: say which with --{missing[0]}-field. "
                f"Columns: {listed(header)}."
            )

    def of(self, row: Row, what: str) -> str:
        """The row's text for it; empty where the file has no such column."""
        at = self._at.get(what)
        return "" if at is None else row[at].strip()


def point(columns: Columns, row: Row) -> tuple[float, float] | tuple[None, None] | str:
    """The row's point as (lat, lon), (None, None) where it gives none, or what is wrong with it."""
    lat, lon = columns.of(row, "lat"), columns.of(row, "lon")
    if not lat and not lon:
        return None, None
    try:
        where = (float(lat), float(lon))
    except ValueError:
        return "a point that is no pair of numbers"
    return where if is_point(*where) else "a point that is not in degrees (WGS 84)"


class Skipped:
    """Rows that could not be used: how many, and the first lines for each reason."""

    def __init__(self) -> None:
        self.count = 0
        self._reasons: Counter[str] = Counter()
        self._lines: dict[str, list[int]] = {}

    def add(self, line: int, reason: str) -> None:
        """Note a row by the number of its line."""
        self.count += 1
        self._reasons[reason] += 1
        lines = self._lines.setdefault(reason, [])
        if len(lines) < _EXAMPLES:
            lines.append(line)

    def sentence(self) -> str:
        """What was left out and where to look; empty when nothing was."""
        if not self.count:
            return ""
        parts = [
            f"{n} for {reason} (line {_lines(self._lines[reason], n)})" for reason, n in self._reasons.most_common()
        ]
        return f"Left out {self.count}: {'; '.join(parts)}."


def _lines(lines: list[int], n: int) -> str:
    return ", ".join(map(str, lines)) + (" ..." if n > len(lines) else "")
