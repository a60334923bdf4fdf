"""A page: title and range, the canvas, the estimates as of a date, legend, numbered sources, credit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from timeline_app.export.composing.footer import Footer
from timeline_app.export.composing.heading import heading_of
from timeline_app.export.composing.labelled import labelling_of
from timeline_app.export.composing.overlaps import HEIGHT as OVERLAP_HEIGHT
from timeline_app.export.composing.overlaps import Overlap, overlap_groups
from timeline_app.export.composing.plans import Plan, Side, full_plans, lesser_plans
from timeline_app.export.composing.sheets import Sheet
from timeline_app.export.composing.sources import FEW_LINES, Listing
from timeline_app.layout.axis import HEIGHT as AXIS_HEIGHT
from timeline_app.layout.canvas import Canvas, draw_canvas
from timeline_app.layout.comparison import draw_comparison
from timeline_app.layout.comparison.blocks import compared
from timeline_app.layout.lanes import COMFORTABLE_ROW, LEAST_HEIGHT, PADDING, TimelineIndex, shown_lanes
from timeline_app.layout.scene import Group, Scene, Text, TextWidth
from timeline_app.layout.tray import tray_height
from timeline_app.layout.view import View
from timeline_app.layout.window import TimeWindow

MARGIN = 28.0
"""Of a page that is not narrow, pixels."""
_LEAST_MARGIN, _MARGIN_SHARE = 8.0, 0.03
_GAP = 18.0
_PANELS: Mapping[Side, tuple[float, float, float]] = {
    Side.RIGHT: (0.3, 300.0, 420.0),
    Side.COLUMN: (0.36, 300.0, 520.0),
    Side.BELOW: (1.0, 0.0, 720.0),
}
"""How wide the comparison is: as a share of the page, and at least and at most in pixels; a wider one is lower."""
_CANVAS_LEAST_WIDTH, _CANVAS_LEAST_HEIGHT, _CANVAS_LEAST_SHARE = 520.0, 260.0, 0.4
_BESIDE = (Side.RIGHT, Side.COLUMN)
_COMFORTS = (0.3, 0.45, 0.6)
"""The more of the page's height the canvas has, the better, up to what it wants."""
_BEST = (True, len(_COMFORTS), True)
_ROUNDING, _LEAST_LONGER = 1e-6, 1.0
"""Less than that is no lack of room, and by so much at least a page gets longer, pixels."""
_ROWS_OF_A_LANE = 4
"""So many rows of a lane have room on a page that is as high as its contents."""


@dataclass(frozen=True, slots=True)
class Page:
    """A composed page.

    Attributes:
        scene: the picture, as large as its contents need.
        scale: by how much it is drawn smaller or larger to have the size that was asked for.
        longer: whether its lanes needed a higher page than the sheet.
        incomplete: whether it has no room for the comparison that was wanted.
    """

    scene: Scene
    scale: float
    longer: bool = False
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """What a page is to have beside the canvas.

    Attributes:
        panel: whether the estimates are compared.
        title: in place of the timeline's own, or "".
        subtitle: a line below it, or "".
        searched: the words of the search whose finds alone the index holds, or "".
        credit: whom to name, or "".
        numbering: which of several pages it is, or "".
        own: the part of the window that no other page has, or None for all of it.
        overlaps: which of its time is on other pages, too.
        listing: how much of the sources it has at most.
        remarks: what else is to be said below the canvas.
    """

    panel: bool = True
    title: str = ""
    subtitle: str = ""
    searched: str = ""
    credit: str = ""
    numbering: str = ""
    own: TimeWindow | None = None
    overlaps: tuple[Overlap, ...] = ()
    listing: Listing = FEW_LINES
    remarks: tuple[str, ...] = ()


def margin_of(width: float) -> float:
    """The margin of a page of some width, pixels."""
    return min(MARGIN, max(_LEAST_MARGIN, width * _MARGIN_SHARE))


def compose(
    index: TimelineIndex, view: View, sheet: Sheet, text_width: TextWidth, contents: Contents | None = None
) -> Page:
    """Lay a timeline out on a sheet.

    Where the contents need more room than there is, letters get smaller as far as the sheet lets them; then what is
    least important is left out and its number said; lanes that have no room even so make the page longer.

    Args:
        index: the timeline.
        view: its window, lanes, as-of date and number format; width and height are the page's to set.
        sheet: what it is laid out on.
        text_width: measures texts in the export font.
        contents: what is on it beside the canvas.
    """
    contents = contents or Contents()
    contents = replace(contents, panel=contents.panel and _has_panel(index, view))
    composer = _Composer(index, replace(view, cursor=False, cites=True), sheet, text_width, contents)
    return composer.fitting() or composer.lengthened()


