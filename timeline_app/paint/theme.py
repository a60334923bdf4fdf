"""The colours, lines and dashes of each role, in the light, the dark and the print theme."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from string import Template
from typing import Any, NamedTuple

from timeline_app.layout.scene import Ink, Role
from timeline_app.resources import resource

THEMES = ("light", "dark", "print")
"""The names that `theme` knows."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a role is drawn. All colours are opaque "#rrggbb", tints being mixed with their ground beforehand.

    Attributes:
        fill: the colour of areas and of text, or None for an area that lets its ground be seen.
        stroke: the colour of lines and outlines, or None for an area without outline.
        width: of lines and outlines, device-independent pixels.
        dash: lengths of strokes and gaps in turn, device-independent pixels; empty for a line without gaps.
    """

    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()

    @property
    def line(self) -> str | None:
        """The colour of a line: the stroke, or of a role that has none the fill."""
        return self.stroke or self.fill

    @property
    def letters(self) -> str | None:
        """The colour of a text: the fill, or of a role that has none the stroke."""
        return self.fill or self.stroke


_GROUNDS = (Role.PAGE, Role.CANVAS, Role.BAND, Role.PANEL)


@dataclass(frozen=True, eq=False)
class Theme:
    """The colours of one look.

    Attributes:
        name: one of `THEMES`.
        colours: those that don't depend on a lane, "#rrggbb" by name.
        styles: of each lane colour in turn, and last of what belongs to no lane.
    """

    name: str
    colours: Mapping[str, str]
    styles: tuple[Mapping[Role, Style], ...]

    @property
    def lane_colours(self) -> int:
        """How many lanes there are before colours come round again."""
        return len(self.styles) - 1

    @cached_property
    def groundless(self) -> "Theme":
        """The same colours on nothing: what they are put on is seen through."""
        styles = ({role: Style() if role in _GROUNDS else style for role, style in one.items()} for one in self.styles)
        return Theme(self.name, self.colours, tuple(styles))

    def style(self, ink: Ink) -> Style:
        """How an ink is drawn; roles that are a lane's take its colour, or without a lane slate."""
        return self.styles[ink.lane % self.lane_colours if ink.lane >= 0 else -1][ink.role]


class _Recipe(NamedTuple):
    """A Style by the names of its colours."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()


_RECIPES: Mapping[Role, _Recipe] = {
    Role.PAGE: _Recipe("page"),
    Role.CANVAS: _Recipe("canvas"),
    Role.BAND: _Recipe("band"),
    Role.PANEL: _Recipe("panel"),
    Role.RULE: _Recipe(stroke="rule"),
    Role.GRID: _Recipe(stroke="grid"),
    Role.GRID_MAJOR: _Recipe(stroke="grid_major"),
    Role.TEXT: _Recipe("text"),
    Role.TEXT_MUTED: _Recipe("text_muted"),
    Role.TEXT_ACCENT: _Recipe("accent"),
    Role.LANE_MARK: _Recipe("lane"),
    Role.GLYPH_SOLID: _Recipe("lane"),
    Role.GLYPH_SOFT: _Recipe("lane_soft"),
    Role.GLYPH_LINE: _Recipe(stroke="lane"),
    Role.GLYPH_DASHED: _Recipe(stroke="lane", dash=(3.0, 2.0)),
    Role.GLYPH_HOLLOW: _Recipe("canvas", "lane", 1.5),
    Role.LEADER: _Recipe(stroke="leader"),
    Role.STRIP_KNOWN: _Recipe("lane_known"),
    Role.STRIP_POSSIBLE: _Recipe("lane_possible"),
    Role.SELECTION: _Recipe(stroke="lane", width=1.5),
    Role.HIT: _Recipe(stroke="text"),
    Role.CURSOR: _Recipe(stroke="cursor"),
    Role.CURSOR_LABEL: _Recipe("accent"),
    Role.CURSOR_TEXT: _Recipe("accent_text"),
    Role.INK: _Recipe("slate"),
    Role.INK_HOLLOW: _Recipe("panel", "slate", 1.5),
    Role.INK_LINE: _Recipe(stroke="slate", width=1.25),
    Role.INK_EARLIER: _Recipe("earlier"),
    Role.INK_EARLIER_HOLLOW: _Recipe("panel", "earlier", 1.5),
    Role.INK_EARLIER_LINE: _Recipe(stroke="earlier", width=1.25),
    Role.SHADE: _Recipe("shade"),
    Role.FRAME: _Recipe(stroke="slate"),
}


@lru_cache
def theme(name: str) -> Theme:
    """The theme of that name, read from its file once.

    Raises:
        ValueError: there is none of that name.
    """
    if name not in THEMES:
        raise ValueError(f"There is no theme “{name}”; there are {', '.join(THEMES)}.")
    return _theme(name, json.loads(resource("themes", f"{name}.json").read_text("utf-8")))


def style_sheet(theme: Theme) -> str:
    """Qt's style sheet for the widgets of the window."""
    return Template(resource("themes", "window.qss").read_text("utf-8")).substitute(theme.colours)


def mixed(colour: str, ground: str, share: float) -> str:
    """What a colour looks like, with `share` (0 to 1) of opacity, on an opaque ground."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(share * over + (1 - share) * under):02x}" for over, under in pairs)


def _theme(name: str, data: Mapping[str, Any]) -> Theme:
    tints: Mapping[str, float] = data["tints"]
    colours: dict[str, str] = data["colours"]
    colours["earlier"] = mixed(colours["slate"], colours["panel"], tints["earlier"])
    lanes: list[str] = [*data["lanes"], colours["slate"]]
    return Theme(name, colours, tuple(_styles(colours | _lane_colours(lane, colours, tints)) for lane in lanes))


def _lane_colours(lane: str, colours: Mapping[str, str], tints: Mapping[str, float]) -> dict[str, str]:
    """A lane's colour and its tints on the canvas, by the names that the recipes use."""
    return {"lane": lane} | {f"lane_{name}": mixed(lane, colours["canvas"], share) for name, share in tints.items()}


def _styles(colours: Mapping[str, str]) -> Mapping[Role, Style]:
    """All roles in the colours of one lane."""
    return {
        role: Style(
            None if recipe.fill is None else colours[recipe.fill],
            None if recipe.stroke is None else colours[recipe.stroke],
            recipe.width,
            recipe.dash,
        )
        for role, recipe in _RECIPES.items()
    }


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
