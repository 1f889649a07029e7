"""Lines that follow each other are tracked and scaled alike, as far as their word spaces allow it."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from square_articles import texts
from square_layout import MEASURE, kit, style, text

from newsletter.compose.even import NATURAL, Setting, evened, settings_of
from newsletter.compose.itemise import Atoms, itemise
from newsletter.compose.linebreak import break_lines
from newsletter.compose.setting import Measure, set_line
from newsletter.model.article import GLUED, Text
from newsletter.units import Mpt, pt

CASTER = kit().caster
BODY = style("body")
EVEN = style("even", align="justify", space_min=750, space_max=10**6)
"""Word spaces have all the room there is: nothing keeps lines from following their neighbours."""
TRACKING: Mpt = 50
"""0.5 % of an em of 10 pt."""


def atoms(words: str | Text, of_style: object = BODY) -> Atoms:
    assert of_style in (BODY, EVEN)
    of = BODY if of_style is BODY else EVEN
    return itemise(text(words) if isinstance(words, str) else words, of, CASTER)


def ends_of(of: Atoms, measure: Mpt) -> tuple[int, ...]:
    return min(break_lines(of, measure), key=lambda breaking: breaking.demerits).ends


def gap_of(of: Atoms, line: tuple[int, int], measure: Mpt, setting: Setting) -> float:
    return set_line(of, *line, Measure(0, measure), setting, last=line[1] == len(of.casts))[1]


def unlike(one: Setting, other: Setting) -> bool:
    return abs(one.scale - other.scale) > 10 or abs(one.tracking - other.tracking) > TRACKING + 0.001


def test_a_loose_line_is_tracked_with_its_neighbours() -> None:
    # Lines of 90, 95 and 90 pt in 100 pt. By itself the second (slack 5) would take less than the first (slack 10).
    of = atoms("aaaa bbbb aaa bbb ccc aaaa bbbb aaa", EVEN)
    loose, even, other, last = settings_of(of, (2, 5, 7, 8), (MEASURE,) * 4)
    assert loose.tracking > 0
    assert not any(unlike(a, b) for a, b in pairwise((loose, even, other, last)))


def test_the_last_line_follows_the_line_before_it() -> None:
    """It would stand at its natural width; beside a line tracked by 2 % em it takes 1.5 %."""
    of = atoms("aaaa bbb aaa")
    first, last = settings_of(of, (2, 3), (MEASURE,) * 2)  # 72.5 pt in 100 pt: all the stretch there is
    assert first == Setting(1020, 200)
    assert last == Setting(1015, 150)


def test_a_last_line_grows_no_further_than_its_measure() -> None:
    of = atoms("aaaa bbb aaa bbb ccc")  # 72.5 pt; then 95 pt, and 2 % tracking with 2 % scale would make it 103
    for measure in (pt(95), pt(96), pt(100)):
        _, last = settings_of(of, (2, 5), (MEASURE, measure))
        runs, gap = set_line(of, 2, 5, Measure(0, measure), last, last=True)
        right = list(runs[-1].spans())[-1][1]
        assert right - last.tracking * last.scale / 1000 <= measure
        assert gap == 0


def test_a_line_alone_takes_what_it_needs() -> None:
    of = atoms("aaa aaa aaa bbb")
    assert settings_of(of, (3, 4), (pt(95), pt(95)))[0] == NATURAL
    assert settings_of(of, (3, 4), (pt(160), pt(160)))[0] == Setting(1020, 200)


def test_a_line_about_to_gape_takes_a_little_more_than_its_style_gives() -> None:
    """127.5 pt in 139.5 pt: with all the style gives, the three spaces of 2.5 pt would come to 2.06 times that."""
    of, measure = atoms("aaa aaa aaa aaa bbb"), pt(139.5)
    setting = settings_of(of, (4, 5), (measure, measure))[0]
    assert Setting(1020, 200) < setting <= Setting(1026, 260)
    assert gap_of(of, (0, 4), measure, Setting(1020, 200)) > 2
    assert 1.9 < gap_of(of, (0, 4), measure, setting) < 2.01  # scale is whole


def test_a_hole_that_would_stay_one_is_left_to_its_style() -> None:
    assert settings_of(atoms("aaa aaa aaa aaa bbb"), (4, 5), (pt(143),) * 2)[0] == Setting(1020, 200)


def test_ragged_lines_are_neither_tracked_nor_scaled() -> None:
    of = itemise(text("aaa bbb"), style("ragged", align="left"), CASTER)
    assert settings_of(of, (1, 2), (MEASURE,) * 2) == (NATURAL, NATURAL)


def test_a_style_without_tracking_and_scale_has_word_spaces_alone() -> None:
    plain = style("plain", align="justify", tracking_min=0, tracking_max=0, scale_min=1000, scale_max=1000)
    of = itemise(text("aaa aaa aaa bbb"), plain, CASTER)
    assert settings_of(of, (2, 4), (MEASURE,) * 2) == (NATURAL, NATURAL)


QUARTERS = [level / 4 for level in range(-4, 5)]


@st.composite
def leeways(draw: st.DrawFn) -> tuple[float, float, float]:
    """Wish, least, most in quarters."""
    least, most = sorted((draw(st.sampled_from(QUARTERS)), draw(st.sampled_from(QUARTERS))))
    return draw(st.sampled_from([level for level in QUARTERS if least <= level <= most])), least, most


def fewest_apart(ways: list[tuple[float, float, float]]) -> int:
    """By trying all shares in quarters: the least number of pairs that differ by more than a quarter."""
    counts = dict.fromkeys(QUARTERS, 0)
    for number, (_, least, most) in enumerate(ways):
        within = [level for level in QUARTERS if least <= level <= most]
        if number:
            counts = {to: min(n + (abs(to - at) > 0.25) for at, n in counts.items()) for to in within}
        else:
            counts = dict.fromkeys(within, 0)
    return min(counts.values())


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(leeways(), min_size=1, max_size=9))
def test_as_few_neighbours_as_can_be_differ_by_more_than_the_step(ways: list[tuple[float, float, float]]) -> None:
    shares = evened(ways, 0.25)
    assert all(least <= share <= most for share, (_, least, most) in zip(shares, ways, strict=True))
    assert sum(abs(a - b) > 0.25 for a, b in pairwise(shares)) == fewest_apart(ways)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(texts(60), st.integers(100, 250))
def test_neighbours_are_alike_where_word_spaces_may_be_any(words: Text, measure: int) -> None:
    """Of lines that are not too full for their measure, of several words each."""
    of = atoms(words, EVEN)
    ends = ends_of(of, pt(measure))
    lines = list(pairwise((0, *ends)))
    slack = [pt(measure) - of.end[stop - 1] + of.at[start] for start, stop in lines]
    spaced = [any(not mark & GLUED for mark in of.text.marks[start + 1 : stop]) for start, stop in lines]
    if all(spaced) and min(slack) >= 0:
        found = settings_of(of, ends, (pt(measure),) * len(ends))
        assert not any(unlike(one, other) for one, other in pairwise(found))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(texts(60), st.integers(100, 250))
def test_no_word_space_falls_under_three_quarters(words: Text, measure: int) -> None:
    """A hundredth is allowed for tracking that is scaled too, on lines of many letters and two spaces."""
    of = atoms(words)
    ends = ends_of(of, pt(measure))
    found = settings_of(of, ends, (pt(measure),) * len(ends))
    for line, setting in zip(pairwise((0, *ends)), found, strict=True):
        gap = gap_of(of, line, pt(measure), setting)
        assert gap == 0 or gap >= 0.74, of.text.cut(*line).plain()
