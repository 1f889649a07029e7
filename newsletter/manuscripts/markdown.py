"""Markdown that somebody wrote becomes a manuscript: CommonMark with tables, footnotes and front matter of any kind.

``intake`` reads the Markdown of an issue, with the place of each word and by the contract; here no rule is broken by what a
stranger writes, and no place is needed, so it goes the way of a web page. Only a child process imports this.
"""

import html
import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from newsletter.manuscripts.html import read_page
from newsletter.manuscripts.legacy import decode_told
from newsletter.manuscripts.manuscript import Block, Loss, Manuscript, ParagraphRole, Properties
from newsletter.manuscripts.recall import counted
from newsletter.manuscripts.runs import plain

_FRONT: Final = re.compile(r"---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD: Final = re.compile(r"(\w[\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*)|$)")
_ROLES: Final[dict[str, ParagraphRole]] = {
    "title": "title", "tít": "title", "tiêu đề": "title", "deck": "subtitle", "subtitle": "subtitle", "sapo": "subtitle",
}  # fmt: skip
_LINES: Final = {
    "author": "Tác giả", "byline": "Tác giả", "tác giả": "Tác giả", "unit": "Đơn vị", "đơn vị": "Đơn vị",
}  # fmt: skip
"""Fields that become lines of a letterhead, as writers have them in other documents."""
_PROPERTIES: Final = {"title": 0, "author": 1, "subject": 2, "date": 3}
_UNSEEN: Final = re.compile(
    r"\]\([^()\n]*\)"  # addresses of links
    r"|^ {0,3}\[[^\]\n^]+\]:[ \t]*\S+.*$"  # and where they are defined
    r"|\[\^[^\]\n]+\]:?"  # marks of notes
    r"|<!--.*?-->|<(script|style)\b.*?</\1>|</?[a-z][^<>]*>"
    r"|^ {0,3}(?:```|~~~).*?$",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
"""What is no text."""
_MARKUP: Final = re.compile(r"</?[a-z][^<>\s]*>|[*_~`|\\\[\]#>^!]")


def read_markdown(content: bytes, assume: str = "") -> Manuscript:
    """A Markdown file; ``assume`` names its encoding, "" where that is to be found out."""
    text, told = decode_told(content, assume)
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    parser.add_render_rule("image", _image)
    page = read_page(parser.render(body), "md")
    head = _front_matter(front[1] or "" if front else "")
    found = page._replace(
        blocks=(*head.blocks, *page.blocks),
        properties=head.properties,
        losses=(*head.losses, *page.losses),
        conversions=told,
    )
    source = html.unescape(_UNSEEN.sub(" ", body))
    return counted(found, source, [loss.what for loss in page.losses], key=lambda word: _MARKUP.sub("", word))


class _Front(NamedTuple):
    blocks: tuple[Block, ...] = ()
    properties: Properties = Properties()
    losses: tuple[Loss, ...] = ()


def _front_matter(text: str) -> _Front:
    """Title, deck, author and unit as a document has them; a field that means nothing to us is told."""
    head: dict[ParagraphRole, list[Block]] = {"title": [], "subtitle": [], "paragraph": []}
    known = [""] * len(_PROPERTIES)
    losses = []
    for line in text.splitlines():
        field = _FIELD.fullmatch(line.strip())
        name, value = (field[1].lower(), (field[2] or "").strip().strip("\"'")) if field else ("", "")
        if name in _PROPERTIES:
            known[_PROPERTIES[name]] = value
        if value and name in _ROLES:
            head[_ROLES[name]].append(plain(value, _ROLES[name]))
        elif value and name in _LINES:
            head["paragraph"].append(plain(f"{_LINES[name]}: {value}"))
        elif line.strip() and name not in _PROPERTIES:
            losses.append(Loss("field", line.strip()[:200]))
    return _Front((*head["title"], *head["subtitle"], *head["paragraph"]), Properties(*known), tuple(losses))


def _image(renderer: Any, tokens: Sequence[Token], at: int, options: Any, environment: Any) -> str:
    """A picture, and below it its caption, which Markdown keeps in its description."""
    caption = renderer.renderInlineAsText(tokens[at].children, options, environment)
    source = html.escape(str(tokens[at].attrGet("src") or ""))
    return f'<img src="{source}" alt="">' + (f'<p class="caption">{html.escape(caption)}</p>' if caption else "")
