"""As much of a vector tile as says that it is one: its layers' names and whether their bytes add up. No I/O."""

from collections.abc import Iterator

_LAYER = 3
_NAME = 1
_LENGTHY = 2


class NoTile(ValueError):
    """These bytes are no vector tile."""


def layer_names(tile: bytes) -> list[str]:
    """The names of a tile's layers. Raises NoTile where a length leads out of it or a layer has no name."""
    return [_name(layer) for number, layer in _fields(tile) if number == _LAYER]


def _name(layer: memoryview) -> str:
    for number, value in _fields(layer):
        if number == _NAME:
            try:
                return bytes(value).decode()
            except UnicodeDecodeError as error:
                raise NoTile("a name that is no text") from error
    raise NoTile("a layer without a name")


def _fields(message: bytes | memoryview) -> Iterator[tuple[int, memoryview]]:
    """Numbers and bytes of the lengthy fields; the others are only stepped over."""
    view = memoryview(message)
    at = 0
    while at < len(view):
        key, at = _varint(view, at)
        number, kind = key >> 3, key & 7
        if kind == _LENGTHY:
            length, at = _varint(view, at)
            if at + length > len(view):
                raise NoTile("a length beyond the end")
            yield number, view[at : at + length]
            at += length
        elif kind == 0:
            _, at = _varint(view, at)
        elif kind in (1, 5):
            at += 8 if kind == 1 else 4
        else:
            raise NoTile("an unknown kind of field")
    if at > len(view):
        raise NoTile("a number beyond the end")


def _varint(view: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if at >= len(view) or shift > 63:
            raise NoTile("a number that does not end")
        byte = view[at]
        value |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return value, at
        shift += 7
