"""A timeline as a picture file: PNG, SVG or PDF."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from timeline_app.export.page import Page, PageSize, compose
from timeline_app.export.pdf import pdf_bytes
from timeline_app.export.raster import png_bytes
from timeline_app.export.svg import svg_text
from timeline_app.layout.lane_states import AS_IN_FILE, LaneStates
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import TextWidth
from timeline_app.layout.view import FigureKind, Sort, View
from timeline_app.layout.window import TimeWindow
from timeline_app.model.quantity import ENGLISH, NumberFormat
from timeline_app.model.timeline import Timeline
from timeline_app.model.zones import Zone
from timeline_app.paint.application import gui_application
from timeline_app.paint.fonts import Fonts, export_fonts
from timeline_app.paint.theme import Theme, theme

KINDS: Mapping[str, str] = {"png": "PNG picture", "svg": "SVG drawing", "pdf": "PDF page"}
"""The kinds of picture by the ending of their file, in words."""

Limits = tuple[float | None, float | None]
"""Start and end of what is shown, seconds; None where the timeline's own is meant."""


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """What a picture shows and how large it is.

    Attributes:
        window: the stretch of time, or None for the whole timeline.
        as_of: the date of the comparison (exclusive end, seconds), or None for the timeline's reference date.
        width, height: device-independent pixels.
        scale: pixels of a PNG to a device-independent one.
        theme: "light", "dark" or "print".
        panel: whether the estimates are compared beside the canvas.
        title: in place of the timeline's own, or None.
        numbers: how numbers are written.
        zone: whose clocks tell the times, or None for the timeline's own.
        weeks: whether the axis counts weeks where it would count sevenths of a month.
        lanes: in which order the lanes stand, and which are collapsed or hidden.
        searched: the words of the search whose finds alone are shown, or "".
        sort, log, differences, counted: see `View`.
    """

    window: Limits | None = None
    as_of: float | None = None
    width: float = 1440.0
    height: float = 900.0
    scale: float = 1.0
    theme: str = "light"
    panel: bool = True
    title: str | None = None
    numbers: NumberFormat = ENGLISH
    zone: Zone | None = None
    weeks: bool = False
    lanes: LaneStates = AS_IN_FILE
    searched: str = ""
    sort: Sort = Sort.VALUE
    log: bool = False
    differences: bool = False
    counted: FigureKind | None = None

    @classmethod
    def as_shown(cls, view: View, searched: str) -> "PictureOptions":
        """What a view shows, of what a search for some words has found or, for "", of everything."""
        return cls(
            window=(view.window.start, view.window.end),
            as_of=view.as_of,
            numbers=view.numbers,
            zone=view.zone,
            weeks=view.weeks,
            lanes=view.lanes,
            searched=searched,
            sort=view.sort,
            log=view.log,
            differences=view.differences,
            counted=view.counted,
        )

    @property
    def rearranged(self) -> bool:
        """Whether anything was made of the lanes of the file, or filtered."""
        return self.lanes != AS_IN_FILE or bool(self.searched)


def render(timeline: Timeline, options: PictureOptions, kind: str) -> bytes:
    """The picture of a whole timeline as the bytes of a file; see `render_index`."""
    return render_index(TimelineIndex.of(timeline), options, kind)


def render_index(index: TimelineIndex, options: PictureOptions, kind: str) -> bytes:
    """The picture as the bytes of a file.

    Args:
        index: what to show; no other thread may use it meanwhile, for it keeps what is reckoned.
        options: how.
        kind: "png", "svg" or "pdf".

    Raises:
        ValueError: the picture would be too large, or its end lies before its start; says so in words.
    """
    gui_application()
    fonts = export_fonts()
    page = _page(index, options, fonts.text_width)
    return WRITERS[kind](page, theme(options.theme), fonts, options.scale)


def _page(index: TimelineIndex, options: PictureOptions, text_width: TextWidth) -> Page:
    timeline = index.timeline
    view = View(
        _window(index.whole, options.window),
        options.width,
        options.height,
        timeline.latest_known if options.as_of is None else options.as_of,
        numbers=options.numbers,
        zone=options.zone or Zone(timeline.time_zone),
        weeks=options.weeks,
        lanes=options.lanes,
        sort=options.sort,
        log=options.log,
        differences=options.differences,
        counted=options.counted,
    )
    size = PageSize(options.width, options.height)
    title, searched = options.title or "", options.searched
    return compose(index, view, size, text_width, panel=options.panel, title=title, searched=searched)


def _window(whole: TimeWindow, limits: Limits | None) -> TimeWindow:
    """The stretch to show: limits that are given hold to the second, the others leave room for labels."""
    start, end = limits or (None, None)
    window_start, window_end = (whole.start if start is None else start), (whole.end if end is None else end)
    if not window_start < window_end:
        raise ValueError("The end of the time range does not lie after its start.")
    return TimeWindow(window_start, window_end)


def _png(page: Page, theme: Theme, fonts: Fonts, scale: float) -> bytes:
    return png_bytes(page.scene, theme, fonts, page.scale * scale)


def _svg(page: Page, theme: Theme, fonts: Fonts, _scale: float) -> bytes:
    return svg_text(page.scene, theme, fonts.family, page.scale).encode("utf-8")


def _pdf(page: Page, theme: Theme, fonts: Fonts, _scale: float) -> bytes:
    return pdf_bytes(page.scene, theme, fonts, page.scale)


WRITERS: Mapping[str, Callable[[Page, Theme, Fonts, float], bytes]] = {"png": _png, "svg": _svg, "pdf": _pdf}
"""The kinds of picture, by the ending of their file."""
