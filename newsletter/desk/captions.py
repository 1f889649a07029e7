"""Captions and credits: which paragraph belongs to a picture, and who took it."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from newsletter.desk.byline import labelled
from newsletter.desk.lines import ends_sentence, is_blank, is_body, is_numbered, look_of, names, picture_of, text_of
from newsletter.manuscripts.manuscript import Block, Inset, Paragraph

_LABEL: Final = re.compile(
    r"\(?(?:ảnh|hình|chú thích|ảnh minh họa|ảnh minh hoạ)\s*(\d{1,2})?\s*[:.)]\s*", re.IGNORECASE
)
_CREDIT: Final = re.compile(
    r"\s*[,;–-]?\s*\(?\s*(?<!\w)((?:nguồn ảnh|ảnh tư liệu|ảnh chụp|ảnh|nguồn)\s*[:：]\s*([^():]{2,60}?))\s*\)?\s*\.?\s*$",
    re.IGNORECASE,
)
_SOURCES: Final = ("tư liệu", "sưu tầm", "internet", "cơ sở", "đơn vị", "cộng tác viên", "ctv", "tác giả", "minh họa")
_LONGEST: Final = 60
"""Words of a caption."""
_BODY: Final = 25
"""Words from which a paragraph is text, and up to which one without a full stop may be a caption."""
_FILE_NAME: Final = re.compile(
    r"(?:picture|image|hình ảnh|ảnh|img|dsc|screenshot)[\s_-]*\d*|.*\.(?:jpe?g|png|gif|bmp|tiff?)", re.IGNORECASE
)
_BY_MACHINE: Final = re.compile(r"description automatically generated|ai-generated content", re.IGNORECASE)


class Caption(NamedTuple):
    text: str = ""
    credit: str = ""


class Captioned(NamedTuple):
    """``captions`` by the index of the picture."""

    blocks: tuple[Block, ...]
    captions: dict[int, Caption]


def captioned(blocks: Sequence[Block], size: float) -> Captioned:
    """Captions taken out of the text; ``size`` of the body, in points."""
    captions: dict[int, Caption] = {}
    taken: set[int] = set()
    at = 0
    while at < len(blocks):
        group, after = _group(blocks, at)
        if not group:
            at += 1
            continue
        begun = any(len(text_of(block).split()) > _BODY for block in blocks[:at])
        below = _captions_from(blocks, after, _Near(size, begun), len(group))
        above = _before(blocks, at, taken)
        if below:
            targets = group if len(below) == len(group) else group[-1:]
            for picture, place in zip(targets, below, strict=False):
                if picture not in captions:  # the same picture may stand in two places
                    captions[picture] = split_credit(text_of(blocks[place]))
                    taken.add(place)
        elif above >= 0 and group[0] not in captions:
            captions[group[0]] = split_credit(text_of(blocks[above]))
            taken.add(above)
        at = max(after, at + 1)
    return Captioned(tuple(block for place, block in enumerate(blocks) if place not in taken), captions)


def _group(blocks: Sequence[Block], at: int) -> tuple[list[int], int]:
    """Pictures that stand together from here on, and where the next other block stands."""
    group: list[int] = []
    while at < len(blocks) and (picture_of(blocks[at]) >= 0 or (group and is_blank(blocks[at]))):
        if picture_of(blocks[at]) >= 0:
            group.append(picture_of(blocks[at]))
        at += 1
    return group, at


class _Near(NamedTuple):
    """``size`` of the body; ``begun``: text stands above, so that a line below a picture is no title."""

    size: float
    begun: bool


def _captions_from(blocks: Sequence[Block], at: int, near: _Near, most: int) -> list[int]:
    found: list[int] = []
    while at < len(blocks) and len(found) < most and _is_caption(blocks[at], near) and not _signs(blocks, at):
        found.append(at)
        at += 1
        while at < len(blocks) and is_blank(blocks[at]) and len(found) < most:
            at += 1
    return found


def _signs(blocks: Sequence[Block], at: int) -> bool:
    """The last words of all, to the right or the name of a body, are a byline."""
    block = blocks[at]
    last = all(is_blank(after) or picture_of(after) >= 0 for after in blocks[at + 1 :])
    return last and isinstance(block, Paragraph) and (look_of(block).right or is_body(block.text))


def _before(blocks: Sequence[Block], at: int, taken: set[int]) -> int:
    """A caption above its picture, which only its style or its first word shows; -1 where there is none."""
    at -= 1
    while at >= 0 and is_blank(blocks[at]):
        at -= 1
    block = blocks[at] if at >= 0 and at not in taken else None
    styled = isinstance(block, Paragraph) and (block.role == "caption" or bool(_LABEL.match(block.text)))
    return at if block and styled and len(text_of(block).split()) <= _LONGEST else -1


def _is_caption(block: Block, near: _Near) -> bool:
    text = text_of(block)
    if not text or len(text.split()) > _LONGEST or _is_byline(text):
        return False
    if isinstance(block, Inset):
        return len(block.blocks) == 1 and isinstance(block.blocks[0], Paragraph)
    if not isinstance(block, Paragraph) or picture_of(block) >= 0:
        return False
    if block.role != "paragraph":
        return block.role == "caption"
    look = look_of(block)
    small = bool(near.size and look.size) and look.size < near.size - 0.4
    if _LABEL.match(text) or look.italic or small:
        return True
    if look.caps or is_numbered(text) or (look.bold and not near.begun):
        return False
    loose = near.begun and not look.bold and look.words <= _BODY and not ends_sentence(text)
    return look.centred or (loose and text[:1].isupper())


def _is_byline(text: str) -> bool:
    """ "Bài, ảnh: …" names who wrote the text too."""
    return labelled(text) is not None and not text.lower().lstrip("(").startswith("ảnh")


def split_credit(text: str) -> Caption:
    """ "Đồi chè. Ảnh: Văn phòng" -> caption and credit, each as written."""
    line = " ".join(text.split())
    found = _CREDIT.search(line)
    if not found or _is_byline(line) or not _is_source(found[2], alone=found.start() == 0):
        return Caption(line)
    return Caption(line[: found.start()].strip(), " ".join(found[1].split()))


def _is_source(words: str, *, alone: bool) -> bool:
    """Who took a photo, rather than what it shows; ``alone``: nothing else is said, so a name it must be."""
    listed = words.split()
    if len(listed) > 8 or words.lower().startswith(_SOURCES):
        return len(listed) <= 8
    return names(listed) or (not alone and words[:1].isupper() and len(listed) <= 6)


def numbered_caption(text: str) -> tuple[int, str] | None:
    """ "Ảnh 2: Đồi chè" -> 2 and the caption, for photos that came beside the document."""
    found = _LABEL.match(text.strip())
    if not found or not found[1] or len(text.split()) > _LONGEST:
        return None
    return int(found[1]), text.strip()[found.end() :].rstrip(")")


def said_by_people(alt: str) -> str:
    """A description of a picture, unless a program wrote it."""
    line = " ".join(alt.split())
    return "" if _BY_MACHINE.search(line) or _FILE_NAME.fullmatch(line) else line
