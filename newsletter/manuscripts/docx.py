"""Word files become manuscripts. Only a child process imports this: mammoth and lxml take 0.1 s."""

import io
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any

import mammoth
from mammoth import documents

from newsletter.manuscripts.docx_package import Package
from newsletter.manuscripts.manuscript import (
    Block,
    Cell,
    Footnote,
    Manuscript,
    Paragraph,
    ParagraphRole,
    Picture,
    Run,
    Table,
)


def read_docx(content: bytes) -> Manuscript:
    """A .docx, .docm or .dotx file."""
    Package(content)  # refuses what may not be opened
    return _Reading(mammoth.docx.read(io.BytesIO(content)).value).manuscript()


class _Reading:
    """One document on its way: pictures and notes are collected as they are met."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._pictures: list[Picture] = []
        self._notes: list[Footnote] = []

    def manuscript(self) -> Manuscript:
        blocks = tuple(self._blocks(self._document.children))
        return Manuscript("docx", blocks, tuple(self._notes), tuple(self._pictures))

    def _blocks(self, nodes: Iterable[Any]) -> Iterator[Block]:
        for node in nodes:
            match node:
                case documents.Paragraph():
                    yield self._paragraph(node)
                case documents.Table():
                    yield self._table(node)

    def _paragraph(self, node: Any) -> Paragraph:
        role, level = _standing(node.style_name or "")
        return Paragraph(tuple(self._runs(node.children, Run())), role, level)

    def _table(self, node: Any) -> Table:
        heads = sum(1 for _ in itertools.takewhile(lambda row: row.is_header, node.children))
        return Table(tuple(tuple(self._cell(cell) for cell in row.children) for row in node.children), heads)

    def _cell(self, node: Any) -> Cell:
        blocks = list(self._blocks(node.children))
        return Cell(
            tuple(block for block in blocks if isinstance(block, Paragraph)), columns=node.colspan, rows=node.rowspan
        )

    def _runs(self, nodes: Iterable[Any], look: Run) -> Iterator[Run]:
        for node in nodes:
            match node:
                case documents.Run():
                    yield from self._runs(node.children, _look(node, look))
                case documents.Hyperlink():
                    yield from self._runs(node.children, look._replace(link=node.href or ""))
                case documents.Text():
                    yield look._replace(text=node.value)
                case documents.Tab():
                    yield look._replace(text="\t")
                case documents.Break():
                    yield look._replace(text="\n")
                case documents.Image():
                    yield look._replace(picture=self._picture(node))
                case documents.NoteReference():
                    yield look._replace(footnote=self._note(node))

    def _picture(self, node: Any) -> int:
        with node.open() as file:
            self._pictures.append(Picture(f"picture-{len(self._pictures) + 1}", file.read(), node.alt_text or ""))
        return len(self._pictures) - 1

    def _note(self, node: Any) -> str:
        label = str(len(self._notes) + 1)
        body = self._document.notes.resolve(node).body
        self._notes.append(Footnote(label, tuple(self._paragraph(each) for each in body)))
        return label


def _look(node: Any, look: Run) -> Run:
    return look._replace(
        bold=node.is_bold,
        italic=node.is_italic,
        superior=node.vertical_alignment == "superscript",
        inferior=node.vertical_alignment == "subscript",
        font=node.font or "",
    )


def _standing(style: str) -> tuple[ParagraphRole, int]:
    if heading := re.match(r"heading (\d)", style.lower()):
        return "heading", int(heading[1])
    if style.lower() == "title":
        return "title", 1
    return "paragraph", 1
