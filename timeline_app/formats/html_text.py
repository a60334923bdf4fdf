"""The text of a piece of HTML, as other programs keep it in titles and descriptions: no tag of it is ever obeyed."""

import re
from collections.abc import Iterator
from html import unescape

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s|/)[^<>]*)?>|<[!?][^<>]*>")
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""", re.IGNORECASE)
_DROPPED = ("script", "style")
_BREAKS = frozenset(
    ("br", "p", "div", "li", "tr", "blockquote", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6")
)


def plain_text(html: str) -> str:
    """What a reader would see, without pictures; the address of a link stands behind its words in brackets.

    Takes time in proportion to its length, whatever stands in it.
    """
    if "<" not in html and "&" not in html:
        return html.strip()
    text = "".join(_seen(_without(html, "<!--", "-->")))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _seen(html: str) -> Iterator[str]:
    """The text piece by piece, with a line break where a tag makes one."""
    link = ("", 0)
    for tag in _DROPPED:
        html = _without(html, f"<{tag}", f"</{tag}")
    place = 0
    for match in _TAG.finditer(html):
        yield _words(html[place : match.start()])
        place = match.end()
        closing, tag, attributes = match[1], (match[2] or "").lower(), match[3] or ""
        if tag in _BREAKS:
            yield "\n"
        elif tag == "a" and closing:
            yield from _address(*link, html, match.start())
            link = ("", 0)
        elif tag == "a":
            href = _HREF.search(attributes)
            link = (unescape(next(filter(None, href.groups()), "")) if href else "", match.end())
    yield _words(html[place:])


def _words(piece: str) -> str:
    return unescape(piece).replace("\n", " ")


def _address(url: str, begin: int, html: str, end: int) -> Iterator[str]:
    """The address of a link whose words stand from one place to another, unless they are the address."""
    if url.startswith(("http://", "https://")) and url not in html[begin:end]:
        yield f" ({url})"


def _without(html: str, opening: str, closing: str) -> str:
    """All but what stands between an opening and its closing, or the end."""
    lower, kept, place = html.lower(), [], 0
    if len(lower) != len(html):  # some letters have no small ones of the same length
        lower = html
    while (start := lower.find(opening, place)) >= 0:
        kept.append(html[place:start])
        end = lower.find(closing, start)
        end = lower.find(">", end) if end >= 0 else end
        place = end + 1 if end >= 0 else len(html)
    return "".join([*kept, html[place:]])
