"""Whose clocks tell the times and how the axis counts: the choice in the menu, kept, and what the status line says."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from timeline_app.layout.axis import zone_words
from timeline_app.model.words import zone_name
from timeline_app.model.zones import Zone
from timeline_app.ui import settings
from timeline_app.ui.state import State
from timeline_app.ui.status_line import StatusLine


class TimesChoice(QActionGroup):
    """Whose clocks tell the times: entries of a menu of which one holds.

    Attributes:
        chosen: the name of the one that was chosen.
    """

    chosen = Signal(str)

    _WORDS: Mapping[str, str] = {
        "file": "Times as in the &file ({})",
        "utc": "Times in &UTC",
        "here": "Times on this &computer ({})",
    }

    def __init__(self, menu: QMenu) -> None:
        super().__init__(menu)
        self._entries = {name: self.addAction("") for name in self._WORDS}
        for name, action in self._entries.items():
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, name=name: self.chosen.emit(name))
        menu.addSeparator()
        menu.addActions(self.actions())

    def show_choice(self, name: str, zones: Mapping[str, Zone]) -> None:
        """Say which zone each entry stands for, and mark the one that holds."""
        for entry, action in self._entries.items():
            action.setText(self._WORDS[entry].format(zone_name(zones[entry])))
            action.setChecked(entry == name)


class Clocks(QObject):
    """The choice of clocks and weeks; it begins with what was chosen last time."""

    def __init__(self, state: State, menu: QMenu, weeks: QAction, status: StatusLine) -> None:
        super().__init__(menu)
        self._state, self._weeks, self._status = state, weeks, status
        self._times = TimesChoice(menu)
        self._times.chosen.connect(self._choose)
        menu.aboutToShow.connect(self._show_choice)
        state.view_changed.connect(self._say)
        self._show_weeks(settings.WEEKS.read())
        state.show_times(settings.TIMES.read())

    def toggle_weeks(self) -> None:
        """Count weeks on the axis, or no longer."""
        weeks = not self._state.view.weeks
        settings.WEEKS.write(weeks)
        self._show_weeks(weeks)

    def _show_weeks(self, weeks: bool) -> None:
        self._state.show_weeks(weeks)
        self._weeks.setChecked(weeks)

    def _choose(self, times: str) -> None:
        settings.TIMES.write(times)
        self._state.show_times(times)

    def _show_choice(self) -> None:
        self._times.show_choice(self._state.times, self._state.zones)

    def _say(self) -> None:
        view = self._state.view
        words = zone_words(view.zone, view.window)
        self._status.show_zone(words, f"Times of day are shown in {words}; the menu View has other clocks")
