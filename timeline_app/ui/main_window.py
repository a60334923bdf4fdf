"""The main window: it makes the widgets and wires them to the state; they don't know each other."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QInputDialog,
    QMainWindow,
    QMenu,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from timeline_app import __version__
from timeline_app.formats.problems import Problem, Severity
from timeline_app.formats.reading import Reading
from timeline_app.layout.counts import count_events, count_words
from timeline_app.layout.strips import bins_of, step_words
from timeline_app.layout.view import Mode
from timeline_app.model import calendar
from timeline_app.model.edtf import EdtfError
from timeline_app.model.quantity import NumberFormat
from timeline_app.paint.fonts import Fonts
from timeline_app.paint.palette import palette
from timeline_app.paint.theme import style_sheet, theme
from timeline_app.resources import STARTER, seed
from timeline_app.ui import settings
from timeline_app.ui.actions import KeysDialog, make_actions
from timeline_app.ui.canvas import CanvasView
from timeline_app.ui.detail_panel import DetailPanel
from timeline_app.ui.estimates_panel import LEAST_WIDTH, EstimatesPanel
from timeline_app.ui.header_bar import HeaderBar
from timeline_app.ui.loading import Loader
from timeline_app.ui.minimap import MinimapView
from timeline_app.ui.problems_panel import ProblemsPanel, problem_words
from timeline_app.ui.search_bar import SearchBar
from timeline_app.ui.state import State
from timeline_app.ui.status_line import StatusLine

if TYPE_CHECKING:
    from timeline_app.ui.exporting import Exporter

_PANEL_SHARE, _PANEL_MOST = 0.28, 400
_COMPARISON_SHARE = 0.6
_LANE_STEP = 60.0
_ZOOM, _PAN = 0.6, 0.15


class MainWindow(QMainWindow):
    """The window of the program."""

    def __init__(self, fonts: Fonts) -> None:
        super().__init__()
        self.setWindowTitle("Timeline")
        self.setAcceptDrops(True)
        self.state = State(_number_format(), self)
        self.loader = Loader(self)
        self.problems: tuple[Problem, ...] = ()
        self._width_chosen, self._panel_wanted = False, True
        look, shown = theme(self._theme_name()), (self.state.index, self.state.view)
        self.canvas, self.minimap = CanvasView(fonts, look, *shown), MinimapView(fonts, look, *shown)
        self.estimates, self.details = EstimatesPanel(fonts, look, *shown), DetailPanel(look, *shown)
        self.problems_panel, self.status = ProblemsPanel(), StatusLine()
        self.search = SearchBar(self.state.view.numbers, self)
        self.actions_by_name, menus = make_actions(self, self.canvas, self._methods())
        self._recent = self._add_menus(menus)
        self.header = HeaderBar(self.actions_by_name, self.search)
        self._arrange()
        self._wire()
        self._follow_system_theme()
        self.resize(1440, 900)
        self.restoreGeometry(settings.GEOMETRY.read())
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    # Widgets

    def _arrange(self) -> None:
        left, right = QWidget(), QSplitter(Qt.Orientation.Vertical)
        column = _column(left)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.minimap)
        right.addWidget(self.estimates)
        right.addWidget(self.details)
        self.details.hide()
        self.side = right
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.splitterMoved.connect(self._choose_width)
        body = QWidget()
        column = _column(body)
        for widget in (self.header, self.splitter, self.problems_panel):
            column.addWidget(widget, int(widget is self.splitter))
        self.setCentralWidget(body)
        self.setStatusBar(self.status)

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

    def _add_menus(self, menus: Mapping[str, QMenu]) -> QMenu:
        """The menus that are made anew: recent files and themes."""
        files, views = menus["&File"], menus["&View"]
        recent = QMenu("Open &recent", self)
        files.insertMenu(self.actions_by_name["export"], recent)
        recent.aboutToShow.connect(self._list_recent)
        themes = views.addMenu("&Theme")
        for name in ("system", "light", "dark"):
            action = themes.addAction(name.capitalize())
            action.triggered.connect(lambda _checked=False, name=name: self.choose_theme(name))
        return recent

    def _wire(self) -> None:
        state = self.state
        state.document_changed.connect(self._show_document)
        state.view_changed.connect(self._show_view)
        for widget in (self.canvas, self.minimap):
            widget.window_wanted.connect(state.show_window)
        self.minimap.wheeled.connect(lambda notches: state.zoom(0.8**notches))
        self.canvas.picked.connect(state.select)
        self.canvas.framed.connect(state.frame)
        self.canvas.cursor_moved.connect(state.move_cursor)
        self.canvas.scroll_wanted.connect(state.scroll_to)
        self.canvas.more_wanted.connect(self._list_undated)
        self.canvas.drawn.connect(self._show_counts)
        self.estimates.picked.connect(state.select)
        self.details.item_wanted.connect(state.reveal)
        self.search.found.connect(lambda items: state.show_hits(frozenset(items)))
        self.search.chosen.connect(state.reveal)
        self.loader.started.connect(lambda paths: self.status.show_work(f"Reading {_names(paths)} …"))
        self.loader.finished.connect(self._take)
        self.status.cancelled.connect(self._cancel)
        self.status.problems_wanted.connect(self._toggle_problems)

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
        self._arrange_side()

    def _arrange_side(self) -> None:
        """Comparison and card are there while they have something to say; the card takes its share of the height."""
        compared = len(self.state.timeline.estimates) > 0 and self._panel_wanted
        detailed = self.state.view.selected is not None
        if (compared, detailed) == (self.estimates.isVisibleTo(self), self.details.isVisibleTo(self)):
            return
        self.estimates.setVisible(compared)
        self.details.setVisible(detailed)
        self.side.setVisible(compared or detailed)
        height = self.side.height()
        self.side.setSizes([round(height * _COMPARISON_SHARE), round(height * (1 - _COMPARISON_SHARE))])

    def _toggle_panel(self) -> None:
        self._panel_wanted = not self._panel_wanted
        self._arrange_side()

    def _show_counts(self) -> None:
        state, drawing = self.state, self.canvas.drawing
        words = count_words(count_events(state.timeline.events, state.view.window), state.view.numbers)
        self.status.show_counts(words, problem_words(self.problems))
        strips = [band for band in drawing.bands if band.mode is Mode.STRIP]
        note = ""
        if strips:
            step = bins_of(strips[0].lane, drawing.window, drawing.plot.width).step
            note = f"events {step_words(step)}, each lane on the scale beside it; pale: may fall there"
        self.status.show_note(note or "scroll zooms, drag pans, ? shows all keys")

    # Files

    def open_files(self, paths: list[str]) -> None:
        """Open files as one timeline; what is open stays until they are read."""
        self.loader.load(paths)

    def _take(self, paths: tuple[str, ...], reading: Reading) -> None:
        self.status.show_work("")
        self.problems = reading.problems
        if reading.timeline is None:
            kept = "" if not self.state.paths else "; the open timeline stays"
            heading = f"{_names(paths)} can't be opened{kept}"
        else:
            heading = f"{problem_words(reading.problems).capitalize()} in {_names(paths)}; everything else is shown"
            self.state.open(reading.timeline, paths)
            self._remember(paths)
        self.problems_panel.show_problems(reading.problems, heading)
        if not any(problem.severity is Severity.ERROR for problem in reading.problems):
            self.problems_panel.hide()
        self._show_counts()

    def _remember(self, paths: tuple[str, ...]) -> None:
        for path in paths:
            if Path(path).resolve() != seed(STARTER).resolve():
                settings.remember_file(str(Path(path).resolve()))

    def _cancel(self) -> None:
        self.loader.cancel()
        self.status.show_work("")

    def _list_recent(self) -> None:
        self._recent.clear()
        for path in settings.RECENT.read():
            action = QAction(path.replace("&", "&&"), self._recent)
            action.triggered.connect(lambda _checked=False, path=path: self.open_files([path]))
            self._recent.addAction(action)
        if self._recent.isEmpty():
            self._recent.addAction("no files yet").setEnabled(False)

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
        """Remember the window's place."""
        self.loader.cancel()
        settings.GEOMETRY.write(self.saveGeometry())
        super().closeEvent(event)

    # Commands

    def _methods(self) -> dict[str, Callable[[], object]]:
        state = self.state
        return {
            "open": self._ask_files,
            "export": self._ask_export,
            "copy": self._copy_picture,
            "quit": self.close,
            "search": self._focus_search,
            "go-to": self._ask_date,
            "next": lambda: state.step(1),
            "previous": lambda: state.step(-1),
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
            "cursor-earlier": lambda: state.move_cursor(state.view.as_of - calendar.DAY),
            "cursor-later": lambda: state.move_cursor(state.view.as_of + calendar.DAY),
            "panel": self._toggle_panel,
            "problems": self._toggle_problems,
            "clear": self._clear,
            "keys": lambda: KeysDialog(self).exec(),
            "starter": lambda: self.open_files([str(seed(STARTER))]),
            "about": self._about,
        }

    def _scroll(self, pixels: float) -> None:
        drawing = self.canvas.drawing
        self.state.scroll_to(min(drawing.scroll + pixels, drawing.overflow))

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _clear(self) -> None:
        """Undo the last of: a shown list or search, a selection."""
        if not self.search.close_list():
            self.state.select(None)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_problems(self) -> None:
        if self.problems_panel.isVisible():
            self.problems_panel.hide()
        elif self.problems:
            self.problems_panel.show()

    def _list_undated(self) -> None:
        items = self.state.index.undated
        self.search.list_items(f"{self.state.view.numbers(len(items))} without a date", items)

    def _ask_files(self) -> None:
        kinds = "Event files (*.timeline.json *.json *.csv *.tsv);;All files (*)"
        paths, _ = QFileDialog.getOpenFileNames(self, "Open event files", _folder(self.state.paths), kinds)
        if paths:
            self.open_files(paths)

    def _ask_date(self) -> None:
        words, accepted = QInputDialog.getText(
            self, "Go to a date", "A date, like 2023-02-28, Feb 2023 or 44 BCE as -0043:"
        )
        if not accepted or not words.strip():
            return
        from timeline_app.ui.go_to import window_of_date

        try:
            self.state.show_window(window_of_date(words))
        except EdtfError as error:
            QMessageBox.warning(self, "Go to a date", f"{error.what}.\n{error.hint}")

    def _ask_export(self) -> None:
        from timeline_app.ui.export_dialog import ExportDialog

        timeline = self.state.timeline
        dialog = ExportDialog(self.state.view, timeline.title, has_estimates=len(timeline.estimates) > 0, parent=self)
        if not dialog.exec():
            return
        folder = settings.EXPORT_FOLDER.read() or _folder(self.state.paths)
        name = f"{Path(_names(self.state.paths) or 'timeline').name.split('.')[0]}.{dialog.kind}"
        path, _ = QFileDialog.getSaveFileName(self, "Export picture", str(Path(folder) / name), f"*.{dialog.kind}")
        if path:
            path = path if path.endswith(f".{dialog.kind}") else f"{path}.{dialog.kind}"
            settings.EXPORT_FOLDER.write(str(Path(path).parent))
            self.status.show_work("Exporting …")
            self._exporter().export(timeline, dialog.options, dialog.kind, path)

    def _copy_picture(self) -> None:
        from timeline_app.export.picture import PictureOptions

        view = self.state.view
        options = PictureOptions(
            (view.window.start, view.window.end), view.as_of, theme=self._theme_name(), numbers=view.numbers
        )
        self.status.show_work("Making the picture …")
        self._exporter().copy(self.state.timeline, options)

    def _exporter(self) -> "Exporter":
        from timeline_app.ui.exporting import Exporter

        exporter = Exporter(self)
        exporter.finished.connect(self._exported)
        exporter.failed.connect(self._export_failed)
        return exporter

    def _exported(self, words: str) -> None:
        self.status.show_work("")
        self.status.say(words)

    def _export_failed(self, words: str) -> None:
        self.status.show_work("")
        QMessageBox.warning(self, "Export", words)

    def _about(self) -> None:
        words = (
            f"Timeline {__version__}\n\nShows events whose dates are vague and estimates that disagree.\n"
            "Free software under the MIT licence; the Inter font under the SIL Open Font License."
        )
        QMessageBox.about(self, "About", words)

    # Theme

    def _follow_system_theme(self) -> None:
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply_theme)
        self._apply_theme()

    def choose_theme(self, name: str) -> None:
        """Use "light" or "dark" from now on, or follow the "system"."""
        settings.THEME.write(name)
        self._apply_theme()

    def _theme_name(self) -> str:
        chosen = settings.THEME.read()
        if chosen in ("light", "dark"):
            return chosen
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _apply_theme(self) -> None:
        chosen = theme(self._theme_name())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(chosen))
        self.setStyleSheet(style_sheet(chosen))
        for widget in (self.canvas, self.minimap, self.estimates, self.details):
            widget.set_theme(chosen)


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
