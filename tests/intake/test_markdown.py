"""Markdown bodies: every block of the newsroom, every piece with its place, no word lost."""

import re
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter.intake.markdown import Body, read_body
from newsletter.intake.markdown_inline import Anchor
from newsletter.intake.text import Stored
from newsletter.intake.text_pieces import Pieces
from newsletter.model.article import (
    BOLD,
    BREAK,
    GLUED,
    ITALIC,
    NOTE,
    TIED,
    Block,
    Box,
    Crosshead,
    Divider,
    Figure,
    Kind,
    ListItem,
    Paragraph,
    Photo,
    PullQuote,
    Quotation,
    Table,
    Text,
)
from newsletter.source import LineIndex, SourceSpan


def read(source: str, kind: Kind = "article", start: int = 0) -> Body:
    stored = Stored("bai.md", source, LineIndex.of(source), "")

    def photo(anchor: Anchor) -> Photo:
        place = SourceSpan("bai.md", *stored.lines.place(anchor.start))
        return Photo(file=anchor.file, pixels=(1, 1), sha256="", mode="rgb", caption=anchor.caption, at=place)

    return read_body(stored, start, kind, Pieces(), photo)


def texts(blocks: tuple[Block, ...]) -> list[Text]:
    found: list[Text] = []
    for block in blocks:
        match block:
            case Paragraph(text) | Crosshead(text, _) | ListItem(text, _, _) | Quotation(text):
                found.append(text)
            case PullQuote(inner):
                found.extend(inner)
            case Box(title, inner_blocks):
                found.extend([title] if title else [])
                found.extend(texts(inner_blocks))
            case Table(head, rows, _):
                found.extend(text for row in (head, *rows) for text in row)
            case Figure(photo):
                found.extend([photo.caption] if photo.caption else [])
            case Divider():
                pass
    return found


def the_text(source: str, kind: Kind = "article") -> Text:
    (text,) = texts(read(source, kind).blocks)
    return text


def written(text: Text, source: str) -> list[str]:
    """What stands in the file at the place of each piece."""
    return [source[start:end] for start, end in zip(text.starts, text.ends, strict=True)]


# --- inline -----------------------------------------------------------------------------------------------------------


def test_a_plain_paragraph_is_split_at_white_space_with_its_offsets() -> None:
    text = the_text("Đảng bộ  Khối\ncác cơ quan")
    assert text.pieces == ("Đảng", "bộ", "Khối", "các", "cơ", "quan")
    assert text.starts == (0, 5, 9, 14, 18, 21)
    assert text.ends == (4, 7, 13, 17, 20, 25)
    assert set(text.marks) == {0}


def test_bold_and_italic_are_marks_and_a_change_inside_a_word_is_glued() -> None:
    source = "một **hai** *ba*, bốn**năm**"
    text = the_text(source)
    assert text.pieces == ("một", "hai", "ba", ",", "bốn", "năm")
    assert text.marks == (0, BOLD, ITALIC, GLUED, 0, BOLD | GLUED)
    assert written(text, source) == list(text.pieces)
    assert text.words == 4


def test_marks_nest() -> None:
    text = the_text("***a** b* **c *d***")
    assert list(zip(text.pieces, text.marks, strict=True)) == [
        ("a", BOLD | ITALIC), ("b", ITALIC), ("c", BOLD), ("d", BOLD | ITALIC)]  # fmt: skip


def test_leftover_stars_stay_text_at_their_place() -> None:
    source = "2 * 3 **a*"
    text = the_text(source)
    assert text.plain() == "2 * 3 *a"
    assert written(text, source) == ["2", "*", "3", "*", "a"]


def test_escapes_and_entities_span_what_was_written_for_them() -> None:
    source = r"a\*b &amp; c&lt;d \q"
    text = the_text(source)
    assert text.pieces == ("a*b", "&", "c<d", r"\q")
    assert written(text, source) == [r"a\*b", "&amp;", "c&lt;d", r"\q"]


