"""Footnotes and comments in HTML: two links that lead to each other, as Word, LibreOffice, Google Docs and pandoc write
them."""

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

_BLOCKS: Final = frozenset("p li div dd td aside section".split())
_NOTE: Final = re.compile(r"foot|note|fn|ftn|cmnt|_com", re.IGNORECASE)
_COMMENT: Final = re.compile(r"cmnt|msocom", re.IGNORECASE)


class Pair(NamedTuple):
    """``mark``: the link in the text. ``back``: the link in the note. ``body``: the element that is the note."""

    mark: Any
    back: Any
    body: Any
    is_comment: bool


def pairs(root: Any) -> list[Pair]:
    """In the order of their marks."""
    links = [link for link in root.iter("a") if (link.get("href") or "").startswith("#") and len(link.get("href")) > 1]
    if not links:
        return []
    order = {element: number for number, element in enumerate(root.iter())}
    targets = {name: element for element in root.iter() for name in _names(element)}
    found: list[Pair] = []
    taken: set[Any] = set()
    for mark in links:
        target = targets.get(mark.get("href")[1:])
        back = _back(mark, target) if target is not None and mark not in taken else None
        if back is None or back in taken or order[back] < order[mark]:
            continue
        body = _body(back, mark)
        if body is not None:
            taken |= {mark, back}
            found.append(Pair(mark, back, body, bool(_COMMENT.search(mark.get("href")))))
    return found


def _names(element: Any) -> Iterator[str]:
    if isinstance(element.tag, str):
        yield from (name for name in (element.get("id"), element.get("name")) if name)


def _back(mark: Any, target: Any) -> Any:
    """The link at or near ``target`` that leads to ``mark`` or what holds it; None where there is none."""
    names = {name for element in (mark, *mark, *list(mark.iterancestors())[:2]) for name in _names(element)}
    names |= {name.replace("msoanchor", "anchor") for name in names} | {
        name.replace("anchor", "msoanchor") for name in names
    }
    here = target if target.tag in _BLOCKS else next(target.iterancestors(*_BLOCKS), target)
    for link in (target, *here.iter("a")):
        if link.tag == "a" and link is not mark and (link.get("href") or " ")[1:] in names:
            return link
    return None


def _body(back: Any, mark: Any) -> Any:
    """The block that the note is; the divisions round it where they say that they are one."""
    body = next(back.iterancestors(*_BLOCKS), None)
    if body is None or mark in set(body.iter("a")):
        return None
    parent = body.getparent()
    while parent is not None and parent.tag in _BLOCKS and _says_note(parent) and mark not in set(parent.iter("a")):
        if len({link.get("href") for link in parent.iter("a") if _NOTE.search(link.get("href") or "")}) > 1:
            break
        body, parent = parent, parent.getparent()
    return body


def _says_note(element: Any) -> bool:
    return any(_NOTE.search(element.get(name) or "") for name in ("id", "class", "style"))
