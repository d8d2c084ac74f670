"""In which order jobs come, whoever makes the tour. The solver is the real one, in its own process."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.tours.rules import DETOUR, Point, Stop, length, nearest, straight
from backend.tours.service import MOST, make_tour
from backend.tours.solver import Solver
from backend.tours.wire import TourReply

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)
DEPOT = (35.96, -83.92)
NOBODY = Solver((sys.executable, "-c", "raise SystemExit(3)"))


@pytest.fixture(scope="module")
def solver() -> Iterator[Solver]:
    pytest.importorskip("vroom", reason="there is no solver for this machine")
    solver = Solver()
    solver.patience_s = 60  # its library takes long to load beside other tests
    yield solver
    solver.close()


def stop(id: str, east: float | None = 0.0, status: str = "assigned", **also: object) -> Stop:
    """A job so many hundredths of a degree east of the depot."""
    point = None if east is None else (DEPOT[0], DEPOT[1] + east / 100)
    return Stop(id, status, point, **also)  # type: ignore[arg-type]


def order(*stops: Stop, start: Point | None = DEPOT, by: Solver = NOBODY) -> list[str]:
    return make_tour(stops, start, by, "", NOW).order


def metres(tour: TourReply) -> int:
    return sum(leg.distance_m or 0 for leg in tour.legs)


def test_a_degree_of_latitude_is_as_long_as_it_is_and_streets_are_longer() -> None:
    assert straight([(35.0, -84.0), (36.0, -84.0)])[0, 1] == pytest.approx(111_195 * DETOUR, rel=1e-4)


def test_without_a_solver_it_goes_on_to_the_nearest_and_says_so() -> None:
    tour = make_tour([stop("far", 3), stop("near", 1), stop("back", -2)], DEPOT, NOBODY, "", NOW)
    assert tour.order == ["near", "far", "back"]
    assert (tour.engine, tour.travel, NOBODY.is_absent) == ("nearest", "straight", True)


def test_what_is_begun_is_first_then_what_is_urgent_then_the_others() -> None:
    stops = [stop("near", 1), stop("urgent", 5, is_urgent=True), stop("begun", 9, "started")]
    assert order(*stops) == ["begun", "urgent", "near"]


def test_what_waits_for_parts_is_last_and_what_has_no_point_before_it() -> None:
    stops = [stop("blocked", 0, "blocked"), stop("nowhere", None), stop("far", 9)]
    assert order(*stops) == ["far", "nowhere", "blocked"]


def test_what_is_planned_for_another_day_waits_for_it() -> None:
    stops = [stop("tomorrow", 0, from_at=NOW + timedelta(days=1)), stop("today", 9)]
    assert order(*stops) == ["today", "tomorrow"]


def test_legs_say_how_far_it_is_from_the_one_before() -> None:
    tour = make_tour([stop("a", 1), stop("nowhere", None), stop("b", 2, "blocked")], DEPOT, NOBODY, "", NOW)
    hop = int(straight([DEPOT, (DEPOT[0], DEPOT[1] + 0.01)])[0, 1])
    assert [(leg.id, leg.distance_m) for leg in tour.legs] == [("a", hop), ("nowhere", None), ("b", hop)]
    assert {leg.duration_s for leg in tour.legs} == {None}


def test_without_a_start_nobody_says_how_far_the_first_is() -> None:
    tour = make_tour([stop("a", 1), stop("b", 2)], None, NOBODY, "", NOW)
    assert [leg.distance_m is None for leg in tour.legs] == [True, False]


def test_a_crew_without_jobs_has_an_empty_tour() -> None:
    assert make_tour([], DEPOT, NOBODY, "", NOW).order == []


def test_more_jobs_than_anybody_puts_in_order_are_all_there() -> None:
    stops = [stop(str(n), n % 7) for n in range(MOST + 3)]
    assert sorted(order(*stops)) == sorted(one.id for one in stops)


def test_the_solver_turns_back_less_often_than_who_goes_to_the_nearest(solver: Solver) -> None:
    stops = [stop("a", 1), stop("b", -1.2), stop("c", 4), stop("d", -3)]
    tour = make_tour(stops, DEPOT, solver, "", NOW)
    assert (tour.engine, tour.order) == ("vroom", ["b", "d", "a", "c"])


def test_who_is_expected_at_an_hour_is_there_in_time(solver: Solver) -> None:
    early = stop("early", 9, until_at=NOW + timedelta(minutes=45))
    stops = [stop("a", 1), stop("b", 2), stop("c", 3), early]
    assert order(*stops, by=NOBODY)[-1] == "early"
    assert order(*stops, by=solver).index("early") <= 1


def test_two_who_expect_the_crew_at_the_same_moment_are_both_in_the_tour(solver: Solver) -> None:
    soon = NOW + timedelta(minutes=20)
    assert sorted(order(stop("a", 9, until_at=soon), stop("b", -9, until_at=soon), by=solver)) == ["a", "b"]


POINTS = st.tuples(st.floats(35.8, 36.1), st.floats(-84.1, -83.7))
STOPS = st.lists(
    st.builds(
        lambda point, status, is_urgent, hours: Stop(
            "", status, point, is_urgent, until_at=None if hours is None else NOW + timedelta(hours=hours)
        ),
        st.none() | POINTS,
        st.sampled_from(["assigned", "started", "blocked"]),
        st.booleans(),
        st.none() | st.integers(-2, 8),
    ),
    max_size=20,
)


@settings(max_examples=60, deadline=None)
@given(stops=STOPS, start=st.none() | POINTS)
def test_every_job_is_in_the_tour_once(solver: Solver, stops: list[Stop], start: Point | None) -> None:
    named = [
        Stop(str(n), one.status, one.point, one.is_urgent, one.from_at, one.until_at) for n, one in enumerate(stops)
    ]
    for by in (solver, NOBODY):
        tour = make_tour(named, start, by, "", NOW)
        assert sorted(tour.order) == sorted(one.id for one in named)
        assert [leg.id for leg in tour.legs] == tour.order


@settings(max_examples=40, deadline=None)
@given(points=st.lists(POINTS, max_size=25), start=st.none() | POINTS)
def test_in_no_city_is_it_longer_than_always_on_to_the_nearest(
    solver: Solver, points: list[Point], start: Point | None
) -> None:
    stops = [Stop(str(n), "assigned", point) for n, point in enumerate(points)]
    assert metres(make_tour(stops, start, solver, "", NOW)) <= metres(make_tour(stops, start, NOBODY, "", NOW))


def test_a_solver_that_hangs_is_ended_and_the_next_one_who_asks_starts_another() -> None:
    hangs = Solver(
        (
            sys.executable,
            "-c",
            "from backend.tours import worker; from multiprocessing.connection import "
            "Connection as C; import sys; c = C(int(sys.argv[1])); c.send('ready'); c.recv(); input()",
        )
    )
    hangs.patience_s = 0.5
    try:
        first = make_tour([stop("a", 1), stop("b", 2)], DEPOT, hangs, "", NOW)
        assert (first.engine, hangs.is_absent) == ("nearest", False)
        assert make_tour([stop("a", 1), stop("b", 2)], DEPOT, hangs, "", NOW).order == ["a", "b"]
    finally:
        hangs.close()


def test_the_length_of_a_way_is_the_sum_of_its_parts() -> None:
    costs = np.array([[0, 3, 9], [3, 0, 4], [9, 4, 0]], dtype=np.uint32)
    assert (nearest(costs), length(costs, [1, 2]), length(costs, [])) == ([1, 2], 7, 0)
