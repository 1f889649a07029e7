"""House style: of two good ways of writing the one that the issue keeps to, or the one that stands more often in it."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from newsletter.check.slip import Fix, Line, Reading, Slip, Word, rewritten
from newsletter.language.capitals import miswritten
from newsletter.language.dates import STYLES, Written, days_in
from newsletter.language.folding import folded
from newsletter.language.tones import Custom, custom_of, placed
from newsletter.model.lexicon import MARKS_BEFORE
from newsletter.problems import note, warning
from newsletter.source import SourceSpan

_I: Final = {
    "kỉ": "kỷ",
    "kì": "kỳ",
    "kí": "ký",
    "lí": "lý",
    "mĩ": "mỹ",
    "tỉ": "tỷ",
    "hi": "hy",
    "quí": "quý",
    "quì": "quỳ",
}
_Y: Final = {y: i for i, y in _I.items()}
_UNITS: Final = frozenset(
    "%|‰|triệu|tỷ|tỉ|nghìn|ngàn|đồng|ha|km|m|m²|m2|kg|tấn|tạ|lít|độ|°c|điểm|lần|giờ|phút|người|hộ|cm|mm|kw|mw".split(
        "|"
    )
)
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+")
_DECIMAL: Final = re.compile(r"(\d+)\.(\d{1,2})(%?)")
_ABBREVIATIONS: Final = (
    frozenset(("đ/c", "đc", "đ.c", "đ/c.", "đc.", "đ.c.")),
    frozenset(("TP.", "TP", "Tp.", "Tp")),
    frozenset(("TX.", "TX", "Tx.", "Tx")),
    frozenset(("TW", "TƯ", "T.Ư", "T.W")),
    frozenset(("UBND", "U.B.N.D")),
    frozenset(("ThS.", "ThS", "Th.S", "Ths.", "Ths")),
    frozenset(("PGS.", "PGS")),
    frozenset(("v.v.", "v.v…", "v.v", "vv", "vv.", "vv…")),
)
"""Ways of writing one abbreviation."""
_GROUP_OF: Final = {way: number for number, group in enumerate(_ABBREVIATIONS) for way in group}
LONG: Final = 9
"""Characters that no abbreviation has, with the marks round it."""


class _Found(NamedTuple):
    """A word at its place, in one of two ways of writing."""

    line: Line
    word: Word
    bare: str
    way: str

    def slip(self, code: str, reading: Reading, new: str, *, count: int, most: int, wanted: bool = False) -> Slip:
        """``count``: how often it is written so; ``most``: how often in the other way; ``wanted``: the house wants that.
        What authors may choose is told, and not fixed."""
        told = (warning if wanted else note)(
            code, reading.at(self.line.text, self.word.first), found=self.bare, other=new, count=count, most=most
        )
        fixes = rewritten(self.line.text, self.word, self.word.shown.replace(self.bare, new)) if wanted else ()
        return Slip(told, fixes)


def tones_in_place(reading: Reading) -> Iterator[Slip]:
    """The rule of tone marks in oa, oe, uy: as the house wants them, else as most of the issue has them."""
    wanted = reading.issue.style.tone
    found = [
        _Found(line, word, word.plain, way)
        for line in reading.lines
        for word in line.words
        if not word.shown.isascii() and (way := custom_of(word.plain))
    ]
    count, words = Counter(one.way for one in found), Counter(one.bare.lower() for one in found)
    custom: Custom = wanted if wanted != "keep" else "new" if count["new"] > count["old"] else "old"
    for one in _told([one for one in found if one.way != custom], all_of_them=wanted != "keep"):
        new, often = placed(one.bare, custom), words[one.bare.lower()]
        yield one.slip("NL340", reading, new, count=often, most=count[custom], wanted=wanted != "keep")


def _told(found: Iterable[_Found], *, all_of_them: bool) -> Iterator[_Found]:
    """Where authors may choose, each word once, at its first place."""
    seen: set[str] = set()
    for one in found:
        if all_of_them or one.bare.lower() not in seen:
            seen.add(one.bare.lower())
            yield one


def i_or_y(reading: Reading) -> Iterator[Slip]:
    """The rule of i and y after h, k, l, m, t, qu: as the house wants it; else where one word stands in both ways."""
    wanted = reading.issue.style.i_y
    ways: dict[str, list[_Found]] = defaultdict(list)
    for line in reading.lines:
        words = [word.plain for word in line.words]
        for k, (word, plain) in enumerate(zip(line.words, words, strict=True)):
            small = plain.lower()
            if small in _I or small in _Y:
                beside = words[k + 1].lower() if k + 1 < len(words) else ""
                key = f"{_I.get(small, small)} {beside}"
                ways[key].append(_Found(line, word, plain, "i" if small in _I else "y"))
    for found in ways.values():
        count = Counter(one.way for one in found)
        if wanted == "keep" and len(count) < 2:
            continue
        way = wanted if wanted != "keep" else "i" if count["i"] > count["y"] else "y"
        for one in found:
            if one.way != way and not (wanted == "i" and one.bare[0].isupper()):
                new = (_I if way == "y" else _Y)[one.bare.lower()]
                cased = new.upper() if one.bare.isupper() else new.capitalize() if one.bare[0].isupper() else new
                settled = wanted != "keep"
                yield one.slip("NL341", reading, cased, count=count[one.way], most=count[way], wanted=settled)


# -- days --------------------------------------------------------------------------


class _Joined(NamedTuple):
    """The words of a line with single spaces between them, and where each begins."""

    line: Line
    text: str
    starts: list[int]

    def word(self, offset: int) -> int:
        """The number of the word that holds a character."""
        return bisect_right(self.starts, offset) - 1

    def at(self, reading: Reading, offset: int) -> SourceSpan | None:
        return reading.at(self.line.text, self.line.words[self.word(offset)].first)


def _joined(line: Line) -> _Joined:
    shown = [word.shown for word in line.words]
    return _Joined(line, " ".join(shown), [0, *accumulate(len(word) + 1 for word in shown)][:-1])


def days(reading: Reading) -> Iterator[Slip]:
    """The rules of days: such as are in the calendar, written one way."""
    found: list[tuple[_Joined, Written]] = []
    for line in reading.lines:
        if not any(word.plain[:1].isdigit() for word in line.words):
            continue
        joined = _joined(line)
        for day in days_in(joined.text):
            if not day.possible:
                told = warning("NL342", joined.at(reading, day.start), date=joined.text[day.start : day.end])
                yield Slip(told)
            elif day.numeric:
                found.append((joined, day))
    yield from _in_style(reading, found)


def _in_style(reading: Reading, found: Sequence[tuple[_Joined, Written]]) -> Iterator[Slip]:
    """Days that are not written as the house has them, or most of the issue: if any."""
    house = reading.issue.style.dates
    count = {style: sum(day.follows(style) for _, day in found) for style in STYLES}
    style = house if house != "keep" else max(STYLES, key=lambda one: (count[one], one == "decree"))
    for joined, day in found:
        if not day.follows(style):
            written, new = joined.text[day.start : day.end], day.styled(style)
            at = joined.at(reading, day.start)
            if house == "keep":
                yield Slip(note("NL343", at, found=written, other=new))
                continue
            word = joined.line.words[joined.word(day.start)]
            fixes = rewritten(joined.line.text, word, word.shown.replace(written, new))
            yield Slip(warning("NL343", at, found=written, other=new), fixes)


# -- numbers, abbreviations, capitals --------------------------------------------------


def numbers(reading: Reading) -> Iterator[Slip]:
    """The rule of numbers: decimal comma, thousands parted by points (Decree 86/2012, Appendix V; Law on Accounting, 11)."""
    for line in reading.lines:
        for k, word in enumerate(line.words):
            plain = word.plain
            if not plain[:1].isdigit():
                continue
            following = line.words[k + 1].plain.lower() if k + 1 < len(line.words) else ""
            new = _number(plain, following)
            if new:
                told = warning("NL344", reading.at(line.text, word.first), found=plain, other=new)
                yield Slip(told, rewritten(line.text, word, word.shown.replace(plain, new)))


def _number(plain: str, following: str) -> str:
    """How a number is to be written; "" where nothing is wrong with it."""
    if _THOUSANDS.fullmatch(plain):
        return plain.replace(",", ".") if plain.count(",") > 1 or following in _UNITS else ""
    decimal = _DECIMAL.fullmatch(plain)
    if decimal and (decimal[3] or following in _UNITS - {"lần"}):
        return f"{decimal[1]},{decimal[2]}{decimal[3]}"
    return ""


def abbreviations(reading: Reading) -> Iterator[Slip]:
    """The rule of abbreviations: each written one way."""
    found: dict[int, list[_Found]] = defaultdict(list)
    for line in reading.lines:
        for word in line.words:
            plain = word.shown.lstrip(MARKS_BEFORE).rstrip(",;:!?)]”’»") if len(word.shown) < LONG else ""
            group = _GROUP_OF.get(plain) if plain in _GROUP_OF else _GROUP_OF.get(plain.lower())
            if group is not None:
                way = plain if plain in _ABBREVIATIONS[group] else plain.lower()
                found[group].append(_Found(line, word, plain, way))
    for group in sorted(found):
        yield from _one_way(reading, found[group])


def _one_way(reading: Reading, found: Sequence[_Found]) -> Iterator[Slip]:
    count = Counter(one.way for one in found)
    if len(count) < 2:
        return
    way, most = count.most_common(1)[0]
    for one in found:
        if one.way != way:
            yield one.slip("NL349", reading, way, count=count[one.way], most=most)


def capitals(reading: Reading) -> Iterator[Slip]:
    """The rule of capitals in names of bodies, of feasts and of days of the week (Decree 30/2020)."""
    for line in reading.lines:
        joined = _joined(line)
        for start, end, right in miswritten(joined.text):
            told = note("NL350", joined.at(reading, start), found=joined.text[start:end], other=right)
            yield Slip(told, tuple(_recased(line, joined.word(start), right)))


def _recased(line: Line, first: int, right: str) -> Iterator[Fix]:
    wanted = right.split()
    for word, new in zip(line.words[first : first + len(wanted)], wanted, strict=True):
        if word.plain != new and folded(word.plain) == folded(new):
            yield from rewritten(line.text, word, word.shown.replace(word.plain, new))
