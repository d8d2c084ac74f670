"""Tiles are ranges of codes: each point lies in exactly one tile of a zoom."""

import numpy as np
import pytest

from backend.atlas.grid import BITS, CLOSEST, Tile, codes, spots, tile, tiles_over
from backend.errors import Problem

KNOXVILLE = (35.9606, -83.9207)


def test_a_point_lies_in_the_tile_that_every_web_map_asks_for() -> None:
    x, y = spots(np.array([KNOXVILLE[0]]), np.array([KNOXVILLE[1]]))
    assert (int(x[0]) >> (BITS - 12), int(y[0]) >> (BITS - 12)) == (1093, 1608)


def test_the_tiles_of_a_zoom_share_out_all_points() -> None:
    some = np.random.default_rng(7)
    lats, lons = some.uniform(35.8, 36.1, 2_000), some.uniform(-84.1, -83.7, 2_000)
    of_points = codes(*spots(lats, lons))
    for z in (4, 9, 12, 15):
        ranges = [one.codes for one in tiles_over(-84.1, 35.8, -83.7, 36.1, z)]
        held = np.array([(of_points >= first) & (of_points < beyond) for first, beyond in ranges])
        assert held.sum(axis=0).tolist() == [1] * 2_000


def test_a_tile_holds_its_four_children_and_nothing_else() -> None:
    first, beyond = Tile(11, 545, 804).codes
    children = sorted(Tile(12, 2 * 545 + dx, 2 * 804 + dy).codes for dx in (0, 1) for dy in (0, 1))
    assert [children[0][0], children[-1][1]] == [first, beyond]
    assert [one[1] for one in children[:-1]] == [one[0] for one in children[1:]]


def test_the_poles_lie_on_the_edge_of_the_map() -> None:
    x, y = spots(np.array([90.0, -90.0]), np.array([180.0, -180.0]))
    assert (x.tolist(), y.tolist()) == ([(1 << BITS) - 1, 0], [0, (1 << BITS) - 1])


@pytest.mark.parametrize("asked", [(-1, 0, 0), (CLOSEST + 1, 0, 0), (3, 8, 0), (3, 0, -1)])
def test_a_tile_that_there_is_not_is_refused(asked: tuple[int, int, int]) -> None:
    with pytest.raises(Problem, match="There is no tile"):
        tile(*asked)
