"""Every answer explains itself: what the desk reads of why a report lies where it does."""

from backend.db.commit import commit_changes
from backend.db.session import opened
from backend.places import service as places
from tests.factories.city import SOUTH, City

BORDER = (35.9606, -83.9143)
"""A point of District 3, six metres from District 2."""


def why(city: City, at: tuple[float, float], accuracy_m: float = 8.0) -> dict[str, object]:
    """What the desk's document says after a report there."""
    ann, dispatch = city.resident(), city.staff("dispatch")
    place = {"lat": at[0], "lon": at[1], "accuracy_m": accuracy_m}
    request = ann.report(at, place=place)
    for phone in (ann, dispatch):
        phone.sync()
    assert ann.doc("request", request)["route"] is None, "its reporter reads who comes, not how that was found"
    return dict(dispatch.doc("request", request)["route"])


def test_near_a_border_the_desk_reads_how_near_and_who_else_may_be_meant(city: City) -> None:
    route = why(city, BORDER, accuracy_m=60.0)
    assert (route["district"], route["second"], route["near_border"]) == ("District 3", "District 2", True)
    assert (route["distance_m"], route["accuracy_m"], route["layer_version"]) == (6.1, 60.0, 1)
    assert route["second_crew_id"] == city.crew("Central crew")
    far = why(city, SOUTH)
    assert (far["near_border"], far["second"], far["distance_m"]) == (False, None, None)


def test_a_report_on_a_default_point_waits_for_the_desk_with_its_name(city: City) -> None:
    with opened(city.settings.database) as database:
        database.write_now(
            lambda c: commit_changes(c, "knoxville", [places.add_default_point(c, "knoxville", "city hall", SOUTH, 15)])
        )
    route = why(city, SOUTH)
    assert (route["reason"], route["rule"], route["district"]) == ("default_point", "city hall", None)
