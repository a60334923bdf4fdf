import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from timeline_app import qt_libraries
from timeline_app.qt_libraries import APT, MANAGERS, PACKAGES, missing_library_words, words_for

DNF = MANAGERS[1]

QT_PARTS = ("Core", "DBus", "Gui", "OpenGL", "PrintSupport", "Svg", "Test", "WaylandClient", "Widgets", "XcbQpa")
LIBRARY_NAME = re.compile(
    rb"\0(lib[\w+-]+(?:-\d\.\d)?\.so\.\d+)(?=\0)"
)  # as the table of strings in a library has them
NOT_OF_THE_DESKTOP = ("libQt6", "libpyside6", "libshiboken6", "libicu", "libc.", "libm.", "libstdc++.", "libgcc_s.")
"""Libraries that come with Qt or with any Python."""

LISTING = """\
Qt/QtGui.abi3.so:
\tlinux-vdso.so.1 (0x00007ffd8a5f2000)
\tlibEGL.so.1 => not found
\tlibGL.so.1 => not found
\tlibz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f2f6e3d0000)
\t/lib64/ld-linux-x86-64.so.2 (0x00007f2f6f9c3000)
Qt/QtWidgets.abi3.so:
\tlibEGL.so.1 => not found
\tlibQt6Gui.so.6 => /opt/PySide6/Qt/lib/libQt6Gui.so.6 (0x00007f2f6d000000)
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f2f6dc00000)
"""
"""What ldd says of two files on a system without OpenGL, shortened."""


@pytest.fixture
def machine(monkeypatch):
    """A machine that lacks libEGL.so.1, with apt-get, and whose administrator we are."""
    state = {"missing": ("libEGL.so.1",), "ran": []}

    def run(command, **_options):
        state["ran"].append(command)
        if "install" in command:
            state["missing"] = ()

    monkeypatch.setattr(qt_libraries, "missing_libraries", lambda: state["missing"])
    monkeypatch.setattr(qt_libraries, "manager_here", lambda: APT)
    monkeypatch.setattr(qt_libraries, "is_root", lambda: True)
    monkeypatch.setattr(qt_libraries.subprocess, "run", run)
    return state


def test_what_ldd_does_not_find_is_named_once():
    assert qt_libraries.not_found(LISTING) == ("libEGL.so.1", "libGL.so.1")


def test_nothing_is_missing_where_the_tests_run():
    assert qt_libraries.missing_libraries({}) == ()


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("cc") is None, reason="needs Linux and a C compiler")
def test_a_library_that_went_away_is_found_missing(tmp_path, monkeypatch):
    package = tmp_path / "PySide6"
    package.mkdir()
    (package / "__init__.py").touch()
    gone = tmp_path / "libEGL.so.1"
    for target, *options in (
        (gone, "-Wl,-soname,libEGL-gone.so.1"),
        (package / "QtGui.abi3.so", "-Wl,--no-as-needed", gone),
    ):
        subprocess.run(["cc", "-shared", "-x", "c", "/dev/null", "-x", "none", *options, "-o", target], check=True)
    gone.unlink()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "PySide6", raising=False)
    assert qt_libraries.missing_libraries({}) == ("libEGL-gone.so.1",)


def test_libraries_of_a_display_are_only_needed_on_one():
    bare, on_x11 = qt_libraries.files_needed({"DISPLAY": ""}), qt_libraries.files_needed({"DISPLAY": ":0"})
    assert not any("xcb" in file for file in bare)
    assert any("libqxcb" in file for file in on_x11)
    assert any("libqwayland" in file for file in qt_libraries.files_needed({"WAYLAND_DISPLAY": "wayland-0"}))


@pytest.mark.skipif(sys.platform != "linux", reason="Qt takes little from other systems")
def test_the_table_knows_every_library_that_qt_takes_from_the_system():
    folder = Path(find_spec("PySide6").origin).parent
    files = [folder / name for name in qt_libraries.files_needed({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"})]
    files += [folder / "Qt" / "lib" / f"libQt6{part}.so.6" for part in QT_PARTS]
    named = {name.decode() for file in files for name in LIBRARY_NAME.findall(file.read_bytes())}
    assert {name for name in named if not name.startswith(NOT_OF_THE_DESKTOP)} <= set(PACKAGES)


@pytest.mark.parametrize(
    ("manager", "as_root", "command"),
    [
        (APT, False, "sudo apt-get install libegl1"),
        (APT, True, "apt-get install libegl1"),
        (DNF, False, "sudo dnf install libglvnd-egl"),
    ],
)
def test_a_missing_library_is_named_with_the_command_that_installs_it(manager, as_root, command):
    words = words_for(["libEGL.so.1"], manager, as_root=as_root)
    assert words == f"Qt needs the system library libEGL.so.1. Install it: {command}"


def test_several_libraries_are_installed_by_one_command_that_names_each_package_once():
    words = words_for(["libEGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0"], APT, as_root=False)
    assert words == (
        "Qt needs the system libraries libEGL.so.1, libglib-2.0.so.0 and libgthread-2.0.so.0. "
        "Install them: sudo apt-get install libegl1 libglib2.0-0"
    )


@pytest.mark.parametrize(("manager", "soname"), [(None, "libEGL.so.1"), (APT, "libnew.so.7")])
def test_where_no_command_is_known_the_library_is_still_named(manager, soname):
    words = words_for([soname], manager, as_root=False)
    assert words == f"Qt needs the system library {soname}. Install it with your system's package manager."


def test_a_failed_import_is_explained(machine):
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    words = missing_library_words(error)
    assert words == "Qt needs the system library libEGL.so.1. Install it: apt-get install libegl1"


def test_a_failed_import_for_another_reason_is_not_explained():
    assert missing_library_words(ImportError("No module named 'PySide6'")) is None


def test_root_on_debian_has_the_packages_installed(machine, capsys):
    assert qt_libraries.main(["--install"]) == 0
    install = ("apt-get", "install", "-y", "--no-install-recommends", "libegl1")
    assert machine["ran"] == [("apt-get", "-qq", "update"), install]
    assert capsys.readouterr().out == "Installing what Qt needs of the system: libegl1 …\n"


def test_a_failed_installation_is_reported_with_the_command_to_try(machine, monkeypatch, capsys):
    def fail(command, **_options):
        raise subprocess.CalledProcessError(100, command, stderr="E: no network")

    monkeypatch.setattr(qt_libraries.subprocess, "run", fail)
    assert qt_libraries.main(["--install"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "apt-get -qq update failed.",
        "E: no network",
        "Qt needs the system library libEGL.so.1. Install it: apt-get install libegl1",
    ]


@pytest.mark.parametrize(("arguments", "root"), [([], True), (["--install"], False)])
def test_nothing_is_installed_unasked_or_without_the_right_to(machine, monkeypatch, capsys, arguments, root):
    monkeypatch.setattr(qt_libraries, "is_root", lambda: root)
    assert qt_libraries.main(arguments) == 1
    assert machine["ran"] == []
    assert "apt-get install libegl1" in capsys.readouterr().err


def test_nothing_is_said_when_nothing_is_missing(machine, capsys):
    machine["missing"] = ()
    assert qt_libraries.main(["--install"]) == 0
    assert capsys.readouterr() == ("", "")
