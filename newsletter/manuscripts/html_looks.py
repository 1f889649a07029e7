"""What the text of a page looks like and is, by its elements, styles and classes."""

import re
from typing import Any, Final, NamedTuple

from newsletter.manuscripts.html_style import Declarations, family
from newsletter.manuscripts.lengths import points
from newsletter.manuscripts.manuscript import Alignment, ParagraphRole, Run

_ROLES: Final[dict[str, ParagraphRole]] = {
    "msotitle": "title", "title": "title", "msosubtitle": "subtitle", "subtitle": "subtitle", "msocaption": "caption",
    "caption": "caption", "msoquote": "quotation", "msointensequote": "quotation",
}  # fmt: skip
"""Classes that Word and Google Docs write."""
_ALIGNMENTS: Final[dict[str, Alignment]] = {
    "left": "left", "start": "left", "center": "centre", "right": "right", "end": "right", "justify": "justified",
}  # fmt: skip
_WORD_LEVEL: Final = re.compile(r"\blevel(\d)\b")


class Look(NamedTuple):
    """What text inherits."""

    run: Run = Run()
    size: float = 0.0
    align: Alignment = ""
    pre: bool = False


class Place(NamedTuple):
    """What the paragraph that is being filled will be."""

    role: ParagraphRole = "paragraph"
    level: int = 1
    label: str = ""


def looked(element: Any, declared: Declarations, look: Look) -> Look:
    """The look of what stands in an element, within text of another one."""
    tag, run = element.tag, look.run
    weight, style = declared.get("font-weight", "").lower(), declared.get("font-style", "").lower()
    raised = declared.get("vertical-align", "").lower()
    bold = run.bold or tag in ("b", "strong")
    if weight:
        bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
    italic = run.italic or tag in ("i", "em", "cite", "dfn", "var")
    if style:
        italic = style in ("italic", "oblique")
    run = run._replace(
        bold=bold,
        italic=italic,
        superior=run.superior or tag == "sup" or raised == "super",
        inferior=run.inferior or tag == "sub" or raised == "sub",
        font=family(declared) or (element.get("face") or "").split(",")[0].strip() or run.font,
    )
    align = (declared.get("text-align") or element.get("align") or ("center" if tag == "center" else "")).lower()
    return Look(run, points(declared.get("font-size", "")) or look.size, _ALIGNMENTS.get(align, look.align), look.pre)


def placed(element: Any, declared: Declarations, place: Place) -> Place:
    """By the classes and styles of Word and Google Docs; else what it stands in."""
    for name in (element.get("class") or "").lower().split():
        if name in _ROLES:
            return Place(_ROLES[name])
    if element.tag in ("figcaption", "caption"):
        return Place("caption")
    if level := _WORD_LEVEL.search(declared.get("mso-list", "")):
        return Place(place.role if place.role == "heading" else "list-item", int(level[1]))
    return place
