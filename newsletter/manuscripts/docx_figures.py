"""What is drawn in a document (ISO/IEC 29500-1, 17.3.3 and 20.4; VML: 29500-4, 19): pictures keep their place, the text of
boxes goes into the stream after its paragraph, formulas become a line of text, and the rest is told."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from newsletter.manuscripts.docx_formulas import take_formulas
from newsletter.manuscripts.docx_names import (
    PARAGRAPH,
    RUN,
    TEXT,
    TEXT_BOX,
    WP,
    A,
    C,
    O,
    R,
    V,
    W,
    outermost,
    remove,
    replace,
    said,
)
from newsletter.manuscripts.docx_package import Package, Relation
from newsletter.manuscripts.docx_pictures import picture_of
from newsletter.manuscripts.manuscript import Loss, Picture

HOLDERS: Final = (W + "drawing", W + "pict", W + "object")
PLACE: Final = "picture"
"""A mark of our own where a picture stands, ``w:name`` its number."""
RULE, BOX_BEGINS, BOX_ENDS = "rule", "box-begins", "box-ends"
"""Marks of our own between paragraphs."""
_PICTURES: Final = (A + "blip", V + "imagedata")
_CHART: Final = re.compile(r"/chart(ex)?$")


class Figures:
    """What was drawn in the parts of a document so far. ``pictures`` in the order of their places."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.pictures: list[Picture] = []
        self.losses: list[Loss] = []

    def take(self, root: Any, relations: dict[str, Relation]) -> None:
        """Everything that is drawn in a part."""
        self.losses.extend(take_formulas(root))
        ends: dict[Any, Any] = {}
        for holder in list(root.iter(*HOLDERS)):
            if next(holder.iterancestors(*HOLDERS), None) is None:
                _letter(holder)
                boxes = _lift_boxes(holder, ends)
                self._take_holder(holder, relations, has_text=boxes)
        self._take_insertions(root, relations)

    def _take_holder(self, holder: Any, relations: dict[str, Relation], *, has_text: bool) -> None:
        marks = [mark for each in holder.iter(*_PICTURES) for mark in self._picture(each, holder, relations)]
        objects = list(self._objects(holder, relations))
        rules = [each for each in holder.iter(V + "rect") if each.get(O + "hr") in ("t", "true")]
        self.losses.extend(objects)
        if rules:
            marks.append(etree.Element(RULE))
        if not (marks or objects or has_text or next(holder.iter(*_PICTURES), None) is not None):
            self.losses.extend(_shape(holder))
        replace(holder, *marks)

    def _picture(self, element: Any, holder: Any, relations: dict[str, Relation]) -> Iterator[Any]:
        found = picture_of(element, holder, relations, self.package)
        if isinstance(found, Picture):
            yield etree.Element(PLACE, {W + "name": str(len(self.pictures))})
            self.pictures.append(found)
        elif found is not None:
            self.losses.append(found)

    def _objects(self, holder: Any, relations: dict[str, Relation]) -> Iterator[Loss]:
        for each in holder.iter(O + "OLEObject"):
            yield Loss("object", each.get("ProgID", ""))
        for each in holder.iter(W + "control"):
            yield Loss("object", each.get(W + "name", ""))
        for each in holder.iter(A + "graphicData"):
            if _CHART.search(each.get("uri", "")):
                yield Loss("chart", self._words_of(each, relations))
            elif each.get("uri", "").endswith("/diagram"):
                yield Loss("drawing", self._words_of(each, relations))

    def _words_of(self, graphic: Any, relations: dict[str, Relation]) -> str:
        """What a chart or a diagram says in letters: it stands in a part of its own."""
        for element in graphic:
            name = element.get(R + "id") or element.get(R + "dm") or ""
            if name in relations and not relations[name].external:
                root = self.package.tree(relations[name].target)
                if root is not None:
                    return _lettering(root)
        return ""

    def _take_insertions(self, root: Any, relations: dict[str, Relation]) -> None:
        """Other documents inside this one (17.17.2)."""
        for each in list(root.iter(W + "altChunk", W + "subDoc")):
            relation = relations.get(each.get(R + "id", ""))
            self.losses.append(Loss("text", posixpath.basename(relation.target) if relation else ""))
            remove(each)


def take_branches(root: Any) -> None:
    """Of several ways to say a thing (29500-3, 10.2) the first that we understand."""
    for choice in reversed(
        list(root.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"))
    ):
        branches = [branch for branch in choice if isinstance(branch.tag, str)]
        known = (each for each in branches if next(each.iter(TEXT, *_PICTURES), None) is not None)
        branch = next(known, branches[0] if branches else ())
        replace(choice, *branch)


def _lift_boxes(holder: Any, ends: dict[Any, Any]) -> bool:
    """Text boxes of a drawing go behind the paragraph that it is tied to; whether there was text in any. ``ends``: the last
    thing put behind each paragraph so far."""
    host = next(holder.iterancestors(PARAGRAPH), None)
    spoken = False
    for box in list(outermost(holder, TEXT_BOX)):
        remove(box)
        if not said(box) and next(box.iter(*HOLDERS), None) is None:
            continue
        spoken = True
        if host is None:
            host = next(holder.iterancestors(RUN), holder)
        last = ends.get(host, host)
        for each in (etree.Element(BOX_BEGINS), *box, etree.Element(BOX_ENDS)):
            last.addnext(each)
            last = each
        ends[host] = last
    return spoken


def _shape(holder: Any) -> Iterator[Loss]:
    names = [each.get("name", "") for each in holder.iter(WP + "docPr")]
    names += [
        each.get("alt") or each.get("id") or ""
        for each in holder.iterchildren("{*}shape", "{*}line", "{*}rect", "{*}group")
    ]
    letters = _lettering(holder)
    yield Loss("drawing", letters or next((name for name in names if name), ""))


def _lettering(root: Any) -> str:
    series = (each for name in root.iter(C + "tx") for each in name.iter(C + "v"))
    return " ".join(" ".join(each.text or "" for each in (*root.iter(A + "t"), *series)).split())


def _letter(holder: Any) -> None:
    """Lettering (29500-4, 19.1.2.23) is a box with one line."""
    for path in holder.iter(V + "textpath"):
        if path.get("string"):
            paragraph = etree.SubElement(etree.SubElement(holder, TEXT_BOX), PARAGRAPH)
            etree.SubElement(etree.SubElement(paragraph, RUN), TEXT).text = path.get("string")
