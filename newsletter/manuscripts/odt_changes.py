"""Tracked changes and remarks of an OpenDocument text (ODF 1.3 part 3, 5.5 and 14.1): where they begin and end."""

from typing import Any, Final

from newsletter.manuscripts.manuscript import Comment, Revision, RevisionKind
from newsletter.manuscripts.odt_styles import DC, OFFICE, TEXT

_KINDS: Final[dict[str, RevisionKind]] = {
    TEXT + "insertion": "insertion", TEXT + "deletion": "deletion", TEXT + "format-change": "formatting",
}  # fmt: skip


class Changes:
    """What was changed and remarked; text is told to all stretches that are open."""

    def __init__(self, body: Any) -> None:
        self.revisions: list[Revision] = []
        self.comments: list[Comment] = []
        self._open: dict[str, list[str]] = {}
        self._changes: dict[str, Revision] = {}
        self._remarks: dict[str, int] = {}
        for region in body.iterfind(f"{TEXT}tracked-changes/{TEXT}changed-region"):
            self._take(region)

    def _take(self, region: Any) -> None:
        change = next((child for child in region if child.tag in _KINDS), None)
        if change is None:
            return
        author, date = (change.findtext(f".//{DC}{name}") or "" for name in ("creator", "date"))
        paragraphs = (" ".join("".join(each.itertext()).split()) for each in change.iter(TEXT + "p", TEXT + "h"))
        found = Revision(_KINDS[change.tag], "\n".join(paragraphs).strip(), author, date)
        if found.kind == "deletion":
            self.revisions.append(found)
        else:
            names = (value for name, value in region.attrib.items() if name.endswith("}id"))
            self._changes |= dict.fromkeys(names, found)

    def hear(self, text: str) -> None:
        for texts in self._open.values():
            texts.append(text)

    def mark(self, element: Any) -> None:
        """A change begins or ends here."""
        name = element.get(TEXT + "change-id", "")
        if element.tag == TEXT + "change-start":
            self._open[name] = []
        elif name in self._changes:
            text = "".join(self._open.pop(name, [])).strip()
            self.revisions.append(self._changes.pop(name)._replace(text=text))

    def remark(self, element: Any) -> None:
        """A remark; one with a name speaks of all up to its end."""
        author, date = (element.findtext(DC + name) or "" for name in ("creator", "date"))
        text = "\n".join("".join(each.itertext()) for each in element.iter(TEXT + "p", TEXT + "h"))
        name = element.get(OFFICE + "name")
        if name:
            self._open["#" + name] = []
            self._remarks[name] = len(self.comments)
        self.comments.append(Comment(text.strip(), "", author, date))

    def end_remark(self, element: Any) -> None:
        name = element.get(OFFICE + "name", "")
        if name in self._remarks:
            at = self._remarks.pop(name)
            quote = "".join(self._open.pop("#" + name, [])).strip()
            self.comments[at] = self.comments[at]._replace(quote=quote)
