"""Comments of editors in an article, which are no text of it: ``<!-- … -->`` in the body, ``# …`` in the front matter.

A comment is hidden from the parsers without moving anything: every offset stays. One that says ``check: ignore NL345``
speaks to ``check``: of its own line, or, standing alone, of what follows it.
"""

import re

from newsletter.intake.text import Stored
from newsletter.model.article import Comment

_BODY = re.compile(r"(?<!\\)<!--(?!-?>).*?-->", re.DOTALL)
"""Not where the first sign is escaped, as it is in a text about comments."""
_FRONT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*check:[^\n]*", re.MULTILINE)
_IGNORE = re.compile(r"check:\s*ignore\b(.*)", re.DOTALL)
_CODE = re.compile("[A-Za-z]{2}\\d{1,4}")
_UNSEEN = "\u2060"
"""Put in place of the characters of a comment: pieces of it alone are dropped, as they are in every text."""
_BLANK_LINE = re.compile(r"\n[ \t\r]*(?=\n|$)")
_NEXT_KEY = re.compile(r"\n(?=[^\s#])")


def comments_of(stored: Stored, body: int) -> tuple[Comment, ...]:
    """The comments of an article whose text begins at offset ``body``; of its front matter those that speak to ``check``."""
    text = stored.text
    front = _FRONT.finditer(text, 0, body) if "check:" in text else ()
    inside = _BODY.finditer(text, body) if "<!--" in text else ()
    return (*(_comment(stored, match, _NEXT_KEY) for match in front),
            *(_comment(stored, match, _BLANK_LINE) for match in inside))  # fmt: skip


def _comment(stored: Stored, match: re.Match[str], until: re.Pattern[str]) -> Comment:
    text, start, end = stored.text, match.start(), match.end()
    ignore = _IGNORE.search(match[0].removesuffix("-->"))
    codes = tuple(code.upper() for code in _CODE.findall(ignore[1])) if ignore else ()
    first, last = stored.lines.place(start)[0], stored.lines.place(end - 1)[0]
    if _is_alone(text, start, end):
        following = re.compile(r"\s*").match(text, end)
        behind = until.search(text, following.end() if following else end)
        last = stored.lines.place(behind.start() if behind else max(len(text) - 1, end - 1))[0]
    return Comment(start, end, first, last, ignore is not None, codes)


def _is_alone(text: str, start: int, end: int) -> bool:
    """Is there nothing else on its lines?"""
    line_end = text.find("\n", end)
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return not (before + text[end : line_end if line_end >= 0 else len(text)]).strip()


def hidden(stored: Stored, comments: tuple[Comment, ...], body: int, *, verse: bool) -> Stored:
    """The file as parsers are to see it, without the comments of its body. A comment alone on its lines parts paragraphs as
    in CommonMark, but no stanza."""
    pieces, place = [], 0
    for comment in comments:
        if comment.start < body:
            continue
        alone = _is_alone(stored.text, comment.start, comment.end) and not verse
        shown = re.sub(r"[^\n]", " " if alone else _UNSEEN, stored.text[comment.start : comment.end])
        pieces += [stored.text[place : comment.start], shown]
        place = comment.end
    return stored._replace(text="".join([*pieces, stored.text[place:]])) if pieces else stored
