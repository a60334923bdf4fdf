"""A long timeline as a picture of many sheets: one wide image, or pages that go on from each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from timeline_app.export.composing.appendix import Appendix
from timeline_app.export.composing.cuts import MOST_PAGES, Cut, crowded_cuts, even_cuts, labelled_enough
from timeline_app.export.composing.overlaps import Overlap
from timeline_app.export.composing.page import Contents, Page, compose
from timeline_app.export.composing.sheets import Sheet
from timeline_app.export.composing.sources import FEW_LINES, Listing
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import TextWidth
from timeline_app.layout.view import View
from timeline_app.layout.window import TimeWindow

_OWN_SCALE = "The scale of time differs from page to page: each has an axis of its own."
_ALIKE = 1.6
"""Pages whose time differs by no more than that are about the same."""
_EVEN = (2, 3, 4, 6, 8)
"""So many pages of the same time are tried, one number after the other."""
_WIDTHS = (2, 3, 4, 6, 8, 12, 16)
"""So many sheets are side by side in one image, where nobody says how many."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """A timeline on several sheets.

    Attributes:
        index, view: what, and of which time.
        sheet: each.
        contents: what is on them beside the canvas.
        count: how many sheets the canvas has; 0 for as many as the labels need.
        tell: is told how much is done, 0 to 1.
    """

    index: TimelineIndex
    view: View
    sheet: Sheet
    text_width: TextWidth
    contents: Contents
    count: int
    tell: Callable[[float], None]

    def wide(self) -> Page:
        """One page as wide as so many sheets."""
        made = self._wide_as(self.count or 1)
        for count in _WIDTHS if not self.count else ():
            if labelled_enough(self.index, self.view, [made]):
                break
            self.tell(count / _WIDTHS[-1])
            made = self._wide_as(count)
        return made

    def pages(self) -> tuple[Page, ...]:
        """Pages of the canvas, then of the comparison and the sources; or one of all where that is enough."""
        whole = None if self.count else self._enough_of(self.view.window, self.contents)
        if whole and (whole.scene.group("estimates-panel") or not self._has_comparison):
            return (whole,)
        appendix = self._appendix
        bodies = appendix.bodies
        cuts = even_cuts(self.index, self.view, 1) if whole else self._cuts()
        total = len(cuts) + len(bodies)
        listed = len(cuts) + appendix.sources_on(bodies)
        made = [self._page(cuts, number, total, listed) for number in range(len(cuts))]
        behind = [appendix.page(body, f"{len(cuts) + number} of {total}") for number, body in enumerate(bodies, 1)]
        return (*made, *behind)

    def _cuts(self) -> tuple[Cut, ...]:
        """Even parts if some of them do, or else shorter ones where there is more to show."""
        if self.count:
            return even_cuts(self.index, self.view, self.count)
        for count in _EVEN:
            self.tell(count / MOST_PAGES)
            cuts = even_cuts(self.index, self.view, count)
            if all(self._is_enough(cut.shown) for cut in cuts):
                return cuts
        return crowded_cuts(self.index, self.view, MOST_PAGES, self._is_enough)

    def _is_enough(self, window: TimeWindow) -> bool:
        """Whether a page of a window, without the comparison, has room for nearly all its labels."""
        return self._enough_of(window, replace(self.contents, panel=False)) is not None

    def _enough_of(self, window: TimeWindow, contents: Contents) -> Page | None:
        """The page of a window, if it has room for nearly all its labels."""
        self.tell(0.5)
        view = replace(self.view, window=window)
        page = compose(self.index, view, self.sheet, self.text_width, contents)
        return page if labelled_enough(self.index, view, [page]) else None

    def _wide_as(self, count: int) -> Page:
        return compose(self.index, self.view, self.sheet.times(count), self.text_width, self.contents)

    def _page(self, cuts: tuple[Cut, ...], number: int, total: int, listed: int) -> Page:
        cut = cuts[number]
        overlaps = []
        if number:
            overlaps.append(Overlap(TimeWindow(cut.shown.start, cuts[number - 1].shown.end), f"also on page {number}"))
        if number + 1 < len(cuts):
            overlaps.append(
                Overlap(TimeWindow(cuts[number + 1].shown.start, cut.shown.end), f"also on page {number + 2}")
            )
        contents = replace(
            self.contents,
            panel=False,
            numbering=f"{number + 1} of {total}",
            own=cut.own,
            overlaps=tuple(overlaps),
            listing=Listing(1, f"listed from page {listed} on") if total > len(cuts) else FEW_LINES,
            remarks=_remarks(cuts),
        )
        view = replace(self.view, window=cut.shown, at_home=True)
        return compose(self.index, view, self.sheet, self.text_width, contents)

    @property
    def _has_comparison(self) -> bool:
        """Whether there is anything to compare, and it is wanted."""
        return self.contents.panel and len(self.index.timeline.estimates) > 0

    @property
    def _appendix(self) -> Appendix:
        view = replace(self.view, cursor=False, cites=True)
        return Appendix(self.index, view, self.sheet, self._has_comparison, self.contents.title, self.text_width)


def _remarks(cuts: Sequence[Cut]) -> tuple[str, ...]:
    """That pages can't be laid side by side, where they can't."""
    durations = [cut.own.duration for cut in cuts]
    return (_OWN_SCALE,) if max(durations) > _ALIKE * min(durations) else ()
