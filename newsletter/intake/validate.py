"""Nodes of YAML against a form: what is wrong, all at once, each fault at its own line and column.

A form is a class with annotated keys, as a dataclass is; its instances never change. Written here, because the library
that offers the same (pydantic) takes 0.17 s to load and to build six forms: a third of the time of a whole issue.
"""

from collections.abc import Callable, Iterable, Mapping
from inspect import get_annotations
from types import UnionType
from typing import Annotated, Any, ClassVar, NamedTuple, TypeVar, Union, dataclass_transform, get_args, get_origin
from unicodedata import is_normalized, normalize

from newsletter.intake.scalars import Reader, nearest
from newsletter.intake.yaml import ListNode, MapNode, Node, ScalarNode
from newsletter.problems import Outcome, Problem, error
from newsletter.source import SourceSpan

SHOWN = 40
"""Characters of a wrong value that a message repeats."""

F = TypeVar("F", bound="Form")


class Key(NamedTuple):
    """What a form says of one of its keys beyond the type. ``default`` is REQUIRED where there is none."""

    default: Any
    default_factory: Callable[[], Any] | None
    alias: str
    description: str
    examples: tuple[Any, ...]


class _Mark:
    """A value that stands for none."""

    __slots__ = ()


REQUIRED, WRONG = _Mark(), _Mark()


def Field(  # noqa: N802 (reads as the name of a kind, as it does in dataclasses of all libraries)
    *,
    default: Any = REQUIRED,
    default_factory: Callable[[], Any] | None = None,
    alias: str = "",
    description: str = "",
    examples: Iterable[Any] = (),
) -> Any:
    """A key of a form. ``alias``: how it is written where that is no name of Python; the rest is for JSON Schema."""
    return Key(default, default_factory, alias, description, tuple(examples))


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
class Form:
    """What every form has in common: keys from annotations, unknown ones are faults, instances never change."""

    _entries: ClassVar["dict[str, Entry]"]

    def __init__(self, **values: Any) -> None:
        entries = entries_of(type(self))
        own = self.__dict__
        for entry in entries.values():
            own[entry.name] = values.pop(entry.name) if entry.name in values else entry.absent()
        if values:
            raise TypeError(f"{type(self).__name__} has no {', '.join(values)}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} never changes")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"


class Raw(NamedTuple):
    """In ``Annotated``: the node itself is wanted, for a reader of its own. ``schema`` says what it may hold."""

    schema: dict[str, Any]


class _Loose(_Mark):
    pass


OneOrMore = _Loose()
"""In ``Annotated`` with a tuple: a single entry may be written without brackets."""


class Spot(NamedTuple):
    """Where a value stands, for its faults: its place, the key it belongs to, and the faults told so far."""

    at: SourceSpan
    key: str
    told: list[Problem]

    def wrong(self, code: str, node: Node, **values: str | float) -> _Mark:
        told = error(code, self.at, key=self.key, found=shown(node))
        self.told.append(told._replace(values=(*told.values, *values.items())))
        return WRONG


class Scalar(NamedTuple):
    reader: Reader

    def read(self, node: Node, spot: Spot) -> Any:
        reader = self.reader
        if isinstance(node, ScalarNode) and not (node.empty and not node.style):
            text = node.text
            try:
                return reader.read(text if text.isascii() or is_normalized("NFC", text) else normalize("NFC", text))
            except ValueError:
                if reader.words:
                    return spot.wrong(reader.code, node, **reader.values, near=nearest(text, reader.words))
        return spot.wrong(reader.code, node, **reader.values, **({"near": ""} if reader.words else {}))


class ListOf(NamedTuple):
    """Entries of one shape; those that are wrong are left out. ``loose``: a single one needs no brackets."""

    item: "Shape"
    loose: bool = False

    def read(self, node: Node, spot: Spot) -> Any:
        if not isinstance(node, ListNode):
            if not self.loose:
                return spot.wrong("NL152", node)
            node = ListNode((node,), node.at)
        values = [self.item.read(one, Spot(one.at, spot.key, spot.told)) for one in node.nodes]
        return tuple([value for value in values if value is not WRONG])


class Row(NamedTuple):
    """A list of a known number of entries, each of its own shape."""

    items: "tuple[Shape, ...]"

    def read(self, node: Node, spot: Spot) -> Any:
        if not isinstance(node, ListNode):
            return spot.wrong("NL152", node)
        if len(node.nodes) != len(self.items):
            return spot.wrong("NL163", node)
        values = [
            item.read(one, Spot(one.at, spot.key, spot.told)) for item, one in zip(self.items, node.nodes, strict=True)
        ]
        return WRONG if WRONG in values else tuple(values)


class Table(NamedTuple):
    """Keys that the user chooses, with values of one shape."""

    item: "Shape"

    def read(self, node: Node, spot: Spot) -> Any:
        if not isinstance(node, MapNode):
            return spot.wrong("NL153", node)
        values = {
            key.text: self.item.read(value, Spot(_blamed(key, value), key.text, spot.told))
            for key, value in node.entries
        }
        return {key: value for key, value in values.items() if value is not WRONG}


class Record(NamedTuple):
    """A form inside a form."""

    form: type[Form]

    def read(self, node: Node, spot: Spot) -> Any:
        if not isinstance(node, MapNode):
            return spot.wrong("NL153", node)
        return _fill(self.form, node, spot, {})


class Whatever(NamedTuple):
    """The node itself."""

    raw: Raw

    def read(self, node: Node, spot: Spot) -> Any:  # noqa: ARG002 (the shape of a shape)
        return node


Shape = Scalar | ListOf | Row | Table | Record | Whatever


