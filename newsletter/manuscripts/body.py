"""The text of a mail, which comes in several forms and parts."""

import base64
import html
import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import unquote

_CID: Final = re.compile(r"""(?<=["'(=])\s*cid:([^"'\s)>]+)""", re.IGNORECASE)
_ENOUGH: Final = 0.9
"""Share of the words of another form that the form with headings and bold type must have."""


class Text(NamedTuple):
    text: str
    is_html: bool = False

    @property
    def words(self) -> int:
        return len(_shown(self).split())


def richer(forms: Sequence[Text]) -> Text:
    """Of forms of one text: HTML, where it is not there for form's sake alone."""
    most = max(form.words for form in forms)
    full = [form for form in forms if form.is_html and form.words >= _ENOUGH * most]
    return full[-1] if full else max(forms, key=lambda form: form.words)


def _shown(form: Text) -> str:
    """About what a reader sees; each sign is looked at once, whatever stands there."""
    if not form.is_html:
        return form.text
    first, *pieces = form.text.split("<")
    seen = [first]
    hidden = ""
    for piece in pieces:
        tag = re.match(r"/?[a-z]*", piece[:10].lower())
        name = tag[0] if tag else ""
        if not hidden and name in ("script", "style"):
            hidden = f"/{name}"
        elif not hidden or name == hidden:
            hidden = ""
            seen.append(piece.partition(">")[2])
    return html.unescape(" ".join(seen))


def html_of(form: Text) -> str:
    if form.is_html:
        return form.text
    paragraphs = re.split(r"(?:\r?\n){2,}", form.text.strip("\r\n"))
    return "\n".join(f"<p>{'<br>'.join(html.escape(paragraph).splitlines())}</p>" for paragraph in paragraphs)


def unflowed(text: str, *, delete_space: bool) -> str:
    """Lines that a program broke are joined again (RFC 3676, 4): those that end in a space, but for the mark of a
    signature."""
    made: list[str] = []
    open_line = False
    for stored in text.splitlines():
        line = stored.removeprefix(" ")
        if open_line:
            made[-1] += line
        else:
            made.append(line)
        open_line = line.endswith(" ") and line != "-- "
        if open_line and delete_space:
            made[-1] = made[-1][:-1]
    return "\n".join(made) + ("\n" if made else "")


def cid_names(form: Text) -> frozenset[str]:
    """Content-IDs of the pictures that stand in a text (RFC 2392)."""
    return frozenset(unquote(name) for name in _CID.findall(form.text)) if form.is_html else frozenset()


def with_pictures(form: Text, pictures: Mapping[str, tuple[str, bytes]]) -> str:
    """The text with those pictures put where they are named (RFC 2397), so that it stands alone."""

    def put(found: re.Match[str]) -> str:
        kind, content = pictures.get(unquote(found[1]), ("", b""))
        return f"data:{kind};base64,{base64.b64encode(content).decode()}" if kind else found[0]

    return _CID.sub(put, form.text) if form.is_html else form.text
