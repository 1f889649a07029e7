"""In which old character set a text was written, told by whether it makes Vietnamese syllables."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

from newsletter.language.charsets import CHARSETS, decode, transcribe
from newsletter.language.syllables import is_syllable

ENOUGH = 3
"""Different words that a set explains, and nothing else does, from which its text is known with no font to say so."""
CERTAIN = 0.95
"""Share of the words that a set changes which it must turn into syllables."""
_LIKELY = 0.6
_PLAIN_WORDS = 0.6
"""Share of the unchanged words that must be syllables: a text is Vietnamese as a whole, with some names."""
_TOKEN = re.compile(r"[^ \t\n\r\v\f\u00a0!-@\[-`{-~\u2010-\u2027\u2030-\u203a]+")
_VIETNAMESE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300\u0301\u0303\u0309\u0323Ḁ-ỿ]")
_WESTERN = re.compile("[\x02-\x06\x10-\x1f\x80-ÿŒœŠšŸŽžƒˆ˜\u2020-\u2026\u2030-\u203a€™−∙μ]")
_SIGNS = "‚„…‹›‘’“”•–—"

Judgement = Literal["unchanged", "gained", "lost", "doubtful", "silent"]


def is_vietnamese(text: str) -> bool:
    """Does it hold letters of Vietnamese that no old set could show?"""
    return _VIETNAMESE.search(text) is not None


_TELLING = re.compile("(?<=[A-Za-z])[¨©ª«¬®µ¶·¸¹»¼½¾]|[§®µ¸](?=[A-Za-z])")


def holds_tcvn3(text: str) -> bool:
    """Does a text that holds Unicode too have words of TCVN3 in it, which no other text has?"""
    if not _TELLING.search(text):
        return False
    evidence = weigh(text, "TCVN3")
    return len(evidence.words) >= ENOUGH and evidence.gained > 2 * evidence.doubtful


def is_suspect(text: str) -> bool:
    """Could it be in an old set: is there a character that such text would show?"""
    return _WESTERN.search(text) is not None


class Evidence(NamedTuple):
    """What speaks for a set: words that are syllables in it alone (``gained``), as they stand alone (``lost``), in neither
    reading (``doubtful``); ``silent``: words that it changes and that say nothing, being syllables both ways (mét, một) or
    abbreviations (ĐUK). ``words``: the different ones gained. ``plain`` and ``known``: words that it leaves alone, and those
    among them that are syllables."""

    gained: int = 0
    lost: int = 0
    doubtful: int = 0
    silent: int = 0
    words: frozenset[str] = frozenset()
    plain: int = 0
    known: int = 0

    @property
    def share(self) -> float:
        """Of the words that speak either way, those that speak for the set; 0 where none does."""
        told = self.gained + self.lost + self.doubtful
        return self.gained / told if told else 0.0

    @property
    def is_clear(self) -> bool:
        """Is it enough by itself, with no font to say so?"""
        return len(self.words) >= ENOUGH and self.share >= CERTAIN and not self.is_foreign

    @property
    def is_foreign(self) -> bool:
        """Are the words that the set leaves alone of another language?"""
        return self.known + len(self.words) < _PLAIN_WORDS * self.plain


@lru_cache(maxsize=1 << 12)
def weigh(text: str, charset: str) -> Evidence:
    """What the words of a text (NFC) say of a set."""
    count = dict.fromkeys(get_args(Judgement), 0)
    gained, known = set(), 0
    for token in _TOKEN.findall(text):
        judged = _judge(token, charset)
        count[judged] += 1
        if judged == "gained":
            gained.add(token)
        elif judged == "unchanged":
            known += is_syllable(token)
    return Evidence(count["gained"], count["lost"], count["doubtful"], count["silent"], frozenset(gained),
                    count["unchanged"], known)  # fmt: skip


def decode_around(text: str, charset: str) -> str:
    """Text (NFC) of an old set as Unicode, but for words that are Unicode as they stand: somebody typed them in later."""
    if not (is_vietnamese(text) or weigh(text, charset).lost):
        return decode(text, charset)
    pieces, end = [], 0
    for token in _TOKEN.finditer(text):
        if is_vietnamese(token[0]) or _judge(token[0], charset) == "lost":
            pieces += [decode(text[end : token.start()], charset), token[0]]
            end = token.end()
    return "".join([*pieces, decode(text[end:], charset)])


def weigh_unicode(text: str) -> Evidence:
    """What a text with letters that no old set could show says of every set."""
    return Evidence(lost=sum(is_vietnamese(token) for token in _TOKEN.findall(text)))


def total(evidence: Iterable[Evidence]) -> Evidence:
    parts = list(evidence)
    return Evidence(
        gained=sum(part.gained for part in parts),
        lost=sum(part.lost for part in parts),
        doubtful=sum(part.doubtful for part in parts),
        silent=sum(part.silent for part in parts),
        words=frozenset().union(*(part.words for part in parts)),
        plain=sum(part.plain for part in parts),
        known=sum(part.known for part in parts),
    )


def recognise_bytes(text: str) -> str:
    """The set in which a file of bytes that are not UTF-8, shown as Latin-1 (NFC), is written by all appearance; ""
    where none is likely. There is no other explanation to rule out, so less will do than in a text."""
    found = [(weigh(text, charset), charset) for charset in CHARSETS]
    likely = [
        (evidence.share, evidence.gained, charset)
        for evidence, charset in found
        if evidence.is_clear
        or (len(evidence.words) >= ENOUGH and evidence.share >= _LIKELY)
        or (evidence.share >= CERTAIN and evidence.known >= evidence.plain - evidence.gained)
    ]
    return max(likely, key=lambda one: one[:2])[2] if likely else ""


@lru_cache(maxsize=1 << 16)
def _judge(token: str, charset: str) -> Judgement:
    """What a word says of a set."""
    letters = transcribe(token, charset)
    if letters == token:
        return "unchanged"
    letters = letters.strip(_SIGNS)
    if len(token) == 1 and not token.isalpha():
        return "silent"
    after, before = is_syllable(letters.lower() if charset == "TCVN3" else letters), is_syllable(token)
    if after != before:
        return "gained" if after else "lost"
    if after or (letters.isalpha() and (letters.isupper() or len(letters) == 1)) or not letters:
        return "silent"
    return "doubtful"