@pytest.mark.parametrize("space", ["\u00a0", "&nbsp;", "\u202f", " \u00a0"])
def test_a_no_break_space_ties_the_piece_after_it(space: str) -> None:
    assert the_text(f"68{space}năm qua").marks == (0, TIED, 0)
    assert the_text(f"*68*{space}năm qua").marks == (ITALIC, TIED, 0)


def test_hard_breaks_begin_a_line() -> None:
    assert the_text("a  \nb\\\nc\nd").marks == (0, BREAK, BREAK, 0)


def test_code_is_text() -> None:
    source = "gõ `a  b` và `` c`d ``"
    text = the_text(source)
    assert text.pieces == ("gõ", "a", "b", "và", "c`d")
    assert written(text, source) == list(text.pieces)


def test_links_keep_their_address_beside_the_text() -> None:
    source = "xem [trang *tin*](https://x.vn/a_b), <https://y.vn> và [z]\n\n[z]: https://z.vn"
    text = the_text(source)
    assert text.pieces == ("xem", "trang", "tin", ",", "https://y.vn", "và", "z")
    assert text.links == ((1, 2, "https://x.vn/a_b"), (4, 4, "https://y.vn"), (6, 6, "https://z.vn"))
    assert written(text, source) == list(text.pieces)


def test_a_link_to_a_file_is_dropped_with_a_warning_and_its_text_stays() -> None:
    body = read("xem [tệp](file:///etc/passwd) và [ảnh](anh.jpg)")
    assert texts(body.blocks)[0].links == ()
    assert {problem.code for problem in body.problems} == {"NL148"}


def test_html_is_set_as_text_with_a_warning() -> None:
    body = read("một <b>hai</b> <!-- ghi chú -->\n\n<div>\nba\n</div>")
    assert [text.plain() for text in texts(body.blocks)] == ["một <b>hai</b> <!-- ghi chú -->", "<div> ba </div>"]
    assert {problem.code for problem in body.problems} == {"NL140"}
    assert body.problems[0].source == SourceSpan("bai.md", 1, 5)


def test_decomposed_text_is_shown_composed_and_placed_as_stored() -> None:
    source = "Đa\u0309ng bo\u0323\u0302 **Kho\u0302\u0301i**"
    text = the_text(source)
    assert text.pieces == ("Đảng", "bộ", "Khối")
    assert [normalize("NFC", word) for word in written(text, source)] == list(text.pieces)


def test_look_alikes_are_repaired_and_invisible_marks_left_out() -> None:
    source = "Ðảng\u200b ủy \u200b \u00adxã Mосква x\u0430x"
    text = the_text(source)
    assert text.pieces == ("Đảng", "ủy", "xã", "Mocквa", "xax")
    assert text.starts[2] == source.index("\u00adxã")


# --- blocks -----------------------------------------------------------------------------------------------------------


def test_crossheads_have_two_levels() -> None:
    body = read("# a\n\n## *b* c ##\n\n### d\n\ne\n---\n")
    assert [(block.text.plain(), block.level) for block in body.blocks if isinstance(block, Crosshead)] == [
        ("a", 2), ("b c", 2), ("d", 3), ("e", 2)]  # fmt: skip
    assert [problem.code for problem in body.problems] == ["NL141"]


def test_the_closing_marks_of_a_crosshead_do_not_move_it() -> None:
    source = "> ## ba ba ##"
    body = read(source)
    assert written(texts(body.blocks)[0], source) == ["ba", "ba"]


def test_lists_keep_depth_numbers_and_further_paragraphs() -> None:
    source = "- a\n  - b\n    1. c\n    3. d\n\n  e\n- f\n\n+ g\n\n1. h\n1. i\n"
    items = [(item.text.plain(), item.label, item.depth) for item in read(source).blocks if isinstance(item, ListItem)]
    assert items == [
        ("a", "–", 0), ("b", "–", 1), ("c", "1.", 2), ("d", "3.", 2), ("e", "", 0), ("f", "–", 0), ("g", "+", 0),
        ("h", "1.", 0), ("i", "2.", 0)]  # fmt: skip


