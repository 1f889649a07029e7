"""Total-fit line breaking against all breaks there are, tried one by one, and against published ones."""

from itertools import combinations, pairwise
from math import inf
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from square_layout import MEASURE, kit, layout, slot, style, template, text

from newsletter.compose import linebreak
from newsletter.compose.grammar import NEVER
from newsletter.compose.itemise import COMFORT, Atoms, itemise
from newsletter.compose.linebreak import (
    DESPERATE,
    FARTHEST,
    GAPING,
    LINE_DEMERITS,
    RUNT,
    RUNT_SHARE,
    TOLERANCES,
    Breaking,
    break_lines,
    break_ragged,
    eased,
    parting,
)
from newsletter.model.article import TIED, Text
from newsletter.units import Mpt, pt

KIT = kit(layout(template(slot()), wide_pool={"space_max": 16000}))
CASTER = KIT.caster
WIDE = KIT.layout.styles["wide-pool"]
"""A pool so wide (a space may grow by 37.5 pt) that small paragraphs have several good settings."""


def atoms(words: str | Text, name: str = "body", indent: Mpt = 0) -> Atoms:
    return itemise(text(words) if isinstance(words, str) else words, KIT.layout.styles[name], CASTER, indent=indent)


def lines(of: Atoms, ends: tuple[int, ...]) -> list[str]:
    return [of.text.cut(a, b).plain() for a, b in pairwise((0, *ends))]


def best(found: tuple[Breaking, ...]) -> Breaking:
    return min(found, key=lambda breaking: breaking.demerits)


# -- by brute force ------------------------------------------------------------


def demerits(of: Atoms, ends: tuple[int, ...], measures: list[Mpt], tolerance: float) -> float | None:
    """The cost function of linebreak's head, written down once more; None where a line does not fit."""
    total = 0.0
    for start, stop, measure in zip((0, *ends), ends, measures, strict=False):
        last = stop == len(of.casts)
        slack = measure - (of.end[stop - 1] - of.at[start])
        if slack < 0:
            shrink = of.down_end[stop - 1] - of.down_at[start]
            if -slack <= shrink:
                ratio = slack / shrink / COMFORT
            elif stop - start == 1:
                ratio = -FARTHEST
            else:
                return None
        elif last:
            ratio = 0.0
            short = (measure - slack) * RUNT_SHARE < measures[-1] or stop - start == 1
            total += RUNT * short
        else:
            stretch = of.up_end[stop - 1] - of.up_at[start]
            ratio = slack / stretch if stretch else FARTHEST
            if ratio > tolerance:
                return None
            ratio = min(ratio, FARTHEST)
        total += (LINE_DEMERITS + 100 * abs(ratio) ** 3) ** 2 + of.prices[stop] ** 2
    return total


def all_breaks(of: Atoms, measure: Mpt, first: tuple[Mpt, ...]) -> dict[int, float]:
    """The least demerits for each number of lines, in the first pass that finds any that are good enough for it."""
    near, far = TOLERANCES
    passes = ((of, near, RUNT), (of, far, GAPING), (eased(of), far, inf), (eased(of), DESPERATE, inf))
    for one, tolerance, limit in passes:
        found = breaks_within(one, measure, first, tolerance)
        if found and min(found.values()) < limit:
            return found
    return {}


def breaks_within(of: Atoms, measure: Mpt, first: tuple[Mpt, ...], tolerance: float) -> dict[int, float]:
    count = len(of.casts)
    allowed = [stop for stop in range(1, count) if of.prices[stop] < NEVER]
    measures = [*first, *([measure] * count)]
    found: dict[int, float] = {}
    for number in range(len(allowed) + 1):
        for chosen in combinations(allowed, number):
            cost = demerits(of, (*chosen, count), measures, tolerance)
            if cost is not None:
                found[number + 1] = min(cost, found.get(number + 1, cost))
    return found


