"""How large pictures of pixels may be. Needs no Qt, so that what is too large is refused before anything is loaded."""

MOST_PIXELS = 600_000_000
"""A larger picture is of no use to the programs that open pictures."""
MOST_PIXELS_AT_ONCE = 150_000_000
"""What is not written row by row takes four bytes a pixel while it is drawn: 600 MB."""
MOST_A_SIDE = 100_000
_MOST_OF_QT = 32_767
"""How far Qt's raster painter counts (QImage, 16 bits with a sign)."""
_MOST_OF_WEBP = 16_383
LIMITS = {
    "png": (MOST_PIXELS, MOST_A_SIDE),
    "jpg": (MOST_PIXELS_AT_ONCE, _MOST_OF_QT),
    "webp": (MOST_PIXELS_AT_ONCE, _MOST_OF_WEBP),
}
"""The most pixels of a kind, in all and a side."""


def too_large_words(kind: str, width: int, height: int) -> str:
    """Why a picture of so many pixels can't be; "" where it can."""
    most, side = LIMITS[kind]
    if width * height <= most and max(width, height) <= side:
        return ""
    had = f"the picture would have {width:,} × {height:,} pixels, {width * height / 1e6:,.0f} million"
    return f"{had}; a {kind.upper()} may have {most / 1e6:,.0f} million, and {side:,} a side"
