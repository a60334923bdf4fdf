"""The menus of the lanes: one of a lane at its header, and one of all lanes in the menu bar."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from timeline_app.layout.lane_index import LaneIndex
from timeline_app.ui.state import State

_LONGEST = 60
"""Of a lane's title so many letters stand in a menu."""

_Verb = Callable[[LaneIndex], object]
_Check = Callable[[LaneIndex], bool]


class LaneMenu(QObject):
    """What can be done with lanes; each menu is filled when it is opened.

    Attributes:
        menu: that of the lane whose header was asked.
    """

    def __init__(self, state: State, window: QWidget) -> None:
        super().__init__(window)
        self._state = state
        self.menu = QMenu(window)

    def add_to(self, menu: QMenu) -> None:
        """Add what can be done, and with which lane, to a menu of the menu bar."""
        fixed = tuple(menu.actions())
        menu.aboutToShow.connect(lambda: self._fill(menu, fixed))

    def open_at(self, lane_id: str, place: QPoint) -> None:
        """Open the menu of a lane at a place of the screen."""
        lanes, state = self._arranged(), self._state
        shown = [lane.id for lane in lanes if not self._is_hidden(lane)]
        menu, at = self.menu, shown.index(lane_id)
        menu.clear()
        folded = lane_id in state.view.lanes.collapsed
        _add(menu, "&Expand" if folded else "&Collapse", partial(self.fold, lane_id))
        _add(menu, "&Hide", partial(self.toggle, lane_id))
        _add(menu, "Move &up", partial(state.move_lane, lane_id, -1)).setEnabled(at > 0)
        _add(menu, "Move &down", partial(state.move_lane, lane_id, 1)).setEnabled(at < len(shown) - 1)
        menu.addSeparator()
        _add(menu, "&Show all lanes", self.show_all).setEnabled(len(shown) < len(lanes))
        self._list_shown(menu)
        menu.popup(place)

    def fold(self, lane_id: str) -> None:
        """Collapse a lane, or expand it."""
        self._state.arrange_lanes(self._state.view.lanes.folded(lane_id))

    def toggle(self, lane_id: str) -> None:
        """Hide a lane, or show it."""
        self._state.arrange_lanes(self._state.view.lanes.toggled(lane_id))

    def show_all(self) -> None:
        """Hide no lane."""
        self._state.arrange_lanes(self._state.view.lanes.all_shown())

    def _fill(self, menu: QMenu, fixed: Collection[QAction]) -> None:
        for action in menu.actions():
            if action not in fixed:
                menu.removeAction(action)
                action.deleteLater()
        menu.addSeparator()
        self._add_choice(menu, "&Collapsed", lambda lane: self.fold(lane.id), self._is_folded)
        self._add_choice(menu, "Move &up", lambda lane: self._state.move_lane(lane.id, -1))
        self._add_choice(menu, "Move &down", lambda lane: self._state.move_lane(lane.id, 1))
        self._list_shown(menu)

    def _add_choice(self, menu: QMenu, words: str, verb: _Verb, is_checked: _Check | None = None) -> None:
        """A verb with a list of the lanes that are shown, made when it is looked at."""
        choice = menu.addMenu(words)
        choice.aboutToShow.connect(lambda: self._fill_choice(choice, verb, is_checked))

    def _fill_choice(self, menu: QMenu, verb: _Verb, is_checked: _Check | None) -> None:
        menu.clear()
        for lane in self._arranged():
            if not self._is_hidden(lane):
                action = _add(menu, _escaped(lane.title), partial(verb, lane))
                if is_checked:
                    _check(action, checked=is_checked(lane))

    def _list_shown(self, menu: QMenu) -> None:
        """All lanes, those that are shown with a check mark."""
        menu.addSeparator()
        for lane in self._arranged():
            action = _add(menu, _escaped(lane.title), partial(self.toggle, lane.id))
            _check(action, checked=not self._is_hidden(lane))

    def _arranged(self) -> list[LaneIndex]:
        lanes = {lane.id: lane for lane in self._state.index.lanes}
        return [lanes[lane_id] for lane_id in self._state.view.lanes.arranged(lanes)]

    def _is_hidden(self, lane: LaneIndex) -> bool:
        return lane.id in self._state.view.lanes.hidden

    def _is_folded(self, lane: LaneIndex) -> bool:
        return lane.id in self._state.view.lanes.collapsed


def _add(menu: QMenu, words: str, method: Callable[[], object]) -> QAction:
    action = menu.addAction(words)
    action.triggered.connect(lambda _checked=False: method())
    return action


def _check(action: QAction, *, checked: bool) -> None:
    action.setCheckable(True)
    action.setChecked(checked)


def _escaped(title: str) -> str:
    """A title in a menu, not too long, where an ampersand would underline the letter behind it."""
    short = title if len(title) <= _LONGEST else f"{title[:_LONGEST]}…"
    return short.replace("&", "&&")
