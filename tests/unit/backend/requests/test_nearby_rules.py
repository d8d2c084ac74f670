"""Which of two requests near a point is offered first, and what strangers hear of a distance."""

import pytest
from msgspec import structs

from backend.attachments.rules import bits_apart
from backend.requests.rules import Signs, about_m, reach_m, score, why

THERE = Signs(distance_m=20, days=3, same_asset=False, same_service=True, over=False, bits=None)


def test_the_same_asset_comes_before_whatever_is_nearer_and_newer() -> None:
    lamp = structs.replace(THERE, same_asset=True, distance_m=45, days=300)
    assert score(lamp, 50) > score(structs.replace(THERE, distance_m=0, days=0, bits=0), 50)


@pytest.mark.parametrize(
    ("name", "worse"), [("distance_m", 30.0), ("days", 60.0), ("same_service", False), ("over", True), ("bits", 9)]
)
def test_each_sign_counts(name: str, worse: object) -> None:
    better = structs.replace(THERE, bits=0)
    assert score(structs.replace(better, **{name: worse}), 50) < score(better, 50)


def test_it_says_what_speaks_for_it_the_weightiest_first() -> None:
    assert why(structs.replace(THERE, same_asset=True, bits=4)) == ["same_asset", "alike", "near", "same_service"]
    assert why(structs.replace(THERE, same_service=False, bits=11)) == ["near"]


def test_a_bad_fix_widens_the_circle_and_a_hopeless_one_no_further() -> None:
    assert reach_m("pothole") == 50
    assert reach_m("pothole", 3.0, 4.0) == 55
    assert reach_m("pothole", 5_000.0, None) == 100
    assert reach_m("street-light-outage") < reach_m("pothole") < reach_m("road-condition")


@pytest.mark.parametrize(("distance_m", "said"), [(0.0, 10), (14.9, 10), (15.1, 20), (96.0, 100)])
def test_strangers_hear_a_distance_in_tens_of_metres(distance_m: float, said: int) -> None:
    assert about_m(distance_m) == said


def test_likenesses_are_compared_bit_by_bit_whatever_their_sign() -> None:
    assert bits_apart(-1, 0) == 64
    assert bits_apart(-(2**63), 0) == 1
    assert bits_apart(0b1011, 0b0001) == 2
