"""The cheapest cuts: each saves the lines that it promises."""

from hypothesis import given, settings
from hypothesis import strategies as st
from square_issue import composed, lines, planned
from square_layout import article, kit, layout, slot, template, text

from newsletter.compose.cuts import cheapest_cuts, cuts_for
from newsletter.compose.kit import Kit
from newsletter.compose.story import Run, elasticity, story_items
from newsletter.model.article import Paragraph
from newsletter.pages.items import Cut
from newsletter.source import SourceSpan
from newsletter.units import pt

LINE = "aaa bbb ccc "
"""95 pt of a column of 100 pt."""


def items_of(known: Kit, *paragraphs: str) -> list:  # type: ignore[type-arg]
    made = article("a", *(Paragraph(text(one)) for one in paragraphs))
    return list(story_items(made, Run(slot(), pt(100), 100), known, ()))


def cuts_of(*paragraphs: str) -> tuple[Cut, ...]:
    known = kit()
    return cheapest_cuts(items_of(known, *paragraphs), known)


def lines_of(*paragraphs: str) -> int:
    return elasticity(items_of(kit(), *paragraphs))[1]


def test_a_last_line_of_two_words_is_saved_by_two_words() -> None:
    (cut,) = [one for one in cuts_of(LINE * 4 + "ddd eee") if not one.text]
    assert (cut.paragraph, cut.syllables, cut.lines) == (1, 2, 1)


def test_a_paragraph_of_one_line_offers_nothing() -> None:
    assert cuts_of("aaa bbb") == ()


def test_what_stands_between_commas_is_named() -> None:
    cuts = cuts_of("aaa bbb ccc aaa bb, ccc ddd, eee fff aaa bbb ccc aaa bb")
    assert "ccc ddd," in [cut.text for cut in cuts]


def test_whole_sentences_are_named_with_the_lines_they_save() -> None:
    cuts = cuts_of(LINE * 3 + "aaa bb. " + LINE * 3 + "aaa bb.")
    sentence = next(cut for cut in cuts if cut.text.count("aaa") == 4)
    assert (sentence.syllables, sentence.lines) == (11, 4)


def test_the_fewest_words_come_first() -> None:
    cuts = cuts_of(LINE * 4 + "ddd eee", LINE * 4 + "ddd eee fff")
    assert [cut.paragraph for cut in cuts if not cut.text] == [1, 2]


words = st.lists(st.sampled_from(("aaa", "bbbb", "cc", "ddd,", "eeee.", "(ff)")), min_size=4, max_size=40).map(" ".join)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(words)
def test_each_named_cut_saves_the_lines_it_promises(paragraph: str) -> None:
    before = lines_of(paragraph)
    for cut in cuts_of(paragraph):
        if cut.text:
            shorter = [paragraph.replace(cut.text, "", 1)]
            assert any(lines_of(one) == before - cut.lines for one in shorter) or paragraph.count(cut.text) > 1


def test_one_cut_of_each_paragraph_is_taken_until_the_lines_are_saved() -> None:
    at = SourceSpan("a.md", 1, 1)
    cuts = (Cut(1, at, 1, 1, ""), Cut(1, at, 3, 2, "x"), Cut(2, at, 4, 1, ""), Cut(3, at, 9, 1, ""))
    assert [cut.paragraph for cut in cuts_for(cuts, 2)] == [1, 2]


def test_a_story_that_is_too_long_is_told_where_to_cut() -> None:
    design = layout(template(slot(lines=6, columns=1, head_span=1)))
    made = composed(design, (planned("one", lead="a"),), article("a", Paragraph(text(LINE * 6 + "ddd eee"))))
    assert lines(made.pages[0])
    told = next(problem for problem in made.ledger.problems if problem.code == "NL510")
    values = dict(told.values)
    assert (values["lines"], values["syllables"]) == (1, 2)
