"""A folding dummy: every sheet small on A4, with page numbers, heads and folds, to be printed on both sides, folded and
turned like the bulletin itself."""

from collections.abc import Iterator
from typing import BinaryIO

from newsletter.finish.arrangement import Arrangement
from newsletter.finish.lettering import Lettering, open_lettering
from newsletter.finish.marks import line
from newsletter.finish.schemes import FOLDINGS, Edge, Fold
from newsletter.finish.sheets import Forme, Placed
from newsletter.finish.source import shown_size
from newsletter.geometry import Rect, Size
from newsletter.problems import Problem, has_errors
from newsletter.render.canvas import PdfFile, Ref, number, text_string
from newsletter.units import Mpt, mm

A4 = Size(mm(297), mm(210))
MARGIN: Mpt = mm(14)
NOTE_SIZE: Mpt = 8000
_VERSION = (1, 7)
_LARGEST_NUMBER: Mpt = 150_000
_HEAD_SIZE: Mpt = 6500
_HEAD, _BLANK = "đầu trang", "trắng"
_FOLD_WORDS: dict[Fold, str] = {"left": "trái sang phải", "right": "phải sang trái", "top": "trên xuống dưới"}
_CUT, _FOLDED, _PAPER = "0.5 w [] 0 d 0.6 G", "0.8 w [6 4] 0 d 0 G", "0.4 w [] 0 d 0.8 G"
"""Pens: where pages are cut, where they are folded, the edge of the sheet."""
_TURN: dict[Edge, str] = {"top": "1 0 0 1", "left": "0 1 -1 0", "bottom": "-1 0 0 -1", "right": "0 -1 1 0"}


def draw_dummy(arrangement: Arrangement, title: str, sink: BinaryIO) -> tuple[Problem, ...]:
    """Write the dummy to a sink: a page for each side, fronts and backs in turn, to be printed on both sides of A4 and
    turned over at the short edge. With an error among the problems, what was written is to be thrown away."""
    opened = open_lettering(press=False)
    if opened.value is None or has_errors(opened.problems):
        return opened.problems
    lettering = opened.value
    pdf = PdfFile(sink, _VERSION)
    tree = pdf.reserve()
    sides = [_side(pdf, tree, _drawn(forme, arrangement, lettering)) for forme in _both(arrangement)]
    pdf.write(tree, f"<</Type/Pages/Count {len(sides)}/Kids[{' '.join(sides)}]>>")
    lettering.finish(pdf)
    duplex = "/ViewerPreferences<</Duplex/DuplexFlipShortEdge/PrintScaling/None>>"
    root = pdf.add(f"<</Type/Catalog/Pages {tree}/Lang(vi){duplex}>>")
    pdf.close(root, pdf.add(f"<</Title{text_string(title)}>>"))
    return opened.problems


def _both(arrangement: Arrangement) -> Iterator[Forme]:
    """What one plate prints on both sides comes twice."""
    for forme in arrangement.formes:
        yield forme
        if arrangement.one_plate:
            yield forme


def _side(pdf: PdfFile, tree: Ref, content: str) -> Ref:
    contents = pdf.reserve()
    pdf.deflated(contents, "", content.encode("ascii"))
    box = f"/MediaBox[0 0 {number(A4.width)} {number(A4.height)}]"
    return pdf.add(f"<</Type/Page/Parent {tree}{box}/Resources<</Font {pdf.fonts}>>/Contents {contents}>>")


