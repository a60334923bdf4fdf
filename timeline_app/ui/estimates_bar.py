"""The bar above the comparison: playing the time cursor, its speed, and what else can be done."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from timeline_app.ui.playing import SPEEDS, Player

_MORE = ("log", "differences", "copy-table", "export-panel", "check-figures", "no-sum", "detach", "measures")
"""The commands in the menu at its end."""


class EstimatesBar(QWidget):
    """The bar."""

    def __init__(self, actions: Mapping[str, QAction], menus: Sequence[QMenu], player: Player) -> None:
        super().__init__()
        self.setObjectName("estimatesBar")
        speeds = QMenu(self)
        for words in SPEEDS:
            speeds.addAction(words).triggered.connect(lambda _checked=False, words=words: player.go_at(words))
        self._speed = _menu_button("", "How fast the time cursor goes when it is played", speeds)
        player.speed_told.connect(self._show_speed)
        self._show_speed(player.speed)
        play = _button("Play", "Play the time cursor, or stop it (Space)")
        play.setDefaultAction(actions["play"])
        play.setText("Play")
        player.told.connect(lambda running: play.setText("Pause" if running else "Play"))
        more = QMenu(self)
        for menu in menus:
            more.addMenu(menu)
        more.addActions([actions[name] for name in _MORE])
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 0)
        row.setSpacing(6)
        row.addWidget(play)
        row.addWidget(self._speed)
        row.addStretch(1)
        row.addWidget(_menu_button("More", "Order, scale, copying, exporting, checking", more))

    def _show_speed(self, speed: str) -> None:
        self._speed.setText(speed.replace(" a second", "/s"))


def _button(words: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(words)
    button.setToolTip(tip)
    return button


def _menu_button(words: str, tip: str, menu: QMenu) -> QToolButton:
    button = _button(words, tip)
    button.setAccessibleName(tip)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button
