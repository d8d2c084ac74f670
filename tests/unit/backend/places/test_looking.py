"""What a person is shown of a file before choosing how to read it."""

from backend.places.looking import look
from tests.factories.area_files import KNOXVILLE, geopackage, shapefile, zipped
from tests.factories.places import collection, feature, square


def test_fields_are_shown_with_values_from_the_file() -> None:
    rows = [("North", "Blue", 1), ("South", "Blue", None)]
    data = collection(*(feature(square(0, n), NAME=a, depot=b, no=c) for n, (a, b, c) in enumerate(rows)))
    [sheet] = look(data)
    assert [(field.name, field.samples) for field in sheet.fields] == [
        ("NAME", ["North", "South"]),
        ("depot", ["Blue"]),
        ("no", ["1"]),
    ]
    assert [(field.is_filled, field.is_unique) for field in sheet.fields] == [
        (True, True),
        (True, False),
        (False, True),
    ]
    assert (sheet.name_field, sheet.crew_field) == ("NAME", "depot")


def test_a_field_that_does_not_tell_areas_apart_is_not_suggested_as_their_name() -> None:
    data = collection(feature(square(0, 0), name="City", ward_no=1), feature(square(1, 0), name="City", ward_no=2))
    assert look(data)[0].name_field == "ward_no"


def test_the_coordinates_of_a_file_are_named_or_asked_for() -> None:
    assert look(zipped(shapefile(KNOXVILLE)))[0].crs == "NAD83 / Tennessee (ftUS)"
    silent, plain = look(zipped(shapefile(KNOXVILLE, crs=None)))[0], look(collection(feature(square(0, 0), no=1)))[0]
    assert (silent.crs, silent.needs_crs) == (None, True)
    assert (plain.crs, plain.needs_crs) == (None, False)


def test_each_layer_of_a_file_is_shown() -> None:
    layers = look(geopackage({"wards": KNOXVILLE, "parks": {"Park": KNOXVILLE["North"]}}))
    assert [(sheet.layer, sheet.count) for sheet in layers] == [("wards", 2), ("parks", 1)]
