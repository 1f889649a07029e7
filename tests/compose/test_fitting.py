"""What a story may do to fill its slot, in order, and no more than it takes."""

from typing import Any

import pytest
from square_issue import Composed, composed, lines, planned
from square_layout import article, layout, photo, slot, template, text

from newsletter.model.article import Block, Paragraph, PullQuote
from newsletter.model.layout import FitMeans, Stretch
from newsletter.units import pt

LINE = "aaa bbb ccc "
"""95 pt of a column of 100 pt."""
QUOTE = PullQuote((text("ddd eee"),))


def story(
    *blocks: Block, fit: tuple[FitMeans, ...], depth: int = 10, more: dict[str, Any] | None = None, **own: Any
) -> Composed:
    """One story in a slot of two columns; ``more`` changes styles."""
    own_slot = slot(columns=2, lines=depth, fill=True, fit=fit, head_span=2)
    return composed(
        layout(template(own_slot), **(more or {})), (planned("one", lead="a"),), article("a", *blocks, **own)
    )


def paragraphs(*counts: int) -> list[Paragraph]:
    return [Paragraph(text(LINE * count)) for count in counts]


def over(made: Composed) -> bool:
    return "NL501" in made.codes


def test_a_pull_quote_is_left_out_of_a_story_that_is_too_long() -> None:
    blocks = [*paragraphs(4, 4), QUOTE, *paragraphs(4, 4)]
    assert over(story(*blocks, fit=()))
    made = story(*blocks, fit=("quotes",))
    assert not lines(made.pages[0], "pull-quote")
    assert [code for code in made.codes if code in ("NL501", "NL508")] == ["NL508"]


def test_a_pull_quote_with_a_portrait_stays_in_its_story() -> None:
    """A photo that somebody chose is never left out."""
    portrayed = QUOTE._replace(portrait=photo())
    made = story(*paragraphs(4, 4), portrayed, *paragraphs(4, 4), fit=("quotes",), depth=12)
    bare = story(*paragraphs(4, 4), QUOTE, *paragraphs(4, 4), fit=("quotes",), depth=10)
    assert over(made)
    assert (made.fit("a").left_out, bare.fit("a").left_out) == (0, 2)


def test_no_word_is_lost_with_what_is_left_out() -> None:
    made = story(*paragraphs(4, 4), QUOTE, *paragraphs(4, 4), fit=("quotes",))
    fit = made.fit("a")
    assert (fit.left_out, fit.words_set) == (2, fit.words - 2)


def test_what_fits_is_left_as_it_is() -> None:
    made = story(*paragraphs(4, 3), QUOTE, fit=("quotes", "deck", "headline"), deck=text("fff"))
    assert lines(made.pages[0], "pull-quote")
    assert lines(made.pages[0], "deck")


def test_the_deck_goes_after_the_quotes() -> None:
    blocks = [*paragraphs(4, 4), QUOTE, *paragraphs(4, 4)]
    made = story(*blocks, fit=("quotes", "deck"), deck=text("fff"), depth=11)
    assert not lines(made.pages[0], "pull-quote")
    assert not over(made)


def test_a_headline_is_set_smaller_where_that_saves_the_lines() -> None:
    """At 30 pt the title takes two lines of 210 pt, at 10 pt one."""
    title = {"title": {"size": pt(30), "steps": (pt(30), pt(10))}}
    long = "ttt u vvv w"
    assert over(story(*paragraphs(4, 4, 4), title=long, fit=(), more=title, depth=8))
    made = story(*paragraphs(4, 4, 4), title=long, fit=("headline",), more=title, depth=8)
    assert not over(made)
    assert {line.runs[0].size for line in lines(made.pages[0], "title")} == {pt(10)}


def test_a_headline_takes_a_line_more_where_the_text_is_short() -> None:
    short = story(*paragraphs(4, 4, 4), title="tt uu vv ww", fit=(), depth=8)
    made = story(*paragraphs(4, 4, 4), title="tt uu vv ww", fit=("headline",), depth=8)
    assert short.fit("a").short_lines == 2
    assert made.fit("a").short_lines == 0
    assert len(lines(made.pages[0], "title")) == 2
    assert [code for code in made.codes if code in ("NL511", "NL514")] == ["NL514"]


@pytest.mark.parametrize("fit", [(), ("stretch",)])
def test_text_is_stretched_beyond_its_limits_only_where_the_slot_allows(fit: tuple[FitMeans, ...]) -> None:
    """Twelve lines of three words; with letters at 80 % four words go in a line, so that nine are enough."""
    body = {"body": {"strain": Stretch(500, 1500, -20, 20, 800, 1200)}}
    made = story(*[Paragraph(text(LINE * 12))], fit=fit, more=body, depth=6)
    assert over(made) == (fit == ())
    assert ("NL509" in made.codes) == (fit != ())
