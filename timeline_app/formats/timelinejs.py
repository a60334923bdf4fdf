"""TimelineJS JSON of both generations: slides in "events", or in the older "date" of a "timeline"."""

import re
from dataclasses import replace
from typing import Any, NamedTuple

from timeline_app.formats.collecting import Collected
from timeline_app.formats.date_parts import PartedDate, parted_date
from timeline_app.formats.findings import Findings
from timeline_app.formats.json_objects import Json, field_text, fields_of, objects_in, text_of, words_of_html
from timeline_app.formats.json_positions import JsonPath
from timeline_app.formats.written_spans import WrittenSpan, add_in_span, span_written
from timeline_app.model.records import SourceRef
from timeline_app.model.timeline import Timeline

_PARTS = ("year", "month", "day", "hour", "minute", "second", "millisecond")
_COMMAS = re.compile(r"-?\d{1,4}(?:\s*,\s*\d*)*|-\d+")
_ERAS = "Eras"
_LOOKED_AT = 8
_Way = tuple[str, ...]
_WEB = ("http://", "https://")


class _Generation(NamedTuple):
    """Where one generation of the format keeps what.

    Attributes:
        root: the way to the object with the slides.
        cover: key of what gives the title.
        slides, eras: keys of lists in it.
        start, end, headline, text, url: the way to each in a slide.
        lane: key of a slide's group.
    """

    root: JsonPath
    cover: str
    slides: str
    eras: str
    start: _Way
    end: _Way
    headline: _Way
    text: _Way
    url: _Way
    lane: str


_NEW = _Generation(
    root=(),
    cover="title",
    slides="events",
    eras="eras",
    start=("start_date",),
    end=("end_date",),
    headline=("text", "headline"),
    text=("text", "text"),
    url=("media", "url"),
    lane="group",
)
_OLD = _Generation(
    root=("timeline",),
    cover="timeline",
    slides="date",
    eras="era",
    start=("startDate",),
    end=("endDate",),
    headline=("headline",),
    text=("text",),
    url=("asset", "media"),
    lane="tag",
)


def fits(document: Any) -> bool:
    """Whether a document is an object with slides, or with a title slide."""
    if not isinstance(document, dict):
        return False
    slides = document.get("events")
    new = isinstance(slides, list) and any(map(_is_slide, (document.get("title"), *slides[:_LOOKED_AT])))
    return new or _is_old(document)


def _is_old(document: dict[str, Any]) -> bool:
    return isinstance(document.get("timeline"), dict) and isinstance(document["timeline"].get("date"), list)


def _is_slide(value: Any) -> bool:
    return isinstance(value, dict) and any(isinstance(value.get(key), dict) for key in ("start_date", "text"))


def timeline_of(document: Any, findings: Findings, name: str) -> Timeline:
    """The timeline in such a document, called by its title slide, or else `name`.

    What else the title slide and the document say is kept in the timeline's `extra`, under "timelinejs".
    """
    made, root = (_OLD, document["timeline"]) if _is_old(document) else (_NEW, document)
    slides = _Slides(Collected(name, findings.note), made, root.get("scale") == "cosmological")
    for key, lane in ((made.slides, ""), (made.eras, _ERAS)):
        for slide, path in objects_in(slides.found, root.pop(key, None), (*made.root, key)):
            slides.add(slide, path, lane)
    more = slides.cover(document.pop(made.cover, None)) | fields_of(document)
    timeline = slides.found.timeline()
    return replace(timeline, extra={"timelinejs": more}) if more else timeline


