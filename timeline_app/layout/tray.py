"""The undated tray: events and estimates without a date, counted and listed, off the time axis."""

from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import Box, Font, Group, Ink, Line, Primitive, Rect, Role, TextWidth, elided, text
from timeline_app.layout.view import Item, Items, View
from timeline_app.layout.wording import estimate_words
from timeline_app.model.words import when_words

_LINE = 22.0
_LARGEST_LABEL = 280.0
_GAP = 22.0
_ROWS = 2

MORE_ID = "undated-more"
"""Id of the group that says how many have no room in the tray."""


def tray_height(items: Items) -> float:
    """How much room the tray takes for some undated items, pixels; none where everything has a date."""
    return (16.0 + _LINE * min(_ROWS, 1 + len(items) // 4)) if items else 0.0


def tray_group(index: TimelineIndex, view: View, header: float, box: Box, text_width: TextWidth) -> Group:
    """The tray in a box, its heading in the first `header` pixels."""
    count = len(index.undated_beside(view.lanes.hidden))
    parts: list[Primitive | Group] = [
        Rect(box, Ink(Role.BAND)),
        Line(box.x, box.y, box.right, box.y, Ink(Role.RULE)),
        text("Undated", box.x + 16, box.y + 18, Font.HEADING, Role.TEXT, text_width),
        text(f"{view.numbers(count)} without a date", box.x + 16, box.y + 34, Font.SMALL, Role.TEXT_MUTED, text_width),
    ]
    parts += _entries(index, view, Box(box.x + header, box.y + 6, box.width - header, box.height - 12), text_width)
    return Group("undated", f"Undated: {count} without a date", tuple(parts), clip=box)


def _entries(index: TimelineIndex, view: View, box: Box, text_width: TextWidth) -> list[Group]:
    """Entries side by side in rows; the last says how many more there are."""
    found: list[Group] = []
    items, rows = index.undated_beside(view.lanes.hidden), max(1, int(box.height // _LINE))
    room = box.width - 16 - text_width(_rest_words(len(items), view), Font.NOTE) - _GAP
    share = max(_LARGEST_LABEL, room / len(items) - _GAP)  # few have more room than many
    x, row = box.x + 8, 0
    for position, item in enumerate(items):
        label = _label(index, item, view, min(share, room), text_width)
        width = text_width(label, Font.LABEL)
        left = len(items) - position
        room_for_rest = text_width(_rest_words(left, view), Font.NOTE) + _GAP if row == rows - 1 and left > 1 else 0
        if x + width + room_for_rest > box.right and x > box.x + 8:
            if row == rows - 1:
                found.append(_rest(_rest_words(left, view), x, box.y + _LINE * row, text_width))
                break
            x, row = box.x + 8, row + 1
        found.append(_entry(index, item, view, label, x, box.y + _LINE * row, width))
        x += width + _GAP
    return found


def _label(index: TimelineIndex, item: Item, view: View, room: float, text_width: TextWidth) -> str:
    if item.table == "estimate":
        words = estimate_words(index, index.timeline.estimates.records[item.row], view.numbers)
    else:
        event = index.event(item.row)
        words = event.title
        if event.when:  # a date in no year that is known
            words += f" ({when_words(event.when, short=True)})"
        elif event.when_text:
            words += f" (“{event.when_text}”)"
    return elided(words, Font.LABEL, room, text_width)


def _entry(index: TimelineIndex, item: Item, view: View, label: str, x: float, y: float, width: float) -> Group:
    area = Box(x - 4, y, width + 8, _LINE)
    parts: list[Primitive] = []
    if view.selected == item:
        parts.append(Rect(area, Ink(Role.SELECTION), radius=4))
    elif item in view.hits:
        parts.append(Rect(area, Ink(Role.HIT), radius=4))
    font = Font.LABEL
    parts.append(text(label, x, y + 15.5, font, Role.TEXT, lambda _words, _font: width))
    return Group(item.group_id, f"{label}, no date", tuple(parts), area=area)


def _rest_words(count: int, view: View) -> str:
    return f"and {view.numbers(count)} more"


def _rest(words: str, x: float, y: float, text_width: TextWidth) -> Group:
    label = text(words, x, y + 15.5, Font.NOTE, Role.TEXT_ACCENT, text_width)
    return Group(MORE_ID, words, (label,), area=Box(x - 4, y, label.width + 8, _LINE))
