"""The few declarations of CSS that say what text is: fonts, weight, hidden or not. Of selectors, elements and classes."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

_COMMENT: Final = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE: Final = re.compile(r"([^{}]{1,2000})\{([^{}]*)\}")
_SIMPLE: Final = re.compile(r"([a-z][a-z0-9]*|\*)?((?:\.[-\w]+)*)", re.IGNORECASE)
_KNOWN: Final = frozenset(
    "display font font-family font-size font-style font-weight mso-hide mso-list mso-element text-align vertical-align "
    "visibility".split()
)
_MOST: Final = 500_000
"""Characters of style sheets that are read; Word writes some 30,000."""
Declarations = dict[str, str]


class Sheet:
    """The style sheets of a document."""

    def __init__(self, sheets: Iterable[str]) -> None:
        text = _COMMENT.sub(" ", "".join(sheets)[:_MOST])
        self._rules: dict[tuple[str, str], Declarations] = {}
        for selectors, body in _RULE.findall(text):
            declared = declarations(body)
            for selector in selectors.split(",") if declared else ():
                found = _SIMPLE.fullmatch(selector.strip())
                if found and found[2].count(".") <= 1:
                    key = ((found[1] or "").lower().replace("*", ""), found[2][1:])
                    self._rules.setdefault(key, {}).update(declared)

    def of(self, element: Any) -> Declarations:
        """What is declared for an element itself; what it inherits is not among it."""
        found: Declarations = {}
        for key in self._keys(element):
            found |= self._rules.get(key, {})
        style = element.get("style")
        return found | declarations(style) if style else found

    def _keys(self, element: Any) -> Iterator[tuple[str, str]]:
        """From the most general rule to the most special."""
        yield "", ""
        yield element.tag, ""
        classes = (element.get("class") or "").split()
        for name in classes:
            yield "", name
        for name in classes:
            yield element.tag, name


def declarations(text: str) -> Declarations:
    """Those that matter here, of ``name: value; …``."""
    found = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        if colon and name.strip().lower() in _KNOWN:
            found[name.strip().lower()] = value.replace("!important", "").strip()
    return found


def is_hidden(element: Any, declared: Declarations) -> bool:
    """Whether nobody sees it. Mails hide a summary in text of no size."""
    return (
        element.get("hidden") is not None
        or declared.get("display", "").lower() == "none"
        or declared.get("visibility", "").lower() == "hidden"
        or declared.get("mso-hide", "").lower() == "all"
        or re.fullmatch(r"0+(?:\.0*)?(?:px|pt|em)?", declared.get("font-size", "")) is not None
    )


def family(declared: Declarations) -> str:
    """The first font family that is named; "" where there is none."""
    names = declared.get("font-family", "")
    if not names and (quoted := re.search(r"""["']([^"']+)["']""", declared.get("font", ""))):
        names = quoted[1]
    return names.split(",")[0].strip().strip("\"'").strip()
