"""Lays a timeline out as TimelineJS JSON, and says what that can't hold; it is read with all other JSON."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from timeline_app.formats.own_members import Told, losses, own_members
from timeline_app.formats.reading import Written
from timeline_app.formats.timelinejs.timelinejs_dates import FARTHEST, Parted, parted
from timeline_app.formats.timelinejs.timelinejs_own import OWN, ROW, UNDATED, WHEN, date_words, html_of, told
from timeline_app.model.records import Event
from timeline_app.model.timeline import Timeline

_NAME = "TimelineJS"
_WEB = ("http://", "https://")
_PLACES = {
    "media caption": ("media", "caption"),
    "media credit": ("media", "credit"),
    "media thumbnail": ("media", "thumbnail"),
    "background url": ("background", "url"),
    "background color": ("background", "color"),
}
"""Where fields stand that the program has a place for; its readers call them so."""
_Slide = dict[str, Any]


def write(timeline: Timeline, path: Path) -> Written:
    """The TimelineJS file of a timeline."""
    events = [timeline.event(row) for row in range(len(timeline.events))]
    bounds = timeline.extent or (0.0, 0.0)
    far = max(map(abs, bounds)) > FARTHEST * 31_556_952.0
    slides = list(_slides(timeline, events, far))
    document = {
        **_cover(timeline),
        **({"scale": "cosmological"} if far else {}),
        "events": [slide for slide in slides if "start_date" in slide],
        UNDATED: [{ROW: row, **slide} for row, slide in enumerate(slides) if "start_date" not in slide],
    }
    text = json.dumps({key: value for key, value in document.items() if value or key == "events"}, indent=1)
    return Written(f"{text}\n".encode(), (*losses(timeline, _NAME), *_unlike(slides)))


def _unlike(slides: list[_Slide]) -> Iterator[str]:
    """What stands in the file, but looks different in the other program."""
    wide = sum(WHEN in slide and "start_date" in slide for slide in slides)
    if wide:
        yield f"{_NAME} has no imprecise dates: it shows the words for them at the nearest date in parts ({wide:,})"
    undated = sum("start_date" not in slide for slide in slides)
    if undated:
        yield f"{_NAME} has no place for events without a date: it doesn't show them ({undated:,})"


def _cover(timeline: Timeline) -> dict[str, Any]:
    """The title slide, and what else is said of the whole."""
    own = {
        "title": timeline.title,
        "time_zone": timeline.time_zone,
        "lanes": [lane.title for lane in timeline.lanes],
        "extra": dict(timeline.extra),
    }
    kept = timeline.extra.get("timelinejs")
    summary = kept.get("summary", "") if isinstance(kept, dict) else ""
    text = {"headline": html_of(timeline.title), "text": html_of(summary) if isinstance(summary, str) else ""}
    return {"title": {"text": text} if any(text.values()) else {}, OWN: own}


def _slides(timeline: Timeline, events: list[Event], far: bool) -> Iterator[_Slide]:
    lanes = {lane.id: lane.title for lane in timeline.lanes}
    for event in events:
        lane = lanes[event.lane]
        texts = Told(event.title, event.summary, lane)
        yield {
            **_dates(event, event.zone or timeline.time_zone, far),
            "text": {"headline": html_of(event.title), "text": html_of(event.summary)},
            "group": lane,
            "unique_id": event.id,
            **_media(event, timeline),
            OWN: own_members(event, timeline, lane, told(texts)),
        }


def _dates(event: Event, zone: str, far: bool) -> _Slide:
    when = event.when
    parts = parted(when, zone, has_year_0=far) if when else Parted(None, None)
    is_parted = when is not None and parts.edtf(has_year_0=far) == when.edtf
    members = {
        "start_date": parts.start,
        "end_date": parts.end,
        "display_date": date_words(when, when.stated if when else "", is_parted=is_parted),
        WHEN: "" if is_parted else event.when_text if when is None else when.edtf,
    }
    return {key: value for key, value in members.items() if value}


def _media(event: Event, timeline: Timeline) -> _Slide:
    """The first source on the web as a medium, and the fields that the program has a place for."""
    urls = (timeline.source(ref.id).url for ref in event.sources)
    url = next((url for url in urls if url.startswith(_WEB) and url == url.strip()), "")
    found: dict[str, _Slide] = {"media": {"url": url}} if url else {}
    for name, (outer, inner) in _PLACES.items():
        text = event.fields.get(name)
        if isinstance(text, str) and text and (url or outer != "media"):
            found.setdefault(outer, {})[inner] = html_of(text)
    return dict(found)
