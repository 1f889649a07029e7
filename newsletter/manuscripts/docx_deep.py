"""XML that nests deeper than its parser allows, read all the same: what only wraps is left out, the text is not."""

import xml.parsers.expat
from typing import Any, Final

from lxml import etree

from newsletter.manuscripts.docx_names import CELL, PARAGRAPH, ROW, RUN, TABLE, TEXT
from newsletter.manuscripts.kinds import Unreadable

_DEEPEST: Final = 200
"""Elements inside each other; lxml allows 256."""
_DEEPEST_TEXT: Final = 240


def parsed_flat(content: bytes) -> Any:
    """The root of an XML text with tables inside tables, and whatever lies too deep, dissolved.

    Unreadable where it declares a document type.
    """
    return _Flat().read(content)


class _Flat:
    def __init__(self) -> None:
        self._builder = etree.TreeBuilder()
        self._kept: list[bool] = []
        self._depth = 0
        self._tables = 0

    def read(self, content: bytes) -> Any:
        parser = xml.parsers.expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._builder.data
        parser.StartDoctypeDeclHandler = _refuse
        parser.Parse(content, True)
        return self._builder.close()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _name(name)
        table = tag in (TABLE, ROW, CELL)
        kept = self._depth < (_DEEPEST_TEXT if tag in (PARAGRAPH, RUN, TEXT) else _DEEPEST)
        kept = kept and not (table and self._tables > 1) and not (tag == TABLE and self._tables)
        self._kept.append(kept)
        self._tables += tag == TABLE
        if kept:
            self._depth += 1
            self._builder.start(tag, {_name(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._tables -= _name(name) == TABLE
        if self._kept.pop():
            self._depth -= 1
            self._builder.end(_name(name))


def _name(name: str) -> str:
    return "{" + name if "}" in name else name


def _refuse(*_: object) -> None:
    raise Unreadable("damaged")
