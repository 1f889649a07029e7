"""A layout shown: its measures, inks, ornaments and styles, then every template filled with dummy text, its slots named
and how many words each of them holds."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final, NamedTuple

from newsletter.colour import BLACK, PAPER, Cmyk
from newsletter.compose.draft import open_draft
from newsletter.compose.edition import compose
from newsletter.compose.furniture import one_line, put
from newsletter.compose.kit import Kit, open_kit
from newsletter.compose.ledger import Ledger
from newsletter.compose.ornament import fitted
from newsletter.faces.book import FontBook
from newsletter.geometry import Rect
from newsletter.model.article import (
    BREAK,
    Article,
    Block,
    Crosshead,
    Paragraph,
    Photo,
    PullQuote,
    Table,
    Text,
    texts_of,
    unplaced,
)
from newsletter.model.artwork import Drawing, Path
from newsletter.model.issue import Imprint, Issue
from newsletter.model.layout import GridArea, Layout, PageTemplate, Slot, Style
from newsletter.model.plan import Placement, Plan, PlannedPage
from newsletter.pages.items import Artwork, Item, Page, Panel, Picture, Stroke
from newsletter.source import SourceSpan
from newsletter.units import PT, Mpt, mm, to_mm

_GRID: Final = Cmyk(500, 0, 100, 0)
_NAMES: Final = Cmyk(900, 300, 0, 100)
_GREY: Final = Cmyk(0, 0, 0, 180)
_HAIR: Mpt = 250
_CROSS: Final = Drawing(
    100, 100, (Path((("m", (0, 0)), ("l", (100, 100)), ("m", (100, 0)), ("l", (0, 100))), stroke=PAPER, width=0.6),)
)
_TEXT: Final = (
    "Trang mẫu này dùng chữ đặt tạm để thấy cột chữ, khoảng trắng và chỗ của ảnh. Bài thật sẽ dài ngắn khác nhau; máy "
    "chọn số dòng, cắt ảnh và xếp cột sao cho các cột bằng chân. Đọc thử vài dòng để biết cỡ chữ đã vừa mắt hay chưa, "
    "dấu có chạm dòng trên hay không, và mỗi dòng chứa được bao nhiêu chữ."
)
_VERSES: Final = (
    "Trang này để dành cho thơ,",
    "Mỗi câu đứng một dòng chờ ý hay.",
    "Câu dài, câu ngắn xưa nay,",
    "Thẳng hàng một mép, giữa trang mà nhìn.",
)
_TITLES: Final = ("Tít bài viết đứng ở đây", "Một tít khác, dài hơn đôi chút", "Tít ngắn", "Tin trong tuần")
_IMPRINT: Final = ("Giấy phép", "Chịu trách nhiệm xuất bản", "In tại", "Số lượng", "Kỳ hạn")
_PARAGRAPHS, _MANY = 36, 12
"""Of a story, and stories where many flow through a slot: more than a page holds."""
_AT: Final = SourceSpan("")


class Specimen(NamedTuple):
    """A layout with a face for each of its styles."""

    layout: Layout
    book: FontBook

    def issue(self, *articles: Article) -> Issue:
        return Issue(
            id=self.layout.name,
            folder="",
            title=unplaced("Bản tin"),
            date=dt.date(2000, 1, 1),
            edition=unplaced("Số mẫu"),
            organization=unplaced("Cơ quan chủ quản"),
            imprint=Imprint(lines=tuple(unplaced(f"{name}: …") for name in _IMPRINT)),
            articles=articles,
        )


def specimen(layout: Layout, book: FontBook) -> Iterator[Page]:
    """Pages of the layout's own size, numbered from 1."""
    shown = Specimen(layout, book)
    numbers = count(1)
    for items in (*_overview(shown), *_styles(shown)):
        yield _plain(items, next(numbers))
    for template in layout.templates.values():
        yield _filled(template, next(numbers), shown)


def _plain(items: Sequence[Item], number: int) -> Page:
    return Page(number, str(number), "", number % 2 == 0, furniture=tuple(items))


# -- measures, inks, ornaments, styles ---------------------------------------------------


class _Sheet:
    """A page that is filled from the top down; all of its text is set in one plain style."""

    def __init__(self, shown: Specimen) -> None:
        self.kit = open_kit(shown.issue(), shown.layout, shown.book, Ledger())
        draft = open_draft(1, next(iter(shown.layout.templates.values())), shown.layout)
        self.box = draft.spot.box
        self.plain = shown.layout.styles["caption"]._replace(colour=BLACK)
        self.y = self.box.y0
        self.items: list[Item] = []

    def text(self, words: str, style: Style, x: Mpt = 0, colour: Cmyk | None = None) -> None:
        """A line on the next baseline, which it does not leave behind."""
        line = one_line(unplaced(words), style, self.kit, self.box.width - x)
        put_at = put(line, self.box.x0 + x, "left", self.y + line.runs[0].size)
        runs = tuple(run._replace(colour=colour or run.colour) for run in put_at.runs)
        self.items.append(put_at._replace(runs=runs))

    def down(self, by: Mpt) -> None:
        self.y += by

    def room(self, height: Mpt) -> bool:
        return self.y + height <= self.box.y1


