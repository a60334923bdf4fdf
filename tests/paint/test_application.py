"""The application that drawing needs: one, and off screen where there is none."""

import subprocess
import sys

import pytest

from timeline_app.paint.application import gui_application, lacks_display


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_a_display_is_there_if_any_variable_names_one(name):
    assert not lacks_display({name: ":0"}, "linux")


def test_linux_without_any_of_them_has_none():
    assert lacks_display({"DISPLAY": ""}, "linux")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_always_have_a_display(platform):
    assert not lacks_display({}, platform)


def test_the_running_application_is_used(qapp):
    assert gui_application() is qapp


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_without_a_display_an_application_draws_into_memory(root):
    code = "from timeline_app.paint.application import gui_application as new; print(new().platformName())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env={"PATH": "/usr/bin"}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "offscreen\n"
