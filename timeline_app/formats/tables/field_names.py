"""What fields are called in a table, where their own names would be taken for those of columns that we know."""

from collections.abc import Iterable

from timeline_app.formats.tables.column_names import FIELD_MARK, FURTHER, compared
from timeline_app.formats.tables.estimate_header import ESTIMATES, SOURCES
from timeline_app.formats.tables.spellings import SPELLINGS


def field_title(name: str, known: Iterable[str]) -> str:
    """The name of a column for a field; one that would be taken for one of ours says that it is a field."""
    bare = name
    while bare.endswith(FIELD_MARK):
        bare = bare.removesuffix(FIELD_MARK)
    return f"{name}{FIELD_MARK}" if any(word in known for word in compared(bare)) else name


def field_name(title: str, known: Iterable[str]) -> str:
    """The name of the field of which `field_title` made the name of a column."""
    bare = title.removesuffix(FIELD_MARK)
    return bare if field_title(bare, known) == title else title


EVENT_WORDS = frozenset([*FURTHER, *(word for words in SPELLINGS.values() for word in words)])
"""What no field may be called in a table of events, in small letters."""
ESTIMATE_WORDS = frozenset(word for words in ESTIMATES.values() for word in words)
SOURCE_WORDS = frozenset(word for words in SOURCES.values() for word in words)
