"""What the paragraphs of a document are: title, kicker, deck and byline. Styles of the document are believed; where there
are none, the parts are known by their looks, as a reader knows them."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from newsletter.desk.byline import Byline, author_of, labelled, looks_like_one
from newsletter.desk.casing import Casings, as_name, is_title_caps, sentence_case, without_capitals
from newsletter.desk.ledger import Ledger
from newsletter.desk.lines import (
    Look,
    body_size,
    ends_sentence,
    is_blank,
    is_caps,
    is_numbered,
    is_separator,
    look_of,
    picture_of,
)
from newsletter.language.folding import folded
from newsletter.manuscripts.manuscript import Block, Inset, Paragraph
from newsletter.model.issue import Unit

_TITLE: Final = 30
"""Words of a title at most; of all its lines, half as many again."""
_LINES: Final = 4
_PLAIN_TITLE: Final = 20
"""Words of a title that nothing but its place shows."""
_DECK: Final = (12, 75)
_KICKER: Final = 14
_TOP: Final = 4
"""Blocks among which a frame may hold the title or a kicker."""
_SIGNED: Final = 3
"""Lines of a byline at the end."""
_TYPES: Final = {
    "ke hoach", "bao cao", "thong bao", "huong dan", "quyet dinh", "chuong trinh", "nghi quyet", "to trinh", "thu ngo",
    "danh sach", "ket qua", "the le", "cong van", "bien ban", "thu chuc mung", "loi keu goi",
}  # fmt: skip
"""Kinds of documents, of which the line below says the subject."""


_RUBRICS: Final = {
    "xa luan", "tin hoat dong", "tin tuc", "tin van", "guong dien hinh", "nguoi tot viec tot", "guong nguoi tot viec tot",
    "xay dung dang", "hoc tap va lam theo", "the thao", "van nghe", "tho", "truyen ngan", "doan the", "ghi chep", "phong su",
    "nghien cuu - trao doi", "trao doi", "van de - su kien", "trang anh", "goc van nghe", "kinh nghiem",
}  # fmt: skip
"""Sections of such newsletters, which stand above titles."""


class Parts(NamedTuple):
    """``blocks``: what is left for the body. ``stated``: after "Đơn vị:"."""

    title: str = ""
    kicker: str = ""
    deck: str = ""
    author: str = ""
    stated: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


class _Line(NamedTuple):
    """A paragraph with its place among the blocks."""

    at: int
    paragraph: Paragraph
    text: str
    look: Look


def parts_of(blocks: Sequence[Block], units: Sequence[Unit], known: Casings, ledger: Ledger) -> Parts:
    """The parts of a document without its letterhead; ``known``: how it writes names."""
    lines = [line for at, block in enumerate(blocks) if (line := _line(at, block))]
    size = body_size(blocks)
    kicker, title = _title(lines, size)
    taken = {line.at for line in (*kicker, *title)}
    if all(at in taken or is_blank(block) for at, block in enumerate(blocks)):
        return Parts(blocks=tuple(blocks))  # a title above nothing is the text itself
    rest = [line for line in lines if line.at > max(taken, default=-1)] if taken else lines
    head = _Head(units, ledger)
    rest = head.below(rest) if title else rest
    shown = any(picture_of(block) >= 0 for block in blocks)
    rest = head.at_end(rest, least=0 if title and shown else 1)
    taken |= head.taken
    return Parts(
        _said([line.text for line in title], known, ledger),
        _said([line.text for line in kicker], known, ledger),
        head.deck,
        _signed(head.author, known, ledger),
        tuple(head.stated),
        tuple(block for at, block in enumerate(blocks) if at not in taken),
    )


def _line(at: int, block: Block) -> _Line | None:
    if isinstance(block, Inset) and at < _TOP and len(block.blocks) == 1:
        block = block.blocks[0]  # a title in a frame
    if not isinstance(block, Paragraph) or not block.text.strip():
        return None
    return _Line(at, block, " ".join(block.text.split()), look_of(block))


# --- title ------------------------------------------------------------------------------------------------------------


def _title(lines: Sequence[_Line], size: float) -> tuple[list[_Line], list[_Line]]:
    """Lines of the kicker and of the title; both empty where nothing is a title."""
    styled = [index for index, line in enumerate(lines[:12]) if line.paragraph.role == "title"]
    if styled:
        first = last = styled[0]
        while last + 1 in styled:
            last += 1
        above = list(lines[:first])
        short = sum(line.look.words for line in above) <= _KICKER
        return (above if short else []), list(lines[first : last + 1])
    run = _headlines(lines, size)
    if not run:
        alone = lines[:1]
        plain = alone and alone[0].paragraph.role == "paragraph" and alone[0].look.words <= _PLAIN_TITLE
        good = plain and len(lines) > 1 and not ends_sentence(alone[0].text.rstrip("?!"))
        return [], list(alone) if good and not labelled(alone[0].text) else []
    main = max(range(len(run)), key=lambda index: (not _is_rubric(run, index), _weight(run[index]), -index))
    last = main
    while last + 1 < len(run) and last + 1 - main < _LINES and _continues(run[main], run[last], run[last + 1]):
        last += 1
    first = main
    while first and (
        (_alike(run[first - 1], run[main]) and not _is_rubric(run, first - 1)) or folded(run[first - 1].text) in _TYPES
    ):
        first -= 1
    above, title = run[:first], run[first : last + 1]
    if sum(line.look.words for line in above) > _KICKER:
        return [], above
    subject = lines[last + 1] if last + 1 < len(lines) else None
    if folded(title[-1].text) in _TYPES and subject and _is_subject(subject):
        title.append(subject)
    return above, title


def _is_subject(line: _Line) -> bool:
    """Below the kind of a document: what it is about, no sentence."""
    return line.look.words <= _TITLE and not line.text.endswith((".", ";", ":", ",")) and not is_numbered(line.text)


def _is_rubric(run: Sequence[_Line], index: int) -> bool:
    return index + 1 < len(run) and folded(run[index].text) in _RUBRICS


def _headlines(lines: Sequence[_Line], size: float) -> list[_Line]:
    """The lines at the top that look like more than text."""
    run: list[_Line] = []
    for line in lines[:6]:
        look, role = line.look, line.paragraph.role
        stands_out = look.bold or look.caps or look.centred or role in ("heading", "subtitle") or (
            size and look.size > size + 0.9
        )  # fmt: skip
        ends = line.text.endswith((".", ";", ",")) and not look.caps and look.words > 8
        listed = role not in ("paragraph", "heading", "subtitle") or (run and is_numbered(line.text))
        if not stands_out or ends or listed or look.words > _TITLE or (run and labelled(line.text)) or look.right:
            break
        if run and role == "heading" and run[-1].paragraph.role != "heading" and not look.centred:
            break
        run.append(line)
    return run


def _weight(line: _Line) -> tuple[float, ...]:
    look = line.look
    heading = line.paragraph.role == "heading"
    return (round(look.size), 3.0 - line.paragraph.level if heading else 0.0, look.caps, look.bold, look.centred)


def _alike(one: _Line, other: _Line) -> bool:
    a, b = one.look, other.look
    same = (a.bold, a.italic, a.caps, a.centred) == (b.bold, b.italic, b.caps, b.centred)
    return same and abs(a.size - b.size) < 0.6 and one.paragraph.role == other.paragraph.role


def _continues(main: _Line, last: _Line, line: _Line) -> bool:
    """Is a line the next one of a title that was broken by hand?"""
    if is_numbered(line.text) or line.look.words + main.look.words > _TITLE * 1.5:
        return False
    if folded(last.text) in _TYPES:
        return (line.look.bold or line.look.centred) and _is_subject(line)
    if not _alike(main, line):
        return line.text[:1].islower() and line.look.centred == main.look.centred and line.look.bold == main.look.bold
    if line.text[:1].islower() or last.text.endswith((",", "-", "–")):
        return True
    return line.look.centred and (line.look.caps or not ends_sentence(last.text)) and line.paragraph.role != "heading"


def _said(lines: Sequence[str], known: Casings, ledger: Ledger) -> str:
    """Lines as one, in sentence case where they were typed in capitals."""
    said = []
    for line in lines:
        if is_title_caps(line):
            said.append(without_capitals(line, known))
            if len(said) > 1 and not ends_sentence(said[-2]):
                said[-1] = _lowered(said[-1], line, known)
            ledger.tell("change.capitals", line, said[-1])
        else:
            subject = said and folded(said[-1]) in _TYPES and line.startswith("Về ")
            said.append(line[0].lower() + line[1:] if subject else line)
    return " ".join(said)


def _signed(lines: Sequence[str], known: Casings, ledger: Ledger) -> str:
    """Those who wrote it, as bodies and people are written, where they were typed in capitals."""
    said = [as_name(line, known) if is_caps(line) else line for line in lines]
    for line, name in zip(lines, said, strict=True):
        ledger.tell("change.capitals", line, name, int(line != name))
    return author_of(said)


def _lowered(line: str, typed: str, known: Casings) -> str:
    """A further line of a title begins with a small letter, unless a name or an abbreviation does."""
    word = sentence_case(f"X {typed}", known).split()[1]
    return " ".join([word, *line.split()[1:]])


# --- deck and byline --------------------------------------------------------------------------------------------------


class _Head:
    """What stands below the title and at the end; ``taken``: places of blocks that are no part of the body."""

    def __init__(self, units: Sequence[Unit], ledger: Ledger) -> None:
        self.units, self.ledger = units, ledger
        self.deck = ""
        self.author: list[str] = []
        self.stated: list[str] = []
        self.taken: set[int] = set()

    def below(self, lines: list[_Line]) -> list[_Line]:
        """Byline, deck and what parts them from the text, in any order."""
        at = 0
        while at < min(len(lines) - 1, 4):
            line = lines[at]
            by = labelled(line.text)
            if is_separator(line.text):
                self.ledger.leave(line.text)
            elif by:
                self.credit(by)
            elif not self.deck and self.is_deck(lines, at):
                self.deck = line.text
            elif not self.author and not line.look.caps and looks_like_one(line.text, line.look, self.units):
                self.author.append(line.text)
            else:
                break
            self.taken.add(line.at)
            at += 1
        return lines[at:]

    def is_deck(self, lines: Sequence[_Line], at: int) -> bool:
        line = lines[at]
        least, most = _DECK
        if line.paragraph.role == "subtitle":
            return line.look.words <= most
        if line.text.startswith("(") and line.text.endswith(")") and (line.look.italic or line.look.centred):
            return line.look.words <= most
        if not (line.look.bold or line.look.italic) or line.look.caps or not least <= line.look.words <= most:
            return False
        after = lines[at + 1].look
        return (after.bold, after.italic) != (line.look.bold, line.look.italic)

    def at_end(self, lines: list[_Line], least: int) -> list[_Line]:
        """Up to three lines of a byline, and the unit, from the last line upwards; ``least``: lines of text that are left,
        none below photos."""
        signed: list[str] = []
        for _ in range(_SIGNED):
            if len(lines) <= least:
                break
            line = lines[-1]
            by = labelled(line.text)
            if by:
                self.credit(by, signed)
            elif line.paragraph.role in ("paragraph", "subtitle") and looks_like_one(line.text, line.look, self.units):
                signed.insert(0, line.text)
            else:
                break
            self.taken.add(line.at)
            lines = lines[:-1]
        for name in signed:
            if folded(name) in map(folded, self.author):
                self.ledger.leave(name)
            else:
                self.author.append(name)
        return lines

    def credit(self, by: Byline, signed: list[str] | None = None) -> None:
        if by.unit:
            self.stated.append(by.unit)
        if by.label:
            self.ledger.leave(by.label)
        if by.author:
            (self.author if signed is None else signed).insert(0, by.author)
