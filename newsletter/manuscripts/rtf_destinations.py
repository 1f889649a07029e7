"""What stands in an RTF file beside its text (1.9.1, "Destinations"): it is gathered, and known when its group closes."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from newsletter.manuscripts.kinds import is_drawing
from newsletter.manuscripts.manuscript import Comment, Footnote, Loss, Manuscript, Picture, Properties, Revision, Run
from newsletter.manuscripts.rtf_state import State
from newsletter.manuscripts.rtf_story import Story, boxed, noted
from newsletter.manuscripts.rtf_tokens import day_and_time

MARGINS: Final = frozenset("footer footerf footerl footerr header headerf headerl headerr".split())
STORIES: Final = frozenset("annotation dptxbxtext footnote shptxt".split())
"""Destinations with text of their own."""
OF_INFO: Final = frozenset("author subject title".split())
"""Those that are some in the group of properties alone."""
GATHERED: Final = MARGINS | frozenset(
    "atnauthor atndate atnid atnref atrfend atrfstart creatim fldinst fonttbl listtext objclass pict pntext revtbl revtim "
    "sn stylesheet sv".split()
)
"""Destinations whose words have a meaning of their own."""
_FIELD: Final = re.compile(r'\s*(\w+)\s+(?:\\\w\s+)*(?:"([^"]*)"|(\S+))')
_DRAWINGS: Final = frozenset("dibitmap emfblip macpict pmmetafile wbitmap wmetafile".split())
_TWIPS: Final = 1440 / 25.4
"""Twips in a millimetre."""


class Part(NamedTuple):
    """A destination that is open: the group that it began with, its words, its story if it has text, and the control words
    in it with their numbers."""

    name: str
    depth: int
    words: list[bytes | str]
    story: Story | None
    fields: dict[str, int]

    @property
    def text(self) -> str:
        return "".join(word for word in self.words if isinstance(word, str)).strip()


class Place(NamedTuple):
    """Where a destination closes: the story that goes on, the state about it, the one within, and whether all stands in a
    header or a footer."""

    story: Story
    outer: State
    inner: State
    in_margin: bool


class Record:
    """All that is found beside the text."""

    def __init__(self) -> None:
        self.losses: list[Loss] = []
        self.quotes: dict[str, list[str]] = {}
        """Stretches that a remark speaks of and that have not ended."""
        self._authors: list[str] = []
        self._named: dict[str, str] = {}
        self._alt: dict[str, str] = {}
        self._remark = Comment("")
        self._pictures: list[Picture] = []
        self._notes: list[Footnote] = []
        self._comments: list[Comment] = []
        self._revisions: list[Revision] = []

    def manuscript(self, story: Story, state: State) -> Manuscript:
        names = ("title", "author", "subject", "creatim", "revtim")
        return Manuscript(
            "rtf",
            tuple(story.finished(state)),
            tuple(self._notes),
            tuple(self._pictures),
            Properties(*(self._named.get(name, "") for name in names)),
            tuple(self._revisions),
            tuple(self._comments),
            tuple(self.losses),
        )

    def begin_note(self) -> str:
        """The label of a note that opens; those that open in it come after."""
        label = str(len(self._notes) + 1)
        self._notes.append(Footnote(label, ()))
        return label

    def revise(self, state: State, text: str, *, goes_on: bool) -> None:
        """Text that was inserted or deleted; ``goes_on``: right after other such text."""
        author = self._authors[state.author] if state.author < len(self._authors) else ""
        kind = "deletion" if state.change == "deletion" else "insertion"
        found = Revision(kind, text, author, day_and_time(state.time))  # type: ignore[arg-type]
        last = self._revisions[-1] if self._revisions and goes_on else None
        if last and last._replace(text=text) == found:
            self._revisions[-1] = last._replace(text=last.text + text)
        else:
            self._revisions.append(found)

    def hide(self, text: str, *, goes_on: bool) -> None:
        """Hidden text is told as a loss."""
        last = self.losses[-1] if self.losses and goes_on else None
        if last and last.kind == "text":
            self.losses[-1] = last._replace(what=(last.what + text)[:200])
        elif text.strip():
            self.losses.append(Loss("text", text[:200]))

    def close(self, part: Part, place: Place) -> None:
        closer = _CLOSERS.get(part.name)
        if closer:
            closer(self, part, place)

    # One for each destination

    def _label(self, part: Part, place: Place) -> None:
        if part.text:
            place.story.label = "•" if "\uf000" <= part.text[0] <= "\uf0ff" else part.text

    def _field(self, part: Part, place: Place) -> None:
        found = _FIELD.match(part.text)
        if not found:
            return
        target = found[2] or found[3] or ""
        if found[1].upper() == "HYPERLINK" and re.match(r"(?:https?|mailto|ftp):", target):
            place.outer.link = target
        elif found[1].upper() == "INCLUDEPICTURE":
            self.losses.append(Loss("remote-picture" if "://" in target else "picture", target[:200]))

    def _name(self, part: Part, _: Place) -> None:
        self._named[part.name] = part.text

    def _date(self, part: Part, _: Place) -> None:
        year, month, day, hour, minute = (part.fields.get(name, 0) for name in ("yr", "mo", "dy", "hr", "min"))
        if year and month and day:
            self._named[part.name] = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00"

    def _authors_of_changes(self, part: Part, _: Place) -> None:
        self._authors = [name.strip() for name in part.text.split(";")]

    def _margin(self, part: Part, _: Place) -> None:
        text = " ".join(part.text.split())
        if any(sign.isalpha() for sign in text):
            self.losses.append(Loss("header", text[:200]))

    def _footnote(self, part: Part, place: Place) -> None:
        if part.story:
            at = part.fields["label"]
            self._notes[at - 1] = Footnote(str(at), noted(part.story.finished(place.inner)))

    def _box(self, part: Part, place: Place) -> None:
        inset = boxed(part.story.finished(place.inner)) if part.story else None
        if inset:
            place.story.hang(inset)

    def _comment(self, part: Part, place: Place) -> None:
        if part.story:
            text = "\n".join(paragraph.text for paragraph in noted(part.story.finished(place.inner)))
            self._comments.append(self._remark._replace(text=text.strip()))
            self._remark = Comment("")

    def _about_comment(self, part: Part, _: Place) -> None:
        if part.name == "atnauthor":
            self._remark = self._remark._replace(author=part.text)
        elif part.name == "atndate" and re.fullmatch(r"-?\d{1,10}", part.text):
            self._remark = self._remark._replace(date=day_and_time(int(part.text) & 0xFFFFFFFF))
        elif part.name == "atrfstart":
            self.quotes[part.text] = []
        elif part.name == "atrfend":
            self._remark = self._remark._replace(quote="".join(self.quotes.pop(part.text, [])).strip())

    def _property(self, part: Part, _: Place) -> None:
        """A property of a shape: its name, then its value."""
        if part.name == "sn":
            self._alt["name"] = part.text
        elif self._alt.get("name") == "wzDescription":
            self._alt["text"] = part.text

    def _picture(self, part: Part, place: Place) -> None:
        content = _bytes(part.words)
        fields, alt = part.fields, self._alt.pop("text", "")
        if not content:
            return
        if place.in_margin:
            self.losses.append(Loss("header", "pict"))
        elif not {"pngblip", "jpegblip"} & set(fields) and (is_drawing(content) or not _is_photo(content)):
            self.losses.append(Loss("drawing", next((name for name in fields if name in _DRAWINGS), "pict")))
        else:
            name = f"picture-{len(self._pictures) + 1}"
            place.story.write(Run(picture=len(self._pictures)), 0.0)
            self._pictures.append(Picture(name, content, alt, _crop(fields), _width(fields)))


_Closer = Callable[[Record, Part, Place], None]
_CLOSERS: Final[dict[str, _Closer]] = {
    "annotation": Record._comment,
    "fldinst": Record._field,
    "footnote": Record._footnote,
    "pict": Record._picture,
    "revtbl": Record._authors_of_changes,
    **dict.fromkeys(("atnauthor", "atndate", "atrfend", "atrfstart"), Record._about_comment),
    **dict.fromkeys(OF_INFO, Record._name),
    **dict.fromkeys(("creatim", "revtim"), Record._date),
    **dict.fromkeys(("dptxbxtext", "shptxt"), Record._box),
    **dict.fromkeys(MARGINS, Record._margin),
    **dict.fromkeys(("listtext", "pntext"), Record._label),
    **dict.fromkeys(("sn", "sv"), Record._property),
}


def _bytes(words: list[bytes | str]) -> bytes:
    """Of a picture: hexadecimal digits, or bytes after ``\\bin``."""
    raw = [word for word in words if isinstance(word, bytes)]
    digits = re.sub(rb"[^0-9a-fA-F]", b"", b"".join(raw))
    if len(digits) * 2 > sum(map(len, raw)):
        return bytes.fromhex(digits[: len(digits) & ~1].decode("ascii"))
    return b"".join(raw)


def _is_photo(content: bytes) -> bool:
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*"))


def _crop(fields: dict[str, int]) -> tuple[float, float, float, float]:
    """Twips of the picture as it was made, as shares of it."""
    sizes = (fields.get("picwgoal", 0), fields.get("pichgoal", 0)) * 2
    cuts = (fields.get(f"piccrop{side}", 0) / size if size else 0.0 for side, size in zip("ltrb", sizes, strict=True))
    left, top, right, bottom = (min(max(round(cut, 4), 0.0), 1.0) for cut in cuts)
    return left, top, right, bottom


def _width(fields: dict[str, int]) -> float:
    """As shown, in mm."""
    whole = fields.get("picwgoal", 0) - fields.get("piccropl", 0) - fields.get("piccropr", 0)
    return round(max(whole * fields.get("picscalex", 100) / 100, 0) / _TWIPS, 2)
