"""Text of RTF while it is gathered: the main text, a note, a remark, a text box."""

from collections import Counter

from newsletter.manuscripts.manuscript import Block, Inset, Paragraph, ParagraphRole, Run
from newsletter.manuscripts.rtf_state import State
from newsletter.manuscripts.rtf_tables import Edge, Row, table
from newsletter.manuscripts.runs import flat, has_text, joined, unboxed


class Story:
    """Runs become paragraphs, paragraphs cells, cells rows, and rows tables when a paragraph outside follows them."""

    def __init__(self) -> None:
        self.label = ""
        """Of the list item that begins here, as the program drew it."""
        self.edges: list[Edge] = []
        self.left = 0
        self.is_head = False
        self.joins = [False, False]
        """Whether the cell that is being defined is joined to the left, and above."""
        self._blocks: list[Block] = []
        self._after: list[Block] = []
        self._runs: list[Run] = []
        self._sizes: Counter[float] = Counter()
        self._paragraphs: list[Paragraph] = []
        self._cells: list[tuple[Paragraph, ...]] = []
        self._rows: list[Row] = []

    def write(self, run: Run, size: float) -> None:
        self._runs.append(run)
        self._sizes[size] += len(run.text.strip())

    def hang(self, inset: Inset) -> None:
        """A box that belongs to the paragraph which is being filled."""
        self._after.append(inset)

    def end_paragraph(self, state: State, role: ParagraphRole, level: int) -> None:
        size = max(self._sizes, key=lambda size: self._sizes[size], default=state.size)
        label = self.label or ("•" if state.list and role == "paragraph" else "")
        if label and role == "paragraph":
            role, level = "list-item", state.depth + 1
        runs = joined(self._runs)
        if label and not runs:
            role, label = "paragraph", ""
        paragraph = Paragraph(runs, role, level, label if role in ("list-item", "heading") else "", state.align, size)
        self._runs, self._sizes, self.label = [], Counter(), ""
        if state.in_table:
            self._paragraphs.append(paragraph)
        else:
            self._end_table()
            self._blocks.append(paragraph)
            self._blocks += self._after
            self._after = []

    def end_cell(self) -> None:
        kept = [paragraph for paragraph in self._paragraphs if paragraph.runs] or self._paragraphs[:1]
        self._cells.append(tuple(kept))
        self._paragraphs = []

    def begin_row(self) -> None:
        """``\\trowd``"""
        self.edges, self.left, self.is_head, self.joins = [], 0, False, [False, False]

    def end_row(self) -> None:
        if self._cells:
            self._rows.append(Row(tuple(self._cells), tuple(self.edges), self.left, self.is_head))
        self._cells = []

    def finished(self, state: State) -> list[Block]:
        """All blocks; what was not closed is."""
        if self._runs or self._paragraphs:
            state.in_table = bool(self._paragraphs or self._cells)
            self.end_paragraph(state, "paragraph", 1)
        if self._paragraphs:
            self.end_cell()
        self.end_row()
        self._end_table()
        self._blocks += self._after
        self._after = []
        return self._blocks

    @property
    def is_empty(self) -> bool:
        return not self._runs

    def _end_table(self) -> None:
        if self._cells:
            self.end_row()
        if self._rows:
            self._blocks.append(table(self._rows))
            self._rows = []


def boxed(blocks: list[Block]) -> Inset | None:
    """The blocks of a text box; None where there is nothing in them."""
    inner = tuple(block for block in unboxed(blocks) if has_text(block))
    return Inset(inner) if inner else None


def noted(blocks: list[Block]) -> tuple[Paragraph, ...]:
    """The blocks of a note."""
    found = tuple(flat(blocks))
    while found and not found[-1].runs:
        found = found[:-1]
    first = found[0].runs[0] if found and found[0].runs else None
    if first and first.text.startswith(" "):  # after its number
        trimmed = joined((first._replace(text=first.text.lstrip(" ")), *found[0].runs[1:]))
        found = (found[0]._replace(runs=trimmed), *found[1:])
    return found
