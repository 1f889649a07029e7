"""Real headlines in the measures of our layouts: whole words, nothing lost, nothing over."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from square_layout import article, issue

from newsletter.compose.grammar import NEVER, SOFT
from newsletter.compose.head import set_title
from newsletter.compose.itemise import Atoms, itemise
from newsletter.compose.kit import Kit, open_kit
from newsletter.compose.ledger import Ledger
from newsletter.faces.book import FontBook
from newsletter.intake.fonts import read_catalogue
from newsletter.intake.layout import read_layout
from newsletter.intake.lexicon import read_lexicon
from newsletter.intake.resources import builtin
from newsletter.model.article import unplaced
from newsletter.pages.items import Line
from newsletter.units import mm

HEADLINES = (
    "Sáu mươi tám năm giữ lửa, vững niềm tin",
    "Một kế hoạch, nhiều việc làm thiết thực",
    "Học Bác từ những việc mỗi ngày",
    "Chi bộ nhỏ và lời hẹn đúng ngày",
    "Tổ xung kích và những cú nhấp chuột",
    "Đảng ủy Khối tổ chức Hội nghị quán triệt Nghị quyết Trung ương 6 khóa XIII",
    "Thái Nguyên: Đẩy mạnh chuyển đổi số trong các cơ quan Đảng",
    "Đại hội Đảng bộ Khối các cơ quan tỉnh lần thứ XVI, nhiệm kỳ 2020 – 2025",
    "Đồng chí Nguyễn Thanh Hải thăm, chúc Tết cán bộ và nhân dân xã Văn Lăng",
    "Công đoàn Viên chức tỉnh trao 120 suất quà cho đoàn viên có hoàn cảnh khó khăn",
    "Kỷ niệm 68 năm Ngày truyền thống Đảng bộ Khối các cơ quan tỉnh Thái Nguyên",
    "TP. Thái Nguyên gỡ khó cho doanh nghiệp nhỏ và vừa",
    "Giải bóng chuyền nam, nữ Khối các cơ quan tỉnh khai mạc",
    "Hội Cựu chiến binh: Trao kỷ niệm chương “Cựu chiến binh Việt Nam”",
    "Bác Hồ với Thái Nguyên, Thái Nguyên với Bác Hồ",
    "Chủ tịch Hồ Chí Minh và bài học về sự đoàn kết, thống nhất trong Đảng",
)
WIDTHS = (50, 77, 105, 160)
"""Millimetres: a column of three, a column of two, two of three, the page."""


@cache
def the_kit(name: str) -> Kit:
    """A layout of ours with its fonts and our words."""
    catalogue = read_catalogue([builtin("fonts")]).value
    assert catalogue is not None
    design = read_layout(name, Path("issues"), catalogue).value
    assert design is not None
    return open_kit(issue()._replace(lexicon=read_lexicon()), design, FontBook(catalogue), Ledger())


def lines_of(title: str, width: int, kit: Kit) -> tuple[Line, ...]:
    return set_title(article("a", title=title), kit.layout.styles["title"], mm(width), kit)[0]


def words(line: Line) -> list[str]:
    return [shape.text for run in line.runs for shape in run.shapes]


def atoms_of(title: str, size: int, kit: Kit) -> Atoms:
    return itemise(unplaced(title), kit.layout.styles["title"], kit.caster, size=size)


def stops(lines: tuple[Line, ...]) -> list[int]:
    """The words at which lines begin, but for the first."""
    found, count = [], 0
    for line in lines[:-1]:
        count += len(words(line))
        found.append(count)
    return found


def clean_lines(atoms: Atoms, width: int, ends: list[int]) -> int:
    """How few lines hold a text that is parted at ``ends`` alone, each as full as can be; 0 where one is too wide, or holds
    one syllable, which is no better than a parted word."""
    begins, stop = [0], 0
    for end in ends:
        if atoms.end[end - 1] - atoms.at[begins[-1]] > width:
            if stop == begins[-1] or atoms.end[end - 1] - atoms.at[stop] > width:
                return 0
            begins.append(stop)
        stop = end
    return 0 if any(b - a == 1 for a, b in pairwise((*begins, stop))) else len(begins)


@pytest.mark.parametrize("name", ["ban-tin-19x27", "a4-3-cot"])
@pytest.mark.parametrize("title", HEADLINES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_or_name_is_parted_where_lines_of_whole_ones_fit(title: str, width: int, name: str) -> None:
    kit = the_kit(name)
    judge(title, width, kit)


PARTS = (
    "hội nghị", "kỷ niệm chương", "cán bộ", "và", "của", "thi đua", "nhà", "các", "vui,", "chất lượng", "68 năm", "trao",
    "cơ quan,", "an toàn giao thông",
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=9).map(" ".join), st.integers(30, 160))
def test_the_same_of_any_words(title: str, width: int) -> None:
    judge(title, width, the_kit("ban-tin-19x27"))


def judge(title: str, width: int, kit: Kit) -> None:
    """Parted words and names are there only if no size has lines of whole ones, at most two, three or four of them."""
    made = lines_of(title, width, kit)
    sizes = kit.layout.styles["title"].steps
    prices = atoms_of(title, sizes[-1], kit).prices
    if all(prices[stop] < SOFT for stop in stops(made)):
        return
    most = 2 if width >= 110 else 3 if width >= 55 else 4
    ends = [k for k in range(1, len(prices)) if prices[k] < SOFT]
    for size in sizes:
        count = clean_lines(atoms_of(title, size, kit), mm(width), ends)
        assert not 0 < count <= most, (size, count, [" ".join(words(line)) for line in made])


@pytest.mark.parametrize("title", HEADLINES)
@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_bound_is_never_parted_and_nothing_runs_over(title: str, width: int) -> None:
    kit = the_kit("ban-tin-19x27")
    made = lines_of(title, width, kit)
    atoms = atoms_of(title, made[0].runs[0].size, kit)
    assert [word for line in made for word in words(line)] == title.split()
    assert all(atoms.prices[stop] < NEVER for stop in stops(made))
    bounds = [0, *stops(made), len(title.split())]
    assert all(atoms.end[b - 1] - atoms.at[a] <= mm(width) for a, b in pairwise(bounds))
