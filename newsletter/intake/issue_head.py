"""issue.yaml -> the issue without its articles."""

from collections.abc import Iterator
from typing import NamedTuple

from newsletter.intake.issue_form import HouseForm, IssueForm
from newsletter.intake.text import Stored
from newsletter.intake.text_pieces import Pieces
from newsletter.intake.text_scalar import Source, scalar_content, scalar_text
from newsletter.intake.validate import fill, key_place, place
from newsletter.intake.yaml import ListNode, MapNode, Node, ScalarNode, parse_yaml
from newsletter.model.article import Text
from newsletter.model.house import ADJUSTABLE, House
from newsletter.model.issue import Imprint, Issue, Job, Press, Release, Review, Reviewer, Unit
from newsletter.problems import Problem, error
from newsletter.source import SourceSpan

_MARKUP = frozenset("\\`*_[<&")


class Head(NamedTuple):
    """``issue`` is None where title or date are missing; ``form`` is None where nothing could be read."""

    issue: Issue | None
    form: IssueForm | None
    problems: tuple[Problem, ...]
    partial: frozenset[str] = frozenset()
    """Those of ``sections`` and ``units`` that could not be read, or not wholly: nothing can be compared with them."""


def read_head(stored: Stored, name: str, folder: str, pieces: Pieces) -> Head:
    """``name`` is the issue's id, ``folder`` its absolute path."""
    read = parse_yaml(stored.text, stored.file)
    node = read.value
    if node is None:
        return Head(None, None, read.problems)
    if not isinstance(node, MapNode):
        return Head(None, None, (*read.problems, error("NL153", node.at, key=stored.file, found="")))
    filled = fill(IssueForm, node)
    problems = (*read.problems, *filled.problems)
    if filled.value is None:
        # title or date is missing: the rest still says which units and sections there are
        rest = fill(IssueForm, node, {"title": name or "-", "date": "2000-01-01"})
        return Head(None, rest.value, problems, _partial(rest.value, node))
    teller = _Teller(node, Source(stored), pieces)
    return Head(teller.issue(filled.value, name, folder), filled.value, (*problems, *_faults(filled.value, node)),
                _partial(filled.value, node))  # fmt: skip


def _partial(form: IssueForm | None, node: MapNode) -> frozenset[str]:
    counts = {"sections": len(form.sections), "units": len(form.units)} if form else {}
    return frozenset(key for key, count in counts.items() if _entries(node.get(key)) != count)


def _entries(node: Node | None) -> int:
    """How many entries were written; -1 for what is no list."""
    if isinstance(node, ListNode):
        return len(node.nodes)
    return 0 if node is None or (isinstance(node, ScalarNode) and node.empty) else -1


def _places(node: MapNode) -> Iterator[tuple[str, SourceSpan]]:
    for key, value in node.entries:
        yield key.text, place(node, key.text)
        for inner, _ in value.entries if isinstance(value, MapNode) else ():
            yield f"{key.text}.{inner.text}", place(value, inner.text)
        for index in range(len(value.nodes) if isinstance(value, ListNode) else 0):
            yield f"{key.text}.{index}", place(value, index)


class _Teller(NamedTuple):
    """Turns values of issue.yaml into texts with their places."""

    node: MapNode
    source: Source
    pieces: Pieces

    def issue(self, form: IssueForm, name: str, folder: str) -> Issue:
        return Issue(
            id=name,
            folder=folder,
            title=self.text("title") or Text(self.source.stored.file, (), (), (), ()),
            edition=self.text("edition"),
            organization=self.text("organization"),
            occasion=self.text("occasion"),
            date=form.date,
            deadline=form.deadline,
            release=Release(form.release.start, form.release.end) if form.release else None,
            language=form.language,
            layout=form.layout,
            sections=form.sections,
            units=tuple(Unit(unit.id, unit.name, unit.articles, unit.senders) for unit in form.units),
            imprint=self.imprint(),
            press=Press(**vars(form.press)),
            job=Job(**vars(form.job)),
            review=Review(tuple(Reviewer(one.name, one.role) for one in form.review.reviewers), form.review.sign_offs),
            style=_style(form.style),
            pages=form.pages,
            at=SourceSpan(self.source.stored.file, 1, 1),
            places=dict(_places(self.node)),
        )

    def text(self, key: str, node: MapNode | None = None) -> Text | None:
        value = (self.node if node is None else node).get(key)
        if not isinstance(value, ScalarNode) or value.empty:
            return None
        text = scalar_text(value, self.source, self.pieces)
        return text if text.pieces else None

    def imprint(self) -> Imprint:
        node = self.node.get("imprint")
        if not isinstance(node, MapNode):
            return Imprint()
        lines = node.get("lines")
        return Imprint(
            license=self.text("license", node),
            publisher=self.text("publisher", node),
            printer=self.text("printer", node),
            print_run=self.text("print_run", node),
            periodicity=self.text("periodicity", node),
            lines=tuple(self.lines(lines)) if isinstance(lines, ListNode) else (),
        )

    def lines(self, nodes: ListNode) -> Iterator[Text]:
        for node in nodes.nodes:
            if isinstance(node, ScalarNode) and not node.empty:
                yield self.markdown(node) if _MARKUP & set(node.text) else scalar_text(node, self.source, self.pieces)

    def markdown(self, node: ScalarNode) -> Text:
        from newsletter.intake.markdown import inline_text  # noqa: PLC0415 (needs markdown-it)

        return inline_text(scalar_content(node, self.source), self.source.stored.file, self.pieces)


def _style(form: HouseForm) -> House:
    levels = tuple((code, level) for code, level in form.levels.items() if code in ADJUSTABLE)
    return House(form.tone, form.i_y, form.dates, levels)


def _faults(form: IssueForm, node: MapNode) -> Iterator[Problem]:
    """What no form can see: names given twice, days in the wrong order."""
    seen: set[str] = set()
    for index, unit in enumerate(form.units):
        if unit.id in seen:
            yield error("NL171", place(node, "units", index, "id"), unit=unit.id[:60])
        seen.add(unit.id)
    for index, section in enumerate(form.sections):
        if section in form.sections[:index]:
            yield error("NL172", place(node, "sections", index), section=section[:60])
    for code in form.style.levels:
        if code not in ADJUSTABLE:
            yield error("NL354", key_place(node, "style", "levels", code), unknown=code[:20])
    if form.release and form.release.start > form.release.end:
        start, end = f"{form.release.start:%d/%m/%Y}", f"{form.release.end:%d/%m/%Y}"
        yield error("NL170", place(node, "release"), start=start, end=end)
