"""Exporting the panel alone from the window."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox

from tests.ui.shown import status_words

WAIT_MS = 20_000


@pytest.fixture
def export(window, qtbot, monkeypatch):
    """Exports the panel to a path, of a kind that is chosen in the dialog; what was warned of."""

    def carry_out(path, chosen="PNG picture (*.png)"):
        said = []
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), chosen))
        monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, words: said.append(words))
        window.actions_by_name["export-panel"].trigger()
        qtbot.waitUntil(lambda: not window._pictures.running, timeout=WAIT_MS)
        return said

    return carry_out


def test_the_panel_is_written_as_wide_as_it_is_shown(window, export, tmp_path):
    assert not export(tmp_path / "panel.png")
    assert QImage(str(tmp_path / "panel.png")).width() == 2 * window.estimates.width()
    assert "Exported to" in status_words(window)


@pytest.mark.parametrize(
    ("name", "chosen", "written"),
    [
        ("panel.svg", "PNG picture (*.png)", "panel.svg"),
        ("panel", "PDF document (*.pdf)", "panel.pdf"),
        ("panel.of.feb", "", "panel.of.feb.png"),
    ],
)
def test_the_ending_that_is_typed_or_else_the_choice_says_the_kind(export, tmp_path, name, chosen, written):
    assert not export(tmp_path / name, chosen)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [written]


def test_a_file_that_cannot_be_written_is_told(export, tmp_path):
    (said,) = export(tmp_path / "nowhere" / "panel.png")
    assert "can't be written" in said


def test_no_file_is_written_where_none_is_named(window, export):
    assert not export("")
