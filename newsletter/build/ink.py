"""The ink gate of a press file: a cheap bound first, then plates of those pages alone that it does not clear."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from newsletter import __version__
from newsletter.check.ink import PEAK_ABOVE, Soaked, at_most
from newsletter.geometry import Rect, Size
from newsletter.output import Unwritable, write_whole
from newsletter.problems import PageSpot, Problem, error, warning
from newsletter.render.options import PhotoInk
from newsletter.source import SourceSpan
from newsletter.units import PT, Mpt, half_up


class Paper(NamedTuple):
    """Where the trim lies on the media, ``margin`` from each edge, and how much ink the press takes, in per cent."""

    trim: Size
    margin: Mpt
    max_ink: int


class Spot(NamedTuple):
    """Ink in per cent, over a box in points of the PDF: x0, y0, x1, y1, y up."""

    percent: float
    box: tuple[float, float, float, float]


class Wet(NamedTuple):
    """A page as measured: ``number`` in its file, from 1; the wettest square of 15 mm and the wettest square millimetre;
    ``fault`` says why it could not be measured."""

    number: int
    average: Spot
    peak: Spot
    fault: str


def judge_ink(
    pages: Sequence[Soaked], photos: Iterable[PhotoInk], file: Path, paper: Paper, cache: Path | None
) -> Iterator[Problem]:
    """What is too much ink in a finished press ``file`` (contract: Press), whose pages are ``pages``. The ``cache`` keeps
    what was measured, so that a file that comes out the same is not rendered again."""
    peaks = {(photo.page, photo.picture): photo.peak for photo in photos}
    places = dict(enumerate(sorted(pages, key=lambda page: page.page), 1))
    doubtful = [k for k, page in places.items() if at_most(page, peaks) > paper.max_ink]
    for wet in _measured(file, doubtful, cache) if doubtful else ():
        yield from _too_wet(wet, places[wet.number], paper)


def _too_wet(wet: Wet, soaked: Soaked, paper: Paper) -> Iterator[Problem]:
    """One problem at most: a page over its average is over its peak too."""
    page, peak = soaked.page, paper.max_ink + PEAK_ABOVE
    if wet.fault:
        yield error("NL624", None, PageSpot(page), page=page, fault=wet.fault)
    elif wet.average.percent > paper.max_ink:
        box = _place(wet.average, paper)
        yield error("NL621", _photo_at(box, soaked), PageSpot(page, box), page=page,
                    ink=round(wet.average.percent, 1), limit=paper.max_ink)  # fmt: skip
    elif wet.peak.percent > peak:
        box = _place(wet.peak, paper)
        yield warning("NL622", _photo_at(box, soaked), PageSpot(page, box), page=page,
                      ink=round(wet.peak.percent, 1), limit=peak)  # fmt: skip


def _photo_at(box: Rect, soaked: Soaked) -> SourceSpan | None:
    """Where the uppermost photo is written down that the middle of a box lies in."""
    x, y = (box.x0 + box.x1) // 2, (box.y0 + box.y1) // 2
    for photo, _ in reversed(soaked.photos):
        frame = photo.box
        if frame.x0 <= x <= frame.x1 and frame.y0 <= y <= frame.y1:
            return photo.photo.at
    return None


def _place(spot: Spot, paper: Paper) -> Rect:
    x0, y0, x1, y1 = (half_up(edge * PT) for edge in spot.box)
    foot = paper.margin + paper.trim.height
    return Rect(x0 - paper.margin, foot - y1, x1 - paper.margin, foot - y0)


# -- measuring ------------------------------------------------------------------


def _measured(file: Path, pages: Sequence[int], cache: Path | None) -> list[Wet]:
    kept = cache / f"{_key(file, pages)}.ink" if cache else None
    found = _load(kept) if kept else None
    if found is None:
        found = list(_rendered(file, pages))
        if kept:
            _keep(kept, found)
    return found


def _rendered(file: Path, pages: Sequence[int]) -> Iterator[Wet]:
    from newsletter.preflight.ink import measure  # noqa: PLC0415 (0.2 s, for pages that are in doubt)

    for page in measure(file.read_bytes(), pages):
        average, peak = (_spot(spot.percent, spot.box) for spot in (page.average, page.peak))
        yield Wet(page.page, average, peak, page.fault)


def _key(file: Path, pages: Sequence[int]) -> str:
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return hashlib.sha256(repr((__version__, digest, *pages)).encode()).hexdigest()


def _keep(path: Path, found: Sequence[Wet]) -> None:
    """A cache that cannot be written is no fault."""
    with suppress(OSError, Unwritable):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(found).encode())


def _load(path: Path) -> list[Wet] | None:
    """None where nothing is kept, or it is damaged."""
    try:
        return [
            Wet(int(number), _spot(*average), _spot(*peak), str(fault))
            for number, average, peak, fault in json.loads(path.read_bytes())
        ]
    except (OSError, ValueError, TypeError):
        return None


def _spot(percent: float, box: Sequence[float]) -> Spot:
    x0, y0, x1, y1 = map(float, box)
    return Spot(float(percent), (x0, y0, x1, y1))
