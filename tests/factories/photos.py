"""Photos for tests, made with Pillow: phones' habits (orientation, GPS, size) without anybody's picture."""

import io

import numpy as np
from PIL import Image

_ORIENTATION = 0x0112
_GPS_IFD = 0x8825
SECRET = "shot by a phone that tells"
"""A piece of metadata to look for in what is served."""

CORNERS = {
    "top left": (200, 30, 30),
    "top right": (30, 160, 30),
    "bottom left": (30, 30, 200),
    "bottom right": (200, 200, 30),
}


def street(width: int = 640, height: int = 480) -> Image.Image:
    """A picture with photo-like noise over a gradient; the same for the same size."""
    random = np.random.default_rng(311)
    ramp = np.linspace(40, 200, width, dtype=np.float32)[None, :, None] * np.array([1.0, 0.9, 0.8], np.float32)
    noise = random.normal(0, 12, (height // 4 + 1, width // 4 + 1, 3)).astype(np.float32)
    noise = noise.repeat(4, axis=0).repeat(4, axis=1)[:height, :width]
    return Image.fromarray(np.clip(ramp + noise, 0, 255).astype(np.uint8))


def four_corners(width: int = 320, height: int = 160) -> Image.Image:
    """A landscape picture whose four quarters have the CORNERS' colours: tells which way is up."""
    image = Image.new("RGB", (width, height))
    half = (width // 2, height // 2)
    for (place, colour), corner in zip(CORNERS.items(), [(0, 0), (half[0], 0), (0, half[1]), half], strict=True):
        assert place
        image.paste(Image.new("RGB", half, colour), corner)
    return image


def phone_jpeg(
    image: Image.Image, orientation: int = 1, quality: int = 88, at: tuple[float, float] = (12.5822, 12.5822)
) -> bytes:
    """The picture as a phone held in this orientation (EXIF 1-8), at this latitude and longitude, writes it, with GPS,
    XMP and a comment.

    `image` is upright; its pixels are stored turned, so that a reader who obeys the tag sees `image` again.
    """
    stored = image if orientation == 1 else image.transpose(_TURNED[orientation])
    (lat, lon), exif = at, Image.Exif()
    exif[_ORIENTATION] = orientation
    exif[0x010F] = SECRET
    exif.get_ifd(_GPS_IFD).update({1: "NS"[lat < 0], 2: _parts(lat), 3: "EW"[lon < 0], 4: _parts(lon)})
    out = io.BytesIO()
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
    stored.save(out, "JPEG", quality=quality, exif=exif, xmp=xmp, comment=SECRET.encode())
    return out.getvalue()


def _parts(degrees: float) -> tuple[float, float, float]:
    """Degrees, minutes and seconds, without their side of the world."""
    minutes, seconds = divmod(round(abs(degrees) * 3600, 2), 60)
    return (*divmod(minutes, 60), seconds)


def twelve_megapixels() -> bytes:
    """A phone's ordinary 4000 x 3000 photo, held upright (orientation 6)."""
    return phone_jpeg(street(3000, 4000), orientation=6)


def encoded(image: Image.Image, kind: str) -> bytes:
    """The picture as `PNG`, `WEBP` or `HEIF` bytes."""
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
