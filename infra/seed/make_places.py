"""Draws the demo city's streets, houses and street lights into addresses.csv and street_lights.csv, the same each time.

Run it with `python infra/seed/make_places.py`. Every name and number is invented: nobody lives there.
"""

import csv
import math
import random
from pathlib import Path

FOLDER = Path(__file__).parent
QUARTERS = {
    (35.9606, -83.9207): ("Tinker Street", "Lantern Street", "Quarry Mill Road", "W Old Ferry Road"),
    (36.0200, -83.9400): ("Bluebird Avenue", "Kettle Lane", "Twelfth Street", "N Orchard Hill Drive"),
    (35.9765, -83.8920): ("Saddler Street", "Copper Kiln Way", "Marigold Court"),
    (36.0050, -83.9150): ("Weaver Street", "Bramble Lane", "First Avenue"),
    (35.9420, -83.9010): ("Water Tower Road", "Heron Place", "E Old Ferry Road"),
    (35.9700, -84.0000): ("Library Lane", "Cooper Street", "Stonecutter Drive"),
    (35.9260, -83.9900): ("Railway Bridge Road", "Fiddler Circle", "Thistle Court"),
}
"""Middle of a quarter -> its streets; those of odd place run north, the others east."""
HOUSES = 14
HOUSE_STEP_M = 22.0
LAMP_STEP_M = 48.0
FIRST_LAMP = 4401
OWNERS = ("City", "City Power and Light")
METRES = 111_195.0


def main() -> None:
    """Write both files."""
    chance = random.Random(311)
    houses: list[list[object]] = []
    lamps: list[list[object]] = []
    for quarter, (middle, streets) in enumerate(QUARTERS.items()):
        for place, street in enumerate(streets):
            first = 100 * chance.randint(1, 9)
            for n in range(HOUSES):
                side = 12 if n % 2 else -12
                lat, lon = _along(middle, place, (n - HOUSES / 2) * HOUSE_STEP_M, side)
                houses.append([first + 2 * n + n % 2, street, f"{lat:.6f}", f"{lon:.6f}"])
            for n in range(5):
                lat, lon = _along(middle, place, (n - 2) * LAMP_STEP_M + 6, -6)
                owner = OWNERS[(quarter + place) % 2]
                lamps.append([FIRST_LAMP + len(lamps), owner, f"{lat:.6f}", f"{lon:.6f}"])
    _write("addresses.csv", ["number", "street", "lat", "lon"], houses)
    _write("street_lights.csv", ["number", "owner", "lat", "lon"], lamps)


def _along(middle: tuple[float, float], place: int, along_m: float, aside_m: float) -> tuple[float, float]:
    """A point so far along a street of the quarter and so far beside its middle line."""
    shift = (place // 2) * 100.0 - 50.0
    north, east = (along_m, shift + aside_m) if place % 2 else (shift + aside_m, along_m)
    return middle[0] + north / METRES, middle[1] + east / METRES / math.cos(math.radians(middle[0]))


def _write(name: str, header: list[str], rows: list[list[object]]) -> None:
    with (FOLDER / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


if __name__ == "__main__":
    main()
