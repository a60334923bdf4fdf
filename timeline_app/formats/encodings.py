"""Guesses the encoding of text that is not UTF-8, by the letters that its words would have in each of several."""

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice, pairwise, starmap
from typing import NamedTuple

_LANGUAGES = {
    "latin": (
        "üäößé",  # German
        "éèàêçôâûîùïœëñ",  # French
        "óáíéñúü¡¿",  # Spanish
        "ãçáéóõêíâúàô",  # Portuguese
        "àèìòùé",  # Italian
        "äöåéø",  # Swedish, Finnish
        "åøæéöä",  # Danish, Norwegian
        "ëéïöèü",  # Dutch
        "áíðéöþúóýæ",  # Icelandic
    ),
    "central": (
        "łóążęśćźń",  # Polish
        "íáěéřčžýšůúňťďó",  # Czech
        "áíčéžýšľúťňôďäó",  # Slovak
        "áéöóőüíűú",  # Hungarian
        "ăîâşţșț",  # Romanian
        "čšžćđ",  # Croatian, Slovene
    ),
    "turkish": ("ışüçğöâîû",),
    "cyrillic": (
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",  # Russian
        "оаинвеітрслкдумпязьгбчхжйшїцюєщфґ",  # Ukrainian
        "аеоинтрсвлкдпмзугябъчщцжйхшюфь",  # Bulgarian
        "аіноелрстквудпымзябьўгчюхжйцэшфё",  # Belarusian
        "аиоенрстујвкдмлпзгбшчцхжњљћфђџ",  # Serbian
    ),
    "greek": ("αοιετσνηυρπκμλωςίδγάόχθέήφύβξώζψϊϋ",),
}
"""The letters beyond ASCII in texts of some languages, the most frequent ones first."""

_SCRIPTS = {
    "cp1252": ("latin", 0.0),
    "cp1251": ("cyrillic", 0.0),
    "cp1250": ("central", -0.5),
    "cp1253": ("greek", -0.5),
    "cp1254": ("turkish", -0.5),
    "iso8859_2": ("central", -3.0),
    "koi8_u": ("cyrillic", -3.0),
    "cp866": ("cyrillic", -4.0),
}
"""What is written in each encoding, and the logarithm of how likely it is before a word of the file is seen."""

_MARKS = frozenset("\u00a0«»“”„‘’–—…•·§°№€©®™")
"""Characters of any language."""
_MARK, _FOREIGN = math.log(0.02), math.log(0.0002)
_CAPITALISED, _MIXED = math.log(0.1), math.log(0.005)
"""How likely in a text are a mark and a letter of another language; a word that begins with a capital or is all in
capitals, and one whose capitals stand anywhere."""
_TWO_SCRIPTS = math.log(0.02)
"""How likely in a word of other letters than Latin ones is it that one stands beside one of ASCII."""

_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_MOST_WORDS, _AT_ONCE = 1000, 2**20
_LONGEST_WORD = 40
_LAST_OF_ASCII = 0x7F

_LETTERS_FOR_A_FAULT = 20
_LINES_FOR_A_STRAY, _LONGEST_STRAY = 1000, 3
"""In so many lines of ASCII a few other bytes alone, in one place, are no word but damage."""
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_LOOKED_AT = 65536
_LEAST_NULS, _LEAST_SHARE = 4, 0.02
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def legacy_encoding(data: bytes) -> str:
    """The likeliest encoding of some bytes that are not UTF-8, as Python names it.

    It is UTF-8 all the same where that has letters for nearly all of them, or where they are a few stray ones.
    """
    if _is_stray(data):
        return "utf-8"
    words = list(dict.fromkeys(islice(_words(data), _MOST_WORDS)))
    if _is_mostly_utf8(words):
        return "utf-8"
    return max(_SCRIPTS, key=lambda encoding: _likelihood(words, encoding))


