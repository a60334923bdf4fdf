"""The command line: opens the window, exports pictures, checks, counts and converts files.

Results go to standard output, everything else to standard error. The exit codes are part of the interface.
"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

from timeline_app import __version__, resources, translation
from timeline_app.cli import exit_codes, values

_DATE_OPTIONS = ("--from", "--to", "--as-of")
_EPILOG = """commands:
  timeline-app export FILE… -o OUT.png   write a picture: .png, .svg, .pdf, .html, .jpg or .webp
  timeline-app check  FILE…              list what is wrong with files
  timeline-app info   FILE…              count what is in files
  timeline-app convert FILE… -o OUT      write another format
Each has its own --help. FILE may be a folder; a file called like a command is opened as ./NAME.

exit codes: 0 fine, 1 errors in the input, 2 nothing could be read, 64 wrong usage, 73 can't write, 130 interrupted"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code.

    Args:
        arguments: without the program's name; those of the process if None.
    """
    translation.bind(resources.resource("locale"))
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    try:
        code = _run(given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return exit_codes.INTERRUPTED
    except BrokenPipeError:
        return _left_output(exit_codes.FINE)  # whoever read it has had enough
    except values.OutputError as error:
        return _left_output(_said(f"timeline-app: {error}", exit_codes.CANT_WRITE))
    return code


def _run(given: list[str]) -> int:
    name = given[0] if given and given[0] in _PARSERS else ""
    parser = _PARSERS.get(name, _window_parser)()
    try:
        options = parser.parse_args(values.joined_negative_years(given[1 if name else 0 :], _DATE_OPTIONS))
        return _run_command(name, options) if name else _open_window(options)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else exit_codes.FINE
    except values.UsageError as error:
        return _said(f"{parser.prog}: {error}", exit_codes.WRONG_USAGE)
    except ImportError as error:
        return _missing_library(error)


def _run_command(name: str, options: argparse.Namespace) -> int:
    from timeline_app.cli import commands

    return commands.COMMANDS[name](options)


def _open_window(options: argparse.Namespace) -> int:
    from timeline_app.ui.app import run_window

    try:
        return run_window(options.files, values.mappings(options))
    except OSError as error:
        if error.filename != _PICTURE:
            raise
        return _unwritten_picture(error)


_PICTURE = "timeline.png"
"""What is written where there is no display for the window."""


def _unwritten_picture(error: OSError) -> int:
    from timeline_app.cli.files import fault_words

    words = f"there is no display, and the picture can't be written: {_PICTURE}: {fault_words(error)}"
    return _said(f"timeline-app: {words}", exit_codes.CANT_WRITE)


def _left_output(code: int) -> int:
    """Send the rest of the output nowhere, or Python complains when it flushes it at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _missing_library(error: ImportError) -> int:
    """Say which library of the system is missing; any other failed import is a fault of the program."""
    from timeline_app.qt_libraries import missing_library_words

    words = missing_library_words(error)
    if words is None:
        raise error
    return _said(words, exit_codes.NOTHING_READ)


def _said(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code


# Arguments


class _Parser(argparse.ArgumentParser):
    """A parser that leaves with the exit code for wrong usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(exit_codes.WRONG_USAGE, f"{self.format_usage()}{self.prog}: {message}\n")


class _WindowParser(_Parser):
    """The parser of the program as a whole, whose help lists what it can read and write."""

    def format_help(self) -> str:
        """See ArgumentParser."""
        from timeline_app.formats.known import format_lines

        lines = [f"  {name:<22}{extensions:<24}{words}" for name, extensions, words in format_lines()]
        return "\n".join((super().format_help().rstrip(), "", "files:", *lines, ""))


def _window_parser() -> argparse.ArgumentParser:
    parser = _WindowParser("timeline-app", description="Opens timelines.", epilog=_EPILOG, formatter_class=_AS_WRITTEN)
    parser.add_argument("--version", action="version", version=f"timeline-app {__version__}")
    parser.add_argument("files", metavar="FILE", nargs="*", help="files or folders; none: the starter timeline")
    _add_columns(parser)
    return parser


_AS_WRITTEN = argparse.RawDescriptionHelpFormatter


def _command_parser(name: str, description: str) -> argparse.ArgumentParser:
    parser = _Parser(f"timeline-app {name}", description=description)
    parser.add_argument("files", metavar="FILE", nargs="+", help="files or folders, read as one timeline")
    _add_columns(parser)
    return parser


def _add_columns(parser: argparse.ArgumentParser) -> None:
    """The options for tables whose columns or dates don't say enough by themselves."""
    add = parser.add_argument
    map_words = "what the columns of a table are, like when=date,title=headline; COLUMN is as in its header"
    add("--map", metavar="ROLE=COLUMN,…", type=values.column_mapping, default="", help=map_words)
    order_words = "how to read dates like 05/06/2023 where the table leaves it open"
    add("--date-order", choices=("dmy", "mdy"), default="", help=order_words)


def _check_parser() -> argparse.ArgumentParser:
    parser = _command_parser("check", "Lists what is wrong with files, one problem a line.")
    figures_words = "list what differs among the figures, too, as notes that are no errors"
    parser.add_argument("--figures", action="store_true", help=figures_words)
    parser.add_argument("--json", action="store_true", help="a list of objects")
    return parser


def _info_parser() -> argparse.ArgumentParser:
    parser = _command_parser("info", "Counts what is in files.")
    parser.add_argument("--json", action="store_true", help="one object")
    return parser


def _convert_parser() -> argparse.ArgumentParser:
    from timeline_app.formats.registry import written_extensions  # only what converts needs the formats

    parser = _command_parser("convert", "Writes files in another format.")
    _add_output(parser, f"the file to write; its extension says the format: {', '.join(written_extensions())}")
    return parser


def _export_parser() -> argparse.ArgumentParser:
    from timeline_app.cli.export_options import add_export_options  # only what exports needs the sheets

    parser = _command_parser("export", "Writes pictures of files.")
    add_export_options(parser)
    return parser


def _add_output(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help=words)
    parser.add_argument("--force", action="store_true", help="replace an existing file")


_PARSERS: Mapping[str, Callable[[], argparse.ArgumentParser]] = {
    "export": _export_parser,
    "check": _check_parser,
    "info": _info_parser,
    "convert": _convert_parser,
}
