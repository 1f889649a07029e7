"""The JSON Schema of each format, made from the forms that read it, for editors that complete and check."""

from typing import Any

from newsletter.intake.glossary import GlossaryForm
from newsletter.intake.issue_form import ArticleForm, IssueForm
from newsletter.intake.layout_form import LayoutForm, StyleForm, TemplateForm
from newsletter.intake.layout_ornaments import OrnamentForm
from newsletter.intake.plan import PlanForm
from newsletter.intake.validate import (
    Entry,
    Form,
    ListOf,
    Record,
    Row,
    Scalar,
    Shape,
    Table,
    Whatever,
    entries_of,
)  # fmt: skip

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The dialect that editors' YAML servers know."""

_FORMS: dict[str, type[Form]] = {
    "issue": IssueForm,
    "article": ArticleForm,
    "layout": LayoutForm,
    "styles": StyleForm,
    "template": TemplateForm,
    "ornaments": OrnamentForm,
    "plan": PlanForm,
    "glossary": GlossaryForm,
}
KINDS = tuple(_FORMS)
"""issue.yaml, front matter, layout.yaml, styles.yaml, a page template, ornaments.yaml, plan.yaml, glossary.yaml."""


_BY_NAME = {
    "styles": ("Style", "styles.yaml: a style for each role, and others by any name"),
    "ornaments": ("Ornament", "ornaments.yaml: drawings by name"),
}
"""Files that are a mapping from names to one form."""


def schema(kind: str) -> dict[str, Any]:
    """The schema of one of KINDS; KeyError for any other."""
    form = _FORMS[kind]
    definitions: dict[str, Any] = {}
    whole = _form(form, definitions)
    if kind in _BY_NAME:
        name, description = _BY_NAME[kind]
        definitions[name] = whole
        whole = {
            "description": description,
            "type": "object",
            "additionalProperties": {"$ref": f"#/definitions/{name}"},
        }
    return {"$schema": DRAFT, "title": f"newsletter {kind}", **whole, "definitions": definitions}


def _form(form: type[Form], definitions: dict[str, Any]) -> dict[str, Any]:
    entries = entries_of(form).values()
    made: dict[str, Any] = {
        "description": " ".join((form.__doc__ or "").split()),
        "type": "object",
        "properties": {entry.key: _entry(entry, definitions) for entry in entries},
        "additionalProperties": False,
    }
    required = [entry.key for entry in entries if entry.required]
    if required and not any(entry.key == "like" for entry in entries):
        made["required"] = required
    return made


def _entry(entry: Entry, definitions: dict[str, Any]) -> dict[str, Any]:
    """A key with what it means; one that may be absent may also be left empty."""
    told = entry.told
    made = _shape(entry.shape, definitions)
    if not entry.required:
        made = _or_nothing(made)
    if "$ref" in made:
        made = {"allOf": [made]}  # draft 7 ignores everything beside a reference
    if told.description:
        made["description"] = told.description
    if told.examples:
        made["examples"] = list(told.examples)
    return made


def _shape(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    match shape:
        case Scalar(reader):
            return dict(reader.schema)
        case ListOf(item, loose):
            one = _shape(item, definitions)
            several = {"type": "array", "items": one}
            return {"anyOf": [one, several]} if loose else several
        case Row(items):
            parts = [_shape(item, definitions) for item in items]
            return {"type": "array", "items": parts, "minItems": len(parts), "maxItems": len(parts)}
        case Table(item):
            return {"type": "object", "additionalProperties": _or_nothing(_shape(item, definitions))}
        case Record(form):
            name = form.__name__.removesuffix("Form")
            if name not in definitions:
                definitions[name] = {}  # a form may hold itself
                definitions[name] = _form(form, definitions)
            return {"$ref": f"#/definitions/{name}"}
        case Whatever(raw):
            return dict(raw.schema)


def _or_nothing(made: dict[str, Any]) -> dict[str, Any]:
    """The same, or left empty."""
    kind = made.get("type")
    if kind is None:
        return {"anyOf": [*made["anyOf"], {"type": "null"}]} if "anyOf" in made else {"anyOf": [made, {"type": "null"}]}
    return made | {"type": [*kind, "null"] if isinstance(kind, list) else [kind, "null"]}
