"""Figures as people write them in a cell: "149,240", "~6000", "nearly 6,000", "60,000–70,000", "1.2 million"."""

import math
import re
from collections.abc import Mapping
from typing import NamedTuple

from timeline_app.model.quantity import Quantity, Relation


class QuantityError(ValueError):
    """A text that is no figure.

    Attributes:
        what: the fault in a sentence.
        hint: what would be right, or "".
    """

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint


class Qualifier(NamedTuple):
    """What words around a number mean: which bound it is, how the true value lies to it, whether it is "about"."""

    bound: str = "best"
    relation: Relation = Relation.UNQUALIFIED
    approximate: bool = False


_ABOUT = Qualifier(approximate=True)
_NEARLY = Qualifier("high", Relation.NEARLY)
_AT_LEAST = Qualifier("low", Relation.AT_LEAST)
_MORE_THAN = Qualifier("low", Relation.MORE_THAN)
_AT_MOST = Qualifier("high", Relation.AT_MOST)
_LESS_THAN = Qualifier("high", Relation.LESS_THAN)

QUALIFIERS: Mapping[str, Qualifier] = {
    "": Qualifier(),
    **dict.fromkeys(("about", "approximately", "approx.", "approx", "around", "roughly", "some", "circa"), _ABOUT),
    **dict.fromkeys(("ca.", "ca", "c.", "c", "~", "≈", "±"), _ABOUT),
    **dict.fromkeys(("nearly", "almost", "just under", "close to"), _NEARLY),
    **dict.fromkeys(("at least", "no fewer than", "no less than", "not less than", "minimum", "≥", ">="), _AT_LEAST),
    **dict.fromkeys(("more than", "more", "over", "above", "upwards of", "greater than", ">"), _MORE_THAN),
    **dict.fromkeys(("at most", "up to", "no more than", "not more than", "maximum", "≤", "<="), _AT_MOST),
    **dict.fromkeys(("less than", "fewer than", "less", "fewer", "under", "below", "<"), _LESS_THAN),
}
"""What stands before a number, in small letters."""

_BEHIND: Mapping[str, Qualifier] = {
    "+": _AT_LEAST,
    " or more": _AT_LEAST,
    " or fewer": _AT_MOST,
    " or less": _AT_MOST,
}
_NO_NUMBER = frozenset(
    ("", "?", "-", "–", "—", "−", "…", "n/a", "na", "unknown", "not known", "not stated", "no number", "acknowledged")
)
_SCALES: Mapping[str, float] = {
    "": 1,
    **dict.fromkeys(("k", "thousand"), 10**3),
    **dict.fromkeys(("m", "mn", "mln", "million"), 10**6),
    **dict.fromkeys(("bn", "billion"), 10**9),
}

_LONGEST = 200
_DASHES = "-–—−"
_EXAMPLES = "write it like 6,000, ~6000, >6000, or 60,000–70,000"

_WORDS = "|".join(re.escape(word) for word in sorted(QUALIFIERS, key=len, reverse=True) if word)
_QUALIFIER = re.compile(rf"({_WORDS})(?:(?<=[~≈±≥≤><=.])|(?![a-z])) ?")
_PART = rf"[0-9][0-9 .,'’]*(?:e[+-]?[0-9]+)?(?: ?(?:{'|'.join(filter(None, _SCALES))})(?![a-z]))?"
_RANGE = re.compile(
    rf"(?:(?:from )?({_PART}?) ?(?:[{_DASHES}]|to) ?({_PART})|between ({_PART}) and ({_PART}))(?:, best ({_PART}))?"
)
_NUMBER = re.compile(rf"([{_DASHES}]?)([0-9][0-9 .,'’e+-]*?) ?({'|'.join(_SCALES)})")

_FORMS = (
    (re.compile(r"\d{1,3}(?:([ '’])\d{3})(?:\1\d{3})*(?:[.,]\d+)?"), " '’"),
    (re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"), ","),
    (re.compile(r"[1-9]\d?(?:,\d\d)+,\d{3}"), ","),
    (re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3}){2,}(?:,\d+)?|\.\d{3},\d+)"), "."),
    (re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?"), ""),
    (re.compile(r"\d+,\d+"), ""),
)
"""How digits are grouped: the form, and what stands between groups; the first that fits counts."""

_ONE_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_DECIMALS = re.compile(r"(?:^|[^\d.])\d+\.(?:\d{1,2}|\d{4,})(?![\d.])")


