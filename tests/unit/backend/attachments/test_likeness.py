"""The same picture is like itself however it was saved; other pictures are not. Figures on real photos: ADR-0022."""

import io
from collections.abc import Callable
from itertools import combinations

import pytest
from PIL import Image

from backend.attachments.images import make_safe
from backend.attachments.likeness import likeness
from backend.attachments.rules import ALIKE_BITS, bits_apart
from tests.factories.photos import four_corners, street
from tests.factories.places import PUBLIC_DATA

PHOTOS = PUBLIC_DATA / "photos"
REAL = ("gps/DSCN0010.jpg", "gps/DSCN0021.jpg", "gps/DSCN0042.jpg", "phones/jolla.jpg", "phones/iphone_hdr_NO.jpg")


def saved(image: Image.Image, quality: int = 82) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def trimmed(image: Image.Image, share: float) -> Image.Image:
    wide, high = round(image.width * share), round(image.height * share)
    return image.crop((wide, high, image.width - wide, image.height - high))


CHANGES: dict[str, Callable[[Image.Image], bytes]] = {
    "encoded anew": lambda image: saved(image, 40),
    "half as large": lambda image: saved(image.resize((image.width // 2, image.height // 2))),
    "trimmed by 2%": lambda image: saved(trimmed(image, 0.02)),
}


@pytest.fixture(scope="module")
def photos() -> list[Image.Image]:
    if not PHOTOS.is_dir():
        pytest.skip("the public photos are not beside this project")
    return [Image.open(io.BytesIO(make_safe((PHOTOS / name).read_bytes()).large)) for name in REAL]


@pytest.mark.realdata
@pytest.mark.parametrize("change", CHANGES)
def test_the_same_photo_is_like_itself(photos: list[Image.Image], change: str) -> None:
    for photo in photos:
        known, again = make_safe(saved(photo)).likeness, make_safe(CHANGES[change](photo)).likeness
        assert known is not None
        assert again is not None
        assert bits_apart(known, again) <= ALIKE_BITS


@pytest.mark.realdata
def test_other_photos_are_not_alike(photos: list[Image.Image]) -> None:
    known = [likeness(photo) for photo in photos]
    assert min(bits_apart(one or 0, other or 0) for one, other in combinations(known, 2)) > ALIKE_BITS


def test_a_picture_keeps_its_likeness_at_another_size() -> None:
    small, large = likeness(four_corners(320, 160)), likeness(four_corners(1280, 640))
    assert small is not None
    assert small == large
    assert bits_apart(small, likeness(street()) or 0) > ALIKE_BITS


def test_a_picture_of_nothing_is_like_no_other() -> None:
    assert likeness(Image.new("RGB", (320, 240), "grey")) is None
