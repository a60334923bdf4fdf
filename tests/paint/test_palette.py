"""The palette: what Qt draws by itself is in the theme's colours as well."""

import pytest
from PySide6.QtGui import QPalette

from timeline_app.paint.palette import palette
from timeline_app.paint.theme import THEMES, theme


@pytest.mark.parametrize("name", THEMES)
def test_controls_have_the_themes_colours(qapp, name):
    look = theme(name)
    assert palette(look).color(QPalette.ColorRole.Window).name() == look.colours["page"]
    assert palette(look).color(QPalette.ColorRole.Text).name() == look.colours["text"]


def test_what_is_disabled_is_paler(qapp, light):
    disabled = palette(light).color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled.name() == light.colours["leader"]
