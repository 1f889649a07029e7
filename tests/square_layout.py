"""A design for tests: three columns of 100 pt, gutters of 10 pt, a grid of 12 pt, everything set in 10 pt square type.

A letter is 10 pt wide, a word space 2.5 pt (tests/fonts/make_square.py): "aaa bbb ccc" is 95 pt wide. The type area of a
right page is 30 … 350 pt by 40 … 40 + 12 * lines, of a left page 50 … 370 pt; the trim is 400 pt wide.
"""

import datetime as dt
from typing import Any

from square_type import CATALOGUE, SQUARE

from newsletter.colour import BLACK
from newsletter.compose.kit import Kit, open_kit
from newsletter.compose.ledger import Ledger
from newsletter.faces.book import FontBook
from newsletter.geometry import Insets, Size
from newsletter.model.article import GLUED, KINDS, NO_OFFSET, Article, Photo, Text, texts_of, unplaced
from newsletter.model.issue import Issue
from newsletter.model.layout import GridArea, Layout, PageTemplate, Slot, Style
from newsletter.source import LineIndex, SourceSpan
from newsletter.units import pt

JUSTIFIED = ("body", "list", "quotation")
ROLES = (
    "body list quotation poem table table-head pull-quote pull-quote-source box box-title footnote crosshead "
    "title kicker deck byline caption credit jump drop-cap masthead masthead-line masthead-word occasion contents "
    "contents-title contents-page teaser teaser-title folio running-head imprint"
).split()
AT = SourceSpan("articles/a.md", 1, 1)
MEASURE = pt(100)


def style(name: str, **more: Any) -> Style:
    values = {
        "name": name, "face": SQUARE, "bold": SQUARE, "emphasis": SQUARE, "bold_emphasis": SQUARE, "size": pt(10),
        "leading": pt(12), "align": "justify" if name in JUSTIFIED else "left", "colour": BLACK, "steps": (pt(10),),
    }  # fmt: skip
    return Style(**(values | more))


def slot(name: str = "lead", *, columns: int = 3, lines: int = 20, line: int = 0, unit: int = 0, **more: Any) -> Slot:
    """A slot of whole columns of 100 pt from the top left of the type area on."""
    area = GridArea(unit, line, columns, lines)
    values: dict[str, Any] = {
        "name": name,
        "area": area,
        "columns": columns,
        "gutter": pt(10),
        "kinds": KINDS,
        "head_span": columns,
    }
    return Slot(**(values | more))


def template(*slots: Slot, name: str = "one", **more: Any) -> PageTemplate:
    return PageTemplate(name=name, slots=slots, **({"running": False} | more))


def layout(*templates: PageTemplate, lines: int = 20, **styles: dict[str, Any]) -> Layout:
    """The design; ``styles`` change a style (underscores for hyphens): ``body={"indent": pt(10)}``."""
    changes = {name.replace("_", "-"): change for name, change in styles.items()}
    return Layout(
        name="square", trim=Size(pt(400), pt(80 + 12 * lines)), margins=Insets(pt(40), pt(40), pt(30), pt(50)),
        bleed=pt(9), units=3, gutter=pt(10), baseline=pt(12), lines=lines,
        styles={name: style(name, **changes.get(name, {})) for name in {*ROLES, *changes}},
        templates={one.name: one for one in templates},
    )  # fmt: skip


def book() -> FontBook:
    return FontBook(CATALOGUE)


def issue(*articles: Article, **more: Any) -> Issue:
    values: dict[str, Any] = {
        "id": "2022-10", "folder": "", "title": unplaced("Bản tin"), "date": dt.date(2022, 10, 20), "articles": articles,
        "lines": {"articles/a.md": LineIndex((0,))},
    }  # fmt: skip
    return Issue(**(values | more))


def kit(design: Layout | None = None, *articles: Article) -> Kit:
    return open_kit(issue(*articles), design or layout(template(slot())), book(), Ledger())


def text(words: str, mark: int = 0) -> Text:
    """A text of the file a.md; "|" parts glued pieces of one word: ``đồng|,``."""
    pieces: list[str] = []
    marks: list[int] = []
    for word in words.split():
        for number, piece in enumerate(word.split("|")):
            pieces.append(piece)
            marks.append(mark | GLUED if number else mark)
    none = (NO_OFFSET,) * len(pieces)
    return Text("articles/a.md", tuple(pieces), none, none, tuple(marks))


def photo(wide: int = 1000, high: int = 1000, **more: Any) -> Photo:
    return Photo(**({"file": "photos/a.jpg", "pixels": (wide, high), "sha256": "", "mode": "rgb", "at": AT} | more))


def article(story: str = "a", *blocks: Any, title: str = "Tin", **more: Any) -> Article:
    """An article whose ``words`` are counted from its texts."""
    made = Article(**({"id": story, "file": "articles/a.md", "title": text(title), "at": AT, "blocks": blocks} | more))
    return made._replace(words=words_in(made))


def words_in(made: Article) -> int:
    return sum(one.words for one in texts_of(made))
