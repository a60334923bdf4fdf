"""Reads whatever a user names: files, folders, anything else; and finds what writes a file by its name."""

import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from timeline_app.formats.known import FORMATS, LARGE, Format, size_words
from timeline_app.formats.placing import placed
from timeline_app.formats.problems import Problem, Severity, file_error
from timeline_app.formats.reading import Reading, Written
from timeline_app.formats.request import PLAIN, Progress, Request
from timeline_app.formats.text import head_text, is_binary
from timeline_app.formats.uncollected import uncollected
from timeline_app.model.timeline import Timeline

if TYPE_CHECKING:
    from timeline_app.formats.tables.table_preview import TablePreview

Name = str | os.PathLike[str]


_HEAD = 65536
_PIECE = 16 * 1024**2

_FOREIGN = (
    (b"\x89PNG", "it is a PNG picture", ""),
    (b"\xff\xd8\xff", "it is a JPEG picture", ""),
    (b"%PDF", "it is a PDF", ""),
    (b"\x1f\x8b", "it is compressed with gzip", "unpack it first"),
    (b"SQLite format 3", "it is a database", ""),
)


class NeedsLockError(Exception):
    """A file can't be read without holding Python's lock for long."""


class UnknownFormatError(ValueError):
    """No format is written under the extension of a file."""


# Reading


def read_files(paths: Sequence[Name], request: Request = PLAIN) -> Reading:
    """What can be read of some files and folders, as one timeline; a file named twice is read once."""
    distinct = {Path(path).absolute(): path for path in paths}
    if len(distinct) == 1:
        return read_file(next(iter(distinct.values())), request)
    from timeline_app.formats.joining import ReadFile, joined  # a single file doesn't pay for it

    found = []
    for number, path in enumerate(distinct.values()):
        request.tell(Progress(os.fspath(path), number, len(distinct), "files"))
        found.append(ReadFile(os.fspath(path), read_file(path, request)))
    return joined(found)


def read_file(path: Name, request: Request = PLAIN) -> Reading:
    """What can be read of a file, or of the files in a folder. Whatever is wrong is a problem, never an exception.

    Raises:
        CancelledError: as the request wants it.
    """
    return _read(path, _understood, request)


def read_by_arrays(path: Name, request: Request = PLAIN) -> Reading:
    """The same of a file that is read by arrays, so that a window in the same process lives on.

    Raises:
        NeedsLockError: it has to be read in another way.
        CancelledError: as the request wants it.
    """
    return _read(path, _understood_by_arrays, request)


def preview_of(path: Name) -> "TablePreview | None":
    """The first rows of a table; None of what is none, or can't be read."""
    file = os.fspath(path)
    try:
        found = _format_of(_head_of(path), Path(path)) if Path(path).is_file() else None
        return found.preview(Path(path), file) if found else None
    except Exception:  # noqa: BLE001 - each library raises its own; reading the file says what is wrong, in words
        return None


def may_be_read_by_arrays(path: Name) -> bool:
    """Whether `read_by_arrays` is worth a try, by the beginning of the file; no folder or pipe is opened."""
    try:
        found = _format_of(_head_of(path), Path(path)) if Path(path).is_file() else None
    except (OSError, ValueError):
        return False
    return found is not None and found.by_arrays


_Understand = Callable[[Format, bytes, str, Request], Reading]


def _read(path: Name, understand: _Understand, request: Request) -> Reading:
    file = os.fspath(path)
    if not file:
        return _failure(file, "the name of the file is empty")
    if "\0" in file:
        return _failure(file, "a name of a file can't hold a NUL character")
    try:
        status = Path(file).stat()
        if stat.S_ISDIR(status.st_mode):
            return _read_folder(Path(file), request)
        if not stat.S_ISREG(status.st_mode):
            return _failure(file, "it is a device or a pipe, not a file", "save its content to a file first")
        return placed(_read_regular(Path(file), understand, request), file, status)
    except OSError as error:
        return _failure(file, *_system_words(error))
    except MemoryError:
        return _failure(file, "there is not enough memory to read it", "split the file")


def _read_regular(path: Path, understand: _Understand, request: Request) -> Reading:
    file = os.fspath(path)
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        size = os.fstat(stream.fileno()).st_size
        found = _format_of(head, path)
        refused = _refused_in_any(head, found, file)
        if refused:
            return refused
        if found is None:
            return _failure(file, "no format that can be read is recognised in it", readable_words())
        if size > found.largest:
            return _too_large(size, found, file)
        if not found.magic and size > _HEAD:
            refused = found.refused(head, file, request)
        if refused:
            return refused
        if found.magic:
            return found.read_path(path, file, request)
        return understand(found, _content(head, stream, size, file, request), file, request)


