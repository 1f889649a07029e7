"""Nodes of YAML against a form: what is wrong, all at once, each fault at its own line and column.

A form is a pydantic model; its scalars are read by the readers below, from the text as written, so that
``priority: 010`` is no 8 and ``edition: 1.10`` no 1.1. What pydantic finds wrong comes back by path (``photos``, 1,
``span``); the path leads to the node, the node to its place.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar, get_args
from unicodedata import is_normalized, normalize

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
from pydantic_core import CoreSchema, ErrorDetails, PydanticCustomError, core_schema

from newsletter.intake.yaml import ListNode, MapNode, Node, ScalarNode
from newsletter.problems import Outcome, Problem, error
from newsletter.source import SourceSpan
from newsletter.units import Mpt, parse_length

SHOWN = 40
"""Characters of a wrong value that a message repeats."""


class Form(BaseModel):
    """What every form has in common: values never change, unknown keys are faults, nothing is built before its use."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


M = TypeVar("M", bound=BaseModel)
Path = tuple[str | int, ...]


@dataclass(frozen=True, eq=False)
class Reader:
    """Reads a scalar from its text; in ``Annotated`` it takes the place of pydantic's own reading.

    ``read`` raises ValueError for what it cannot read; the fault is then ``code`` with ``values``.
    """

    read: Callable[[str], object]
    code: str
    schema: dict[str, Any]
    values: dict[str, str | int | float] = field(default_factory=dict)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(self.schema)

    def _read(self, value: object) -> object:
        if isinstance(value, str):
            try:
                return self.read(value)
            except NearError as fault:
                raise PydanticCustomError(self.code, "near", {**self.values, "near": fault.args[0]}) from None
            except ValueError:
                pass
        raise PydanticCustomError(self.code, "wrong", dict(self.values))


class NearError(ValueError):
    """Not a value, but close to this one."""


_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,11})")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,11})(?:\.\d{1,12})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _within(value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise ValueError


def whole(least: int, most: int) -> Reader:
    """A whole number from ``least`` to ``most``, without leading zeros, underscores or a point."""

    def read(text: str) -> int:
        if not _WHOLE.fullmatch(text):
            raise ValueError
        _within(int(text), least, most)
        return int(text)

    schema = {"type": "integer", "minimum": least, "maximum": most}
    return Reader(read, "NL154", schema, {"least": least, "most": most})


def number(least: float, most: float) -> Reader:
    """A number with a decimal point where it has a fraction."""

    def read(text: str) -> float:
        if not _NUMBER.fullmatch(text):
            raise ValueError
        _within(float(text), least, most)
        return float(text)

    schema = {"type": "number", "minimum": least, "maximum": most}
    return Reader(read, "NL155", schema, {"least": f"{least:g}", "most": f"{most:g}"})


def length(least: Mpt, most: Mpt, shown: str) -> Reader:
    """A length with its unit (3mm, 9.5pt); ``shown`` says the limits as a user would write them."""

    def read(text: str) -> Mpt:
        value = 0 if text == "0" else parse_length(text)
        _within(value, least, most)
        return value

    schema = {"type": ["string", "integer"], "pattern": r"^(0|-?\d+(\.\d+)? ?(pt|mm|cm|in|pc))$"}
    return Reader(read, "NL158", schema, {"range": shown})


def choice(literal: object) -> Reader:
    """One word of a ``Literal``."""
    words = tuple(str(word) for word in get_args(literal))

    def read(text: str) -> str:
        if text not in words:
            raise NearError(nearest(text, words))
        return text

    return Reader(read, "NL159", {"enum": list(words)}, {"choices": ", ".join(words)})


