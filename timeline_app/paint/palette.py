"""The theme's colours for the controls that Qt's own style draws: boxes to tick, to choose and to count in."""

from PySide6.QtGui import QColor, QPalette

from timeline_app.paint.theme import Theme

_ROLES = {
    QPalette.ColorRole.Window: "page",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "page",
    QPalette.ColorRole.AlternateBase: "band",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "band",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "page",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "text_muted",
    QPalette.ColorRole.Highlight: "slate",
    QPalette.ColorRole.HighlightedText: "page",
    QPalette.ColorRole.Accent: "slate",
    QPalette.ColorRole.Link: "text",
    QPalette.ColorRole.LinkVisited: "text",
    QPalette.ColorRole.Light: "page",
    QPalette.ColorRole.Midlight: "rule",
    QPalette.ColorRole.Mid: "grid_major",
    QPalette.ColorRole.Dark: "leader",
    QPalette.ColorRole.Shadow: "leader",
}
_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def palette(theme: Theme) -> QPalette:
    """Qt's palette in the theme's colours; the style sheet stands on it."""
    colours = QPalette()
    for role, name in _ROLES.items():
        colours.setColor(role, QColor(theme.colours[name]))
    for role in _DISABLED:
        colours.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.colours["leader"]))
    return colours
