"""The doorway to PyYAML: text becomes nodes that know where they stand; nothing is guessed about what they mean.

Every scalar stays the text that was written. So NO, yes, on, 010, 1.10 and 12:30 are not what YAML 1.1 makes of them,
and ``validate`` reads a number or a date only where one is wanted. Anchors, aliases, tags and merge keys are refused:
no file of ours needs them, and a few bytes of them can stand for gigabytes.
"""

import re
from typing import NamedTuple, cast

import yaml

from newsletter.problems import Outcome, Problem, error, warning
from newsletter.source import LineIndex, SourceSpan

LARGEST = 2**20
"""Characters of a file; a thousand pages of plan are a tenth of it."""
DEEPEST = 40
"""Levels; our own formats have at most six."""

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.2, 5.1, does not let into a file."""
_ODD_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")
"""Line ends to YAML 1.1, but to no editor: left in, they would shift the line of every fault below them."""
_SWALLOWED = re.compile(r"[ \t]+#(?=[^\s#])[^\n]*")
"""A ``#1`` or ``#hashtag`` in the middle of a value; a comment that was meant as one has a space after its mark."""


class ScalarNode(NamedTuple):
    """``text`` as YAML reads it (escapes resolved); ``style`` is "" for plain, else ``'``, ``"``, ``|`` or ``>``.

    ``start`` and ``end`` (exclusive) are offsets in the text that was parsed, quotation marks included.
    """

    text: str
    style: str
    start: int
    end: int
    at: SourceSpan

    @property
    def empty(self) -> bool:
        """Nothing was written, or one of YAML's words for nothing."""
        return not self.style and self.text in {"", "~", "null"}


class ListNode(NamedTuple):
    """A sequence; ``at`` is its first entry or bracket."""

    nodes: "tuple[Node, ...]"
    at: SourceSpan


class MapNode(NamedTuple):
    """A mapping: (key, value) in order, no key twice; ``at`` is its first key or brace."""

    entries: "tuple[tuple[ScalarNode, Node], ...]"
    at: SourceSpan

    def get(self, key: str) -> "Node | None":
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> ScalarNode | None:
        """The key itself, for its place."""
        return next((name for name, _ in self.entries if name.text == key), None)


Node = ScalarNode | ListNode | MapNode


