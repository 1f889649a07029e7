"""Articles as they are written: intake reads back the same words in the same order and look, and has nothing to say."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from read_back import Word, photo_folder, read_back, words_of

from newsletter.desk.markdown import article_text
from newsletter.desk.submission import Draft, Head, Shot
from newsletter.manuscripts.manuscript import Block, Cell, Footnote, Inset, Paragraph, Rule, Run, Table, paragraphs_in
from newsletter.model import article as model
from newsletter.model.article import Article, Text, texts_of
from newsletter.source import SourceSpan

PHOTOS = ("photos/a.png", "photos/b c.png")
LETTERS = "abĐệ “”.,:()*_`[]<>&|~#-+=!\\1;/^'\"\n\u00a0"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return photo_folder(tmp_path_factory.mktemp("so"), PHOTOS)


def shot(caption: str = "", credit: str = "", alt: str = "", *, anchored: bool = True) -> Shot:
    return Shot("a.png", b"", "bai.docx", (8, 8), caption, credit, alt, anchored=anchored)


def drafted(*blocks: Block, title: str = "Tít", **more: object) -> Draft:
    return Draft("bai.docx", Head(title), blocks, **more)  # type: ignore[arg-type]


def written(*blocks: Block) -> str:
    """The body of an article of these blocks."""
    text = article_text(drafted(*blocks), ())
    return text.split("---\n\n", 1)[1]


def plain(text: str, **more: object) -> Paragraph:
    return Paragraph((Run(text),), **more)  # type: ignore[arg-type]


# --- what it looks like -----------------------------------------------------------------------------------------------


def test_an_article_looks_as_an_editor_would_have_typed_it() -> None:
    head = Head("Sáu mươi tám năm: một chặng đường", "Kỷ niệm 68 năm", "", "Ban Tuyên giáo", "tuyen-giao", "Xã luận",
                received=dt.date(2022, 9, 10))  # fmt: skip
    blocks = (
        plain("Ngày 02/11/1954 là ngày truyền thống."),
        plain("Bốn yêu cầu", role="heading"),
        Paragraph((Run("Thiết thực", bold=True), Run(", hiệu quả và "), Run("an toàn.", italic=True))),
        plain("Tuyên truyền", role="list-item", label="-"),
        plain("Báo cáo viên", role="list-item", label="+", level=2),
        plain("Thể thao", role="list-item", label="-"),
        plain("Ai cũng có việc.", role="quotation"),
        Paragraph((Run(picture=0),)),
    )
    draft = Draft("bai.docx", head, blocks, shots=(shot("Đồi chè", "Ảnh: Văn phòng", "Luống chè xanh"),))
    assert (
        article_text(draft, ["photos/a.png"])
        == """---
title: "Sáu mươi tám năm: một chặng đường"
kicker: Kỷ niệm 68 năm
author: Ban Tuyên giáo
unit: tuyen-giao
section: Xã luận
kind: article
received: 2022-09-10
photos:
  - file: photos/a.png
    alt: Luống chè xanh
---

Ngày 02/11/1954 là ngày truyền thống.

## Bốn yêu cầu

**Thiết thực**, hiệu quả và *an toàn.*

- Tuyên truyền
  + Báo cáo viên
- Thể thao

> Ai cũng có việc.

