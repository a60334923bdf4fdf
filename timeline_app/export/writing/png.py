"""Writing pixels as PNG, row by row, so that a picture of any size takes little memory."""

import struct
import zlib
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""Shape (rows, columns, channels): red, green, blue and, of a picture without ground, opacity; not premultiplied."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOUR_TYPES = {3: 2, 4: 6}
_PERCEPTUAL = b"\0"
INCHES_TO_A_METRE = 1 / 0.0254
_LEVEL = 6
_DIFFERENCE_ABOVE = 2


def png_bytes(width: int, height: int, channels: int, bands: Iterable[Pixels], dpi: float, title: str) -> bytes:
    """A PNG in sRGB with 8 bits a channel (PNG specification, third edition).

    Args:
        width, height: of the picture, pixels.
        channels: 3, or 4 with opacity.
        bands: from top to bottom, `height` rows together.
        dpi: pixels to an inch, as it is marked.
        title: what it shows, in words.
    """
    resolution = round(dpi * INCHES_TO_A_METRE)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, _COLOUR_TYPES[channels], 0, 0, 0)),
            _chunk(b"sRGB", _PERCEPTUAL),
            _chunk(b"pHYs", struct.pack(">IIB", resolution, resolution, 1)),
            _chunk(b"iTXt", b"Title\0\0\0\0\0" + title.replace("\0", "").encode("utf-8", "replace")),
            *(_chunk(b"IDAT", data) for data in _packed(bands)),
            _chunk(b"IEND", b""),
        )
    )


def _packed(bands: Iterable[Pixels]) -> Iterator[bytes]:
    packer = zlib.compressobj(_LEVEL)
    above: Pixels | None = None
    for band in bands:
        yield packer.compress(_filtered(band, above).tobytes())
        above = band[-1:]
    yield packer.flush()


def _filtered(band: Pixels, above: Pixels | None) -> Pixels:
    """The rows as differences to the row above each, behind the number of that filter; text and areas pack well so."""
    rows, columns, channels = band.shape
    first = np.zeros_like(band[:1]) if above is None else above
    filtered = np.empty((rows, 1 + columns * channels), np.uint8)
    filtered[:, 0] = _DIFFERENCE_ABOVE
    filtered[:, 1:] = (band - np.concatenate([first, band[:-1]])).reshape(rows, -1)
    return filtered


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
