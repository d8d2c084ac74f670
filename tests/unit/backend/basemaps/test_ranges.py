"""Which part of a file an HTTP range means."""

import pytest

from backend.basemaps.ranges import Unsatisfiable, part_of

TAG = '"abc"'


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        (None, None),
        ("bytes=0-9", (0, 10)),
        ("bytes=90-", (90, 100)),
        ("bytes=90-500", (90, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-500", (0, 100)),
        (" BYTES=0-0 ", (0, 1)),
        ("bytes=9-0", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
        ("bytes=" + "9" * 400 + "-", None),
    ],
)
def test_a_range_means_these_bytes(asked: str | None, part: tuple[int, int] | None) -> None:
    assert part_of(100, asked, None, TAG) == part


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_range_beyond_the_end_is_refused(asked: str) -> None:
    with pytest.raises(Unsatisfiable):
        part_of(100, asked, None, TAG)


def test_a_part_of_another_file_is_never_given() -> None:
    assert part_of(100, "bytes=50-", TAG, TAG) == (50, 100)
    assert part_of(100, "bytes=50-", '"other"', TAG) is None
    assert part_of(100, "bytes=50-", "Thu, 26 Nov 2026 10:00:00 GMT", TAG) is None
