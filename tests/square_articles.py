"""Articles by chance (Hypothesis): every kind of block and every mark, in small words."""

from functools import cache

from hypothesis import strategies as st
from square_layout import article, photo

from newsletter.model.article import (
    BOLD,
    BREAK,
    GLUED,
    ITALIC,
    KINDS,
    NO_OFFSET,
    NOTE,
    TIED,
    Article,
    Block,
    Box,
    Crosshead,
    Divider,
    Figure,
    Footnote,
    ListItem,
    Paragraph,
    Photo,
    PullQuote,
    Quotation,
    Table,
    Text,
)
from newsletter.source import SourceSpan

WORDS = (
    "Đảng",
    "ủy",
    "Khối",
    "68",
    "năm,",
    "ngày",
    "02/11/2022",
    "–",
    "“",
    "xây",
    "dựng",
    "và",
    "TP.",
    "khẳng-định",
    "a",
)
MARKS = (0, 0, 0, 0, 0, BOLD, ITALIC, BOLD | ITALIC, GLUED, BOLD | GLUED, TIED, BREAK, NOTE | GLUED)
Pieces = list[tuple[str, int]]


def whole(least: int, most: int) -> st.SearchStrategy[int]:
    """st.integers draws constants of the modules that happen to be loaded too; these are the same in every run."""
    return st.sampled_from(range(least, most + 1))


shares = whole(0, 20).map(lambda twentieths: twentieths / 20)


def _text(pieces: Pieces) -> Text:
    words, marks = zip(*pieces, strict=True)
    first = marks[0] & ~(GLUED | TIED | BREAK | NOTE)
    none = (NO_OFFSET,) * len(words)
    return Text("articles/a.md", words, none, none, (first, *marks[1:]))


@cache
def texts(most: int = 40) -> st.SearchStrategy[Text]:
    piece = st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS))
    return st.lists(piece, min_size=1, max_size=most).map(_text)


@cache
def short() -> st.SearchStrategy[Text]:
    return texts(6)


@cache
def photos() -> st.SearchStrategy[Photo]:
    side, told = whole(200, 3000), st.none() | short()
    focus = st.tuples(shares, shares)
    return st.builds(photo, side, side, focus=focus, caption=told, credit=told)


@cache
def portraits() -> st.SearchStrategy[Photo]:
    """Nothing is printed below the photo of a pull-quote."""
    return photos().map(lambda shown: shown._replace(caption=None, credit=None))


@cache
def tables() -> st.SearchStrategy[Table]:
    def of(columns: int) -> st.SearchStrategy[Table]:
        row = st.tuples(*[short()] * columns)
        align = st.tuples(*[st.sampled_from(("left", "centre", "right"))] * columns)
        return st.builds(Table, row, st.lists(row, max_size=4).map(tuple), align, continued=st.just(value=False))

    return whole(1, 3).flatmap(of)


@cache
def list_items() -> st.SearchStrategy[ListItem]:
    return st.builds(ListItem, texts(20), st.sampled_from(("–", "1.", "")), whole(0, 2))


@cache
def blocks() -> st.SearchStrategy[Block]:
    inner = st.builds(Paragraph, texts(12)) | list_items() | tables()
    paragraphs = st.builds(Paragraph, texts())
    return st.one_of(
        paragraphs,
        paragraphs,
        paragraphs,
        st.builds(Crosshead, short(), whole(2, 3)),
        list_items(),
        st.builds(PullQuote, st.lists(short(), min_size=1, max_size=2).map(tuple), st.none() | portraits()),
        st.builds(Quotation, texts(20)),
        st.builds(Box, st.none() | short(), st.lists(inner, max_size=3).map(tuple)),
        tables(),
        st.builds(Figure, photos()),
        st.builds(Divider, st.just(SourceSpan("articles/a.md", 1, 1))),
    )


@st.composite
def articles(draw: st.DrawFn, story: str = "a", most: int = 8, **more: object) -> Article:
    """``more`` are fields of the article that are not left to chance."""
    notes = draw(st.lists(short(), max_size=2))
    values = {
        "title": draw(st.sampled_from(("Tin", "Đảng bộ Khối 68 năm xây dựng và trưởng thành"))),
        "kind": draw(st.sampled_from(KINDS)),
        "kicker": draw(st.none() | short()),
        "deck": draw(st.none() | short()),
        "byline": draw(st.none() | short()),
        "photos": tuple(draw(st.lists(photos(), max_size=2))),
        "footnotes": tuple(Footnote(str(number + 1), one) for number, one in enumerate(notes)),
    }
    return article(story, *draw(st.lists(blocks(), max_size=most)), **(values | more))
