"""Opening files: what is shown, what stays, what is said."""

from threading import current_thread, main_thread

import pyarrow as pa
import pyarrow.csv as pa_csv
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QMenu

from tests.ui.gestures import LEFT, click, drop, place_of
from tests.ui.shown import button, heading, items_of, label, listed, status_words, words_of
from timeline_app.paint.fonts import window_fonts
from timeline_app.ui import loading, settings
from timeline_app.ui.loading import Loader
from timeline_app.ui.main_window import MainWindow

STARTER_TITLE = "Reported Russian losses in the war in Ukraine, 2022–2023"
WAIT_MS = 20_000  # for a process of its own, on a busy machine


@pytest.fixture
def two(tmp_path):
    path = tmp_path / "two.csv"
    path.write_text("when,title\n2020-05,First\n2021,Second\n", "utf-8")
    return path


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "broken.timeline.json"
    path.write_text('{"format": "timeline/1",\n "events": [{"when": "2020", "title": ', "utf-8")
    return path


def test_the_starter_timeline_is_shown_whole(window):
    assert window.windowTitle() == f"{STARTER_TITLE} – Timeline"
    assert label(window.header, "timelineSubtitle").toolTip() == "4 events · 6 estimates · 8 sources"
    assert items_of(window.canvas.drawing.scene) == [f"estimate:{row}" for row in range(6)] + [
        f"event:{row}" for row in range(4)
    ]
    assert "4 of 4 events in view · none undated" in status_words(window)
    assert button(window.status, "no problems").isVisible()
    assert not window.problems_panel.isVisible()


def test_a_file_without_a_title_is_called_by_its_name(window, two):
    window.open_files([str(two)])
    assert window.windowTitle() == "two – Timeline"
    assert "two.csv" in status_words(window)


def test_a_broken_file_leaves_the_open_timeline_as_it_was_and_lists_what_is_wrong(window, broken):
    index, view = window.state.index, window.state.view
    window.open_files([str(broken)])
    assert window.state.index is index
    assert window.state.view == view
    assert window.windowTitle() == f"{STARTER_TITLE} – Timeline"
    assert heading(window.problems_panel) == "broken.timeline.json can't be opened; the open timeline stays"
    (line,) = listed(window.problems_panel)
    assert line.startswith(f"{broken}:2:")
    assert ": error: " in line


@pytest.mark.parametrize("name", ["nowhere.csv", "empty.csv", "picture.png", "folder"])
def test_what_is_no_timeline_is_a_problem_in_words(window, qtbot, tmp_path, name):
    (tmp_path / "empty.csv").touch()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "folder").mkdir()
    with qtbot.waitSignal(window.files.loader.finished, timeout=WAIT_MS):
        window.open_files([str(tmp_path / name)])
    assert len(window.state.timeline.events) == 4
    assert "the open timeline stays" in heading(window.problems_panel)
    assert listed(window.problems_panel)


def test_a_file_with_some_bad_rows_shows_the_rest_and_keeps_them_in_the_tray(window, qtbot, tmp_path):
    path = tmp_path / "some.csv"
    path.write_text("when,title\n2020-05,Good\nsoonish,Vague\n,Nothing said\n2021,Fine\n", "utf-8")
    with qtbot.waitSignal(window.canvas.drawn):
        window.open_files([str(path)])
    assert "2 of 4 events in view · 2 undated" in status_words(window)
    assert "everything else is shown" in heading(window.problems_panel)
    assert any(line.startswith(f"{path}:3:") and "soonish" in line for line in listed(window.problems_panel))
    tray = window.canvas.drawing.scene.group("undated")
    undated = [group.title for group in tray.walk() if group.area]
    assert [title.split()[0].rstrip(",") for title in undated] == ["Vague", "Nothing"]
    assert all(title.endswith("no date") for title in undated)
    click(window.canvas, place_of(window.canvas, "event:1"))
    assert "“soonish” is not a date" in window.details.toPlainText()


def test_the_number_of_problems_opens_and_closes_their_list(window, qtbot, broken):
    window.open_files([str(broken)])
    problems = button(window.status, "1 problem")
    qtbot.mouseClick(problems, LEFT)
    assert not window.problems_panel.isVisible()
    qtbot.mouseClick(problems, LEFT)
    assert listed(window.problems_panel)
    button(window.problems_panel, "Close").click()
    assert not window.problems_panel.isVisible()


