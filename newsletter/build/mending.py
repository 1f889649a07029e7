"""``check --fix``: what is wrong with the articles and can be set right without a person, put into their files.

Each fix is proved as a correction of a reviewer is: the file, read again, shows what was meant and differs in nothing else.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from newsletter.build.correcting import put
from newsletter.check.rules import slips
from newsletter.check.slip import Fix, Slip, weighed
from newsletter.intake.folder import read_inside
from newsletter.intake.issue import read_issue
from newsletter.intake.text import INVISIBLE, LIMIT
from newsletter.intake.text_pieces import Pieces
from newsletter.model.article import NO_OFFSET, texts_of
from newsletter.model.issue import Issue
from newsletter.output import Unwritable, alone_beside
from newsletter.problems import Problem
from newsletter.review.apply import ARTICLES, Revision
from newsletter.review.edits import Change, Splice, is_right, spliced
from newsletter.review.shown import SPACE, TIE, Look, Shown, show

ROUNDS = 6
"""One fix may make room for the next: they are looked for anew so many times."""
_REPAIRED = "NL129"
"""Stands for what is repaired letter by letter: look-alikes, invisible marks, letters that are not composed (NFC)."""
_MARK = "\ufeff"
_GAP = re.compile(r"\s+")


class Mending(NamedTuple):
    """``revisions``: the files before and after; ``counts``: (file, code, fixes made). ``written``: they are in place."""

    revisions: tuple[Revision, ...] = ()
    counts: tuple[tuple[str, str, int], ...] = ()
    written: bool = False
    problems: tuple[Problem, ...] = ()


def mend(folder: Path, *, unsafe: bool, write: bool, waiting: Callable[[str], None]) -> Mending:
    """``unsafe``: also what changes words; ``write``: False only finds what would change."""
    root = folder.resolve()
    if not write:
        return _mended(folder, root, unsafe=unsafe)
    try:
        with alone_beside(root / ARTICLES / "check", waiting):
            found = _mended(folder, root, unsafe=unsafe)
            problems = put(root, found.revisions)
            return found._replace(written=not problems, problems=problems)
    except Unwritable as refusal:
        return Mending(problems=(refusal.problem,))


def _mended(folder: Path, root: Path, *, unsafe: bool) -> Mending:
    issue = read_issue(folder).value
    stored = {article.file: _stored(root, article.file) for article in issue.articles} if issue else {}
    before = {file: content for file, content in stored.items() if content is not None}
    texts = {file: content.decode("utf-8").removeprefix(_MARK) for file, content in before.items()}
    counts: Counter[tuple[str, str]] = Counter()
    for _ in range(ROUNDS if issue else 0):
        changed = {file: done for file, done in _round(issue, texts, unsafe=unsafe) if done.codes} if issue else {}
        if not changed or issue is None:
            break
        counts.update((file, code) for file, done in changed.items() for code in done.codes)
        texts |= {file: done.shown.stored.text for file, done in changed.items()}
        issue = _with(issue, {file: done.shown for file, done in changed.items()})
    revisions = (_revision(file, before[file], text) for file, text in sorted(texts.items()))
    return Mending(
        tuple(one for one in revisions if one.before != one.after),
        tuple((file, code, count) for (file, code), count in sorted(counts.items())),
    )


def _stored(root: Path, file: str) -> bytes | None:
    data, fault = read_inside(root, file, LIMIT)
    return None if fault else data


def _revision(file: str, before: bytes, text: str) -> Revision:
    mark = _MARK if before.startswith(_MARK.encode()) else ""
    return Revision(file, before, (mark + text).encode())


def _with(issue: Issue, shown: dict[str, Shown]) -> Issue:
    """The issue with some articles as they are now."""
    articles = tuple(shown[one.file].article if one.file in shown else one for one in issue.articles)
    lines = {file: one.stored.lines for file, one in shown.items()}
    return issue._replace(articles=articles, lines={**issue.lines, **lines})


# -- one round ---------------------------------------------------------------------


class _Done(NamedTuple):
    """A file with the fixes that were made in it, by their codes."""

    shown: Shown
    codes: tuple[str, ...] = ()


def _round(issue: Issue, texts: dict[str, str], *, unsafe: bool) -> Iterator[tuple[str, _Done]]:
    wanted: dict[str, list[tuple[str, tuple[Fix, ...]]]] = {file: [] for file in texts}
    for slip in _told(issue):
        file = slip.problem.source.file if slip.problem.source else ""
        if slip.fixes and (slip.safe or unsafe) and file in wanted:
            wanted[file].append((slip.problem.code, slip.fixes))
    for article in issue.articles:
        text = texts.get(article.file, "")
        repairs = {fix for one in texts_of(article) for fix in _repairs(text, one.pieces, one.starts, one.ends)}
        fixes = [*((_REPAIRED, (fix,)) for fix in sorted(repairs)), *wanted.get(article.file, ())]
        if fixes:
            yield article.file, _apply(show(article.file, text), fixes)


def _told(issue: Issue) -> Iterator[Slip]:
    """Slips that check would tell: neither set aside nor switched off."""
    every = list(slips(issue))
    told = {problem[:1] + problem[2:] for problem in weighed((slip.problem for slip in every), issue)}
    yield from (slip for slip in every if slip.problem[:1] + slip.problem[2:] in told)


def _repairs(text: str, pieces: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> Iterator[Fix]:
    """Pieces that are shown otherwise than stored, where nothing but letters differs."""
    known = Pieces()
    for piece, start, end in zip(pieces, starts, ends, strict=True):
        raw = text[start:end] if start != NO_OFFSET else piece
        if raw != piece and known[raw] == piece and "<!--" not in raw:
            yield Fix(start, end, piece)
    for before, after in zip(ends, starts[1:], strict=False):
        gap = text[before:after] if NO_OFFSET not in (before, after) else ""
        if any(sign in INVISIBLE for sign in gap) and not gap.strip(INVISIBLE + " "):
            yield Fix(before, after, " " if " " in gap else "")


def _apply(shown: Shown, fixes: Sequence[tuple[str, tuple[Fix, ...]]]) -> _Done:
    """Those that go together."""
    places = _places(shown)
    edits = [(code, edit) for code, some in fixes if (edit := _edit(shown, places, some))]
    edits = _right_ones(shown, edits, [])
    text = spliced(shown.stored.text, _together([edit for _, edit in edits])[1])
    if text is None or text == shown.stored.text:
        return _Done(shown)
    return _Done(show(shown.stored.file, text), tuple(code for code, _ in edits))


_Edit = tuple[tuple[Change, ...], tuple[Splice, ...]]


def _right_ones(shown: Shown, edits: list[tuple[str, _Edit]], kept: list[tuple[str, _Edit]]) -> list[tuple[str, _Edit]]:
    """``kept`` and all of some edits that go with it: the whole lot where it does, else those of its halves."""
    if not edits or is_right(shown, *_together([edit for _, edit in (*kept, *edits)])):
        return [*kept, *edits]
    if len(edits) == 1:
        return kept
    half = len(edits) // 2
    return _right_ones(shown, edits[half:], _right_ones(shown, edits[:half], kept))


def _together(edits: Sequence[_Edit]) -> _Edit:
    return (
        tuple(dict.fromkeys(change for edit in edits for change in edit[0])),
        tuple(dict.fromkeys(splice for edit in edits for splice in edit[1])),
    )


def _places(shown: Shown) -> dict[int, tuple[int, int]]:
    """Where a sign of the file is shown: its text, and the first cell of it."""
    places: dict[int, tuple[int, int]] = {}
    for number, cells in enumerate(shown.texts):
        for k, cell in enumerate(cells):
            places.setdefault(cell.start, (number, k))
    return places


def _edit(shown: Shown, places: dict[int, tuple[int, int]], fixes: Sequence[Fix]) -> _Edit | None:
    """Fixes as what changes on the page and in the file; None where they speak of no text of the article."""
    changes, splices = [], []
    text = shown.stored.text
    for fix in fixes:
        head = fix.end - len(text[fix.start : fix.end].lstrip(INVISIBLE))
        number, first = places.get(head, (-1, 0))
        cells = shown.texts[number][first:] if number >= 0 else ()
        inside = tuple(takewhile(lambda cell: cell.end <= fix.end, cells))  # noqa: B023
        if not inside or text[inside[-1].end : fix.end].strip(INVISIBLE):
            return None
        new = tuple(_look(sign, inside[0].look) for sign in fix.new)
        if tuple(cell.look for cell in inside) != new:
            changes.append(Change(number, first, first + len(inside), new))
        splices.append(_between_marks(text, fix))
    return tuple(changes), tuple(splices)


def _between_marks(text: str, fix: Fix) -> Splice:
    """White space alone where marks of Markdown stand beside it."""
    stored = text[fix.start : fix.end]
    gap = None if fix.new.strip() or not stored.strip() else _GAP.search(stored)
    return Splice(fix.start + gap.start(), fix.start + gap.end(), fix.new) if gap else Splice(*fix)


def _look(sign: str, like: Look) -> Look:
    """A sign in the style of the one that it stands for."""
    return (sign, 0, "") if sign in (SPACE, TIE) else (sign, like[1], like[2])