def wide_encoding(data: bytes) -> str | None:
    """The encoding of two or four bytes a character that text without a byte order mark is in, or None.

    In each the blanks, digits and ends of lines of any language bring zeros, at every second byte at most.
    """
    head = data[:_LOOKED_AT]
    if head.count(0) < max(_LEAST_NULS, len(head) * _LEAST_SHARE):
        return None
    return next((encoding for encoding in _WIDE if _fits(head, encoding)), None)


def _fits(head: bytes, encoding: str) -> bool:
    """Whether some bytes are text of lines in an encoding; the last character may be cut."""
    unit = 4 if "32" in encoding else 2
    whole = head[: len(head) - len(head) % unit]
    try:
        text = whole.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return False
    ascii_letters = sum(map(str.isascii, text))
    return not _CONTROLS.search(text) and ascii_letters >= len(text) * _LEAST_SHARE and "\n" in text.replace("\r", "\n")


# Words


def _words(data: bytes) -> Iterator[bytes]:
    """The words with bytes beyond ASCII, wherever in the file they are; pieces without any cost little."""
    for first in range(0, len(data), _AT_ONCE):
        piece = data[first : first + _AT_ONCE]
        if not piece.isascii():
            yield from (found[0][:_LONGEST_WORD] for found in _WORD.finditer(piece))


def _is_stray(data: bytes) -> bool:
    """Whether all that isn't ASCII in many lines is a few bytes in one place, neither in a word nor a mark."""
    words = list(islice(_words(data), 2))
    if len(words) != 1 or len(words[0]) > _LONGEST_STRAY or data.count(b"\n") < _LINES_FOR_A_STRAY:
        return False
    (word,) = words
    return min(word) > _LAST_OF_ASCII and not _MARKS.issuperset(word.decode("cp1252", "replace"))


def _is_mostly_utf8(words: list[bytes]) -> bool:
    text = b" ".join(words).decode("utf-8", "replace")
    faults = text.count("\ufffd")
    return sum(not letter.isascii() for letter in text) - faults > max(faults, 1) * _LETTERS_FOR_A_FAULT


# Likelihood


class _Language(NamedTuple):
    """How likely each letter beyond ASCII is in texts of a language, and whether it is written with ASCII as well."""

    logs: Mapping[str, float]
    is_latin: bool


def _likelihood(words: list[bytes], encoding: str) -> float:
    """How likely some words are in an encoding, in the language in which they are likeliest; a logarithm."""
    texts = [word.decode(encoding, "replace") for word in words]
    script, before = _SCRIPTS[encoding]
    shapes = sum(map(_of_shape, texts))
    return before + shapes + max(sum(_of_word(text, language) for text in texts) for language in _languages(script))


@cache
def _languages(script: str) -> tuple[_Language, ...]:
    return tuple(_Language(_logs(letters), script not in ("cyrillic", "greek")) for letters in _LANGUAGES[script])


def _logs(letters: str) -> Mapping[str, float]:
    """Logarithms of the likelihoods of letters: by their ranks, as Zipf found for words."""
    weights = {letter: 1 / (rank + 2) for rank, letter in enumerate(letters)}
    total = sum(weights.values())
    small = {letter: math.log(weight / total) for letter, weight in weights.items()}
    return {letter.upper(): log for letter, log in small.items()} | small


def _of_shape(text: str) -> float:
    if text.lower() in (text, text.upper()):
        return 0.0
    return _CAPITALISED if text.istitle() or text.isupper() else _MIXED


def _of_word(text: str, language: _Language) -> float:
    found = sum(_of_letter(letter, language) for letter in text if not letter.isascii())
    return found if language.is_latin else found + _TWO_SCRIPTS * sum(starmap(_are_of_two_scripts, pairwise(text)))


def _of_letter(letter: str, language: _Language) -> float:
    return language.logs.get(letter, _MARK if letter in _MARKS else _FOREIGN)


def _are_of_two_scripts(one: str, other: str) -> bool:
    return one.isascii() != other.isascii() and one.isalpha() and other.isalpha()
