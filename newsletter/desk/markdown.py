"""A draft as an article of the contract: front matter and CommonMark that intake reads back word for word."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, assert_never

from newsletter.desk.list_steps import Step, is_item, step_of
from newsletter.desk.markdown_front import front_matter
from newsletter.desk.markdown_inline import Sign, address, at_line_start, escaped, inline
from newsletter.desk.submission import Draft, Shot
from newsletter.manuscripts.manuscript import Block, Footnote, Inset, Paragraph, Rule, Run, Table, paragraphs_in
from newsletter.model.article import ADDRESSES, BOLD, ITALIC

_MARKUP: Final = re.compile(r"[\\`*_\[<&|\n\xa0]")
"""In no plain text."""
_STEP: Final = "    "
"""That a verse is set in by, as intake reads it."""
_RULES: Final = {"": "---", "left": "---", "centre": ":---:", "right": "---:", "justified": "---"}


def article_text(draft: Draft, photos: Sequence[str]) -> str:
    """The file articles/NN-slug.md; ``photos`` are the paths in the issue of ``draft.shots``, one for each."""
    front = front_matter(draft.head, draft.shots, photos)
    writer = _Writer(draft, photos)
    parts = [front, *writer.blocks(draft.blocks), *writer.footnotes(draft.footnotes)]
    return "\n\n".join(parts) + "\n"


class _Writer:
    def __init__(self, draft: Draft, photos: Sequence[str]) -> None:
        self.shots, self.photos = draft.shots, photos
        self.verse = draft.head.kind == "poem"
        self.labels = _numbered(draft)

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Each as it stands between empty lines."""
        for listed, group in groupby(filter(self.says_something, blocks), key=is_item):
            if listed:
                yield from self.lists([block for block in group if isinstance(block, Paragraph)])
                continue
            for quoted, part in groupby(group, key=_is_quotation):
                texts = [text for block in part for text in self.block(block)]
                if quoted and texts:
                    yield _quoted("\n\n".join(texts))
                else:
                    yield from texts

    def says_something(self, block: Block) -> bool:
        """What says nothing does not part the lists before and after it."""
        runs = (run for part in paragraphs_in(block) for run in part.runs)
        return isinstance(block, Rule) or any(
            run.picture >= 0 or run.footnote in self.labels or run.text.strip() for run in runs
        )

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                yield from self.paragraph(block)
            case Table():
                yield from self.table(block)
            case Inset(blocks):
                yield from self.box(blocks)
            case Rule():
                yield "---"
            case _:
                assert_never(block)

    def paragraph(self, paragraph: Paragraph) -> Iterator[str]:
        text = self.inline(paragraph)
        if paragraph.role == "heading":
            text = " ".join(text.split("\\\n"))
            if text:
                yield f"{'##' if paragraph.level < 2 else '###'} {_open_ended(text)}"
        elif text:
            yield self.stepped(self.lines(text), paragraph.text)
        for run in paragraph.runs:
            if run.picture >= 0:
                yield _figure(self.shots[run.picture], self.photos[run.picture])

    def inline(self, paragraph: Paragraph, *, table: bool = False) -> str:
        if all(run == Run(run.text) for run in paragraph.runs) and not _MARKUP.search(text := paragraph.text):
            return " ".join(text.split())
        return inline(list(self.signs(paragraph.runs)), table=table)

    def lines(self, text: str, indent: str = "") -> str:
        """Hard breaks with what follows them indented; in a poem every new line is one."""
        lines = [at_line_start(line) for line in text.split("\\\n")]
        return f"\n{indent}".join(lines) if self.verse else f"\\\n{indent}".join(lines)

    def stepped(self, lines: str, text: str) -> str:
        """In a poem four spaces for each tab that a line begins with."""
        typed = [line for line in text.split("\n") if line.strip()]
        written = lines.split("\n")
        if not self.verse or "\t" not in text or len(typed) != len(written):
            return lines
        steps = [line[: len(line) - len(line.lstrip())].count("\t") for line in typed]
        return "\n".join(_STEP * step + line for step, line in zip(steps, written, strict=True))

    def signs(self, runs: Sequence[Run]) -> Iterator[Sign]:
        for run in runs:
            look = BOLD * run.bold + ITALIC * run.italic
            link = run.link if run.link.lower().startswith(ADDRESSES) else ""
            if run.footnote in self.labels:
                yield Sign(f"[^{self.labels[run.footnote]}]", raw=True)
            for sign in run.text:
                yield Sign(sign, look, link)

    # --- lists --------------------------------------------------------------------------------------------------------

    def lists(self, items: Sequence[Paragraph]) -> Iterator[str]:
        """Runs of items as lists; an item whose label Markdown has no list for stands as a paragraph."""
        lines: list[str] = []
        steps: list[Step] = []
        for item in items:
            text = self.inline(item)
            step = step_of(item, steps)
            if step is None or not text:
                yield from _joined(lines)
                lines, steps = [], []
                yield from self.labelled(item, text)
                continue
            opens = len(steps) < step.depth or steps[step.depth - 1].mark != step.mark
            if lines and opens and step.number:
                lines.append("")  # a number in the line below would be taken for text
            before = " " * (step.indent - len(step.label) - 1)
            lines.append(f"{before}{step.label} {self.lines(text, ' ' * step.indent)}")
            steps[step.depth - 1 :] = [step]
        yield from _joined(lines)

    def labelled(self, item: Paragraph, text: str) -> Iterator[str]:
        if text:
            yield self.lines(escaped(item.label) + (" " if item.label else "") + text)

    # --- tables, boxes, notes -----------------------------------------------------------------------------------------

    def table(self, table: Table) -> Iterator[str]:
        rows = [[self.cell(cell.paragraphs) for cell in row] for row in table.rows]
        width = max((len(row) for row in rows), default=0)
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
        if not any(text for row in rows for text in row):
            return
        lines = [f"| {' | '.join(row)} |" for row in rows]
        lines.insert(1, f"|{'|'.join(_RULES[_align(table, column)] for column in range(width))}|")
        yield "\n".join(lines)

    def cell(self, paragraphs: Sequence[Paragraph]) -> str:
        texts = []
        for paragraph in paragraphs:
            label = escaped(paragraph.label).replace("|", "\\|") if is_item(paragraph) else ""
            text = self.inline(paragraph, table=True).replace("\\\n", " ")
            texts.append(f"{label} {text}".strip() if text else "")
        return " ".join(filter(None, texts))

    def box(self, blocks: Sequence[Block]) -> Iterator[str]:
        title = ""
        rest = blocks
        if blocks and isinstance(blocks[0], Paragraph) and blocks[0].role in ("heading", "title"):
            title, rest = self.inline(blocks[0]).replace("\\\n", " "), blocks[1:]
        inner = list(self.blocks(rest))
        if title or inner:
            yield _quoted("\n\n".join([f"[!box] {title}".strip(), *inner]))

    def footnotes(self, notes: Sequence[Footnote]) -> Iterator[str]:
        """In the order of their marks."""
        texts = {note.label: list(self.blocks(note.paragraphs)) for note in notes}
        for label, number in self.labels.items():
            yield f"[^{number}]: " + "\n\n".join(texts[label]).replace("\n", "\n    ").replace("    \n", "\n")


