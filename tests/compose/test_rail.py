"""The rail of a timeline."""

from square_issue import composed, lines, planned
from square_layout import article, layout, slot, template, text

from newsletter.model.article import BOLD, Kind, Paragraph
from newsletter.pages.items import Artwork, Page, Stroke
from newsletter.units import pt


def page(kind: Kind = "timeline") -> Page:
    dated = [Paragraph(text("1954 ", BOLD).followed(text("aaa bbb ccc ddd " * 4))) for _ in range(3)]
    design = layout(template(slot(columns=2)))
    return composed(design, (planned("one", lead="a"),), article("a", *dated, kind=kind)).pages[0]


def test_each_date_has_a_dot_beside_its_line_and_the_text_stands_in() -> None:
    made = page()
    dots = [item for item in made.items if isinstance(item, Artwork)]
    body = lines(made, "body")
    dated = [line for line in body if line.runs[0].shapes[0].text == "1954"]
    assert len(dots) == len(dated) == 3
    for dot, line in zip(dots, dated, strict=True):
        assert dot.box.y0 < line.baseline
        assert dot.box.y1 > line.baseline - line.runs[0].size
        assert dot.box.x1 < line.runs[0].x


def test_every_column_has_its_rail_from_its_first_line_to_its_last() -> None:
    made = page()
    rails = [item for item in made.items if isinstance(item, Stroke)]
    body = lines(made, "body")
    frames = {line.frame for line in body}
    assert len(rails) == len(frames) > 1
    for rail in rails:
        column = [line for line in body if abs(line.runs[0].x - rail.box.x0) < pt(30)]
        assert rail.box.y1 == max(line.baseline for line in column)
        assert min(line.top for line in column) < rail.box.y0 < min(line.baseline for line in column)


def test_an_article_has_no_rail() -> None:
    assert [item for item in page("article").items if isinstance(item, Artwork | Stroke)] == []
