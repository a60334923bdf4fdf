"""What a check of the figures found, each note with the file and line of the figure that it is about."""

from timeline_app.formats.placing import lines_of
from timeline_app.formats.problems import Problem, Severity
from timeline_app.model.checks import notes_of
from timeline_app.model.origins import Place
from timeline_app.model.quantity import ENGLISH, NumberFormat
from timeline_app.model.timeline import Timeline


def placed_notes(timeline: Timeline, numbers: NumberFormat = ENGLISH) -> tuple[Problem, ...]:
    """All notes about the figures of a timeline."""
    notes = notes_of(timeline, numbers)
    place_in = {"estimate": timeline.estimate_place, "event": timeline.event_place}
    places = [place_in[note.table](note.rows[0]) or Place("") for note in notes]
    return tuple(
        Problem(Severity.NOTE, place.file, line, None, None, note.words)
        for note, place, line in zip(notes, places, lines_of(places), strict=True)
    )
