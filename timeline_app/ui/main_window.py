"""The main window: it makes the widgets and wires them to the state; they don't know each other."""

from collections.abc import Callable, Mapping

import numpy as np
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
)

from timeline_app.formats.problems import Problem
from timeline_app.layout.sums.pointing import SumSpot
from timeline_app.layout.view import NO_ITEMS, Item, Items
from timeline_app.model.quantity import NumberFormat
from timeline_app.paint.fonts import Fonts
from timeline_app.paint.palette import palette
from timeline_app.paint.theme import Theme, style_sheet
from timeline_app.resources import GALLERY, STARTER, seed
from timeline_app.ui import settings
from timeline_app.ui.actions import COMMANDS, KeysDialog, make_actions, show_about
from timeline_app.ui.appearance import CHOICES, Appearance
from timeline_app.ui.body import Body
from timeline_app.ui.canvas import ZOOM_OF_NOTCH, CanvasView
from timeline_app.ui.clocks import Clocks
from timeline_app.ui.columns import Columns
from timeline_app.ui.counting import Counting
from timeline_app.ui.detail_panel import DetailPanel
from timeline_app.ui.estimate_commands import EstimateCommands
from timeline_app.ui.estimates_bar import EstimatesBar
from timeline_app.ui.estimates_panel import EstimatesPanel
from timeline_app.ui.file_commands import FileCommands
from timeline_app.ui.file_set import names_of
from timeline_app.ui.files_menu import FilesMenu
from timeline_app.ui.filtering import Filtering
from timeline_app.ui.formats_dialog import FormatsDialog
from timeline_app.ui.header_bar import HeaderBar, subtitle
from timeline_app.ui.lane_menu import LaneMenu
from timeline_app.ui.minimap import MinimapView
from timeline_app.ui.open_files import OpenFiles
from timeline_app.ui.pictures import Pictures
from timeline_app.ui.playing import Player
from timeline_app.ui.problems_panel import ProblemsPanel, problem_words
from timeline_app.ui.recent_files import RecentMenu
from timeline_app.ui.search_bar import SearchBar
from timeline_app.ui.side_panel import SidePanel
from timeline_app.ui.state import State
from timeline_app.ui.status_line import StatusLine
from timeline_app.ui.status_words import HOW_TO_MOVE, counted_words, note_words
from timeline_app.ui.window_place import open_in_place

_LANE_STEP = 60.0
_ZOOM, _PAN = 0.6, 0.15