PIECES = (
    "a",
    "ba",
    "Hoa",
    "xây",
    "dựng",
    "khối,",
    "nghiêng",
    "68",
    "năm",
    "–",
    "TP.",
    "Thái",
    "Nguyên.",
    "chiếctàu",
    "x" * 12,
)
paragraphs = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map(" ".join)
heads = st.sampled_from(((), (pt(60),), (pt(60), pt(60)), (pt(140),)))
pools = st.sampled_from(("body", "wide-pool"))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(paragraphs, heads, pools, st.sampled_from((0, pt(10))))
def test_no_other_breaks_are_better(words: str, first: tuple[Mpt, ...], pool: str, indent: Mpt) -> None:
    of = atoms(words, pool, indent)
    possible = all_breaks(of, MEASURE, first)
    assume(possible)
    assert best(break_lines(of, MEASURE, first)).demerits == pytest.approx(min(possible.values()))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(paragraphs, heads, pools)
def test_each_number_of_lines_that_is_offered_has_its_best_breaks(
    words: str, first: tuple[Mpt, ...], pool: str
) -> None:
    of = atoms(words, pool)
    possible = all_breaks(of, MEASURE, first)
    assume(possible)
    with patch.object(linebreak, "SPREAD", 99):  # no state is given up
        found = break_lines(of, MEASURE, first)
    assert {one.lines: one.demerits for one in found} == pytest.approx(possible)
    for one in found:
        assert one.demerits == pytest.approx(demerits(eased(of), one.ends, [*first, *([MEASURE] * 9)], DESPERATE))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(paragraphs, heads, pools, st.floats(0.5, 8), st.floats(0, 8))
def test_a_greater_tolerance_never_makes_the_best_breaks_worse(
    words: str, first: tuple[Mpt, ...], pool: str, tolerance: float, more: float
) -> None:
    of = atoms(words, pool)

    def within(most: float) -> Breaking:
        with patch.object(linebreak, "TOLERANCES", (most, most)):
            return best(break_lines(of, MEASURE, first))

    strict = within(tolerance)
    assume(demerits(of, strict.ends, [*first, *([MEASURE] * 9)], tolerance) is not None)
    assert within(tolerance + more).demerits <= strict.demerits * 1.000001


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map(" ".join), heads)
def test_lines_take_every_piece_once_and_fewest_lines_come_first(words: str, first: tuple[Mpt, ...]) -> None:
    of = atoms(words)
    found = break_lines(of, MEASURE, first)
    assert [one.lines for one in found] == sorted({one.lines for one in found})
    for one in found:
        assert one.ends[-1] == len(of.casts)
        assert all(a < b for a, b in pairwise((0, *one.ends)))


# -- by example ----------------------------------------------------------------


def test_a_paragraph_without_text_has_no_lines() -> None:
    assert break_lines(atoms(Text("", (), (), (), ())), MEASURE) == (Breaking(0.0, ()),)


def test_a_line_that_just_fits_is_full() -> None:
    of = atoms("aaa aaa aaa " * 3)  # 3 * 30 + 2 * 2.5 = 95 pt
    assert lines(of, best(break_lines(of, pt(95))).ends) == ["aaa aaa aaa"] * 3
    assert best(break_lines(of, pt(95))).demerits == 3 * LINE_DEMERITS**2


def test_the_whole_paragraph_is_weighed_not_the_line_at_hand() -> None:
    """A setter who fills the first line ("aa ccc dd") leaves "ddd g" alone on the second."""
    of = atoms("aa ccc dd ddd g aaaaaaa e", "wide-pool")
    assert lines(of, best(break_lines(of, MEASURE)).ends) == ["aa ccc", "dd ddd g", "aaaaaaa e"]


def test_a_last_line_of_one_syllable_is_avoided_where_it_can_be() -> None:
    of = atoms("aaa aaa aaa aaa aaa aaa aaa", "wide-pool")  # 3 + 3 + 1 fills best
    assert [len(line.split()) for line in lines(of, best(break_lines(of, MEASURE)).ends)] in ([3, 2, 2], [2, 3, 2])


