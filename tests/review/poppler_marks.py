"""Marks on a PDF by poppler-glib, as Evince makes them; run by a Python that has GObject introspection.

Reads its order as JSON on stdin: the PDF that was sent, where the marked one goes, and the marks. Prints the
words that are selected for each, as JSON."""

import json
import sys
from pathlib import Path

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402

KINDS = {
    "Highlight": "new_highlight",
    "Underline": "new_underline",
    "StrikeOut": "new_strikeout",
    "Squiggly": "new_squiggly",
}


def rectangle(x0, y0, x1, y1):
    made = Poppler.Rectangle.new()
    made.x1, made.y1, made.x2, made.y2 = x0, y0, x1, y1
    return made


def dragged(page, boxes):
    """The way of the mouse, from a point in the first letter to one in the last (y down)."""
    height = page.get_size()[1]
    (x0, y0, _, y1), (_, last_y0, x1, last_y1) = boxes[0], boxes[-1]
    return rectangle(x0 + 0.5, height - (y0 + y1) / 2, x1 - 0.5, height - (last_y0 + last_y1) / 2)


def quadrilaterals(page, drag):
    height = page.get_size()[1]
    quads = []
    for found in page.get_selection_region(1.0, Poppler.SelectionStyle.GLYPH, drag):
        quad = Poppler.Quadrilateral.new()
        left, right, top, bottom = found.x1, found.x2, height - found.y1, height - found.y2
        for name, x, y in (("p1", left, top), ("p2", right, top), ("p3", left, bottom), ("p4", right, bottom)):
            point = Poppler.Point.new()
            point.x, point.y = x, y
            setattr(quad, name, point)
        quads.append(quad)
    return quads


def main():
    order = json.load(sys.stdin)
    document = Poppler.Document.new_from_file(Path(order["sent"]).as_uri(), None)
    selected = []
    for mark in order["marks"]:
        page = document.get_page(mark["page"] - 1)
        boxes = mark["boxes"]
        rect = rectangle(boxes[0][0], boxes[-1][1], boxes[0][2], boxes[0][3])
        selected.append("")
        if mark["subtype"] in KINDS:
            drag = dragged(page, boxes)
            selected[-1] = page.get_selected_text(Poppler.SelectionStyle.GLYPH, drag)
            quads = quadrilaterals(page, drag)
            made = getattr(Poppler.AnnotTextMarkup, KINDS[mark["subtype"]])(document, rect, quads)
        else:
            made = Poppler.AnnotText.new(document, rect)
        made.set_contents(mark["contents"])
        made.set_label("Người đọc")
        page.add_annot(made)
    document.save(Path(order["back"]).as_uri())
    json.dump(selected, sys.stdout)


main()
