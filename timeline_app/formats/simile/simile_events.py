"""What events of a SIMILE timeline mean, in XML or JSON."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic

from timeline_app.formats.collecting import Collected, Place
from timeline_app.formats.dates.timestamps import (
    MIDNIGHT_WORDS,
    as_meant,
    covering,
    mixes_days_and_times,
    with_seconds,
    zone_of,
)
from timeline_app.formats.html_text import plain_text
from timeline_app.formats.problems import Severity, quoted
from timeline_app.formats.simile.simile_dates import counts_years_back, geological_date, is_in_words, simile_date
from timeline_app.model.edtf import AnyDate, EdtfError
from timeline_app.model.timeline import Timeline
from timeline_app.model.when import When

OWN_KEYS = ("isDuration", "durationEvent", "latestStart", "earliestEnd", "tapeImage", "tapeRepeat", "textColor")
"""Attributes that no other program's events have."""

_DATES = ("start", "latestStart", "earliestEnd", "end")
_DURATIONS = ("isDuration", "durationEvent")
_IDS = ("id", "eventID")
_GEOLOGICAL = "its dates are numbers that count down from start to end; they are read as millions of years ago"


@dataclass(frozen=True, slots=True)
class SimileEvent(Generic[Place]):
    """An event as the file has it.

    Attributes:
        place: where it stands.
        values: its attributes by name; any JSON values.
        text: what is said of it, HTML.
        instant: whether it is an instant where no attribute says what it is; SIMILE takes events in XML so, and events
            in JSON as lasting from start to end.
        lane: title of its lane, or "".
        source: title of what it comes from, or "".
    """

    place: Place
    values: dict[str, Any]
    text: str
    instant: bool
    lane: str = ""
    source: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """Its four dates, those that it has, as texts."""
        found = {key: self.values.get(key) for key in _DATES}
        return {key: text for key, value in found.items() if value is not None and (text := _as_text(value))}

    @property
    def is_instant(self) -> bool:
        """Whether it happened at one time, not known exactly, rather than from start to end."""
        said = [str(self.values[key]).strip().lower() for key in _DURATIONS if self.values.get(key) is not None]
        return "false" in said if said else self.instant


def timeline_of(
    name: str,
    events: Sequence[SimileEvent[Place]],
    note: Callable[[Severity, Place, str, str], None],
    whole: Place,
    head: Mapping[str, Any],
) -> Timeline:
    """The timeline of some events.

    Args:
        name: its title.
        events: in the order of the file.
        note: takes what is wrong.
        whole: the place that stands for the file as a whole.
        head: what the file says of itself, kept with the timeline.
    """
    found = Collected(name, note)
    back = counts_years_back([(event.texts.get("start", ""), event.texts.get("end", "")) for event in events])
    if back:
        found.warn(whole, _GEOLOGICAL)
    read = geological_date if back else simile_date
    dates = [_dates_of(event, found, read) for event in events]
    written = [date for event in dates for date in event.values()]
    found.zone = zone_of(written)
    seconds = with_seconds(written)
    if mixes_days_and_times(date.values() for date in dates):
        found.warn(whole, MIDNIGHT_WORDS)
    for event, own in zip(events, dates, strict=True):
        _add(found, event, dict(zip(own, as_meant(tuple(own.values()), seconds=seconds), strict=True)))
    return replace(found.timeline(), extra={"simile": dict(head)} if head else {})


def _dates_of(event: SimileEvent[Place], found: Collected[Place], read: Callable[[str], AnyDate]) -> dict[str, AnyDate]:
    """The dates of an event that can be read, by their names."""
    dates = {}
    for key, text in event.texts.items():
        try:
            dates[key] = read(text)
        except EdtfError as error:
            found.error(event.place, f"the {key} {quoted(text)} can't be read: {error.what}", error.hint)
    return dates


def _add(found: Collected[Place], event: SimileEvent[Place], dates: Mapping[str, AnyDate]) -> None:
    values, texts = dict(event.values), event.texts
    stated = " – ".join(texts.values())
    when = _when(found, event, dates, stated)
    kept = texts if when is None or len(dates) < len(texts) else {}
    for key in (*_DATES, *(_DURATIONS if "end" in dates else ())):
        values.pop(key, None)
    title = " ".join(plain_text(_as_text(values.pop("title", None))).split())
    link = _address(values.get("link"))
    described = values.pop("description", None)
    ids = [str(value) for key in _IDS if (value := values.pop(key, None))]
    if link:
        del values["link"]
    sources = [(title, link)] if link else []
    sources += [(event.source, "")] if event.source else []
    found.add_event(
        event.place,
        title,
        when,
        text=stated,
        lane=event.lane,
        summary="\n".join(text for part in (event.text, _as_text(described)) if (text := plain_text(part))),
        fields={**kept, **{key: value for key, value in values.items() if value not in (None, "")}},
        sources=[found.source(*source) for source in sources],
        event_id=next(iter(ids), ""),
    )


def _when(found: Collected[Place], event: SimileEvent[Place], dates: Mapping[str, AnyDate], stated: str) -> When | None:
    """The time of an event, if its start can be read."""
    if "start" not in dates:
        if event.texts and "start" not in event.texts:
            found.error(event.place, "the event has no start, though it has other dates")
        return None
    try:
        when = When.from_edtf(_told(dates, is_instant=event.is_instant), found.zone)
    except EdtfError as error:
        found.error(event.place, f"the dates {quoted(stated)} can't be right: {error.what}", error.hint)
        return None
    in_words = any(map(is_in_words, event.texts.values()))
    return when.told(stated, when.basis, when.basis_note) if in_words else when


def _told(dates: Mapping[str, AnyDate], *, is_instant: bool) -> str:
    """The time of an event from its two to four dates, as EDTF.

    A lone start, and an instant, is a moment between the start and the last date. Else start and end are each a stretch
    from one date to another; without an end, the earliest one is all that limits it.
    """
    start, end = dates["start"], dates.get("end")
    latest, earliest = dates.get("latestStart", start), dates.get("earliestEnd", end)
    vague = "latestStart" in dates or "earliestEnd" in dates
    if earliest is None or (is_instant and not vague):
        return _stretch(start, end or latest)
    first, last = _stretch(start, latest), f"[{earliest}..]" if end is None else _stretch(earliest, end)
    return first if first == last and ".." not in first else f"{first}/{last}"


def _stretch(first: AnyDate, last: AnyDate) -> str:
    """The time between two dates: as the date that names just that, or else as one from the first to the last."""
    return str(first if first == last else covering(first, last) or f"[{first}..{last}]")


def _address(value: Any) -> str:
    """The address of a link that may be opened, or ""."""
    text = value.strip() if isinstance(value, str) else ""
    return text if text.lower().startswith(("http://", "https://")) else ""


def _as_text(value: Any) -> str:
    """A value as text; a year may be a number."""
    if value is None or isinstance(value, str):
        return (value or "").strip()
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)
