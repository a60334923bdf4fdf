"""Whose clocks tell the times: the file's by default, UTC's or this computer's by choice; and weeks on the axis."""

import json
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QByteArray, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolTip

from tests.ui.gestures import drag, hover
from tests.ui.shown import status_words
from timeline_app.cli import exit_codes, main
from timeline_app.layout.view import Item
from timeline_app.layout.window import TimeWindow
from timeline_app.model import calendar
from timeline_app.model.zones import UTC, Zone
from timeline_app.ui import settings, state

KYIV, TOKYO = Zone("Europe/Kyiv"), Zone("Asia/Tokyo")
MORNING = calendar.seconds_at(2023, 2, 14, 6)
DAY_OF_KYIV = TimeWindow(calendar.seconds_at(2023, 2, 13, 22), calendar.seconds_at(2023, 2, 14, 22))


@pytest.fixture
def kyiv(tmp_path):
    """A file of Kyiv with an event and an estimate."""
    path = tmp_path / "kyiv.timeline.json"
    content = {
        "format": "timeline/1",
        "title": "In Kyiv",
        "time_zone": "Europe/Kyiv",
        "publishers": [{"id": "p", "title": "Publisher"}],
        "events": [{"id": "a", "title": "Noon", "when": "2023-02-14T12:00"}],
        "estimates": [{"id": "e", "measure": "killed", "best": 5, "publisher": "p", "as_of": "2023-02-14"}],
    }
    path.write_text(json.dumps(content), "utf-8")
    return path


@pytest.fixture(autouse=True)
def here(monkeypatch):
    """This computer is in Tokyo."""
    monkeypatch.setattr(state.QTimeZone, "systemTimeZoneId", lambda: QByteArray(TOKYO.name.encode()))


def entry(window, words: str) -> QAction:
    """The entry of the menu View that begins with some words, once the menu has been opened."""
    (menu,) = (action.menu() for action in window.menuBar().actions() if action.text() == "&View")
    menu.aboutToShow.emit()
    (found,) = (one for one in menu.actions() if one.text().replace("&", "").startswith(words))
    return found


def axis_words(window) -> list[str]:
    return [part.text for part in window.canvas.drawing.scene.group("axis").parts if hasattr(part, "text")]


def test_times_are_those_of_the_file_unless_others_are_chosen(make_window, kyiv):
    window = make_window(kyiv)
    window.state.show_window(DAY_OF_KYIV)
    assert window.state.view.zone == KYIV
    assert entry(window, "Times as in the file").isChecked()
    assert "Tue 14 Feb 2023" in axis_words(window)
    assert axis_words(window)[0] == "00:00"
    assert "Europe/Kyiv (UTC+2)" in axis_words(window)
    assert window.canvas.drawing.scene.group("axis").title.endswith("Europe/Kyiv (UTC+2)")


@pytest.mark.parametrize(
    ("words", "zone", "first", "said"),
    [
        ("Times as in the file (Europe/Kyiv)", KYIV, "00:00", "Europe/Kyiv (UTC+2)"),
        ("Times in UTC", UTC, "22:00", "UTC"),
        ("Times on this computer (Asia/Tokyo)", TOKYO, "08:00", "Asia/Tokyo (UTC+9)"),
    ],
)
def test_the_menu_says_which_clocks_there_are_and_the_window_follows_the_choice(
    make_window, kyiv, words, zone, first, said
):
    window = make_window(kyiv)
    window.state.show_window(DAY_OF_KYIV)
    entry(window, "Times in UTC").trigger()
    bounds = window.state.timeline.extent
    entry(window, words).trigger()
    checked = [one for one in entry(window, words).parent().actions() if one.isChecked()]
    assert checked == [entry(window, words)]
    assert window.state.view.zone == zone
    assert window.state.view.window == DAY_OF_KYIV
    assert window.state.timeline.extent == bounds
    assert axis_words(window)[0] == first
    assert said in status_words(window)
    assert said in window.status.findChild(QLabel, "zone").toolTip()


def test_the_choice_holds_for_the_next_file_and_the_next_start(make_window, kyiv, many):
    window = make_window(kyiv)
    entry(window, "Times on this computer").trigger()
    window.open_files([str(many)])
    assert window.state.view.zone == TOKYO
    assert make_window(kyiv).state.view.zone == TOKYO
    assert settings.TIMES.read() == "here"


def test_a_zone_of_no_place_is_called_by_its_offset_wherever_it_is_named(make_window, tmp_path):
    path = tmp_path / "texas.xml"
    path.write_text('<data><event start="Nov 22 1963 12:30:00 GMT-0600" title="Shots"/></data>')
    window = make_window(path)
    assert window.state.view.zone == Zone("Etc/GMT+6")
    assert "UTC−6" in status_words(window)
    assert entry(window, "Times as in the file").text().endswith("(UTC−6)")
    said = [*axis_words(window), window.status.findChild(QLabel, "zone").toolTip(), *status_words(window)]
    assert not any("GMT" in words for words in said)


def test_another_file_brings_its_own_zone(make_window, kyiv, many):
    window = make_window(many)
    assert window.state.view.zone == UTC
    assert entry(window, "Times as in the file").text().endswith("(UTC)")
    window.open_files([str(kyiv)])
    assert window.state.view.zone == KYIV
    assert entry(window, "Times as in the file").text().endswith("(Europe/Kyiv)")


def test_a_choice_that_is_none_is_the_files(make_window, kyiv):
    settings.TIMES.write("nonsense")
    window = make_window(kyiv)
    assert window.state.view.zone == KYIV
    assert entry(window, "Times as in the file").isChecked()


