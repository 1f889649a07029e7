"""Text of old Vietnamese encodings becomes Unicode, stretch by stretch; what was changed is listed."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from unicodedata import normalize

from newsletter.language.charsets import CHARSETS, decode
from newsletter.language.decoding import Evidence, decode_around, is_vietnamese, recognise_bytes, weigh
from newsletter.language.misread import is_misread, reread
from newsletter.language.viqr import decode_viqr, is_viqr
from newsletter.manuscripts.legacy_fonts import kind_of_font
from newsletter.manuscripts.legacy_verdicts import Stretch, Verdict, judge
from newsletter.manuscripts.manuscript import Conversion, Manuscript, Paragraph, Run, changed, paragraphs_of
from newsletter.problems import Problem, note, warning

SHOWN = 300
"""Characters of a conversion that are shown, before and after."""
MOST = 200
"""Conversions that are listed."""
TOLD = 60
"""Characters of a conversion in a problem."""
COMBINING = "NFD"
"""Unicode in which marks follow their letters, as macOS and old Windows programs write it."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\xff\xfe", "utf-16-le"),
         (b"\xfe\xff", "utf-16-be"))  # fmt: skip


def decoded(manuscript: Manuscript) -> Manuscript:
    """The manuscript with all its text in Unicode (NFC), and what was converted. What is Unicode already stays; a manuscript
    that was decoded stays whole."""
    paragraphs = list(paragraphs_of(manuscript))
    stretches = [stretch for k, paragraph in enumerate(paragraphs) for stretch in _stretches(k, paragraph.runs)]
    verdicts = judge(stretches)
    by_paragraph = {
        k: list(group) for k, group in groupby(zip(stretches, verdicts, strict=True), key=lambda one: one[0].paragraph)
    }
    new = iter([_paragraph(paragraph, by_paragraph.get(k, [])) for k, paragraph in enumerate(paragraphs)])
    told = tuple(_listed(stretches, verdicts, paragraphs))[:MOST]
    whole = changed(manuscript, lambda _: next(new))
    encoding = next((verdict.encoding for verdict in verdicts if verdict.made and verdict.encoding), "")
    return _beside(whole, encoding)._replace(
        conversions=(*manuscript.conversions, *(one for one in told if one not in manuscript.conversions))
    )


# -- stretches ---------------------------------------------------------------------


def _stretches(paragraph: int, runs: Sequence[Run]) -> Iterator[Stretch]:
    """Adjoining runs in fonts of one kind; those that hold letters of Unicode apart from those that hold none."""
    places = [(k, run) for k, run in enumerate(runs) if run.text]

    def kind(place: tuple[int, Run]) -> tuple[object, ...]:
        run = place[1]
        return kind_of_font(run.font), is_vietnamese(normalize("NFC", run.text))

    for _, group in groupby(places, key=kind):
        some = list(group)
        (first, run), (last, _) = some[0], some[-1]
        text = normalize("NFC", "".join(one.text for _, one in some))
        yield Stretch(paragraph, first, last + 1, kind_of_font(run.font), run.font, text)


def _raw(stretch: Stretch, paragraph: Paragraph) -> str:
    """The text of a stretch as it is stored."""
    return "".join(run.text for run in paragraph.runs[stretch.first : stretch.end])


# -- conversion --------------------------------------------------------------------


def convert(text: str, encoding: str) -> str:
    """Text in an encoding as Unicode in NFC; "" is Unicode already."""
    composed = normalize("NFC", text)
    match encoding:
        case "":
            return composed
        case "VIQR":
            return decode_viqr(composed)
        case "UTF-8":
            return reread(composed)
        case _:
            return decode_around(composed, encoding)


def _converted(text: str, stretch: Stretch, verdict: Verdict) -> str:
    """Text of a stretch, as its verdict says."""
    if not verdict.made:
        return normalize("NFC", text)
    shown = convert(text, verdict.encoding)
    return shown.upper() if verdict.encoding and stretch.kind.capitals else shown


def _paragraph(paragraph: Paragraph, parts: Sequence[tuple[Stretch, Verdict]]) -> Paragraph:
    runs = list(paragraph.runs)
    for stretch, verdict in parts:
        if stretch.kind.symbols:
            continue
        places = [k for k in range(stretch.first, stretch.end) if runs[k].text]
        texts = _spread([runs[k].text for k in places], lambda text: _converted(text, stretch, verdict))  # noqa: B023
        for k, text in zip(places, texts, strict=True):
            font = "" if verdict.made and verdict.encoding else runs[k].font
            runs[k] = runs[k]._replace(text=text, font=font)
    encoding = next((verdict.encoding for _, verdict in parts if verdict.made and verdict.encoding), "")
    return paragraph._replace(runs=tuple(runs), label=_mended(paragraph.label, encoding))