def _content(head: bytes, stream: BinaryIO, size: int, file: str, request: Request) -> bytes:
    """All of a file whose head is read, taken piece by piece."""
    content = BytesIO()
    content.write(head)
    while piece := stream.read(_PIECE):
        content.write(piece)
        if content.tell() < size:
            request.tell(Progress(file, content.tell(), size, "bytes"))
    return content.getvalue()


def _understood(found: Format, data: bytes, file: str, request: Request) -> Reading:
    try:
        return found.read(data, file, request)
    except RecursionError:
        return _failure(file, "it is nested too deeply to be read")


def _understood_by_arrays(found: Format, data: bytes, file: str, request: Request) -> Reading:
    reading = found.read_by_arrays(data, file, request)
    if reading is None:
        raise NeedsLockError
    return reading


@lru_cache(maxsize=1)  # of a file in a folder it is asked twice
def _format_of(head: bytes, path: Path) -> Format | None:
    """The format by the content, or else by the extension."""
    formats = sorted(FORMATS, key=lambda one: (not one.magic, not one.pattern))
    by_content = (one for one in formats if one.sniff(head, path))
    by_extension = (one for one in formats if path.name.lower().endswith(one.extensions))
    return next(by_content, None) or next(by_extension, None)


def _refused_in_any(head: bytes, found: Format | None, file: str) -> Reading | None:
    """What makes a file unreadable in any format, or in any of text, or None."""
    foreign = next(((what, hint) for start, what, hint in _FOREIGN if head.startswith(start)), None)
    if foreign:
        return _failure(file, *foreign)
    if is_binary(head) and not (found and found.magic):
        return _failure(file, "it is a binary file, not text", readable_words())
    return None if head_text(head).strip() else _failure(file, "the file is empty")


def _too_large(size: int, found: Format, file: str) -> Reading:
    what = f"the file has {size_words(size)}; of {found.name} up to {size_words(found.largest)} can be read"
    return _failure(file, what, "split it, or save it as CSV or Parquet" if found.largest < LARGE else "split it")


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


def _read_folder(folder: Path, request: Request) -> Reading:
    """All files in a folder that can be read, in the order of their names, as one timeline called by the folder."""
    from timeline_app.formats.joining import ReadFile, joined

    candidates = [path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith(".")]
    title = folder.resolve().name
    found: list[ReadFile] = []
    left_out: list[str] = []
    with uncollected():
        for number, path in enumerate(candidates):
            request.tell(Progress(title, number, len(candidates), "files"))
            if _is_recognised(path):
                found.append(ReadFile(os.fspath(path), read_file(path, request)))
            else:
                left_out.append(path.name)
        if not found:
            return _failure(os.fspath(folder), "the folder holds no file that can be read", readable_words())
        reading = joined(found, title)
    return replace(reading, problems=(*reading.problems, *_left_out_problems(folder, left_out)))


def _is_recognised(path: Path) -> bool:
    """Whether a file in a folder is meant for us; one that can't be opened is, so that it isn't missed in silence."""
    try:
        head = _head_of(path)
    except OSError:
        return True
    return _format_of(head, path) is not None


def _head_of(path: Name) -> bytes:
    with Path(path).open("rb") as stream:
        return stream.read(_HEAD)


def _left_out_problems(folder: Path, names: Sequence[str]) -> Iterable[Problem]:
    if names:
        shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        what = f"files of other kinds are left out: {shown}"
        yield Problem(Severity.WARNING, os.fspath(folder), None, None, None, what, readable_words())


# Writing


def written_extensions() -> Mapping[str, Format]:
    """The extensions of files that can be written, and the format of each."""
    return {extension: one for one in FORMATS if one.writer for extension in one.extensions}


def writer_for(path: Name) -> Callable[[Timeline, Path], Written]:
    """What writes the format that a file's extension stands for.

    Raises:
        UnknownFormatError: none does.
    """
    name = Path(path).name.lower()
    written = written_extensions()
    fitting = [extension for extension in written if name.endswith(extension)]
    if fitting:
        return written[max(fitting, key=len)].write
    known = ", ".join(written)
    raise UnknownFormatError(f"the name of the file must end in one of {known}")
