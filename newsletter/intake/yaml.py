"""The doorway to PyYAML: text becomes nodes that know where they stand; nothing is guessed about what they mean.

Every scalar stays the text that was written. So NO, yes, on, 010, 1.10 and 12:30 are not what YAML 1.1 makes of them,
and ``validate`` reads a number or a date only where one is wanted. Anchors, aliases, tags and merge keys are refused:
no file of ours needs them, and a few bytes of them can stand for gigabytes.
"""

import re
from typing import Any, NamedTuple

import yaml

from newsletter.problems import Outcome, Problem, error, warning
from newsletter.source import LineIndex, SourceSpan

LARGEST = 2**20
"""Characters of a file; a thousand pages of plan are a tenth of it."""
DEEPEST = 40
"""Levels; our own formats have at most six."""

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.2, 5.1, does not let into a file."""
_ODD_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Line ends to YAML 1.1, but to no editor: left in, they would shift the line of every fault below them."""
_HASH = re.compile(r"#[^\s#]")
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
        for name, value in self.entries:
            if name.text == key:
                return value
        return None

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
    text = _ODD_BREAKS.sub(" ", text)
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


class _TooMuch(Exception):  # noqa: N818 (a bound that was passed; it carries the Problem)
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class _Open(NamedTuple):
    """A collection that is being filled; of a mapping, ``nodes`` are keys and values in turn."""

    nodes: list[Node]
    at: SourceSpan
    mapping: bool


class _Builder:
    """Nodes from the parser's events, in one loop: depth costs no stack, and nothing is expanded."""

    def __init__(self, text: str, file: str, line_offset: int) -> None:
        self.text = text
        self.file = file
        self.first_line = line_offset + 1
        self.problems: list[Problem] = []
        self.hash_marks = _HASH.search(text) is not None
        self.documents = 0

    def build(self) -> Node | None:
        """Hot: an issue of 270 articles has 10,000 scalars, so those are made in the loop itself."""
        parser = _parser(self.text)
        next_event, first_line, file = parser.get_event, self.first_line, self.file
        top: list[Node] = []
        stack = [_Open(top, SourceSpan(file), mapping=False)]
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                start, end = event.start_mark, event.end_mark
                at = SourceSpan(file, start.line + first_line, start.column + 1)
                style = event.style or ""
                if event.tag is not None or event.anchor is not None or (self.hash_marks and not style):
                    self._suspect(event, at)
                top.append(ScalarNode(event.value, style, start.index, end.index, at))
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                stack.append(self._open(event, len(stack)))
                top = stack[-1].nodes
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                done = stack.pop()
                top = stack[-1].nodes
                top.append(
                    MapNode(self._pairs(done.nodes), done.at) if done.mapping else ListNode(tuple(done.nodes), done.at)
                )
            elif kind is yaml.AliasEvent:
                top.append(self._alias(event))
            elif kind is yaml.DocumentStartEvent:
                self._count_document(event)
        return top[0] if top else None

    def _span(self, event: Any) -> SourceSpan:
        mark = event.start_mark
        return SourceSpan(self.file, mark.line + self.first_line, mark.column + 1)

    def _suspect(self, event: Any, at: SourceSpan) -> None:
        """A scalar with an anchor or a tag, or one behind which text may be lost."""
        if event.anchor is not None or event.tag is not None:
            self.problems.append(error("NL110", at, mark=_written(event)))
        if not event.style and (lost := _SWALLOWED.match(self.text, event.end_mark.index)):
            self.problems.append(warning("NL113", at, text=lost[0].strip()[:40]))

    def _alias(self, event: Any) -> ScalarNode:
        at = self._span(event)
        self.problems.append(error("NL110", at, mark=f"*{event.anchor}"))
        return ScalarNode("", "'", event.start_mark.index, event.end_mark.index, at)

    def _open(self, event: yaml.CollectionStartEvent, depth: int) -> _Open:
        at = self._span(event)
        if event.anchor is not None or event.tag is not None:
            self.problems.append(error("NL110", at, mark=_written(event)))
        if depth > DEEPEST:
            raise _TooMuch(error("NL112", at, limit=DEEPEST))
        return _Open([], at, mapping=type(event) is yaml.MappingStartEvent)

    def _pairs(self, nodes: list[Node]) -> tuple[tuple[ScalarNode, Node], ...]:
        """Keys with their values; of a key that comes twice, the first."""
        found: dict[str, tuple[ScalarNode, Node]] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, ScalarNode):
                self.problems.append(error("NL114", key.at))
            elif key.text in found:
                first = found[key.text][0].at.line
                self.problems.append(error("NL109", key.at, key=key.text[:40], line=first))
            else:
                found[key.text] = (key, value)
        return tuple(found.values())

    def _count_document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents == 2:
            self.problems.append(error("NL115", self._span(event)))


def _parser(text: str) -> Any:
    """PyYAML's parser: libyaml where it was built with it (20 times as fast), else the one in Python.

    Untyped, for the declarations of PyYAML allow for marks to be absent, which those of a text never are.
    """
    if yaml.__with_libyaml__:
        return yaml.cyaml.CParser(text)  # type: ignore[attr-defined]
    return yaml.SafeLoader(text)


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
