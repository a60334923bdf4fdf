"""The sources that the rows of a table name: in a column of words, in one of ids, or in both."""

import re

from timeline_app.model.ids import Ids, id_of
from timeline_app.model.records import Source, SourceRef

_URL = re.compile(r"https?://\S+")
_TITLED_URL = re.compile(r"(?P<title>.+) \((?P<url>https?://[^\s()]+)\)")

BETWEEN = "; "
"""What stands between several ids, or the words of several sources, in one cell."""


class Cited:
    """The sources that the rows of a table name, in the order of their first use.

    Attributes:
        sources: by id.
    """

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self._id_of: dict[str, str] = {}
        self._ids = Ids()

    def refs(self, words: str, ids: str = "") -> tuple[SourceRef, ...]:
        """The sources in the cells of a row: their words, and their ids, from which the words are known apart."""
        wanted = ids_in(ids)
        if not wanted:
            return (SourceRef(self._called(words)),) if words else ()
        titles = words.split(BETWEEN)
        if len(titles) != len(wanted):
            titles = [words] * len(wanted)
        for source_id, title in zip(wanted, titles, strict=True):
            self.sources.setdefault(source_id, _source(source_id, title or source_id))
        return tuple(map(SourceRef, wanted))

    def _called(self, words: str) -> str:
        if words not in self._id_of:
            self._id_of[words] = self._ids.free(id_of(words, "source"))
            self.sources.setdefault(self._id_of[words], _source(self._id_of[words], words))
        return self._id_of[words]


def ids_in(cell: str) -> tuple[str, ...]:
    """The ids in a cell."""
    return tuple(part.strip() for part in cell.split(BETWEEN.strip()) if part.strip())


def source_of_words(words: str) -> tuple[str, str]:
    """Title and address of a source named by some words, as `source_words` writes them; the address may be ""."""
    titled = _TITLED_URL.fullmatch(words)
    if titled:
        return titled["title"], titled["url"]
    url = _URL.search(words)
    return words, url[0] if url else ""


def source_words(source: Source) -> str:
    """A source in one cell: its title, and its address where the title doesn't hold it."""
    return source.title if not source.url or source.url in source.title else f"{source.title} ({source.url})"


def _source(source_id: str, words: str) -> Source:
    title, url = source_of_words(words)
    return Source(source_id, title, url=url)