def _overview(shown: Specimen) -> Iterator[list[Item]]:
    layout, sheet = shown.layout, _Sheet(shown)
    sheet.text(layout.name, layout.styles["title"], colour=BLACK)
    sheet.down(layout.styles["title"].steps[0] * 3 // 2)
    for line in (layout.description, *_measures(layout)):
        sheet.text(line, sheet.plain)
        sheet.down(sheet.plain.leading * 4 // 3)
    sheet.down(sheet.plain.leading)
    _swatches(layout, sheet)
    sheet.down(sheet.plain.leading)
    _ornaments(layout, sheet)
    yield [*_grid(layout, sheet.box), *sheet.items]


def _measures(layout: Layout) -> Iterator[str]:
    trim, margins = layout.trim, layout.margins
    yield f"Khổ {to_mm(trim.width):g} × {to_mm(trim.height):g} mm, tràn lề {to_mm(layout.bleed):g} mm"
    yield (
        f"Lề trên {to_mm(margins.top):g}, dưới {to_mm(margins.bottom):.1f}, trong {to_mm(margins.inside):g}, "
        f"ngoài {to_mm(margins.outside):g} mm"
    )
    yield (
        f"{layout.units} khoang, khe {to_mm(layout.gutter):g} mm; {layout.lines} dòng, mỗi dòng {layout.baseline / PT:g} pt"
    )
    yield f"{len(layout.templates)} mẫu trang, {len(layout.styles)} kiểu chữ"


def _swatches(layout: Layout, sheet: _Sheet) -> None:
    wide, high = mm(22), mm(7)
    for name, ink in layout.colours.items():
        x0, y0 = sheet.box.x0, sheet.y
        sheet.items.append(Panel(Rect(x0, y0, x0 + wide, y0 + high), ink))
        shares = " ".join(f"{letter} {part / 10:g}" for letter, part in zip("CMYK", ink, strict=True))
        sheet.text(f"{name}: {shares}", sheet.plain, wide + mm(3))
        sheet.down(high + mm(1))


def _ornaments(layout: Layout, sheet: _Sheet) -> None:
    side, gap = mm(18), mm(4)
    across = max(1, (sheet.box.width + gap) // (side + gap))
    for number, (name, drawing) in enumerate(layout.ornaments.items()):
        if number % across == 0 and number:
            sheet.down(side + sheet.plain.leading * 2)
        if not sheet.room(side + sheet.plain.leading * 2):
            return
        x = (number % across) * (side + gap)
        box = Rect(sheet.box.x0 + x, sheet.y, sheet.box.x0 + x + side, sheet.y + side)
        sheet.items.append(fitted(drawing, box))
        here = sheet.y
        sheet.down(side + sheet.plain.leading // 2)
        sheet.text(name, sheet.plain, x)
        sheet.y = here


def _grid(layout: Layout, box: Rect) -> Iterator[Stroke]:
    """The units of the grid, and the foot of each line."""
    for unit in range(layout.units):
        yield Stroke(layout.area(GridArea(unit, 0, 1, layout.lines), left=False), _GRID.tint(400), _HAIR)
    for line in range(layout.lines + 1):
        y = box.y0 + line * layout.baseline
        yield Stroke(Rect(box.x0, y, box.x1, y), _GRID.tint(250), _HAIR)


def _styles(shown: Specimen) -> Iterator[list[Item]]:
    """Each style set in itself, with its numbers above."""
    sheet = _Sheet(shown)
    for style in shown.layout.styles.values():
        size = style.steps[0]
        height = sheet.plain.leading + max(size, style.leading) * 3 // 2
        if not sheet.room(height) and sheet.items:
            yield sheet.items
            sheet = _Sheet(shown)
        sheet.text(_numbers(style), sheet.plain, colour=_NAMES)
        sheet.down(sheet.plain.leading)
        if style.ground is not None:
            sheet.items.append(Panel(Rect(sheet.box.x0, sheet.y, sheet.box.x1, sheet.y + size * 3 // 2), style.ground))
        sheet.text("Đảng bộ Khối, Ấ Ễ Ộ ữ ợ 0123456789", style)
        sheet.down(height - sheet.plain.leading + mm(1))
    yield sheet.items


def _numbers(style: Style) -> str:
    sizes = ", ".join(f"{size / PT:g}" for size in style.steps)
    slope = " nghiêng" if style.face.italic else ""
    return f"{style.name}: {style.face.family} {style.face.weight}{slope}, {sizes} / {style.leading / PT:g} pt"


# -- templates ---------------------------------------------------------------------------


def _filled(template: PageTemplate, number: int, shown: Specimen) -> Page:
    """A page of the template with dummy stories; grey boxes stand for photos."""
    stories = {slot.name: _stories(slot, number) for slot in template.slots}
    issue = shown.issue(*(article for articles in stories.values() for article in articles))
    placed = tuple((name, tuple(Placement(article.id) for article in articles)) for name, articles in stories.items())
    ledger = Ledger()
    (page, *_) = compose(issue, shown.layout, Plan((PlannedPage(template.name, placed),)), shown.book, ledger)
    kit = open_kit(issue, shown.layout, shown.book, Ledger())
    words = {name: sum(fit.words_set for fit in ledger.fits if fit.story.startswith(f"{name}:")) for name in stories}
    items = [placeholder for item in page.items for placeholder in _without_photo(item)]
    ground = [placeholder for item in page.ground for placeholder in _without_photo(item)]
    return page._replace(
        number=number,
        label=str(number),
        ground=(),
        items=(),
        furniture=(*ground, *items, *page.furniture, *_names(template, words, page, kit)),
        bookmarks=(),
    )


def _without_photo(item: Item) -> tuple[Item, ...]:
    if isinstance(item, Picture):
        return Panel(item.box, _GREY), Artwork(item.box, _CROSS)
    return (item,)


def _names(template: PageTemplate, words: dict[str, int], page: Page, kit: Kit) -> Iterator[Item]:
    """The frame of each slot, and a tab with its name at its lower right corner."""
    style = kit.style("caption")._replace(colour=PAPER)
    yield from _tab(template.name, style, Rect(0, 0, kit.layout.trim.width, mm(8)), kit)
    for slot in template.slots:
        box = kit.layout.area(slot.area, left=page.left, mirror=template.mirror)
        yield Stroke(box, _NAMES, _HAIR)
        held = "giới thiệu" if slot.teaser else f"≈ {words[slot.name]} chữ"
        columns = f"{slot.columns} cột, " if slot.columns > 1 else ""
        yield from _tab(f"{slot.name}: {columns}{held}", style, box, kit)


def _tab(words: str, style: Style, box: Rect, kit: Kit) -> Iterator[Item]:
    """Words on a tab in the lower right corner of a box."""
    line = one_line(unplaced(words), style, kit, box.width)
    line = put(line, box.x1 - style.size // 2, "right", box.y1 - style.size // 3)
    left = line.runs[0].x - style.size // 2
    yield Panel(Rect(left, box.y1 - style.size * 4 // 3, box.x1, box.y1), _NAMES)
    yield line


def _stories(slot: Slot, number: int) -> tuple[Article, ...]:
    """One long story, or short ones where many flow through the slot."""
    if slot.many:
        return tuple(_story(slot, f"{slot.name}:{k}", _TITLES[k % len(_TITLES)], 1) for k in range(_MANY))
    return (_story(slot, f"{slot.name}:", _TITLES[number % len(_TITLES)], _PARAGRAPHS),)


def _story(slot: Slot, name: str, title: str, paragraphs: int) -> Article:
    kind = "article" if "article" in slot.kinds else slot.kinds[0]
    photo = Photo("", (3000, 2000), "", "rgb", _AT, caption=unplaced("Chú thích ảnh."), credit=unplaced("Ảnh: …"))
    photos = len(slot.photos) + sum(wrap.takes == "photo" for wrap in slot.wraps)
    long = paragraphs > 1
    article = Article(
        id=name,
        file="",
        title=unplaced(title),
        at=_AT,
        kicker=unplaced("Dòng trên tít") if long else None,
        deck=unplaced("Lời dẫn nói điều chính của bài trong một hai dòng.") if long else None,
        byline=unplaced("Tên đơn vị"),
        kind=kind,
        photos=(photo,) * (photos if long else 0),
        blocks=tuple(_blocks(kind, paragraphs)),
    )
    return article._replace(words=sum(text.words for text in texts_of(article)))


def _blocks(kind: str, paragraphs: int) -> Iterator[Block]:
    if kind == "poem":
        yield from (Paragraph(_verses()) for _ in range(4))
        return
    if kind == "table":
        head = tuple(unplaced(name) for name in ("Nội dung", "Đơn vị", "Điểm"))
        rows = tuple(
            tuple(unplaced(cell) for cell in (f"Nội dung {k}", "Cơ quan", f"{k},5")) for k in range(1, paragraphs)
        )
        yield Table(head, rows, ("left", "left", "right"))
        return
    for number in range(paragraphs):
        yield Paragraph(unplaced(_TEXT))
        if number == 1:
            yield PullQuote((unplaced("Câu muốn làm nổi bật giữa bài."),))
        if number % 3 == 2:
            yield Crosshead(unplaced("Tít xen"), 2)


def _verses() -> Text:
    """A stanza, each verse on a line of its own."""
    marks: list[int] = []
    for verse in _VERSES:
        words = verse.split()
        marks += [BREAK if marks else 0, *(0 for _ in words[1:])]
    return unplaced(" ".join(_VERSES))._replace(marks=tuple(marks))
