"""What is remembered from one time to the next."""

import pytest
from PySide6.QtCore import QByteArray

from timeline_app.paint.fonts import window_fonts
from timeline_app.ui import settings
from timeline_app.ui.main_window import MainWindow
from timeline_app.ui.recent_files import RecentMenu
from timeline_app.ui.settings import EXPORT_FOLDER, GEOMETRY, RECENT, THEME, Setting


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (THEME, "dark"),
        (EXPORT_FOLDER, "/somewhere/Bilder und – Karten"),
        (RECENT, ["/a.csv"]),
        (RECENT, ["/a, b.csv", "/ü;=%.csv", "/[c].csv"]),
        (RECENT, []),
        (GEOMETRY, QByteArray(b"\x00\x01\xff")),
    ],
)
def test_a_value_comes_back_as_it_was_written(setting, value):
    setting.write(value)
    assert setting.read() == value


@pytest.mark.parametrize("setting", [THEME, EXPORT_FOLDER, RECENT, GEOMETRY])
def test_what_was_never_set_has_its_default(setting):
    assert setting.read() == setting.default


def test_a_value_of_another_kind_is_the_default():
    Setting("theme", 0).write(7)
    Setting("geometry", "").write("nonsense")
    assert GEOMETRY.read() == GEOMETRY.default
    assert isinstance(THEME.read(), str)


def test_a_recent_file_is_listed_once():
    for path in ("/a", "/b", "/a"):
        settings.remember_file(path)
    assert RECENT.read() == ["/a", "/b"]


def test_settings_are_kept_in_the_users_own_folder(settings_file):
    THEME.write("dark")
    settings._store().sync()
    assert "theme=dark" in settings_file.read_text()


def test_size_and_place_of_the_window_come_back(make_window):
    window = make_window(size=(760, 640))
    window.move(20, 30)
    left = window.geometry()
    window.close()
    again = MainWindow(window_fonts())
    assert again.geometry() == left
    again.deleteLater()


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\xff\xfe rubbish",
        b"theme=[[[\n[recent\n=",
        b"[General]\ntheme=purple\nrecent=@Invalid()\ngeometry=@ByteArray(rubbish)\n",
        b"[General]\ntheme=1, 2, 3\nrecent=7\ngeometry=7\nexport-folder=@Size(3 4)\n",
        pytest.param(
            b"[General]\nrecent=@Variant(\\0\\0\\0\\x7f\\0)\n",
            marks=pytest.mark.qt_log_ignore("QVariant::load", "This plugin does not support"),
        ),
    ],
)
def test_a_broken_settings_file_does_not_stop_the_start(settings_file, make_window, content):
    settings_file.parent.mkdir(parents=True)
    settings_file.write_bytes(content)
    window = make_window()
    assert len(window.state.timeline.events) == 4
    window.findChild(RecentMenu).aboutToShow.emit()
    window.close()


def test_a_settings_file_that_cannot_be_written_does_not_stop_anything(settings_file, make_window):
    settings_file.parent.mkdir(parents=True)
    settings_file.mkdir()
    window = make_window()
    window.appearance.choose("dark")
    assert window.close()
