"""Press files whose pages say which they are (a number at the head, near the left edge of the trim), and what comes of
imposing them."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from square_type import CATALOGUE, EDITION, SQUARE, page, set_line, set_run

from newsletter.colour import Cmyk
from newsletter.faces.book import FontBook
from newsletter.finish.arrangement import Wish
from newsletter.finish.impose import Job, Planned, impose, plan
from newsletter.finish.press import Slug, press_sheet
from newsletter.finish.schemes import Scheme
from newsletter.finish.sheetmarks import SHEET_MARKS
from newsletter.finish.sheets import Forme
from newsletter.geometry import Rect
from newsletter.model.issue import Press, PressStandard
from newsletter.pages.items import Panel
from newsletter.problems import Problem, has_errors
from newsletter.render.options import RenderOptions
from newsletter.render.pdf import write_pdf
from newsletter.render.profiles import FOGRA39L

BOOK = FontBook(CATALOGUE)
GROUND = Cmyk(0, 0, 200, 0)


@cache
def numbered(count: int, standard: PressStandard = "pdfx1a") -> bytes:
    """``count`` pages of 400 x 600 pt with ``page 7`` at (20, 50) pt and a tint that bleeds on all sides."""
    ground = Panel(Rect(0, 0, *EDITION.trim).outset(EDITION.bleed), GROUND)
    pages = [
        page(set_line(set_run(BOOK, f"page {number}")), number=number, ground=(ground,))
        for number in range(1, count + 1)
    ]
    how = Press(standard=standard, profile=FOGRA39L, bleed=EDITION.bleed)
    sheet = press_sheet(how, EDITION, BOOK, Slug(SQUARE), Path()).value
    assert sheet is not None
    options = RenderOptions(target="press", date=datetime(2022, 10, 20, tzinfo=UTC), photos=Path(), press=sheet)
    sink = io.BytesIO()
    write_pdf(EDITION, pages, BOOK, options, sink)
    return sink.getvalue()


def job(scheme: Scheme = "saddle", **more: object) -> Job:
    wish = {key: value for key, value in more.items() if key in Wish._fields}
    rest = {key: value for key, value in more.items() if key not in Wish._fields}
    marks = frozenset() if scheme == "reader" else SHEET_MARKS
    return Job(Wish(scheme, **wish), **{"marks": marks, "name": "so-1.pdf", **rest})  # type: ignore[arg-type]


def planned(content: bytes, order: Job) -> Planned:
    found = plan(io.BytesIO(content), order)
    assert found.value is not None, found.problems
    return found.value


def imposed(content: bytes, order: Job) -> bytes:
    sink = io.BytesIO()
    assert not has_errors(impose(planned(content, order), order, sink))
    return sink.getvalue()


def refused(content: bytes, order: Job | None = None) -> list[Problem]:
    found = plan(io.BytesIO(content), order or job())
    assert found.value is None
    return [problem for problem in found.problems if problem.severity == "error"]


def texts(content: bytes) -> list[str]:
    document = pdfium.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def numbers(text: str) -> list[int]:
    return sorted(int(found) for found in re.findall(r"page (\d+)", text))


def sides(content: bytes, order: Job) -> tuple[Forme, ...]:
    return planned(content, order).arrangement.formes


def edited(content: bytes, change: Callable[[pikepdf.Pdf], None], **how: object) -> bytes:
    """The file after somebody else's program has been at it."""
    sink = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        change(document)
        document.save(sink, **how)  # type: ignore[arg-type]
    return sink.getvalue()
