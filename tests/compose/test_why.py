"""Why a line ends where it does: other places, their prices, and what would move the end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from square_articles import texts
from square_layout import MEASURE, kit, style, text

from newsletter.compose.itemise import itemise
from newsletter.compose.ledger import Drawn
from newsletter.compose.linebreak import Breaking, break_lines
from newsletter.compose.why import Place, Why, bond, explain_line
from newsletter.model.article import Text
from newsletter.units import Mpt, pt

CASTER = kit().caster
BODY = style("body", space_max=4000)
"""A word space may grow from 2.5 pt to 10 pt at ratio 1, so that a line of 100 pt has several places to end at."""


def drawn(words: str | Text, measure: Mpt = MEASURE, lines: int = 0) -> Drawn:
    """A paragraph set at its best, or in so many lines."""
    atoms = itemise(text(words) if isinstance(words, str) else words, BODY, CASTER)
    offered = break_lines(atoms, measure)
    found = next((one for one in offered if one.lines == lines), min(offered, key=lambda one: one.demerits))
    return Drawn(atoms, found.ends, (measure,) * found.lines, measure, CASTER)


def chosen(why: Why) -> Place:
    return next(place for place in why.places if place.stop == why.chosen)


def offered_of(paragraph: Drawn) -> tuple[Breaking, ...]:
    return break_lines(paragraph.atoms, paragraph.measure)


def test_each_place_has_its_width_its_ratio_and_its_badness() -> None:
    why = explain_line(drawn("aaaa bbbb cc dddd eeee ff"), 0)
    widths = {place.before.split()[-1]: place.natural for place in why.places}
    assert widths["bbbb"] == pt(82.5)  # two words of 40 pt and a space of 2.5 pt
    place = next(place for place in why.places if place.before == "aaaa bbbb")
    stretch = pt(7.5) + 0.75 * (8 * pt(0.2) + pt(80) * 0.02)  # the space; 2 % tracking of 8 letters, 2 % of their width
    assert place.ratio == pytest.approx(pt(17.5) / stretch, abs=0.01)
    assert place.badness == pytest.approx(100 * place.ratio**3)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(texts(40), st.integers(100, 250), st.data())
def test_no_place_makes_a_cheaper_paragraph_of_as_many_lines(words: Text, measure: int, data: st.DataObject) -> None:
    paragraph = drawn(words, pt(measure))
    number = data.draw(st.integers(0, len(paragraph.ends) - 1))
    why = explain_line(paragraph, number)
    least = min(one.demerits for one in offered_of(paragraph))
    assert why.total == pytest.approx(least)
    assert chosen(why).kept == pytest.approx(least)
    assert all(place.kept >= least * 0.999999 for place in why.places if place.kept is not None)
    assert (why.best, why.lines) == (len(paragraph.ends), len(paragraph.ends))


def test_a_paragraph_that_was_given_another_number_of_lines_says_what_the_best_would_cost() -> None:
    words = "aa bbb aaaa cc aa bbb aaaa cc aa bbb"
    counts = {one.lines: one.demerits for one in offered_of(drawn(words))}
    best = min(counts, key=counts.__getitem__)
    other = next(count for count in counts if count != best)
    why = explain_line(drawn(words, lines=other), 0)
    assert (why.lines, why.best) == (other, best)
    assert why.total == pytest.approx(counts[other])
    assert why.best_total == pytest.approx(counts[best])


def place_at(words: str, before: str) -> Place:
    return next(place for place in explain_line(drawn(words), 0).places if place.before == before)


def test_a_place_that_would_leave_one_word_alone_on_the_last_line_says_so() -> None:
    """ "cc b aaaa aa" would fill the line better, but leave "b" alone; so the line ends before "aa"."""
    assert place_at("cc b aaaa aa b", "b aaaa aa").flaw == "runt"


def test_a_place_that_makes_a_later_line_worse_names_that_line() -> None:
    """ "cc aaaa b" fills the first line better, but then "aaaa cc" stretches 62.5 pt over the second."""
    place = place_at("cc aaaa b aaaa cc aaaa", "cc aaaa b")
    stretch = pt(7.5) + 0.75 * (6 * pt(0.2) + pt(60) * 0.02)
    assert place.flaw == "later"
    assert place.loosest == (2, pytest.approx(pt(37.5) / stretch, abs=0.01))


def test_a_place_with_which_the_paragraph_has_another_number_of_lines_says_how_many() -> None:
    """All of it could be drawn in to one line of 100 pt: "cc b b b b b aa" is 105 pt wide."""
    place = place_at("cc b b b b b aa", "b b aa")
    assert (place.flaw, place.lines, place.kept) == ("lines", 1, None)


def test_a_place_that_parts_a_number_from_its_unit_is_named_but_forbidden() -> None:
    why = explain_line(drawn("aaaa bbb 68 năm aaaa bbbb cccc"), 0)
    place = next(place for place in why.places if place.before == "aaaa bbb 68")
    assert (place.flaw, place.bond, place.total) == ("forbidden", "unit", None)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("aa 68 năm", "unit"),
        ("aa TP. Huế", "title"),
        ("aa – bb", "dash"),
        ("aa Nguyễn Văn", "name"),
        ("aa ông Nam", "address"),
        ("aa ( bb", "opener"),
        ("aa|bb cc", "glued"),
    ],
)
def test_what_a_break_would_part_has_a_name(words: str, name: str) -> None:
    atoms = itemise(text(words), BODY, CASTER)
    assert name in [bond(atoms, stop) for stop in range(1, len(atoms.casts))]


def test_a_word_less_really_moves_the_end() -> None:
    words = "aa bbb aaaa cc aa bbb aaaa cc aa bbb"
    paragraph = drawn(words)
    change = next(change for change in explain_line(paragraph, 1).changes if change.word)
    pieces = words.split()
    taken = [k for k in range(len(pieces)) if pieces[k] == change.word and k < paragraph.ends[1]]
    ends = [drawn(" ".join(pieces[:k] + pieces[k + 1 :])).ends for k in taken]
    assert any(paragraph.ends[1] - 1 not in one for one in ends)


def test_another_number_of_lines_says_where_the_line_would_end_and_what_it_costs_more() -> None:
    paragraph = drawn("aa bbb aaaa cc aa bbb aaaa cc aa bbb")
    why = explain_line(paragraph, 0)
    costs = {one.lines: one.demerits for one in offered_of(paragraph)}
    for change in why.changes:
        if not change.word:
            assert change.extra == pytest.approx(costs[change.lines] - why.total)


def test_a_paragraph_that_had_to_part_what_is_never_parted_is_explained_too() -> None:
    tied = text("aaaaaa bbbbbb cccccc")._replace(marks=(0, 16, 16))
    why = explain_line(drawn(tied), 0)
    assert chosen(why).stop == why.chosen