def test_plain_paragraphs_end_a_list_and_quotes() -> None:
    kinds = [type(block).__name__ for block in read("- a\n\nb\n\n- c\n\n> d\n\ne\n\n> f").blocks]
    assert kinds == ["ListItem", "Paragraph", "ListItem", "Quotation", "Paragraph", "Quotation"]


def test_an_indented_paragraph_is_a_paragraph() -> None:
    assert read("    Thụt đầu dòng *tay*.\n\n\tVà tab.").blocks == (
        Paragraph(Text("bai.md", ("Thụt", "đầu", "dòng", "tay", "."), (4, 9, 13, 19, 23), (8, 12, 17, 22, 24),
                       (0, 0, 0, ITALIC, GLUED))),
        Paragraph(Text("bai.md", ("Và", "tab."), (27, 30), (29, 34), (0, 0))),
    )  # fmt: skip


def test_a_pull_quote_holds_its_paragraphs() -> None:
    source = "> [!quote]\n> Câu *hay*\n> nữa\n>\n> – Ai đó"
    (quote,) = read(source).blocks
    assert isinstance(quote, PullQuote)
    assert [text.plain() for text in quote.texts] == ["Câu hay nữa", "– Ai đó"]
    assert written(quote.texts[0], source) == ["Câu", "hay", "nữa"]


def test_a_pull_quote_may_begin_on_the_line_of_its_mark() -> None:
    (quote,) = read("> [!QUOTE] Câu hay").blocks
    assert isinstance(quote, PullQuote)
    assert quote.texts[0].plain() == "Câu hay"


@pytest.mark.parametrize("gap", ["", ">\n"])
def test_a_photo_in_a_pull_quote_is_its_portrait_and_its_words_are_not_printed(gap: str) -> None:
    (quote,) = read(f"> [!quote]\n> ![Chân dung](photos/a.jpg)\n{gap}> Câu hay\n>\n> – Ai đó").blocks
    assert isinstance(quote, PullQuote)
    assert [text.plain() for text in quote.texts] == ["Câu hay", "– Ai đó"]
    assert quote.portrait is not None
    assert (quote.portrait.file, quote.portrait.alt) == ("photos/a.jpg", "Chân dung")
    assert (quote.portrait.caption, quote.portrait.credit) == (None, None)


def test_a_second_photo_of_a_pull_quote_and_one_without_words_stand_by_themselves() -> None:
    quote, second = read("> [!quote]\n> ![a](a.jpg) Câu hay ![b](b.jpg)").blocks
    assert isinstance(quote, PullQuote)
    assert quote.portrait is not None
    assert isinstance(second, Figure)
    assert (quote.portrait.file, second.photo.file) == ("a.jpg", "b.jpg")
    (alone,) = read("> [!quote]\n> ![a](a.jpg)").blocks
    assert isinstance(alone, Figure)


def test_a_box_has_a_title_and_holds_text_lists_and_tables() -> None:
    source = "> [!box] Tên *hộp*\n> một\n>\n> ## hai\n>\n> - ba\n>\n> | a | b |\n> |---|---|\n> | c | d |\n>\n> > trích"
    (box,) = read(source).blocks
    assert isinstance(box, Box)
    assert box.title is not None
    assert box.title.plain() == "Tên hộp"
    assert [type(block).__name__ for block in box.blocks] == [
        "Paragraph",
        "Paragraph",
        "ListItem",
        "Table",
        "Paragraph",
    ]
    for text in texts((box,)):
        assert written(text, source) == list(text.pieces)


def test_an_unknown_mark_of_a_quote_is_told_and_kept_as_text() -> None:
    body = read("> [!note] lưu ý")
    assert isinstance(body.blocks[0], Quotation)
    assert body.blocks[0].text.plain() == "[!note] lưu ý"
    assert [problem.code for problem in body.problems] == ["NL142"]


