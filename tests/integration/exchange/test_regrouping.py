"""What a merge and its undoing make of reports and of what was said of them, over the real server."""

import json

from tests.factories.city import NOWHERE, City, sent
from tests.integration.exchange.test_conflicts import PHOTO, a_job, ask

OK = ("applied", "ok")


def test_a_crew_that_the_desk_had_chosen_has_the_report_again_where_the_other_had_no_job(city: City) -> None:
    ann, _, dispatch, request, job = a_job(city)
    other, _ = sent(city.resident(), NOWHERE)
    central = city.crew("Central crew")
    assert ask(dispatch, "wo.assign", f"wo/{job}", crew_id=central) == OK
    assert ask(dispatch, "request.merge", f"request/{request}", into=other) == OK
    assert ask(dispatch, "request.unmerge", f"request/{request}") == OK
    ann.sync()
    assert (ann.doc("request", request)["status"], ann.doc("request", request)["crew_id"]) == ("planned", central)


def test_what_was_said_of_a_report_alone_stays_when_its_merge_is_undone(city: City) -> None:
    ann, south, dispatch, request, job = a_job(city)
    other, _ = sent(city.resident(), NOWHERE)
    assert ask(south, "wo.close", f"wo/{job}", outcome="needs_parts", note="A cable", photos=[PHOTO]) == OK
    dispatch.sync()
    assert ask(dispatch, "request.merge", f"request/{request}", into=other) == OK
    assert ask(dispatch, "request.unmerge", f"request/{request}") == OK
    ann.sync()
    seen = json.dumps(ann.doc("request", request))
    assert ("A cable" in seen, str(PHOTO["id"]) in seen) == (True, True)