_SPACES = re.compile(r"([ \t\n]+)")


def _spread(texts: Sequence[str], change: Callable[[str], str]) -> list[str]:
    """Adjoining texts changed as one, the outcome cut where they met: a letter and its mark may stand in two of them. A mark
    goes to its letter."""
    whole = "".join(texts)
    done = change(whole)
    if len(texts) == 1:
        return [done]
    before, after = _SPACES.split(whole), _SPACES.split(done)
    if len(before) != len(after):
        return [done, *[""] * (len(texts) - 1)]
    cuts = [0]
    start = place = k = end = 0
    for text in texts[:-1]:
        end += len(text)
        while start + len(before[k]) < end:
            start, place, k = start + len(before[k]), place + len(after[k]), k + 1
        cuts.append(max(cuts[-1], place + _inside(before[k], after[k], end - start, change)))
    return [done[a:b] for a, b in zip(cuts, [*cuts[1:], len(done)], strict=True)]


LONG_WORD = 60
"""Letters; a longer one is no word, and is cut as it comes."""


def _inside(before: str, after: str, cut: int, change: Callable[[str], str]) -> int:
    """Where to cut a changed word that was cut at ``cut`` before."""
    if len(before) == len(after) or len(before) > LONG_WORD:
        return min(cut, len(after))
    return min(len(change(before[:cut])), len(after))


# -- what is told ------------------------------------------------------------------


def _listed(
    stretches: Sequence[Stretch], verdicts: Sequence[Verdict], paragraphs: Sequence[Paragraph]
) -> Iterator[Conversion]:
    """What was converted, adjoining stretches of one kind as one."""
    told = [
        _conversion(stretch, verdict, _raw(stretch, paragraphs[stretch.paragraph]))
        for stretch, verdict in zip(stretches, verdicts, strict=True)
    ]
    for found, group in groupby(told, key=lambda one: one and (one.encoding, one.font, one.made)):
        some = [one for one in group if one]
        if found:
            yield some[0]._replace(
                before=_shown([one.before for one in some]),
                after=_shown([one.after for one in some]),
                sure=min(one.sure for one in some),
            )


def _conversion(stretch: Stretch, verdict: Verdict, raw: str) -> Conversion | None:
    """None where the text stays as it is."""
    if verdict.encoding:
        after = _converted(raw, stretch, verdict._replace(made=True))
        return Conversion(verdict.encoding, stretch.font, raw, after, verdict.sure, verdict.made)
    return Conversion(COMBINING, stretch.font, raw, stretch.text) if raw != stretch.text else None


def _shown(texts: Sequence[str]) -> str:
    whole = "\n".join(texts) if len(texts[0]) <= SHOWN else texts[0]
    return whole if len(whole) <= SHOWN else whole[: SHOWN - 1] + "…"


def _beside(manuscript: Manuscript, encoding: str) -> Manuscript:
    """What a document has beside its text: strings without a font, decoded where they are in the set of the text."""

    def mended(text: str) -> str:
        return _mended(text, encoding)

    properties = manuscript.properties
    return manuscript._replace(
        properties=properties._replace(
            title=mended(properties.title), author=mended(properties.author), subject=mended(properties.subject)
        ),
        pictures=tuple(one._replace(alt=mended(one.alt)) for one in manuscript.pictures),
        revisions=tuple(one._replace(text=mended(one.text)) for one in manuscript.revisions),
        comments=tuple(one._replace(text=mended(one.text), quote=mended(one.quote)) for one in manuscript.comments),
        missing=tuple(map(mended, manuscript.missing)),
    )


def _mended(text: str, encoding: str) -> str:
    composed = normalize("NFC", text)
    if is_vietnamese(composed) or composed.isascii():
        return composed
    if is_misread(composed):
        return reread(composed)
    known = weigh(composed, encoding) if encoding in CHARSETS else Evidence()
    is_label = known.silent and len(composed.strip("(). ")) == 1
    return decode(composed, encoding) if is_label or known.gained > known.lost + known.doubtful else composed