class Entry(NamedTuple):
    """A key of a form: ``key`` as written, ``name`` in Python."""

    key: str
    name: str
    shape: Shape
    told: Key

    def absent(self) -> Any:
        """The value where the key is absent; TypeError where it is required."""
        if self.told.default_factory is not None:
            return self.told.default_factory()
        if self.told.default is REQUIRED:
            raise TypeError(f"{self.name} is required")
        return self.told.default

    @property
    def required(self) -> bool:
        return self.told.default is REQUIRED and self.told.default_factory is None


def entries_of(form: type[Form]) -> dict[str, Entry]:
    """The keys of a form, by how they are written; those of its bases first. Found out once, at the first use."""
    known: dict[str, Entry] | None = form.__dict__.get("_entries")
    if known is None:
        known = _find_entries(form)
        form._entries = known
    return known


def _find_entries(form: type[Form]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for base in reversed(form.__mro__):
        for name, annotation in get_annotations(base).items() if base is not Form else ():
            written = base.__dict__.get(name, REQUIRED)
            told = written if isinstance(written, Key) else Key(written, None, "", "", ())
            inner = next((one for one in getattr(annotation, "__metadata__", ()) if isinstance(one, Key)), None)
            if inner is not None:
                told = inner if written is REQUIRED else inner._replace(default=written)
            key = told.alias or name
            entries[key] = Entry(key, name, shape_of(annotation), told)
    return entries


def shape_of(annotation: Any) -> Shape:
    """How values of an annotated type are read; TypeError for a type that no YAML gives."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        for one in annotation.__metadata__:
            if isinstance(one, Reader):
                return Scalar(one)
            if isinstance(one, Raw):
                return Whatever(one)
        shape = shape_of(parts[0])
        if OneOrMore in annotation.__metadata__ and isinstance(shape, ListOf):
            return shape._replace(loose=True)
        return shape
    if origin in {Union, UnionType}:
        (wanted,) = [part for part in parts if part is not type(None)]
        return shape_of(wanted)
    if origin is tuple:
        return ListOf(shape_of(parts[0])) if parts[-1] is Ellipsis else Row(tuple(shape_of(part) for part in parts))
    if origin is dict:
        return Table(shape_of(parts[1]))
    if isinstance(annotation, type) and issubclass(annotation, Form):
        return Record(annotation)
    raise TypeError(annotation)


def validate(form: type[F], node: Node) -> Outcome[F]:
    """A mapping as a form, or all that is wrong with it."""
    filled = fill(form, node)
    return Outcome(None, filled.problems) if filled.problems else filled


def fill(form: type[F], node: Node, stand_ins: Mapping[str, str] | None = None) -> Outcome[F]:
    """The form with what is right in a mapping, and all that is wrong; what is wrong counts as absent.

    ``stand_ins`` are put in place of required values that are missing or wrong; where there is none, the value is None.
    """
    told: list[Problem] = []
    spot = Spot(node.at, "", told)
    value = _fill(form, node, spot, stand_ins or {}) if isinstance(node, MapNode) else spot.wrong("NL153", node)
    return Outcome(value if isinstance(value, form) else None, tuple(dict.fromkeys(told)))


def _fill(form: type[F], node: MapNode, spot: Spot, stand_ins: Mapping[str, str]) -> F | _Mark:
    entries = entries_of(form)
    values: dict[str, Any] = {}
    seen = set()
    for key, value in node.entries:
        entry = entries.get(key.text)
        if entry is None:
            spot.told.append(unknown_key(key.at, key.text, entries))
        elif not (isinstance(value, ScalarNode) and value.empty):
            seen.add(entry.name)
            values[entry.name] = entry.shape.read(value, Spot(_blamed(key, value), key.text, spot.told))
    whole = True
    for entry in entries.values():
        if values.get(entry.name, WRONG) is not WRONG:
            continue
        if not entry.required:
            values[entry.name] = entry.absent()
            continue
        if entry.name not in seen:
            spot.told.append(error("NL161", spot.at, key=entry.key))
        if entry.key in stand_ins:
            values[entry.name] = entry.shape.read(ScalarNode(stand_ins[entry.key], "'", 0, 0, spot.at), spot)
        else:
            whole = False
    if not whole:
        return WRONG
    filled = object.__new__(form)  # every value is there: __init__ would only count them again
    filled.__dict__.update(values)
    return filled


def _blamed(key: ScalarNode, value: Node) -> SourceSpan:
    """Where a fault of a value is told: at the value, or at the key of one that goes over lines."""
    return value.at if isinstance(value, ScalarNode) and not value.empty else key.at


def unknown_key(at: SourceSpan, key: str, known: Iterable[str]) -> Problem:
    """The Problem of a key that a form does not have."""
    keys = tuple(known)
    return error("NL160", at, key=key[:SHOWN], near=nearest(key, keys), known=", ".join(keys))


def shown(node: Node) -> str:
    """A value as a message repeats it: short, never the subtree."""
    if isinstance(node, ScalarNode):
        line = " ".join(node.text.split())
        return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
    if isinstance(node, ListNode):
        return "[…]" if node.nodes else "[]"
    return "{" + node.entries[0][0].text[:SHOWN] + ": …}" if node.entries else "{}"


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
    """Where the value at a path begins; of a list or mapping under a key, the key."""
    target = node_at(node, *path)
    if path and isinstance(path[-1], str) and not isinstance(target, ScalarNode):
        return key_place(node, *path)
    return target.at


def key_place(node: Node, *path: str | int) -> SourceSpan:
    """Where the key at the end of a path stands; else, the nearest node above it."""
    parent = node_at(node, *path[:-1])
    key = parent.key(str(path[-1])) if path and isinstance(parent, MapNode) else None
    return key.at if key is not None else node_at(node, *path).at
