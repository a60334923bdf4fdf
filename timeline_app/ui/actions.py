"""Everything that can be done from the keyboard and the menus: one table of names, words and keys."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from timeline_app import __version__


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do.

    Attributes:
        name: under which a method is bound to it.
        menu: title of its menu; "" for one that has keys only.
        text: in the menu and in the list of keys.
        keys: shortcuts, the first of which the menu shows.
        on_canvas: whether the keys hold only while the canvas has the focus: other parts use them too.
        checkable: whether it is something that is on or off.
    """

    name: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    on_canvas: bool = False
    checkable: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("open", "&File", "&Open…", ("Ctrl+O",)),
    Command("open-folder", "&File", "Open &folder…"),
    Command("show-file", "&File", "&Show in file", ("Ctrl+L",)),
    Command("export", "&File", "&Export picture…", ("Ctrl+E",)),
    Command("copy", "&File", "&Copy picture", ("Ctrl+C",)),
    Command("print", "&File", "&Print…", ("Ctrl+P",)),
    Command("quit", "&File", "&Quit", ("Ctrl+Q",)),
    Command("add", "F&iles", "&Add files…", ("Ctrl+Shift+O",)),
    Command("reload", "F&iles", "&Reload", ("F5",)),
    Command("columns", "F&iles", "C&olumns of a table…", ("Ctrl+Shift+C",)),
    Command("search", "&Go", "&Search", ("/", "Ctrl+F")),
    Command("filter", "&Go", "Show &only what was found", ("F", "Ctrl+Shift+F"), checkable=True),
    Command("go-to", "&Go", "&Go to a date…", ("G",)),
    Command("next", "&Go", "&Next event", ("N",)),
    Command("previous", "&Go", "&Previous event", ("P",)),
    Command("next-estimate", "&Go", "Next &estimate", ("Shift+N",)),
    Command("previous-estimate", "&Go", "Previous es&timate", ("Shift+P",)),
    Command("undated", "&Go", "&Undated events", ("U",)),
    Command("first", "&Go", "&First event", ("Home",), on_canvas=True),
    Command("last", "&Go", "&Last event", ("End",), on_canvas=True),
    Command("frame", "&Go", "F&rame the selection", ("Return", "Enter"), on_canvas=True),
    Command("back", "&Go", "&Back to where you were", ("Alt+Left",)),
    Command("forward", "&Go", "For&ward again", ("Alt+Right",)),
    Command("zoom-in", "&View", "Zoom &in", ("+", "=", "Ctrl++")),
    Command("zoom-out", "&View", "Zoom &out", ("-", "Ctrl+-")),
    Command("fit", "&View", "&Fit the whole timeline", ("0",)),
    Command("earlier", "&View", "Move &earlier", ("Left",), on_canvas=True),
    Command("later", "&View", "Move &later", ("Right",), on_canvas=True),
    Command("lanes-up", "&View", "Lanes &up", ("Up",), on_canvas=True),
    Command("lanes-down", "&View", "Lanes &down", ("Down",), on_canvas=True),
    Command("cursor-to", "&View", "Time cursor to a d&ate…", ("A",)),
    Command("cursor-earlier", "&View", "Time cursor a day earlier", ("Shift+Left",), on_canvas=True),
    Command("cursor-later", "&View", "Time cursor a day later", ("Shift+Right",), on_canvas=True),
    Command("weeks", "&View", "&Weeks on the axis", checkable=True),
    Command("problems", "&View", "P&roblems", ("F8",)),
    Command("clear", "&View", "&Clear search, selection or filter", ("Esc",)),
    Command("panel", "&Estimates", "Estimates &panel", ("E",)),
    Command("detach", "&Estimates", "Panel in its &own window", ("Shift+E",), checkable=True),
    Command("play", "&Estimates", "&Play the time cursor", ("Space",), on_canvas=True, checkable=True),
    Command("faster", "&Estimates", "Play &faster", (">",)),
    Command("slower", "&Estimates", "Play s&lower", ("<",)),
    Command("log", "&Estimates", "Lo&garithmic scale", ("Shift+L",), checkable=True),
    Command("differences", "&Estimates", "&Differences of series", ("D",), checkable=True),
    Command("copy-table", "&Estimates", "&Copy the table"),
    Command("export-panel", "&Estimates", "E&xport the panel…"),
    Command("check-figures", "&Estimates", "C&heck the figures"),
    Command("no-sum", "&Estimates", "&Add up or average…"),
    Command("measures", "&Estimates", "What the &measures mean", ("Shift+F1",)),
    Command("show-lanes", "&Lanes", "&Show all lanes"),
    Command("keys", "&Help", "All &keys", ("?", "F1")),
    Command("formats", "&Help", "What can be &opened"),
    Command("legend", "&Help", "What the &marks mean"),
    Command("gallery", "&Help", "Open a timeline of all kinds of &dates"),
    Command("starter", "&Help", "Open the &starter timeline"),
    Command("about", "&Help", "&About"),
)
"""In the order of the menus."""


def make_actions(
    window: QMainWindow, canvas: QWidget, methods: Mapping[str, Callable[[], object]]
) -> tuple[dict[str, QAction], dict[str, QMenu]]:
    """The actions of a window with its menus.

    Args:
        window: gets the menus.
        canvas: has the focus where its keys hold.
        methods: what to do, by the command's name; each command has one.

    Returns:
        the actions by name, and the menus by title.
    """
    actions: dict[str, QAction] = {}
    menus: dict[str, QMenu] = {}
    for command in COMMANDS:
        if command.menu not in menus:
            menus[command.menu] = window.menuBar().addMenu(command.menu)
        action = QAction(command.text, window)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setCheckable(command.checkable)
        if command.on_canvas:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            canvas.addAction(action)
        action.triggered.connect(lambda _checked=False, method=methods[command.name]: method())
        menus[command.menu].addAction(action)
        actions[command.name] = action
    return actions, menus


def show_about(parent: QWidget) -> None:
    """Say what the program is."""
    words = (
        f"Timeline {__version__}\n\nShows events whose dates are vague and estimates that disagree.\n"
        "Free software under the MIT licence; the Inter font under the SIL Open Font License."
    )
    QMessageBox.about(parent, "About", words)


class KeysDialog(QDialog):
    """A list of all keys, and of what mouse and wheel do."""

    _MOUSE = (
        ("Wheel", "Zoom about the pointer"),
        ("Shift and wheel, or two fingers", "Pan"),
        ("Alt and wheel", "Scroll the lanes"),
        ("Drag", "Pan; on the date of the time cursor, move it"),
        ("Click", "Select; on a histogram, zoom in"),
        ("Ctrl and drag", "Show only what touches a stretch of time"),
        ("Double click", "Frame the event; on a lane's name, collapse or expand it"),
        ("Drop files", "Open them; with Ctrl held, beside what is open"),
        ("Right click on a lane's name", "Hide, move or collapse it"),
    )

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("All keys")
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        rows = [
            (", ".join(command.keys), command.text.replace("&", "").rstrip("…")) for command in COMMANDS if command.keys
        ]
        rows += self._MOUSE
        half = (len(rows) + 1) // 2
        for number, (keys, words) in enumerate(rows):
            column = 2 * (number // half)
            key = QLabel(f"<b>{keys.replace('<', '&lt;')}</b>")
            grid.addWidget(key, number % half, column)
            grid.addWidget(QLabel(words), number % half, column + 1)
        buttons = QDialogButtonBox()
        buttons.addButton("Close", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addLayout(grid)
        box.addWidget(buttons)
