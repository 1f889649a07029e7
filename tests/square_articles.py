"""Articles by chance (Hypothesis): every kind of block and every mark, in small words."""

from collections.abc import Callable

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


def _text(pieces: Pieces) -> Text:
    words, marks = zip(*pieces, strict=True)
    first = marks[0] & ~(GLUED | TIED | BREAK | NOTE)
    none = (NO_OFFSET,) * len(words)
    return Text("articles/a.md", words, none, none, (first, *marks[1:]))


def texts(most: int = 40) -> st.SearchStrategy[Text]:
    piece = st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS))
    return st.lists(piece, min_size=1, max_size=most).map(_text)


def short() -> st.SearchStrategy[Text]:
    return texts(6)


def photos() -> st.SearchStrategy[object]:
    side = st.integers(200, 3000)
    focus = st.tuples(st.floats(0, 1), st.floats(0, 1))
    caption, credit = st.none() | short(), st.none() | short()
    return st.builds(
        lambda w, h, f, told, by: photo(w, h, focus=f, caption=told, credit=by), side, side, focus, caption, credit
    )


def tables() -> st.SearchStrategy[Table]:
    def of(columns: int) -> st.SearchStrategy[Table]:
        row = st.tuples(*[short()] * columns)
        align = st.tuples(*[st.sampled_from(("left", "centre", "right"))] * columns)
        return st.builds(Table, row, st.lists(row, max_size=4).map(tuple), align)

    return st.integers(1, 3).flatmap(of)


def list_items() -> st.SearchStrategy[ListItem]:
    return st.builds(ListItem, texts(20), st.sampled_from(("–", "1.", "")), st.integers(0, 2))


def blocks() -> st.SearchStrategy[Block]:
    inner = st.builds(Paragraph, texts(12)) | list_items() | tables()
    paragraphs = st.builds(Paragraph, texts())
    return st.one_of(
        paragraphs,
        paragraphs,
        paragraphs,
        st.builds(Crosshead, short(), st.integers(2, 3)),
        list_items(),
        st.builds(PullQuote, st.lists(short(), min_size=1, max_size=2).map(tuple)),
        st.builds(Quotation, texts(20)),
        st.builds(Box, st.none() | short(), st.lists(inner, max_size=3).map(tuple)),
        tables(),
        st.builds(Figure, photos()),
        st.builds(Divider, st.just(SourceSpan("articles/a.md", 1, 1))),
    )


def articles(story: str = "a", most: int = 8, **more: object) -> st.SearchStrategy[Article]:
    maybe: Callable[[st.SearchStrategy[object]], st.SearchStrategy[object]] = lambda made: st.none() | made  # noqa: E731
    return st.builds(
        lambda body, kind, title, kicker, deck, byline, shots, notes: article(
            story, *body, kind=kind, kicker=kicker, deck=deck, byline=byline, photos=tuple(shots),
            footnotes=tuple(Footnote(str(n + 1), one) for n, one in enumerate(notes)), **{"title": "Tin", **more},
        )
        if title is None
        else article(
            story, *body, kind=kind, kicker=kicker, deck=deck, byline=byline, photos=tuple(shots),
            footnotes=tuple(Footnote(str(n + 1), one) for n, one in enumerate(notes)),
            **{"title": " ".join(title.pieces), **more},
        ),
        st.lists(blocks(), max_size=most), st.sampled_from(KINDS), st.none() | short(), maybe(short()), maybe(short()),
        maybe(short()), st.lists(photos(), max_size=2), st.lists(short(), max_size=2),
    )  # fmt: skip