def test_a_computer_whose_zone_is_not_known_tells_utc(monkeypatch, make_window, kyiv):
    monkeypatch.setattr(state.QTimeZone, "systemTimeZoneId", lambda: QByteArray(b"Mars/Base"))
    window = make_window(kyiv)
    entry(window, "Times on this computer (UTC)").trigger()
    assert window.state.view.zone == UTC


def test_the_cursor_is_dragged_to_midnights_of_the_zone_and_moved_by_its_days(make_window, kyiv):
    window = make_window(kyiv)
    window.state.show_window(TimeWindow(MORNING - 400 * calendar.DAY, MORNING + 200 * calendar.DAY))
    window.state.move_cursor(KYIV.seconds_of(calendar.seconds_at(2023, 3, 26)))
    canvas = window.canvas
    plot = canvas.drawing.plot
    at = QPoint(round(plot.x + canvas.drawing.window.x_of(window.state.view.as_of, plot.width)), round(plot.y - 10))
    window.actions_by_name["cursor-later"].trigger()
    assert window.state.view.as_of == calendar.seconds_at(2023, 3, 26, 21)  # a day of 23 hours
    drag(canvas, at, at - QPoint(200, 0))
    assert KYIV.wall_of(window.state.view.as_of) % calendar.DAY == 0
    assert KYIV.offset_at(window.state.view.as_of) != 0


def test_a_strip_says_its_range_by_the_clocks_of_the_zone(make_window, tmp_path):
    path = tmp_path / "crowd.timeline.json"
    events = [{"id": f"e{n}", "title": "E", "when": "2023-02-14T23:30:00Z"} for n in range(200)]
    path.write_text(json.dumps({"format": "timeline/1", "time_zone": "Asia/Tokyo", "events": events}), "utf-8")
    window = make_window(path)
    window.state.show_window(TimeWindow(MORNING - 100 * calendar.DAY, MORNING + 100 * calendar.DAY))
    canvas = window.canvas
    plot = canvas.drawing.plot
    instant = calendar.seconds_at(2023, 2, 14, 23, 30)
    hover(canvas, QPoint(round(plot.x + canvas.drawing.window.x_of(instant, plot.width)), round(plot.y + 60)))
    counted, stretch = QToolTip.text().splitlines()
    assert counted.startswith("200 events in the")
    assert "15 Feb 2023" in stretch


def test_weeks_are_counted_by_choice_and_the_choice_is_kept(make_window, kyiv):
    window = make_window(kyiv)
    window.state.show_window(TimeWindow(MORNING, MORNING + 100 * calendar.DAY))
    weeks = window.actions_by_name["weeks"]
    assert (weeks.isCheckable(), weeks.isChecked()) == (True, False)
    assert "W9" not in axis_words(window)
    weeks.trigger()
    assert weeks.isChecked()
    assert {"W8", "W9", "W10", "March 2023"} <= set(axis_words(window))
    again = make_window(kyiv)
    assert again.actions_by_name["weeks"].isChecked()
    assert again.state.view.weeks
    again.actions_by_name["weeks"].trigger()
    assert settings.WEEKS.read() is False


def test_the_card_of_a_time_follows_the_clocks_that_are_shown(make_window, kyiv):
    window = make_window(kyiv)
    window.state.select(Item("event", 0))
    assert "Tuesday 14 February 2023, 12:00\n" in window.details.toPlainText()
    entry(window, "Times in UTC").trigger()
    said = window.details.toPlainText()
    assert "Tuesday 14 February 2023, 12:00, Europe/Kyiv time" in said
    assert "That is Tuesday 14 February 2023, 10:00 UTC" in said


# Pictures


def picture_words(path) -> str:
    return " ".join(ET.parse(path).getroot().itertext())


@pytest.fixture
def export(kyiv, tmp_path, qapp):
    """Writes a picture of a day of the file and returns the exit code and its words."""

    def run(*options: str) -> tuple[int, str]:
        out = tmp_path / "out.svg"
        day = ("--from", "2023-02-14T10:00", "--to", "2023-02-14T14:00")
        code = main(["export", str(kyiv), "-o", str(out), "--force", *day, *options])
        return code, picture_words(out) if out.exists() else ""

    return run


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), ["Europe/Kyiv (UTC+2)", "12:00", "10:00"]),
        (("--zone", "UTC"), ["UTC", "10:00", "14 Feb 2023, 12:00, Europe/Kyiv time"]),
        (("--zone", "America/New_York"), ["America/New_York (UTC−5)", "10:00", "12:00"]),
        (("--zone", "local"), ["Asia/Tokyo (UTC+9)", "10:00", "12:00"]),
    ],
)
def test_a_picture_tells_the_times_of_the_file_or_of_the_zone_asked_for(export, options, words):
    code, said = export(*options)
    assert code == exit_codes.FINE
    for word in words:
        assert word in said


def test_a_zone_that_is_not_known_is_wrong_usage(export, capsys):
    assert export("--zone", "Mars/Base") == (exit_codes.WRONG_USAGE, "")
    assert (
        "the time zone 'Mars/Base' is not known; it is UTC, local or a name like Europe/Kyiv" in capsys.readouterr().err
    )


@pytest.mark.parametrize("zone", ["Europe/Kyiv", "Pacific/Honolulu"])
def test_the_range_of_a_picture_is_told_by_the_clocks_of_the_zone(export, zone):
    _, said = export("--zone", zone)
    assert "14 February 2023, 10:00 – 14:01" in said
