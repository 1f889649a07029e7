"""Notes as XFDF (ISO 19444-1), for Acrobat and others to import into the proof that was sent: each note as the kind of
annotation that it was, its replies and states below it.

What was drawn into a page itself comes back as a square round its place, which is all that is known of it, and so do
drawings of which the file says no more; an attached file as a note that names it, for it is never opened. The words are
those of the reviewers; what XML 1.0 cannot hold stands as U+FFFD."""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from newsletter.pdf.marks import Box
from newsletter.review.formats.labels import LABELS, Labels
from newsletter.review.formats.listing import Listing, in_order
from newsletter.review.notes import Drawing, MarkupKind, Note, Points, Reply, Status

_SPACE: Final = "http://ns.adobe.com/xfdf/"
_RICH: Final = {
    "xmlns": "http://www.w3.org/1999/xhtml",
    "xmlns:xfa": "http://www.xfa.org/schema/xfa-data/1.0/",
    "xfa:APIVersion": "Acrobat:11.0.0",
    "xfa:spec": "2.0.2",
}
_ELEMENTS: Final[dict[MarkupKind, tuple[str, str]]] = {
    "highlight": ("highlight", "#FFD100"),
    "underline": ("underline", "#2E9E44"),
    "squiggly": ("squiggly", "#2E9E44"),
    "strike-out": ("strikeout", "#D11A2A"),
    "caret": ("caret", "#1A66C0"),
    "note": ("text", "#FFD100"),
    "free-text": ("freetext", "#D11A2A"),
    "attachment": ("text", "#FFD100"),
}
"""Element and colour of a kind."""
_RED: Final = "#D11A2A"
_SQUARE: Final = Drawing("square")
_DRAWN: Final = ("ink", "shape", "stamp")
_POINTS_LEAST: Final = {"ink": 1, "line": 2, "polygon": 3, "polyline": 2}
_QUADS: Final = frozenset({"highlight", "underline", "squiggly", "strikeout"})
_STATES: Final = {
    "Accepted": "Review",
    "Rejected": "Review",
    "Cancelled": "Review",
    "Completed": "Review",
    "None": "Review",
    "Marked": "Marked",
    "Unmarked": "Marked",
}
"""The model that each state belongs to (ISO 32000-1, table 171)."""
_STATUSES: Final[dict[Status, str]] = {"accepted": "Accepted", "rejected": "Rejected", "done": "Completed"}
_DESK: Final = "newsletter"
"""Whose the status is that an editor has set."""
_NOWHERE: Final = Box(20.0, 20.0, 40.0, 40.0)
"""Of a note that tells no place on its page."""
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?")
_FORBIDDEN: Final = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Beside carriage returns, which a reader takes for line feeds (XML 1.0, 2.2 and 2.11)."""


def as_xfdf(notes: Sequence[Note], listing: Listing) -> str:
    root = ET.Element("xfdf", {"xmlns": _SPACE, "xml:space": "preserve"})
    annotations = ET.SubElement(root, "annots")
    for note in in_order(notes):
        annotations.extend(_annotations(note, LABELS[listing.language]))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _annotations(note: Note, labels: Labels) -> Iterator[ET.Element]:
    boxes = [box for box in note.boxes if all(map(math.isfinite, box))] or [_NOWHERE]
    if {"caret", "strike-out"} <= set(note.kinds):
        yield from _pair(note, boxes, labels)
        remarks: list[Reply] = []
    elif note.kinds[:1] == ("caret",) and note.new_text:
        yield _annotation(note, *_ELEMENTS["caret"], boxes, note.new_text)
        remarks = [Reply(note.author, note.date, note.comment)] if note.comment else []
    else:
        yield from _marks(note, boxes, "\n".join(filter(None, (note.new_text, note.comment))))
        remarks = []
    remarks += [*note.replies, *(Reply(other, "", labels.also) for other in note.also)]
    if note.status in _STATUSES:
        remarks.append(Reply(_DESK, "", "", _STATUSES[note.status]))
    for number, reply in enumerate(remarks, 1):
        yield from _reply(note, number, reply, boxes)


def _marks(note: Note, boxes: list[Box], contents: str) -> Iterator[ET.Element]:
    """The note as the mark that it was, and what else was drawn for it, grouped with that."""
    kind = note.kinds[0] if note.kinds else "note"
    drawings = list(note.drawings)
    if kind in _ELEMENTS:
        yield _annotation(note, *_ELEMENTS[kind], boxes, contents)
    else:
        yield _drawing(note, drawings.pop(0) if drawings and kind in _DRAWN else _SQUARE, boxes, contents)
    for number, drawing in enumerate(drawings, 1):
        more = _drawing(note, drawing, boxes, "")
        more.set("name", f"{_legal(note.id)}-d{number}")
        more.set("inreplyto", _legal(note.id))
        more.set("replyType", "group")
        yield more


def _drawing(note: Note, drawing: Drawing, boxes: list[Box], contents: str) -> ET.Element:
    """Ink, a line, a polygon … with its own points (ISO 19444-1); a square where it has none."""
    strokes = [points for points in drawing.strokes if all(math.isfinite(value) for pair in points for value in pair)]
    form = drawing.form if max(map(len, strokes), default=0) >= _POINTS_LEAST.get(drawing.form, 0) else "square"
    found = _annotation(note, form, _RED, _around(strokes, drawing.width) or boxes, contents)
    if drawing.width:
        found.set("width", _number(drawing.width))
    if form == "ink":
        gestures = ET.SubElement(found, "inklist")
        for points in strokes:
            ET.SubElement(gestures, "gesture").text = _points(points)
    elif form == "line":
        found.set("start", _points(strokes[0][:1]))
        found.set("end", _points(strokes[0][-1:]))
    elif form in _POINTS_LEAST:
        ET.SubElement(found, "vertices").text = _points(strokes[0])
    elif form == "stamp" and drawing.icon:
        found.set("icon", _legal(drawing.icon))
    return found


def _points(points: Points) -> str:
    return ";".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _around(strokes: Sequence[Points], width: float) -> list[Box]:
    """The box of strokes with the pen that drew them; none where there are none."""
    half = max(width, 1.0) / 2
    xs, ys = ([pair[axis] for points in strokes for pair in points] for axis in (0, 1))
    return [Box(min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half)] if xs else []


def _pair(note: Note, boxes: list[Box], labels: Labels) -> Iterator[ET.Element]:
    """Acrobat's "Replace": a caret behind the words with the new ones, and the words struck out, grouped with it."""
    last = boxes[-1]
    third = last.height / 3
    caret = _annotation(
        note, *_ELEMENTS["caret"], [Box(last.x1 - third, last.y0, last.x1 + third, last.y1)], note.new_text
    )
    caret.set("IT", "Replace")
    caret.set("subject", labels.intents["replace"])
    yield caret
    struck = _annotation(note, *_ELEMENTS["strike-out"], boxes, note.comment)
    for name, value in {
        "name": f"{_legal(note.id)}-x",
        "IT": "StrikeOutTextEdit",
        "inreplyto": _legal(note.id),
        "replyType": "group",
    }.items():
        struck.set(name, value)
    yield struck