def test_a_table_has_cells_for_every_column_and_their_places() -> None:
    source = "| Đội | *Điểm* |\n|:--|--:|\n| A\\|B | `3` |\n| C |\n"
    (table,) = read(source).blocks
    assert isinstance(table, Table)
    assert table.align == ("left", "right")
    assert [[cell.plain() for cell in row] for row in (table.head, *table.rows)] == [
        ["Đội", "Điểm"], ["A|B", "3"], ["C", ""]]  # fmt: skip
    assert [word for text in texts((table,)) for word in written(text, source)] == ["Đội", "Điểm", "A\\|B", "3", "C"]


def test_a_cell_too_many_is_an_error_and_no_word_is_lost() -> None:
    body = read("| a | b |\n|---|---|\n| c | d | e f |\n")
    (table,) = body.blocks
    assert isinstance(table, Table)
    assert [cell.plain() for cell in table.rows[0]] == ["c", "d e f"]
    (problem,) = body.problems
    assert (problem.code, problem.severity, problem.source) == ("NL145", "error", SourceSpan("bai.md", 3, 11))


def test_footnotes_are_numbered_in_the_order_of_their_marks() -> None:
    source = "Một[^b] hai[^a], ba[^b].\n\n[^a]: Ghi *a*\n\n    tiếp\n[^b]: Ghi b\n"
    body = read(source)
    text = texts(body.blocks)[0]
    assert text.plain() == "Một1 hai2, ba1."
    assert [mark & NOTE for mark in text.marks] == [0, NOTE, 0, NOTE, 0, 0, NOTE, 0]
    assert text.words == 3
    assert written(text, source)[1] == "[^b]"
    assert [(note.label, note.text.plain()) for note in body.footnotes] == [("1", "Ghi b"), ("2", "Ghi a tiếp")]


def test_a_footnote_that_nothing_calls_is_printed_with_a_warning() -> None:
    body = read("Một[^a].\n\n[^a]: a\n\n[^z]: z\n")
    assert [(note.label, note.text.plain()) for note in body.footnotes] == [("1", "a"), ("2", "z")]
    assert [problem.code for problem in body.problems] == ["NL146"]


def test_a_link_definition_that_nothing_uses_is_told() -> None:
    assert [problem.code for problem in read("a *b*\n\n[Ảnh]: minh-họa\n").problems] == ["NL147"]


def test_a_picture_alone_is_a_figure_and_one_in_a_line_comes_after_it() -> None:
    blocks = read("![Chú *thích*](photos/a.jpg)\n\nChữ ![](<photos/hội nghị.jpg>) sau.\n\ncuối").blocks
    assert [type(block).__name__ for block in blocks] == ["Figure", "Paragraph", "Figure", "Paragraph"]
    assert [block.photo.file for block in blocks if isinstance(block, Figure)] == [
        "photos/a.jpg",
        "photos/hội nghị.jpg",
    ]
    figure = blocks[0]
    assert isinstance(figure, Figure)
    assert figure.photo.caption is not None
    assert figure.photo.caption.plain() == "Chú thích"


def test_a_picture_with_a_space_in_its_name_is_an_error_not_silence() -> None:
    body = read("![a](photos/x.jpg) ![b](photos/hội nghị.jpg)")
    assert [(problem.code, problem.source) for problem in body.problems] == [("NL149", SourceSpan("bai.md", 1, 20))]


def test_a_code_block_is_set_line_by_line_with_a_warning() -> None:
    source = "a\n\n```text\nmột  hai\n\n  ba\n```\n\nb"
    body = read(source)
    assert [text.plain() for text in texts(body.blocks)] == ["a", "một hai ba", "b"]
    assert texts(body.blocks)[1].marks == (0, 0, BREAK)
    assert [problem.code for problem in body.problems] == ["NL143"]


def test_lines_of_a_poem_begin_lines_and_stanzas_are_paragraphs() -> None:
    blocks = read("Một dòng\nhai dòng\n\nba *dòng*\n bốn", "poem").blocks
    assert [[mark & BREAK for mark in text.marks] for text in texts(blocks)] == [[0, 0, BREAK, 0], [0, 0, BREAK]]
    assert all(isinstance(block, Paragraph) for block in blocks)


