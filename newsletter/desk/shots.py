"""The photos of an article: what was found in them, what the document says of them, and which of two copies is printed."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from newsletter.desk.captions import Caption, numbered_caption, said_by_people, split_credit
from newsletter.desk.ledger import Ledger
from newsletter.desk.lines import picture_of
from newsletter.desk.submission import Shot
from newsletter.manuscripts.manuscript import Block, Paragraph, Picture, Run
from newsletter.manuscripts.pictures import Look

SUFFIXES: Final = {"jpeg": ".jpg", "png": ".png", "tiff": ".tif", "webp": ".webp", "heic": ".heic"}
_NEAR: Final = 5
"""Bits of 64 by which copies of one photo may differ once they are scaled and saved again."""


class Album(NamedTuple):
    """``blocks`` name pictures by their index in ``shots``."""

    shots: tuple[Shot, ...]
    blocks: tuple[Block, ...]


def shot_of(look: Look, name: str, came: str) -> Shot:
    """A photo by itself; ``name`` as it came."""
    return Shot(
        PurePosixPath(name).stem + SUFFIXES[look.kind],
        look.content,
        came,
        look.pixels,
        look.caption,
        look.credit,
        sharpness=look.sharpness,
        fingerprint=look.fingerprint,
        stripped=look.stripped,
    )


def told(shot: Shot, caption: Caption, picture: Picture, ledger: Ledger) -> Shot:
    """With what the document says of it, which goes before what the file says. A crop is not cut out of the file: its
    middle is what a layout keeps."""
    ledger.tell("change.crop", shot.name, times=int(any(picture.crop)))
    words = caption if caption.text or caption.credit else split_credit(shot.caption)
    return shot._replace(
        caption=words.text, credit=words.credit or shot.credit, alt=said_by_people(picture.alt), crop=picture.crop
    )


def albumed(inside: Mapping[int, Shot], beside: Sequence[Shot], blocks: Sequence[Block], ledger: Ledger) -> Album:
    """``inside``: pictures of the document by its index; ``beside``: photos that came with it. A photo that is there twice
    is printed once, from the file with more pixels; pictures above and below the text are for the layout to place."""
    better = {index: _better(shot, beside, ledger) for index, shot in inside.items()}
    used = {id(photo) for _, photo in better.values() if photo is not None}
    loose = [photo for photo in beside if id(photo) not in used]
    loose, blocks = _captioned(loose, blocks, ledger)
    edges = _at_edges(blocks)
    shots: list[Shot] = []
    places: dict[int, int] = {}
    for index, (shot, _) in better.items():
        places[index] = len(shots)
        shots.append(shot._replace(anchored=False))
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        picture = picture_of(block)
        if picture < 0:
            kept.append(block)
        elif picture in places and at not in edges:
            shots[places[picture]] = shots[places[picture]]._replace(anchored=True)
            kept.append(Paragraph((Run(picture=places[picture]),)))
    return Album(tuple(_once([*shots, *loose], ledger)), tuple(kept))


def _once(shots: Sequence[Shot], ledger: Ledger) -> Iterator[Shot]:
    """Without photos for the layout that are there already and say nothing new; those that the text names stay in place."""
    seen: dict[bytes, Shot] = {}
    for at, shot in enumerate(shots):
        first = seen.setdefault(shot.content, shot)
        again = first is not shot and not shot.anchored and (shot.caption, shot.credit) in (
            ("", ""), (first.caption, first.credit)
        )  # fmt: skip
        if again and not any(later.anchored for later in shots[at:]):
            ledger.tell("change.copies", shot.name, first.name)
        else:
            yield shot


def _better(shot: Shot, beside: Sequence[Shot], ledger: Ledger) -> tuple[Shot, Shot | None]:
    """A picture of a document, or the photo beside it of which it is a small copy."""
    for photo in beside:
        if _same(shot, photo):
            ledger.tell("change.copies", shot.name, photo.name)
            if photo.pixels > shot.pixels:
                words = (shot.caption or photo.caption, shot.credit or photo.credit)
                return photo._replace(caption=words[0], credit=words[1], alt=shot.alt, crop=shot.crop), photo
            return shot, photo
    return shot, None


def _same(one: Shot, other: Shot) -> bool:
    if one.content == other.content:
        return True
    if not one.fingerprint or not other.fingerprint or 0 in (*one.pixels, *other.pixels):
        return False
    shapes = one.pixels[0] / one.pixels[1] / (other.pixels[0] / other.pixels[1])
    return 0.97 < shapes < 1.03 and (one.fingerprint ^ other.fingerprint).bit_count() <= _NEAR


def _at_edges(blocks: Sequence[Block]) -> set[int]:
    """Places of pictures before the first and after the last words."""
    words = [at for at, block in enumerate(blocks) if picture_of(block) < 0]
    first, last = (words[0], words[-1]) if words else (len(blocks), len(blocks))
    return {at for at, block in enumerate(blocks) if picture_of(block) >= 0 and not first < at < last}


def _captioned(loose: Sequence[Shot], blocks: Sequence[Block], ledger: Ledger) -> tuple[list[Shot], Sequence[Block]]:
    """ "Ảnh 2: …" in the text is the caption of the photo beside it whose name has that number."""
    shots, kept = list(loose), []
    for block in blocks:
        found = numbered_caption(block.text) if isinstance(block, Paragraph) and picture_of(block) < 0 else None
        at = next((at for at, shot in enumerate(shots) if found and _number(shot.came) == found[0]), -1)
        if found is None or at < 0:
            kept.append(block)
            continue
        words = split_credit(found[1])
        shots[at] = shots[at]._replace(caption=words.text, credit=words.credit or shots[at].credit)
        assert isinstance(block, Paragraph)  # noqa: S101  (it has a caption)
        ledger.leave(block.text[: len(block.text) - len(found[1])])
    return shots, kept


def _number(name: str) -> int:
    """The only number of a file name (anh-2.jpg), 0 where there is none."""
    digits = "".join(sign if sign.isdigit() else " " for sign in PurePosixPath(name).stem).split()
    return int(digits[0]) if len(digits) == 1 and len(digits[0]) <= 2 else 0
