"""Heads of stories: size of the headline, where it breaks, white between its lines, the grid."""

from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from square_layout import article, issue, kit, layout, slot, template, text

from newsletter.compose.grammar import LEANS, SOFT, kind, prices, reading
from newsletter.compose.head import needed_leading, set_head, set_title
from newsletter.compose.kit import Kit, open_kit
from newsletter.compose.ledger import Ledger
from newsletter.compose.solid import Solid
from newsletter.faces.book import FontBook
from newsletter.intake.fonts import read_catalogue
from newsletter.intake.layout import read_layout
from newsletter.intake.lexicon import read_lexicon
from newsletter.intake.resources import builtin
from newsletter.model.layout import Slot
from newsletter.pages.items import Line
from newsletter.units import Mpt, pt

SLOT = slot()


def lines(head: Solid) -> list[Line]:
    return [item for item in head.items if isinstance(item, Line)]


def words(line: Line) -> str:
    return " ".join(shape.text for run in line.runs for shape in run.shapes)


def titled(title: str, width: float = 100, **style: Any) -> list[Line]:
    known = kit(layout(template(SLOT), title=style))
    made, _ = set_title(article("a", title=title), known.layout.styles["title"], pt(width), known)
    return list(made)


# -- size and breaks ---------------------------------------------------------------


def test_the_largest_size_that_needs_few_enough_lines_is_taken() -> None:
    steps = {"steps": (pt(30), pt(20), pt(10)), "size": pt(30)}
    assert titled("aaa", **steps)[0].runs[0].size == pt(30)  # 90 pt of 100
    assert titled("aaaa", **steps)[0].runs[0].size == pt(20)
    assert titled("aaaaa " * 4, **steps)[0].runs[0].size == pt(20)  # four lines
    assert titled("aaaaa " * 5, **steps)[0].runs[0].size == pt(10)


def test_a_wide_headline_has_two_lines_at_most_where_a_smaller_size_allows() -> None:
    made = titled("aaaaa " * 9, 320, steps=(pt(20), pt(10)), size=pt(20))  # three lines at 20 pt
    assert (len(made), made[0].runs[0].size) == (2, pt(10))


def test_lines_of_a_headline_are_even() -> None:
    assert [words(line) for line in titled("aa bb cc dd ee")] == ["aa bb cc", "dd ee"]
    assert [words(line) for line in titled("aaa bbb cc dd")] == ["aaa bbb", "cc dd"]


@pytest.mark.parametrize("word", ["của", "và", "các", "trong"])
def test_a_line_of_a_headline_does_not_end_in_a_word_that_leans_on_the_next(word: str) -> None:
    made = [words(line) for line in titled(f"aaaaa {word} bbb cc", 100)]
    assert not made[0].endswith(word)


def test_a_headline_does_not_end_in_one_syllable() -> None:
    assert len(words(titled("aaa bbb ccc d", 115)[-1]).split()) > 1


def test_a_number_stays_with_its_unit_at_a_smaller_size() -> None:
    made = titled("168 năm", 100, steps=(pt(20), pt(10)), size=pt(20))  # 125 pt at 20 pt
    assert [words(line) for line in made] == ["168 năm"]


def test_a_word_wider_than_the_measure_is_cut_not_run_over_the_neighbour() -> None:
    made = titled("a" * 100)
    assert "".join(words(line) for line in made).replace(" ", "") == "a" * 100
    assert all(list(line.runs[-1].spans())[-1][1] <= pt(100) for line in made)


def test_the_title_of_a_story_is_counted_whole() -> None:
    made = titled("Đảng bộ Khối 68 năm xây dựng và trưởng thành")
    assert sum(len(run.shapes) for line in made for run in line.runs) == 10


# -- sense ---------------------------------------------------------------------------


HEADLINES = (
    "Đảng bộ Khối các cơ quan tỉnh Thái Nguyên: 68 năm xây dựng và trưởng thành",
    "Hội nghị sơ kết công tác xây dựng Đảng 9 tháng đầu năm 2022",
    "Chuyển đổi số trong các cơ quan hành chính nhà nước: việc khó nhưng phải làm",
    "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "Người giữ lửa phong trào văn nghệ quần chúng ở Sở Văn hóa",
    "Giải bóng chuyền hơi Đảng bộ Khối: đội Sở Y tế vô địch",
    "Nâng cao chất lượng sinh hoạt chi bộ trong các đơn vị sự nghiệp công lập",
    "Chi bộ Ban Tuyên giáo kết nạp đảng viên mới dịp kỷ niệm Ngày thành lập Đảng",
    "Gửi bạn, người mở trang đầu tiên",
    "Nghị quyết ngắn, việc làm dài",
    "Lên sân để gần nhau hơn",
    "Sáu mươi tám đơn vị máu",
)