def test_line_ends_of_windows_change_nothing_but_offsets() -> None:
    source = "a *b*\r\nc\r\n\r\n- d\r\n  e\r\n\r\nplain\r\ntext\r\n"
    body = read(source)
    assert [text.plain() for text in texts(body.blocks)] == ["a b c", "d e", "plain text"]
    for text in texts(body.blocks):
        assert written(text, source) == list(text.pieces)


def test_the_body_begins_at_its_offset() -> None:
    source = "---\ntitle: x\n---\nmột *hai*\n\nba"
    body = read(source, start=17)
    assert [written(text, source) for text in texts(body.blocks)] == [["một", "hai"], ["ba"]]


def test_what_is_nested_too_deep_is_an_error_and_set_as_lines() -> None:
    body = read(">" * 500 + " a\n\n" + "- " * 500 + "b")
    assert [problem.code for problem in body.problems] == ["NL144"]
    assert [text.pieces[-1] for text in texts(body.blocks)] == ["b"]


@pytest.mark.parametrize("source", ["*" * 5000 + "a", "[" * 5000, "![" * 3000, "`a" * 3000, "a\n" * 3000, "|a" * 3000,
                                    "x" * 200_000, "[^a]" * 2000 + "\n\n[^a]: b", "<a " * 3000, "&" * 5000])  # fmt: skip
def test_hostile_text_is_read_in_good_time(source: str) -> None:
    assert texts(read(source).blocks)


# --- nothing is lost --------------------------------------------------------------------------------------------------

WORDS = st.text("aăâđếệỗữ.,–“”()!?0123", min_size=1, max_size=8)
MARKED = st.one_of(
    WORDS,
    WORDS.map(lambda word: f"**{word}**"),
    WORDS.map(lambda word: f"*{word}*"),
    WORDS.map(lambda word: f"[{word.replace('(', '')}](https://x.vn)"),
)
LINES = st.lists(MARKED, min_size=1, max_size=8).map(" ".join)
BLOCKS = st.one_of(
    st.lists(LINES, min_size=1, max_size=3).map("\n".join),
    LINES.map(lambda line: f"## {line}"),
    st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "\n".join(f"> {line}" for line in lines)),
    st.lists(LINES, min_size=1, max_size=3).map(
        lambda lines: "\n".join(f"> {line}" for line in ("[!box] Tên", *lines))
    ),
    st.lists(LINES, min_size=1, max_size=3).map(
        lambda lines: "| đầu |\n|---|\n" + "\n".join(f"| {line} |" for line in lines)
    ),
)
BODIES = st.lists(BLOCKS, min_size=1, max_size=6).map("\n\n".join)
_SYNTAX = re.compile(r"\]\(https://x\.vn\)|^\[!box\]|^\|(?:---\|)?|[*\[|]|^##|^[->] ?", re.MULTILINE)


def letters(text: str) -> str:
    """All that a reader sees, without white space."""
    return "".join(normalize("NFC", text).split())


@settings(max_examples=300, deadline=None)
@given(BODIES)
def test_every_word_is_set_once_and_in_order(source: str) -> None:
    seen = "".join(piece for text in texts(read(source).blocks) for piece in text.pieces)
    # list marks, brackets and stars may be text or markup: neither side counts them
    assert _bare(seen) == _bare(_SYNTAX.sub("", re.sub(r"^> ", "", source, flags=re.MULTILINE)))


def _bare(text: str) -> str:
    return re.sub(r"[*\[\]>#()0-9.\-–]|https://x\.vn", "", letters(text))


