"""Which of the system's libraries Qt needs and does not find, and the command that installs them.

Qt's wheels bring Qt itself; what every desktop has (OpenGL, fonts, the keyboard, X11) they take from the system,
and a server or a container may have none of it.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple


class Packages(NamedTuple):
    """The packages that hold a library: Debian's (and Ubuntu's) and Fedora's."""

    debian: str
    fedora: str


PACKAGES: Mapping[str, Packages] = {
    "libEGL.so.1": Packages("libegl1", "libglvnd-egl"),
    "libGL.so.1": Packages("libgl1", "libglvnd-glx"),
    "libX11-xcb.so.1": Packages("libx11-xcb1", "libX11-xcb"),
    "libX11.so.6": Packages("libx11-6", "libX11"),
    "libdbus-1.so.3": Packages("libdbus-1-3", "dbus-libs"),
    "libfontconfig.so.1": Packages("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": Packages("libfreetype6", "freetype"),
    "libglib-2.0.so.0": Packages("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": Packages("libglib2.0-0", "glib2"),
    "libwayland-client.so.0": Packages("libwayland-client0", "libwayland-client"),
    "libwayland-cursor.so.0": Packages("libwayland-cursor0", "libwayland-cursor"),
    "libxcb-cursor.so.0": Packages("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-glx.so.0": Packages("libxcb-glx0", "libxcb"),
    "libxcb-icccm.so.4": Packages("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": Packages("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": Packages("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": Packages("libxcb-randr0", "libxcb"),
    "libxcb-render-util.so.0": Packages("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-render.so.0": Packages("libxcb-render0", "libxcb"),
    "libxcb-shape.so.0": Packages("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": Packages("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": Packages("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": Packages("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": Packages("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": Packages("libxcb-xkb1", "libxcb"),
    "libxcb.so.1": Packages("libxcb1", "libxcb"),
    "libxkbcommon-x11.so.0": Packages("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxkbcommon.so.0": Packages("libxkbcommon0", "libxkbcommon"),
    "libz.so.1": Packages("zlib1g", "zlib"),
    "libzstd.so.1": Packages("libzstd1", "libzstd"),
}
"""What Qt's Core, Gui, Widgets, Svg and PrintSupport and its offscreen, X11 and Wayland plugins link to."""

_ALWAYS = tuple(f"Qt{part}.abi3.so" for part in ("Core", "Gui", "Widgets", "Svg", "PrintSupport", "Test"))
_OFFSCREEN = "Qt/plugins/platforms/libqoffscreen.so"
_ON_DISPLAY: Mapping[str, tuple[str, ...]] = {
    "DISPLAY": ("Qt/plugins/platforms/libqxcb.so", "Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so"),
    "WAYLAND_DISPLAY": ("Qt/plugins/platforms/libqwayland.so",),
}
_NOT_FOUND = re.compile(r"^\s*(\S+) => not found$", re.MULTILINE)
_IMPORT_FAILED = re.compile(r"(\S+\.so[.\d]*): cannot open shared object file")


@dataclass(frozen=True, slots=True)
class Manager:
    """How packages are installed on a system.

    Attributes:
        program: the package manager.
        system: the column of `PACKAGES` that it knows.
        options: what follows its "install" where nobody can be asked.
    """

    program: str
    system: str
    options: tuple[str, ...]

    def command(self, sonames: Iterable[str]) -> tuple[str, ...]:
        """The words of the command that installs some libraries, each package once."""
        return (self.program, "install", *self.options, *self.packages(sonames))

    def packages(self, sonames: Iterable[str]) -> tuple[str, ...]:
        """The packages that hold some libraries; libraries that the table doesn't know are left out."""
        known = (PACKAGES[soname] for soname in sonames if soname in PACKAGES)
        return tuple(sorted({getattr(packages, self.system) for packages in known}))


APT = Manager("apt-get", "debian", ("-y", "--no-install-recommends"))
MANAGERS = (APT, Manager("dnf", "fedora", ("-y",)))


def missing_libraries(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The names of the libraries that Qt's files ask the system for in vain, as in "libEGL.so.1".

    Empty where Qt is not installed and on systems whose Qt needs nothing of theirs.

    Args:
        environ: those of a display are only needed where it names one.
    """
    spec = find_spec("PySide6")
    ldd = shutil.which("ldd")
    if sys.platform != "linux" or ldd is None or spec is None or not spec.submodule_search_locations:
        return ()
    folder = Path(spec.submodule_search_locations[0])
    files = [str(folder / name) for name in files_needed(environ) if (folder / name).exists()]
    listing = subprocess.run([ldd, *files], capture_output=True, text=True, check=False).stdout
    return not_found(listing)


def files_needed(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The files of Qt that the program loads, relative to PySide6's folder."""
    on_display = (file for variable, files in _ON_DISPLAY.items() if environ.get(variable) for file in files)
    return (*_ALWAYS, _OFFSCREEN, *on_display)


def not_found(listing: str) -> tuple[str, ...]:
    """The libraries that `ldd` did not find, by its listing, in alphabetical order."""
    return tuple(sorted(set(_NOT_FOUND.findall(listing))))


def missing_library_words(error: ImportError) -> str | None:
    """What to tell a user whose Qt can't be loaded, with the command that helps.

    Returns:
        None where the error is about something else than a missing library.
    """
    named = _IMPORT_FAILED.search(str(error))
    if named is None:
        return None
    return words_for(sorted({named[1], *missing_libraries()}), manager_here(), as_root=is_root())


def words_for(sonames: Sequence[str], manager: Manager | None, *, as_root: bool) -> str:
    """Which libraries are missing and how they are installed, in two sentences.

    Args:
        sonames: at least one.
        manager: the system's, or None where it is not known.
        as_root: whether the command may do without sudo.
    """
    several = len(sonames) > 1
    lack = f"Qt needs the system {'libraries' if several else 'library'} {_listed(sonames)}."
    if manager is None or not manager.packages(sonames):
        return f"{lack} Install {'them' if several else 'it'} with your system's package manager."
    command = " ".join((*(() if as_root else ("sudo",)), manager.program, "install", *manager.packages(sonames)))
    return f"{lack} Install {'them' if several else 'it'}: {command}"


def manager_here() -> Manager | None:
    """The package manager of this system, or None where it is none that we know."""
    return next((manager for manager in MANAGERS if shutil.which(manager.program)), None)


def is_root() -> bool:
    """Whether we may install packages without asking."""
    return sys.platform != "win32" and os.geteuid() == 0


def install(sonames: Sequence[str]) -> None:
    """Install the packages of some libraries by apt-get, after saying so.

    Raises:
        subprocess.CalledProcessError: apt-get failed; its `stderr` says why.
    """
    print(f"Installing what Qt needs of the system: {', '.join(APT.packages(sonames))} …", flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (("apt-get", "-qq", "update"), APT.command(sonames)):
        subprocess.run(command, check=True, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Say which libraries are missing; with "--install", as root and by apt-get, install them.

    Returns:
        0 if nothing is missing (any more), else 1.
    """
    wants_install = "--install" in (sys.argv[1:] if arguments is None else arguments)
    missing = missing_libraries()
    if missing and wants_install and is_root() and manager_here() is APT and APT.packages(missing):
        try:
            install(missing)
        except subprocess.CalledProcessError as fault:
            print(f"{' '.join(fault.cmd)} failed.", fault.stderr or "", sep="\n", file=sys.stderr)
        missing = missing_libraries()
    if missing:
        print(words_for(missing, manager_here(), as_root=is_root()), file=sys.stderr)
    return 1 if missing else 0


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


if __name__ == "__main__":
    sys.exit(main())
