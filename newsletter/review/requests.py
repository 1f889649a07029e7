"""What a note asks to be done to the marked words, in a small documented form (docs/review.md).

``khôi -> khối``, ``xóa``, ``thêm "…"``, and the words of Vietnamese proof correction (TCVN 2596) as reviewers write them
out. Nothing is guessed: what could mean two things is None, and left for a person. Words without their marks (*xoa*, *bo*)
could, and are."""

import re
from typing import Final, Literal, NamedTuple
from unicodedata import normalize

from newsletter.review.notes import Note

Deed = Literal[
    "replace", "delete", "insert", "after", "swap", "upper", "capital", "lower", "bold", "italic", "break", "join",
    "part", "close", "keep",
]  # fmt: skip
"""``after`` inserts behind ``old``; ``break`` begins a new paragraph, ``join`` makes one of two; ``part`` puts a space,
``close`` takes one away."""


class Request(NamedTuple):
    """``old`` is the part of the marked words that is meant, "" where it is all of them; ``new`` what comes to stand."""

    deed: Deed
    old: str = ""
    new: str = ""


_WORDS: Final[dict[Deed, str]] = {
    "delete": "bỏ|bỏ đi|bỏ chữ này|bỏ từ này|bỏ cụm từ này|bỏ chỗ này|xóa|xóa đi|xóa bỏ|xóa chữ này|xóa từ này|"
    "xóa cụm từ này|xóa chỗ này|gạch bỏ|lược bỏ|cắt bỏ|bỏ từ thừa|bỏ chữ thừa|bỏ dấu thừa",
    "swap": "đảo|đảo lại|đảo chữ|đảo từ|đảo vị trí|đảo thứ tự|đảo trật tự|đổi chỗ",
    "upper": "viết hoa toàn bộ|viết hoa hết|viết hoa tất cả|viết hoa cả|in hoa toàn bộ|in hoa hết|chữ hoa toàn bộ",
    "capital": "viết hoa|chữ hoa|viết hoa chữ đầu|viết hoa chữ cái đầu",
    "lower": "viết thường|chữ thường|không viết hoa|in thường",
    "bold": "in đậm|chữ đậm|đậm|bôi đậm",
    "italic": "in nghiêng|chữ nghiêng|nghiêng",
    "break": "sang dòng|xuống dòng|xuống hàng|sang đoạn|ngắt đoạn|tách đoạn",
    "join": "nối đoạn|liền dòng|nối dòng|nối liền đoạn|liền đoạn",
    "part": "cách ra|tách ra|thêm dấu cách|thêm khoảng trắng",
    "close": "sát lại|viết liền|liền lại|bỏ dấu cách|bỏ khoảng trắng|xóa dấu cách",
    "keep": "giữ nguyên|để nguyên|giữ lại|không sửa",
}
_TONES: Final = (("óa", "oá"), ("òa", "oà"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"))
"""The mark of a tone stands over the first or the second vowel, by habit."""
_DEEDS: Final[dict[str, Deed]] = {word: deed for deed, words in _WORDS.items() for word in words.split("|")}
_SIGNS: Final = {
    "dấu phẩy": ",", "dấu chấm": ".", "dấu chấm phẩy": ";", "dấu hai chấm": ":", "dấu chấm hỏi": "?",
    "dấu chấm than": "!",
}  # fmt: skip
QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»＂″", '"') | dict.fromkeys("‘’‚‛‹›′", "'"))
"""Quotation marks of all kinds are the same to us: phones and word processors choose them."""
_ARROW: Final = re.compile(r"\s*(?:[-–—−=]+>|→|⇒|➔|➜|➝|⟶)\s*")
_SAID: Final = r'(?:"([^"]+)"|(?<!\w)\'([^\']+)\')'
_NAMING: Final = r"(?:(?:chữ|từ|cụm từ|câu|số|đoạn)\s+)?"
_PREFACE: Final = re.compile(r"(?:sửa|sửa lại|thay|đổi|chữa)\s*:?\s+", re.IGNORECASE)
_INTO: Final = re.compile(
    rf"(?:sửa|sửa lại|thay|đổi|chữa)(?:\s+{_NAMING}{_SAID})?\s+(?:thành|bằng|là|lại thành)\s+{_NAMING}{_SAID}",
    re.IGNORECASE,
)
_TAKE: Final = re.compile(rf"(?:bỏ|xóa|bỏ đi|xóa bỏ|gạch bỏ|lược bỏ|cắt bỏ)\s+{_NAMING}{_SAID}", re.IGNORECASE)
_ADD: Final = re.compile(
    rf"(?:thêm|chèn|bổ sung)\s+{_NAMING}(?:{_SAID}|({'|'.join(_SIGNS)}))"
    rf"(?:\s+(?:vào\s+)?(sau|trước)\s+{_NAMING}{_SAID})?",
    re.IGNORECASE,
)
_TAKE_SIGN: Final = re.compile(rf"(?:bỏ|xóa)\s+({'|'.join(_SIGNS)})", re.IGNORECASE)
LONGEST: Final = 2000
"""Characters of a correction; what is longer is a text of its own."""


def what_is_asked(note: Note) -> Request | None:
    """None where only a person can tell."""
    if len(note.new_text) + len(note.comment) > LONGEST:
        return None
    if note.intent == "replace":
        new = _one_line(note.new_text)
        return Request("replace", "", new) if new and not _ARROW.search(new) and "?" not in note.comment else None
    if note.intent == "delete":
        return _struck(note)
    if note.intent == "insert":
        return _inserted(note)
    return understood(note.comment or note.new_text) if note.intent == "comment" else None


def understood(said: str) -> Request | None:
    """A remark in the short form."""
    text = _one_line(said)
    bare = text.translate(QUOTES).rstrip(".!;, ")
    if not bare:
        return None
    deed = _DEEDS.get(_habitual(bare))
    if deed:
        return Request(deed)
    return _sentence(bare) or _arrow(text)


def _struck(note: Note) -> Request | None:
    """Words struck out: what is written beside them is a copy of them, says so again, or says something else."""
    said = note.comment or note.new_text
    if not said.strip() or (note.place and _one_line(said) == _one_line(note.place.quote)):
        return Request("delete")
    return understood(said)


def _inserted(note: Note) -> Request | None:
    """Text to be put in, unless it is an instruction; a bare "bỏ" at a caret may be either."""
    said = note.new_text or note.comment
    asked = understood(said)
    if asked:
        return asked if asked.deed in ("insert", "break", "join", "part", "close", "keep") and not asked.old else None
    new = re.sub(r"\s+", " ", normalize("NFC", said)) if "\n\n" not in said.replace("\r", "") else ""
    if note.new_text and note.comment.strip() and "?" in note.comment:
        return None
    return Request("insert", "", new) if new.strip() and not _ARROW.search(new) else None


def _sentence(text: str) -> Request | None:
    """``sửa "a" thành "b"``, ``bỏ "a"``, ``thêm "b" sau "a"`` and their like."""
    text = _toned(text)
    if found := _INTO.fullmatch(text):
        return Request("replace", (found[1] or found[2] or "").strip(), (found[3] or found[4]).strip())
    if found := _TAKE.fullmatch(text):
        return Request("delete", (found[1] or found[2]).strip())
    if found := _TAKE_SIGN.fullmatch(text):
        return Request("delete", _SIGNS[found[1].lower()])
    if found := _ADD.fullmatch(text):
        new = found[1] or found[2] or _SIGNS[found[3].lower()]
        old = found[5] or found[6] or ""
        if not old:
            return Request("insert", "", new)
        return Request("after", old, new) if found[4].lower() == "sau" else Request("insert", old, new)
    return None


def _arrow(text: str) -> Request | None:
    """Quotation marks round both sides part them from the rest; round one alone they belong to the words."""
    sides = [side.strip() for side in _ARROW.split(text)]
    if len(sides) != 2:
        return None
    old, new = _PREFACE.sub("", sides[0], count=1).strip(), sides[1]
    if _is_quoted(old) and _is_quoted(new.rstrip(".")):
        old, new = old[1:-1].strip(), new.rstrip(".")[1:-1].strip()
    return Request("replace", old, new) if old and new and "?" not in new else None


def _is_quoted(side: str) -> bool:
    plain = side.translate(QUOTES)
    return len(plain) > 2 and plain[0] == plain[-1] and plain[0] in "\"'" and plain[0] not in plain[1:-1]


def _one_line(text: str) -> str:
    """NFC and single spaces; text of several paragraphs is "", for it is no correction of words."""
    text = normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()
    return "" if re.search(r"\n[ \t]*\n", text) else " ".join(text.split())


def _habitual(text: str) -> str:
    """As the table has it: lower case, the mark of the tone over the first vowel."""
    return _toned(" ".join(text.lower().replace("“", '"').split()))


def _toned(text: str) -> str:
    """Of the words of command alone: ``xoá`` is ``xóa``; what stands in quotation marks is kept."""
    parts = text.split('"')
    for at in range(0, len(parts), 2):
        for ours, theirs in _TONES:
            parts[at] = re.sub(rf"\b(x){theirs}\b", rf"\1{ours}", parts[at], flags=re.IGNORECASE)
    return '"'.join(parts)
