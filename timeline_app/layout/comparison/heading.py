"""The heading of a section of the panel: what it is, and beside or below it of when."""

from timeline_app.layout.scene import Align, Font, Primitive, Role, TextWidth, text, wrapped

MARGIN = 18.0
"""Left and right of all in the panel, pixels."""
_BASELINE, _LINE, _APART = 28.0, 18.0, 12.0


def section_heading(
    title: str, dates: str, role: Role, y: float, width: float, text_width: TextWidth
) -> tuple[list[Primitive], float]:
    """A heading from the height y on in a panel so wide, and the baseline of what follows.

    Args:
        title: what the section is.
        dates: of when it is; on the right where that has room, else on lines of its own.
        role: of the dates.
        y, width: pixels.
        text_width: measures texts.
    """
    baseline = y + _BASELINE
    head = text(title, MARGIN, baseline, Font.TITLE, Role.TEXT, text_width)
    beside = text(dates, width - MARGIN, baseline, Font.HEADING, role, text_width, Align.RIGHT)
    if head.width + beside.width + _APART <= width - 2 * MARGIN:
        return [head, beside], baseline + _LINE
    parts: list[Primitive] = [head]
    for line in wrapped(dates, Font.HEADING, width - 2 * MARGIN, text_width):
        baseline += _LINE
        parts.append(text(line, MARGIN, baseline, Font.HEADING, role, text_width))
    return parts, baseline + _LINE
