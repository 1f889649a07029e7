"""Formulas (ISO/IEC 29500-1, 22.1) as a line of text, as Word's own linear format writes them."""

import re
import unicodedata
from typing import Any, Final

from lxml import etree

from newsletter.manuscripts.docx_names import RUN, TEXT, M, replace
from newsletter.manuscripts.manuscript import Loss

_SIMPLE: Final = 1
"""Characters that need no brackets."""
_FORMS: Final = {
    "f": "num/den",
    "sSup": "e^sup",
    "sSub": "e_sub",
    "sSubSup": "e_sub^sup",
    "sPre": "_sub^sup e",
    "rad": "deg√e",
    "limLow": "e_lim",
    "limUpp": "e^lim",
}
"""How parts stand together, by the names that they have in the file."""
_DEEPEST: Final = 40
"""Formulas inside formulas; what lies deeper comes without its signs."""


def take_formulas(root: Any) -> tuple[Loss, ...]:
    """Every formula of a part becomes text, and is told: its setting is lost."""
    losses = []
    for formula in list(root.iter(M + "oMath")):
        text = _line(formula)
        run, letters = etree.Element(RUN), etree.Element(TEXT)
        letters.text = text
        run.append(letters)
        replace(formula, run)
        losses.append(Loss("formula", text.strip()))
    return tuple(losses)


def _line(element: Any, depth: int = 0) -> str:
    if depth > _DEEPEST:
        return "".join(each.text or "" for each in element.iter(M + "t"))
    if element.tag == TEXT:
        return element.text or ""
    name = element.tag.removeprefix(M)
    if name in _FORMS:
        return re.sub("[a-zA-Z]+", lambda part: _part(element, part[0], depth), _FORMS[name])
    match name:
        case "t":
            return element.text or ""
        case "nary":
            return (
                f"{_sign(element, 'chr', '∫')}_{_part(element, 'sub', depth)}^{_part(element, 'sup', depth)} "
                + _part(element, "e", depth)
            )
        case "acc":
            return unicodedata.normalize("NFC", _part(element, "e", depth) + _sign(element, "chr", "\u0302"))
        case "d":
            inner = _sign(element, "sepChr", "|").join(_line(each, depth + 1) for each in element.findall(M + "e"))
            return f"{_sign(element, 'begChr', '(')}{inner}{_sign(element, 'endChr', ')')}"
        case "mr":
            return " ".join(_line(each, depth + 1) for each in element) + "; "
        case _:
            return "".join(_line(each, depth + 1) for each in element)


def _part(element: Any, name: str, depth: int) -> str:
    found = element.find(M + name)
    text = _line(found, depth + 1).strip() if found is not None else ""
    return text if len(text) <= _SIMPLE or text.isalnum() else f"({text})"


def _sign(element: Any, name: str, otherwise: str) -> str:
    """A character that its properties name (``m:dPr/m:begChr``)."""
    found = element.find(f"{M}{element.tag.removeprefix(M)}Pr/{M}{name}")
    return otherwise if found is None else found.get(M + "val", "")
