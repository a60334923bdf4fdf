"""The main window: it makes the widgets and wires them to the state; they don't know each other."""

import math
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from timeline_app.formats.known import FORMATS
from timeline_app.formats.problems import Problem, Severity
from timeline_app.formats.reading import Reading
from timeline_app.layout.counts import count_events, count_words, filter_words
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.strips import strips_note
from timeline_app.layout.view import Item
from timeline_app.model.quantity import NumberFormat
from timeline_app.paint.fonts import Fonts
from timeline_app.paint.palette import palette
from timeline_app.paint.theme import Theme, style_sheet
from timeline_app.resources import GALLERY, STARTER, seed
from timeline_app.ui import settings
from timeline_app.ui.actions import KeysDialog, make_actions, show_about
from timeline_app.ui.appearance import CHOICES, Appearance
from timeline_app.ui.canvas import ZOOM_OF_NOTCH, CanvasView
from timeline_app.ui.clocks import Clocks
from timeline_app.ui.detail_panel import DetailPanel
from timeline_app.ui.estimates_panel import LEAST_WIDTH, EstimatesPanel
from timeline_app.ui.filtering import Filtering
from timeline_app.ui.header_bar import HeaderBar
from timeline_app.ui.lane_menu import LaneMenu
from timeline_app.ui.loading import Loader
from timeline_app.ui.minimap import MinimapView
from timeline_app.ui.pictures import Pictures
from timeline_app.ui.problems_panel import ProblemsPanel, problem_words
from timeline_app.ui.recent_files import RecentMenu, remember_files
from timeline_app.ui.search_bar import SearchBar
from timeline_app.ui.side_panel import SidePanel
from timeline_app.ui.state import State
from timeline_app.ui.status_line import StatusLine

_PANEL_SHARE, _PANEL_MOST = 0.28, 400
_HOW_TO_MOVE = "scroll zooms, drag pans, ? shows all keys"
_LANE_STEP = 60.0
_ZOOM, _PAN = 0.6, 0.15


