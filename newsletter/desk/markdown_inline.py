"""Signs with their looks as inline Markdown that reads back as the same words in the same look.

Emphasis has rules of its own about what may stand beside its marks (CommonMark 6.2): a mark between punctuation and a
letter opens and closes nothing, and three looks inside one word cannot all be told apart. So marks stand at the edges of
words; a bold colon before a letter gives up its weight; and where intake does not read back the looks inside a word, the
word takes that of most of its letters.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from newsletter.intake.markdown import inline_text
from newsletter.intake.markdown_inline import Content
from newsletter.intake.text_pieces import Pieces
from newsletter.model.article import BOLD, ITALIC

_MARKS: Final = {BOLD: "**", ITALIC: "*"}
_ENTITY: Final = re.compile(r"#?\w{1,40};")
_CHARACTER: Final = re.compile(r"[A-Za-z/!?]")
"""After "<" it would open a tag or an address."""
_OPENS_BLOCK: Final = re.compile(r"#{1,6}(?=\s|$)|[>|~]|[-+](?=\s|$)|(?:[-=][ \t]*){2,}$|:?-+:?\s*\|")
"""What opens a block at the head of a line; stars, hyphens below them and brackets are escaped wherever they stand."""
_NUMBER: Final = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
_ODD_ADDRESS: Final = re.compile(r"[\s<>()\\]")


class Sign(NamedTuple):
    """A character with its look (BOLD, ITALIC or both) and where it leads. ``raw``: it is Markdown already, the mark of a
    footnote."""

    text: str
    look: int = 0
    link: str = ""
    raw: bool = False

    @property
    def blank(self) -> bool:
        return self.text.isspace()

    @property
    def punctuation(self) -> bool:
        """As CommonMark 6.2 has it: of Unicode classes P and S."""
        return self.raw or unicodedata.category(self.text)[0] in "PS"


def inline(signs: Sequence[Sign], *, table: bool = False) -> str:
    """Markdown of signs; a line feed among them is a hard break. ``table``: bars are escaped."""
    line = _trimmed(signs)
    if not all(_is_even(word) for word in _words(line)):
        edged = _edged(line)
        line = edged if _reads_back(edged) else _evened(line)
    return _marked(line, table=table)


def escaped(text: str) -> str:
    """Plain text as Markdown."""
    return inline([Sign(sign) for sign in text])


def at_line_start(line: str) -> str:
    """A line of a paragraph, escaped where it would open a block."""
    if number := _NUMBER.match(line):
        return f"{number[0]}\\{line[number.end() :]}"
    return f"\\{line}" if _OPENS_BLOCK.match(line) else line


def address(link: str) -> str:
    """The address of a link or a picture, between its brackets."""
    if not _ODD_ADDRESS.search(link):
        return link
    return "".join(f"%{ord(sign):02X}" if _ODD_ADDRESS.match(sign) else sign for sign in link)


# --- looks ------------------------------------------------------------------------------------------------------------


def _trimmed(signs: Sequence[Sign]) -> list[Sign]:
    """Without white space at the ends and at the sides of breaks; of white space inside, one sign, which has the looks
    that both of its neighbours have."""
    line: list[Sign] = []
    for blank, group in groupby(signs, key=lambda sign: sign.blank):
        if not blank:
            line.extend(group)
            continue
        gap = "".join(sign.text for sign in group)
        line.append(Sign("\n" if "\n" in gap else "\u00a0" if "\u00a0" in gap else " "))
    while line and line[-1].blank:
        line.pop()
    while line and line[0].blank:
        line.pop(0)
    line = _noted(line)
    for index in range(1, len(line) - 1):
        if line[index].blank:
            before, after = line[index - 1], line[index + 1]
            link = before.link if before.link == after.link else ""
            line[index] = line[index]._replace(look=before.look & after.look, link=link)
    return line


def _noted(line: list[Sign]) -> list[Sign]:
    """The mark of a note stands behind a word, not before the next one."""
    for index, sign in enumerate(line[:-1]):
        if sign.raw and not line[index + 1].blank and not line[index + 1].raw:
            if index and line[index - 1].text == " ":
                line[index - 1 : index + 1] = [sign, line[index - 1]]
            elif not index:
                return [sign, Sign(" "), *line[1:]]
    return line


def _words(line: list[Sign]) -> Iterator[list[Sign]]:
    for blank, group in groupby(line, key=lambda sign: sign.blank):
        if not blank:
            yield list(group)


def _is_even(word: list[Sign]) -> bool:
    """One look throughout: its marks stand between white space and a word, where they open and close whatever it is."""
    return all(sign.look == word[0].look for sign in word)


def _evened(line: list[Sign]) -> list[Sign]:
    """Each word has the look of most of its letters."""
    result: list[Sign] = []
    for _, group in groupby(line, key=lambda sign: sign.blank):
        word = list(group)
        letters = [sign for sign in word if not sign.punctuation] or word
        look = Counter(sign.look for sign in letters).most_common(1)[0][0]
        result += [sign._replace(look=look) for sign in word]
    return _trimmed(result)


def _reads_back(line: list[Sign]) -> bool:
    """Does intake give every letter the look that it has here?"""
    text = inline_text(Content(_marked(line), (0,), (0,)), "", Pieces())
    read = [
        (sign, mark & (BOLD | ITALIC)) for piece, mark in zip(text.pieces, text.marks, strict=True) for sign in piece
    ]
    written = [(part, sign.look) for sign in line if not sign.blank for part in sign.text]
    return len(read) == len(written) and all(
        found == sign and (look == wanted or unicodedata.category(sign)[0] in "PS")
        for (found, look), (sign, wanted) in zip(read, written, strict=True)
    )


def _edged(line: list[Sign]) -> list[Sign]:
    """Punctuation at an edge of emphasis that Markdown would not take there loses it."""
    for mark in _MARKS:
        for order in (1, -1):  # opening edges from the left, closing ones from the right
            signs = line[::order]
            for index, sign in enumerate(signs):
                before = signs[index - 1] if index else None
                opens = sign.look & mark and not (before and before.look & mark)
                if opens and sign.punctuation and before and not (before.blank or before.punctuation):
                    signs[index] = sign._replace(look=sign.look & ~mark)
            line = signs[::order]
    return line


def _reach(line: list[Sign], index: int, mark: int) -> int:
    while index < len(line) and line[index].look & mark:
        index += 1
    return index


def _closing(stack: list[int], look: int) -> Iterator[str]:
    """Marks that must end before a sign of this look."""
    while any(not look & mark for mark in stack):
        yield _MARKS[stack.pop()]


# --- Markdown ------------------------------------------------------------------------------------------------------------


def _marked(line: list[Sign], *, table: bool = False) -> str:
    parts: list[str] = []
    stack: list[int] = []
    link = ""
    for index, sign in enumerate(line):
        if sign.link != link:
            parts += [*_closing(stack, 0), _link_end(link), "[" if sign.link else ""]
            link = sign.link
        parts += _closing(stack, sign.look)
        opened = [mark for mark in _MARKS if sign.look & mark and mark not in stack and not sign.blank]
        for mark in sorted(opened, key=lambda mark: -_reach(line, index, mark)):
            stack.append(mark)
            parts.append(_MARKS[mark])
        parts.append(_written(line, index, table=table))
    return "".join([*parts, *_closing(stack, 0), _link_end(link)])


def _link_end(link: str) -> str:
    return f"]({address(link)})" if link else ""


def _written(line: list[Sign], index: int, *, table: bool) -> str:
    sign = line[index]
    if sign.raw:
        return sign.text
    match sign.text:
        case "\n":
            return "\\\n"
        case "\\" | "`" | "[":
            return f"\\{sign.text}"
        case "*" | "_":
            return sign.text if _stands_alone(line, index) else f"\\{sign.text}"
        case "]":
            return "\\]" if sign.link else "]"
        case "|":
            return "\\|" if table else "|"
        case "&":
            return "\\&" if _ENTITY.match(_following(line, index)) else "&"
        case "<":
            return "&lt;" if _CHARACTER.match(_following(line, index)) else "<"
        case _:
            return sign.text


def _stands_alone(line: list[Sign], index: int) -> bool:
    """Plain, with white space on both sides: no mark of emphasis, nor beside one, nor of a list at the head of a line."""
    near = line[index - 1 : index + 2] if index else []
    apart = len(near) == 3 and near[0].blank and near[2].blank and near[0].text != "\n"
    return apart and not any(sign.look for sign in near)


def _following(line: list[Sign], index: int) -> str:
    return "".join(sign.text for sign in line[index + 1 : index + 44])