@settings(max_examples=300, deadline=None)
@given(BODIES, st.sampled_from(["NFC", "NFD"]), st.sampled_from(["\n", "\r\n"]))
def test_every_piece_stands_in_the_file_where_it_says(source: str, form: str, end: str) -> None:
    source = normalize(form, source).replace("\n", end)  # type: ignore[arg-type]
    last = -1
    for text in texts(read(source).blocks):
        for piece, start, stop in zip(text.pieces, text.starts, text.ends, strict=True):
            assert normalize("NFC", source[start:stop]) == piece
            assert start > last
            last = start


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.sampled_from("a ệ\n*_`[]()<>#|!-+&;:\\^\"'=~\t1.\u00a0\u0301\r"), max_size=80),
    st.sampled_from(["article", "poem"]),
)
def test_any_text_is_read_with_places_inside_the_file(source: str, kind: Kind) -> None:
    body = read(source, kind)
    for text in (*texts(body.blocks), *(note.text for note in body.footnotes)):
        sizes = {len(text.pieces), len(text.starts), len(text.ends), len(text.marks)}
        assert len(sizes) == 1
        assert all(0 <= start < end <= len(source) for start, end in zip(text.starts, text.ends, strict=True))
        assert all(piece and not any(sign.isspace() for sign in piece) for piece in text.pieces)
        assert not text.marks or not text.marks[0] & (GLUED | BREAK | TIED)
    for problem in body.problems:
        assert problem.source is None or problem.source.line >= 1


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("aệ bđ.\n\t –>#-1|"), max_size=60))
def test_plain_paragraphs_are_read_as_the_markdown_parser_reads_them(source: str) -> None:
    # a code span at the end takes the whole body through markdown-it
    quick = [text.pieces for text in texts(read(source).blocks)]
    slow = [text.pieces for text in texts(read(f"{source}\n\n## `x`\n\n~~~\n~~~\n").blocks)]
    assert slow[-1] == ("x",)
    assert quick == slow[:-1]


def test_stars_that_make_nothing_bold_are_told() -> None:
    body = read("từ**“đậm”** và ** hai ** nhưng \\*\\* thôi, 2 * 3")
    assert [(problem.code, problem.source) for problem in body.problems] == [
        ("NL174", SourceSpan("bai.md", 1, 1)),
        ("NL174", SourceSpan("bai.md", 1, 16)),
        ("NL174", SourceSpan("bai.md", 1, 23)),
    ]


def told(source: str, kind: Kind = "article") -> list[tuple[str, str, int, int]]:
    """Code, severity, line and column of all that is wrong."""
    found = [(problem, problem.source) for problem in read(source, kind).problems]
    return [(problem.code, problem.severity, at.line, at.column) for problem, at in found if at]


def test_a_footnote_mark_without_its_note_is_an_error_where_it_stands() -> None:
    assert told("Mời ngồi[^3] xuống.\n") == [("NL175", "error", 1, 9)]
    assert told("Một[^1] hai[^3].\n\n[^1]: Chú thích.\n") == [("NL175", "error", 1, 12)]
    assert told("Một \\[^3].\n") == []


@pytest.mark.parametrize("code", ["[^3]", "a[^3] b", "**", "<b>", "![x](y)"])
def test_what_looks_like_markup_in_a_code_span_is_meant_to_be_read(code: str) -> None:
    assert told(f"Gõ `{code}` là được.\n") == []
    assert told(f"Gõ ``{code}`` rồi[^4].\n") == [("NL175", "error", 1, 12 + len(code))]


@pytest.mark.parametrize("kind", ["article", "poem"])
def test_rows_without_the_row_below_the_head_are_told(kind: Kind) -> None:
    assert told("Đầu\n\n| a | b |\n| c | d |\n", kind) == [("NL176", "warning", 3, 1)]
    assert told("| a | b |\n|---|---|\n| c | d |\n", kind) == []
    assert told("|x|\n", kind) == []
    assert told("*Giá trị* |x|\n", kind) == []


def test_a_row_with_fewer_cells_than_the_head_is_told() -> None:
    assert told("| a | b |\n|---|---|\n| c |\n| d | |\n") == [("NL177", "warning", 3, 1)]


@pytest.mark.parametrize("look", ["box", "figures", "chart", "line-chart"])
def test_a_sidebar_says_how_it_is_drawn(look: str) -> None:
    (box,) = read(f"> [!{look}] Tên\n> - **68** năm\n").blocks
    assert isinstance(box, Box)
    assert (box.look, box.title.plain() if box.title else "") == (look, "Tên")
