"""Notes as reviewers leave them, made from the words of an article."""

from newsletter.review.edits import Edit, edit, spliced
from newsletter.review.notes import Intent, Note, Place
from newsletter.review.shown import GAPS, Shown, show

FILE = "articles/a.md"


def place_of(shown: Shown, words: str, *, nth: int = 0, at: str = "") -> Place:
    """The place of ``words``; ``at`` is a caret before this, which follows the words directly ("" is the end of a text)."""
    for cells in shown.texts:
        text = "".join(" " if cell.sign in GAPS else cell.sign for cell in cells)
        found = -1
        for _ in range(nth + 1):
            found = text.find(words, found + 1)
        if found < 0:
            continue
        end = found + len(words)
        first, last = cells[found], cells[end - 1]
        index = shown.stored.lines
        return Place("a", FILE, index.place(first.start), index.place(max(last.end - 1, last.start)), words,
                     text[max(0, found - 32) : found], text[end : end + 32])  # fmt: skip
    raise AssertionError(words)


def caret(shown: Shown, before: str, after: str) -> Place:
    """A caret between two runs of signs, of which either may be ""."""
    whole = place_of(shown, before + after)
    for cells in shown.texts:
        text = "".join(" " if cell.sign in GAPS else cell.sign for cell in cells)
        at = text.find(before + after)
        if at < 0:
            continue
        at += len(before)
        offset = cells[at].start if at < len(cells) else cells[-1].end
        start = shown.stored.lines.place(offset)
        return whole._replace(
            start=start, end=start, quote="", prefix=text[max(0, at - 32) : at], suffix=text[at : at + 32]
        )
    raise AssertionError(before + after)


def note(intent: Intent, place: Place | None, new: str = "", comment: str = "", name: str = "n") -> Note:
    return Note(name, intent, 1, "An", place=place, new_text=new, comment=comment)


def applied(text: str, intent: Intent, words: str | tuple[str, str], new: str = "", comment: str = "") -> str:
    """The file after one note; why not, where it is left for a person."""
    shown = show(FILE, text)
    place = caret(shown, *words) if isinstance(words, tuple) else place_of(shown, words)
    done = edit(note(intent, place, new, comment), shown)
    if not isinstance(done, Edit):
        return done
    return spliced(text, done.splices) or "overlap"
