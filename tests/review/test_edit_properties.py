"""Whatever words of the shipped sample are marked, and whatever is asked for: the article then shows it there, and is the
same everywhere else. What the file shows is asked of intake here, not of the code that proves edits."""

from functools import cache
from pathlib import Path
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st
from marking import note

from newsletter.intake.article import House, read_article
from newsletter.intake.photo import Header
from newsletter.intake.photo_shelf import PhotoShelf
from newsletter.intake.resources import builtin
from newsletter.intake.text import Stored
from newsletter.intake.text_pieces import Pieces
from newsletter.model.article import BREAK, GLUED, NOTE, Text, texts_of
from newsletter.problems import Outcome
from newsletter.review.edits import Edit, edit, spliced
from newsletter.review.notes import Place
from newsletter.review.shown import Shown, show
from newsletter.source import LineIndex, SourceSpan

FILE = "articles/a.md"
FILES = sorted(path for path in builtin("issues").glob("*/articles/*.md"))
ODD = """---
title: 'Khối "cơ quan": 68 năm'
kicker: "Kỷ niệm \\"68\\" năm"
deck: >
  Một câu dẫn
  dưới tít, hai dòng
author: Ban Tuyên giáo
photos:
  - {file: photos/a.jpg, caption: "Toàn cảnh, hội nghị", credit: 'Ảnh: Bản tin'}
---
Đoạn **đậm và *nghiêng* nữa** có [đường dẫn](http://x.vn) cùng \\*sao\\* và A&amp;B.[^1]
Dòng thứ hai của đoạn *một* hai.

- Mục **một** hai
- Mục hai `mã lệnh` ba

> [!quote]
> Câu trích **đậm** giữa
> bài.

> [!box] Tên hộp
> Chữ trong hộp: **số** liệu.

| Chỉ tiêu | **Năm** nay |
|:---------|-----:|
| Đảng viên mới \\| cũ | 1.402 |

![Chú thích ảnh](photos/b.jpg "Ảnh: An")

[^1]: Lời chú *nghiêng* ở chân.
"""
NEW = st.lists(
    st.text(st.sampled_from("aăđôốnghiKĐ1.,:;'\"“”#*_[]<>|&`\\-–()!?"), min_size=1, max_size=8), min_size=1, max_size=3
)
PLAIN = st.lists(st.text(st.sampled_from("aăđôốnghi"), min_size=2, max_size=7), min_size=1, max_size=3)


class Shelf(PhotoShelf):
    def header(self, file: str, at: SourceSpan) -> Outcome[Header]:  # noqa: ARG002 (the shelf's signature)
        return Outcome(Header(file, (10, 10), "rgb", ""))


@cache
def material() -> tuple[Shown, ...]:
    sample = [path.read_bytes().decode("utf-8") for path in FILES]
    texts = [*sample, ODD, ODD.replace("\n", "\r\n"), normalize("NFD", ODD), normalize("NFD", sample[0])]
    return tuple(show(FILE, text) for text in texts)


def texts(source: str) -> list[Text]:
    stored = Stored(FILE, source, LineIndex.of(source), "")
    article = read_article(stored, House(Shelf(Path()), Pieces())).value
    assert article is not None
    return list(texts_of(article))


def words(text: Text) -> list[tuple[int, int]]:
    """First and last + 1 piece of each word."""
    starts = [at for at, mark in enumerate(text.marks) if not mark & GLUED]
    return list(zip(starts, [*starts[1:], len(text.pieces)], strict=True))


def marked(data: st.DataObject) -> tuple[Shown, int, list[Text], int, int]:
    shown = data.draw(st.sampled_from(material()))
    before = texts(shown.stored.text)
    at = data.draw(st.integers(0, len(before) - 1))
    first = data.draw(st.integers(0, len(words(before[at])) - 1))
    last = data.draw(st.integers(first + 1, min(first + 4, len(words(before[at])))))
    return shown, at, before, first, last


def place(shown: Shown, text: Text, first: int, last: int) -> Place:
    spans = words(text)
    a, b = spans[first][0], spans[last - 1][1]
    index = shown.stored.lines
    end = max(text.ends[b - 1] - 1, text.starts[b - 1])
    before, after = text.cut(0, a).plain(), text.cut(b).plain()
    return Place("a", FILE, index.place(text.starts[a]), index.place(end), text.cut(a, b).plain(),
                 f"{before} "[-32:] if before else "", f" {after}"[:32] if after else "")  # fmt: skip


def others(texts_: list[Text], at: int) -> list[tuple[object, ...]]:
    return [text._replace(starts=(), ends=()) for number, text in enumerate(texts_) if number != at]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_replacement_shows_the_new_words_there_and_nothing_else_changes(data: st.DataObject) -> None:
    shown, at, before, first, last = marked(data)
    new = " ".join(data.draw(NEW))
    done = edit(note("replace", place(shown, before[at], first, last), new), shown)
    if not isinstance(done, Edit):
        return
    after = texts(spliced(shown.stored.text, done.splices) or "")
    old = before[at].plain().split(" ")
    assert after[at].plain() == " ".join([*old[:first], new, *old[last:]])
    assert others(after, at) == others(before, at)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_plain_words_in_one_style_are_always_replaced(data: st.DataObject) -> None:
    shown, at, before, first, last = marked(data)
    spans = words(before[at])
    pieces = range(spans[first][0], spans[last - 1][1])
    if any(before[at].marks[p] & (NOTE | BREAK | GLUED) for p in pieces):
        return
    if len({(before[at].marks[p] & 3, tuple(k for k in before[at].links if k[0] <= p <= k[1])) for p in pieces}) > 1:
        return
    if "`" in shown.stored.text[before[at].starts[pieces[0]] : before[at].ends[pieces[-1]]]:
        return  # words that cross the edge of a code span are left to a person
    new = " ".join(data.draw(PLAIN))
    assert isinstance(edit(note("replace", place(shown, before[at], first, last), new), shown), Edit)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_deletion_takes_the_words_and_nothing_else(data: st.DataObject) -> None:
    shown, at, before, first, last = marked(data)
    done = edit(note("delete", place(shown, before[at], first, last)), shown)
    if not isinstance(done, Edit):
        return
    after = texts(spliced(shown.stored.text, done.splices) or "")
    old = before[at].plain().split(" ")
    left = " ".join([*old[:first], *old[last:]])
    if len(after) == len(before):
        assert after[at].plain() == left
        assert others(after, at) == others(before, at)
    else:
        assert not left, "only a paragraph without words goes altogether"
        assert [text._replace(starts=(), ends=()) for text in after] == others(before, at)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_an_insertion_puts_the_words_there(data: st.DataObject) -> None:
    shown, at, before, first, last = marked(data)
    new = " ".join(data.draw(PLAIN))
    spot = place(shown, before[at], first, last)
    spot = spot._replace(end=spot.start, suffix=(spot.quote + spot.suffix)[:32], quote="")
    done = edit(note("insert", spot, new), shown)
    if not isinstance(done, Edit):
        return
    after = texts(spliced(shown.stored.text, done.splices) or "")
    old = before[at].plain().split(" ")
    assert after[at].plain() == " ".join([*old[:first], new, *old[first:]])
    assert others(after, at) == others(before, at)
