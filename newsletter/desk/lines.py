"""What a paragraph looks like, and what the lines of Vietnamese offices look like."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from newsletter.language.folding import folded
from newsletter.manuscripts.manuscript import Block, Paragraph, Table, paragraphs_in

_MOTTOES: Final = ("cong hoa xa hoi chu nghia viet nam", "doc lap - tu do - hanh phuc", "dang cong san viet nam")
_NUMBER: Final = re.compile(r"so\s*[:.]?\s*[\d.…_ ]*\s*[-/–]\s*[a-z]{2,}\S*(?:\s*/\s*\S+)?$")
"""Số: 03-HD/ĐUK (folded)."""
_DAY: Final = re.compile(r"[^\d.!?]{0,40}\bngay\s+[\d.…_ ]*\s*thang\s+[\d.…_ ]*\s*nam\s+[\d.…_ ]*\.?$")
"""Thái Nguyên, ngày 20 tháng 9 năm 2022 (folded)."""
_ADDRESSEE: Final = re.compile(r"kinh gui\s*:?|v/v\s")
_ISSUER: Final = re.compile(
    r"(?:dang bo|dang uy|tinh uy|chi bo|chi uy|dang doan|ban|van phong|uy ban|ubnd|ubkt|hdnd|hoi|doan|lien doan|"
    r"cong doan|so|co quan|truong|cong ty|tinh|trung tam|benh vien)\b"
)
_OFFICE: Final = re.compile(
    r"(?:Đảng (?:bộ|ủy|uỷ)|Chi (?:bộ|hội|đoàn|ủy)|Ban (?!hành|tin|đầu)|Văn phòng|[ỦU][ỷy] ban|Công đoàn|Liên đoàn|"
    r"Hội (?!nghị|thảo|thi|thao|diễn|họp|đàm|trường|nhập)|Đoàn (?!kết|viên)|Tổ (?!chức)|Phòng (?!chống|ngừa)|Sở|"
    r"Cơ quan|Trường|Trung tâm|Bệnh viện|Nhóm|Công ty)\b"
)
_SEPARATOR: Final = re.compile(r"[\s*_~\-–—=.…•#]+|[oO0]{2,5}")
_RECIPIENTS: Final = re.compile(r"noi nhan\s*:?")
_SIGNATURE: Final = re.compile(r"(?:t/m|tm\.?|kt\.?|tl\.?|tuq\.?|q\.)\s+\S")
_CONTACT: Final = re.compile(r"(?:dt|dtdd|sdt|dien thoai|so dien thoai|e-?mail|dia chi|so tai khoan|stk)\b\s*[:.]")
_CLOSING: Final = re.compile(r"(?:xin )?(?:tran trong|than ai|chan thanh|kinh thu|kinh chao|cam on)\b")
_NUMBERED: Final = re.compile(r"(?:[IVX]{1,5}|\d{1,2}|[a-zđ])(?:\.\d{1,2})*[.)/]\s")
_SENTENCE_END: Final = re.compile(r"[.!?…;,:][\"”’)]*$")


class Look(NamedTuple):
    """How most letters of a paragraph look. ``size`` in points, 0 where unknown."""

    words: int = 0
    bold: bool = False
    italic: bool = False
    caps: bool = False
    centred: bool = False
    right: bool = False
    size: float = 0.0


def look_of(paragraph: Paragraph) -> Look:
    letters = [(sum(map(str.isalnum, run.text)), run) for run in paragraph.runs]
    count = sum(number for number, _ in letters)
    text = paragraph.text
    most = 0.9 * count
    return Look(
        len(text.split()),
        bool(count) and sum(number for number, run in letters if run.bold) >= most,
        bool(count) and sum(number for number, run in letters if run.italic) >= most,
        is_caps(text),
        paragraph.align == "centre",
        paragraph.align == "right",
        paragraph.size,
    )


def is_caps(text: str) -> bool:
    """In capitals throughout, at least four of them."""
    return text == text.upper() and sum(map(str.isalpha, text)) > 3


def is_blank(block: Block) -> bool:
    """A paragraph without words or pictures."""
    return isinstance(block, Paragraph) and not says(block)


def says(paragraph: Paragraph) -> bool:
    return any(run.picture >= 0 or run.footnote or run.text.strip() for run in paragraph.runs)


def picture_of(block: Block) -> int:
    """The picture that a paragraph is made of, -1 for any other block."""
    if isinstance(block, Paragraph) and len(block.runs) == 1:
        return block.runs[0].picture
    return -1


def text_of(block: Block) -> str:
    return " ".join(" ".join(part.text.split()) for part in paragraphs_in(block)).strip()


def body_size(blocks: Sequence[Block]) -> float:
    """Of most letters, in points; 0 where unknown."""
    sizes: dict[float, int] = {}
    for block in blocks:
        for part in paragraphs_in(block) if not isinstance(block, Table) else ():
            sizes[part.size] = sizes.get(part.size, 0) + len(part.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text.strip()))


def is_numbered(text: str) -> bool:
    """I. MỤC ĐÍCH, 1. Mục đích, a) …"""
    return bool(_NUMBERED.match(text))


# --- lines of office documents ----------------------------------------------------------------------------------------


def is_official(text: str) -> bool:
    """A line that only the head of an official document has: its motto, number, place and day, addressee."""
    line = folded(" ".join(text.split()))
    if any(motto in line.replace("–", "-") for motto in _MOTTOES):
        return True
    short = len(line.split()) <= 14
    return short and bool(_NUMBER.fullmatch(line) or _DAY.fullmatch(line) or _ADDRESSEE.match(line))


def is_issuer(text: str) -> bool:
    """The name of a body in capitals, as a letterhead has it."""
    return is_caps(text) and len(text.split()) <= 12 and bool(_ISSUER.match(folded(text.strip())))


def is_body(text: str) -> bool:
    """Tổ Dân vận cơ quan E: what begins like the name of a body and is no sentence."""
    return 2 <= len(text.split()) <= 10 and bool(_OFFICE.match(text.strip()))


def is_separator(text: str) -> bool:
    return bool(text.strip()) and bool(_SEPARATOR.fullmatch(text.strip()))


def is_day(text: str) -> bool:
    return bool(_DAY.fullmatch(folded(" ".join(text.split()))))


def opens_end(text: str) -> bool:
    """Nơi nhận, or a signature on behalf of somebody: from here on it is no article."""
    line = folded(text.strip())
    return bool(_RECIPIENTS.match(line) or (_SIGNATURE.match(line) and is_caps(text.split("\n", maxsplit=1)[0])))


def is_addressee(text: str) -> bool:
    """Kính gửi: Ban Biên tập"""
    return bool(_ADDRESSEE.match(folded(text.strip())))


def is_recipients(text: str) -> bool:
    """Nơi nhận: with those who receive in the lines below."""
    return bool(_RECIPIENTS.match(folded(text.strip())))


def is_contact(text: str) -> bool:
    return len(text.split()) <= 20 and bool(_CONTACT.match(folded(text.strip())))


def is_closing(text: str) -> bool:
    """Trân trọng cảm ơn!"""
    return len(text.split()) <= 8 and bool(_CLOSING.match(folded(text.strip())))


def names(words: Iterable[str]) -> bool:
    """Do most of these words begin with a capital, as those of a name do?"""
    listed = [word for word in words if word[:1].isalpha()]
    return len(listed) >= 2 and sum(word[0].isupper() for word in listed) >= 0.6 * len(listed)
