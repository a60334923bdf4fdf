"""The program's texts in the reader's language: messages with named places, looked up in catalogues of gettext.

Texts are collected for translators by `xgettext -kMessage:1,2c -kMessage:1 -kPlural:1,2`.
"""

import gettext
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

DOMAIN = "timeline-app"
"""The name of the catalogues: LANGUAGE/LC_MESSAGES/timeline-app.mo."""
_OWN = ("en", "en-GB", "en-US")
"""What the texts are written in."""


def bind(folder: Path) -> None:
    """Look for catalogues in a folder from now on; what language is wanted, the environment says."""
    gettext.bindtextdomain(DOMAIN, str(folder))
    catalogue.cache_clear()


def languages() -> tuple[str, ...]:
    """The languages that there are words in, as BCP 47 has them."""
    folder = Path(gettext.bindtextdomain(DOMAIN))
    found = {path.parent.parent.name.replace("_", "-") for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return tuple(sorted({*_OWN, *found}))


def speak(language: str) -> None:
    """Say texts in a language from now on, whatever the environment wants."""
    os.environ["LANGUAGE"] = language.replace("-", "_")
    catalogue.cache_clear()


def spoken() -> str:
    """The language in which texts are said, as BCP 47 has it."""
    known = catalogue().info().get("language", "").replace("_", "-")
    wanted = os.environ.get("LANGUAGE", "").partition(":")[0].replace("_", "-")
    return known or (wanted if wanted in _OWN else _OWN[0])


@lru_cache(maxsize=1)
def catalogue() -> gettext.NullTranslations:
    """The reader's catalogue, read when the first text is said; one that leaves texts as they are if there is none.

    Whoever keeps texts keeps them by it, for it is another one after the language changed.
    """
    return gettext.translation(DOMAIN, gettext.bindtextdomain(DOMAIN), fallback=True)


class Message(NamedTuple):
    """One text.

    Attributes:
        text: in English, with places like "{year}" that a translation may put in another order.
        context: what tells it from the same text with another meaning, or "".
    """

    text: str
    context: str = ""

    def __call__(self, /, **values: object) -> str:
        """The text in the reader's language, its places filled."""
        known = catalogue()
        said = known.pgettext(self.context, self.text) if self.context else known.gettext(self.text)
        return _filled(said, self.text, values)

    def names(self) -> Sequence[str]:
        """The parts of a text that lists names with "|" between them; in English where a translation lost some."""
        names, own = self().split("|"), self.text.split("|")
        return names if len(names) == len(own) else own


class Plural(NamedTuple):
    """One text whose form depends on a number: for one, and for many."""

    one: str
    many: str

    def __call__(self, number: int, /, **values: object) -> str:
        """The form for a number, its places filled."""
        own = self.one if number == 1 else self.many
        return _filled(catalogue().ngettext(self.one, self.many, number), own, values)


def _filled(said: str, own: str, values: dict[str, object]) -> str:
    """A translated text with its places filled, or our own where the translation has places that don't exist."""
    try:
        return said.format(**values)
    except (LookupError, ValueError):
        return own.format(**values)
