"""The form that some boards ask for above a piece: a table of labels and what they say. Its title, author and unit are
those of the piece; what else it says is told and not printed."""

from collections.abc import Sequence
from typing import Final

from newsletter.desk.byline import labelled
from newsletter.desk.ledger import Ledger
from newsletter.desk.lines import is_blank, text_of
from newsletter.language.folding import folded
from newsletter.manuscripts.manuscript import Block, Paragraph, Run, Table

_TOP: Final = 6
"""Blocks among which a form stands."""
_LABEL: Final = 5
"""Words of a label at most, and labels that are known of a form at least."""
_LEAST: Final = 2
_TITLE: Final = {
    "ten bai",
    "ten bai viet",
    "ten tac pham",
    "tieu de",
    "tieu de bai",
    "tit",
    "tit bai",
    "tua de",
    "nhan de",
}
_AUTHOR: Final = {"tac gia", "ten tac gia", "nguoi viet", "ho ten", "ho va ten", "ho ten tac gia", "ho va ten tac gia"}
_UNIT: Final = {"don vi", "ten don vi", "don vi gui", "don vi gui bai", "don vi cong tac", "co quan", "noi cong tac"}
_FORM: Final = "phieu"


def without_form(blocks: Sequence[Block], ledger: Ledger) -> tuple[Block, ...]:
    """The form as a title and lines that say what they are, at the head of the text; below it where there is no title."""
    for at, block in enumerate(blocks[:_TOP]):
        rows = _rows(block)
        if rows and at + 1 < len(blocks):
            title, bylines = _read(rows, ledger)
            before = _without_name(blocks[:at], ledger)
            after = _without_title(blocks[at + 1 :], title, ledger)
            return (*title, *bylines, *before, *after) if title else (*before, *after, *bylines)
    return tuple(blocks)


def _rows(block: Block) -> list[tuple[str, str]]:
    """Labels, folded, with what stands beside them; none where the table is no form."""
    if not isinstance(block, Table) or any(len(row) != 2 for row in block.rows):
        return []
    texts = [[_said(cell.paragraphs) for cell in row] for row in block.rows]
    rows = [(label.strip(" :."), value) for label, value in texts]
    labels = [folded(label) for label, _ in rows]
    known = sum(label in _TITLE | _AUTHOR | _UNIT for label in labels)
    short = all(len(label.split()) <= _LABEL for label in labels)
    return rows if known >= _LEAST and short else []


def _said(paragraphs: Sequence[Paragraph]) -> str:
    return " ".join(text_of(part) for part in paragraphs).strip()


def _read(rows: Sequence[tuple[str, str]], ledger: Ledger) -> tuple[list[Paragraph], list[Paragraph]]:
    """The title, and who wrote it, as readers of documents with a front matter have them."""
    title: list[Paragraph] = []
    bylines: list[Paragraph] = []
    for label, value in rows:
        name = folded(label)
        if value and name in _TITLE and not title:
            title.append(Paragraph((Run(value),), "title"))
            ledger.leave(label)
        elif value and name in _AUTHOR:
            bylines.append(_line(label, "Tác giả", value, ledger))
        elif value and name in _UNIT:
            bylines.append(_line(label, "Đơn vị", value, ledger))
        else:
            ledger.leave(f"{label}: {value}")
    ledger.tell("change.form", ": ".join(rows[0]), rows[0][1])
    return title, bylines


def _line(label: str, known: str, value: str, ledger: Ledger) -> Paragraph:
    line = f"{label}: {value}"
    if not labelled(line):
        ledger.leave(label)
        line = f"{known}: {value}"
    return Paragraph((Run(line),))


def _without_name(blocks: Sequence[Block], ledger: Ledger) -> list[Block]:
    """Without its own name, PHIẾU GỬI BÀI."""
    named = [block for block in blocks if folded(text_of(block)).startswith(_FORM)]
    ledger.leave(" ".join(map(text_of, named)))
    return [block for block in blocks if block not in named]


def _without_title(blocks: Sequence[Block], title: Sequence[Paragraph], ledger: Ledger) -> list[Block]:
    """Without the title where it stands above the text once more."""
    first = next((at for at, block in enumerate(blocks) if not is_blank(block)), 0)
    if blocks and folded(text_of(blocks[first])) in [folded(line.text) for line in title]:
        ledger.leave(text_of(blocks[first]))
        return [*blocks[:first], *blocks[first + 1 :]]
    return list(blocks)
