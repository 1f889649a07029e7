"""The tree that mammoth makes of the plain form becomes blocks, footnotes and runs."""

import io
import itertools
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import mammoth
from mammoth import documents

from newsletter.manuscripts.docx_figures import BOX_BEGINS, BOX_ENDS
from newsletter.manuscripts.docx_lists import roman
from newsletter.manuscripts.docx_plain import Stand
from newsletter.manuscripts.manuscript import Block, Cell, Footnote, Inset, Paragraph, Rule, Run, Table
from newsletter.manuscripts.runs import joined

_ROOT: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


NoteKey = tuple[str, str]
"""The kind of a note ("footnote", "endnote"), and its id."""


def read_plain(
    parts: dict[str, bytes], stands: Sequence[Stand], notes: Sequence[NoteKey]
) -> tuple[tuple[Block, ...], tuple[Footnote, ...]]:
    """``parts``: "document", "footnotes", "endnotes", each as XML in the plain form; ``notes``: those that are there."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("_rels/.rels", _ROOT)
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return _Tree(mammoth.docx.read(package).value, stands, notes).read()


class _Tree:
    """Notes are collected in the order in which their marks are met."""

    def __init__(self, document: Any, stands: Sequence[Stand], notes: Sequence[NoteKey]) -> None:
        self._document = document
        self._stands = stands
        self._labels: dict[NoteKey, str] = {}
        self._counts: Counter[str] = Counter()
        self._notes = dict.fromkeys(notes)

    def read(self) -> tuple[tuple[Block, ...], tuple[Footnote, ...]]:
        blocks = tuple(_boxed(self._blocks(self._document.children)))
        for key in self._notes:  # no mark leads to these: better at the end than lost
            self._label(key)
        notes = [Footnote(label, self._note(key)) for key, label in list(self._labels.items())]
        return blocks, tuple(note for note in notes if any(each.runs for each in note.paragraphs))

    def _blocks(self, nodes: Iterable[Any]) -> Iterator[Block | str]:
        for node in nodes:
            if isinstance(node, documents.Table):
                yield self._table(node)
            elif isinstance(node, documents.Paragraph):
                yield self._paragraph(node)

    def _paragraph(self, node: Any) -> Paragraph | str:
        stand = self._stands[int(node.style_id)]
        if not isinstance(stand, Paragraph):
            return stand
        runs = joined(self._runs(node.children, Run()))
        if stand.label and stand.role != "list-item":  # the number of a heading is read as if it were typed
            first = runs[0]._replace(text=f"{stand.label} ", link="", footnote="", picture=-1) if runs else Run()
            stand, runs = stand._replace(label=""), joined((first, *runs))
        return stand._replace(runs=runs, size=_size(node))

    def _table(self, node: Any) -> Table:
        heads = sum(1 for _ in itertools.takewhile(lambda row: row.is_header, node.children))
        return Table(tuple(tuple(self._cell(cell) for cell in row.children) for row in node.children), heads)

    def _cell(self, node: Any) -> Cell:
        return Cell(self._paragraphs(node.children), columns=node.colspan, rows=node.rowspan)

    def _note(self, key: NoteKey) -> tuple[Paragraph, ...]:
        first, *others = self._paragraphs(self._document.notes.find_note(*key).body) or (Paragraph(()),)
        if first.runs:  # Word sets a space behind the mark
            first = first._replace(runs=(first.runs[0]._replace(text=first.runs[0].text.lstrip(" ")), *first.runs[1:]))
        return (first, *others)

    def _paragraphs(self, nodes: Iterable[Any]) -> tuple[Paragraph, ...]:
        blocks = self._blocks(nodes)
        lines = (cell.paragraphs for block in blocks for cell in _cells(block))
        return tuple(paragraph for paragraphs in lines for paragraph in paragraphs)

    def _runs(self, nodes: Iterable[Any], look: Run) -> Iterator[Run]:
        for node in nodes:
            match node:
                case documents.Run():
                    yield from self._runs(node.children, _look(node, look))
                case documents.Hyperlink():
                    yield from self._runs(node.children, look._replace(link=node.anchor or ""))
                case documents.Text():
                    yield look._replace(text=node.value)
                case documents.Tab():
                    yield look._replace(text="\t")
                case documents.Break():
                    yield look._replace(text="\n")
                case documents.Bookmark():
                    yield look._replace(picture=int(node.name))
                case documents.NoteReference():
                    if label := self._label((node.note_type, node.note_id)):
                        yield look._replace(footnote=label)

    def _label(self, key: NoteKey) -> str:
        """Footnotes count 1, 2, 3, endnotes i, ii, iii, as Word has it; "" where the mark leads nowhere."""
        if key in self._notes and key not in self._labels:
            self._counts[key[0]] += 1
            count = self._counts[key[0]]
            self._labels[key] = str(count) if key[0] == "footnote" else roman(count)
        return self._labels.get(key, "")


def _look(node: Any, look: Run) -> Run:
    return look._replace(
        bold=node.is_bold,
        italic=node.is_italic,
        superior=node.vertical_alignment == "superscript",
        inferior=node.vertical_alignment == "subscript",
        font=node.font or "",
    )


def _size(node: Any) -> float:
    """The size in points of most characters of a paragraph."""
    sizes: Counter[float] = Counter()
    for child in node.children:
        for run in child.children if isinstance(child, documents.Hyperlink) else (child,):
            if isinstance(run, documents.Run) and run.font_size:
                sizes[run.font_size] += sum(
                    len(each.value) for each in run.children if isinstance(each, documents.Text)
                )
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _cells(block: Block | str) -> tuple[Cell, ...]:
    match block:
        case Paragraph():
            return (Cell((block,)),)
        case Table(rows):
            return tuple(cell for row in rows for cell in row)
    return ()


def _boxed(blocks: Iterable[Block | str]) -> Iterator[Block]:
    """What stands between the marks of a box becomes an Inset; a box in a box belongs to the outer one."""
    depth = 0
    held: list[Paragraph | Table] = []
    for block in blocks:
        if block == BOX_BEGINS:
            depth += 1
        elif block == BOX_ENDS:
            depth -= 1
            if depth == 0 and held:
                yield Inset(tuple(held))
                held = []
        elif isinstance(block, Paragraph | Table) and depth:
            held.append(block)
        elif not isinstance(block, str):
            yield block
        else:
            yield Rule()