def broken(title: str, style: str, width: float) -> list[str]:
    """The lines of a headline of ours, marks of each break inside a word or a name after them."""
    known = real("ban-tin-19x27")
    made, _ = set_title(article("a", title=title), known.layout.styles[style], pt(width), known)
    pieces = tuple(title.split())
    kinds, opens, closes = zip(*map(reading, pieces), strict=True)
    tolls = prices(pieces, kinds, opens, closes, known.caster.lexicon)
    ends = accumulate(len(words(line).split()) for line in made[:-1])
    return [words(line) for line in made] + ["!" for end in ends if tolls[end] >= SOFT]


@pytest.mark.parametrize("title", HEADLINES)
@pytest.mark.parametrize(
    ("style", "width"), [("title-lead", 450), ("title-feature", 320), ("title", 260), ("title-small", 150)]
)
def test_a_headline_is_broken_by_sense(title: str, style: str, width: float) -> None:
    made = broken(title, style, width)
    assert "!" not in made, made
    assert not [line for line in made[:-1] if kind(line.split()[-1]) & LEANS and not line.endswith("làm theo")], made
    assert all(" " in line for line in made), made


@pytest.mark.parametrize(
    ("title", "style", "width", "lines"),
    [
        ("Gửi bạn, người mở trang đầu tiên", "title-lead", 450, ["Gửi bạn, người mở", "trang đầu tiên"]),
        ("Nghị quyết ngắn, việc làm dài", "title", 220, ["Nghị quyết ngắn,", "việc làm dài"]),
        ("Sáu mươi tám năm giữ lửa, vững niềm tin", "title-lead", 450, ["Sáu mươi tám năm", "giữ lửa, vững niềm tin"]),
        ("Người giữ lửa phong trào văn nghệ quần chúng ở Sở Văn hóa", "title", 220,
         ["Người giữ lửa", "phong trào văn nghệ", "quần chúng ở Sở Văn hóa"]),
        ("Không để ai bị bỏ lại phía sau", "title", 300, ["Không để ai", "bị bỏ lại phía sau"]),
        ("Vì một Thái Nguyên xanh, sạch, đẹp", "title", 300, ["Vì một Thái Nguyên", "xanh, sạch, đẹp"]),
        ("TP. Thái Nguyên gỡ khó cho doanh nghiệp nhỏ và vừa", "title", 230,
         ["TP. Thái Nguyên gỡ khó", "cho doanh nghiệp", "nhỏ và vừa"]),
        ("Thái Nguyên: Đẩy mạnh chuyển đổi số trong các cơ quan Đảng", "title", 230,
         ["Thái Nguyên:", "Đẩy mạnh chuyển đổi số", "trong các cơ quan Đảng"]),
        ("Công đoàn Viên chức tỉnh tổ chức hội thao chào mừng 93 năm Ngày thành lập Công đoàn Việt Nam", "title-small", 140,
         ["Công đoàn Viên chức", "tỉnh tổ chức hội thao", "chào mừng 93 năm", "Ngày thành lập", "Công đoàn Việt Nam"]),
    ],
)  # fmt: skip
def test_headlines_that_can_be_read_aloud_line_by_line(title: str, style: str, width: float, lines: list[str]) -> None:
    assert broken(title, style, width) == lines


PAIRS = [
    phrase
    for several in read_lexicon().phrases.values()
    for phrase in several
    if phrase.count(" ") == 1 and phrase.islower()
][::40]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(PAIRS), min_size=1, max_size=4),
    st.sampled_from(["title", "title-small"]),
    st.integers(0, 120),
)
def test_no_word_is_broken_where_the_measure_holds_each(phrases: list[str], style: str, more: int) -> None:
    known = real("ban-tin-19x27")
    smallest = known.layout.styles[style].steps[-1]
    table = known.caster.table(known.layout.styles[style], size=smallest)
    widest = max(sum(table[one].width for one in phrase.split()) + table.space for phrase in phrases)
    made = broken(" ".join(phrases), style, widest / 1000 + 1 + more)
    assert "!" not in made, made


# -- white between lines -------------------------------------------------------------


def test_lines_stand_no_nearer_than_their_ink_allows() -> None:
    """Capitals are 0.7 em high, "g" reaches 0.2 em down: 9 pt at 10 pt, and 0.45 pt of white."""
    made = titled("gggg HHHH", 50)
    assert made[1].baseline - made[0].baseline >= pt(9.45)