![Đồi chè](photos/a.png "Ảnh: Văn phòng")
"""
    )


def test_text_that_looks_like_markup_is_escaped_and_other_text_is_not() -> None:
    assert written(plain("5 * 3 < 16 & 4 > 2, [1] Đ/c A_B và a*b <br> &amp; #1 #hashtag")) == (
        "5 * 3 < 16 & 4 > 2, \\[1] Đ/c A\\_B và a\\*b &lt;br> \\&amp; #1 #hashtag\n"
    )


@pytest.mark.parametrize("text", ["- a", "+ a", "1. a", "12) a", "# a", "> a", "| a | b |", "---", "=", "~~~", "#"])
def test_a_paragraph_stays_one_however_it_begins(text: str, folder: Path) -> None:
    article = read_back(folder, article_text(drafted(plain(text)), ()))
    assert article.problems == ()
    assert [type(block) for block in body(article.value)] == [model.Paragraph]
    assert shown(article.value) == [text.split()]


def test_a_bold_colon_before_a_letter_gives_up_its_weight() -> None:
    assert written(Paragraph((Run("Mục đích:", bold=True), Run("tuyên truyền")))) == "**Mục đích**:tuyên truyền\n"


def test_numbers_of_a_list_are_kept_and_what_markdown_cannot_count_stands_as_a_paragraph(folder: Path) -> None:
    labels = ("3.", "4.", "2.", "a)", "IV.", "10)")
    blocks = [plain(f"mục {label}", role="list-item", label=label) for label in labels]
    article = read_back(folder, article_text(drafted(*blocks), ())).value
    assert [getattr(block, "label", "") for block in body(article)] == ["3.", "4.", "", "", "", "10)"]
    assert [words[0] for words in shown(article)] == ["mục", "mục", "2.", "a)", "IV.", "mục"]


def test_a_table_takes_its_alignment_and_its_bars(folder: Path) -> None:
    def cell(text: str, align: str = "") -> Cell:
        return Cell((plain(text, align=align),))

    table = Table(((cell("Đội"), cell("Điểm")), (cell("A|B"), cell("6", "right")), (cell("C"),)))
    assert written(table) == "| Đội | Điểm |\n|---|---:|\n| A\\|B | 6 |\n| C |  |\n"


def test_notes_are_numbered_by_their_marks_and_a_note_may_have_two_paragraphs() -> None:
    note = Footnote("7", (plain("Một."), plain("Hai.")))
    draft = drafted(Paragraph((Run("Kế hoạch"), Run(footnote="7"), Run(" này"))), footnotes=(note,))
    assert article_text(draft, ()).endswith("\n\nKế hoạch[^1] này\n\n[^1]: Một.\n\n    Hai.\n")


def test_the_mark_of_a_note_stands_behind_a_word() -> None:
    note = Footnote("1", (plain("Một."),))
    draft = drafted(Paragraph((Run("Kế hoạch "), Run(footnote="1"), Run("này"))), footnotes=(note,))
    assert "\n\nKế hoạch[^1] này\n" in article_text(draft, ())
    draft = drafted(Paragraph((Run(footnote="1"), Run("Kế hoạch"))), footnotes=(note,))
    assert "\n\n[^1] Kế hoạch\n" in article_text(draft, ())


def test_a_poem_has_its_lines_as_lines(folder: Path) -> None:
    draft = drafted(plain("Đồi chè xanh\nnắng thu vàng"), plain("- Về đâu?\n= đây"))._replace(
        head=Head("Thơ", kind="poem")
    )
    text = article_text(draft, ())
    assert text.endswith("\n\nĐồi chè xanh\nnắng thu vàng\n\n\\- Về đâu?\n= đây\n")
    assert shown(read_back(folder, text).value) == [
        ["Đồi", "chè", "xanh", "nắng", "thu", "vàng"],
        ["-", "Về", "đâu?", "=", "đây"],
    ]


def test_a_box_has_a_title_and_what_stands_in_it(folder: Path) -> None:
    box = Inset((plain("Bốn yêu cầu", role="heading"), plain("Thiết thực", role="list-item", label="•")))
    assert written(box) == "> [!box] Bốn yêu cầu\n>\n> - Thiết thực\n"


def test_a_crop_becomes_the_point_to_keep() -> None:
    draft = drafted(shots=(shot("Lễ", anchored=False)._replace(crop=(0.5, 0.0, 0.1, 0.2)),))
    assert "    focus: [0.7, 0.4]\n" in article_text(draft, ["photos/a.png"])


# --- whatever it holds ------------------------------------------------------------------------------------------------

text = st.text(LETTERS, max_size=14)
runs = st.lists(st.tuples(text, st.booleans(), st.booleans()).map(lambda one: Run(*one)), max_size=4)
noted = st.tuples(runs, st.sampled_from(["", "n1", "n2"])).map(lambda one: (*one[0], Run(footnote=one[1])))
labels = st.sampled_from(["-", "+", "•", "1.", "2.", "3)", "a)", ""])
prose = noted.map(Paragraph)
headings = st.tuples(noted, st.just("heading"), st.integers(1, 3)).map(lambda one: Paragraph(*one))  # type: ignore[arg-type]
items = st.tuples(runs.map(tuple), st.just("list-item"), st.integers(1, 5), labels).map(lambda one: Paragraph(*one))  # type: ignore[arg-type]
quotations = st.tuples(noted, st.just("quotation")).map(lambda one: Paragraph(*one))  # type: ignore[arg-type]
cells = st.lists(prose | items, max_size=2).map(lambda parts: Cell(tuple(parts)))
tables = st.lists(st.lists(cells, max_size=3).map(tuple), max_size=3).map(lambda rows: Table(tuple(rows)))
boxes = st.lists(prose | items | headings, max_size=3).map(lambda parts: Inset(tuple(parts)))
pictures = st.integers(0, 1).map(lambda index: Paragraph((Run(picture=index),)))
blocks = st.lists(st.one_of(prose, headings, items, quotations, tables, boxes, pictures, st.just(Rule())), max_size=7)
notes = st.lists(prose, max_size=2).map(tuple)
photos = st.tuples(text, text, text).map(lambda one: shot(*one))


@settings(max_examples=200, deadline=None, phases=[Phase.generate])
@given(text, text, blocks, notes, notes, st.tuples(photos, photos))
def test_whatever_a_draft_holds_is_read_back(
    folder: Path, title: str, deck: str, held: list[Block], one: tuple[Paragraph, ...], two: tuple[Paragraph, ...],
    shots: tuple[Shot, Shot],
) -> None:  # fmt: skip
    anchored = [run.picture for block in held for run in getattr(block, "runs", ())]
    shots = (shots[0]._replace(anchored=0 in anchored), shots[1]._replace(anchored=1 in anchored))
    footnotes = (Footnote("n1", one), Footnote("n2", two))
    draft = Draft("bai.docx", Head(title if title.strip() else "Tít", deck=deck), tuple(held), footnotes, shots)
    outcome = read_back(folder, article_text(draft, PHOTOS))
    assert [problem for problem in outcome.problems if problem.code != "NL134"] == []
    article = outcome.value
    assert article is not None
    assert article.title.plain().split() == draft.head.title.split()
    assert (article.deck.plain() if article.deck else "").split() == deck.split()
    words = [word for block in article.blocks for word in _read(block)]
    wanted = [word for block in held for word in _given(block)]
    assert [_letters(word) for word in words] == [_letters(word) for word in wanted]
    even = [pair for pair in zip(words, wanted, strict=True) if len({look for _, look in pair[1]}) == 1]
    assert [read for read, _ in even] == [given for _, given in even]
    called = {run.footnote for block in held for part in paragraphs_in(block) for run in part.runs}
    spoken = [note for note in footnotes if note.label in called and any(part.text.split() for part in note.paragraphs)]
    assert sorted(len(note.text.pieces) > 0 for note in article.footnotes) == [True] * len(spoken)
    figures = [block.photo for block in article.blocks if isinstance(block, model.Figure)]
    for index, photo in enumerate(shots):
        found = [one for one in (*article.photos, *figures) if one.file == PHOTOS[index]]
        assert len(found) == max(anchored.count(index), 1)
        for part in found:
            assert (part.caption.plain() if part.caption else "").split() == photo.caption.split()
            assert (part.credit.plain() if part.credit else "").split() == photo.credit.split()
            assert part.alt.split() == photo.alt.split() or part is not found[0]


def _letters(word: Word) -> str:
    return "".join(sign for sign, _ in word)


def _given(block: Block) -> Iterator[Word]:
    """Words of a block of a draft with their looks; the label of a list item is a word."""
    match block:
        case Paragraph():
            signs = [(sign, run.bold + 2 * run.italic) for run in block.runs for sign in run.text]
            parts = [tuple(part) for blank, part in groupby(signs, key=lambda sign: sign[0].isspace()) if not blank]
            if block.role == "list-item" and parts:
                label = {"•": "–", "-": "–", "": "–"}.get(block.label, block.label)
                yield tuple((sign, 0) for sign in label)
            yield from parts
        case Table(rows):
            for row in rows:
                for cell in row:
                    for part in cell.paragraphs:
                        words = list(_given(part))
                        if part.role == "list-item" and words:
                            words[:1] = [tuple((sign, 0) for sign in part.label)] if part.label else []
                        yield from words
        case Inset(inside):
            for part in inside:
                marked = part.role == "heading" and part is not inside[0]  # type: ignore[union-attr]
                for word in _given(part):
                    yield tuple((sign, look | marked) for sign, look in word)
        case _:
            pass


def _read(block: model.Block) -> Iterator[Word]:
    match block:
        case model.ListItem(text, label, _):
            yield tuple((sign, 0) for sign in label)
            yield from words_of(text)
        case model.Box(title, inside):
            yield from words_of(title) if title else ()
            for part in inside:
                yield from _read(part)
        case model.Figure() | model.Divider():
            pass
        case _:
            bare = Article("", "", Text("", (), (), (), ()), SourceSpan(""), blocks=(block,))
            for text in texts_of(bare):
                yield from words_of(text)


def body(article: Article | None) -> tuple[model.Block, ...]:
    assert article is not None
    return article.blocks


def shown(article: Article | None) -> list[list[str]]:
    """Words of each block as read, labels left out."""
    blocks = [block._replace(label="") if isinstance(block, model.ListItem) else block for block in body(article)]
    return [[_letters(word) for word in _read(block) if word] for block in blocks]
