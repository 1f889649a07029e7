"""Reads one returned proof into notes tied to the words of the articles. What comes back is hostile: ``read_apart`` does
it in a process of its own, with limits on time and memory."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast

from newsletter.apart import Failure, apart
from newsletter.pdf.document import Document, Page
from newsletter.pdf.marks import Box
from newsletter.pdf.reader import read
from newsletter.problems import Problem, error, warning
from newsletter.review.anchors import Anchors, Hint
from newsletter.review.charts import Chart, lay
from newsletter.review.drawings import with_drawings
from newsletter.review.flat import Copy, Drawn, drawn
from newsletter.review.glyphs import PageReader
from newsletter.review.identify import Identity, identify
from newsletter.review.markups import Found, markups
from newsletter.review.notes import Note, Place, Reading
from newsletter.review.proofs import Proof
from newsletter.review.threads import Thread, Threads, note_id, threads
from newsletter.review.trace import REACH, Tracer
from newsletter.review.unmapped import place_by_words, sheet_of

SECONDS: Final = 12.0
"""For one file; one of 16 pages with 20 notes takes half a second."""
SECONDS_AGAIN: Final = 6.0
"""For its annotations alone, where the whole did not come to an end: what is painted into a page is its larger part."""
_TOLD: Final = ("xref", "truncated", "object", "pages", "amount", "length")
"""Damages that may have cost a note."""
_DAMAGES_MOST: Final = 5


def read_apart(
    content: bytes,
    name: str,
    sources: Mapping[str, str],
    proofs: Sequence[Proof],
    password: str = "",
    sent: Mapping[str, bytes] | None = None,
) -> Reading:
    """As ``read_proof``; of a file that does not come to an end within the limits the annotations alone are read, and where
    they do not either, it is one without notes. Both are told."""
    values = (content, name, dict(sources), tuple(proofs), password)
    whole = apart("newsletter.review.read:read_proof", *values, sent, seconds=SECONDS)
    if not isinstance(whole, Failure):
        return cast("Reading", whole)
    bare = apart("newsletter.review.read:read_annotations", *values, seconds=SECONDS_AGAIN)
    if isinstance(bare, Failure):
        return Reading(name, "", (), problems=(error("NL753", file=name, value=bare.why),))
    reading = cast("Reading", bare)
    return reading._replace(problems=(*reading.problems, error("NL762", file=name, value=whole.why)))


def read_proof(
    content: bytes,
    name: str,
    sources: Mapping[str, str],
    proofs: Sequence[Proof],
    password: str = "",
    sent: Mapping[str, bytes] | None = None,
) -> Reading:
    """``sources`` are the texts of the articles as stored (no line ends changed), by path in the issue; ``proofs`` those
    kept with it. ``sent`` are the PDFs that were sent, by proof code, as far as they are at hand: the pages of a file are
    compared with its own, for what was drawn into them. Every annotation is in the counts, and every remark found so."""
    return _read(Copy(content, read(content, password), password), name, sources, proofs, sent or {})


def read_annotations(
    content: bytes, name: str, sources: Mapping[str, str], proofs: Sequence[Proof], password: str = ""
) -> Reading:
    """The annotations alone, whatever is painted into the pages."""
    return _read(Copy(content, read(content, password), password), name, sources, proofs, None)


def _read(
    copy: Copy, name: str, sources: Mapping[str, str], proofs: Sequence[Proof], sent: Mapping[str, bytes] | None
) -> Reading:
    document = copy.document
    if not document.pages:
        locked = document.encryption is not None and not document.encryption.opened
        return Reading(name, "", (), problems=(error("NL751" if locked else "NL750", file=name),))
    found = markups(document)
    pages = PageReader(copy.content, copy.password)
    identity = identify(copy.content, document, proofs, pages)
    added = Drawn() if sent is None else _painted(copy, identity, sent)
    together = threads((*found.markups, *added.markups))
    notes = _notes(together.threads, document, identity, (pages, Anchors(sources), sources))
    return Reading(
        name,
        identity.code,
        tuple(_doubted(note, added)._replace(file=name) for note in notes),
        found.total + len(added.markups),
        together.used,
        together.states,
        _skipped(found, together),
        (*_problems(name, document, identity, found), *_named(name, added.problems)),
    )


def _painted(copy: Copy, identity: Identity, sent: Mapping[str, bytes]) -> Drawn:
    """What was drawn or written into the pages themselves, beside annotations or without any: some tablets leave both."""
    content = copy.content[: identity.sent] or sent.get(identity.code)
    return drawn(copy, identity.map, Copy(content, read(content)) if content else None)


def _doubted(note: Note, added: Drawn) -> Note:
    """The place of what was painted into a page that was written anew is less sure."""
    if note.place is None or note.page not in added.doubtful or note.kinds != ("drawn",):
        return note
    return note._replace(place=note.place._replace(confidence=round(note.place.confidence / 2, 2)))


def _named(name: str, problems: Sequence[Problem]) -> Iterator[Problem]:
    """With the file that they are of."""
    for problem in problems:
        yield problem._replace(values=(("file", name), *problem.values))


def _skipped(found: Found, together: Threads) -> tuple[tuple[str, int], ...]:
    hidden = (("hidden", together.hidden),) if together.hidden else ()
    return tuple(sorted((*found.skipped, *hidden)))


def _problems(name: str, document: Document, identity: Identity, found: Found) -> Iterator[Problem]:
    told = [damage for damage in document.damages if damage.kind in _TOLD]
    for damage in told[:_DAMAGES_MOST]:
        yield warning("NL752", file=name, value=damage.kind, page=damage.page, object=damage.detail)
    if found.total and identity.map is None:
        yield warning("NL754", file=name)
    many = dict(found.skipped).get("too-many", 0)
    if many:
        yield error("NL755", file=name, count=many)


def _notes(
    made: Sequence[Thread],
    document: Document,
    identity: Identity,
    texts: tuple[PageReader, Anchors, Mapping[str, str]],
) -> list[Note]:
    """Notes in the order of their threads; each page's characters are read once, and only near what is marked."""
    pages, anchors, sources = texts
    chart = Chart(identity.map, sources) if identity.map else None
    by_page: dict[int, list[Thread]] = {}
    for thread in made:
        by_page.setdefault(thread.page, []).append(thread)
    places: dict[int, Place | None] = {}
    for number, here in by_page.items():
        page = document.pages[number - 1]
        for thread, place in zip(here, _places(here, page, chart, (pages, anchors)), strict=True):
            places[id(thread)] = place
    notes = [_note(thread, places[id(thread)], identity.code, chart, anchors) for thread in made]
    return with_drawings(notes, [thread.marks for thread in made])


