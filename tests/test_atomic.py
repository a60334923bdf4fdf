"""A file is written whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from timeline_app.atomic import require_writable, write_all, write_bytes

needs_modes = pytest.mark.skipif(os.name != "posix", reason="no mode bits here")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("replace", [True, False])
def test_a_new_file_holds_the_bytes_and_nothing_is_beside_it(tmp_path, replace):
    write_bytes(tmp_path / "a", b"new", replace=replace)
    assert ((tmp_path / "a").read_bytes(), names(tmp_path)) == (b"new", ["a"])


def test_an_existing_file_is_replaced_when_told(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    write_bytes(tmp_path / "a", b"new", replace=True)
    assert ((tmp_path / "a").read_bytes(), names(tmp_path)) == (b"new", ["a"])


def test_an_existing_file_is_left_when_not_told(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(FileExistsError) as caught:
        write_bytes(tmp_path / "a", b"new", replace=False)
    assert caught.value.filename == str(tmp_path / "a")
    assert ((tmp_path / "a").read_bytes(), names(tmp_path)) == (b"old", ["a"])


def test_a_file_that_appears_meanwhile_is_left(tmp_path, monkeypatch):
    fsync = os.fsync

    def appear(handle):
        (tmp_path / "a").write_bytes(b"theirs")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", appear)
    with pytest.raises(FileExistsError):
        write_bytes(tmp_path / "a", b"ours", replace=False)
    assert ((tmp_path / "a").read_bytes(), names(tmp_path)) == (b"theirs", ["a"])


@pytest.mark.parametrize("exists", [True, False])
def test_without_hard_links_an_existing_file_is_left_too(tmp_path, monkeypatch, exists):
    def no_links(*_):
        raise OSError(errno.ENOTSUP, "no hard links")

    monkeypatch.setattr(os, "link", no_links)
    write_bytes(tmp_path / "a", b"first", replace=False)
    if exists:
        with pytest.raises(FileExistsError):
            write_bytes(tmp_path / "a", b"second", replace=False)
    assert ((tmp_path / "a").read_bytes(), names(tmp_path)) == (b"first", ["a"])


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(errno.ENOSPC, "full")])
@pytest.mark.parametrize("step", ["fsync", "replace", "link"])
@pytest.mark.parametrize("replace", [True, False])
def test_an_interruption_leaves_what_was_there(tmp_path, monkeypatch, error, step, replace):
    def interrupt(*_):
        raise error

    if replace:
        (tmp_path / "a").write_bytes(b"old")
    before = names(tmp_path)
    monkeypatch.setattr(os, step, interrupt)
    if step in ("fsync", "replace" if replace else "link"):
        with pytest.raises((KeyboardInterrupt, OSError)):
            write_bytes(tmp_path / "a", b"new", replace=replace)
        assert names(tmp_path) == before
        assert not replace or (tmp_path / "a").read_bytes() == b"old"


@pytest.mark.skipif(os.name != "posix", reason="folders can't be made durable here")
@pytest.mark.parametrize("replace", [True, False])
def test_the_new_name_is_made_durable_after_the_content(tmp_path, monkeypatch, replace):
    settled = []

    def settle(handle):
        is_folder = os.path.samestat(os.fstat(handle), tmp_path.stat())
        settled.append((is_folder, (tmp_path / "a").exists()))

    monkeypatch.setattr(os, "fsync", settle)
    write_bytes(tmp_path / "a", b"new", replace=replace)
    assert settled == [(False, False), (True, True)]


def test_a_folder_that_cannot_be_made_durable_is_no_fault(tmp_path, monkeypatch):
    fsync = os.fsync

    def refuse_folders(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not for folders")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    write_bytes(tmp_path / "a", b"new", replace=True)
    assert (tmp_path / "a").read_bytes() == b"new"


@needs_modes
def test_the_mode_of_an_existing_file_stays(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_bytes(path, b"new", replace=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@needs_modes
def test_a_new_file_has_the_mode_that_the_user_gives_new_files(tmp_path):
    old = os.umask(0o027)
    try:
        write_bytes(tmp_path / "a", b"new", replace=False)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@needs_modes
def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "link").symlink_to("a")
    write_bytes(tmp_path / "link", b"new", replace=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["missing/a", "x" * 300])
@pytest.mark.parametrize(
    "write", [lambda path: write_bytes(path, b"", replace=True), lambda path: require_writable(path, replace=True)]
)
def test_an_error_names_the_file_that_was_asked_for(tmp_path, name, write):
    with pytest.raises(OSError) as caught:  # noqa: PT011
        write(tmp_path / name)
    assert caught.value.filename == str(tmp_path / name)


def test_a_folder_is_not_replaced(tmp_path):
    with pytest.raises(IsADirectoryError):
        write_bytes(tmp_path, b"", replace=True)


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no devices here")
def test_a_device_is_not_replaced():
    with pytest.raises(OSError, match="device"):
        write_bytes("/dev/null", b"", replace=True)


def test_asking_whether_a_file_can_be_written_leaves_nothing(tmp_path):
    require_writable(tmp_path / "a", replace=False)
    assert names(tmp_path) == []
    (tmp_path / "a").write_bytes(b"old")
    require_writable(tmp_path / "a", replace=True)
    with pytest.raises(FileExistsError):
        require_writable(tmp_path / "a", replace=False)
    assert ((tmp_path / "a").read_bytes(), names(tmp_path)) == (b"old", ["a"])


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(errno.ENOSPC, "full")])
def test_files_that_belong_together_are_all_written_or_none(tmp_path, monkeypatch, error, exists):
    fsync, written = os.fsync, []
    names_wanted = ["a", "b", "c"]
    for name in names_wanted if exists else ():
        (tmp_path / name).write_bytes(b"old")
    before = names(tmp_path)

    def fill_the_disk(handle):
        written.append(handle)
        if len(written) == 2:
            raise error
        fsync(handle)

    monkeypatch.setattr(os, "fsync", fill_the_disk)
    with pytest.raises((KeyboardInterrupt, OSError)) as caught:
        write_all({str(tmp_path / name): b"new" for name in names_wanted}, replace=exists)
    assert getattr(caught.value, "filename", None) in (None, str(tmp_path / "b"))
    assert names(tmp_path) == before
    assert all((tmp_path / name).read_bytes() == b"old" for name in before)


def test_no_file_is_moved_into_place_before_all_are_written(tmp_path, monkeypatch):
    steps = []
    for step in ("fsync", "replace"):
        does = getattr(os, step)
        monkeypatch.setattr(os, step, lambda *given, step=step, does=does: (steps.append(step), does(*given)))
    write_all({str(tmp_path / name): b"new" for name in "abc"}, replace=True)
    assert steps[:6] == ["fsync"] * 3 + ["replace"] * 3
    assert names(tmp_path) == ["a", "b", "c"]