def test_a_word_of_two_pieces_alone_on_the_last_line_is_a_runt_too() -> None:
    plain, glued = (
        atoms("aaa aaa aaa aaa aaa aaa aaa.", "wide-pool"),
        atoms("aaa aaa aaa aaa aaa aaa aaa|.", "wide-pool"),
    )
    assert lines(glued, best(break_lines(glued, MEASURE)).ends)[-1] == "aaa aaa."
    assert lines(plain, best(break_lines(plain, MEASURE)).ends)[-1] == "aaa aaa."


def test_a_last_line_under_a_fifth_of_the_measure_is_avoided_where_it_can_be() -> None:
    of = atoms("aaa aaa aaa aaa aaa aaa a a", "wide-pool")  # "a a" is 22.5 pt wide
    assert lines(of, best(break_lines(of, MEASURE)).ends)[-1] == "a a"
    assert lines(of, best(break_lines(of, pt(115))).ends)[-1] != "a a"


def test_lines_that_cannot_stretch_at_all_are_set_all_the_same() -> None:
    stiff = style("stiff", align="justify", space_max=1000, space_min=1000, tracking_min=0, tracking_max=0,
                  scale_min=1000, scale_max=1000)  # fmt: skip
    of = itemise(text("aaaaaa bbbbbb aaa cccccc"), stiff, CASTER)
    assert lines(of, best(break_lines(of, MEASURE)).ends) == ["aaaaaa", "bbbbbb", "aaa cccccc"]


def test_a_word_wider_than_the_measure_stands_alone() -> None:
    of = atoms("aaa aaaaaaaaaaaa bbb")
    for one in break_lines(of, MEASURE):
        assert lines(of, one.ends) == ["aaa", "aaaaaaaaaaaa", "bbb"]


def test_a_number_is_not_parted_from_its_unit_though_the_line_is_fuller_so() -> None:
    of = atoms("aaa aaa 168 năm bbbb bbb", "wide-pool")
    assert lines(of, best(break_lines(of, MEASURE)).ends) == ["aaa aaa", "168 năm", "bbbb bbb"]


def test_a_no_break_space_holds() -> None:
    words = text("aaa aaa aaa bbb")
    of = atoms(words._replace(marks=(0, 0, TIED, 0)))
    assert "aaa aaa" in [" ".join(line.split()[-2:]) for line in lines(of, best(break_lines(of, MEASURE)).ends)]


def test_what_binds_gives_way_at_a_space_where_it_is_wider_than_the_measure() -> None:
    """A syllable in two styles (glued) stays whole, and the number lets go of its unit."""
    of = atoms("1234567 đồ|ng")
    assert lines(of, best(break_lines(of, MEASURE)).ends) == ["1234567", "đồng"]


def test_a_word_of_glued_pieces_wider_than_the_measure_is_parted_between_them() -> None:
    of = atoms("aaaaaa|bbbbbb|cccccc")
    assert lines(of, best(break_lines(of, MEASURE)).ends) == ["aaaaaa", "bbbbbb", "cccccc"]


def test_the_first_lines_have_measures_of_their_own() -> None:
    of = atoms("aaaa aaaa aaaa aaaa aaaa aaaa aaaa")
    found = best(break_lines(of, pt(92.5), (pt(40), pt(40))))
    assert lines(of, found.ends) == ["aaaa", "aaaa", "aaaa aaaa", "aaaa aaaa", "aaaa"]


def test_an_indent_takes_its_place_in_the_first_line() -> None:
    words = "aaa aaa aaa aaa aaa aaa"
    assert lines(atoms(words), best(break_lines(atoms(words), pt(95))).ends)[0] == "aaa aaa aaa"
    indented = atoms(words, indent=pt(10))
    assert lines(indented, best(break_lines(indented, pt(95))).ends)[0] == "aaa aaa"


