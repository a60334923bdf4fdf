"""The grammar: an EDTF text as an expression, or its first fault with the place."""

from timeline_app.model.edtf.date_reading import read_date
from timeline_app.model.edtf.dates import AnyDate, Date
from timeline_app.model.edtf.expressions import AllOf, Choice, Expression, Interval, Limit, OneOf
from timeline_app.model.edtf.faults import EdtfError, UnreadableError, shortened

_WRITTEN_LIKE = "dates are written like 2022-09-21, 2022-09, 2022, 2022-09~ or 2022-09/2023-01"


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
    if body[0] == "[":
        return OneOf(_members(body, lead, "]"))
    if body[0] == "{":
        return _all_of(body, lead)
    if "/" in body:
        return _interval(body, lead)
    return read_date(body, lead)


# Sets and intervals


def _all_of(body: str, lead: int) -> AllOf:
    members = _members(body, lead, "}")
    for member in members:
        start, end = member.start, member.end
        if not isinstance(start, Limit) and not isinstance(end, Limit) and start.precision is not end.precision:
            what = f"from {start} to {end}: a range of dates that are all meant has ends of the same precision"
            raise EdtfError(what, lead + body.find(str(end)) if str(end) in body else lead, "write both alike")
    return AllOf(members)


def _members(body: str, lead: int, closing: str) -> tuple[Choice, ...]:
    if body[-1] != closing:
        raise EdtfError("the set is not closed", lead + len(body), f'write "{closing}" at its end')
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


def _interval_end(text: str, position: int) -> AnyDate | Limit:
    if text in ("..", ""):
        return Limit(text)
    return read_date(text, position)


def _in_order(start: AnyDate | Limit, end: AnyDate | Limit, position: int) -> None:
    if isinstance(start, Limit) or isinstance(end, Limit) or _told_differently(start, end):
        return
    if start.bounds()[0] >= end.bounds()[1]:
        raise EdtfError(f"it ends ({end}) before it starts ({start})", position, "swap the two dates")


def _told_differently(start: AnyDate, end: AnyDate) -> bool:
    """Whether just one has an offset: which is earlier depends on the zone of the other."""
    return _has_offset(start) != _has_offset(end)


def _has_offset(date: AnyDate) -> bool:
    return isinstance(date, Date) and date.offset is not None
