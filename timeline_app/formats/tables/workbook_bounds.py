"""How much a workbook unpacks to: a file of a kilobyte may name cells so far apart that no memory holds all between.

The library that reads workbooks (calamine 0.9, `Range::from_sparse`) makes room for every cell from the first to the
last that is named, and ends the whole process where there is none.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

MOST_SHEET_ROWS = 1_048_576
"""Of a sheet; as many as spreadsheet programs know."""
MOST_SHEET_CELLS = 20_000_000
"""Of a sheet, empty ones too; each takes some 100 bytes while it is read."""
MOST_UNNAMED_CELLS = 2_000_000
"""Of a file in the archive: spreadsheet programs name each cell, and those without names are followed one by one."""
_PIECE = 2**20
_PIECES_OF_TEXT = 4
"""So many without the beginning of a tag are no cell: spreadsheet programs hold 32,767 characters in one."""
_LONGEST_TAG = 512
"""More than there is of a cell's opening tag before what it holds; bytes."""
_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
_NAMED_CELL = re.compile(rb"<(?:[\w.-]+:)?c\s(?:[^<>]{0,200}?\s)?r=[\"']([A-Za-z]+)(\d+)[\"']")
_CELL_WEIGHT = 8
"""Bytes of a file that take as long to read as an empty cell."""
_SMALL = 1_000_000

Tell = Callable[[int, int], None]
"""Is told how many bytes of how many in a file of the archive are looked at."""

_BINARY = "xl/workbook.bin"
"""What a workbook holds whose cells aren't looked at here."""
_EXCEL = "xl/"
_BEFORE_XML = b"\xef\xbb\xbf \t\r\n"
_PLACE = re.compile("([A-Za-z]+)([0-9]+)")
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


class DefinitionsError(ValueError):
    """The XML in a workbook defines entities, which may grow without end, or lead elsewhere."""


class EndlessCellError(ValueError):
    """A cell of a workbook holds more text than any program writes into one."""


class UnnamedCellsError(ValueError):
    """A sheet of a workbook has too many cells that don't say where they stand."""


UNPACKING_ERRORS = (
    DefinitionsError,
    EndlessCellError,
    UnnamedCellsError,
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    RuntimeError,
)
"""What may be wrong with a packed file; RuntimeError is that of zipfile for one with a password, or packed in a way
that it doesn't know."""


class Extent(NamedTuple):
    """How far the cells of a sheet reach, from the first row and column.

    Attributes:
        name: of the sheet, or of the file in the archive where it has none.
        rows, columns: of the rectangle around all of them.
    """

    name: str
    rows: int
    columns: int

    @property
    def cells(self) -> int:
        """How many there are in that rectangle."""
        return self.rows * self.columns

    @property
    def is_too_large(self) -> bool:
        """Whether there are more than can be read."""
        return self.rows > MOST_SHEET_ROWS or self.cells > MOST_SHEET_CELLS

    @property
    def corner(self) -> str:
        """The last of these, as spreadsheets call it: "XFD20000"."""
        letters, rest = "", self.columns
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.rows}"


def weight_of(path: Path) -> int:
    """What a packed workbook is to a reader: its bytes when unpacked, or more where its few cells are far apart.

    Raises:
        UNPACKING_ERRORS, OSError: it can't be unpacked.
    """
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    size = sum(member.file_size for member in members)
    if any(member.filename == _BINARY for member in members):
        return _SMALL + size
    return size if size > _SMALL else max(size, _CELL_WEIGHT * sum(extent.cells for extent in extents_of(path)))


def _to_nobody(_done: int, _total: int) -> None:
    pass