def _numbered(draft: Draft) -> Mapping[str, int]:
    """The labels of notes that have words and a mark in the text, in order -> 1, 2 …"""
    written = {note.label for note in draft.footnotes if any(part.text.strip() for part in note.paragraphs)}
    called = [run.footnote for block in draft.blocks for part in paragraphs_in(block) for run in part.runs]
    return {label: number for number, label in enumerate(dict.fromkeys(filter(written.__contains__, called)), 1)}


def _is_quotation(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "quotation"


def _joined(lines: list[str]) -> Iterator[str]:
    if lines:
        yield "\n".join(lines)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _open_ended(text: str) -> str:
    """Number signs at the end of a heading would be taken for its closing marks."""
    bare = text.rstrip("#")
    return f"{bare}\\{text[len(bare) :]}" if bare != text and bare[-1:] in (" ", "") else text


def _align(table: Table, column: int) -> str:
    """Of most cells of a column; its head has no say where there is more."""
    cells = [row[column] for row in table.rows[1:] or table.rows if column < len(row)]
    aligns = Counter(cell.paragraphs[0].align for cell in cells if cell.paragraphs)
    return aligns.most_common(1)[0][0] if aligns else ""


def _figure(shot: Shot, path: str) -> str:
    caption = escaped(" ".join(shot.caption.split())).replace("]", "\\]")
    title = (
        " ".join(shot.credit.split()).replace("\\", "\\\\").replace('"', '\\"').replace("&", "\\&").replace("<", "&lt;")
    )
    credit = f' "{title}"' if title else ""
    return f"![{caption}]({address(path)}{credit})"
