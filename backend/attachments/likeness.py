"""What a picture looks like, in 64 bits: a difference hash, which the same picture keeps when it is shrunk, encoded
anew or trimmed a little (ADR-0022). It says that two pictures are alike, never what is on them.
"""

import numpy as np
from PIL import Image

_WIDE, _HIGH = 9, 8


def likeness(image: Image.Image) -> int | None:
    """For each cell of a coarse grid, whether it is brighter than its left neighbour, as a signed number that a
    database keeps; None for a picture without any difference, which would be like every other such.
    """
    grey = image.convert("L").resize((_WIDE, _HIGH), Image.Resampling.LANCZOS)
    cells = np.asarray(grey, np.int16)
    brighter = cells[:, 1:] > cells[:, :-1]
    return int.from_bytes(np.packbits(brighter).tobytes(), "big", signed=True) if brighter.any() else None
