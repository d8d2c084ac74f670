"""What it takes to make one phone photo safe, beside the bare Pillow calls that do the same to its pixels."""

import io
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from PIL import Image

from backend.attachments.images import LARGE_PX, SMALL_PX, make_safe
from tests.bench.measures import Asked, Measure, compared
from tests.factories.photos import encoded, four_corners, phone_jpeg, street, twelve_megapixels

_ROUNDS = 15


def measure(asked: Asked) -> Iterator[Measure]:
    """`photo_12mp_ms` (target <= 1.15 times the bare calls) and `photo_12mp_peak_mb`, what memory grows by at most, of
    a 12-megapixel JPEG of orientation 6 with EXIF; `photo_12mp_png_peak_mb` of a PNG, which is decoded whole.
    """
    data = twelve_megapixels()
    ours, bare = _interleaved(lambda: make_safe(data), lambda: _bare(data))
    yield compared("photo_12mp_ms", ours, "ms", bare)
    for name, photo in (("photo_12mp", data), ("photo_12mp_png", encoded(street(3000, 4000), "PNG"))):
        unit = "MB at most beside what was there; the upload itself not counted"
        yield compared(f"{name}_peak_mb", _peak_mb(make_safe, photo), unit, _peak_mb(_bare, photo))


def _bare(data: bytes) -> None:
    """Decode, shrink, turn and write twice, without a check."""
    image = Image.open(io.BytesIO(data))
    image.thumbnail((LARGE_PX, LARGE_PX), Image.Resampling.BICUBIC, reducing_gap=1.0)
    large = image.transpose(Image.Transpose.ROTATE_270)
    large.save(io.BytesIO(), "JPEG", quality=82)
    large.thumbnail((SMALL_PX, SMALL_PX), Image.Resampling.BICUBIC, reducing_gap=1.0)
    large.save(io.BytesIO(), "JPEG", quality=82)


def _peak_mb(work: Callable[[bytes], object], data: bytes) -> float:
    """How far the memory of a new process grows while it does the work."""
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        apart.submit(work, phone_jpeg(four_corners())).result()  # what is loaded on first use is no part of it
        return apart.submit(_growth_mb, work, data).result()


def _growth_mb(work: Callable[[bytes], object], data: bytes) -> float:
    """In this process; Linux counts the peak anew when told so."""
    Path("/proc/self/clear_refs").write_text("5")
    before = _high_water_kb()
    work(data)
    return (_high_water_kb() - before) / 1000


def _high_water_kb() -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])


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
