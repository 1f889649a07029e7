"""Where a line of Vietnamese may end: the price of a break at each space.

Vietnamese breaks at spaces only, and never inside a syllable (docs/glossary.md). Some spaces bind what they part: a
number to its unit, a form of address to the name, an opening mark to what it opens. Each word has a kind (worked out
once for each distinct word), and a pair of kinds decides, so that the price of a space costs two look-ups.
"""

import re
import unicodedata
from functools import cache

NEVER = 10_000
"""Price of a break that is not allowed (TeX's infinite penalty)."""
SOFT = 50
"""Price of parting what belongs together (names, agencies), in TeX's penalties."""
NO_LINE_END = 1000
"""In headlines, price of a line that ends in a word which leans on the next."""

# Kinds of a word; a word may have several.
NUMBER = 1
LEADER = 2
"""Leads a number or a name and stays with it: năm, ngày, số, đồng chí, TP. …"""
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
"""A number that counts nothing: Roman figures, the codes of decrees (36-HD/VPTW)."""
ADDRESS = 512
"""Leads a name: ông, bà, anh, chị, đồng chí, đ/c."""

_LEADERS = frozenset(
    "năm tháng ngày quý thứ khóa khoá điều khoản số chương mục tập kỳ lần trang tr. hạng mùng phần bài".split()
)
_ADDRESSES = frozenset("ông bà anh chị chí đ/c bác cụ".split())
_TITLES = frozenset(
    "TP. TX. TT. Q. P. GS. PGS. TS. TSKH. GS.TS. PGS.TS. ThS. BS. KS. CN. NSND. NSƯT. NGND. NGƯT. Tp. Mr. Mrs.".split()
)
_UNITS = frozenset(
    "năm tháng ngày giờ phút giây tuổi người đồng chí đảng viên chi đảng đơn cơ bài tin ảnh trang km m cm mm ha kg tấn tạ "
    "lít triệu tỷ nghìn ngàn trăm % đ ₫ vnđ usd lần đội môn bộ cuốn tập số phần điểm giải hộ xã huyện cháu suất lượt".split()
)
_LEANING = frozenset(
    "của và về các những với trong tại để là đã được không cho từ đến ở khi mà như theo một vì do bởi nên sẽ đang cũng "
    "hay hoặc rất này cùng trên dưới bằng mỗi mọi vào ra".split()
)
_NUMBER = re.compile(r"[(\[“‘]?[+-]?\d[\d.,/:-]*[.,;:)\]”’%]*")
_ROMAN = re.compile(r"[IVXLC]+[.,;:)]?")
_CODE = re.compile(r"\d+[-/][\w/-]*[A-ZĐƯ]{2,}[.,;:)]?")
_TRAILING = ".,;:!?…)”’]»"
_OPENING = "([“‘«"
_DASHES = frozenset("–—-")


def kind(word: str) -> int:
    """The kinds of a word, added together."""
    core = word.strip(_TRAILING + _OPENING)
    lower = core.lower()
    found = 0
    if _NUMBER.fullmatch(word):
        found |= NUMBER
    if _ROMAN.fullmatch(word) or _CODE.fullmatch(word):
        found |= ROMAN
    if word in _TITLES or lower in _LEADERS:
        found |= LEADER
    if word in _TITLES or (lower in _ADDRESSES and core != "Chí"):  # "Chí" is no address but part of a name
        found |= ADDRESS
    if lower in _UNITS or (core == "" and word == "%"):
        found |= UNIT
    if lower in _LEANING:
        found |= LEANS
    if word in _DASHES:
        found |= DASH
    elif word and word[-1] in _OPENING:
        found |= OPENER
    if core[:1].isupper():
        found |= CAPITAL
    if word and word[-1] in _TRAILING and word not in _TITLES:
        found |= STOP
    return found


def price(before: int, after: int) -> int:
    """The penalty of a break between two words of these kinds: 0, SOFT or NEVER."""
    if after & DASH or before & OPENER:
        return NEVER  # a dash stays with the line it ends, an opening mark with what it opens
    if before & STOP:
        return 0
    if before & NUMBER and after & UNIT:
        return NEVER
    if before & LEADER and after & (NUMBER | ROMAN):
        return NEVER
    if before & ADDRESS and after & CAPITAL:
        return NEVER
    if before & CAPITAL and after & (CAPITAL | NUMBER | ROMAN):
        return SOFT
    return 0


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
