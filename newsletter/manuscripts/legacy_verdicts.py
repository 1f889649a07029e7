"""In which encoding each stretch of a document is written.

The name of a font says which set it was made for, but many files keep such fonts although their text has long been Unicode:
the words have the last word. A stretch that says too little by itself ("mét") is read as its neighbours are.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsletter.language.charsets import CHARSETS
from newsletter.language.decoding import (
    CERTAIN,
    Evidence,
    holds_tcvn3,
    is_suspect,
    is_vietnamese,
    total,
    weigh,
    weigh_unicode,
)
from newsletter.language.misread import is_misread
from newsletter.language.viqr import is_viqr
from newsletter.manuscripts.legacy_fonts import FontKind

UNSURE = 0.5
"""How sure a conversion is that was not made, for want of words that speak for it."""
_CLEARLY = 4
"""Times as many words must speak for a set that is expected as against it."""


class Stretch(NamedTuple):
    """Runs ``first`` … ``end``-1 of paragraph ``paragraph``, in fonts of one kind; ``text`` is theirs, in NFC; ``font``: the
    name of the first one's."""

    paragraph: int
    first: int
    end: int
    kind: FontKind
    font: str
    text: str


class Verdict(NamedTuple):
    """``encoding`` "" leaves a stretch as it is, and so does one that is not ``made``: the text is only suspected of it."""

    encoding: str = ""
    sure: float = 1.0
    made: bool = True


LEFT = Verdict()


def judge(stretches: Sequence[Stretch]) -> list[Verdict]:
    """A verdict for each stretch of a document."""
    verdicts = [LEFT] * len(stretches)
    groups: dict[str, list[int]] = defaultdict(list)
    misread = any(is_misread(stretch.text) for stretch in stretches)
    for k, stretch in enumerate(stretches):
        if stretch.kind.symbols:
            continue
        if misread and is_misread(stretch.text, surely=False):
            verdicts[k] = Verdict("UTF-8")
        else:
            groups[stretch.kind.charset].append(k)
    for charset, places in groups.items():
        group = [stretches[k] for k in places]
        told = _by_font(group, charset) if charset else _by_words(group)
        for k, verdict in zip(places, told, strict=True):
            verdicts[k] = verdict
    return verdicts


# -- in fonts of an old set ---------------------------------------------------------


def _by_font(group: Sequence[Stretch], charset: str) -> Iterator[Verdict]:
    evidence = [_evidence(stretch, charset) for stretch in group]
    near: dict[int, list[Evidence]] = defaultdict(list)
    for stretch, one in zip(group, evidence, strict=True):
        near[stretch.paragraph].append(one)
    whole = total(evidence)
    otherwise = _by_words(group) if whole.gained < _CLEARLY * (whole.doubtful + whole.lost) else [LEFT] * len(group)
    for stretch, own, other in zip(group, evidence, otherwise, strict=True):
        if is_vietnamese(stretch.text):
            yield _both(stretch.text)
        elif other.encoding not in ("", charset):
            yield other
        else:
            yield _expected(stretch, own, (total(near[stretch.paragraph]), whole))


def _both(text: str) -> Verdict:
    """A text with letters of Unicode is left; where words of TCVN3 stand in it too, that is told."""
    return Verdict("TCVN3", UNSURE, made=False) if holds_tcvn3(text) else LEFT


def _evidence(stretch: Stretch, charset: str) -> Evidence:
    return weigh_unicode(stretch.text) if is_vietnamese(stretch.text) else weigh(stretch.text, charset)


def _expected(stretch: Stretch, own: Evidence, around: Sequence[Evidence]) -> Verdict:
    """In a font of a set: what the stretch says, then its paragraph, then all text in such fonts."""
    charset = stretch.kind.charset
    changes = own.gained + own.lost + own.doubtful + own.silent > 0
    if not changes and not (stretch.kind.capitals and stretch.text != stretch.text.upper()):
        return LEFT
    for evidence in (own, *around):
        against = evidence.lost + evidence.doubtful
        if evidence.is_foreign:
            continue
        if evidence.gained > _CLEARLY * against:
            return Verdict(charset, round(evidence.share, 2)) if own.gained >= own.lost else LEFT
        if evidence.lost > evidence.gained:
            return LEFT
    return Verdict(charset, UNSURE, made=False) if changes else LEFT


# -- in other fonts, and where there are none ----------------------------------------


def _by_words(group: Sequence[Stretch]) -> list[Verdict]:
    found = _established(group)
    viqr = [is_viqr(stretch.text) for stretch in group]
    expected = any(viqr)
    mixed = any(is_vietnamese(stretch.text) for stretch in group)
    verdicts = []
    for stretch, certain in zip(group, viqr, strict=True):
        if is_vietnamese(stretch.text):
            verdicts.append(_both(stretch.text))
        elif certain or (expected and is_viqr(stretch.text, expected=True)):
            verdicts.append(Verdict("VIQR"))
        else:
            verdicts.append(_found(stretch.text, found, mixed=mixed) if is_suspect(stretch.text) else LEFT)
    return verdicts


def _established(group: Sequence[Stretch]) -> list[str]:
    """Sets in which some of this text is written beyond doubt, the most of it first."""
    suspects = [stretch.text for stretch in group if is_suspect(stretch.text) and not is_vietnamese(stretch.text)]
    weight: dict[str, int] = {}
    for charset in CHARSETS if suspects else ():
        evidence = [weigh(text, charset) for text in suspects]
        clear = [one.gained for one in (*evidence, total(evidence)) if one.is_clear]
        if clear:
            weight[charset] = sum(clear)
    return sorted(weight, key=lambda charset: -weight[charset])


def _found(text: str, charsets: Sequence[str], *, mixed: bool) -> Verdict:
    """The first of the sets found in the document that explains this text; ``mixed``: some of the document is Unicode."""
    for charset in charsets:
        own = weigh(text, charset)
        if own.share >= CERTAIN or own.gained > _CLEARLY * (own.lost + own.doubtful):
            return Verdict(charset, round(own.share, 2))
        if own.silent and not own.gained + own.lost + own.doubtful:
            return Verdict(charset, UNSURE, made=not mixed)
    return LEFT
