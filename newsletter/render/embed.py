"""Faces as fonts of a PDF: Type 0, Identity-H, with the glyphs that are used and the text that each stands for.

(ISO 32000-1, 9.7 to 9.10.) A CID is the glyph's number in the font file, which the subset keeps.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from newsletter.faces.face import Face
from newsletter.faces.shape import Shape
from newsletter.render.canvas import PdfFile, Ref
from newsletter.render.typesetter import FaceUse

_SYMBOLIC, _ITALIC = 4, 64
_BFCHAR_MOST = 100
"""Entries of one bfchar block (Adobe Technical Note 5014)."""


def embed(pdf: PdfFile, use: FaceUse) -> Ref:
    """Write the font of a face that was used; the reference of its dictionary."""
    face = use.face
    letters = spelling(face, use.used.values())
    glyphs = sorted({0, face.space_glyph, *letters, *(glyph for shape in use.used.values() for glyph in shape.glyphs)})
    program = face.program(glyphs)
    name = f"{_tag(program)}+{face.name}"
    descendant = pdf.add(
        f"<</Type/Font/Subtype/{'CIDFontType2' if face.outlines == 'glyf' else 'CIDFontType0'}/BaseFont/{name}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {_descriptor(pdf, face, name, program)}/W[{''.join(widths(face, glyphs))}]"
        f"{'/CIDToGIDMap/Identity' if face.outlines == 'glyf' else ''}>>"
    )
    map_ref = pdf.reserve()
    pdf.deflated(map_ref, "", to_unicode(letters))
    return pdf.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}{'' if face.outlines == 'glyf' else '-Identity-H'}"
        f"/Encoding/Identity-H/DescendantFonts[{descendant}]/ToUnicode {map_ref}>>"
    )


def spelling(face: Face, shapes: Iterable[Shape]) -> dict[int, str]:
    """What each glyph stands for. Of two characters the lower code point has it: the other is spelt out in place."""
    plain: set[tuple[int, str]] = set()
    spelt_out: set[tuple[int, str]] = set()
    for shape in shapes:
        text, glyphs, _, clusters, _, code = shape
        found = spelt_out if code.startswith(">]") else plain
        if clusters == tuple(range(len(text))):
            found.update(zip(glyphs, text))  # noqa: B905 (hot: of one length, or it would not be so)
            continue
        ends = (*clusters[1:], len(text))
        for glyph, start, end in zip(glyphs, clusters, ends, strict=True):
            if start < end:
                found.add((glyph, text[start:end]))
    return {**_lowest(spelt_out), face.space_glyph: " ", **_lowest(plain)}


def _lowest(found: set[tuple[int, str]]) -> dict[int, str]:
    """Each glyph with the lowest of its texts."""
    return dict(sorted(found, reverse=True))


def widths(face: Face, glyphs: Sequence[int]) -> Iterator[str]:
    """The W array: runs of neighbouring glyphs with their advances in thousandths of an em."""
    before = -2
    for glyph in glyphs:
        width = f"{face.advance(glyph) * 1000 / face.upem:.3f}".rstrip("0").rstrip(".")
        if glyph == before + 1:
            yield f" {width}"
        else:
            yield f"{']' if before >= 0 else ''}{glyph}[{width}"
        before = glyph
    if before >= 0:
        yield "]"


def to_unicode(letters: dict[int, str]) -> bytes:
    """The ToUnicode CMap (ISO 32000-1, 9.10.3); text beyond U+FFFF as surrogates."""
    entries = [f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(letters.items())]
    blocks = (entries[start : start + _BFCHAR_MOST] for start in range(0, len(entries), _BFCHAR_MOST))
    body = "\n".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _tag(program: bytes) -> str:
    """Six capitals drawn from the subset itself: two files never give one name to two subsets."""
    value = int.from_bytes(hashlib.sha256(program).digest()[:8], "big")
    letters = []
    for _ in range(6):
        value, letter = divmod(value, 26)
        letters.append(chr(65 + letter))
    return "".join(letters)


def _descriptor(pdf: PdfFile, face: Face, name: str, program: bytes) -> Ref:
    truetype = face.outlines == "glyf"
    file = pdf.reserve()
    pdf.deflated(file, f"/Length1 {len(program)}" if truetype else "/Subtype/CIDFontType0C", program)

    def em(units: float) -> int:
        return round(units * 1000 / face.upem)

    tall, low = face.ink("ẪẲỄỔHd"), face.ink("gjpqỵ")
    box = [em(part) for part in (min(tall.x0, low.x0), low.y0, face.ink("MWẪ").x1, tall.y1)]
    return pdf.add(
        f"<</Type/FontDescriptor/FontName/{name}/Flags {_SYMBOLIC + (_ITALIC if face.slant else 0)}"
        f"/FontBBox[{' '.join(map(str, box))}]/ItalicAngle {face.slant:g}/Ascent {em(tall.y1)}/Descent {em(low.y0)}"
        f"/CapHeight {em(face.cap_height)}/XHeight {em(face.x_height)}/StemV {_stem(face)}"
        f"/{'FontFile2' if truetype else 'FontFile3'} {file}>>"
    )


def _stem(face: Face) -> int:
    """Thickness of a stem: a fair guess from the weight, as font editors make it (PDF viewers hardly look at it)."""
    return 50 + round((face.spec.weight / 65) ** 2)
