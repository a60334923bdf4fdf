"""The grammar: an EDTF text as an expression, or its first fault with the place."""

from timeline_app.model.edtf.date_reading import read_date
from timeline_app.model.edtf.dates import AnyDate, Date
from timeline_app.model.edtf.expressions import (
    AllOf,
    Choice,
    Expression,
    Interval,
    IntervalEnd,
    Limit,
    OneOf,
    dates_of,
)
from timeline_app.model.edtf.faults import EdtfError, UnreadableError, shortened

_CLOSING = {"[": "]", "{": "}"}
_WRITTEN_LIKE = "dates are written like 2022-09-21, 2022-09, 2022, 2022-09~ or 2022-09/2023-01"
_ONE_END = "write [1880..1885]/[1895..1900] for a span that began and ended at some time between two dates"


def read(text: str) -> Expression:
    """Read one EDTF text.

    Raises:
        EdtfError: the text is no date that we read; names the faulty character.
    """
    body = text.strip()
    try:
        return _expression(body, len(text) - len(text.lstrip()))
    except UnreadableError as error:
        part = "it" if error.part == body else f"“{shortened(error.part)}”"
        what = f"“{shortened(body)}” is not a date that can be read: {error.why or f'{part} ends too early'}"
        raise EdtfError(what, error.position, _WRITTEN_LIKE) from None


def _expression(body: str, lead: int) -> Expression:
    if not body:
        raise EdtfError("the date is empty", 0, "write a date like 2022-09-21, 2022-09 or 2022")
    if "/" in body and not _is_set(body):
        return _interval(body, lead)
    if body[0] == "[":
        return OneOf(_members(body, lead, "]"))
    if body[0] == "{":
        return _all_of(body, lead)
    return read_date(body, lead)


# Sets and intervals


def _is_set(body: str) -> bool:
    """Whether a text is one set from its beginning to its end, be it closed or not."""
    closing = _CLOSING.get(body[0], "")
    return bool(closing) and body.find(closing, 0, -1) < 0


def _all_of(body: str, lead: int) -> AllOf:
    members = _members(body, lead, "}")
    for member in members:
        start, end = member.start, member.end
        if not isinstance(start, Limit) and not isinstance(end, Limit) and start.precision is not end.precision:
            what = f"from {start} to {end}: a range of dates that are all meant has ends of the same precision"
            raise EdtfError(what, lead + body.find(str(end)) if str(end) in body else lead, "write both alike")
    return AllOf(members)


def _members(body: str, lead: int, closing: str) -> tuple[Choice, ...]:
    closed = body.find(closing)
    if closed < 0:
        raise EdtfError("the set is not closed", lead + len(body), f'write "{closing}" at its end')
    if closed + 1 < len(body):
        raise EdtfError(f"“{body[closed + 1]}” is not expected behind a set", lead + closed + 1, _WRITTEN_LIKE)
    members, position = [], lead + 1
    for part in body[1:-1].split(","):
        members.append(_choice(part, position))
        position += len(part) + 1
    return tuple(members)


def _choice(part: str, position: int) -> Choice:
    body = part.strip()
    position += len(part) - len(part.lstrip())
    if ".." not in body:
        date = read_date(body, position)
        return Choice(date, date)
    left, _, right = body.partition("..")
    start = read_date(left, position) if left else Limit.OPEN
    end = read_date(right, position + len(left) + 2) if right else Limit.OPEN
    if start is Limit.OPEN and end is Limit.OPEN:
        raise EdtfError("a range open at both ends says nothing", position, "give at least one date")
    _in_order(start, end, position)
    return Choice(start, end)


def _interval(body: str, lead: int) -> Interval:
    if body.count("/") > 1:
        second = lead + body.index("/", body.index("/") + 1)
        raise EdtfError('a date has at most one "/"', second, _WRITTEN_LIKE)
    left, _, right = body.partition("/")
    start = _interval_end(left, lead)
    end = _interval_end(right, lead + len(left) + 1)
    if isinstance(start, Limit) and isinstance(end, Limit):
        raise EdtfError("neither end of the interval is a date", lead, "give at least one date")
    _in_order(start, end, lead)
    return Interval(start, end)


def _interval_end(text: str, position: int) -> IntervalEnd:
    if text in ("..", ""):
        return Limit(text)
    if text[0] == "{":
        raise EdtfError("all dates of a set can't be one end of an interval", position, _ONE_END)
    return _one_end(text, position) if text[0] == "[" else read_date(text, position)


def _one_end(text: str, position: int) -> AnyDate | OneOf:
    """An end that is one of several dates; one of a single date is that date."""
    members = _members(text, position, "]")
    ranges = [member for member in members if not member.single]
    if ranges and len(members) > 1:
        place = position + text.index("..")
        raise EdtfError("an end of an interval is one of a single range, or one of some dates", place, _ONE_END)
    first = members[0].start
    return OneOf(members) if ranges or len(members) > 1 or isinstance(first, Limit) else first


def _in_order(start: IntervalEnd, end: IntervalEnd, position: int) -> None:
    if isinstance(start, Limit) or isinstance(end, Limit) or _told_differently(start, end):
        return
    if start.bounds()[0] >= end.bounds()[1]:
        raise EdtfError(f"it ends ({end}) before it starts ({start})", position, "swap the two dates")


def _told_differently(start: AnyDate | OneOf, end: AnyDate | OneOf) -> bool:
    """Whether just some have an offset: which is earlier depends on the zone of the others."""
    return len(set(map(_has_offset, (*dates_of(start), *dates_of(end))))) > 1


def _has_offset(date: AnyDate) -> bool:
    return isinstance(date, Date) and date.offset is not None
