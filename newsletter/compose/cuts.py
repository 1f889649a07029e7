"""The cheapest cuts: where a story gets shorter by a line for the fewest words.

A paragraph saves a line where some words less make its natural number of lines smaller. Every cut that is told was tried:
the paragraph was broken again without these words, in the same style and measure. Which words are tried first is decided
by arithmetic; what cannot save a line, even with all spaces at their least, is not tried. The work is linear in the text:
so many pieces are broken again, and no more (``AGAIN``).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from newsletter.compose.flow import Fit, best_lines
from newsletter.compose.galley import Galley
from newsletter.compose.grammar import STOP
from newsletter.compose.itemise import itemise
from newsletter.compose.kit import Kit
from newsletter.compose.linebreak import break_lines
from newsletter.compose.matter import Item
from newsletter.compose.setting import best_ends
from newsletter.model.article import BREAK, GLUED, NOTE, TIED, Article, Block, ListItem, Paragraph, Quotation, Text
from newsletter.pages.items import Cut, CutKind
from newsletter.units import Mpt

MOST = 10
"""Cuts that are told of a story."""
LONGEST = 8
"""Words without a sense of their own that may go; past that an editor strikes out a clause."""
LONGEST_ASIDE = 16
"""Words of a bracket or a clause; past that it is the matter itself."""
RUNS = 3
"""Runs of so many words that are tried in a paragraph: the widest ones, each on a line of its own."""
AGAIN = 6
"""How often the pieces of a story may be broken again, for cuts by words and again for those by sense; at least
LEAST_AGAIN pieces."""
LEAST_AGAIN = 5000
FARTHEST = 40
"""Lines that a story may be over for a set of cuts to be sought: past that it needs another place, not a pencil."""
ROUNDS = 4
"""Sets of cuts with which a story is composed again."""
_AFTER = ".,;:!?…"
_OPENING = "(“‘«["
_CLOSING = ")”’»]"
_ENDS = ".!?…"
_DASHES = frozenset("–—-")
_STYLED = ~(GLUED | TIED)


class _Run(NamedTuple):
    """Pieces first … stop-1 that may go; ``kept`` is the mark at their end that stays, with the word before."""

    kind: CutKind
    first: int
    stop: int
    kept: str = ""


class _Para(NamedTuple):
    """A paragraph: its number in the story (from 1), its natural number of lines and their ends, where its words begin and,
    at last, end."""

    number: int
    galley: Galley
    lines: int
    ends: tuple[int, ...]
    words: tuple[int, ...]
    goes: bool
    """Whether it may go as a whole: not the first one below a headline."""

    @property
    def text(self) -> Text:
        return self.galley.atoms.text

    def width(self, run: _Run) -> Mpt:
        """What the line gains by a run's going, about."""
        at, end = self.galley.atoms.at, self.galley.atoms.end
        if run.stop < len(at):
            return at[run.stop] - at[run.first]
        return end[-1] - (end[run.first - 1] if run.first else at[0])

    def syllables(self, run: _Run) -> int:
        return sum(1 for word in self.words[:-1] if run.first <= word < run.stop)


class _Trials:
    """Breaks paragraphs again, up to a number of pieces."""

    def __init__(self, paras: Sequence[_Para], kit: Kit) -> None:
        self.kit = kit
        self.left = max(LEAST_AGAIN, AGAIN * sum(len(para.text.pieces) for para in paras))

    def saved(self, para: _Para, run: _Run) -> int:
        """Lines that a paragraph is shorter by without a run; 0 where that is not known."""
        if run.kind == "paragraph":
            return para.lines
        self.left -= len(para.text.pieces)
        if self.left < 0:
            return 0
        lines = _natural(para.galley, without(para.text, run.first, run.stop, run.kept), self.kit)
        return max(0, para.lines - lines)


