"""How tus writes things in headers."""

import pytest

from backend.attachments.rules import metadata, number


@pytest.mark.parametrize(("header", "count"), [("0", 0), ("12582912", 12582912), ("9007199254740991", 2**53 - 1)])
def test_a_count_of_bytes_is_read(header: str, count: int) -> None:
    assert number(header) == count


@pytest.mark.parametrize(
    "header", [None, "", "-1", "+1", " 1", "1.0", "1e3", "0x10", "²", "９", "9007199254740992", "9" * 5000]
)
def test_what_is_no_count_of_bytes_is_none(header: str | None) -> None:
    assert number(header) is None


def test_metadata_is_read_by_key() -> None:
    assert metadata("attachment YWJj, name w6k=,empty") == {"attachment": "abc", "name": "é", "empty": ""}


@pytest.mark.parametrize("header", [None, "", "attachment !!!", "attachment /w==", "attachment Y"])
def test_metadata_that_makes_no_sense_names_no_attachment(header: str | None) -> None:
    assert metadata(header).get("attachment", "") == ""