def quantity_written(text: str, *, decimal_dot: bool = False) -> Quantity:
    """The figure that a text gives; without any number for "unknown", "n/a", "-" and the like.

    Args:
        text: as it stands in a cell.
        decimal_dot: whether "149.240" has decimals. People are counted in whole numbers, so unless other figures beside
            it have decimals, one group of three digits behind a dot is thousands; "0.125" and "1.2 million" never are.

    Raises:
        QuantityError: it gives none.
    """
    plain = " ".join(text[: _LONGEST + 1].lower().split())
    if plain in _NO_NUMBER:
        return Quantity()
    if len(text) > _LONGEST:
        raise _refused(text)
    if plain.isascii() and plain.isdecimal():  # as nearly all are
        return Quantity(best=float(plain))
    before, _, after = plain.partition(", ")
    if _QUALIFIER.match(after):
        return _with_bound(quantity_written(before, decimal_dot=decimal_dot), after, text, decimal_dot)
    figure, found = _unqualified(plain, text)
    approximate = any(one.approximate for one in found)
    bounds = [one for one in found if one.relation is not Relation.UNQUALIFIED]
    stretch = _RANGE.fullmatch(figure)
    if len(bounds) > 1 or (bounds and stretch):
        raise QuantityError(f"“{text.strip()}” gives more than one bound", _EXAMPLES)
    if stretch:
        low, high, best = _ends(stretch, text, decimal_dot)
        return Quantity(low, best, high, Relation.RANGE, approximate)
    bound, relation, _ = bounds[0] if bounds else QUALIFIERS[""]
    return Quantity(**{bound: _value(figure, text, decimal_dot)}, relation=relation, approximate=approximate)


def _with_bound(best: Quantity, bound: str, text: str, decimal_dot: bool) -> Quantity:
    """A best figure with its one bound behind it, as in "about 13, at most 15"."""
    other = quantity_written(bound, decimal_dot=decimal_dot)
    if best != Quantity(best=best.best, approximate=best.approximate) or best.best is None or not other.direction:
        raise _refused(text)
    plain = other.relation in (Relation.AT_LEAST, Relation.AT_MOST)
    relation = Relation.UNQUALIFIED if plain else other.relation
    return Quantity(other.low, best.best, other.high, relation, best.approximate or other.approximate)


def has_decimals(text: str) -> bool:
    """Whether a dot in a figure can only stand before decimals: then it does in other figures beside it."""
    return _DECIMALS.search(text) is not None


def is_doubtful(text: str) -> bool:
    """Whether a dot in a figure may stand before decimals or thousands."""
    return _ONE_GROUP.fullmatch(text.strip()) is not None


def figure_text(value: float) -> str:
    """A number in a cell, so that `quantity_written` gives it back: never three decimals, which may be thousands."""
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = repr(float(value))
    return f"{text}0" if is_doubtful(text) else text


def _unqualified(plain: str, text: str) -> tuple[str, list[Qualifier]]:
    """The figure without the words around it, and what they mean."""
    found = []
    while match := _QUALIFIER.match(plain):
        found.append(QUALIFIERS[match[1]])
        plain = plain[match.end() :]
    for words, meaning in _BEHIND.items():
        if plain.endswith(words):
            found.append(meaning)
            plain = plain.removesuffix(words).rstrip()
    if not plain:
        raise _refused(text)
    return plain, found


def _ends(stretch: re.Match[str], text: str, decimal_dot: bool) -> tuple[float, float, float | None]:
    """Both ends of a range and its best value; "1-2 million" are millions at both ends."""
    first, last = stretch[1] or stretch[3], stretch[2] or stretch[4]
    scaled, alike = _NUMBER.fullmatch(last.strip()), _NUMBER.fullmatch(first.strip())
    if scaled and alike and scaled[3] and not alike[3]:
        first = f"{first.strip()} {scaled[3]}"
    low, high = (_value(end, text, decimal_dot) for end in (first, last))
    return low, high, _value(stretch[5], text, decimal_dot) if stretch[5] else None


def _value(figure: str, text: str, decimal_dot: bool) -> float:
    match = _NUMBER.fullmatch(figure.strip())
    digits = _plain_digits(match[2].strip(), decimal_dot or bool(match[3])) if match else ""
    if not match or not digits:
        raise _refused(text)
    value = float(digits) * _SCALES[match[3]]
    if not math.isfinite(value):
        raise QuantityError(f"the number “{text.strip()[:40]}” is too large")
    return -value if match[1] else value


def _plain_digits(digits: str, decimal_dot: bool) -> str:
    """The digits as Python reads them, or "" where they are in no order that numbers are written in."""
    if not decimal_dot and _ONE_GROUP.fullmatch(digits):
        return digits.replace(".", "")
    form = next((form for form in _FORMS if form[0].fullmatch(digits)), None)
    if form is None:
        return ""
    bare = "".join(digit for digit in digits if digit not in form[1])
    return bare.replace(",", ".")


def _refused(text: str) -> QuantityError:
    shown = text.strip()
    return QuantityError(f"“{shown[:60]}{'…' if len(shown) > 60 else ''}” is no number that can be read", _EXAMPLES)