def extents_of(path: Path, tell: Tell = _to_nobody) -> Iterator[Extent]:
    """How far the cells of each sheet reach.

    Raises:
        DefinitionsError: its XML defines entities.
        UnnamedCellsError: too many cells don't say where they stand.
        UNPACKING_ERRORS: it is damaged.
    """
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if member.filename == "content.xml":
                yield from _OpenDocument().extents(_pieces(archive, member, tell))
            elif member.filename.startswith(_EXCEL):
                yield _extent_of_excel(archive, member, tell)


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo, tell: Tell) -> Iterator[bytes]:
    """What is in a file of XML; nothing of any other."""
    with archive.open(member) as stream:
        piece = stream.read(_PIECE)
        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
            raise DefinitionsError(member.filename)
        if piece.lstrip(_BEFORE_XML).startswith(b"<"):
            without = 0
            while piece:
                without = 0 if b"<" in piece else without + 1
                if without == _PIECES_OF_TEXT:
                    raise EndlessCellError(member.filename)
                yield piece
                tell(stream.tell(), member.file_size)
                piece = stream.read(_PIECE)


def _extent_of_excel(archive: zipfile.ZipFile, member: zipfile.ZipInfo, tell: Tell) -> Extent:
    """By the names of the cells in the text; where some have none that can be made out so, by what a parser says."""
    letters: set[bytes] = set()
    rows = cells = named = 0
    for text in _whole_tags(_pieces(archive, member, tell)):
        found = _NAMED_CELL.findall(text)
        letters.update(letter for letter, _ in found)
        rows = max(rows, max((int(row) for _, row in found), default=0))
        named += len(found)
        cells += len(_CELL.findall(text))
        if cells - named > MOST_UNNAMED_CELLS:
            raise UnnamedCellsError(member.filename)
    name = member.filename.rpartition("/")[2]
    if cells > named:
        return _Excel().extent(_pieces(archive, member, tell), name)
    return Extent(name, rows, max(map(_number_of, letters), default=0))


def _whole_tags(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same text, cut where no opening tag of a cell is cut in two."""
    before = b""
    for piece in pieces:
        text = before + piece
        cut = text.rfind(b"<", max(len(text) - _LONGEST_TAG, 0))
        cut = len(text) if cut < 0 else cut
        yield text[:cut]
        before = text[cut:]
    yield before


def _number_of(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


class _Excel:
    """Follows the cells of a sheet in a file of Excel, which may have names or stand one after another."""

    def __init__(self) -> None:
        self._row = self._column = 0
        self._rows = self._columns = 0

    def extent(self, pieces: Iterator[bytes], name: str) -> Extent:
        """How far they reach, or how far at least where that is too far."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        for piece in pieces:
            parser.Parse(piece)
            if Extent(name, self._rows, self._columns).is_too_large:
                return Extent(name, self._rows, self._columns)
        parser.Parse(b"", True)
        return Extent(name, self._rows, self._columns)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(" ")[2]
        place = attributes.get("r", "")
        if kind == "row":
            self._row = int(place) if place.isascii() and place.isdigit() else self._row + 1
            self._column = 0
        elif kind == "c":
            self._column += 1
            if found := _PLACE.fullmatch(place):
                self._column, self._row = _number_of(found[1].encode()), int(found[2])
            self._rows, self._columns = max(self._rows, self._row), max(self._columns, self._column)


class _OpenDocument:
    """Follows the cells of the sheets in an OpenDocument file, of which each may stand for many."""

    def __init__(self) -> None:
        self._found: list[Extent] = []
        self._name = ""
        self._row = self._repeated = self._column = 0
        self._rows = self._columns = self._last_column = 0

    def extents(self, pieces: Iterator[bytes]) -> list[Extent]:
        """How far the cells of each sheet reach."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", True)
        return self._found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE} table":
            self._name = attributes.get(f"{_TABLE} name", "")
            self._row = self._rows = self._columns = 0
        elif name == f"{_TABLE} table-row":
            self._repeated = _count(attributes, "number-rows-repeated")
            self._column = self._last_column = 0
        elif name in (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"):
            self._column += _count(attributes, "number-columns-repeated")
            if any(key.startswith(_OFFICE) for key in attributes):
                self._last_column = self._column

    def _end(self, name: str) -> None:
        if name == f"{_TABLE} table-row":
            self._row += self._repeated
            if self._last_column:
                self._rows, self._columns = self._row, max(self._columns, self._last_column)
        elif name == f"{_TABLE} table":
            self._found.append(Extent(self._name, self._rows, self._columns))


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(f"{_TABLE} {name}", "1")
    return int(text) if text.isascii() and text.isdigit() else 1
