"""A document that somebody sent becomes a manuscript, in a process of its own, and whatever is wrong with it a problem."""

import importlib
import sys
from collections.abc import Callable
from typing import Final, NamedTuple, cast

from newsletter.apart import Failure, apart
from newsletter.manuscripts.budget import within_budget
from newsletter.manuscripts.kinds import Kind, Unreadable, is_film, is_locked, kind_of, promised
from newsletter.manuscripts.legacy import decoded, tell
from newsletter.manuscripts.manuscript import Manuscript, paragraphs_of
from newsletter.manuscripts.office import as_docx
from newsletter.problems import Outcome, Problem, error, note, warning

_DEEPEST: Final = 5_000
"""Calls in each other: libxml2 lets elements stand 256 deep in each other, and a reader takes four calls for each."""


class _Reader(NamedTuple):
    """``function``: "module:function" of the reader, bytes -> Manuscript. ``seconds`` of the clock and ``memory`` in bytes
    of address space are what it may take; a document of 40 pages with photos takes a tenth. ``encoded``: its text may be
    in any encoding, so that it takes a second value, the one that is assumed."""

    function: str
    seconds: float = 30.0
    memory: int = 1 << 30
    encoded: bool = False


READERS: Final[dict[Kind, _Reader]] = {
    "docx": _Reader("newsletter.manuscripts.docx:read_docx"),
    "odt": _Reader("newsletter.manuscripts.odt:read_odt"),
    "rtf": _Reader("newsletter.manuscripts.rtf:read_rtf"),
    "html": _Reader("newsletter.manuscripts.html:read_html", encoded=True),
    "md": _Reader("newsletter.manuscripts.markdown:read_markdown", encoded=True),
    "txt": _Reader("newsletter.manuscripts.plain:read_text", encoded=True),
}


class Refusal(NamedTuple):
    """Why a reader did not take a file: a word of ``kinds.Reason``."""

    reason: str


def read_apart(content: bytes, name: str, *, assume: str = "") -> Outcome[Manuscript]:
    """The document in ``content``. ``name`` is shown in problems, and its extension is compared with what the file is;
    ``assume``: an encoding of text that names none itself ("" = found out)."""
    kind = kind_of(content, name)
    notes: tuple[Problem, ...] = ()
    expected = promised(name)
    if expected and kind not in expected:
        notes = (note("NL240", file=name, kind=f"kind.{kind}", extension=f"kind.{expected[0]}"),)
    refused = _refused(content, name, kind)
    if refused:
        return Outcome(None, notes + refused)
    if not content.strip():
        return Outcome(None, (error("NL241", file=name, reason="manuscript.empty"),))
    found = _converted(content, name) if kind == "doc" else _read_kind(content, name, kind, assume)
    return found._replace(problems=notes + found.problems)


def _refused(content: bytes, name: str, kind: Kind) -> tuple[Problem, ...]:
    """Why a file is not tried; () where it is. What can never become an article is no fault: its sender meant it so."""
    if kind == "pdf":
        return (warning("NL243", file=name),)
    if kind == "other" and is_film(content):
        return (warning("NL249", file=name),)
    if kind not in READERS and kind != "doc":
        return (warning("NL244", file=name, kind=f"kind.{kind}"),)
    if is_locked(content):
        return (error("NL242", file=name),)
    return within_budget(content, name) if content.startswith(b"PK") else ()


def _converted(content: bytes, name: str) -> Outcome[Manuscript]:
    """By way of LibreOffice; what it made is trusted no more than what was sent."""
    document = as_docx(content, name)
    if document.value is None:
        return Outcome(None, document.problems)
    found = _read_kind(document.value, name, "docx", "")
    value = found.value._replace(kind="doc") if found.value else None
    return Outcome(value, document.problems + found.problems)


def _read_kind(content: bytes, name: str, kind: Kind, assume: str) -> Outcome[Manuscript]:
    reader = READERS[kind]
    found = apart(
        "newsletter.manuscripts.read:read", content, kind, assume, seconds=reader.seconds, memory=reader.memory
    )
    if isinstance(found, Failure):
        return Outcome(None, (error("NL245", file=name, reason=f"limit.{found.why}"),))
    if isinstance(found, Refusal):
        if found.reason == "locked":
            return Outcome(None, (error("NL242", file=name),))
        return Outcome(None, (error("NL241", file=name, reason=f"manuscript.{found.reason}"),))
    manuscript = cast("Manuscript", found)
    empty = () if _has_something(manuscript) else (warning("NL248", file=name),)
    return Outcome(manuscript, (*empty, *tell(manuscript, name)))


def _has_something(manuscript: Manuscript) -> bool:
    texts = any(paragraph.text.strip() for paragraph in paragraphs_of(manuscript))
    return texts or any(picture.content for picture in manuscript.pictures)


def read(content: bytes, kind: Kind, assume: str) -> Manuscript | Refusal:
    """In the child: the manuscript, its text decoded."""
    reader = READERS[kind]
    sys.setrecursionlimit(_DEEPEST)
    try:
        function = _function(reader.function)
        manuscript = function(content, assume) if reader.encoded else function(content)
        return decoded(manuscript)
    except Unreadable as refusal:
        return Refusal(refusal.reason)
    except MemoryError:
        raise
    except RecursionError:
        return Refusal("nesting")
    except Exception:  # a library may say anything of a file made to break it
        return Refusal("damaged")


def _function(path: str) -> Callable[..., Manuscript]:
    """A reader by its path: each loads libraries that the others need not."""
    module, _, name = path.partition(":")
    try:
        found: Callable[..., Manuscript] = getattr(importlib.import_module(module), name)
    except ImportError:
        raise Unreadable("reader") from None
    return found
