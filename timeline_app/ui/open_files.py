"""The open files: reads them, shows what came of it, and reads them again when they change or others are chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from timeline_app.formats.problems import Problem, Severity
from timeline_app.formats.reading import Reading
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.model.timeline import Timeline
from timeline_app.ui.file_set import FileSet, event_counts, names_of, owner_among
from timeline_app.ui.following import Followed, Following
from timeline_app.ui.loading import Loader, Mappings
from timeline_app.ui.problems_panel import problem_words
from timeline_app.ui.recent_files import remember_files
from timeline_app.ui.state import State
from timeline_app.ui.watching import FileWatch

_MOST_UNASKED = 200_000_000
"""Files that have more bytes together are read again only by hand: it takes seconds, and much memory."""


class _Why(Enum):
    """Why files are read: others are opened, others of the open ones are wanted, by hand, or since they changed."""

    OPENED = ""
    CHOSEN = "Added {names}"
    BY_HAND = "{names} {was} read again"
    CHANGED = "{names} {has} changed and {was} read again"


@dataclass(frozen=True, slots=True)
class _Request:
    """What is being read, and why; `about`: the files that it is about."""

    files: FileSet
    why: _Why
    about: tuple[str, ...] = ()


class OpenFiles(QObject):
    """The open files, of which the state shows the timeline.

    Attributes:
        taken: the files were read, and are shown if they could be: their problems, a heading for them, and whether they
            are to be listed at once.
        said: what has been done of itself, in words; "" where what was said before is over.
        doubted: a table of which it must be asked what its columns are.
        loader: reads them.
        watch: tells when they change.
        files: which are open.
        problems: what is wrong with them.
        doubtful: the tables of which it must be asked what their columns are, of those that were read last.
    """

    taken = Signal(tuple, str, bool)
    said = Signal(str)
    doubted = Signal(str)

    def __init__(self, state: State, parent: QObject, mappings: Callable[[], Mappings] = tuple) -> None:
        """No file yet; `mappings` gives what is known of the columns of tables."""
        super().__init__(parent)
        self._state = state
        self._request = _Request(FileSet(), _Why.OPENED)
        self._counts: dict[str, int] = {}
        self.files, self.problems, self.doubtful = FileSet(), tuple[Problem, ...](), tuple[str, ...]()
        self.loader = Loader(self, TimelineIndex.of, mappings)
        self.loader.finished.connect(self._take)
        self.watch = FileWatch(self, lambda: self.loader.running)
        self.watch.changed.connect(self._read_changed)

    @property
    def _wanted(self) -> FileSet:
        """The files that will be open when what is being read is there."""
        return self._request.files if self.loader.running else self.files

    @property
    def events_left_out(self) -> int:
        """How many events are in files that are not shown."""
        return sum(self._counts.get(path, 0) for path in self.files.hidden)

    # What can be done with them

    def open(self, paths: Sequence[str]) -> None:
        """Open files as one timeline; what is open stays until they are read."""
        self._request = _Request(FileSet(tuple(paths)), _Why.OPENED, tuple(paths))
        self.loader.load(paths)

    def add(self, paths: Sequence[str]) -> None:
        """Open files beside those that are open."""
        self._follow(_Request(self._wanted.with_added(paths), _Why.CHOSEN, tuple(paths)))

    def toggle(self, path: str) -> None:
        """Leave a file out, or show it again."""
        self._follow(_Request(self._wanted.toggled(path), _Why.CHOSEN))

    def close(self, path: str) -> None:
        """Close a file."""
        self._follow(_Request(self._wanted.without(path), _Why.CHOSEN))

    def open_again(self) -> None:
        """Open the files anew that were to be read last: something else is known of them now."""
        self.open(self._request.files.shown)

    def reload(self) -> None:
        """Read the files again."""
        if self.files.paths:
            self._follow(_Request(self.files, _Why.BY_HAND, self.files.shown))

    def _read_changed(self, changed: tuple[str, ...], size: float) -> None:
        """Read the files again of which some have changed, unless they are very large."""
        owner = owner_among(self.files.shown)
        about = tuple(dict.fromkeys(owner(file) or file for file in changed))
        if size > _MOST_UNASKED:
            self._say("{names} {has} changed; what is so large is read again only with F5", about)
        elif not self.loader.running:
            self._follow(_Request(self.files, _Why.CHANGED, about))

    def _follow(self, request: _Request) -> None:
        """Read the files that a request wants shown; what is looked at stays."""
        self._request = request
        view = self._state.view
        following = Following(self._state.timeline, view.selected, self._state.filter, view.counted)
        if request.files.shown:
            self.loader.load(request.files.shown, following)
        else:
            self.loader.cancel()
            nothing = Timeline.empty()
            self._take((), Reading(nothing), following(nothing))

    # What came of it

    def _take(self, paths: tuple[str, ...], reading: Reading, prepared: TimelineIndex | Followed | None) -> None:
        request, self.doubtful = self._request, reading.doubtful
        if request.why is _Why.CHANGED and self._emptied(reading):
            self._say("{names} {has} changed, with nothing in it now; F5 shows that", request.about)
        elif prepared is None or (request.why is not _Why.OPENED and self._lost(reading)):
            self._refuse(paths, reading)
        else:
            self._show(request, reading, prepared)
        origins = reading.timeline.origins if reading.timeline else ()
        owner = owner_among(self.files.shown)
        read = {origin.file: origin.stamp for origin in origins if origin.stamp and owner(origin.file)}
        self.watch.follow(self.files.shown, read)
        if reading.doubtful and request.why in (_Why.OPENED, _Why.CHOSEN):
            self.doubted.emit(reading.doubtful[0])

    def _show(self, request: _Request, reading: Reading, prepared: TimelineIndex | Followed) -> None:
        again = reading.problems == self.problems
        self.files, self.problems = request.files, reading.problems
        heading = f"{problem_words(reading.problems).capitalize()} in {names_of(request.files.shown)}"
        if isinstance(prepared, Followed):
            self._state.follow(prepared, request.files.shown)
        else:
            self._state.open(prepared, request.files.shown)
        self._counts |= event_counts(self._state.timeline, request.files.shown)
        remember_files(request.about if request.why in (_Why.OPENED, _Why.CHOSEN) else ())
        listed = any(problem.severity is Severity.ERROR for problem in reading.problems)
        if request.why is _Why.OPENED or not again:
            self.taken.emit(reading.problems, f"{heading}; everything else is shown", listed)
        if request.about and request.why is not _Why.OPENED:
            self._say(request.why.value, request.about)
        else:
            self.said.emit("")  # what was said of the files before is over

    def _refuse(self, paths: tuple[str, ...], reading: Reading) -> None:
        """Keep what is shown, and say what is wrong."""
        kept = "" if not self.files.paths else "; the open timeline stays"
        again = "opened" if self._request.why in (_Why.OPENED, _Why.CHOSEN) else "read again"
        self.problems = reading.problems
        about = self._lost(reading) or paths
        words = f"{names_of(about)} can't be {again}{kept}"
        self.taken.emit(reading.problems, words, True)
        self.said.emit(words)  # or the status line would go on saying what was done before

    def _say(self, words: str, about: Sequence[str]) -> None:
        verbs = {"has": "has", "was": "was"} if len(about) == 1 else {"has": "have", "was": "were"}
        self.said.emit(words.format(names=names_of(about), **verbs))

    def _lost(self, reading: Reading) -> tuple[str, ...]:
        """The files that are shown, and still wanted, and could not be read this time."""
        faulty = {problem.file for problem in reading.problems if problem.severity is Severity.ERROR}
        owner = owner_among(self._request.files.shown)
        shown = {origin.file for origin in self._state.timeline.origins if owner(origin.file)}
        read = {origin.file for origin in reading.timeline.origins} if reading.timeline else set()
        return tuple(sorted((shown - read) & faulty))

    def _emptied(self, reading: Reading) -> bool:
        """Whether a file that held something holds nothing now: whoever writes it may have only begun."""
        held = {origin.file for origin in self._state.timeline.origins if origin.events or origin.estimates}
        origins = reading.timeline.origins if reading.timeline else ()
        return any(origin.file in held and not (origin.events or origin.estimates) for origin in origins)
