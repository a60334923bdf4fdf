"""TimelineJS JSON of both generations: slides in "events", or in the older "date" of a "timeline"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from timeline_app.formats.collecting import Collected
from timeline_app.formats.dates.date_parts import PartedDate, parted_date
from timeline_app.formats.dates.written_spans import WrittenSpan, add_in_span, span_written
from timeline_app.formats.json_files.findings import Findings
from timeline_app.formats.json_files.json_objects import Json, field_text, fields_of, objects_in, text_of, words_of_html
from timeline_app.formats.json_files.json_positions import JsonPath
from timeline_app.formats.own_members import Told, fields_beside, own_of, refs_of, retold, texts_of
from timeline_app.formats.problems import quoted
from timeline_app.formats.timelinejs.timelinejs_dates import PARTS, Parted, parted, stands
from timeline_app.formats.timelinejs.timelinejs_own import OWN, ROW, UNDATED, WHEN, date_words, told
from timeline_app.model.records import SourceRef
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When

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
    """Whether a document is an object with slides, or with a title slide, or one that we wrote."""
    if not isinstance(document, dict):
        return False
    if OWN in document:
        return True
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
    own = slides.own_of(document, ())
    slides.found.zone = own.get("time_zone", slides.found.zone)
    for title in own.get("lanes", ()):
        slides.found.lane(title)
    for slide, path in _in_order(slides.found, root, made):
        slides.add(slide, path, "")
    for slide, path in objects_in(slides.found, root.pop(made.eras, None), (*made.root, made.eras)):
        slides.add(slide, path, _ERAS)
    if own:
        root.pop("scale", None)  # that we chose
    more = slides.cover(document.pop(made.cover, None), own) | fields_of(document)
    timeline = slides.found.timeline()
    return replace(timeline, extra={**({"timelinejs": more} if more else {}), **own.get("extra", {})})


def _in_order(found: Json, root: dict[str, Any], made: _Generation) -> list[tuple[dict[str, Any], JsonPath]]:
    """All slides; those without a date, which we write apart, where they were."""
    dated = objects_in(found, root.pop(made.slides, None), (*made.root, made.slides))
    undated = list(objects_in(found, root.pop(UNDATED, None), (*made.root, UNDATED)))
    if not undated:
        return list(dated)
    rows = [(_row(slide.pop(ROW, None)), place) for place, (slide, _) in enumerate(undated)]
    slides: list[tuple[dict[str, Any], JsonPath]] = []
    for row, place in sorted(rows):
        slides.extend(islice(dated, max(row - len(slides), 0)))
        slides.append(undated[place])
    return [*slides, *dated]


def _row(value: Any) -> int:
    """The row of a slide, one behind all others where it is none."""
    return value if isinstance(value, int) and 0 <= value < _LAST_ROW else _LAST_ROW


_LAST_ROW = 2**31


class _Slides:
    """Takes slides in."""

    def __init__(self, found: Json, made: _Generation, cosmological: bool) -> None:
        self.found = found
        self._made = made
        self._cosmological = cosmological

    def add(self, slide: dict[str, Any], path: JsonPath, lane: str) -> None:
        """Take in a slide as an event; `lane` is the title of its lane, "" for the one that it names."""
        own = self.own_of(slide, path)
        span = self._span(slide, path, own)
        title, summary = self._html(slide, path, self._made.headline), self._html(slide, path, self._made.text)
        own_lane = text_of(self.found, slide.pop(self._made.lane, None), (*path, self._made.lane)) if not lane else ""
        texts = texts_of(own, Told(title, summary, lane or own_lane), told)
        event_id = text_of(self.found, slide.pop("unique_id", None), (*path, "unique_id"))
        sources = self._sources(slide, path, own)
        self._plain(slide, path)
        add_in_span(
            self.found,
            path,
            texts.title,
            span,
            lane=texts.lane,
            summary=texts.summary,
            sources=sources,
            event_id=own.get("id", event_id),
            fields=fields_beside(own, fields_of(slide)),
            importance=own.get("importance", 0.5),
            zone=own.get("time_zone", ""),
            extra=own.get("extra"),
        )

    def own_of(self, holder: dict[str, Any], path: JsonPath) -> Mapping[str, Any]:
        """What we wrote beside the program's keys of a slide or of the whole, taken out."""
        if OWN not in holder:
            return {}
        found = own_of(holder.pop(OWN))
        for fault in found.faults:
            self.found.error((*path, OWN), f"the {quoted(OWN)} can't be read: {fault}")
        return found.members

    def cover(self, slide: Any, own: Mapping[str, Any]) -> dict[str, str]:
        """Take the timeline's title from its title slide; what else the slide says, as fields."""
        path: JsonPath = (self._made.cover,)
        mine: str | None = own.get("title")
        title, more = "", {}
        if isinstance(slide, dict):
            title, summary = self._html(slide, path, self._made.headline), self._html(slide, path, self._made.text)
            self._plain(slide, path)
            more = ({"summary": summary} if summary else {}) | fields_of(slide)
        else:
            title = text_of(self.found, slide, path)
        ours = mine is not None and told(Told(mine, "", "")).title == title
        self.found.title = mine if ours and mine is not None else title or self.found.title
        return more

    # Parts of a slide

    def _html(self, slide: dict[str, Any], path: JsonPath, key: _Way) -> str:
        return words_of_html(text_of(self.found, _taken(slide, key), (*path, *key)))

    def _plain(self, slide: dict[str, Any], path: JsonPath) -> None:
        """Make plain text of the HTML that is left in a slide's media."""
        media = _inside(slide, self._made.url[:-1]) or {}
        for key in {"caption", "credit"} & media.keys():
            media[key] = words_of_html(text_of(self.found, media[key], (*path, *self._made.url[:-1], key)))

    def _sources(self, slide: dict[str, Any], path: JsonPath, own: Mapping[str, Any]) -> Sequence[SourceRef]:
        """A picture or page on the web is a source; other media, like a quotation in HTML, stay in the slide."""
        url = text_of(self.found, _taken(slide, self._made.url), (*path, *self._made.url))
        if url.startswith(_WEB):
            return refs_of(own, [("", url)], lambda title, web: replace(self.found.source(title, web), role="media"))
        if url and (inner := _inside(slide, self._made.url[:-1])) is not None:
            inner[self._made.url[-1]] = words_of_html(url)
        return refs_of(own, [], self.found.source)

    def _span(self, slide: dict[str, Any], path: JsonPath, own: Mapping[str, Any]) -> WrittenSpan:
        """The time of a slide; the one that we wrote, as long as nobody has given it other parts."""
        zone = own.get("time_zone", "")
        seen, mine = stands(slide), self._own_date(slide, path, zone)
        span, words = self._written(slide, path, zone)
        if mine and self._is_still(mine.when, seen, zone):
            span = mine
        elif mine and mine.when:
            what = f"the event was moved since its date was {quoted(mine.when.edtf)}; that is no longer its date"
            self.found.warn(path, what)
        ours = date_words((mine or span).when, own.get("stated", ""), is_parted=mine is None)
        if own and words == words_of_html(ours):
            return span._replace(when=retold(span.when, own))
        if words and not span.when:
            slide["display_date"] = words
        return span.stating(words)

    def _own_date(self, slide: dict[str, Any], path: JsonPath, zone: str) -> WrittenSpan | None:
        """The date that we wrote, if we did."""
        place: JsonPath = (*path, WHEN)
        text = text_of(self.found, slide.pop(WHEN, None), place)
        if not text:
            return None
        when = self.found.when(place, text, zone)
        return WrittenSpan(when, "" if when else text)

    def _is_still(self, when: When | None, seen: Parted, zone: str) -> bool:
        """Whether the parts in a slide are those that we made of a time."""
        made = parted(when, zone or self.found.zone, has_year_0=self._cosmological) if when else Parted(None, None)
        return made == seen

    def _written(self, slide: dict[str, Any], path: JsonPath, zone: str) -> tuple[WrittenSpan, str]:
        """The time that the parts in a slide say, and how it is to be shown."""
        start, start_words = self._date(slide, path, self._made.start)
        end, end_words = self._date(slide, path, self._made.end)
        places = (*path, *self._made.start), (*path, *self._made.end)
        if end.whole:
            span = span_written(self.found, start.first, places[0], end.last, places[1], zone)
        else:
            span = span_written(self.found, start.whole, places[0], "", places[1], zone)
        own_words = text_of(self.found, slide.pop("display_date", None), (*path, "display_date"))
        return span, words_of_html(own_words or " – ".join(filter(None, (start_words, end_words))))

    def _date(self, slide: dict[str, Any], path: JsonPath, key: _Way) -> tuple[PartedDate, str]:
        """A date of a slide and how it is to be shown; what else is said of it stays in the slide."""
        value = _taken(slide, key)
        if isinstance(value, dict):
            parts = [field_text(_number(value.pop(part, None))) for part in PARTS]
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
