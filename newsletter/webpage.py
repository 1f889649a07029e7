"""A web page in one file: no script, no other file, a policy by which nothing else is loaded, text of others escaped."""

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from typing import Final

from newsletter.legible import clean, clean_lines

_POLICY: Final = "default-src 'none'; img-src data:; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
"""Content Security Policy, level 3."""

STYLE: Final = """
:root { color-scheme: light; --ink: #1d2126; --soft: #5b6470; --line: #d9dde2; --paper: #fff; --ground: #f3f4f1;
  --bad: #b3192a; --good: #17692f; --link: #0b5cad; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.5;
  font-family: "Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
header, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0; }
header p { margin: .25rem 0 0; color: var(--soft); }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 1rem 0 0; font-size: .9rem; }
a { color: var(--link); }
h2 { font-size: 1.2rem; margin: 2rem 0 .75rem; padding-bottom: .35rem; border-bottom: 2px solid var(--ink);
  overflow-wrap: anywhere; }
h2 small { color: var(--soft); font-weight: normal; font-size: .9rem; }
figure { margin: 0; }
figure img { display: block; width: 100%; height: auto; border: 1px solid var(--line); }
figcaption { font-size: .8rem; color: var(--soft); padding-top: .3rem; }
.tag { border: 1px solid currentColor; border-radius: 3px; padding: .05rem .5rem; font-weight: 600; }
.small { font-size: .85rem; color: var(--soft); }
bdi { unicode-bidi: isolate; }
footer { padding-top: 1rem; padding-bottom: 3rem; }
@page { size: A4; margin: 15mm; }
@media print {
  :root { font-size: 9pt; }
  body { background: #fff; }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  nav { display: none; }
  h2 { break-after: avoid; }
}
"""
"""What every page of ours looks like, on a screen and on paper; a page adds its own."""


def web_page(title: str, body: Iterable[str], *, language: str, style: str = "") -> str:
    """``title`` is text; ``body`` are lines of markup; ``style`` is added to ours."""
    sheet = STYLE + style
    digest = base64.b64encode(hashlib.sha256(sheet.encode("utf-8")).digest()).decode("ascii")
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(style=digest)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{markup(title)}</title>",
        f"<style>{sheet}</style>",
        "</head>",
        "<body>",
        *body,
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def picture(content: bytes, kind: str, size: tuple[int, int], alt: str) -> str:
    """``kind`` is a media type (``image/png``), ``size`` width and height in pixels."""
    code = base64.b64encode(content).decode("ascii")
    return f'<img src="data:{kind};base64,{code}" width="{size[0]}" height="{size[1]}" alt="{markup(alt)}">'


def markup(words: str) -> str:
    """Text of others as markup; its lines stay."""
    return escape(clean_lines(words))


def name_markup(words: str) -> str:
    """A name in one line, whose direction ends with it."""
    return f"<bdi>{escape(clean(words))}</bdi>"
