"""Figures as sources give them: bounds, ranges, "about", "nearly", and words for each."""

import math
import re
from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """How the true value lies to the figure that the source gives."""

    UNQUALIFIED = "unqualified"
    NEARLY = "nearly"
    AT_LEAST = "at-least"
    MORE_THAN = "more-than"
    AT_MOST = "at-most"
    LESS_THAN = "less-than"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How numbers are written in a locale."""

    group: str = ","
    decimal: str = "."

    def __call__(self, value: float) -> str:
        """The number with separated thousands and no needless decimals."""
        text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6f}".rstrip("0").rstrip(".")
        return text.translate({ord(","): self.group, ord("."): self.decimal})


ENGLISH = NumberFormat()

_SEPARATOR = re.compile("[.,'’ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]")
_NUMBER = re.compile(rf"\d{{1,3}}(?:{_SEPARATOR.pattern}\d{{3}})+(?!\d)|\d+")
"""Digits in groups of three, or in one."""

_BOUND_WORDS = {
    Relation.NEARLY: ("nearly", "high"),
    Relation.AT_LEAST: ("at least", "low"),
    Relation.MORE_THAN: ("more than", "low"),
    Relation.AT_MOST: ("at most", "high"),
    Relation.LESS_THAN: ("less than", "high"),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its bounds; any may be absent, and all: "acknowledged, no number".

    Attributes:
        low, best, high: in units of what is counted.
        relation: how the true value lies to them.
        approximate: "about", beside any relation.
    """

    low: float | None = None
    best: float | None = None
    high: float | None = None
    relation: Relation = Relation.UNQUALIFIED
    approximate: bool = False

    @property
    def is_range(self) -> bool:
        """Whether the figure is a stretch from low to high."""
        return self.low is not None and self.high is not None

    @property
    def point(self) -> float | None:
        """The one number that the source names, or None for a range or no number."""
        if self.is_range:
            return None
        return next((value for value in (self.best, self.high, self.low) if value is not None), None)

    @property
    def is_half_range(self) -> bool:
        """Whether a best figure has a bound on one side alone, so that the other side is open."""
        return self.best is not None and (self.low is None) != (self.high is None)

    @property
    def _meant(self) -> Relation:
        """The relation, or what a single bound without one must be: a bound is no figure as it stands."""
        unsaid = self.relation in (Relation.UNQUALIFIED, Relation.RANGE)
        if not unsaid or (self.low is None) == (self.high is None):
            return self.relation
        return Relation.AT_MOST if self.low is None else Relation.AT_LEAST

    @property
    def direction(self) -> int:
        """-1 where the true value is said to lie below a bound, 1 above, 0 where neither is said."""
        below = (Relation.NEARLY, Relation.AT_MOST, Relation.LESS_THAN)
        above = (Relation.AT_LEAST, Relation.MORE_THAN)
        return -1 if self._meant in below else int(self._meant in above)

    @property
    def greatest(self) -> float:
        """The greatest number that the source names; 0 where it names none."""
        return max((value for value in (self.low, self.best, self.high) if value is not None), default=0.0)

    @property
    def names_zero(self) -> bool:
        """Whether the source names 0: that nobody was counted is a figure, and not silence."""
        return 0 in (self.low, self.best, self.high)

    def restated(self, stated: str, number: NumberFormat = ENGLISH) -> str:
        """A source's own words with its numbers as they are written in a locale: "nearly 6,000", "nearly 6.000".

        A number that isn't one of this figure's, as in "1.5 million", stays: nobody knows what its separators mean.
        """
        named = {f"{value:.0f}": value for value in (self.low, self.best, self.high) if value is not None}

        def written(found: re.Match[str]) -> str:
            value = named.get(_SEPARATOR.sub("", found[0]))
            return found[0] if value is None or not float(value).is_integer() else number(value)

        return _NUMBER.sub(written, stated)

    def faults(self) -> tuple[str, ...]:
        """What contradicts itself in this figure, each as a sentence."""
        least = -math.inf if self.low is None else self.low
        most = math.inf if self.high is None else self.high
        found = []
        if self.low is not None and self.high is not None and self.low > self.high:
            found.append(f"low {ENGLISH(self.low)} is greater than high {ENGLISH(self.high)}")
        elif self.best is not None and not least <= self.best <= most:
            found.append(f"best {ENGLISH(self.best)} lies outside low and high")
        if any(value is not None and value < 0 for value in (self.low, self.best, self.high)):
            found.append("a count of people is negative")
        if self.relation is Relation.RANGE and not self.is_range:
            found.append('relation "range" needs low and high')
        if self.relation in _BOUND_WORDS and getattr(self, _BOUND_WORDS[self.relation][1]) is None:
            found.append(f'relation "{self.relation.value}" needs {_BOUND_WORDS[self.relation][1]}')
        return tuple(found)

    def words(self, number: NumberFormat = ENGLISH) -> str:
        """The figure as a person would write it: "nearly 6,000", "about 40,000–60,000"."""
        words = self._figure_words(number)
        return f"about {words}" if self.approximate and words != "no number" else words

    def _figure_words(self, number: NumberFormat) -> str:
        if self._meant in _BOUND_WORDS:
            word, field = _BOUND_WORDS[self._meant]
            bound = getattr(self, field)
            if bound is None:
                return "no number" if self.best is None else f"{word} {number(self.best)}"
            words = f"{word} {number(bound)}"
            return words if self.best in (None, bound) else f"{number(self.best)}, {words}"
        if self.low is not None and self.low == self.high and self.best in (None, self.low):
            return number(self.low)
        if self.low is not None and self.high is not None:
            words = f"{number(self.low)}–{number(self.high)}"
            return words if self.best is None else f"{words}, best {number(self.best)}"
        return "no number" if self.point is None else number(self.point)
