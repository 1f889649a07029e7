"""A list in Markdown holds the notes as items, and what reviewers wrote never leaves its item."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from review.formats.some_notes import AWKWARD, COMMENT, DELETE, INSERT, NOTES, REPLACE

from newsletter.legible import clean_lines
from newsletter.review.formats import FORMATS
from newsletter.review.formats.listing import Listing
from newsletter.review.notes import Note

PLAIN = Listing()
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def written(*notes: Note, listing: Listing = PLAIN) -> str:
    return FORMATS["md"].write(notes, listing)


def plain(node: SyntaxTreeNode) -> str:
    if node.type in ("softbreak", "hardbreak"):
        return "\n"
    return node.content if node.type == "text" else "".join(plain(child) for child in node.children)


def types(node: SyntaxTreeNode) -> list[str]:
    return [found for child in node.children for found in (child.type, *types(child))]


def test_a_list_by_story_as_it_is_read() -> None:
    assert written(REPLACE, INSERT, listing=Listing(title="Số đặc biệt")) == (
        "# Ý kiến trên bản bông · Số đặc biệt\n"
        "\n"
        "## 01-xa-luan\n"
        "\n"
        "- [ ] **Sửa** · trang 1 · dòng 15 · articles/01-xa-luan.md:12:8 · Lê Thị Mai · chưa xử lý · a1\n"
        "  - Trong bài: …Đảng ủy \\[khôi\\] các cơ quan tỉnh…\n"
        "  - Đề nghị: Khối\n"
        "  - Lời ghi: tên riêng viết hoa\n"
        "  - Cùng ý: Phạm Hà\n"
        "  - Trả lời: Trần Văn Bình · 2022-10-12T09:00:00+07:00 · đồng ý: nhất trí\n"
        "\n"
        "## 02-tin\n"
        "\n"
        "- [x] **Thêm** · trang 2 · dòng 4 · articles/02-tin.md:3:9 · firefox.pdf · đã xong · c3\n"
        "  - Trong bài: …Đảng ủy \\[\\] các cơ quan tỉnh…\n"
        "  - Đề nghị: hết sức\n"
        "  - Trái với: b2\n"
    )


def test_by_page_in_english() -> None:
    headings = [line for line in written(*NOTES, listing=Listing("page", "en")).split("\n") if line.startswith("#")]
    assert headings == ["# Notes on the proof", "## Page 1", "## Page 2", "## Page 10"]


def test_notes_that_need_nothing_more_are_ticked() -> None:
    boxes = [line[:5] for line in written(REPLACE, DELETE, INSERT).split("\n") if line.startswith("- ")]
    assert boxes == ["- [ ]", "- [x]", "- [x]"]


def test_a_place_that_is_not_sure_is_told() -> None:
    place = REPLACE.place
    assert place is not None
    by_words = REPLACE._replace(place=place._replace(method="text", confidence=0.875))
    assert "\n  - tìm theo chữ, chắc 88 %\n" in written(by_words)
    assert "\n  - gắn vào dòng gần nhất\n" in written(REPLACE._replace(place=place._replace(method="nearest")))


@pytest.mark.parametrize("text", AWKWARD)
def test_words_stay_words_wherever_they_stand(text: str) -> None:
    place = COMMENT.place
    assert place is not None
    place = place._replace(quote=text, prefix=text, suffix=text, file=text, story=text)
    awkward = COMMENT._replace(
        id=text, comment=text, new_text=text, author=text, place=place, also=(text,), rivals=(text,), reason=text
    )
    tree = SyntaxTreeNode(READER.parse(written(awkward, listing=Listing(title=text))))
    assert set(types(tree)) <= {
        "heading",
        "inline",
        "text",
        "bullet_list",
        "list_item",
        "paragraph",
        "strong",
        "hardbreak",
    }
    assert types(tree).count("strong") == 1
    assert types(tree).count("heading") == 2
    assert types(tree).count("bullet_list") == 2


@given(st.text())
def test_any_words_are_read_as_they_were_written_but_for_blanks(text: str) -> None:
    tree = SyntaxTreeNode(READER.parse(written(COMMENT._replace(comment=f"a\n{text}"))))
    assert tree.children[2].children[0].children[1].type == "bullet_list"
    comment = tree.children[2].children[0].children[1].children[-1]
    assert plain(comment).split() == f"Lời ghi: a\n{clean_lines(text)}".split()
