"""The options of the command that writes pictures."""

import argparse

from timeline_app.cli import values
from timeline_app.export.composing.sheets import PRESETS
from timeline_app.paint.theme import THEMES


def add_export_options(parser: argparse.ArgumentParser) -> None:
    """Add all options of `timeline-app export`."""
    add = parser.add_argument
    endings = ", ".join(values.PICTURE_KINDS)
    output = f"the picture to write, by its ending: {endings}; - for standard output; may be given several times"
    add("-o", "--output", metavar="OUT", action="append", required=True, help=output)
    add("--format", choices=sorted(set(values.PICTURE_KINDS.values())), help="the kind, whatever the ending")
    add("--force", action="store_true", help="replace an existing file")
    _add_contents(parser)
    _add_size(parser)
    _add_look(parser)


def _add_contents(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("what it shows").add_argument
    add("--from", dest="start", metavar="EDTF", type=values.edtf_text, help="where the picture begins")
    add("--to", dest="end", metavar="EDTF", type=values.edtf_text, help="where it ends, this date included")
    add("--as-of", metavar="EDTF", type=values.edtf_text, help="compare what was known at the end of this date")
    zone_words = "tell times by the clocks of UTC, local or a zone like Europe/Kyiv; the file's own if not given"
    add("--zone", metavar="ZONE", type=values.zone, help=zone_words)
    sum_words = "lanes show the sum of what their events count, like killed, instead of the number of events"
    add("--sum", metavar="MEASURE", help=sum_words)
    add("--no-panel", dest="panel", action="store_false", help="leave the estimates panel out")
    add("--title", help="instead of the timeline's own")
    add("--subtitle", default="", help="a line below the title")
    add("--credit", default="", help="whom to name below the picture")


def _add_size(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("how large it is")
    sizes = group.add_mutually_exclusive_group()
    presets = "; ".join(f"{name}: {preset.title}" for name, preset in PRESETS.items())
    sizes.add_argument("--preset", choices=PRESETS, default="window", help=f"a sheet for a purpose; {presets}")
    size = "in 1/96 inch as 1440x900, 180x120mm, 7x5in; 86mm is as high as what is on it"
    sizes.add_argument("--size", metavar="WxH[mm|cm|in]", type=values.size, help=size)
    pixels = group.add_mutually_exclusive_group()
    pixels.add_argument("--scale", metavar="N", type=values.scale, help="pixels for 1/96 inch, 1 if not given")
    pixels.add_argument("--dpi", metavar="N", type=values.dpi, help="pixels for an inch; 300 on paper if not given")
    pages = "a PDF of so many pages and those of estimates and sources; auto: as many as labels need"
    group.add_argument("--pages", metavar="N", type=values.count, help=pages)
    wide = "one image as wide as so many sheets; auto: as wide as labels need"
    group.add_argument("--wide", metavar="N", type=values.count, help=wide)


def _add_look(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("how it looks").add_argument
    add("--theme", choices=THEMES, default="light", help="light if not given")
    add("--transparent", action="store_true", help="without ground: PNG, WebP and SVG")
    add("--quality", metavar="N", type=values.quality, default=90, help="of JPEG and WebP, 1 to 100, 90 if not given")
    add("--lang", metavar="LANGUAGE", type=values.language, help="of its words, like en; yours if there are any")