def test_a_good_file_puts_the_problems_of_the_one_before_away(window, two, broken):
    window.open_files([str(broken)])
    window.open_files([str(two)])
    assert not window.problems_panel.isVisible()
    assert button(window.status, "no problems").isVisible()


def test_several_files_are_one_timeline(window, two, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("when,title,lane\n2022,Third,Elsewhere\n", "utf-8")
    window.open_files([str(two), str(other)])
    assert len(window.state.timeline.events) == 3
    assert "two.csv and 1 more" in status_words(window)
    assert {lane.title for lane in window.state.timeline.lanes} >= {"Elsewhere"}


def test_of_several_files_the_readable_ones_are_shown_and_the_others_are_problems(window, two, broken):
    window.open_files([str(two), str(broken)])
    assert len(window.state.timeline.events) == 2
    assert any(line.startswith(str(broken)) for line in listed(window.problems_panel))


def test_another_timeline_is_shown_whole_with_nothing_of_the_one_before(window, two):
    click(window.canvas, place_of(window.canvas, "event:0"))
    window.state.zoom(0.01)
    window.open_files([str(two)])
    assert window.state.view.selected is None
    assert not window.details.isVisible()
    assert items_of(window.canvas.drawing.scene) == ["event:0", "event:1"]


def test_files_are_chosen_in_a_dialog(window, monkeypatch, two):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(two)], ""))
    button(window.header, "Open").click()
    assert window.windowTitle() == "two – Timeline"