def _drawn(forme: Forme, arrangement: Arrangement, lettering: Lettering) -> str:
    """One side, the sheet in the middle so that front and back meet."""
    scale = min((A4.width - 2 * MARGIN) / forme.size.width, (A4.height - 2 * MARGIN) / forme.size.height)
    small = _Small(forme, scale)
    parts = [f"q {_PAPER} {_area(small.box(Rect(0, 0, *forme.size)))} S\n"]
    parts.append(f"{_CUT} {' '.join(_area(small.box(placed.trim)) for placed in forme.pages)} S\n")
    across, up = forme.folds
    sheet = small.box(Rect(0, 0, *forme.size))
    folds = [line((x, sheet.y0), (x, sheet.y1)) for x in map(small.x, across)]
    folds += [line((sheet.x0, y), (sheet.x1, y)) for y in map(small.y, up)]
    parts.append(f"{_FOLDED} {' '.join(folds)} S Q\n" if folds else "Q\n")
    parts += [_page(placed, small.box(placed.trim), lettering) for placed in forme.pages]
    words, hint = _words(forme, arrangement), _folding(forme, arrangement)
    parts.append(lettering.line(words, NOTE_SIZE, sheet.x0, sheet.y1 + NOTE_SIZE // 2))
    parts.append(lettering.line(hint, NOTE_SIZE, sheet.x0, sheet.y0 - NOTE_SIZE * 3 // 2))
    return "".join(parts)


class _Small:
    """Places of the sheet on A4."""

    def __init__(self, forme: Forme, scale: float) -> None:
        self._scale = scale
        self._left = (A4.width - forme.size.width * scale) / 2
        self._foot = (A4.height - forme.size.height * scale) / 2

    def x(self, place: Mpt) -> Mpt:
        return round(self._left + place * self._scale)

    def y(self, place: Mpt) -> Mpt:
        return round(self._foot + place * self._scale)

    def box(self, box: Rect) -> Rect:
        return Rect(self.x(box.x0), self.y(box.y0), self.x(box.x1), self.y(box.y1))


def _page(placed: Placed, box: Rect, lettering: Lettering) -> str:
    """The number in the middle of a page, its head as a bar with the word."""
    upright = placed.head in ("top", "bottom")
    width, height = (box.width, box.height) if upright else (box.height, box.width)
    centre = f"{number((box.x0 + box.x1) // 2)} {number((box.y0 + box.y1) // 2)}"
    words = str(placed.page) if placed.page else _BLANK
    size = min(_LARGEST_NUMBER, height * 2 // 5)
    size = min(size, size * width * 7 // 10 // max(lettering.width(words, size), 1))
    head = min(_HEAD_SIZE, _HEAD_SIZE * width * 9 // 10 // lettering.width(_HEAD, _HEAD_SIZE))
    top = height // 2
    bar = Rect(-width // 3, top - head // 2, width // 3, top - head // 4)
    return (
        f"q {_TURN[placed.head]} {centre} cm 0 g {_area(bar)} f\n"
        f"{lettering.line(words, size, -lettering.width(words, size) // 2, -lettering.cap_height(size) // 2)}"
        f"{lettering.line(_HEAD, head, -lettering.width(_HEAD, head) // 2, top - head * 7 // 4)}Q\n"
    )


def _words(forme: Forme, arrangement: Arrangement) -> str:
    side = "in tự trở: hai mặt như nhau" if arrangement.one_plate else f"mặt {forme.letter}"
    return f"Tờ {forme.sheet}/{arrangement.sheets} · {side} · giấy thật {shown_size(forme.size)} mm"


def _folding(forme: Forme, arrangement: Arrangement) -> str:
    """How to fold; with several blocks on a sheet, they are cut apart first."""
    if not forme.folding:
        return "Nét liền: xén. In hai mặt, lật theo cạnh ngắn."
    steps = ", ".join(_FOLD_WORDS[fold] for fold in FOLDINGS[forme.folding].folds)
    gathered = {"saddle": ", rồi lồng các tờ vào nhau, tờ 1 ngoài cùng", "perfect": ", rồi chồng các tay theo thứ tự"}
    last = gathered.get(arrangement.scheme, "") if arrangement.sheets > 1 else ""
    first = "cắt rời từng khối, " if len(forme.pages) * 2 != forme.folding else ""
    turned = ", xoay một góc vuông sang trái" if forme.pages[0].head in ("left", "right") else ""
    return f"In hai mặt, lật theo cạnh ngắn. Gấp theo nét đứt: {first}đặt mặt B lên{turned}, gấp {steps}{last}."


def _area(box: Rect) -> str:
    return f"{number(box.x0)} {number(box.y0)} {number(box.width)} {number(box.height)} re"
