"""What is chosen for a picture, kind by kind, and remembered for the next one of that kind."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace

from timeline_app.export.composing.sheets import PIXELS_AN_INCH, PRESETS, UNITS, Sheet, measured
from timeline_app.export.picture import PictureOptions, Shape
from timeline_app.paint.theme import THEMES
from timeline_app.ui import settings

OWN_SIZE = "own"
"""Stands for a size that has no name."""
_SHAPES = {shape.value: shape for shape in Shape}


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """What is chosen for a kind of picture.

    Attributes:
        preset: a name of `PRESETS`, or `OWN_SIZE`.
        width, height: of a size of one's own; height 0 for as high as what is on it.
        unit: theirs.
        dpi: pixels to an inch.
        shape: value of a `Shape`.
        count: how many sheets; 0 for as many as labels need.
        theme: one of `THEMES`.
        transparent, panel: as in `PictureOptions`.
        quality: of JPEG and WebP.
        credit: whom to name.
    """

    preset: str = "window"
    width: float = 1440.0
    height: float = 900.0
    unit: str = "px"
    dpi: float = PIXELS_AN_INCH
    shape: str = Shape.PAGE.value
    count: int = 0
    theme: str = "light"
    transparent: bool = False
    panel: bool = True
    quality: int = 90
    credit: str = ""

    @property
    def sheet(self) -> Sheet:
        """What it is laid out on.

        Raises:
            PictureError: a side is too short or too long; says so in words.
        """
        if self.preset == OWN_SIZE:
            return replace(measured(self.width, self.height or None, self.unit), dpi=self.dpi)
        return replace(PRESETS[self.preset].sheet, dpi=self.dpi)

    def options(self, shown: PictureOptions) -> PictureOptions:
        """The same for a picture of what is shown.

        Raises:
            PictureError: as `sheet`.
        """
        return replace(
            shown,
            sheet=self.sheet,
            shape=_SHAPES[self.shape],
            count=self.count,
            theme=self.theme,
            transparent=self.transparent,
            quality=self.quality,
            panel=self.panel,
            credit=self.credit.strip(),
        )


_DEFAULTS: Mapping[str, ExportChoices] = {
    "pdf": ExportChoices("a4-landscape", dpi=PRESETS["a4"].sheet.dpi, theme="print"),
    "jpg": ExportChoices("slide", dpi=PRESETS["slide"].sheet.dpi),
    "webp": ExportChoices("slide", dpi=PRESETS["slide"].sheet.dpi),
}


def remembered(kind: str) -> ExportChoices:
    """What was chosen for the last picture of a kind."""
    default = _DEFAULTS.get(kind, ExportChoices())
    for text in settings.EXPORT_CHOICES.read():
        try:
            known, values = json.loads(text)
        except (ValueError, TypeError):
            continue
        if known == kind and isinstance(values, dict):
            return _of(values, default)
    return default


def remember(kind: str, choices: ExportChoices) -> None:
    """Remember what was chosen for a kind, and that it was chosen last."""
    others = [text for text in settings.EXPORT_CHOICES.read() if not text.startswith(json.dumps([kind])[:-1])]
    settings.EXPORT_CHOICES.write([json.dumps([kind, asdict(choices)]), *others])
    settings.EXPORT_KIND.write(kind)


def _of(values: Mapping[str, object], default: ExportChoices) -> ExportChoices:
    """Choices as they were written; what can't be any is the default."""
    known = {one.name: values[one.name] for one in fields(default) if _is_like(values, default, one.name)}
    found = replace(default, **known)  # type: ignore[arg-type]
    named = (found.preset in PRESETS or found.preset == OWN_SIZE, found.unit in UNITS, found.theme in THEMES)
    return found if all(named) and found.shape in _SHAPES else default


def _is_like(values: Mapping[str, object], default: ExportChoices, name: str) -> bool:
    return type(values.get(name)) is type(getattr(default, name))
