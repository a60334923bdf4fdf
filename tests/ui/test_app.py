"""Starting: without a display a picture is written and said."""

import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QImage

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux may have no display")


@pytest.fixture
def start(root, tmp_path):
    """Starts the program on some files, with no display."""

    def run(*files: str) -> subprocess.CompletedProcess:
        hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        environment = {name: value for name, value in os.environ.items() if name not in hidden}
        environment["PYTHONPATH"] = str(root)
        program = "import sys; from timeline_app.ui.app import run_window; sys.exit(run_window(sys.argv[1:]))"
        call = [sys.executable, "-c", program, *files]
        options = {"cwd": tmp_path, "env": environment, "capture_output": True, "text": True, "timeout": 60}
        return subprocess.run(call, check=False, **options)

    return run


def test_without_a_display_the_picture_is_written_and_said(start, tmp_path):
    (tmp_path / "timeline.png").write_text("an older one")
    result = start()
    assert (result.returncode, result.stderr) == (0, "")
    assert "wrote the picture to timeline.png" in result.stdout
    image = QImage(str(tmp_path / "timeline.png"))
    assert (image.width(), image.height()) == (1440, 900)
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["timeline.png"]


def test_without_a_display_a_file_that_cannot_be_read_is_a_problem_and_nothing_is_written(start, tmp_path):
    result = start("nowhere.csv")
    assert result.returncode == 2
    assert "nowhere.csv: error: there is no such file" in result.stderr
    assert not (tmp_path / "timeline.png").exists()


@pytest.mark.skipif(os.name != "posix", reason="signals work otherwise here")
def test_ctrl_c_ends_the_window_with_130(tmp_path):
    code = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from PySide6.QtCore import QTimer\n"
        "from timeline_app.ui import app\n"
        "open_window = app.open_window\n"
        "def opened(files, mappings):\n"
        "    application, window = open_window(files)\n"
        "    QTimer.singleShot(0, window, lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        "    return application, window\n"
        "app.open_window = opened\n"
        "from timeline_app.cli import main\n"
        "sys.exit(main([]))\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    found = subprocess.run([sys.executable, "-c", code], env=environment, timeout=60, check=False)
    assert found.returncode == 130


def test_the_process_that_reads_large_files_imports_no_qt(tmp_path):
    code = (
        "import sys\n"
        "import timeline_app.ui.work_apart\n"
        "from timeline_app.formats.registry import read_files\n"
        "sys.exit(any(name.startswith(('PySide6', 'pyqtgraph')) for name in sys.modules))\n"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0
