"""Photos that came, went, or are shown otherwise in the new proof."""

from collections import deque
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from newsletter.pdf.marks import Box
from newsletter.review.maps import MapPhoto, SourceMap

CROP_STEP: Final = 0.005
"""Of a photo's width or height: a smaller shift of the crop comes of rounding."""
SIZE_STEP: Final = 1.0
"""Points."""
SHAPE_STEP: Final = 0.01
"""Width over height, in parts of it: where maps do not tell the crop, a frame of another shape shows another part."""

PhotoChangeKind = Literal["added", "removed", "swapped", "replaced", "cropped", "resized", "moved"]


class PhotoChange(NamedTuple):
    """``swapped``: another file in its place; ``replaced``: the same file with other content. ``box`` as in the new map,
    None where it is gone; pages are 0 where it is on none. One change a photo: of several the first of the kinds, in
    their order."""

    story: str
    kind: PhotoChangeKind
    file: str
    old_file: str
    old_page: int
    new_page: int
    box: Box | None


class _Shown(NamedTuple):
    page: int
    photo: MapPhoto


def photo_changes(old: SourceMap, new: SourceMap) -> tuple[PhotoChange, ...]:
    """In the order of the new proof; photos that went come last."""
    shelves: dict[tuple[str, str], deque[_Shown]] = {}
    for shown in _shown(old):
        shelves.setdefault((shown.photo.story, shown.photo.file), deque()).append(shown)
    pairs: list[tuple[_Shown | None, _Shown]] = []
    for shown in _shown(new):
        shelf = shelves.get((shown.photo.story, shown.photo.file))
        pairs.append((shelf.popleft() if shelf else None, shown))
    left: dict[str, deque[_Shown]] = {}
    for gone in sorted((one for shelf in shelves.values() for one in shelf), key=lambda one: one.page):
        left.setdefault(gone.photo.story, deque()).append(gone)
    found: list[PhotoChange] = []
    for before, after in pairs:
        others = left.get(after.photo.story)
        found += _compared(others.popleft() if before is None and others else before, after, old, new)
    for others in left.values():
        found += [PhotoChange(gone.photo.story, "removed", "", gone.photo.file, gone.page, 0, None) for gone in others]
    return tuple(found)


def _shown(source: SourceMap) -> list[_Shown]:
    pages = sorted(source.pages, key=lambda page: page.number)
    return [_Shown(page.number, photo) for page in pages for photo in page.photos]


def _compared(before: _Shown | None, after: _Shown, old: SourceMap, new: SourceMap) -> Iterator[PhotoChange]:
    now = after.photo
    if before is None:
        yield PhotoChange(now.story, "added", now.file, "", 0, after.page, now.box)
        return
    kind = _kind(before, after, old, new)
    if kind is not None:
        yield PhotoChange(now.story, kind, now.file, before.photo.file, before.page, after.page, now.box)


def _kind(before: _Shown, after: _Shown, old: SourceMap, new: SourceMap) -> PhotoChangeKind | None:
    was, now = before.photo, after.photo
    if was.file != now.file:
        return "swapped"
    if old.files.get(was.file) != new.files.get(now.file):
        return "replaced"
    if _is_cropped(was, now):
        return "cropped"
    if abs(was.box.width - now.box.width) > SIZE_STEP or abs(was.box.height - now.box.height) > SIZE_STEP:
        return "resized"
    return "moved" if before.page != after.page or abs(was.box.x0 - now.box.x0) > SIZE_STEP else None


def _is_cropped(was: MapPhoto, now: MapPhoto) -> bool:
    if was.crop is not None and now.crop is not None:
        return any(abs(one - other) > CROP_STEP for one, other in zip(was.crop, now.crop, strict=True))
    shapes = [photo.box.width / max(photo.box.height, 0.001) for photo in (was, now)]
    return abs(shapes[0] - shapes[1]) > SHAPE_STEP * max(shapes)
