"""What is wrong with a text that is no date, and at which character."""


class EdtfError(ValueError):
    """A text that is not a date.

    Attributes:
        what: the fault in a sentence.
        position: index of the faulty character in the text.
        hint: what would be right, or "".
        meant: the EDTF that was meant where there is no doubt of it, or "".
    """

    def __init__(self, what: str, position: int = 0, hint: str = "", meant: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.position = position
        self.hint = hint
        self.meant = meant


class UnreadableError(ValueError):
    """A part of a text that has no date's form: where it goes wrong, and why; "" where it ends too early."""

    def __init__(self, part: str, position: int, why: str) -> None:
        super().__init__(why)
        self.part = part
        self.position = position
        self.why = why


_SHAPES = (
    "0000-00-00T00:00:00.000000+00:00",
    "0000-00-00T00:00:00Z",
    "0000-00-00T00:00+00:00",
    "0000-00-00T00:00Z",
    "-0000-00-00T00:00:00.000000+00:00",
    "Y000000E00",
    "Y-000000E00",
    "0000S0",
)
"""What dates look like, any digit as a nought; a text's fault is where it parts from all of them."""
MARKS = ("~", "?", "%")
_DIGITS = "0123456789X"
_LONGEST_SHOWN = 40


def unreadable(text: str, position: int, end: int) -> UnreadableError:
    """The fault of a text that has no date's form, at the character where it parts from all of them.

    Args:
        text: of one date.
        position: where it begins in a longer text.
        end: up to where it is a date; 0 where it isn't even in its beginning.
    """
    place = max(_agreeing(text, shape) for shape in _SHAPES)
    if place == len(text) and text[end : end + 1] in MARKS:
        place = end
    why = ""
    if not text:
        why = "a date is missing"
    elif place < len(text):
        behind = f"after “{shortened(text[:place])}”" if place else "at the beginning of a date"
        why = f"“{text[place]}” is not expected {behind}"
    elif text.isdecimal():
        why = f"a year has four digits, not {len(text)}"
    return UnreadableError(text, position + place, why)


def _agreeing(text: str, shape: str) -> int:
    """How far a text goes along a shape, the marks in it left out; numbers may be longer than the shape's after Y."""
    at = 0
    for place, character in enumerate(text):
        if character in MARKS:
            continue
        wanted = shape[at] if at < len(shape) else ""
        if (character in _DIGITS) != (wanted == "0") or (wanted != "0" and character != wanted):
            return place
        at += 1
    return len(text)


def shortened(text: str) -> str:
    """The text as far as it fits into a sentence."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
