"""Any bytes in, safe photos out."""

import io
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from backend.attachments.images import NotAPhoto, make_safe
from tests.factories.photos import CORNERS, SECRET, encoded, four_corners, phone_jpeg, street

_WORDS = [b"Exif", b"http://ns.adobe.com/xap", b"ICC_PROFILE", b"xmpmeta", SECRET.encode(), b"GPS"]


def picture(jpeg: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(jpeg))
    image.load()
    return image


def corners(image: Image.Image) -> dict[str, tuple[int, ...]]:
    x, y = image.width // 4, image.height // 4
    spots = [(x, y), (3 * x, y), (x, 3 * y), (3 * x, 3 * y)]
    return {name: tuple(image.convert("RGB").getpixel(spot)) for name, spot in zip(CORNERS, spots, strict=True)}  # type: ignore[arg-type]


def looks_upright(image: Image.Image) -> bool:
    found = corners(image)
    return all(abs(a - b) < 30 for name, colour in CORNERS.items() for a, b in zip(colour, found[name], strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_taken_in_any_orientation_is_served_upright(orientation: int) -> None:
    safe = make_safe(phone_jpeg(four_corners(), orientation))
    assert (safe.width, safe.height) == (320, 160)
    assert looks_upright(picture(safe.large))
    assert looks_upright(picture(safe.small))


def test_nothing_a_phone_wrote_beside_the_pixels_is_kept() -> None:
    data = phone_jpeg(street(), 6)
    assert any(word in data for word in _WORDS), "the test's own photo must tell something"
    safe = make_safe(data)
    for served in (safe.large, safe.small):
        assert not [word for word in _WORDS if word in served]
        assert not picture(served).getexif()
        assert set(picture(served).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_large_photo_is_made_smaller_and_a_small_one_never_larger() -> None:
    big = make_safe(phone_jpeg(street(2400, 1800)))
    assert (big.width, big.height) == picture(big.large).size == (1600, 1200)
    assert picture(big.small).size == (320, 240)
    little = make_safe(phone_jpeg(street(200, 100)))
    assert picture(little.large).size == picture(little.small).size == (200, 100)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIF", "JPEG"])
def test_every_kind_of_photo_a_browser_may_send_becomes_a_jpeg(kind: str) -> None:
    safe = make_safe(encoded(four_corners(), kind))
    assert picture(safe.large).format == "JPEG"
    assert looks_upright(picture(safe.large))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "I;16"])
def test_every_kind_of_png_becomes_an_opaque_picture(mode: str) -> None:
    image = Image.new(mode, (40, 30))
    assert picture(make_safe(encoded(image, "PNG")).large).mode == "RGB"


def test_sixteen_bits_of_grey_become_eight() -> None:
    grey = Image.new("I;16", (40, 30), 128 * 256)
    assert picture(make_safe(encoded(grey, "PNG")).large).getpixel((20, 15)) == (128, 128, 128)


def test_what_is_transparent_is_served_white() -> None:
    large = picture(make_safe(encoded(Image.new("RGBA", (40, 30), (255, 0, 0, 0)), "PNG")).large)
    assert min(large.getpixel((20, 15))) > 250  # type: ignore[arg-type]


def test_a_cmyk_jpeg_is_served_in_rgb() -> None:
    out = io.BytesIO()
    street().convert("CMYK").save(out, "JPEG")
    assert picture(make_safe(out.getvalue()).large).mode == "RGB"


@pytest.mark.parametrize(
    "data", [b"", b"<html><script>alert(1)</script></html>", b"GIF89a" + b"\0" * 50, b"\xff\xd8\xff"]
)
def test_bytes_that_are_no_photo_are_refused(data: bytes) -> None:
    with pytest.raises(NotAPhoto):
        make_safe(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_half_a_photo_is_refused(kind: str) -> None:
    data = encoded(street(), kind)
    with pytest.raises(NotAPhoto):
        make_safe(data[: len(data) // 2])


def test_a_bomb_is_refused_by_its_header() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    header = (10_000).to_bytes(4, "big") + (7_000).to_bytes(4, "big") + bytes([1, 0, 0, 0, 0])
    rows = zlib.compress(bytes(7_000 * 1_251))
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    with pytest.raises(NotAPhoto, match="too many pixels"):
        make_safe(bomb)


def test_a_jpeg_of_endless_scans_is_refused_before_it_is_decoded() -> None:
    out = io.BytesIO()
    street().save(out, "JPEG", progressive=True)
    data = out.getvalue()
    first = data.index(b"\xff\xda")
    scan = data[first : data.index(b"\xff\xc4", first)]
    make_safe(data)
    with pytest.raises(NotAPhoto):
        make_safe(data[:first] + scan * 200 + data[first:])


def test_what_is_appended_to_a_photo_is_not_served() -> None:
    safe = make_safe(phone_jpeg(street()) + b"<?php system($_GET['c']); ?>")
    assert b"<?php" not in safe.large + safe.small


_PHOTOS = [phone_jpeg(four_corners(), 6), *(encoded(four_corners(), kind) for kind in ("PNG", "WEBP", "HEIF"))]


@given(photo=st.sampled_from(_PHOTOS), at=st.floats(0, 1), damage=st.binary(min_size=1, max_size=40))
@settings(max_examples=150, deadline=None)
def test_no_damage_makes_it_raise_anything_else(photo: bytes, at: float, damage: bytes) -> None:
    start = int(at * len(photo))
    try:
        safe = make_safe(photo[:start] + damage + photo[start + len(damage) :])
    except NotAPhoto:
        return
    assert not picture(safe.large).getexif()


@pytest.mark.realdata
def test_no_photo_of_the_public_collection_crashes_or_leaks() -> None:
    folder = Path(__file__).parents[4].parent / "shared" / "data" / "photos"
    if not folder.is_dir():
        pytest.skip("the public data folder is not beside the project")
    served, refused = [], []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            safe = make_safe(path.read_bytes())
        except NotAPhoto:
            refused.append(path.name)
            continue
        served.append(path.name)
        for jpeg in (safe.large, safe.small):
            assert not picture(jpeg).getexif(), path.name
            assert set(picture(jpeg).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}, path.name
    assert {"html_named.jpg", "bomb_30000x30000_1bit.png", "truncated_half.jpg", "empty.jpg"} <= set(refused)
    assert {"iphone_13_pro_max.HEIC", "png_named.jpg", "knoxville_gps_o6.jpg", "pillow_sugarshack.mpo"} <= set(served)
