"""The mark behind the last word of an article."""

from square_issue import composed, extent, lines, planned
from square_layout import article, layout, slot, template, text

from newsletter.colour import BLACK
from newsletter.model.article import Kind, Paragraph
from newsletter.model.artwork import Drawing, Path
from newsletter.pages.items import Artwork, Page
from newsletter.units import pt

MARK = Drawing(10, 20, (Path((("m", (0.0, 0.0)), ("l", (10.0, 20.0))), stroke=BLACK),))


def pages(words: str, kind: Kind = "article", height: int = 20, mark: str = "mark") -> list[Page]:
    design = layout(template(slot(columns=1)), template(slot(columns=1), name="two"), lines=height)
    marked = design._replace(ornaments={"mark": MARK}, end_mark=mark)
    plan = (planned("one", lead="a"), planned("two", lead="+a"))
    return list(
        composed(marked, plan if height < 20 else plan[:1], article("a", Paragraph(text(words)), kind=kind)).pages
    )


def marks(page: Page) -> list[Artwork]:
    return [item for item in page.items if isinstance(item, Artwork)]


def test_it_stands_behind_the_last_word_on_its_line_as_high_as_capitals() -> None:
    (page,) = pages("aaa bbb " * 4)
    last = lines(page, "body")[-1]
    (mark,) = marks(page)
    assert mark.box.y1 == last.baseline
    assert mark.box.height == 2 * mark.box.width == last.runs[0].size * 72 // 100
    assert extent(last)[1] < mark.box.x0 < extent(last)[1] + pt(6)


def test_a_full_last_line_has_no_room_for_it() -> None:
    full = {bool(marks(pages("a " * count)[0])) for count in range(20, 90)}
    assert full == {True, False}
    for count in range(20, 90):
        (page,) = pages("a " * count)
        assert all(mark.box.x1 <= pt(130) for mark in marks(page))


def test_only_articles_end_with_it_and_only_where_the_layout_says_so() -> None:
    assert marks(pages("aaa bbb", kind="notice")[0]) == []
    assert marks(pages("aaa bbb", mark="")[0]) == []


def test_a_story_that_goes_on_is_marked_where_it_ends() -> None:
    first, second = pages("aaa bbb ccc ddd " * 20, height=8)[:2]
    assert marks(first) == []
    assert len(marks(second)) == 1