class MainWindow(QMainWindow):
    """The window of the program."""

    def __init__(self, fonts: Fonts) -> None:
        super().__init__()
        self.setWindowTitle("Timeline")
        self.setAcceptDrops(True)
        self.state, self.appearance = State(_number_format(), self), Appearance(self)
        self.loader = Loader(self, prepare=TimelineIndex.of)
        self.problems: tuple[Problem, ...] = ()
        self._width_chosen, self._closing, self._fonts = False, False, fonts
        look, shown = self.appearance.theme, (self.state.index, self.state.view)
        self.canvas, self.minimap = CanvasView(fonts, look, *shown), MinimapView(fonts, look, *shown)
        self.estimates, self.details = EstimatesPanel(fonts, look, *shown), DetailPanel(look, *shown)
        self.side = SidePanel(self.estimates, self.details)
        self.problems_panel, self.status = ProblemsPanel(), StatusLine()
        self.search = SearchBar(self.state.view.numbers, self)
        self._filtering, self.lane_menu = Filtering(self.state, self.search), LaneMenu(self.state, self)
        self._pictures = Pictures(self, self.state, self.status)
        self.actions_by_name, menus = make_actions(self, self.canvas, self._methods())
        self._add_menus(menus)
        self.header = HeaderBar(self.actions_by_name, self.search)
        self._arrange()
        self._arrange_side()
        self._wire()
        self._clocks = Clocks(self.state, menus["&View"], self.actions_by_name["weeks"], self.status)
        self._apply(look)
        self.resize(1440, 900)
        self.restoreGeometry(settings.GEOMETRY.read())
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    # Widgets

    def _arrange(self) -> None:
        left = QWidget()
        column = _column(left)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.minimap)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.splitterMoved.connect(self._choose_width)
        body = QWidget()
        column = _column(body)
        for widget in (self.header, self.splitter, self.problems_panel):
            column.addWidget(widget, int(widget is self.splitter))
        self.setCentralWidget(body)
        self.setStatusBar(self.status)
        self.status.show_note(_HOW_TO_MOVE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget; the side keeps its share until somebody moves the splitter."""
        super().resizeEvent(event)
        if not self._width_chosen:
            self._share_width()

    def _choose_width(self, _position: int, _handle: int) -> None:
        self._width_chosen = True

    def _share_width(self) -> None:
        panel = max(LEAST_WIDTH, min(_PANEL_MOST, round(self.width() * _PANEL_SHARE)))
        self.splitter.setSizes([max(self.width() - panel, 1), panel])

    def _add_menus(self, menus: Mapping[str, QMenu]) -> None:
        """The entries that aren't commands: recent files, themes and lanes."""
        self.lane_menu.add_to(menus["&Lanes"])
        recent = RecentMenu(self)
        recent.chosen.connect(lambda path: self.open_files([path]))
        menus["&File"].insertMenu(self.actions_by_name["export"], recent)
        themes = menus["&View"].addMenu("&Theme")
        for name in CHOICES:
            action = themes.addAction(name.capitalize())
            action.triggered.connect(lambda _checked=False, name=name: self.appearance.choose(name))

    def _wire(self) -> None:
        state = self.state
        state.document_changed.connect(self._show_document)
        state.view_changed.connect(self._show_view)
        for widget in (self.canvas, self.minimap):
            widget.window_wanted.connect(state.show_window)
        self.appearance.changed.connect(self._apply)
        self.minimap.wheeled.connect(lambda notches: state.zoom(ZOOM_OF_NOTCH**notches))
        self.canvas.picked.connect(state.select)
        self.canvas.picked.connect(self.search.results.hide)
        self.canvas.framed.connect(state.frame)
        self.canvas.cursor_moved.connect(state.move_cursor)
        self.canvas.scroll_wanted.connect(state.scroll_to)
        self.canvas.more_wanted.connect(self._list_undated)
        self.canvas.lane_folded.connect(self.lane_menu.fold)
        self.canvas.lane_menu_wanted.connect(self.lane_menu.open_at)
        self.canvas.drawn.connect(self._show_note)
        self.estimates.picked.connect(state.select)
        self.details.item_wanted.connect(state.reveal)
        self.search.found.connect(state.show_hits)
        self.search.chosen.connect(state.reveal)
        self._filtering.progressed.connect(self._show_filtering)
        self._filtering.refused.connect(self.status.say)
        self._filtering.told.connect(self.actions_by_name["filter"].setChecked)
        self.loader.progressed.connect(self.status.show_work)
        self.loader.finished.connect(self._take)
        self.problems_panel.item_wanted.connect(self._show_item)
        self.status.cancelled.connect(self._cancel)
        self.status.problems_wanted.connect(self._toggle_problems)
        self._pictures.finished.connect(self._close_if_asked)
        self._pictures.failed.connect(self._stay_open)

    # State to widgets

    def _show_document(self) -> None:
        timeline = self.state.timeline
        title = timeline.title or _names(self.state.paths) or "Timeline"
        self.setWindowTitle(f"{title} – Timeline")
        self.header.show_title(title, self._subtitle())
        self.search.set_index(self.state.index)
        self.status.show_files(_names(self.state.paths), "\n".join(self.state.paths))

    def _subtitle(self) -> str:
        timeline, number = self.state.timeline, self.state.view.numbers
        counts = (
            (len(timeline.events), "event"),
            (len(timeline.estimates), "estimate"),
            (len(timeline.sources), "source"),
        )
        return " · ".join(f"{number(count)} {name}{'' if count == 1 else 's'}" for count, name in counts if count)

    def _show_view(self) -> None:
        for widget in (self.canvas, self.minimap, self.estimates, self.details):
            widget.set_view(self.state.index, self.state.view)
        self._show_counts()
        self._arrange_side()

    def _arrange_side(self) -> None:
        compared, detailed = len(self.state.timeline.estimates) > 0, self.state.view.selected is not None
        self.side.arrange(compared=compared, detailed=detailed)

    def _toggle_panel(self) -> None:
        self.side.toggle_comparison()
        self._arrange_side()

    def _apply(self, look: Theme) -> None:
        """Take on the colours of a theme."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(look))
        self.setStyleSheet(style_sheet(look))
        for widget in (self.canvas, self.minimap, self.estimates, self.details):
            widget.set_theme(look)

    def _show_counts(self) -> None:
        state, numbers = self.state, self.state.view.numbers
        counts = count_events(state.index, state.view.window, state.view.lanes.hidden)
        words = count_words(counts, numbers)
        if state.filter:
            words = f"{filter_words(state.filter, counts, numbers)}; {words}"
        self.status.show_counts(words, problem_words(self.problems))

    def _show_note(self) -> None:
        """Say what the way to the selection leaves open, what the strips count, or what can be done."""
        drawing = self.canvas.drawing
        self.state.pixels = drawing.plot.width
        note = strips_note(drawing.seen, drawing.window, drawing.plot.width)
        if not self.state.index.lanes:
            note = "open a file with Ctrl+O, or drop one here"
        self.status.show_note(self.state.note or note or _HOW_TO_MOVE)

    # Files

    def open_files(self, paths: list[str]) -> None:
        """Open files as one timeline; what is open stays until they are read."""
        self.loader.load(paths)

    def _take(self, paths: tuple[str, ...], reading: Reading, index: TimelineIndex | None) -> None:
        self.status.show_work("")
        self.problems = reading.problems
        if index is None:
            kept = "" if not self.state.paths else "; the open timeline stays"
            heading = f"{_names(paths)} can't be opened{kept}"
        else:
            heading = f"{problem_words(reading.problems).capitalize()} in {_names(paths)}; everything else is shown"
            self.state.open(index, paths)
            remember_files(paths)
        self.problems_panel.show_problems(reading.problems, heading)
        if not any(problem.severity is Severity.ERROR for problem in reading.problems):
            self.problems_panel.hide()
        self._show_counts()

    def _show_filtering(self, words: str) -> None:
        if not self.loader.running:
            self.status.show_work(words)

    def _cancel(self) -> None:
        self.loader.cancel()
        self._filtering.cancel()
        self.status.show_work("")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.open_files(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's place; a picture that is being written is finished first."""
        if self._pictures.running:
            self._closing = True
            self.status.show_work("Exporting; the window closes when the picture is written …")
            event.ignore()
            return
        self.loader.cancel()
        settings.GEOMETRY.write(self.saveGeometry())
        super().closeEvent(event)

    # Commands

    def _methods(self) -> dict[str, Callable[[], object]]:
        state = self.state
        return {
            "open": self._ask_files,
            "export": self._pictures.ask,
            "copy": lambda: self._pictures.copy(self.appearance.theme.name),
            "quit": self.close,
            "search": self._focus_search,
            "filter": self._filtering.toggle,
            "show-lanes": self.lane_menu.show_all,
            "go-to": self._ask_date,
            "next": lambda: state.step("event", 1),
            "previous": lambda: state.step("event", -1),
            "next-estimate": lambda: state.step("estimate", 1),
            "previous-estimate": lambda: state.step("estimate", -1),
            "undated": self._list_undated,
            "first": lambda: state.go_to_end(first=True),
            "last": lambda: state.go_to_end(first=False),
            "frame": lambda: state.frame(state.view.selected) if state.view.selected else None,
            "back": lambda: state.visit(-1),
            "forward": lambda: state.visit(1),
            "zoom-in": lambda: state.zoom(_ZOOM),
            "zoom-out": lambda: state.zoom(1 / _ZOOM),
            "fit": state.fit,
            "earlier": lambda: state.pan(-_PAN),
            "later": lambda: state.pan(_PAN),
            "lanes-up": lambda: self._scroll(-_LANE_STEP),
            "lanes-down": lambda: self._scroll(_LANE_STEP),
            "cursor-to": self._ask_as_of,
            "cursor-earlier": lambda: state.move_cursor_by(-1),
            "cursor-later": lambda: state.move_cursor_by(1),
            "panel": self._toggle_panel,
            "weeks": self._toggle_weeks,
            "problems": self._toggle_problems,
            "clear": self._clear,
            "keys": lambda: KeysDialog(self).exec(),
            "legend": self._show_legend,
            "gallery": lambda: self.open_files([str(seed(GALLERY))]),
            "starter": lambda: self.open_files([str(seed(STARTER))]),
            "about": lambda: show_about(self),
        }

    def _scroll(self, pixels: float) -> None:
        drawing = self.canvas.drawing
        self.state.scroll_to(min(drawing.scroll + pixels, drawing.overflow))

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _clear(self) -> None:
        """Undo the first of these that there is: a shown list or search, a selection, a filter."""
        if not self.search.close_list():
            if self.state.view.selected is None:
                self._filtering.end()
            self.state.select(None)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_weeks(self) -> None:
        self._clocks.toggle_weeks()

    def _toggle_problems(self) -> None:
        if self.problems_panel.isVisible():
            self.problems_panel.hide()
        elif self.problems:
            self.problems_panel.show()

    def _show_item(self, item: Item) -> None:
        table = self.state.timeline.events if item.table == "event" else self.state.timeline.estimates
        if item.row < len(table):
            self.state.reveal(item)

    def _show_legend(self) -> None:
        from timeline_app.ui.legend_dialog import LegendDialog

        LegendDialog(self._fonts, self.appearance.theme, self).exec()

    def _list_undated(self) -> None:
        items = self.state.index.undated_beside(self.state.view.lanes.hidden)
        self.search.list_items(f"{self.state.view.numbers(len(items))} without a date", items)

    def _ask_files(self) -> None:
        endings = " ".join(f"*{ending}" for one in FORMATS for ending in one.extensions)
        kinds = f"Event files ({endings});;All files (*)"
        paths, _ = QFileDialog.getOpenFileNames(self, "Open event files", _folder(self.state.paths), kinds)
        if paths:
            self.open_files(paths)

    def _ask_date(self) -> None:
        from timeline_app.ui.go_to import ask_date, window_of

        date = ask_date(self, "Go to a date", self.state.view.zone)
        if date:
            self.state.show_window(window_of(date))

    def _ask_as_of(self) -> None:
        from timeline_app.ui.go_to import ask_date

        date = ask_date(self, "Compare estimates as of a date", self.state.view.zone)
        if date and math.isfinite(date.latest):
            self.state.move_cursor(date.latest)

    def _close_if_asked(self) -> None:
        """Close once the picture is written that the window waited for."""
        if self._closing:
            self.close()

    def _stay_open(self) -> None:
        self._closing = False


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _names(paths: tuple[str, ...]) -> str:
    names = [Path(path).name or path for path in paths]
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more" if names else ""


def _folder(paths: tuple[str, ...]) -> str:
    return str(Path(paths[0]).resolve().parent) if paths else ""


def _number_format() -> NumberFormat:
    locale = QLocale()
    return NumberFormat(locale.groupSeparator() or ",", locale.decimalPoint())
