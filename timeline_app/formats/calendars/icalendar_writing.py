"""Lays a timeline out as iCalendar (RFC 5545), and says what that can't hold.

An imprecise date must not become an exact one: such an event lasts all the days that may be meant, and its date stands
beside it as it is. What has no bounds is a journal entry, the one component of the standard that needs no date.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from timeline_app.formats.calendars.icalendar_own import DATED, EVENT, HEAD, WHEN, Stretch, clean, stretch_of, told
from timeline_app.formats.calendars.icalendar_times import Moment
from timeline_app.formats.own_members import Told, losses, own_members
from timeline_app.formats.reading import Written
from timeline_app.model.records import Event
from timeline_app.model.timeline import Timeline

_NAME = "iCalendar"
_OCTETS = 75
_ESCAPED = re.compile(r"[\\;,\n]")
_LINK = re.compile(r"https?://[^\s\\\x00-\x1f\x7f]+", re.IGNORECASE)
_PLACES = ("location", "place")
_WRITTEN = datetime(1980, 1, 1, tzinfo=UTC)
_END = 253_402_300_800
"""The first second of the year 10000."""
_Line = tuple[str, str]
"""A property: its name with its parameters, and its value as it is written."""


def write(timeline: Timeline, path: Path) -> Written:
    """The calendar of a timeline."""
    events = [timeline.event(row) for row in range(len(timeline.events))]
    stretches = [stretch_of(event.when, event.zone or timeline.time_zone) if event.when else None for event in events]
    lines = [*_head(timeline), *_components(timeline, events, stretches), ("END", "VCALENDAR")]
    text = b"".join(_folded(f"{name}:{value}".encode("utf-8", "replace")) for name, value in lines)
    return Written(text, (*losses(timeline, _NAME), *_unlike(events, stretches)))


def _unlike(events: list[Event], stretches: list[Stretch | None]) -> Iterator[str]:
    """What stands in the file, but looks different in other programs."""
    wide = sum(stretch is not None and not stretch.is_exact for stretch in stretches)
    if wide:
        yield f"{_NAME} has no imprecise dates: other programs show a stretch of days for them ({wide:,})"
    odd = sum(stretch is None for stretch in stretches)
    if odd:
        what = "events without a date, and dates that are open or outside the years 1 to 9999"
        yield f"{_NAME} has no place for {what}: they are journal entries, which many programs don't show ({odd:,})"


# Components


def _head(timeline: Timeline) -> Iterator[_Line]:
    own = {"title": timeline.title, "lanes": [lane.title for lane in timeline.lanes], "extra": dict(timeline.extra)}
    yield "BEGIN", "VCALENDAR"
    yield "VERSION", "2.0"
    yield "PRODID", "-//timeline-app//EN"
    if name := told(Told(timeline.title, "", "")).title:
        yield "X-WR-CALNAME", _escaped(name)
    yield "X-WR-TIMEZONE", timeline.time_zone
    yield HEAD, _json(own)


def _components(timeline: Timeline, events: list[Event], stretches: list[Stretch | None]) -> Iterator[_Line]:
    stamp = _utc(_stamp())
    lanes = {lane.id: lane.title for lane in timeline.lanes}
    uids = Counter(_given_uid(event) for event in events)
    for event, stretch in zip(events, stretches, strict=True):
        kind = "VEVENT" if stretch else "VJOURNAL"
        uid = _given_uid(event)
        made = str(
            uuid5(NAMESPACE_URL, f"timeline-app:{timeline.title}:{event.id}".encode("utf-8", "replace").decode())
        )
        yield "BEGIN", kind
        yield "UID", _escaped(uid if uid and uids[uid] == 1 else made)
        yield "DTSTAMP", stamp
        yield from _dates(event, stretch)
        yield from _texts(event, timeline, lanes[event.lane])
        yield "END", kind


def _stamp() -> datetime:
    """When each event says that it was written, which the standard wants; it says nothing of the event itself.

    The same timeline gives the same bytes: the time is fixed, but for whoever builds something with a
    SOURCE_DATE_EPOCH (reproducible-builds.org) of their own.
    """
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(stated) if stated.isdecimal() and stated.isascii() else 0
    return _WRITTEN if not 0 < seconds < _END else datetime.fromtimestamp(seconds, UTC)


def _given_uid(event: Event) -> str:
    """The UID that an event had in another calendar; those that recur share one, and then each needs its own."""
    uid = event.fields.get("uid")
    return clean(uid).strip() if isinstance(uid, str) else ""


def _dates(event: Event, stretch: Stretch | None) -> Iterator[_Line]:
    if stretch:
        yield _date("DTSTART", stretch.start)
        if stretch.end:
            yield _date("DTEND", stretch.end)
    if event.when is None:
        yield from [(WHEN, _escaped(event.when_text))] if event.when_text.strip() else ()
    elif not (stretch and stretch.is_told_as(event.when)):
        yield WHEN, _escaped(event.when.edtf)
    if event.when and not (stretch and stretch.is_exact):
        yield "COMMENT", _escaped(f"{DATED}{clean(event.when.stated).strip() or event.when.edtf}")


def _texts(event: Event, timeline: Timeline, lane: str) -> Iterator[_Line]:
    seen = told(Told(event.title, event.summary, lane))
    for name, text in zip(("SUMMARY", "DESCRIPTION", "CATEGORIES"), seen, strict=True):
        yield from [(name, _escaped(text))] if text else ()
    place = next((value for key, value in event.fields.items() if key.lower() in _PLACES), None)
    if isinstance(place, str) and clean(place).strip():
        yield "LOCATION", _escaped(place.strip())
    links = dict.fromkeys(url for ref in event.sources if _LINK.fullmatch(url := timeline.source(ref.id).url))
    yield from zip(("URL", *["ATTACH"] * len(links)), links, strict=False)
    yield EVENT, _json(own_members(event, timeline, lane, seen))


# Lines


def _date(name: str, moment: Moment) -> _Line:
    return (name, _utc(moment)) if isinstance(moment, datetime) else (f"{name};VALUE=DATE", _digits(moment))


def _utc(moment: datetime) -> str:
    return f"{_digits(moment)}T{moment:%H%M%S}Z"


def _digits(moment: Moment) -> str:
    return f"{moment.year:04d}{moment.month:02d}{moment.day:02d}"


def _json(value: object) -> str:
    return _escaped(json.dumps(value))


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: "\\n" if match[0] == "\n" else f"\\{match[0]}", clean(text))


def _folded(line: bytes) -> bytes:
    """The line in pieces of 75 octets, none of which ends inside a letter."""
    pieces: list[bytes] = []
    room = _OCTETS
    while len(line) > room:
        cut = next(place for place in range(room, 0, -1) if line[place] & 0xC0 != 0x80)
        pieces.append(line[:cut])
        line, room = line[cut:], _OCTETS - 1
    return b"\r\n ".join([*pieces, line]) + b"\r\n"
