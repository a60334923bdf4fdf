"""What the line at the bottom says of a state: how many events are where, and what is to be noted."""

from dataclasses import replace

from timeline_app.layout.canvas import Canvas
from timeline_app.layout.counts import count_events, count_words, filter_words
from timeline_app.layout.strips import strips_note
from timeline_app.layout.sums.drawing import sums_note
from timeline_app.ui.state import State

HOW_TO_MOVE = "scroll zooms, drag pans, ? shows all keys"
_HOW_TO_OPEN = "open a file with Ctrl+O, or drop one here"


def counted_words(state: State, left_out: int) -> str:
    """Where all events are; `left_out`: how many are in open files that are not shown."""
    numbers = state.view.numbers
    counts = count_events(state.index, state.view.window, state.view.lanes.hidden)
    words = count_words(replace(counts, in_files=left_out), numbers)
    return f"{filter_words(state.filter, counts, numbers)}; {words}" if state.filter else words


def note_words(state: State, drawing: Canvas) -> str:
    """What the way to the selection leaves open, what the strips count, or what can be done."""
    if state.note:
        return state.note
    if not state.index.lanes:
        return _HOW_TO_OPEN
    view = replace(state.view, window=drawing.window)
    sums = sums_note(state.timeline, drawing.seen, view, drawing.plot.width)
    strips = strips_note(drawing.seen, drawing.window, drawing.plot.width)
    return "; ".join(filter(None, (sums, strips))) or HOW_TO_MOVE
