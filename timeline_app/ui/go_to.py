"""Going to a date that somebody types: any EDTF, or "Feb 2023"."""

import math

from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar
from timeline_app.model.edtf import EdtfError
from timeline_app.model.edtf.parsing import parse_meant
from timeline_app.model.when import When, when_of
from timeline_app.model.words import when_words
from timeline_app.model.zones import UTC, Zone
from timeline_app.ui.state import State

_ROOM = 1.0


def go_to_date(parent: QWidget, state: State) -> None:
    """Ask for a date, and show it."""
    date = ask_date(parent, "Go to a date", state.view.zone)
    if date:
        state.show_window(window_of(date))


def compare_as_of(parent: QWidget, state: State) -> None:
    """Ask for a date, and put the time cursor at its end."""
    date = ask_date(parent, "Compare estimates as of a date", state.view.zone)
    if date and math.isfinite(date.latest):
        state.move_cursor(date.latest)


def ask_date(parent: QWidget, title: str, zone: Zone = UTC) -> When | None:
    """Ask for a date by the clocks of a zone and say what is wrong with it; None where there is none to go to."""
    question = "A date, like 2023-02-28, Feb 2023 or 44 BCE as -0043:"
    words, accepted = QInputDialog.getText(parent, title, question)
    if not accepted or not words.strip():
        return None
    try:
        return read_date(words, zone)
    except EdtfError as error:
        QMessageBox.warning(parent, title, f"{error.what}.\n{error.hint}")
        return None


def window_of(date: When) -> TimeWindow:
    """The stretch of time to show for a date, with room around it."""
    start, end = date.finite_bounds[0], date.finite_bounds[-1]
    if start == end:  # the one end that is known of an open date
        start, end = start - calendar.DAY / 2, end + calendar.DAY / 2
    return TimeWindow(start, end).padded(_ROOM, _ROOM)


def read_date(text: str, zone: Zone = UTC) -> When:
    """A date as written, or as meant where there is no doubt, by the clocks of a zone.

    Raises:
        EdtfError: the text is no date, and its hint says what would be right; or it names no place in time.
    """
    date = when_of(parse_meant(text), zone.name)
    if not date.finite_bounds:
        what = f"{when_words(date)}: that names no place in time"
        raise EdtfError(what, 0, "give at least one digit of the year")
    return date
