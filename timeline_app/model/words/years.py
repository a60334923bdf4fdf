"""The year of a date with unknown digits in words: "the 1560s", "one of the years 1009–1909, ending in 09"."""

import re
from dataclasses import dataclass

from timeline_app.model.edtf import DatePattern
from timeline_app.model.words.calendar_names import told_years, years_words
from timeline_app.translation import Message

_DECADE = Message("the {year}s", "a decade")
_SHORT_DECADE = Message("{year}s", "a decade")
_IN_DECADE = Message("in the {year}s", "a decade")
_BETWEEN = Message("between {first} and {last}")
_SOME_TIME = Message("some time in {years}")
_ONE_OF = Message("one of the years {years}, {digits}")
_IN_ONE_OF = Message("in one of the years {years}, {digits}")
_DAY_IN = Message("{date}, in one of the years {years}")
_DAY_IN_ONE_OF = Message("{date}, in one of the years {years}, {digits}")
_ENDING = Message("ending in {digits}")
_ENDING_CE = Message("those CE ending in {digits}")
_SOME_DIGITS = Message("some digits not known")
_NONE = (Message("year not known"), Message("a year BCE, not known which"))
_DAY_OF_NONE = (Message("{date}, year not known"), Message("{date}, in a year BCE, not known which"))


@dataclass(frozen=True, slots=True)
class Years:
    """A year with digits that may be unknown.

    Attributes:
        text: as `DatePattern` has it.
        first, last: the first and last year in which a date fits, astronomical.
    """

    text: str
    first: int
    last: int

    @classmethod
    def of(cls, pattern: DatePattern) -> "Years":
        """The years of a date."""
        return cls(pattern.year, *pattern.years)

    @property
    def exact(self) -> bool:
        """Whether all digits are known."""
        return "X" not in self.text

    @property
    def none(self) -> bool:
        """Whether no digit is known."""
        return self.text in ("XXXX", "-XXXX")

    @property
    def each(self) -> bool:
        """Whether every year from the first to the last fits."""
        return "X" not in self.text.rstrip("X")

    @property
    def decade(self) -> bool:
        """Whether it is a decade that can't be taken for a century."""
        return self.each and self.last == self.first + 9 and self.first > 100 and self.first % 100 != 0

    @property
    def _bce(self) -> bool:
        return self.text.startswith("-")

    def name(self, *, short: bool = False) -> str:
        """The years as a noun."""
        if self.none:
            return _NONE[self._bce]()
        if self.decade:
            return (_SHORT_DECADE if short else _DECADE)(year=self.first)
        if short and self.each:
            return self._between()
        return _SOME_TIME(years=self._words()) if self.each else _ONE_OF(years=self._words(), digits=self._digits())

    def phrase(self) -> str:
        """The years as they answer when."""
        if self.none:
            return _NONE[self._bce]()
        if self.decade:
            return _IN_DECADE(year=self.first)
        return self._between() if self.each else _IN_ONE_OF(years=self._words(), digits=self._digits())

    def of_day(self, date: str) -> str:
        """A month or a day in these years."""
        if self.none:
            return _DAY_OF_NONE[self._bce](date=date)
        if self.each:
            return _DAY_IN(date=date, years=self._words())
        return _DAY_IN_ONE_OF(date=date, years=self._words(), digits=self._digits())

    def _words(self) -> str:
        return years_words(self.first, self.last)

    def _between(self) -> str:
        first, last = told_years(self.first, self.last)
        return _BETWEEN(first=first, last=last)

    def _digits(self) -> str:
        """What tells the years that fit from the others in between.

        A year BCE is one more than the digits of its text say.
        """
        ending = re.fullmatch(r"-?\d*X+(\d+)", self.text)
        if ending is None:
            return _SOME_DIGITS()
        length = len(ending[1])
        number = (int(ending[1]) + self._bce) % 10**length
        across = self.first <= 0 < self.last
        return (_ENDING_CE if across else _ENDING)(digits=f"{number:0{length}d}")
