"""Any bytes in, safe JPEGs out. Owns the only code that decodes what strangers send; must never raise anything but
NotAPhoto, and must never let a byte of the sender's metadata through.
"""

import io
import warnings

import pillow_heif
from msgspec import Struct
from PIL import Image

from backend.attachments.likeness import likeness

LARGE_PX = 1600
SMALL_PX = 320
_QUALITY = 82
_MOST_PIXELS = 60_000_000
"""Bigger than any phone's ordinary photo; a 200-megapixel file would take 600 MB of memory to decode."""
_MOST_SCANS = 100
"""A progressive JPEG has about ten; each costs a pass over all its pixels, and a few bytes are enough for one."""

Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)
pillow_heif.register_heif_opener()

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ORIENTATION = 0x0112
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


class NotAPhoto(Exception):
    """The bytes are no photo we serve; the message is a sentence for people."""


class SafePhoto(Struct, frozen=True):
    """Two upright JPEGs without metadata; `width` and `height` are the large one's, in pixels; what both look like."""

    large: bytes
    small: bytes
    width: int
    height: int
    likeness: int | None


def make_safe(data: bytes) -> SafePhoto:
    """Decode a JPEG, PNG, WebP or HEIC photo, told by content alone, and encode its pixels anew.

    Takes about a tenth of a second for 12 megapixels, so call it in a thread. Raises NotAPhoto for all other bytes.
    """
    formats = _formats(data)
    try:
        with Image.open(io.BytesIO(data), formats=formats) as image:
            large = _pixels(image)
    except NotAPhoto:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotAPhoto("The photo has too many pixels.") from error
    except Exception as error:  # decoders raise anything from SyntaxError to MemoryError on hostile bytes
        raise NotAPhoto("The photo is damaged and cannot be read.") from error
    small = large.copy()
    small.thumbnail((SMALL_PX, SMALL_PX), Image.Resampling.BICUBIC, reducing_gap=1.0)
    return SafePhoto(_jpeg(large), _jpeg(small), large.width, large.height, likeness(small))


def _formats(data: bytes) -> list[str]:
    """The decoders to try, by magic bytes; neither a name nor a declared type is believed."""
    if data.startswith(b"\xff\xd8\xff"):
        if data.count(b"\xff\xda") > _MOST_SCANS:
            raise NotAPhoto("The photo is damaged and cannot be read.")
        return ["JPEG", "MPO"]
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return ["PNG"]
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return ["WEBP"]
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return ["HEIF"]
    raise NotAPhoto("This is not a JPEG, PNG, WebP or HEIC photo.")


def _pixels(image: Image.Image) -> Image.Image:
    """The picture upright, opaque and at most LARGE_PX, in a new image that knows nothing of the file."""
    if image.width * image.height > _MOST_PIXELS:  # known from the header; nothing is decoded yet
        raise NotAPhoto("The photo has too many pixels.")
    if image.mode == "I;16":
        image = image.point(lambda value: value / 256).convert("L")
    elif image.mode in ("P", "1"):  # these shrink badly; the others shrink first, which is faster
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    image.thumbnail((LARGE_PX, LARGE_PX), Image.Resampling.BICUBIC, reducing_gap=1.0)
    image.load()
    turn = _UPRIGHT.get(_orientation(image))
    if turn is not None:
        image = image.transpose(turn)
    alpha = image.convert("RGBA") if image.has_transparency_data else None
    clean = Image.new("RGB", image.size, "white")
    clean.paste((alpha or image).convert("RGB"), mask=alpha)
    return clean


def _orientation(image: Image.Image) -> int:
    """How the camera was held (EXIF 1-8); a broken EXIF block is no reason to refuse a photo."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:
        return 1


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
