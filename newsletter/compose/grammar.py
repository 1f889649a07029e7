"""Where a line of Vietnamese may end: the price of a break at each space.

Vietnamese breaks at spaces only, and never inside a syllable (docs/glossary.md). Some spaces bind what they part: a
number to its unit, a form of address to the name, an opening mark to what it opens. Each word has a kind (worked out
once for each distinct word), and a pair of kinds decides, so that the price of a space costs two look-ups. Spaces inside
words of several syllables are found with a lexicon.
"""

import re
import unicodedata
from functools import cache
from itertools import pairwise

from newsletter.model.lexicon import MARKS_AFTER, MARKS_BEFORE, Lexicon, syllable

NEVER = 10_000
"""Price of a break that is not allowed (TeX's infinite penalty)."""
SOFT = 200
"""Price of parting what belongs together (names, agencies, compounds), in TeX's penalties: docs/decisions/0009."""
LOOSE = 60
"""Price of parting what goes together less closely: "sáu mươi tám|năm", "Đảng bộ Khối|các cơ quan"."""
HYPHEN = 400
"""Price of a line that ends in the hyphen of a foreign name."""
_ASKS = -1
"""A third word decides."""

# Kinds of a word; a word may have several.
NUMBER = 1
LEADER = 2
"""Leads a number and stays with it: năm, ngày, số …"""
UNIT = 4
"""Follows a number and stays with it: năm, đồng, km, % …"""
OPENER = 8
DASH = 16
CAPITAL = 32
LEANS = 64
"""A function word that should not end a line of a headline."""
STOP = 128
"""Ends in a mark that closes a phrase: what follows does not continue a name."""
ROMAN = 256
ADDRESS = 512
"""Leads a name: ông, bà, anh, chị, đ/c."""
CODE = 1024
"""The number of a document: 03-HD/ĐUK, 30/2020/NĐ-CP."""
TITLE = 2048
"""An abbreviation that stays with what follows: TP., ThS."""
LETTER = 4096
"""A single capital, with a point (which does not end its phrase) or without: an initial, the A of Nguyễn Văn A."""
PART_OF_DATE = 8192
"""tháng, năm: a unit after a number, unless a number follows (ngày 02 tháng 11)."""
COMRADE = 16384
"""chí, which leads a name after đồng, but not after ý."""
CLOSER = 32768
"""Nothing but closing marks."""
SHOUTED = 65536
"""All capitals, of more than one letter: no sign of a name."""
COUNTED = 131072
"""Softly leads a number: tổ 5, quận 1."""
NUMERAL = 262144
"""A number in letters: mươi, tám, trăm."""
DATED = 524288
"""A year or a date, which counts nothing: năm 2022 tổ chức, ngày 02/11 đồng chí."""
HINGED = 1048576
"""Holds a hyphen or dash after which a line may end. The greatest of the kinds: ``max`` finds it."""

