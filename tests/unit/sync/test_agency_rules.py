"""An agency outside the city has nobody here: the desk does its jobs in its place, and nobody else's."""

import pytest

from sync.protocol.messages import CloseArgs, LogArgs, StartArgs
from tests.unit.sync.test_decide_rules import ANN, DANA, NORTH, code, do, job_of

CLOSE = CloseArgs("fixed", "New lamp")


def test_the_desk_starts_logs_and_closes_what_an_agency_has_and_signs_as_itself() -> None:
    city, request, job = job_of()
    city.agencies = {"south"}
    assert code(do(city, DANA, "wo.start", job.id, StartArgs(), job.ver)) == ("applied", "ok")
    assert code(do(city, DANA, "wo.log", job.id, LogArgs("l1", 5, text="They came by"), job.ver)) == ("applied", "ok")
    assert code(do(city, DANA, "wo.close", job.id, CLOSE, job.ver)) == ("applied", "ok")
    assert (job.status, job.closed_by, request.status) == ("done", "dispatcher", "resolved")


def test_the_desk_does_not_do_the_work_of_a_crew_of_the_city() -> None:
    city, _, job = job_of()
    assert code(do(city, DANA, "wo.close", job.id, CLOSE, job.ver)) == ("rejected", "not_found")


@pytest.mark.parametrize("who", [ANN, NORTH])
def test_nobody_but_the_desk_does_the_work_of_an_agency(who: object) -> None:
    city, _, job = job_of()
    city.agencies = {"south"}
    assert code(do(city, who, "wo.close", job.id, CLOSE, job.ver)) == ("rejected", "not_found")  # type: ignore[arg-type]
