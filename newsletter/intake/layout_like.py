"""``like``: a style, slot or template that begins as a copy of another one.

Inheritance is settled on nodes, before any value is read, so that a fault in what was copied is told once, where it was
written.
"""

from collections.abc import Callable, Iterator, Mapping

from newsletter.intake.scalars import nearest
from newsletter.intake.yaml import MapNode, Node, ScalarNode
from newsletter.problems import Problem, error

Merge = Callable[[MapNode, MapNode], MapNode]


def merged(base: MapNode, own: MapNode) -> MapNode:
    """Keys of ``own`` over those of ``base``."""
    keys = {key.text: (key, value) for key, value in base.entries if key.text != "like"}
    keys |= {key.text: (key, value) for key, value in own.entries}
    return MapNode(tuple(keys.values()), own.at)


def merged_template(base: MapNode, own: MapNode) -> MapNode:
    """The same, but slots of one name are merged with each other, and a slot that is left empty is taken out."""
    under, over = base.get("slots"), own.get("slots")
    whole = merged(base, own)
    if not (isinstance(under, MapNode) and isinstance(over, MapNode)):
        return whole
    slots = {key.text: (key, value) for key, value in under.entries}
    for key, value in over.entries:
        before = slots.get(key.text)
        both = before is not None and isinstance(before[1], MapNode) and isinstance(value, MapNode)
        slots[key.text] = (key, merged_slot(before[1], value) if before and both else value)  # type: ignore[arg-type]
    kept = tuple(entry for entry in slots.values() if not (isinstance(entry[1], ScalarNode) and entry[1].empty))
    entries = [(key, MapNode(kept, over.at) if key.text == "slots" else value) for key, value in whole.entries]
    return MapNode(tuple(entries), whole.at)


def merged_slot(base: MapNode, own: MapNode) -> MapNode:
    """Keys of ``own`` over those of ``base``, whose ``like`` stays where there is no other."""
    keys = {key.text: (key, value) for key, value in (*base.entries, *own.entries)}
    return MapNode(tuple(keys.values()), own.at)


def inherit(nodes: Mapping[str, Node], merge: Merge, told: list[Problem]) -> dict[str, MapNode]:
    """Each mapping with what it is like filled in; unknown names and circles are told, and leave it as it stands.

    Values that are no mappings are left out: their form says so.
    """
    done: dict[str, MapNode] = {}
    for name in nodes:
        chain: dict[str, str] = {}
        step = name
        while step and step not in done and isinstance(node := nodes[step], MapNode):
            chain[step] = ""
            chain[step] = _base(node, nodes, chain, told)
            step = chain[step]
        for link, base in reversed(chain.items()):
            own, under = nodes[link], done.get(base)
            assert isinstance(own, MapNode)  # noqa: S101 (no other gets into the chain)
            done[link] = merge(under, own) if under is not None else own
    return {name: done[name] for name in nodes if name in done}


def _base(node: MapNode, nodes: Mapping[str, Node], chain: Mapping[str, str], told: list[Problem]) -> str:
    """The name that a mapping is like, "" where there is none that can be followed; ``chain`` led here."""
    like = node.get("like")
    if not isinstance(like, ScalarNode) or like.empty:
        return ""
    if like.text in chain:
        names = list(chain)
        circle = [*names[names.index(like.text) :], like.text]
        told.append(error("NL406", like.at, chain=" → ".join(circle if len(circle) <= 6 else [*circle[:5], "…"])))
        return ""
    if like.text not in nodes:
        told.append(error("NL405", like.at, name=like.text[:40], near=nearest(like.text, nodes)))
        return ""
    return like.text


def with_slots(templates: Mapping[str, MapNode], told: list[Problem]) -> dict[str, MapNode]:
    """Templates whose slots have been filled in from the slots that they are like."""
    slots: dict[str, Node] = {}
    for name, template in templates.items():
        slots |= {f"{name}/{key.text}": _absolute(name, value) for key, value in _slots(template)}
    settled = inherit(slots, merged, told)
    return {name: _with(name, template, settled) for name, template in templates.items()}


def _slots(template: MapNode) -> Iterator[tuple[ScalarNode, Node]]:
    slots = template.get("slots")
    if isinstance(slots, MapNode):
        yield from slots.entries


def _absolute(template: str, slot: Node) -> Node:
    """A slot whose ``like`` names the template too."""
    if not isinstance(slot, MapNode):
        return slot
    entries = [
        (key, value._replace(text=f"{template}/{value.text}"))
        if key.text == "like" and isinstance(value, ScalarNode) and not value.empty and "/" not in value.text
        else (key, value)
        for key, value in slot.entries
    ]
    return MapNode(tuple(entries), slot.at)


def _with(name: str, template: MapNode, settled: Mapping[str, MapNode]) -> MapNode:
    def entry(key: ScalarNode, value: Node) -> tuple[ScalarNode, Node]:
        if key.text != "slots" or not isinstance(value, MapNode):
            return key, value
        slots = tuple((slot, settled.get(f"{name}/{slot.text}", old)) for slot, old in value.entries)
        return key, MapNode(slots, value.at)

    return MapNode(tuple(entry(key, value) for key, value in template.entries), template.at)
