"""VIQR (RFC 1456): Vietnamese in plain ASCII, as mails of the nineties had it ("Vie^.t Nam")."""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

from newsletter.language.syllables import is_syllable

_MARKS = {
    "^": "\u0302", "(": "\u0306", "+": "\u031b", "'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303",
    ".": "\u0323",
}  # fmt: skip
_LETTER = re.compile(r"[dD][dD]|([aA])(\^|\()?|([eE])(\^)?|([oO])(\^|\+)?|([uU])(\+)?|([iIyY])")
_TONE = re.compile("['`?~.]")
_CHUNK = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|@|^www\.")
_WORD = re.compile(r"(?<![\w\\^+])[A-Za-z][A-Za-z^(+'`?~.]*(?![\w\\])")
LONG = 200
"""Characters without a space; more are no words."""
_ESCAPED = re.compile(r"\\(?=[.?'`~^(+])")
_CERTAIN = re.compile(r"[aAeEoO]\^|[aA]\(|[oOuU]\+|\b[dD][dD](?=[aeiouyAEIOUY])")
_STOPS = "?."
_FOREIGN = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_LEVEL = frozenset(
    """
    ba ca cha cho chi chia chua chưa cô cơ dư du do ga ghi gia hoa hư kê khi khoa kia lo lô mơ mua mưa nga nhi như nơ qua
    ra sao sơ ta thi thơ thu thua thư thưa to tra tu tư vô vua xa xưa đi đưa đua
""".split()
)
"""Syllables without a tone that often end a sentence, and would be other ones with the sign for their tone."""
_ASKING = frozenset(["chưa", "sao", "ta"])
_MARKED = re.compile("[aeiouyAEIOUY^(+]['`?~.][A-Za-z]|" + _CERTAIN.pattern)
ENOUGH = 3
"""Different words with marks that nothing else explains, from which a text is taken for VIQR."""
_MOST = 0.95
"""Share of words with marks that must be good syllables."""


def is_viqr(text: str, *, expected: bool = False) -> bool:
    """Is this text clearly in VIQR, and not ASCII with signs? ``expected``: the text round about is, and less will do."""
    if _FOREIGN.search(text) or not (_MARKED if expected else _CERTAIN).search(text):
        return False
    words = [match[0] for chunk in _chunks(text) for match in _WORD.finditer(chunk[0])]
    read = [(word, _decoded(word, closes=True).rstrip(_STOPS)) for word in words]
    if expected:
        return 2 * sum(is_syllable(letters) for _, letters in read) >= len(words)
    marked = {word: letters for word, letters in read if _CERTAIN.search(word)}
    good = [word for word, letters in marked.items() if is_syllable(letters)]
    plain = [letters for word, letters in read if word not in marked]
    known = sum(map(is_syllable, plain))
    return len(good) >= ENOUGH and len(good) >= _MOST * len(marked) and 2 * known >= len(plain)


def decode_viqr(text: str) -> str:
    """VIQR as Unicode; words that make no syllable, addresses and code stay as they are.

    A full stop or question mark at the end of a word may be its tone: before a new sentence it is one unless the word is
    often the last of a sentence.
    """
    pieces, end = [], 0
    for chunk in _chunks(text):
        start = chunk.start()
        shown = _WORD.sub(lambda word: _decoded(word[0], closes=_closes(text, start + word.end())), chunk[0])  # noqa: B023
        pieces += [text[end:start], _ESCAPED.sub("", shown)]
        end = chunk.end()
    return "".join([*pieces, text[end:]])


def _chunks(text: str) -> Iterator[re.Match[str]]:
    """What stands between spaces, but for addresses."""
    for chunk in _CHUNK.finditer(text):
        if len(chunk[0]) <= LONG and not _ADDRESS.search(chunk[0]):
            yield chunk


def _closes(text: str, end: int) -> bool:
    """May a sign at this place end a sentence? Then what follows is a capital, or the end of the text or of a paragraph."""
    following = text[end : end + 8].lstrip(" \t\"')”’»")
    return not following or following[0] == "\n" or following[0].isupper() or following[0] in '-–—([“"'


@lru_cache(maxsize=1 << 15)
def _decoded(word: str, *, closes: bool) -> str:
    """A word in Unicode, itself where it makes no syllable. ``closes``: a sign at its end may end a sentence."""
    for stem in _stems(word):
        letters = _letters(stem)
        if letters is None or not is_syllable(letters) or stem == "I.":
            continue
        level = _letters(stem[:-1]) if closes and stem[-1] in _STOPS else None
        if level and level.lower() in (_LEVEL if stem[-1] == "." else _ASKING):
            return level + word[len(stem) - 1 :]
        return letters + word[len(stem) :]
    if word[:2] == "DD" and word.isupper() and word.rstrip("?.'").isalpha():
        return f"Đ{word[2:]}"  # an abbreviation
    return word


def _stems(word: str) -> list[str]:
    """The word, and what is left of it without signs at its end."""
    bare = word.rstrip("?.'")
    return [word[:end] for end in range(len(word), max(len(bare), 1) - 1, -1)]


def _letters(word: str) -> str | None:
    """A word whose signs are all marks of letters; None where one is not. A tone may stand after the vowels, too."""
    shown, k = "", 0
    while k < len(word):
        match = _LETTER.match(word, k)
        if match is None:
            if not word[k].isalpha():
                return None
            shown, k = shown + word[k], k + 1
            continue
        letter = match[0]
        if letter.lower() == "dd":
            shown += "Đ" if letter[0] == "D" else "đ"
        else:
            shown += letter[0] + "".join(_MARKS[sign] for sign in letter[1:])
        k = match.end()
        if k < len(word) and _TONE.match(word[k]) and letter.lower() != "dd":
            shown, k = shown + _MARKS[word[k]], k + 1
    return normalize("NFC", shown)
