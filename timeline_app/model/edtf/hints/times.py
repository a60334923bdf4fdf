"""Words for times that are made of dates: limits, spans, lists."""

import re
from collections.abc import Callable

from timeline_app.model import calendar
from timeline_app.model.edtf.dates import GROUPS, Date
from timeline_app.model.edtf.expressions import Interval, OneOf
from timeline_app.model.edtf.hints.dates import DATES, expression_of, meaning_of
from timeline_app.model.edtf.hints.forms import BCE, CE, NOW, Match, first_meaning, rules

_ERA = re.compile(f"{BCE}|{CE}")


def _framed(frame: str) -> Callable[[Match], str]:
    """One date set into a pattern like "[..{}]"."""
    meaning = _end_of if "/" in frame else meaning_of

    def words(match: Match) -> str:
        meant = meaning(match["rest"])
        return frame.format(meant) if meant else ""

    return words


def _paired(frame: str) -> Callable[[Match], str]:
    """Two dates set into a pattern like "[{}..{}]"; the first may lack what it shares with the second."""
    meaning = _end_of if "/" in frame else meaning_of

    def words(match: Match) -> str:
        left, right = match["left"].strip(), match["right"].strip()
        last = meaning(right)
        shared = right.split()
        wholes = [left, *(f"{left} {' '.join(shared[place:])}" for place in range(1, len(shared)))]
        if _ERA.fullmatch(shared[-1]):  # a bare number before "301 BCE" counts the same way
            wholes.insert(0, f"{left} {shared[-1]}")
        first = next(filter(None, map(meaning, wholes)), "")
        meant = frame.format(first, last)
        return meant if first and last and expression_of(meant) is not None else ""

    return words


def _end_of(part: str) -> str:
    """An end of a span: a single date, or one of several."""
    return meaning_of(part) or first_meaning(_ENDS, part.strip())


def _one_of(match: Match) -> str:
    """A set of which one is meant, as it is written in EDTF."""
    found = expression_of(match[0].upper())
    return str(found) if isinstance(found, OneOf) else ""


def _ranges(match: Match) -> str:
    """An interval whose ends are ranges without the brackets that they need, or with just some of them."""
    ends = (part.strip() for part in (match["left"], match["right"]))
    meant = [f"[{part.upper()}]" if ".." in part else meaning_of(part) for part in ends]
    return "/".join(meant) if all(meant) and isinstance(expression_of("/".join(meant)), Interval) else ""


def _listed(match: Match) -> str:
    """Several dates, one of which is meant."""
    meant = [meaning_of(part) for part in re.split(r", or |, | or ", match[0])]
    return f"[{','.join(meant)}]" if all(meant) else ""


def _short_years(match: Match) -> str:
    """Two years, the second by its last two digits, where those are no month."""
    first, last = match[0][:4], match["century"] + match["last"]
    month = 1 <= int(match["last"]) <= 12 or ("-" in match[0] and int(match["last"]) in GROUPS)
    return f"{first}/{last}" if first < last and not month else ""


def _before(match: Match) -> str:
    """All dates before one: up to the one before, of the same unit."""
    return _neighbour(match["rest"], -1, "[..{}]")


def _after(match: Match) -> str:
    """All dates after one: from the next one on, of the same unit."""
    return _neighbour(match["rest"], 1, "[{}..]")


def _neighbour(part: str, step: int, frame: str) -> str:
    found = expression_of(meaning_of(part))
    if not isinstance(found, Date) or found.clock or found.significant or (found.month or 0) > 12:
        return ""
    if found.day:
        day = calendar.date_of_day(calendar.day_number(found.year, found.month or 1, found.day) + step)
        return frame.format(Date(*day, marks=found.marks))
    if found.month:
        return frame.format(Date(*calendar.months_later(found.year, found.month, step), marks=found.marks))
    return frame.format(Date(found.year + step, marks=found.marks))


_BETWEEN = r"(?:some time |sometime )?between (?P<left>.+) and (?P<right>.+)"
_OR_EARLIER, _OR_LATER = r"(?P<rest>.+) or (?:earlier|before)", r"(?P<rest>.+) or (?:later|after)"
_ENDS = rules(
    (_BETWEEN, _paired("[{}..{}]")),
    (_OR_EARLIER, _framed("[..{}]")),
    (_OR_LATER, _framed("[{}..]")),
    (r"\[.+\]", _one_of),
)
"""What else than a date an end of a span may be."""

TIMES = rules(
    # limits
    (r"(?:by|no later than|not later than|not after|at the latest in) (?P<rest>.+)", _framed("[..{}]")),
    (_OR_EARLIER, _framed("[..{}]")),
    (r"(?:before|prior to) (?P<rest>.+)", _before),
    (r"after (?P<rest>.+)", _after),
    (r"(?:no earlier than|not earlier than|not before) (?P<rest>.+)", _framed("[{}..]")),
    (_OR_LATER, _framed("[{}..]")),
    (r"(?:since|from) (?P<rest>.+?)(?: on| onwards?)?", _framed("{}/..")),
    (rf"(?:from )?(?P<rest>.+?)(?: to | until | ?[-/] ?){NOW}", _framed("{}/..")),
    (r"(?P<rest>\d{4}) ?-", _framed("{}/..")),
    (r"(?:until|till|up to) (?P<rest>.+)", _framed("/{}")),
    # pairs and lists
    (r"(?P<rest>.+?) ?/ ?unknown", _framed("{}/")),
    (r"unknown ?/ ?(?P<rest>.+)", _framed("/{}")),
    (
        r"(?P<left>(?P<month>\d{4}-\d\d)-\d\d)/(?P<day>\d\d)",
        lambda match: f"{match['left']}/{match['month']}-{match['day']}",
    ),
    (_BETWEEN, _paired("[{}..{}]")),
    (r"(?P<left>[^,]+) or (?P<right>[^,]+)", _paired("[{},{}]")),
    (r".+ or .+", _listed),
    (r"(?P<left>[^,]+) and (?P<right>[^,]+)", _paired("{{{},{}}}")),
    (r"(?:from )?(?P<left>.+?)(?: to | until | till | through | - | / )(?P<right>.+)", _paired("{}/{}")),
    (r"(?P<left>\d{4}(?:-\d\d){1,2})-(?P<right>\d{4}(?:-\d\d){1,2})", _paired("{}/{}")),
    (r"(?P<left>[^-/]+)-(?P<right>[^-/]+)", _paired("{}/{}")),
    (r"(?=.*\.\.)\[?(?P<left>[^][{}/]+)\]?/\[?(?P<right>[^][{}/]+)\]?", _ranges),
    (r"(?P<century>\d\d)\d\d[-/](?P<last>\d\d)", _short_years),
    (r"(?:in|on|during) (?P<rest>.+)", lambda match: first_meaning(DATES, match["rest"]) or meaning_of(match["rest"])),
)
"""The first that fits counts."""
