"""``like``: a style, slot or template that begins as a copy of another one.

Inheritance is settled on nodes, before any value is read, so that a fault in what was copied is told once, where it was
written.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

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


def settle_templates(nodes: Mapping[str, Node], told: list[Problem]) -> dict[str, MapNode]:
    """Templates with what they are like filled in, and their slots with what those are like."""
    named = {name: _with_slots(node, partial(_named, name)) for name, node in nodes.items()}
    templates = inherit(named, merged_template, told)
    slots: dict[str, Node] = {}
    for name, template in templates.items():
        slots |= {f"{name}/{key.text}": value for key, value in _slots(template)}
    settled = inherit(slots, merged, told)

    def found(name: str, key: ScalarNode, slot: Node) -> Node:
        return settled.get(f"{name}/{key.text}", slot)

    whole = ((name, _with_slots(template, partial(found, name))) for name, template in templates.items())
    return {name: node for name, node in whole if isinstance(node, MapNode)}


def _slots(template: MapNode) -> Iterator[tuple[ScalarNode, Node]]:
    slots = template.get("slots")
    if isinstance(slots, MapNode):
        yield from slots.entries


def _named(template: str, _: ScalarNode, slot: Node) -> Node:
    """A slot whose ``like`` names the template too, so that it means the same slot wherever it is copied."""
    if not isinstance(slot, MapNode):
        return slot
    entries = [
        (key, value._replace(text=f"{template}/{value.text}"))
        if key.text == "like" and isinstance(value, ScalarNode) and not value.empty and "/" not in value.text
        else (key, value)
        for key, value in slot.entries
    ]
    return MapNode(tuple(entries), slot.at)


def _with_slots(template: Node, change: Callable[[ScalarNode, Node], Node]) -> Node:
    """A template with each of its slots changed."""
    slots = template.get("slots") if isinstance(template, MapNode) else None
    if not (isinstance(template, MapNode) and isinstance(slots, MapNode)):
        return template
    new = MapNode(tuple((key, change(key, value)) for key, value in slots.entries), slots.at)
    entries = tuple((key, new if key.text == "slots" else value) for key, value in template.entries)
    return MapNode(entries, template.at)
