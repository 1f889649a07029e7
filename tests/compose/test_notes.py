"""Footnotes at the feet of the columns in which their marks stand."""

from typing import Any

from square_issue import Composed, composed, extent, lines, planned, words
from square_layout import article, layout, photo, slot, template, text

from newsletter.model.article import NOTE, Block, Footnote, Paragraph, Text
from newsletter.model.layout import PhotoPlace
from newsletter.units import Mpt, pt

LINE = "aaa bbb ccc "


def marked(count: int, label: str, at: int = 1) -> Paragraph:
    """A paragraph of so many lines with the mark of a note after word ``at``."""
    plain = text(LINE * count)
    pieces = (*plain.pieces[:at], label, *plain.pieces[at:])
    none = (-1,) * len(pieces)
    marks = tuple(NOTE | 4 if number == at else 0 for number in range(len(pieces)))
    return Paragraph(Text("articles/a.md", pieces, none, none, marks))


def paragraph(count: int) -> Paragraph:
    return Paragraph(text(LINE * count))


def story(*blocks: Block, notes: tuple[str, ...] = ("ghi",), more: str = "", **of_slot: Any) -> Composed:
    footnotes = tuple(Footnote(str(number + 1), text(note)) for number, note in enumerate(notes))
    own = slot(head_span=0, **of_slot)
    design = layout(template(own), template(slot(lines=8, head_span=0), name="two"))
    plan = (planned("one", lead="a"), *([planned(more, lead="+a")] if more else []))
    return composed(design, plan, article("a", *blocks, footnotes=footnotes))


def column(line: Any) -> Mpt:
    return (extent(line)[0] - pt(30)) // pt(110)


def notes_by_column(made: Composed, page: int = 0) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for line in lines(made.pages[page], "footnote"):
        found.setdefault(column(line), []).append(words(line).split(" ", 1)[-1])
    return found


def test_a_note_stands_at_the_foot_of_the_column_of_its_mark() -> None:
    made = story(paragraph(4), marked(4, "1"), paragraph(4), lines=6, fill=True)
    assert notes_by_column(made) == {0: ["ghi"]} or notes_by_column(made) == {1: ["ghi"]}
    (note,) = lines(made.pages[0], "footnote")
    body = [line for line in lines(made.pages[0], "body") if column(line) == column(note)]
    assert any("1" in words(line).split() for line in body)
    assert max(line.baseline for line in body) < note.baseline <= pt(40 + 6 * 12)


def test_notes_of_two_columns_stand_under_their_own_text() -> None:
    made = story(marked(6, "1"), marked(6, "2", at=16), paragraph(4), notes=("một", "hai"), lines=8)
    for number, note in ((1, "một"), (2, "hai")):
        (at,) = [key for key, told in notes_by_column(made).items() if note in told]
        assert any(str(number) in words(line).split() for line in lines(made.pages[0], "body") if column(line) == at)


def test_columns_with_notes_end_on_one_line() -> None:
    made = story(marked(6, "1"), paragraph(6), paragraph(3), lines=12, fill=True)
    feet = {}
    for line in lines(made.pages[0], "body", "footnote"):
        feet[column(line)] = max(feet.get(column(line), 0), (line.baseline - pt(40)) // pt(12))
    assert max(feet.values()) - min(feet.values()) <= 1


def test_notes_take_no_room_from_columns_in_which_their_marks_do_not_stand() -> None:
    """The first column would hold all the text, and so all the notes, if there were none."""
    made = story(*[marked(5, str(n)) for n in range(1, 5)], notes=("ghi " * 12,) * 4, lines=24, columns=2, fill=True)
    assert {at: len(told) for at, told in notes_by_column(made).items()} == {0: 12, 1: 12}
    assert made.codes == []


def test_a_note_goes_on_to_the_page_of_its_mark() -> None:
    made = story(*[paragraph(6)] * 4, marked(6, "1"), lines=8, more="two")
    assert notes_by_column(made, 0) == {}
    assert list(notes_by_column(made, 1).values()) == [["ghi"]]
    assert made.fit("a").words_set == made.fit("a").words - 1  # no headline is set


def test_the_note_of_a_text_that_finds_no_room_is_told_with_it() -> None:
    made = story(*[paragraph(6)] * 4, marked(6, "1"), lines=8)
    assert notes_by_column(made) == {}
    assert made.fit("a").words - 1 == made.fit("a").words_set + made.fit("a").overset_words


def test_a_note_without_a_mark_is_not_lost() -> None:
    made = story(paragraph(4), notes=("ghi", "thêm"))
    assert sum(len(told) for told in notes_by_column(made).values()) == 2


def test_notes_in_a_river_stand_under_their_own_columns() -> None:
    design = layout(template(slot(many=True, lines=10, head_span=1)))
    first = article("a", marked(14, "1"), footnotes=(Footnote("1", text("một")),))
    second = article("b", marked(14, "1", at=30), title="Hai", footnotes=(Footnote("1", text("hai")),))
    made = composed(design, (planned("one", lead=["a", "b"], repeat=True),), first, second)
    told = {line.story: column(line) for page in made.pages for line in lines(page, "footnote")}
    assert set(told) == {"a", "b"}
    for story, at in told.items():
        body = [
            line for page in made.pages for line in lines(page, "body") if line.story == story and column(line) == at
        ]
        assert any("1" in words(line).split() for line in body)


def test_notes_of_a_story_of_photos_alone_are_set() -> None:
    place = PhotoPlace(where="top", column=1, span=3)
    own = slot(photos=(place,))
    notes = (Footnote("1", text("ghi")),)
    one = article("a", photos=(photo(),), footnotes=notes)
    made = composed(layout(template(own)), (planned("one", lead="a"),), one)
    assert [words(line) for line in lines(made.pages[0], "footnote")] == ["1 ghi"]
    assert made.fit("a").words_set == made.fit("a").words


def test_a_photo_that_finds_no_room_above_the_notes_is_told() -> None:
    shot, notes = photo(1000, 1600), (Footnote("1", text("ghi " * 30)),)
    for many in (False, True):
        design = layout(template(slot(many=many, head_span=1)))
        made = composed(design, (planned("one", lead="a"),), article("a", photos=(shot,), footnotes=notes))
        assert {"NL501", "NL507"} & set(made.codes)
