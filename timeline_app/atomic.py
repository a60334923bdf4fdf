"""Writes files whole or not at all: whoever reads one meanwhile sees the old content or the new, never a half."""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

_Name = str | os.PathLike[str]

_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}
_OVERWRITING = "the file exists already"


def write_bytes(path: _Name, data: bytes, *, replace: bool) -> None:
    """Write a file in one step: beside it first, then moved into place.

    Args:
        path: the file; a symbolic link is followed. The mode bits of an existing file stay as they are.
        data: all of its content.
        replace: whether an existing file may be replaced.

    Raises:
        FileExistsError: the file exists and may not be replaced.
        OSError: it can't be written; names the file. Nothing is left behind.
    """
    write_all({os.fspath(path): data}, replace=replace)


def write_all(files: Mapping[str, bytes], *, replace: bool) -> None:
    """Write files that belong together, as `write_bytes` does: none is moved into place before all are on the disk.

    Raises:
        OSError: one of them can't be written; names it. While they are being written, no file has changed yet.
    """
    with ExitStack() as written:
        moves = [_written_beside(path, data, replace, written) for path, data in files.items()]
        for path, beside, target in moves:
            with _naming(path):
                (os.replace if replace else _put_where_nothing_is)(beside, target)
    for folder in dict.fromkeys(target.parent for _, _, target in moves):
        _settle_folder(folder)


def _written_beside(path: str, data: bytes, replace: bool, written: ExitStack) -> tuple[str, Path, Path]:
    """A file, where its new content lies until it is moved or given up, and where that is to go."""
    target = Path(os.path.realpath(path))
    with _naming(path):
        mode = _mode_to_keep(target, replace)
        beside = _beside(target)
        written.callback(beside.unlink, missing_ok=True)
        _write_through(beside, data, mode)
    return path, beside, target


def require_writable(path: _Name, *, replace: bool) -> None:
    """Find out before long work whether `write_bytes` will be able to write.

    Raises:
        OSError: as `write_bytes` would.
    """
    target = Path(os.path.realpath(path))
    with _naming(path):
        _mode_to_keep(target, replace)
        beside = _beside(target)
        try:
            _write_through(beside, b"", None)
        finally:
            with suppress(FileNotFoundError):
                beside.unlink()


@contextmanager
def _naming(path: _Name) -> Iterator[None]:
    """An error names the file that was asked for, not the one beside it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error


def _mode_to_keep(target: Path, replace: bool) -> int | None:
    """The mode bits of the file that is there, or None where none is."""
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not replace:
        raise FileExistsError(errno.EEXIST, _OVERWRITING)
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is a device or a pipe, not a file")
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is write-protected")
    return stat.S_IMODE(found.st_mode)


def _beside(target: Path) -> Path:
    """A name that nobody uses; cut, because names of files have a greatest length."""
    return target.with_name(f".{target.name[:40]}.{os.urandom(4).hex()}.part")


def _write_through(path: Path, data: bytes, mode: int | None) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "wb") as file:
        if mode is not None:
            os.chmod(path, mode)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _put_where_nothing_is(beside: Path, target: Path) -> None:
    """Move a file to a name that must be free; a hard link tells without a race."""
    try:
        os.link(beside, target)
    except FileExistsError:
        raise FileExistsError(errno.EEXIST, _OVERWRITING) from None
    except (OSError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno not in _NO_HARD_LINKS:
            raise
        _claim_and_replace(beside, target)


def _claim_and_replace(beside: Path, target: Path) -> None:
    """For file systems without hard links: an empty file holds the name until the move."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        os.replace(beside, target)
    except BaseException:
        target.unlink()
        raise


def _settle_folder(folder: Path) -> None:
    """Make the new name durable too, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
