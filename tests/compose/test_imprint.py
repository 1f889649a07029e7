"""The imprint on the last page: in columns, and told where its place is too small."""

from square_issue import Composed, composed, planned
from square_layout import article, layout, slot, template, text

from newsletter.model.issue import Imprint
from newsletter.model.layout import Furniture, GridArea
from newsletter.pages.items import Line


def printed(count: int, height: int = 6) -> Composed:
    place = Furniture("imprint", GridArea(0, 14, 3, height), columns=2)
    design = layout(template(slot(lines=10), furniture=(place,)))
    imprint = Imprint(lines=tuple(text("aaa bbb") for _ in range(count)))
    return composed(design, (planned("one", lead="a"),), article("a"), imprint=imprint)


def test_an_imprint_that_fits_stands_in_all_columns_and_nothing_is_told() -> None:
    made = printed(6)
    lefts = {
        item.runs[0].x
        for item in made.pages[0].furniture
        if isinstance(item, Line) and "aaa" in item.runs[0].shapes[0].text
    }
    assert len(lefts) == 2
    assert "NL518" not in {problem.code for problem in made.ledger.problems}


def test_an_imprint_that_does_not_fit_is_told_with_its_lines_and_its_room() -> None:
    (told,) = [problem for problem in printed(40).ledger.problems if problem.code == "NL518"]
    values = dict(told.values)
    assert values["lines"] == 40
    assert int(values["room"]) < 40
    assert told.source is not None
