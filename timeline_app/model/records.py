"""The records of a timeline: events, estimates, lanes, publishers and sources, one row each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from timeline_app.model.quantity import Quantity
from timeline_app.model.when import Basis, When

Extra = Mapping[str, Any]
"""Keys of a file's record that the program doesn't know: kept, and written back."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A horizontal band of the timeline that events belong to."""

    id: str
    title: str
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who gives an estimate; `short` is the name where room is scarce."""

    id: str
    title: str
    short: str = ""
    extra: Extra = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The short name, or the title where there is none."""
        return self.short or self.title


@dataclass(frozen=True, slots=True)
class Source:
    """A document or broadcast that says something.

    Attributes:
        id, title: as in the file.
        publisher: who published it, in words or as a publisher's id; may be "".
        date: EDTF, or "" where not known.
        date_basis, date_note: how the date is known.
        url: where it can be read, or "".
        note: what else is to be said of it.
    """

    id: str
    title: str
    publisher: str = ""
    date: str = ""
    date_basis: Basis = Basis.STATED
    date_note: str = ""
    url: str = ""
    note: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A record's mention of a source.

    Attributes:
        id: the source's.
        role: `report`, `relay`, `translation`, `photo`, or a file's own word; may be "".
        locator: where in the source; may be "".
        quote: a few words of it, verbatim; may be "".
    """

    id: str
    role: str = ""
    locator: str = ""
    quote: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """What an event itself counts, as a data set says it: of this event alone, never a running total.

    Attributes:
        measure: what is counted, as in an estimate.
        quantity: how many.
        publisher: id of who says it; "" where the event's sources do.
        measure_stated: what is counted, in the words of the data set.
        stated: the figure as the file has it, where it is more than a number.
    """

    measure: str
    quantity: Quantity
    publisher: str = ""
    measure_stated: str = ""
    stated: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the event table.

    Attributes:
        id: unique in its timeline.
        lane: id of its lane.
        when: the time, or None where it has none that can be read.
        when_text: the date as the file has it, kept also where it can't be read.
        title, summary: in words; the summary may be "".
        importance: 0 to 1; the greater, the sooner it is labelled.
        fields: further columns of a data set, by name.
        sources: nearest first.
        estimates: ids of the estimates that this event is about.
        zone: IANA name of the time zone of its date, where it is not the timeline's; else "".
        figures: what it itself counts, one of a kind.
    """

    id: str
    lane: str
    when: When | None
    title: str
    when_text: str = ""
    summary: str = ""
    importance: float = 0.5
    fields: Extra = field(default_factory=dict)
    sources: tuple[SourceRef, ...] = ()
    estimates: tuple[str, ...] = ()
    zone: str = ""
    extra: Extra = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure that somebody gives for something.

    Attributes:
        id: unique in its timeline.
        measure: what is counted: `killed`, `casualties`, … or a file's own word.
        measure_stated: what is counted, in the source's words.
        quantity: the figure; `stated` in the source's words.
        subject: who is counted, in the source's words.
        as_of: the date to which the count runs, or None.
        published: when the publisher said it, or None.
        since: EDTF, where the count begins, or ""; `since_stated` in the source's words.
        per: an ISO 8601 duration ("P1D") for a figure for one period, or "" for a cumulative one.
        part_of, supersedes: ids of estimates, or "".
        publisher: id of who says it.
        sources: who relays it, nearest first.
        note: what else is to be said of it.
        zone: IANA name of the time zone of its dates, where it is not the timeline's; else "".
    """

    id: str
    measure: str
    quantity: Quantity
    publisher: str
    measure_stated: str = ""
    stated: str = ""
    subject: str = ""
    as_of: When | None = None
    published: When | None = None
    since: str = ""
    since_stated: str = ""
    per: str = ""
    part_of: str = ""
    supersedes: str = ""
    sources: tuple[SourceRef, ...] = ()
    note: str = ""
    zone: str = ""
    extra: Extra = field(default_factory=dict)

    @property
    def date(self) -> When | None:
        """Where the figure stands on the time axis: its as-of date, or else when it was published."""
        return self.as_of or self.published


@dataclass(frozen=True, slots=True)
class Measure:
    """What a kind of estimate counts.

    Attributes:
        title, note: in words for a heading.
        meaning: whom it counts, in words for a legend; "" where only the file's own word is known.
    """

    title: str
    note: str = ""
    meaning: str = ""


MEASURES: Mapping[str, Measure] = {
    "killed": Measure("Killed", meaning="people who died"),
    "wounded": Measure("Wounded", meaning="people who were injured and lived"),
    "missing": Measure("Missing", meaning="people whose fate the source doesn't know"),
    "captured": Measure("Captured", meaning="people held by another party"),
    "killed-or-missing": Measure("Killed or missing", meaning="both together, not told apart"),
    "casualties": Measure("Casualties", meaning="killed and wounded, often missing and captured too"),
    "losses": Measure("Losses", "kind not stated", "what the source calls so without saying the kind"),
}
"""Measures with a meaning of their own, in the order in which they are listed; others follow by name."""


def measure_of(name: str) -> Measure:
    """A measure by its name in a file; a file's own word is its own title."""
    return MEASURES.get(name) or Measure(name.replace("-", " ").capitalize())


PERIODS: Mapping[str, str] = {
    "P1D": "in a day",
    "P1W": "in a week",
    "P7D": "in a week",
    "P1M": "in a month",
    "P1Y": "in a year",
}


def period_words(per: str) -> str:
    """The period of a figure in words: "in a day"; "" for a cumulative figure."""
    return PERIODS.get(per, f"per {per}" if per else "")
