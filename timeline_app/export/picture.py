"""A timeline as a picture file: what is to be on it, and the bytes of the file."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from timeline_app.export.composing.footer import data_day
from timeline_app.export.composing.heading import title_of
from timeline_app.export.composing.page import Contents, Page, compose
from timeline_app.export.composing.pages import Sheets
from timeline_app.export.composing.sheets import PIXELS_AN_INCH, WINDOW, Sheet
from timeline_app.export.document import Document, Output, to_nobody
from timeline_app.export.kinds import PictureError, require_pages, writer_of
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
from timeline_app.paint.missing_letters import missing_scripts
from timeline_app.paint.theme import theme

Limits = tuple[float | None, float | None]
"""Start and end of what is shown, seconds; None where the timeline's own is meant."""


class Shape(Enum):
    """How a timeline is spread over sheets."""

    PAGE = "page"
    WIDE = "wide"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """What a picture shows and how large it is.

    Attributes:
        window: the stretch of time, or None for the whole timeline.
        as_of: the date of the comparison (exclusive end, seconds), or None for the timeline's reference date.
        sheet: what it is laid out on.
        shape: whether that is one sheet, several in one wide image, or pages.
        count: how many sheets the canvas has then; 0 for as many as its labels need.
        theme: "light", "dark" or "print".
        transparent: whether PNG, WebP and SVG are without ground.
        quality: of JPEG and WebP, 1 to 100.
        panel: whether the estimates are compared.
        title: in place of the timeline's own, or None.
        subtitle: a line below it, or "".
        credit: whom to name, or "".
        language: of the words, as BCP 47 has it.
        numbers: how numbers are written.
        zone: whose clocks tell the times, or None for the timeline's own.
        weeks: whether the axis counts weeks where it would count sevenths of a month.
        lanes: in which order the lanes stand, and which are collapsed or hidden.
        searched: the words of the search whose finds alone are shown, or "".
        sort, log, differences, counted: as in a View.
    """

    window: Limits | None = None
    as_of: float | None = None
    sheet: Sheet = WINDOW
    shape: Shape = Shape.PAGE
    count: int = 0
    theme: str = "light"
    transparent: bool = False
    quality: int = 90
    panel: bool = True
    title: str | None = None
    subtitle: str = ""
    credit: str = ""
    language: str = "en"
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


@dataclass(frozen=True, slots=True)
class Picture:
    """A file, and what is to be said of it.

    Attributes:
        data: all of its bytes.
        pages: how many it has.
        remarks: what whoever made it should know, in words.
    """

    data: bytes
    pages: int
    remarks: tuple[str, ...] = field(default=())


def render(timeline: Timeline, options: PictureOptions, kind: str) -> bytes:
    """The picture of a whole timeline as the bytes of a file; see `picture_of`."""
    return picture_of(TimelineIndex.of(timeline), options, kind).data


def picture_of(
    index: TimelineIndex, options: PictureOptions, kind: str, tell: Callable[[float], None] = to_nobody
) -> Picture:
    """The picture as a file.

    Args:
        index: what to show; no other thread may use it meanwhile, for it keeps what is reckoned.
        options: how.
        kind: one of `KINDS`.
        tell: is told how much is done, 0 to 1; what it raises ends the work.

    Raises:
        PictureError: the picture would be too large, or its end lies before its start; says so in words.
    """
    gui_application()
    fonts = export_fonts()
    document = document_of(index, options, fonts.text_width, tell)
    require_pages(kind, len(document.pages))
    scale = options.sheet.dpi / PIXELS_AN_INCH
    output = Output(scale, options.transparent, options.quality, tell)
    data = writer_of(kind)(document, theme(options.theme), fonts, output)
    return Picture(data, len(document.pages), remarks_of(document, options.sheet, fonts))


def document_of(
    index: TimelineIndex, options: PictureOptions, text_width: TextWidth, tell: Callable[[float], None] = to_nobody
) -> Document:
    """The pages of the picture, and what is said of them.

    Raises:
        PictureError: its end lies before its start; says so in words.
    """
    view = _view(index, options)
    contents = Contents(
        panel=options.panel,
        title=options.title or "",
        subtitle=options.subtitle,
        searched=options.searched,
        credit=options.credit,
    )
    sheets = Sheets(index, view, options.sheet, text_width, contents, options.count, tell)
    pages = _SHAPES[options.shape](sheets)
    title = title_of(index, options.title or "")
    timeline = index.timeline
    said = "; ".join(
        dict.fromkeys(group.title for group in pages[0].scene.groups if group.title and group.title != title)
    )
    return Document(pages, title, said, options.language, options.credit, data_day(timeline), index, view)


def _one_page(sheets: Sheets) -> tuple[Page, ...]:
    return (compose(sheets.index, sheets.view, sheets.sheet, sheets.text_width, sheets.contents),)


_SHAPES: Mapping[Shape, Callable[[Sheets], tuple[Page, ...]]] = {
    Shape.PAGE: _one_page,
    Shape.WIDE: lambda sheets: (sheets.wide(),),
    Shape.PAGES: Sheets.pages,
}


def _view(index: TimelineIndex, options: PictureOptions) -> View:
    timeline = index.timeline
    return View(
        _window(index.whole, options.window),
        options.sheet.width,
        options.sheet.width,
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


def _window(whole: TimeWindow, limits: Limits | None) -> TimeWindow:
    """The stretch to show: limits that are given hold to the second, the others leave room for labels."""
    start, end = limits or (None, None)
    window_start, window_end = (whole.start if start is None else start), (whole.end if end is None else end)
    if not window_start < window_end:
        raise PictureError("The end of the time range does not lie after its start.")
    return TimeWindow(window_start, window_end)


def remarks_of(document: Document, sheet: Sheet, fonts: Fonts) -> tuple[str, ...]:
    """What whoever makes a document should know of it."""
    return (*_missing_fonts(document.pages, fonts), *_longer_pages(document.pages, sheet), *_incomplete(document.pages))


def _missing_fonts(pages: Iterable[Page], fonts: Fonts) -> Iterable[str]:
    missing = missing_scripts((text.text for page in pages for text in page.scene.texts()), fonts)
    if missing:
        yield f"no font on this computer has {_listed(missing)}: install one, such as Noto, or they are empty boxes"


def _longer_pages(pages: Iterable[Page], sheet: Sheet) -> Iterable[str]:
    longest = max((page.scene.height * page.scale for page in pages if page.longer), default=0.0)
    if longest and sheet.height:
        times = f"{longest / sheet.height:.1f} times as high as was asked for"
        yield f"the contents need a page {times}: hide lanes or choose a larger size"


def _incomplete(pages: Iterable[Page]) -> Iterable[str]:
    if any(page.incomplete for page in pages):
        yield "the estimates are not compared, for the page has no room: choose a larger size, or pages"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
