"""What an iCalendar component says of an event beside its time: title, links, fields."""

from collections.abc import Iterator
from typing import Any

from timeline_app.formats.calendars.icalendar_lines import Component, Property

_LINKS = ("URL", "ATTACH")
_PEOPLE = ("ORGANIZER", "ATTENDEE")
_NAMES = ("X-WR-CALNAME", "NAME")
_TAKEN = tuple("DTSTART DTEND DUE DURATION FREEBUSY SUMMARY DESCRIPTION X-ALT-DESC CATEGORIES".split())
"""What has a place of its own in an event; everything else is a field."""
_WEB = ("http://", "https://")


def fields_of(component: Component) -> dict[str, Any]:
    """What else is said of an event; several values of one name are a list."""
    found: dict[str, list[str]] = {}
    if component.name != "VEVENT":
        found["component"] = [component.name]
    for one in component.properties:
        if one.name not in _TAKEN and not _opens(one) and (text := _field_text(one)):
            found.setdefault(one.name.lower(), []).append(text)
    if (categories := categories_of(component))[1:]:
        found["categories"] = categories
    alarms = [one.text for part in component.parts if part.name == "VALARM" for one in part.all("TRIGGER")]
    if alarms:
        found["alarm"] = alarms
    return {name: values if values[1:] else values[0] for name, values in found.items()}


def _field_text(one: Property) -> str:
    if one.param("ENCODING").upper() == "BASE64":
        return f"({len(one.value) * 3 // 4} bytes of data, not read)"
    if one.name in _PEOPLE:
        return one.param("CN") or one.text.removeprefix("mailto:")
    return one.text.lower() if one.name == "STATUS" else one.text


def name_of(calendar: Component | None) -> str:
    """The name of a calendar, or of that in which a component stands, or ""."""
    while calendar and calendar.name != "VCALENDAR":
        calendar = calendar.parent
    return next(filter(None, map(calendar.text, _NAMES)), "") if calendar else ""


def categories_of(component: Component) -> list[str]:
    """All its categories, in the order of the file."""
    return [text for one in component.all("CATEGORIES") for text in one.texts]


def title_of(component: Component, otherwise: str) -> str:
    """Its title, with a word behind it where it was cancelled."""
    title = " ".join(component.text("SUMMARY").split()) or otherwise
    return f"{title} (cancelled)".strip() if component.text("STATUS").upper() == "CANCELLED" else title


def links_of(component: Component) -> Iterator[tuple[str, str]]:
    """The names, or "", and addresses of what may be opened."""
    return ((one.param("FILENAME"), one.text) for one in component.all(*_LINKS) if _opens(one))


def _opens(one: Property) -> bool:
    return one.name in _LINKS and one.text.lower().startswith(_WEB)
