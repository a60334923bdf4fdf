"""The formats that can be read and written, and reading of whatever a user names: files, folders, anything else."""

import os
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from timeline_app.formats.problems import Problem, Severity, file_error
from timeline_app.formats.reading import Reading, Written
from timeline_app.formats.text import is_binary
from timeline_app.model.timeline import Timeline

Name = str | os.PathLike[str]


@dataclass(frozen=True)
class Format:
    """One format of files; its module is imported when it is first asked, so that no file pays for other formats.

    Attributes:
        name: in words.
        extensions: in lower case, the one to write first.
        module: what reads and writes it, under `timeline_app.formats`.
        is_written: whether it can be written, too.
    """

    name: str
    extensions: tuple[str, ...]
    module: str
    is_written: bool = True

    def sniff(self, head: bytes, path: Path) -> bool:
        """Whether a file is of this format, by its beginning (up to 64 KB) and its path."""
        return bool(self._module.sniff(head, path))

    def refusal(self, head: bytes, file: str) -> Problem | None:
        """What makes it pointless to read the rest of a file that begins so, or None."""
        refused: Problem | None = self._module.refusal(head, file)
        return refused

    def read(self, data: bytes, file: str) -> Reading:
        """The timeline in a file's bytes; `file` is its name in problems."""
        reading: Reading = self._module.read(data, file)
        return reading

    def write(self, timeline: Timeline, path: Path) -> Written:
        """The bytes of a timeline for a path."""
        written: Written = self._module.write(timeline, path)
        return written

    @property
    def _module(self) -> ModuleType:
        return import_module(f"timeline_app.formats.{self.module}")


FORMATS: tuple[Format, ...] = (
    Format("Timeline", (".timeline.json", ".json"), "native"),
    Format("CSV", (".csv", ".tsv"), "csv_events"),
)
"""Asked in this order whether a file is theirs."""

_HEAD = 65536
_LARGEST = 2 * 1024**3

_FOREIGN = (
    (b"\x89PNG", "it is a PNG picture", ""),
    (b"\xff\xd8\xff", "it is a JPEG picture", ""),
    (b"%PDF", "it is a PDF", ""),
    (b"PK\x03\x04", "it is a zip archive or an office document", "save a spreadsheet as CSV"),
    (b"\xd0\xcf\x11\xe0", "it is an old office document", "save a spreadsheet as CSV"),
    (b"\x1f\x8b", "it is compressed with gzip", "unpack it first"),
    (b"SQLite format 3", "it is a database", ""),
)


class UnknownFormatError(ValueError):
    """No format is written under the extension of a file."""


# Reading


def read_files(paths: Sequence[Name]) -> Reading:
    """What can be read of some files and folders, as one timeline; a file named twice is read once."""
    distinct = {Path(path).absolute(): path for path in paths}
    if len(distinct) == 1:
        return read_file(*distinct.values())
    return _joined(distinct.values())


def _joined(paths: Iterable[Name], title: str = "") -> Reading:
    from timeline_app.formats.joining import ReadFile, joined  # a single file doesn't pay for it

    return joined([ReadFile(os.fspath(path), read_file(path)) for path in paths], title)


def read_file(path: Name) -> Reading:
    """What can be read of a file, or of the files in a folder. Whatever is wrong is a problem, never an exception."""
    file = os.fspath(path)
    if not file:
        return _failure(file, "the name of the file is empty")
    try:
        mode = Path(file).stat().st_mode
        if stat.S_ISDIR(mode):
            return _read_folder(Path(file))
        if not stat.S_ISREG(mode):
            return _failure(file, "it is a device or a pipe, not a file", "save its content to a file first")
        return _read_regular(Path(file), file)
    except OSError as error:
        return _failure(file, *_system_words(error))
    except ValueError:
        return _failure(file, "a name of a file can't hold a NUL character")
    except MemoryError:
        return _failure(file, "there is not enough memory to read it", "split the file")