def _places(
    here: Sequence[Thread], page: Page, chart: Chart | None, texts: tuple[PageReader, Anchors]
) -> list[Place | None]:
    """Of the threads of one page."""
    pages, anchors = texts
    mapped = chart.map.page_on(page.number) if chart else None
    if chart is not None and mapped is not None:
        near = [Box(box.x0, box.y0 - REACH, box.x1, box.y1 + REACH) for thread in here for box in thread.boxes]
        tracer = Tracer(chart, lay(mapped, page), pages.glyphs(page.number, near) if near else ())
        if not tracer.is_other:
            return [tracer.place(thread) for thread in here]
    read_sheet = sheet_of(pages.glyphs(page.number), anchors)
    return [place_by_words(thread, read_sheet) for thread in here]


def _note(thread: Thread, place: Place | None, proof: str, chart: Chart | None, anchors: Anchors) -> Note:
    reason = "" if place else "no-text"
    if place and chart and place.method != "text" and not chart.is_current(place.file) and anchors.has(place.file):
        place = _moved(place, anchors)
        reason = "" if place else "changed"
    mapped = chart.map.page_on(thread.page) if chart else None
    comment = thread.comment
    if place and comment and " ".join(comment.split()) == " ".join(place.quote.split()):
        comment = ""  # some viewers copy what is marked into the remark
    return Note(
        id=note_id(thread, proof),
        intent=thread.intent,
        page=thread.page,
        author=thread.author,
        date=thread.date,
        place=place,
        new_text=thread.new_text,
        comment=comment,
        boxes=thread.boxes,
        kinds=tuple(mark.kind for mark in thread.marks),
        replies=thread.replies,
        outcome="proposed" if place else "orphan" if thread.boxes else "unreadable",
        proof=proof,
        folio=mapped.number if mapped else 0,
        reason=reason if thread.boxes else "no-box",
    )


def _moved(place: Place, anchors: Anchors) -> Place | None:
    """A place of an older proof in the source of today."""
    anchor = anchors.find(place.quote, place.prefix, place.suffix, Hint(place.file, place.start))
    if anchor is None:
        return None
    confidence = round(place.confidence * anchor.confidence, 2)
    return place._replace(start=anchor.start, end=anchor.end, confidence=confidence)