class MainWindow(QMainWindow):
    """The window of the program."""

    def __init__(self, fonts: Fonts) -> None:
        super().__init__()
        self.setWindowTitle("Timeline")
        self.setAcceptDrops(True)
        self.state, self.appearance = State(_number_format(), self), Appearance(self)
        self._fonts = fonts
        look, shown = self.appearance.theme, (self.state.index, self.state.view)
        self.canvas, self.minimap = CanvasView(fonts, look, *shown), MinimapView(fonts, look, *shown)
        self.estimates, self.details = EstimatesPanel(fonts, look, *shown), DetailPanel(look, *shown)
        self.problems_panel, self.status = ProblemsPanel(), StatusLine()
        self.player = Player(self.state)
        self._figures = EstimateCommands(self, self.state, self.status)
        self._counting = Counting(self, self.state)
        self.columns = Columns(self, fonts, self.appearance, self.state.view.numbers)
        self.files = OpenFiles(self.state, self, lambda: self.columns.mappings)
        self._file_commands = FileCommands(self, self.state, self.files, self.columns, self.status)
        self.search = SearchBar(self.state.view.numbers, self)
        self._filtering, self.lane_menu = Filtering(self.state, self.search), LaneMenu(self.state, self)
        self._pictures = Pictures(self, self.state, self.status)
        self.actions_by_name, menus = make_actions(self, self.canvas, self._methods())
        self._add_menus(menus)
        self._figures.copy_menu(self.actions_by_name["copy-table"])
        menus_of_bar = (self._figures.sorts, self._counting.menu)
        bar = EstimatesBar(self.actions_by_name, menus_of_bar, self.player)
        commands = self.actions_by_name
        self.estimates.addActions([commands[name] for name in ("play", "cursor-earlier", "cursor-later")])
        everywhere = [commands[one.name] for one in COMMANDS if one.keys and not one.on_canvas]
        self.side = SidePanel(bar, self.estimates, self.details, everywhere)
        self.header = HeaderBar(self.actions_by_name, self.search)
        self.body = Body(self.header, (self.canvas, self.minimap), self.side, self.problems_panel)
        self.setCentralWidget(self.body)
        self.setStatusBar(self.status)
        self.status.show_note(HOW_TO_MOVE)
        self._arrange_side()
        self._wire()
        self._clocks = Clocks(self.state, menus["&View"], self.actions_by_name["weeks"], self.status)
        self._apply(look)
        open_in_place(self, settings.GEOMETRY.read())
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    # Widgets

    def _add_menus(self, menus: Mapping[str, QMenu]) -> None:
        """The entries that aren't commands: recent files, themes and lanes."""
        self.lane_menu.add_to(menus["&Lanes"])
        recent = RecentMenu(self)
        recent.chosen.connect(lambda path: self.files.open([path]))
        menus["&File"].insertMenu(self.actions_by_name["show-file"], recent)
        menus["&Estimates"].insertMenu(self.actions_by_name["log"], self._figures.sorts)
        menus["&Estimates"].insertMenu(self.actions_by_name["log"], self._counting.menu)
        self._files_menu = FilesMenu(menus["F&iles"], self.files)
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
        self.canvas.sum_wanted.connect(self._list_summed)
        self.canvas.lane_folded.connect(self.lane_menu.fold)
        self.canvas.lane_menu_wanted.connect(self.lane_menu.open_at)
        self.canvas.range_wanted.connect(self._filtering.keep_range)
        self.canvas.drawn.connect(self._show_note)
        self.estimates.picked.connect(lambda item: state.reveal(item) if item else state.select(None))
        self.details.item_wanted.connect(state.reveal)
        self.player.told.connect(self.actions_by_name["play"].setChecked)
        self.side.detached.connect(self.actions_by_name["detach"].setChecked)
        self.search.found.connect(state.show_hits)
        self.search.chosen.connect(state.reveal)
        self._filtering.progressed.connect(self._show_filtering)
        self._counting.progressed.connect(self._show_filtering)
        self._counting.failed.connect(self.status.say)
        self._filtering.refused.connect(self.status.say)
        self._filtering.told.connect(self.actions_by_name["filter"].setChecked)
        self.files.loader.progressed.connect(self.status.show_work)
        self.files.loader.finished.connect(self._end_work)
        self.files.taken.connect(self._show_problems)
        self.files.said.connect(self.status.say)
        self.files.doubted.connect(self.columns.ask)
        self.columns.answered.connect(self.files.open_again)
        self.columns.refused.connect(self.status.say)
        self.details.file_wanted.connect(self._file_commands.show_file)
        self.problems_panel.file_wanted.connect(self._file_commands.show_file)
        self.problems_panel.item_wanted.connect(self._show_item)
        self.problems_panel.columns_wanted.connect(self.columns.ask)
        self.status.cancelled.connect(self._cancel)
        self.status.problems_wanted.connect(self._toggle_problems)
        self._pictures.finished.connect(self._close_if_asked)
        self._pictures.failed.connect(self._stay_open)

    # State to widgets

    def _show_document(self) -> None:
        timeline = self.state.timeline
        files = self.files.files
        title = timeline.title or names_of(files.paths) or "Timeline"
        self.setWindowTitle(f"{title} – Timeline")
        self.header.show_title(title, subtitle(timeline, self.state.view.numbers))
        self.search.set_index(self.state.index)
        self.status.show_files(files.words(), "\n".join(files.paths))

    def _show_view(self) -> None:
        for widget in (self.canvas, self.minimap, self.estimates, self.details):
            widget.set_view(self.state.index, self.state.view)
        self._figures.mark(self.actions_by_name)
        self._show_counts()
        self._arrange_side()

    def _arrange_side(self) -> None:
        view = self.state.view
        compared = len(self.state.timeline.estimates) > 0 or view.counted is not None
        detailed = view.selected is not None
        self.side.arrange(compared=compared, detailed=detailed)

    def _toggle_panel(self) -> None:
        self.side.toggle_comparison()
        self._arrange_side()

    def _detach_panel(self) -> None:
        self.side.toggle_detached()

    def _apply(self, look: Theme) -> None:
        """Take on the colours of a theme."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(look))
        self.setStyleSheet(style_sheet(look))
        for widget in (self.canvas, self.minimap, self.estimates, self.details):
            widget.set_theme(look)

    def _show_counts(self) -> None:
        words = counted_words(self.state, self.files.events_left_out)
        self.status.show_counts(words, problem_words(self.files.problems))

    def _show_note(self) -> None:
        drawing = self.canvas.drawing
        self.state.pixels = drawing.plot.width
        self.status.show_note(note_words(self.state, drawing))

    # Files

    def open_files(self, paths: list[str]) -> None:
        """Open files as one timeline; what is open stays until they are read."""
        self.files.open(paths)

    def _end_work(self) -> None:
        self.status.show_work("")

    def _show_problems(self, problems: tuple[Problem, ...], heading: str, listed: bool) -> None:
        self.problems_panel.show_problems(problems, heading, self.state.timeline.origins)
        self.problems_panel.offer_columns(self.files.doubtful)
        self.problems_panel.setVisible(listed)
        self._show_counts()

    def _show_filtering(self, words: str) -> None:
        if not self.files.loader.running:
            self.status.show_work(words)

    def _cancel(self) -> None:
        self.files.loader.cancel()
        self._filtering.cancel()
        self._counting.cancel()
        self.status.show_work("")
        self._pictures.cancel()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped, or add it to what is open."""
        self._file_commands.drop(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's place; a picture that is being written is finished first."""
        if self._pictures.running:
            self._pictures.closing = True
            self.status.show_work("Exporting; the window closes when the picture is written …")
            event.ignore()
            return
        self.side.attach()
        self.files.loader.cancel()
        settings.GEOMETRY.write(self.saveGeometry())
        super().closeEvent(event)

    # Commands

    def _methods(self) -> dict[str, Callable[[], object]]:
        state = self.state
        return {
            "open": self._file_commands.ask,
            "open-folder": self._file_commands.ask_folder,
            "add": self._file_commands.ask_more,
            "reload": self.files.reload,
            "columns": self._file_commands.ask_columns,
            "show-file": self._file_commands.show_selected,
            "export": self._pictures.ask,
            "copy": lambda: self._pictures.copy(self.appearance.theme.name),
            "print": self._pictures.print,
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
            "detach": self._detach_panel,
            "export-panel": lambda: self._pictures.ask_panel(self.estimates.width(), self.appearance.theme.name),
            "play": self.player.toggle,
            "faster": lambda: self.player.change_speed(1),
            "slower": lambda: self.player.change_speed(-1),
            "weeks": self._toggle_weeks,
            "problems": self._toggle_problems,
            "clear": self._clear,
            "keys": lambda: KeysDialog(self).exec(),
            "legend": self._show_legend,
            "formats": lambda: FormatsDialog(self).exec(),
            "gallery": lambda: self.files.open([str(seed(GALLERY))]),
            "starter": lambda: self.files.open([str(seed(STARTER))]),
            "about": lambda: show_about(self),
            **self._figures.methods,
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
        elif self.files.problems:
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

    def _list_summed(self, spot: SumSpot) -> None:
        """The events of a sum: another click leads to the card, which names publisher, source, file and line."""
        index = next(lane.index for lane in self.state.index.lanes if lane.id == spot.lane)
        rows = index.touching(self.state.timeline.events.times, spot.stretch.start, spot.stretch.end)
        heading = " · ".join(spot.lines(self.state.timeline, self.state.view.numbers))
        told = spot.told(self.state.timeline, rows, self.state.view.numbers)
        self.search.list_items(heading, Items(np.array(sorted(told), np.int64), NO_ITEMS.estimates), told)

    def _ask_date(self) -> None:
        from timeline_app.ui.go_to import go_to_date  # not needed to start

        go_to_date(self, self.state)

    def _ask_as_of(self) -> None:
        from timeline_app.ui.go_to import compare_as_of

        compare_as_of(self, self.state)

    def _close_if_asked(self) -> None:
        """Close once the picture is written that the window waited for."""
        if self._pictures.closing:
            self.close()

    def _stay_open(self) -> None:
        self._pictures.closing = False


def _number_format() -> NumberFormat:
    locale = QLocale()
    return NumberFormat(locale.groupSeparator() or ",", locale.decimalPoint())
