"""Pictures that exports are held against; `python -m tests.export.golden` draws them anew, to be looked at first."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from timeline_app.export.composing.sheets import PRESETS, Sheet
from timeline_app.export.picture import PictureOptions, Shape, render
from timeline_app.formats.csv_files import csv_events
from timeline_app.formats.native import native
from timeline_app.model.timeline import Timeline
from timeline_app.resources import GALLERY, STARTER, seed

FOLDER = Path(__file__).resolve().parents[1] / "data" / "golden"


def _seed(name: str) -> Timeline:
    timeline = native.read(seed(name).read_bytes(), name).timeline
    assert timeline is not None
    return timeline


def _many() -> Timeline:
    """Two lanes of histograms, one of them with months that nobody knows more of."""
    days = (f"{2020 + n % 2}-{1 + n * n % 12:02}-{1 + n * 7 % 28:02},Event {n},Days" for n in range(3000))
    months = (f"{2020 + n % 2}-{1 + n * n % 12:02},Event {n},Months" for n in range(900))
    timeline = csv_events.read("\n".join(["when,title,lane", *days, *months]).encode(), "many.csv").timeline
    assert timeline is not None
    return replace(timeline, title="Many events")


PICTURES: Mapping[str, tuple[Callable[[], Timeline], PictureOptions]] = {
    "starter-print": (lambda: _seed(STARTER), PictureOptions(sheet=Sheet(1080, 720), theme="print")),
    "starter-column": (lambda: _seed(STARTER), PictureOptions(sheet=replace(PRESETS["column"].sheet, dpi=120))),
    "gallery-light": (lambda: _seed(GALLERY), PictureOptions(sheet=Sheet(1080, 900))),
    "many-dark": (_many, PictureOptions(sheet=Sheet(900, 420), theme="dark")),
    "many-wide": (_many, PictureOptions(sheet=Sheet(600, 360), shape=Shape.WIDE, count=2, transparent=True)),
}
"""What is drawn, by the name of its picture."""


def drawn(name: str) -> bytes:
    """A picture as it is drawn now."""
    make, options = PICTURES[name]
    return render(make(), options, "png")


if __name__ == "__main__":
    for picture in PICTURES:
        (FOLDER / f"{picture}.png").write_bytes(drawn(picture))
