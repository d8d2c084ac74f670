"""How long one phone photo takes to become safe, beside the bare Pillow calls that do the same to its pixels."""

import io
import statistics
import time
from collections.abc import Callable, Iterator

from PIL import Image

from backend.attachments.images import LARGE_PX, SMALL_PX, make_safe
from tests.bench.measures import Asked, Measure, compared
from tests.factories.photos import twelve_megapixels

_ROUNDS = 15


def measure(asked: Asked) -> Iterator[Measure]:
    """A 12-megapixel JPEG of orientation 6 with EXIF, in milliseconds."""
    data = twelve_megapixels()
    ours, bare = _interleaved(lambda: make_safe(data), lambda: _bare(data))
    yield compared("photo_12mp_ms", ours, "ms", bare)


def _bare(data: bytes) -> None:
    """Decode, shrink, turn and write twice, without a check."""
    image = Image.open(io.BytesIO(data))
    image.thumbnail((LARGE_PX, LARGE_PX), Image.Resampling.BICUBIC, reducing_gap=1.0)
    large = image.transpose(Image.Transpose.ROTATE_270)
    large.save(io.BytesIO(), "JPEG", quality=82)
    large.thumbnail((SMALL_PX, SMALL_PX), Image.Resampling.BICUBIC, reducing_gap=1.0)
    large.save(io.BytesIO(), "JPEG", quality=82)


def _interleaved(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Median milliseconds of each, taken in turns so that a busy machine slows both."""
    times: tuple[list[float], list[float]] = ([], [])
    one(), other()
    for _ in range(_ROUNDS):
        for work, taken in zip((one, other), times, strict=True):
            start = time.perf_counter()
            work()
            taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[0]), statistics.median(times[1])
