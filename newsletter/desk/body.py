"""The body of an article: headings, lists made by hand, lines broken by hand, looks that mean nothing."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from newsletter.desk.casing import Casings, sentence_case
from newsletter.desk.ledger import Ledger
from newsletter.desk.lines import (
    Look,
    ends_sentence,
    is_blank,
    is_caps,
    is_numbered,
    is_separator,
    look_of,
    picture_of,
    text_of,
)
from newsletter.desk.list_steps import Step, is_item, step_of
from newsletter.manuscripts.manuscript import Block, Cell, Inset, Paragraph, Rule, Run, Table, paragraphs_in

_HEADING: Final = 22
"""Words of a heading that only its look shows."""
_ITEM: Final = 80
"""Words of an item that was numbered by hand."""
_PROSE: Final = 60
"""Words of a text from which a look that most of it has means nothing."""
_NEAR: Final = 4
"""Blocks between two numbers of one list."""
_BULLET: Final = re.compile(
    r"(?:[-–—•●▪◦■□○➢✓►·\uf000-\uf0ff]\s*(?=[^\W\d_])|[-–—•●▪◦■□○➢✓►*+·\uf000-\uf0ff]\s+)(?=\S)"
)
_NUMBER: Final = re.compile(r"(\d{1,2})([.)/])\s+(?=\S)")
_PARTS: Final = re.compile(r"[.!?:;…][\"”’)]*$")
_MAJOR: Final = re.compile(r"[IVX]{1,5}[.)/]\s")


def settled(blocks: Sequence[Block], known: Casings, ledger: Ledger) -> tuple[Block, ...]:
    """Blocks as they are written; ``known`` are the names of the document, for headings in capitals."""
    parts = [part for block in blocks for part in _broken(block, ledger)]
    parts = _listed(_headed(parts, known, ledger), ledger)
    parts = [part for block in parts for part in _inner(block, known, ledger)]
    return tuple(_countable(_plain(_ruled(_full(parts, ledger)), ledger)))


# --- lines broken by hand ---------------------------------------------------------------------------------------------


def _broken(block: Block, ledger: Ledger) -> Iterator[Block]:
    """A break after a sentence parts paragraphs, one inside a sentence is none; short lines in a row stay lines."""
    if not isinstance(block, Paragraph) or "\n" not in block.text or block.role == "verse":
        yield block
        return
    lines = _lines(block)
    short = len(lines) > 2 and all(len(line.text.split()) <= 9 for line in lines)
    if short and block.role == "paragraph" and not any(_BULLET.match(line.text) for line in lines):
        yield block
        return
    ledger.tell(
        "change.breaks", f"{lines[0].text[-30:]} ⏎ {lines[1].text[:30]}" if len(lines) > 1 else "", "", len(lines) - 1
    )
    whole: list[Run] = []
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        whole += line.runs
        if after is None or (block.role in ("paragraph", "quotation") and _parts(line, after)):
            yield block._replace(runs=tuple(whole))
            whole = []
        else:
            whole.append(Run(" "))


def _lines(paragraph: Paragraph) -> list[Paragraph]:
    """One for each line that says something."""
    lines: list[list[Run]] = [[]]
    for run in paragraph.runs:
        for index, text in enumerate(run.text.split("\n")):
            if index:
                lines.append([])
            if text or run.footnote:
                lines[-1].append(run._replace(text=text))
    found = [paragraph._replace(runs=tuple(line)) for line in lines]
    return [line for line in found if line.text.strip() or any(run.footnote for run in line.runs)]


def _parts(before: Paragraph, after: Paragraph) -> bool:
    """A sentence ends, an item begins, or a heading does."""
    one, other = look_of(before), look_of(after)
    ended = bool(_PARTS.search(before.text.strip())) and not after.text.lstrip()[:1].islower()
    return ended or bool(_BULLET.match(after.text)) or (one.bold, one.caps) != (other.bold, other.caps)


# --- headings ---------------------------------------------------------------------------------------------------------


def _headed(blocks: Sequence[Block], known: Casings, ledger: Ledger) -> list[Block]:
    styled = [block.level for block in blocks if isinstance(block, Paragraph) and block.role == "heading"]
    least = min(styled, default=1)
    found = {at: _rank(block) for at, block in enumerate(blocks) if _is_heading(blocks, at)}
    if any(_MAJOR.match(text_of(blocks[at])) for at in found):
        found |= {at: 2 for at in range(len(blocks)) if at not in found and _is_minor(blocks, at)}
    highest = min(found.values(), default=1)
    heads: list[Block] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.role in ("heading", "title", "subtitle"):
            level = block.level - least + 1 if block.role == "heading" else 1
            heads.append(_heading(block, level, known, ledger))
        elif at in found and isinstance(block, Paragraph):
            heads.append(_heading(block, 1 + (found[at] > highest) if not styled else 2, known, ledger))
            ledger.tell("change.headings", block.text, f"## {text_of(heads[-1])}")
        else:
            heads.append(block)
    return heads


def _is_heading(blocks: Sequence[Block], at: int) -> bool:
    """A short line on its own, all bold or in capitals, with text below it."""
    block = blocks[at]
    if not isinstance(block, Paragraph) or block.role not in ("paragraph", "list-item") or picture_of(block) >= 0:
        return False
    look, text = look_of(block), block.text.strip()
    if not (look.bold or look.caps) or not 0 < look.words <= _HEADING or look.right or _BULLET.match(text):
        return False
    if (ends_sentence(text.rstrip("?")) and not is_numbered(text + " ")) or "\n" in text:
        return False
    after = next((block for block in blocks[at + 1 :] if not is_blank(block)), None)
    if block.role == "list-item" and (not block.label[:1].isalnum() or (after is not None and is_item(after))):
        return False
    return after is not None


def _is_minor(blocks: Sequence[Block], at: int) -> bool:
    """Below I., II.: a short numbered line, with no number in the line after it."""
    block = blocks[at]
    if not isinstance(block, Paragraph) or block.role != "paragraph":
        return False
    text = block.text.strip()
    after = next((text_of(block) for block in blocks[at + 1 :] if not is_blank(block)), "")
    short = len(text.split()) <= _HEADING and not ends_sentence(text) and "\n" not in text
    return bool(_NUMBER.match(text)) and short and bool(after) and not _NUMBER.match(after)


def _rank(block: Block) -> int:
    text = block.text.strip() if isinstance(block, Paragraph) else ""
    label = f"{block.label} " if isinstance(block, Paragraph) and block.role == "list-item" else ""
    if is_caps(text) or _MAJOR.match(label + text):
        return 1
    return 2 if is_numbered(label + text) else 1


def _heading(block: Paragraph, level: int, known: Casings, ledger: Ledger) -> Paragraph:
    runs = [run._replace(bold=False) for run in block.runs]
    if all(run.italic for run in runs if run.text.strip()):
        runs = [run._replace(italic=False) for run in runs]
    if block.label:
        runs.insert(0, Run(f"{block.label} "))
    text = block.text
    if is_caps(text) and len(text.split()) > 1 and not any(run.footnote for run in runs):
        number = re.match(r"(?:[IVX]+|\d+)[.)/]\s+", text)
        head = number[0] if number else ""
        shown = head + sentence_case(text[len(head) :], known)
        ledger.tell("change.capitals", text, shown)
        runs = [*([Run(f"{block.label} ")] if block.label else []), Run(shown)]
    return block._replace(runs=tuple(runs), role="heading", level=min(level, 2), label="")


# --- lists made by hand -----------------------------------------------------------------------------------------------


def _listed(blocks: Sequence[Block], ledger: Ledger) -> list[Block]:
    numbers = _numbers(blocks)
    marks = {number[2] for at in numbers if (number := _NUMBER.match(text_of(blocks[at])))}
    result: list[Block] = []
    dashed = False
    for at, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.role != "paragraph":
            bullet = is_item(block) and isinstance(block, Paragraph) and not block.label[:1].isalnum()
            dashed = bullet or (dashed and is_blank(block))
            labelled = isinstance(block, Paragraph) and block.label == "o"
            result.append(block._replace(label="•") if isinstance(block, Paragraph) and labelled else block)
            continue
        found = _BULLET.match(block.text)
        if found and not is_separator(block.text):
            plus = block.text.startswith("+")
            ledger.tell("change.bullets", block.text, block.text[found.end() :])
            result.append(_item(block, found.end(), "+" if plus else "-", 2 if plus and dashed else 1))
            dashed = True
        elif at in numbers and (number := _NUMBER.match(block.text)):
            ledger.tell("change.numbers", block.text, block.text[number.end() :])
            result.append(_item(block, number.end(), f"{number[1]}{')' if marks == {')'} else '.'}", 1))
            dashed = False
        else:
            dashed = dashed and is_blank(block)
            result.append(block)
    return result


def _numbers(blocks: Sequence[Block]) -> set[int]:
    """Paragraphs that begin with numbers one after another."""
    found: list[tuple[int, int]] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.role == "paragraph" and len(block.text.split()) <= _ITEM:
            number = _NUMBER.match(block.text)
            found += [(at, int(number[1]))] if number else []
    return {
        place
        for (at, number), (after, following) in pairwise(found)
        if following == number + 1 and after - at <= _NEAR
        for place in (at, after)
    }


def _item(block: Paragraph, start: int, label: str, level: int) -> Paragraph:
    """Without the first ``start`` signs, which were its label."""
    runs: list[Run] = []
    for run in block.runs:
        cut = min(start, len(run.text))
        start -= cut
        if run.text[cut:] or run.footnote:
            runs.append(run._replace(text=run.text[cut:]))
    return block._replace(runs=tuple(runs), role="list-item", label=label, level=level)


def _countable(blocks: Sequence[Block]) -> Iterator[Block]:
    """Items whose labels no list of Markdown has become paragraphs that begin with them."""
    steps: list[Step] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or block.role != "list-item":
            steps = []
            yield block
            continue
        step = step_of(block, steps)
        if step is None:
            steps = []
            yield spelled_out(block)
        else:
            steps[step.depth - 1 :] = [step]
            yield block


def spelled_out(item: Paragraph) -> Paragraph:
    """A list item as a paragraph that begins with its label."""
    label = (Run(f"{item.label} "),) if item.label else ()
    return item._replace(runs=(*label, *item.runs), role="paragraph", label="", level=1)


# --- boxes and tables -------------------------------------------------------------------------------------------------


def _inner(block: Block, known: Casings, ledger: Ledger) -> Iterator[Block]:
    match block:
        case Inset(inside):
            kept = [part for one in inside if not is_blank(one) for part in _broken(one, ledger)]
            first = kept[0] if kept else None
            if len(kept) > 1 and isinstance(first, Paragraph) and _is_heading(kept, 0):
                kept[0] = _heading(first, 1, known, ledger)
            parts = settled(kept, known, ledger)
            boxed = tuple(part for part in parts if isinstance(part, Paragraph | Table))
            if boxed:
                yield Inset(boxed)
        case Table(rows):
            cells = tuple(tuple(_cell(cell) for cell in row) for row in rows)
            yield block._replace(rows=cells)
        case _:
            yield block


def _cell(cell: Cell) -> Cell:
    return cell._replace(paragraphs=tuple(map(as_text, cell.paragraphs)))


def as_text(paragraph: Paragraph) -> Paragraph:
    """For a place that has neither lists nor headings: a cell, a note."""
    text = spelled_out(paragraph) if paragraph.role == "list-item" else paragraph
    return text._replace(role="paragraph")


# --- what means nothing -----------------------------------------------------------------------------------------------


def _full(blocks: Sequence[Block], ledger: Ledger) -> list[Block]:
    full = [
        block for block in blocks if not isinstance(block, Paragraph) or block.text.strip() or picture_of(block) >= 0
    ]
    ledger.tell("change.empty", times=len(blocks) - len(full))
    return full


def _ruled(blocks: Sequence[Block]) -> list[Block]:
    """Signs that only part sections are a rule; none stands at an end, or below another."""
    ruled: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == "paragraph" and is_separator(block.text):
            block = Rule()  # noqa: PLW2901
        if not (isinstance(block, Rule) and (not ruled or isinstance(ruled[-1], Rule))):
            ruled.append(block)
    while ruled and isinstance(ruled[-1], Rule):
        ruled.pop()
    return ruled


def _plain(blocks: Sequence[Block], ledger: Ledger) -> list[Block]:
    """Whole paragraphs in bold, and italics that most of the text is set in, say nothing."""
    prose = [block for block in blocks if isinstance(block, Paragraph) and block.role in ("paragraph", "list-item")]
    long = sum(len(block.text.split()) for block in prose) >= _PROSE
    slanted = long and _share(prose, italic=True) > 0.6
    heavy = long and _share(prose, italic=False) > 0.6
    ledger.tell("change.italics", times=int(slanted))
    result: list[Block] = []
    for block in blocks:
        plain = block
        if isinstance(plain, Paragraph) and plain.role == "quotation" and look_of(plain).italic:
            plain = plain._replace(
                runs=tuple(run._replace(italic=False) for run in plain.runs)
            )  # as quotations are set
        if isinstance(plain, Paragraph) and plain.role in ("paragraph", "list-item"):
            if slanted:
                plain = plain._replace(runs=tuple(run._replace(italic=False) for run in plain.runs))
            look = look_of(plain)
            if look.bold and (heavy or _is_shouted(look, plain.text)):
                ledger.tell("change.bold", f"**{plain.text}**", plain.text)
                plain = plain._replace(runs=tuple(run._replace(bold=False) for run in plain.runs))
        result.append(plain)
    return result


def _share(prose: Sequence[Paragraph], *, italic: bool) -> float:
    runs = [run for paragraph in prose for run in paragraph.runs]
    marked = sum(len(run.text) for run in runs if (run.italic if italic else run.bold))
    return marked / max(1, sum(len(run.text) for run in runs))


def _is_shouted(look: Look, text: str) -> bool:
    return look.words > _HEADING or (look.words > 6 and text.rstrip().endswith((".", "!")))


def called_notes(blocks: Sequence[Block]) -> set[str]:
    return {run.footnote for block in blocks for part in paragraphs_in(block) for run in part.runs if run.footnote}
