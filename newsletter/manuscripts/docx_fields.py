"""Fields (ISO/IEC 29500-1, 17.16): what they show is text, what they are told to do is not."""

import re
from typing import Any, Final

from lxml import etree

from newsletter.manuscripts.docx_names import LINK, RUN, RUN_PROPERTIES, TEXT, W, is_on, remove, whole
from newsletter.manuscripts.manuscript import Loss

COUNTED: Final = {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"}
"""What they show holds for the pages of the document alone."""
_SILENT: Final = {
    "XE",
    "TC",
    "TA",
    "RD",
    "SET",
    "ASK",
    "NEXT",
    "NEXTIF",
    "SKIPIF",
    "PRIVATE",
    "ADVANCE",
    "BIDIOUTLINE",
    "",
}
"""They show nothing, nor are they meant to."""
_ADDRESS: Final = re.compile(r'HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]\S*))', re.IGNORECASE)
_DEEPEST: Final = 50
"""Fields inside fields; Word itself stops at 20."""
_MARKS: Final = (W + "fldChar", W + "instrText", W + "delInstrText")


def kind_of_field(instruction: str) -> str:
    return (instruction.split() or [""])[0].upper()


class _Field:
    """``start`` is its first mark; ``shows``: what it shows has begun; ``spoke``: it has shown something."""

    def __init__(self, start: Any) -> None:
        self.start = start
        self.instruction = ""
        self.shows = False
        self.spoke = False

    @property
    def kind(self) -> str:
        return kind_of_field(self.instruction)

    @property
    def hides(self) -> bool:
        return not self.shows or self.kind in COUNTED


def take_fields(root: Any) -> tuple[Loss, ...]:
    """Every field in a part becomes what it shows; a run that leads somewhere gets the attribute LINK. Fields that show
    nothing though they should are told."""
    _simple_fields(root)
    whole_ones = _pairs(root)
    losses: list[Loss] = []
    fields: list[_Field] = []
    for run in list(root.iter(RUN)):
        for each in list(run):
            if each.tag in _MARKS:
                _step(each, fields, whole_ones, losses)
                remove(each)
            elif each.tag != RUN_PROPERTIES and any(field.hides for field in fields):
                remove(each)
            elif fields and each.tag != RUN_PROPERTIES:
                fields[-1].spoke = True
        if address := next((address for field in reversed(fields) if (address := _address(field.instruction))), ""):
            run.set(LINK, address)
    return tuple(losses)


def _simple_fields(root: Any) -> None:
    for field in list(root.iter(W + "fldSimple")):
        instruction = field.get(W + "instr", "")
        if kind_of_field(instruction) in COUNTED:
            remove(field)
        elif address := _address(instruction):
            for run in field.iter(RUN):
                run.set(LINK, address)


def _pairs(root: Any) -> set[Any]:
    """First and last marks of the fields that have both: one without an end would swallow the rest of the text."""
    open_ones: list[Any] = []
    paired: set[Any] = set()
    for mark in root.iter(W + "fldChar"):
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            open_ones.append(mark)
        elif kind == "end" and open_ones:
            start = open_ones.pop()
            if len(open_ones) < _DEEPEST:
                paired |= {mark, start}
    return paired


def _step(mark: Any, fields: list[_Field], whole_ones: set[Any], losses: list[Loss]) -> None:
    kind = mark.get(W + "fldCharType")
    if mark.tag == W + "instrText" and fields:
        fields[-1].instruction += mark.text or ""
    elif kind == "begin" and mark in whole_ones:
        fields.append(_Field(mark))
    elif kind == "separate" and fields:
        fields[-1].shows = True
    elif kind == "end" and mark in whole_ones and fields:
        losses.extend(_end(fields.pop(), mark))


def _end(field: _Field, mark: Any) -> list[Loss]:
    if not field.spoke and (shown := _form(field)):
        text = etree.Element(TEXT)
        text.text = shown
        mark.addnext(text)
    elif not field.shows and field.kind not in _SILENT | COUNTED:
        return [Loss("field", " ".join(field.instruction.split()))]
    return []


def _form(field: _Field) -> str:
    """A box to tick, or a choice, as it was left (17.16.5.20, 17.16.5.21)."""
    box, choice = (field.start.find(f"{W}ffData/{W}{name}") for name in ("checkBox", "ddList"))
    if field.kind == "FORMCHECKBOX":
        ticked = is_on(box, "checked")
        return "☒" if (is_on(box, "default") if ticked is None else ticked) else "☐"
    if field.kind == "FORMDROPDOWN" and choice is not None:
        entries = [each.get(W + "val", "") for each in choice.iter(W + "listEntry")]
        result = choice.find(W + "result")
        return "".join(entries[(at := whole(result.get(W + "val")) if result is not None else 0) : at + 1])
    return ""


def _address(instruction: str) -> str:
    """Where a HYPERLINK leads outside the document."""
    found = _ADDRESS.match(instruction.strip())
    return (found[1] or found[2] or "") if found else ""
