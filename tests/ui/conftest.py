"""What the tests of the window share: a window on the starter timeline, settings of its own, files to open."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QToolTip

from timeline_app.paint.fonts import window_fonts
from timeline_app.resources import STARTER, seed
from timeline_app.ui import loading, motion
from timeline_app.ui.main_window import MainWindow

MakeWindow = Callable[..., MainWindow]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Qt's platform without a screen warns of what it can't do with windows; nothing of ours can change that."""
    item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session")
def fusion(qapp: QApplication) -> QApplication:
    qapp.setStyle("Fusion")
    return qapp


@pytest.fixture(autouse=True)
def settings_file(tmp_path: Path) -> Path:
    """Where this test's settings are kept; nothing is in them."""
    folder = tmp_path / "settings"
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    return folder / "timeline-app" / "timeline-app.ini"


@pytest.fixture(autouse=True)
def without_motion(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wheel zooms at once, but in the tests of how it glides."""
    monkeypatch.setattr(motion, "DURATION_MS", 0)


@pytest.fixture(autouse=True)
def files_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What tests open is there at once, but for the files of which they want to see how they are read."""
    monkeypatch.setattr(loading, "_AT_ONCE", 100_000)


@pytest.fixture
def make_window(qtbot, fusion) -> Iterator[MakeWindow]:
    """Opens windows, on the starter timeline unless files are given, and waits until they are drawn."""

    def make(*files: Path | str, size: tuple[int, int] = (1440, 900)) -> MainWindow:
        window = MainWindow(window_fonts())
        qtbot.addWidget(window)
        window.open_files([str(file) for file in files] or [str(seed(STARTER))])
        window.resize(*size)
        with qtbot.waitSignal(window.canvas.drawn):
            window.show()
            window.activateWindow()
        qtbot.waitExposed(window)
        return window

    yield make
    QToolTip.hideText()
    QGuiApplication.clipboard().clear()


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    """The window on the starter timeline."""
    return make_window()


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """3,000 events in three lanes, one to four a day, from 2020 on; small enough to be read at once."""
    path = tmp_path / "many.csv"
    rows = (f"{2020 + n // 1000}-{1 + n // 84 % 12:02}-{1 + n % 28:02},Event {n},Lane {n % 3}" for n in range(3000))
    path.write_text("\n".join(("when,title,lane", *rows)), "utf-8")
    return path


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file that is too large to be read without leaving the GUI thread."""
    path = tmp_path / "large.csv"
    rows = (f"2021-{1 + n % 12:02},A large file's event number {n}" for n in range(4000))
    path.write_text("\n".join(("when,title", *rows)), "utf-8")
    return path
