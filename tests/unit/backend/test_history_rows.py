"""Rows of other systems, as messy as they come."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.history_rows import Past, read_past
from backend.places.columns import Skipped
from backend.places.importing import ImportProblem

NOW = datetime(2026, 11, 21, tzinfo=UTC)
NYC = "Unique Key,Created Date,Closed Date,Complaint Type,Status,Latitude,Longitude,Incident Address\n"


def read(folder: Path, text: str, **named: str) -> tuple[list[Past], Skipped]:
    file, skipped = folder / "past.csv", Skipped()
    file.write_text(text)
    return [row for row, _ in read_past(file, named, "America/New_York", NOW, skipped)], skipped


def test_a_row_of_an_open_data_portal_is_read_with_the_citys_clock(tmp_path: Path) -> None:
    row = "45633481,02/17/2020 12:19:00 PM,02/18/2020 09:00:00 AM,Pothole,Closed,35.96,-83.92,38 Gay St\n"
    [past], skipped = read(tmp_path, NYC + row)
    opened, closed = datetime(2020, 2, 17, 17, 19, tzinfo=UTC), datetime(2020, 2, 18, 14, tzinfo=UTC)
    assert past == Past(2, "45633481", "Pothole", opened, closed, 35.96, -83.92, "38 Gay St", "")
    assert skipped.count == 0


@pytest.mark.parametrize(
    "words",
    [
        "2020-02-17 12:19",
        "2020-02-17T17:19:00Z",
        "2/17/2020 12:19",
        "02/17/20 12:19",
        "17-Feb-2020 12:19",
        "17.02.2020 12:19",
    ],
)
def test_a_day_is_read_however_it_is_written(tmp_path: Path, words: str) -> None:
    [past], _ = read(tmp_path, f"id,opened,kind\n1,{words},Pothole\n")
    assert past.opened_at == datetime(2020, 2, 17, 17, 19, tzinfo=UTC)


def test_what_is_over_without_a_day_ended_when_it_began(tmp_path: Path) -> None:
    [past], _ = read(tmp_path, "id,opened,status,kind\n1,2020-02-17T00:00:00Z,Completed,Pothole\n")
    assert past.closed_at == past.opened_at


def test_what_ended_before_it_began_ended_at_once(tmp_path: Path) -> None:
    [past], _ = read(tmp_path, "id,opened,closed,kind\n1,2020-02-17T00:00:00Z,2019-01-01,Pothole\n")
    assert past.closed_at == past.opened_at


def test_what_is_to_end_in_the_year_9999_is_open(tmp_path: Path) -> None:
    found, _ = read(tmp_path, "id,opened,closed,kind\n1,2020-02-17,9999-12-31,A\n2,2020-02-17,2026-11-21T09:00:00Z,A\n")
    assert [past.closed_at for past in found] == [None, NOW]


def test_a_moment_beyond_all_calendars_is_left_out_and_said(tmp_path: Path) -> None:
    odd = ("2020-02-17,9999-12-31 23:59:59", "0001-01-01T00:00:00+14:00,", "12/31/9999 11:59:59 PM,", "2020-01-01,")
    rows = "".join(f"{n},{days},A\n" for n, days in enumerate(odd, 1))
    found, skipped = read(tmp_path, f"id,opened,closed,kind\n{rows}")
    assert ([past.number for past in found], skipped.count) == (["4"], 3)


@pytest.mark.parametrize(("lat", "lon"), [("", ""), ("0", "0"), ("x", "y"), ("1234567", "234567")])
def test_a_point_that_is_none_is_no_reason_to_lose_a_request(tmp_path: Path, lat: str, lon: str) -> None:
    [past], _ = read(tmp_path, f"id,opened,kind,lat,lon\n1,2020-02-17,Pothole,{lat},{lon}\n")
    assert (past.lat, past.lon) == (None, None)


def test_rows_without_a_day_are_left_out_and_said(tmp_path: Path) -> None:
    found, skipped = read(
        tmp_path, "id,opened,kind\n1,,Pothole\n2,soon,Pothole\n3,2031-01-01,Pothole\n4,2020-01-01,A\n"
    )
    assert [past.number for past in found] == ["4"]
    assert "2 for a day that cannot be read (line 2, 3)" in skipped.sentence()
    assert "1 for a day that is yet to come (line 4)" in skipped.sentence()


def test_a_column_is_named_where_it_has_no_usual_name(tmp_path: Path) -> None:
    [past], _ = read(tmp_path, "nr,begun,what\n7,2020-02-17,Pothole\n", number="nr", opened="begun", kind="what")
    assert (past.number, past.kind) == ("7", "Pothole")
    with pytest.raises(ImportProblem, match="--opened-field"):
        read(tmp_path, "nr,begun\n7,2020-02-17\n")
