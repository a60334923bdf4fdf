"""What dates in words look like, as parts of patterns; texts come in small letters, with plain hyphens and spaces."""

import re
from collections.abc import Callable, Iterable

Match = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[[Match], str]]
"""What a text looks like, and what it means: "" where it means nothing after all."""

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
STAGES = {"early": 0, "beginning of": 0, "start of": 0, "mid": 1, "middle of": 1, "late": 2, "end of": 2}
"""Which third of a longer time is meant."""

MONTH = r"(?P<month>[a-z]{3,9})\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?"
WEEKDAY = r"(?:on )?(?:(?:[a-z]{3,6}day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?,? )?"
BCE, CE = r"b\.?c\.?(?:e\.?)?", r"(?:a\.?d\.?|c\.?e\.?)"
YEAR = r"(?P<year>\d{4})"
ANY_YEAR = rf"(?P<year>\d{{3,4}}(?!\d)|\d{{1,4}}(?= ?{BCE}))(?: ?(?P<era>{BCE}|{CE}))?"
NUMBER_DATE = r"(?P<first>\d{1,2})(?P<mark>[-./])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})\.?"
ORDINAL = r"(?P<number>first|second|third|fourth|last|latter|[1-4](?:st|nd|rd|th))"
CENTURY = rf"(?P<number>\d{{1,3}})(?:st|nd|rd|th)[ -](?:century|c\.?)(?: ?(?P<era>{BCE}|{CE}))?"
THE = r"(?:in )?(?:the )?"
MARK = "[~?%]"
CLOCK = (
    r"(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?P<fraction>\.\d{1,9})?)?(?: ?(?P<half>[ap])\.?m\.?)?"
    r" ?(?P<zone>z|(?:utc|gmt)(?: ?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?)?|)"
)
ABOUT = r"(?:about|around|roughly|circa|approximately|approx\.?|ca?\.?)"
NOW = r"(?:now|today|present|the present|ongoing|open)"
STAGE = rf"(?:the )?(?P<stage>{'|'.join(STAGES)})[ -](?:in )?"


def rules(*pairs: tuple[str, Callable[[Match], str]]) -> tuple[Rule, ...]:
    """Patterns with what they mean, the first that fits before others."""
    return tuple((re.compile(pattern, re.ASCII), meaning) for pattern, meaning in pairs)


def first_meaning(known: Iterable[Rule], text: str) -> str:
    """What the first rule says that has something to say of a whole text; "" where none has."""
    matches = ((pattern.fullmatch(text), meaning) for pattern, meaning in known)
    return next((found for match, meaning in matches if match and (found := meaning(match))), "")


def month_number(word: str) -> int | None:
    """The month that a word of three letters or more begins, or None."""
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(word)), None)
