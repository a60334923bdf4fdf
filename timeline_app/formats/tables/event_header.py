"""The header of a table of events: which column is what, as was said, or in a known data set, or by its name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from timeline_app.formats.problems import Problem, Severity, clipped, quoted
from timeline_app.formats.tables.column_mapping import ColumnMapping
from timeline_app.formats.tables.column_names import CORE, FIELD_MARK, NEEDED, ROLES, SAYING, guessed, plain
from timeline_app.formats.tables.presets import Preset, preset_of
from timeline_app.model.ids import Ids

Columns = Mapping[str, int]
"""The index of each column of a table; those we know by our own name."""

_MOST_NAMED = 12
_DATED = frozenset(("when", "year", "month", "day"))
"""Who says which column is one of these says how the beginnings of events are given."""


@dataclass(frozen=True)
class EventHeader:
    """What the columns of a table are.

    Attributes:
        names: as they stand in the file, without blanks around them.
        columns: by our own names where they are known, else by theirs; no two are called alike.
        preset: the data set that it is, or None.
        is_said: whether somebody has said what the columns are.
        day_first: whether 05/06/2023 is 5 June; None where nobody has said.
        lacking: columns that somebody has spoken of, and that aren't there.
    """

    names: tuple[str, ...] = ()
    columns: Columns = field(default_factory=dict)
    preset: Preset | None = None
    is_said: bool = False
    day_first: bool | None = None
    lacking: tuple[str, ...] = ()

    @classmethod
    def of(cls, cells: Iterable[str], mappings: Sequence[ColumnMapping] = ()) -> "EventHeader":
        """The header with these cells, by what was said of tables like it."""
        names = tuple(cell.strip() for cell in cells)
        fitting = [mapping for mapping in mappings if mapping.fits(names)]
        said = next((dict(mapping.columns) for mapping in fitting if mapping.columns), {})
        orders = (mapping.day_first for mapping in fitting if mapping.day_first is not None)
        preset = preset_of([plain(name) for name in names])
        known = _preset_columns(names, preset) if preset else guessed(_unsaid(names, said))
        lacking = () if said else tuple(name for one in mappings if not one.header for name in one.missing(names))
        return cls(
            names,
            _all_named(names, _corrected(known, names, said)),
            preset,
            bool(said),
            next(orders, None),
            lacking,
        )

    @property
    def is_recognised(self) -> bool:
        """Whether events can be made of such a table."""
        return any(name in self.columns for name in ("when", "year", "title")) or self.preset is not None

    @property
    def has_coded_dates(self) -> bool:
        """Whether dates are made of the columns that a known data set has for them."""
        return self.preset is not None and bool(self.preset.dates) and not _DATED.intersection(self.columns)

    @property
    def known(self) -> int:
        """How many of its columns are ours, of those that tell a table of events."""
        return len(self.names) if self.preset else sum(name in self.columns for name in CORE)

    def spelled(self, role: str) -> str:
        """What a column that we know is called in the file."""
        return self.names[self.columns[role]]

    def unrecognised(self, where: str, file: str, line: int | None) -> Problem:
        """What to say of a table whose columns are none of ours; `where` says where its names stand."""
        found = ", ".join(quoted(name) for name in self.names[:_MOST_NAMED]) or "none"
        what = f"{where} the columns; it holds {found}"
        return Problem(Severity.ERROR, file, line, None, None, clipped(what), f"{NEEDED}; {SAYING}")

    def problems(self, file: str, line: int | None) -> Iterable[Problem]:
        """A warning for each column that events should have and these haven't, or that is spoken of in vain."""
        for name in self.lacking:
            found = ", ".join(quoted(name) for name in self.names[:_MOST_NAMED])
            what = f"there is no column {quoted(name)}, as was said; it holds {found}"
            yield Problem(Severity.ERROR, file, line, None, None, clipped(what), "spell it as the table does")
        if self.preset:
            return
        for name, other, what in (("when", "year", "events have no date"), ("title", "", "events have no title")):
            if name not in self.columns and other not in self.columns:
                yield Problem(Severity.WARNING, file, line, None, None, f"there is no column “{name}”: {what}")


def _unsaid(names: Sequence[str], said: Mapping[str, str]) -> list[str]:
    """The names, "" for those of which somebody has said what they are."""
    return ["" if name in said.values() else name for name in names]


def _corrected(known: Mapping[str, int], names: Sequence[str], said: Mapping[str, str]) -> dict[str, int]:
    """Which column is which, as it was said; what wasn't spoken of stays, but for dates that are given otherwise."""
    spoken_of = set(said) | (_DATED if _DATED.intersection(said) else set())
    kept = {role: place for role, place in known.items() if role not in spoken_of}
    return kept | {role: names.index(name) for role, name in said.items() if name}


def _preset_columns(names: Sequence[str], preset: Preset) -> dict[str, int]:
    compared = [plain(name) for name in names]
    return {role: compared.index(name) for role, name in preset.columns.items() if name in compared}


def _all_named(names: Sequence[str], known: Mapping[str, int]) -> Columns:
    """All columns by name; one without a name is called by its number."""
    ours = {index: role for role, index in known.items()}
    ids = Ids(ours.values())
    own = [
        f"{name}{FIELD_MARK}" if name in ROLES else name or f"column {index + 1}" for index, name in enumerate(names)
    ]
    return {ours.get(index) or ids.free(name): index for index, name in enumerate(own)}