_LEADERS = frozenset(
    "năm tháng ngày quý thứ khóa khoá điều khoản số chương mục tập kỳ lần trang tr. hạng mùng phần bài".split()
)
_COUNTED = frozenset(
    "tổ lớp phòng đội khu xóm thôn quận phường đoàn bảng hình biểu câu vòng nhóm phố tầng cấp loại bậc đợt lúc top".split()
)
_ADDRESSES = frozenset("ông bà anh chị đ/c bác cụ cô chú thầy ngài".split())
_TITLES = frozenset(
    "TP. TX. TT. Q. P. H. GS. PGS. TS. TSKH. GS.TS. GS.TSKH. PGS.TS. ThS. Th.S. BS. BSCK. KS. CN. CVC. LS. NSND. NSƯT. "
    "NGND. NGƯT. AHLĐ. Tp. Tx. Mr. Mrs.".split()
)
_UNITS = frozenset(
    "năm tháng ngày giờ phút giây tuổi người đồng chí đảng viên chi đảng đơn cơ bài tin ảnh trang km m cm mm ha kg g tấn tạ "
    "lít triệu tỷ tỉ nghìn ngàn trăm % đ ₫ vnđ usd lần đội môn bộ cuốn tập số phần điểm giải hộ xã huyện cháu suất lượt "
    "đại tập học hội tổ con cây căn ngôi chiếc tờ bức câu vụ việc mô công dự đề ý em bạn thí vận giáo sinh thôn xóm tỉnh "
    "phường lớp trường nhà phòng tác tiết km² m² m³ kw kwh mw °c bước nhóm ca buổi tuần quý kỳ khóa vòng trận bàn bậc loại "
    "đợt mặt phiếu đoàn doanh hợp cặp gia".split()
)
_NUMERALS = frozenset("hai ba bốn sáu bảy tám chín mười mươi trăm nghìn ngàn vạn triệu tỷ".split())
_LEANING = frozenset(
    "của và về các những với trong tại để là đã được không cho từ đến ở khi mà như theo một vì do bởi nên sẽ đang cũng "
    "hay hoặc rất này cùng trên dưới bằng mỗi mọi vào ra bị sự cuộc rằng thì vẫn giữa chưa nếu nhằm nhưng phải chỉ".split()
)
_LISTED: dict[str, int] = {"chí": COMRADE}
for _words, _kind in (
    (_LEADERS, LEADER),
    (_COUNTED, COUNTED),
    (_ADDRESSES, ADDRESS),
    (_UNITS, UNIT),
    (_LEANING, LEANS),
    (_NUMERALS, NUMERAL),
    (("tháng", "năm"), PART_OF_DATE),
    ("–—-", DASH),
):
    for _word in _words:
        _LISTED[_word] = _LISTED.get(_word, 0) | _kind
_FIGURES = re.compile(r"[+-]?\d[\d.,/:-]*")
_DATED = re.compile(r"(?:19|20)\d\d(?:[-–](?:19|20)\d\d)?|\d{1,2}/\d[\d/]*")
_ROMAN = re.compile(r"[IVXLC]+")
_CODE = re.compile(r"\d+[-/][\w/-]*[A-ZĐƯ]{2,}")
_FOREIGN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+){2,}|[A-ZĐ][^\W\d_]+(?:-[a-zà-ỹđ]+)+")
"""A transcription: ki-lô-mét, Lê-nin, Mát-xcơ-va; but not hóa-xã (văn hóa-xã hội), nor Nội-Hải (Hà Nội-Hải Phòng)."""
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2}-)(?=[^\W\d_]{2})")
_INNER_DASH = re.compile(r"(?<=\w[–—])(?=\w)")


def reading(word: str) -> tuple[int, str, str]:
    """What grammar knows of a word: its kinds, added together, and the syllable as the lexicon looks it up: as it opens, and
    as it closes a phrase."""
    return (kind(word), *syllable(word))


def kind(word: str) -> int:
    """The kinds of a word, added together."""
    core = word.strip(MARKS_AFTER + MARKS_BEFORE)
    found = _LISTED.get(core.lower(), 0)
    if not core.islower():
        if word in _TITLES:
            return TITLE | CAPITAL
        if not core:
            return _kind_of_mark(word)
        found |= _kind_of_signs(word, core)
    elif not core.isalpha() and hinges(word):
        found |= HINGED
    if core is not word and word[-1] in MARKS_AFTER and not (found & LETTER and word[-1] == "."):
        found |= STOP
    return found


def _kind_of_mark(word: str) -> int:
    if word[-1:] in MARKS_BEFORE and word not in {'"', "'"}:
        return OPENER
    return CLOSER | STOP if word else 0


def _kind_of_signs(word: str, core: str) -> int:
    """Of a word with figures or capitals in it, or with no letter at all."""
    if _FIGURES.fullmatch(word[word[0] in "([“‘" :].rstrip(".,;:)]”’%")):
        return NUMBER | DATED if _DATED.fullmatch(core) else NUMBER
    found = HINGED if not core.isalnum() and hinges(word) else 0
    if core[0].isupper():
        found |= CAPITAL
        if len(core) == 1:
            found |= LETTER
        elif core.isupper():
            found |= SHOUTED
    if _ROMAN.fullmatch(core):
        return found | ROMAN
    return found | CODE if _CODE.fullmatch(core) else found


def hinges(word: str) -> list[int]:
    """Offsets in a word at which a line may begin: after a dash between letters or figures, and after the hyphens of a
    foreign name (NĐ 30/2020 hyphenates transcriptions)."""
    found = [match.start() for match in _INNER_DASH.finditer(word)]
    if _FOREIGN.fullmatch(word.strip(MARKS_AFTER + MARKS_BEFORE)):
        found += [match.start() for match in _HYPHEN.finditer(word)]
    return found


