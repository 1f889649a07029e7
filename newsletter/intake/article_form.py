"""What can be kept of a form that has faults: the rest is still read, so that all faults come in one run."""

from typing import TypeVar

from pydantic import BaseModel

from newsletter.intake.validate import validate
from newsletter.intake.yaml import ListNode, MapNode, Node, ScalarNode
from newsletter.problems import Outcome, Problem

M = TypeVar("M", bound=BaseModel)
_MISSING = "NL161"


def fill(form: type[M], node: MapNode, stand_ins: dict[str, str]) -> Outcome[M]:
    """The form filled in; where values are wrong, with the ones that are right.

    ``stand_ins`` are put in place of required values that are missing or wrong; without one the value is None.
    """
    read = validate(form, node)
    if read.value is not None:
        return read
    kept = [entry for entry in (_good(form, key, value) for key, value in node.entries) if entry is not None]
    present = {key.text for key, _ in kept}
    extra = [_entry(key, text, node) for key, text in stand_ins.items() if key not in present]
    return Outcome(validate(form, MapNode((*kept, *extra), node.at)).value, read.problems)


def _good(form: type[M], key: ScalarNode, value: Node) -> tuple[ScalarNode, Node] | None:
    """An entry of the form if it has no fault of its own; of a list, the elements that have none."""
    if not _faults(form, key, value):
        return key, value
    if isinstance(value, ListNode):
        good = tuple(one for one in value.nodes if not _faults(form, key, ListNode((one,), value.at)))
        if good and not _faults(form, key, ListNode(good, value.at)):
            return key, ListNode(good, value.at)
    if isinstance(value, MapNode):
        entries = tuple(entry for entry in value.entries if not _faults(form, key, MapNode((entry,), value.at)))
        if entries and not _faults(form, key, MapNode(entries, value.at)):
            return key, MapNode(entries, value.at)
    return None


def _faults(form: type[M], key: ScalarNode, value: Node) -> tuple[Problem, ...]:
    """Faults of one entry alone: that others are missing is none of it."""
    found = validate(form, MapNode(((key, value),), value.at)).problems
    return tuple(problem for problem in found if problem.code != _MISSING or dict(problem.values).get("key") not in
                 {name for name, info in form.model_fields.items() if info.is_required()})  # fmt: skip


def _entry(key: str, text: str, node: MapNode) -> tuple[ScalarNode, Node]:
    return ScalarNode(key, "", 0, 0, node.at), ScalarNode(text, "'", 0, 0, node.at)
