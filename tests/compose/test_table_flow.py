"""Tables in the run of a story: over columns and pages, and as much of one as finds room."""

from square_issue import all_lines, composed, extent, lines, planned, words
from square_layout import article, layout, slot, template, text

from newsletter.model.article import Paragraph, Table


def long_table(count: int) -> Table:
    head = (text("tên"), text("số"))
    return Table(head, tuple((text("đơn"), text(str(10 + row))) for row in range(count)), ("left", "right"))


def test_a_long_table_goes_on_in_the_next_column_under_its_head_again() -> None:
    design = layout(template(slot(lines=8)), lines=8)
    made = composed(design, (planned("one", lead="a"),), article("a", long_table(16)))
    heads = [line for line in all_lines(made.pages[0]) if words(line) == "tên"]
    assert sorted(extent(line)[0] for line in heads) == sorted({extent(line)[0] for line in heads})
    assert len(heads) == 3
    assert [line.role for line in heads].count("table") == 1
    assert made.fit("a").words_set == made.fit("a").words


def test_a_table_goes_on_on_the_next_page_under_its_head_again() -> None:
    design = layout(template(slot(lines=8)), template(slot(lines=8), name="two"), lines=8)
    plan = (planned("one", lead="a"), planned("two", lead="+a"))
    made = composed(design, plan, article("a", long_table(24)))
    numbers = [words(line) for page in made.pages for line in lines(page, "table") if words(line).isdigit()]
    assert numbers == [str(10 + row) for row in range(24)]
    assert any(words(line) == "tên" and line.role == "furniture" for line in all_lines(made.pages[1]))
    assert made.fit("a").words_set == made.fit("a").words
    assert made.codes == []


def test_a_table_that_finds_no_room_is_told_with_the_words_that_are_left() -> None:
    design = layout(template(slot(lines=8, columns=1)), lines=8)
    made = composed(design, (planned("one", lead="a"),), article("a", long_table(24)))
    assert made.fit("a").words == made.fit("a").words_set + made.fit("a").overset_words


def test_a_table_parts_with_no_row_alone_below_its_head_or_at_its_end() -> None:
    """Three columns of 20 lines; the text before leaves the head and one row, or ends with one row in the last column."""
    for before in range(14, 20):
        for count in (24, 25, 40, 41):
            lead = Paragraph(text("aaa bbb ccc " * before))
            design = layout(template(slot(lines=20, head_span=0)), lines=20)
            made = composed(design, (planned("one", lead="a"),), article("a", lead, long_table(count)))
            rows: dict[str, int] = {}
            for line in lines(made.pages[0], "table"):
                rows[line.frame] = rows.get(line.frame, 0) + words(line).isdigit()
            assert all(found >= 2 for found in rows.values()), (before, count, rows)


def test_rows_that_are_high_may_part() -> None:
    tall = Table((text("a"),), tuple((text("bbbbbbbb " * 8),) for _ in range(3)), ("left",))
    design = layout(template(slot(lines=12, head_span=0)), lines=12)
    made = composed(design, (planned("one", lead="a"),), article("a", tall))
    assert made.codes == []
    assert len({line.frame for line in lines(made.pages[0], "table")}) == 3