def tell(manuscript: Manuscript, file: str) -> Iterator[Problem]:
    """What was converted, and what was only suspected, a problem for each encoding; ``file`` is shown."""
    for made in (True, False):
        found = [one for one in manuscript.conversions if one.made == made and one.encoding != COMBINING]
        for encoding in sorted({one.encoding for one in found}):
            some = [one for one in found if one.encoding == encoding]
            speak, code = (note, "NL290") if made else (warning, "NL291")
            before, after = (text.partition("\n")[0].rstrip("\r")[:TOLD] for text in (some[0].before, some[0].after))
            yield speak(code, file=file, count=len(some), encoding=encoding, before=before, after=after)


# -- plain bytes -------------------------------------------------------------------


def decode_told(content: bytes, declared: str = "") -> tuple[str, tuple[Conversion, ...]]:
    """The text of such a file, and its conversion where it was in an old encoding."""
    text, name = decode_bytes(content, declared)
    if name not in (*CHARSETS, "VIQR"):
        return text, ()
    return text, (Conversion(name, "", _shown([content[: 2 * SHOWN].decode("latin-1")]), _shown([text])),)


def decode_bytes(content: bytes, declared: str = "") -> tuple[str, str]:
    """The text (NFC) of a file whose encoding nobody knows for certain, and the name of the encoding.

    ``declared`` is what the file or its mail says of itself; the bytes have the last word. Nothing is lost: a byte that fits
    nothing is shown as Western Windows has it.
    """
    text, name = _by_mark(content) or _by_bytes(content, declared)
    if is_misread(text):
        text = reread(text)
    elif is_viqr(text):
        text, name = decode_viqr(text), "VIQR"
    return normalize("NFC", text), name


def _by_mark(content: bytes) -> tuple[str, str] | None:
    """By a byte order mark, or the zeros of UTF-16 without one."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace"), name.removesuffix("-le").removesuffix("-be")
    sample = content[:SAMPLE]
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(sample) > 3 and sample[start::2].count(0) > len(sample) // 8 and b"\0" not in sample[1 - start :: 2]:
            return content.decode(name, "replace"), "utf-16"
    return None


SAMPLE = 4096
"""Bytes in which the zeros of UTF-16 are looked for."""
_SETS = {"viscii": "VISCII", "vps": "VPS", "tcvn": "TCVN3", "tcvn3": "TCVN3", "tcvn5712": "TCVN3", "vni": "VNI"}
_SAYS_NOTHING = {
    "",
    "ascii",
    "usascii",
    "utf8",
    "latin1",
    "iso88591",
    "iso885915",
    "cp1252",
    "windows1252",
    "unknown8bit",
}
_CODECS = (
    "utf",
    "iso8859",
    "iso2022",
    "cp",
    "windows",
    "koi8",
    "gb",
    "big5",
    "euc",
    "shiftjis",
    "sjis",
    "mac",
    "tis",
    "hz",
)
"""Beginnings of names of character codes; other codecs of Python are no such thing."""


def _by_bytes(content: bytes, declared: str) -> tuple[str, str]:
    told = re.sub("[^a-z0-9]", "", declared.lower().removeprefix("x-viet-").removeprefix("x-"))
    text = content.decode("utf-8", "surrogateescape")
    strange = len(_ESCAPED.findall(text))
    if not strange or strange * _MOSTLY < len(_LETTERS.findall(text)):
        return text.translate(_WESTERN), "utf-8"
    if told in _SETS:
        return decode(normalize("NFC", content.decode("latin-1")), _SETS[told]), _SETS[told]
    if told not in _SAYS_NOTHING and told.startswith(_CODECS):
        try:
            return content.decode(declared), declared.lower()
        except (UnicodeError, LookupError):
            pass
    western = content.decode("latin-1")
    charset = recognise_bytes(normalize("NFC", western))
    if charset:
        return decode(normalize("NFC", western), charset), charset
    return content.decode("ascii", "surrogateescape").translate(_WESTERN), "windows-1252"


_ESCAPED = re.compile("[\udc80-\udcff]")
_LETTERS = re.compile("[\u0080-\ud7ff]")
_MOSTLY = 20
"""Letters of UTF-8 for each byte that is none, from which a file is UTF-8 with faults."""
_WESTERN = {0xDC00 + code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0x100)}
"""Bytes that were set aside, as Western Windows shows them."""