def test_needed_leading_looks_at_ink_that_meets_alone() -> None:
    known = kit()
    style = known.layout.styles["title"]
    above, below = (set_title(article("a", title=one), style, pt(100), known)[0][0] for one in ("aaaa gg", "HHHH aa"))
    assert needed_leading([above.runs, below.runs], known) == pt(7)  # HHHH stands below aaaa, not below gg
    below = set_title(article("a", title="aaaa HH"), style, pt(100), known)[0][0]
    assert needed_leading([above.runs, below.runs], known) == pt(9)


# -- the whole head -------------------------------------------------------------------


FULL = {"kicker": text("Kỷ niệm"), "deck": text("Một câu dẫn"), "byline": text("Ban Tuyên giáo")}


def test_kicker_headline_deck_and_byline_follow_in_this_order() -> None:
    made = lines(set_head(article("a", title="Tin", **FULL), SLOT, pt(320), kit()))
    assert [line.role for line in made] == ["kicker", "title", "deck", "byline"]
    assert all(a.baseline < b.baseline for a, b in pairwise(made))
    assert {line.story for line in made} == {"a"}


@pytest.mark.parametrize("has", [(), ("kicker",), ("deck",), ("byline",), ("kicker", "deck", "byline")])
@pytest.mark.parametrize("title", ["Tin", "Đảng bộ Khối 68 năm xây dựng và trưởng thành", "g g g"])
def test_the_last_baseline_of_a_head_lies_on_the_grid(has: tuple[str, ...], title: str) -> None:
    known = kit(layout(template(SLOT), title={"size": pt(23), "steps": (pt(23),)}, deck={"leading": pt(13.7)}))
    head = set_head(article("a", title=title, **{name: FULL[name] for name in has}), SLOT, pt(320), known)
    last = lines(head)[-1]
    assert (last.baseline - known.drop) % known.baseline == 0
    assert last.baseline == (head.lines - 1) * known.baseline + known.drop
    assert lines(head)[0].baseline > 0


def test_white_below_the_head_is_the_bylines() -> None:
    plain = set_head(article(), SLOT, pt(320), kit())
    white = set_head(article(), SLOT, pt(320), kit(layout(template(SLOT), byline={"after": 2})))
    assert white.lines == plain.lines + 2


# -- the layouts that we have, with the marks that Vietnamese has --------------------------


TALL = "Ấp Ẵng Ổ: quyết gỡ Ẫm Ỗ"
FIXTURES: dict[str, Kit] = {}


def real(name: str) -> Kit:
    """A layout of ours with its fonts."""
    if name not in FIXTURES:
        catalogue = read_catalogue([builtin("fonts")]).value
        assert catalogue is not None
        design = read_layout(name, Path("issues"), catalogue).value
        assert design is not None
        FIXTURES[name] = open_kit(issue(lexicon=read_lexicon()), design, FontBook(catalogue), Ledger())
    return FIXTURES[name]


def inks(line: Line, known: Kit) -> list[tuple[Mpt, Mpt, Mpt, Mpt]]:
    """Left, top, right, bottom of the ink of each glyph."""
    boxes = []
    for run in line.runs:
        face = known.caster.book.face(run.face)
        for (x, _), shape in zip(run.spans(), run.shapes, strict=True):
            for ink in face.inks(shape.text, run.tracking / run.unit):
                left, low, right, high = (round(edge * run.unit) for edge in ink)
                boxes.append((x + left, line.baseline - high, x + right, line.baseline - low))
    return boxes


def opening_slots(known: Kit) -> dict[str, Slot]:
    every = [one for template in known.layout.templates.values() for one in template.slots if not one.teaser]
    return {str(sorted(one.styles)) + str(one.columns): one for one in every if one.head_span}


@pytest.mark.parametrize("name", ["ban-tin-19x27", "a4-3-cot"])
@pytest.mark.parametrize("measure", [140, 220, 450])
def test_no_mark_of_a_head_meets_the_line_above(name: str, measure: int) -> None:
    known = real(name)
    told = article(
        "a", title=f"{TALL} {TALL}", kicker=text("gypq Kỷ gợp"), deck=text("Ấp quyết Ẵng"), byline=text("Ấp quyết Ẵng")
    )
    for one in opening_slots(known).values():
        made = lines(set_head(told, one, pt(measure), known))
        for above, below in pairwise(made):
            for x0, _, x1, foot in inks(above, known):
                for u0, top, u1, _ in inks(below, known):
                    assert not (x0 < u1 and u0 < x1 and top < foot), (one.name, above.role, words(above), words(below))


@pytest.mark.parametrize("name", ["ban-tin-19x27", "a4-3-cot"])
def test_marks_of_a_headline_without_kicker_stay_below_the_rule_above(name: str) -> None:
    known = real(name)
    for one in opening_slots(known).values():
        first = lines(set_head(article("a", title=TALL), one, pt(450), known))[0]
        assert min(top for _, top, _, _ in inks(first, known)) >= 0