def _annotation(note: Note, element: str, colour: str, boxes: list[Box], contents: str) -> ET.Element:
    found = _bare(element, note.page, boxes, note.author, note.date)
    found.set("name", _legal(note.id))
    found.set("color", colour)
    found.set("flags", "print")
    if element in _QUADS:
        found.set("coords", ",".join(_number(value) for box in boxes for value in _quad(box)))
    _contents(found, contents)
    return found


def _bare(element: str, page: int, boxes: list[Box], author: str, date: str) -> ET.Element:
    """With what every annotation has; its rectangle holds all boxes."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    around = (min(lefts), min(bottoms), max(rights), max(tops))
    found = ET.Element(
        element, {"page": str(page - 1), "rect": ",".join(map(_number, around)), "title": _legal(author)}
    )
    if day := _date(date):
        found.set("date", day)
        found.set("creationdate", day)
    return found


def _reply(note: Note, number: int, reply: Reply, boxes: list[Box]) -> Iterator[ET.Element]:
    """The remark, and the state below it as an annotation that no reader shows (ISO 32000-1, 12.5.6.3)."""
    if reply.text or reply.state not in _STATES:
        remark = _bare("text", note.page, boxes[:1], reply.author, reply.date)
        remark.set("name", f"{_legal(note.id)}-r{number}")
        remark.set("inreplyto", _legal(note.id))
        remark.set("flags", "print,nozoom,norotate")
        _contents(remark, reply.text or reply.state)
        yield remark
    if reply.state in _STATES:
        state = _bare("text", note.page, boxes[:1], reply.author, reply.date)
        state.set("name", f"{_legal(note.id)}-s{number}")
        state.set("inreplyto", _legal(note.id))
        state.set("flags", "hidden,print,nozoom,norotate")
        state.set("statemodel", _STATES[reply.state])
        state.set("state", reply.state)
        yield state


def _contents(annotation: ET.Element, words: str) -> None:
    """What a reader shows: of a text box in rich text too, without which Acrobat sets it in a face that lacks the
    letters of Vietnamese."""
    if not words:
        return
    ET.SubElement(annotation, "contents").text = _legal(words)
    if annotation.tag != "freetext":
        return
    body = ET.SubElement(ET.SubElement(annotation, "contents-richtext"), "body", _RICH)
    for line in _legal(words).split("\n"):
        paragraph = ET.SubElement(body, "p")
        paragraph.text, paragraph.tail = line, "\n"  # PDFBox takes the text of all, one after another
    ET.SubElement(annotation, "defaultappearance").text = "0.82 0.1 0.16 rg /Helv 10 Tf"
    ET.SubElement(annotation, "defaultstyle").text = "font: 10pt Arial; color: #D11A2A"


def _quad(box: Box) -> tuple[float, ...]:
    """In Acrobat's order, which all readers follow: the upper corners, then the lower, each from the left."""
    return (box.x0, box.y1, box.x1, box.y1, box.x0, box.y0, box.x1, box.y0)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _date(iso: str) -> str:
    """As PDF has dates (ISO 32000-1, 7.9.4); "" for what is none."""
    found = _ISO.fullmatch(iso)
    if found is None:
        return ""
    *parts, zone = (part or "" for part in found.groups())
    clock = "".join(part or "00" for part in parts[3:])
    offset = f"{zone[:3]}'{zone[-2:]}'" if zone[1:] else zone
    return f"D:{''.join(parts[:3])}{clock}{offset}"


def _legal(words: str) -> str:
    return _FORBIDDEN.sub("\ufffd", words.replace("\r\n", "\n").replace("\r", "\n"))
