"""Sheets of reports and tickets: nothing is lost, nothing stands outside the type area, headings keep to what follows."""

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from newsletter.compose.furniture import extent
from newsletter.compose.itemise import Caster
from newsletter.compose.paper import (
    A4,
    DROP,
    MARGINS,
    PAPER_FACES,
    STEP,
    Banner,
    Block,
    Finding,
    Gallery,
    Grid,
    Heading,
    Pairs,
    Prose,
    Sheet,
    Signatures,
    Stamp,
    set_paper,
)
from newsletter.faces.book import open_book
from newsletter.intake.fonts import read_catalogue
from newsletter.intake.resources import builtin
from newsletter.model.article import Photo
from newsletter.pages.items import Item, Line, Page, Picture, Stroke
from newsletter.source import SourceSpan

LEFT, RIGHT = MARGINS.inside, A4.width - MARGINS.outside
DIGEST = "0123456789abcdef" * 8
words = st.text("aăâbcdđeêgh ưừấ-/.", min_size=1, max_size=300)


@cache
def caster() -> Caster:
    catalogue = read_catalogue((builtin("fonts"),)).value
    assert catalogue is not None
    book = open_book(catalogue, PAPER_FACES).value
    assert book is not None
    return Caster(book)


def pages(*blocks: Block) -> tuple[Page, ...]:
    return set_paper(Sheet("Phiếu in", blocks), caster())


def lines(items: tuple[Item, ...]) -> list[Line]:
    return [item for item in items if isinstance(item, Line)]


def said(line: Line) -> str:
    return " ".join(shape.text for run in line.runs for shape in run.shapes)


def text(page: Page) -> list[str]:
    return [said(line) for line in lines(page.items)]


def test_every_page_bears_the_foot_line_and_its_number_of_how_many() -> None:
    made = pages(*[Prose(f"Đoạn {number}") for number in range(60)])
    feet = [[said(line) for line in lines(page.furniture)] for page in made]
    assert feet == [["Phiếu in", f"{page.number}/{len(made)}"] for page in made]
    assert len(made) > 1
    assert [line for page in made for line in text(page)] == [f"Đoạn {number}" for number in range(60)]


def test_a_sheet_without_a_word_is_one_empty_page() -> None:
    (page,) = pages()
    assert page.items == ()


def test_what_is_not_known_stands_as_a_line_to_write_on_beside_its_key() -> None:
    (page,) = pages(Pairs((("Giấy", ""), ("Số lượng", "500"))))
    (dots,) = [item for item in page.items if isinstance(item, Stroke)]
    key = lines(page.items)[0]
    assert said(key) == "Giấy"
    assert dots.box.y0 == key.baseline
    assert dots.box.x0 > extent(key)[1]
    assert dots.box.x1 == RIGHT


def test_a_heading_is_not_left_alone_at_the_foot_of_a_page() -> None:
    for above in range(30, 50):
        made = pages(
            *[Prose(f"Đoạn {number}") for number in range(above)], Heading("Giấy"), Pairs((("Loại", "C 150"),))
        )
        assert text(made[-1])[-3:] == ["Giấy", "Loại", "C 150"]


def test_the_head_of_a_table_stays_with_its_first_row() -> None:
    for above in range(30, 50):
        made = pages(*[Prose(f"Đoạn {number}") for number in range(above)], Grid(("Họ",), (("Serif",),), (1,)))
        assert text(made[-1])[-2:] == ["Họ", "Serif"]


def test_figures_stand_under_each_other_at_the_right_of_their_columns() -> None:
    (page,) = pages(Grid(("Trang", "Mực"), (("9", "99,5"), ("10", "300,0")), (1, 1), figures=True))
    edges = [extent(line)[1] for line in lines(page.items)]
    assert len(set(edges[0::2])) == len(set(edges[1::2])) == 1
    assert abs(edges[1] - RIGHT) <= 2


def test_pictures_stand_in_rows_each_over_its_label() -> None:
    photo = Photo("1.png", (190, 270), "", "rgb", SourceSpan("1.png"))
    (page,) = pages(Gallery(tuple((photo, str(number)) for number in range(1, 8)), 3))
    shown = [item.box for item in page.items if isinstance(item, Picture)]
    assert [len({box.y0 for box in shown[row : row + 3]}) for row in (0, 3, 6)] == [1, 1, 1]
    assert len({box.y0 for box in shown}) == 3
    assert all(abs(box.width * 270 - box.height * 190) <= 300 for box in shown)
    for box, label in zip(shown, lines(page.items), strict=True):
        assert label.baseline > box.y1
        assert box.x0 < extent(label)[0] < box.x1


def test_text_in_rows_and_paragraphs_stands_on_the_grid() -> None:
    (page,) = pages(
        Prose("Một câu"), Pairs((("Khuôn khổ", "190 x 270 mm"),)), Finding("error", "LỖI", "NL812", "trang 1", "Sai")
    )
    offsets = {(line.baseline - DROP - MARGINS.top) % STEP for line in lines(page.items)}
    assert offsets <= {0, STEP // 2}


@given(words, words, words)
def test_nothing_stands_outside_the_type_area_however_long_a_word_is(one: str, two: str, three: str) -> None:
    made = pages(
        Banner(one, two, three),
        Heading(one),
        Stamp("error", three),
        Pairs(((one, two), (DIGEST, DIGEST), (two, ""))),
        Grid((one, two), ((two, DIGEST),), (1, 2)),
        Finding("warning", "CẢNH BÁO", "NL812", "trang 1", three + DIGEST, two),
        Prose(two, quiet=True),
        Signatures((one, two)),
    )
    slack = 2 * STEP // 3  # optical margins
    for page in made:
        for line in lines(page.items):
            left, right = extent(line)
            assert LEFT - slack <= left <= right <= RIGHT + slack, said(line)
            assert line.baseline <= A4.height - MARGINS.bottom
