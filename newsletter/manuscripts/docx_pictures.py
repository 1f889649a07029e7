"""A picture as it stands in a document: its file, its crop, how wide it is shown, what its author says that it shows."""

import posixpath
import re
from typing import Any, Final

from newsletter.manuscripts.docx_names import WP, A, O, R, V, whole
from newsletter.manuscripts.docx_package import Package, Relation
from newsletter.manuscripts.manuscript import Loss, Picture

_MM_OF_EMU: Final = 1 / 36_000
_MM_OF: Final = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "pc": 25.4 / 6, "px": 25.4 / 96, "": 25.4 / 96}
_SHOWN: Final = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n|GIF8|BM|II\*\0|MM\0\*|RIFF....WEBP|....ftyp(heic|heix|mif1)", re.DOTALL
)
_WIDTH: Final = re.compile(r"(?:^|;)\s*width:\s*([\d.]+)\s*([a-z]*)")
_NO_DESCRIPTION: Final = re.compile(
    r"(description automatically generated|mô tả được tạo tự động)$|^\S+://\S+$|^[^\n]*\.(jpe?g|png|gif|bmp|tiff?|webp)$",
    re.IGNORECASE,
)
"""What programs put where a description belongs: their own guess, an address, the name of a file."""
Crop = tuple[float, float, float, float]


def picture_of(element: Any, holder: Any, relations: dict[str, Relation], package: Package) -> Picture | Loss | None:
    """``element``: an ``a:blip`` or a ``v:imagedata``; None where it names no file at all."""
    inside = element.get(R + "embed") or element.get(R + "id") or element.get(O + "relid") or element.get(R + "pict")
    outside = element.get(R + "link") or element.get(R + "href")
    relation = relations.get(inside or "") or relations.get(outside or "")
    if relation is None:
        return Loss("picture", inside) if inside else None
    if relation.external:
        return Loss("remote-picture", relation.target)
    name, content = posixpath.basename(relation.target), package.part(relation.target)
    if not _SHOWN.match(content):
        return Loss("picture", name)
    crop, width, alt = (_drawn if element.tag == A + "blip" else _sketched)(element, holder)
    return Picture(name, content, "" if _NO_DESCRIPTION.search(alt.strip()) else alt.strip(), crop, round(width, 2))


def _drawn(blip: Any, holder: Any) -> tuple[Crop, float, str]:
    """DrawingML (20.1.8.55, 20.4.2.7)."""
    frame = blip.getparent()
    source = frame.find(A + "srcRect")
    crop = [min(1.0, max(0.0, whole(source.get(side)) / 100_000)) if source is not None else 0.0 for side in "ltrb"]
    owner = frame.getparent()
    alone = sum(1 for _ in holder.iter(A + "blip")) == 1
    extents = [*holder.iter(WP + "extent")] if alone else [*owner.iter(A + "ext")]
    width = next((whole(each.get("cx")) * _MM_OF_EMU for each in extents if each.get("cx")), 0.0)
    names = [*owner.iter("{*}cNvPr"), *holder.iter(WP + "docPr")]
    return (crop[0], crop[1], crop[2], crop[3]), width, next(filter(None, map(_said_of, names)), "")


def _said_of(properties: Any) -> str:
    return properties.get("descr") or properties.get("title") or ""


def _sketched(image: Any, _: Any) -> tuple[Crop, float, str]:
    """VML (29500-4, 19.1.2.11)."""
    shape = image.getparent()
    left, top, right, bottom = (_share(image.get(f"crop{side}", "")) for side in ("left", "top", "right", "bottom"))
    found = _WIDTH.search(shape.get("style", ""))
    width = float(found[1].strip(".") or 0) * _MM_OF.get(found[2], 0.0) if found and found[1].count(".") < 2 else 0.0
    alt = shape.get("alt") or image.get(O + "title") or ""
    return (left, top, right, bottom), width if shape.tag.startswith(V) else 0.0, alt


def _share(text: str) -> float:
    """ "6554f" is in 1/65536 parts, "10%" and "0.1" as they say."""
    found = re.fullmatch(r"(-?\d*\.?\d+)(f|%|)", text.strip())
    if not found:
        return 0.0
    return min(1.0, max(0.0, float(found[1]) / {"f": 65_536, "%": 100, "": 1}[found[2]]))
