"""Rules on the file as a file: is it whole, may it be read, does it hold what a press file must not."""

from collections.abc import Iterable, Iterator
from typing import Final

from newsletter.pdf.document import Annotation, Page
from newsletter.pdf.filters import filters_of
from newsletter.pdf.objects import Array, Dictionary, Plain, Ref, Stream
from newsletter.preflight.finding import Sighting, Subject, sheet_of

NEWEST: Final = {"pdfx1a": "1.4", "pdfx4": "1.6"}
"""The highest version that each standard lets stand in the header."""
MOST_OUTLINES = 2000
"""Bookmarks that are looked through for actions."""
MOST_OBJECTS: Final = 20_000
"""Objects of a file that are looked through for their compression."""
PRESS_ANNOTATIONS: Final = frozenset({"TrapNet", "PrinterMark"})
"""The kinds of annotation that may lie on what is printed."""


def whole(subject: Subject) -> Iterator[Sighting]:
    """Damage, and what was too much to be read; what a password hides is not damaged."""
    damages = subject.document.damages
    locked = any(damage.kind == "locked" for damage in damages)
    for damage in damages:
        if damage.kind == "amount":
            yield Sighting("NL801", damage.page, value="damage.amount", object=damage.detail)
        elif not locked:
            yield Sighting("NL800", damage.page, value=f"damage.{damage.kind}", object=damage.detail)


def open_to_all(subject: Subject) -> Iterator[Sighting]:
    document = subject.document
    if document.encryption is not None or any(damage.kind == "locked" for damage in document.damages):
        yield Sighting("NL803", value=document.encryption.filter if document.encryption else "")


def header(subject: Subject) -> Iterator[Sighting]:
    document, yardstick = subject.document, subject.yardstick
    newest = NEWEST[yardstick.standard]
    version = max(document.header, document.version, key=_version)
    if _version(version) > _version(newest):
        yield Sighting("NL804", value=version, limit=newest)
    if not document.binary:
        yield Sighting("NL805")
    if len(document.identifiers) != 2 or not all(isinstance(one, bytes) and one for one in document.identifiers):
        yield Sighting("NL806")
    if document.object_streams or document.xref_stream:
        yield Sighting("NL807")


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdecimal())


def layers(subject: Subject) -> Iterator[Sighting]:
    """Optional content: forbidden in X-1a; in X-4 all of it shows, always (R0034, R0036)."""
    document = subject.document
    if "OCProperties" not in document.catalogue:
        return
    yield Sighting("NL816")
    properties = document.catalogue.dictionary("OCProperties")
    settings = [
        properties.dictionary("D"),
        *(one for one in properties.array("Configs") if isinstance(one, Dictionary)),
    ]
    if not properties.dictionary("D"):
        yield Sighting("NL817", value="layer.default", topic="D")
    if any("AS" in one for one in settings):
        yield Sighting("NL817", value="layer.automatic", topic="AS")
    if document.layers_off:
        yield Sighting("NL817", value="layer.hidden", topic="OFF")


def actions(subject: Subject) -> Iterator[Sighting]:
    """JavaScript and every other action, wherever one may hang."""
    document = subject.document
    catalogue = document.catalogue
    if "JavaScript" in catalogue.dictionary("Names"):
        yield Sighting("NL818", topic="JavaScript", value="JavaScript")
    opening = catalogue.get("OpenAction")
    if isinstance(opening, Dictionary):
        yield Sighting("NL818", topic="OpenAction", value=_kind(opening))
    if "AA" in catalogue:
        yield Sighting("NL818", topic="AA", value="AA")
    if kind := _outline_action(catalogue.dictionary("Outlines")):
        yield Sighting("NL818", topic="Outlines", value=kind)
    for page in document.pages:
        if "AA" in page.dictionary:
            yield Sighting("NL818", page.number, value="AA")
        for annotation in page.annotations:
            if "A" in annotation.dictionary or "AA" in annotation.dictionary:
                kind = _kind(annotation.dictionary.dictionary("A"))
                yield Sighting("NL818", page.number, annotation.box, value=kind, object=annotation.subtype)


def _kind(action: Dictionary) -> str:
    return action.name("S") or "?"


def _outline_action(root: Dictionary) -> str:
    """The kind of the first action among the bookmarks; empty where all are plain destinations."""
    waiting = [root.dictionary("First")]
    for _ in range(MOST_OUTLINES):
        item = waiting.pop() if waiting else Dictionary({})
        if not item:
            return ""
        if "A" in item:
            return _kind(item.dictionary("A"))
        waiting += [item.dictionary(key) for key in ("Next", "First") if item.dictionary(key)]
    return ""


def forms(subject: Subject) -> Iterator[Sighting]:
    document = subject.document
    if "AcroForm" in document.catalogue:
        yield Sighting("NL819", value=len(document.catalogue.dictionary("AcroForm").array("Fields")))


def embedded_files(subject: Subject) -> Iterator[Sighting]:
    document = subject.document
    if "EmbeddedFiles" in document.catalogue.dictionary("Names") or "AF" in document.catalogue:
        yield Sighting("NL820", value="EmbeddedFiles")
    for page in document.pages:
        for annotation in page.annotations:
            if annotation.subtype == "FileAttachment":
                yield Sighting("NL820", page.number, annotation.box, value=annotation.subtype)


def annotations(subject: Subject) -> Iterator[Sighting]:
    """Comments, links, fields on what is printed; outside the bleed they may stand."""
    document = subject.document
    for page in document.pages:
        for annotation in page.annotations:
            if annotation.subtype not in PRESS_ANNOTATIONS and _inside(annotation, page):
                yield Sighting("NL821", page.number, annotation.box, value=annotation.subtype or "?")


def _inside(annotation: Annotation, page: Page) -> bool:
    """Whether it reaches into the bleed box; one without a place might."""
    sheet = sheet_of(page)
    if annotation.box is None or sheet is None:
        return True
    common = annotation.box.cut(sheet.bleed)
    return common is not None and (common.width > 0 or common.height > 0)


def compression(subject: Subject) -> Iterator[Sighting]:
    """LZW in content streams and in what they draw with; pictures have a rule of their own, which knows their place."""
    seen = set[Ref]()
    for page in subject.document.pages:
        if any("LZWDecode" in filters_of(stream) for stream in _streams(page, seen)):
            yield Sighting("NL875", page.number, value="LZWDecode")


def _streams(page: Page, seen: set[Ref]) -> Iterator[Dictionary]:
    """Contents, forms, patterns, fonts, functions of a page, each once in a file."""
    waiting: list[Plain] = [*page.contents, page.resources]
    while waiting and len(seen) < MOST_OBJECTS:
        one = waiting.pop()
        if isinstance(one, Stream) and one.name("Subtype") != "Image":
            yield one
        held: Iterable[Plain | Ref] = ()
        if isinstance(one, Dictionary):
            held = [item for key, item in one.entries.items() if key != "Parent"]
        elif isinstance(one, Array):
            held = one.items
        for item in held:
            if isinstance(item, Ref) and item not in seen:
                seen.add(item)
                waiting.append(one.resolve(item))  # type: ignore[union-attr]
            elif isinstance(item, Dictionary | Array):
                waiting.append(item)


DAMAGE_RULES: Final = (whole, open_to_all)
RULES: Final = (*DAMAGE_RULES, header, layers, actions, forms, embedded_files, annotations, compression)
