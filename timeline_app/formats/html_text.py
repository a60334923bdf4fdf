"""The text of a piece of HTML, as other programs keep it in titles and descriptions: no tag of it is ever obeyed."""

from html.parser import HTMLParser

_DROPPED = ("script", "style")
_BREAKS = ("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table")


def plain_text(html: str) -> str:
    """What a reader would see, without pictures; the address of a link stands behind its words in brackets."""
    if "<" not in html and "&" not in html:
        return html.strip()
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    """Collects text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._dropping = False
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._dropping = True
        elif tag in _BREAKS:
            self.parts.append("\n")
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self.parts)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropping = False
        elif tag in _BREAKS:
            self.parts.append("\n")
        elif tag == "a" and self._links:
            url, begin = self._links.pop()
            if url.startswith(("http://", "https://")) and url not in "".join(self.parts[begin:]):
                self.parts.append(f" ({url})")

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            self.parts.append(data.replace("\n", " "))