@dataclass(frozen=True, slots=True)
class _Laid:
    """A page by one plan at one scale.

    Attributes:
        lacking: how much higher the page would have to be for everything to have room on it, pixels.
        narrow: whether it is not wide enough.
        labelled: whether everything that is drawn one by one has a label.
        comfort: how many of `_COMFORTS` the canvas has.
        whole: whether no label is cut.
    """

    page: Page
    lacking: float
    narrow: bool
    labelled: bool
    comfort: int
    whole: bool

    @property
    def fits(self) -> bool:
        """Whether everything has room."""
        return self.lacking <= _ROUNDING and not self.narrow

    @property
    def quality(self) -> tuple[bool, int, bool]:
        """How good it is, apart from the size of its letters."""
        return self.labelled, self.comfort, self.whole


@dataclass(frozen=True)
class _Composer:
    """Tries plans and scales."""

    index: TimelineIndex
    view: View
    sheet: Sheet
    text_width: TextWidth
    contents: Contents

    @cached_property
    def full(self) -> tuple[Plan, ...]:
        """The plans that have everything."""
        return full_plans(self.sheet, panel=self.contents.panel)

    def fitting(self) -> Page | None:
        """The page with the largest letters at which everything has room, or else with the most on it; or None."""
        full = _best(self.laid(plan, scale) for scale in self.sheet.scales for plan in self.full)
        if full or self.sheet.grows:
            return full
        lesser = (_best(map(self.smallest, plans)) for plans in lesser_plans(self.sheet, panel=self.contents.panel))
        return next((page for page in lesser if page), None)

    def smallest(self, plan: Plan) -> "_Laid":
        """The page by a plan with the smallest letters."""
        return self.laid(plan, self.sheet.scales[-1])

    def lengthened(self) -> Page:
        """The page with everything on it, and as high as that needs."""
        plan, longer = self.full[0], 0.0
        scale = self.sheet.letters if self.sheet.grows else self.sheet.scales[-1]
        while not (laid := self.laid(plan, scale, longer)).fits:
            longer += max(laid.lacking, _LEAST_LONGER)
        return replace(laid.page, longer=not self.sheet.grows)

    def laid(self, plan: Plan, scale: float, longer: float = 0.0) -> _Laid:
        """The page by a plan, with letters `scale` times as large as in the window, some pixels higher."""
        width = self.sheet.width / scale
        height = None if self.sheet.height is None else self.sheet.height / scale + longer
        margin = margin_of(width)
        room = width - 2 * margin
        panel = self.panel(plan, room)
        beside = panel if plan.panel in _BESIDE else None
        below = panel.height + _GAP if panel and not beside else 0.0
        shown = replace(self.view, width=max(room - (beside.width + _GAP if beside else 0.0), 1.0))
        heading, top = self.heading(plan, margin, room)
        footer_room = shown.width if plan.panel is Side.COLUMN else room
        canvas, footer, bottom = self.canvas_and_footer(plan, shown, footer_room, height, top, below + margin)
        parts = [heading, placed("canvas", canvas.scene, margin, top)]
        parts += overlap_groups(canvas, self.contents.overlaps, margin, bottom, self.text_width)
        bottom += self.overlap_height
        if panel:
            place = (margin + shown.width + _GAP, top) if beside else (margin, bottom + _GAP)
            parts.append(placed("estimates-panel", panel, *place))
        parts.append(replace(footer.group, dx=margin, dy=bottom + below + _GAP / 2))
        whole = bottom + below + footer.height + margin if height is None else height
        scene = Scene(width, whole, heading.title, tuple(parts))
        end = whole - margin if plan.panel is Side.COLUMN else bottom - self.overlap_height
        unshown = beside.height - (end - top) if beside else 0.0
        page = Page(scene, scale, incomplete=self.lacks_comparison(plan))
        return self.judged(page, canvas, unshown, room)

    def judged(self, page: Page, canvas: Canvas, unshown: float, room: float) -> "_Laid":
        """A page with what is to be said of it; `unshown` is how much of the comparison has no room beside it."""
        whole, drawn = page.scene.height, canvas.scene
        least = min(_CANVAS_LEAST_HEIGHT, _CANVAS_LEAST_SHARE * whole, self.wanted_height)
        lacking = max(canvas.overflow, unshown, least - drawn.height)
        comfort = sum(drawn.height >= min(self.wanted_height, share * whole) for share in _COMFORTS)
        narrow = drawn.width < min(_CANVAS_LEAST_WIDTH, room)
        labelled = not labelling_of(drawn).bare
        return _Laid(page, lacking, narrow, labelled, comfort, not any(map(_is_cut, drawn.texts())))

    @property
    def overlap_height(self) -> float:
        """Room for the marks of overlaps, pixels."""
        return OVERLAP_HEIGHT if self.contents.overlaps else 0.0

    def lacks_comparison(self, plan: Plan) -> bool:
        """Whether a plan leaves out what was to be compared."""
        return self.contents.panel and plan.panel is Side.NOWHERE and len(self.index.timeline.estimates) > 0

    @cached_property
    def compared_words(self) -> str:
        """How many estimates are current, as the beginning of a sentence."""
        count = sum(len(block.rows) for block in compared(self.index, self.view))
        return f"{self.view.numbers(count)} {'estimate is' if count == 1 else 'estimates are'}"

    def panel(self, plan: Plan, room: float) -> Scene | None:
        """The comparison, where the plan has one."""
        if plan.panel is Side.NOWHERE:
            return None
        share, least, most = _PANELS[plan.panel]
        return draw_comparison(self.index, self.view, min(max(room * share, least), most), self.text_width)

    def heading(self, plan: Plan, margin: float, room: float) -> tuple[Group, float]:
        """The heading, and the height at which it ends."""
        contents = self.contents
        heading = heading_of(
            self.index,
            self.view,
            title=contents.title,
            subtitle=contents.subtitle,
            searched=contents.searched,
            numbering=contents.numbering,
            own=contents.own,
            panel=plan.panel is not Side.NOWHERE and len(self.index.timeline.estimates) > 0,
        )
        return heading.drawn(margin, margin, room, self.text_width, brief=plan.brief)

    def canvas_and_footer(
        self, plan: Plan, view: View, room: float, height: float | None, top: float, below: float
    ) -> tuple[Canvas, "_Placed", float]:
        """The canvas, what stands below it, and the height at which the canvas ends.

        The legend says what the canvas shows and takes of its height: less height may need more legend, or less. The
        room for it only grows from round to round, so that they agree in the end.
        """
        footer = self.footer(plan, view)
        kept, needed = 0.0, 1.0
        while kept < needed:
            kept = max(kept, needed)
            bottom = top + self.wanted_height if height is None else height - below - kept - self.overlap_height
            canvas = draw_canvas(self.index, replace(view, height=max(bottom - top, 1.0)), self.text_width)
            group, needed = footer.drawn(canvas, room, self.text_width)
            if height is None:
                break
        return canvas, _Placed(group, needed), bottom

    def footer(self, plan: Plan, view: View) -> Footer:
        """Legend and sources, and what the plan leaves out."""
        contents = self.contents
        listing = replace(contents.listing, lines=min(contents.listing.lines, plan.lines))
        missing = self.lacks_comparison(plan)
        left_out = (f"{self.compared_words} not compared here: the page has no room.",) if missing else ()
        remarks = (*left_out, *contents.remarks)
        compares = contents.panel and not missing
        return Footer(self.index, view, listing, compares, plan.legend, remarks, contents.credit)

    @cached_property
    def wanted_height(self) -> float:
        """How high the canvas is on a page that is as high as its contents, pixels."""
        hidden, collapsed = self.view.lanes.hidden, self.view.lanes.collapsed
        rows = [
            0 if one.id in collapsed else min(one.size, _ROWS_OF_A_LANE) for one in shown_lanes(self.index, self.view)
        ]
        lanes = sum(max(count * COMFORTABLE_ROW + 2 * PADDING if count else 0.0, LEAST_HEIGHT) for count in rows)
        return AXIS_HEIGHT + max(lanes, LEAST_HEIGHT) + tray_height(self.index.undated_beside(hidden))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A group and how high it is, pixels."""

    group: Group
    height: float


def _best(tried: Iterable[_Laid]) -> Page | None:
    """The first of those pages with the most labels, of these with the most room, of these one with no label cut."""
    found: _Laid | None = None
    for one in tried:
        if one.fits and (found is None or one.quality > found.quality):
            found = one
        if found and found.quality == _BEST:
            break
    return found.page if found else None


def _has_panel(index: TimelineIndex, view: View) -> bool:
    """Whether there is anything to compare, or to sum up."""
    return len(index.timeline.estimates) > 0 or view.counted is not None


def _is_cut(words: Text) -> bool:
    return words.text.endswith("…")


def placed(group_id: str, scene: Scene, x: float, y: float) -> Group:
    """A Scene as a part of another."""
    return Group(group_id, scene.title, scene.groups, dx=x, dy=y)
