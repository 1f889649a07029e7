"""plan.yaml: read against the issue and its layout, and written for people to edit and pin."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from newsletter.intake.scalars import Line, YesNo, choice, nearest
from newsletter.intake.validate import Field, Form, Raw, key_place, node_at, place, validate
from newsletter.intake.yaml import ListNode, MapNode, Node, ScalarNode
from newsletter.intake.yaml_file import read_yaml
from newsletter.model.issue import Issue
from newsletter.model.layout import Layout, PageTemplate, Slot
from newsletter.model.plan import Placement, Plan, PlannedPage
from newsletter.problems import Outcome, Problem, error, warning
from newsletter.source import SourceSpan

From = Literal["jump"]
_STORY: dict[str, Any] = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"story": {"type": "string"}, "from": {"const": "jump"}},
            "required": ["story"],
            "additionalProperties": False,
        },
    ]
}
_STORIES = {
    "type": "object",
    "additionalProperties": {"anyOf": [*_STORY["anyOf"], {"type": "array", "items": _STORY}]},
}


class PlacementForm(Form):
    """A story in a slot."""

    story: Line = Field(description="An article: its file name without .md")
    source: Annotated[From, choice(From)] | None = Field(
        default=None, alias="from", description="jump: the story is continued here from an earlier slot"
    )


class PlannedPageForm(Form):
    """A page of the plan."""

    template: Line = Field(description="A page template of the layout", examples=["cover"])
    stories: Annotated[Node | None, Raw(_STORIES)] = Field(
        default=None, description="Slot: a story, or a list where the slot takes many", examples=[{"a": "01-xa-luan"}]
    )
    repeat: YesNo = Field(default=False, description="The page is repeated until its stories end")
    pinned: YesNo = Field(default=False, description="newsletter plan leaves this page as it is")


class PlanForm(Form):
    """plan.yaml: which story goes where, page by page."""

    pages: tuple[PlannedPageForm, ...] = Field(description="The pages, in order")


def read_plan(path: Path, issue: Issue, layout: Layout) -> Outcome[Plan]:
    """The plan in a file, without what cannot be: then a page, slot or story is left out, and told.

    None where no plan can be made out at all.
    """
    inside = path.parent.resolve() == Path(issue.folder).resolve()
    shown = path.name if inside else path.as_posix()
    read = read_yaml(path.parent, path.name, shown)
    if read.node is None:
        return Outcome(None, read.problems)
    reader = _Reader(issue, layout)
    pages = reader.pages(read.node)
    told = tuple(dict.fromkeys((*read.problems, *reader.told, *reader.never(read.node))))
    return Outcome(Plan(pages) if pages else None, told)


class _Reader:
    def __init__(self, issue: Issue, layout: Layout) -> None:
        self.layout = layout
        self.articles = {article.id: article for article in issue.articles}
        self.opened: dict[str, SourceSpan] = {}
        self.named: set[str] = set()
        self.told: list[Problem] = []

    def pages(self, node: MapNode) -> tuple[PlannedPage, ...]:
        """The pages that can be composed."""
        entries = node.get("pages")
        if not isinstance(entries, ListNode) or not entries.nodes:
            self.told += validate(PlanForm, node).problems or (error("NL460", place(node, "pages")),)
            return ()
        rest = MapNode(tuple(entry for entry in node.entries if entry[0].text != "pages"), node.at)
        self.told += [one for one in validate(PlanForm, rest).problems if one.code == "NL160"]
        found = [self._page(one) for one in entries.nodes]
        return tuple(page for page in found if page is not None)

    def _page(self, node: Node) -> PlannedPage | None:
        read = validate(PlannedPageForm, node)
        self.told += read.problems
        form = read.value
        if form is None:
            return None
        template = self.layout.templates.get(form.template)
        if template is None:
            names = self.layout.templates
            at = place(node, "template")
            near = nearest(form.template, names)
            self.told.append(error("NL450", at, template=form.template[:40], near=near, known=", ".join(names)))
            return None
        if form.repeat and not any(slot.many for slot in template.slots):
            self.told.append(error("NL457", key_place(node, "repeat"), template=template.name))
        stories = tuple(self._slots(form.stories, template, place(node, "stories")))
        return PlannedPage(template=template.name, stories=stories, repeat=form.repeat, pinned=form.pinned, at=node.at)

    def _slots(
        self, node: Node | None, template: PageTemplate, at: SourceSpan
    ) -> Iterator[tuple[str, tuple[Placement, ...]]]:
        if node is None or (isinstance(node, ScalarNode) and node.empty):
            return
        if not isinstance(node, MapNode):
            self.told.append(error("NL153", at, key="stories", found=""))
            return
        for key, value in node.entries:
            slot = template.slot(key.text)
            if slot is None:
                names = [one.name for one in template.slots]
                self.told.append(
                    error("NL451", key.at, slot=key.text[:40], template=template.name,
                          near=nearest(key.text, names), known=", ".join(names))
                )  # fmt: skip
                self._name_all(value)
                continue
            placements = tuple(self._placements(value, slot, key.at))
            if placements:
                yield slot.name, placements

    def _name_all(self, value: Node) -> None:
        """Stories of a slot that there is not are placed wrongly, but not forgotten."""
        for node in value.nodes if isinstance(value, ListNode) else (value,):
            story = node_at(node, "story")
            self.named |= {story.text} if isinstance(story, ScalarNode) else set()

    def _placements(self, value: Node, slot: Slot, at: SourceSpan) -> Iterator[Placement]:
        if isinstance(value, ScalarNode) and value.empty:
            return
        several = value.nodes if isinstance(value, ListNode) else (value,)
        if len(several) > 1 and not slot.many:
            self.told.append(error("NL456", at, slot=slot.name, count=len(several)))
            for node in several[1:]:
                self._name_all(node)
            several = several[:1]
        for node in several:
            placement = self._placement(node)
            if placement is not None and self._fits(placement, slot):
                yield placement

    def _placement(self, node: Node) -> Placement | None:
        if isinstance(node, ScalarNode):
            return Placement(node.text, jump=False, at=node.at)
        read = validate(PlacementForm, node)
        self.told += read.problems
        form = read.value
        return Placement(form.story, form.source == "jump", place(node, "story")) if form else None

    def _fits(self, placement: Placement, slot: Slot) -> bool:
        """Can the story stand here? What is wrong is told."""
        story, at = placement.story, placement.at
        article = self.articles.get(story)
        if article is None:
            self.told.append(error("NL452", at, story=story[:60], near=nearest(story, self.articles)))
            return False
        if slot.teaser:
            return True
        self.named.add(story)
        first = self.opened.get(story)
        if placement.jump:
            if first is None:
                self.told.append(error("NL458", at, story=story))
            elif slot.many:
                self.told.append(error("NL461", at, story=story, slot=slot.name))
            elif not article.jump:
                self.told.append(warning("NL459", at, story=story))
            return first is not None and not slot.many
        if first is not None:
            self.told.append(error("NL453", at, story=story, line=first.line))
            return False
        self.opened[story] = at or SourceSpan("plan.yaml")
        if article.kind not in slot.kinds:
            kinds = ", ".join(slot.kinds)
            self.told.append(warning("NL455", at, story=story, kind=article.kind, slot=slot.name, kinds=kinds))
        return True

    def never(self, node: MapNode) -> Iterator[Problem]:
        """Stories with no opening; those whose placing was told already are passed over."""
        at = key_place(node, "pages")
        for story in self.articles:
            if story not in self.opened and story not in self.named:
                yield error("NL454", at, story=story)


MODELINE = "# yaml-language-server: $schema=../../schemas/plan.schema.json"
WIDEST = 110
"""Characters of a page on one line; longer ones are written a slot a line."""
_PLAIN = re.compile(r"(?:\d+-)?[^\W\d_][\w./-]*")
"""Names that every YAML reader takes for text."""
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def write_plan(plan: Plan) -> str:
    """The plan as plan.yaml, as people edit it."""
    lines = [MODELINE, "pages:"]
    for page in plan.pages:
        lines += _written(page)
    return "\n".join(lines) + "\n"


def _written(page: PlannedPage) -> Iterator[str]:
    slots = [(_name(slot), _value(placements)) for slot, placements in page.stories]
    marks = [f"{name}: true" for name, on in (("repeat", page.repeat), ("pinned", page.pinned)) if on]
    stories = [f"stories: {{{', '.join(f'{slot}: {value}' for slot, value in slots)}}}"] if slots else []
    short = f"  - {{{', '.join([f'template: {_name(page.template)}', *stories, *marks])}}}"
    if len(short) <= WIDEST:
        yield short
        return
    yield f"  - template: {_name(page.template)}"
    yield "    stories:"
    for slot, placements in page.stories:
        if len(placements) == 1:
            yield f"      {_name(slot)}: {_one(placements[0])}"
        else:
            yield f"      {_name(slot)}:"
            yield from (f"        - {_one(placement)}" for placement in placements)
    yield from (f"    {mark}" for mark in marks)


def _value(placements: tuple[Placement, ...]) -> str:
    if len(placements) == 1:
        return _one(placements[0])
    return f"[{', '.join(_one(placement) for placement in placements)}]"


def _one(placement: Placement) -> str:
    name = _name(placement.story)
    return f"{{story: {name}, from: jump}}" if placement.jump else name


def _name(text: str) -> str:
    """A name as it stands, or in quotation marks where YAML would take it for something else."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in escaped) + '"'
