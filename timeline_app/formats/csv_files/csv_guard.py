"""Keeps spreadsheets from running a cell as a formula, by the apostrophe that they themselves know."""

import re

# OWASP, "CSV Injection": a cell that begins so is run as a formula. Cells that have an apostrophe before such a
# beginning get another, so that reading takes away exactly what writing added.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?%?")


def guarded(cell: str) -> str:
    """The cell as it is safe to open; plain numbers stay numbers."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if _GUARDED.match(cell) else cell
