"""White space and signs that mean nothing are cleaned; what the author wrote is set as written.

Nothing here knows what a paragraph is for; empty paragraphs stay until that is known, for in a poem they part stanzas.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from newsletter.desk.ledger import Ledger
from newsletter.manuscripts.manuscript import Block, Cell, Footnote, Inset, Paragraph, Rule, Run, Table
from newsletter.model.article import ADDRESSES

_LOOKALIKES: Final = str.maketrans({"Ð": "Đ", "Ɖ": "Đ"})
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
"""Marks without a look of their own; a soft hyphen that was a letter has become one before."""
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_ODD_SPACE: Final = re.compile("[\x0b\x0c\x85\u1680\u2000-\u200a\u2028\u2029\u205f\u3000]")
_TABS: Final = re.compile(r" *\t[ \t\u00a0]*")
_SPACES: Final = re.compile(r"[ \u00a0\u202f]{2,}")
_HARD: Final = re.compile("[\u00a0\u202f]")
_TOO_HARD: Final = 5
"""A paragraph in which more than every fifth space is a no-break space was copied from a web page."""
_SUPERIORS: Final = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_INFERIORS: Final = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def tidied(blocks: Sequence[Block], ledger: Ledger) -> tuple[Block, ...]:
    return tuple(_block(block, ledger) for block in blocks)


def tidied_notes(notes: Sequence[Footnote], ledger: Ledger) -> tuple[Footnote, ...]:
    """A picture in a note is no part of it; it is placed with those of the head."""
    return tuple(note._replace(paragraphs=tuple(_of_note(one, ledger) for one in note.paragraphs)) for note in notes)


def _of_note(paragraph: Paragraph, ledger: Ledger) -> Paragraph:
    runs = tuple(run for run in paragraph.runs if run.picture < 0)
    return _paragraph(paragraph._replace(runs=runs), ledger)


def _block(block: Block, ledger: Ledger) -> Block:
    match block:
        case Paragraph():
            return _paragraph(block, ledger)
        case Table(rows):
            return block._replace(rows=tuple(tuple(_cell(cell, ledger) for cell in row) for row in rows))
        case Inset(inner):
            return Inset(tuple(_inner(one, ledger) for one in inner))
        case Rule():
            return block


def _inner(block: Paragraph | Table, ledger: Ledger) -> Paragraph | Table:
    tidy = _block(block, ledger)
    assert isinstance(tidy, Paragraph | Table)  # noqa: S101  (each kind stays what it is)
    return tidy


def _cell(cell: Cell, ledger: Ledger) -> Cell:
    return cell._replace(paragraphs=tuple(_paragraph(one, ledger) for one in cell.paragraphs))


def _paragraph(paragraph: Paragraph, ledger: Ledger) -> Paragraph:
    runs = [_signs(run, ledger) for run in paragraph.runs]
    runs = _soft(runs, ledger)
    runs = list(_spaced(runs, ledger))
    return paragraph._replace(runs=tuple(_joined(runs)))


def _signs(run: Run, ledger: Ledger) -> Run:
    """Signs that are no letters of anybody's; figures above and below the line have signs of their own."""
    text = _CONTROL.sub("", _ODD_SPACE.sub(" ", run.text.replace("\r\n", "\n").replace("\r", "\n")))
    if found := _INVISIBLE.findall(text):
        text = _INVISIBLE.sub("", text)
        ledger.tell("change.invisible", f"U+{ord(found[0]):04X}", "", len(found))
    if (mended := text.translate(_LOOKALIKES)) != text:
        ledger.tell("change.lookalikes", text.strip(), mended.strip(), sum(map(text.count, "ÐƉ")))
        text = mended
    if run.link and not run.link.lower().startswith(ADDRESSES):
        ledger.tell("change.links", run.link, run.text)
        run = run._replace(link="")
    if run.superior or run.inferior:
        text = _raised(text, run, ledger)
    return run._replace(text=text, superior=False, inferior=False, font="")


def _raised(text: str, run: Run, ledger: Ledger) -> str:
    raised = text.translate(_SUPERIORS if run.superior else _INFERIORS)
    if raised != text:
        ledger.tell("change.figures", text.strip(), raised.strip())
    return raised


def _soft(runs: list[Run], ledger: Ledger) -> list[Run]:
    """No-break spaces all over a paragraph are none that somebody meant."""
    text = "".join(run.text for run in runs)
    hard = len(_HARD.findall(text))
    if hard < 3 or hard * _TOO_HARD < hard + text.count(" "):
        return runs
    ledger.tell("change.hard", times=hard)
    return [run._replace(text=_HARD.sub(" ", run.text)) for run in runs]


def _spaced(runs: Sequence[Run], ledger: Ledger) -> Iterator[Run]:
    """One space where there were more, none at the ends of a paragraph or of a line."""
    before = "\n"
    for run in runs:
        text = run.text
        if before[-1:] == "\n" and (indent := len(text) - len(text.lstrip(" \t\u00a0\u202f"))):
            ledger.tell("change.indents" if text.strip() else "change.spaces")
            text = text[indent:]
        if tabs := _TABS.findall(text):
            ledger.tell("change.tabs", times=len(tabs))
            text = _TABS.sub(" ", text)
        if wide := _SPACES.search(text):
            count = len(_SPACES.findall(text))
            before_it, after_it = text[: wide.start()].split(), text[wide.end() :].split()
            words = ((before_it or [""])[-1], (after_it or [""])[0])
            text = _SPACES.sub(" ", text)
            ledger.tell("change.spaces", ("␣" * len(wide[0])).join(words), " ".join(words), count)
        text = re.sub(r"[ \u00a0\u202f]*\n[ \u00a0\u202f]*", "\n", text)
        if before[-1:] in (" ", "\n", "\u00a0"):
            text = text.lstrip(" \u00a0\u202f")
        before = text or ("x" if run.footnote or run.picture >= 0 else before)
        yield run._replace(text=text)


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Runs of one look as one run; without white space at the end."""
    kept: list[Run] = []
    for run in runs:
        if not run.text and not run.footnote and run.picture < 0:
            continue
        last = kept[-1] if kept else None
        if last and run.text and last.text and last._replace(text="") == run._replace(text=""):
            kept[-1] = last._replace(text=last.text + run.text)
        else:
            kept.append(run)
    while kept and kept[-1].text and not kept[-1].text.strip():
        kept.pop()
    if kept and kept[-1].text:
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    yield from kept
