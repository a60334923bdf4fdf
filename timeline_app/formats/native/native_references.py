"""The ids by which records of a native file refer to each other; one that leads nowhere is noted and kept."""

from collections.abc import Mapping, Set

from timeline_app.formats.json_files.findings import Findings
from timeline_app.formats.json_files.json_positions import JsonPath
from timeline_app.formats.json_files.json_record import Record, type_words
from timeline_app.formats.problems import quoted
from timeline_app.model.records import SourceRef

_NAMELESS = "?"


class References:
    """Takes references out of records and checks that they lead somewhere."""

    def __init__(self, ids: Mapping[str, Set[str]], findings: Findings) -> None:
        """`ids` are those that there are, by the key of the list that they stand in: "sources"."""
        self._ids = ids
        self._findings = findings
        self._told: set[tuple[str, str]] = set()

    def known(self, kind: str, record: Record, key: str) -> str:
        """The id in a member of a record, of something in the list `kind`; "" where there is none."""
        wanted = record.identifier(key) or ""
        if wanted:
            self._check(kind, wanted, (*record.path, key))
        return wanted

    def estimates(self, record: Record) -> tuple[str, ...]:
        """The ids of the estimates that an event is about."""
        return record.items("estimates", lambda value, path: self._reference("estimates", value, path))

    def sources(self, record: Record) -> tuple[SourceRef, ...]:
        """The sources that an event or estimate names."""
        return record.items("sources", self._source)

    def _check(self, kind: str, wanted: str, path: JsonPath) -> None:
        """An id that leads nowhere is said once, where it is first used."""
        if wanted in self._ids[kind] or (kind, wanted) in self._told:
            return
        self._told.add((kind, wanted))
        words = kind.removesuffix("s")
        self._findings.error(path, f"there is no {words} with the id {quoted(wanted)}", f'add it to "{kind}"')

    def _reference(self, kind: str, value: object, path: JsonPath) -> str | None:
        """The id in a list of ids, or None where there is none; a number may be meant for its digits."""
        if value == "":
            self._findings.warning(path, "this id is empty", "write an id, or remove it")
            return None
        if isinstance(value, str):
            self._check(kind, value, path)
            return value
        what = f"an id is expected here, not {type_words(value)}"
        self._findings.error(path, what, "write it in quotation marks")
        return str(value) if type(value) is int and str(value) in self._ids[kind] else None

    def _source(self, value: object, path: JsonPath) -> SourceRef | None:
        if not isinstance(value, dict):
            source_id = self._reference("sources", value, path)
            return SourceRef(source_id) if source_id else None
        found = value.get("id")
        record = Record(value, path, self._findings)
        wanted = self.known("sources", record, "id")
        if not wanted:
            self._findings.error(path, "this mention of a source doesn't say which", 'add its "id"')
            record.rest.setdefault("id", found)
        texts = {key: record.text(key) for key in ("role", "locator", "quote")}
        return SourceRef(wanted or _NAMELESS, **texts, extra=record.rest)
