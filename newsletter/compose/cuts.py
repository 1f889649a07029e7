"""The cheapest cuts: where fewest words have to go for a line to be saved, each tried by breaking the paragraph again.

A run of words that can go by its sense (a sentence, what stands in brackets or between two commas) is named; else only the
number of words, which then may go anywhere in the paragraph.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from newsletter.compose.galley import Galley
from newsletter.compose.itemise import itemise
from newsletter.compose.kit import Kit
from newsletter.compose.linebreak import break_lines, break_ragged
from newsletter.compose.story import Item
from newsletter.model.article import GLUED, NOTE, Text
from newsletter.pages.items import Cut

PARAGRAPHS = 6
"""Paragraphs of a story that are tried, those first whose last line is shortest."""
CLAUSES = 6
"""Runs of words of a paragraph that are tried, shortest first."""
PLACES = (0.15, 0.5, 0.8)
"""Where in a paragraph words are taken out to see whether any will do, as shares of its length."""
_ENDS = ".!?…"
_CLOSING = "”’)]»"


def cheapest_cuts(items: Iterable[Item], kit: Kit, *, paragraphs: int = PARAGRAPHS) -> tuple[Cut, ...]:
    """Cuts of a story, fewest words for a line saved first."""
    galleys = [item.payload for item in items if isinstance(item.payload, Galley)]
    tried = sorted(((_last_line(galley), number) for number, galley in enumerate(galleys)), key=lambda one: one[0])
    found = [cut for _, number in tried[:paragraphs] for cut in _cuts_of(galleys[number], number + 1, kit)]
    found.sort(key=lambda cut: (cut.syllables / cut.lines, cut.paragraph, cut.at))
    return tuple(found)


def cuts_for(cuts: Sequence[Cut], lines: int) -> tuple[Cut, ...]:
    """One cut of each paragraph, as many as it takes to save so many lines; where that is not enough, of each the one
    that saves most."""
    taken: dict[int, Cut] = {}
    for cut in cuts:
        if sum(one.lines for one in taken.values()) >= lines:
            break
        taken.setdefault(cut.paragraph, cut)
    else:
        for cut in cuts:
            if cut.lines > taken[cut.paragraph].lines and sum(one.lines for one in taken.values()) < lines:
                taken[cut.paragraph] = cut
    return tuple(taken.values())


def _cuts_of(galley: Galley, paragraph: int, kit: Kit) -> Iterator[Cut]:
    text = galley.atoms.text
    before = _lines(galley, text, kit)
    if before < 2:
        return
    words = _anywhere(galley, before, kit)
    if words:
        yield Cut(paragraph, kit.whereabouts(text), words, 1, "")
    for start, stop in sorted(_clauses(text), key=lambda run: run[1] - run[0])[:CLAUSES]:
        saved = before - _lines(galley, _without(text, start, stop), kit)
        run = text.cut(start, stop)
        if saved > 0:
            yield Cut(paragraph, kit.whereabouts(text, start), run.words, saved, run.plain())


def _anywhere(galley: Galley, before: int, kit: Kit) -> int:
    """The least number of words by which a paragraph loses a line wherever they are taken out; 0 where there is none."""
    text = galley.atoms.text
    count = len(text.pieces)
    last = _last_line(galley)
    for words in range(max(1, last - 1), min(last + 2, count)):
        starts = [int((count - words) * share) for share in PLACES]
        runs = [(start, start + words) for start in starts if _is_whole(text, start, start + words)]
        if runs and all(_lines(galley, _without(text, *run), kit) < before for run in runs):
            return words
    return 0


def _last_line(galley: Galley) -> int:
    """Words of the last line where the paragraph is set at its best."""
    ends = _ends(galley, galley.atoms.text, None)
    return ends[-1] - (ends[-2] if len(ends) > 1 else 0)


def _lines(galley: Galley, text: Text, kit: Kit) -> int:
    return len(_ends(galley, text, kit))


def _ends(galley: Galley, text: Text, kit: Kit | None) -> tuple[int, ...]:
    """How a text would be broken in a galley's place."""
    atoms, drop = galley.atoms, galley.drop
    if kit is not None and text is not atoms.text:
        atoms = itemise(text, atoms.plain.style, kit.caster, size=atoms.plain.size, indent=atoms.indent)
    if atoms.plain.style.align == "justify":
        first = (galley.width - drop.width,) * drop.lines if drop else ()
        return min(break_lines(atoms, galley.width, first), key=lambda breaking: breaking.demerits).ends
    breaking = break_ragged(atoms, galley.width)
    return breaking.ends if breaking else ()


def _without(text: Text, start: int, stop: int) -> Text:
    return Text(
        text.file, text.pieces[:start] + text.pieces[stop:], text.starts[:start] + text.starts[stop:],
        text.ends[:start] + text.ends[stop:], text.marks[:start] + text.marks[stop:],
    )  # fmt: skip


def _is_whole(text: Text, start: int, stop: int) -> bool:
    """Whether a run begins and ends between words, and calls for no note."""
    glued = text.marks[start] & GLUED or (stop < len(text.pieces) and text.marks[stop] & GLUED)
    return not glued and not any(mark & NOTE for mark in text.marks[start:stop])


def _clauses(text: Text) -> Iterator[tuple[int, int]]:
    """Runs of words without which a paragraph still reads: sentences but for the only one, what stands in brackets, what
    stands between two commas."""
    pieces, count = text.pieces, len(text.pieces)
    bare = [piece.rstrip(_CLOSING) for piece in pieces]
    stops = [0, *[k + 1 for k, piece in enumerate(bare) if piece[-1:] in tuple(_ENDS)]]
    commas = [k + 1 for k, piece in enumerate(pieces) if piece.endswith(",")]
    runs = [run for run in pairwise(stops) if run != (0, count)]
    runs += [(a, b) for a, b in pairwise(commas) if not any(a < stop <= b for stop in stops)]
    opened = -1
    for k, piece in enumerate(pieces):
        opened = k if piece.startswith("(") else opened
        if opened > 0 and piece.endswith(")"):
            runs.append((opened, k + 1))
            opened = -1
    return (run for run in runs if run[0] < run[1] and _is_whole(text, *run))
