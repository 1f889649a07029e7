"""Markdown that somebody wrote becomes a manuscript: CommonMark with tables, footnotes and front matter of any kind.

``intake`` reads the Markdown of an issue, with the place of each word and by the contract; here no rule is broken by what a
stranger writes, and no place is needed, so it goes the way of a web page. Only a child process imports this.
"""

import html
import re
from collections.abc import Sequence
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from newsletter.manuscripts.html import read_page
from newsletter.manuscripts.legacy import decode_told
from newsletter.manuscripts.manuscript import Block, Manuscript, ParagraphRole, Properties
from newsletter.manuscripts.recall import counted
from newsletter.manuscripts.runs import plain

_FRONT: Final = re.compile(r"---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD: Final = re.compile(r"(\w[\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*)|$)")
_ROLES: Final[dict[str, ParagraphRole]] = {"title": "title", "subtitle": "subtitle", "deck": "subtitle"}
_PROPERTIES: Final = ("author", "subject", "date")
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
    head, properties = _front_matter(front[1] or "" if front else "")
    found = page._replace(blocks=(*head, *page.blocks), properties=properties, conversions=told)
    source = html.unescape(_UNSEEN.sub(" ", body))
    return counted(found, source, [loss.what for loss in page.losses], key=lambda word: _MARKUP.sub("", word))


def _front_matter(text: str) -> tuple[list[Block], Properties]:
    """Title and deck as what they are, author and date as properties, any other line as one of a letterhead."""
    head: dict[ParagraphRole, list[Block]] = {"title": [], "subtitle": [], "paragraph": []}
    known: dict[str, str] = {}
    for line in text.splitlines():
        field = _FIELD.fullmatch(line.strip())
        name, value = (field[1], (field[2] or "").strip().strip("\"'")) if field else ("", line.strip())
        role = _ROLES.get(name.lower(), "paragraph")
        if name.lower() in (*_PROPERTIES, *_ROLES):
            known.setdefault(name.lower(), value)
        if value and name.lower() not in _PROPERTIES:
            head[role].append(plain(f"{name}: {value}" if name and role == "paragraph" else value, role))
    properties = Properties(*(known.get(name, "") for name in ("title", "author", "subject", "date")))
    return [*head["title"], *head["subtitle"], *head["paragraph"]], properties


def _image(renderer: Any, tokens: Sequence[Token], at: int, options: Any, environment: Any) -> str:
    """A picture, and below it its caption, which Markdown keeps in its description."""
    caption = renderer.renderInlineAsText(tokens[at].children, options, environment)
    source = html.escape(str(tokens[at].attrGet("src") or ""))
    return f'<img src="{source}" alt="">' + (f'<p class="caption">{html.escape(caption)}</p>' if caption else "")
