"""Rules on what a file says of itself: the standard that it claims, its Info and metadata, its output intent."""

from collections.abc import Iterator
from typing import Final

from newsletter.pdf.document import Document
from newsletter.pdf.filters import decode
from newsletter.pdf.objects import Dictionary, Stream
from newsletter.preflight.finding import Sighting, Subject
from newsletter.preflight.table import StandardName, Yardstick
from newsletter.preflight.xmp import Properties, moment

ICC_REGISTRY: Final = "http://www.color.org"
X4_KEY: Final = "pdfxid:GTS_PDFXVersion"
INFO_KEYS: Final = ("Title", "CreationDate", "ModDate")
XMP_KEYS: Final = (
    "dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate",
    "xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass",
)  # fmt: skip
"""What the metadata of PDF/X-4 must hold besides its version and Trapped."""
TWINS: Final = (
    ("Title", "dc:title"), ("Author", "dc:creator"), ("Subject", "dc:description"), ("Keywords", "pdf:Keywords"),
    ("Creator", "xmp:CreatorTool"), ("Producer", "pdf:Producer"), ("CreationDate", "xmp:CreateDate"),
    ("ModDate", "xmp:ModifyDate"), ("Trapped", "pdf:Trapped"),
)  # fmt: skip
"""Entries of Info and the properties that say the same (ISO 15930-7; ISO 19005-1, table 1)."""


def claimed(document: Document, properties: Properties | None) -> tuple[str, StandardName | None]:
    """The standard in the file's own words, and which of ours that is; ("", None) where it claims none."""
    info = document.info.text("GTS_PDFXVersion")
    words = (properties or {}).get(X4_KEY, "") or info
    if words.startswith("PDF/X-4"):
        return words, "pdfx4"
    if info == "PDF/X-1:2001" and document.info.text("GTS_PDFXConformance") == "PDF/X-1a:2001":
        return "PDF/X-1a:2001", "pdfx1a"
    return words, "pdfx1a" if words == "PDF/X-1a:2003" else None


def claim(subject: Subject) -> Iterator[Sighting]:
    """The version key of the standard, and none of an older edition; PDF/X-4 says it in the metadata."""
    document, standard = subject.document, subject.yardstick.standard
    words, its_own = claimed(document, subject.properties)
    wanted = {"pdfx1a": "PDF/X-1a:2003", "pdfx4": "PDF/X-4"}[standard]
    if its_own != standard:
        yield Sighting("NL808", value=words or "–", limit=wanted)
    elif standard == "pdfx4" and (subject.properties or {}).get(X4_KEY) != wanted:
        yield Sighting("NL808", value=words if words != wanted else f"{words} (Info)", limit=wanted)
    elif words == wanted == "PDF/X-1a:2003" and "GTS_PDFXConformance" in document.info:
        yield Sighting("NL808", value=f"{words} + GTS_PDFXConformance", limit=wanted)


def identity(subject: Subject) -> Iterator[Sighting]:
    """Info's entries, and the word on trapping: it is done, or it is not."""
    document, properties = subject.document, subject.properties
    for key in INFO_KEYS:
        value = document.info.text(key)
        if not value or (key != "Title" and moment(value) is None):
            yield Sighting("NL809", topic=key, value=key)
    trapped = {document.info.name("Trapped")}
    if subject.yardstick.standard == "pdfx4" and properties:
        trapped.add(properties.get("pdf:Trapped", ""))
    if not trapped & {"True", "False"}:
        yield Sighting("NL810", value=", ".join(sorted(filter(None, trapped))) or "–")


def metadata(subject: Subject) -> Iterator[Sighting]:
    """The metadata of PDF/X-4: there, readable without a decoder, complete."""
    properties = subject.properties
    stream = subject.document.catalogue.stream("Metadata")
    if stream is None or properties is None:
        yield Sighting("NL811", value="xmp.absent" if stream is None else "xmp.unreadable")
        return
    if stream.get("Filter") is not None:
        yield Sighting("NL811", topic="Filter", value="xmp.compressed")
    for key in XMP_KEYS:
        if not properties.get(key):
            yield Sighting("NL811", topic=key, value=key)


def in_step(subject: Subject) -> Iterator[Sighting]:
    """Info and metadata say the same wherever both say something."""
    info, properties = subject.document.info, subject.properties or {}
    for key, twin in TWINS:
        ours = _trapped(info) if key == "Trapped" else info.text(key)
        theirs = properties.get(twin, "")
        if ours and theirs and not _same(ours, theirs, dates=key.endswith("Date")):
            yield Sighting("NL812", topic=key, value=f"{key}: {ours[:80]}", limit=f"{twin}: {theirs[:80]}")


def _trapped(info: Dictionary) -> str:
    """Its word on trapping; empty where that is none, which is a fault of its own."""
    word = info.name("Trapped")
    return word if word in ("True", "False") else ""


def _same(ours: str, theirs: str, *, dates: bool) -> bool:
    if dates:
        return moment(ours) == moment(theirs)
    return ours.strip() == theirs.strip()


def intents(subject: Subject) -> Iterator[Sighting]:
    """One printing condition, named so that the shop knows it, with a profile of CMYK presses."""
    document, yardstick = subject.document, subject.yardstick
    press = [intent for intent in document.intents if intent.name("S") == "GTS_PDFX"]
    if len(press) != 1:
        yield Sighting("NL813", value=len(press), limit=1)
    for intent in press[:1]:
        yield from _named(intent)
        yield from _profiled(intent, yardstick)


def _named(intent: Dictionary) -> Iterator[Sighting]:
    registered = intent.text("RegistryName").rstrip("/") == ICC_REGISTRY
    if not intent.text("OutputConditionIdentifier"):
        yield Sighting("NL814", topic="OutputConditionIdentifier", value="OutputConditionIdentifier")
    if not registered and not intent.text("Info"):
        yield Sighting("NL814", topic="Info", value="Info")
    if not registered and intent.stream("DestOutputProfile") is None:
        yield Sighting("NL814", topic="RegistryName", value="RegistryName")


def _profiled(intent: Dictionary, yardstick: Yardstick) -> Iterator[Sighting]:
    profile = intent.stream("DestOutputProfile")
    if profile is None:
        if yardstick.standard == "pdfx4":
            yield Sighting("NL815", value="profile.absent")
        return
    head = profile_head(profile)
    if head[36:40] != b"acsp":
        yield Sighting("NL815", value="profile.broken")
    elif head[12:20] != b"prtrCMYK" or profile.whole("N", 4) != 4:
        shown = head[12:20].decode("ascii", "replace").strip()
        yield Sighting("NL815", value=f"{shown}, N {profile.whole('N', 4)}", limit="prtrCMYK, N 4")


def profile_head(profile: Stream) -> bytes:
    """The header of an ICC profile (ICC.1:2010, 7.2): 128 bytes, fewer where it breaks off."""
    return decode(profile).data[:128]


RULES: Final = (claim, identity, metadata, in_step, intents)