class _Slides:
    """Takes slides in."""

    def __init__(self, found: Json, made: _Generation, cosmological: bool) -> None:
        self.found = found
        self._made = made
        self._cosmological = cosmological

    def add(self, slide: dict[str, Any], path: JsonPath, lane: str) -> None:
        """Take in a slide as an event; `lane` is the title of its lane, "" for the one that it names."""
        span = self._span(slide, path)
        title, summary = self._html(slide, path, self._made.headline), self._html(slide, path, self._made.text)
        own_lane = text_of(self.found, slide.pop(self._made.lane, None), (*path, self._made.lane)) if not lane else ""
        event_id = text_of(self.found, slide.pop("unique_id", None), (*path, "unique_id"))
        sources = self._sources(slide, path)
        self._plain(slide, path)
        add_in_span(
            self.found,
            path,
            title,
            span,
            lane=lane or own_lane,
            summary=summary,
            sources=sources,
            event_id=event_id,
            fields=fields_of(slide),
        )

    def cover(self, slide: Any) -> dict[str, str]:
        """Take the timeline's title from its title slide; what else the slide says, as fields."""
        path: JsonPath = (self._made.cover,)
        if not isinstance(slide, dict):
            self.found.title = text_of(self.found, slide, path) or self.found.title
            return {}
        self.found.title = self._html(slide, path, self._made.headline) or self.found.title
        summary = self._html(slide, path, self._made.text)
        self._plain(slide, path)
        return ({"summary": summary} if summary else {}) | fields_of(slide)

    # Parts of a slide

    def _html(self, slide: dict[str, Any], path: JsonPath, key: _Way) -> str:
        return words_of_html(text_of(self.found, _taken(slide, key), (*path, *key)))

    def _plain(self, slide: dict[str, Any], path: JsonPath) -> None:
        """Make plain text of the HTML that is left in a slide's media."""
        media = _inside(slide, self._made.url[:-1]) or {}
        for key in {"caption", "credit"} & media.keys():
            media[key] = words_of_html(text_of(self.found, media[key], (*path, *self._made.url[:-1], key)))

    def _sources(self, slide: dict[str, Any], path: JsonPath) -> list[SourceRef]:
        """A picture or page on the web is a source; other media, like a quotation in HTML, stay in the slide."""
        url = text_of(self.found, _taken(slide, self._made.url), (*path, *self._made.url))
        if url.startswith(_WEB):
            return [replace(self.found.source("", url), role="media")]
        if url and (inner := _inside(slide, self._made.url[:-1])) is not None:
            inner[self._made.url[-1]] = words_of_html(url)
        return []

    def _span(self, slide: dict[str, Any], path: JsonPath) -> WrittenSpan:
        start, start_words = self._date(slide, path, self._made.start)
        end, end_words = self._date(slide, path, self._made.end)
        places = (*path, *self._made.start), (*path, *self._made.end)
        if end.whole:
            span = span_written(self.found, start.first, places[0], end.last, places[1])
        else:
            span = span_written(self.found, start.whole, places[0], "", places[1])
        own_words = text_of(self.found, slide.pop("display_date", None), (*path, "display_date"))
        stated = own_words or " – ".join(filter(None, (start_words, end_words)))
        if stated and not span.when:
            slide["display_date"] = stated
        return span.stating(words_of_html(stated))

    def _date(self, slide: dict[str, Any], path: JsonPath, key: _Way) -> tuple[PartedDate, str]:
        """A date of a slide and how it is to be shown; what else is said of it stays in the slide."""
        value = _taken(slide, key)
        if isinstance(value, dict):
            parts = [field_text(_number(value.pop(part, None))) for part in _PARTS]
            words = text_of(self.found, value.pop("display_date", None), (*path, *key, "display_date"))
            slide[key[0]] = value
            return self._parted(parts), words
        text = text_of(self.found, value, (*path, *key))
        return (self._parted(text.split(",")) if _COMMAS.fullmatch(text) else PartedDate(text, text)), ""

    def _parted(self, parts: list[str]) -> PartedDate:
        """The program shows the year -44 as 44 BCE; where it counts millions of years, a year more or less is none."""
        return parted_date(parts, has_year_0=self._cosmological)


def _number(value: Any) -> Any:
    """A whole number that is written with a fraction or exponent, like 2.01e3, as a whole number."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _inside(slide: dict[str, Any], path: _Way) -> dict[str, Any] | None:
    """The object at the end of a path in a slide, or None."""
    value: Any = slide
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else None


def _taken(slide: dict[str, Any], path: _Way) -> Any:
    """The value at the end of a path in a slide, taken out of it; None where there is none."""
    inner = _inside(slide, path[:-1])
    return None if inner is None else inner.pop(path[-1], None)