def parse_yaml(text: str, file: str, line_offset: int = 0) -> Outcome[Node]:
    """The one document of a text; ``line_offset`` lines stand above it in its file (front matter).

    The value is None where the text cannot be read at all; faults that leave it readable (a key twice, an anchor) come
    with it. An empty text is an empty mapping.
    """
    top = SourceSpan(file, line_offset + 1, 1)
    if len(text) > LARGEST:
        return Outcome(None, (error("NL111", top, limit=LARGEST // 2**10),))
    if odd := _UNPRINTABLE.search(text.removeprefix("\ufeff")):
        shift = len(text) - len(text.removeprefix("\ufeff"))
        line, column = LineIndex.of(text).place(odd.start() + shift)
        character = f"U+{ord(odd[0]):04X}"
        return Outcome(None, (error("NL108", SourceSpan(file, line + line_offset, column), character=character),))
    if not text.isascii():
        text = text.translate(_ODD_BREAKS)
    builder = _Builder(text, file, line_offset)
    try:
        node = builder.build()
    except yaml.YAMLError as fault:
        found = _syntax_problem(fault, text, file, line_offset)
        told = any(problem.source and found.source and problem.source[:2] == found.source[:2]
                   for problem in builder.problems)  # fmt: skip
        return Outcome(None, (*builder.problems, *(() if told else (found,))))
    except _TooMuch as fault:
        return Outcome(None, (*builder.problems, fault.problem))
    return Outcome(node if node is not None else MapNode((), top), tuple(builder.problems))


def _mark(mark: object) -> yaml.Mark:
    """Parsers that read text always mark it; only the declaration of PyYAML allows for none."""
    return cast("yaml.Mark", mark)


class _TooMuch(Exception):  # noqa: N818 (a bound that was passed; it carries the Problem)
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class _Open:
    """A collection that is being filled; ``key`` waits for its value."""

    __slots__ = ("at", "entries", "key", "keys", "mapping", "nodes")

    def __init__(self, at: SourceSpan, *, mapping: bool) -> None:
        self.at = at
        self.mapping = mapping
        self.nodes: list[Node] = []
        self.entries: list[tuple[ScalarNode, Node]] = []
        self.key: ScalarNode | None = None
        self.keys: dict[str, int] = {}


class _Builder:
    """Nodes from the parser's events, in one loop: depth costs no stack, and nothing is expanded."""

    def __init__(self, text: str, file: str, line_offset: int) -> None:
        self.text = text
        self.file = file
        self.first_line = line_offset + 1
        self.problems: list[Problem] = []
        self.hash_marks = _SWALLOWED.search(text) is not None
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0

    def build(self) -> Node | None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(self.text)
        try:
            while (event := loader.get_event()) is not None:
                if type(event) is yaml.ScalarEvent:
                    self._add(self._scalar(event))
                elif isinstance(event, yaml.CollectionStartEvent):
                    self._open(event)
                elif isinstance(event, yaml.CollectionEndEvent):
                    self._close()
                elif isinstance(event, yaml.AliasEvent):
                    self._add(self._alias(event))
                elif isinstance(event, yaml.DocumentStartEvent):
                    self._count_document(event)
        finally:
            loader.dispose()
        return self.root

    def _span(self, event: yaml.Event) -> SourceSpan:
        mark = _mark(event.start_mark)
        return SourceSpan(self.file, mark.line + self.first_line, mark.column + 1)

    def _scalar(self, event: yaml.ScalarEvent) -> ScalarNode:
        start, end = _mark(event.start_mark), _mark(event.end_mark)
        at = SourceSpan(self.file, start.line + self.first_line, start.column + 1)
        if event.anchor is not None or event.tag is not None:
            self.problems.append(error("NL110", at, mark=_written(event)))
        if self.hash_marks and not event.style and (lost := _SWALLOWED.match(self.text, end.index)):
            self.problems.append(warning("NL113", at, text=lost[0].strip()[:40]))
        return ScalarNode(event.value, event.style or "", start.index, end.index, at)

    def _alias(self, event: yaml.AliasEvent) -> ScalarNode:
        at = self._span(event)
        self.problems.append(error("NL110", at, mark=f"*{event.anchor}"))
        return ScalarNode("", "'", _mark(event.start_mark).index, _mark(event.end_mark).index, at)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        at = self._span(event)
        if event.anchor is not None or event.tag is not None:
            self.problems.append(error("NL110", at, mark=_written(event)))
        if len(self.stack) >= DEEPEST:
            raise _TooMuch(error("NL112", at, limit=DEEPEST))
        self.stack.append(_Open(at, mapping=isinstance(event, yaml.MappingStartEvent)))

    def _close(self) -> None:
        done = self.stack.pop()
        self._add(MapNode(tuple(done.entries), done.at) if done.mapping else ListNode(tuple(done.nodes), done.at))

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node if self.root is None else self.root
            return
        parent = self.stack[-1]
        if not parent.mapping:
            parent.nodes.append(node)
        elif parent.key is None:
            parent.key = self._as_key(node)
        else:
            self._enter(parent, parent.key, node)
            parent.key = None

    def _as_key(self, node: Node) -> ScalarNode:
        if isinstance(node, ScalarNode):
            return node
        self.problems.append(error("NL114", node.at))
        return ScalarNode("", "?", 0, 0, node.at)

    def _enter(self, parent: _Open, key: ScalarNode, node: Node) -> None:
        first = parent.keys.get(key.text)
        if first is None:
            parent.keys[key.text] = key.at.line
            parent.entries.append((key, node))
        elif key.style != "?":
            self.problems.append(error("NL109", key.at, key=key.text[:40], line=first))

    def _count_document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents == 2:
            self.problems.append(error("NL115", self._span(event)))


def _written(event: yaml.NodeEvent) -> str:
    """How an anchor or a tag looks in the file."""
    return f"&{event.anchor}" if event.anchor is not None else str(getattr(event, "tag", "!"))[:40]


_SYNTAX = (
    ("mapping values are not allowed", "NL102"),
    ("found a tab character", "NL103"),
    ("found unexpected end of stream", "NL104"),
    ("found unexpected document indicator", "NL104"),
    ("could not find expected ':'", "NL105"),
    ("did not find expected ',' or", "NL106"),
    ("expected ',' or", "NL106"),
    ("cannot start any token", "NL107"),
    ("expected alphabetic or numeric character", "NL107"),
    ("unknown escape character", "NL117"),
    ("maximum nesting depth", "NL112"),
)
"""What libyaml and PyYAML say, in part, and which of our codes says it to an editor."""


def _syntax_problem(fault: yaml.YAMLError, text: str, file: str, line_offset: int) -> Problem:
    """A fault of the parser as a Problem; where its words are not known, NL101 with none of them."""
    said = str(getattr(fault, "problem", "") or "")
    mark = getattr(fault, "problem_mark", None)
    opened = getattr(fault, "context_mark", None)
    code = next((code for words, code in _SYNTAX if words in said), "NL101")
    if opened is not None and (code in {"NL104", "NL105", "NL106"} or "alphabetic" in said):
        mark = opened
    if mark is None:
        return error("NL101", SourceSpan(file, line_offset + 1, 1))
    at = SourceSpan(file, mark.line + line_offset + 1, mark.column + 1)
    if code == "NL101" and text[: mark.index].rstrip(" ")[-1:] in {"'", '"'}:
        code = "NL116"
    if code == "NL107" and text[mark.index : mark.index + 1] == "\t":
        code = "NL103"
    if code == "NL112":
        return error(code, at, limit=DEEPEST)
    if code == "NL107":
        return error(code, at, character=text[mark.index : mark.index + 1])
    return error(code, at)