def find_cuts(items: Sequence[Item], article: Article, kit: Kit, most: int = MOST) -> tuple[Cut, ...]:
    """The cheapest cuts of a story, fewest words for a line first: half of them any words, half by sense.

    ``items`` as story.story_items makes them, in the order of the story; ``article`` is the whole story, after which
    paragraphs are counted.
    """
    paras = list(_paragraphs(items, article))
    words = _by_words(paras, _Trials(paras, kit), most)
    sense = _by_sense(paras, _Trials(paras, kit), most)
    half = max(most // 2, most - len(sense))
    chosen = [*words[:half], *sense[: most - min(half, len(words))]]
    return cheapest_first(_cut(para, run, lines, kit) for para, run, lines in chosen)


def cheapest_first(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    return tuple(sorted(cuts, key=lambda cut: (cut.syllables / cut.lines, cut.kind == "words", cut.at)))


def in_clear_columns(items: Sequence[Item], found: Fit, *, continued: bool) -> list[Item]:
    """The items that have whole columns to themselves, whose numbers of lines are known; where the story goes on elsewhere
    (``continued``), those that end here."""
    beside = {part.block for part in found.placed if part.option.rows}
    stop = found.rest.block if continued and found.rest is not None else len(items)
    return [item for number, item in enumerate(items[:stop]) if number not in beside]


def cuts_that_fit(
    cuts: Sequence[Cut], article: Article, over: int, still_over: Callable[[Article], int]
) -> tuple[Cut, ...]:
    """The cuts with the fewest words by which a story that is ``over`` by so many lines fits, in the order of its text;
    none where they do not reach. ``still_over`` composes a shortened story and tells by how many lines it is over."""
    wanted = over
    for _ in range(ROUNDS):
        chosen = _cheapest_set(cuts, wanted)
        if not chosen:
            return ()
        left = still_over(shortened(article, chosen))
        if left <= 0:
            return tuple(sorted(chosen, key=lambda cut: cut.at))
        wanted += left
    return ()


def shortened(article: Article, cuts: Iterable[Cut]) -> Article:
    """A story without what is cut; of a paragraph nothing of which is left, nothing stays."""
    last_first = sorted(cuts, key=lambda cut: -cut.span[0])
    blocks: list[Block] = []
    for block in article.blocks:
        if isinstance(block, Paragraph | ListItem | Quotation):
            text = block.text
            for cut in last_first:
                inside = [k for k, start in enumerate(text.starts) if cut.span[0] <= start < cut.span[1]]
                if inside:
                    text = without(text, inside[0], inside[-1] + 1, cut.kept)
            if text.pieces:
                blocks.append(block._replace(text=text))
        else:
            blocks.append(block)
    return article._replace(blocks=tuple(blocks))


def without(text: Text, first: int, stop: int, kept: str = "") -> Text:
    """A text without pieces first … stop-1; ``kept`` closes up to the piece before."""
    head, tail = text.cut(0, first), text.cut(stop)
    pieces = head.pieces
    if kept and pieces:
        pieces = (*pieces[:-1], pieces[-1] + kept)
    links = (*head.links, *((a + first, b + first, address) for a, b, address in tail.links))
    return Text(text.file, pieces + tail.pieces, head.starts + tail.starts, head.ends + tail.ends,
                head.marks + tail.marks, links)  # fmt: skip


# -- paragraphs -------------------------------------------------------------


def _paragraphs(items: Sequence[Item], article: Article) -> Iterator[_Para]:
    """The paragraphs that stand whole in one measure, without hard line breaks."""
    blocks = [block for block in article.blocks if isinstance(block, Paragraph | ListItem | Quotation)]
    numbers = {block.text.starts[0]: number for number, block in enumerate(blocks, 1) if block.text.starts}
    before: Item | None = None
    for item, following in zip_longest(items, items[1:]):
        galley, above, before = item.payload, before, item
        if not isinstance(galley, Galley) or galley.text.starts[0] < 0 or (following and _continues(following)):
            continue
        number = numbers.get(galley.text.starts[0])
        if number is not None:
            marks = galley.atoms.text.marks
            words = (*(k for k, mark in enumerate(marks) if not mark & GLUED or not k), len(marks))
            option = min(item.block.options, key=lambda option: option.cost)
            goes = above is not None and isinstance(item.written, Paragraph) and isinstance(above.written, Paragraph)
            yield _Para(number, galley, best_lines(item.block), option.ends, words, goes)


def _continues(item: Item) -> bool:
    """Whether an item goes on after a hard line break."""
    return isinstance(item.payload, Galley) and item.payload.text.marks[0] & BREAK > 0


def _natural(galley: Galley, text: Text, kit: Kit) -> int:
    """Lines of a text in a galley's place; of one with a drop cap that its lines do not hold, more than it could have."""
    style, drop, width = galley.atoms.plain.style, galley.drop, galley.width
    atoms = itemise(text, style, kit.caster, indent=galley.atoms.indent)
    if style.align == "justify":
        first = (width - drop.width,) * drop.lines if drop else ()
        lines = min(break_lines(atoms, width, first), key=lambda breaking: breaking.demerits).lines
    else:
        lines = len(best_ends(atoms, width - (drop.width if drop else 0)))
    return lines if drop is None or lines > drop.lines else len(galley.atoms.casts) + 1


def _may_go(para: _Para, run: _Run) -> bool:
    """Whole words, without notes, and no part of what is emphasised or linked."""
    text, first, stop = para.text, run.first, run.stop
    if first == 0 and para.number == 1:
        return False  # what comes first then may take an initial, or lose one
    marks = text.marks
    if marks[first] or marks[stop - 1] & _STYLED or any(mark & (NOTE | BREAK) for mark in marks[first:stop]):
        return False
    if stop < len(marks) and marks[stop] & (GLUED | TIED):
        return False
    if any(a <= first <= b or a < stop <= b + 1 for a, b, _ in text.links):
        return False
    return first > 0 or (para.galley.drop is None and not run.kept and (stop < len(marks) or run.kind == "paragraph"))


def _could_save(para: _Para, run: _Run) -> bool:
    """Whether the rest would go into a line less with all spaces at their least."""
    atoms, drop = para.galley.atoms, para.galley.drop
    room = (para.lines - 1) * para.galley.width - (drop.width * drop.lines if drop else 0)
    return atoms.end[-1] - atoms.at[0] - para.width(run) - atoms.down_end[-1] <= room


# -- any words --------------------------------------------------------------

_Found = tuple[_Para, _Run, int]
"""A paragraph, what may go of it, and how many lines that saves."""


def _by_words(paras: Sequence[_Para], trials: _Trials, most: int) -> list[_Found]:
    """The fewest words of each paragraph that save a line: one word is tried in all, then two …, until enough are found."""
    found: list[_Found] = []
    waiting = [para for para in paras if para.lines > 1]
    for count in range(1, LONGEST + 1):
        unsaved = []
        for para in waiting:
            runs = sorted(_runs(para, count), key=para.width, reverse=True)[:RUNS]
            saving = next(((para, run, lines) for run in runs if (lines := trials.saved(para, run))), None)
            if saving:
                found.append(saving)
            else:
                unsaved.append(para)
        waiting = unsaved
        if len(found) >= most:
            break
    return found[:most]


def _runs(para: _Para, count: int) -> Iterator[_Run]:
    """For each line the widest run of so many words that begins in it, within a sentence and clear of all marks."""
    best: _Run | None = None
    pieces, line = para.text.pieces, 0
    for first, stop in zip(para.words[1:], para.words[1 + count :], strict=False):
        while first >= para.ends[line]:
            if best is not None:
                yield best
            best, line = None, line + 1
        run = _Run("words", first, stop)
        if pieces[first - 1][-1] in _ENDS + "”" or not all(map(_is_plain, pieces[first:stop])):
            continue
        if (best is None or para.width(run) > para.width(best)) and _could_save(para, run) and _may_go(para, run):
            best = run
    if best is not None:
        yield best


def _is_plain(piece: str) -> bool:
    return piece[-1] not in _AFTER + _CLOSING and piece[0] not in _OPENING and piece not in _DASHES


# -- by sense ---------------------------------------------------------------


def _by_sense(paras: Sequence[_Para], trials: _Trials, most: int) -> list[_Found]:
    """Brackets, asides, clauses, sentences and paragraphs, those first that seem to cost the fewest words for a line."""
    runs = [
        (para, run) for para in paras for run in _parts(para) if _may_go(para, run) and _could_save(para, run)
    ]  # fmt: skip
    found = []
    for para, run in sorted(runs, key=lambda one: _looks(*one)):
        lines = trials.saved(para, run)
        if lines:
            found.append((para, run, lines))
        if len(found) == most:
            break
    return found


def _looks(para: _Para, run: _Run) -> float:
    """Words for a line, judged by the width of what goes."""
    atoms, measure = para.galley.atoms, para.galley.width
    left = atoms.end[-1] - atoms.at[0] - para.width(run)
    return para.syllables(run) / max(0.5, para.lines + left // -measure)


def _parts(para: _Para) -> Iterator[_Run]:
    pieces, count = para.text.pieces, len(para.text.pieces)
    kinds = [cast.kind for cast in para.galley.atoms.casts]
    ends = [
        stop for stop in range(1, count) if kinds[stop - 1] & STOP and _ends_sentence(pieces[stop - 1], pieces[stop])
    ]
    if para.goes:
        yield _Run("paragraph", 0, count)
    for first, stop in pairwise([0, *ends, count]):
        if stop - first < count:
            yield _Run("sentence", first, stop)
        for run in (*_brackets(pieces, first, stop), *_clauses(pieces, first, stop), *_asides(pieces, first, stop)):
            if run.stop - run.first <= LONGEST_ASIDE and run.stop - run.first < stop - first and _closed(pieces, run):
                yield run


def _closed(pieces: Sequence[str], run: _Run) -> bool:
    """Whether a run takes no part of what stands on both sides of a colon, between quotation marks or in brackets."""
    inside = " ".join(pieces[run.first : run.stop])
    pairs = all(inside.count(a) == inside.count(b) for a, b in zip(_OPENING, _CLOSING, strict=True))
    return pairs and (run.kind == "bracket" or not set(":;") & set(inside.removesuffix(run.kept)))


def _ends_sentence(piece: str, following: str) -> bool:
    return piece.rstrip(_CLOSING)[-1:] in _ENDS and following.lstrip(_OPENING)[:1].isupper()


def _brackets(pieces: Sequence[str], first: int, stop: int) -> Iterator[_Run]:
    opened = -1
    for k in range(first, stop):
        if pieces[k].startswith("("):
            opened = k
        bare = pieces[k].rstrip(_AFTER)
        if opened > first and bare.endswith(")"):
            yield _Run("bracket", opened, k + 1, pieces[k][len(bare) :])
            opened = -1


def _clauses(pieces: Sequence[str], first: int, stop: int) -> Iterator[_Run]:
    """What stands between two commas, with the second."""
    commas = [k for k in range(first, stop) if pieces[k].endswith(",")]
    yield from (_Run("clause", a + 1, b + 1) for a, b in pairwise(commas))


def _asides(pieces: Sequence[str], first: int, stop: int) -> Iterator[_Run]:
    """What stands between two dashes, and from the last one to the sentence's end."""
    dashes = [k for k in range(first + 1, stop) if pieces[k] in _DASHES]
    yield from (_Run("aside", a, b + 1) for a, b in zip(dashes[::2], dashes[1::2], strict=False))
    if len(dashes) % 2:
        last = pieces[stop - 1]
        yield _Run("aside", dashes[-1], stop, last[len(last.rstrip(_AFTER)) :])


# -- as values ----------------------------------------------------------------


def _cut(para: _Para, run: _Run, lines: int, kit: Kit) -> Cut:
    text = para.text
    span = text.starts[run.first], text.ends[run.stop - 1]
    shown = text.cut(run.first, run.stop).plain().removesuffix(run.kept)
    at = kit.whereabouts(text, run.first)
    if run.kind == "paragraph":
        shown = para.galley.text.plain()
    return Cut(para.number, at, run.kind, para.syllables(run), lines, shown, span, run.kept)


def _cheapest_set(cuts: Iterable[Cut], lines: int) -> tuple[Cut, ...]:
    """At most one cut of a paragraph, together so many lines or more for the fewest words; () where they do not reach."""
    options: dict[int, list[Cut]] = {}
    for cut in cuts:
        options.setdefault(cut.paragraph, []).append(cut)
    best: dict[int, tuple[int, tuple[Cut, ...]]] = {0: (0, ())}
    for choice in options.values():
        grown = dict(best)
        for saved, (words, chosen) in best.items():
            for cut in choice:
                total = min(lines, saved + cut.lines)
                if total not in grown or words + cut.syllables < grown[total][0]:
                    grown[total] = (words + cut.syllables, (*chosen, cut))
        best = grown
    return best.get(lines, (0, ()))[1]