def test_a_dialog_that_is_left_without_a_choice_changes_nothing(window, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    button(window.header, "Open").click()
    assert window.windowTitle() == f"{STARTER_TITLE} – Timeline"


@pytest.mark.parametrize("part", ["canvas", "minimap", "estimates", "status", "search", "header"])
def test_files_may_be_dropped_anywhere(window, two, part):
    assert drop(getattr(window, part), [two])
    assert window.windowTitle() == "two – Timeline"


def test_several_files_may_be_dropped_at_once(window, two, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("when,title\n2022,Third\n", "utf-8")
    assert drop(window, [two, other])
    assert len(window.state.timeline.events) == 3


# Nothing


@pytest.fixture
def nothing(tmp_path):
    path = tmp_path / "nothing.timeline.json"
    path.write_text('{"format": "timeline/1", "title": "Nothing yet", "events": []}', "utf-8")
    return path


def test_a_timeline_without_anything_says_so_and_how_to_open_another(make_window, nothing, two):
    window = make_window(nothing)
    assert "No events" in words_of(window.canvas.drawing.scene)
    assert "open a file with Ctrl+O, or drop one here" in status_words(window)
    window.open_files([str(two)])
    window.canvas.viewport().repaint()
    assert "No events" not in words_of(window.canvas.drawing.scene)
    assert "open a file with Ctrl+O" not in status_words(window)
    assert "scroll zooms, drag pans, ? shows all keys" in status_words(window)


# A small window


def test_the_window_fits_a_screen_of_800_by_600(make_window):
    window = make_window(size=(800, 600))
    assert (window.width(), window.height()) == (800, 600)
    assert "4 of 4 events in view · none undated" in status_words(window)


def test_no_words_make_the_window_wider(make_window, qtbot, tmp_path):
    path = tmp_path / f"{'a long name of a file ' * 8}.timeline.json"
    events = '{"when": "2020", "title": "' + "A long title " * 40 + '"}, {"when": "2021", "title": "Other"}'
    path.write_text(f'{{"format": "timeline/1", "title": "{"Words " * 60}", "events": [{events}]}}', "utf-8")
    window = make_window(path, size=(800, 600))
    for _ in range(3):
        window.state.zoom(0.01)
        with qtbot.waitSignal(window.canvas.drawn):
            window.state.pan(3)
    window.state.step("event", 1)
    assert window.minimumSizeHint().width() <= 800
    assert (window.width(), window.height()) == (800, 600)


def test_what_is_cut_is_whole_in_its_tooltip(make_window):
    window = make_window(size=(800, 600))
    title = label(window.header, "timelineTitle")
    assert title.text().endswith("…")
    assert title.toolTip() == STARTER_TITLE


# Recent files


def test_files_that_were_opened_are_offered_again_the_latest_first(window, two, tmp_path):
    other = tmp_path / "R&D.csv"
    other.write_text("when,title\n2022,Third\n", "utf-8")
    window.open_files([str(two)])
    window.open_files([str(other)])
    menu = recent_menu(window)
    assert [action.text() for action in menu.actions()] == [str(other).replace("&", "&&"), str(two)]
    menu.actions()[1].trigger()
    assert window.windowTitle() == "two – Timeline"
    assert recent_menu(window).actions()[0].text() == str(two)


def test_neither_the_starter_timeline_nor_what_cannot_be_read_is_offered_again(window, broken):
    window.open_files([str(broken)])
    (only,) = recent_menu(window).actions()
    assert (only.text(), only.isEnabled()) == ("no files yet", False)


def test_a_recent_file_that_is_gone_is_a_problem_in_words(window, two):
    window.open_files([str(two)])
    two.unlink()
    recent_menu(window).actions()[0].trigger()
    assert "there is no such file" in listed(window.problems_panel)[0]
    assert len(window.state.timeline.events) == 2


def test_ten_recent_files_are_kept(window):
    for number in range(12):
        settings.remember_file(f"/{number}.csv")
    assert [action.text() for action in recent_menu(window).actions()] == [f"/{n}.csv" for n in range(11, 1, -1)]


def recent_menu(window) -> QMenu:
    (menu,) = (menu for menu in window.findChildren(QMenu) if menu.title() == "Open &recent")
    menu.aboutToShow.emit()
    return menu


# Large files


@pytest.fixture
def slow(tmp_path, monkeypatch):
    """A larger file that has to be read in a process of its own."""
    monkeypatch.setattr(loading, "_IN_THREAD", 100_000)
    path = tmp_path / "slow.timeline.json"
    events = ",".join(f'{{"id": "e{n}", "when": "2021-{1 + n % 12:02}", "title": "Event {n}"}}' for n in range(4000))
    path.write_text(f'{{"format": "timeline/1", "events": [{events}]}}', "utf-8")
    return path


def test_the_window_lives_while_a_large_file_is_read(window, qtbot, slow):
    beats = []
    timer = QTimer(window, interval=10)
    timer.timeout.connect(lambda: beats.append(window.files.loader.running))
    with qtbot.waitSignal(window.files.loader.finished, timeout=WAIT_MS):
        window.open_files([str(slow)])
        assert window.files.loader.running
        timer.start()
        assert "Reading slow.timeline.json …" in status_words(window)
        assert button(window.status, "Cancel").isVisible()
        assert window.windowTitle() == f"{STARTER_TITLE} – Timeline"
    timer.stop()
    assert beats.count(True) >= 5
    assert not window.files.loader.running
    assert len(window.state.timeline.events) == 4000
    assert "Reading" not in status_words(window)
    assert not button(window.status, "Cancel").isVisible()


def test_reading_can_be_cancelled_and_its_process_ends(window, qtbot, slow):
    window.open_files([str(slow)])
    reader = process_of(window, qtbot)
    with qtbot.assertNotEmitted(window.files.loader.finished):
        qtbot.mouseClick(button(window.status, "Cancel"), LEFT)
        assert not window.files.loader.running
        qtbot.waitUntil(lambda: not reader.is_alive(), timeout=WAIT_MS)
    assert window.windowTitle() == f"{STARTER_TITLE} – Timeline"
    assert "Reading" not in status_words(window)


def test_reading_that_is_cancelled_at_once_leaves_no_process_behind(window, qtbot, slow):
    window.open_files([str(slow)])
    reader = window.files.loader._job._process
    window.files.loader.cancel()
    qtbot.waitUntil(lambda: reader.exitcode is not None, timeout=WAIT_MS)
    assert reader.exitcode < 0


def test_opening_another_file_drops_the_one_that_is_being_read(window, qtbot, slow, two):
    finished = []
    window.files.loader.finished.connect(lambda paths: finished.append(paths))
    window.open_files([str(slow)])
    reader = process_of(window, qtbot)
    window.open_files([str(two)])
    assert window.windowTitle() == "two – Timeline"
    qtbot.waitUntil(lambda: not reader.is_alive(), timeout=WAIT_MS)
    with qtbot.waitSignal(window.files.loader.finished, timeout=WAIT_MS):
        window.open_files([str(slow)])
    assert finished == [(str(two),), (str(slow),)]


def test_a_reader_that_dies_is_a_problem_and_the_timeline_stays(window, qtbot, slow):
    with qtbot.waitSignal(window.files.loader.finished, timeout=WAIT_MS):
        window.open_files([str(slow)])
        process_of(window, qtbot).kill()
    (line,) = listed(window.problems_panel)
    assert line.startswith(f"{slow}: error: reading it failed")
    assert len(window.state.timeline.events) == 4


def test_closing_the_window_ends_what_is_being_read(window, qtbot, slow):
    window.open_files([str(slow)])
    reader = process_of(window, qtbot)
    window.close()
    qtbot.waitUntil(lambda: not reader.is_alive(), timeout=WAIT_MS)


def process_of(window, qtbot):
    """The process that reads, once it runs."""
    process = window.files.loader._job._process
    qtbot.waitUntil(lambda: process.pid is not None, timeout=WAIT_MS)
    return process


class Loads:
    """A loader, and what it tells."""

    def __init__(self, qtbot, prepare):
        self.loader, self.said, self.finished = Loader(prepare=prepare), [], []
        self._qtbot = qtbot
        self.loader.progressed.connect(self.said.append)
        self.loader.finished.connect(lambda *told: self.finished.append(told))

    def load(self, *paths):
        with self._qtbot.waitSignal(self.loader.finished, timeout=WAIT_MS):
            self.loader.load([str(path) for path in paths])
        return self.finished[-1]


@pytest.fixture
def loads(qtbot):
    found = Loads(qtbot, lambda timeline: (len(timeline.events), current_thread() is main_thread()))
    yield found
    found.loader.cancel()


def arrow_of(path):
    """The same events as an Arrow file."""
    table = pa_csv.read_csv(path)
    found = path.with_suffix(".arrow")
    with pa.OSFile(str(found), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    return found


def test_what_is_read_is_prepared_off_this_thread_unless_it_is_small(loads, two, large, slow):
    for path, count, here in (
        (two, 2, True),
        (large, 4000, False),
        (arrow_of(large), 4000, False),
        (slow, 4000, False),
    ):
        paths, reading, prepared = loads.load(path)
        assert (paths, len(reading.timeline.events), prepared) == ((str(path),), count, (count, here))
    names = dict.fromkeys(words.split()[1].rstrip(":") for words in loads.said)
    assert list(names) == ["large.csv", "large.arrow", "slow.timeline.json"]


def test_csv_with_a_flaw_and_several_files_are_read_in_a_process(loads, large, slow):
    large.write_text(large.read_text("utf-8") + '\n2022,6" gun\n', "utf-8")
    assert loads.load(large)[2] == (4001, False)
    assert loads.load(large, slow)[2] == (8001, False)
    assert "Reading large.csv and 1 more …" in loads.said


def test_what_cannot_be_read_is_not_prepared(loads, tmp_path):
    (tmp_path / "bad.arrow").write_bytes(b"ARROW1" + bytes(200_000))
    _, reading, prepared = loads.load(tmp_path / "bad.arrow")
    assert (reading.timeline, prepared) == (None, None)
    assert "can't be read as Arrow" in reading.problems[0].what


def test_reading_in_a_thread_that_is_cancelled_comes_to_nothing(loads, qtbot, large, two):
    loads.loader.load([str(large)])
    loads.loader.cancel()
    assert not loads.loader.running
    loads.load(two)
    assert [paths for paths, _, _ in loads.finished] == [(str(two),)]


def test_files_that_are_opened_in_quick_succession_are_never_read_by_two_threads_at_once(loads, large, monkeypatch):
    at_once, most, read_by_arrays = [], [], loading.read_by_arrays

    def counted(path, request):
        at_once.append(path)
        most.append(len(at_once))
        try:
            return read_by_arrays(path, request)
        finally:
            at_once.remove(path)

    monkeypatch.setattr(loading, "read_by_arrays", counted)
    for _ in range(4):
        loads.loader.load([str(large)])
    assert loads.load(large)[2] == (4000, False)
    assert max(most) == 1
    assert len(most) < 5


def test_what_was_said_doesnt_stand_over_the_work_under_way(window):
    window.status.say("Nothing to show alone: there is no search")
    window.status.show_work("Reading many.csv …")
    assert window.status.currentMessage() == ""
    assert "Reading many.csv …" in status_words(window)


def test_what_is_said_twice_is_never_written_over_what_stands_in_the_line(window):
    for _ in range(2):
        window.status.say("a.csv can't be opened; the open timeline stays")
        assert [label.isVisible() for label in (window.status._files, window.status._counts)] == [False, False]


def test_what_is_said_before_the_window_is_there_stands_alone_in_the_line(qtbot, fusion, tmp_path):
    window = MainWindow(window_fonts())
    qtbot.addWidget(window)
    window.open_files([str(tmp_path / "none.csv")])
    window.show()
    assert "can't be opened" in window.status.currentMessage()
    assert [label.isVisible() for label in (window.status._files, window.status._counts)] == [False, False]