def _read_regular(path: Path, file: str) -> Reading:
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        refused = _refusal_of_any(head, file) or _size_problem(os.fstat(stream.fileno()).st_size, file)
        if refused:
            return Reading(None, (refused,))
        found = _format_of(head, path)
        if found is None:
            return _failure(file, "no format that can be read is recognised in it", readable_words())
        rest = stream.read(_LARGEST) if len(head) == _HEAD else b""
        refused = found.refusal(head, file) if rest else None
        return Reading(None, (refused,)) if refused else _understood(found, head + rest, file)


def _understood(found: Format, data: bytes, file: str) -> Reading:
    try:
        return found.read(data, file)
    except RecursionError:
        return _failure(file, "it is nested too deeply to be read")


def _format_of(head: bytes, path: Path) -> Format | None:
    """The format by the content, or else by the extension."""
    by_content = (one for one in FORMATS if one.sniff(head, path))
    by_extension = (one for one in FORMATS if path.name.lower().endswith(one.extensions))
    return next(by_content, None) or next(by_extension, None)


def _refusal_of_any(head: bytes, file: str) -> Problem | None:
    """What makes a file unreadable in any format, or None."""
    foreign = next(((what, hint) for start, what, hint in _FOREIGN if head.startswith(start)), None)
    if foreign:
        return file_error(file, *foreign)
    if is_binary(head):
        return file_error(file, "it is a binary file, not text", readable_words())
    return None if head.strip() else file_error(file, "the file is empty")


def _size_problem(size: int, file: str) -> Problem | None:
    if size <= _LARGEST:
        return None
    what = f"the file has {size / 1024**3:.1f} GB; up to {_LARGEST // 1024**3} GB can be read"
    return file_error(file, what, "split it")


def _failure(file: str, what: str, hint: str = "") -> Reading:
    return Reading(None, (file_error(file, what, hint),))


def _system_words(error: OSError) -> tuple[str, str]:
    known = ((what, hint) for kind, what, hint in _SYSTEM_WORDS if isinstance(error, kind))
    return next(known, (f"it can't be read: {error.strerror or error}", ""))


_SYSTEM_WORDS = (
    (FileNotFoundError, "there is no such file", "is the name spelled right?"),
    (PermissionError, "there is no permission to read it", "ask its owner, or change its permissions"),
    (NotADirectoryError, "a part of its path is a file, not a folder", ""),
)


def readable_words() -> str:
    """What can be read, for a hint: "Timeline (.timeline.json), CSV (.csv)"."""
    return "can be read: " + ", ".join(f"{one.name} ({one.extensions[0]})" for one in FORMATS)


# Folders


def _read_folder(folder: Path) -> Reading:
    """All files in a folder that can be read, in the order of their names, as one timeline called by the folder."""
    candidates = [path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith(".")]
    ours = [path for path in candidates if _is_recognised(path)]
    if not ours:
        return _failure(os.fspath(folder), "the folder holds no file that can be read", readable_words())
    reading = _joined(ours, folder.resolve().name)
    left_out = [path.name for path in candidates if path not in set(ours)]
    return Reading(reading.timeline, (*reading.problems, *_left_out_problems(folder, left_out)))


def _is_recognised(path: Path) -> bool:
    """Whether a file in a folder is meant for us; one that can't be opened is, so that it isn't missed in silence."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return True
    return _format_of(head, path) is not None


def _left_out_problems(folder: Path, names: Sequence[str]) -> Iterable[Problem]:
    if names:
        shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        what = f"files of other kinds are left out: {shown}"
        yield Problem(Severity.WARNING, os.fspath(folder), None, None, None, what, readable_words())


# Writing


def writer_for(path: Name) -> Callable[[Timeline, Path], Written]:
    """What writes the format that a file's extension stands for.

    Raises:
        UnknownFormatError: none does.
    """
    name = Path(path).name.lower()
    for one in FORMATS:
        if one.is_written and name.endswith(one.extensions):
            return one.write
    known = ", ".join(extension for one in FORMATS if one.is_written for extension in one.extensions)
    raise UnknownFormatError(f"the name of the file must end in one of {known}")