def price(before: int, after: int) -> int:
    """The penalty of a break between two words of these kinds: 0, LOOSE, SOFT, NEVER, or _ASKS."""
    if after & (DASH | CLOSER) or before & (OPENER | TITLE):
        return NEVER  # a dash stays with the line it ends, an opening mark with what it opens
    if before & STOP:
        return 0
    if before & CAPITAL and after & LETTER:
        return NEVER
    if before & NUMBER and after & UNIT and not before & DATED:
        return _ASKS if after & PART_OF_DATE else NEVER
    if after & ROMAN or (before & LEADER and after & (NUMBER | CODE)):
        return NEVER
    if before & (ADDRESS | COMRADE) and after & CAPITAL:
        return NEVER if before & ADDRESS else _ASKS
    if after & CODE or (before & COUNTED and after & NUMBER):
        return SOFT
    if before & NUMERAL and after & (NUMERAL | UNIT):
        return LOOSE
    if before & CAPITAL and after & (CAPITAL | NUMBER):
        return 0 if before & after & SHOUTED else SOFT
    return 0


class _Prices(dict[tuple[int, int], int]):
    def __missing__(self, pair: tuple[int, int]) -> int:
        found = self[pair] = price(*pair)
        return found


_PRICES = _Prices()


def prices(
    pieces: tuple[str, ...], kinds: tuple[int, ...], opens: tuple[str, ...], closes: tuple[str, ...], lexicon: Lexicon
) -> list[int]:
    """The price of a break before each piece of a text that is not empty, and 0 for its end; ``kinds``, ``opens`` and
    ``closes`` as in ``reading``."""
    made = [0, *map(_PRICES.__getitem__, pairwise(kinds)), 0]
    if _ASKS in made:
        _settle(made, kinds, closes)
    for index, seam in lexicon.inside(pieces, opens, closes):
        made[index] = max(made[index], LOOSE if seam else SOFT)
    if kinds[0] & DASH:
        made[1] = NEVER if len(pieces) > 1 else 0  # a dash that stands for the bullet of a list
    return made


def _settle(made: list[int], kinds: tuple[int, ...], closes: tuple[str, ...]) -> None:
    """ "3|tháng" is never parted, "02|tháng 11" may be; "đồng chí|Lan" is never parted, "ý chí|Việt Nam" may be."""
    for index, found in enumerate(made):
        if found == _ASKS:
            if kinds[index] & PART_OF_DATE and kinds[index - 1] & NUMBER:
                counts = index + 1 == len(kinds) or not kinds[index + 1] & NUMBER or kinds[index] & STOP
                made[index] = NEVER if counts else SOFT
            else:
                comrade = index > 1 and closes[index - 2] == "đồng"
                made[index] = NEVER if comrade else SOFT if kinds[index - 1] & CAPITAL else 0


def base_letter(character: str) -> str:
    """The letter without its marks: Ấ -> A, đ -> d."""
    plain = unicodedata.normalize("NFD", character)[:1]
    return {"đ": "d", "Đ": "D"}.get(plain, plain)


# Share of the glyph's advance that hangs in the margin, in per mille: (left, right). After R. Schlicht, the microtype
# package (its default tables), rounded; marked letters take the values of their base letter.
_PROTRUSION = {
    ".": (0, 700), ",": (0, 500), ":": (0, 500), ";": (0, 500), "-": (400, 500), "–": (400, 300), "—": (300, 200),
    "“": (300, 300), "”": (300, 300), "‘": (300, 400), "’": (300, 400), "(": (300, 0), ")": (0, 300), "!": (0, 100),
    "?": (0, 200), "…": (0, 200), "»": (0, 300), "«": (300, 0), "%": (0, 50),
    "A": (50, 50), "T": (50, 50), "V": (50, 50), "W": (50, 50), "Y": (50, 50), "r": (0, 50), "y": (50, 70),
    "v": (50, 50), "x": (20, 20),
}  # fmt: skip


@cache
def protrusion(character: str) -> tuple[int, int]:
    return _PROTRUSION.get(base_letter(character), (0, 0))
