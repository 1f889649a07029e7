"""JSON Schemas: one for each format, the committed copies are those of the program, the samples name them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsletter.intake.resources import builtin
from newsletter.intake.schema import KINDS, schema
from newsletter.intake.validate import shape_of
from newsletter.intake.yaml import ListNode, MapNode, Node, ScalarNode, parse_yaml

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_copy_is_that_of_the_program(kind: str) -> None:
    text = (ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert json.loads(text) == schema(kind), f"newsletter schema {kind} > schemas/{kind}.schema.json"


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_leads_somewhere(kind: str) -> None:
    whole = schema(kind)
    for name in re.findall(r'"#/definitions/(\w+)"', json.dumps(whole)):
        assert whole["definitions"][name]["type"]


def layout_files() -> Iterator[tuple[str, Path]]:
    for folder in builtin("layouts").iterdir():
        yield from (("layout", folder / "layout.yaml"), ("styles", folder / "styles.yaml"))
        yield from (("template", file) for file in (folder / "templates").glob("*.yaml"))


def test_every_file_of_a_layout_names_its_schema_in_the_first_line() -> None:
    for kind, file in layout_files():
        first = file.read_text(encoding="utf-8").split("\n")[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert match, file
        assert (file.parent / match[1]).resolve() == ROOT / "schemas" / f"{kind}.schema.json"


def value(node: Node) -> Any:
    """As an editor's YAML server reads it (YAML 1.2, core schema)."""
    match node:
        case ListNode(nodes):
            return [value(one) for one in nodes]
        case MapNode(entries):
            return {key.text: value(one) for key, one in entries}
        case ScalarNode(text, style):
            if style:
                return text
            if text in {"", "~", "null"}:
                return None
            if text in {"true", "false"}:
                return text == "true"
            return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text


def faults(made: dict[str, Any], found: Any, whole: dict[str, Any], at: str = "") -> list[str]:
    """What a value has against a schema, of the keywords that ours use."""
    if "$ref" in made:
        return faults(whole["definitions"][made["$ref"].rsplit("/", 1)[1]], found, whole, at)
    if "allOf" in made:
        return [one for part in made["allOf"] for one in faults(part, found, whole, at)]
    if "anyOf" in made:
        tries = [faults(part, found, whole, at) for part in made["anyOf"]]
        return [] if [] in tries else [f"{at}: none of {len(tries)}"]
    if "enum" in made or "const" in made:
        return [] if found in made.get("enum", [made.get("const")]) else [f"{at}: {found}"]
    kinds = made.get("type", [])
    if type_of(found) not in ([kinds] if isinstance(kinds, str) else kinds) and not (
        type_of(found) == "integer" and "number" in kinds
    ):
        return [f"{at}: {found} is no {kinds}"]
    if isinstance(found, float):
        return [] if made.get("minimum", found) <= found <= made.get("maximum", found) else [f"{at}: {found}"]
    if isinstance(found, str):
        return [] if re.search(made.get("pattern", ""), found) else [f"{at}: {found}"]
    if isinstance(found, list):
        items = made.get("items", {})
        pairs = zip(items if isinstance(items, list) else [items] * len(found), found, strict=True)
        return [
            one for number, (part, entry) in enumerate(pairs) for one in faults(part, entry, whole, f"{at}/{number}")
        ]
    if isinstance(found, dict):
        return object_faults(made, found, whole, at)
    return []


def object_faults(made: dict[str, Any], found: dict[str, Any], whole: dict[str, Any], at: str) -> list[str]:
    lacking = [f"{at}: no {key}" for key in made.get("required", []) if key not in found]
    known, more = made.get("properties", {}), made.get("additionalProperties", True)
    for key, one in found.items():
        if key in known:
            lacking += faults(known[key], one, whole, f"{at}/{key}")
        elif more is False:
            lacking.append(f"{at}: {key}?")
        elif isinstance(more, dict):
            lacking += faults(more, one, whole, f"{at}/{key}")
    return lacking


def type_of(found: Any) -> str:
    if isinstance(found, float):
        return "integer" if found.is_integer() else "number"
    kinds = {bool: "boolean", str: "string", list: "array", dict: "object", type(None): "null"}
    return kinds[type(found)]


def test_the_built_in_layouts_have_nothing_against_their_schemas() -> None:
    for kind, file in layout_files():
        node = parse_yaml(file.read_text(encoding="utf-8"), file.name).value
        assert node is not None
        assert faults(schema(kind), value(node), schema(kind)) == [], file


def test_the_sample_issue_has_nothing_against_its_schema() -> None:
    for file in builtin("issues").glob("*/issue.yaml"):
        node = parse_yaml(file.read_text(encoding="utf-8"), file.name).value
        assert node is not None
        assert faults(schema("issue"), value(node), schema("issue")) == []
    for file in builtin("issues").glob("*/articles/*.md"):
        node = parse_yaml(file.read_text(encoding="utf-8").split("---\n")[1], file.name).value
        assert node is not None
        assert faults(schema("article"), value(node), schema("article")) == []


def test_a_schema_refuses_what_the_program_refuses() -> None:
    whole = schema("plan")
    good = {"pages": [{"template": "cover", "stories": {"a": "x", "b": {"story": "y", "from": "jump"}, "c": ["z"]}}]}
    assert faults(whole, good, whole) == []
    for bad in ({}, {"pages": [{}]}, {"pages": [{"template": "x", "pined": True}]}, {"pages": [{"template": "x", "stories": {"a": {"from": "jump"}}}]}):  # fmt: skip  # noqa: E501
        assert faults(whole, bad, whole), bad


def test_every_key_of_every_form_says_what_it_means() -> None:
    for kind in KINDS:
        whole = schema(kind)
        for made in (whole, *whole["definitions"].values()):
            assert made["description"]
            for key, told in made.get("properties", {}).items():
                assert "description" in told or "allOf" in told, f"{kind}: {key}"


def test_a_type_that_no_yaml_gives_is_refused() -> None:
    with pytest.raises(TypeError):
        shape_of(int)