def _read_yes_no(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError
    return text == "true"


def _read_day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError
    return date.fromisoformat(text)


def _read_line(text: str) -> str:
    return text


Line = Annotated[str, Reader(_read_line, "NL150", {"type": ["string", "number"]})]
"""Text, as written; figures are text too."""
YesNo = Annotated[bool, Reader(_read_yes_no, "NL156", {"type": "boolean"})]
Day = Annotated[date, Reader(_read_day, "NL157", {"type": "string", "format": "date"})]
"""ISO 8601, year-month-day."""


def nearest(word: str, words: Iterable[str]) -> str:
    """The word of these that was most likely meant, "" where none is close."""
    folded = {known.casefold(): known for known in words}
    found = get_close_matches(word.casefold(), folded, 1, 0.6)
    return folded[found[0]] if found else ""


def plain(node: Node) -> Any:
    """Dictionaries, lists and NFC text; keys without a value are left out, an empty entry of a list is None."""
    if isinstance(node, ScalarNode):
        text = node.text
        return text if text.isascii() or is_normalized("NFC", text) else normalize("NFC", text)
    if isinstance(node, ListNode):
        return [None if isinstance(one, ScalarNode) and one.empty else plain(one) for one in node.nodes]
    return {
        plain(key): plain(value) for key, value in node.entries if not (isinstance(value, ScalarNode) and value.empty)
    }


def node_at(node: Node, *path: str | int) -> Node:
    """The node at a path, or the deepest one on the way to it."""
    for step in path:
        found: Node | None = None
        if isinstance(node, MapNode):
            found = node.get(str(step))
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.nodes):
            found = node.nodes[step]
        if found is None:
            return node
        node = found
    return node


def place(node: Node, *path: str | int) -> SourceSpan:
    """Where the value at a path begins; of a list or mapping that begins on a line of its own, its key."""
    target = node_at(node, *path)
    if path and isinstance(path[-1], str) and not isinstance(target, ScalarNode):
        return key_place(node, *path)
    return target.at


def key_place(node: Node, *path: str | int) -> SourceSpan:
    """Where the key at the end of a path stands; else, the nearest node above it."""
    parent = node_at(node, *path[:-1])
    key = parent.key(str(path[-1])) if path and isinstance(parent, MapNode) else None
    return key.at if key is not None else node_at(node, *path).at


def shown(node: Node) -> str:
    """A value as a message repeats it: short, never the subtree."""
    if isinstance(node, ScalarNode):
        line = " ".join(node.text.split())
        return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
    if isinstance(node, ListNode):
        return "[…]" if node.nodes else "[]"
    return "{" + node.entries[0][0].text[:SHOWN] + ": …}" if node.entries else "{}"


def validate(form: type[M], node: Node) -> Outcome[M]:
    """A mapping as a form, or all that is wrong with it."""
    try:
        return Outcome(form.model_validate(plain(node)))
    except ValidationError as faults:
        found = faults.errors(include_url=False, include_input=False)
    return Outcome(None, tuple(dict.fromkeys(_problem(form, node, fault) for fault in found)))


def _problem(form: type[BaseModel], node: Node, fault: ErrorDetails) -> Problem:
    path = fault["loc"]
    kind = fault["type"]
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    if kind.startswith("NL"):
        return error(kind, place(node, *path), key=name, found=_found(node, path), **fault.get("ctx", {}))
    if kind == "extra_forbidden":
        return unknown_key(key_place(node, *path), name, keys_of(form, path[:-1]))
    if kind == "missing" and path and isinstance(path[-1], str):
        return error("NL161", _missing_place(node, path), key=name)
    code = _TYPES.get(kind, "NL162")
    return error(code, place(node, *path), key=name, found=_found(node, path))


_TYPES = {
    "model_type": "NL153",
    "model_attributes_type": "NL153",
    "dict_type": "NL153",
    "tuple_type": "NL152",
    "list_type": "NL152",
    "missing": "NL163",
    "too_long": "NL163",
    "too_short": "NL163",
}
"""Pydantic's names of faults in structure, and ours."""


def unknown_key(at: SourceSpan, key: str, known: Iterable[str]) -> Problem:
    """The Problem of a key that a form does not have."""
    keys = tuple(known)
    near = nearest(key, keys)
    return error("NL160", at, key=key[:SHOWN], near=near, known=", ".join(keys))


def _found(node: Node, path: Path) -> str:
    return shown(node_at(node, *path))


def _missing_place(node: Node, path: Path) -> SourceSpan:
    """Where a missing key should stand: the mapping that lacks it, by its key where it has one."""
    return place(node, *path[:-1])


def keys_of(form: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The keys that the form at a path has; () where the path leads to none."""
    found: type[BaseModel] | None = form
    for step in path:
        if found is None:
            return ()
        if isinstance(step, str):
            wanted = [info.annotation for name, info in found.model_fields.items() if (info.alias or name) == step]
            found = _form_in(wanted[0]) if wanted else found
    return tuple(info.alias or name for name, info in found.model_fields.items()) if found else ()


def _form_in(annotation: object) -> type[BaseModel] | None:
    """The first form inside an annotation (X, X | None, tuple[X, ...], dict[str, X])."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((form for part in get_args(annotation) if (form := _form_in(part)) is not None), None)