def test_several_numbers_of_lines_are_offered_at_a_price() -> None:
    of = atoms("aaa aa " * 20, "wide-pool")
    found = break_lines(of, MEASURE)
    assert len(found) > 1
    assert len({one.demerits for one in found}) == len(found)


def test_ten_thousand_words_are_broken() -> None:
    of = atoms("aaa bb cccc d " * 2500)
    assert best(break_lines(of, MEASURE)).ends[-1] == 10_000


# -- ragged ----------------------------------------------------------------------


@settings(max_examples=120, deadline=None, derandomize=True)
@given(paragraphs)
def test_ragged_lines_are_as_few_as_can_be_and_as_even_as_so_few_can_be(words: str) -> None:
    of = atoms(words)
    count = len(of.casts)
    allowed = [stop for stop in range(1, count) if of.prices[stop] < NEVER]
    possible = []
    for chosen in (chosen for number in range(len(allowed) + 1) for chosen in combinations(allowed, number)):
        spans = list(pairwise((0, *chosen, count)))
        widths = [of.end[b - 1] - of.at[a] for a, b in spans]
        if all(width <= MEASURE or b - a == 1 for width, (a, b) in zip(widths, spans, strict=True)):
            lonely = len(spans) > 1 and spans[-1][1] - spans[-1][0] == 1
            tolls = [of.prices[at] + parting(of, at) for at in chosen]
            single = sum(b - a == 1 for a, b in spans) - lonely
            sense = linebreak.CAPTION_SENSE * (sum(tolls) + linebreak.LONELY * lonely + linebreak.SINGLE * single)
            possible.append((len(spans), sum(((MEASURE - width) / MEASURE * 100) ** 2 for width in widths) + sense))
    assume(possible)
    found = break_ragged(of, MEASURE)
    assert found is not None
    assert (found.lines, found.demerits) == pytest.approx(min(possible))


def test_ragged_text_that_binds_too_long_gives_way_at_a_space() -> None:
    """ "ngày 02 tháng 11 năm 2022" in a narrow cell must not run over its neighbour."""
    of = atoms("ngày 02 tháng 11 năm 2022")
    found = break_ragged(of, MEASURE)
    assert found is not None
    assert all(of.end[b - 1] - of.at[a] <= MEASURE for a, b in pairwise((0, *found.ends)))


def test_a_first_line_that_hangs_out_holds_what_is_bound_there() -> None:
    """A verse that turns over: 30 pt more for its first line, which "68 TP. Đảng" just fills."""
    of = itemise(text("68\u00a0TP. Đảng ủy dựng"), style("poem"), CASTER, indent=-pt(30))
    found = break_ragged(of, of.end[2] - of.at[0])
    assert found is not None
    assert found.ends[0] == 3


def test_ragged_text_in_more_lines_than_it_has_pieces_is_impossible() -> None:
    assert break_ragged(atoms("aaa bbb"), MEASURE, lines=3) is None


def test_a_number_leaves_its_unit_sooner_than_a_line_gapes() -> None:
    """With "20000000 đồng" kept whole the line before it would hold two words of thirteen letters' measure."""
    of = itemise(text("aa bb 20000000 đồng cccc dd ee"), style("body", align="justify"), CASTER)
    (breaking, *_) = break_lines(of, pt(135))
    assert breaking.ends[0] == 3


def test_what_the_author_tied_stays_together_though_a_line_gapes() -> None:
    words = text("aa bb 20000000 đồng cccc dd ee")
    tied = words._replace(marks=tuple(TIED if word == "đồng" else 0 for word in words.pieces))
    of = itemise(tied, style("body", align="justify"), CASTER)
    assert 3 not in break_lines(of, pt(135))[0].ends


def test_a_line_that_only_gapes_moderately_keeps_number_and_unit_together() -> None:
    of = atoms("aaa bbb 20 km ccc", "wide-pool")
    assert all(3 not in breaking.ends for breaking in break_lines(of, pt(90)))
