"""The words of a page by the parser of the standard library, which knows nothing of the tree that lxml builds."""

from html.parser import HTMLParser
from typing import Final

SILENT: Final = frozenset("script style title template noscript svg iframe object embed applet xml canvas".split())
"""Elements whose text is no text of the page."""
INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub "
    "sup time tt u var wbr o:p st1:place".split()
)
"""Elements that part no words."""


class _Counter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = ""
        self._depth = 0
        self._in_mark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            self._depth += tag == self._silent
            return
        if tag in SILENT or tag == "del":
            if tag != "embed":  # it is never closed
                self._silent, self._depth = tag, 1
            return
        if tag == "a":
            self._in_mark = any(name == "href" and (value or "").startswith("#") for name, value in attrs)
        if tag not in INLINE or (tag == "a" and self._in_mark):
            self.parts.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._depth -= tag == self._silent
            if not self._depth:
                self._silent = ""
        elif tag not in INLINE or (tag == "a" and self._in_mark):
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def text_of(page: str) -> str:
    """All text of a page that is neither silent nor deleted; blocks and the marks of notes are parted by spaces."""
    counter = _Counter()
    counter.feed(page)
    counter.close()
    return "".join(counter.parts)
