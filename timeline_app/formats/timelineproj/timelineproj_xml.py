"""The Timeline Project's XML: events with categories, fuzzy ends, containers, eras."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from timeline_app.formats.collecting import Collected, LineNotes
from timeline_app.formats.dates.timestamps import MIDNIGHT_WORDS, mixes_days_and_times, with_seconds
from timeline_app.formats.problems import Problem, Severity, quoted
from timeline_app.formats.reading import Reading
from timeline_app.formats.timelineproj.timelineproj_containers import container_and_title, containers_of
from timeline_app.formats.timelineproj.timelineproj_dates import Period, edtf_of, stamp
from timeline_app.formats.xml_files.xml_reading import Element, read_xml
from timeline_app.model.edtf import EdtfError
from timeline_app.model.records import SourceRef
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When

_ROOT = "timeline"
_GREGORIAN = ("gregoriantime", "pytime", "wxtime", "")
_NUMBERS = "numtime"
_ERAS = "Eras"
_TAKEN = frozenset(
    "start end text name description category categories hyperlink container icon fuzzy fuzzy_start fuzzy_end".split()
)
"""What has a place of its own in an event; everything else is a field."""
_SAYS_NOTHING = ("", "0", "false")


def read(data: bytes, file: str) -> Reading:
    """The events in a file of The Timeline Project's.

    Args:
        data: the whole file.
        file: its name in problems; the timeline is called by it.
    """
    found = read_xml(data, file, _ROOT)
    if found.root is None:
        return Reading(None, found.problems)
    if refused := _calendar_problem(found.root, file):
        return Reading(None, (refused, *found.problems))
    notes = LineNotes(file, found.problems)
    return Reading(_timeline(found.root, Path(file).stem, notes), notes.problems)


def _calendar_problem(root: Element, file: str) -> Problem | None:
    kind = root.text_of("timetype").lower()
    if kind in _GREGORIAN:
        return None
    line = root.line_of("timetype")
    if kind == _NUMBERS:
        what = "its times are numbers, not dates, so that they have no place on a timeline of dates"
    else:
        what = f"its dates are of another calendar ({kind.removesuffix('time')}), which is not read"
    return Problem(Severity.ERROR, file, line, None, None, what, "only files with Gregorian dates are read")


# Events


@dataclass(frozen=True, slots=True)
class _Entry:
    """An event or an era.

    Attributes:
        element: in the file.
        title: without the id of a container.
        period: None where its dates can't be read.
        lane: title of its lane, or "".
        container: name of the container that it is in, or "".
        fields: whatever else the file says of it.
    """

    element: Element
    title: str
    period: Period | None
    lane: str
    container: str
    fields: dict[str, Any]

    @property
    def is_far(self) -> bool:
        """Whether a date is told by its year alone, though the file says more."""
        return self.period is not None and any(date.month is None for date in self.period.dates)


def _timeline(root: Element, name: str, notes: LineNotes) -> Timeline:
    found: Collected[int | None] = Collected(name, notes)
    parents = _parents(root)
    entries = [*_entries(root, "events", found, parents), *_entries(root, "eras", found, parents)]
    used = {entry.lane for entry in entries}
    for lane in filter(used.__contains__, (_lane_of(category, parents) for category in parents)):
        found.lane(lane)
    periods = [list(entry.period.dates) for entry in entries if entry.period]
    seconds = with_seconds(chain.from_iterable(periods))
    if mixes_days_and_times(periods):
        found.warn(None, MIDNIGHT_WORDS)
    if pictures := sum(entry.element.first("icon") is not None for entry in entries):
        found.warn(None, f"the pictures of {pictures:,} events are left out")
    for entry in entries:
        _add(found, entry, seconds=seconds)
    head = {part.name: _value(part) for part in root.children if part.name not in ("events", "eras")}
    return replace(found.timeline(), extra={"thetimelineproj": head} if head else {})


def _entries(root: Element, group: str, found: Collected[int | None], parents: Mapping[str, str]) -> Iterable[_Entry]:
    """The events of a file, or its eras, which all stand in a lane of their own."""
    elements = list((root.first(group) or Element(group, {}, 0)).children)
    titled = [(element, element.text_of("text") or element.text_of("name")) for element in elements]
    names = containers_of(titled)
    for element, title in titled:
        categories = list(_categories(element))
        inside, title = container_and_title(element.text_of("container"), title, names)
        lane = _ERAS if group == "eras" else _lane_of(categories[0], parents) if categories else ""
        fields = {"categories": ", ".join(categories[1:])} if categories[1:] else {}
        yield _Entry(element, title, _period(element, found), lane, inside, fields | _fields(element))


def _period(element: Element, found: Collected[int | None]) -> Period | None:
    dates = {}
    for name in ("start", "end"):
        text = element.text_of(name)
        try:
            dates[name] = stamp(text)
        except EdtfError as error:
            place = element.line_of(name)
            what = f"the {name} {quoted(text)} can't be read: {error.what}" if text else f"the event has no {name}"
            found.error(place, what, error.hint)
    if len(dates) < 2:
        return None
    says = partial(_says, element)
    return Period(
        **dates,
        fuzzy_start=says("fuzzy") or says("fuzzy_start"),
        fuzzy_end=says("fuzzy") or says("fuzzy_end"),
        ends_today=says("ends_today"),
    )


def _says(element: Element, name: str) -> bool:
    return element.text_of(name).lower() == "true"


def _add(found: Collected[int | None], entry: _Entry, *, seconds: bool) -> None:
    element = entry.element
    stated = " – ".join(dict.fromkeys(filter(None, (element.text_of("start"), element.text_of("end")))))
    when = _when(found, entry, stated, seconds=seconds)
    links = [link.strip() for link in element.text_of("hyperlink").split(";") if link.strip()]
    sources, other = _links(links, found.source)
    fields = {**({"container": entry.container} if entry.container else {}), **entry.fields}
    if when is None or entry.is_far:
        fields |= {name: written for name in ("start", "end") if (written := element.text_of(name))}
    if other:
        fields["hyperlink"] = ";".join(other)
    text, lane = element.text_of("description"), entry.lane
    found.add_event(
        element.line, entry.title, when, text=stated, lane=lane, summary=text, fields=fields, sources=sources
    )


def _when(found: Collected[int | None], entry: _Entry, stated: str, *, seconds: bool) -> When | None:
    if entry.period is None:
        return None
    try:
        return When.from_edtf(edtf_of(entry.period, seconds=seconds), found.zone)
    except EdtfError as error:
        found.error(entry.element.line, f"the dates {quoted(stated)} can't be right: {error.what}", error.hint)
        return None


def _links(links: Sequence[str], source: Callable[[str, str], SourceRef]) -> tuple[list[SourceRef], list[str]]:
    """The sources behind addresses that may be opened, and the other addresses."""
    opens = [link for link in links if link.lower().startswith(("http://", "https://"))]
    return [source("", link) for link in opens], [link for link in links if link not in opens]


def _fields(element: Element) -> dict[str, Any]:
    """What else is said of an event, but for what is not so."""
    parts = ((child.name, _value(child)) for child in element.children if child.name not in _TAKEN)
    return {name: value for name, value in parts if str(value).lower() not in _SAYS_NOTHING}


def _value(element: Element) -> Any:
    """An element as its text, or else as the list of what is in it."""
    inner = [{child.name: _value(child)} for child in element.children]
    return inner or element.text


# Categories


def _parents(root: Element) -> dict[str, str]:
    """The categories in the file's order, each with the one that it is a part of, or ""."""
    group = root.first("categories")
    return {one.text_of("name"): one.text_of("parent") for one in group.children} if group else {}


def _categories(element: Element) -> Iterable[str]:
    """The categories of an event; newer files may name several."""
    group = element.first("categories")
    inner = group.children if group else ()
    return (one.text for one in (*element.children, *inner) if one.name == "category" and one.text)


def _lane_of(category: str, parents: Mapping[str, str]) -> str:
    """The title of a category's lane: its own name behind those of the categories that it is a part of."""
    names = [category]
    while (parent := parents.get(names[0], "")) and parent not in names:
        names.insert(0, parent)
    return " / ".join(names)
